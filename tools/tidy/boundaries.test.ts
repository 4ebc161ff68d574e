// The arrows of the house hold, and the judge of imports would notice if they did not.
import { expect, test } from 'vitest';
import { arrows, findCycle, judgeImport } from './boundaries.ts';
import { allCode, parse } from './sources.ts';

test('every import follows the arrows of the house', () => {
  const wrong = allCode().flatMap((file) =>
    file.imports.flatMap((wanted) => {
      const verdict = judgeImport(file, wanted);
      return verdict === null ? [] : [`${file.path}:${wanted.line} ${wanted.from}: ${verdict}`];
    }),
  );
  expect(wrong).toEqual([]);
});

test('no package and no module of the server depends on itself by way of others', () => {
  expect(findCycle(arrows(allCode()))).toBeNull();
});

test.each([
  ['packages/sandbox/src/a.ts', "import { x } from '@titian/client';"],
  ['packages/outbox/src/a.ts', "import { x } from '@titian/contract';"],
  ['packages/client/src/a.ts', "import { x } from '@titian/contract/src/codes.ts';"],
  ['packages/client/src/a.ts', "export { x } from '../../contract/src/codes.ts';"],
  ['apps/web/src/a.tsx', "import type { x } from '@titian/contract';"],
  ['apps/cli/src/a.ts', "const x = await import('@titian/sandbox');"],
  ['apps/cli/src/checker/a.ts', "import { x } from '../events-file/read.ts';"],
  ['apps/server/src/platform/a.ts', "import { x } from '../modules/visit/index.ts';"],
  ['apps/server/src/modules/sep/a.ts', "import { x } from '../visit/store.ts';"],
])('%s may not say %s', (path, text) => {
  const file = parse(path, text);
  expect(file.imports.map((wanted) => judgeImport(file, wanted))).toEqual([expect.any(String)]);
});

test.each([
  ['packages/sandbox/src/a.ts', "import { x } from '@titian/contract';"],
  ['apps/server/src/modules/sep/a.ts', "import { x } from '../visit/index.ts';"],
  ['apps/server/src/modules/sep/a.ts', "import { x } from '../../platform/db/index.ts';"],
  ['apps/cli/src/a.ts', "import { x } from './checker/index.ts';"],
  ['tests/journeys/a.test.ts', "import { x } from '@titian/sandbox';"],
])('%s may say %s', (path, text) => {
  const file = parse(path, text);
  expect(file.imports.map((wanted) => judgeImport(file, wanted))).toEqual([null]);
});

test('a ring of modules is found and shown arrow by arrow, type-only imports aside', () => {
  const ring = [
    parse('apps/server/src/modules/a/index.ts', "import { b } from '../b/index.ts';"),
    parse(
      'apps/server/src/modules/b/index.ts',
      "import { c } from '../c/index.ts';\nimport type { a } from '../a/index.ts';",
    ),
    parse('apps/server/src/modules/c/index.ts', "import { a } from '../a/index.ts';"),
  ];
  expect(findCycle(arrows(ring))).toHaveLength(3);
  expect(findCycle(arrows(ring.slice(0, 2)))).toBeNull();
});
