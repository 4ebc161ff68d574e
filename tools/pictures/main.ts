// `npm run pictures`: copies what the last browser run took to the pictures of the documents. It takes none itself, and `npm test` never
// runs it: which picture the documents show changes only when somebody has looked at it.
import { copyFileSync, existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { GUIDE_PICTURES, SHOWN, TAKEN } from '../../tests/browser/pictures.ts';
import { ROOT } from '../tidy/sources.ts';

const results = join(ROOT, TAKEN, 'results.json');
if (!existsSync(results)) {
  console.error('No pictures yet: run the browser journeys first (`npm test`, or `npx playwright test`).');
  process.exit(1);
}
const { stats } = JSON.parse(readFileSync(results, 'utf8'));
const startedAt = Date.parse(stats.startTime);
if (stats.unexpected > 0) console.log('The last browser run has failed journeys; their pictures may be missing.');
mkdirSync(join(ROOT, SHOWN), { recursive: true });
let total = 0;
for (const { file, picture, workplace } of GUIDE_PICTURES) {
  const from = join(ROOT, TAKEN, workplace, `${picture}.png`);
  const to = join(ROOT, SHOWN, `${file}.png`);
  if (existsSync(from) && statSync(from).mtimeMs >= startedAt) copyFileSync(from, to);
  else console.log(`${file}.png stays as it was: the last run took no ${workplace}/${picture}.png.`);
  if (existsSync(to)) total += statSync(to).size;
}
console.log(
  `${GUIDE_PICTURES.length} pictures in ${SHOWN}, ${(total / 1_000_000).toFixed(2)} MB. Look at them before you commit.`,
);
