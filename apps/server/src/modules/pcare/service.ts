// The use cases of a clinic's service entry: read it, save it, and thereby plan what P-Care must know. One transaction each; the
// answer never waits for BPJS.
import type { Actor } from '../../platform/actor.ts';
import type { Audit } from '../../platform/audit/index.ts';
import type { Db, FacilityTx } from '../../platform/db/index.ts';
import { conflict, notFound } from '../../platform/errors.ts';
import type { Events } from '../../platform/events/index.ts';
import { messageIdFor, type FacilityFacts, type VisitFacts, type VisitReader } from '../gateway/index.ts';
import type { VisitService } from '../visit/index.ts';
import { checkEntry, keepDraft } from './check.ts';
import { lockEntry, openEntry, type EntryDeps } from './entries.ts';
import type { EntryProblem, ServiceEntry } from './entry.ts';
import { KUNJUNGAN_ADD, recordingPart } from './kinds-visit.ts';
import { planEntry, planEntryWithdrawal } from './planner.ts';
import { withdrawEntryRow } from './store.ts';

export interface PcareServiceDeps extends EntryDeps {
  readonly db: Db;
  readonly audit: Audit;
  readonly events: Events;
  readonly visits: Pick<VisitService, 'recordIn' | 'enqueue'>;
  readonly reader: VisitReader;
  /** Puts a refused visit message back on its way after the entry was mended. */
  readonly resendRefused: (actor: Actor, input: { messageId: string; reason: string }) => Promise<void>;
}

export interface EntrySaved {
  readonly entry: ServiceEntry;
  readonly problems: readonly EntryProblem[];
}

export interface PcareService {
  saveEntry(actor: Actor, visitId: string, data: unknown): Promise<EntrySaved>;
  readEntry(actor: Actor, visitId: string): Promise<EntrySaved>;
  /** Takes a recorded service back at P-Care; the entry stays here as a draft. */
  withdrawEntry(actor: Actor, visitId: string, reason: string): Promise<EntrySaved>;
}

export function createPcareService(deps: PcareServiceDeps): PcareService {
  return {
    saveEntry: async (actor, visitId, data) => {
      const saved = await deps.db.withFacility(actor.facilityId, (tx) => saveIn(deps, tx, { actor, visitId, data }));
      if (saved.problems.length === 0 && saved.messageId !== null) {
        await deps.resendRefused(actor, { messageId: saved.messageId, reason: 'Pelayanan diperbaiki' });
      }
      return { entry: saved.entry, problems: saved.problems };
    },
    readEntry: (actor, visitId) =>
      deps.db.withFacility(actor.facilityId, async (tx) => {
        const { visit } = await clinicVisit(deps, tx, visitId);
        const stored = await openEntry(deps, tx, visitId);
        if (stored === undefined) throw notFound('service entry');
        const { problems } = await checkEntry(deps, tx, { serviceDate: visit.serviceDateWib, data: stored.entry });
        await deps.audit.record(tx, { actor, action: 'service-entry.read', subjectType: 'visit', subjectId: visitId });
        return { entry: stored.entry, problems };
      }),
    withdrawEntry: (actor, visitId, reason) =>
      deps.db.withFacility(actor.facilityId, (tx) => withdrawIn(deps, tx, { actor, visitId, reason })),
  };
}

interface SaveInput {
  readonly actor: Actor;
  readonly visitId: string;
  readonly data: unknown;
}

async function saveIn(
  deps: PcareServiceDeps,
  tx: FacilityTx,
  { actor, visitId, data }: SaveInput,
): Promise<EntrySaved & { messageId: string | null }> {
  const { visit, facility } = await clinicVisit(deps, tx, visitId);
  const before = await openEntry(deps, tx, visitId);
  const { entry, problems } = await checkEntry(deps, tx, { serviceDate: visit.serviceDateWib, data });
  if (entry === null) throw notFound('service entry');
  await deps.audit.record(tx, {
    actor,
    action: 'service-entry.save',
    subjectType: 'visit',
    subjectId: visitId,
    before: before?.entry,
    after: entry,
  });
  deps.events.publishOn(tx, { topic: 'service-entry', subjectId: visitId });
  if (problems.length > 0) {
    await keepDraft(deps, tx, { visitId, entry, by: actor.displayName });
    return { entry, problems, messageId: null };
  }
  if (before !== undefined && (before.row.state === 'ready' || before.row.generation > 1)) {
    // That the service took place has been recorded before: this is a correction of its content.
    await deps.visits.enqueue(tx, await planEntry(deps, tx, { visit, facility, entry, by: actor.displayName }));
  } else {
    const occurredAt = deps.clock.now();
    await deps.visits.recordIn(tx, actor, {
      visit: { id: visitId },
      type: 'service.recorded',
      occurredAt,
      data: { ...entry },
    });
  }
  const generation = before?.row.generation ?? 1;
  return { entry, problems, messageId: messageIdFor(visitId, KUNJUNGAN_ADD.kind, recordingPart(generation)) };
}

async function withdrawIn(
  deps: PcareServiceDeps,
  tx: FacilityTx,
  { actor, visitId, reason }: { actor: Actor; visitId: string; reason: string },
): Promise<EntrySaved> {
  const { visit, facility } = await clinicVisit(deps, tx, visitId);
  const stored = await lockEntry(deps, tx, visitId);
  if (stored === undefined) throw notFound('service entry');
  if (stored.row.state !== 'ready') {
    throw conflict('DOMAIN_ENTRY_NOT_SENT', 'the entry is a draft', {
      message: 'Pelayanan ini belum dikirim.',
      meaning: 'Tidak ada yang perlu ditarik dari BPJS.',
      nextStep: 'Ubah atau lengkapi isiannya seperti biasa.',
    });
  }
  const { generation } = stored.row;
  const messages = await planEntryWithdrawal(deps, tx, { visit, facility, generation });
  await withdrawEntryRow(tx, visitId, actor.displayName, deps.clock.now());
  await deps.visits.enqueue(tx, messages);
  const { entry } = stored;
  await deps.audit.record(tx, {
    actor,
    action: 'service-entry.withdraw',
    subjectType: 'visit',
    subjectId: visitId,
    reason,
    before: entry,
  });
  deps.events.publishOn(tx, { topic: 'service-entry', subjectId: visitId });
  return { entry, problems: [] };
}

async function clinicVisit(
  deps: PcareServiceDeps,
  tx: FacilityTx,
  visitId: string,
): Promise<{ visit: VisitFacts; facility: FacilityFacts }> {
  const visit = await deps.reader.facts(tx, visitId);
  if (visit === undefined) throw notFound('visit');
  const facility = await deps.reader.facility(tx);
  if (facility.kind !== 'fktp') {
    throw conflict('DOMAIN_NOT_A_CLINIC', 'service entries belong to first-level facilities', {
      message: 'Entri pelayanan P-Care hanya untuk klinik atau puskesmas.',
      meaning: 'Tidak ada yang disimpan.',
      nextStep: 'Catat pelayanan rumah sakit di layar Poli.',
    });
  }
  return { visit, facility };
}
