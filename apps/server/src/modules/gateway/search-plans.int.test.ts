// The plans of the message browser's statements beside 60,000 messages, as the application's role: an index leads, nothing is read whole,
// and what a look touches is bounded, so that a million messages cost what these cost.
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { FacilityTx } from '../../platform/db/index.ts';
import { createTestPlatform, type TestPlatform } from '../../platform/testing.ts';
import { countGroups, countReasons, EVERYTHING, SCAN_MAX, searchMessages, type MessageFilter } from './search-store.ts';
import { laneIdFor } from './ids.ts';

const LANES = 30_000;
const SUBJECT = '00000000-0000-4000-8000-0000000000aa';
let platform: TestPlatform;

interface Node {
  readonly 'Node Type': string;
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Relation Name'?: string;
  readonly 'Rows Removed by Filter'?: number;
  readonly Plans?: readonly Node[];
}

beforeAll(async () => {
  platform = await createTestPlatform();
  const { hospital } = platform.facilities;
  await platform.owner.query(
    `INSERT INTO outbox_lanes (facility_id, lane_id, subject_id, service, channel, class, state, next_at, head_seq, scan_from, last_seq, pending)
     SELECT $1, CASE WHEN i = 9000 THEN $2::uuid ELSE gen_random_uuid() END, gen_random_uuid(), 'vclaim', 'vclaim.sep', 1, 'idle', NULL, 2, 3, 2, 0
       FROM generate_series(1, ${LANES}) i`,
    [hospital, laneIdFor(SUBJECT, 'vclaim')],
  );
  await platform.owner.query(
    `INSERT INTO outbox_messages (facility_id, lane_id, seq, message_id, subject_id, service, kind, channel, class, intent, on_refused, dangerous,
       state, code, created_at, settled_at, attention_at)
     SELECT facility_id, lane_id, s, gen_random_uuid(), subject_id, 'vclaim', 'vclaim.sep.insert', channel, 1, '{}', 'stop-lane', true,
            CASE WHEN n % 200 = 0 THEN 'refused' ELSE 'delivered' END, CASE WHEN n % 200 = 0 THEN 'sep.exists' END,
            now() - n * interval '1 second', now(), CASE WHEN n % 200 = 0 THEN now() END
       FROM (SELECT *, row_number() OVER () AS n FROM outbox_lanes, generate_series(1, 2) s) l`,
  );
  await platform.owner.query(
    `INSERT INTO bpjs_refusals (facility_id, message_id, code, words, refused_at)
     SELECT facility_id, message_id, code, 'SEP untuk … sudah ada', created_at FROM outbox_messages WHERE state = 'refused'`,
  );
  await platform.owner.query('VACUUM (ANALYZE) outbox_lanes, outbox_messages, bpjs_refusals, bpjs_differences');
});
afterAll(() => platform.close());

const flatten = (node: Node): Node[] => [node, ...(node.Plans ?? []).flatMap(flatten)];

/** Runs the work and answers the nodes of every plan that its statements took. */
async function plansOf<T>(
  work: (tx: FacilityTx) => Promise<T>,
): Promise<{ result: T; nodes: Node[]; touched: number }> {
  const nodes: Node[] = [];
  const result = await platform.db.withFacility(platform.facilities.hospital, (tx) =>
    work({
      ...tx,
      query: async <R>(text: string, values?: readonly unknown[]) => {
        const explained = await tx.query<{ 'QUERY PLAN': [{ Plan: Node }] }>(
          `EXPLAIN (ANALYZE, FORMAT JSON) ${text} /* facility_id */`,
          values,
        );
        nodes.push(...explained.flatMap((row) => flatten(row['QUERY PLAN'][0].Plan)));
        return tx.query<R>(text, values);
      },
    }),
  );
  // Refusals of a test fit into a few pages and are read whole; a facility's are not.
  const touched = nodes
    .filter((node) => node['Relation Name']?.startsWith('outbox_') === true)
    .reduce(
      (sum, node) => sum + (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops'],
      0,
    );
  return { result, nodes, touched };
}
const wholeReads = (nodes: readonly Node[]) =>
  nodes
    .filter((node) => node['Node Type'] === 'Seq Scan' && String(node['Relation Name']).startsWith('outbox_'))
    // Partitions of a test are empty months.
    .filter((node) => !/_\d{6}$/.test(String(node['Relation Name'])))
    .map((node) => node['Relation Name']);
const look = (filter: Partial<MessageFilter>) =>
  plansOf((tx) => searchMessages(tx, { ...EVERYTHING, ...filter }, { before: null, limit: 50 }));

it('a page without filters reads a page', async () => {
  const { result, nodes, touched } = await look({});
  expect(result.records).toHaveLength(50);
  expect(wholeReads(nodes)).toEqual([]);
  expect(touched).toBeLessThan(600);
});

it('what needs somebody, one visit, and the words of a refusal are found by an index', async () => {
  for (const filter of [
    { states: ['refused' as const] },
    { subjectIds: [SUBJECT] },
    { refusal: { codes: ['sep.exists'], like: ['%sudah ada%'] } },
  ]) {
    const { result, nodes, touched } = await look(filter);
    expect(result.records.length).toBeGreaterThan(0);
    expect(wholeReads(nodes), JSON.stringify(filter)).toEqual([]);
    expect(touched, JSON.stringify(filter)).toBeLessThan(4_000);
  }
});

it('a rare state looks through a bounded number of messages and says where to go on', async () => {
  const { result, touched } = await look({ states: ['cancelled'] });
  expect(result.records).toEqual([]);
  expect(result.next).not.toBeNull();
  // The look itself, and finding the place where it ended.
  expect(touched).toBeLessThan(SCAN_MAX * 2.1);
});

it('counting reads what needs somebody and the newest, not all', async () => {
  const { result, nodes, touched } = await plansOf(async (tx) => ({
    counts: await countGroups(tx, EVERYTHING),
    reasons: await countReasons(tx, EVERYTHING),
  }));
  expect(result.counts.isComplete).toBe(false);
  expect(result.reasons).toEqual([expect.objectContaining({ code: 'sep.exists', count: (LANES * 2) / 200 })]);
  expect(result.counts.groups.find((group) => group.state === 'refused')?.count).toBe((LANES * 2) / 200);
  expect(wholeReads(nodes)).toEqual([]);
  expect(touched).toBeLessThan(SCAN_MAX * 2);
});
