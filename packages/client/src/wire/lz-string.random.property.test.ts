// Our reader beside lz-string on many random inputs: ten thousand with every change, a million in the deep run. Plain loops instead of
// fast-check, because a million shrinkable values would cost more than what is tested; a failure names its number, which repeats it.
import fc from 'fast-check';
import lz from 'lz-string';
import { describe, expect, it } from 'vitest';
import { decompressFromEncodedUriComponent, LzError } from './lz-string.ts';

const IS_DEEP = (fc.readConfigureGlobal().numRuns ?? 0) >= 100_000;
const INPUTS = IS_DEEP ? 1_000_000 : 10_000;
const LIMIT = 1_000_000;
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+-$';
const WORDS = [
  '{"nama":"PESERTA CONTOH","noKartu":"0000000000001"},',
  'Peserta telah mendapat pelayanan ',
  'RS TIRTA MEDIKA ',
  'naïve “kutip” ',
  'rujukan ',
  '2026-11-26 ',
  'null,',
] as const;

/** Numbers from 0 to below the limit, the same for the same place. */
function chanceAt(place: number): (limit: number) => number {
  let state = Math.imul(place + 1, 0x9e37_79b1) >>> 0;
  return (limit) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 4_294_967_296) * limit);
  };
}

const units = (count: number, unit: () => number): string =>
  String.fromCharCode(...Array.from({ length: count }, unit));

/** One text of each alphabet in turn. */
function textAt(place: number): string {
  const below = chanceAt(place);
  const length = below(below(8) === 0 ? 1200 : 80);
  switch (place % 8) {
    case 0:
      return units(length, () => 32 + below(95));
    case 1:
      return Array.from({ length: length / 8 }, () => WORDS[below(WORDS.length)]).join('');
    case 2:
      return units(length, () => below(0x1_0000));
    case 3:
      return Array.from({ length: length / 2 }, () => String.fromCodePoint(0x1_0000 + below(0x10_0000))).join('');
    case 4:
      // Surrogates without their other half, both kinds.
      return units(length, () => (below(2) === 0 ? 0xd800 + below(0x800) : 97 + below(3)));
    case 5:
      return units(1 + below(4), () => below(0x300)).repeat(below(400));
    case 6:
      return units(length, () => below(2));
    default:
      return 'x'.repeat(below(3000)) + units(below(4), () => below(0x1_0000));
  }
}

function ours(packed: string): string | null {
  try {
    return decompressFromEncodedUriComponent(packed, LIMIT);
  } catch (error) {
    if (error instanceof LzError) return null;
    throw error;
  }
}

describe(`the LZ reader beside lz-string, ${INPUTS} times`, () => {
  it('reads whatever lz-string writes', () => {
    for (let place = 0; place < INPUTS; place += 1) {
      const text = textAt(place);
      // A comparison of its own: a million calls of expect would take longer than the reading.
      if (ours(lz.compressToEncodedURIComponent(text)) !== text) expect.fail(`input ${place} is read otherwise`);
    }
  });

  // The rule for what nobody wrote: the same text as lz-string or a refusal. lz-string guesses at cut and foreign input; we never do.
  it('reads random and damaged letters as lz-string does, or refuses them', () => {
    let read = 0;
    for (let place = 0; place < INPUTS; place += 1) {
      const below = chanceAt(place);
      const packed = lz.compressToEncodedURIComponent(textAt(place).slice(0, 60));
      const at = below(packed.length);
      const letter = LETTERS[below(LETTERS.length)] ?? '';
      const damaged =
        place % 2 === 0
          ? packed.slice(0, at) + letter + packed.slice(at + 1)
          : Array.from({ length: 1 + below(24) }, () => LETTERS[below(LETTERS.length)]).join('');
      const text = ours(damaged);
      if (text === null) continue;
      read += 1;
      if (lz.decompressFromEncodedURIComponent(damaged) !== text) expect.fail(`input ${place}: ${damaged}`);
    }
    // Some damage is another valid text, so the comparison was made.
    expect(read).toBeGreaterThan(INPUTS / 100);
  });
});
