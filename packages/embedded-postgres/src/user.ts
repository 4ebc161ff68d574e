// Which operating-system user runs PostgreSQL. PostgreSQL refuses to run as root; everyone else runs it as themselves.
import { readFileSync, statSync } from 'node:fs';
import { EmbeddedPostgresError } from './errors.ts';
import { isErrorWithCode } from './processes.ts';

export interface DatabaseUser {
  /** null: the user who runs Titian, no change needed. */
  readonly uid: number | null;
  readonly gid: number;
  readonly name: string;
}

const CANDIDATES = ['postgres', 'nobody'] as const;

/**
 * Root runs PostgreSQL as the owner of an existing data folder, otherwise as `postgres`, otherwise as `nobody`.
 * The existing owner comes first so that installing another PostgreSQL later (which makes a user `postgres`) changes nothing.
 */
export function chooseDatabaseUser(existingData: string): DatabaseUser {
  const ownUid = process.getuid?.();
  if (ownUid !== 0) return { uid: null, gid: process.getgid?.() ?? 0, name: 'the user who starts Titian' };
  const accounts = readAccounts();
  const owner = ownerOf(existingData);
  if (owner !== null && owner.uid !== 0) {
    return { ...owner, name: accounts.find((account) => account.uid === owner.uid)?.name ?? `uid ${owner.uid}` };
  }
  for (const name of CANDIDATES) {
    const account = accounts.find((candidate) => candidate.name === name);
    if (account !== undefined) return account;
  }
  throw new EmbeddedPostgresError(
    'FOLDER_UNUSABLE',
    'PostgreSQL does not run as root, and this machine has neither a user `postgres` nor a user `nobody`.',
    'Start Titian as an ordinary user, or set DATABASE_URL to a PostgreSQL server of your own.',
  );
}

function readAccounts(): { uid: number; gid: number; name: string }[] {
  return readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .flatMap((line) => {
      const [name, , uid, gid] = line.split(':');
      return name === undefined || uid === undefined || gid === undefined
        ? []
        : [{ name, uid: Number(uid), gid: Number(gid) }];
    });
}

function ownerOf(path: string): { uid: number; gid: number } | null {
  try {
    const { uid, gid } = statSync(path);
    return { uid, gid };
  } catch (error) {
    if (isErrorWithCode(error, 'ENOENT', 'ENOTDIR')) return null;
    throw error;
  }
}
