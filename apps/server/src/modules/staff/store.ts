// Statements of accounts and memberships, one function each; all in the directory, all bound to a facility where they show people.
import type { DirectoryTx } from '../../platform/db/index.ts';
import type { AccountId, FacilityId } from '../../platform/ids.ts';
import type { Role } from '../../platform/permissions.ts';

export interface AccountRow {
  readonly id: string;
  readonly username: string;
  readonly display_name_sealed: Buffer;
  readonly roles: string[];
  readonly is_active: boolean;
  readonly last_sign_in_at: Date | null;
}

export interface NewAccountRow {
  readonly id: AccountId;
  readonly username: string;
  readonly displayNameSealed: Buffer;
  readonly passwordHash: string;
}

const MEMBER = `
  SELECT a.id, a.username, a.display_name_sealed, m.roles, (m.is_active AND a.is_active) AS is_active, a.last_sign_in_at
    FROM titian.memberships m JOIN titian.accounts a ON a.id = m.account_id`;

export async function selectMembers(directory: DirectoryTx, facility: FacilityId): Promise<AccountRow[]> {
  return await directory.query<AccountRow>(`${MEMBER} WHERE m.facility_id = $1 ORDER BY a.username LIMIT 1000`, [
    facility,
  ]);
}

export async function selectMember(
  directory: DirectoryTx,
  facility: FacilityId,
  account: string,
): Promise<AccountRow | null> {
  const [row] = await directory.query<AccountRow>(`${MEMBER} WHERE m.facility_id = $1 AND m.account_id = $2`, [
    facility,
    account,
  ]);
  return row ?? null;
}

/** False when the username is taken. */
export async function insertAccount(directory: DirectoryTx, account: NewAccountRow): Promise<boolean> {
  const rows = await directory.query(
    `INSERT INTO titian.accounts (id, username, display_name_sealed, password_hash) VALUES ($1, $2, $3, $4)
     ON CONFLICT (username) DO NOTHING RETURNING id`,
    [account.id, account.username, account.displayNameSealed, account.passwordHash],
  );
  return rows.length > 0;
}

export async function insertMembership(
  directory: DirectoryTx,
  facility: FacilityId,
  account: AccountId,
  roles: readonly Role[],
): Promise<void> {
  await directory.query('INSERT INTO titian.memberships (facility_id, account_id, roles) VALUES ($1, $2, $3)', [
    facility,
    account,
    [...roles],
  ]);
}

export async function updateMembership(
  directory: DirectoryTx,
  facility: FacilityId,
  account: string,
  roles: readonly string[],
  isActive: boolean,
): Promise<void> {
  await directory.query(
    'UPDATE titian.memberships SET roles = $3, is_active = $4 WHERE facility_id = $1 AND account_id = $2',
    [facility, account, [...roles], isActive],
  );
}

export async function updateDisplayName(directory: DirectoryTx, account: string, sealed: Buffer): Promise<void> {
  await directory.query('UPDATE titian.accounts SET display_name_sealed = $2 WHERE id = $1', [account, sealed]);
}

export async function updatePassword(directory: DirectoryTx, account: string, hash: string, at: Date): Promise<void> {
  await directory.query('UPDATE titian.accounts SET password_hash = $2, password_changed_at = $3 WHERE id = $1', [
    account,
    hash,
    at,
  ]);
}

export async function updateLanguage(directory: DirectoryTx, account: string, language: 'id' | 'en'): Promise<void> {
  await directory.query('UPDATE titian.accounts SET language = $2 WHERE id = $1', [account, language]);
}

export async function countFacilitiesOf(directory: DirectoryTx, account: string): Promise<number> {
  const [row] = await directory.query<{ count: number }>(
    'SELECT count(*)::int AS count FROM titian.memberships WHERE account_id = $1',
    [account],
  );
  return row?.count ?? 0;
}

export async function countOtherAdministrators(
  directory: DirectoryTx,
  facility: FacilityId,
  account: string,
): Promise<number> {
  const [row] = await directory.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM titian.memberships m JOIN titian.accounts a ON a.id = m.account_id
      WHERE m.facility_id = $1 AND m.account_id <> $2 AND m.is_active AND a.is_active AND 'it' = ANY (m.roles)`,
    [facility, account],
  );
  return row?.count ?? 0;
}

export async function countAccounts(directory: DirectoryTx): Promise<number> {
  const [row] = await directory.query<{ count: number }>('SELECT count(*)::int AS count FROM titian.accounts');
  return row?.count ?? 0;
}

export interface SessionRow {
  readonly id: string;
  readonly account_id: string;
  readonly username: string;
  readonly created_at: Date;
  readonly last_seen_at: Date;
  readonly source: string | null;
}

export async function selectSessions(directory: DirectoryTx, facility: FacilityId, now: Date): Promise<SessionRow[]> {
  return await directory.query<SessionRow>(
    `SELECT s.id, s.account_id, a.username, s.created_at, s.last_seen_at, s.source
       FROM titian.sessions s JOIN titian.accounts a ON a.id = s.account_id
      WHERE s.facility_id = $1 AND s.expires_at > $2 ORDER BY s.last_seen_at DESC LIMIT 200`,
    [facility, now],
  );
}

export async function deleteSession(directory: DirectoryTx, facility: FacilityId, id: string): Promise<boolean> {
  return (
    (
      await directory.query('DELETE FROM titian.sessions WHERE facility_id = $1 AND id = $2 RETURNING id', [
        facility,
        id,
      ])
    ).length > 0
  );
}
