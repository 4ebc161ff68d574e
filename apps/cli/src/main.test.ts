// The command line as a person meets it: what it offers, and what it says to a wrong word.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const here = dirname(fileURLToPath(import.meta.url));
const commands = readdirSync(join(here, 'commands'))
  .filter((file) => !file.includes('.test.'))
  .map((file) => file.replace(/\.ts$/, ''));

function titian(...args: string[]): { status: number | null; output: string } {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--conditions=titian-source', join(here, 'main.ts'), ...args],
    { encoding: 'utf8' },
  );
  return { status, output: stdout + stderr };
}

test('help names every command with its summary', () => {
  const { status, output } = titian();
  expect(status).toBe(0);
  for (const name of commands) expect(output).toMatch(new RegExp(`^  ${name} +\\S`, 'm'));
});

test.each(commands)('%s tells its options', (name) => {
  const { status, output } = titian(name, '--help');
  expect(status).toBe(0);
  expect(output.trim().split('\n').length).toBeGreaterThan(1);
});

test('an unknown word ends with 2 and the list of what there is', () => {
  const { status, output } = titian('strat');
  expect(status).toBe(2);
  expect(output).toContain('Unknown command "strat"');
  expect(output).toContain('doctor');
});

test('start refuses an unknown option and a port that is none', () => {
  expect(titian('start', '--produktion')).toMatchObject({ status: 2 });
  expect(titian('start', '--port', 'http')).toMatchObject({ status: 2 });
});
