// What `npm start` promises about starting, stopping and dying. The database is real; server, sandbox and web build are stand-ins,
// so that this tells about the CLI and nothing else.
import { type ChildProcess, spawn } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:http';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';

const fixtures = join(dirname(fileURLToPath(import.meta.url)), 'fixtures');
let root: string;
let running: ChildProcess[];

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'titian-start-'));
  running = [];
  const put = (path: string, content: string): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  };
  put('package.json', '{"type":"module"}');
  put('apps/web/index.html', '<p>Titian</p>');
  put(
    'node_modules/vite/bin/vite.js',
    `import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
     const out = process.argv[process.argv.indexOf('--outDir') + 1];
     mkdirSync(out, { recursive: true }); writeFileSync(out + '/index.html', ''); appendFileSync('../../builds', 'built\\n');`,
  );
  for (const [fixture, place] of [
    ['stand-in-server.ts', 'apps/server/src/main.ts'],
    ['stand-in-sandbox.ts', 'packages/sandbox/src/main.ts'],
  ] as const) {
    mkdirSync(dirname(join(root, place)), { recursive: true });
    cpSync(join(fixtures, fixture), join(root, place));
  }
});
afterEach(async () => {
  for (const child of running) child.kill('SIGKILL');
  await until(() => leftOver().length === 0);
  const signpost = join(root, '.titian/postgres/WHERE-IS-THE-DATA.txt');
  if (existsSync(signpost))
    rmSync(readFileSync(signpost, 'utf8').split('\n')[0] ?? '', { recursive: true, force: true });
  rmSync(root, { recursive: true, force: true });
});

interface Started {
  readonly child: ChildProcess;
  readonly output: () => string;
}

function launch(environment: Record<string, string> = {}, args: readonly string[] = []): Started {
  const child = spawn(process.execPath, ['--conditions=titian-source', join(fixtures, 'start-in.ts'), root, ...args], {
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: { PATH: process.env['PATH'], PORT: '0', TITIAN_TEST_JOURNAL: join(root, 'journal'), ...environment },
  });
  running.push(child);
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => (output += chunk.toString('utf8')));
  return { child, output: () => output };
}

async function until(isDone: () => boolean): Promise<void> {
  const deadline = performance.now() + 30_000;
  while (!isDone()) {
    if (performance.now() > deadline) throw new Error('it did not happen within 30 s');
    await delay(25);
  }
}

async function ready(started: Started): Promise<void> {
  await until(() => started.output().includes('Ctrl-C') || started.child.exitCode !== null);
  expect(started.output()).toContain('siap / is ready');
}

async function exitCode({ child }: Started): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  return child.exitCode;
}

/** Processes whose command line or folder points into this test's root. */
function leftOver(): string[] {
  const data = join(root, '.titian/postgres/WHERE-IS-THE-DATA.txt');
  const places = [root, ...(existsSync(data) ? [readFileSync(data, 'utf8').split('\n')[0] ?? root] : [])];
  return readdirSync('/proc')
    .filter((pid) => /^\d+$/.test(pid))
    .flatMap((pid) => {
      try {
        const about = `${readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')}${readlinkSync(`/proc/${pid}/cwd`)}`;
        return places.some((place) => about.includes(place)) ? [about] : [];
      } catch (error) {
        if (error instanceof Error && 'code' in error && ['ENOENT', 'ESRCH', 'EACCES'].includes(String(error.code)))
          return []; // It ended while we looked.
        throw error;
      }
    });
}

const journal = (): string => (existsSync(join(root, 'journal')) ? readFileSync(join(root, 'journal'), 'utf8') : '');

test('one start gives an address, sign-ins and a word about the key; Ctrl-C stops server, sandbox and database in this order', async () => {
  const first = launch();
  await ready(first);
  expect(first.output()).toMatch(/http:\/\/127\.0\.0\.1:\d+/);
  expect(first.output()).toContain('perawat.rs   demo   nurse, RS Tirta Medika');
  expect(first.output()).toContain('A backup of the database without it is worthless');
  process.kill(-first.child.pid!, 'SIGINT');
  first.child.kill('SIGINT'); // npm and run.mjs pass the same Ctrl-C on: together they are one wish.
  expect(await exitCode(first)).toBe(0);
  expect(journal()).toContain('server drained, database still there');
  expect(readFileSync(join(root, '.titian/sandbox/journal'), 'utf8')).toBe('sandbox stopped\n');
  expect(leftOver()).toEqual([]);
  expect(existsSync(join(root, '.titian/run/titian.json'))).toBe(false);

  const startedAt = performance.now();
  const second = launch();
  await ready(second);
  expect(performance.now() - startedAt).toBeLessThan(5_000);
  expect(second.output()).not.toContain('worthless');
  expect(readFileSync(join(root, 'builds'), 'utf8')).toBe('built\n');
  second.child.kill('SIGTERM');
  expect(await exitCode(second)).toBe(0);
});

test('kill -9 leaves no process behind, and the next start works at once', async () => {
  const first = launch();
  await ready(first);
  first.child.kill('SIGKILL');
  await exitCode(first);
  const second = launch();
  await ready(second);
  second.child.kill('SIGKILL');
  await exitCode(second);
  await until(() => leftOver().length === 0);
});

test('a server that is killed is started again', async () => {
  const started = launch();
  await ready(started);
  const [, pid] = /server (\d+)/.exec(journal()) ?? [];
  process.kill(Number(pid), 'SIGKILL');
  await until(() => started.output().includes('The server runs again.'));
  expect(journal().match(/^server \d+/gm)).toHaveLength(2);
  started.child.kill('SIGINT');
  expect(await exitCode(started)).toBe(0);
});

test('a taken port and a second Titian are refused with the remedy, and the first one is not disturbed', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const bound = other.address();
  const port = typeof bound === 'object' ? String(bound?.port) : '';
  const refused = launch({ PORT: port });
  expect(await exitCode(refused)).toBe(1);
  expect(refused.output()).toContain(`Port ${port} is taken by another program`);
  expect(refused.output()).toContain(`PORT=${Number(port) + 100} npm start`);
  other.close();

  const first = launch();
  await ready(first);
  const second = launch();
  expect(await exitCode(second)).toBe(1);
  expect(second.output()).toMatch(/already runs in .* \(process \d+, http/);
  expect(first.child.exitCode).toBeNull();
  first.child.kill('SIGINT');
  expect(await exitCode(first)).toBe(0);
});

test('with DATABASE_URL and --production neither a database nor a sandbox is started', async () => {
  const started = launch({ DATABASE_URL: 'postgresql://owner:secret@db.example:5432/titian' }, ['--production']);
  await ready(started);
  expect(journal()).toContain('sandbox=false database=db.example:5432/titian');
  expect(existsSync(join(root, '.titian/postgres/data'))).toBe(false);
  expect(started.output()).not.toContain('secret');
  started.child.kill('SIGINT');
  expect(await exitCode(started)).toBe(0);
});

test('a server that cannot start shows its last words, and everything else is stopped again', async () => {
  writeFileSync(join(root, 'apps/server/src/main.ts'), 'console.error("pengaturan belum benar"); process.exit(3);');
  const started = launch();
  expect(await exitCode(started)).toBe(1);
  expect(started.output()).toContain('The server did not start');
  expect(started.output()).toContain('pengaturan belum benar');
  expect(leftOver()).toEqual([]);
});
