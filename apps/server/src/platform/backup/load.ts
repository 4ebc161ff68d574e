// Reads a backup into an empty database: the schema by this version's own migrations, as far as the backup had them, then the rows in one
// transaction that ends only when every table has the count and checksum that the backup names. Nothing is half restored.
import { createReadStream } from 'node:fs';
import pg from 'pg';
import { z } from 'zod';
import type { Clock, Random } from '../clock.ts';
import type { MasterKey } from '../crypto/index.ts';
import { HOUSE_SOURCES, migrate, readMigrations } from '../db/migrate.ts';
import { backupError, openBackup } from './format.ts';
import { backupTables, checked, quoted, type BackupTable } from './tables.ts';

export interface LoadOptions {
  readonly databaseUrl: string;
  readonly master: MasterKey;
  readonly random: Random;
  readonly clock: Clock;
  readonly file: string;
  /** Takes the place of a database that is in use; the old one stays until the new one is complete. */
  readonly canReplace: boolean;
  /** The restored database starts held: nothing is sent until a person has released it. False only for verifying a backup. */
  readonly isHeld: boolean;
  /** False where several installations share a cluster's roles, as in tests. */
  readonly canReplacePasswords?: boolean;
  readonly tell: (line: string) => void;
}

export interface LoadResult {
  readonly tables: number;
  readonly rows: number;
  readonly takenAt: Date;
}

const INSERT_ROWS = 500;
/** Long rows are collected up to this, so that one statement stays small. */
const INSERT_BYTES = 4_000_000;

const manifest = z.object({
  migrations: z.array(z.string()),
  partitions: z.array(z.object({ table: z.string(), month: z.iso.date() })),
});
const tableLine = z.object({ table: z.string(), columns: z.array(z.string()) });
const endLine = z.object({ end: z.record(z.string(), z.object({ rows: z.int(), checksum: z.string() })) });

export async function load(options: LoadOptions): Promise<LoadResult> {
  const { databaseUrl, master, file, tell } = options;
  const { about, lines } = await openBackup(master, createReadStream(file));
  const reader = lines[Symbol.asyncIterator]();
  const first = await reader.next();
  const { migrations, partitions } = manifest.parse(JSON.parse(first.done === true ? 'null' : first.value));
  await requireKnown(migrations);
  const aside = await makeRoom(options);
  await migrate({ ...options, only: migrations });
  const client = await connect(databaseUrl);
  try {
    for (const { table, month } of partitions)
      await client.query('SELECT titian.ensure_month_partitions($1, $2::date, 1)', [table, month]);
    await client.query("BEGIN; SET LOCAL timezone = 'UTC'");
    const tables = await backupTables(client);
    // The owner obeys row-level security too; in this transaction it must see what it writes.
    for (const { name, isProtected } of tables)
      if (isProtected) await client.query(`ALTER TABLE titian.${quoted(name)} NO FORCE ROW LEVEL SECURITY`);
    await client.query(`TRUNCATE ${tables.map(({ name }) => `titian.${quoted(name)}`).join(', ')} CASCADE`);
    const rows = await readRows(client, reader, new Map(tables.map((table) => [table.name, table])), tell);
    if (options.isHeld) await holdBack(client, new Date(about.takenAt), options.clock.realNow());
    for (const { name, isProtected } of tables)
      if (isProtected) await client.query(`ALTER TABLE titian.${quoted(name)} FORCE ROW LEVEL SECURITY`);
    if (aside !== null) await client.query(`DROP SCHEMA ${quoted(aside)} CASCADE`);
    await client.query('COMMIT');
    return { tables: tables.length, rows, takenAt: new Date(about.takenAt) };
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    if (aside !== null) await putBack(client, aside);
    throw error;
  } finally {
    await client.end();
  }
}

async function connect(databaseUrl: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: databaseUrl, application_name: 'titian-restore' });
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

async function requireKnown(names: readonly string[]): Promise<void> {
  const known = await readMigrations(HOUSE_SOURCES);
  const newer = names.filter((name) => !Object.hasOwn(known, name));
  if (newer.length > 0)
    throw backupError('BACKUP_NEWER', `this backup was made by a newer version of Titian (${newer[0] ?? ''})`);
}

/** Refuses a database that somebody uses; moves an old one aside when it may be replaced. Answers the name of what was moved. */
async function makeRoom({ databaseUrl, canReplace }: LoadOptions): Promise<string | null> {
  const client = await connect(databaseUrl);
  try {
    const { rows } = await client.query<{ exists: boolean; users: number }>(
      `SELECT to_regnamespace('titian') IS NOT NULL AS exists,
              (SELECT count(*)::int FROM pg_stat_activity WHERE datname = current_database() AND usename LIKE 'titian\\_%' AND pid <> pg_backend_pid()) AS users`,
    );
    const [found] = rows;
    if ((found?.users ?? 0) > 0)
      throw backupError('RESTORE_IN_USE', 'Titian is running on this database: stop it first');
    if (found?.exists !== true) return null;
    if (!canReplace) throw backupError('RESTORE_NOT_EMPTY', 'this database holds a Titian already: use --replace');
    const aside = 'titian_before_restore';
    await client.query(`DROP SCHEMA IF EXISTS ${aside} CASCADE`);
    await client.query(`ALTER SCHEMA titian RENAME TO ${aside}`);
    return aside;
  } finally {
    await client.end();
  }
}

async function putBack(client: pg.Client, aside: string): Promise<void> {
  await client.query('DROP SCHEMA IF EXISTS titian CASCADE');
  await client.query(`ALTER SCHEMA ${quoted(aside)} RENAME TO titian`);
}

async function readRows(
  client: pg.Client,
  reader: AsyncIterator<string>,
  tables: ReadonlyMap<string, BackupTable>,
  tell: (line: string) => void,
): Promise<number> {
  let total = 0;
  let at: { table: BackupTable; columns: readonly string[] } | null = null;
  let waiting: string[] = [];
  let waitingBytes = 0;
  const flush = async (): Promise<void> => {
    if (at === null || waiting.length === 0) return;
    const columns = at.columns.map(quoted).join(', ');
    const name = `titian.${quoted(at.table.name)}`;
    await client.query(
      `INSERT INTO ${name} (${columns}) SELECT ${columns} FROM json_populate_recordset(NULL::${name}, $1::json)`,
      [`[${waiting.join(',')}]`],
    );
    total += waiting.length;
    waiting = [];
    waitingBytes = 0;
  };
  for (let line = await reader.next(); line.done !== true; line = await reader.next()) {
    const { value } = line;
    if (value.startsWith('{"table":') && tableLine.safeParse(JSON.parse(value)).success) {
      await flush();
      const { table, columns } = tableLine.parse(JSON.parse(value));
      const known = tables.get(table);
      if (known === undefined) throw backupError('BACKUP_DAMAGED', `the backup holds an unknown table ${table}`);
      at = { table: known, columns };
    } else if (value.startsWith('{"end":') && endLine.safeParse(JSON.parse(value)).success) {
      await flush();
      await requireEqual(client, tables, endLine.parse(JSON.parse(value)).end, tell);
      return total;
    } else {
      waiting.push(value);
      waitingBytes += value.length;
      if (waiting.length >= INSERT_ROWS || waitingBytes >= INSERT_BYTES) await flush();
    }
  }
  throw backupError('BACKUP_CUT', 'the backup has no end');
}

async function requireEqual(
  client: pg.Client,
  tables: ReadonlyMap<string, BackupTable>,
  sums: Readonly<Record<string, { rows: number; checksum: string }>>,
  tell: (line: string) => void,
): Promise<void> {
  for (const [name, expected] of Object.entries(sums)) {
    const table = tables.get(name);
    const found = table === undefined ? null : await checked(client, table);
    if (found === null || found.rows !== expected.rows || found.checksum !== expected.checksum)
      throw backupError('BACKUP_DIFFERS', `table ${name} is not what was backed up`);
    tell(`${name}: ${found.rows}`);
  }
}

/** What BPJS holds is newer than this database: it starts read-only toward BPJS. */
async function holdBack(client: pg.Client, takenAt: Date, restoredAt: Date): Promise<void> {
  // A backup from before this table existed is brought up to date by the first start; the start then finds the mark (start.ts).
  await client.query(
    `INSERT INTO titian.installation (name, value) VALUES ('restored', $1)
     ON CONFLICT (name) DO UPDATE SET value = excluded.value`,
    [JSON.stringify({ takenAt: takenAt.toISOString(), restoredAt: restoredAt.toISOString() })],
  );
}
