// Which tables a backup holds and in which order they may be filled, asked of the schema itself: a new table of any room is in the backup
// without anybody thinking of it.
import type pg from 'pg';

export interface BackupTable {
  readonly name: string;
  readonly columns: readonly string[];
  /** Belongs to facilities and is protected by row-level security. */
  readonly isProtected: boolean;
}

/** Made by migrations, by the running processes, or worthless in another place: sessions are signed in anew after a restore. */
const LEFT_OUT = [
  'schema_migrations',
  'schema_migrations_lock',
  'outbox_nodes',
  'operation_facts',
  'sessions',
  'sign_in_failures',
  'setup_codes',
];

const TABLES = `
  SELECT c.relname AS name, c.relrowsecurity AS "isProtected",
         (SELECT array_agg(a.attname::text ORDER BY a.attname) FROM pg_attribute a
           WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '') AS columns,
         (SELECT coalesce(array_agg(DISTINCT r.relname::text), '{}') FROM pg_constraint k JOIN pg_class r ON r.oid = k.confrelid
           WHERE k.conrelid = c.oid AND k.contype = 'f' AND r.oid <> c.oid) AS needs
    FROM pg_class c
   WHERE c.relnamespace = 'titian'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relname <> ALL ($1)
   ORDER BY c.relname`;

/** Referenced tables first. */
export async function backupTables(client: pg.ClientBase): Promise<BackupTable[]> {
  const { rows } = await client.query<BackupTable & { readonly needs: readonly string[] }>(TABLES, [LEFT_OUT]);
  const left = new Map(rows.map((row) => [row.name, row]));
  const ordered: BackupTable[] = [];
  while (left.size > 0) {
    const free = [...left.values()].filter((row) => !row.needs.some((name) => left.has(name)));
    // Tables that need each other are filled in the order of their names; the constraint then says so.
    for (const { name, columns, isProtected } of free.length > 0 ? free : left.values()) {
      ordered.push({ name, columns, isProtected });
      left.delete(name);
    }
  }
  return ordered;
}

export interface Partition {
  readonly table: string;
  /** First day of its month. */
  readonly month: string;
}

/** Monthly partitions are named <table>_YYYYMM by titian.ensure_month_partitions. */
export async function partitions(client: pg.ClientBase): Promise<Partition[]> {
  const { rows } = await client.query<Partition>(
    `SELECT p.relname AS table, to_char(to_date(right(c.relname, 6), 'YYYYMM'), 'YYYY-MM-DD') AS month
       FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid JOIN pg_class p ON p.oid = i.inhparent
      WHERE c.relnamespace = 'titian'::regnamespace AND c.relkind = 'r' AND c.relname ~ '_[0-9]{6}$' ORDER BY 1, 2`,
  );
  return rows;
}

/** Quoted for SQL text; names come from the catalogue of the database. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** Count and a checksum that does not depend on the order of rows. Both sides use UTC and sorted keys, so that equal rows read alike. */
export interface Checked {
  readonly rows: number;
  readonly checksum: string;
}

export async function checked(client: pg.ClientBase, table: BackupTable): Promise<Checked> {
  const { rows } = await client.query<Checked>(
    `SELECT count(*)::int AS rows, coalesce(sum(hashtextextended(to_jsonb(t)::text, 0)::numeric), 0)::text AS checksum
       FROM titian.${quoted(table.name)} t`,
  );
  return rows[0] ?? { rows: 0, checksum: '0' };
}

export function together(left: Checked, right: Checked): Checked {
  return {
    rows: left.rows + right.rows,
    checksum: (BigInt(left.checksum) + BigInt(right.checksum)).toString(),
  };
}
