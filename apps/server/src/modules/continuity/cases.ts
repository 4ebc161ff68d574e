// The case of each visit that is registered while the mode is on: written with the visit in one transaction, then the patient's choice, the
// signed statement, and what was done when BPJS answered differently. Nothing here cancels, holds back or sends anything.
import type { Actor } from '../../platform/actor.ts';
import type { Audit } from '../../platform/audit/index.ts';
import type { Clock } from '../../platform/clock.ts';
import type { FacilityTx } from '../../platform/db/index.ts';
import { notFound } from '../../platform/errors.ts';
import type { Events } from '../../platform/events/index.ts';
import type { MessagePlanner } from '../gateway/index.ts';
import type { PesertaService } from '../peserta/index.ts';
import type { VisitService } from '../visit/index.ts';
import * as store from './case-store.ts';
import type { Case } from './case-store.ts';
import type { Mode } from './mode.ts';
import { CHOICES, isOn, type CaseList, type Choice, type Resolution } from './rules.ts';

export interface CaseDeps {
  readonly clock: Clock;
  readonly audit: Audit;
  readonly events: Events;
  readonly mode: Mode;
  readonly peserta: PesertaService;
  readonly visits: VisitService;
  /** Which visits have a place in another session. */
  readonly rebooked: (tx: FacilityTx, visitIds: readonly string[]) => Promise<ReadonlyMap<string, string>>;
}

export function createCases(deps: CaseDeps) {
  const { clock, audit, events, mode, peserta, visits } = deps;

  const announce = (tx: FacilityTx, one: { visitId: string; outageId: string }) => {
    mode.announceChange(tx, one.outageId);
    events.publishOn(tx, { topic: 'visit', subjectId: one.visitId });
  };

  /** A paying patient without a word about BPJS is nobody's case. */
  const openCase = async (
    tx: FacilityTx,
    visitId: string,
    { choice, at }: { choice: Choice | null; at: Date },
  ): Promise<void> => {
    const outage = await mode.covering(tx, at);
    if (outage === null) return;
    const visit = await visits.find(tx, visitId);
    if (visit === null || (visit.jenisPasien !== 'JKN' && choice !== 'bayar-sendiri')) return;
    const patient = await peserta.findPatient(tx, visit.patientId);
    const snapshot = patient === null ? null : await peserta.newestSnapshot(tx, patient);
    const verdict = await mode.judge(tx, snapshot, visit.serviceDate);
    const since = outage.interruptedAt ?? outage.startedAt;
    // BPJS answered in the middle of it: that answer is the verification.
    const isAnswered = snapshot !== null && snapshot.serviceDate === visit.serviceDate && snapshot.askedAt >= since;
    const hasNumber = patient !== null && (patient.nomorKartu !== null || patient.nik !== null);
    await store.insertCase(tx, {
      visitId,
      outageId: outage.id,
      ...verdict,
      snapshotId: snapshot?.id ?? null,
      snapshotAt: snapshot?.askedAt ?? null,
      policyVersion: (await mode.policy(tx)).version,
      choice,
      verification: isAnswered
        ? snapshot.peserta.isAktif
          ? 'aktif'
          : 'tidak-aktif'
        : hasNumber
          ? 'belum'
          : 'tanpa-nomor',
      verifiedAt: isAnswered ? snapshot.askedAt : null,
      createdAt: visit.registeredAt,
    });
    if (choice !== null)
      await mode.note(tx, outage.id, { kind: 'pilihan', value: choice, actor: visit.registeredBy, visitId });
    mode.announceChange(tx, outage.id);
  };

  const planner: MessagePlanner = {
    name: 'continuity',
    async plan(tx, { visit, event }) {
      // Another place for somebody whose case is there already.
      if (event.data['rebookedFrom'] !== undefined) return [];
      if (event.type === 'visit.registered')
        await openCase(tx, visit.id, { choice: choiceOf(event.data['continuity']), at: event.occurredAt });
      return [];
    },
  };

  const locked = async (tx: FacilityTx, visitId: string): Promise<Case> => {
    const found = await store.lockCase(tx, visitId);
    if (found === null) throw notFound('continuity case');
    return found;
  };

  return {
    planner,
    casesOf: store.casesOf,

    async choose(
      tx: FacilityTx,
      actor: Actor,
      visitId: string,
      input: { choice: Choice; note: string | null },
    ): Promise<void> {
      const found = await locked(tx, visitId);
      if (found.choice === input.choice && input.note === null) return;
      await store.setChoice(tx, visitId, input.choice);
      await mode.note(tx, found.outageId, {
        kind: 'pilihan',
        value: input.choice,
        actor: actor.displayName,
        note: input.note,
        visitId,
      });
      await audit.record(tx, {
        actor,
        action: 'continuity.choice',
        subjectType: 'visit',
        subjectId: visitId,
        before: found.choice,
        after: input.choice,
      });
      announce(tx, found);
    },

    /** The print itself is made by statement.ts; this only remembers that there was one. */
    async printed(tx: FacilityTx, actor: Actor, visitId: string): Promise<void> {
      const found = await locked(tx, visitId);
      await store.markPrinted(tx, visitId, clock.now());
      await mode.note(tx, found.outageId, { kind: 'pernyataan-dicetak', actor: actor.displayName, visitId });
      await audit.record(tx, { actor, action: 'continuity.statement', subjectType: 'visit', subjectId: visitId });
      announce(tx, found);
    },

    /** Somebody saw the signature on paper. */
    async signed(tx: FacilityTx, actor: Actor, visitId: string): Promise<void> {
      const found = await locked(tx, visitId);
      if (found.statementSignedAt !== null) return;
      await store.markSigned(tx, visitId, clock.now());
      await mode.note(tx, found.outageId, { kind: 'pernyataan-ditandatangani', actor: actor.displayName, visitId });
      await audit.record(tx, { actor, action: 'continuity.signed', subjectType: 'visit', subjectId: visitId });
      announce(tx, found);
    },

    async resolve(
      tx: FacilityTx,
      actor: Actor,
      visitId: string,
      input: { resolution: Resolution; reason: string },
    ): Promise<void> {
      const found = await locked(tx, visitId);
      await store.setResolution(tx, visitId, input.resolution, clock.now());
      await mode.note(tx, found.outageId, {
        kind: 'tindakan',
        value: input.resolution,
        actor: actor.displayName,
        note: input.reason,
        visitId,
      });
      await audit.record(tx, {
        actor,
        action: 'continuity.resolution',
        subjectType: 'visit',
        subjectId: visitId,
        before: found.resolution,
        after: input.resolution,
        reason: input.reason,
      });
      announce(tx, found);
    },

    async list(tx: FacilityTx, outageId: string, list: CaseList): Promise<Case[]> {
      return (await store.casesOfOutage(tx, outageId)).filter((one) => isOn(list, one));
    },

    /** One line per visit for the lists of the units. */
    async attention(tx: FacilityTx, visitIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
      const lines = new Map<string, string>();
      for (const one of await store.casesOf(tx, visitIds)) {
        if (isOn('perlu-tindakan', one)) lines.set(one.visitId, TURNED_OUT);
        else if (one.decision === 'tahan' && one.verification === 'belum') lines.set(one.visitId, HELD);
      }
      for (const visitId of (await deps.rebooked(tx, visitIds)).keys()) lines.set(visitId, REBOOKED);
      return lines;
    },
  };
}

const HELD = 'Kepesertaan belum pasti: ditahan menurut kebijakan';
const REBOOKED = 'Sudah dijadwalkan ulang; kunjungan ini belum dibatalkan';
const TURNED_OUT = 'Kepesertaan ternyata bermasalah: lihat Kesinambungan';

export type Cases = ReturnType<typeof createCases>;

function choiceOf(input: unknown): Choice | null {
  const chosen: unknown = typeof input === 'object' && input !== null ? Reflect.get(input, 'choice') : null;
  return CHOICES.find((choice) => choice === chosen) ?? null;
}
