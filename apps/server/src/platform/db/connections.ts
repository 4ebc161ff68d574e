// From the owner's DATABASE_URL to the connection of each login role: same server and database, another name, and a password
// derived from the master key, so that nobody has to invent, store or rotate three more secrets.
import type pg from 'pg';
import type { MasterKey } from '../crypto/master-key.ts';

export const LOGIN_ROLES = ['titian_app', 'titian_overview', 'titian_directory'] as const;
export type LoginRole = (typeof LOGIN_ROLES)[number];

export interface RoleConnections {
  readonly app: pg.PoolConfig;
  readonly overview: pg.PoolConfig;
  readonly directory: pg.PoolConfig;
}

export function rolePassword(master: MasterKey, role: LoginRole): string {
  return master.derive(`database role ${role}`).toString('base64url');
}

export function roleConnections(databaseUrl: string, master: MasterKey): RoleConnections {
  const of = (role: LoginRole) => ({ connectionString: urlAs(databaseUrl, role, rolePassword(master, role)) });
  return { app: of('titian_app'), overview: of('titian_overview'), directory: of('titian_directory') };
}

export function urlAs(databaseUrl: string, user: string, password: string): string {
  const url = new URL(databaseUrl);
  // `pg` prefers these two parameters over the part before the @; an owner's must not survive here.
  url.searchParams.delete('user');
  url.searchParams.delete('password');
  url.username = encodeURIComponent(user);
  url.password = encodeURIComponent(password);
  return url.href;
}
