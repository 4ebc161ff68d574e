// A value that must not be printed. Printing, JSON and inspection all give the same mark; only `reveal` gives the value.
import { inspect } from 'node:util';

const MARK = '«secret»';

export class Secret<T = string> {
  readonly #value: T;

  constructor(value: T) {
    this.#value = value;
  }

  /** The value itself; call it where it is used, not where it is passed on. */
  reveal(): T {
    return this.#value;
  }

  toString(): string {
    return MARK;
  }

  toJSON(): string {
    return MARK;
  }

  [Symbol.toPrimitive](): string {
    return MARK;
  }

  [inspect.custom](): string {
    return MARK;
  }
}
