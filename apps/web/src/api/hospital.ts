// Participants, schedule, visits and the queues of the day.
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answer, api, chosen, keyed } from './transport.ts';
import type { CancelVisit, PesertaSearch, RecordEvent, RegisterVisit, Visit, VisitQuery } from './types.ts';

export function usePesertaSearch(input: PesertaSearch | null) {
  return useQuery({
    queryKey: ['peserta', input?.query, input?.serviceDate],
    enabled: input !== null,
    staleTime: 60_000,
    retry: false,
    queryFn: ({ signal }) => answer(api.POST('/api/v1/peserta/search', { body: input ?? { query: '' }, signal })),
  });
}

export function useSchedule(date: string) {
  return useQuery({
    queryKey: ['schedule', date],
    staleTime: 30_000,
    queryFn: ({ signal }) => answer(api.GET('/api/v1/schedule', { params: { query: { date } }, signal })),
  });
}

export type VisitFilter = { readonly [K in 'date' | 'poli' | 'stage']?: VisitQuery[K] | undefined };

export function useVisits(filter: VisitFilter) {
  return useQuery({
    queryKey: ['visits', filter],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => answer(api.GET('/api/v1/visits', { params: { query: chosen(filter) }, signal })),
  });
}

/** What is typed goes in the body: names and card numbers stand in no address. */
export function useVisitSearch(query: string, enabled: boolean) {
  return useQuery({
    queryKey: ['visits', 'search', query],
    enabled,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => answer(api.POST('/api/v1/visits/search', { body: { query }, signal })),
  });
}

export function useVisit(id: string | null) {
  return useQuery({
    queryKey: ['visit', id],
    enabled: id !== null,
    queryFn: ({ signal }) => answer(api.GET('/api/v1/visits/{id}', { params: { path: { id: id ?? '' } }, signal })),
  });
}

export function useQueue(date: string, unit: string | null) {
  return useQuery({
    queryKey: ['queue', date, unit],
    enabled: unit !== null,
    refetchInterval: 30_000,
    queryFn: ({ signal }) =>
      answer(api.GET('/api/v1/queue', { params: { query: { date, unit: unit ?? '' } }, signal })),
  });
}

export function usePharmacy(date: string) {
  return useQuery({
    queryKey: ['pharmacy', date],
    refetchInterval: 30_000,
    queryFn: ({ signal }) => answer(api.GET('/api/v1/pharmacy', { params: { query: { date } }, signal })),
  });
}

export function useToday(date: string) {
  return useQuery({
    queryKey: ['today', date],
    refetchInterval: 60_000,
    queryFn: ({ signal }) => answer(api.GET('/api/v1/today', { params: { query: { date } }, signal })),
  });
}

export function useRegisterVisit() {
  return useVisitMutation((input: { visit: RegisterVisit; key: string }) =>
    answer(api.POST('/api/v1/visits', { params: { header: keyed(input.key) }, body: input.visit })),
  );
}

export function useRecordEvent() {
  return useVisitMutation((input: { visitId: string; event: RecordEvent }) =>
    answer(
      api.POST('/api/v1/visits/{id}/events', {
        params: { header: keyed(), path: { id: input.visitId } },
        body: input.event,
      }),
    ),
  );
}

export function useCancelVisit() {
  return useVisitMutation((input: { visitId: string; cancel: CancelVisit; key: string }) =>
    answer(
      api.POST('/api/v1/visits/{id}/cancel', {
        params: { header: keyed(input.key), path: { id: input.visitId } },
        body: input.cancel,
      }),
    ),
  );
}

export function useChooseDoctor() {
  return useVisitMutation((input: { visitId: string; sessionId: string; key: string }) =>
    answer(
      api.POST('/api/v1/visits/{id}/doctor', {
        params: { header: keyed(input.key), path: { id: input.visitId } },
        body: { sessionId: input.sessionId },
      }),
    ),
  );
}

export function useIssueSep() {
  return useVisitMutation((input: { visitId: string }) =>
    answer(api.POST('/api/v1/visits/{id}/sep', { params: { header: keyed(), path: { id: input.visitId } }, body: {} })),
  );
}

/** Every change of a visit answers with the visit; the lists that show it are fetched again. */
function useVisitMutation<Input>(mutationFn: (input: Input) => Promise<Visit>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn,
    onSuccess: (visit) => {
      client.setQueryData(['visit', visit.id], visit);
      for (const family of ['visits', 'queue', 'pharmacy', 'today', 'task-ids', 'timeline', 'schedule', 'peserta']) {
        void client.invalidateQueries({ queryKey: [family] });
      }
    },
  });
}

export type PrintName = 'ticket' | 'sep' | 'statement';

export function printPath(visitId: string, name: PrintName): string {
  return `/visits/${visitId}/${name}.pdf`;
}

/** The same file as a link, for a tab of its own. */
export function printUrl(visitId: string, name: PrintName): string {
  return `/api/v1${printPath(visitId, name)}`;
}
