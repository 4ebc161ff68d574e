// Storing and opening service entries: sealed content, revisions, and the items (drugs, procedures) that become messages of their
// own. Called inside the visit's transaction. Decides nothing about validity (rules.ts) and sends nothing (planner.ts, kinds).
import type { Clock, Random } from '../../platform/clock.ts';
import type { Sealer } from '../../platform/crypto/index.ts';
import type { FacilityTx } from '../../platform/db/index.ts';
import type { ServiceDrug, ServiceEntry, ServiceProcedure } from './entry.ts';
import * as store from './store.ts';

export interface EntryDeps {
  /** Days that messages are tried after the visit; absent = the default. */
  readonly deliveryDays?: number;
  readonly sealer: Sealer;
  readonly clock: Clock;
  readonly random: Random;
}

export interface StoredEntry {
  readonly row: store.EntryRow;
  readonly entry: ServiceEntry;
}

const entryPlace = (visitId: string) => ({ table: 'service_entries', column: 'entry_sealed', rowId: visitId });
const itemPlace = (itemId: string) => ({ table: 'service_items', column: 'item_sealed', rowId: itemId });

export async function openEntry(deps: EntryDeps, tx: FacilityTx, visitId: string): Promise<StoredEntry | undefined> {
  const row = await store.findEntryRow(tx, visitId);
  if (row === undefined) return undefined;
  return { row, entry: await unseal(deps, tx, visitId, row.entrySealed) };
}

export async function lockEntry(deps: EntryDeps, tx: FacilityTx, visitId: string): Promise<StoredEntry | undefined> {
  const row = await store.lockEntryRow(tx, visitId);
  if (row === undefined) return undefined;
  return { row, entry: await unseal(deps, tx, visitId, row.entrySealed) };
}

async function unseal(deps: EntryDeps, tx: FacilityTx, visitId: string, sealed: Buffer): Promise<ServiceEntry> {
  // Sealed by `saveEntry` below under this very place.
  return JSON.parse(await deps.sealer.openText(tx, entryPlace(visitId), sealed)) as ServiceEntry;
}

export interface SaveEntry {
  readonly visitId: string;
  readonly entry: ServiceEntry;
  readonly state: 'draft' | 'ready';
  readonly by: string;
}

/** Stores the entry and answers its revision; the same content again keeps its revision. */
export async function saveEntry(
  deps: EntryDeps,
  tx: FacilityTx,
  input: SaveEntry,
): Promise<{ revision: number; generation: number; isNew: boolean }> {
  const before = await lockEntry(deps, tx, input.visitId);
  const text = JSON.stringify(input.entry);
  if (before !== undefined && before.row.state === input.state && JSON.stringify(before.entry) === text) {
    return { revision: before.row.revision, generation: before.row.generation, isNew: false };
  }
  const revision = (before?.row.revision ?? 0) + 1;
  const entrySealed = await deps.sealer.sealText(tx, entryPlace(input.visitId), text);
  await store.putEntryRow(tx, {
    visitId: input.visitId,
    revision,
    state: input.state,
    entrySealed,
    by: input.by,
    at: deps.clock.now(),
  });
  return { revision, generation: before?.row.generation ?? 1, isNew: true };
}

export type Item =
  | { readonly kind: 'obat'; readonly item: ServiceDrug }
  | { readonly kind: 'tindakan'; readonly item: ServiceProcedure };

export interface StoredItem {
  readonly row: store.ItemRow;
  readonly content: Item;
}

export async function openItems(deps: EntryDeps, tx: FacilityTx, visitId: string): Promise<StoredItem[]> {
  const rows = await store.listItems(tx, visitId);
  const opened: StoredItem[] = [];
  for (const row of rows) opened.push({ row, content: await openItem(deps, tx, row) });
  return opened;
}

export async function findStoredItem(
  deps: EntryDeps,
  tx: FacilityTx,
  visitId: string,
  id: string,
): Promise<StoredItem | undefined> {
  const row = await store.findItem(tx, visitId, id);
  return row === undefined ? undefined : { row, content: await openItem(deps, tx, row) };
}

async function openItem(deps: EntryDeps, tx: FacilityTx, row: store.ItemRow): Promise<Item> {
  // Kind and content were written together by `syncItems`.
  const item = JSON.parse(await deps.sealer.openText(tx, itemPlace(row.id), row.itemSealed)) as never;
  return { kind: row.kind, item };
}

export interface ItemRef {
  readonly id: string;
  readonly kind: Item['kind'];
}

export interface ItemChanges {
  /** Want a message: drugs before procedures, compounds in the order of entry. */
  readonly added: readonly ItemRef[];
  /** Left the entry, and are taken back at P-Care if they ever arrived there. */
  readonly removed: readonly ItemRef[];
}

/** What makes two items the same at P-Care; names are for people. */
function essenceOf(content: Item): string {
  if (content.kind === 'obat') {
    const { kode, racikan, signa1, signa2, jumlah } = content.item;
    return JSON.stringify(['obat', kode, racikan, signa1, signa2, jumlah]);
  }
  const { kode, biaya, keterangan } = content.item;
  return JSON.stringify(['tindakan', kode, biaya, keterangan ?? null]);
}

/** Brings the item rows in line with the entry. */
export async function syncItems(
  deps: EntryDeps,
  tx: FacilityTx,
  visitId: string,
  entry: Pick<ServiceEntry, 'obat' | 'tindakan'>,
): Promise<ItemChanges> {
  const wanted: Item[] = [
    ...entry.obat.map((item) => ({ kind: 'obat', item }) as const),
    ...entry.tindakan.map((item) => ({ kind: 'tindakan', item }) as const),
  ];
  const at = deps.clock.now();
  const kept = new Set<string>();
  const added: ItemRef[] = [];
  const removed: ItemRef[] = [];
  for (const [position, content] of wanted.entries()) {
    const id = deps.random.uuidv7();
    const stored = await store.putItem(tx, {
      visitId,
      id,
      kind: content.kind,
      position,
      digest: await deps.sealer.blindIndex(tx, 'service-item', essenceOf(content)),
      sealed: await deps.sealer.sealText(tx, itemPlace(id), JSON.stringify(content.item)),
      at,
    });
    kept.add(stored.id);
    if (stored.state === 'planned') added.push({ id: stored.id, kind: content.kind });
  }
  for (const row of await store.listItems(tx, visitId)) {
    if (kept.has(row.id) || row.state === 'removed' || row.state === 'removing') continue;
    await store.removeItem(tx, visitId, row.id, at);
    removed.push({ id: row.id, kind: row.kind });
  }
  return { added, removed };
}
