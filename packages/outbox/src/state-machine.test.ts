// The document and the code list the same arrows, and what is not listed is refused.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ARROWS, assertArrow, isAllowed, isFinal } from './state-machine.ts';
import { MESSAGE_STATES } from './types.ts';

const DOCUMENT = readFileSync(join(import.meta.dirname, '..', 'docs', 'state-machine.md'), 'utf8');

test('docs/state-machine.md lists exactly the arrows of the code', () => {
  const documented = [...DOCUMENT.matchAll(/^\| `(\w+)` \| `(\w+)` \| (\w+) \| (.+) \|$/gm)].map(
    ([, from, to, mover, cause]) => `${mover}: ${from} → ${to}: ${cause}`,
  );
  expect(documented.toSorted()).toEqual(
    ARROWS.map((arrow) => `${arrow.mover}: ${arrow.from} → ${arrow.to}: ${arrow.cause}`).toSorted(),
  );
});

test('docs/state-machine.md explains exactly the states of the code', () => {
  const explained = [...DOCUMENT.matchAll(/^\| `(\w+)` \| [A-Z]/gm)].map((match) => match[1]);
  expect(explained.toSorted()).toEqual([...MESSAGE_STATES].toSorted());
});

test('every move that is not an arrow is refused', () => {
  let refused = 0;
  for (const mover of ['engine', 'hand'] as const)
    for (const from of MESSAGE_STATES)
      for (const to of MESSAGE_STATES) {
        if (isAllowed(mover, from, to)) {
          assertArrow(mover, from, to);
          continue;
        }
        expect(() => assertArrow(mover, from, to)).toThrow(expect.objectContaining({ code: 'BUG_TRANSITION' }));
        refused += 1;
      }
  expect(refused).toBe(MESSAGE_STATES.length ** 2 * 2 - ARROWS.length);
});

test('nothing that is over is moved by the engine, and nothing unclear is cancelled', () => {
  expect(ARROWS.filter((arrow) => arrow.mover === 'engine' && isFinal(arrow.from))).toEqual([]);
  expect(isAllowed('hand', 'unknown', 'cancelled')).toBe(false);
  expect(isAllowed('hand', 'delivered', 'queued')).toBe(false);
});
