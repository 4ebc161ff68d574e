// The database itself keeps facilities apart and history unchanged; the engine's roles can do no more than they need.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { enqueue } from './enqueue.ts';
import { createOutboxDatabase, type OutboxDatabase } from './testing/database.ts';
import { createNode, FACILITY, message, OTHER_FACILITY, pendingLanes, Peer, until } from './testing/scene.ts';

let database: OutboxDatabase;
const FACILITY_TABLES = ['outbox_lanes', 'outbox_messages', 'outbox_attempts', 'outbox_outcomes', 'outbox_channels'];

beforeAll(async () => {
  database = await createOutboxDatabase();
  const peer = new Peer();
  const { outbox } = createNode(database, peer);
  await outbox.start();
  for (const facilityId of [FACILITY, OTHER_FACILITY]) {
    // Identical lanes and messages in two facilities.
    await database.inFacility(facilityId, (tx) =>
      outbox.enqueue(tx, facilityId, [message('same', 1), message('same', 2)]),
    );
    await outbox.pauseChannel(facilityId, 'other.channel', 'petugas', 'uji');
  }
  await until(async () => (await pendingLanes(database)) === 0, 'delivered');
  expect(peer.ledger).toHaveLength(4);
  await outbox.stop();
});
afterAll(() => database.close());

for (const table of FACILITY_TABLES) {
  test(`${table} shows no row when no facility is set, and only its own when one is`, async () => {
    const client = await database.app.connect();
    try {
      // A pooled connection after another facility's transaction.
      await client.query(`BEGIN; SET LOCAL app.facility_id = '${FACILITY}'; COMMIT`);
      expect((await client.query(`SELECT * FROM titian.${table}`)).rows).toEqual([]);
      await client.query(`BEGIN; SET LOCAL app.facility_id = '${FACILITY}'`);
      const { rows } = await client.query(`SELECT DISTINCT facility_id FROM titian.${table}`);
      expect(rows).toEqual([{ facility_id: FACILITY }]);
      await client.query('ROLLBACK');
    } finally {
      client.release();
    }
  });
}

test('a transaction of one facility cannot write a row of another', async () => {
  await expect(database.inFacility(FACILITY, (tx) => enqueue(tx, OTHER_FACILITY, [message('x', 1)]))).rejects.toThrow(
    /row-level security/,
  );
});

test('attempts and outcomes can be neither changed nor deleted by the application', async () => {
  for (const table of ['outbox_attempts', 'outbox_outcomes']) {
    await expect(
      database.inFacility(FACILITY, (tx) =>
        tx.query({ text: `UPDATE titian.${table} SET fence = 0 WHERE facility_id = $1`, values: [FACILITY] }),
      ),
    ).rejects.toThrow(/permission denied/);
    await expect(
      database.inFacility(FACILITY, (tx) =>
        tx.query({ text: `DELETE FROM titian.${table} WHERE facility_id = $1`, values: [FACILITY] }),
      ),
    ).rejects.toThrow(/permission denied/);
  }
});

test('the overview role reads scheduling columns of all facilities and nothing else', async () => {
  const { rows } = await database.overview.query('SELECT DISTINCT facility_id FROM titian.outbox_lanes');
  expect(rows).toHaveLength(2);
  for (const column of ['subject_id', 'open_attempt_id', 'reason', 'lane_id']) {
    await expect(database.overview.query(`SELECT ${column} FROM titian.outbox_lanes`)).rejects.toThrow(
      /permission denied/,
    );
  }
  for (const table of ['outbox_messages', 'outbox_attempts', 'outbox_outcomes']) {
    await expect(database.overview.query(`SELECT * FROM titian.${table}`)).rejects.toThrow(/permission denied/);
  }
  await expect(database.overview.query('UPDATE titian.outbox_lanes SET class = 0')).rejects.toThrow(
    /permission denied/,
  );
});

test('every table with a facility forces row-level security, partitions included, and leads its key with the facility', async () => {
  const { rows } = await database.owner.query<{ name: string; forced: boolean; first: string }>(`
    SELECT c.relname AS name, c.relrowsecurity AND c.relforcerowsecurity AS forced,
           (SELECT a.attname FROM pg_index i JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = i.indkey[0] WHERE i.indrelid = c.oid AND i.indisprimary) AS first
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE n.nspname = 'titian' AND c.relkind IN ('r', 'p') AND EXISTS (SELECT FROM pg_attribute f WHERE f.attrelid = c.oid AND f.attname = 'facility_id')`);
  expect(rows.length).toBeGreaterThan(10);
  expect(rows.filter((row) => !row.forced || row.first !== 'facility_id')).toEqual([]);
});

test('partitions are made for this month and three ahead, again and again without harm, and dropped by month', async () => {
  const { rows } = await database.owner.query<{ made: number }>('SELECT titian.outbox_ensure_partitions(3) AS made');
  expect(rows).toEqual([{ made: 0 }]);
  const far = await database.owner.query<{ made: number }>(
    "SELECT titian.outbox_ensure_partitions(3, DATE '2019-11-15') AS made",
  );
  expect(far.rows).toEqual([{ made: 8 }]);
  const dropped = await database.owner.query<{ gone: number }>(
    "SELECT titian.outbox_drop_partitions(DATE '2020-02-01') AS gone",
  );
  expect(dropped.rows).toEqual([{ gone: 6 }]);
});
