// After (and gently during) an outage: asks BPJS about everybody who was accepted without its answer. One question at a time per facility
// through the guarded door, which people at counters share and which answers at once while the channel is interrupted. Every step may be
// the last one of this process: an unanswered question is asked again when its lease is over, an answered one is not.
import type { Db, FacilityTx } from '../../platform/db/index.ts';
import type { Clock } from '../../platform/clock.ts';
import type { FacilityId } from '../../platform/ids.ts';
import { isBpjsRefusal, isBpjsTrouble } from '../gateway/index.ts';
import type { PesertaKey, PesertaService, Snapshot } from '../peserta/index.ts';
import type { VisitService } from '../visit/index.ts';
import { askLater, claimUnverified, countUnverified, saveVerification, type Case } from './case-store.ts';
import type { Mode } from './mode.ts';
import { verificationOf, type Verification } from './rules.ts';

export interface VerifyDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly mode: Mode;
  readonly peserta: PesertaService;
  readonly visits: VisitService;
}

/** Longer than a question takes with all its time limits. */
const LEASE_MS = 60_000;
/** As rare as the delivery's own probing. */
const AGAIN_MS = 30_000;
/** Questions of one round; the next round comes with the worker's next look. */
const ROUND = 10;

interface Question {
  readonly one: Case;
  readonly key: PesertaKey;
  readonly serviceDate: string;
  readonly before: Snapshot | null;
}

export function createVerifier(deps: VerifyDeps) {
  const { db, clock, mode, peserta, visits } = deps;

  const questionOf = async (tx: FacilityTx, one: Case): Promise<Question | null> => {
    const visit = await visits.find(tx, one.visitId);
    const patient = visit === null ? null : await peserta.findPatient(tx, visit.patientId);
    if (visit === null || patient === null) return null;
    const key: PesertaKey | null =
      patient.nomorKartu !== null
        ? { kind: 'card', value: patient.nomorKartu }
        : patient.nik !== null
          ? { kind: 'nik', value: patient.nik }
          : null;
    if (key === null) return null;
    const before = one.snapshotId === null ? null : await peserta.findSnapshot(tx, one.snapshotId);
    return { one, key, serviceDate: visit.serviceDate, before };
  };

  const record = (facilityId: FacilityId, one: Case, verification: Verification): Promise<void> =>
    db.withFacility(facilityId, async (tx) => {
      if (!(await saveVerification(tx, one.visitId, verification, clock.now()))) return;
      await mode.note(tx, one.outageId, { kind: 'verifikasi', value: verification, visitId: one.visitId });
      mode.announceChange(tx, one.outageId);
    });

  /** False when BPJS is away: the rest of the round waits. */
  const ask = async (facilityId: FacilityId, { one, key, serviceDate, before }: Question): Promise<boolean> => {
    try {
      const after = await peserta.ask(facilityId, key, serviceDate);
      await record(facilityId, one, verificationOf(factsOf(before), factsOf(after)));
      return true;
    } catch (error) {
      if (isBpjsRefusal(error)) {
        await record(facilityId, one, 'tidak-ditemukan');
        return true;
      }
      if (isBpjsTrouble(error)) return false;
      throw error;
    }
  };

  return {
    /** Asks what is due; answers how many are still open. While the channel is away one question at most goes out, as its probe. */
    async round(facilityId: FacilityId, isAway: boolean): Promise<number> {
      const claimed = await db.withFacility(facilityId, async (tx) => {
        const cases = await claimUnverified(tx, isAway ? 1 : ROUND, LEASE_MS);
        const questions: Question[] = [];
        for (const one of cases) {
          const question = await questionOf(tx, one);
          if (question !== null) questions.push(question);
          else if (await saveVerification(tx, one.visitId, 'tanpa-nomor', clock.now()))
            mode.announceChange(tx, one.outageId);
        }
        return questions;
      });
      let answered = 0;
      for (const question of claimed) {
        if (!(await ask(facilityId, question))) break;
        answered += 1;
      }
      const left = claimed.slice(answered).map(({ one }) => one.visitId);
      return db.withFacility(facilityId, async (tx) => {
        if (left.length > 0) await askLater(tx, left, AGAIN_MS);
        return countUnverified(tx);
      });
    },
  };
}

export type Verifier = ReturnType<typeof createVerifier>;

function factsOf(snapshot: Snapshot | null) {
  return snapshot === null
    ? null
    : {
        isAktif: snapshot.peserta.isAktif,
        kelas: snapshot.peserta.kelas,
        kodeFktp: snapshot.peserta.fktp?.kode ?? null,
      };
}
