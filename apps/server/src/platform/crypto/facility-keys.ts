// The keys of a facility: one active data key, older ones for reading, and one index key that never changes because blind
// indexes hang on it. Wrapped by the master key in the table facility_keys; unwrapped ones stay in a bounded cache.
import { AppError, bug } from '../errors.ts';
import type { Random } from '../clock.ts';
import type { FacilityTx } from '../db/facility-tx.ts';
import { open, seal, type NamedKey } from './envelope.ts';
import type { MasterKey } from './master-key.ts';

const KEY_BYTES = 32;
/** A vendor's console spans thousands of facilities; a thousand sets of keys are about 1 MB. */
const CACHE_FACILITIES = 1_000;

export interface FacilityKeys {
  readonly active: NamedKey;
  readonly byId: ReadonlyMap<string, NamedKey>;
  readonly index: Buffer;
}

interface KeyRow {
  readonly id: string;
  readonly purpose: string;
  readonly wrapped: Buffer;
  readonly retired_at: Date | null;
}

const SELECT_KEYS = `
  SELECT id, purpose, wrapped, retired_at FROM facility_keys WHERE facility_id = $1 ORDER BY created_at, id`;
const INSERT_KEY = `
  INSERT INTO facility_keys (facility_id, id, purpose, wrapped, master_key_id) VALUES ($1, $2, $3, $4, $5)`;
const RETIRE_KEYS = `
  UPDATE facility_keys SET retired_at = now() WHERE facility_id = $1 AND purpose = 'data' AND retired_at IS NULL`;

export interface KeyRing {
  keysOf(tx: FacilityTx, wantedKeyId?: string): Promise<FacilityKeys>;
  createKeys(tx: FacilityTx): Promise<void>;
  rotate(tx: FacilityTx): Promise<void>;
  forget(facilityId: string): void;
}

export function createKeyRing(master: MasterKey, random: Random): KeyRing {
  const cache = new Map<string, FacilityKeys>();

  const load = async (tx: FacilityTx): Promise<FacilityKeys> => {
    const rows = await tx.query<KeyRow>(SELECT_KEYS, [tx.facilityId]);
    const byId = new Map<string, NamedKey>();
    let active: NamedKey | undefined;
    let index: Buffer | undefined;
    for (const row of rows) {
      const key = open(master.wrapping, wrapAad(tx.facilityId, row.id, row.purpose), row.wrapped);
      if (row.purpose === 'index') index = key;
      else byId.set(row.id, { id: row.id, key });
      if (row.purpose === 'data' && row.retired_at === null) active = { id: row.id, key };
    }
    if (!active || !index) throw bug('facility has no active keys');
    return { active, byId, index };
  };

  const remember = (facilityId: string, keys: FacilityKeys) => {
    cache.delete(facilityId);
    cache.set(facilityId, keys);
    const oldest = cache.keys().next().value;
    if (cache.size > CACHE_FACILITIES && oldest !== undefined) cache.delete(oldest);
  };

  const insert = async (tx: FacilityTx, purpose: 'data' | 'index') => {
    const id = random.uuidv7();
    const wrapped = seal(master.wrapping, wrapAad(tx.facilityId, id, purpose), random.bytes(KEY_BYTES), random);
    await tx.query(INSERT_KEY, [tx.facilityId, id, purpose, wrapped, master.id]);
  };

  return {
    keysOf: async (tx, wantedKeyId) => {
      const cached = cache.get(tx.facilityId);
      // Another node may have rotated meanwhile: an unknown key id is looked up once more.
      if (cached && (wantedKeyId === undefined || cached.byId.has(wantedKeyId))) return cached;
      const keys = await load(tx);
      // Only what is committed may be remembered; a row of this very transaction might still be rolled back.
      tx.afterCommit(() => remember(tx.facilityId, keys));
      if (wantedKeyId !== undefined && !keys.byId.has(wantedKeyId)) {
        throw new AppError('STORE_UNREADABLE', {
          message: 'data key unknown to this facility',
          advice: 'stop',
          http: 500,
        });
      }
      return keys;
    },
    createKeys: async (tx) => {
      await insert(tx, 'data');
      await insert(tx, 'index');
    },
    rotate: async (tx) => {
      await tx.query(RETIRE_KEYS, [tx.facilityId]);
      await insert(tx, 'data');
      tx.afterCommit(() => cache.delete(tx.facilityId));
    },
    forget: (facilityId) => {
      cache.delete(facilityId);
    },
  };
}

function wrapAad(facilityId: string, keyId: string, purpose: string): string {
  return `${facilityId}|facility_keys|wrapped|${keyId}|${purpose}`;
}
