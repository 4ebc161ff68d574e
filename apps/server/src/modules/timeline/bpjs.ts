// Antrean RS as message kinds: the booking, its task times, its cancellation and the pharmacy number, all in one lane per visit. Each
// builds the wire body from the record as it is when it leaves, reads back what BPJS holds, and writes what came of it.
import { antreanrs } from '@titian/contract';
import { UNREADABLE } from '@titian/outbox';
import type { Clock } from '../../platform/clock.ts';
import type { FacilityTx } from '../../platform/db/index.ts';
import { bug } from '../../platform/errors.ts';
import {
  sentBody,
  type BpjsMessageKind,
  type BuildResult,
  type Difference,
  type FacilityBpjs,
  type OutboxMessage,
  type PatientIdentity,
  type SettledOutcome,
  type VisitReader,
} from '../gateway/index.ts';
import { phoneDigits } from '../peserta/index.ts';
import type { PharmacyService } from '../pharmacy/index.ts';
import { isDoctorMissing, type Visit, type VisitService } from '../visit/index.ts';
import { decideTasks, isSameTime, isSendableNow, TASK_IDS, type Resep, type TaskId } from './rules.ts';
import { ANTREAN_ADD, ANTREAN_BATAL, FARMASI_ADD, UPDATE_WAKTU } from './kinds.ts';
import type { TimelineRecorder } from './recorder.ts';
import { recordsOf, UNCLEAR } from './standing.ts';
import * as store from './store.ts';
import { heldTasks } from './wire-times.ts';

export interface TimelineKindDeps {
  readonly clock: Clock;
  readonly visits: VisitService;
  readonly reader: VisitReader;
  readonly pharmacy: PharmacyService;
  readonly recorder: TimelineRecorder;
}

/** The predecessor was taken out of the lane by hand; somebody has to decide about it first. */
const PREDECESSOR_RETRY_MS = 5 * 60_000;
/** Choosing the doctor makes it leave at once; this is only for what was missed. */
const DOCTOR_RETRY_MS = 5 * 60_000;
const MAX_KETERANGAN = 200;

/** Spelling of `updatewaktu`, not that of the pharmacy call. docs/facts/task-id.md §3 [A] */
const RESEP_TASK = {
  'tidak-ada': 'Tidak ada',
  racikan: 'Racikan',
  'non-racikan': 'Non racikan',
} as const satisfies Record<Resep, string>;
const RESEP_FARMASI = { racikan: 'racikan', 'non-racikan': 'non racikan' } as const;
/** Practice: the kind of prescription goes with task 5 and is repeated on 6 and 7 [C]. docs/facts/task-id.md §3 */
const FIRST_TASK_WITH_RESEP = 5;

export function timelineKinds(deps: TimelineKindDeps): readonly BpjsMessageKind[] {
  return [addKind(deps), updateWaktuKind(deps), batalKind(deps), farmasiKind(deps)];
}

function addKind(deps: TimelineKindDeps): BpjsMessageKind {
  return {
    ...ANTREAN_ADD,
    async build(tx, message) {
      const visit = await visitOf(deps, tx, message);
      const identity = await deps.reader.identity(tx, visit.id);
      if (identity === undefined) return { kind: 'skip', reason: 'visit-gone' };
      return addCall(visit, identity);
    },
    readBack: async (bpjs, sent) => {
      const body = sentBody(antreanrs.add, sent);
      const row = await findBooking(bpjs, body.kodebooking);
      if (row === null) return { kind: 'absent' };
      const differences = bookingDifferences(body, row);
      return { kind: 'present', same: differences.length === 0, result: null, differences };
    },
    async settle(tx, message, outcome) {
      const state = bookingStateOf(outcome);
      if (state === null) return;
      const visitId = visitIdOf(message);
      await store.settleBooking(tx, visitId, {
        state,
        code: outcome.code,
        reason: outcome.reason,
        at: deps.clock.now(),
      });
      await deps.recorder.note(tx, {
        visitId,
        task: null,
        kind: state === 'berbeda' ? 'difference' : 'answer',
        code: outcome.code ?? state,
      });
    },
  };
}

function addCall(visit: Visit, identity: PatientIdentity): BuildResult {
  if (isDoctorMissing(visit)) return { kind: 'waiting', reason: 'doctor-missing', retryInMs: DOCTOR_RETRY_MS };
  const kodedokter = Number(visit.kodeDokter);
  if (!Number.isSafeInteger(kodedokter)) return { kind: 'refused', code: 'TITIAN_DOCTOR_CODE', reason: 'doctor-code' };
  const isJkn = visit.jenisPasien === 'JKN';
  return {
    kind: 'call',
    params: {},
    body: {
      kodebooking: visit.kodeBooking,
      jenispasien: visit.jenisPasien,
      nomorkartu: isJkn ? (identity.nomorKartu ?? '') : '',
      nik: identity.nik ?? '',
      // Numbers are not invented: an unknown phone stays empty.
      nohp: phoneDigits(identity.noHp),
      kodepoli: visit.kodePoli,
      namapoli: visit.namaPoli,
      pasienbaru: visit.pasienBaru ? 1 : 0,
      norm: identity.norm,
      tanggalperiksa: visit.serviceDate,
      kodedokter,
      namadokter: visit.namaDokter,
      jampraktek: visit.jamPraktek,
      jeniskunjungan: visit.jenisKunjungan,
      nomorreferensi: isJkn ? (visit.nomorReferensi ?? '') : '',
      nomorantrean: visit.nomorAntrean,
      angkaantrean: visit.angkaAntrean,
      estimasidilayani: (visit.estimasiAt ?? visit.registeredAt).getTime(),
      sisakuotajkn: visit.quota.sisaKuotaJkn,
      kuotajkn: visit.quota.kuotaJkn,
      sisakuotanonjkn: visit.quota.sisaKuotaNonJkn,
      kuotanonjkn: visit.quota.kuotaNonJkn,
      keterangan: 'Peserta harap hadir 30 menit lebih awal untuk pencatatan administrasi.',
    },
  };
}

function updateWaktuKind(deps: TimelineKindDeps): BpjsMessageKind {
  return {
    ...UPDATE_WAKTU,
    /** The lock makes a correction and a sending wait for each other: what leaves is what the record says at that instant. */
    async build(tx, message) {
      const visit = await deps.visits.lock(tx, visitIdOf(message));
      if (visit === null) return { kind: 'skip', reason: 'visit-gone' };
      const task = taskOf(message);
      const booking = (await store.bookingsOf(tx, [visit.id]))[0];
      const states = await store.tasksOf(tx, [visit.id]);
      const facts = { pasienBaru: visit.pasienBaru, resep: visit.resep, serviceDate: visit.serviceDate };
      const decisions = decideTasks(facts, recordsOf(states), deps.clock.now());
      const decision = decisions.get(task) ?? { kind: 'absent' };
      if (task === 99 && (booking?.cancelState === 'diterima' || booking?.cancelState === 'sudah-ada')) {
        // BPJS was told by `antrean/batal`; whether it then also wants 99 is not documented [D]. docs/facts/antrean-rs.md §2.6
        return { kind: 'skip', reason: 'cancelled-by-batal' };
      }
      switch (decision.kind) {
        case 'absent':
          return { kind: 'skip', reason: 'never-observed' };
        case 'held':
          return { kind: 'skip', reason: 'held-by-bpjs' };
        case 'final':
          return { kind: 'skip', reason: decision.reason };
        case 'needs-fix':
          return { kind: 'refused', code: 'TITIAN_TASK_TIME', reason: decision.code };
        case 'waiting-predecessor':
          return { kind: 'waiting', reason: 'predecessor', retryInMs: PREDECESSOR_RETRY_MS };
        case 'sendable':
          break;
      }
      if (!isSendableNow(decisions, task))
        return { kind: 'waiting', reason: 'predecessor', retryInMs: PREDECESSOR_RETRY_MS };
      const at = recordsOf(states).find((record) => record.task === task)?.at;
      if (at === undefined || at === null) throw bug('a sendable task without a time');
      const facility = await deps.reader.facility(tx);
      const jenisresep =
        visit.resep !== null &&
        task >= FIRST_TASK_WITH_RESEP &&
        task !== 99 &&
        facility.switches['farmasiQueue'] === true
          ? { jenisresep: RESEP_TASK[visit.resep] }
          : {};
      return {
        kind: 'call',
        params: {},
        body: { kodebooking: visit.kodeBooking, taskid: task, waktu: at.getTime(), ...jenisresep },
      };
    },
    readBack: async (bpjs, sent) => {
      const body = sentBody(antreanrs.updatewaktu, sent);
      const held = (await listTasks(bpjs, body.kodebooking)).find((row) => row.task === body.taskid);
      if (held === undefined) return { kind: 'absent' };
      const ours = new Date(body.waktu);
      const same = isSameTime(ours, held.at);
      const differences: Difference[] = same
        ? []
        : [{ field: 'waktu', ours: ours.toISOString(), theirs: held.at.toISOString() }];
      return { kind: 'present', same, result: { waktu: same ? ours.getTime() : held.at.getTime() }, differences };
    },
    resultOf: (_data, sent) => ({ waktu: sentBody(antreanrs.updatewaktu, sent).waktu }),
    settle: (tx, message, outcome) =>
      settleTask(deps, tx, { visitId: visitIdOf(message), task: taskOf(message), outcome }),
  };
}

async function settleTask(
  deps: TimelineKindDeps,
  tx: FacilityTx,
  input: { visitId: string; task: TaskId; outcome: SettledOutcome },
): Promise<void> {
  const { visitId, task, outcome } = input;
  const result = taskOutcomeOf(outcome);
  if (outcome.kind === 'unknown') await store.markUnclear(tx, visitId, task, UNCLEAR);
  if (result === null) return;
  const waktu: unknown =
    typeof outcome.result === 'object' && outcome.result !== null ? Reflect.get(outcome.result, 'waktu') : null;
  const bpjsAt = typeof waktu === 'number' ? new Date(waktu) : null;
  await store.settleTask(tx, {
    visitId,
    task,
    outcome: result,
    code: outcome.code,
    reason: outcome.reason,
    bpjsAt,
    at: deps.clock.now(),
  });
  const difference = outcome.differences[0];
  await deps.recorder.note(tx, {
    visitId,
    task,
    kind: difference === undefined ? 'answer' : 'difference',
    code: outcome.reason ?? outcome.code ?? result,
    ...(difference?.ours == null ? {} : { oldTime: new Date(difference.ours) }),
    ...(bpjsAt === null ? {} : { newTime: bpjsAt }),
  });
}

function batalKind(deps: TimelineKindDeps): BpjsMessageKind {
  return {
    ...ANTREAN_BATAL,
    async build(tx, message) {
      const visit = await visitOf(deps, tx, message);
      const alasan = await deps.recorder.cancellationReason(tx, visit.id);
      return {
        kind: 'call',
        params: {},
        body: { kodebooking: visit.kodeBooking, keterangan: alasan.slice(0, MAX_KETERANGAN) },
      };
    },
    readBack: async (bpjs, sent) => {
      const { kodebooking } = sentBody(antreanrs.batal, sent);
      const row = await findBooking(bpjs, kodebooking);
      // The status text is a default of ours, the task a fact: either shows the cancellation. docs/facts/antrean-rs.md §2.9 [D]
      const isCancelled =
        /batal/iu.test(row?.status ?? '') || (await listTasks(bpjs, kodebooking)).some((held) => held.task === 99);
      return isCancelled ? { kind: 'present', same: true, result: null } : { kind: 'absent' };
    },
    async settle(tx, message, outcome) {
      const state = cancelStateOf(outcome);
      if (state === null) return;
      const visitId = visitIdOf(message);
      await store.setCancelState(tx, visitId, state);
      await deps.recorder.note(tx, { visitId, task: 99, kind: 'cancelled', code: outcome.reason ?? state });
    },
  };
}

function farmasiKind(deps: TimelineKindDeps): BpjsMessageKind {
  return {
    ...FARMASI_ADD,
    async build(tx, message) {
      const visit = await visitOf(deps, tx, message);
      const prescription = await deps.pharmacy.prescriptionOf(tx, visit.id);
      if (prescription === null) return { kind: 'skip', reason: 'no-prescription' };
      return {
        kind: 'call',
        params: {},
        body: {
          kodebooking: visit.kodeBooking,
          jenisresep: RESEP_FARMASI[prescription.jenis],
          nomorantrean: prescription.nomor,
          keterangan: '',
        },
      };
    },
    // BPJS offers nothing to read pharmacy numbers; the number is keyed by our own booking. docs/facts/antrean-rs.md §2.4 [C]
    readBack: null,
    knock: (bpjs) => bpjs.call(antreanrs.refPoli, { params: {}, body: null }),
    async settle(tx, message, outcome) {
      const isUnclear = outcome.kind === 'unknown' || outcome.reason === UNREADABLE;
      const state = isUnclear ? 'belum-pasti' : cancelStateOf(outcome);
      if (state !== null) await deps.pharmacy.markTold(tx, visitIdOf(message), state);
    },
  };
}

/** What BPJS holds of a visit's tasks; a booking without tasks is an empty list. */
export async function listTasks(
  bpjs: FacilityBpjs,
  kodebooking: string,
  timeoutMs?: number,
): Promise<ReturnType<typeof heldTasks>> {
  const limit = timeoutMs === undefined ? {} : { timeoutMs };
  const answer = await bpjs.call(antreanrs.getlisttask, { params: {}, body: { kodebooking }, ...limit });
  return answer.kind === 'ok' ? heldTasks(answer.data?.list ?? []) : [];
}

export interface BookingRow {
  readonly kodebooking: string;
  readonly tanggal: string;
  readonly kodepoli: string;
  readonly kodedokter: number;
  readonly jampraktek?: string | null | undefined;
  readonly noantrean?: string | null | undefined;
  readonly status?: string | null | undefined;
  readonly nokapst?: string | null | undefined;
  readonly sumberdata?: string | null | undefined;
  readonly createdtime?: number | null | undefined;
}

/** Null when BPJS shows no booking of this code. */
export async function findBooking(bpjs: FacilityBpjs, kodebooking: string): Promise<BookingRow | null> {
  const answer = await bpjs.call(antreanrs.pendaftaranKodebooking, { params: { kodebooking }, body: null });
  if (answer.kind !== 'ok') return null;
  return (answer.data?.list ?? []).find((row) => row.kodebooking === kodebooking) ?? null;
}

/** Only what decides about the visit: who, when, where. A different estimate or quota is no difference. */
function bookingDifferences(
  body: { tanggalperiksa: string; kodepoli: string; kodedokter: number; jampraktek: string; nomorantrean: string },
  row: BookingRow,
): Difference[] {
  const pairs: readonly (readonly [string, string, string | null])[] = [
    ['tanggalperiksa', body.tanggalperiksa, row.tanggal],
    ['kodepoli', body.kodepoli, row.kodepoli],
    ['kodedokter', String(body.kodedokter), String(row.kodedokter)],
    ['jampraktek', body.jampraktek, row.jampraktek ?? null],
    ['nomorantrean', body.nomorantrean, row.noantrean ?? null],
  ];
  return pairs.flatMap(([field, ours, theirs]) =>
    theirs === null || theirs === ours ? [] : [{ field, ours, theirs }],
  );
}

/** Outcomes that change nothing for good (`unknown`, `waiting`, `later`) leave the row as it is. */
export function taskOutcomeOf(outcome: Pick<SettledOutcome, 'kind' | 'code' | 'reason'>): store.TaskOutcome | null {
  switch (outcome.kind) {
    case 'delivered':
      return 'diterima';
    case 'already':
      return 'sudah-ada';
    case 'refused':
      return outcome.code === 'expired' || outcome.reason === 'expired' ? 'kedaluwarsa' : 'ditolak';
    case 'parked':
      return 'ditolak';
    case 'skipped':
      return 'dilewati';
    case 'waiting':
    case 'later':
    case 'unknown':
    case 'pause-channel':
      return null;
  }
}

function bookingStateOf(outcome: SettledOutcome): store.BookingState | null {
  if (outcome.kind === 'unknown') return 'belum-pasti';
  const result = taskOutcomeOf(outcome);
  if (result === 'sudah-ada' && outcome.differences.length > 0) return 'berbeda';
  return result === 'dilewati' ? 'dibatalkan' : result;
}

function cancelStateOf(outcome: SettledOutcome): store.CancelState | null {
  const result = taskOutcomeOf(outcome);
  return result === 'dilewati' || result === 'dibatalkan' ? null : result;
}

async function visitOf(deps: TimelineKindDeps, tx: FacilityTx, message: OutboxMessage): Promise<Visit> {
  const visit = await deps.visits.find(tx, visitIdOf(message));
  if (visit === null) throw bug('a message of Antrean RS without its visit');
  return visit;
}

export function visitIdOf(message: Pick<OutboxMessage, 'intent'>): string {
  const value = intentOf(message, 'visitId');
  if (typeof value !== 'string') throw bug('a message of Antrean RS without the id of its visit');
  return value;
}

function taskOf(message: Pick<OutboxMessage, 'intent'>): TaskId {
  const value = intentOf(message, 'task');
  const task = TASK_IDS.find((id) => id === value);
  if (task === undefined) throw bug('a task message without its task');
  return task;
}

function intentOf({ intent }: Pick<OutboxMessage, 'intent'>, key: string): unknown {
  return typeof intent === 'object' && intent !== null ? Reflect.get(intent, key) : undefined;
}
