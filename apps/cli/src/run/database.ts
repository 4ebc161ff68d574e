// The database of this installation for a command that works on it: your own server, the one that runs under Titian right now, or the bundled
// one started for as long as the command takes.
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startPostgres } from '@titian/embedded-postgres';
import type { CommandContext } from '../command.ts';
import { lockHome, type Home } from './home.ts';

export interface BorrowedDatabase {
  readonly url: string;
  giveBack(): Promise<void>;
}

const addressFile = (home: Home): string => join(home.folder, 'run', 'database-url');

/** Told by `titian start`, so that a backup can be made beside it. Private like the password that lies in the data folder anyway. */
export function publishDatabase(home: Home, url: string): () => void {
  writeFileSync(addressFile(home), url, { mode: 0o600 });
  return () => rmSync(addressFile(home), { force: true });
}

export async function borrowDatabase(
  home: Home,
  environment: CommandContext['environment'],
  /** False where Titian must not be running meanwhile. */
  { mayRun }: { readonly mayRun: boolean },
): Promise<BorrowedDatabase> {
  const given = environment['DATABASE_URL'];
  if (given !== undefined && given !== '') return { url: given, giveBack: () => Promise.resolve() };
  if (mayRun && existsSync(addressFile(home)) && isTitianRunning(home))
    return { url: readFileSync(addressFile(home), 'utf8'), giveBack: () => Promise.resolve() };
  const release = lockHome(home, 'backup or restore');
  try {
    const postgres = await startPostgres({ dataDir: home.postgres });
    return {
      url: postgres.connectionString,
      giveBack: async () => {
        await postgres.stop();
        release();
      },
    };
  } catch (error) {
    release();
    throw error;
  }
}

function isTitianRunning(home: Home): boolean {
  try {
    lockHome(home, 'backup')();
    return false;
  } catch {
    // The lock is held by a living process: that is the answer.
    return true;
  }
}
