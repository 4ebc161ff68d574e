// Drugs and procedures of a P-Care visit as message kinds. They follow the visit in the same lane and need its number; P-Care has
// no edit for drugs, and a code stands once per visit, so that reading back is by code (docs/facts/pcare.md §4.6). A changed item is
// taken back first: its removal stops the lane when refused, for the same code twice could not be told apart.
import { pcare } from '@titian/contract';
import {
  sentBody,
  sentParams,
  type BpjsMessageKind,
  type BuildResult,
  type OutboxMessage,
  type ReadBackResult,
  type SettledOutcome,
} from '../gateway/index.ts';
import type { FacilityTx } from '../../platform/db/index.ts';
import { handedNumber, obatBody, tindakanBody } from './bpjs.ts';
import { findStoredItem, openItems, type EntryDeps, type Item, type StoredItem } from './entries.ts';
import { itemIdOf, visitIdOf } from './intents.ts';
import { handed } from './kinds-registration.ts';
import { findDrug, findProcedure } from './reconcile.ts';
import * as store from './store.ts';

export const OBAT_ADD = { kind: 'pcare.obat.add', endpoint: pcare.obatAdd, onRefused: 'continue' } as const;
export const TINDAKAN_ADD = { kind: 'pcare.tindakan.add', endpoint: pcare.tindakanAdd, onRefused: 'continue' } as const;

export const OBAT_DELETE = { kind: 'pcare.obat.delete', endpoint: pcare.obatDelete, onRefused: 'stop-lane' } as const;
export const TINDAKAN_DELETE = {
  kind: 'pcare.tindakan.delete',
  endpoint: pcare.tindakanDelete,
  onRefused: 'stop-lane',
} as const;

export function itemKinds(deps: EntryDeps): readonly BpjsMessageKind[] {
  return [drugKind(deps), procedureKind(deps), drugRemoval(deps), procedureRemoval(deps)];
}

function drugRemoval(deps: EntryDeps): BpjsMessageKind {
  return {
    ...OBAT_DELETE,
    build: (tx, message) =>
      buildRemoval(tx, itemOf(message), (number, noKunjungan) => ({ kdObatSK: number, noKunjungan })),
    readBack: async (bpjs, sent) => {
      const { kdObatSK, noKunjungan } = sentParams(pcare.obatDelete, sent);
      const answer = await bpjs.call(pcare.obatList, { params: { noKunjungan }, body: null });
      const rows = answer.kind === 'ok' ? answer.data.list : [];
      return goneUnless(rows.some((row) => String(row.kdObatSK) === kdObatSK));
    },
    settle: (tx, message, outcome) => settleRemoval(deps, tx, itemOf(message), outcome),
  };
}

function procedureRemoval(deps: EntryDeps): BpjsMessageKind {
  return {
    ...TINDAKAN_DELETE,
    build: (tx, message) =>
      buildRemoval(tx, itemOf(message), (number, noKunjungan) => ({ kdTindakanSK: number, noKunjungan })),
    readBack: async (bpjs, sent) => {
      const { kdTindakanSK, noKunjungan } = sentParams(pcare.tindakanDelete, sent);
      const answer = await bpjs.call(pcare.tindakanList, { params: { noKunjungan }, body: null });
      const rows = answer.kind === 'ok' ? answer.data.list : [];
      return goneUnless(rows.some((row) => String(row.kdTindakanSK) === kdTindakanSK));
    },
    settle: (tx, message, outcome) => settleRemoval(deps, tx, itemOf(message), outcome),
  };
}

/** The effect of a removal is that the row is gone. */
function goneUnless(isThere: boolean): ReadBackResult {
  return isThere ? { kind: 'absent' } : { kind: 'present', same: true, result: null };
}

function itemOf(message: OutboxMessage): ItemKey {
  return { visitId: visitIdOf(message), itemId: itemIdOf(message) };
}

async function buildRemoval(
  tx: FacilityTx,
  { visitId, itemId }: ItemKey,
  paramsOf: (number: string, noKunjungan: string) => unknown,
): Promise<BuildResult> {
  const row = await store.findItem(tx, visitId, itemId);
  const entry = await store.findEntryRow(tx, visitId);
  if (row === undefined || row.bpjsNumber === null || !entry?.noKunjungan)
    return { kind: 'skip', reason: 'never-delivered' };
  return { kind: 'call', params: paramsOf(row.bpjsNumber, entry.noKunjungan), body: null };
}

async function settleRemoval(
  deps: EntryDeps,
  tx: FacilityTx,
  { visitId, itemId }: ItemKey,
  outcome: SettledOutcome,
): Promise<void> {
  const isGone = outcome.kind === 'delivered' || outcome.kind === 'already' || outcome.kind === 'skipped';
  if (isGone) await store.setItemState(tx, { visitId, id: itemId, state: 'removed', at: deps.clock.now() });
}

function drugKind(deps: EntryDeps): BpjsMessageKind {
  return {
    ...OBAT_ADD,
    build: (tx, message) =>
      buildItem(deps, tx, itemOf(message), async (content, noKunjungan) => {
        if (content.kind !== 'obat') return null;
        const kdRacikan = content.item.racikan ? await compoundCodeOf(deps, tx, visitIdOf(message)) : null;
        return obatBody(noKunjungan, content.item, kdRacikan);
      }),
    readBack: async (bpjs, sent) => {
      const body = sentBody(pcare.obatAdd, sent);
      const answer = await bpjs.call(pcare.obatList, { params: { noKunjungan: body.noKunjungan }, body: null });
      return findDrug(answer.kind === 'empty' ? [] : (answer.data?.list ?? []), body);
    },
    resultOf: (data) => {
      const kdObatSK = handedNumber(data, 'kdObatSK');
      return kdObatSK === null ? undefined : { kdObatSK, kdRacikan: handedNumber(data, 'kdRacikan') };
    },
    settle: (tx, message, outcome) => settleItem(deps, tx, itemOf(message), outcome, 'kdObatSK'),
  };
}

function procedureKind(deps: EntryDeps): BpjsMessageKind {
  return {
    ...TINDAKAN_ADD,
    build: (tx, message) =>
      buildItem(deps, tx, itemOf(message), (content, noKunjungan) =>
        Promise.resolve(content.kind === 'tindakan' ? tindakanBody(noKunjungan, content.item) : null),
      ),
    readBack: async (bpjs, sent) => {
      const body = sentBody(pcare.tindakanAdd, sent);
      const answer = await bpjs.call(pcare.tindakanList, { params: { noKunjungan: body.noKunjungan }, body: null });
      return findProcedure(answer.kind === 'empty' ? [] : (answer.data?.list ?? []), body);
    },
    resultOf: (data) => {
      const kdTindakanSK = handedNumber(data, 'kdTindakanSK');
      return kdTindakanSK === null ? undefined : { kdTindakanSK };
    },
    settle: (tx, message, outcome) => settleItem(deps, tx, itemOf(message), outcome, 'kdTindakanSK'),
  };
}

interface ItemKey {
  readonly visitId: string;
  readonly itemId: string;
}

async function buildItem(
  deps: EntryDeps,
  tx: FacilityTx,
  { visitId, itemId }: ItemKey,
  bodyOf: (content: Item, noKunjungan: string) => Promise<unknown>,
): Promise<BuildResult> {
  const item = await findStoredItem(deps, tx, visitId, itemId);
  if (item === undefined || item.row.state === 'removed' || item.row.state === 'removing')
    return { kind: 'skip', reason: 'item-removed' };
  const entry = await store.findEntryRow(tx, visitId);
  // The lane is ordered, so the number can only be missing when somebody cancelled the visit's message by hand.
  if (!entry?.noKunjungan)
    return { kind: 'refused', code: 'TITIAN_VISIT_NUMBER_MISSING', reason: 'visit-number-missing' };
  const body = await bodyOf(item.content, entry.noKunjungan);
  return body === null ? { kind: 'skip', reason: 'item-of-other-kind' } : { kind: 'call', params: {}, body };
}

/** The compound code that P-Care gave to the first ingredient; null for the first itself (docs/facts/pcare.md §4.6 [U]). */
async function compoundCodeOf(deps: EntryDeps, tx: FacilityTx, visitId: string): Promise<string | null> {
  const items: StoredItem[] = await openItems(deps, tx, visitId);
  return (
    items.find(({ row, content }) => content.kind === 'obat' && content.item.racikan && row.kdRacikan !== null)?.row
      .kdRacikan ?? null
  );
}

async function settleItem(
  deps: EntryDeps,
  tx: FacilityTx,
  { visitId, itemId }: ItemKey,
  outcome: SettledOutcome,
  numberField: string,
): Promise<void> {
  const row = await store.findItem(tx, visitId, itemId);
  const isHeld = outcome.kind === 'delivered' || outcome.kind === 'already';
  const bpjsNumber = handed(outcome.result, numberField);
  if (row?.state === 'removing') {
    // It left the entry while its call was unclear: what P-Care took is taken back by the removal that follows in this lane.
    if (isHeld) await store.setItemNumber(tx, visitId, itemId, bpjsNumber);
    return;
  }
  const at = deps.clock.now();
  if (outcome.kind === 'refused') await store.setItemState(tx, { visitId, id: itemId, state: 'refused', at });
  if (!isHeld) return;
  const kdRacikan = handed(outcome.result, 'kdRacikan');
  await store.setItemState(tx, { visitId, id: itemId, state: 'delivered', bpjsNumber, kdRacikan, at });
}
