// What we publish works for somebody who has only the package: built, packed, unpacked into a foreign project, imported by plain Node
// without our private condition. Only the libraries that a package names are there.
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
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
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSandbox, type Sandbox } from '@titian/sandbox';
import { ROOT } from '../tidy/sources.ts';
import { createStranger, type Stranger, versionOf } from './stranger.ts';

/** In the order in which they need each other's built types. */
const PACKAGES = ['contract', 'client', 'sandbox', 'outbox', 'embedded-postgres', 'api-client'] as const;

let project: string;
const tarballs = new Map<string, string>();
let stranger: Stranger | undefined;
let sandbox: Sandbox | undefined;

beforeAll(() => {
  project = mkdtempSync(join(tmpdir(), 'titian-packed-'));
  writeFileSync(join(project, 'package.json'), '{"type":"module"}');
  mkdirSync(join(project, 'node_modules/@titian'), { recursive: true });
  // What an earlier build left must not help: on a fresh clone there is nothing.
  for (const name of PACKAGES) rmSync(join(ROOT, 'packages', name, 'dist'), { recursive: true, force: true });
  for (const name of PACKAGES) install(name);
}, 240_000);
afterAll(async () => {
  await sandbox?.close();
  for (const folder of [project, stranger?.folder ?? project]) rmSync(folder, { recursive: true, force: true });
});

function install(name: string): void {
  const folder = join(ROOT, 'packages', name);
  run(join(ROOT, 'node_modules/typescript/bin/tsc'), ['-p', 'tsconfig.build.json'], folder);
  const target = join(project, 'node_modules/@titian', name);
  mkdirSync(target);
  const tarball = execFileSync('npm', ['pack', '--silent', '--ignore-scripts', '--pack-destination', project], {
    cwd: folder,
    encoding: 'utf8',
  }).trim();
  const file = join(project, tarball.split('\n').at(-1) ?? '');
  tarballs.set(name, file);
  execFileSync('tar', ['-xzf', file, '-C', target, '--strip-components=1']);
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

describe('@titian/client alone in a stranger’s project', () => {
  /** What the client brings along; more than five would be somebody else's problem in every hospital. */
  const BROUGHT = ['@titian/contract', 'undici', 'zod'];
  const bun = versionOf('bun');
  let compiled = '';

  beforeAll(async () => {
    sandbox = await createSandbox({ population: 10, now: Date.now });
    stranger = createStranger(
      ['contract', 'client'].map((name) => tarballs.get(name) ?? ''),
      BROUGHT.filter((name) => !name.startsWith('@titian/')),
    );
    stranger.write('esm.ts', inTheSandbox(quickStart(), sandbox));
    stranger.write('common.cts', inTheSandbox(COMMON, sandbox));
    compiled = await stranger.compile();
  }, 60_000);

  test('the quick start has ten lines and one import', () => {
    expect(quickStart().trim().split('\n').length).toBeLessThanOrEqual(10);
    expect(quickStart().match(/from '.*'/g)).toEqual(["from '@titian/client'"]);
  });

  test('installs with three libraries, no database and no script of its own', () => {
    expect(stranger?.dependencies.toSorted()).toEqual(BROUGHT);
    expect(BROUGHT.length).toBeLessThanOrEqual(5);
    for (const name of ['client', 'contract']) {
      const manifest = JSON.parse(readFileSync(join(project, 'node_modules/@titian', name, 'package.json'), 'utf8'));
      expect(manifest.engines).toEqual({ node: '>=20' });
      expect(Object.keys(manifest.scripts ?? {}).filter((script) => /install|prepare/.test(script))).toEqual([]);
    }
  });

  test('type-checks under the strictest rules, as ESM and as CommonJS, declarations included', () => {
    expect(compiled).toBe('');
  });

  test.each([
    ['esm.js', /^import .* from ['"]@titian\/client['"];$/m],
    ['common.cjs', /= require\(['"]@titian\/client['"]\);$/m],
  ])('%s reads a participant from the sandbox', async (file, entrance) => {
    expect(readFileSync(join(stranger?.folder ?? '', 'out', file), 'utf8')).toMatch(entrance);
    expect(await stranger?.run(process.execPath, file)).toBe('AKTIF');
  });

  test(bun === undefined ? 'Bun is not on this machine, so it was not tried' : `runs under Bun ${bun}`, async () => {
    if (bun === undefined) expect(() => execFileSync('bun', ['--version'])).toThrow('ENOENT');
    else expect(await stranger?.run('bun', 'esm.js')).toBe('AKTIF');
  });
});

/** Whether somebody answers there; npx may be gone a moment before what it started. */
const isListening = (url: string) => (): Promise<boolean> =>
  fetch(`${url}/_sandbox/healthz`).then(
    () => true,
    () => false,
  );

/** The first example of the package's README, as it is printed there. */
function quickStart(): string {
  const readme = readFileSync(join(ROOT, 'packages/client/README.md'), 'utf8');
  return /```ts\n([\s\S]*?)```/.exec(readme)?.[1] ?? '';
}

/** The same in the older module system, where `require` loads what is ESM. */
const COMMON = `import client = require('@titian/client');
const credentials = { consId: '', secret: '', userKeys: { vclaim: '' } };
const bpjs = client.createBpjsClient({ environment: 'development', credentials });
const params = { noKartu: '0000000000001', tglSep: '2026-01-15' };
bpjs.call(client.vclaim.pesertaNokartu, { params }).then(
  (answer) => console.log(answer.data?.peserta.statusPeserta?.keterangan),
  (error: unknown) => { console.log(client.isBpjsError(error) ? error.code : error); },
);
`;

/** Two lines of a program change: whose keys, and where BPJS is. */
function inTheSandbox(program: string, { url, baseUrls, credentials }: Sandbox): string {
  const { consId, secret, userKeys } = credentials('9999R001');
  const place = JSON.stringify({ baseUrls: { vclaim: baseUrls.vclaim }, settings: { allowBaseUrl: [url] } });
  const changed = program
    .replace(/^const credentials = .*$/m, `const credentials = ${JSON.stringify({ consId, secret, userKeys })};`)
    .replace("environment: 'development', credentials", `environment: 'development', credentials, ...${place}`);
  expect(changed).toContain(consId);
  expect(changed).toContain(url);
  return changed;
}

describe('`npx titian-sandbox` in an empty folder', () => {
  let folder = '';
  let child: ChildProcess | undefined;

  beforeAll(() => {
    ({ folder } = createStranger(
      ['contract', 'sandbox'].map((name) => tarballs.get(name) ?? ''),
      ['lz-string', 'zod'],
    ));
  });
  afterAll(() => {
    // Its whole group, should a test have failed before it was stopped.
    if (child?.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  });

  test('says how to call it, answers, shows its console and its plans, and leaves nothing behind but its data', async () => {
    const args = ['--no', '--offline', 'titian-sandbox', '--population', '20', '--plan', 'pagi-terputus'];
    child = spawn('npx', args, { cwd: folder, detached: true, stdio: ['ignore', 'pipe', 'inherit'] });
    const gone = once(child, 'exit');
    const lines = createInterface({ input: child.stdout ?? process.stdin });
    const [line] = await once(lines, 'line');
    const ready = JSON.parse(String(line));
    expect(ready).toMatchObject({ type: 'ready', facilities: expect.arrayContaining([{ ...ready.facilities[0] }]) });
    const answer = await fetch(`${ready.baseUrls.vclaim}/Peserta/nokartu/0000000000001/tglSEP/2026-11-23`);
    expect([answer.status, await answer.text()]).toEqual([401, 'Authentication parameters missing']);
    expect(await (await fetch(`${ready.url}/console/main.js`)).text()).toContain('setInterval');
    expect(await (await fetch(`${ready.url}/_sandbox/plan`)).json()).toMatchObject({
      plan: { name: 'Pagi terputus empat jam' },
    });
    // As a terminal's Ctrl-C and a supervisor reach it: npx itself passes no signal on.
    process.kill(-(child.pid ?? 0), 'SIGTERM');
    await gone;
    await expect.poll(isListening(ready.url)).toBe(false);
    expect(readdirSync(folder).sort()).toEqual([
      '.titian-sandbox',
      'node_modules',
      'package-lock.json',
      'package.json',
      'tsconfig.json',
    ]);
  });
});
