// One working day of referrals from one seed: who sends when, over which network, and how much work each is for the payer.
import { seeded } from '@titian/outbox/testing';
import { STABLE } from './payer.ts';

export const FACILITIES = 22_443;
/** The first so many sit on bad networks. */
export const BAD_NETWORKS = 2_506;
const GOOD = { netMs: 50, lost: 0 };
/** Two seconds of wire, and one call in twenty is lost on it. */
const BAD = { netMs: 2_000, lost: 0.05 };
const WORK_MS = 1_000;
const WORK_SPREAD = 0.15;
/** A referral is read back with less work than it is written. */
export const READ_WORK = 0.3;
/** Half hours from 07.00; the peak asks for this much more than 60 channels carry. */
const PROFILE = [0.5, 0.9, 1.3, 1.6, 1.7, 1.6, 1.4, 1.2, 1, 0.8, 0.6, 0.5, 0.6, 0.6, 0.4, 0.2];
const PEAK = 1.25;
const HALF_HOUR_MS = 1_800_000;
const SIZE_SPREAD = 0.5;

export const OPENS_MS = 7 * 3_600_000;

export interface Referral {
  readonly facility: number;
  readonly atMs: number;
}

export interface Day {
  readonly referrals: readonly Referral[];
  /** Channel-milliseconds that one referral of this facility takes when nothing is crowded. */
  holdMs(facility: number): number;
  netMs(facility: number): number;
  lost(facility: number): number;
  workMs(): number;
  /** While 60 channels alone would have a backlog: where goodput is measured. */
  /** Whether its network is one of the bad ones. */
  isBad(facility: number): boolean;
  readonly busy: { readonly fromMs: number; readonly untilMs: number };
}

/** Fewer facilities bring the same load: each sends more. */
export function dayOfReferrals(seed: number, facilities: number): Day {
  const { next: random } = seeded(seed);
  const normal = (): number => Array.from({ length: 12 }, random).reduce((sum, one) => sum + one, -6);
  const bad = Math.round((facilities * BAD_NETWORKS) / FACILITIES);
  const isBad = (facility: number): boolean => facility < bad;
  const netOf = (facility: number) => (isBad(facility) ? BAD : GOOD);
  // An answer that the network loses costs a question afterwards: whoever carries this referral pays for it, however it sends.
  const holdMs = (facility: number): number => {
    const { netMs, lost } = netOf(facility);
    return netMs + WORK_MS + (lost / (1 - lost)) * (netMs + WORK_MS * READ_WORK);
  };
  const meanHoldMs = (holdMs(0) * bad + holdMs(facilities - 1) * (facilities - bad)) / facilities;
  const total = PROFILE.reduce((sum, one) => sum + one, 0);
  const wanted = (PEAK * STABLE * HALF_HOUR_MS * total) / (meanHoldMs * Math.max(...PROFILE));
  const sizes = Array.from({ length: facilities }, () => Math.exp(SIZE_SPREAD * normal()));
  const perSize = wanted / sizes.reduce((sum, one) => sum + one, 0);
  const referrals: Referral[] = [];
  for (const [facility, size] of sizes.entries()) {
    const mean = size * perSize;
    const count = Math.max(1, Math.round(mean + Math.sqrt(mean) * normal()));
    for (let one = 0; one < count; one += 1) {
      let dice = random() * total;
      let slot = 0;
      for (; dice > (PROFILE[slot] ?? total); slot += 1) dice -= PROFILE[slot] ?? 0;
      // Neighbouring half hours run into each other.
      const at = Math.min(PROFILE.length - 1e-6, Math.abs(slot + random() + random() - 0.5));
      referrals.push({ facility, atMs: OPENS_MS + at * HALF_HOUR_MS });
    }
  }
  referrals.sort((a, b) => a.atMs - b.atMs);
  return {
    referrals,
    holdMs,
    isBad,
    netMs: (facility) => netOf(facility).netMs * (0.7 + 0.6 * random()),
    lost: (facility) => netOf(facility).lost,
    workMs: () => WORK_MS * Math.exp(WORK_SPREAD * normal()),
    busy: busyTime(referrals, holdMs),
  };
}

/** The longest time in which a fluid poured into 60 channels would stand. */
function busyTime(referrals: readonly Referral[], holdMs: (facility: number) => number): Day['busy'] {
  let backlogMs = 0;
  let lastMs = OPENS_MS;
  let fromMs = OPENS_MS;
  let best = { fromMs, untilMs: OPENS_MS };
  for (const { atMs, facility } of referrals) {
    const drainedMs = backlogMs / STABLE;
    if (drainedMs <= atMs - lastMs) {
      if (lastMs + drainedMs - fromMs > best.untilMs - best.fromMs) best = { fromMs, untilMs: lastMs + drainedMs };
      fromMs = atMs;
      backlogMs = 0;
    } else backlogMs -= (atMs - lastMs) * STABLE;
    backlogMs += holdMs(facility);
    lastMs = atMs;
  }
  return best;
}
