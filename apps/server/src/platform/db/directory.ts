// Queries of the global tables that are read before the facility is known: accounts, memberships, sessions, keys.
// Its role has no right on any facility table, and no patient data lies here.
import type pg from 'pg';
import { lostConnection, rollback } from './facility-tx.ts';
import { prepared } from './prepared.ts';

export interface DirectoryTx {
  query<R>(text: string, values?: readonly unknown[]): Promise<R[]>;
}

export interface Directory extends DirectoryTx {
  transaction<T>(work: (tx: DirectoryTx) => Promise<T>): Promise<T>;
  readonly pool: pg.Pool;
}

export function createDirectory(pool: pg.Pool): Directory {
  return {
    pool,
    query: (text, values) => run(pool, text, values),
    transaction: async (work) => {
      const client = await pool.connect();
      let broken: Error | undefined;
      try {
        await client.query('BEGIN');
        const result = await work({ query: (text, values) => run(client, text, values) });
        await client.query('COMMIT');
        return result;
      } catch (error) {
        broken = lostConnection(error) ?? (await rollback(client));
        throw error;
      } finally {
        client.release(broken);
      }
    },
  };
}

async function run<R>(runner: pg.Pool | pg.PoolClient, text: string, values?: readonly unknown[]): Promise<R[]> {
  // The caller names the row type it selects; pg's own generic makes the same promise.
  const result = await runner.query(prepared(text, values));
  return result.rows as R[];
}
