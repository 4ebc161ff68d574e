// `npm run catalogue`: writes the pages of docs/api/catalogue. With --json it prints every call as one JSON array and writes nothing.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../tidy/sources.ts';
import { CATALOGUE_FOLDER, pages } from './pages.ts';
import { catalogue, rowOf } from './rows.ts';

const entries = catalogue();
if (process.argv.includes('--json')) {
  console.log(JSON.stringify(entries.map(rowOf)));
} else {
  const folder = join(ROOT, CATALOGUE_FOLDER);
  mkdirSync(folder, { recursive: true });
  for (const [file, text] of pages(entries)) writeFileSync(join(folder, file), text);
  console.log(`${entries.length} calls in ${CATALOGUE_FOLDER}.`);
}
