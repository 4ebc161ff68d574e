// The two clocks of the sandbox: the real one for signatures and latency, the business one for every date rule.
// Not a source of time itself: the process entry (or the test) hands in `now`.

export interface BusinessClock {
  /** Business instant at `realBaseMs`. */
  readonly baseMs: number;
  readonly realBaseMs: number;
  readonly speed: number;
}

export interface Clocks {
  /** The real instant, in epoch milliseconds. */
  real(): number;
  /** The business instant: base + (real − realBase) × speed. */
  business(): number;
  setBusiness(clock: BusinessClock | null): void;
  getBusiness(): BusinessClock | null;
}

export function createClocks(now: () => number, initial: BusinessClock | null): Clocks {
  let business = initial;
  return {
    real: now,
    business: () => (business === null ? now() : business.baseMs + (now() - business.realBaseMs) * business.speed),
    setBusiness: (clock) => {
      business = clock;
    },
    getBusiness: () => business,
  };
}

/** Reads `<ISO base>@<realMs>*<speed>`, the form that server and sandbox share (TITIAN_BUSINESS_CLOCK). */
export function parseBusinessClock(text: string): BusinessClock {
  const match = /^(.+)@(\d+)\*(\d+(?:\.\d+)?)$/.exec(text.trim());
  const baseMs = Date.parse(match?.[1] ?? '');
  const speed = Number(match?.[3]);
  if (match === null || Number.isNaN(baseMs) || !(speed > 0)) {
    throw new Error(`business clock must be "<ISO instant>@<real ms>*<speed>", got "${text}"`);
  }
  return { baseMs, realBaseMs: Number(match[2]), speed };
}

/** The wall clock for callers that bring none (in-process tests); the process entry passes its own. */
export function wallClock(): number {
  return Math.round(performance.timeOrigin + performance.now());
}
