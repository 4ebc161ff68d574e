// Sessions of people: server-side rows, an opaque token in a cookie, idle and absolute limits. Every request reads its row
// together with account and membership, so disabling a person or changing a role works at once.
import type { Clock, Random } from '../clock.ts';
import type { DirectorySealer } from '../crypto/index.ts';
import type { Directory } from '../db/index.ts';
import { accountId, facilityId, type AccountId, type FacilityId } from '../ids.ts';
import { isRole, permissionsOfRoles, type Role } from '../permissions.ts';
import type { Actor } from '../actor.ts';
import { newToken, tokenDigest } from './tokens.ts';

const IDLE_MS = 30 * 60_000;
const ABSOLUTE_MS = 12 * 3_600_000;
/** Not every request needs to write "seen"; a minute is exact enough for a limit of thirty. */
const TOUCH_AFTER_MS = 60_000;

export interface Session {
  readonly id: string;
  readonly accountId: AccountId;
  readonly facilityId: FacilityId;
  readonly username: string;
  readonly language: 'id' | 'en';
  readonly expiresAt: Date;
  readonly actor: Actor;
}

export interface Membership {
  readonly facilityId: FacilityId;
  readonly roles: readonly Role[];
}

export interface Sessions {
  start(account: AccountId, facility: FacilityId, source: string | null): Promise<string>;
  find(token: string): Promise<Session | null>;
  moveTo(sessionId: string, facility: FacilityId): Promise<void>;
  end(sessionId: string): Promise<void>;
  endAllOf(account: AccountId, except?: string): Promise<void>;
  membershipsOf(account: AccountId): Promise<readonly Membership[]>;
  prune(): Promise<void>;
}

interface SessionRow {
  readonly id: string;
  readonly account_id: string;
  readonly facility_id: string;
  readonly expires_at: Date;
  readonly last_seen_at: Date;
  readonly username: string;
  readonly display_name_sealed: Buffer;
  readonly language: 'id' | 'en';
  readonly roles: string[];
}

const INSERT = `
  INSERT INTO titian.sessions (token_digest, id, account_id, facility_id, created_at, last_seen_at, expires_at, source)
  VALUES ($1, $2, $3, $4, $5, $5, $6, $7)`;
const FIND = `
  SELECT s.id, s.account_id, s.facility_id, s.expires_at, s.last_seen_at, a.username, a.display_name_sealed, a.language, m.roles
    FROM titian.sessions s
    JOIN titian.accounts a ON a.id = s.account_id AND a.is_active
    JOIN titian.memberships m ON m.facility_id = s.facility_id AND m.account_id = s.account_id AND m.is_active
   WHERE s.token_digest = $1 AND s.expires_at > $2 AND s.last_seen_at > $3`;
const TOUCH = 'UPDATE titian.sessions SET last_seen_at = $2 WHERE id = $1 AND last_seen_at < $2';
const MOVE = 'UPDATE titian.sessions SET facility_id = $2 WHERE id = $1';
const END = 'DELETE FROM titian.sessions WHERE id = $1';
const END_ALL = 'DELETE FROM titian.sessions WHERE account_id = $1 AND ($2::uuid IS NULL OR id <> $2)';
const MEMBERSHIPS = `
  SELECT facility_id, roles FROM titian.memberships WHERE account_id = $1 AND is_active ORDER BY created_at, facility_id LIMIT 50`;
const PRUNE = 'DELETE FROM titian.sessions WHERE expires_at < $1 OR last_seen_at < $2';

export interface SessionDeps {
  readonly directory: Directory;
  readonly directorySealer: DirectorySealer;
  readonly clock: Clock;
  readonly random: Random;
}

export function createSessions({ directory, directorySealer, clock, random }: SessionDeps): Sessions {
  const idleBorder = () => new Date(clock.realNow().getTime() - IDLE_MS);
  return {
    start: async (account, facility, source) => {
      const token = newToken('session', random);
      const now = clock.realNow();
      await directory.query(INSERT, [
        token.digest,
        random.uuidv7(),
        account,
        facility,
        now,
        new Date(now.getTime() + ABSOLUTE_MS),
        source,
      ]);
      return token.text;
    },
    find: async (token) => {
      const now = clock.realNow();
      const [row] = await directory.query<SessionRow>(FIND, [tokenDigest(token), now, idleBorder()]);
      if (!row) return null;
      if (now.getTime() - row.last_seen_at.getTime() > TOUCH_AFTER_MS) await directory.query(TOUCH, [row.id, now]);
      return sessionOf(
        row,
        directorySealer.open('accounts', 'display_name', row.account_id, row.display_name_sealed),
        now,
      );
    },
    moveTo: async (sessionId, facility) => {
      await directory.query(MOVE, [sessionId, facility]);
    },
    end: async (sessionId) => {
      await directory.query(END, [sessionId]);
    },
    endAllOf: async (account, except) => {
      await directory.query(END_ALL, [account, except ?? null]);
    },
    membershipsOf: async (account) => {
      const rows = await directory.query<{ facility_id: string; roles: string[] }>(MEMBERSHIPS, [account]);
      return rows.map((row) => ({ facilityId: facilityId(row.facility_id), roles: row.roles.filter(isRole) }));
    },
    prune: async () => {
      await directory.query(PRUNE, [clock.realNow(), idleBorder()]);
    },
  };
}

function sessionOf(row: SessionRow, displayName: string, now: Date): Session {
  const roles = row.roles.filter(isRole);
  const account = accountId(row.account_id);
  const facility = facilityId(row.facility_id);
  return {
    id: row.id,
    accountId: account,
    facilityId: facility,
    username: row.username,
    language: row.language,
    expiresAt: new Date(Math.min(row.expires_at.getTime(), now.getTime() + IDLE_MS)),
    actor: {
      kind: 'user',
      id: account,
      accountId: account,
      facilityId: facility,
      roles,
      permissions: permissionsOfRoles(roles),
      displayName,
    },
  };
}
