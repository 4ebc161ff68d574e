// Pace, breaker, turns and shares, each as pure state on virtual time.
import { expect, test } from 'vitest';
import { Breaker } from './breaker.ts';
import { Pace } from './pace.ts';
import { RANGES, rangesOf, Turns, type Band } from './ranges.ts';
import { partOf } from './share.ts';

test('a pace is never exceeded in any second by more than its burst, and is used up when there is work', () => {
  for (const rate of [1, 8, 40, 200]) {
    const pace = new Pace(rate);
    const begun: number[] = [];
    for (let now = 0; now < 20_000; now += 7) {
      const free = Math.min(pace.available(now), 1_000);
      pace.take(now, free);
      for (let index = 0; index < free; index += 1) begun.push(now);
    }
    expect(begun.length).toBeGreaterThanOrEqual(rate * 20 * 0.98);
    for (const [index, at] of begun.entries()) {
      const inSecond = begun.slice(index).filter((other) => other < at + 1_000).length;
      expect(inSecond).toBeLessThanOrEqual(rate + Math.max(1, Math.ceil(rate / 50) + 1));
    }
  }
});

const RULES = { failures: 3, quietMs: 5_000, probeIntervalMs: 30_000 };

test('the breaker opens within 10 s of silence, also when a lone message fails with back-off', () => {
  const breaker = new Breaker(RULES);
  breaker.onAnswer(0, 200);
  const failsAt = [500, 1_500, 3_500, 7_500];
  const opened = failsAt.find((at) => breaker.onFailure(at));
  expect(opened).toBe(7_500);
});

test('the breaker opens at once after a quiet night', () => {
  const breaker = new Breaker(RULES);
  breaker.onAnswer(0, 200);
  const opened = [3_600_000, 3_600_100, 3_600_200].map((at) => breaker.onFailure(at));
  expect(opened).toEqual([false, false, true]);
});

test('the first probe counts from the first failure, but never comes at once', () => {
  const quick = new Breaker(RULES);
  quick.onAnswer(0, 200);
  for (const at of [1_000, 2_000, 6_000]) quick.onFailure(at);
  expect(quick.isOpen).toBe(true);
  expect(quick.probeInMs(6_000)).toBe(25_000);
  const slow = new Breaker(RULES);
  for (const at of [0, 40_000, 80_000]) slow.onFailure(at);
  expect(slow.probeInMs(80_000)).toBe(15_000);
});

test('a brown-out with half of the calls failing keeps it closed', () => {
  const breaker = new Breaker(RULES);
  let opened = false;
  for (let call = 0; call < 400; call += 1) {
    const at = call * 2_500;
    if ((call * 7_919) % 10 < 5) opened ||= breaker.onFailure(at);
    else breaker.onAnswer(at, 10_000);
  }
  expect(opened).toBe(false);
});

test('one probe per interval, and an answer closes', () => {
  const breaker = new Breaker(RULES);
  breaker.open(0, 30_000);
  expect(breaker.isProbeDue(29_999)).toBe(false);
  expect(breaker.isProbeDue(30_000)).toBe(true);
  breaker.postponeProbe(30_000);
  expect(breaker.isProbeDue(59_000)).toBe(false);
  expect(breaker.onAnswer(61_000, 200)).toBe(true);
  expect(breaker.isOpen).toBe(false);
});

const deal = (waiting: Set<Band>, turns: number): Map<Band, number> => {
  const dealer = new Turns(0.2, 0.05);
  const counts = new Map<Band, number>();
  for (let turn = 0; turn < turns; turn += 1) {
    const band = dealer.peek(waiting);
    if (band === null) break;
    dealer.take(band, waiting);
    counts.set(band, (counts.get(band) ?? 0) + 1);
  }
  return counts;
};

test('late work gets a fifth of the turns while people keep coming, and all of them when nobody comes', () => {
  expect(deal(new Set(['person', 'late']), 1_000).get('late')).toBeGreaterThanOrEqual(200);
  expect(deal(new Set(['person', 'late']), 1_000).get('late')).toBeLessThanOrEqual(205);
  expect(deal(new Set(['late']), 10).get('late')).toBe(10);
});

test('bulk starves neither itself nor others', () => {
  const counts = deal(new Set(['today', 'late', 'bulk']), 1_000);
  expect(counts.get('bulk')).toBeGreaterThanOrEqual(45);
  expect(counts.get('late')).toBeGreaterThanOrEqual(190);
  expect(counts.get('today')).toBeGreaterThanOrEqual(700);
});

test('people waiting come before today', () => {
  expect(deal(new Set(['person', 'today']), 100)).toEqual(new Map([['person', 100]]));
});

test('a lane of today that has waited too long is looked for among the late ones as well', () => {
  const names = (indexes: number[]): string[] =>
    indexes.map((index) => `${RANGES[index]?.class} ${RANGES[index]?.age}`);
  expect(names(rangesOf(1, 1_000, 600_000))).toEqual(['1 fresh']);
  expect(names(rangesOf(1, 700_000, 600_000))).toEqual(['1 fresh', '1 old']);
  expect(names(rangesOf(2, 700_000, 600_000))).toEqual(['2 any']);
});

test('the parts of a share add up to the share, whatever the number of nodes', () => {
  for (const concurrency of [1, 3, 4, 7, 60]) {
    for (const count of [1, 2, 3, 5, 8]) {
      const nodes = Array.from({ length: count }, (_, index) => `node-${index}`);
      for (const key of ['a', 'b', 'c']) {
        const parts = nodes.map((node) => partOf({ concurrency, ratePerSecond: 10 }, key, node, nodes));
        expect(parts.reduce((sum, part) => sum + part.concurrency, 0)).toBe(concurrency);
        expect(
          parts.reduce((sum, part) => sum + (part.concurrency > 0 ? (part.ratePerSecond ?? 0) : 0), 0),
        ).toBeCloseTo(10);
      }
    }
  }
});
