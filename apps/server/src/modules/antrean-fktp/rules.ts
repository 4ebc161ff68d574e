// When the clinic's queue tells BPJS what. Pure. The facts are few because BPJS offers no way to read an entry back
// (docs/facts/antrean-fktp.md §A); which calls a facility makes for patients without a card is a setting.
import type { FacilityFacts, VisitFacts } from '../gateway/index.ts';

export const ANTREAN_STEPS = ['add', 'panggil', 'batal'] as const;
export type AntreanStep = (typeof ANTREAN_STEPS)[number];

export interface QueueFacts {
  readonly isPlanned: boolean;
  readonly isCalled: boolean;
  readonly isCancelled: boolean;
}

/** The step an event asks for, or null. */
export function stepOf(
  eventType: string,
  visit: Pick<VisitFacts, 'jenisPasien' | 'sumber'>,
  queue: QueueFacts,
): AntreanStep | null {
  switch (eventType) {
    case 'visit.registered':
      // A booking that came through Mobile JKN is known to BPJS already [U], docs/facts/antrean-fktp.md, "Relation to PCare".
      return visit.sumber === 'mobile-jkn' || queue.isPlanned ? null : 'add';
    case 'poli.called':
      return canAddress(visit) && !queue.isCalled && !queue.isCancelled ? 'panggil' : null;
    case 'visit.cancelled':
    case 'visit.no-show':
      // From "present" there is no way back [U], docs/facts/antrean-fktp.md §A: whoever was called is not cancelled there.
      return canAddress(visit) && !queue.isCalled && !queue.isCancelled ? 'batal' : null;
    default:
      return null;
  }
}

/** Calls and cancellations name date, poli and card: without a card they point at nobody in particular. */
function canAddress(visit: Pick<VisitFacts, 'jenisPasien'>): boolean {
  return visit.jenisPasien === 'JKN';
}

/** Status of `antrean/panggil`: 1 = present or being served, 2 = absent. */
export const STATUS_PRESENT = 1;

export function isEnabled(facility: FacilityFacts): boolean {
  return facility.kind === 'fktp' && facility.switches['antreanFktp'] !== false;
}
