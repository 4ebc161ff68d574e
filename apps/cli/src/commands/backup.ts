// `npm run titian -- backup --to FILE`: one encrypted file of the whole database, beside a running Titian or without it, verified by
// restoring it into a database that is thrown away.
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { startPostgres } from '@titian/embedded-postgres';
import { type Command, type CommandContext, CommandError } from '../command.ts';
import { borrowDatabase } from '../run/database.ts';
import { openHome, type Home } from '../run/home.ts';
import { runBackupTask } from '../run/server-task.ts';

export const command: Command = {
  summary: 'writes one encrypted backup file and verifies it by restoring it',
  help: `Options:
  --to FILE      the file to write; refused when it exists
  --no-verify    does not restore it into a throw-away database (faster; the file is still checked as it is written)

The file opens only with the master key (keys/master.key in the state folder, or TITIAN_MASTER_KEY), which is not in it. Keep a copy of the
key in another place than the backups. Titian may go on running.`,
  async run(args, context) {
    const { values } = parseArgs({
      args: [...args],
      options: { to: { type: 'string' }, 'no-verify': { type: 'boolean' } },
    });
    if (values.to === undefined) {
      console.error(`--to FILE is missing.\n\n${command.help}`);
      return 2;
    }
    const file = resolve(values.to);
    const home = openHome(context.root, context.environment);
    try {
      if (existsSync(file)) throw new CommandError(`${file} exists already; a backup is never written over.`);
      return await backup(context, home, { file, isVerified: values['no-verify'] !== true });
    } catch (error) {
      if (!(error instanceof CommandError)) throw error;
      console.error(error.message);
      return 1;
    }
  },
};

async function backup(
  context: CommandContext,
  home: Home,
  { file, isVerified }: { file: string; isVerified: boolean },
): Promise<number> {
  const database = await borrowDatabase(home, context.environment, { mayRun: true });
  try {
    console.log(`Membuat cadangan … / backing up to ${file}`);
    const written = await runBackupTask(context, home, { args: ['dump', '--file', file], databaseUrl: database.url });
    if (written.exitCode !== 0) return written.exitCode;
    if (isVerified && !(await verified(context, home, file))) return 1;
    const recorded = await runBackupTask(context, home, { args: ['record'], databaseUrl: database.url });
    console.log(`Selesai / done: ${file} ${written.lastLine}`);
    return recorded.exitCode;
  } finally {
    await database.giveBack();
  }
}

/** The only proof that a backup can be restored is restoring it. */
async function verified(context: CommandContext, home: Home, file: string): Promise<boolean> {
  console.log('Memeriksa dengan memulihkannya … / verifying by restoring it into a throw-away database');
  const folder = mkdtempSync(join(tmpdir(), 'titian-verify-'));
  const postgres = await startPostgres({ dataDir: join(folder, 'postgres'), throwAway: true, removeAtEnd: true });
  try {
    const args = ['load', '--file', file, '--verify'];
    const { exitCode } = await runBackupTask(context, home, { args, databaseUrl: postgres.connectionString });
    if (exitCode !== 0) console.error(`${file} could not be restored: do not rely on it.`);
    return exitCode === 0;
  } finally {
    await postgres.stop('immediate');
    rmSync(folder, { recursive: true, force: true });
  }
}
