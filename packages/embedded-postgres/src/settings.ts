// The settings PostgreSQL is started with. They go on its command line, so that a start depends on nothing but this code and
// what the caller asked for; postgresql.conf in the data folder stays as initdb wrote it.
import { EmbeddedPostgresError } from './errors.ts';

export type Setting = string | number | boolean;
export type Settings = Readonly<Record<string, Setting>>;

const ALWAYS: Settings = {
  fsync: true,
  synchronous_commit: 'on',
  full_page_writes: true,
  max_connections: 120,
  password_encryption: 'scram-sha-256',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_destination: 'stderr',
  logging_collector: false,
  log_line_prefix: '%m [%p] ',
  // The log must never hold personal data: no statements, no parameters, no DETAIL lines with the values of a violated key, and
  // no statement errors either ("invalid input syntax …: <value>"): their caller gets them and decides.
  log_statement: 'none',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_parameter_max_length: 0,
  log_parameter_max_length_on_error: 0,
  log_min_messages: 'log',
  cluster_name: 'titian',
  max_wal_size: '512MB',
  // A young database grows from nothing, and until its tables are first analysed the planner guesses: a minute would be a long time.
  autovacuum_naptime: '10s',
  checkpoint_completion_target: 0.9,
};

/** Losing any of these loses commits that Titian has acknowledged. */
const DURABILITY = ['fsync', 'synchronous_commit', 'full_page_writes'] as const;
const OFF = new Set<Setting>([false, 'off', 'false', 'no', '0', 0]);

export function commandLineSettings(asked: Settings, place: Settings, isThrowAway: boolean): string[] {
  for (const name of DURABILITY) {
    const value = asked[name];
    if (!isThrowAway && value !== undefined && OFF.has(value)) {
      throw new EmbeddedPostgresError(
        'UNSAFE_SETTING',
        `Setting ${name}=${String(value)} would lose committed data when the machine stops.`,
        'Leave it on; only throw-away test clusters (`throwAway: true`) may turn it off.',
      );
    }
  }
  const throwAway: Settings = isThrowAway ? { fsync: false, synchronous_commit: 'off', full_page_writes: false } : {};
  return Object.entries({ ...ALWAYS, ...throwAway, ...asked, ...place }).flatMap(([name, value]) => [
    '-c',
    `${name}=${typeof value === 'boolean' ? (value ? 'on' : 'off') : value}`,
  ]);
}
