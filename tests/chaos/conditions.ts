// Under which conditions a chaos run plays: the usual ones (kills, a payer that annoys), and one set per planted bug in which an intact
// engine ends clean and the bug cannot hide. Only data and moods; main.ts plays them.
import type { SandboxControl } from '../../apps/cli/src/demo/sandbox-control.ts';

export const BUGS = ['blind-resend', 'skip-lease-check', 'already-as-equal', 'drop-after-five'] as const;
export type Bug = (typeof BUGS)[number];
export const CHARACTERS = ['documented', 'dumb'] as const;
export type Character = (typeof CHARACTERS)[number];

/** The settle window of production is 120 s; the payer of this run applies nothing after it cut the connection, so 2 s tell the same. */
export const SETTLE_WINDOW_MS = 2_000;
export const LEASE_MS = 3_000;
export const PROBE_INTERVAL_MS = 1_000;

type Mood = Readonly<Record<string, unknown>>;
type Moods = Readonly<Record<string, Mood>>;

export interface Conditions {
  readonly character: Character;
  readonly kills: number;
  /** Upper bound of visits; without kills exactly so many. */
  readonly visits: number;
  /** Every so many visits meet another program that reports their Task 4 first; null = nobody does. */
  readonly strangerEvery: number | null;
  readonly moods: Moods;
  /** After the last visit was accepted: other moods for a while, and those of the rest. */
  readonly afterwards?: { readonly moods: Moods; readonly forMs: number; readonly rest: Moods };
  /** A node is frozen past its lease while another takes over, then wakes. */
  readonly freezes: number;
  /** So long nothing has become less of what waits or is unclear: then what is missing counts as lost. */
  readonly quietWithinMs: number;
}

export const uniform = (minMs: number, maxMs: number): Mood => ({ latency: { kind: 'uniform', minMs, maxMs } });
const fault = (kind: string, probability: number) => ({ kind, probability, on: 'writes' });

/** Slow, sometimes nonsense before or after it applied, and now and then a broken connection. */
const ANNOYING: Moods = {
  '*': {
    ...uniform(40, 160),
    faults: [fault('reset-after-apply', 0.04), fault('html-after-apply', 0.01), fault('status-5xx', 0.03)],
  },
};
/** For the rest, when nobody is killed any more. */
const MILD: Moods = {
  '*': { ...uniform(5, 40), faults: [fault('reset-after-apply', 0.02), fault('status-5xx', 0.01)] },
};
/** Most writes fail for a while. */
const ILL: Moods = { '*': { ...uniform(5, 20), faults: [fault('status-5xx', 0.8)] } };
const CALM: Moods = { '*': uniform(5, 20) };
const VISITS_PER_KILL = 40;

export function chaosConditions(
  character: Character,
  kills: number,
  freezes: number,
  visitsPerKill = VISITS_PER_KILL,
): Conditions {
  return {
    character,
    kills,
    freezes,
    visits: Math.max(200, kills * visitsPerKill),
    // A dumb payer never says "already there": a stranger's time would simply stand beside ours.
    strangerEvery: character === 'dumb' ? null : 9,
    moods: ANNOYING,
    afterwards: { moods: ILL, forMs: 3_000, rest: MILD },
    quietWithinMs: 180_000,
  };
}

/** What the judge finds when the bug is planted. */
export const CAUGHT_AS: Readonly<Record<Bug, 'lost' | 'duplicated' | 'hiddenDifferences'>> = {
  'blind-resend': 'duplicated',
  'skip-lease-check': 'duplicated',
  'already-as-equal': 'hiddenDifferences',
  'drop-after-five': 'lost',
};

const PLANTED = { kills: 0, freezes: 0, visits: 40, strangerEvery: null, quietWithinMs: 20_000 } as const;

/** What each bug cannot hide from. An intact engine ends clean in all of them. */
export const CONDITIONS_OF: Readonly<Record<Bug, Conditions>> = {
  // A quarter of all answers is lost after the effect: whoever does not ask doubles them at a payer that applies everything.
  'blind-resend': {
    ...PLANTED,
    character: 'dumb',
    moods: { '*': { ...uniform(5, 20), faults: [fault('reset-after-apply', 0.25)] } },
  },
  // Calls that last, a node that sleeps in the middle of them, and another that takes over.
  'skip-lease-check': { ...PLANTED, character: 'dumb', freezes: 1, moods: { '*': uniform(150, 400) } },
  // Every third visit's Task 4 stands at BPJS already, with another time.
  'already-as-equal': { ...PLANTED, character: 'documented', strangerEvery: 3, moods: CALM },
  // One call fails for as long as five tries take, while all others, also on its own channel, get through: no breaker opens.
  'drop-after-five': {
    ...PLANTED,
    character: 'documented',
    moods: { ...CALM, 'antreanrs.antrean.updatewaktu': { faults: [fault('status-5xx', 1)] } },
    afterwards: {
      moods: { ...CALM, 'antreanrs.antrean.updatewaktu': { faults: [fault('status-5xx', 1)] } },
      forMs: 17_000,
      rest: CALM,
    },
  },
};

export async function setMoods(control: SandboxControl, moods: Moods): Promise<void> {
  await control.call('PUT', '/moods?replace=1', moods);
}
