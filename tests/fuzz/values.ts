// JSON values that an answer may hold: the catalogue's own examples, what becomes of them when something goes wrong, and nonsense.
import type { Dice } from './dice.ts';

const STRANGE_TEXTS = [
  '',
  ' ',
  'null',
  '200',
  'true',
  'Ã©Â€â€œ mojibake',
  'Nama “Contoh” ✓ 名前',
  '\u0000\u0001',
  '\ud800',
  '\udfff\ud800',
  '<html>',
  '__proto__',
  '9'.repeat(40),
  'A'.repeat(16),
  'AAAAAAAAAAAAAAAAAAAAAA==',
  '2026-13-45',
  '\\"',
] as const;

const STRANGE_NUMBERS = [
  0, -1, 0.1, 1e308, -1e308, 9_007_199_254_740_992, 1.797_693_134_862_315_7e308, 200, 201,
] as const;
const STRANGE_KEYS = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'metaData',
  'metadata',
  'response',
  '',
  'code',
] as const;
/** Below and above the depth that the reader allows. */
const DEPTHS = [3, 30, 62, 64, 66, 200] as const;

type Members = Record<string, unknown>;

export function strange(dice: Dice): unknown {
  switch (dice.below(9)) {
    case 0:
      return null;
    case 1:
      return dice.chance(0.5);
    case 2:
      return dice.pick(STRANGE_NUMBERS);
    case 3:
    case 4:
      return dice.pick(STRANGE_TEXTS);
    case 5:
      return Array.from({ length: dice.below(4) }, () => strange(dice));
    case 6:
      return { [dice.pick(STRANGE_KEYS)]: strange(dice), [`k${dice.below(5)}`]: strange(dice) };
    case 7:
      return nested(dice.pick(DEPTHS), dice.chance(0.5));
    default:
      return 'x'.repeat(dice.below(3000));
  }
}

function nested(depth: number, isList: boolean): unknown {
  let value: unknown = 1;
  for (let level = 0; level < depth; level += 1) value = isList ? [value] : { a: value };
  return value;
}

const isMembers = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The value with one to four things changed somewhere inside; the original is left alone. */
export function mutated(dice: Dice, value: unknown): unknown {
  let changed = value;
  for (let turns = 1 + dice.below(4); turns > 0; turns -= 1) changed = changedSomewhere(dice, changed, 0);
  return changed;
}

function changedSomewhere(dice: Dice, value: unknown, depth: number): unknown {
  const isDeeper = depth < 8 && dice.chance(0.75);
  if (isDeeper && Array.isArray(value) && value.length > 0) {
    const place = dice.below(value.length);
    return value.map((row, index) => (index === place ? changedSomewhere(dice, row, depth + 1) : row));
  }
  if (isDeeper && isMembers(value)) {
    const keys = Object.keys(value);
    if (keys.length > 0) return changedMember(dice, value, dice.pick(keys), depth);
  }
  return changedHere(dice, value);
}

function changedMember(dice: Dice, value: Members, key: string, depth: number): unknown {
  const { [key]: member, ...others } = value;
  switch (dice.below(6)) {
    case 0:
      return others;
    case 1:
      return { ...others, [key.toUpperCase()]: member };
    case 2:
      return { ...value, [dice.pick(STRANGE_KEYS)]: strange(dice) };
    default:
      return { ...value, [key]: changedSomewhere(dice, member, depth + 1) };
  }
}

function changedHere(dice: Dice, value: unknown): unknown {
  switch (dice.below(8)) {
    case 0:
      return [value];
    case 1:
      return typeof value === 'string' ? Number(value) : JSON.stringify(value);
    case 2:
      return typeof value === 'string' ? value + value : null;
    case 3:
      return Array.from({ length: 1 + dice.below(20) }, () => value);
    case 4:
      return { list: value };
    case 5:
      return typeof value === 'string' ? Buffer.from(value, 'utf8').toString('latin1') : value;
    default:
      return strange(dice);
  }
}
