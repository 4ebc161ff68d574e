// All chance of one world, from one seed; a stream of its own per purpose, so that a new question somewhere leaves the rest as it was.
import { seeded } from '@titian/outbox/testing';

export class Dice {
  readonly #next: () => number;

  constructor(seed: number, purpose: number) {
    this.#next = seeded(Math.imul(seed, 2_654_435_761) ^ Math.imul(purpose, 40_503)).next;
  }

  /** In [0, 1). */
  next(): number {
    return this.#next();
  }

  chance(probability: number): boolean {
    return this.#next() < probability;
  }

  between(low: number, high: number): number {
    return low + this.#next() * (high - low);
  }

  below(count: number): number {
    return Math.floor(this.#next() * count);
  }

  pick<T>(values: readonly T[]): T {
    const value = values[this.below(values.length)];
    if (value === undefined) throw new Error('nothing to pick from');
    return value;
  }
}
