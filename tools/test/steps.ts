// One step of `npm test`: a program that is run, timed and counted. Its output goes to artifacts/test and, when it fails, to the screen.
import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../tidy/sources.ts';

export interface Counts {
  readonly passed: number;
  readonly failed: number;
}

export interface StepResult extends Counts {
  /** What failed, by name; the step itself when it knows no names. */
  readonly failures: readonly string[];
}

export interface Step {
  readonly name: string;
  /** The program's file, run by the pinned Node. */
  readonly script: string;
  readonly args?: readonly string[];
  readonly folder?: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** Shows the output while it runs: for steps that take long. */
  readonly isLoud?: boolean;
  /** Reads what the program counted; a step without counts is one passed or failed check. */
  readonly count?: () => Counts;
  /** Full names of the failed tests, one each, for the summary at the end. */
  readonly failures?: () => readonly string[];
  /** Runs after the program, whatever became of it. */
  readonly after?: () => void;
}

const LOGS = join(ROOT, 'artifacts', 'test');
const SHOWN_ON_FAILURE = 120;

export async function runStep(step: Step): Promise<StepResult> {
  mkdirSync(LOGS, { recursive: true });
  const startedAt = performance.now();
  if (step.isLoud) console.log(`\n── ${step.name}`);
  const { isOk, tail } = await execute(step);
  step.after?.();
  const counted = readCounts(step);
  // A runner that fails without a failed test (a crash, an unhandled error, no test at all) has failed once.
  const failed = isOk ? counted.failed : Math.max(1, counted.failed);
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  const numbers = step.count === undefined ? '' : `, ${counted.passed} passed, ${failed} failed`;
  if (failed > 0 && !step.isLoud) console.log(tail.join('\n'));
  console.log(`${failed === 0 ? '✓' : '✗'} ${step.name} (${seconds} s${numbers})`);
  const passed = step.count === undefined ? (isOk ? 1 : 0) : counted.passed;
  return { passed, failed, failures: failed === 0 ? [] : failuresOf(step) };
}

function failuresOf({ name, failures }: Step): readonly string[] {
  let named: readonly string[] = [];
  try {
    named = failures?.() ?? [];
  } catch {
    // No result file: the runner itself broke, and its step is all that can be named.
    named = [];
  }
  return named.length === 0 ? [name] : named.map((test) => `${name}: ${test}`);
}

function readCounts({ count }: Step): Counts {
  if (count === undefined) return { passed: 0, failed: 0 };
  try {
    return count();
  } catch (error) {
    console.log(`The result could not be read: ${error instanceof Error ? error.message : String(error)}`);
    return { passed: 0, failed: 1 };
  }
}

async function execute(step: Step): Promise<{ isOk: boolean; tail: string[] }> {
  const log = createWriteStream(join(LOGS, `${step.name.replaceAll(/[^a-z0-9]+/gi, '-')}.log`));
  // Our own programs run as sources; a library's do not know the condition.
  const flags = step.script.endsWith('.ts')
    ? ['--conditions=titian-source', '--disable-warning=ExperimentalWarning']
    : [];
  const child = spawn(process.execPath, [...flags, join(ROOT, step.script), ...(step.args ?? [])], {
    cwd: join(ROOT, step.folder ?? '.'),
    env: { ...process.env, ...step.environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let tail = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      log.write(chunk);
      if (step.isLoud) process.stdout.write(chunk);
      tail = (tail + chunk.toString('utf8')).slice(-40_000);
    });
  }
  const code = await new Promise((resolve) => child.on('error', resolve).on('close', resolve));
  log.end();
  return { isOk: code === 0, tail: tail.split('\n').slice(-SHOWN_ON_FAILURE) };
}
