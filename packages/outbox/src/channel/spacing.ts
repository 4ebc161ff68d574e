// Room between calls for whoever makes few. Thousands of installs that know nothing of each other fill a peer although each has one call
// in flight at most: no limit on calls at once can help there. So a channel that is used now and then and finds the peer crowded begins
// its next call later than it did so far, and comes back step by step when the peer has room. Pure state, time comes in.
import { spread } from './share.ts';

/** Begins that tell how often this channel calls. */
const KEPT = 8;
/** Fewer say nothing: after a start or an outage nobody is held back on a guess. */
const NEEDED = 4;
/** Whoever calls more often than this is no part of a crowd of strangers: there the limit on calls at once decides. */
const SPARSE_MS = 60_000;
/** A latency counts as crowded above base + this part, or this many mean deviations if that is more. */
const TOLERANCE = 0.3;
const DEVIATIONS = 4;
const LEARNS = 0.1;
/** So many crowded answers in a row are not a crowd but a slower peer: their latency becomes the base. */
const NEW_BASE_AFTER = 5;
/** One crowded answer widens the room by less than a half. */
const LEAST_FACTOR = 0.7;
const TROUBLE_FACTOR = 0.75;
/** Each calm answer takes this part of the room back; a long row of them more, so that a quiet evening is used. */
const GROWTH = 0.08;
const CALM_ROW = 12;
const GROWTH_AFTER_ROW = 0.25;
/** However crowded, nobody falls below this part of its own usual pace, nor below four calls an hour. */
const MAX_TIMES_USUAL = 3;
const MAX_ROOM_MS = 15 * 60_000;
/** Installs that were held back together must not come back together. */
const JITTER = 0.25;

export class Spacing {
  readonly #key: string;
  readonly #begins: number[] = [];
  #roomMs = 0;
  /** From begin to begin before the crowd came. */
  #usualMs = 0;
  #notBeforeMs = Number.NEGATIVE_INFINITY;
  #baseMs = 0;
  #deviationMs = 0;
  #crowdedInRow = 0;
  #calmInRow = 0;
  #count = 0;

  constructor(key: string) {
    this.#key = key;
  }

  /** Kept between the end of a call and the begin of the next; 0 = none. */
  get roomMs(): number {
    return this.#roomMs;
  }

  waitMs(nowMs: number): number {
    return this.#roomMs === 0 ? 0 : Math.max(0, this.#notBeforeMs - nowMs);
  }

  /** After an outage or a pause: what was before says nothing about how often calls come now. */
  restart(): void {
    this.#begins.length = 0;
    this.#roomMs = 0;
  }

  onAnswer(nowMs: number, latencyMs: number): void {
    this.#noteBegin(nowMs - latencyMs);
    if (this.#baseMs === 0) {
      this.#baseMs = latencyMs;
      this.#deviationMs = latencyMs / 8;
      return;
    }
    const excessMs = latencyMs - this.#baseMs;
    const isCrowded = excessMs > Math.max(DEVIATIONS * this.#deviationMs, TOLERANCE * this.#baseMs);
    // Strange answers may widen the tolerance, one of them not without bound.
    this.#deviationMs += LEARNS * (Math.min(Math.abs(excessMs), this.#baseMs) - this.#deviationMs);
    if (isCrowded) this.#crowded(nowMs, latencyMs);
    else this.#calm(nowMs, excessMs);
  }

  /** No answer, or one that asks for fewer calls. */
  onTrouble(nowMs: number, latencyMs: number): void {
    this.#noteBegin(nowMs - latencyMs);
    this.#calmInRow = 0;
    this.#widen(nowMs, TROUBLE_FACTOR);
  }

  #crowded(nowMs: number, latencyMs: number): void {
    this.#crowdedInRow += 1;
    this.#calmInRow = 0;
    const factor = this.#baseMs / latencyMs;
    if (this.#crowdedInRow >= NEW_BASE_AFTER) {
      this.#baseMs = latencyMs;
      this.#crowdedInRow = 0;
    }
    this.#widen(nowMs, factor);
  }

  #calm(nowMs: number, excessMs: number): void {
    this.#crowdedInRow = 0;
    this.#calmInRow += 1;
    this.#baseMs += LEARNS * excessMs;
    this.#roomMs /= 1 + (this.#calmInRow > CALM_ROW ? GROWTH_AFTER_ROW : GROWTH);
    if (this.#roomMs < this.#baseMs) this.#roomMs = 0;
    this.#hold(nowMs);
  }

  #widen(nowMs: number, factor: number): void {
    const intervalMs = this.#intervalMs();
    if (this.#roomMs === 0) {
      if (intervalMs < SPARSE_MS) return;
      this.#usualMs = intervalMs;
    }
    const widerMs = Math.max(this.#roomMs, intervalMs) / Math.max(LEAST_FACTOR, factor);
    this.#roomMs = Math.min(widerMs, MAX_TIMES_USUAL * this.#usualMs, MAX_ROOM_MS);
    this.#hold(nowMs);
  }

  #hold(nowMs: number): void {
    this.#count += 1;
    const dice = spread(`${this.#key} ${this.#count}`) / 2 ** 32;
    this.#notBeforeMs = nowMs + this.#roomMs * (1 - JITTER + 2 * JITTER * dice);
  }

  #noteBegin(atMs: number): void {
    this.#begins.push(atMs);
    if (this.#begins.length > KEPT) this.#begins.shift();
  }

  /** From begin to begin, on average of late. */
  #intervalMs(): number {
    const { length } = this.#begins;
    if (length < NEEDED) return 0;
    return ((this.#begins.at(-1) ?? 0) - (this.#begins[0] ?? 0)) / (length - 1);
  }
}
