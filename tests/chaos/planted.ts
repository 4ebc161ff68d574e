// The judge of the chaos run is shown to catch each of the four bugs that can be planted in the real engine, by whole processes: one run per
// bug (or only those named), under conditions in which an intact engine ends clean (`--with-control` proves that too, by the same runs without it).
// Two at a time: one of them mostly waits.
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { BUGS, CAUGHT_AS, type Bug } from './conditions.ts';

const RUN_LIMIT_MS = 180_000;
const isWithControl = process.argv.includes('--with-control');
const named = BUGS.filter((bug) => process.argv.includes(bug));
const wanted: readonly Bug[] = named.length === 0 ? BUGS : named;

interface Run {
  readonly exitCode: number;
  readonly found: Readonly<Record<string, unknown>>;
}

async function run(mode: '--planted-bug' | '--conditions', bug: Bug): Promise<Run> {
  const args = [
    '--conditions=titian-source',
    '--disable-warning=ExperimentalWarning',
    join(import.meta.dirname, 'main.ts'),
    mode,
    bug,
    '--json',
  ];
  return await new Promise((resolve, reject) => {
    execFile(process.execPath, args, { timeout: RUN_LIMIT_MS }, (error, stdout, stderr) => {
      const last = stdout.trim().split('\n').at(-1) ?? '';
      if (!last.startsWith('{')) reject(new Error(`${mode} ${bug} ended without a result: ${stderr.slice(-2_000)}`));
      else resolve({ exitCode: error === null ? 0 : 1, found: JSON.parse(last) });
    });
  });
}

const numbers = ({ found }: Run): string =>
  ['lost', 'duplicated', 'outOfOrder', 'wrong', 'hiddenDifferences', 'isQuiet', 'seconds']
    .map((name) => `${name} ${String(found[name])}`)
    .join(', ');

async function judge(bug: Bug): Promise<boolean> {
  const planted = await run('--planted-bug', bug);
  const isCaught = Number(planted.found[CAUGHT_AS[bug]]) > 0 && planted.exitCode !== 0;
  console.log(`${isCaught ? '✓ caught' : '✗ NOT CAUGHT'} ${bug}: ${numbers(planted)}`);
  if (!isWithControl) return isCaught;
  const control = await run('--conditions', bug);
  const isClean = control.exitCode === 0;
  console.log(`${isClean ? '✓ clean' : '✗ NOT CLEAN'} without ${bug}: ${numbers(control)}`);
  return isCaught && isClean;
}

/** The one that waits runs beside the others. */
const WAITS: Bug = 'drop-after-five';
const [waiting, others] = await Promise.all([
  wanted.includes(WAITS) ? judge(WAITS) : true,
  (async () => {
    const results: boolean[] = [];
    for (const bug of wanted.filter((one) => one !== WAITS)) results.push(await judge(bug));
    return results;
  })(),
]);
process.exitCode = waiting && others.every(Boolean) ? 0 : 1;
