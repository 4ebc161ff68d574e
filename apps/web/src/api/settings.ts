// The facility's own data: profile and switches, BPJS credentials (write only), task mapping, people, API keys, audit trail.
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answer, api, chosen, keyed } from './transport.ts';
import type { CredentialsInput, FacilityChange, NewApiKey, NewStaff, StaffChange, TaskMapping } from './types.ts';

export function useFacility(enabled = true) {
  return useQuery({
    queryKey: ['facility'],
    enabled,
    queryFn: ({ signal }) => answer(api.GET('/api/v1/facility', { signal })),
  });
}

export function useChangeFacility() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: { change: FacilityChange; key: string }) =>
      answer(api.PATCH('/api/v1/facility', { params: { header: keyed(input.key) }, body: input.change })),
    onSuccess: (facility) => client.setQueryData(['facility'], facility),
  });
}

export function useSaveCredentials() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: { credentials: CredentialsInput; key: string }) =>
      answer(
        api.PUT('/api/v1/facility/credentials', { params: { header: keyed(input.key) }, body: input.credentials }),
      ),
    onSuccess: () => client.invalidateQueries({ queryKey: ['facility'] }),
  });
}

export function useTaskMapping() {
  return useQuery({
    queryKey: ['task-mapping'],
    queryFn: ({ signal }) => answer(api.GET('/api/v1/facility/task-mapping', { signal })),
  });
}

export function useSaveTaskMapping() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: { mapping: TaskMapping; key: string }) =>
      answer(api.PUT('/api/v1/facility/task-mapping', { params: { header: keyed(input.key) }, body: input.mapping })),
    onSuccess: (mapping) => client.setQueryData(['task-mapping'], mapping),
  });
}

export function useStaff() {
  return useQuery({
    queryKey: ['staff'],
    queryFn: async ({ signal }) => (await answer(api.GET('/api/v1/staff', { signal }))).items,
  });
}

export type StaffInput =
  | { readonly id: null; readonly staff: NewStaff }
  | { readonly id: string; readonly staff: StaffChange };

export function useSaveStaff() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: StaffInput & { key: string }) =>
      input.id === null
        ? answer(api.POST('/api/v1/staff', { params: { header: keyed(input.key) }, body: input.staff }))
        : answer(
            api.PATCH('/api/v1/staff/{id}', {
              params: { header: keyed(input.key), path: { id: input.id } },
              body: input.staff,
            }),
          ),
    onSuccess: () => client.invalidateQueries({ queryKey: ['staff'] }),
  });
}

export function useApiKeys() {
  return useQuery({
    queryKey: ['api-keys'],
    queryFn: async ({ signal }) => (await answer(api.GET('/api/v1/api-keys', { signal }))).items,
  });
}

export function useCreateApiKey() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: { apiKey: NewApiKey; key: string }) =>
      answer(api.POST('/api/v1/api-keys', { params: { header: keyed(input.key) }, body: input.apiKey })),
    onSuccess: () => client.invalidateQueries({ queryKey: ['api-keys'] }),
  });
}

export function useRevokeApiKey() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) =>
      answer(api.DELETE('/api/v1/api-keys/{id}', { params: { header: keyed(), path: { id } } })),
    onSuccess: () => client.invalidateQueries({ queryKey: ['api-keys'] }),
  });
}

export function useAudit() {
  return useInfiniteQuery({
    queryKey: ['audit'],
    initialPageParam: '',
    queryFn: ({ signal, pageParam }) =>
      answer(api.GET('/api/v1/audit', { params: { query: chosen({ cursor: pageParam }) }, signal })),
    getNextPageParam: (last) => last.nextCursor ?? undefined,
  });
}
