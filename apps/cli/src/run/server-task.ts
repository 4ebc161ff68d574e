// Runs a task of the server in a process of its own and waits for its end: the CLI shares no code with the server. What it tells goes to the
// terminal line by line; its last line is its result.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { join } from 'node:path';
import type { CommandContext } from '../command.ts';
import type { Home } from './home.ts';

export interface TaskResult {
  readonly exitCode: number;
  readonly lastLine: string;
}

export async function runBackupTask(
  { root, environment }: CommandContext,
  home: Home,
  task: { readonly args: readonly string[]; readonly databaseUrl: string },
): Promise<TaskResult> {
  const script = join(root, 'apps', 'server', 'src', 'backup', 'main.ts');
  const { PATH, TZ, TITIAN_MASTER_KEY } = environment;
  const child = spawn(
    process.execPath,
    ['--conditions=titian-source', '--disable-warning=ExperimentalWarning', script, ...task.args],
    {
      env: {
        PATH,
        TZ,
        DATABASE_URL: task.databaseUrl,
        ...(TITIAN_MASTER_KEY === undefined ? { TITIAN_KEY_FILE: home.keyFile } : { TITIAN_MASTER_KEY }),
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  let lastLine = '';
  createInterface({ input: child.stdout }).on('line', (line) => {
    lastLine = line;
    if (!line.startsWith('{')) console.log(`  ${line}`);
  });
  const exitCode = await new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    // `close` comes after the last line was read.
    child.once('close', (code) => resolve(code ?? 1));
  });
  return { exitCode, lastLine };
}
