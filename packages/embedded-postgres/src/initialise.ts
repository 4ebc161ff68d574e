// Makes a new cluster: UTF-8, byte order collation, checksums, SCRAM for everyone, and the database `titian`.
// It is made beside its final place and moved there when complete, so that a start that dies half-way leaves nothing half-made.
import { type SpawnOptions, spawn } from 'node:child_process';
import { chown, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Binaries } from './binaries.ts';
import { EmbeddedPostgresError } from './errors.ts';
import type { Place } from './placement.ts';
import { isErrorWithCode } from './processes.ts';

export const SUPERUSER = 'titian';
export const DATABASE = 'titian';

const UNFINISHED = 'data.unfinished-';
/** Version from which PostgreSQL has its own C.UTF-8 (case rules of Unicode, byte order, the same on every operating system). */
const FIRST_WITH_BUILTIN_LOCALE = 17;

interface InitialiseOptions {
  readonly place: Place;
  readonly binaries: Binaries;
  readonly major: number;
  readonly password: string;
  /** Only for throw-away clusters of tests: the files are not flushed to disk. */
  readonly isThrowAway: boolean;
}

/** Makes the cluster when there is none; refuses one of another major version in plain words. */
export async function ensureCluster(options: InitialiseOptions): Promise<{ isNew: boolean }> {
  const { place, major } = options;
  const present = await presentMajor(place.pgData);
  if (present === major) return { isNew: false };
  if (present !== null) {
    throw new EmbeddedPostgresError(
      'WRONG_VERSION',
      `${place.pgData} was made by PostgreSQL ${present}; this Titian brings PostgreSQL ${major}.`,
      'Go back to the Titian version that made it and move the data with pg_dump and pg_restore, or let DATABASE_URL name a server that has it.',
    );
  }
  for (const name of await readdir(place.folder)) {
    if (name.startsWith(UNFINISHED)) await rm(join(place.folder, name), { recursive: true, force: true });
  }
  const unfinished = join(place.folder, UNFINISHED + process.pid);
  await initdb(options, unfinished);
  await createDatabase(options, unfinished);
  await rename(unfinished, place.pgData);
  return { isNew: true };
}

async function presentMajor(pgData: string): Promise<number | null> {
  try {
    return Number((await readFile(join(pgData, 'PG_VERSION'), 'utf8')).trim());
  } catch (error) {
    if (isErrorWithCode(error, 'ENOENT')) return null;
    throw error;
  }
}

async function initdb(
  { place, binaries, major, password, isThrowAway }: InitialiseOptions,
  pgData: string,
): Promise<void> {
  const locale =
    major >= FIRST_WITH_BUILTIN_LOCALE
      ? ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C']
      : ['--locale=C'];
  const args = [
    `--pgdata=${pgData}`,
    `--username=${SUPERUSER}`,
    '--encoding=UTF8',
    ...locale,
    '--data-checksums',
    '--auth-local=scram-sha-256',
    '--auth-host=scram-sha-256',
    ...(isThrowAway ? ['--no-sync'] : []),
  ];
  if (process.platform === 'win32') {
    await initdbWithPasswordFile(binaries.initdb, args, place, password);
    return;
  }
  // The password goes through a pipe and never touches a disk. Node's own pipes are sockets, which cannot be opened by a path
  // again as initdb does; `cat` turns them into a real one.
  await runProgram(
    '/bin/sh',
    ['-c', 'cat | "$@" --pwfile=/dev/stdin', 'sh', binaries.initdb, ...args],
    place,
    `${password}\n`,
  );
}

/** Windows has no /dev/stdin. Not tested there. The file lies in the private data folder and is gone before the server first starts. */
async function initdbWithPasswordFile(
  program: string,
  args: readonly string[],
  place: Place,
  password: string,
): Promise<void> {
  const file = join(place.folder, `${UNFINISHED}password`);
  await writeFile(file, `${password}\n`, { mode: 0o600 });
  try {
    if (place.user.uid !== null) await chown(file, place.user.uid, place.user.gid);
    await runProgram(program, [...args, `--pwfile=${file}`], place, '');
  } finally {
    await rm(file, { force: true });
  }
}

/** Single-user mode needs no server, no password and no client program. */
async function createDatabase({ place, binaries, isThrowAway }: InitialiseOptions, pgData: string): Promise<void> {
  const args = ['--single', '-D', pgData, '-c', `fsync=${isThrowAway ? 'off' : 'on'}`, 'postgres'];
  const output = await runProgram(binaries.postgres, args, place, `CREATE DATABASE ${DATABASE}\n`);
  if (/\b(ERROR|FATAL|PANIC):/.test(output)) throw initFailed(binaries.postgres, output);
}

function initFailed(program: string, output: string): EmbeddedPostgresError {
  const isSpace = /No space left on device/i.test(output);
  return new EmbeddedPostgresError(
    'INIT_FAILED',
    `The database could not be made: ${program} said: ${output.trim().split('\n').slice(-4).join(' / ')}`,
    isSpace
      ? 'Free some disk space and start again.'
      : 'Start again; if it stays, run `npm run titian -- doctor` and report its output.',
  );
}

async function runProgram(program: string, args: readonly string[], place: Place, input: string): Promise<string> {
  const options: SpawnOptions = {
    cwd: place.folder,
    env: programEnvironment(),
    stdio: ['pipe', 'pipe', 'pipe'],
    ...(place.user.uid === null ? {} : { uid: place.user.uid, gid: place.user.gid }),
  };
  return await new Promise((resolve, reject) => {
    const child = spawn(program, args, options);
    let output = '';
    const collect = (chunk: Buffer): void => {
      output = (output + chunk.toString('utf8')).slice(-20_000);
    };
    child.stdout?.on('data', collect);
    child.stderr?.on('data', collect);
    // A program that fails early closes its input before it was read; its exit code tells the story.
    child.stdin?.on('error', collect);
    child.stdin?.end(input);
    child.on('error', (cause) => reject(initFailed(program, cause.message)));
    child.on('close', (code) => (code === 0 ? resolve(output) : reject(initFailed(program, output))));
  });
}

/** PostgreSQL's programs get nothing of our environment: it may hold secrets and PG* settings meant for another server. */
export function programEnvironment(): NodeJS.ProcessEnv {
  return process.platform === 'win32'
    ? { SystemRoot: 'C:\\Windows', TZ: 'UTC' }
    : { PATH: '/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };
}
