// How many calls a channel may have in flight right now: a gradient on latency with AIMD on errors, never above the configured share.
// Why a gradient: above the peer's knee the latency grows with every further call while nothing more gets done, so in-flight × (base ÷
// latency) is what the peer really carries. Why the base is measured again: a slower peer must not look like an overloaded one for ever.
// Pure state, no timers.

/** Latency may rise this much before it counts as queueing. */
const TOLERANCE = 1.05;
/** And this much in any case: timers and a busy machine of our own are not the peer's queue. */
const SLACK_MS = 8;
/** A base that came out too high sinks slowly, so that one lucky window does not make all others look congested. */
const BASE_SINKS = 0.1;
/** Growth while nothing queues, per window. */
const GROWTH = 0.08;
/** Calls kept above the estimate, so that a knee that moves up is found: 5 %, at least half a call. */
const HEADROOM = 0.05;
const MIN_HEADROOM = 0.5;
const MIN_WINDOW = 6;
/** In slow start a window is one round, and only a doubled latency counts: few calls say little. */
const SLOW_START_WINDOW = 2;
const SLOW_START_LIMIT = 2;
const MAX_WINDOW = 64;
/** Calls between two measurements of the base, at least and per call of the limit (about 4 % of the time at half load). */
const CALLS_PER_PROBE = 600;
const ROUNDS_PER_PROBE = 40;
const BASE_SAMPLES = 8;
/** Errors are judged over this many calls: in a small window one failure by chance would look like an overloaded peer. */
const ERROR_WINDOW = 20;
/** This many of them may fail without any cut; chance alone brings a peer that loses one call in twelve there. */
const ERRORS_TOLERATED = 4;
const ERROR_CUT = 0.7;

export type CallResult = 'ok' | 'failed' | 'throttled';

export class AdaptiveLimit {
  #limit = 1;
  #max: number;
  #baseMs = 0;
  #isSlowStart = true;
  #sum = 0;
  #ok = 0;
  #peak = 0;
  /** Of the calls since errors were last judged. */
  #judged = 0;
  #bad = 0;
  #callsSinceProbe = 0;
  #limitAtProbe = 1;
  /** While the base is measured the limit is halved; the first results still belong to the time before. */
  #probe: { readonly limit: number; skip: number; sum: number; count: number } | null = null;

  constructor(max: number) {
    this.#max = Math.max(1, max);
  }

  get limit(): number {
    const wanted = this.#probe?.limit ?? this.#limit;
    return Math.max(1, Math.min(Math.floor(wanted + 1e-9), this.#max));
  }

  get baseMs(): number {
    return this.#baseMs;
  }

  setMax(max: number): void {
    this.#max = Math.max(1, max);
    this.#limit = Math.min(this.#limit, this.#max);
  }

  /** After an outage or a pause: one call, then doubling. */
  restart(): void {
    this.#limit = 1;
    this.#isSlowStart = true;
    this.#probe = null;
    this.#judged = 0;
    this.#bad = 0;
    this.#clear();
  }

  record(latencyMs: number, result: CallResult, inFlight: number): void {
    this.#peak = Math.max(this.#peak, inFlight);
    if (result === 'throttled' || this.#isFailing(result)) {
      this.#cut();
      return;
    }
    if (result === 'failed') return;
    if (this.#probe !== null) {
      this.#measure(latencyMs);
      return;
    }
    this.#sum += latencyMs;
    this.#ok += 1;
    const least = this.#isSlowStart ? SLOW_START_WINDOW : MIN_WINDOW;
    if (this.#ok >= Math.min(MAX_WINDOW, Math.max(least, this.limit))) this.#close();
  }

  /** Too many of the last calls went unanswered; a run of failures is noticed before its window is over. */
  #isFailing(result: CallResult): boolean {
    this.#judged += 1;
    if (result === 'failed') this.#bad += 1;
    const isFailing = this.#bad > ERRORS_TOLERATED;
    if (isFailing || this.#judged >= ERROR_WINDOW) {
      this.#judged = 0;
      this.#bad = 0;
    }
    return isFailing;
  }

  #close(): void {
    const total = this.#ok;
    const latency = this.#sum / total;
    const isFull = this.#peak >= this.limit;
    if (this.#baseMs === 0 || this.limit === 1) this.#baseMs = latency;
    else if (latency < this.#baseMs) this.#baseMs += (latency - this.#baseMs) * BASE_SINKS;
    const gradient = Math.min(1, Math.max(this.#baseMs * TOLERANCE, this.#baseMs + SLACK_MS) / latency);
    this.#clear();
    if (this.#isSlowStart && (gradient === 1 || (total < MIN_WINDOW && latency < this.#baseMs * SLOW_START_LIMIT))) {
      if (isFull) this.#limit = Math.min(this.#max, this.#limit * 2);
    } else {
      this.#isSlowStart = false;
      const carried =
        gradient === 1
          ? this.#limit + 2 * Math.max(MIN_HEADROOM, this.#limit * GROWTH)
          : this.#limit * gradient + Math.max(MIN_HEADROOM, this.#limit * HEADROOM);
      if (carried < this.#limit || isFull) this.#limit = Math.min(this.#max, Math.max(1, (this.#limit + carried) / 2));
    }
    this.#callsSinceProbe += total;
    const isDue = this.#callsSinceProbe >= Math.max(CALLS_PER_PROBE, this.#limit * ROUNDS_PER_PROBE);
    // With the whole share in use there is nothing to find out.
    const isContent = this.#limit >= this.#max;
    const hasShrunk = this.#limit * 2 < this.#limitAtProbe;
    if ((isDue || hasShrunk) && !isContent && this.#limit >= 2) this.#startProbe();
    this.#limitAtProbe = Math.max(this.#limitAtProbe, this.#limit);
  }

  #startProbe(): void {
    const limit = Math.max(1, Math.floor(this.#limit / 2));
    // Calls that began before the halving, and the first ones after it, still stood in the old queue.
    this.#probe = { limit, skip: Math.ceil(this.#limit) + limit, sum: 0, count: 0 };
  }

  #measure(latencyMs: number): void {
    const probe = this.#probe;
    if (probe === null) return;
    if (probe.skip > 0) {
      probe.skip -= 1;
      return;
    }
    probe.sum += latencyMs;
    probe.count += 1;
    if (probe.count < BASE_SAMPLES) return;
    this.#baseMs = probe.sum / probe.count;
    this.#probe = null;
    this.#callsSinceProbe = 0;
    this.#limitAtProbe = this.#limit;
    this.#clear();
  }

  #cut(): void {
    this.#isSlowStart = false;
    this.#probe = null;
    this.#limit = Math.max(1, this.#limit * ERROR_CUT);
    this.#clear();
  }

  #clear(): void {
    this.#sum = 0;
    this.#ok = 0;
    this.#peak = 0;
  }
}
