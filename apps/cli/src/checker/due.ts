// Works out, from the events file alone, what BPJS must know about each visit at the end: the due effects of each lane, in
// order. It re-derives the Task ID rules (docs/facts/task-id.md §1–§5) on its own and knows nothing of Titian's code.
// What the file does not hold is never due: a missing click stays missing and withholds what follows it.
import type { FileEvent } from './events.ts';

export interface DueEffect {
  /** `booking.added`, `task.stored:4`, `sep.issued`, … */
  readonly effect: string;
  /** The instant the effect must carry (epoch ms), null when the effect carries none. */
  readonly atMs: number | null;
}

export interface DueLane {
  readonly ppk: string;
  readonly visitRef: string;
  readonly service: 'antreanrs' | 'vclaim' | 'antreanfktp' | 'pcare';
  readonly identity: VisitIdentity;
  readonly effects: readonly DueEffect[];
  /** Effects that may or may not be there, depending on who came first: BPJS's answer or a cancellation. */
  readonly allowed?: readonly string[];
  /** Observed instants per task, also of tasks that must not be sent: any other stored time is invented. */
  readonly observed: ReadonlyMap<number, readonly number[]>;
}

export interface VisitIdentity {
  readonly norm: string;
  readonly nomorKartu: string;
  readonly nik: string;
  readonly kodePoli: string;
  readonly serviceDate: string;
  readonly kodeBooking: string;
}

const WIB_OFFSET_MS = 7 * 3_600_000;
const CANCEL = new Set(['visit.cancelled', 'visit.no-show']);

/** Calendar day in WIB: BPJS compares the service date there, wherever the facility is (task-id.md §4.4). */
export function dayWib(atMs: number): string {
  return new Date(atMs + WIB_OFFSET_MS).toISOString().slice(0, 10);
}

/** What the facility does that the file does not hold. */
export interface Habits {
  /** It tells BPJS the pharmacy's queue numbers: every visit with medicine owes one, between task 5 and task 6. */
  readonly pharmacyQueue?: boolean;
}

/** All due lanes of a file, visits in order of their first line. Visits that were never registered owe nothing. */
export function dueLanes(events: readonly FileEvent[], habits: Habits = {}): DueLane[] {
  const visits = new Map<string, FileEvent[]>();
  for (const event of events) {
    const key = `${event.ppk} ${event.visitRef}`;
    const list = visits.get(key);
    if (list === undefined) visits.set(key, [event]);
    else list.push(event);
  }
  return [...visits.values()].flatMap((list) => lanesOf(list, habits));
}

function lanesOf(events: readonly FileEvent[], habits: Habits): DueLane[] {
  const registered = events.find((event) => event.type === 'visit.registered');
  if (registered === undefined) return [];
  return isHospital(registered.ppk) ? hospitalLanes(registered, events, habits) : clinicLanes(registered, events);
}

/** The fifth character of a facility code tells its kind (docs/facts/vclaim.md §3): R and S are hospitals. */
function isHospital(ppk: string): boolean {
  return ppk[4] === 'R' || ppk[4] === 'S';
}

function identityOf(event: FileEvent): VisitIdentity {
  const column = (name: string): string => event.columns[name] ?? '';
  return {
    norm: column('norm'),
    nomorKartu: column('nomor_kartu'),
    nik: column('nik'),
    kodePoli: column('kode_poli'),
    serviceDate: column('tanggal_periksa') || localDay(event),
    kodeBooking: column('kode_booking'),
  };
}

/** Service date when the file names none: the day on the facility's own wall when the visit was registered. */
function localDay(event: FileEvent): string {
  const hours = { 'Asia/Makassar': 8, 'Asia/Jayapura': 9 }[event.columns['zona'] ?? ''] ?? 7;
  return new Date(event.atMs + hours * 3_600_000).toISOString().slice(0, 10);
}

function hospitalLanes(registered: FileEvent, events: readonly FileEvent[], habits: Habits): DueLane[] {
  const identity = identityOf(registered);
  const isNew = /^(1|true|ya)$/i.test(registered.columns['pasien_baru'] ?? '');
  const fromMobile = registered.columns['sumber'] === 'mobile-jkn';
  const observed = observedTasks(events, isNew);
  const base = { ppk: registered.ppk, visitRef: registered.visitRef, identity, observed };
  const booking: DueEffect[] = fromMobile ? [] : [{ effect: 'booking.added', atMs: null }];
  const tasks = dueTasks({ observed, isNew, events, identity });
  const queue = habits.pharmacyQueue === true ? withPharmacyNumber(tasks, events) : tasks;
  const lanes: DueLane[] = [{ ...base, service: 'antreanrs', effects: [...booking, ...queue] }];
  if (owesSep(registered, events, fromMobile)) {
    // Nobody wants a SEP for a patient who has left; one that was issued before stays until somebody deletes it.
    const isCancelled = observed.has(99);
    lanes.push({
      ...base,
      service: 'vclaim',
      effects: isCancelled ? [] : [{ effect: 'sep.issued', atMs: null }],
      allowed: ['sep.issued'],
    });
  }
  return lanes;
}

/** A JKN patient who stands at the desk with a referral or control letter gets a SEP; a Mobile JKN booking only after check-in. */
function owesSep(registered: FileEvent, events: readonly FileEvent[], fromMobile: boolean): boolean {
  if (registered.columns['jenis_pasien'] === 'NON JKN' || !registered.columns['nomor_referensi']) return false;
  if (isExpired(registered.columns['tanggal_rujukan'], identityOf(registered).serviceDate)) return false;
  return !fromMobile || events.some((event) => event.type === 'patient.checked-in');
}

/** A referral is valid for 90 days (docs/facts/vclaim.md §5); a bridge may refuse an older one itself or let BPJS do it. */
const REFERRAL_DAYS = 90;

function isExpired(referralDate: string | undefined, serviceDate: string): boolean {
  if (referralDate === undefined || referralDate === '') return false;
  return Date.parse(serviceDate) - Date.parse(referralDate) > REFERRAL_DAYS * 86_400_000;
}

function taskOf(event: FileEvent, isNew: boolean): number | null {
  switch (event.type) {
    case 'patient.checked-in':
      return isNew ? 1 : 3;
    case 'admission.called':
      return isNew ? 2 : null;
    case 'admission.done':
      return isNew ? 3 : null;
    case 'poli.called':
      return 4;
    case 'poli.done':
      return 5;
    case 'pharmacy.started':
      return 6;
    case 'pharmacy.done':
      return 7;
    default:
      return CANCEL.has(event.type) ? 99 : null;
  }
}

function observedTasks(events: readonly FileEvent[], isNew: boolean): Map<number, number[]> {
  const observed = new Map<number, number[]>();
  for (const event of events) {
    const task = taskOf(event, isNew);
    if (task !== null) observed.set(task, [...(observed.get(task) ?? []), event.atMs]);
  }
  return observed;
}

interface TaskFacts {
  readonly observed: ReadonlyMap<number, readonly number[]>;
  readonly isNew: boolean;
  readonly events: readonly FileEvent[];
  readonly identity: VisitIdentity;
}

/** The chain of tasks BPJS would accept one after the other; it ends at the first gap, tie, backward step or foreign day. */
function dueTasks({ observed, isNew, events, identity }: TaskFacts): DueEffect[] {
  const due: DueEffect[] = [];
  const cancelledAt = observed.get(99)?.[0];
  let previous: number | null = null;
  for (const task of expectedSequence(isNew, events)) {
    const atMs = observed.get(task)?.[0];
    if (atMs === undefined || dayWib(atMs) !== identity.serviceDate) break;
    if (previous !== null && wholeSeconds(atMs) <= wholeSeconds(previous)) break;
    if (cancelledAt !== undefined && atMs >= cancelledAt) break;
    due.push({ effect: `task.stored:${task}`, atMs });
    previous = atMs;
  }
  // A patient who is being served is not cancelled at BPJS (task-id.md §5).
  const served = (observed.get(4)?.[0] ?? Infinity) < (cancelledAt ?? Infinity);
  if (cancelledAt !== undefined && !served) due.push({ effect: 'booking.cancelled', atMs: null });
  return due;
}

/** The number is told when the doctor has prescribed: right behind task 5. */
function withPharmacyNumber(tasks: readonly DueEffect[], events: readonly FileEvent[]): DueEffect[] {
  return tasks.flatMap((due) =>
    due.effect === 'task.stored:5' && hasMedicine(events) ? [due, { effect: 'farmasi.added', atMs: null }] : [due],
  );
}

function hasMedicine(events: readonly FileEvent[]): boolean {
  const resep = events.find((event) => event.type === 'poli.done')?.columns['resep'] ?? '';
  return resep === 'racikan' || resep === 'non-racikan';
}

function wholeSeconds(atMs: number): number {
  return Math.floor(atMs / 1000);
}

function expectedSequence(isNew: boolean, events: readonly FileEvent[]): number[] {
  const first = isNew ? [1, 2, 3] : [3];
  return hasMedicine(events) ? [...first, 4, 5, 6, 7] : [...first, 4, 5];
}

function clinicLanes(registered: FileEvent, events: readonly FileEvent[]): DueLane[] {
  const identity = identityOf(registered);
  const has = (type: string): FileEvent | undefined => events.find((event) => event.type === type);
  const base = { ppk: registered.ppk, visitRef: registered.visitRef, identity, observed: new Map<number, number[]>() };
  const isJkn = registered.columns['jenis_pasien'] !== 'NON JKN';
  const cancelled = has('visit.cancelled') ?? has('visit.no-show');
  const called = has('poli.called');
  const queue: DueEffect[] = [{ effect: 'fktp.antrean.added', atMs: null }];
  if (called !== undefined && isJkn) queue.push({ effect: 'fktp.antrean.called', atMs: called.atMs });
  if (cancelled !== undefined && called === undefined && isJkn)
    queue.push({ effect: 'fktp.antrean.cancelled', atMs: null });
  const lanes: DueLane[] = [{ ...base, service: 'antreanfktp', effects: queue }];
  if (isJkn) {
    const pcare: DueEffect[] = [{ effect: 'pendaftaran.added', atMs: null }];
    if (has('service.recorded') !== undefined) pcare.push({ effect: 'kunjungan.added', atMs: null });
    else if (cancelled !== undefined) pcare.push({ effect: 'pendaftaran.deleted', atMs: null });
    lanes.push({ ...base, service: 'pcare', effects: pcare });
  }
  return lanes;
}
