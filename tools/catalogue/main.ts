// `npm run catalogue`: writes the pages of docs/api/catalogue and what editors show of each call. With --json it prints every call as one JSON array and writes nothing.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../tidy/sources.ts';
import { CATALOGUE_FOLDER, pages } from './pages.ts';
import { catalogue, rowOf } from './rows.ts';
import { TSDOC_FOLDER, tsdocModules } from './tsdoc.ts';

const entries = catalogue();
if (process.argv.includes('--json')) {
  console.log(JSON.stringify(entries.map(rowOf)));
} else {
  for (const [folder, files] of [
    [CATALOGUE_FOLDER, pages(entries)],
    [TSDOC_FOLDER, tsdocModules(entries)],
  ] as const) {
    mkdirSync(join(ROOT, folder), { recursive: true });
    for (const [file, text] of files) writeFileSync(join(ROOT, folder, file), text);
  }
  console.log(`${entries.length} calls in ${CATALOGUE_FOLDER} and ${TSDOC_FOLDER}.`);
}
