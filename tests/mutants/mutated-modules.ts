// Loads the sandbox and the tests that judge it once per mutant, in this process and without touching the tree: modules whose address ends
// in `?mutant=<name>` are copies of their own, the one that the diff names is changed on the way in, and `vitest` is the small runner
// beside this file. Contract and client are loaded once and never changed.
import { readFileSync } from 'node:fs';
import { registerHooks, stripTypeScriptTypes } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Report } from './small-runner.ts';
import { applyDiff, type Diff } from './unified-diff.ts';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const RUNNER = new URL('./small-runner.ts', import.meta.url).href;
/** Only these rooms are copied. */
const COPIED = ['packages/sandbox/src/', 'tests/conformance/'].map((folder) => pathToFileURL(join(ROOT, folder)).href);

const mutants = new Map<string, Diff | null>();
/** Types are taken away once per file, not once per mutant. */
const stripped = new Map<string, string>();

const mutantOf = (url: string | undefined): string | null =>
  url === undefined ? null : new URL(url).searchParams.get('mutant');

const queryOf = (mutant: string): string => `?mutant=${encodeURIComponent(mutant)}`;

export function prepare(): void {
  registerHooks({
    resolve(specifier, context, next) {
      const mutant = mutantOf(context.parentURL);
      // The runner itself compares with the real expect.
      if (mutant === null || context.parentURL?.startsWith(RUNNER)) return next(specifier, context);
      if (specifier === 'vitest') return { url: RUNNER + queryOf(mutant), shortCircuit: true };
      const found = next(specifier, context);
      return COPIED.some((folder) => found.url.startsWith(folder))
        ? { ...found, url: found.url + queryOf(mutant) }
        : found;
    },
    load(url, context, next) {
      const mutant = url.startsWith(RUNNER) ? null : mutantOf(url);
      if (mutant === null) return next(url, context);
      const path = fileURLToPath(url);
      const diff = mutants.get(mutant) ?? null;
      const source =
        diff !== null && path === join(ROOT, diff.path)
          ? stripTypeScriptTypes(applyDiff(readFileSync(path, 'utf8'), diff))
          : plain(path);
      return { format: 'module', source, shortCircuit: true };
    },
  });
}

function plain(path: string): string {
  const known = stripped.get(path) ?? stripTypeScriptTypes(readFileSync(path, 'utf8'));
  stripped.set(path, known);
  return known;
}

/** Runs one test file against one mutant, up to its first failure. A diff of null is the untouched sandbox. */
export async function judge(mutant: string, diff: Diff | null, testFile: string): Promise<Report> {
  // Every file gets a runner and a sandbox of its own: no test leans on the file before it.
  const copy = `${mutant}/${testFile}`;
  mutants.set(copy, diff);
  // What the runner exports is known here; a dynamic import cannot say so.
  const runner = (await import(RUNNER + queryOf(copy))) as typeof import('./small-runner.ts');
  await import(pathToFileURL(join(ROOT, testFile)).href + queryOf(copy));
  return runner.run();
}
