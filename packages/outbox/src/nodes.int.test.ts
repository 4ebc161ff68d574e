// Nodes come and go, and wake-ups get lost: work is shared, taken over and found.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createOutboxDatabase, type OutboxDatabase } from './testing/database.ts';
import {
  createNode,
  delay,
  FACILITY,
  message,
  pendingLanes,
  Peer,
  until,
  type NodeOptions,
  type TestNode,
} from './testing/scene.ts';

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
const rest = (): Promise<void> => until(async () => (await pendingLanes(database)) === 0, 'all lanes at rest');

test('a graceful stop leaves nothing unclear and gives up its place among the nodes', async () => {
  peer.behaviour = async (_m, _c, apply) => {
    await delay(100);
    apply();
    return { kind: 'delivered', result: null };
  };
  const first = await node();
  await database.inFacility(FACILITY, (tx) =>
    first.outbox.enqueue(
      tx,
      FACILITY,
      Array.from({ length: 60 }, (_, lane) => message(lane, 1)),
    ),
  );
  await until(() => peer.inFlight > 3, 'calls in flight');
  const started = performance.now();
  await first.outbox.stop();
  nodes = [];
  expect(performance.now() - started).toBeLessThan(3_000);
  expect(peer.inFlight).toBe(0);
  const { rows } = await database.owner.query(
    "SELECT count(*)::int AS open FROM titian.outbox_lanes WHERE open_attempt_id IS NOT NULL OR state = 'leased'",
  );
  expect(rows).toEqual([{ open: 0 }]);
  expect((await database.owner.query('SELECT 1 FROM titian.outbox_nodes')).rows).toEqual([]);
  await node();
  await rest();
  expect(peer.violations()).toEqual([]);
  expect(peer.ledger).toHaveLength(60);
});

test('a stop aborts a call that does not end and records it as unclear', async () => {
  peer.behaviour = (_m, _c, _apply, signal) =>
    new Promise((resolve) => {
      signal.addEventListener('abort', () => resolve({ kind: 'unknown', reason: 'aborted' }));
    });
  const first = await node({ settings: { stopTimeoutMs: 200 } });
  await database.inFacility(FACILITY, (tx) => first.outbox.enqueue(tx, FACILITY, [message('a', 1)]));
  await until(() => peer.inFlight === 1, 'in flight');
  await first.outbox.stop();
  nodes = [];
  const { rows } = await database.owner.query('SELECT state FROM titian.outbox_lanes');
  expect(rows).toEqual([{ state: 'unknown' }]);
});

test('another process hears of new messages at once, and finds them by polling when the call is lost', async () => {
  const worker = await node({ settings: { pollMs: 1_000 } });
  await until(() => worker.outbox.health().nodes === 1, 'started');
  await delay(300);
  const writer = createNode(database, peer, {}); // never started: an API process
  const first = message('a', 1);
  const enqueuedAt = performance.now();
  await database.inFacility(FACILITY, (tx) => writer.outbox.enqueue(tx, FACILITY, [first]));
  writer.outbox.wake(FACILITY, [first]);
  await until(() => peer.ledger.length === 1, 'heard');
  expect(performance.now() - enqueuedAt).toBeLessThan(900);
  // The session that listens is cut; a message comes meanwhile.
  await database.owner.query(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND (query LIKE 'LISTEN%' OR query = 'SELECT 1')",
  );
  await database.inFacility(FACILITY, (tx) => writer.outbox.enqueue(tx, FACILITY, [message('a', 2)]));
  await until(() => peer.ledger.length === 2, 'found');
});

test('work is shared between nodes, and the rest is taken over when one leaves', async () => {
  peer.behaviour = async (_m, _c, apply) => {
    await delay(20);
    apply();
    return { kind: 'delivered', result: null };
  };
  const first = await node({ name: 'one' });
  const second = await node({ name: 'two' });
  await until(() => nodes.every((entry) => entry.outbox.health().nodes === 2), 'both see each other');
  await delay(500);
  await database.inFacility(FACILITY, (tx) =>
    first.outbox.enqueue(
      tx,
      FACILITY,
      Array.from({ length: 150 }, (_, lane) => message(lane, 1)),
    ),
  );
  await until(() => peer.ledger.length > 100, 'most of it');
  const byTwo = peer.ledger.filter((effect) => effect.node === 'two').length;
  expect(byTwo).toBeGreaterThan(20);
  await second.outbox.stop();
  nodes = nodes.filter((entry) => entry !== second);
  await rest();
  expect(peer.violations()).toEqual([]);
  expect(peer.ledger).toHaveLength(150);
});
