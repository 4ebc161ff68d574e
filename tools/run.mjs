// The one door behind every `npm run …`: installs what is missing, then runs the asked program under the pinned Node, passes
// signals on and ends with its exit code. Runs on the system's Node with builtins only; holds no logic of the programs themselves.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureDependencies, findNode } from './dependencies.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Every command: the program it runs, and the arguments that come before the user's own. */
const COMMANDS = {
  start: ['apps/cli/src/main.ts', 'start'],
  titian: ['apps/cli/src/main.ts'],
  test: ['tools/test/main.ts'],
  check: ['tools/test/main.ts', '--check'],
  deep: ['tools/test/main.ts', '--deep'],
  bench: ['bench/src/main.ts'],
  chaos: ['tests/chaos/main.ts'],
  crash: ['tests/chaos/main.ts', '--nodes', '1'],
  simulate: ['tests/simulation/main.ts'],
  pictures: ['tools/pictures/main.ts'],
  catalogue: ['tools/catalogue/main.ts'],
  sandbox: ['packages/sandbox/src/main.ts', '--show-credentials'],
};

if (Number(process.versions.node.split('.')[0]) < 20) {
  console.error(`Titian is started with Node 20 or newer; this is ${process.version}.`);
  process.exit(1);
}
const [command = '', ...args] = process.argv.slice(2);
const program = COMMANDS[command];
if (program === undefined) {
  console.error(`Unknown command "${command}". Known: ${Object.keys(COMMANDS).join(', ')}.`);
  process.exit(2);
}
await ensureDependencies(root);
const [file, ...first] = program;
if (!existsSync(join(root, file))) {
  console.error(`${file} is missing: this checkout has no \`${command}\`.`);
  process.exit(2);
}
run(findNode(root), [
  '--conditions=titian-source',
  '--disable-warning=ExperimentalWarning',
  join(root, file),
  ...first,
  ...args,
]);

function run(node, argv) {
  // The channel lets the program see that this process died without a word (kill -9) and stop by itself.
  const child = spawn(node, argv, {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, PATH: [join(root, 'node_modules', '.bin'), process.env.PATH].join(delimiter) },
  });
  // In a terminal the program hears Ctrl-C itself as well; it takes signals that come together for one.
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(name, () => child.kill(name));
  child.on('error', (error) => {
    console.error(`${node} could not be started: ${error.message}`);
    process.exit(1);
  });
  child.on('exit', (code, signal) => {
    if (signal === null) process.exit(code ?? 1);
    for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.removeAllListeners(name);
    process.kill(process.pid, signal);
  });
}
