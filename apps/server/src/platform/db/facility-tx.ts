// One transaction of one facility: sets the facility for row-level security, runs the work, flushes what must be last
// (audit chain), commits, and only then tells the world. The only way to a facility's tables.
import type pg from 'pg';
import { Kysely, PostgresDialect } from 'kysely';
import { currentScope } from '../request-scope.ts';
import { bug } from '../errors.ts';
import { recognise } from '../http/error-answer.ts';
import type { FailpointHook } from '../failpoints.ts';
import { facilityId as checkedFacilityId, type FacilityId } from '../ids.ts';
import { prepared } from './prepared.ts';
import type { Tables } from './tables.ts';

export interface FacilityTx {
  readonly facilityId: FacilityId;
  query<R>(text: string, values?: readonly unknown[]): Promise<R[]>;
  readonly kysely: Kysely<Tables>;
  readonly client: pg.PoolClient;
  /** Runs as the last work inside the transaction; for rows that many transactions contend for. */
  beforeCommit(work: () => Promise<void>): void;
  /** Runs when the commit is durable; must not throw. */
  afterCommit(work: () => void): void;
}

export async function runFacilityTransaction<T>(
  pool: pg.Pool,
  facility: FacilityId,
  work: (tx: FacilityTx) => Promise<T>,
  failpoint?: FailpointHook,
): Promise<T> {
  // Checked again although branded: SET LOCAL takes no parameter, so this text becomes part of a statement.
  const id = checkedFacilityId(facility);
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query(`BEGIN; SET LOCAL app.facility_id = '${id}'`);
    const { tx, last, after } = openTx(client, id);
    const result = await work(tx);
    for (const step of last) await step();
    await markIdempotency(tx);
    await commit(client);
    if (currentScope()?.idempotency?.marked === true) failpoint?.('after-api-commit-before-answer');
    for (const step of after) step();
    return result;
  } catch (error) {
    broken = lostConnection(error) ?? (await rollback(client));
    throw error;
  } finally {
    client.release(broken);
  }
}

function openTx(client: pg.PoolClient, id: FacilityId) {
  const last: (() => Promise<void>)[] = [];
  const after: (() => void)[] = [];
  let kysely: Kysely<Tables> | undefined;
  const tx: FacilityTx = {
    facilityId: id,
    client,
    query: async <R>(text: string, values?: readonly unknown[]) => {
      // The caller names the row type it selects; pg's own generic makes the same promise.
      const result = await client.query(prepared(text, values));
      return result.rows as R[];
    },
    get kysely() {
      kysely ??= kyselyOver(client);
      return kysely;
    },
    beforeCommit: (step) => {
      last.push(step);
    },
    afterCommit: (step) => {
      after.push(step);
    },
  };
  return { tx, last, after };
}

/** Kysely on this very connection: it never opens, ends or commits anything itself. */
function kyselyOver(client: pg.PoolClient): Kysely<Tables> {
  const borrowed = new Proxy(client, {
    get: (target, property) => {
      if (property === 'release') return () => undefined;
      const value: unknown = Reflect.get(target, property, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
  return new Kysely<Tables>({
    dialect: new PostgresDialect({
      pool: { connect: () => Promise.resolve(borrowed), end: () => Promise.resolve(), options: {} },
    }),
  });
}

const MARK_IDEMPOTENCY = `
  UPDATE idempotency_keys SET effect_at = now()
   WHERE facility_id = $1 AND key = $2 AND pg_current_xact_id_if_assigned() IS NOT NULL
  RETURNING key`;

/**
 * The first transaction of a request that wrote something also says so in the request's idempotency row, so that after a
 * crash "done, answer lost" and "never happened" can be told apart. Reading transactions have no transaction id yet.
 */
async function markIdempotency(tx: FacilityTx): Promise<void> {
  const mark = currentScope()?.idempotency;
  if (!mark || mark.marked || mark.facilityId !== tx.facilityId) return;
  mark.marked = mark.answeredIn === tx || (await tx.query(MARK_IDEMPOTENCY, [tx.facilityId, mark.key])).length > 0;
}

/** PostgreSQL answers COMMIT of an aborted transaction with ROLLBACK and no error: a swallowed failure must not look saved. */
async function commit(client: pg.PoolClient): Promise<void> {
  const result = await client.query('COMMIT');
  if (result.command !== 'COMMIT') throw bug('the transaction was aborted before its commit');
}

/**
 * The error, when it says that the connection is gone or does not answer: such a connection is thrown away as it is, because a ROLLBACK on it
 * would wait a second time for an answer that does not come.
 */
export function lostConnection(error: unknown): Error | undefined {
  return error instanceof Error && recognise(error).code === 'STORE_UNAVAILABLE' ? error : undefined;
}

/** Returns the error when the connection is no longer usable, so that the pool throws it away. */
export async function rollback(client: pg.PoolClient): Promise<Error | undefined> {
  try {
    await client.query('ROLLBACK');
    return undefined;
  } catch (error) {
    return error instanceof Error ? error : new Error('rollback failed', { cause: error });
  }
}
