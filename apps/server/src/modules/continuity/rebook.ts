// Sessions that ended while people still waited: who they are, and a place for them in another session, many at once, by a named person and
// after a look at what would happen. A new visit is made; the first one is left alone, at BPJS too. Cancelling it is what a person does
// where visits are cancelled.
import type { Actor } from '../../platform/actor.ts';
import type { Audit } from '../../platform/audit/index.ts';
import type { Clock } from '../../platform/clock.ts';
import type { FacilityTx } from '../../platform/db/index.ts';
import { conflict, inputError, notFound } from '../../platform/errors.ts';
import type { FacilityFacts } from '../gateway/index.ts';
import type { ScheduleService } from '../schedule/index.ts';
import { localDate, startOfDay, type Stage, type Visit, type VisitService } from '../visit/index.ts';
import type { Mode } from './mode.ts';
import type { Outage } from './outage-store.ts';
import type { RebookStore } from './rebook-store.ts';
import { hasSessionEnded } from './register-rules.ts';

export interface RebookDeps {
  readonly clock: Clock;
  readonly audit: Audit;
  readonly mode: Mode;
  readonly store: RebookStore;
  readonly visits: VisitService;
  readonly schedule: Pick<ScheduleService, 'findSession' | 'matchSession'>;
  readonly facility: (tx: FacilityTx) => Promise<FacilityFacts>;
}

export interface RebookRequest {
  readonly visitIds: readonly string[];
  readonly date: string;
  readonly sessionId: string;
  readonly decidedFor: 'pasien' | 'fasilitas';
  readonly reason: string;
  /** False: only say what would happen. */
  readonly confirm: boolean;
  readonly newIdOf: (visitId: string) => string;
}

export interface Moved {
  readonly visit: Visit;
  /** Null in a preview. */
  readonly next: Visit | null;
}

const WAITING: readonly Stage[] = ['terdaftar', 'menunggu-admisi', 'dipanggil-admisi', 'menunggu-poli'];
const MAX_WAITING = 500;

export function createRebook(deps: RebookDeps) {
  const { clock, audit, mode, store, visits, schedule } = deps;

  const outageOf = async (tx: FacilityTx, id: string): Promise<Outage> => {
    const outage = await mode.find(tx, id);
    if (outage === null) throw notFound('outage');
    return outage;
  };

  const sessionOf = async (tx: FacilityTx, { sessionId, date }: RebookRequest, visit: Visit) => {
    const named = await schedule.findSession(tx, sessionId);
    const session =
      named === null ? null : await schedule.matchSession(tx, { ...named, date, kodePoli: visit.kodePoli });
    if (session === null || session.id !== sessionId)
      throw inputError('sessionId', undefined, 'Pilih sesi dokter dari poli yang sama pada tanggal tujuan.');
    return session;
  };

  const move = async (tx: FacilityTx, actor: Actor, outageId: string, request: RebookRequest, visit: Visit) => {
    const newVisitId = request.newIdOf(visit.id);
    const { visitId } = await visits.registerIn(
      tx,
      actor,
      {
        id: newVisitId,
        visitRef: null,
        occurredAt: clock.now(),
        serviceDate: request.date,
        patientId: visit.patientId,
        patient: null,
        jenisPasien: visit.jenisPasien,
        pasienBaru: visit.pasienBaru,
        sessionId: request.sessionId,
        kodePoli: visit.kodePoli,
        namaPoli: visit.namaPoli,
        kodeDokter: null,
        namaDokter: null,
        jamPraktek: null,
        jenisKunjungan: kindOf(visit.jenisKunjungan),
        nomorReferensi: visit.nomorReferensi,
        sumber: 'onsite',
        kodeBooking: null,
        eligibilityId: null,
        extra: { rebookedFrom: visit.id },
      },
      { source: 'jadwal ulang', sourceRef: `jadwal ulang dari ${visit.kodeBooking}` },
    );
    const isNew = await store.insert(tx, {
      visitId: visit.id,
      outageId,
      newVisitId: visitId,
      decidedFor: request.decidedFor,
      reason: request.reason,
      decidedBy: actor.displayName,
      decidedAt: clock.now(),
    });
    if (!isNew) throw hasPlace();
    await audit.record(tx, {
      actor,
      action: 'continuity.rebook',
      subjectType: 'visit',
      subjectId: visit.id,
      after: { newVisitId: visitId, decidedFor: request.decidedFor },
      reason: request.reason,
    });
    return visits.find(tx, visitId);
  };

  return {
    count: store.count,
    of: store.of,

    /** People of the outage's day whose session is over and who were not called in. */
    async unserved(tx: FacilityTx, outageId: string): Promise<Visit[]> {
      const outage = await outageOf(tx, outageId);
      const { timeZone } = await deps.facility(tx);
      const date = localDate(outage.startedAt, timeZone);
      const waiting = await visits.list(tx, { date, stages: WAITING, limit: MAX_WAITING });
      const ended = waiting.filter(({ jamPraktek }) =>
        hasSessionEnded(jamPraktek, startOfDay(date, timeZone), clock.now()),
      );
      const moved = await store.of(
        tx,
        ended.map(({ id }) => id),
      );
      return ended.filter(({ id }) => !moved.has(id));
    },

    async rebook(tx: FacilityTx, actor: Actor, outageId: string, request: RebookRequest): Promise<Moved[]> {
      await outageOf(tx, outageId);
      const { timeZone } = await deps.facility(tx);
      if (request.date < localDate(clock.now(), timeZone))
        throw inputError('date', request.date, 'Pilih hari ini atau sesudahnya.');
      const moved: Moved[] = [];
      const known = await store.of(tx, request.visitIds);
      for (const visitId of [...new Set(request.visitIds)].toSorted()) {
        const visit = await visits.lock(tx, visitId);
        if (visit === null) throw notFound('visit');
        // The same request again: what it made is there.
        const made = known.get(visitId);
        if (made !== undefined && made !== request.newIdOf(visitId)) throw hasPlace();
        if (!WAITING.includes(visit.stage))
          throw conflict('DOMAIN_ALREADY_SERVED', 'somebody of the list does not wait any more', {
            message: 'Salah satu pasien sudah dipanggil atau kunjungannya sudah berakhir.',
            meaning: 'Belum ada yang dipindahkan.',
            nextStep: 'Muat ulang daftar, lalu pilih lagi.',
          });
        await sessionOf(tx, request, visit);
        const next =
          made !== undefined
            ? await visits.find(tx, made)
            : request.confirm
              ? await move(tx, actor, outageId, request, visit)
              : null;
        moved.push({ visit, next });
      }
      if (!request.confirm)
        await audit.record(tx, { actor, action: 'continuity.rebook-look', subjectType: 'outage', subjectId: outageId });
      mode.announceChange(tx, outageId);
      return moved;
    },
  };
}

export type Rebook = ReturnType<typeof createRebook>;

function kindOf(value: number): 1 | 2 | 3 | 4 | null {
  return value === 1 || value === 2 || value === 3 || value === 4 ? value : null;
}

function hasPlace() {
  return conflict('DOMAIN_HAS_PLACE', 'this visit has another place already', {
    message: 'Salah satu pasien sudah dijadwalkan ulang.',
    meaning: 'Belum ada yang dipindahkan dua kali.',
    nextStep: 'Muat ulang daftar, lalu pilih lagi.',
  });
}
