// Participants, schedule, visits and the queues of the day.
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from './transport.ts';
import type {
  CancelVisit, Page, PesertaResult, PesertaSearch, PharmacyBoard, QueueBoard, RecordEvent, RegisterVisit, ScheduleDay, Today, Visit, VisitRow,
} from './types.ts';

export function usePesertaSearch(input: PesertaSearch | null) {
  return useQuery({
    queryKey: ['peserta', input?.query, input?.serviceDate],
    enabled: input !== null,
    staleTime: 60_000,
    retry: false,
    queryFn: ({ signal }) => call<PesertaResult>('POST', '/peserta/search', { body: input, signal }),
  });
}

export function useSchedule(date: string) {
  return useQuery({
    queryKey: ['schedule', date],
    staleTime: 30_000,
    queryFn: ({ signal }) => call<ScheduleDay>('GET', '/schedule', { query: { date }, signal }),
  });
}

export interface VisitFilter {
  readonly date?: string;
  readonly poli?: string | undefined;
  readonly stage?: string | undefined;
  readonly q?: string | undefined;
}

export function useVisits(filter: VisitFilter, enabled = true) {
  return useQuery({
    queryKey: ['visits', filter],
    enabled,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => call<Page<VisitRow>>('GET', '/visits', { query: { ...filter }, signal }),
  });
}

export function useVisit(id: string | null) {
  return useQuery({
    queryKey: ['visit', id],
    enabled: id !== null,
    queryFn: ({ signal }) => call<Visit>('GET', `/visits/${id}`, { signal }),
  });
}

export function useQueue(date: string, unit: string | null) {
  return useQuery({
    queryKey: ['queue', date, unit],
    enabled: unit !== null,
    refetchInterval: 30_000,
    queryFn: ({ signal }) => call<QueueBoard>('GET', '/queue', { query: { date, unit }, signal }),
  });
}

export function usePharmacy(date: string) {
  return useQuery({
    queryKey: ['pharmacy', date],
    refetchInterval: 30_000,
    queryFn: ({ signal }) => call<PharmacyBoard>('GET', '/pharmacy', { query: { date }, signal }),
  });
}

export function useToday(date: string) {
  return useQuery({
    queryKey: ['today', date],
    refetchInterval: 60_000,
    queryFn: ({ signal }) => call<Today>('GET', '/today', { query: { date }, signal }),
  });
}

export function useRegisterVisit() {
  return useVisitMutation((input: { visit: RegisterVisit; key: string }) =>
    call<Visit>('POST', '/visits', { body: input.visit, key: input.key }),
  );
}

export function useRecordEvent() {
  return useVisitMutation((input: { visitId: string; event: RecordEvent }) =>
    call<Visit>('POST', `/visits/${input.visitId}/events`, { body: input.event }),
  );
}

export function useCancelVisit() {
  return useVisitMutation((input: { visitId: string; cancel: CancelVisit; key: string }) =>
    call<Visit>('POST', `/visits/${input.visitId}/cancel`, { body: input.cancel, key: input.key }),
  );
}

export function useIssueSep() {
  return useVisitMutation((input: { visitId: string }) => call<Visit>('POST', `/visits/${input.visitId}/sep`, { body: {} }));
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

export type PrintName = 'ticket' | 'sep';

export function printPath(visitId: string, name: PrintName): string {
  return `/visits/${visitId}/${name}.pdf`;
}

/** The same file as a link, for a tab of its own. */
export function printUrl(visitId: string, name: PrintName): string {
  return `/api/v1${printPath(visitId, name)}`;
}
