// The doctor of a visit that was saved while the day's sessions were not readable. A person chooses, Titian never guesses. Not for
// changing a doctor that a visit has: BPJS may know of it already.
import type { Actor } from '../../platform/actor.ts';
import type { Audit } from '../../platform/audit/index.ts';
import type { FacilityTx } from '../../platform/db/index.ts';
import { conflict, inputError, notFound, type AppError } from '../../platform/errors.ts';
import type { FacilityFacts } from '../gateway/index.ts';
import { estimateServedAt, type ScheduleService, type ScheduleSession } from '../schedule/index.ts';
import { isDoctorMissing, startOfDay } from './rules.ts';
import * as store from './store.ts';
import type { Visit } from './store.ts';

export interface DoctorDeps {
  readonly audit: Audit;
  readonly schedule: Pick<ScheduleService, 'findSession' | 'matchSession' | 'handOut'>;
  readonly facility: (tx: FacilityTx) => Promise<FacilityFacts>;
}

export interface DoctorChoice {
  readonly actor: Actor;
  readonly visitId: string;
  readonly sessionId: string;
}

/**
 * False when the visit has this session already. Nothing that names the doctor has left before: booking and SEP wait for it. The queue
 * number stays, the place is taken in the chosen session.
 */
export async function chooseDoctor(
  deps: DoctorDeps,
  tx: FacilityTx,
  { actor, visitId, sessionId }: DoctorChoice,
): Promise<boolean> {
  const visit = await store.lockVisit(tx, visitId);
  if (visit === null) throw notFound('visit');
  const session = await sessionOf(deps, tx, visit, sessionId);
  if (session.kodeDokter === visit.kodeDokter && session.jamPraktek === visit.jamPraktek) return false;
  if (!isDoctorMissing(visit) || visit.stage === 'batal' || visit.stage === 'tidak-hadir') throw doctorStands();
  await takePlace(deps, tx, visit, session);
  await deps.audit.record(tx, {
    actor,
    action: 'visit.choose-doctor',
    subjectType: 'visit',
    subjectId: visitId,
    after: { kodeDokter: session.kodeDokter, jamPraktek: session.jamPraktek },
  });
  return true;
}

/** Only a session of the visit's own poli and day. */
async function sessionOf(
  { schedule }: DoctorDeps,
  tx: FacilityTx,
  visit: Visit,
  sessionId: string,
): Promise<ScheduleSession> {
  const named = await schedule.findSession(tx, sessionId);
  const { serviceDate: date, kodePoli } = visit;
  const session = named === null ? null : await schedule.matchSession(tx, { ...named, date, kodePoli });
  if (session === null || session.id !== sessionId)
    throw inputError('sessionId', sessionId, 'Pilih sesi dokter dari poli dan tanggal kunjungan ini.');
  return session;
}

async function takePlace(deps: DoctorDeps, tx: FacilityTx, visit: Visit, session: ScheduleSession): Promise<void> {
  const facility = await deps.facility(tx);
  const { kodeSubspesialis: kodePoli, namaPoli, kodeDokter, namaDokter, jamPraktek } = session;
  const kuotaNonJkn = facility.switches['kuotaNonJkn'];
  const { quota, position } = await deps.schedule.handOut(
    tx,
    {
      date: visit.serviceDate,
      kodePoli,
      kodeDokter,
      jamPraktek,
      jenisPasien: visit.jenisPasien,
      capacity: session.kapasitas,
      ...(typeof kuotaNonJkn === 'number' ? { kuotaNonJkn } : {}),
    },
    { angka: visit.angkaAntrean, nomorAntrean: visit.nomorAntrean },
  );
  const estimasiAt = estimateServedAt({
    dayStart: startOfDay(visit.serviceDate, facility.timeZone),
    jamPraktek,
    capacity: quota.kuotaJkn + quota.kuotaNonJkn,
    position,
    now: visit.registeredAt,
  });
  await store.updateDoctor(tx, visit, { kodePoli, namaPoli, kodeDokter, namaDokter, jamPraktek, quota, estimasiAt });
}

function doctorStands(): AppError {
  return conflict('DOMAIN_DOCTOR_STANDS', 'the visit has a doctor or does not take place', {
    message: 'Dokter kunjungan ini tidak dapat diganti di sini.',
    meaning: 'Kunjungan sudah mempunyai dokter, atau sudah dibatalkan.',
    nextStep: 'Muat ulang halaman; bila dokternya keliru, batalkan kunjungan dan daftarkan lagi.',
  });
}
