// Proof that the judges judge: each diff beside this file breaks the sandbox's signature, cipher, envelope, gate or seal in one way, and
// golden vectors or conformance have to notice. Nothing on disk is changed. `node tests/mutants/main.ts [name …] [--json]`
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { judge, prepare, ROOT } from './mutated-modules.ts';
import { parseDiff } from './unified-diff.ts';

/** In this order, up to the first that catches: vectors cost nothing, foreign programs little, our own client's day most. */
const JUDGES = [
  ['vectors', 'packages/sandbox/src/wire/wire.test.ts'],
  ['foreign clients', 'tests/conformance/foreign-clients.test.ts'],
  ['conformance', 'tests/conformance/wire.test.ts'],
] as const;

interface Caught {
  readonly mutant: string;
  readonly meaning: string;
  /** Null: nobody noticed. */
  readonly by: string | null;
  readonly test: string;
  readonly seconds: number;
}

const folder = join(ROOT, 'tests/mutants');
const names = readdirSync(folder)
  .filter((file) => file.endsWith('.diff'))
  .map((file) => file.slice(0, -'.diff'.length));

async function judgeAll(mutant: string): Promise<Caught> {
  const startedAt = performance.now();
  const diff = mutant === 'control' ? null : parseDiff(readFileSync(join(folder, `${mutant}.diff`), 'utf8'));
  const caught = { mutant, meaning: diff?.meaning ?? 'The sandbox as it is.' };
  const seconds = (): number => Math.round((performance.now() - startedAt) / 10) / 100;
  let passed = 0;
  for (const [by, file] of JUDGES) {
    const report = await judge(mutant, diff, file);
    if (report.failure !== null) return { ...caught, by, test: report.failure.test, seconds: seconds() };
    if (report.passed === 0) throw new Error(`${file} has no test`);
    passed += report.passed;
  }
  return { ...caught, by: null, test: `${passed} tests passed`, seconds: seconds() };
}

prepare();
// A mutant that breaks the sandbox from within makes it complain; the table says all that is worth knowing.
const complain = console.error;
console.error = () => undefined;
const wanted = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const rows: Caught[] = [];
for (const mutant of ['control', ...(wanted.length === 0 ? names : wanted)]) {
  try {
    rows.push(await judgeAll(mutant));
  } catch (error) {
    complain(`${mutant}: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  }
}
const isGood = ({ mutant, by }: Caught): boolean => (mutant === 'control') === (by === null);
if (process.argv.includes('--json')) console.log(JSON.stringify(rows));
else
  for (const row of rows)
    console.log(`${isGood(row) ? '✓' : '✗'} ${row.mutant.padEnd(36)} ${(row.by ?? '—').padEnd(16)} ${row.test}`);
if (!rows.every(isGood)) process.exitCode = 1;
// A mutant may leave a socket or timer behind that nobody waits for.
process.exit();
