// `titian <command>`: finds the command's file, gives it the environment, and ends with its exit code. The only reader of the
// environment in the CLI. Every command is one file in commands/ whose name is the command's name.
import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Command, CommandContext } from './command.ts';

const here = dirname(fileURLToPath(import.meta.url));
const commandsFolder = join(here, 'commands');

function commandNames(): string[] {
  return readdirSync(commandsFolder)
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .map((file) => file.slice(0, -'.ts'.length))
    .toSorted();
}

async function loadCommand(name: string): Promise<Command> {
  const module = (await import(`./commands/${name}.ts`)) as { command: Command }; // Every file in commands/ exports it; a test holds them to it.
  return module.command;
}

async function printHelp(): Promise<void> {
  console.log('Usage: npm run titian -- <command> [options]\n');
  for (const name of commandNames()) console.log(`  ${name.padEnd(12)} ${(await loadCommand(name)).summary}`);
  console.log('\n`npm run titian -- <command> --help` tells the options of a command.');
}

const [name = 'help', ...args] = process.argv.slice(2);
if (name === 'help' || name === '--help' || name === '-h') {
  await printHelp();
} else if (!commandNames().includes(name)) {
  console.error(`Unknown command "${name}".\n`);
  await printHelp();
  process.exitCode = 2;
} else {
  const command = await loadCommand(name);
  const context: CommandContext = { root: join(here, '..', '..', '..'), environment: process.env };
  if (args.includes('--help') || args.includes('-h')) console.log(`${command.summary}\n\n${command.help}`);
  else process.exit(await command.run(args, context));
}
