// What one minute of a channel is remembered by: how often each ending came and how long answers took, counted by fixed bounds, so that
// minutes, nodes and days add up. Percentiles are read from the counts. Pure.
import { isUnanswered } from './health.ts';

/** Upper bounds in milliseconds; what took longer than the last falls into one more bucket. */
export const LATENCY_BOUNDS_MS = [
  50, 100, 200, 300, 500, 750, 1_000, 1_500, 2_000, 3_000, 5_000, 8_000, 12_000, 20_000, 30_000,
] as const;
export const LATENCY_BUCKETS = LATENCY_BOUNDS_MS.length + 1;

/** What an exchange that ended well is filed under; every other code is ours (`BPJS_REJECTED`, …). */
export const GOOD = 'ok';

export function bucketOf(latencyMs: number): number {
  const index = LATENCY_BOUNDS_MS.findIndex((bound) => latencyMs <= bound);
  return index === -1 ? LATENCY_BUCKETS - 1 : index;
}

/**
 * The value below which `share` of the answers lie, interpolated inside its bucket; null without answers. Beyond the last bound only
 * the bound is known.
 * @example percentile([0, 10, 0, …], 0.5) // 75: in the middle between 50 and 100
 */
export function percentile(counts: readonly number[], share: number): number | null {
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total === 0) return null;
  const wanted = share * total;
  let before = 0;
  for (const [index, count] of counts.entries()) {
    if (count > 0 && before + count >= wanted) {
      const low = index === 0 ? 0 : (LATENCY_BOUNDS_MS[index - 1] ?? 0);
      const high = LATENCY_BOUNDS_MS[index] ?? low;
      return Math.round(low + (high - low) * Math.max(0, (wanted - before) / count));
    }
    before += count;
  }
  return LATENCY_BOUNDS_MS.at(-1) ?? null;
}

/** Counts of one channel over some time. `slot` is how many quarters of an hour ago it began. */
export interface SlotCount {
  readonly channel: string;
  readonly code: string;
  readonly slot: number;
  readonly count: number;
  readonly latency: readonly number[];
}

export const DAY_SLOTS = 96;
/** Periods that a person compares: the last quarter, hour and day. */
export const PERIODS = { m15: 1, h1: 4, h24: DAY_SLOTS } as const;
export type Period = keyof typeof PERIODS;

export interface PeriodFigures {
  readonly total: number;
  readonly good: number;
  readonly unanswered: number;
  readonly p50Ms: number | null;
  readonly p95Ms: number | null;
  readonly p99Ms: number | null;
}

export function figuresOf(counts: readonly SlotCount[], slots: number): PeriodFigures {
  const inside = counts.filter((one) => one.slot < slots);
  const answered = inside.filter((one) => !isUnanswered(one.code));
  const latency = Array.from({ length: LATENCY_BUCKETS }, (_, index) =>
    answered.reduce((sum, one) => sum + (one.latency[index] ?? 0), 0),
  );
  const count = (some: readonly SlotCount[]) => some.reduce((sum, one) => sum + one.count, 0);
  return {
    total: count(inside),
    good: count(inside.filter((one) => one.code === GOOD)),
    unanswered: count(inside) - count(answered),
    // How long people wait for an answer; a call that never came back says nothing about that.
    p50Ms: percentile(latency, 0.5),
    p95Ms: percentile(latency, 0.95),
    p99Ms: percentile(latency, 0.99),
  };
}

/** Endings that were not good, most frequent first. */
export function errorsOf(counts: readonly SlotCount[], slots: number): readonly { code: string; count: number }[] {
  const byCode = new Map<string, number>();
  for (const one of counts)
    if (one.slot < slots && one.code !== GOOD) byCode.set(one.code, (byCode.get(one.code) ?? 0) + one.count);
  return [...byCode]
    .map(([code, count]) => ({ code, count }))
    .toSorted((a, b) => b.count - a.count || a.code.localeCompare(b.code));
}

/** A point of the small curve: one quarter of an hour, oldest first. */
export interface SlotPoint {
  readonly total: number;
  readonly unanswered: number;
  readonly p95Ms: number | null;
}

export function curveOf(counts: readonly SlotCount[], slots = DAY_SLOTS): readonly SlotPoint[] {
  const bySlot = new Map<number, SlotCount[]>();
  for (const one of counts) bySlot.set(one.slot, [...(bySlot.get(one.slot) ?? []), { ...one, slot: 0 }]);
  return Array.from({ length: slots }, (_, index) => {
    const { total, unanswered, p95Ms } = figuresOf(bySlot.get(slots - 1 - index) ?? [], 1);
    return { total, unanswered, p95Ms };
  });
}
