// Machine keys (`ttn_`, for an HIS) and device tokens (`ttd_`, for display and kiosk): hashed, scoped, expiring, revocable.
import type { Actor } from '../actor.ts';
import type { Clock, Random } from '../clock.ts';
import type { Directory } from '../db/index.ts';
import { facilityId, type AccountId, type FacilityId } from '../ids.ts';
import { API_KEY_SCOPES, DEVICE_PERMISSIONS, type Permission } from '../permissions.ts';
import { newToken, tokenDigest } from './tokens.ts';

/** Security goal S26: no key lives longer than a year. */
export const MAX_KEY_DAYS = 366;
const TOUCH_AFTER_MS = 60_000;

export const KEY_KINDS = ['api-key', 'display', 'kiosk'] as const;
export type KeyKind = (typeof KEY_KINDS)[number];

export interface KeyRow {
  readonly id: string;
  readonly kind: KeyKind;
  readonly label: string;
  readonly prefix: string;
  readonly scopes: readonly string[];
  readonly created_at: Date;
  readonly expires_at: Date;
  readonly last_used_at: Date | null;
  readonly revoked_at: Date | null;
}

export interface NewKey {
  readonly id: string;
  readonly kind: KeyKind;
  readonly label: string;
  readonly scopes: readonly string[];
  readonly expiresAt: Date;
  readonly createdBy: AccountId | null;
}

export interface Keys {
  create(facility: FacilityId, key: NewKey): Promise<{ row: KeyRow; token: string }>;
  list(facility: FacilityId, kinds: readonly KeyKind[]): Promise<readonly KeyRow[]>;
  revoke(facility: FacilityId, id: string): Promise<boolean>;
  find(token: string): Promise<Actor | null>;
}

const COLUMNS = 'id, kind, label, prefix, scopes, created_at, expires_at, last_used_at, revoked_at';
const INSERT = `
  INSERT INTO titian.api_keys (id, facility_id, kind, label, prefix, token_digest, scopes, created_by, created_at, expires_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) RETURNING ${COLUMNS}`;
const LIST = `SELECT ${COLUMNS} FROM titian.api_keys WHERE facility_id = $1 AND kind = ANY ($2) ORDER BY created_at DESC LIMIT 200`;
const REVOKE =
  'UPDATE titian.api_keys SET revoked_at = $3 WHERE facility_id = $1 AND id = $2 AND revoked_at IS NULL RETURNING id';
const FIND = `
  SELECT ${COLUMNS}, facility_id FROM titian.api_keys WHERE token_digest = $1 AND revoked_at IS NULL AND expires_at > $2`;
const TOUCH = 'UPDATE titian.api_keys SET last_used_at = $2 WHERE id = $1';

export function createKeys(directory: Directory, clock: Clock, random: Random): Keys {
  return {
    create: async (facility, key) => {
      const token = newToken(key.kind === 'api-key' ? 'api-key' : 'device', random);
      const rows = await directory.query<KeyRow>(INSERT, [
        key.id,
        facility,
        key.kind,
        key.label,
        token.prefix,
        token.digest,
        key.scopes,
        key.createdBy,
        clock.realNow(),
        key.expiresAt,
      ]);
      const row = rows[0];
      if (!row) throw new TypeError('INSERT … RETURNING gave no row');
      return { row, token: token.text };
    },
    list: (facility, kinds) => directory.query<KeyRow>(LIST, [facility, kinds]),
    revoke: async (facility, id) => (await directory.query(REVOKE, [facility, id, clock.realNow()])).length > 0,
    find: async (token) => {
      const now = clock.realNow();
      const [row] = await directory.query<KeyRow & { facility_id: string }>(FIND, [tokenDigest(token), now]);
      if (!row) return null;
      if (now.getTime() - (row.last_used_at?.getTime() ?? 0) > TOUCH_AFTER_MS)
        await directory.query(TOUCH, [row.id, now]);
      return actorOf(row, facilityId(row.facility_id));
    },
  };
}

function actorOf(row: KeyRow, facility: FacilityId): Actor {
  const permissions: readonly Permission[] =
    row.kind === 'api-key'
      ? API_KEY_SCOPES.filter((scope) => row.scopes.includes(scope))
      : DEVICE_PERMISSIONS[row.kind];
  return {
    kind: row.kind === 'api-key' ? 'api-key' : 'device',
    id: row.id,
    accountId: null,
    facilityId: facility,
    roles: [],
    permissions: new Set(permissions),
    displayName: row.label,
  };
}
