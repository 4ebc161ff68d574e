import { expect, it } from 'vitest';
import {
  bucketOf,
  curveOf,
  errorsOf,
  figuresOf,
  LATENCY_BOUNDS_MS,
  LATENCY_BUCKETS,
  percentile,
  type SlotCount,
} from './health-minutes.ts';

const counts = (...latencies: readonly number[]): number[] => {
  const made = Array.from({ length: LATENCY_BUCKETS }, () => 0);
  for (const ms of latencies) made[bucketOf(ms)] = (made[bucketOf(ms)] ?? 0) + 1;
  return made;
};
const slot = (slotsAgo: number, code: string, latencies: readonly number[], channel = 'vclaim.sep'): SlotCount => ({
  channel,
  code,
  slot: slotsAgo,
  count: latencies.length,
  latency: counts(...latencies),
});

it('a bound belongs to its own bucket, and what is beyond the last one to one more', () => {
  expect(bucketOf(0)).toBe(0);
  expect(bucketOf(50)).toBe(0);
  expect(bucketOf(50.1)).toBe(1);
  expect(bucketOf(30_000)).toBe(LATENCY_BUCKETS - 2);
  expect(bucketOf(90_000)).toBe(LATENCY_BUCKETS - 1);
});

it('a percentile lies in the bucket of the true one, for any answers', () => {
  // Seeded by hand: 400 latencies over the whole range, compared with sorting them.
  const latencies = Array.from({ length: 400 }, (_, index) => ((index * 7919) % 400) ** 2 / 8);
  const sorted = latencies.toSorted((a, b) => a - b);
  for (const share of [0.5, 0.9, 0.95, 0.99]) {
    const truth = sorted[Math.ceil(share * sorted.length) - 1] ?? 0;
    const read = percentile(counts(...latencies), share) ?? -1;
    expect(bucketOf(read)).toBe(bucketOf(truth));
  }
  expect(percentile(counts(), 0.5)).toBeNull();
  expect(percentile(counts(60_000), 0.5)).toBe(LATENCY_BOUNDS_MS.at(-1));
});

it('calls without an answer are counted, and say nothing about how long answers take', () => {
  const some = [slot(0, 'ok', [80, 90]), slot(0, 'BPJS_UNCERTAIN', [20_000]), slot(0, 'BPJS_REJECTED', [70])];
  const figures = figuresOf(some, 1);
  expect(figures).toMatchObject({ total: 4, good: 2, unanswered: 1 });
  expect(figures.p99Ms).toBeLessThanOrEqual(100);
});

it('a period holds its own quarters only, and errors come most frequent first', () => {
  const some = [
    slot(0, 'ok', [100]),
    slot(3, 'BPJS_REJECTED', [100, 100]),
    slot(3, 'BPJS_UNREACHABLE', [9]),
    slot(4, 'BPJS_REJECTED', [100]),
  ];
  expect(figuresOf(some, 4).total).toBe(4);
  expect(errorsOf(some, 4)).toEqual([
    { code: 'BPJS_REJECTED', count: 2 },
    { code: 'BPJS_UNREACHABLE', count: 1 },
  ]);
  const curve = curveOf(some, 5);
  expect(curve.map((point) => point.total)).toEqual([1, 3, 0, 0, 1]);
  expect(curve[1]?.unanswered).toBe(1);
});
