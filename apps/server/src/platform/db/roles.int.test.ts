// The real sign-in of the three roles, the migration runner, and starting twice: on a cluster of its own, because roles belong
// to a whole cluster.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startThrowAway, testMajor } from '@titian/embedded-postgres/testing';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fakeClock, systemClock, systemRandom } from '../clock.ts';
import { masterKey, type MasterKey } from '../crypto/index.ts';
import { roleConnections } from './connections.ts';
import { HOUSE_SOURCES, migrate } from './migrate.ts';
import { isSealedByAnother } from './preflight.ts';

const random = systemRandom();
const master = masterKey(random.bytes(32));
let cluster: Awaited<ReturnType<typeof startThrowAway>>;
let databaseUrl: string;

beforeAll(async () => {
  cluster = await startThrowAway({ major: testMajor() });
  databaseUrl = cluster.postgres.connectionString;
});
afterAll(() => cluster.remove());

const run = (key: MasterKey, clock = systemClock(), sources?: { dir: string; prefix: string }[]) =>
  migrate({ databaseUrl, master: key, random, clock, ...(sources ? { sources } : {}) });

async function asOwner<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

async function whoAmI(config: pg.PoolConfig): Promise<string> {
  const client = new pg.Client(config);
  await client.connect();
  try {
    const result = await client.query<{ who: string }>('SELECT session_user AS who');
    return result.rows[0]?.who ?? '';
  } finally {
    await client.end();
  }
}

it('several nodes starting at once bring a fresh database up together', async () => {
  const results = await Promise.all([run(master), run(master), run(master)]);
  const applied = results.map((result) => result.applied.length).toSorted((a, b) => b - a);
  expect(applied[0]).toBeGreaterThan(5);
  expect(applied.slice(1)).toEqual([0, 0]);
  expect((await run(master)).applied).toEqual([]);
});

it('each role signs in with the password derived from the master key, and with no other', async () => {
  const own = roleConnections(databaseUrl, master);
  expect(await Promise.all([whoAmI(own.app), whoAmI(own.overview), whoAmI(own.directory)])).toEqual([
    'titian_app',
    'titian_overview',
    'titian_directory',
  ]);
  const strange = roleConnections(databaseUrl, masterKey(random.bytes(32)));
  await expect(whoAmI(strange.app)).rejects.toMatchObject({ code: '28P01' });
});

it('the overview reads which facilities have work, and nothing of people or messages', async () => {
  const client = new pg.Client(roleConnections(databaseUrl, master).overview);
  await client.connect();
  try {
    await client.query('SELECT facility_id, channel, class, next_at FROM titian.outbox_lanes');
    for (const table of [
      'outbox_messages',
      'outbox_attempts',
      'facilities',
      'audit_events',
      'accounts',
      'facility_keys',
    ]) {
      await expect(client.query(`SELECT 1 FROM titian.${table}`), table).rejects.toMatchObject({ code: '42501' });
    }
  } finally {
    await client.end();
  }
});

it('notices another master key before it changes anything', async () => {
  expect(await asOwner((client) => isSealedByAnother(client, master.id))).toBe(false);
  expect(await asOwner((client) => isSealedByAnother(client, masterKey(random.bytes(32)).id))).toBe(true);
});

it('refuses a role that could bypass row-level security', async () => {
  await asOwner((client) => client.query('ALTER ROLE titian_app BYPASSRLS'));
  await expect(run(master)).rejects.toMatchObject({ code: 'STORE_ROLE_TOO_STRONG' });
  await asOwner((client) => client.query('ALTER ROLE titian_app NOBYPASSRLS'));
});

it('no password stands in the server’s catalogue as anything but a SCRAM verifier', async () => {
  const rows = await asOwner((client) =>
    client.query<{ rolpassword: string }>("SELECT rolpassword FROM pg_authid WHERE rolname LIKE 'titian\\_%'"),
  );
  expect(rows.rows).toHaveLength(3);
  for (const { rolpassword } of rows.rows) expect(rolpassword).toMatch(/^SCRAM-SHA-256\$4096:/);
});

describe('partitions', () => {
  const partitions = () =>
    asOwner(async (client) => {
      const result = await client.query<{ name: string }>(
        "SELECT relname AS name FROM pg_class WHERE relname LIKE 'audit\\_events\\_2%' AND relkind = 'r' ORDER BY 1",
      );
      return result.rows.map((row) => row.name);
    });

  it('reach three months ahead and one back, across a year’s end, also for a business clock in another month', async () => {
    await run(master, { ...fakeClock(new Date('2031-11-30T23:59:59Z')), now: () => new Date('2033-03-01T00:00:00Z') });
    const made = (await partitions()).filter((name) => name > 'audit_events_2030');
    expect(made).toEqual([
      'audit_events_203110',
      'audit_events_203111',
      'audit_events_203112',
      'audit_events_203201',
      'audit_events_203202',
      'audit_events_203302',
      'audit_events_203303',
      'audit_events_203304',
      'audit_events_203305',
      'audit_events_203306',
    ]);
  });
});

describe('a migration that fails', () => {
  it('names its file and leaves nothing of itself behind', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'titian-migrations-'));
    writeFileSync(
      join(dir, '9001_broken.sql'),
      'CREATE TABLE titian.half_done (facility_id uuid PRIMARY KEY); SELECT 1/0;',
    );
    await run(master);
    await expect(run(master, systemClock(), [...HOUSE_SOURCES, { dir, prefix: '' }])).rejects.toMatchObject({
      code: 'STORE_MIGRATION',
      context: { migration: '9001_broken' },
    });
    const left = await asOwner((client) => client.query("SELECT to_regclass('titian.half_done') IS NULL AS gone"));
    expect(left.rows[0]).toEqual({ gone: true });
    rmSync(dir, { recursive: true });
  });
});
