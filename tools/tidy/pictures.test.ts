// The pictures of the documents are the browser journeys' own: each is in their table, each is shown somewhere, none is missing, and
// together they stay small. That a relative link leads to a file is held by docs.test.ts.
import { existsSync, readdirSync, statSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { expect, test } from 'vitest';
import { GUIDE_PICTURES, SHOWN } from '../../tests/browser/pictures.ts';
import { ROOT, allPaths, readText } from './sources.ts';

const LARGEST_TOGETHER = 3_800_000;

const shown = new Set(
  allPaths()
    .filter((path) => path.endsWith('.md'))
    .flatMap((path) =>
      [...readText(path).matchAll(/!\[[^\]]*\]\((?!https?:)([^)\s]+)\)/g)].map((match) =>
        posix.join(dirname(path), match[1] ?? ''),
      ),
    ),
);
const inTable = GUIDE_PICTURES.map(({ file }) => `${SHOWN}/${file}.png`);
const inFolder = readdirSync(join(ROOT, SHOWN)).map((name) => `${SHOWN}/${name}`);

test('every picture that a document shows is there', () => {
  expect(shown.size).toBeGreaterThan(10);
  expect([...shown].filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
});

test('every picture of the documents was taken by a browser journey and is shown in a document', () => {
  expect(inFolder.filter((path) => !inTable.includes(path))).toEqual([]);
  expect(inTable.filter((path) => !inFolder.includes(path))).toEqual([]);
  expect(inFolder.filter((path) => !shown.has(path))).toEqual([]);
});

test('every picture of the table is taken by exactly one journey, under a name of its own', () => {
  const journeys = allPaths()
    .filter((path) => /^tests\/browser\/.*\.spec\.ts$/.test(path))
    .map(readText)
    .join('\n');
  const taken = (name: string): boolean =>
    journeys.includes(`info, '${name}'`) ||
    (name.startsWith('settings-') && journeys.includes(`'${name.slice('settings-'.length)}'],`));
  expect(GUIDE_PICTURES.filter(({ picture }) => !taken(picture))).toEqual([]);
  expect(new Set(inTable).size).toBe(inTable.length);
});

test('the pictures of the documents are small together', () => {
  const total = inFolder.reduce((sum, path) => sum + statSync(join(ROOT, path)).size, 0);
  expect(total).toBeLessThan(LARGEST_TOGETHER);
});
