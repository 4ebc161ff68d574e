// Brings a database to this version: roles, numbered SQL files of the server and of the outbox, and monthly partitions.
// Runs on the owner's connection, under kysely's advisory lock, so that several nodes may start at once. Forward only.
import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Kysely, PostgresDialect, sql } from 'kysely';
import { Migrator, type Migration } from 'kysely/migration';
import pg from 'pg';
import type { Clock, Random } from '../clock.ts';
import type { MasterKey } from '../crypto/master-key.ts';
import { AppError } from '../errors.ts';
import type { FailpointHook } from '../failpoints.ts';
import { CONNECT_TIMEOUT_MS } from './connection-settings.ts';
import { ensurePartitions } from './partitions.ts';
import { rememberMasterKey } from './preflight.ts';
import { ensureRoles } from './roles.ts';

const SERVER_MIGRATIONS = join(import.meta.dirname, '..', '..', '..', 'migrations');
const OUTBOX_MIGRATIONS = join(dirname(createRequire(import.meta.url).resolve('@titian/outbox/package.json')), 'sql');

export interface MigrationSource {
  readonly dir: string;
  readonly prefix: string;
}

/** The outbox stands between the platform (0001 to 0009) and the modules (from 0020), which may refer to its tables. */
export const HOUSE_SOURCES: readonly MigrationSource[] = [
  { dir: SERVER_MIGRATIONS, prefix: '' },
  { dir: OUTBOX_MIGRATIONS, prefix: '0010_outbox_' },
];

export interface MigrateOptions {
  readonly databaseUrl: string;
  readonly master: MasterKey;
  readonly random: Random;
  readonly clock: Clock;
  readonly canReplacePasswords?: boolean;
  /** Only these, for filling a schema as old as a backup; default: all. */
  readonly only?: readonly string[];
  /** Other folders than the house's own; for tests of the runner. */
  readonly sources?: readonly MigrationSource[];
  readonly failpoint?: FailpointHook | undefined;
}

export interface MigrateResult {
  readonly applied: readonly string[];
}

export async function migrate(options: MigrateOptions): Promise<MigrateResult> {
  const pool = new pg.Pool({
    connectionString: options.databaseUrl,
    max: 2,
    // No limit for a statement: a migration of a large table takes its time.
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    keepAlive: true,
    options: '-c search_path=titian',
    application_name: 'titian-migrations',
  });
  // The failing query reports the loss; this listener only keeps an idle connection's end from ending the process.
  pool.on('error', () => undefined);
  const db = new Kysely<Record<string, never>>({ dialect: new PostgresDialect({ pool }) });
  try {
    const owner = await pool.connect();
    try {
      await ensureRoles(owner, options);
    } finally {
      owner.release();
    }
    const applied = await runMigrations(db, options);
    await rememberMasterKey(pool, options.master.id);
    await ensurePartitions(pool, options.clock);
    return { applied };
  } finally {
    await db.destroy();
  }
}

let names: Promise<readonly string[]> | undefined;

/** Every migration that this version of the programs brings, in order. */
export function migrationNames(): Promise<readonly string[]> {
  names ??= readMigrations(HOUSE_SOURCES).then((migrations) => Object.keys(migrations).toSorted());
  return names;
}

async function runMigrations(
  db: Kysely<Record<string, never>>,
  { sources = HOUSE_SOURCES, failpoint, only }: MigrateOptions,
): Promise<string[]> {
  const all = await readMigrations(sources, failpoint);
  const migrations = only === undefined ? all : chosenOf(all, only);
  const migrator = new Migrator({
    db,
    provider: { getMigrations: () => Promise.resolve(migrations) },
    migrationTableSchema: 'titian',
    migrationTableName: 'schema_migrations',
    migrationLockTableName: 'schema_migrations_lock',
    // Rooms number their files in ranges of their own: a later 0006 may follow an applied 0040.
    allowUnorderedMigrations: true,
  });
  const { error, results } = await migrator.migrateToLatest();
  if (error !== undefined) {
    const failed = results?.find((result) => result.status === 'Error')?.migrationName ?? 'unknown';
    throw new AppError('STORE_MIGRATION', {
      message: `migration ${failed} failed`,
      http: 500,
      context: { migration: failed },
      cause: error,
    });
  }
  return (results ?? []).map((result) => result.migrationName);
}

function chosenOf(all: Record<string, Migration>, only: readonly string[]): Record<string, Migration> {
  return Object.fromEntries(Object.entries(all).filter(([name]) => only.includes(name)));
}

export async function readMigrations(
  sources: readonly MigrationSource[],
  failpoint?: FailpointHook,
): Promise<Record<string, Migration>> {
  const migrations: Record<string, Migration> = {};
  for (const { dir, prefix } of sources) {
    for (const file of (await readdir(dir)).filter((name) => name.endsWith('.sql')).toSorted()) {
      const name = `${prefix}${file.slice(0, -'.sql'.length)}`;
      if (name in migrations)
        throw new AppError('STORE_MIGRATION', { message: `two migrations are called ${name}`, http: 500 });
      const text = await readFile(join(dir, file), 'utf8');
      migrations[name] = {
        up: async (db) => {
          await sql.raw(text).execute(db);
          failpoint?.('during-migration-step');
        },
      };
    }
  }
  return migrations;
}
