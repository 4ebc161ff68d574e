// Monthly partitions of every history table, made ahead by the owner: at each start and once a day. Dropping old ones is
// retention and does not belong here.
import type pg from 'pg';
import type { Clock } from '../clock.ts';

/** An event may reach us a month late; and three months of the server being up without a restart or a maintenance run. */
const MONTHS_BACK = 1;
const MONTHS_AHEAD = 3;

const RANGE_PARTITIONED = `
  SELECT relname AS name FROM pg_class
    JOIN pg_partitioned_table ON partrelid = pg_class.oid
   WHERE relnamespace = 'titian'::regnamespace AND partstrat = 'r' ORDER BY relname`;

/** Two nodes starting at once would both make the same partition; the second waits here. */
const PARTITION_LOCK = 7_210_451;

export async function ensurePartitions(pool: pg.Pool, clock: Clock): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    await client.query('SELECT pg_advisory_xact_lock($1)', [PARTITION_LOCK]);
    const tables = await client.query<{ name: string }>(RANGE_PARTITIONED);
    // In a demo the business clock may stand in another month than the real one; both must find their partition.
    for (const instant of [clock.realNow(), clock.now()]) {
      const first = new Date(Date.UTC(instant.getUTCFullYear(), instant.getUTCMonth() - MONTHS_BACK, 1));
      for (const { name } of tables.rows) {
        await client.query('SELECT titian.ensure_month_partitions($1, $2::date, $3)', [
          name,
          first.toISOString().slice(0, 10),
          MONTHS_BACK + 1 + MONTHS_AHEAD,
        ]);
      }
    }
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  } finally {
    client.release();
  }
}
