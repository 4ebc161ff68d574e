// Sealing of personal fields and secrets at rest, and the blind indexes by which they are found again.
// A sealed value opens only in its own facility, table, column and row. Not for the BPJS wire (packages/client).
import { createHmac } from 'node:crypto';
import type { Random } from '../clock.ts';
import type { FacilityTx } from '../db/facility-tx.ts';
import { keyIdOf, open, seal } from './envelope.ts';
import { createKeyRing, type KeyRing } from './facility-keys.ts';
import type { MasterKey } from './master-key.ts';

export { loadOrCreateKeyFile, masterKey, parseMasterKey, type LoadedKey, type MasterKey } from './master-key.ts';
export { createDirectorySealer, type DirectorySealer } from './directory-sealer.ts';
export type { KeyRing } from './facility-keys.ts';

export interface SealedPlace {
  readonly table: string;
  readonly column: string;
  readonly rowId: string;
}

export interface Sealer {
  sealText(tx: FacilityTx, place: SealedPlace, plain: string): Promise<Buffer>;
  openText(tx: FacilityTx, place: SealedPlace, sealed: Uint8Array): Promise<string>;
  sealBytes(tx: FacilityTx, place: SealedPlace, plain: Uint8Array): Promise<Buffer>;
  openBytes(tx: FacilityTx, place: SealedPlace, sealed: Uint8Array): Promise<Buffer>;
  /** Keyed digest for equality search; the caller normalises first. `purpose` keeps equal values of two fields apart. */
  blindIndex(tx: FacilityTx, purpose: string, normalised: string): Promise<Buffer>;
  /** Digests of every prefix (from three letters) of every word of a name, for storing. */
  nameIndex(tx: FacilityTx, name: string): Promise<Buffer[]>;
  /** Digests of what a person typed, one per word, for searching with `@>`. */
  nameSearch(tx: FacilityTx, typed: string): Promise<Buffer[]>;
  readonly keys: KeyRing;
}

/** Half of SHA-256: 2^64 values before two collide, and half the index. */
const INDEX_BYTES = 16;
const MIN_PREFIX = 3;
/** Longer than any word of a name worth telling apart, and a bound on rows per person. */
const MAX_PREFIX = 12;
const MAX_WORDS = 8;

export function createSealer(master: MasterKey, random: Random): Sealer {
  const keys = createKeyRing(master, random);
  const digest = (index: Buffer, purpose: string, value: string) =>
    createHmac('sha256', index).update(`${purpose}\u0000${value}`).digest().subarray(0, INDEX_BYTES);
  const sealBytes: Sealer['sealBytes'] = async (tx, place, plain) =>
    seal((await keys.keysOf(tx)).active, aadOf(tx, place), plain, random);
  const openBytes: Sealer['openBytes'] = async (tx, place, sealed) => {
    const id = keyIdOf(sealed);
    const { byId } = await keys.keysOf(tx, id);
    const key = byId.get(id);
    if (!key) throw new TypeError('key ring answered without the wanted key');
    return open(key, aadOf(tx, place), sealed);
  };
  const wordDigests = async (tx: FacilityTx, words: readonly string[]) => {
    const { index } = await keys.keysOf(tx);
    return words.map((word) => digest(index, 'name-prefix', word));
  };
  return {
    keys,
    sealBytes,
    openBytes,
    sealText: (tx, place, plain) => sealBytes(tx, place, Buffer.from(plain, 'utf8')),
    openText: async (tx, place, sealed) => (await openBytes(tx, place, sealed)).toString('utf8'),
    blindIndex: async (tx, purpose, normalised) => digest((await keys.keysOf(tx)).index, purpose, normalised),
    nameIndex: (tx, name) => wordDigests(tx, namePrefixes(name)),
    nameSearch: (tx, typed) =>
      wordDigests(
        tx,
        nameWords(typed).map((word) => word.slice(0, MAX_PREFIX)),
      ),
  };
}

/** Letters only, without accents, upper case; words under three letters are not searchable. */
export function nameWords(name: string): string[] {
  const letters = name.normalize('NFD').replaceAll(/\p{M}/gu, '').toUpperCase();
  const words = letters.split(/[^\p{L}\p{N}]+/u).filter((word) => word.length >= MIN_PREFIX);
  return [...new Set(words)].slice(0, MAX_WORDS);
}

export function namePrefixes(name: string): string[] {
  const prefixes = nameWords(name).flatMap((word) =>
    Array.from({ length: Math.min(word.length, MAX_PREFIX) - MIN_PREFIX + 1 }, (_, at) =>
      word.slice(0, MIN_PREFIX + at),
    ),
  );
  return [...new Set(prefixes)];
}

function aadOf(tx: FacilityTx, place: SealedPlace): string {
  return `${tx.facilityId}|${place.table}|${place.column}|${place.rowId}`;
}
