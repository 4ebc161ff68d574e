// The catalogue's pages are those of the records, the sandbox answers every call, and a program can read the list.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from '../tidy/sources.ts';
import { CATALOGUE_FOLDER, pages } from './pages.ts';
import { catalogue } from './rows.ts';
import { TSDOC_FOLDER, tsdocModules } from './tsdoc.ts';

const entries = catalogue();

test.each([...pages(entries)])('docs/api/catalogue/%s is that of the records', (file, text) => {
  expect(readFileSync(join(ROOT, CATALOGUE_FOLDER, file), 'utf8'), 'run `npm run catalogue` and commit').toBe(text);
});

test.each([...tsdocModules(entries)])('what editors show in generated/%s is that of the records', (file, text) => {
  expect(readFileSync(join(ROOT, TSDOC_FOLDER, file), 'utf8'), 'run `npm run catalogue` and commit').toBe(text);
});

test('the sandbox answers every call of the catalogue', () => {
  expect(entries.filter(({ sandbox }) => !sandbox).map(({ id }) => id)).toEqual([]);
});

test('a program reads the list', () => {
  const text = execFileSync(
    process.execPath,
    [
      '--conditions=titian-source',
      '--disable-warning=ExperimentalWarning',
      join(ROOT, 'tools/catalogue/main.ts'),
      '--json',
    ],
    { encoding: 'utf8' },
  );
  const rows: Record<string, unknown>[] = JSON.parse(text);
  expect(rows).toHaveLength(entries.length);
  expect(rows.find(({ clientMethod }) => clientMethod === 'vclaim.sepInsert')).toEqual({
    service: 'vclaim',
    method: 'POST',
    path: '/SEP/2.0/insert',
    writeClass: 'dangerous',
    confidence: 'A',
    encrypted: true,
    sandbox: true,
    clientMethod: 'vclaim.sepInsert',
  });
});
