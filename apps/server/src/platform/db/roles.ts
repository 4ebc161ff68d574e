// The three login roles: made when absent, given the derived password when it does not work yet, refused when they could
// bypass row-level security. Roles belong to the whole cluster, so one Titian installation per cluster.
import pg from 'pg';
import type { Random } from '../clock.ts';
import type { MasterKey } from '../crypto/master-key.ts';
import { AppError } from '../errors.ts';
import { CLIENT_LIMITS } from './connection-settings.ts';
import { LOGIN_ROLES, rolePassword, urlAs, type LoginRole } from './connections.ts';
import { scramVerifier } from './scram.ts';

const SALT_BYTES = 16;
/** Duplicate object or unique violation: another node made the role in the same moment. */
const MADE_MEANWHILE = new Set(['42710', '23505']);
const WRONG_PASSWORD = '28P01';

export interface RoleOptions {
  readonly databaseUrl: string;
  readonly master: MasterKey;
  readonly random: Random;
  /** False where several installations share a cluster's roles, as in tests: existing passwords stay. */
  readonly canReplacePasswords?: boolean;
}

export async function ensureRoles(owner: pg.ClientBase, options: RoleOptions): Promise<void> {
  for (const role of LOGIN_ROLES) {
    await ensureRole(owner, role, options);
  }
}

async function ensureRole(owner: pg.ClientBase, role: LoginRole, options: RoleOptions): Promise<void> {
  const password = rolePassword(options.master, role);
  const found = await owner.query<{ rolsuper: boolean; rolbypassrls: boolean }>(
    'SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = $1',
    [role],
  );
  const row = found.rows[0];
  if (row?.rolsuper || row?.rolbypassrls) {
    throw new AppError('STORE_ROLE_TOO_STRONG', { message: `role ${role} could bypass row-level security`, http: 500 });
  }
  const verifier = scramVerifier(password, options.random.bytes(SALT_BYTES));
  if (!row) {
    await createRole(owner, role, verifier);
    return;
  }
  if (options.canReplacePasswords === false) return;
  if (await canSignIn(urlAs(options.databaseUrl, role, password))) return;
  await owner.query(`ALTER ROLE ${role} LOGIN PASSWORD '${verifier}'`);
}

async function createRole(owner: pg.ClientBase, role: LoginRole, verifier: string): Promise<void> {
  try {
    await owner.query(
      `CREATE ROLE ${role} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS PASSWORD '${verifier}'`,
    );
  } catch (error) {
    if (error instanceof pg.DatabaseError && MADE_MEANWHILE.has(error.code ?? '')) return;
    throw error;
  }
}

async function canSignIn(url: string): Promise<boolean> {
  const client = new pg.Client({ ...CLIENT_LIMITS, connectionString: url });
  try {
    await client.connect();
    return true;
  } catch (error) {
    if (error instanceof pg.DatabaseError && error.code === WRONG_PASSWORD) return false;
    throw error;
  } finally {
    await client.end();
  }
}
