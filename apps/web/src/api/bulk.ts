// Acts on many messages: look first, start with a reason, watch, stop.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { MessageFilter } from './integration.ts';
import { answer, api, chosen, keyed } from './transport.ts';
import type { BulkAction } from './types.ts';

const WATCH_EVERY_MS = 1_000;

export function useBulkPreview() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: { action: BulkAction['action']; filter: MessageFilter; key: string }) =>
      answer(
        api.POST('/api/v1/messages/bulk', {
          params: { header: keyed(input.key) },
          body: { action: input.action, filter: chosen(input.filter) },
        }),
      ),
    onSuccess: (bulk) => client.setQueryData(['bulk', bulk.id], bulk),
  });
}

export function useBulk(id: string) {
  return useQuery<BulkAction>({
    queryKey: ['bulk', id],
    refetchInterval: (query) => (query.state.data?.state === 'running' ? WATCH_EVERY_MS : false),
    queryFn: ({ signal }) => answer(api.GET('/api/v1/messages/bulk/{id}', { params: { path: { id } }, signal })),
  });
}

export function useBulkList() {
  return useQuery({
    queryKey: ['bulk-list'],
    queryFn: ({ signal }) => answer(api.GET('/api/v1/messages/bulk', { signal })),
  });
}

export function useBulkStart(id: string) {
  return useBulkMutation(id, (input: { reason: string; key: string }) =>
    answer(
      api.POST('/api/v1/messages/bulk/{id}/start', {
        params: { header: keyed(input.key), path: { id } },
        body: { reason: input.reason },
      }),
    ),
  );
}

export function useBulkStop(id: string) {
  return useBulkMutation(id, (input: { key: string }) =>
    answer(
      api.POST('/api/v1/messages/bulk/{id}/stop', { params: { header: keyed(input.key), path: { id } }, body: {} }),
    ),
  );
}

function useBulkMutation<Input>(id: string, mutationFn: (input: Input) => Promise<BulkAction>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn,
    onSuccess: (bulk) => {
      client.setQueryData(['bulk', id], bulk);
      for (const family of ['bulk-list', 'messages', 'message-counts'])
        void client.invalidateQueries({ queryKey: [family] });
    },
  });
}
