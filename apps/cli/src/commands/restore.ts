// `npm run titian -- restore --from FILE`: fills this installation's database from a backup. Titian must not be running; the restored
// database then starts held: it sends nothing to BPJS until it was compared and released.
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type Command, CommandError } from '../command.ts';
import { borrowDatabase } from '../run/database.ts';
import { openHome } from '../run/home.ts';
import { runBackupTask } from '../run/server-task.ts';

export const command: Command = {
  summary: 'restores a backup file into this installation',
  help: `Options:
  --from FILE    the backup to read
  --replace      takes the place of a database that holds something; the old one is kept until the new one is complete

Stop Titian first. The master key of the backup must be in place (keys/master.key in the state folder, or TITIAN_MASTER_KEY).`,
  async run(args, context) {
    const { values } = parseArgs({
      args: [...args],
      options: { from: { type: 'string' }, replace: { type: 'boolean' } },
    });
    if (values.from === undefined || !existsSync(values.from)) {
      console.error(`--from FILE is missing or names no file.\n\n${command.help}`);
      return 2;
    }
    const home = openHome(context.root, context.environment);
    try {
      const database = await borrowDatabase(home, context.environment, { mayRun: false });
      try {
        const task = ['load', '--file', resolve(values.from), ...(values.replace === true ? ['--replace'] : [])];
        const { exitCode } = await runBackupTask(context, home, { args: task, databaseUrl: database.url });
        if (exitCode === 0) console.log(NEXT);
        return exitCode;
      } finally {
        await database.giveBack();
      }
    } catch (error) {
      if (!(error instanceof CommandError)) throw error;
      console.error(error.message);
      return 1;
    }
  },
};

const NEXT = `
Dipulihkan. Jalankan Titian seperti biasa: pelayanan jalan terus, tetapi belum ada yang dikirim ke BPJS.
Titian membandingkan hari-hari yang terlewat; lalu IT melepasnya di layar Rekonsiliasi.
Restored. Start Titian as usual: nothing is sent to BPJS until the days were compared and IT releases it (screen Rekonsiliasi).`;
