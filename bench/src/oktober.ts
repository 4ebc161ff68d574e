// The national go-live of online referral: 22,443 facilities, 100 channels at the payer, unstable above 60. One working day, three ways to send it,
// on virtual time from one seed. Correctness first: nothing twice, everything the same day. How the payer behaves: oktober/payer.ts.
import { BAD_NETWORKS, dayOfReferrals, FACILITIES, OPENS_MS, type Day } from './oktober/day.ts';
import { Payer, STABLE } from './oktober/payer.ts';
import { Naive, Titian, type Sender, type Sent } from './oktober/senders.ts';
import { percentile, type Bench } from './result.ts';
import { seeded } from '@titian/outbox/testing';

const SEED = 2026;
/** Referrals that came in time are due before midnight. */
const MIDNIGHT_MS = 24 * 3_600_000;
/** As long as the engine needs to notice and to try again (its probe interval). */
const CONTROL_INTERVAL_MS = 30_000;
const WAYS = ['a', 'b', 'c'] as const;

interface Figures {
  readonly goodput: number;
  readonly longestAboveMs: number;
  readonly aboveShare: number;
  readonly inUse: number;
  readonly fairness: number;
  readonly openAtMidnight: number;
  readonly twice: number;
  readonly medianMinutes: number;
  readonly p95Minutes: number;
  readonly badToGood: number;
}

function play(day: Day, facilities: number, make: (payer: Payer) => Sender): Figures {
  const payer = new Payer(OPENS_MS, seeded(SEED + 7).next);
  const sender = make(payer);
  const all = day.referrals.map(({ facility, atMs }): Sent => {
    const sent = { facility, atMs, applied: 0, isDelivered: false, deliveredAtMs: Number.NaN };
    payer.at(atMs, () => sender.accept(sent));
    return sent;
  });
  payer.run(MIDNIGHT_MS);
  const { fromMs, untilMs } = day.busy;
  const inBusyTime = all.filter(({ deliveredAtMs: at }) => at >= fromMs && at < untilMs);
  const usefulMs = inBusyTime.reduce((sum, { facility }) => sum + day.holdMs(facility), 0);
  const done = all.filter(({ isDelivered }) => isDelivered);
  const minutes = done.map(({ atMs, deliveredAtMs }) => (deliveredAtMs - atMs) / 60_000);
  const shares = served(all, untilMs, facilities);
  const mean = (from: number, until: number) =>
    shares.slice(from, until).reduce((sum, one) => sum + one, 0) / (until - from);
  const bad = shares.findIndex((_, facility) => !day.isBad(facility));
  return {
    goodput: usefulMs / (STABLE * (untilMs - fromMs)),
    longestAboveMs: payer.longestAboveMs,
    aboveShare: payer.aboveMs / (untilMs - fromMs),
    inUse: meanInUse(payer, fromMs, untilMs),
    fairness: jain(shares),
    openAtMidnight: all.length - done.length,
    twice: all.filter(({ applied }) => applied > 1).length,
    medianMinutes: percentile(minutes, 0.5),
    p95Minutes: percentile(minutes, 0.95),
    badToGood: mean(0, bad) / mean(bad, shares.length),
  };
}

function meanInUse(payer: Payer, fromMs: number, untilMs: number): number {
  const minutes = [...payer.usedInMinute].filter(
    ([minute]) => minute * 60_000 >= fromMs && (minute + 1) * 60_000 <= untilMs,
  );
  return minutes.reduce((sum, [, used]) => sum + used, 0) / (minutes.length * 60_000);
}

/** Which part of its referrals each facility got through until the end of the busy time. */
function served(all: readonly Sent[], untilMs: number, facilities: number): number[] {
  const came = new Float64Array(facilities);
  const through = new Float64Array(facilities);
  for (const { facility, atMs, deliveredAtMs } of all) {
    if (atMs >= untilMs) continue;
    came[facility] = (came[facility] ?? 0) + 1;
    if (deliveredAtMs < untilMs) through[facility] = (through[facility] ?? 0) + 1;
  }
  return [...came].map((count, facility) => (count === 0 ? 1 : (through[facility] ?? 0) / count));
}

function jain(values: readonly number[]): number {
  const sum = values.reduce((total, one) => total + one, 0);
  return sum ** 2 / (values.length * values.reduce((total, one) => total + one ** 2, 0));
}

export const run: Bench = async ({ scale, log }) => {
  const facilities = Math.max(500, Math.round(FACILITIES * scale));
  const day = dayOfReferrals(SEED, facilities);
  const clock = (ms: number): string => new Date(ms).toISOString().slice(11, 16);
  log(
    `${day.referrals.length} referrals of ${facilities} facilities, busy from ${clock(day.busy.fromMs)} to ${clock(day.busy.untilMs)}`,
  );
  const senders = {
    a: (payer: Payer) => new Naive(payer, day, SEED),
    b: (payer: Payer) => new Titian(payer, day, SEED, facilities, false),
    c: (payer: Payer) => new Titian(payer, day, SEED, facilities, true),
  };
  const ratios: Record<string, number> = {};
  const figures: Record<string, number> = { referrals: day.referrals.length };
  const found = new Map<(typeof WAYS)[number], Figures>();
  for (const way of WAYS) {
    const startedAt = performance.now();
    const one = play(day, facilities, senders[way]);
    found.set(way, one);
    log(
      `${way}: goodput ${one.goodput.toFixed(3)}, played in ${((performance.now() - startedAt) / 1_000).toFixed(1)} s`,
    );
    ratios[`${way} goodput`] = one.goodput;
    ratios[`${way} fairness`] = one.fairness;
    ratios[`${way} bad to good networks`] = one.badToGood;
    figures[`${way} longestAboveS`] = one.longestAboveMs / 1_000;
    figures[`${way} aboveShare`] = one.aboveShare;
    figures[`${way} inUse`] = one.inUse;
    figures[`${way} openAtMidnight`] = one.openAtMidnight;
    figures[`${way} twice`] = one.twice;
    figures[`${way} medianMinutes`] = one.medianMinutes;
    figures[`${way} p95Minutes`] = one.p95Minutes;
  }
  const holdsFor = (way: 'b' | 'c', goodput: number): Record<string, boolean> => {
    const one = found.get(way);
    if (one === undefined) return {};
    return {
      [`${way} goodput ≥ ${goodput}`]: one.goodput >= goodput,
      [`${way} never above ${STABLE} for longer than ${CONTROL_INTERVAL_MS / 1_000} s`]:
        one.longestAboveMs <= CONTROL_INTERVAL_MS,
      [`${way} fairness ≥ 0.95`]: one.fairness >= 0.95,
      [`${way} everything the same day`]: one.openAtMidnight === 0,
      [`${way} nothing twice`]: one.twice === 0,
    };
  };
  return {
    name: 'oktober',
    ratios,
    figures,
    holds: { ...holdsFor('b', 0.85), ...holdsFor('c', 0.95) },
    formulas: {
      goodput: `channel time of what was delivered in the busy time ÷ (${STABLE} channels × its length); busy = while a fluid in ${STABLE} channels would have a backlog`,
      payer: `≤ ${STABLE} calls at full speed; n > ${STABLE} share it and fail with 0.9 × ((n − 60) ÷ 40)²; the 101st is refused`,
      networks: `${BAD_NETWORKS} of ${FACILITIES} facilities need 2 s on the wire and lose 1 call in 20`,
      fairness: 'Jain over the part of its referrals that each facility got through until the end of the busy time',
    },
  };
};
