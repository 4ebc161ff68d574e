// The payer of the national go-live: 100 channels, unstable when more than 60 are in use. Nobody has published how unstable; this is the
// model, and the bench prints it: up to 60 calls run at full speed; above, all share what 60 carry, and a call that ends while n are in
// use fails with probability 0.9 × ((n − 60) ÷ 40)²; the 101st is refused at once. A slow network holds its channel while it sends.

const CHANNELS = 100;
export const STABLE = 60;
const REFUSED_AFTER_MS = 50;
const WORST = 0.9;

/** A binary heap on one number; ties keep no order that anything may rely on, but the same seed gives the same order. */
class Heap<T> {
  readonly #keys: number[] = [];
  readonly #values: T[] = [];

  get least(): number {
    return this.#keys[0] ?? Number.POSITIVE_INFINITY;
  }

  push(key: number, value: T): void {
    let at = this.#keys.length;
    this.#keys.push(key);
    this.#values.push(value);
    while (at > 0) {
      const parent = (at - 1) >> 1;
      const above = this.#keys[parent] ?? 0;
      if (above <= key) break;
      this.#move(parent, at);
      at = parent;
    }
    this.#keys[at] = key;
    this.#values[at] = value;
  }

  pop(): T | undefined {
    const [first] = this.#values;
    const key = this.#keys.pop();
    const value = this.#values.pop();
    if (key === undefined || value === undefined || this.#keys.length === 0) return first;
    let at = 0;
    for (;;) {
      const left = 2 * at + 1;
      if (left >= this.#keys.length) break;
      const child = (this.#keys[left + 1] ?? Number.POSITIVE_INFINITY) < (this.#keys[left] ?? 0) ? left + 1 : left;
      if ((this.#keys[child] ?? 0) >= key) break;
      this.#move(child, at);
      at = child;
    }
    this.#keys[at] = key;
    this.#values[at] = value;
    return first;
  }

  #move(from: number, to: number): void {
    const value = this.#values[from];
    if (value === undefined) return;
    this.#keys[to] = this.#keys[from] ?? 0;
    this.#values[to] = value;
  }
}

export type Ending = 'answered' | 'failed' | 'refused';

export interface Call {
  /** Time on the wire, which holds a channel and does nothing. */
  readonly netMs: number;
  readonly workMs: number;
  readonly onEnd: (ending: Ending) => void;
}

interface Running extends Call {
  readonly beganMs: number;
}

export class Payer {
  nowMs: number;
  inUse = 0;
  refused = 0;
  failed = 0;
  longestAboveMs = 0;
  aboveMs = 0;
  /** Channel-milliseconds in use, per minute of the day. */
  readonly usedInMinute = new Map<number, number>();
  #aboveSinceMs: number | null = null;
  /** How much work each running call has had so far; all of them run at the same speed. */
  #progress = 0;
  readonly #running = new Heap<Running>();
  readonly #events = new Heap<() => void>();
  readonly #random: () => number;

  constructor(startMs: number, random: () => number) {
    this.nowMs = startMs;
    this.#random = random;
  }

  at(atMs: number, what: () => void): void {
    this.#events.push(Math.max(atMs, this.nowMs), what);
  }

  call(call: Call): void {
    if (this.inUse >= CHANNELS) {
      this.refused += 1;
      this.at(this.nowMs + REFUSED_AFTER_MS, () => call.onEnd('refused'));
      return;
    }
    this.#use(1);
    const running = { ...call, beganMs: this.nowMs };
    this.at(this.nowMs + call.netMs, () => this.#running.push(this.#progress + call.workMs, running));
  }

  /** Plays until nothing is left to happen or the instant is reached. */
  run(untilMs: number): void {
    for (;;) {
      const endsMs = this.nowMs + Math.max(0, this.#running.least - this.#progress) / this.#speed;
      const nextMs = Math.min(endsMs, this.#events.least);
      if (nextMs > untilMs || nextMs === Number.POSITIVE_INFINITY) break;
      this.#advance(nextMs);
      if (endsMs <= this.#events.least) this.#end(this.#running.pop());
      else this.#events.pop()?.();
    }
  }

  get #speed(): number {
    return Math.min(1, STABLE / this.inUse);
  }

  #end(call: Running | undefined): void {
    if (call === undefined) return;
    const excess = Math.max(0, this.inUse - STABLE) / (CHANNELS - STABLE);
    const isFailed = this.#random() < WORST * excess ** 2;
    if (isFailed) this.failed += 1;
    this.#use(-1);
    call.onEnd(isFailed ? 'failed' : 'answered');
  }

  #use(change: 1 | -1): void {
    this.inUse += change;
    if (this.inUse > STABLE) this.#aboveSinceMs ??= this.nowMs;
    else if (this.#aboveSinceMs !== null) {
      this.longestAboveMs = Math.max(this.longestAboveMs, this.nowMs - this.#aboveSinceMs);
      this.#aboveSinceMs = null;
    }
  }

  #advance(toMs: number): void {
    const passedMs = toMs - this.nowMs;
    if (passedMs <= 0) return;
    this.#progress += passedMs * this.#speed;
    if (this.inUse > STABLE) this.aboveMs += passedMs;
    const minute = Math.floor(this.nowMs / 60_000);
    this.usedInMinute.set(minute, (this.usedInMinute.get(minute) ?? 0) + this.inUse * passedMs);
    this.nowMs = toMs;
  }
}
