// `npm run titian -- sandbox`: the BPJS sandbox alone, for people who build against BPJS without the rest of Titian.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { Command } from '../command.ts';
import { openHome } from '../run/home.ts';

const DEFAULT_PORT = 3001;

export const command: Command = {
  summary: 'starts only the BPJS sandbox',
  help: `Options (passed on to the sandbox):
  --port N                        default ${DEFAULT_PORT}
  --data DIR                      where its state and ledger are kept (default .titian/sandbox)
  --memory                        keep nothing
  --character documented|dumb     "dumb" applies everything twice when asked twice
  --seed N                        seed of its population
  --population N                  how many people it knows (default 1000)
  --plan FILE                     a fault plan, see packages/sandbox/README.md
  --allow-calls-to HOST           lets its page call a facility beyond this machine and network as Mobile JKN`,
  async run(args, { root, environment }) {
    const home = openHome(root, environment);
    const has = (name: string): boolean => args.includes(name);
    const child = spawn(
      process.execPath,
      [
        '--conditions=titian-source',
        '--disable-warning=ExperimentalWarning',
        join(root, 'packages', 'sandbox', 'src', 'main.ts'),
        ...(has('--port') ? [] : ['--port', String(DEFAULT_PORT)]),
        ...(has('--data') || has('--memory') ? [] : ['--data', home.sandbox]),
        ...args,
      ],
      { stdio: 'inherit', env: environment },
    );
    // In a terminal it hears Ctrl-C itself too; a second signal does no harm to it.
    for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => child.kill(name));
    return await new Promise((resolve) => child.on('error', () => resolve(1)).on('exit', (code) => resolve(code ?? 0)));
  },
};
