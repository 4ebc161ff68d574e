// A database with the outbox's tables for tests, and pools that act as the application's roles (which cannot bypass row-level security).
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createTestDatabase, type TestDatabase } from '@titian/embedded-postgres/testing';
import pg from 'pg';
import type { Queryable } from '../types.ts';
import { withFacility } from '../store/session.ts';

const SQL = join(import.meta.dirname, '..', '..', 'sql');

export function migrations(): string[] {
  return readdirSync(SQL)
    .filter((name) => name.endsWith('.sql'))
    .toSorted()
    .map((name) => readFileSync(join(SQL, name), 'utf8'));
}

const ROLES = `DO $$ DECLARE role text; BEGIN
  FOREACH role IN ARRAY ARRAY['titian_app', 'titian_overview', 'titian_directory'] LOOP
    BEGIN EXECUTE format('CREATE ROLE %I LOGIN', role); EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END;
  END LOOP; END $$`;

export async function buildSchema(connectionString: string): Promise<void> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  await client.query(ROLES);
  for (const sql of migrations()) await client.query(sql);
  await client.end();
}

export interface OutboxDatabase {
  readonly connectionString: string;
  readonly owner: pg.Pool;
  readonly app: pg.Pool;
  readonly overview: pg.Pool;
  /** A transaction as the application writes it. */
  inFacility<T>(facilityId: string, work: (tx: Queryable) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

export function openDatabase(
  connectionString: string,
  drop: () => Promise<void> = async () => undefined,
  max = 12,
): OutboxDatabase {
  const as = (role: string, size: number): pg.Pool => {
    const pool = new pg.Pool({ connectionString, max: size, options: `-c role=${role}` });
    pool.on('error', () => undefined);
    return pool;
  };
  const owner = new pg.Pool({ connectionString, max: 2 });
  owner.on('error', () => undefined);
  const app = as('titian_app', max);
  const overview = as('titian_overview', 3);
  return {
    connectionString,
    owner,
    app,
    overview,
    inFacility: (facilityId, work) => withFacility(app, facilityId, { citus: false }, work),
    async close() {
      await Promise.all([owner.end(), app.end(), overview.end()]);
      await drop();
    },
  };
}

export async function createOutboxDatabase(): Promise<OutboxDatabase> {
  const database: TestDatabase = await createTestDatabase();
  await buildSchema(database.connectionString);
  return openDatabase(database.connectionString, () => database.drop());
}
