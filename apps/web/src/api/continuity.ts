// Continuity mode: whether it is on, its policy, outages and the people in them.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answer, api, keyed } from './transport.ts';
import type {
  CaseList,
  Choice,
  Departure,
  OutageAnnouncement,
  PaperRow,
  PolicyChange,
  RebookRequest,
  Resolution,
} from './types.ts';

export function useContinuity() {
  return useQuery({
    queryKey: ['continuity', 'status'],
    refetchInterval: 30_000,
    queryFn: ({ signal }) => answer(api.GET('/api/v1/continuity', { signal })),
  });
}

export function useContinuityPolicy() {
  return useQuery({
    queryKey: ['continuity', 'policy'],
    queryFn: ({ signal }) => answer(api.GET('/api/v1/continuity/policy', { signal })),
  });
}

export function useOutages() {
  return useQuery({
    queryKey: ['continuity', 'outages'],
    queryFn: ({ signal }) => answer(api.GET('/api/v1/continuity/outages', { signal })),
  });
}

export function useOutage(id: string | null) {
  return useQuery({
    queryKey: ['continuity', 'outage', id],
    enabled: id !== null,
    refetchInterval: 30_000,
    queryFn: ({ signal }) =>
      answer(api.GET('/api/v1/continuity/outages/{id}', { params: { path: { id: id ?? '' } }, signal })),
  });
}

export function useCases(id: string | null, list: CaseList, enabled: boolean) {
  return useQuery({
    queryKey: ['continuity', 'cases', id, list],
    enabled: enabled && id !== null,
    queryFn: ({ signal }) =>
      answer(
        api.GET('/api/v1/continuity/outages/{id}/cases', {
          params: { path: { id: id ?? '' }, query: { list } },
          signal,
        }),
      ),
  });
}

export function useSwitchMode() {
  return useContinuityMutation(async (input: { to: 'on' | 'off'; reason: string; key: string }): Promise<unknown> => {
    const call = { params: { header: keyed(input.key) }, body: { reason: input.reason } };
    return input.to === 'on'
      ? answer(api.POST('/api/v1/continuity/start', call))
      : answer(api.POST('/api/v1/continuity/end', call));
  });
}

export function useAnnounce() {
  return useContinuityMutation((input: { outageId: string; announcement: OutageAnnouncement; key: string }) =>
    answer(
      api.POST('/api/v1/continuity/outages/{id}/announcements', {
        params: { header: keyed(input.key), path: { id: input.outageId } },
        body: input.announcement,
      }),
    ),
  );
}

export function useDisplayNotice() {
  return useQuery({
    queryKey: ['continuity', 'notice'],
    refetchInterval: 15_000,
    queryFn: ({ signal }) => answer(api.GET('/api/v1/display/notice', { signal })),
  });
}

export function useRecordDeparture() {
  return useContinuityMutation(
    async (input: { outageId: string; departure: Departure; key: string }): Promise<void> => {
      await answer(
        api.POST('/api/v1/continuity/outages/{id}/departures', {
          params: { header: keyed(input.key), path: { id: input.outageId } },
          body: input.departure,
        }),
      );
    },
  );
}

export function useEnterFromPaper() {
  return useContinuityMutation((input: { row: PaperRow; key: string }) =>
    answer(api.POST('/api/v1/continuity/register', { params: { header: keyed(input.key) }, body: input.row })),
  );
}

export function useLateSeps(outageId: string) {
  return useQuery({
    queryKey: ['continuity', 'late-seps', outageId],
    refetchInterval: 15_000,
    queryFn: ({ signal }) =>
      answer(api.GET('/api/v1/continuity/outages/{id}/late-seps', { params: { path: { id: outageId } }, signal })),
  });
}

export function useRequestBackdate() {
  return useContinuityMutation((input: { visitId: string; keterangan: string; key: string }) =>
    answer(
      api.POST('/api/v1/visits/{id}/sep/backdate', {
        params: { header: keyed(input.key), path: { id: input.visitId } },
        body: { keterangan: input.keterangan },
      }),
    ),
  );
}

export function useUnserved(outageId: string) {
  return useQuery({
    queryKey: ['continuity', 'unserved', outageId],
    refetchInterval: 60_000,
    queryFn: ({ signal }) =>
      answer(api.GET('/api/v1/continuity/outages/{id}/unserved', { params: { path: { id: outageId } }, signal })),
  });
}

export function useRebook() {
  return useContinuityMutation((input: { outageId: string; request: RebookRequest; key: string }) =>
    answer(
      api.POST('/api/v1/continuity/outages/{id}/rebook', {
        params: { header: keyed(input.key), path: { id: input.outageId } },
        body: input.request,
      }),
    ),
  );
}

export function useAddNote() {
  return useContinuityMutation((input: { outageId: string; text: string; key: string }) =>
    answer(
      api.POST('/api/v1/continuity/outages/{id}/notes', {
        params: { header: keyed(input.key), path: { id: input.outageId } },
        body: { text: input.text },
      }),
    ),
  );
}

export function useChangePolicy() {
  return useContinuityMutation((change: PolicyChange) =>
    answer(api.PUT('/api/v1/continuity/policy', { params: { header: keyed() }, body: change })),
  );
}

export function useChoose() {
  return useContinuityMutation((input: { visitId: string; choice: Choice }) =>
    answer(
      api.POST('/api/v1/visits/{id}/continuity/choice', {
        params: { header: keyed(), path: { id: input.visitId } },
        body: { choice: input.choice },
      }),
    ),
  );
}

export function useSigned() {
  return useContinuityMutation((input: { visitId: string }) =>
    answer(
      api.POST('/api/v1/visits/{id}/continuity/statement', {
        params: { header: keyed(), path: { id: input.visitId } },
        body: {},
      }),
    ),
  );
}

export function useResolve() {
  return useContinuityMutation((input: { visitId: string; resolution: Resolution; reason: string; key: string }) =>
    answer(
      api.POST('/api/v1/visits/{id}/continuity/resolution', {
        params: { header: keyed(input.key), path: { id: input.visitId } },
        body: { resolution: input.resolution, reason: input.reason },
      }),
    ),
  );
}

/** What changes here shows in the lists of the units, too. */
function useContinuityMutation<Input, Output>(mutationFn: (input: Input) => Promise<Output>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn,
    onSuccess: () => {
      for (const family of ['continuity', 'visit', 'visits', 'today', 'queue'])
        void client.invalidateQueries({ queryKey: [family] });
    },
  });
}
