// docs/dependencies.md and the package.json files say the same: every library we take in is argued for, and none that we dropped.
import { expect, test } from 'vitest';
import { allPaths, readText } from './sources.ts';

const KINDS = ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies'] as const;

function declared(): Set<string> {
  const names = allPaths()
    .filter((path) => /(^|\/)package\.json$/.test(path))
    .flatMap((path) => {
      const manifest: Record<string, unknown> = JSON.parse(readText(path));
      return KINDS.flatMap((kind) => Object.keys(manifest[kind] ?? {}));
    });
  return new Set(names.filter((name) => !name.startsWith('@titian/')));
}

function argued(): Set<string> {
  const rows = readText('docs/dependencies.md').matchAll(/^\| `([^`|]+)`(?:, `([^`|]+)`)*[^|]*\|/gm);
  return new Set(
    [...rows].flatMap(([row]) => [...(row.split('|')[1] ?? '').matchAll(/`([^`]+)`/g)].map(([, name]) => name ?? '')),
  );
}

test('every dependency has its line in docs/dependencies.md', () => {
  const lines = argued();
  expect([...declared()].filter((name) => !lines.has(name))).toEqual([]);
});

test('docs/dependencies.md argues for nothing that we no longer use', () => {
  const names = declared();
  expect([...argued()].filter((name) => !names.has(name))).toEqual([]);
});
