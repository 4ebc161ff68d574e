// Starts, watches and stops the bundled PostgreSQL. Knows nothing of Titian's schema and opens no database connection.
// The questions about process identity are exported because the CLI guards its own lock with them.
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
export { type ProcessIdentity, identify, isRunning } from './processes.ts';
export type { StopMode } from './keeper.ts';
export type { Setting, Settings } from './settings.ts';
