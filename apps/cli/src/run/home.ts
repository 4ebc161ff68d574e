// The state folder of one installation (`.titian/`, or TITIAN_HOME): where each thing lies, and the lock that lets one Titian run in it.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type ProcessIdentity, identify, isRunning } from '@titian/embedded-postgres';
import { CommandError } from '../command.ts';

export interface Home {
  readonly folder: string;
  readonly postgres: string;
  readonly sandbox: string;
  /** What BPJS answers, without values; see commands/capture.ts. */
  readonly capture: string;
  readonly keyFile: string;
  readonly tls: string;
  readonly logs: string;
  readonly lockFile: string;
}

/** Makes what is missing. Keys and database are private to the user who runs Titian. */
export function openHome(root: string, environment: Readonly<Record<string, string | undefined>>): Home {
  const folder = resolve(environment['TITIAN_HOME'] ?? join(root, '.titian'));
  const inside = (name: string, mode = 0o755): string => {
    mkdirSync(join(folder, name), { recursive: true, mode });
    return join(folder, name);
  };
  return {
    folder,
    postgres: inside('postgres', 0o700),
    sandbox: inside('sandbox', 0o700),
    capture: environment['TITIAN_CAPTURE_DIR'] ?? inside('capture', 0o700),
    keyFile: environment['TITIAN_KEY_FILE'] ?? join(inside('keys', 0o700), 'master.key'),
    tls: inside('keys/tls', 0o700),
    logs: inside('logs', 0o700),
    lockFile: join(inside('run'), 'titian.json'),
  };
}

interface Lock {
  readonly process: ProcessIdentity;
  readonly url: string;
}

/** Takes the lock, also from a Titian that died without giving it back. Answers the function that gives it back. */
export function lockHome(home: Home, url: string): () => void {
  const lock: Lock = { process: identify(process.pid), url };
  for (let attempt = 0; attempt < 3; attempt += 1) {
    try {
      writeFileSync(home.lockFile, JSON.stringify(lock), { flag: 'wx' });
      return () => rmSync(home.lockFile, { force: true });
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    }
    const holder = readLock(home.lockFile);
    if (holder !== null && isRunning(holder.process)) {
      throw new CommandError(
        `Titian already runs in ${home.folder} (process ${holder.process.pid}, ${holder.url}).\n` +
          'Use that one, stop it with Ctrl-C in its window, or set TITIAN_HOME and PORT for a second one.',
      );
    }
    rmSync(home.lockFile, { force: true });
  }
  throw new CommandError(`The lock ${home.lockFile} cannot be taken: another start is faster. Start again.`);
}

function readLock(file: string): Lock | null {
  try {
    const parsed: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (typeof parsed !== 'object' || parsed === null || !('process' in parsed)) return null;
    return parsed as Lock; // Written above; a half-written one fails to parse.
  } catch (error) {
    if (error instanceof SyntaxError || (error instanceof Error && 'code' in error && error.code === 'ENOENT'))
      return null;
    throw error;
  }
}
