// Where a visit stands, told from what happened in it; and which day it belongs to. Pure: the order in which events came in does
// not matter, only when they happened. What BPJS is told about them is decided in modules/timeline.

export const EVENT_TYPES = [
  'visit.registered',
  'patient.checked-in',
  'admission.called',
  'admission.done',
  'poli.called',
  'poli.done',
  'prescription.printed',
  'pharmacy.started',
  'pharmacy.done',
  'visit.cancelled',
  'visit.no-show',
  'service.recorded',
] as const;
export type VisitEventType = (typeof EVENT_TYPES)[number];

export const STAGES = [
  'terdaftar',
  'menunggu-admisi',
  'dipanggil-admisi',
  'menunggu-poli',
  'dilayani-poli',
  'menunggu-farmasi',
  'disiapkan-farmasi',
  'selesai',
  'batal',
  'tidak-hadir',
] as const;
export type Stage = (typeof STAGES)[number];

export type Resep = 'tidak-ada' | 'racikan' | 'non-racikan';

export interface StageFacts {
  readonly pasienBaru: boolean;
  readonly facilityKind: 'fktp' | 'fkrtl';
  readonly registeredAt: Date;
  readonly resep: Resep | null;
}

export interface HappenedEvent {
  readonly type: VisitEventType;
  readonly occurredAt: Date;
}

export interface Standing {
  readonly stage: Stage;
  readonly since: Date;
}

/** Stages from which nobody may be cancelled any more: the doctor has seen the patient. docs/facts/task-id.md §5 [D] */
const SERVED: ReadonlySet<Stage> = new Set(['dilayani-poli', 'menunggu-farmasi', 'disiapkan-farmasi', 'selesai']);
const ENDED: ReadonlySet<Stage> = new Set(['selesai', 'batal', 'tidak-hadir']);
const BEFORE_ADMISSION: ReadonlySet<Stage> = new Set(['terdaftar', 'menunggu-admisi', 'dipanggil-admisi']);

export function isServed(stage: Stage): boolean {
  return SERVED.has(stage);
}

export function isEnded(stage: Stage): boolean {
  return ENDED.has(stage);
}

/**
 * Folds everything that happened, in the order of happening, into where the visit stands now.
 *
 * @example
 * standingOf(facts, [{ type: 'patient.checked-in', occurredAt }]).stage // 'menunggu-poli' for an existing patient
 */
export function standingOf(facts: StageFacts, events: readonly HappenedEvent[]): Standing {
  const inOrder = [...events].toSorted(
    (left, right) =>
      left.occurredAt.getTime() - right.occurredAt.getTime() ||
      EVENT_TYPES.indexOf(left.type) - EVENT_TYPES.indexOf(right.type),
  );
  return inOrder.reduce<Standing>(
    (standing, event) => {
      const stage = nextStage(standing.stage, event.type, facts);
      return stage === standing.stage ? standing : { stage, since: event.occurredAt };
    },
    { stage: 'terdaftar', since: facts.registeredAt },
  );
}

function nextStage(stage: Stage, type: VisitEventType, facts: StageFacts): Stage {
  if (stage === 'batal' || stage === 'tidak-hadir') return stage;
  switch (type) {
    case 'visit.registered':
      return stage;
    case 'patient.checked-in':
      if (stage !== 'terdaftar') return stage;
      return facts.pasienBaru && facts.facilityKind === 'fkrtl' ? 'menunggu-admisi' : 'menunggu-poli';
    case 'admission.called':
      return BEFORE_ADMISSION.has(stage) ? 'dipanggil-admisi' : stage;
    case 'admission.done':
      return BEFORE_ADMISSION.has(stage) ? 'menunggu-poli' : stage;
    case 'poli.called':
      return isServed(stage) ? stage : 'dilayani-poli';
    case 'poli.done':
      if (stage === 'disiapkan-farmasi' || stage === 'menunggu-farmasi') return stage;
      return facts.resep === 'racikan' || facts.resep === 'non-racikan' ? 'menunggu-farmasi' : 'selesai';
    case 'service.recorded':
      // A clinic closes the visit with its service entry; a prescription, when there is one, is a separate event.
      return facts.facilityKind === 'fktp' && stage !== 'menunggu-farmasi' && stage !== 'disiapkan-farmasi'
        ? 'selesai'
        : stage;
    case 'prescription.printed':
      return stage === 'selesai' || stage === 'disiapkan-farmasi' ? stage : 'menunggu-farmasi';
    case 'pharmacy.started':
      return stage === 'selesai' ? stage : 'disiapkan-farmasi';
    case 'pharmacy.done':
      return 'selesai';
    case 'visit.cancelled':
      return isServed(stage) ? stage : 'batal';
    case 'visit.no-show':
      return isServed(stage) ? stage : 'tidak-hadir';
  }
}

/** Indonesia has three zones and no summer time. */
const ZONE_HOURS: Readonly<Record<string, number>> = { 'Asia/Jakarta': 7, 'Asia/Makassar': 8, 'Asia/Jayapura': 9 };
const HOUR_MS = 60 * 60 * 1000;

/** Calendar day of an instant on the facility's own wall. */
export function localDate(instant: Date, timeZone: string): string {
  return new Date(instant.getTime() + (ZONE_HOURS[timeZone] ?? 7) * HOUR_MS).toISOString().slice(0, 10);
}

/** `HH:mm` of an instant on the facility's own wall. */
export function localTime(instant: Date, timeZone: string): string {
  return new Date(instant.getTime() + (ZONE_HOURS[timeZone] ?? 7) * HOUR_MS).toISOString().slice(11, 16);
}

/** Midnight of a local day as an instant. */
export function startOfDay(date: string, timeZone: string): Date {
  return new Date(Date.parse(`${date}T00:00:00Z`) - (ZONE_HOURS[timeZone] ?? 7) * HOUR_MS);
}

/** How long somebody may wait at a stage before it is worth a colour. docs/facts/task-id.md §9 [B]: 60, 30 and 60 minutes. */
export function standardMinutes(stage: Stage, resep: Resep | null): number {
  if (stage === 'menunggu-farmasi' || stage === 'disiapkan-farmasi') return resep === 'racikan' ? 60 : 30;
  return 60;
}

/** Saved while the day's sessions were not readable: booking and SEP wait until a person has chosen, Titian never guesses. */
export function isDoctorMissing(visit: { readonly kodeDokter: string; readonly jamPraktek: string }): boolean {
  return visit.kodeDokter === '' || visit.jamPraktek === '';
}
