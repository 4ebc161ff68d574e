// The database as the rest of the server sees it: transactions of one facility, the global directory, and the two pools
// that the delivery engine needs. Not for the owner's connection: only migrations and partitions use that one.
import pg from 'pg';
import type { Logger } from 'pino';
import { POOL_LIMITS, sessionOptions } from './connection-settings.ts';
import { createDirectory, type Directory } from './directory.ts';
import type { FacilityTx } from './facility-tx.ts';
import { runFacilityTransaction } from './facility-tx.ts';
import { createPrimaryGuard, type PrimaryGuard } from './primary.ts';
import type { FailpointHook } from '../failpoints.ts';
import type { FacilityId } from '../ids.ts';

export type { FacilityTx } from './facility-tx.ts';
export type { Directory, DirectoryTx } from './directory.ts';
export type { Tables } from './tables.ts';

export interface Db {
  /**
   * One transaction that sees one facility. Keep it short: no network inside.
   * @example const rows = await db.withFacility(id, (tx) => tx.query('SELECT id FROM visits WHERE facility_id = $1', [id]));
   */
  withFacility<T>(facilityId: FacilityId, work: (tx: FacilityTx) => Promise<T>): Promise<T>;
  readonly directory: Directory;
  readonly overview: pg.Pool;
  readonly app: pg.Pool;
  /** How busy the connections are. */
  pools(): Readonly<Record<'app' | 'overview' | 'directory', PoolUse>>;
  close(): Promise<void>;
}

export interface PoolUse {
  readonly open: number;
  readonly idle: number;
  /** Callers that wait for a connection. */
  readonly queue: number;
}

export interface DbOptions {
  readonly connections: {
    readonly app: pg.PoolConfig;
    readonly overview: pg.PoolConfig;
    readonly directory: pg.PoolConfig;
  };
  readonly logger: Pick<Logger, 'warn'>;
  readonly poolSize?: number;
  readonly guard?: PrimaryGuard | undefined;
  readonly failpoint?: FailpointHook | undefined;
}

/** Node runs one thread: more connections than this only queue inside PostgreSQL (measured on 2 cores). */
const DEFAULT_POOL_SIZE = 16;
const SMALL_POOL_SIZE = 4;

// PostgreSQL type ids whose default reading by `pg` loses something: a `date` is a calendar day, not an instant.
const DATE_OID = 1082;
export const dateAsText: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    oid === DATE_OID
      ? (value: string) => value
      : format === 'binary'
        ? pg.types.getTypeParser(oid, format)
        : pg.types.getTypeParser(oid),
};

export function createDb(options: DbOptions): Db {
  const { guard = createPrimaryGuard() } = options;
  const pool = (name: string, config: pg.PoolConfig, max: number) => {
    const created = new pg.Pool({
      ...POOL_LIMITS,
      types: dateAsText,
      options: sessionOptions('titian'),
      verify: (client, done) => {
        guard.check(client).then(() => done(), done);
      },
      application_name: `titian-${name}`,
      max,
      ...config,
    });
    // A pool without this listener ends the process when the server restarts.
    created.on('error', (error) =>
      options.logger.warn({ pool: name, code: errorCode(error) }, 'idle database connection lost'),
    );
    // Nor may a connection that dies between two statements of a transaction: its next statement fails, that is enough.
    created.on('connect', (client) => client.on('error', () => undefined));
    return created;
  };
  const app = pool('app', options.connections.app, options.poolSize ?? DEFAULT_POOL_SIZE);
  const overview = pool('overview', options.connections.overview, SMALL_POOL_SIZE);
  const directory = pool('directory', options.connections.directory, SMALL_POOL_SIZE);
  return {
    withFacility: (facilityId, work) => runFacilityTransaction(app, facilityId, work, options.failpoint),
    directory: createDirectory(directory),
    overview,
    app,
    pools: () => ({ app: useOf(app), overview: useOf(overview), directory: useOf(directory) }),
    close: async () => {
      await Promise.all([app.end(), overview.end(), directory.end()]);
    },
  };
}

function useOf(pool: pg.Pool): PoolUse {
  return { open: pool.totalCount, idle: pool.idleCount, queue: pool.waitingCount };
}

function errorCode(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}
