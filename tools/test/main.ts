// What `npm test` does, and its smaller (`npm run check`) and larger (`npm run deep`) sister: every tier in one go, a line with the time
// for each step, and at the end one line with the real counts. A failing step does not hide those after it.
import { chmodSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { ROOT, allPaths } from '../tidy/sources.ts';
import { type Step, type StepResult, runStep } from './steps.ts';
import { ensureSystemParts } from './system-parts.ts';

const VITEST = 'node_modules/vitest/vitest.mjs';
const RESULTS = 'artifacts/test';

/** They wait for nobody and disturb nobody: side by side they cost half. */
const CHECKS: readonly Step[] = [
  { name: 'format', script: 'node_modules/oxfmt/bin/oxfmt', args: ['--check', '.'] },
  { name: 'lint', script: 'node_modules/oxlint/bin/oxlint', args: ['--deny-warnings'] },
  { name: 'types', script: 'node_modules/typescript/bin/tsc', args: ['-p', 'tsconfig.json'] },
  {
    name: 'types of the web app',
    script: 'node_modules/typescript/bin/tsc',
    args: ['-p', 'apps/web/tsconfig.json', '--noEmit'],
  },
  { name: 'unused code', script: 'node_modules/knip/bin/knip.js', args: ['--no-progress'] },
];

function vitest(name: string, args: readonly string[], environment: Readonly<Record<string, string>> = {}): Step {
  const file = `${RESULTS}/${name.replaceAll(' ', '-')}.json`;
  rmSync(join(ROOT, file), { force: true });
  return {
    name,
    script: VITEST,
    args: ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`, ...args],
    environment,
    isLoud: true,
    count: () => {
      const { numPassedTests, numFailedTests, numPendingTests } = JSON.parse(readFileSync(join(ROOT, file), 'utf8'));
      // A skipped test is a promise nobody keeps.
      return { passed: numPassedTests, failed: numFailedTests + numPendingTests };
    },
    failures: () => failedTests(JSON.parse(readFileSync(join(ROOT, file), 'utf8'))),
  };
}

interface VitestResults {
  readonly testResults: readonly {
    readonly name: string;
    readonly message?: string;
    readonly assertionResults: readonly {
      readonly status: string;
      readonly fullName: string;
      readonly failureMessages?: readonly string[];
    }[];
  }[];
}

function failedTests({ testResults }: VitestResults): string[] {
  return testResults.flatMap(({ name, message, assertionResults }) => {
    const path = relative(ROOT, name);
    const failed = assertionResults.filter(({ status }) => status !== 'passed');
    // A file whose preparation failed has run no test: its message says why, its tests do not.
    const why = message === undefined || message === '' ? [] : [`${path}: ${message.split('\n')[0]}`];
    if (assertionResults.length === 0 && why.length === 0) return [`${path}: no test ran`];
    return [
      ...why,
      ...failed.map(({ fullName, failureMessages }) => `${path}: ${fullName}${because(failureMessages)}`),
    ];
  });
}

/** What broke, short: the summary is often all that is left of a run. */
function because(messages: readonly string[] = []): string {
  const lines = messages
    .join('\n')
    .split('\n')
    .filter((line) => !/^\s*at /.test(line));
  return lines.length === 0 ? '' : `\n    ${lines.slice(0, LINES_OF_A_FAILURE).join('\n    ')}`;
}

const LINES_OF_A_FAILURE = 12;

/** What has to hold on the oldest PostgreSQL too: the delivery engine and the migrations with everything that speaks SQL below them. */
const ON_THE_OLDEST = ['packages/outbox/', 'apps/server/src/platform/'];

/** Only the files that use a database: the others have just run and know no PostgreSQL. */
function databaseTests(folders: readonly string[]): string[] {
  return allPaths().filter(
    (path) => path.endsWith('.int.test.ts') && folders.some((folder) => path.startsWith(folder)),
  );
}

async function browserJourneys(): Promise<Step> {
  const home = mkdtempSync(join(tmpdir(), 'titian-browser-'));
  // The user who runs PostgreSQL must be able to enter.
  chmodSync(home, 0o755);
  const file = join(ROOT, 'artifacts/browser/results.json');
  rmSync(file, { force: true });
  return {
    name: 'browser journeys',
    script: 'node_modules/@playwright/test/cli.js',
    args: ['test'],
    environment: { TITIAN_BROWSER_HOME: home, TITIAN_BROWSER_PORT: String(await freePort()) },
    isLoud: true,
    count: () => {
      const { stats } = JSON.parse(readFileSync(file, 'utf8'));
      return { passed: stats.expected + stats.flaky, failed: stats.unexpected + stats.skipped };
    },
    after: () => {
      const signpost = join(home, 'postgres', 'WHERE-IS-THE-DATA.txt');
      const elsewhere = existsSync(signpost) ? readFileSync(signpost, 'utf8').split('\n')[0] : undefined;
      if (elsewhere?.startsWith('/var/lib/titian-')) rmSync(elsewhere, { recursive: true, force: true });
      rmSync(home, { recursive: true, force: true });
    },
  };
}

async function freePort(): Promise<number> {
  return await new Promise((resolve, reject) => {
    const server = createServer().on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const bound = server.address();
      server.close(() =>
        typeof bound === 'object' && bound !== null ? resolve(bound.port) : reject(new Error('no free port')),
      );
    });
  });
}

/** One stage after the other; the steps of a stage run side by side. */
type Stage = readonly Step[];

const inTurn = (steps: readonly Step[]): Stage[] => steps.map((step) => [step]);

async function testStages(): Promise<Stage[]> {
  const hasJourneys = allPaths().some((path) => /^tests\/browser\/.*\.spec\.ts$/.test(path));
  const whole = inTurn([
    {
      name: 'build of the web app',
      script: 'node_modules/vite/bin/vite.js',
      args: ['build', '--logLevel', 'warn'],
      folder: 'apps/web',
    },
    ...(hasJourneys ? [await browserJourneys()] : []),
    chaosRun({ character: 'documented', kills: KILLS_EACH_TIME, nodes: 2, freezes: 2 }),
    chaosRun({ character: 'dumb', kills: KILLS_EACH_TIME, nodes: 2, freezes: 2 }),
    // The simulation catches the other three in every run; a process that was frozen and wakes is shown best by a process.
    plantedBugs(['skip-lease-check']),
  ]);
  return [
    CHECKS,
    [vitest('tests', [])],
    // The simulation needs one core and no clock; database tests mostly wait.
    [
      vitest('tests on the oldest PostgreSQL', databaseTests(ON_THE_OLDEST), { TEST_PG_MAJOR: '15' }),
      // The same days each time: what they find is new in the engine, not in the dice. New dice are thrown in the deep run.
      { ...simulation('a minute of simulated days', ['--seconds', '60', '--seed', '1']), isLoud: false },
    ],
    ...whole,
  ];
}

/** Exit code 0 = no promise was broken and every named place was visited. */
function simulation(name: string, args: readonly string[]): Step {
  return { name, script: 'tests/simulation/main.ts', args, isLoud: true };
}

/** Enough to hit every phase of a call now and then; two hundred belong to the deep run. */
const KILLS_EACH_TIME = 20;

/** Its exit code is the offline checker's word; a passing run counts as one test. */
function chaosRun({ character, kills, nodes, freezes = 0 }: ChaosRun): Step {
  return {
    name: `${kills} kills, ${nodes === 1 ? 'one node' : `${nodes} nodes`}, ${character} payer`,
    script: 'tests/chaos/main.ts',
    args: `--nodes ${nodes} --kills ${kills} --freezes ${freezes} --character ${character}`.split(' '),
    isLoud: true,
  };
}

interface ChaosRun {
  readonly character: 'documented' | 'dumb';
  readonly kills: number;
  readonly nodes: number;
  readonly freezes?: number;
}

/** A judge that never finds anything proves nothing. */
function plantedBugs(named: readonly string[]): Step {
  return {
    name: named.length === 0 ? 'four planted bugs are caught, and nothing without them' : `caught: ${named.join(', ')}`,
    script: 'tests/chaos/planted.ts',
    args: named.length === 0 ? ['--with-control'] : named,
    isLoud: true,
  };
}

/** Beside `kills`: each with its own number of blows. One that this machine does not allow says so and passes. */
const CHAOS_SCENARIOS = 'freeze database black-hole slow-payer slow-callers graceful failover disk-full'.split(' ');

/** What is too slow for every change. CONTRIBUTING.md says what each step is; the last figures stand in docs/operations/reliability.md. */
function deepSteps(): Step[] {
  const titian = (name: string, script: string, args: readonly string[]): Step => ({
    name,
    script,
    args,
    isLoud: true,
  });
  const benches = readdirSync(join(ROOT, 'bench', 'src')).filter((file) =>
    /^(bogor|oktober|rs-day|group-day|backlog|envelope)\.ts$/.test(file),
  );
  return [
    vitest('properties at length', ['property'], { TITIAN_DEEP: '1' }),
    vitest('every test on the oldest PostgreSQL', [], { TEST_PG_MAJOR: '15' }),
    simulation('an hour of simulated days', ['--seconds', '3600']),
    simulation('a day of 14,000 messages', ['--days', '6', '--visits', '2400', '--seconds', '600']),
    vitest('planted bugs replay twenty times', ['tests/simulation'], { TITIAN_DEEP: '1' }),
    chaosRun({ character: 'documented', kills: 200, nodes: 2, freezes: 20 }),
    chaosRun({ character: 'dumb', kills: 200, nodes: 3, freezes: 20 }),
    chaosRun({ character: 'documented', kills: 100, nodes: 1 }),
    ...CHAOS_SCENARIOS.map((name) => titian(`chaos: ${name}`, 'tests/chaos/main.ts', ['--scenario', name])),
    plantedBugs([]),
    { name: 'a knee that moves', script: 'tests/limit/main.ts', isLoud: true },
    titian('ten million hostile answers', 'tests/fuzz/main.ts', ['--runs', '10000000', '--seed', '2']),
    titian('the client on the oldest Node', 'tests/examples/oldest-node.ts', []),
    titian('demo morning', 'apps/cli/src/main.ts', ['demo', '--json']),
    ...benches.map((file) => titian(`bench ${file.slice(0, -3)}`, 'bench/src/main.ts', [file.slice(0, -3), '--json'])),
  ];
}

async function main(mode: string | undefined): Promise<number> {
  const startedAt = performance.now();
  const counts: StepResult[] = [];
  if (mode !== '--check') ensureSystemParts();
  const stages =
    mode === '--check'
      ? [CHECKS, [vitest('tidy', ['tools/tidy'])]]
      : mode === '--deep'
        ? inTurn(deepSteps())
        : await testStages();
  for (const stage of stages) counts.push(...(await Promise.all(stage.map(runStep))));
  const passed = counts.reduce((sum, count) => sum + count.passed, 0);
  const failed = counts.reduce((sum, count) => sum + count.failed, 0);
  for (const failure of counts.flatMap((count) => count.failures)) console.log(`✗ ${failure}`);
  console.log(`\n${((performance.now() - startedAt) / 60_000).toFixed(1)} minutes`);
  console.log(`${passed} passed, ${failed} failed`);
  return failed === 0 && passed > 0 ? 0 : 1;
}

try {
  process.exitCode = await main(process.argv[2]);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
