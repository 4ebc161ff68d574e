// The demo's own day: business time runs faster than real time, engine timers and the payer's capacity do not. Server and
// sandbox get the same three numbers, so all three agree on what day and minute it is.
export interface BusinessClock {
  /** Instant of the demo day at which it starts (epoch ms). */
  readonly baseMs: number;
  /** Real instant of that start (epoch ms). */
  readonly realBaseMs: number;
  /** Business seconds per real second. */
  readonly speed: number;
}

/** The form in which children read it from TITIAN_BUSINESS_CLOCK: `<ISO base>@<real ms>*<speed>`. */
export function clockText(clock: BusinessClock): string {
  return `${new Date(clock.baseMs).toISOString()}@${clock.realBaseMs}*${clock.speed}`;
}

/** Real milliseconds from `realNowMs` until the business instant; 0 when it has passed. */
export function realDelayMs(clock: BusinessClock, businessMs: number, realNowMs: number): number {
  return Math.max(0, clock.realBaseMs + (businessMs - clock.baseMs) / clock.speed - realNowMs);
}

export function businessNow(clock: BusinessClock, realNowMs: number): number {
  return clock.baseMs + (realNowMs - clock.realBaseMs) * clock.speed;
}

/** Hours without any event at the start of a file are skipped: nobody watches an empty hospital. */
const IDLE_MS = 3_600_000;
/** The day begins this long before its first busy event. */
const LEAD_MS = 5 * 60_000;

/**
 * Where the demo day begins: before the first event that is followed by another within an hour. Earlier events are sent at
 * once at the start, with their true times.
 * @param instants sorted, at least one
 */
export function dayStart(instants: readonly number[]): number {
  const early = Math.ceil(instants.length * 0.05);
  let start = instants[0] ?? 0;
  for (let place = 1; place <= early && place < instants.length; place += 1) {
    const gap = (instants[place] ?? 0) - (instants[place - 1] ?? 0);
    if (gap > IDLE_MS) start = instants[place] ?? start;
  }
  return start - LEAD_MS;
}
