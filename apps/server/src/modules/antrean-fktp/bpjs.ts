// The clinic's queue in BPJS's words, as message kinds. There is no reading back: an unclear call is left to a person unless the facility
// allows repeating (docs/adr/0008), and "sudah terdaftar" is the proof that it had arrived (docs/facts/antrean-fktp.md §A, errors).
import { antreanfktp } from '@titian/contract';
import type { Clock } from '../../platform/clock.ts';
import type { Sealer } from '../../platform/crypto/index.ts';
import type { FacilityTx } from '../../platform/db/index.ts';
import { bug } from '../../platform/errors.ts';
import type {
  BpjsMessageKind,
  BuildResult,
  OutboxMessage,
  PatientIdentity,
  VisitFacts,
  VisitReader,
} from '../gateway/index.ts';
import { isDoctorMissing, localDate } from '../visit/index.ts';
import { STATUS_PRESENT } from './rules.ts';
import * as store from './store.ts';

export interface AntreanKindDeps {
  readonly sealer: Sealer;
  readonly clock: Clock;
  readonly visits: VisitReader;
}

export const ANTREAN_ADD = { kind: 'fktp.antrean.add', endpoint: antreanfktp.add, onRefused: 'stop-lane' } as const;
export const ANTREAN_PANGGIL = {
  kind: 'fktp.antrean.panggil',
  endpoint: antreanfktp.panggil,
  onRefused: 'continue',
} as const;
export const ANTREAN_BATAL = {
  kind: 'fktp.antrean.batal',
  endpoint: antreanfktp.batal,
  onRefused: 'continue',
} as const;

export const alasanPlace = (visitId: string) => ({ table: 'fktp_antrean', column: 'alasan_sealed', rowId: visitId });

/** Choosing the doctor makes it leave at once; this is only for what was missed. */
const DOCTOR_RETRY_MS = 5 * 60_000;
/** The longest text a reason may have on the wire is not published; this is what fits a ticket. */
const ALASAN_MAX_CHARS = 200;

export function antreanKinds(deps: AntreanKindDeps): readonly BpjsMessageKind[] {
  const today = () => localDate(deps.clock.now(), 'Asia/Jakarta');
  const notReadable: Pick<BpjsMessageKind, 'readBack' | 'knock'> = {
    readBack: null,
    knock: (bpjs) => bpjs.call(antreanfktp.refPoli, { params: { tanggal: today() }, body: null }),
  };
  return [
    {
      ...ANTREAN_ADD,
      build: (tx, message) =>
        withVisit(deps, tx, message, async (visit, identity) =>
          isDoctorMissing(visit) ? withoutDoctor(await store.findQueueRow(tx, visit.id)) : addBody(visit, identity),
        ),
      ...notReadable,
      settle: settleAs(deps, 'added'),
    },
    {
      ...ANTREAN_PANGGIL,
      build: (tx, message) =>
        withVisit(deps, tx, message, async (visit, identity) => {
          const row = await store.findQueueRow(tx, visit.id);
          if (!row?.calledAt) return { kind: 'skip', reason: 'never-called' };
          const body = {
            tanggalperiksa: visit.serviceDateWib,
            kodepoli: visit.kodePoli,
            nomorkartu: identity.nomorKartu ?? '',
            status: STATUS_PRESENT,
            waktu: row.calledAt.getTime(),
          };
          return { kind: 'call', params: {}, body };
        }),
      ...notReadable,
      settle: settleAs(deps, 'called'),
    },
    {
      ...ANTREAN_BATAL,
      build: (tx, message) =>
        withVisit(deps, tx, message, async (visit, identity) => {
          const row = await store.findQueueRow(tx, visit.id);
          // The entry never left, because its doctor was never chosen: there is nothing to take back.
          if (row?.state === 'planned' && isDoctorMissing(visit)) return { kind: 'skip', reason: 'never-added' };
          const alasan = row?.alasanSealed
            ? await deps.sealer.openText(tx, alasanPlace(visit.id), row.alasanSealed)
            : 'Pasien tidak hadir';
          const body = {
            tanggalperiksa: visit.serviceDateWib,
            kodepoli: visit.kodePoli,
            nomorkartu: identity.nomorKartu ?? '',
            alasan: alasan.slice(0, ALASAN_MAX_CHARS),
          };
          return { kind: 'call', params: {}, body };
        }),
      ...notReadable,
      settle: settleAs(deps, 'cancelled'),
    },
  ];
}

/** A person chooses; Titian neither guesses nor sends a doctor 0. A visit that was called off meanwhile needs none. */
function withoutDoctor(row: store.QueueRow | undefined): BuildResult {
  if (row?.alasanSealed != null) return { kind: 'skip', reason: 'visit-cancelled' };
  return { kind: 'waiting', reason: 'doctor-missing', retryInMs: DOCTOR_RETRY_MS };
}

function addBody(visit: VisitFacts, identity: PatientIdentity): BuildResult {
  const kodedokter = Number(visit.kodeDokter);
  if (!Number.isSafeInteger(kodedokter)) return { kind: 'refused', code: 'TITIAN_DOCTOR_CODE', reason: 'doctor-code' };
  const body = {
    // Empty for patients who are not JKN members.
    nomorkartu: visit.jenisPasien === 'JKN' ? (identity.nomorKartu ?? '') : '',
    nik: identity.nik ?? '',
    // Numbers are not invented: an unknown phone stays empty.
    nohp: identity.noHp ?? '',
    kodepoli: visit.kodePoli,
    namapoli: visit.namaPoli,
    norm: identity.norm,
    tanggalperiksa: visit.serviceDateWib,
    kodedokter,
    namadokter: visit.namaDokter,
    jampraktek: visit.jamPraktek,
    nomorantrean: visit.nomorAntrean,
    angkaantrean: visit.angkaAntrean,
    keterangan: '',
  };
  return { kind: 'call', params: {}, body };
}

async function withVisit(
  deps: AntreanKindDeps,
  tx: FacilityTx,
  message: OutboxMessage,
  build: (visit: VisitFacts, identity: PatientIdentity) => Promise<BuildResult>,
): Promise<BuildResult> {
  const visitId = visitIdOf(message);
  const visit = await deps.visits.facts(tx, visitId);
  const identity = await deps.visits.identity(tx, visitId);
  return visit === undefined || identity === undefined
    ? { kind: 'skip', reason: 'visit-gone' }
    : build(visit, identity);
}

function settleAs(deps: AntreanKindDeps, state: store.QueueRow['state']): BpjsMessageKind['settle'] {
  return async (tx, message, outcome) => {
    const isHeld = outcome.kind === 'delivered' || outcome.kind === 'already';
    if (isHeld) await store.setQueueState(tx, visitIdOf(message), state, deps.clock.now());
    // Only the addition's refusal is the entry's state; a refused call leaves the entry as it is.
    if (outcome.kind === 'refused' && state === 'added')
      await store.setQueueState(tx, visitIdOf(message), 'refused', deps.clock.now());
  };
}

export function visitIdOf(message: OutboxMessage): string {
  const { intent } = message;
  const value: unknown = typeof intent === 'object' && intent !== null ? Reflect.get(intent, 'visitId') : undefined;
  if (typeof value !== 'string') throw bug('a queue message without its visit');
  return value;
}
