// Order per lane, and effects at most once, in the ordinary run and under failures with three nodes.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createOutboxDatabase, type OutboxDatabase } from './testing/database.ts';
import {
  createNode,
  delay,
  FACILITY,
  message,
  OTHER_FACILITY,
  pendingLanes,
  Peer,
  seeded,
  until,
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

const node = async (options: Parameters<typeof createNode>[2] = {}): Promise<TestNode> => {
  const created = createNode(database, peer, options);
  nodes.push(created);
  await created.outbox.start();
  return created;
};

test('a lane delivers its messages one after the other in commit order', async () => {
  const { outbox } = await node();
  const messages = [1, 2, 3, 4, 5].map((index) => message('a', index));
  const entries = await database.inFacility(FACILITY, (tx) => outbox.enqueue(tx, FACILITY, messages));
  expect(entries.map((entry) => [entry.seq, entry.created])).toEqual([1, 2, 3, 4, 5].map((seq) => [seq, true]));
  await until(() => peer.ledger.length === 5, 'five effects');
  expect(peer.ledger.map((effect) => effect.seq)).toEqual([1, 2, 3, 4, 5]);
  await until(async () => (await pendingLanes(database)) === 0, 'idle');
  expect(peer.settled.map((entry) => entry.kind)).toEqual(Array.from({ length: 5 }, () => 'delivered'));
});

test('the same message id is taken once, also when it comes again later or twice in one call', async () => {
  const { outbox } = await node();
  const first = message('a', 1);
  await database.inFacility(FACILITY, (tx) => outbox.enqueue(tx, FACILITY, [first, first]));
  await until(() => peer.ledger.length === 1, 'one effect');
  await until(async () => (await pendingLanes(database)) === 0, 'idle');
  const again = await database.inFacility(FACILITY, (tx) => outbox.enqueue(tx, FACILITY, [first, message('a', 2)]));
  expect(again.map((entry) => entry.created)).toEqual([false, true]);
  expect(again[0]?.seq).toBe(1);
  await until(() => peer.ledger.length === 2, 'second effect');
  const third = await database.inFacility(FACILITY, (tx) => outbox.enqueue(tx, FACILITY, [first]));
  expect(third[0]?.created).toBe(false);
  await until(async () => (await pendingLanes(database)) === 0, 'idle again');
  expect(peer.violations()).toEqual([]);
});

test('two open transactions on one lane keep commit order', async () => {
  const { outbox } = await node();
  const order: string[] = [];
  const first = database.inFacility(FACILITY, async (tx) => {
    await outbox.enqueue(tx, FACILITY, [message('a', 1)]);
    order.push('first enqueued');
    await delay(100);
  });
  await until(() => order.length === 1, 'first has the lane');
  const second = database.inFacility(FACILITY, (tx) => outbox.enqueue(tx, FACILITY, [message('a', 2)]));
  await Promise.all([first, second]);
  await until(() => peer.ledger.length === 2, 'both effects');
  expect(peer.ledger.map((effect) => effect.messageId)).toEqual([message('a', 1).messageId, message('a', 2).messageId]);
});

test('an aborted transaction leaves nothing behind', async () => {
  const { outbox } = await node();
  await expect(
    database.inFacility(FACILITY, async (tx) => {
      await outbox.enqueue(tx, FACILITY, [message('a', 1)]);
      throw new Error('changed our mind');
    }),
  ).rejects.toThrow('changed our mind');
  const { rows } = await database.owner.query(
    'SELECT 1 FROM titian.outbox_lanes UNION ALL SELECT 1 FROM titian.outbox_messages',
  );
  expect(rows).toEqual([]);
});

test(
  'three nodes with failures, retries and latency never invert, overlap or repeat',
  { timeout: 60_000 },
  async () => {
    const random = seeded(7);
    peer.behaviour = async (_message, _call, apply) => {
      await delay(random.next() * 20);
      const dice = random.next();
      if (dice < 0.1) return { kind: 'later', reason: 'unreachable' };
      if (dice < 0.15) return { kind: 'waiting', reason: 'predecessor', retryInMs: 60 };
      apply();
      return dice < 0.22 ? { kind: 'unknown', reason: 'timeout' } : { kind: 'delivered', result: null };
    };
    await Promise.all([1, 2, 3].map((seed) => node({ seed, name: `n${seed}` })));
    const lanes = 60;
    for (let lane = 0; lane < lanes; lane += 1) {
      const facilityId = lane % 2 === 0 ? FACILITY : OTHER_FACILITY;
      const [{ outbox } = { outbox: undefined }] = nodes;
      await database.inFacility(facilityId, (tx) =>
        outbox!.enqueue(
          tx,
          facilityId,
          [1, 2, 3, 4, 5].map((index) => message(lane, index)),
        ),
      );
    }
    await until(async () => (await pendingLanes(database)) === 0, 'all lanes idle', 50_000);
    expect(peer.ledger).toHaveLength(lanes * 5);
    expect(peer.violations()).toEqual([]);
    expect(peer.overlapping).toBe(0);
    expect(new Set(peer.ledger.map((effect) => effect.node)).size).toBeGreaterThan(1);
  },
);
