// What the peer lets nobody read back: never sent again by the engine, shown to a person, and nobody waits behind it.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createOutboxDatabase, type OutboxDatabase } from './testing/database.ts';
import { createNode, FACILITY, laneOf, message, Peer, pendingLanes, until, type TestNode } from './testing/scene.ts';
import { UNREADABLE, type NewMessage } from './types.ts';

let database: OutboxDatabase;
let peer: Peer;
let node: TestNode;
const NUMBER = { kind: 'number', onRefused: 'continue' } as const;
const LANE = [message('a', 1), message('a', 2, NUMBER), message('a', 3)] as const;
const [, number] = LANE;

beforeEach(async () => {
  database = await createOutboxDatabase();
  peer = new Peer();
  peer.unreadable.add('number');
  peer.readBehaviour = (m) => (m.kind === 'number' ? { kind: 'unreadable' } : { kind: 'absent' });
  node = createNode(database, peer);
  await node.outbox.start();
});
afterEach(async () => {
  await node.outbox.stop();
  await database.close();
});

const enqueue = (messages: readonly NewMessage[]) =>
  database.inFacility(FACILITY, (tx) => node.outbox.enqueue(tx, FACILITY, messages));
const idle = () => until(async () => (await pendingLanes(database)) === 0, 'all lanes at rest');
const viewed = () => node.outbox.inspect.message(FACILITY, number.messageId);
const history = async () =>
  (await node.outbox.inspect.outcomes(FACILITY, number.laneId, number.messageId)).map(
    ({ kind, via }) => `${kind} ${via}`,
  );
const losesAnswerOfNumber = (isApplied = true) => {
  peer.behaviour = (m, call, apply) => {
    const isLost = m.kind === 'number' && call === 1;
    if (!isLost || isApplied) apply();
    return isLost ? { kind: 'unknown', reason: 'timeout' } : { kind: 'delivered', result: null };
  };
};

test('after the settle window it is left to a person, its lane goes on, and the engine never sends it again', async () => {
  losesAnswerOfNumber();
  await enqueue(LANE);
  await idle();
  expect(peer.violations()).toEqual([]);
  expect(peer.requests.get(number.messageId)).toBe(1);
  expect(peer.ledger.map((effect) => effect.seq)).toEqual([1, 2, 3]);
  const [, second, third] = peer.ledger;
  expect((third?.atMs ?? 0) - (second?.atMs ?? 0)).toBeGreaterThanOrEqual(600);
  expect(await viewed()).toMatchObject({ state: 'parked', reason: UNREADABLE });
  expect((await node.outbox.inspect.attention(FACILITY)).map((m) => m.messageId)).toEqual([number.messageId]);
  expect(peer.settled.filter((entry) => entry.messageId === number.messageId).map((entry) => entry.kind)).toEqual([
    'unknown',
    'parked',
  ]);
  expect(await laneOf(database, FACILITY, number.laneId)).toMatchObject({ pending: 0, open_attempt_id: null });
});

test('a person who has seen it at the peer confirms it once, with name and reason, and nothing is sent', async () => {
  losesAnswerOfNumber();
  await enqueue(LANE);
  await idle();
  const told: string[] = [];
  node.outbox.events.on('settled', ({ messageId, state }) => told.push(`${messageId} ${state}`));
  for (const person of ['user:1', 'user:2'])
    expect(await node.outbox.confirm(FACILITY, number.messageId, person, 'terlihat di aplikasi')).toEqual({
      state: 'delivered',
    });
  expect(told).toEqual([`${number.messageId} delivered`]);
  expect(await viewed()).toMatchObject({ state: 'delivered', reason: null });
  expect(await history()).toEqual(['unknown answer', 'parked read-back', 'confirmed hand']);
  expect(await node.outbox.inspect.attention(FACILITY)).toEqual([]);
  expect(peer.settled.filter((entry) => entry.kind === 'delivered')).toHaveLength(3);
  expect(peer.ledger).toHaveLength(3);
});

test('a person who misses it there sends it again; later messages of the lane stay delivered', async () => {
  losesAnswerOfNumber(false);
  await enqueue(LANE);
  await idle();
  expect(peer.ledger.map((effect) => effect.seq)).toEqual([1, 3]);
  await node.outbox.resend(FACILITY, number.messageId, 'user:1', 'tidak ada di BPJS');
  await until(async () => (await viewed())?.state === 'delivered', 'sent again');
  await idle();
  expect(peer.requests.get(number.messageId)).toBe(2);
  expect(peer.effectsOf(number.messageId)).toBe(1);
  expect(await laneOf(database, FACILITY, number.laneId)).toMatchObject({ pending: 0 });
  // A lane that was opened once more takes what comes next.
  await enqueue([message('a', 4)]);
  await idle();
  expect(peer.effectsOf(message('a', 4).messageId)).toBe(1);
});

test('a person may also take it back; the lane counts it no more', async () => {
  losesAnswerOfNumber();
  await enqueue(LANE);
  await idle();
  expect(await node.outbox.cancel(FACILITY, number.messageId, 'user:1', 'tidak perlu lagi')).toEqual({
    state: 'cancelled',
  });
  expect(await laneOf(database, FACILITY, number.laneId)).toMatchObject({ pending: 0 });
});

test('nothing else is confirmed by hand: what can be read back is asked', async () => {
  peer.behaviour = () => ({ kind: 'parked', reason: 'never-seen', effect: 'unknown' });
  await enqueue([message('a', 1)]);
  await idle();
  await expect(node.outbox.confirm(FACILITY, message('a', 1).messageId, 'user:1', 'x')).rejects.toMatchObject({
    code: 'OUTBOX_READABLE',
  });
  expect(peer.settled.map((entry) => entry.kind)).toEqual(['parked']);
});

const SHARE = 4;
test.each([
  ['with an open breaker', { breaker: { failures: 2, quietMs: 0, probeIntervalMs: 100 } }],
  ['before the breaker has opened', {}],
])(
  '%s: while the peer is away it is only knocked at, so that an outage leaves to people no more than the calls it cut off',
  async (_when, settings) => {
    await node.outbox.stop();
    node = createNode(database, peer, {
      settings: { ...settings, share: () => ({ concurrency: SHARE, ratePerSecond: null }) },
    });
    await node.outbox.start();
    peer.isAway = true;
    peer.behaviour = (_m, _call, apply) => {
      if (peer.isAway) return { kind: 'unknown', reason: 'html' };
      apply();
      return { kind: 'delivered', result: null };
    };
    const numbers = Array.from({ length: 30 }, (_, lane) => message(`n${lane}`, 1, NUMBER));
    await enqueue(numbers);
    await until(() => peer.knocks >= 8, 'eight probes');
    const cutOff = peer.requests.size;
    peer.isAway = false;
    await idle();
    const states = await Promise.all(
      numbers.map(async (m) => (await node.outbox.inspect.message(FACILITY, m.messageId))?.state),
    );
    expect(states.filter((state) => state === 'parked')).toHaveLength(cutOff);
    expect(states.filter((state) => state === 'delivered')).toHaveLength(30 - cutOff);
    expect(cutOff).toBeLessThanOrEqual(SHARE);
    expect(peer.violations()).toEqual([]);
  },
);

test('a caller that knows a repetition to be harmless gets it after two absent answers', async () => {
  losesAnswerOfNumber(false);
  peer.readBehaviour = () => ({ kind: 'absent' });
  await enqueue(LANE);
  await idle();
  expect(peer.ledger.map((effect) => effect.seq)).toEqual([1, 2, 3]);
  expect(peer.requests.get(number.messageId)).toBe(2);
});
