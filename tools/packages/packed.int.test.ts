// What we publish works for somebody who has only the package: built, packed, unpacked into a foreign project, imported by plain Node
// without our private condition. Only the libraries that a package names are there.
import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ROOT } from '../tidy/sources.ts';

/** In the order in which they need each other's built types. */
const PACKAGES = ['contract', 'client', 'sandbox', 'outbox', 'embedded-postgres', 'api-client'] as const;

let project: string;

beforeAll(() => {
  project = mkdtempSync(join(tmpdir(), 'titian-packed-'));
  writeFileSync(join(project, 'package.json'), '{"type":"module"}');
  mkdirSync(join(project, 'node_modules/@titian'), { recursive: true });
  // What an earlier build left must not help: on a fresh clone there is nothing.
  for (const name of PACKAGES) rmSync(join(ROOT, 'packages', name, 'dist'), { recursive: true, force: true });
  for (const name of PACKAGES) install(name);
}, 240_000);
afterAll(() => rmSync(project, { recursive: true, force: true }));

function install(name: string): void {
  const folder = join(ROOT, 'packages', name);
  run(join(ROOT, 'node_modules/typescript/bin/tsc'), ['-p', 'tsconfig.build.json'], folder);
  const target = join(project, 'node_modules/@titian', name);
  mkdirSync(target);
  const tarball = execFileSync('npm', ['pack', '--silent', '--ignore-scripts', '--pack-destination', project], {
    cwd: folder,
    encoding: 'utf8',
  }).trim();
  execFileSync('tar', ['-xzf', join(project, tarball.split('\n').at(-1) ?? ''), '-C', target, '--strip-components=1']);
  const { dependencies = {} }: { dependencies?: Record<string, string> } = JSON.parse(
    readFileSync(join(target, 'package.json'), 'utf8'),
  );
  for (const library of Object.keys(dependencies).filter((one) => !one.startsWith('@titian/'))) {
    const link = join(project, 'node_modules', library);
    mkdirSync(dirname(link), { recursive: true });
    const nested = join(folder, 'node_modules', library);
    if (!existsSync(link)) symlinkSync(existsSync(nested) ? nested : join(ROOT, 'node_modules', library), link);
  }
}

function run(script: string, args: readonly string[], cwd: string): string {
  return execFileSync(process.execPath, [script, ...args], {
    cwd,
    encoding: 'utf8',
    env: { PATH: process.env['PATH'] },
  });
}

function runCode(code: string): string {
  const file = join(project, 'try.js');
  writeFileSync(file, code);
  return run(file, [], project).trim();
}

test.each(PACKAGES)('@titian/%s can be imported when it is all there is', (name) => {
  expect(runCode(`console.log(Object.keys(await import('@titian/${name}')).length > 0)`)).toBe('true');
});

test('the packed client signs by its public name', () => {
  const code = `import { signature } from '@titian/client';
    console.log(signature({ consId: '1234', secret: 'fictitious', timestamp: '1700000000' }));`;
  expect(runCode(code)).toMatch(/^[A-Za-z0-9+/]{43}=$/);
});

test.each(PACKAGES)('@titian/%s packs its manifest and built files, no sources and no tests', (name) => {
  const files = readdirSync(join(project, 'node_modules/@titian', name), { recursive: true }).map(String);
  expect(files).toContain('package.json');
  expect(files.filter((file) => /(^|\/)src\/|\.test\.|(?<!\.d)\.ts$/.test(file))).toEqual([]);
});
