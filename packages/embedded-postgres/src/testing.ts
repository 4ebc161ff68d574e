// PostgreSQL for integration tests: one throw-away cluster per vitest run, one fresh database per test file. Not for production:
// these clusters do not flush to disk. Under vitest the cluster belongs to the run (testing-setup.ts); elsewhere to the process.
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import {
  type ConnectionConfig,
  type EmbeddedPostgres,
  type StartOptions,
  connectionString,
  startPostgres,
} from './cluster.ts';

/** Set by testing-setup.ts for the workers of a vitest run: where they ask for the run's cluster. */
export const CLUSTER_SERVICE_VARIABLE = 'TITIAN_TEST_CLUSTER';
/** The oldest PostgreSQL that Titian supports; suites that run on both read `TEST_PG_MAJOR`. */
export const OLDEST_MAJOR = 15;
export const NEWEST_MAJOR = 18;

export interface TestCluster {
  readonly major: number;
  /** The superuser's connection to the database `titian`. */
  readonly config: ConnectionConfig;
  readonly connectionString: string;
}

export interface Template {
  /** Names the content: databases of the same key are cloned from one template. Change it when `build` changes. */
  readonly key: string;
  /** Fills the template's database (migrations, seeds). Must close every connection it opened. Runs once per cluster. */
  readonly build: (database: ConnectionConfig & { readonly connectionString: string }) => Promise<void>;
}

export interface TestDatabase {
  readonly name: string;
  readonly config: ConnectionConfig;
  readonly connectionString: string;
  /** Ends every connection to it and removes it. */
  drop(): Promise<void>;
}

/** The major version that `TEST_PG_MAJOR` asks for; default the bundled one. */
export function testMajor(): number {
  return Number(process.env['TEST_PG_MAJOR'] ?? NEWEST_MAJOR);
}

const clusters = new Map<number, Promise<TestCluster>>();

/** The shared throw-away cluster of this test run; started by the first test that asks. Never stop it: others use it. */
export async function testCluster(major: number = testMajor()): Promise<TestCluster> {
  const known = clusters.get(major);
  if (known !== undefined) return await known;
  const service = process.env[CLUSTER_SERVICE_VARIABLE];
  const cluster = service === undefined ? ownCluster(major) : askService(service, major);
  clusters.set(major, cluster);
  return await cluster;
}

async function askService(service: string, major: number): Promise<TestCluster> {
  const { request } = await import('node:http');
  const text = await new Promise<string>((resolve, reject) => {
    request({ socketPath: service, path: `/${major}` }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
      response.on('end', () => (response.statusCode === 200 ? resolve(body) : reject(new Error(body))));
    })
      .on('error', reject)
      .end();
  });
  const config = JSON.parse(text) as ConnectionConfig; // The other end is testing-setup.ts of the same version.
  return { major, config, connectionString: connectionString(config) };
}

async function ownCluster(major: number): Promise<TestCluster> {
  const { postgres } = await startThrowAway({ major });
  return { major, config: postgres.config, connectionString: postgres.connectionString };
}

/**
 * A throw-away cluster of one's own, for tests that kill or restart PostgreSQL. It flushes nothing to disk unless `durable`.
 * `remove()` stops it and deletes its folder.
 */
export async function startThrowAway(
  options: Partial<StartOptions> & { readonly durable?: boolean } = {},
): Promise<{ postgres: EmbeddedPostgres; dataDir: string; remove: () => Promise<void> }> {
  const { durable = false, ...startOptions } = options;
  const dataDir = await mkdtemp(join(tmpdir(), 'titian-test-pg-'));
  const settings = { shared_buffers: '64MB', max_connections: 300, ...startOptions.settings };
  const postgres = await startPostgres({ dataDir, throwAway: !durable, removeAtEnd: true, ...startOptions, settings });
  const remove = async (): Promise<void> => {
    await postgres.stop('immediate');
    await rm(postgres.folder, { recursive: true, force: true });
    await rm(dataDir, { recursive: true, force: true });
  };
  return { postgres, dataDir, remove };
}

/** One at a time per cluster: templates create roles, which belong to the cluster, and two `CREATE DATABASE` of one template collide. */
const TEMPLATE_LOCK = 7_417_100;

/**
 * A fresh database, cloned from a template when one is given (some tens of milliseconds).
 *
 * @example
 * const database = await createTestDatabase({ template: { key: 'server-schema', build: migrate } });
 * const pool = new pg.Pool({ connectionString: database.connectionString });
 * // …
 * await pool.end();
 * await database.drop();
 */
export async function createTestDatabase(
  options: { readonly template?: Template; readonly major?: number } = {},
): Promise<TestDatabase> {
  const cluster = await testCluster(options.major ?? testMajor());
  const name = `test_${randomBytes(6).toString('hex')}`;
  await asSuperuser(cluster, async (client) => {
    await client.query('SELECT pg_advisory_lock($1)', [TEMPLATE_LOCK]);
    const template =
      options.template === undefined ? 'template0' : await ensureTemplate(cluster, client, options.template);
    await client.query(`CREATE DATABASE ${name} TEMPLATE ${template}`);
  });
  const config = { ...cluster.config, database: name };
  const drop = async (): Promise<void> => {
    await asSuperuser(cluster, (client) => client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
  };
  return { name, config, connectionString: connectionString(config), drop };
}

async function ensureTemplate(cluster: TestCluster, client: pg.Client, { key, build }: Template): Promise<string> {
  const name = `template_${key.toLowerCase().replaceAll(/[^a-z0-9]+/g, '_')}`.slice(0, 60);
  const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1 AND datistemplate', [name]);
  if (rowCount === 1) return name;
  await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  await client.query(`CREATE DATABASE ${name} TEMPLATE template0`);
  const config = { ...cluster.config, database: name };
  await build({ ...config, connectionString: connectionString(config) });
  await client.query(`ALTER DATABASE ${name} IS_TEMPLATE true ALLOW_CONNECTIONS false`);
  return name;
}

async function asSuperuser<T>(cluster: TestCluster, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: cluster.connectionString });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
