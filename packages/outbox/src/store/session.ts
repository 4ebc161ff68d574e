// One short transaction with the facility set, and the difference between "the database is away" and "the statement is wrong".
import type { Pool, PoolClient } from 'pg';
import type { Queryable } from '../types.ts';
import { OutboxError } from '../types.ts';
import type { Statement } from '../sql/statement.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** The facility is interpolated because SET LOCAL takes no parameters: so it is checked here, at the only place that does it. */
export function assertFacilityId(facilityId: string): void {
  if (!UUID.test(facilityId))
    throw new OutboxError('BUG_FACILITY_ID', 'a facility id must be a lower-case uuid', 'stop');
}

export type Rows = Record<string, unknown>[];

/**
 * A network that swallows packets answers nothing, not even an error. Shorter than a lease: a node learns that it cannot reach the database
 * while it still has something to give up.
 */
const QUERY_TIMEOUT_MS = 20_000;

export async function run(client: Queryable, statement: Statement, values: unknown[]): Promise<Rows> {
  const { rows } = await client.query({ text: statement.text, values, query_timeout: QUERY_TIMEOUT_MS });
  // pg types rows as unknown records; every reader picks named columns of its own statement.
  return rows as Rows;
}

/** Hot statements are prepared once per connection; their texts never depend on the number of rows. */
export async function runPrepared(client: Queryable, statement: Statement, values: unknown[]): Promise<Rows> {
  const { rows } = await client.query({
    name: statement.name,
    text: statement.text,
    values,
    query_timeout: QUERY_TIMEOUT_MS,
  });
  // As in `run`.
  return rows as Rows;
}

export interface SessionOptions {
  readonly citus: boolean;
  readonly lockTimeoutMs?: number;
  /** For the engine's own hot statements: see HOT. */
  readonly isHot?: boolean;
}

// Planning costs as much as running these statements, so their prepared plans are taken as they are; and because a generic plan may have
// been made while the tables were still empty, it must not have chosen to read or hash them whole. All of them go by key or by index range.
const HOT = [
  'plan_cache_mode = force_generic_plan',
  'enable_seqscan = off',
  'enable_hashjoin = off',
  'enable_mergejoin = off',
  'enable_bitmapscan = off',
]
  .map((setting) => `; SET LOCAL ${setting}`)
  .join('');
/** For the test of plans. */
export const HOT_SETTINGS = HOT.slice(2);

export async function withFacility<T>(
  pool: Pool,
  facilityId: string,
  options: SessionOptions,
  work: (tx: PoolClient) => Promise<T>,
): Promise<T> {
  assertFacilityId(facilityId);
  const client = await pool.connect();
  let broken: Error | undefined;
  // A connection that dies between two statements emits 'error'; without a listener the process would end.
  const onError = (error: Error): void => {
    broken = error;
  };
  client.on('error', onError);
  const send = (text: string): Promise<unknown> => {
    const query: { text: string; query_timeout: number } = { text, query_timeout: QUERY_TIMEOUT_MS };
    return client.query(query);
  };
  try {
    const citus = options.citus ? "; SET LOCAL citus.propagate_set_commands = 'local'" : '';
    const lock =
      options.lockTimeoutMs === undefined ? '' : `; SET LOCAL lock_timeout = ${Math.round(options.lockTimeoutMs)}`;
    await send(`BEGIN${citus}; SET LOCAL app.facility_id = '${facilityId}'${lock}${options.isHot === true ? HOT : ''}`);
    const result = await work(client);
    await send('COMMIT');
    return result;
  } catch (error) {
    if (isConnectionLoss(error)) broken ??= error instanceof Error ? error : new Error('connection lost');
    else
      await client.query('ROLLBACK').catch((rollbackError: Error) => {
        broken = rollbackError;
      });
    throw error;
  } finally {
    client.off('error', onError);
    client.release(broken);
  }
}

const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string' ? error.code : '';

/** The server or the socket is gone: nothing is known about the transaction that was running. */
export function isConnectionLoss(error: unknown): boolean {
  const code = codeOf(error);
  if (/^(08|57P)/.test(code) || /^(ECONN|EPIPE|ENOENT|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH)/.test(code)) return true;
  return (
    error instanceof Error &&
    /Connection terminated|Query read timeout|connection timeout|timeout exceeded when trying to connect|not queryable|Client was closed/i.test(
      error.message,
    )
  );
}

/** Worth repeating as it is: connection loss, deadlock, serialisation, lock wait, resources, shutdown. */
export function isTransient(error: unknown): boolean {
  if (isConnectionLoss(error) || /^(40001|40P01|55P03|53|57014|57P)/.test(codeOf(error))) return true;
  // Errors of the caller's own family may say so themselves (style: advice 'later').
  return typeof error === 'object' && error !== null && 'advice' in error && error.advice === 'later';
}

/** What may be written down about an exception: its code or its class, never its text, which can quote personal data. */
export function errorName(error: unknown): string {
  const code = codeOf(error);
  return (code !== '' ? code : error instanceof Error ? error.name : typeof error).slice(0, 60);
}

/** Reasons are codes; should a long number slip in, it is not kept. */
export const safeReason = (reason: string): string => reason.replaceAll(/\d{6,}/g, '#').slice(0, 160);
