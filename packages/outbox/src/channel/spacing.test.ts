// Room between calls: who gets it, how much, and how it goes away again.
import { expect, test } from 'vitest';
import { resolveSettings } from '../settings.ts';
import { seeded } from '../testing/messages.ts';
import { Channel } from './channel.ts';
import { RANGES } from './ranges.ts';
import { Spacing } from './spacing.ts';

const MINUTE = 60_000;
/** As seldom as a small clinic calls. */
const SELDOM = 2 * MINUTE;

/** Answers of this latency, one per interval, beginning where the last series ended. */
function series(spacing: Spacing, from: number, count: number, everyMs: number, latencyMs: number): number {
  for (let call = 1; call <= count; call += 1) spacing.onAnswer(from + call * everyMs, latencyMs);
  return from + count * everyMs;
}

test('whoever calls every two minutes and finds a crowd waits longer than that, and comes back step by step', () => {
  const spacing = new Spacing('facility channel');
  let now = series(spacing, 0, 10, SELDOM, 1_000);
  expect(spacing.roomMs).toBe(0);
  now = series(spacing, now, 1, SELDOM, 1_500);
  expect(spacing.roomMs).toBeGreaterThan(SELDOM);
  expect(spacing.roomMs).toBeLessThanOrEqual(1.5 * SELDOM);
  expect(spacing.waitMs(now)).toBeGreaterThan(0.7 * spacing.roomMs);
  expect(spacing.waitMs(now + 2 * SELDOM)).toBe(0);
  const crowded = spacing.roomMs;
  now = series(spacing, now, 3, SELDOM, 1_000);
  expect(spacing.roomMs).toBeLessThan(crowded);
  expect(spacing.roomMs).toBeGreaterThan(0);
  series(spacing, now, 60, SELDOM, 1_000);
  expect(spacing.roomMs).toBe(0);
});

test('a busy channel gets none: its limit decides', () => {
  const spacing = new Spacing('facility channel');
  let now = series(spacing, 0, 50, 250, 1_000);
  now = series(spacing, now, 5, 250, 4_000);
  spacing.onTrouble(now + 250, 4_000);
  expect(spacing.roomMs).toBe(0);
});

test('after a start or an outage nobody is held back by the first answers', () => {
  const spacing = new Spacing('facility channel');
  spacing.onAnswer(0, 1_000);
  spacing.onTrouble(10 * MINUTE, 60_000);
  spacing.onTrouble(20 * MINUTE, 60_000);
  expect(spacing.roomMs).toBe(0);
  let now = series(spacing, 20 * MINUTE, 10, SELDOM, 1_000);
  now = series(spacing, now, 2, SELDOM, 3_000);
  expect(spacing.roomMs).toBeGreaterThan(0);
  spacing.restart();
  expect(spacing.waitMs(now)).toBe(0);
  spacing.onTrouble(now + 60 * MINUTE, 1_000);
  expect(spacing.roomMs).toBe(0);
});

test('a payer that is slower from now on is believed after a while', () => {
  const spacing = new Spacing('facility channel');
  let now = series(spacing, 0, 20, SELDOM, 1_000);
  now = series(spacing, now, 60, SELDOM, 3_000);
  expect(spacing.roomMs).toBe(0);
});

test('answers that vary are not a crowd', () => {
  for (const seed of [1, 2, 3, 4, 5]) {
    const spacing = new Spacing('facility channel');
    const random = seeded(seed);
    let spaced = 0;
    for (let call = 1; call <= 2_000; call += 1) {
      spacing.onAnswer(call * SELDOM, 40 + random.next() * 120);
      if (call > 50 && spacing.roomMs > 0) spaced += 1;
    }
    expect(spaced / 2_000, `seed ${seed}`).toBeLessThan(0.02);
  }
});

test('the room never grows beyond a quarter of an hour, and two installs do not come back together', () => {
  const one = new Spacing('one');
  const other = new Spacing('other');
  for (const spacing of [one, other]) {
    const now = series(spacing, 0, 10, 5 * MINUTE, 1_000);
    for (let call = 1; call <= 14; call += 1) spacing.onTrouble(now + call * 15 * MINUTE, 1_000);
    expect(spacing.roomMs).toBe(15 * MINUTE);
  }
  const now = 10 * 5 * MINUTE + 14 * 15 * MINUTE;
  expect(one.waitMs(now)).not.toBe(other.waitMs(now));
  expect(Math.max(one.waitMs(now), other.waitMs(now))).toBeLessThanOrEqual(15 * MINUTE * 1.25);
});

test('neither a person who waits nor a house with a common budget is held back by the room that is kept for others', () => {
  const channel = new Channel('facility', 'channel', resolveSettings());
  channel.setShare(4, null);
  for (const index of channel.ready.keys()) channel.ready[index] = true;
  let now = 0;
  for (let call = 0; call < 10; call += 1) channel.onAnswer((now += SELDOM), 1_000);
  channel.onAnswer((now += SELDOM), 2_000);
  expect(channel.isSpaced(now)).toBe(true);
  expect([...channel.beginningBands(true, now)]).toEqual(['person']);
  expect(channel.free(now)).toBeGreaterThan(0);
  channel.hasCommonBudget = true;
  expect(channel.isSpaced(now)).toBe(false);
  channel.hasCommonBudget = false;
  expect([...channel.beginningBands(true, now + 3 * SELDOM)]).toEqual(['person', 'today', 'late', 'bulk']);
});

test('late work collects its fifth of the turns also while only a person may begin', () => {
  const channel = new Channel('facility', 'channel', resolveSettings());
  let now = 0;
  for (let call = 0; call < 40; call += 1) {
    now += 60_000;
    channel.onTrouble(now, 200, 'throttled');
  }
  expect(channel.isSpaced(now)).toBe(true);
  channel.ready[RANGES.findIndex(({ band }) => band === 'person')] = true;
  channel.ready[RANGES.findIndex(({ band }) => band === 'late')] = true;
  const turns: string[] = [];
  for (let turn = 0; turn < 20; turn += 1)
    for (const band of channel.beginningBands(true, now)) {
      channel.turns.take(band, channel.waitingBands(true));
      turns.push(band);
    }
  expect(turns.filter((band) => band === 'late')).toHaveLength(4);
  expect(turns.filter((band) => band === 'person')).toHaveLength(16);
});
