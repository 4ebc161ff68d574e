// Time that moves only when nothing is left to do: events in order of their instant, all randomness from one seed. A node's timers can be
// stopped for ever (killed) or for a while (frozen); its clock goes on, as a frozen process's does.
import type { OutboxClock } from '../types.ts';
import type { OutboxTimers } from '../engine/timers.ts';

interface Event {
  readonly atMs: number;
  readonly order: number;
  readonly call: () => void;
  isCancelled: boolean;
}

export class VirtualTime {
  nowMs = 0;
  #order = 0;
  /** A binary heap on (atMs, order). */
  readonly #heap: Event[] = [];

  at(atMs: number, call: () => void): Event {
    const event: Event = { atMs: Math.max(atMs, this.nowMs), order: (this.#order += 1), call, isCancelled: false };
    this.#heap.push(event);
    this.#up(this.#heap.length - 1);
    return event;
  }

  after = (ms: number, call: () => void): Event => this.at(this.nowMs + ms, call);

  sleep(ms: number): Promise<void> {
    return new Promise((resolve) => {
      this.after(ms, resolve);
    });
  }

  /** Plays until the instant, or until `isDone` says so. */
  async run(untilMs: number, isDone: () => boolean = () => false): Promise<void> {
    for (;;) {
      const [next] = this.#heap;
      if (next === undefined || next.atMs > untilMs || isDone()) break;
      this.#pop();
      if (next.isCancelled) continue;
      this.nowMs = Math.max(this.nowMs, next.atMs);
      next.call();
      // One real turn of the event loop: every promise that this event settled has been followed to its next timer.
      await new Promise((resolve) => {
        setImmediate(resolve);
      });
    }
    if (!isDone()) this.nowMs = Math.max(this.nowMs, untilMs);
  }

  #less(a: number, b: number): boolean {
    const [x, y] = [this.#heap[a], this.#heap[b]];
    return x !== undefined && y !== undefined && (x.atMs < y.atMs || (x.atMs === y.atMs && x.order < y.order));
  }

  #swap(a: number, b: number): void {
    const [x, y] = [this.#heap[a], this.#heap[b]];
    if (x === undefined || y === undefined) return;
    this.#heap[a] = y;
    this.#heap[b] = x;
  }

  #up(from: number): void {
    for (let index = from; index > 0;) {
      const parent = (index - 1) >> 1;
      if (!this.#less(index, parent)) return;
      this.#swap(index, parent);
      index = parent;
    }
  }

  #pop(): void {
    const last = this.#heap.pop();
    if (last === undefined || this.#heap.length === 0) return;
    this.#heap[0] = last;
    for (let index = 0; ;) {
      const [left, right] = [2 * index + 1, 2 * index + 2];
      let least = index;
      if (left < this.#heap.length && this.#less(left, least)) least = left;
      if (right < this.#heap.length && this.#less(right, least)) least = right;
      if (least === index) return;
      this.#swap(index, least);
      index = least;
    }
  }
}

/** The timers and clock of one simulated process. */
export class ProcessTime implements OutboxTimers, OutboxClock {
  readonly #time: VirtualTime;
  #isDead = false;
  #frozen: (() => void)[] | null = null;

  constructor(time: VirtualTime) {
    this.#time = time;
  }

  set(call: () => void, ms: number): () => void {
    const event = this.#time.after(ms, () => this.#run(call));
    return () => {
      event.isCancelled = true;
    };
  }

  soon(call: () => void): void {
    this.set(call, 0);
  }

  now(): Date {
    return new Date(Date.UTC(2026, 10, 2) + this.#time.nowMs);
  }

  monotonicMs(): number {
    return this.#time.nowMs;
  }

  #run(call: () => void): void {
    if (this.#isDead) return;
    if (this.#frozen === null) call();
    else this.#frozen.push(call);
  }

  kill(): void {
    this.#isDead = true;
  }

  freeze(): void {
    this.#frozen ??= [];
  }

  thaw(): void {
    const waiting = this.#frozen ?? [];
    this.#frozen = null;
    for (const call of waiting) this.set(call, 0);
  }
}
