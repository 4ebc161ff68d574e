// The clinic's service entry and the BPJS reference lists it is filled from.
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { call, isApiFailure } from './transport.ts';
import type { ReferenceList, ServiceEntry, ServiceEntryResult } from './types.ts';

export type ReferenceName =
  | 'diagnosa' | 'dokter' | 'obat' | 'tindakan' | 'poli' | 'kesadaran' | 'prognosa' | 'statuspulang'
  | 'alergi-makan' | 'alergi-udara' | 'alergi-obat';

/** `q` null asks for nothing (a search field still empty); an empty string asks for the whole short list. */
export function useReference(name: ReferenceName, q: string | null) {
  return useQuery({
    queryKey: ['reference', name, q],
    enabled: q !== null,
    staleTime: 10 * 60_000,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => call<ReferenceList>('GET', `/references/${name}`, { query: { q }, signal }),
  });
}

export function useServiceEntry(visitId: string) {
  return useQuery({
    queryKey: ['service-entry', visitId],
    queryFn: async ({ signal }): Promise<ServiceEntryResult | null> => {
      try {
        return await call<ServiceEntryResult>('GET', `/visits/${visitId}/service-entry`, { signal });
      } catch (error) {
        // No entry yet is the usual state of a patient who was just called in.
        if (isApiFailure(error) && error.status === 404) return null;
        throw error;
      }
    },
  });
}

export function useSaveServiceEntry(visitId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: { entry: ServiceEntry; key: string }) =>
      call<ServiceEntryResult>('PUT', `/visits/${visitId}/service-entry`, { body: input.entry, key: input.key }),
    onSuccess: (result) => {
      client.setQueryData(['service-entry', visitId], result);
      client.setQueryData(['visit', visitId], result.visit);
      for (const family of ['visits', 'queue', 'pharmacy', 'today']) void client.invalidateQueries({ queryKey: [family] });
    },
  });
}
