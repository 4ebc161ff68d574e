// Refuses a PostgreSQL that would lose or garble what Titian has accepted, in plain words, before anything is written.
import type pg from 'pg';
import type { ConfigProblem } from '../config/index.ts';

const OLDEST_MAJOR = 15;
const NEWEST_MAJOR = 18;
const VERSION_DIVISOR = 10_000;

export interface ServerFacts {
  readonly version: number;
  readonly fsync: string;
  readonly synchronousCommit: string;
  readonly fullPageWrites: string;
  readonly encoding: string;
}

const READ_FACTS = `
  SELECT current_setting('server_version_num')::int AS version, current_setting('fsync') AS fsync,
         current_setting('synchronous_commit') AS "synchronousCommit",
         current_setting('full_page_writes') AS "fullPageWrites",
         pg_encoding_to_char(encoding) AS encoding
    FROM pg_database WHERE datname = current_database()`;

export async function readServerFacts(client: pg.ClientBase): Promise<ServerFacts | undefined> {
  const result = await client.query<ServerFacts>(READ_FACTS);
  return result.rows[0];
}

export function judgeServer(facts: ServerFacts): ConfigProblem[] {
  const problems: ConfigProblem[] = [];
  const say = (id: string, en: string) => problems.push({ key: 'DATABASE_URL', id, en });
  const major = Math.floor(facts.version / VERSION_DIVISOR);
  if (major < OLDEST_MAJOR || major > NEWEST_MAJOR) {
    say(
      `PostgreSQL ${major} belum didukung. Gunakan versi ${OLDEST_MAJOR} sampai ${NEWEST_MAJOR}.`,
      `PostgreSQL ${major} is not supported. Use version ${OLDEST_MAJOR} to ${NEWEST_MAJOR}.`,
    );
  }
  if (facts.fsync === 'off') {
    say(
      'PostgreSQL berjalan dengan fsync=off: kunjungan yang sudah tersimpan bisa hilang saat listrik mati. Atur fsync=on.',
      'PostgreSQL runs with fsync=off: saved visits could vanish when the power fails. Set fsync=on.',
    );
  }
  if (facts.synchronousCommit === 'off') {
    say(
      'PostgreSQL berjalan dengan synchronous_commit=off: yang sudah dijawab "tersimpan" bisa hilang. Atur synchronous_commit=on.',
      'PostgreSQL runs with synchronous_commit=off: what was answered as saved could vanish. Set synchronous_commit=on.',
    );
  }
  if (facts.fullPageWrites === 'off') {
    say(
      'PostgreSQL berjalan dengan full_page_writes=off: data bisa rusak saat listrik mati. Atur full_page_writes=on.',
      'PostgreSQL runs with full_page_writes=off: a power failure could damage data. Set full_page_writes=on.',
    );
  }
  if (facts.encoding !== 'UTF8') {
    say(
      `Basis data memakai pengodean ${facts.encoding}. Titian memerlukan UTF8: buat basis data baru dengan ENCODING 'UTF8'.`,
      `The database is encoded as ${facts.encoding}. Titian needs UTF8: create a database with ENCODING 'UTF8'.`,
    );
  }
  return problems;
}

/** Another key than the one this database was sealed with would fail on every field; the migration's first row remembers it. */
export async function isSealedByAnother(client: pg.ClientBase, masterId: string): Promise<boolean> {
  const table = await client.query<{ exists: boolean }>(
    "SELECT to_regclass('titian.installation') IS NOT NULL AS exists",
  );
  if (table.rows[0]?.exists !== true) return false;
  const result = await client.query<{ value: string }>(
    "SELECT value FROM titian.installation WHERE name = 'master-key'",
  );
  return result.rows[0] !== undefined && result.rows[0].value !== masterId;
}

/** The id of a master key is a digest and no secret. */
export async function rememberMasterKey(pool: pg.Pool, masterId: string): Promise<void> {
  await pool.query(
    "INSERT INTO titian.installation (name, value) VALUES ('master-key', $1) ON CONFLICT (name) DO NOTHING",
    [masterId],
  );
}
