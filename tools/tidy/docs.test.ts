// The written word holds together: links lead somewhere, and every BPJS fact that the code cites stands where it says.
import { existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT, allPaths, findAll, lineAt, readText, textPaths } from './sources.ts';

test('every relative link in a document leads to a file', () => {
  const broken = allPaths()
    .filter((path) => path.endsWith('.md'))
    .flatMap((path) => {
      const text = readText(path);
      return [...text.matchAll(/\]\((?!https?:|mailto:|#)([^)\s#]+)[^)]*\)/g)]
        .filter(([, target]) => !existsSync(join(ROOT, dirname(path), decodeURI(target ?? ''))))
        .map((match) => `${path}:${lineAt(text, match.index)} ${match[1]}`);
    });
  expect(broken).toEqual([]);
});

test('every cited fact has its section', () => {
  const sections = new Map<string, string | null>();
  const textOf = (file: string): string | null => {
    if (!sections.has(file)) sections.set(file, existsSync(join(ROOT, file)) ? readText(file) : null);
    return sections.get(file) ?? null;
  };
  const missing = textPaths()
    .filter((path) => /\.(ts|tsx|sql)$/.test(path) && !path.startsWith('tools/tidy/'))
    .flatMap((path) => {
      const text = readText(path);
      return [...text.matchAll(/(docs\/facts\/[\w-]+\.md)(?: §(\d+(?:\.\d+)*))?/g)]
        .filter(([, file, section]) => {
          const facts = textOf(file ?? '');
          return facts === null || (section !== undefined && !hasSection(facts, section));
        })
        .map((match) => `${path}:${lineAt(text, match.index)} ${match[0]}`);
    });
  expect(missing).toEqual([]);
});

function hasSection(facts: string, section: string): boolean {
  return new RegExp(`^(#+ |\\*\\*|[-*] |\\| )?§?${section.replaceAll('.', '\\.')}(?![\\d]|\\.\\d)`, 'm').test(facts);
}

test('no key, token or password of a real service lies in a file', () => {
  const pattern =
    /-----BEGIN [A-Z ]*PRIVATE KEY-----|\b(ghp|gho|github_pat|glpat|npm|xox[bap])_[A-Za-z0-9_]{20,}|\bAKIA[0-9A-Z]{16}\b/;
  const found = textPaths()
    .filter((path) => !path.startsWith('tools/tidy/') && statSync(join(ROOT, path)).size > 0)
    .flatMap((path) => findAll(path, readText(path), pattern));
  expect(found).toEqual([]);
});
