// The part of vitest's words that the judging tests use, run in order and stopped at the first failure: a mutant is caught there, and the
// rest of the file would cost time. Loaded in place of `vitest`, whose own `expect` does the comparing.
export { expect } from 'vitest';

export interface Report {
  readonly passed: number;
  /** The first test that failed, and why; null when all passed. */
  readonly failure: { readonly test: string; readonly why: string } | null;
}

type Work = (...args: readonly unknown[]) => unknown;
type Item = { readonly name: string; readonly work: () => unknown } | Suite;
interface Suite {
  readonly title: string;
  readonly items: Item[];
  readonly before: Work[];
  readonly after: Work[];
}

/** Longer than any intact test; a sandbox that no longer answers fails here. */
const TEST_LIMIT_MS = 20_000;

const suiteOf = (title: string): Suite => ({ title, items: [], before: [], after: [] });
const root = suiteOf('');
let open = root;

function group(title: string, fill: Work, args: readonly unknown[] = []): void {
  const outer = open;
  const inner = suiteOf(title);
  outer.items.push(inner);
  open = inner;
  fill(...args);
  open = outer;
}

function single(name: string, work: Work, args: readonly unknown[] = []): void {
  open.items.push({ name, work: () => work(...args) });
}

/** `%s` takes the row's values in their order. */
function titled(title: string, values: readonly unknown[]): string {
  const left = [...values];
  return title.replaceAll('%s', () => String(left.shift()));
}

function each(add: (title: string, work: Work, args: readonly unknown[]) => void) {
  return (rows: readonly unknown[]) =>
    (title: string, work: Work): void => {
      for (const row of rows) {
        const values: readonly unknown[] = Array.isArray(row) ? row : [row];
        add(titled(title, values), work, values);
      }
    };
}

export const describe = Object.assign((title: string, fill: Work) => group(title, fill), { each: each(group) });
export const it = Object.assign((name: string, work: Work) => single(name, work), { each: each(single) });
export const test = it;
export const beforeAll = (work: Work): void => void open.before.push(work);
export const afterAll = (work: Work): void => void open.after.push(work);

export async function run(): Promise<Report> {
  let passed = 0;
  const attempt = async (test: string, work: () => unknown): Promise<Report['failure']> => {
    try {
      await withinLimit(work);
      return null;
    } catch (error) {
      return { test, why: error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error) };
    }
  };
  const walk = async (suite: Suite, path: string): Promise<Report['failure']> => {
    const here = [path, suite.title].filter((part) => part !== '').join(' › ');
    let failure: Report['failure'] = null;
    for (const work of suite.before) failure ??= await attempt(`${here} (before)`, work);
    for (const item of suite.items) {
      if (failure !== null) break;
      if ('items' in item) failure = await walk(item, here);
      else {
        failure = await attempt(`${here} › ${item.name}`, item.work);
        if (failure === null) passed += 1;
      }
    }
    // Whatever failed, servers and sockets are closed.
    for (const work of suite.after) {
      const late = await attempt(`${here} (after)`, work);
      failure ??= late;
    }
    return failure;
  };
  const failure = await walk(root, '');
  return { passed, failure };
}

async function withinLimit(work: () => unknown): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${TEST_LIMIT_MS} ms`)), TEST_LIMIT_MS);
  });
  try {
    await Promise.race([work(), limit]);
  } finally {
    clearTimeout(timer);
  }
}
