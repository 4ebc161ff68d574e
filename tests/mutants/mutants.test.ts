// Every mutant is caught and the untouched sandbox passes. The mutants run in a process of their own, because they load the sandbox by the
// dozen; what each test shows here is who noticed.
import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import { applyDiff, parseDiff } from './unified-diff.ts';

interface Row {
  readonly mutant: string;
  readonly meaning: string;
  readonly by: string | null;
  readonly test: string;
}

const main = fileURLToPath(new URL('./main.ts', import.meta.url));
const names = readdirSync(dirname(main)).filter((file) => file.endsWith('.diff'));
const rows = new Map<string, Row>();
let complaints = '';

beforeAll(async () => {
  const flags = ['--conditions=titian-source', '--disable-warning=ExperimentalWarning'];
  // Fails on its own account when a mutant survives; the tests below say which, so its exit code is not needed.
  const { stdout, stderr } = await promisify(execFile)(process.execPath, [...flags, main, '--json'], {
    maxBuffer: 10_000_000,
  }).catch((error: unknown) => {
    if (error instanceof Error && 'stdout' in error && 'stderr' in error)
      return { stdout: String(error.stdout), stderr: String(error.stderr) };
    throw error;
  });
  complaints = stderr;
  for (const row of JSON.parse(stdout) as Row[]) rows.set(row.mutant, row);
}, 180_000);

describe('the sandbox as it is', () => {
  it('passes golden vectors, foreign clients and conformance', () => {
    expect(rows.get('control')).toMatchObject({ by: null, test: expect.stringMatching(/^2\d\d tests passed$/) });
  });

  it('has at least thirty mutants, and each diff still applies', () => {
    expect(names.length).toBeGreaterThanOrEqual(30);
    expect(complaints).toBe('');
  });
});

describe('a mutant of the sandbox is caught', () => {
  it.each(names.map((file) => file.slice(0, -'.diff'.length)))('%s', (mutant) => {
    const row = rows.get(mutant);
    expect(row?.meaning).toMatch(/\.$/);
    expect(row?.by, row?.test).toMatch(/^(vectors|foreign clients|conformance)$/);
  });
});

describe('a diff', () => {
  const diff = parseDiff('Why.\n\n--- a/x.ts\n+++ b/x.ts\n@@ -1,2 +1,2 @@\n one\n-two\n+zwei\n');

  it('is applied where its lines stand, wherever that is', () => {
    expect(applyDiff('zero\none\ntwo\nthree\n', diff)).toBe('zero\none\nzwei\nthree\n');
  });

  it.each(['one\nthree\n', 'one\ntwo\none\ntwo\n'])('that fits no single place is an error: %j', (source) => {
    expect(() => applyDiff(source, diff)).toThrow(/a hunk fits [02] places of x\.ts/);
  });
});
