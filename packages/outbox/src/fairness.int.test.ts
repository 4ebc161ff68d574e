// Channels under load: fair between facilities, people before backlog, never above the share, quiet while the peer is down.
// Goals B3, B5, B6 and C2 of docs/facts/reliability-security.md §3, with times scaled down.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createOutboxDatabase, type OutboxDatabase } from './testing/database.ts';
import { CHANNEL, createNode, delay, FACILITY, message, pendingLanes, Peer, until, uuid, type NodeOptions, type TestNode } from './testing/scene.ts';
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
const idle = (timeoutMs = 25_000): Promise<void> => until(async () => (await pendingLanes(database)) === 0, 'all lanes at rest', timeoutMs);
const quantile = (values: number[], part: number): number => values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * part))] ?? 0;
const serve = (ms: number) => async (_m: unknown, _c: number, apply: () => void) => { await delay(ms); apply(); return { kind: 'delivered', result: null } as const; };

test('the share of a facility is never exceeded, by three nodes together either', async () => {
  peer.behaviour = serve(15);
  const share = (): { concurrency: number; ratePerSecond: null } => ({ concurrency: 4, ratePerSecond: null });
  const first = await node({ settings: { share } });
  await node({ settings: { share } });
  await node({ settings: { share } });
  await until(() => nodes.every((entry) => entry.outbox.health().nodes === 3), 'all see each other');
  await enqueue(first, Array.from({ length: 120 }, (_, lane) => message(lane, 1)));
  await idle();
  expect(peer.ledger).toHaveLength(120);
  expect(peer.peak).toBeLessThanOrEqual(4);
});

test('a national budget binds all facilities together', async () => {
  peer.behaviour = serve(10);
  await database.owner.query('INSERT INTO titian.channel_budget (channel, concurrency) VALUES ($1, 3)', [CHANNEL]);
  const first = await node();
  for (let facility = 0; facility < 6; facility += 1) {
    await enqueue(first, Array.from({ length: 15 }, (_, lane) => message(`${facility}-${lane}`, 1)), uuid('facility', facility));
  }
  await idle();
  expect(peer.ledger).toHaveLength(90);
  expect(peer.peak).toBeLessThanOrEqual(3);
});

test('B3: stuck lanes hold up only themselves', async () => {
  peer.behaviour = async (m, _c, apply) => {
    await delay(5);
    if (m.laneId === message('stuck', 1).laneId) return { kind: 'waiting', reason: 'predecessor', retryInMs: 100 };
    if (m.laneId === message('refused', 1).laneId) return { kind: 'refused', code: '201', message: 'x' };
    apply();
    return { kind: 'delivered', result: null };
  };
  const first = await node();
  await enqueue(first, [message('stuck', 1), message('stuck', 2), message('refused', 1), message('refused', 2)]);
  await enqueue(first, Array.from({ length: 200 }, (_, lane) => message(lane, 1)));
  await until(() => peer.ledger.length === 200, 'the other lanes', 10_000);
});

test('B5: a noisy facility slows its neighbours by no more than half while a common budget is scarce', { timeout: 60_000 }, async () => {
  const budget = 10;
  peer.behaviour = serve(10);
  await database.owner.query('INSERT INTO titian.channel_budget (channel, concurrency) VALUES ($1, $2)', [CHANNEL, budget]);
  const first = await node();
  const enqueuedAt = new Map<string, number>();
  const facilities = Array.from({ length: 8 }, (_, index) => uuid('quiet', index));
  const quietRound = async (round: string): Promise<number[]> => {
    const from = peer.ledger.length;
    for (let step = 0; step < 25; step += 1) {
      for (const facilityId of facilities) {
        const m = message(`${round}-${facilityId}-${step}`, 1);
        enqueuedAt.set(m.messageId, performance.now());
        await enqueue(first, [m], facilityId);
      }
      await delay(20);
    }
    const quiet = (): number => peer.ledger.slice(from).filter((effect) => facilities.includes(effect.facilityId)).length;
    await until(() => quiet() === 25 * facilities.length, `round ${round}`);
    return peer.ledger.slice(from).filter((effect) => facilities.includes(effect.facilityId)).map((effect) => effect.atMs - (enqueuedAt.get(effect.messageId) ?? 0));
  };
  const baseline = quantile(await quietRound('alone'), 0.95);
  const noisy = uuid('noisy', 1);
  for (let part = 0; part < 10; part += 1) await enqueue(first, Array.from({ length: 200 }, (_, lane) => message(`noise-${part}-${lane}`, 1)), noisy);
  const besideNoise = quantile(await quietRound('noise'), 0.95);
  expect(peer.peak).toBeLessThanOrEqual(budget);
  expect(peer.ledger.filter((effect) => effect.facilityId === noisy).length).toBeGreaterThan(50);
  // One service time of slack: a place held by the noisy one must first end.
  expect(besideNoise).toBeLessThanOrEqual(baseline * 1.5 + 20);
});

test('B5: dead credentials cost at most three requests, then the channel is paused with its reason', async () => {
  peer.behaviour = async () => { await delay(20); return { kind: 'pause-channel', reason: 'credential' }; };
  const first = await node();
  await enqueue(first, Array.from({ length: 50 }, (_, lane) => message(lane, 1)));
  await until(async () => (await first.outbox.inspect.channels(FACILITY)).some((entry) => entry.pausedAt !== null), 'paused');
  await delay(400);
  expect([...peer.requests.values()].reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(3);
  expect(await first.outbox.inspect.channels(FACILITY)).toMatchObject([{ channel: CHANNEL, reason: 'credential', pausedBy: 'engine' }]);
  peer.behaviour = serve(1);
  await first.outbox.resumeChannel(FACILITY, CHANNEL, 'petugas', 'kredensial diganti');
  await idle();
  expect(peer.ledger).toHaveLength(50);
});

test('B6: today goes before a backlog, and the backlog keeps at least a fifth', { timeout: 60_000 }, async () => {
  // Slow enough that the peer, not this process, is the narrow place.
  peer.behaviour = serve(60);
  const share = (): { concurrency: number; ratePerSecond: null } => ({ concurrency: 5, ratePerSecond: null });
  const first = await node({ settings: { share } });
  const enqueuedAt = new Map<string, number>();
  const today = async (round: string): Promise<number[]> => {
    const ids = new Set<string>();
    for (let step = 0; step < 60; step += 1) {
      for (let index = 0; index < 2; index += 1) {
        const m = message(`${round}-${step}-${index}`, 1);
        ids.add(m.messageId);
        enqueuedAt.set(m.messageId, performance.now());
        await enqueue(first, [m]);
      }
      await delay(50);
    }
    const mine = (): typeof peer.ledger => peer.ledger.filter((effect) => ids.has(effect.messageId));
    await until(() => mine().length === ids.size, `round ${round}`);
    return mine().map((effect) => effect.atMs - (enqueuedAt.get(effect.messageId) ?? 0));
  };
  const baseline = quantile(await today('alone'), 0.95);
  for (let part = 0; part < 10; part += 1) await enqueue(first, Array.from({ length: 200 }, (_, lane) => message(`late-${part}-${lane}`, 1, { class: 2 })));
  const before = peer.ledger.length;
  const beside = quantile(await today('beside'), 0.95);
  const served = peer.ledger.slice(before);
  const late = served.filter((effect) => !enqueuedAt.has(effect.messageId)).length;
  expect(late / served.length).toBeGreaterThanOrEqual(0.2);
  expect(beside).toBeLessThanOrEqual(baseline * 2 + 10);
});

test('C2: while the peer is down there is one probe per interval, and work goes on soon after it is back', { timeout: 60_000 }, async () => {
  let isDown = true;
  const calls: number[] = [];
  peer.behaviour = async (_m, _c, apply) => {
    calls.push(performance.now());
    if (isDown) return { kind: 'later', reason: 'unreachable' };
    apply();
    return { kind: 'delivered', result: null };
  };
  const settings = { breaker: { failures: 3, quietMs: 300, probeIntervalMs: 1_000 }, backoffFirstMs: 50, backoffCapMs: 300 };
  const first = await node({ settings });
  await node({ settings });
  const opened: number[] = [];
  for (const entry of nodes) entry.outbox.events.on('breaker', ({ state }) => { if (state === 'open') opened.push(performance.now()); });
  await enqueue(first, Array.from({ length: 30 }, (_, lane) => message(lane, 1)));
  await until(() => opened.length > 0, 'opened', 5_000);
  await delay(500);
  const from = calls.length;
  await delay(4_000);
  expect(calls.length - from).toBeLessThanOrEqual(5);
  expect(calls.length - from).toBeGreaterThanOrEqual(2);
  isDown = false;
  const back = performance.now();
  await until(() => peer.ledger.length > 0, 'first effect after recovery', 5_000);
  expect(performance.now() - back).toBeLessThan(1_000 + 700);
  await idle();
  expect(peer.ledger).toHaveLength(30);
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
  await enqueue(first, Array.from({ length: 10 }, (_, lane) => message(lane, 1)));
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

test('the limit follows a knee that moves under it, and stays below the share', { timeout: 60_000 }, async () => {
  const gate = { knee: 12, running: 0 };
  // Beyond the knee everybody shares what the peer can do.
  peer.behaviour = async (_m, _c, apply) => {
    gate.running += 1;
    const started = performance.now();
    let work = 150;
    while (work > 0) {
      const before = performance.now();
      await delay(10);
      work -= (performance.now() - before) * Math.min(1, gate.knee / gate.running);
    }
    gate.running -= 1;
    apply();
    return { kind: 'delivered', result: performance.now() - started };
  };
  const first = await node({ settings: { share: () => ({ concurrency: 30, ratePerSecond: null }), attemptTimeoutMs: 20_000 } });
  for (let part = 0; part < 12; part += 1) await enqueue(first, Array.from({ length: 200 }, (_, lane) => message(`${part}-${lane}`, 1)));
  const settled = async (): Promise<number> => {
    await delay(4_000);
    const samples: number[] = [];
    for (let index = 0; index < 40; index += 1) {
      samples.push(first.outbox.health().channels[0]?.limit ?? 0);
      await delay(50);
    }
    return samples.reduce((sum, value) => sum + value, 0) / samples.length;
  };
  for (const knee of [12, 6, 20]) {
    gate.knee = knee;
    const limit = await settled();
    expect(limit, `knee ${knee}`).toBeGreaterThanOrEqual(knee * 0.8);
    expect(limit, `knee ${knee}`).toBeLessThanOrEqual(knee * 1.2);
  }
  expect(peer.peak).toBeLessThanOrEqual(30);
});
