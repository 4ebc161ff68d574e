// How long a connection to PostgreSQL may say nothing, the same for everybody who opens one. A network that swallows packets reports no error:
// without these limits whoever waits would wait for ever, and what it holds in the database would stay held.
import type pg from 'pg';

/** Longer than any statement of a request, shorter than a lease: a node learns that its database is gone while it has something to give up. */
export const QUERY_TIMEOUT_MS = 20_000;
export const CONNECT_TIMEOUT_MS = 5_000;
const KEEP_ALIVE_AFTER_MS = 10_000;
/** After a promotion a connection may still end at the old primary, which answers reads as if nothing had happened: none gets old. */
const MAX_LIFETIME_SECONDS = 30;

/** The server's side: it notices a vanished node as soon, and gives back the rows that one had locked. */
const SESSION = [
  'tcp_keepalives_idle=10',
  'tcp_keepalives_interval=5',
  'tcp_keepalives_count=3',
  'tcp_user_timeout=20000',
  'idle_in_transaction_session_timeout=20000',
  // Never: a statement limit that strikes a COMMIT which waits for its synchronous standby makes PostgreSQL answer "committed" for what the
  // standby does not have. The limit is on our side of the connection.
  'statement_timeout=0',
];

export function sessionOptions(searchPath: string): string {
  return [`search_path=${searchPath}`, ...SESSION].map((setting) => `-c ${setting}`).join(' ');
}

export const CLIENT_LIMITS: pg.ClientConfig = {
  connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
  query_timeout: QUERY_TIMEOUT_MS,
  keepAlive: true,
  keepAliveInitialDelayMillis: KEEP_ALIVE_AFTER_MS,
};

export const POOL_LIMITS: pg.PoolConfig = { ...CLIENT_LIMITS, maxLifetimeSeconds: MAX_LIFETIME_SECONDS };
