// Row-level security of every table, whatever room made it: the schema itself is asked which tables there are.
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestPlatform, type TestPlatform } from '../testing.ts';

interface TableFacts {
  readonly name: string;
  readonly has_facility: boolean;
  readonly is_secured: boolean;
  readonly is_forced: boolean;
  readonly is_partition: boolean;
  readonly policies: number;
  readonly key_first: string | null;
  readonly identities: number;
}

const FACTS = `
  SELECT c.relname AS name, c.relrowsecurity AS is_secured, c.relforcerowsecurity AS is_forced, c.relispartition AS is_partition,
         EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'facility_id' AND NOT a.attisdropped) AS has_facility,
         (SELECT count(*)::int FROM pg_policy p WHERE p.polrelid = c.oid) AS policies,
         (SELECT count(*)::int FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attidentity <> '') AS identities,
         (SELECT a.attname FROM pg_index i JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = i.indkey[0]
           WHERE i.indrelid = c.oid AND i.indisprimary) AS key_first
    FROM pg_class c WHERE c.relnamespace = 'titian'::regnamespace AND c.relkind IN ('r', 'p') ORDER BY c.relname`;

/** Looked up before the facility is known, by their own role; architecture.md "Data". */
const DIRECTORY = new Set([
  'accounts',
  'memberships',
  'sessions',
  'api_keys',
  'sign_in_failures',
  'setup_codes',
  'installation',
  'inbound_credentials',
  'channel_budget',
]);
/** Heartbeats of server processes: no facility, no person. */
const NODES = 'outbox_nodes';
/** What is known of the machines below: disks, clocks, backups. */
const MACHINES = 'operation_facts';
const RUNNER = new Set([NODES, MACHINES, 'schema_migrations', 'schema_migrations_lock']);

let platform: TestPlatform;
let tables: readonly TableFacts[];

beforeAll(async () => {
  platform = await createTestPlatform();
  tables = (await platform.owner.query<TableFacts>(FACTS)).rows;
});
afterAll(() => platform.close());

const facilityTables = () => tables.filter((table) => table.has_facility && !DIRECTORY.has(table.name));

async function rowsSeen(pool: pg.Pool | pg.PoolClient, table: string): Promise<number | 'refused'> {
  try {
    const result = await pool.query<{ count: number }>(`SELECT count(*)::int AS count FROM titian.${table}`);
    return result.rows[0]?.count ?? 0;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === '42501') return 'refused';
    throw error;
  }
}

describe('the schema', () => {
  it('knows every table: of a facility, of the directory, or of the running of the house', () => {
    const unknown = tables.filter(
      (table) => !table.has_facility && !DIRECTORY.has(table.name) && !RUNNER.has(table.name),
    );
    expect(unknown.map((table) => table.name)).toEqual([]);
    expect(facilityTables().length).toBeGreaterThan(8);
  });

  it('forces row-level security on every table of a facility, partitions included', () => {
    const open = facilityTables().filter(
      (table) => !table.is_secured || !table.is_forced || (!table.is_partition && table.policies === 0),
    );
    expect(open.map((table) => table.name)).toEqual([]);
  });

  it('puts the facility first in every key and hands out no identities', () => {
    const wrong = facilityTables().filter((table) => table.key_first !== 'facility_id' || table.identities > 0);
    expect(wrong.map((table) => table.name)).toEqual([]);
  });
});

describe('the application role', () => {
  it('sees no row of any table while no facility is set', async () => {
    const seen: Record<string, number | 'refused'> = {};
    for (const table of tables) seen[table.name] = await rowsSeen(platform.db.app, table.name);
    expect(
      Object.entries(seen).filter(([name, rows]) => rows !== 0 && rows !== 'refused' && name !== 'channel_budget'),
    ).toEqual([]);
  });

  it('sees no row on a pooled connection right after a transaction of another facility', async () => {
    const { hospital } = platform.facilities;
    const client = await platform.db.app.connect();
    try {
      await client.query(`BEGIN; SET LOCAL app.facility_id = '${hospital}'`);
      expect(await rowsSeen(client, 'facilities')).toBe(1);
      await client.query('COMMIT');
      for (const table of facilityTables())
        expect([0, 'refused'], table.name).toContain(await rowsSeen(client, table.name));
    } finally {
      client.release();
    }
  });

  it('sees only its own facility and cannot write into another', async () => {
    const { hospital, clinic } = platform.facilities;
    const seen = await platform.db.withFacility(hospital, (tx) =>
      tx.query<{ facility_id: string }>('SELECT facility_id FROM facilities'),
    );
    expect(seen.map((row) => row.facility_id)).toEqual([hospital]);
    const write = platform.db.withFacility(hospital, (tx) =>
      tx.query(
        "INSERT INTO facility_credentials (facility_id, environment, service, cons_id_masked, sealed) VALUES ($1, 'sandbox', 'pcare', '', '')",
        [clinic],
      ),
    );
    await expect(write).rejects.toThrow(/row-level security/);
    const update = await platform.db.withFacility(hospital, (tx) =>
      tx.query("UPDATE facilities SET name = 'x' WHERE facility_id = $1 RETURNING 1", [clinic]),
    );
    expect(update).toEqual([]);
  });

  it('has no access to the directory, and the directory none to facilities', async () => {
    for (const table of ['accounts', 'sessions', 'api_keys', 'memberships', 'sign_in_failures']) {
      expect(await rowsSeen(platform.db.app, table), table).toBe('refused');
    }
    for (const table of facilityTables())
      expect(await rowsSeen(platform.db.directory.pool, table.name), table.name).toBe('refused');
  });

  it('is no owner, no superuser and cannot bypass row-level security', async () => {
    const result = await platform.owner.query<{ strong: boolean }>(
      "SELECT (rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb) AS strong FROM pg_roles WHERE rolname LIKE 'titian\\_%'",
    );
    expect(result.rows.length).toBeGreaterThanOrEqual(3);
    expect(result.rows.every((row) => !row.strong)).toBe(true);
    const owned = await platform.owner.query(
      "SELECT 1 FROM pg_tables WHERE schemaname = 'titian' AND tableowner LIKE 'titian\\_%'",
    );
    expect(owned.rowCount).toBe(0);
  });
});

describe('a facility transaction', () => {
  it('does not report an aborted transaction as saved', async () => {
    const lost = platform.db.withFacility(platform.facilities.hospital, async (tx) => {
      await tx.query('SELECT 1/0').catch(() => undefined);
      return 'saved';
    });
    await expect(lost).rejects.toThrow(/aborted/);
  });

  it('tells the world only after the commit, and nothing after a rollback', async () => {
    const heard: string[] = [];
    await platform.db.withFacility(platform.facilities.hospital, async (tx) => {
      tx.afterCommit(() => heard.push('committed'));
      tx.beforeCommit(async () => void heard.push('last work'));
      heard.push('work');
    });
    const failed = platform.db.withFacility(platform.facilities.hospital, async (tx) => {
      tx.afterCommit(() => heard.push('never'));
      throw new Error('no');
    });
    await expect(failed).rejects.toThrow('no');
    expect(heard).toEqual(['work', 'last work', 'committed']);
  });

  it('lends kysely the same connection and facility', async () => {
    const { clinic } = platform.facilities;
    const names = await platform.db.withFacility(clinic, async (tx) => {
      const { sql } = await import('kysely');
      const result = await sql<{ name: string }>`SELECT name FROM facilities`.execute(tx.kysely);
      return result.rows.map((row) => row.name);
    });
    expect(names).toEqual(['Klinik Pratama Sehat Bersama']);
  });

  it('reads a calendar day as text', async () => {
    const rows = await platform.db.withFacility(platform.facilities.hospital, (tx) =>
      tx.query<{ day: string }>("SELECT '2026-01-05'::date AS day"),
    );
    expect(rows[0]?.day).toBe('2026-01-05');
  });
});
