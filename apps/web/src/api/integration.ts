// What BPJS knows: health of its services, the Task ID desk, the messages on their way.
import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { QueryClient } from '@tanstack/react-query';
import { answer, api, chosen, keyed } from './transport.ts';
import type { Correction, MessageDetail, MessageFilterInput, TaskCell, TaskQuery, Timeline } from './types.ts';

export function useBpjsHealth() {
  return useQuery({
    queryKey: ['bpjs-health'],
    refetchInterval: 30_000,
    queryFn: ({ signal }) => answer(api.GET('/api/v1/bpjs/health', { signal })),
  });
}

/** A day of an ordinary hospital is two or three of these. */
const DESK_PAGE = 100;

export type TaskFilter = { readonly [K in 'date' | 'unit' | 'filter']?: TaskQuery[K] | undefined };

export function useTaskDesk(filter: TaskFilter) {
  return useInfiniteQuery({
    queryKey: ['task-ids', filter],
    initialPageParam: '',
    placeholderData: keepPreviousData,
    queryFn: ({ signal, pageParam }) =>
      answer(
        api.GET('/api/v1/task-ids', {
          params: { query: chosen({ ...filter, cursor: pageParam, limit: DESK_PAGE }) },
          signal,
        }),
      ),
    getNextPageParam: (last) => last.nextCursor ?? undefined,
  });
}

export function useTimeline(visitId: string | null) {
  return useQuery({
    queryKey: ['timeline', visitId],
    enabled: visitId !== null,
    queryFn: ({ signal }) =>
      answer(api.GET('/api/v1/visits/{id}/timeline', { params: { path: { id: visitId ?? '' } }, signal })),
  });
}

type Task = TaskCell['task'];

export function useCorrectTask(visitId: string) {
  return useTimelineMutation(visitId, (input: { task: Task; correction: Correction; key: string }) =>
    answer(
      api.POST('/api/v1/visits/{id}/tasks/{task}/correction', {
        params: { header: keyed(input.key), path: { id: visitId, task: input.task } },
        body: input.correction,
      }),
    ),
  );
}

export function useResendTask(visitId: string) {
  return useTimelineMutation(visitId, (input: { task: Task; reason: string; key: string }) =>
    answer(
      api.POST('/api/v1/visits/{id}/tasks/{task}/resend', {
        params: { header: keyed(input.key), path: { id: visitId, task: input.task } },
        body: { reason: input.reason },
      }),
    ),
  );
}

export function useCompareTasks(visitId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () =>
      answer(api.POST('/api/v1/visits/{id}/tasks/compare', { params: { path: { id: visitId } }, body: {} })),
    onSuccess: (comparison) => {
      client.setQueryData(['timeline', visitId], comparison.timeline);
      void client.invalidateQueries({ queryKey: ['task-ids'] });
    },
  });
}

function useTimelineMutation<Input>(visitId: string, mutationFn: (input: Input) => Promise<Timeline>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn,
    onSuccess: (timeline) => {
      client.setQueryData(['timeline', visitId], timeline);
      for (const family of ['task-ids', 'messages', 'visit', 'today'])
        void client.invalidateQueries({ queryKey: [family] });
    },
  });
}

/** What narrows the list. It goes in the body: names and numbers stand in no address. */
export type MessageFilter = { readonly [K in keyof MessageFilterInput]?: MessageFilterInput[K] | undefined };

export function useMessages(filter: MessageFilter) {
  return useInfiniteQuery({
    queryKey: ['messages', filter],
    initialPageParam: '',
    placeholderData: keepPreviousData,
    refetchInterval: 30_000,
    queryFn: ({ signal, pageParam }) =>
      answer(api.POST('/api/v1/messages/search', { body: chosen({ ...filter, cursor: pageParam }), signal })),
    getNextPageParam: (last) => last.nextCursor ?? undefined,
  });
}

/** Counting costs more than a page and needs no event: it follows by itself, but not what somebody typed. */
const COUNTS_EVERY_MS = 5_000;

export function useMessageCounts(filter: MessageFilter) {
  return useQuery({
    queryKey: ['message-counts', filter],
    placeholderData: keepPreviousData,
    refetchInterval: filter.query === undefined && filter.visitId === undefined ? COUNTS_EVERY_MS : false,
    queryFn: ({ signal }) => answer(api.POST('/api/v1/messages/counts', { body: chosen(filter), signal })),
  });
}

/** Opened bytes live as long as the panel that shows them, in no cache. */
export function useOpenPayload(id: string) {
  return useMutation({
    gcTime: 0,
    mutationFn: (reason: string) =>
      answer(api.POST('/api/v1/messages/{id}/payload', { params: { path: { id } }, body: { reason } })),
  });
}

export function useMessage(id: string | null) {
  return useQuery({
    queryKey: ['message', id],
    enabled: id !== null,
    queryFn: ({ signal }) => answer(api.GET('/api/v1/messages/{id}', { params: { path: { id: id ?? '' } }, signal })),
  });
}

export function useMessageAction(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: {
      action: 'resend' | 'cancel' | 'confirm';
      reason: string;
      key: string;
      /** The last attempt as it is shown: what nobody can read back goes again only for who has seen it. */
      seenAttempt: string | undefined;
    }) => {
      const call = { params: { header: keyed(input.key), path: { id } }, body: { reason: input.reason } };
      switch (input.action) {
        case 'resend':
          return answer(
            api.POST('/api/v1/messages/{id}/resend', {
              ...call,
              body: { reason: input.reason, ...chosen({ seenAttempt: input.seenAttempt }) },
            }),
          );
        case 'cancel':
          return answer(api.POST('/api/v1/messages/{id}/cancel', call));
        case 'confirm':
          return answer(api.POST('/api/v1/messages/{id}/confirm', call));
      }
    },
    onSuccess: (detail) => {
      client.setQueryData(['message', id], detail);
      for (const family of ['messages', 'message-counts', 'bpjs-health', 'task-ids', 'visit'])
        void client.invalidateQueries({ queryKey: [family] });
    },
  });
}

export function useCompareMessage(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => answer(api.POST('/api/v1/messages/{id}/compare', { params: { path: { id } }, body: {} })),
    onSuccess: ({ detail }) => takeDetail(client, id, detail),
  });
}

export function useAcceptDifference(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: { reason: string; key: string }) =>
      answer(
        api.POST('/api/v1/messages/{id}/accept-difference', {
          params: { header: keyed(input.key), path: { id } },
          body: { reason: input.reason },
        }),
      ),
    onSuccess: (detail) => takeDetail(client, id, detail),
  });
}

function takeDetail(client: QueryClient, id: string, detail: MessageDetail): void {
  client.setQueryData(['message', id], detail);
  void client.invalidateQueries({ queryKey: ['messages'] });
}

export function useChannelAction() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: { channelId: string; action: 'pause' | 'resume'; reason: string; key: string }) => {
      const call = {
        params: { header: keyed(input.key), path: { id: input.channelId } },
        body: { reason: input.reason },
      };
      return answer(
        input.action === 'pause'
          ? api.POST('/api/v1/channels/{id}/pause', call)
          : api.POST('/api/v1/channels/{id}/resume', call),
      );
    },
    onSuccess: (health) => {
      client.setQueryData(['bpjs-health'], health);
      void client.invalidateQueries({ queryKey: ['messages'] });
    },
  });
}
