// Hot statements at 50,000 lanes: the index is used, nothing is sorted, and the rows touched stay below a limit, as the application's
// role with row-level security in force.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { BEGIN_ATTEMPTS } from './sql/begin.ts';
import { CLAIM, CLAIM_LANE } from './sql/claim.ts';
import { insertMessages, upsertLanes } from './sql/enqueue.ts';
import { OVERVIEW } from './sql/overview.ts';
import { RENEW } from './sql/renew.ts';
import { PUT_ON_TRIAL } from './sql/trial.ts';
import { LOCK_LANES, SETTLE } from './sql/settle.ts';
import type { Statement } from './sql/statement.ts';
import { HOT_SETTINGS } from './store/session.ts';
import { createOutboxDatabase, type OutboxDatabase } from './testing/database.ts';
import { uuid } from './testing/scene.ts';

const LANES = 50_000;
const FACILITIES = 5;
const BATCH = 32;
const facility = (index: number): string => uuid('facility', index);

let database: OutboxDatabase;

interface Node {
  'Node Type': string;
  'Actual Rows': number;
  'Actual Loops': number;
  'Relation Name'?: string;
  'Index Name'?: string;
  'Rows Removed by Filter'?: number;
  'Rows Removed by Index Recheck'?: number;
  Plans?: Node[];
}

beforeAll(async () => {
  database = await createOutboxDatabase();
  // The owner fills the tables in bulk; row-level security is forced for it too, so it steps aside as superuser of the test cluster.
  await database.owner.query(`
    INSERT INTO titian.outbox_lanes (facility_id, lane_id, subject_id, service, channel, class, state, next_at, head_seq, scan_from, last_seq, pending)
    SELECT (ARRAY[${Array.from({ length: FACILITIES }, (_, index) => `'${facility(index)}'::uuid`).join(',')}])[1 + i % ${FACILITIES}],
           gen_random_uuid(), gen_random_uuid(), 'peer', CASE WHEN i % 3 = 0 THEN 'peer.a' ELSE 'peer.b' END, i % 4, 'ready',
           now() - (i || ' seconds')::interval, 1, 1, 3, 3
      FROM generate_series(1, ${LANES}) i`);
  await database.owner.query(`
    INSERT INTO titian.outbox_messages (facility_id, lane_id, seq, message_id, subject_id, service, kind, channel, class, intent, on_refused, dangerous)
    SELECT l.facility_id, l.lane_id, s, gen_random_uuid(), l.subject_id, 'peer', 'test', l.channel, l.class, '{}', 'stop-lane', true
      FROM titian.outbox_lanes l, generate_series(1, 3) s`);
  await database.owner.query('VACUUM (ANALYZE) titian.outbox_lanes, titian.outbox_messages');
}, 120_000);
afterAll(() => database.close());

/** The generic plan of the prepared statement, as the engine runs it (session.ts, HOT). */
async function explain(statement: Statement, values: unknown[], as: 'app' | 'overview' = 'app'): Promise<Node[]> {
  const client = await database[as].connect();
  try {
    await client.query(
      as === 'app'
        ? `BEGIN; SET LOCAL app.facility_id = '${facility(0)}'; ${HOT_SETTINGS}`
        : `BEGIN; SET LOCAL plan_cache_mode = force_generic_plan`,
    );
    await client.query(`PREPARE subject AS ${statement.text}`);
    const { rows } = await client.query<{ 'QUERY PLAN': [{ Plan: Node }] }>(
      `EXPLAIN (ANALYZE, FORMAT JSON) EXECUTE subject(${values.map(literal).join(', ')})`,
    );
    await client.query('ROLLBACK; DEALLOCATE subject');
    const root = rows[0]?.['QUERY PLAN'][0].Plan;
    return root === undefined ? [] : flatten(root);
  } finally {
    client.release();
  }
}

function literal(value: unknown): string {
  if (value === null || value === undefined) return 'NULL';
  if (Array.isArray(value)) return `'{${value.map((entry) => (entry === null ? 'NULL' : String(entry))).join(',')}}'`;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : `'${String(value)}'`;
}

const flatten = (node: Node): Node[] => [node, ...(node.Plans ?? []).flatMap(flatten)];
const touched = (nodes: Node[]): number =>
  nodes
    .filter((node) => node['Relation Name'] !== undefined && node['Node Type'].includes('Scan'))
    .reduce(
      (sum, node) =>
        sum +
        (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0) + (node['Rows Removed by Index Recheck'] ?? 0)) *
          node['Actual Loops'],
      0,
    );

function expectLean(nodes: Node[], limit: number, least = 1): void {
  expect(touched(nodes)).toBeGreaterThanOrEqual(least);
  const types = nodes.map((node) => node['Node Type']);
  expect(types).not.toContain('Sort');
  expect(types).not.toContain('Incremental Sort');
  expect(nodes.filter((node) => node['Node Type'] === 'Seq Scan' && node['Relation Name'] !== undefined)).toEqual([]);
  expect(touched(nodes)).toBeLessThanOrEqual(limit);
}

const someLanes = async (): Promise<string[]> =>
  (
    await database.owner.query<{ lane_id: string }>(
      'SELECT lane_id FROM titian.outbox_lanes WHERE facility_id = $1 ORDER BY lane_id LIMIT $2',
      [facility(0), BATCH],
    )
  ).rows.map((row) => row.lane_id);

test('claim reads the ready index in its own order and one message per lane', async () => {
  const nodes = await explain(CLAIM, [facility(0), 'peer.b', 1, 0, 2_000_000_000_000, BATCH, uuid('node'), 30_000]);
  expectLean(nodes, BATCH * 6);
  expect(nodes.some((node) => node['Index Name'] === 'outbox_lanes_ready')).toBe(true);
});

test('claim of fresh work reads only its range, however long the backlog', async () => {
  expectLean(await explain(CLAIM, [facility(0), 'peer.b', 1, 0, 60_000, BATCH, uuid('node'), 30_000]), BATCH * 6);
});

test('the overview touches one row per group and not one per lane', async () => {
  const nodes = await explain(OVERVIEW, ['00000000-0000-0000-0000-000000000000', '', -1, 2_000], 'overview');
  const groups = FACILITIES * 2 * 4;
  expectLean(nodes, groups * 2 + 2);
});

test('claiming one lane, beginning, renewing, locking and settling touch as many rows as they are given', async () => {
  const lanes = await someLanes();
  const fences = lanes.map(() => 1);
  const ones = lanes.map(() => 1);
  await database.owner.query(
    "UPDATE titian.outbox_lanes SET state = 'leased', fence = 1, next_at = now() + interval '1 hour' WHERE facility_id = $1 AND lane_id = ANY($2)",
    [facility(0), lanes],
  );
  expectLean(await explain(CLAIM_LANE, [facility(0), lanes[0], uuid('node'), 30_000]), 8);
  expectLean(await explain(BEGIN_ATTEMPTS, [facility(0), lanes, fences, ones, lanes]), BATCH * 2);
  expectLean(await explain(PUT_ON_TRIAL, [facility(0), lanes[0], fences[0]]), 4);
  expectLean(await explain(RENEW, [facility(0), lanes, fences, 30_000]), BATCH * 2);
  const locked = await explain(LOCK_LANES, [facility(0), lanes, fences, ones]);
  // It sorts its own few rows by lane id: that order is the point of the statement.
  expectLean(
    locked.filter((node) => node['Node Type'] !== 'Sort'),
    BATCH * 3,
  );
  const none = lanes.map(() => null);
  const settled = await explain(SETTLE, [
    facility(0),
    lanes,
    fences,
    ones,
    ones,
    lanes.map(() => 'delivered'),
    lanes.map(() => true),
    lanes.map(() => 'ready'),
    lanes.map(() => 0),
    none,
    none,
    lanes.map(() => false),
    lanes.map(() => true),
    lanes.map(() => 0),
    lanes.map(() => 0),
    lanes.map(() => 0),
    30_000,
    600_000,
    lanes.map(() => 1),
  ]);
  expectLean(settled, BATCH * 10);
});

test('enqueue touches only its own lanes', async () => {
  const [lane] = await someLanes();
  const upsert = await explain(upsertLanes(1), [facility(0), lane, uuid('s'), 'peer', 'peer.a', 1, null, 1, null]);
  expectLean(upsert, 1, 0);
  const insert = await explain(insertMessages(1), [
    facility(0),
    lane,
    4,
    uuid('m'),
    uuid('s'),
    'peer',
    'test',
    'peer.a',
    1,
    '{}',
    'stop-lane',
    true,
    null,
    null,
    null,
  ]);
  expectLean(insert, 1, 0);
});
