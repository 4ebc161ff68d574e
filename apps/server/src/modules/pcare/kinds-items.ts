// Drugs and procedures of a P-Care visit as message kinds. They follow the visit in the same lane and need its number; P-Care has
// no edit for drugs, and a code stands once per visit, so that reading back is by code (docs/facts/pcare.md §4.6).
import { pcare } from '@titian/contract';
import { sentBody, type BpjsMessageKind, type BuildResult, type SettledOutcome } from '../gateway/index.ts';
import type { FacilityTx } from '../../platform/db/index.ts';
import { handedNumber, obatBody, tindakanBody } from './bpjs.ts';
import { findStoredItem, openItems, type EntryDeps, type Item, type StoredItem } from './entries.ts';
import { itemIdOf, visitIdOf } from './intents.ts';
import { handed } from './kinds-registration.ts';
import { findDrug, findProcedure } from './reconcile.ts';
import * as store from './store.ts';

export const OBAT_ADD = { kind: 'pcare.obat.add', endpoint: pcare.obatAdd, onRefused: 'continue' } as const;
export const TINDAKAN_ADD = { kind: 'pcare.tindakan.add', endpoint: pcare.tindakanAdd, onRefused: 'continue' } as const;

export function itemKinds(deps: EntryDeps): readonly BpjsMessageKind[] {
  return [drugKind(deps), procedureKind(deps)];
}

function drugKind(deps: EntryDeps): BpjsMessageKind {
  return {
    ...OBAT_ADD,
    build: (tx, message) =>
      buildItem(deps, tx, { visitId: visitIdOf(message), itemId: itemIdOf(message) }, async (content, noKunjungan) => {
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
    settle: (tx, message, outcome) =>
      settleItem(deps, tx, { visitId: visitIdOf(message), itemId: itemIdOf(message) }, outcome, 'kdObatSK'),
  };
}

function procedureKind(deps: EntryDeps): BpjsMessageKind {
  return {
    ...TINDAKAN_ADD,
    build: (tx, message) =>
      buildItem(deps, tx, { visitId: visitIdOf(message), itemId: itemIdOf(message) }, (content, noKunjungan) =>
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
    settle: (tx, message, outcome) =>
      settleItem(deps, tx, { visitId: visitIdOf(message), itemId: itemIdOf(message) }, outcome, 'kdTindakanSK'),
  };
}

interface ItemRef {
  readonly visitId: string;
  readonly itemId: string;
}

async function buildItem(
  deps: EntryDeps,
  tx: FacilityTx,
  { visitId, itemId }: ItemRef,
  bodyOf: (content: Item, noKunjungan: string) => Promise<unknown>,
): Promise<BuildResult> {
  const item = await findStoredItem(deps, tx, visitId, itemId);
  if (item === undefined || item.row.state === 'removed') return { kind: 'skip', reason: 'item-removed' };
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
  { visitId, itemId }: ItemRef,
  outcome: SettledOutcome,
  numberField: string,
): Promise<void> {
  const at = deps.clock.now();
  if (outcome.kind === 'refused') await store.setItemState(tx, { visitId, id: itemId, state: 'refused', at });
  if (outcome.kind !== 'delivered' && outcome.kind !== 'already') return;
  await store.setItemState(tx, {
    visitId,
    id: itemId,
    state: 'delivered',
    bpjsNumber: handed(outcome.result, numberField),
    kdRacikan: handed(outcome.result, 'kdRacikan'),
    at,
  });
}
