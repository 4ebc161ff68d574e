// One channel of one facility on this node: limit, pace, breaker, pause and turns together answer one question: what may begin now?
// Holds no timers and no I/O.
import type { OutboxSettings } from '../settings.ts';
import { AdaptiveLimit, type CallResult } from './adaptive-limit.ts';
import { Breaker } from './breaker.ts';
import { Pace } from './pace.ts';
import { RANGES, Turns, type Band } from './ranges.ts';
import { Spacing } from './spacing.ts';

/** At most so many lanes wait per lane at the peer: they are leased, and a person who comes now would stand behind them. */
const MAX_AHEAD = 2;
const AHEAD_LEARNS = 0.1;

export class Channel {
  readonly facilityId: string;
  readonly name: string;
  readonly limit: AdaptiveLimit;
  readonly breaker: Breaker;
  readonly pace: Pace;
  readonly spacing: Spacing;
  readonly turns: Turns;
  /** A budget over all facilities keeps the sum below what the peer carries: no facility has to leave room for others. */
  hasCommonBudget = false;
  #isPaused = false;
  pauseReason: string | null = null;
  /** Lanes held for this channel: those whose call runs, and a few that write before or after theirs. */
  inFlight = 0;
  /** Calls at the peer right now: never above the limit, and so never above the share. */
  calling = 0;
  /** Per range of ranges.ts: somebody may be waiting there. */
  readonly ready: boolean[] = RANGES.map(() => false);
  /** Counts wake-ups per range: a claim that found too little clears the range only when nobody woke it meanwhile. */
  readonly wakes: number[] = RANGES.map(() => 0);
  /** Monotonic time of the last local change of pause or breaker; older knowledge from the database is not applied over it. */
  changedAtMs = Number.NEGATIVE_INFINITY;
  lastServedAt = 0;
  lastAnswerAtMs: number | null = null;
  lastFailureAtMs: number | null = null;
  latencyMs = 0;
  answered = 0;
  failed = 0;
  #part = 1;
  #holdUntilMs = 0;
  #isClosing = false;
  /** How long a lane is busy with our own writing, per time it is busy at the peer. */
  #ahead = 0;
  readonly #atDoor: ((isAdmitted: boolean) => void)[] = [];

  constructor(facilityId: string, name: string, settings: OutboxSettings) {
    this.facilityId = facilityId;
    this.name = name;
    this.limit = new AdaptiveLimit(1);
    this.breaker = new Breaker(settings.breaker);
    this.pace = new Pace(null);
    this.spacing = new Spacing(`${facilityId} ${name}`);
    this.turns = new Turns(settings.lateShare, settings.bulkShare);
  }

  setShare(concurrency: number, ratePerSecond: number | null): void {
    this.#part = concurrency;
    this.limit.setMax(concurrency);
    this.pace.setRate(ratePerSecond);
  }

  get part(): number {
    return this.#part;
  }

  get isPaused(): boolean {
    return this.#isPaused;
  }

  setPaused(isPaused: boolean): void {
    this.#isPaused = isPaused;
    if (isPaused) this.turnAway();
  }

  /**
   * Lanes that may be held: while some wait for our own commits, others use the places at the peer. However few they are, one more stands
   * ready; but not where a pace decides, which counts beginnings and not places.
   */
  get places(): number {
    const ahead = this.limit.limit * this.#ahead;
    return this.limit.limit + (this.pace.isSet ? Math.floor(ahead) : Math.ceil(ahead));
  }

  learnCycle(overheadMs: number, callMs: number): void {
    const ratio = Math.min(MAX_AHEAD, overheadMs / Math.max(1, callMs));
    this.#ahead += (ratio - this.#ahead) * AHEAD_LEARNS;
  }

  /** The door to the peer; false = closed meanwhile, nothing may be sent. Whoever was let in must leave. */
  enter(isProbe: boolean): Promise<boolean> {
    if (this.#isClosing || this.#isPaused || (this.breaker.isOpen && !isProbe)) return Promise.resolve(false);
    if (isProbe || (this.calling < this.limit.limit && this.#atDoor.length === 0)) {
      this.calling += 1;
      return Promise.resolve(true);
    }
    return new Promise((resolve) => {
      this.#atDoor.push(resolve);
    });
  }

  leave(): void {
    this.calling -= 1;
    while (this.#atDoor.length > 0 && this.calling < this.limit.limit) {
      this.calling += 1;
      this.#atDoor.shift()?.(true);
    }
  }

  turnAway(): void {
    for (const resolve of this.#atDoor.splice(0)) resolve(false);
  }

  /** The node stops: nobody enters any more. */
  close(): void {
    this.#isClosing = true;
    this.turnAway();
  }

  /** Calls that may begin now on this channel alone. */
  free(nowMs: number): number {
    if (this.#isPaused || this.breaker.isOpen || nowMs < this.#holdUntilMs || this.#part === 0) return 0;
    return Math.max(0, Math.min(this.places - this.inFlight, this.pace.available(nowMs)));
  }

  /** When asking again makes sense, for channels that are only held by pace or by the peer's own wish; null = not by time alone. */
  freeInMs(nowMs: number): number | null {
    if (this.#isPaused || this.breaker.isOpen || this.#part === 0 || this.inFlight >= this.places) return null;
    return Math.max(
      this.#holdUntilMs - nowMs,
      this.pace.waitMs(nowMs),
      this.isSpaced(nowMs) ? this.spacing.waitMs(nowMs) : 0,
      0,
    );
  }

  /** Only a person who waits may begin now: the peer is crowded, and this channel leaves room between its calls. */
  isSpaced(nowMs: number): boolean {
    return !this.hasCommonBudget && this.spacing.roomMs > 0 && (this.inFlight > 0 || this.spacing.waitMs(nowMs) > 0);
  }

  /** After an outage or a pause: one call, then doubling. */
  restart(): void {
    this.limit.restart();
    this.spacing.restart();
  }

  hold(untilMs: number): void {
    this.#holdUntilMs = Math.max(this.#holdUntilMs, untilMs);
  }

  waitingBands(isBulkAllowed: boolean): Set<Band> {
    const bands = new Set<Band>();
    for (const [index, range] of RANGES.entries())
      if (this.ready[index] === true && (range.band !== 'bulk' || isBulkAllowed)) bands.add(range.band);
    return bands;
  }

  /** Of the waiting bands those that may begin now, room between calls considered. */
  beginningBands(isBulkAllowed: boolean, nowMs: number): Set<Band> {
    const bands = this.waitingBands(isBulkAllowed);
    if (!this.isSpaced(nowMs)) return bands;
    // A person's turn, or the one in five that late work has a right to.
    const due = bands.has('person') ? this.turns.peek(bands) : null;
    return new Set<Band>(due === null ? [] : [due]);
  }

  begin(nowMs: number): void {
    this.inFlight += 1;
    this.pace.take(nowMs);
  }

  /** A place that was reserved for a claim and not used. */
  giveBack(count: number): void {
    this.inFlight -= count;
    this.pace.giveBack(count);
  }

  /** The peer answered, whatever it said. True when this closes the breaker. */
  onAnswer(nowMs: number, latencyMs: number): boolean {
    this.answered += 1;
    this.lastAnswerAtMs = nowMs;
    this.latencyMs = this.latencyMs === 0 ? latencyMs : this.latencyMs * 0.8 + latencyMs * 0.2;
    this.limit.record(latencyMs, 'ok', this.calling);
    this.spacing.onAnswer(nowMs, latencyMs);
    const closes = this.breaker.onAnswer(nowMs, latencyMs);
    if (closes) this.restart();
    return closes;
  }

  /** No answer, or one that asks for fewer calls. True when this opens the breaker. */
  onTrouble(nowMs: number, latencyMs: number, result: Exclude<CallResult, 'ok'>): boolean {
    this.failed += 1;
    this.lastFailureAtMs = nowMs;
    this.limit.record(latencyMs, result, this.calling);
    this.spacing.onTrouble(nowMs, latencyMs);
    const opens = result === 'failed' && this.breaker.onFailure(nowMs);
    if (opens) this.turnAway();
    return opens;
  }
}
