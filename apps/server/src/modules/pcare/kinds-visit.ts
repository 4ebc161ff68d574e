// The P-Care visit as message kinds: add, update and delete of `kunjungan`. After an unclear call the member's history tells what
// P-Care holds; fields that differ from what was sent are handed on by name (docs/facts/pcare.md §4.5, §7.2).
import { pcare } from '@titian/contract';
import type { FacilityTx } from '../../platform/db/index.ts';
import {
  sentBody,
  sentParams,
  type BpjsMessageKind,
  type BuildResult,
  type FacilityBpjs,
  type OutboxMessage,
  type VisitReader,
} from '../gateway/index.ts';
import { handedNumber, kunjunganBody } from './bpjs.ts';
import { openEntry, type EntryDeps } from './entries.ts';
import { visitIdOf } from './intents.ts';
import { handed } from './kinds-registration.ts';
import { findVisit, type HistoryRow } from './reconcile.ts';
import { clinicSettings } from './settings.ts';
import * as store from './store.ts';

export interface VisitKindDeps extends EntryDeps {
  readonly visits: VisitReader;
}

export const KUNJUNGAN_ADD = {
  kind: 'pcare.kunjungan.add',
  endpoint: pcare.kunjunganAdd,
  onRefused: 'stop-lane',
} as const;
export const KUNJUNGAN_UPDATE = {
  kind: 'pcare.kunjungan.update',
  endpoint: pcare.kunjunganUpdate,
  onRefused: 'continue',
} as const;
export const KUNJUNGAN_DELETE = {
  kind: 'pcare.kunjungan.delete',
  endpoint: pcare.kunjunganDelete,
  onRefused: 'continue',
} as const;

/** The messages of a visit's first recording carry no part; each recording after a withdrawal has its own. */
export function recordingPart(generation: number): string {
  return generation === 1 ? '' : `g${generation}`;
}

export function visitKinds(deps: VisitKindDeps): readonly BpjsMessageKind[] {
  return [addKind(deps), updateKind(deps), deleteKind(deps)];
}

function addKind(deps: VisitKindDeps): BpjsMessageKind {
  return {
    ...KUNJUNGAN_ADD,
    build: (tx, message) => buildVisit(deps, tx, { message, isUpdate: false }),
    readBack: async (bpjs, sent, message) => {
      const body = sentBody(pcare.kunjunganAdd, sent);
      return findVisit(await historyOf(bpjs, body.noKartu), body, ownPpkOf(message));
    },
    resultOf: (data) => {
      const noKunjungan = handedNumber(data, 'noKunjungan');
      return noKunjungan === null ? undefined : { noKunjungan };
    },
    settle: (tx, message, outcome) => settleHeld(tx, message, outcome),
  };
}

function updateKind(deps: VisitKindDeps): BpjsMessageKind {
  return {
    ...KUNJUNGAN_UPDATE,
    build: (tx, message) => buildVisit(deps, tx, { message, isUpdate: true }),
    readBack: async (bpjs, sent, message) => {
      const body = sentBody(pcare.kunjunganUpdate, sent);
      const found = findVisit(await historyOf(bpjs, body.noKartu), body, ownPpkOf(message));
      // The visit still shows its old content: the change has not happened yet, and sending it again does no harm.
      return found.kind === 'present' && !found.same ? { kind: 'absent' } : found;
    },
    settle: (tx, message, outcome) => settleHeld(tx, message, outcome),
  };
}

function deleteKind(deps: VisitKindDeps): BpjsMessageKind {
  return {
    ...KUNJUNGAN_DELETE,
    build: async (tx, message) => {
      const row = await store.findEntryRow(tx, visitIdOf(message));
      if (!row?.noKunjungan) return { kind: 'skip', reason: 'never-delivered' };
      return { kind: 'call', params: { noKunjungan: row.noKunjungan }, body: null };
    },
    readBack: async (bpjs, sent) => {
      const { noKunjungan } = sentParams(pcare.kunjunganDelete, sent);
      // The number is P-Care's own key; its referral data answers for it whoever the member is.
      const answer = await bpjs.call(pcare.kunjunganRujukan, { params: { noKunjungan }, body: null });
      return answer.kind === 'empty' ? { kind: 'present', same: true, result: null } : { kind: 'absent' };
    },
    settle: async (tx, message, outcome) => {
      if (outcome.kind === 'delivered' || outcome.kind === 'already')
        await store.setEntryDeleted(tx, visitIdOf(message), deps.clock.now());
    },
  };
}

async function buildVisit(
  deps: VisitKindDeps,
  tx: FacilityTx,
  { message, isUpdate }: { message: OutboxMessage; isUpdate: boolean },
): Promise<BuildResult> {
  const visitId = visitIdOf(message);
  const stored = await openEntry(deps, tx, visitId);
  const visit = await deps.visits.facts(tx, visitId);
  const identity = await deps.visits.identity(tx, visitId);
  if (stored === undefined || visit === undefined || identity === undefined)
    return { kind: 'skip', reason: 'visit-gone' };
  const { row, entry } = stored;
  if (generationOf(message) !== row.generation) return { kind: 'skip', reason: 'withdrawn' };
  if (row.state !== 'ready') return { kind: 'refused', code: 'TITIAN_ENTRY_INCOMPLETE', reason: 'entry-incomplete' };
  if (identity.nomorKartu === null) return { kind: 'refused', code: 'TITIAN_CARD_MISSING', reason: 'card-missing' };
  if (isUpdate && row.noKunjungan === null) return { kind: 'skip', reason: 'never-delivered' };
  // The addition took the newest revision with it: nothing is left to change.
  if (isUpdate && row.deliveredRevision >= row.revision) return { kind: 'skip', reason: 'already-held' };
  const settings = await clinicSettings(tx);
  await store.setAttemptedRevision(tx, visitId, row.revision);
  const body = kunjunganBody({
    noKunjungan: isUpdate ? row.noKunjungan : null,
    nomorKartu: identity.nomorKartu,
    serviceDate: visit.serviceDateWib,
    kodePoli: visit.kodePoli,
    entry,
    decimalSeparator: settings.decimalSeparator,
  });
  return { kind: 'call', params: {}, body };
}

async function settleHeld(
  tx: FacilityTx,
  message: OutboxMessage,
  outcome: Parameters<BpjsMessageKind['settle']>[2],
): Promise<void> {
  if (outcome.kind !== 'delivered' && outcome.kind !== 'already') return;
  // With differences BPJS holds another content than ours: the number is taken over, the revision is not.
  await store.setEntryDelivered(
    tx,
    visitIdOf(message),
    handed(outcome.result, 'noKunjungan'),
    outcome.differences.length === 0,
  );
}

export async function historyOf(bpjs: FacilityBpjs, noKartu: string): Promise<readonly HistoryRow[]> {
  const answer = await bpjs.call(pcare.kunjunganRiwayat, { params: { noKartu }, body: null });
  return answer.kind === 'empty' ? [] : (answer.data?.list ?? []);
}

/** Which recording of the visit a message belongs to. */
function generationOf(message: OutboxMessage): number {
  const { intent } = message;
  const value: unknown = typeof intent === 'object' && intent !== null ? Reflect.get(intent, 'generation') : undefined;
  return typeof value === 'number' ? value : 1;
}

function ownPpkOf(message: Pick<OutboxMessage, 'intent'>): string {
  const { intent } = message;
  const value: unknown = typeof intent === 'object' && intent !== null ? Reflect.get(intent, 'kodePpk') : undefined;
  return typeof value === 'string' ? value : '';
}
