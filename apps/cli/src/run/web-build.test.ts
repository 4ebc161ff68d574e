// The stamp that decides whether the web app is built again.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { hashOf } from './web-build.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'titian-hash-'));
  mkdirSync(join(root, 'web/src'), { recursive: true });
  mkdirSync(join(root, 'web/dist'));
  writeFileSync(join(root, 'web/src/a.ts'), 'a');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

test('the same sources give the same stamp wherever the checkout lies; a changed, new or renamed file gives another', () => {
  const other = mkdtempSync(join(tmpdir(), 'titian-hash-'));
  mkdirSync(join(other, 'web/src'), { recursive: true });
  writeFileSync(join(other, 'web/src/a.ts'), 'a');
  const stamp = hashOf(root, ['web']);
  expect(hashOf(other, ['web'])).toBe(stamp);
  writeFileSync(join(other, 'web/src/a.ts'), 'b');
  expect(hashOf(other, ['web'])).not.toBe(stamp);
  writeFileSync(join(root, 'web/src/b.ts'), '');
  expect(hashOf(root, ['web'])).not.toBe(stamp);
  rmSync(other, { recursive: true, force: true });
});

test('what a build or an editor leaves beside the sources does not count', () => {
  const stamp = hashOf(root, ['web', 'absent']);
  writeFileSync(join(root, 'web/dist/index.html'), 'built');
  expect(hashOf(root, ['web', 'absent'])).toBe(stamp);
});
