// Decides where the cluster of one data folder really lies, and makes that place usable for the user who runs PostgreSQL.
// Usually it lies in the folder the caller named. When root starts Titian from a folder that only root may enter, the user who
// runs PostgreSQL cannot reach it: then it lies in /var/lib/titian-<hash of the folder's path>, the same for every start of that clone.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chown, mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { EmbeddedPostgresError } from './errors.ts';
import { isErrorWithCode } from './processes.ts';
import { type DatabaseUser, chooseDatabaseUser } from './user.ts';

export interface Place {
  readonly user: DatabaseUser;
  /** The folder that holds everything of this cluster. */
  readonly folder: string;
  /** PostgreSQL's own data folder (PGDATA). */
  readonly pgData: string;
  /** True when `folder` is not the folder the caller named. */
  readonly isElsewhere: boolean;
}

export const ELSEWHERE = '/var/lib/titian-';
/** Says in the caller's folder where the data went; a person who looks for the database finds this first. */
export const SIGNPOST = 'WHERE-IS-THE-DATA.txt';
/** Says in the other folder whose data it is, so that `titian doctor` can name folders whose clone is gone. */
export const BELONGS_TO = 'BELONGS-TO.txt';

/**
 * A folder for a clone that has none yet. A database that an earlier clone at the same path left behind is never taken over: its
 * keys went with that clone. It keeps its folder and the new one gets the next number.
 */
function folderElsewhere(dataDir: string): string {
  const base = `${ELSEWHERE}${createHash('sha256').update(dataDir).digest('hex').slice(0, 12)}`;
  let folder = base;
  for (let next = 2; existsSync(join(folder, 'data')); next += 1) folder = `${base}-${next}`;
  return folder;
}

export async function findPlace(wanted: string, onLog: (line: string) => void): Promise<Place> {
  await mkdir(wanted, { recursive: true, mode: 0o700 });
  const dataDir = await realpath(wanted);
  const signposted = await signpostedFolder(dataDir, onLog);
  const user = chooseDatabaseUser(join(signposted ?? dataDir, 'data'));
  if (user.uid === null) return placeAt(dataDir, user, false);
  if (signposted === null && (await canDo('cd "$1"', dirname(dataDir), user))) {
    await chown(dataDir, user.uid, user.gid);
    if (await canDo('cd "$1" && test -w .', dataDir, user)) return placeAt(dataDir, user, false);
  }
  const elsewhere = signposted ?? folderElsewhere(dataDir);
  await mkdir(elsewhere, { recursive: true, mode: 0o700 });
  await chown(elsewhere, user.uid, user.gid);
  if (!(await canDo('cd "$1" && test -w .', elsewhere, user))) {
    throw new EmbeddedPostgresError(
      'FOLDER_UNUSABLE',
      `User ${user.name}, who runs PostgreSQL because root may not, can enter neither ${dataDir} nor ${elsewhere}.`,
      'Set TITIAN_HOME to a folder that everyone may enter, start Titian as an ordinary user, or set DATABASE_URL.',
    );
  }
  await writeFile(join(elsewhere, BELONGS_TO), `${dataDir}\n`);
  await writeFile(
    join(dataDir, SIGNPOST),
    `${elsewhere}\n\nThe database of this installation lies there: PostgreSQL runs as user ${user.name} because it refuses root,\nand that user cannot enter this folder. Include it in backups; remove it together with this folder.\n`,
  );
  onLog(`The database lies in ${elsewhere}: PostgreSQL runs as user ${user.name}, who cannot enter ${dataDir}.`);
  return placeAt(elsewhere, user, true);
}

function placeAt(folder: string, user: DatabaseUser, isElsewhere: boolean): Place {
  return { user, folder, pgData: join(folder, 'data'), isElsewhere };
}

/**
 * The folder that the signpost names. A clone that was moved keeps its database; a clone that was copied does not take over the
 * original's, because two servers on one data folder would destroy it.
 */
async function signpostedFolder(dataDir: string, onLog: (line: string) => void): Promise<string | null> {
  const named = (await readIfThere(join(dataDir, SIGNPOST)))?.split('\n')[0];
  if (named === undefined || !/^\/var\/lib\/titian-[0-9a-f]{12}(-\d+)?$/.test(named)) return null;
  const owner = (await readIfThere(join(named, BELONGS_TO)))?.trim();
  if (owner === dataDir) return named;
  if (owner !== undefined && !existsSync(owner)) return named;
  if (owner !== undefined) onLog(`${dataDir} is a copy of ${owner}, whose database in ${named} is not taken over.`);
  return null;
}

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (isErrorWithCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

/** Tries it as that user: a look at mode bits would miss access lists, mounts and the folders above. */
async function canDo(script: string, folder: string, { uid, gid }: DatabaseUser): Promise<boolean> {
  return await new Promise((resolve) => {
    execFile(
      '/bin/sh',
      ['-c', script, 'sh', folder],
      { cwd: '/', env: {}, ...(uid === null ? {} : { uid, gid }) },
      (error) => resolve(error === null),
    );
  });
}

/** A Unix socket's whole path may hold 107 bytes on Linux (103 on macOS); PostgreSQL adds this name to the folder. */
const LONGEST_SOCKET_FOLDER = 103 - '/.s.PGSQL.5432'.length;

/** A private folder for the socket: beside the data, or under the system's temporary folder when that path would be too long. */
export async function makeSocketFolder({ folder, user }: Place): Promise<string> {
  const beside = join(folder, 'socket');
  let socketFolder: string;
  if (Buffer.byteLength(beside) <= LONGEST_SOCKET_FOLDER) {
    await rm(beside, { recursive: true, force: true });
    await mkdir(beside, { mode: 0o700 });
    socketFolder = beside;
  } else {
    socketFolder = await mkdtemp(join(tmpdir().length < 40 ? tmpdir() : '/tmp', 'titian-pg-'));
  }
  if (user.uid !== null) await chown(socketFolder, user.uid, user.gid);
  return socketFolder;
}
