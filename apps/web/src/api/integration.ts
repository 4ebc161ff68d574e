// What BPJS knows: health of its services, the Task ID desk, the messages on their way.
import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from './transport.ts';
import type { BpjsHealth, Correction, MessageDetail, MessageRow, Page, TaskCell, TaskDesk, Timeline } from './types.ts';

export function useBpjsHealth() {
  return useQuery({
    queryKey: ['bpjs-health'],
    refetchInterval: 30_000,
    queryFn: ({ signal }) => call<BpjsHealth>('GET', '/bpjs/health', { signal }),
  });
}

export interface TaskFilter {
  readonly date: string;
  readonly unit?: string | undefined;
  readonly filter?: string | undefined;
}

export function useTaskDesk(filter: TaskFilter) {
  return useInfiniteQuery({
    queryKey: ['task-ids', filter],
    initialPageParam: '',
    placeholderData: keepPreviousData,
    queryFn: ({ signal, pageParam }) => call<TaskDesk>('GET', '/task-ids', { query: { ...filter, cursor: pageParam }, signal }),
    getNextPageParam: (last) => last.nextCursor ?? undefined,
  });
}

export function useTimeline(visitId: string | null) {
  return useQuery({
    queryKey: ['timeline', visitId],
    enabled: visitId !== null,
    queryFn: ({ signal }) => call<Timeline>('GET', `/visits/${visitId}/timeline`, { signal }),
  });
}

export interface Comparison {
  readonly asOf: string;
  readonly source: string;
  readonly differences: { task: number; oursAt: string | null; bpjsAt: string | null }[];
  readonly timeline: Timeline;
}

type Task = TaskCell['task'];

export function useCorrectTask(visitId: string) {
  return useTimelineMutation(visitId, (input: { task: Task; correction: Correction; key: string }) =>
    call<Timeline>('POST', `/visits/${visitId}/tasks/${input.task}/correction`, { body: input.correction, key: input.key }),
  );
}

export function useResendTask(visitId: string) {
  return useTimelineMutation(visitId, (input: { task: Task; reason: string; key: string }) =>
    call<Timeline>('POST', `/visits/${visitId}/tasks/${input.task}/resend`, { body: { reason: input.reason }, key: input.key }),
  );
}

export function useCompareTasks(visitId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => call<Comparison>('POST', `/visits/${visitId}/tasks/compare`, { body: {} }),
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
      for (const family of ['task-ids', 'messages', 'visit', 'today']) void client.invalidateQueries({ queryKey: [family] });
    },
  });
}

export interface MessageFilter {
  readonly state?: string | undefined;
  readonly service?: string | undefined;
  readonly visitId?: string | undefined;
  readonly q?: string | undefined;
}

export function useMessages(filter: MessageFilter) {
  return useInfiniteQuery({
    queryKey: ['messages', filter],
    initialPageParam: '',
    placeholderData: keepPreviousData,
    refetchInterval: 30_000,
    queryFn: ({ signal, pageParam }) => call<Page<MessageRow>>('GET', '/messages', { query: { ...filter, cursor: pageParam }, signal }),
    getNextPageParam: (last) => last.nextCursor ?? undefined,
  });
}

export function useMessage(id: string | null) {
  return useQuery({
    queryKey: ['message', id],
    enabled: id !== null,
    queryFn: ({ signal }) => call<MessageDetail>('GET', `/messages/${id}`, { signal }),
  });
}

export function useMessageAction(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: { action: 'resend' | 'cancel'; reason: string; key: string }) =>
      call<MessageDetail>('POST', `/messages/${id}/${input.action}`, { body: { reason: input.reason }, key: input.key }),
    onSuccess: (detail) => {
      client.setQueryData(['message', id], detail);
      for (const family of ['messages', 'bpjs-health', 'task-ids', 'visit']) void client.invalidateQueries({ queryKey: [family] });
    },
  });
}

export function useChannelAction() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: { channelId: string; action: 'pause' | 'resume'; reason: string; key: string }) =>
      call<BpjsHealth>('POST', `/channels/${encodeURIComponent(input.channelId)}/${input.action}`, {
        body: { reason: input.reason },
        key: input.key,
      }),
    onSuccess: (health) => {
      client.setQueryData(['bpjs-health'], health);
      void client.invalidateQueries({ queryKey: ['messages'] });
    },
  });
}
