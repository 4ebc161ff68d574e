// Searching P-Care's references so that a screen always gets an answer: from BPJS when it is quick, from the facility's cache when it
// is away or slow, from the published code tables when nothing was ever read. Writes only the cache.
import type { Clock } from '../../platform/clock.ts';
import type { Db } from '../../platform/db/index.ts';
import type { FacilityId } from '../../platform/ids.ts';
import { isBpjsTrouble, type FacilityBpjs } from '../gateway/index.ts';
import { REFERENCE_SOURCES, type ReferenceItem, type ReferenceList } from './reference-lists.ts';
import * as store from './reference-store.ts';

export interface ReferenceAnswer {
  readonly name: ReferenceList;
  readonly asOf: string;
  readonly source: 'bpjs' | 'lokal';
  readonly items: readonly ReferenceItem[];
}

export interface ReferenceDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly forFacility: (facilityId: FacilityId) => FacilityBpjs;
}

/** A doctor searching a diagnosis waits no longer; the cache answers instead. */
const PATIENCE_MS = 2_000;
/** Poli and doctor codes do change; hours to a day is the advice of docs/facts/pcare.md §4.1. */
const FRESH_MS = 12 * 3_600_000;
const ITEMS_MAX = 50;
/** One letter matches half the list. */
const WORD_MIN = 2;

export interface References {
  search(facilityId: FacilityId, name: ReferenceList, query: string): Promise<ReferenceAnswer>;
}

export function createReferences(deps: ReferenceDeps): References {
  return {
    search: async (facilityId, name, typed) => {
      const source = REFERENCE_SOURCES[name];
      const query = typed.trim().toLowerCase();
      const word = source.mode === 'whole' ? '' : query;
      const isAsking = source.mode === 'whole' || query.length >= WORD_MIN;
      const asOf = await deps.db.withFacility(facilityId, (tx) => store.lastRead(tx, name, word));
      const isFresh = asOf !== null && deps.clock.now().getTime() - asOf.getTime() < FRESH_MS;
      const isRead = !isFresh && isAsking && (await read(deps, { facilityId, name, word }));
      return answer(deps, { facilityId, name, query, isFromBpjs: isFresh || isRead });
    },
  };
}

interface Wanted {
  readonly facilityId: FacilityId;
  readonly name: ReferenceList;
  readonly word: string;
}

/** Asks P-Care and keeps what it says; false when it could not help. */
async function read(deps: ReferenceDeps, { facilityId, name, word }: Wanted): Promise<boolean> {
  const source = REFERENCE_SOURCES[name];
  try {
    const items = await source.read(deps.forFacility(facilityId), word, { timeoutMs: PATIENCE_MS });
    const at = deps.clock.now();
    await deps.db.withFacility(facilityId, async (tx) => {
      await store.putItems(tx, name, items, at);
      if (source.mode === 'whole' && items.length > 0) await store.dropOlder(tx, name, at);
      await store.markRead(tx, name, word, at);
    });
    return true;
  } catch (error) {
    // BPJS away, refusing or the channel interrupted: the cache answers. Anything else is ours and must be seen.
    if (isBpjsTrouble(error)) return false;
    throw error;
  }
}

async function answer(
  deps: ReferenceDeps,
  {
    facilityId,
    name,
    query,
    isFromBpjs,
  }: { facilityId: FacilityId; name: ReferenceList; query: string; isFromBpjs: boolean },
): Promise<ReferenceAnswer> {
  return deps.db.withFacility(facilityId, async (tx) => {
    const items = await store.searchItems(tx, name, query, ITEMS_MAX);
    const asOf = (await store.newestRead(tx, name)) ?? deps.clock.now();
    const { fallback } = REFERENCE_SOURCES[name];
    if (items.length === 0 && fallback.length > 0 && !isFromBpjs) {
      const found = fallback.filter((item) => `${item.kode} ${item.nama}`.toLowerCase().includes(query));
      return { name, asOf: asOf.toISOString(), source: 'lokal', items: found };
    }
    return { name, asOf: asOf.toISOString(), source: isFromBpjs ? 'bpjs' : 'lokal', items };
  });
}
