// A migrated database and a platform on top of it for integration tests of any room. Not for production code.
// The pools sign in as the cluster's owner and become the login role by SET ROLE, so that test files of several rooms, with
// different master keys, can share one cluster; `db/roles.int.test.ts` proves the real sign-in.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createTestDatabase } from '@titian/embedded-postgres/testing';
import pg from 'pg';
import { pino, type Logger } from 'pino';
import { createPlatform } from './create-platform.ts';
import { systemClock, systemRandom, type Clock, type Random } from './clock.ts';
import { masterKey } from './crypto/index.ts';
import { accountId, facilityId, type AccountId, type FacilityId } from './ids.ts';
import { permissionsOfRoles, type ApiKeyScope, type Role } from './permissions.ts';
import type { Actor } from './actor.ts';
import { migrate } from './db/migrate.ts';
import { ensurePartitions } from './db/partitions.ts';
import { parseConfig, type Config } from './config/index.ts';
import type { Platform } from './module.ts';
import { createFacility, type NewFacility } from '../modules/facility/index.ts';
import { createAccount } from '../modules/staff/index.ts';

/** Not a secret: only throw-away databases are ever sealed with it. */
const TEST_MASTER = masterKey(Buffer.alloc(32, 7));

/** What `app.inject` calls itself by. */
export const TEST_ORIGIN = 'http://localhost:80';

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
  /** A database that is there already, with its facilities: nothing is made in it. */
  readonly existing?: { readonly databaseUrl: string; readonly facilities: TestPlatform['facilities'] };
  /** Silent when absent. */
  readonly logger?: Logger;
}

export const TEST_HOSPITAL: NewFacility = {
  name: 'RS Tirta Medika',
  kind: 'fkrtl',
  kodePpk: '9999R001',
  timeZone: 'Asia/Jakarta',
  bpjsEnvironment: 'sandbox',
};
export const TEST_CLINIC: NewFacility = {
  name: 'Klinik Pratama Sehat Bersama',
  kind: 'fktp',
  kodePpk: '9999U001',
  timeZone: 'Asia/Jakarta',
  bpjsEnvironment: 'sandbox',
};

/**
 * A fresh database with the whole schema and two facilities.
 * @example const platform = await createTestPlatform(); afterAll(() => platform.close());
 */
export async function createTestPlatform(options: TestPlatformOptions = {}): Promise<TestPlatform> {
  const clock = options.clock ?? systemClock();
  const random = options.random ?? systemRandom();
  const { existing } = options;
  const database =
    existing === undefined
      ? await createMigratedDatabase()
      : { connectionString: existing.databaseUrl, drop: () => Promise.resolve() };
  const as = (role: string): pg.PoolConfig => ({
    connectionString: database.connectionString,
    options: `-c search_path=titian -c role=${role}`,
  });
  const platform = createPlatform({
    config: testConfig(database.connectionString, options.environment ?? {}),
    clock,
    random,
    master: TEST_MASTER,
    logger: options.logger ?? pino({ level: 'silent' }),
    connections: { app: as('titian_app'), overview: as('titian_overview'), directory: as('titian_directory') },
  });
  const owner = new pg.Pool({ connectionString: database.connectionString, max: 2, options: '-c search_path=titian' });
  owner.on('error', () => undefined);
  // The template was made for today; a test's own clock may stand in another month.
  if (options.clock) await ensurePartitions(owner, clock);
  const facilities = existing?.facilities ?? {
    hospital: await createFacility(platform, facilityId(random.uuidv7()), TEST_HOSPITAL),
    clinic: await createFacility(platform, facilityId(random.uuidv7()), TEST_CLINIC),
  };
  return {
    ...platform,
    owner,
    databaseUrl: database.connectionString,
    facilities,
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
          databaseUrl: database.connectionString,
          master: TEST_MASTER,
          random: systemRandom(),
          clock: systemClock(),
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
    for (const file of readdirSync(dir)
      .filter((name) => name.endsWith('.sql'))
      .toSorted()) {
      digest.update(file).update(readFileSync(join(dir, file)));
    }
  }
  return digest.digest('hex').slice(0, 16);
}

function testConfig(databaseUrl: string, environment: Readonly<Record<string, string>>): Config {
  const result = parseConfig({
    DATABASE_URL: databaseUrl,
    TITIAN_KEY_FILE: '/nonexistent',
    TITIAN_DEMO: '1',
    TITIAN_LOG_LEVEL: 'silent',
    PORT: '0',
    ...environment,
  });
  if (!result.ok) throw new Error(result.problems.map((problem) => `${problem.key}: ${problem.en}`).join('; '));
  return result.config;
}

export interface TestPerson {
  readonly accountId: AccountId;
  readonly username: string;
  readonly password: string;
  /** Send as the `cookie` header; together with `origin` and `sec-fetch-site` for unsafe methods (`headers` has them all). */
  readonly cookie: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** A person with these roles, already signed in. */
export async function testAccount(
  platform: Platform,
  facility: FacilityId,
  roles: readonly Role[],
): Promise<TestPerson> {
  const id = accountId(platform.random.uuidv7());
  const username = `uji.${id.slice(-12)}`;
  const password = `sandi-uji-${id.slice(-12)}`;
  await createAccount(platform, facility, { id, username, password, roles, displayName: `Petugas ${id.slice(-4)}` });
  const token = await platform.auth.sessions.start(id, facility, null);
  const cookie = `titian_session=${token}`;
  return {
    accountId: id,
    username,
    password,
    cookie,
    headers: { cookie, origin: TEST_ORIGIN, 'sec-fetch-site': 'same-origin' },
  };
}

/** A machine key with these scopes; send `headers`. */
export async function testApiKey(
  platform: Platform,
  facility: FacilityId,
  scopes: readonly ApiKeyScope[],
): Promise<{ readonly id: string; readonly token: string; readonly headers: Readonly<Record<string, string>> }> {
  const id = platform.random.uuidv7();
  const expiresAt = new Date(platform.clock.realNow().getTime() + 86_400_000);
  const { token } = await platform.auth.keys.create(facility, {
    id,
    kind: 'api-key',
    label: 'uji',
    scopes,
    expiresAt,
    createdBy: null,
  });
  return { id, token, headers: { authorization: `Bearer ${token}` } };
}

/** An actor for calling services directly. */
export function testActor(platform: Platform, facility: FacilityId, roles: readonly Role[]): Actor {
  const id = accountId(platform.random.uuidv7());
  return {
    kind: 'user',
    id,
    accountId: id,
    facilityId: facility,
    roles,
    permissions: permissionsOfRoles(roles),
    displayName: 'Petugas Uji',
  };
}
