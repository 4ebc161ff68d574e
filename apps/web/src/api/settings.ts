// The facility's own data: profile and switches, BPJS credentials (write only), task mapping, people, API keys, audit trail.
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from './transport.ts';
import type { ApiKey, AuditEvent, CredentialsInput, Facility, Page, Role, StaffUser, TaskMapping } from './types.ts';

export function useFacility(enabled = true) {
  return useQuery({ queryKey: ['facility'], enabled, queryFn: ({ signal }) => call<Facility>('GET', '/facility', { signal }) });
}

export function useChangeFacility() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: { change: Partial<Pick<Facility, 'name' | 'address' | 'timeZone' | 'switches'>>; key: string }) =>
      call<Facility>('PATCH', '/facility', { body: input.change, key: input.key }),
    onSuccess: (facility) => client.setQueryData(['facility'], facility),
  });
}

export function useSaveCredentials() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: { credentials: CredentialsInput; key: string }) =>
      call<null>('PUT', '/facility/credentials', { body: input.credentials, key: input.key }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['facility'] }),
  });
}

export function useTaskMapping() {
  return useQuery({ queryKey: ['task-mapping'], queryFn: ({ signal }) => call<TaskMapping>('GET', '/facility/task-mapping', { signal }) });
}

export function useSaveTaskMapping() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: { mapping: TaskMapping; key: string }) =>
      call<TaskMapping>('PUT', '/facility/task-mapping', { body: input.mapping, key: input.key }),
    onSuccess: (mapping) => client.setQueryData(['task-mapping'], mapping),
  });
}

export function useStaff() {
  return useQuery({
    queryKey: ['staff'],
    queryFn: async ({ signal }) => listOf(await call<StaffUser[] | { items: StaffUser[] }>('GET', '/staff', { signal })),
  });
}

export interface NewStaff {
  readonly username: string;
  readonly displayName: string;
  readonly roles: Role[];
  readonly password: string;
}

export function useSaveStaff() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: { id: string | null; staff: Partial<NewStaff> & { active?: boolean }; key: string }) =>
      input.id === null
        ? call<StaffUser>('POST', '/staff', { body: input.staff, key: input.key })
        : call<StaffUser>('PATCH', `/staff/${input.id}`, { body: input.staff, key: input.key }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['staff'] }),
  });
}

export function useApiKeys() {
  return useQuery({
    queryKey: ['api-keys'],
    queryFn: async ({ signal }) => listOf(await call<ApiKey[] | { items: ApiKey[] }>('GET', '/api-keys', { signal })),
  });
}

export function useCreateApiKey() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: { label: string; scopes: string[]; expiresAt: string; key: string }) =>
      call<{ key: string; apiKey: ApiKey }>('POST', '/api-keys', {
        body: { label: input.label, scopes: input.scopes, expiresAt: input.expiresAt },
        key: input.key,
      }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['api-keys'] }),
  });
}

export function useRevokeApiKey() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => call<null>('DELETE', `/api-keys/${id}`),
    onSuccess: () => client.invalidateQueries({ queryKey: ['api-keys'] }),
  });
}

export function useAudit() {
  return useInfiniteQuery({
    queryKey: ['audit'],
    initialPageParam: '',
    queryFn: ({ signal, pageParam }) => call<Page<AuditEvent>>('GET', '/audit', { query: { cursor: pageParam }, signal }),
    getNextPageParam: (last) => last.nextCursor ?? undefined,
  });
}

function listOf<T>(answer: T[] | { items: T[] }): T[] {
  return Array.isArray(answer) ? answer : answer.items;
}
