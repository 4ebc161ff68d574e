// The clinic's service entry and the BPJS reference lists it is filled from.
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answer, api, isApiFailure, keyed } from './transport.ts';
import type { ReferenceName, ServiceEntryInput, ServiceEntryResult } from './types.ts';

/** `q` null asks for nothing (a search field still empty); an empty string asks for the whole short list. */
export function useReference(name: ReferenceName, q: string | null) {
  return useQuery({
    queryKey: ['reference', name, q],
    enabled: q !== null,
    staleTime: 10 * 60_000,
    placeholderData: keepPreviousData,
    // What is looked up goes in the body: a diagnosis belongs in no address.
    queryFn: ({ signal }) =>
      answer(
        q
          ? api.POST('/api/v1/references/{name}/search', { params: { path: { name } }, body: { query: q }, signal })
          : api.GET('/api/v1/references/{name}', { params: { path: { name } }, signal }),
      ),
  });
}

export function useServiceEntry(visitId: string) {
  return useQuery({
    queryKey: ['service-entry', visitId],
    queryFn: async ({ signal }): Promise<ServiceEntryResult | null> => {
      try {
        return await answer(
          api.GET('/api/v1/visits/{id}/service-entry', { params: { path: { id: visitId } }, signal }),
        );
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
    mutationFn: (input: { entry: ServiceEntryInput; key: string }) =>
      answer(
        api.PUT('/api/v1/visits/{id}/service-entry', {
          params: { header: keyed(input.key), path: { id: visitId } },
          body: input.entry,
        }),
      ),
    onSuccess: (result) => {
      client.setQueryData(['service-entry', visitId], result);
      client.setQueryData(['visit', visitId], result.visit);
      for (const family of ['visits', 'queue', 'pharmacy', 'today'])
        void client.invalidateQueries({ queryKey: [family] });
    },
  });
}
