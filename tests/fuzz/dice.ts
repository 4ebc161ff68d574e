// Seeded chance for the fuzz run: the same seed and number always make the same answer, on every machine.

export interface Dice {
  /** From 0 to below 1. */
  next(): number;
  below(limit: number): number;
  pick<T>(choices: readonly T[]): T;
  chance(share: number): boolean;
}

/** One stream per input, so that a single input can be made again without those before it. */
export function dice(seed: number, place: number): Dice {
  let state = (Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(place + 1, 0xc2b2ae35)) >>> 0;
  // Mulberry32: small, fast, and good enough to choose shapes.
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return {
    next,
    below,
    pick: (choices) => {
      const chosen = choices[below(choices.length)];
      if (chosen === undefined && choices.length === 0) throw new Error('nothing to choose from');
      // An index below the length exists; undefined may itself be a choice.
      return chosen as (typeof choices)[number];
    },
    chance: (share) => next() < share,
  };
}
