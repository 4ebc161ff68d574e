// At most r calls begun per second, evenly spaced, with a burst that only makes up for a late timer. Pure state, time comes in.

export class Pace {
  #ratePerSecond: number | null;
  #nextAtMs = 0;

  constructor(ratePerSecond: number | null) {
    this.#ratePerSecond = ratePerSecond;
  }

  setRate(ratePerSecond: number | null): void {
    this.#ratePerSecond = ratePerSecond;
  }

  get isSet(): boolean {
    return this.#ratePerSecond !== null;
  }

  /** How many calls may begin now. */
  available(nowMs: number): number {
    if (this.#ratePerSecond === null) return Number.POSITIVE_INFINITY;
    const spacing = 1_000 / this.#ratePerSecond;
    const start = Math.max(this.#nextAtMs, nowMs - this.#burst() * spacing);
    return start > nowMs ? 0 : Math.floor((nowMs - start) / spacing) + 1;
  }

  take(nowMs: number, count = 1): void {
    if (this.#ratePerSecond === null) return;
    const spacing = 1_000 / this.#ratePerSecond;
    this.#nextAtMs = Math.max(this.#nextAtMs, nowMs - this.#burst() * spacing) + count * spacing;
  }

  /** A claim brought fewer lanes than were asked for. */
  giveBack(count: number): void {
    if (this.#ratePerSecond !== null) this.#nextAtMs -= (count * 1_000) / this.#ratePerSecond;
  }

  /** Milliseconds until the next call may begin; 0 = now. */
  waitMs(nowMs: number): number {
    return this.#ratePerSecond === null ? 0 : Math.max(0, this.#nextAtMs - nowMs);
  }

  /** One call, or 20 ms worth of calls where the spacing is finer than a timer. */
  #burst(): number {
    return Math.max(0, (this.#ratePerSecond ?? 0) / 50);
  }
}
