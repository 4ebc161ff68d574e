// The ranges of the ready index and their rank. Fresh work of people comes first, then today's, then everything late, then bulk; but of
// the calls begun, a fixed part goes to late work while it waits, so that a backlog drains although people keep coming.

export const BANDS = ['person', 'today', 'late', 'bulk'] as const;
export type Band = (typeof BANDS)[number];

export interface Range {
  readonly class: number;
  readonly age: 'fresh' | 'old' | 'any';
  readonly band: Band;
}

export const RANGES = [
  { class: 0, age: 'fresh', band: 'person' },
  { class: 1, age: 'fresh', band: 'today' },
  { class: 0, age: 'old', band: 'late' },
  { class: 1, age: 'old', band: 'late' },
  { class: 2, age: 'any', band: 'late' },
  { class: 3, age: 'any', band: 'bulk' },
] as const satisfies readonly Range[];

/** No real lane is older; keeps the interval inside what PostgreSQL's clock can subtract. */
const FOREVER_MS = 2_000_000_000_000;

export function ages(range: Range, lateAfterMs: number): { minAgeMs: number; maxAgeMs: number } {
  switch (range.age) {
    case 'fresh':
      return { minAgeMs: 0, maxAgeMs: lateAfterMs };
    case 'old':
      return { minAgeMs: lateAfterMs, maxAgeMs: FOREVER_MS };
    case 'any':
      return { minAgeMs: 0, maxAgeMs: FOREVER_MS };
  }
}

export const rangesOf = (messageClass: number, overdueMs: number, lateAfterMs: number): number[] =>
  RANGES.flatMap((range, index) => {
    if (range.class !== messageClass) return [];
    return range.age === 'old' && overdueMs < lateAfterMs ? [] : [index];
  });

/** Deals out turns: strict rank, but late and bulk collect credit with every turn that passes them by. */
export class Turns {
  #late = 0;
  #bulk = 0;
  readonly #lateShare: number;
  readonly #bulkShare: number;

  constructor(lateShare: number, bulkShare: number) {
    this.#lateShare = lateShare;
    this.#bulkShare = bulkShare;
  }

  /** Which waiting band gets the next turn. */
  peek(waiting: ReadonlySet<Band>): Band | null {
    // Credit is compared after what this turn itself would add, so a share of 20 % is every fifth turn and not every sixth.
    if (waiting.has('late') && this.#late + this.#lateShare >= 1 - 1e-9) return 'late';
    if (waiting.has('bulk') && this.#bulk + this.#bulkShare >= 1 - 1e-9) return 'bulk';
    return BANDS.find((band) => waiting.has(band)) ?? null;
  }

  take(band: Band, waiting: ReadonlySet<Band>): void {
    this.#late =
      band === 'late'
        ? Math.max(0, this.#late + this.#lateShare - 1)
        : waiting.has('late')
          ? Math.min(1, this.#late + this.#lateShare)
          : 0;
    this.#bulk =
      band === 'bulk'
        ? Math.max(0, this.#bulk + this.#bulkShare - 1)
        : waiting.has('bulk')
          ? Math.min(1, this.#bulk + this.#bulkShare)
          : 0;
  }
}
