// Time that moves only when nothing is left to do: events in order of their instant, all randomness from one seed. A node's timers can be
// stopped for ever (killed) or for a while (frozen); its clock goes on, as a frozen process's does.
import type { OutboxClock } from '../types.ts';
import type { OutboxTimers } from '../engine/timers.ts';

interface Event {
  readonly atMs: number;
  readonly order: number;
  call: (() => void) | null;
}

/** The real event loop is let in now and then, so that signals and output do not wait for the end. */
const EVENTS_PER_TURN = 2_000;
const SETTLED = Promise.resolve();

export class VirtualTime {
  nowMs = 0;
  played = 0;
  #order = 0;
  /** A binary heap on (atMs, order). */
  readonly #heap: Event[] = [];

  at(atMs: number, call: () => void): Event {
    const event: Event = { atMs: Math.max(atMs, this.nowMs), order: (this.#order += 1), call };
    this.#up(event);
    return event;
  }

  after = (ms: number, call: () => void): Event => this.at(this.nowMs + ms, call);

  sleep(ms: number): Promise<void> {
    return new Promise((resolve) => {
      this.after(ms, resolve);
    });
  }

  /** Plays until the instant, or until `isDone` says so. */
  run(untilMs: number, isDone: () => boolean = () => false): Promise<void> {
    return new Promise((resolve, reject) => {
      // A tick asked for from within the promises' queue comes when that queue is empty: everything that an event settled has then been
      // followed to its next timer. A turn of the event loop per event would do the same at ten times the price.
      const afterAllPromises = (): void => process.nextTick(step);
      const step = (): void => {
        try {
          const [next] = this.#heap;
          if (next === undefined || next.atMs > untilMs || isDone()) {
            if (!isDone()) this.nowMs = Math.max(this.nowMs, untilMs);
            resolve();
            return;
          }
          this.#pop();
          const { call } = next;
          if (call !== null) {
            this.nowMs = Math.max(this.nowMs, next.atMs);
            this.played += 1;
            call();
          }
        } catch (error) {
          reject(error);
          return;
        }
        if (this.played % EVENTS_PER_TURN === 0) setImmediate(step);
        else void SETTLED.then(afterAllPromises);
      };
      step();
    });
  }

  /** Forgets what was to come; for the end of a world. */
  clear(): void {
    this.#heap.length = 0;
  }

  #up(event: Event): void {
    const heap = this.#heap;
    let index = heap.length;
    heap.push(event);
    while (index > 0) {
      const parent = (index - 1) >> 1;
      const above = heap[parent];
      if (above === undefined || isBefore(above, event)) break;
      heap[index] = above;
      index = parent;
    }
    heap[index] = event;
  }

  #pop(): void {
    const heap = this.#heap;
    const last = heap.pop();
    if (last === undefined || heap.length === 0) return;
    let index = 0;
    for (;;) {
      const left = 2 * index + 1;
      const a = heap[left];
      if (a === undefined) break;
      const b = heap[left + 1];
      const isRight = b !== undefined && isBefore(b, a);
      const child = isRight ? b : a;
      if (isBefore(last, child)) break;
      heap[index] = child;
      index = isRight ? left + 1 : left;
    }
    heap[index] = last;
  }
}

const isBefore = (a: Event, b: Event): boolean => a.atMs < b.atMs || (a.atMs === b.atMs && a.order < b.order);

/** Business time of a simulated world: where it begins, and how much faster than the engine's own time it runs. */
export interface BusinessTime {
  readonly fromMs: number;
  readonly factor: number;
}
const MONDAY: BusinessTime = { fromMs: Date.UTC(2026, 10, 2), factor: 1 };

/** The timers and clock of one simulated process. */
export class ProcessTime implements OutboxTimers, OutboxClock {
  readonly #time: VirtualTime;
  readonly #business: BusinessTime;
  /** What somebody has set this machine's wall clock to, against the true one. */
  wallOffsetMs = 0;
  isDead = false;
  #frozen: (() => void)[] | null = null;

  constructor(time: VirtualTime, business: BusinessTime = MONDAY) {
    this.#time = time;
    this.#business = business;
  }

  set(call: () => void, ms: number): () => void {
    const event = this.#time.after(ms, () => this.#run(call));
    return () => {
      event.call = null;
    };
  }

  soon(call: () => void): void {
    this.set(call, 0);
  }

  now(): Date {
    return new Date(this.#business.fromMs + this.#time.nowMs * this.#business.factor + this.wallOffsetMs);
  }

  monotonicMs(): number {
    return this.#time.nowMs;
  }

  get isFrozen(): boolean {
    return this.#frozen !== null;
  }

  #run(call: () => void): void {
    if (this.isDead) return;
    if (this.#frozen === null) call();
    else this.#frozen.push(call);
  }

  kill(): void {
    this.isDead = true;
    this.#frozen = null;
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
