// Channels on PostgreSQL: shares and budgets hold over nodes, dead credentials pause, a peer's plea is heard, bulk keeps its window.
// What is a matter of times stands in load.test.ts, on virtual time.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createOutboxDatabase, type OutboxDatabase } from './testing/database.ts';
import {
  CHANNEL,
  createNode,
  delay,
  FACILITY,
  message,
  pendingLanes,
  Peer,
  until,
  uuid,
  type NodeOptions,
  type TestNode,
} from './testing/scene.ts';
import type { NewMessage } from './types.ts';

let database: OutboxDatabase;
let peer: Peer;
let nodes: TestNode[] = [];

beforeEach(async () => {
  database = await createOutboxDatabase();
  peer = new Peer();
  nodes = [];
});
afterEach(async () => {
  await Promise.all(nodes.map((node) => node.outbox.stop()));
  await database.close();
});

const node = async (options: NodeOptions = {}): Promise<TestNode> => {
  const created = createNode(database, peer, options);
  nodes.push(created);
  await created.outbox.start();
  return created;
};
const enqueue = (from: TestNode, messages: NewMessage[], facilityId = FACILITY): Promise<unknown> =>
  database.inFacility(facilityId, (tx) => from.outbox.enqueue(tx, facilityId, messages));
const idle = (timeoutMs = 25_000): Promise<void> =>
  until(async () => (await pendingLanes(database)) === 0, 'all lanes at rest', timeoutMs);
const serve = (ms: number) => async (_m: unknown, _c: number, apply: () => void) => {
  await delay(ms);
  apply();
  return { kind: 'delivered', result: null } as const;
};

test('the share of a facility is never exceeded, by three nodes together either', async () => {
  peer.behaviour = serve(15);
  const share = (): { concurrency: number; ratePerSecond: null } => ({ concurrency: 4, ratePerSecond: null });
  const first = await node({ settings: { share } });
  await node({ settings: { share } });
  await node({ settings: { share } });
  await until(() => nodes.every((entry) => entry.outbox.health().nodes === 3), 'all see each other');
  await enqueue(
    first,
    Array.from({ length: 120 }, (_, lane) => message(lane, 1)),
  );
  await idle();
  expect(peer.ledger).toHaveLength(120);
  expect(peer.peak).toBeLessThanOrEqual(4);
});

test('a national budget binds all facilities together', async () => {
  peer.behaviour = serve(10);
  await database.owner.query('INSERT INTO titian.channel_budget (channel, concurrency) VALUES ($1, 3)', [CHANNEL]);
  const first = await node();
  for (let facility = 0; facility < 6; facility += 1) {
    await enqueue(
      first,
      Array.from({ length: 15 }, (_, lane) => message(`${facility}-${lane}`, 1)),
      uuid('facility', facility),
    );
  }
  await idle();
  expect(peer.ledger).toHaveLength(90);
  expect(peer.peak).toBeLessThanOrEqual(3);
});

test('B5: dead credentials cost at most three requests, then the channel is paused with its reason', async () => {
  peer.behaviour = async () => {
    await delay(20);
    return { kind: 'pause-channel', reason: 'credential' };
  };
  const first = await node();
  await enqueue(
    first,
    Array.from({ length: 50 }, (_, lane) => message(lane, 1)),
  );
  await until(
    async () => (await first.outbox.inspect.channels(FACILITY)).some((entry) => entry.pausedAt !== null),
    'paused',
  );
  await delay(400);
  expect([...peer.requests.values()].reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(3);
  expect(await first.outbox.inspect.channels(FACILITY)).toMatchObject([
    { channel: CHANNEL, reason: 'credential', pausedBy: 'engine' },
  ]);
  peer.behaviour = serve(1);
  await first.outbox.resumeChannel(FACILITY, CHANNEL, 'petugas', 'kredensial diganti');
  await idle();
  expect(peer.ledger).toHaveLength(50);
});

test('a plea for fewer calls holds the whole channel back as long as it says', async () => {
  const calls: number[] = [];
  peer.behaviour = async (_m, _c, apply) => {
    calls.push(performance.now());
    if (calls.length === 1) return { kind: 'later', reason: 'throttled', retryAfterMs: 600 };
    apply();
    return { kind: 'delivered', result: null };
  };
  const first = await node();
  await enqueue(
    first,
    Array.from({ length: 10 }, (_, lane) => message(lane, 1)),
  );
  await idle();
  expect((calls[1] ?? 0) - (calls[0] ?? 0)).toBeGreaterThanOrEqual(590);
});

test('bulk runs only while its window is open', async () => {
  let isNight = false;
  peer.behaviour = serve(1);
  const first = await node({ settings: { isBulkAllowed: () => isNight } });
  await enqueue(first, [message('bulk', 1, { class: 3 }), message('today', 1)]);
  await until(() => peer.ledger.length === 1, 'today');
  await delay(400);
  expect(peer.ledger.map((effect) => effect.laneId)).toEqual([message('today', 1).laneId]);
  isNight = true;
  await until(() => peer.ledger.length === 2, 'bulk');
});
