// Our record beside what BPJS holds: days with their comparisons, open differences, and what a person does about them.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answer, api, keyed } from './transport.ts';
import type { Finding } from './types.ts';

export type RepairAction = Finding['actions'][number];

export function useReconciliation() {
  return useQuery({
    queryKey: ['reconciliation', 'days'],
    refetchInterval: 30_000,
    queryFn: ({ signal }) => answer(api.GET('/api/v1/reconciliation', { signal })),
  });
}

/** More than a person decides about at once; the days keep the true counts. */
const SHOWN = 200;

export function useFindings(range: { from: string; to: string } | undefined) {
  return useQuery({
    queryKey: ['reconciliation', 'findings', range],
    enabled: range !== undefined,
    queryFn: ({ signal }) =>
      answer(
        api.GET('/api/v1/reconciliation/findings', {
          params: { query: { from: range?.from ?? '', to: range?.to ?? '', state: 'terbuka', limit: SHOWN } },
          signal,
        }),
      ),
  });
}

export function useRequestComparison() {
  return useReconciliationMutation((input: { date: string }) =>
    answer(api.POST('/api/v1/reconciliation/runs', { params: { header: keyed() }, body: { date: input.date } })),
  );
}

export function useRepair() {
  return useReconciliationMutation(
    (input: { ids: readonly string[]; action: RepairAction; reason: string; key: string }) =>
      answer(
        api.POST('/api/v1/reconciliation/repair', {
          params: { header: keyed(input.key) },
          body: { ids: [...input.ids], action: input.action, reason: input.reason },
        }),
      ),
  );
}

function useReconciliationMutation<Input, Output>(mutationFn: (input: Input) => Promise<Output>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn,
    onSuccess: () => {
      for (const family of ['reconciliation', 'today', 'visit', 'task-ids', 'timeline', 'messages'])
        void client.invalidateQueries({ queryKey: [family] });
    },
  });
}

/** Whether this database was restored and is held: everybody must know, so that it is asked on every page. */
export function useRestoredStart() {
  return useQuery({
    queryKey: ['reconciliation', 'restored'],
    refetchInterval: 60_000,
    queryFn: ({ signal }) => answer(api.GET('/api/v1/restored-start', { signal })),
  });
}

export function useReleaseRestored() {
  return useReconciliationMutation((input: { reason: string; key: string }) =>
    answer(
      api.POST('/api/v1/restored-start/release', {
        params: { header: keyed(input.key) },
        body: { reason: input.reason },
      }),
    ),
  );
}
