// What every scenario of a chaos run gets and gives. The play deals its blows under load; judging lost, doubled and overtaken effects is the
// same for all and happens afterwards (judge.ts).
import { setTimeout as delay } from 'node:timers/promises';
import type { SandboxControl } from '../../apps/cli/src/demo/sandbox-control.ts';
import { member } from '../../apps/cli/src/run/json-http.ts';
import type { Dice } from '../../tools/demo-day/dice.ts';
import type { Conditions } from './conditions.ts';
import type { ChaosNode, House, HouseOptions } from './house.ts';
import type { Load } from './load.ts';

export interface Stage {
  readonly house: House;
  readonly load: Load;
  readonly under: Conditions;
  readonly dice: Dice;
  say(line: string): void;
  /** Undone when everything has ended. */
  defer(undo: () => Promise<void> | void): void;
}

export type Figures = Readonly<Record<string, number | string | boolean | null | Readonly<Record<string, number>>>>;

export interface Played {
  /** What was measured, shown beside the judge's numbers. */
  readonly figures: Figures;
  /** Promises that did not hold, in words; empty = all held. */
  readonly broken: readonly string[];
}

export interface Scenario {
  /** Where no number is asked for. */
  readonly nodes: number;
  readonly blows: number;
  readonly house?: Pick<HouseOptions, 'between' | 'postgresSettings'>;
  /** How many visits are prepared for each blow; default 40. */
  readonly visitsPerBlow?: number;
  /** New events a second; default 120. */
  readonly perSecond?: number;
  readonly moods?: Conditions['moods'];
  /** Says why it cannot run on this machine; null = it can. */
  readonly obstacle?: () => string | null;
  play(stage: Stage): Promise<Played>;
}

/** A node that starts again warms up. */
const DELIVERING_WITHIN_MS = 6_000;
const CALLS_WITHIN_MS = 1_000;

/** Waits until calls leave for BPJS again, and then for the moment of the blow. Answers how many calls the blow will meet. */
export async function untilTheBlow({ house, dice }: Stage): Promise<number> {
  await untilCalls(house.control, DELIVERING_WITHIN_MS);
  await delay(dice.between(500, 1_600));
  return await untilCalls(house.control, CALLS_WITHIN_MS);
}

/** Calls at BPJS, as soon as there are any: a blow that meets none proves nothing about calls. */
export async function untilCalls(control: SandboxControl, withinMs: number): Promise<number> {
  const limit = performance.now() + withinMs;
  for (;;) {
    const { inFlight } = await traffic(control);
    if (inFlight > 0 || performance.now() > limit) return inFlight;
    await delay(10);
  }
}

/** All channels of the payer together. */
export async function traffic(control: SandboxControl): Promise<{ inFlight: number; requests: number }> {
  const channels = member(await control.call('GET', '/stats?seconds=0'), 'channels');
  const each: unknown[] = Object.values(typeof channels === 'object' && channels !== null ? channels : {});
  const total = (name: string): number => each.reduce<number>((sum, one) => sum + Number(member(one, name)), 0);
  return { inFlight: total('inFlight'), requests: total('requests') };
}

/** So long after `sinceMs` an event was accepted that had been offered later than that; null = not within the time. */
export async function untilAccepted(load: Load, sinceMs: number, withinMs: number): Promise<number | null> {
  const first = Promise.withResolvers<number>();
  load.onAnswer = ({ atMs, ms, isAccepted }) => {
    if (isAccepted && atMs >= sinceMs) first.resolve(atMs + ms - sinceMs);
  };
  try {
    return await Promise.race([first.promise, delay(withinMs, null)]);
  } finally {
    load.onAnswer = null;
  }
}

export function pickNode({ house, dice }: Stage): ChaosNode {
  return dice.pick(house.nodes);
}

/** The worst and the middle of some measured times, in seconds. */
export function spread(ms: readonly number[]): { worst: number; median: number } {
  const sorted = ms.toSorted((a, b) => a - b);
  const seconds = (value: number | undefined): number => Number(((value ?? 0) / 1000).toFixed(2));
  return { worst: seconds(sorted.at(-1)), median: seconds(sorted[Math.floor(sorted.length / 2)]) };
}
