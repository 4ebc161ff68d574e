// Writes a backup: one consistent picture of the whole database (one repeatable-read transaction), row by row through a cursor, so that
// neither memory nor the people at work notice. Row-level security holds for the owner too: where it cannot look past it, it reads one
// facility after the other.
import { open, rename, rm } from 'node:fs/promises';
import { once } from 'node:events';
import { pipeline } from 'node:stream/promises';
import { PassThrough } from 'node:stream';
import pg from 'pg';
import type { MasterKey } from '../crypto/index.ts';
import { backupWriter, newHeader } from './format.ts';
import { backupTables, checked, partitions, quoted, together, type BackupTable, type Checked } from './tables.ts';

export interface DumpOptions {
  readonly databaseUrl: string;
  readonly master: MasterKey;
  readonly file: string;
  readonly takenAt: Date;
  readonly tell: (line: string) => void;
}

export interface DumpResult {
  readonly tables: number;
  readonly rows: number;
  readonly bytes: number;
}

const FETCH_ROWS = 500;

export async function dump({ databaseUrl, master, file, takenAt, tell }: DumpOptions): Promise<DumpResult> {
  const client = new pg.Client({ connectionString: databaseUrl, application_name: 'titian-backup' });
  client.on('error', () => undefined);
  await client.connect();
  const unfinished = `${file}.unfinished`;
  // Private from the first byte; a file that is there already is never overwritten.
  const target = await open(unfinished, 'wx', 0o600);
  try {
    await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL timezone = 'UTC'");
    const { head, compress, encrypt } = backupWriter(master, newHeader(master, takenAt));
    await target.write(head);
    const lines = new PassThrough();
    const written = pipeline(lines, compress, encrypt, async (sealed: AsyncIterable<Buffer>) => {
      for await (const chunk of sealed) await target.write(chunk);
    });
    // Heard below with `await written`; until then a failure must not count as unhandled.
    written.catch(() => undefined);
    const result = await writeAll(client, lines, tell);
    lines.end();
    await written;
    await target.sync();
    const { size } = await target.stat();
    await client.query('COMMIT');
    await target.close();
    await rename(unfinished, file);
    return { ...result, bytes: size };
  } catch (error) {
    await target.close().catch(() => undefined);
    await rm(unfinished, { force: true });
    throw error;
  } finally {
    await client.end();
  }
}

async function writeAll(
  client: pg.Client,
  lines: PassThrough,
  tell: (line: string) => void,
): Promise<{ tables: number; rows: number }> {
  const say = async (record: unknown): Promise<void> => {
    if (!lines.write(`${JSON.stringify(record)}\n`)) await once(lines, 'drain');
  };
  const tables = await backupTables(client);
  const migrations = await client.query<{ name: string }>('SELECT name FROM titian.schema_migrations ORDER BY name');
  await say({ migrations: migrations.rows.map(({ name }) => name), partitions: await partitions(client) });
  const scopes = await scopesOf(client);
  const sums: Record<string, Checked> = {};
  let rows = 0;
  for (const [at, table] of tables.entries()) {
    await say({ table: table.name, columns: table.columns });
    let sum: Checked = { rows: 0, checksum: '0' };
    for (const facility of table.isProtected ? scopes : [null]) {
      if (facility !== null) await client.query("SELECT set_config('app.facility_id', $1, true)", [facility]);
      sum = together(sum, await checked(client, table));
      await copyRows(client, table, lines);
    }
    sums[table.name] = sum;
    rows += sum.rows;
    tell(`${at + 1}/${tables.length} ${table.name}: ${sum.rows}`);
  }
  await say({ end: sums });
  return { tables: tables.length, rows };
}

/** Null = everything at once: this owner may look past row-level security. */
async function scopesOf(client: pg.Client): Promise<(string | null)[]> {
  const role = await client.query<{ sees: boolean }>(
    'SELECT rolsuper OR rolbypassrls AS sees FROM pg_roles WHERE rolname = current_user',
  );
  if (role.rows[0]?.sees === true) return [null];
  const { rows } = await client.query<{ id: string }>(
    'SELECT facility_id AS id FROM titian.memberships UNION SELECT facility_id FROM titian.api_keys ORDER BY 1',
  );
  return rows.map(({ id }) => id);
}

async function copyRows(client: pg.Client, table: BackupTable, lines: PassThrough): Promise<void> {
  await client.query(
    `DECLARE backup NO SCROLL CURSOR FOR SELECT to_jsonb(t)::text AS row FROM titian.${quoted(table.name)} t`,
  );
  for (;;) {
    const { rows } = await client.query<{ row: string }>(`FETCH ${FETCH_ROWS} FROM backup`);
    for (const { row } of rows) if (!lines.write(`${row}\n`)) await once(lines, 'drain');
    if (rows.length < FETCH_ROWS) break;
  }
  await client.query('CLOSE backup');
}
