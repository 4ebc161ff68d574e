// Bookings and task times of a day as both sides hold them, for reconciliation; and what a person may do about a difference. Bookings come
// from BPJS's list of the date; task times are in no list, so that each booking is asked for (docs/facts/task-id.md §7.7).
import { antreanrs } from '@titian/contract';
import type { NewMessage } from '@titian/outbox';
import type { Clock, Random } from '../../platform/clock.ts';
import type { FacilityTx } from '../../platform/db/index.ts';
import type { PesertaService } from '../peserta/index.ts';
import type { Mending, OurEntry, Source, SourceContext, Stand, TheirEntry } from '../reconciliation/index.ts';
import type { Visit, VisitService } from '../visit/index.ts';
import { findBooking, listTasks, type BookingRow } from './bpjs.ts';
import { notSendable } from './errors.ts';
import type { TimelineRecorder } from './recorder.ts';
import { TASK_IDS, type TaskId } from './rules.ts';
import { decisionsOf } from './standing.ts';
import * as store from './store.ts';
import type { Booking, TaskState } from './store.ts';

export interface TimelineSourceDeps {
  readonly clock: Clock;
  readonly random: Random;
  readonly visits: VisitService;
  readonly peserta: Pick<PesertaService, 'findPatients'>;
  readonly recorder: TimelineRecorder;
}

/** Bookings asked for their tasks in one part: a crash repeats no more reads than these. */
const PART_VISITS = 100;
/** A list that leaves out more than this is broken, and says so as differences. */
const ASKED_SINGLY_MAX = 200;
/** Reads of one run side by side; the channel's own limit may be lower. */
const AT_ONCE = 2;

export function timelineSources(deps: TimelineSourceDeps): readonly Source[] {
  return [bookingSource(deps), taskSource(deps)];
}

const isUsed: Source['isUsed'] = (facility) => facility.kind === 'fkrtl' && facility.switches['antrean'] === true;

function bookingSource(deps: TimelineSourceDeps): Source {
  const ours = async (tx: FacilityTx, date: string, freshMs: number): Promise<OurEntry[]> => {
    const list = await deps.visits.ofDay(tx, date);
    const known = new Map(
      (await store.bookingsOf(tx, idsOf(list))).map((booking) => [booking.visitId, booking] as const),
    );
    const patients = await deps.peserta.findPatients(tx, [...new Set(list.map((visit) => visit.patientId))]);
    const freshSince = deps.clock.now().getTime() - freshMs;
    return list.map((visit) => {
      const booking = known.get(visit.id);
      const card = patients.get(visit.patientId)?.nomorKartu ?? null;
      const status = cancelledStatus(booking);
      return {
        key: visit.kodeBooking,
        visitId: visit.id,
        stand: bookingStand(booking, freshSince),
        fields: {
          tanggalperiksa: visit.serviceDate,
          kodepoli: visit.kodePoli,
          kodedokter: visit.kodeDokter,
          jampraktek: visit.jamPraktek,
          nomorantrean: visit.nomorAntrean,
          ...(visit.jenisPasien === 'JKN' && card !== null ? { nomorkartu: card } : {}),
          ...(status === null ? {} : { status }),
        },
      };
    });
  };
  return {
    subject: 'antrean',
    isUsed,
    async read({ bpjs, inFacility, freshMs }, date) {
      const before = await inFacility((tx) => ours(tx, date, freshMs));
      const theirs = [...(await bookingsOfDate(bpjs, date))];
      theirs.push(...(await askedSingly(bpjs, before, theirs)));
      return { before, theirs, after: await inFacility((tx) => ours(tx, date, freshMs)), next: null };
    },
    isThere: async ({ bpjs }, { divergence }) => (await findBooking(bpjs, divergence.key)) !== null,
    async sendAgain(tx, actor, { visitId, reason }) {
      const visit = await deps.visits.lock(tx, visitId);
      if (visit === null) return;
      const message = deps.recorder.bookingAgain(visit, deps.random.uuidv7());
      await store.reopenBooking(tx, visitId, message.messageId);
      await noteResent(deps, tx, { visitId, task: null, actor: actor.displayName, reason });
      await deps.visits.enqueue(tx, [message]);
    },
    async takeTheirs(tx, actor, { visitId, reason }) {
      await store.settleBooking(tx, visitId, {
        state: 'sudah-ada',
        code: null,
        reason: 'rekonsiliasi',
        at: deps.clock.now(),
      });
      await deps.recorder.note(tx, {
        visitId,
        task: null,
        kind: 'answer',
        code: 'sudah-ada',
        actor: actor.displayName,
        reason,
      });
    },
  };
}

/** What the list leaves out is asked for by its code: the list may lag, or BPJS may hold the booking on another date. */
async function askedSingly(
  bpjs: SourceContext['bpjs'],
  ours: readonly OurEntry[],
  listed: readonly TheirEntry[],
): Promise<TheirEntry[]> {
  const shown = new Set(listed.map(({ key }) => key));
  const missing = ours.filter(({ key, stand }) => stand === 'held' && !shown.has(key)).slice(0, ASKED_SINGLY_MAX);
  const found: TheirEntry[] = [];
  for (const { key } of missing) {
    const row = await findBooking(bpjs, key);
    if (row !== null) found.push(bookingEntry(row));
  }
  return found;
}

async function bookingsOfDate(bpjs: SourceContext['bpjs'], date: string): Promise<TheirEntry[]> {
  const answer = await bpjs.call(antreanrs.pendaftaranTanggal, { params: { tanggal: date }, body: null });
  return answer.kind === 'ok' ? (answer.data?.list ?? []).map(bookingEntry) : [];
}

function bookingEntry(row: BookingRow): TheirEntry {
  return {
    key: row.kodebooking,
    visitId: null,
    fields: {
      tanggalperiksa: row.tanggal,
      kodepoli: row.kodepoli,
      kodedokter: String(row.kodedokter),
      // Whether a blank stands around the dash differs between BPJS's own lists. docs/facts/antrean-rs.md §2.1
      ...given('jampraktek', row.jampraktek?.replaceAll(/\s/gu, '')),
      ...given('nomorantrean', row.noantrean),
      ...given('nomorkartu', row.nokapst),
      // The texts of `status` are uncertain [U]; only "cancelled or not" is read from them. docs/facts/antrean-rs.md §2.9
      ...given('status', statusOf(row.status)),
    },
    sender: {
      source: row.sumberdata ?? null,
      at: row.createdtime == null ? null : new Date(row.createdtime).toISOString(),
    },
  };
}

function taskSource(deps: TimelineSourceDeps): Source {
  /** Visits whose booking BPJS holds, from the cursor on; ids are in the order of registration. */
  const partOf = async (tx: FacilityTx, date: string, cursor: string | null) => {
    const list = (await deps.visits.ofDay(tx, date)).toSorted((left, right) => (left.id < right.id ? -1 : 1));
    const bookings = new Map((await store.bookingsOf(tx, idsOf(list))).map((one) => [one.visitId, one] as const));
    const rest = list.filter((visit) => isBooked(bookings.get(visit.id)) && (cursor === null || visit.id > cursor));
    return { visits: rest.slice(0, PART_VISITS), hasMore: rest.length > PART_VISITS, bookings };
  };
  const ours = async (
    tx: FacilityTx,
    visits: readonly Visit[],
    bookings: ReadonlyMap<string, Booking>,
    freshMs: number,
  ): Promise<OurEntry[]> => {
    const byVisit = new Map(visits.map((visit) => [visit.id, visit]));
    const freshSince = deps.clock.now().getTime() - freshMs;
    const cancelled = visits.flatMap((visit) => cancellationOf(visit, bookings.get(visit.id)));
    const states = await store.tasksOf(tx, idsOf(visits));
    return [
      ...cancelled,
      ...states.flatMap((state) => {
        const visit = byVisit.get(state.visitId);
        const entry = visit === undefined ? null : taskEntry(visit, state, freshSince);
        return entry === null || cancelled.some(({ key }) => key === entry.key) ? [] : [entry];
      }),
    ];
  };
  return {
    subject: 'task',
    isUsed,
    async read({ bpjs, inFacility, freshMs }, date, cursor) {
      const { part, before } = await inFacility(async (tx) => {
        const found = await partOf(tx, date, cursor);
        return { part: found, before: await ours(tx, found.visits, found.bookings, freshMs) };
      });
      const theirs = await tasksHeld(bpjs, part.visits);
      const after = await inFacility(async (tx) => {
        const bookings = await store.bookingsOf(tx, idsOf(part.visits));
        return ours(tx, part.visits, new Map(bookings.map((one) => [one.visitId, one])), freshMs);
      });
      return { before, after, theirs, next: part.hasMore ? (part.visits.at(-1)?.id ?? null) : null };
    },
    async isThere({ bpjs }, { divergence }) {
      const { kodeBooking, task } = partsOf(divergence.key);
      return (await listTasks(bpjs, kodeBooking)).some((held) => held.task === task);
    },
    async sendAgain(tx, actor, { visitId, divergence, reason }) {
      const { task } = partsOf(divergence.key);
      const visit = await deps.visits.lock(tx, visitId);
      if (visit === null) return;
      await store.forgetHeld(tx, visitId, task);
      const decision = decisionsOf(visit, await store.tasksOf(tx, [visitId]), deps.clock.now()).get(task);
      if (decision?.kind !== 'sendable') throw notSendable(decision);
      const message: NewMessage = deps.recorder.taskAgain(visit, task, deps.random.uuidv7());
      await store.markPlanned(tx, visitId, task, message.messageId);
      await noteResent(deps, tx, { visitId, task, actor: actor.displayName, reason });
      await deps.visits.enqueue(tx, [message]);
    },
    async takeTheirs(tx, actor, { visitId, divergence, reason }) {
      const { task } = partsOf(divergence.key);
      const field = divergence.fields.find((one) => one.field === 'waktu');
      if (field?.theirs == null) return;
      const at = new Date(field.theirs);
      const arrived = divergence.sender.at === null ? null : new Date(divergence.sender.at);
      await store.saveHeld(tx, visitId, task, at, arrived);
      await deps.recorder.note(tx, {
        visitId,
        task,
        kind: 'difference',
        code: 'different',
        oldTime: field.ours === null ? null : new Date(field.ours),
        newTime: at,
        actor: actor.displayName,
        reason,
      });
    },
  };
}

async function tasksHeld(bpjs: SourceContext['bpjs'], visits: readonly Visit[]): Promise<TheirEntry[]> {
  const found: TheirEntry[] = [];
  const waiting = [...visits];
  const ask = async () => {
    for (let visit = waiting.shift(); visit !== undefined; visit = waiting.shift()) {
      const { id, kodeBooking } = visit;
      for (const held of await listTasks(bpjs, kodeBooking)) {
        found.push({
          key: keyOf(kodeBooking, held.task),
          visitId: id,
          fields: { waktu: toSecond(held.at) },
          sender: { source: null, at: held.receivedAt?.toISOString() ?? null },
        });
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, ask));
  return found;
}

/** Null where nothing is known of the task on our side. */
function taskEntry(visit: Visit, state: TaskState, freshSince: number): OurEntry | null {
  const at = state.correctedAt ?? state.observedAt;
  const key = keyOf(visit.kodeBooking, state.task);
  if (at === null) return null;
  return { key, visitId: visit.id, stand: taskStand(state, freshSince), fields: { waktu: toSecond(at) } };
}

function taskStand(state: TaskState, freshSince: number): Stand {
  if (state.bpjsAt !== null) return isFresh(state.settledAt, freshSince) ? 'open' : 'held';
  // Planned and not answered: on its way, or unclear until it is read back.
  return state.outcome === null && state.messageId !== null ? 'open' : 'none';
}

/** After `batal` BPJS may or may not show task 99 by itself [U]: neither is a difference. docs/facts/antrean-rs.md §7 */
function cancellationOf(visit: Visit, booking: Booking | undefined): OurEntry[] {
  return booking?.cancelState == null
    ? []
    : [{ key: keyOf(visit.kodeBooking, 99), visitId: visit.id, stand: 'open', fields: {} }];
}

function bookingStand(booking: Booking | undefined, freshSince: number): Stand {
  if (booking?.cancelState === 'menunggu') return 'open';
  switch (booking?.state) {
    case 'diterima':
    case 'sudah-ada':
    case 'berbeda':
      return isFresh(booking.settledAt, freshSince) ? 'open' : 'held';
    // Booked elsewhere, by Mobile JKN: BPJS had it first.
    case 'tidak-perlu':
      return 'held';
    case 'menunggu':
    case 'belum-pasti':
      return 'open';
    case 'ditolak':
    case 'kedaluwarsa':
    case 'dibatalkan':
    case undefined:
      return 'none';
  }
}

function isBooked(booking: Booking | undefined): boolean {
  return booking !== undefined && ['diterima', 'sudah-ada', 'berbeda', 'tidak-perlu'].includes(booking.state);
}

/** Null where our own record does not tell: BPJS refused the cancellation, or it came too late. */
function cancelledStatus(booking: Booking | undefined): string | null {
  if (booking === undefined || booking.cancelState === null) return 'aktif';
  return booking.cancelState === 'diterima' || booking.cancelState === 'sudah-ada' ? 'batal' : null;
}

function statusOf(text: string | null | undefined): string | null {
  if (text == null || text === '') return null;
  return /batal/iu.test(text) ? 'batal' : 'aktif';
}

function noteResent(
  { recorder }: TimelineSourceDeps,
  tx: FacilityTx,
  about: { visitId: string; task: TaskId | null; actor: string; reason: string },
): Promise<void> {
  return recorder.note(tx, { ...about, kind: 'resent' });
}

function isFresh(settledAt: Date | null, freshSince: number): boolean {
  return settledAt !== null && settledAt.getTime() > freshSince;
}

function given(field: string, value: string | null | undefined): Record<string, string> {
  return value == null || value === '' ? {} : { [field]: value };
}

const keyOf = (kodeBooking: string, task: TaskId) => `${kodeBooking}|${task}`;

function partsOf(key: Mending['divergence']['key']): { kodeBooking: string; task: TaskId } {
  const at = key.lastIndexOf('|');
  const task = TASK_IDS.find((id) => id === Number(key.slice(at + 1)));
  if (task === undefined) throw new TypeError('a difference of a task without its task');
  return { kodeBooking: key.slice(0, at), task };
}

/** BPJS lists whole seconds. */
function toSecond(at: Date): string {
  return new Date(Math.floor(at.getTime() / 1000) * 1000).toISOString();
}

function idsOf(visits: readonly Visit[]): string[] {
  return visits.map((visit) => visit.id);
}
