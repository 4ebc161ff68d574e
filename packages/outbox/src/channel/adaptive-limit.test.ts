// The limit against a peer with a knee, on virtual time: below the knee every call takes its base time, above it calls queue.
import { expect, test } from 'vitest';
import { AdaptiveLimit } from './adaptive-limit.ts';

interface Peer {
  knee: number;
  baseMs: number;
  jitter: number;
}

/** A closed loop that always fills the limit: a processor-sharing peer, in steps of one finished call. */
function drive(
  limit: AdaptiveLimit,
  peer: Peer,
  calls: number,
  random: () => number,
): { average: number; highest: number } {
  const running: { startedAt: number; work: number }[] = [];
  let now = 0;
  let sum = 0;
  let highest = 0;
  for (let done = 0; done < calls; done += 1) {
    while (running.length < limit.limit)
      running.push({ startedAt: now, work: peer.baseMs * (1 + (random() - 0.5) * peer.jitter) });
    const speed = Math.min(1, peer.knee / running.length);
    running.sort((a, b) => a.work - b.work);
    const first = running.shift();
    if (first === undefined) throw new Error('nothing runs');
    const step = first.work / speed;
    now += step;
    for (const call of running) call.work -= step * speed;
    highest = Math.max(highest, running.length + 1);
    if (done >= calls / 2) sum += limit.limit;
    limit.record(now - first.startedAt, 'ok', running.length + 1);
  }
  return { average: sum / (calls - Math.ceil(calls / 2)), highest };
}

const random = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
};

test('it settles within 20 % of a knee that moves, and never above the share', () => {
  for (const seed of [1, 2, 3, 4, 5]) {
    const limit = new AdaptiveLimit(60);
    const peer: Peer = { knee: 20, baseMs: 100, jitter: 0.2 };
    for (const knee of [20, 8, 40, 12, 30]) {
      peer.knee = knee;
      const { average, highest } = drive(limit, peer, 4_000, random(seed));
      expect(average, `knee ${knee} seed ${seed}`).toBeGreaterThan(knee * 0.8);
      expect(average, `knee ${knee} seed ${seed}`).toBeLessThan(knee * 1.2);
      expect(highest).toBeLessThanOrEqual(60);
    }
  }
});

test('it uses the whole share when the peer carries it', () => {
  const limit = new AdaptiveLimit(4);
  const { average, highest } = drive(limit, { knee: 100, baseMs: 500, jitter: 0.4 }, 2_000, random(1));
  expect(average).toBeGreaterThan(3.8);
  expect(highest).toBe(4);
});

test('a peer that becomes slower without queueing is not mistaken for an overloaded one', () => {
  const limit = new AdaptiveLimit(30);
  const peer: Peer = { knee: 1_000, baseMs: 100, jitter: 0.1 };
  drive(limit, peer, 2_000, random(1));
  peer.baseMs = 300;
  expect(drive(limit, peer, 6_000, random(2)).average).toBeGreaterThan(30 * 0.8);
});

test('it begins with one call, so that dead credentials cost no more than a few requests', () => {
  const limit = new AdaptiveLimit(50);
  expect(limit.limit).toBe(1);
  limit.record(10, 'ok', 1);
  expect(limit.limit).toBe(1);
});

test('errors and a plea for fewer calls cut it, again and again down to one', () => {
  const limit = new AdaptiveLimit(32);
  drive(limit, { knee: 100, baseMs: 10, jitter: 0 }, 500, random(1));
  expect(limit.limit).toBeGreaterThan(20);
  limit.record(10, 'throttled', 32);
  expect(limit.limit).toBeLessThan(25);
  for (let call = 0; call < 500; call += 1) limit.record(10, 'failed', limit.limit);
  expect(limit.limit).toBe(1);
});

test('one call in twelve that fails by chance leaves most of the share in use', () => {
  for (const seed of [1, 2, 3]) {
    const limit = new AdaptiveLimit(16);
    const chance = random(seed);
    let sum = 0;
    for (let call = 0; call < 5_000; call += 1) {
      limit.record(50 + chance() * 5, chance() < 1 / 12 ? 'failed' : 'ok', limit.limit);
      if (call >= 500) sum += limit.limit;
    }
    expect(sum / 4_500, `seed ${seed}`).toBeGreaterThan(16 * 0.75);
  }
});
