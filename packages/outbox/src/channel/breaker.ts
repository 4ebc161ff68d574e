// Whether the peer answers at all. Opens when several calls in a row went unanswered and no answer came for a while (so a brown-out
// with half the calls failing stays closed); then one real message per interval is the probe. Pure state, time comes in.

export interface BreakerRules {
  readonly failures: number;
  readonly quietMs: number;
  readonly probeIntervalMs: number;
}

/** A peer that has been failing slowly for long is not asked again at once. */
const FIRST_PROBE_PART = 0.5;

export class Breaker {
  #rules: BreakerRules;
  #isOpen = false;
  #failuresInRow = 0;
  #failingSinceMs = 0;
  #lastAnswerMs = Number.NEGATIVE_INFINITY;
  #latencyMs = 0;
  #probeAtMs = 0;

  constructor(rules: BreakerRules) {
    this.#rules = rules;
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** True when this answer closes it. */
  onAnswer(nowMs: number, latencyMs: number): boolean {
    this.#failuresInRow = 0;
    this.#lastAnswerMs = nowMs;
    this.#latencyMs = this.#latencyMs === 0 ? latencyMs : this.#latencyMs * 0.8 + latencyMs * 0.2;
    const closes = this.#isOpen;
    this.#isOpen = false;
    return closes;
  }

  /** True when this failure opens it. */
  onFailure(nowMs: number): boolean {
    this.#failuresInRow += 1;
    if (this.#failuresInRow === 1) this.#failingSinceMs = nowMs;
    if (this.#isOpen) return false;
    // A slow peer is allowed three of its own answers' time before its silence counts.
    const quiet = Math.max(this.#rules.quietMs, 3 * this.#latencyMs);
    if (this.#failuresInRow < this.#rules.failures || nowMs - this.#lastAnswerMs < quiet) return false;
    // The interval counts from the first call that went unanswered: what it took to be sure is not waited for once more.
    const { probeIntervalMs } = this.#rules;
    const restMs = this.#failingSinceMs + probeIntervalMs - nowMs;
    this.open(nowMs, Math.max(restMs, probeIntervalMs * FIRST_PROBE_PART));
    return true;
  }

  open(nowMs: number, probeInMs: number): void {
    this.#isOpen = true;
    this.#probeAtMs = nowMs + probeInMs;
  }

  close(): void {
    this.#isOpen = false;
    this.#failuresInRow = 0;
  }

  isProbeDue(nowMs: number): boolean {
    return this.#isOpen && nowMs >= this.#probeAtMs;
  }

  probeInMs(nowMs: number): number {
    return Math.max(0, this.#probeAtMs - nowMs);
  }

  postponeProbe(nowMs: number): void {
    this.#probeAtMs = nowMs + this.#rules.probeIntervalMs;
  }
}
