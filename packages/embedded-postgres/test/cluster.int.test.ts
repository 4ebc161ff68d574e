// What the launcher promises about starting, dying in any order, and folders. Real PostgreSQL, real kill -9.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { EmbeddedPostgresError, startPostgres } from '@titian/embedded-postgres';
import { startThrowAway } from '@titian/embedded-postgres/testing';
import pg from 'pg';
import { afterEach, expect, test } from 'vitest';
import { identify, isRunning } from '../src/processes.ts';
import { waitUntil } from '../src/waiting.ts';

const cleanUps: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).toReversed()) await cleanUp();
});

async function temporaryFolder(mode = 0o755): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'titian-launcher-'));
  await chmod(folder, mode);
  cleanUps.push(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

async function query(connectionString: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString });
  client.on('error', () => undefined); // The server is killed on purpose below; the query itself reports it.
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text)).rows;
  } finally {
    await client.end();
  }
}

interface Held {
  readonly child: ChildProcess;
  readonly pid: number;
  readonly folder: string;
  readonly connectionString: string;
}

/** Another process that starts the cluster, so that it can be killed. */
async function hold(dataDir: string): Promise<Held> {
  const script = fileURLToPath(new URL('./fixtures/hold.ts', import.meta.url));
  const child = spawn(process.execPath, ['--conditions=titian-source', script, dataDir], {
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  cleanUps.push(async () => void child.kill('SIGKILL'));
  const [line] = await once(createInterface({ input: child.stdout }), 'line');
  return { child, ...JSON.parse(String(line)) };
}

function keeperOf(folder: string): number {
  return JSON.parse(readFileSync(join(folder, 'owner.json'), 'utf8')).keeper.pid;
}

const gone = async (...pids: number[]): Promise<boolean> => {
  const processes = pids.map(identify);
  return await waitUntil(() => processes.every((one) => !isRunning(one)), { timeoutMs: 20_000 });
};

test('a second start takes under five seconds and finds what the first one committed', async () => {
  const dataDir = join(await temporaryFolder(), 'postgres');
  const first = await startPostgres({ dataDir });
  expect(first.isNew).toBe(true);
  await query(first.connectionString, 'CREATE TABLE kept AS SELECT 42 AS answer');
  await first.stop();
  const startedAt = performance.now();
  const second = await startPostgres({ dataDir });
  expect(performance.now() - startedAt).toBeLessThan(5_000);
  expect(second.isNew).toBe(false);
  expect(await query(second.connectionString, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
  await second.stop();
  expect(existsSync(join(dataDir, 'owner.json'))).toBe(false);
});

test('the cluster flushes, checks its pages, speaks UTF-8 and listens on no network', async () => {
  const { postgres, remove } = await startThrowAway({ durable: true });
  const [row] = await query(
    postgres.connectionString,
    `SELECT current_setting('fsync') AS fsync, current_setting('data_checksums') AS checksums, current_setting('listen_addresses') AS listen,
            current_setting('server_encoding') AS encoding, upper('é') AS upper, current_setting('password_encryption') AS passwords`,
  );
  expect(row).toEqual({
    fsync: 'on',
    checksums: 'on',
    listen: '',
    encoding: 'UTF8',
    upper: 'É',
    passwords: 'scram-sha-256',
  });
  await expect(query(postgres.connectionString.replace(/:[^:@]+@/, ':wrong@'), 'SELECT 1')).rejects.toThrow(
    /password authentication failed/,
  );
  await remove();
});

test('kill -9 of Titian leaves no PostgreSQL, no keeper and no lock behind', async () => {
  const held = await hold(join(await temporaryFolder(), 'postgres'));
  const keeper = keeperOf(held.folder);
  held.child.kill('SIGKILL');
  expect(await gone(held.pid, keeper)).toBe(true);
  expect(existsSync(join(held.folder, 'owner.json'))).toBe(false);
  expect(existsSync(join(held.folder, 'data', 'postmaster.pid'))).toBe(false);
});

test('Ctrl-C for the whole terminal group does not reach PostgreSQL while Titian still drains', async () => {
  const held = await hold(join(await temporaryFolder(), 'postgres'));
  const heard = once(createInterface({ input: held.child.stdout! }), 'line');
  process.kill(-held.child.pid!, 'SIGINT');
  expect(JSON.parse(String((await heard)[0]))).toEqual({ heard: 'SIGINT' });
  expect(await query(held.connectionString, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  held.child.kill('SIGKILL');
  expect(await gone(held.pid)).toBe(true);
});

test('when Titian and the keeper are both killed, the next start stops the PostgreSQL they left and loses nothing', async () => {
  const dataDir = join(await temporaryFolder(), 'postgres');
  const held = await hold(dataDir);
  await query(held.connectionString, 'CREATE TABLE kept AS SELECT 7 AS answer');
  process.kill(keeperOf(held.folder), 'SIGKILL');
  held.child.kill('SIGKILL');
  const log: string[] = [];
  await once(held.child, 'exit');
  const next = await startPostgres({ dataDir, onLog: (line) => log.push(line) });
  expect(await query(next.connectionString, 'SELECT answer FROM kept')).toEqual([{ answer: 7 }]);
  expect(next.pid).not.toBe(held.pid);
  await next.stop();
});

test('kill -9 of PostgreSQL is reported, and a restart holds every row that was acknowledged', async () => {
  const { postgres, remove } = await startThrowAway({ durable: true });
  await query(postgres.connectionString, 'CREATE TABLE accepted (n int PRIMARY KEY)');
  let acknowledged = 0;
  for (let round = 0; round < 4; round += 1) {
    const ended = once(postgres, 'exit');
    const client = new pg.Client({ connectionString: postgres.connectionString });
    client.on('error', () => undefined); // Killed on purpose; the insert below reports it.
    await client.connect();
    const killAt = acknowledged + 40;
    for (let n = acknowledged + 1; ; n += 1) {
      if (n === killAt) postgres.kill9();
      const isAccepted = await client.query('INSERT INTO accepted VALUES ($1) ON CONFLICT DO NOTHING', [n]).then(
        () => true,
        () => false,
      );
      if (!isAccepted) break;
      acknowledged = n;
    }
    expect((await ended)[0]).toMatchObject({ signal: 'SIGKILL' });
    await postgres.restart();
    const [row] = await query(
      postgres.connectionString,
      `SELECT count(*)::int AS n FROM accepted WHERE n <= ${acknowledged}`,
    );
    expect(row).toEqual({ n: acknowledged });
  }
  await remove();
});

test('a killed keeper takes its PostgreSQL along and reports it, and a restart works', async () => {
  const { postgres, remove } = await startThrowAway();
  const ended = once(postgres, 'exit');
  process.kill(keeperOf(postgres.folder), 'SIGKILL');
  await ended;
  await postgres.restart();
  expect(await query(postgres.connectionString, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  await remove();
});

test('two instances with their own folders run at once; a second one on the same folder is refused with a remedy', async () => {
  const [a, b] = await Promise.all([startThrowAway(), startThrowAway()]);
  expect(await query(a.postgres.connectionString, 'SELECT 1 AS one')).toEqual(
    await query(b.postgres.connectionString, 'SELECT 1 AS one'),
  );
  const refused = await startPostgres({ dataDir: a.dataDir }).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(EmbeddedPostgresError);
  expect(refused).toMatchObject({ code: 'IN_USE', remedy: expect.stringContaining(String(process.pid)) });
  expect(await query(a.postgres.connectionString, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  await Promise.all([a.remove(), b.remove()]);
});

test('a clone in a folder that only root may enter works, is explained, and keeps its database when it is moved', async () => {
  const top = await temporaryFolder(0o700);
  const dataDir = join(top, 'clone', 'postgres');
  const log: string[] = [];
  const first = await startPostgres({ dataDir, throwAway: true, onLog: (line) => log.push(line) });
  cleanUps.push(() => rm(first.folder, { recursive: true, force: true }));
  await query(first.connectionString, 'CREATE TABLE kept AS SELECT 1 AS answer');
  await first.stop();
  // An ordinary user runs PostgreSQL as itself, which can enter whatever it can enter: nothing has to move.
  const isRoot = process.getuid?.() === 0;
  expect(first.folder.startsWith('/var/lib/titian-')).toBe(isRoot);
  expect(log.some((line) => line.includes('cannot enter'))).toBe(isRoot);
  expect(existsSync(join(dataDir, 'WHERE-IS-THE-DATA.txt'))).toBe(isRoot);
  await rename(join(top, 'clone'), join(top, 'moved'));
  const moved = await startPostgres({ dataDir: join(top, 'moved', 'postgres'), throwAway: true });
  expect(await query(moved.connectionString, 'SELECT answer FROM kept')).toEqual([{ answer: 1 }]);
  await moved.stop();
});

test('a postmaster.pid whose number now belongs to another program does not keep PostgreSQL from starting', async () => {
  const dataDir = join(await temporaryFolder(), 'postgres');
  const first = await startPostgres({ dataDir, throwAway: true });
  const pidFile = join(first.folder, 'data', 'postmaster.pid');
  const written = readFileSync(pidFile, 'utf8');
  await first.stop();
  writeFileSync(pidFile, written.replace(/^\d+/, String(process.pid)));
  const second = await startPostgres({ dataDir, throwAway: true });
  expect(await query(second.connectionString, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  await second.stop();
});

test('a path too long for a Unix socket still works', async () => {
  const dataDir = join(await temporaryFolder(), 'a'.repeat(90), 'postgres');
  await mkdir(dataDir, { recursive: true });
  const postgres = await startPostgres({ dataDir, throwAway: true });
  expect(postgres.config.host.length).toBeLessThan(90);
  expect(await query(postgres.connectionString, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  await postgres.stop();
  expect(existsSync(postgres.config.host)).toBe(false);
});

test('loopback TCP with SCRAM takes the place of the socket where it is asked for', async () => {
  const { postgres, remove } = await startThrowAway({ listen: 'tcp' });
  expect(postgres.config.host).toBe('127.0.0.1');
  expect(await query(postgres.connectionString, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  await remove();
});

test('a setting that would lose committed data is refused', async () => {
  const dataDir = await temporaryFolder();
  await expect(startPostgres({ dataDir, settings: { fsync: 'off' } })).rejects.toMatchObject({
    code: 'UNSAFE_SETTING',
  });
});

test("PostgreSQL's log never repeats a value that a statement carried", async () => {
  const log: string[] = [];
  const { postgres, remove } = await startThrowAway({ onLog: (line) => log.push(line) });
  const canary = 'canary-9999000000000001';
  await query(postgres.connectionString, 'CREATE TABLE card (number text PRIMARY KEY)');
  await query(postgres.connectionString, `INSERT INTO card VALUES ('${canary}')`);
  await expect(query(postgres.connectionString, `INSERT INTO card VALUES ('${canary}')`)).rejects.toThrow(
    /duplicate key/,
  );
  await expect(query(postgres.connectionString, `SELECT '${canary}'::int`)).rejects.toThrow(/invalid input/);
  await remove();
  expect(log.length).toBeGreaterThan(0);
  expect(log.filter((line) => line.includes(canary))).toEqual([]);
});
