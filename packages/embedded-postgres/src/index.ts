// Starts, watches and stops the bundled PostgreSQL. Knows nothing of Titian's schema and opens no database connection.
export { BUNDLED_MAJOR } from './binaries.ts';
export {
  type ConnectionConfig,
  type EmbeddedPostgres,
  type PostgresExit,
  type StartOptions,
  connectionString,
  startPostgres,
} from './cluster.ts';
export { EmbeddedPostgresError, type EmbeddedPostgresErrorCode } from './errors.ts';
export type { StopMode } from './keeper.ts';
export type { Setting, Settings } from './settings.ts';
