// A migrated database and a platform on top of it for integration tests of any room. Not for production code.
// The pools sign in as the cluster's owner and become the login role by SET ROLE, so that test files of several rooms, with
// different master keys, can share one cluster; `db/roles.int.test.ts` proves the real sign-in.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createTestDatabase } from '@titian/embedded-postgres/testing';
import pg from 'pg';
import { pino } from 'pino';
import { createPlatform } from './create-platform.ts';
import { systemClock, systemRandom, type Clock, type Random } from './clock.ts';
import { masterKey } from './crypto/index.ts';
import { facilityId, type FacilityId } from './ids.ts';
import { migrate } from './db/migrate.ts';
import { parseConfig, type Config } from './config/index.ts';
import type { Platform } from './module.ts';
import { createFacility, type NewFacility } from '../modules/facility/index.ts';

/** Not a secret: only throw-away databases are ever sealed with it. */
const TEST_MASTER = masterKey(Buffer.alloc(32, 7));

export interface TestPlatform extends Platform {
  /** The owner's connection, for looking below row-level security; superuser, so it sees every facility. */
  readonly owner: pg.Pool;
  readonly databaseUrl: string;
  readonly facilities: { readonly hospital: FacilityId; readonly clinic: FacilityId };
  close(): Promise<void>;
}

export interface TestPlatformOptions {
  readonly clock?: Clock;
  readonly random?: Random;
  readonly environment?: Readonly<Record<string, string>>;
}

export const TEST_HOSPITAL: NewFacility = {
  name: 'RS Tirta Medika', kind: 'fkrtl', kodePpk: '9999R001', timeZone: 'Asia/Jakarta', bpjsEnvironment: 'sandbox',
};
export const TEST_CLINIC: NewFacility = {
  name: 'Klinik Pratama Sehat Bersama', kind: 'fktp', kodePpk: '9999U001', timeZone: 'Asia/Jakarta', bpjsEnvironment: 'sandbox',
};

/**
 * A fresh database with the whole schema and two facilities.
 * @example const platform = await createTestPlatform(); afterAll(() => platform.close());
 */
export async function createTestPlatform(options: TestPlatformOptions = {}): Promise<TestPlatform> {
  const clock = options.clock ?? systemClock();
  const random = options.random ?? systemRandom();
  const database = await createMigratedDatabase();
  const as = (role: string): pg.PoolConfig => ({
    connectionString: database.connectionString,
    options: `-c search_path=titian -c role=${role}`,
  });
  const platform = createPlatform({
    config: testConfig(database.connectionString, options.environment ?? {}),
    clock,
    random,
    master: TEST_MASTER,
    logger: pino({ level: 'silent' }),
    connections: { app: as('titian_app'), overview: as('titian_overview'), directory: as('titian_directory') },
  });
  const owner = new pg.Pool({ connectionString: database.connectionString, max: 2, options: '-c search_path=titian' });
  owner.on('error', () => undefined);
  const hospital = await createFacility(platform, facilityId(random.uuidv7()), TEST_HOSPITAL);
  const clinic = await createFacility(platform, facilityId(random.uuidv7()), TEST_CLINIC);
  return {
    ...platform,
    owner,
    databaseUrl: database.connectionString,
    facilities: { hospital, clinic },
    close: async () => {
      await platform.db.close();
      await owner.end();
      await database.drop();
    },
  };
}

/** A database with roles, schema and partitions, cloned from a template that is built once per run and set of migrations. */
export async function createMigratedDatabase(): ReturnType<typeof createTestDatabase> {
  return await createTestDatabase({
    template: {
      key: `titian_${migrationsDigest()}`,
      build: async (database) => {
        await migrate({
          databaseUrl: database.connectionString, master: TEST_MASTER, random: systemRandom(), clock: systemClock(),
          canReplacePasswords: false,
        });
      },
    },
  });
}

function migrationsDigest(): string {
  const root = join(import.meta.dirname, '..', '..', '..', '..');
  const digest = createHash('sha256');
  for (const dir of [join(root, 'apps', 'server', 'migrations'), join(root, 'packages', 'outbox', 'sql')]) {
    for (const file of readdirSync(dir).filter((name) => name.endsWith('.sql')).toSorted()) {
      digest.update(file).update(readFileSync(join(dir, file)));
    }
  }
  return digest.digest('hex').slice(0, 16);
}

function testConfig(databaseUrl: string, environment: Readonly<Record<string, string>>): Config {
  const result = parseConfig({
    DATABASE_URL: databaseUrl, TITIAN_KEY_FILE: '/nonexistent', TITIAN_DEMO: '1', TITIAN_LOG_LEVEL: 'silent', PORT: '0', ...environment,
  });
  if (!result.ok) throw new Error(result.problems.map((problem) => `${problem.key}: ${problem.en}`).join('; '));
  return result.config;
}
