// Writes .env.example from the schema of the server's configuration. `node --conditions=titian-source tools/tidy/env-example.ts` after a
// change there; a test finds a file that was forgotten.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CONFIG_KEYS } from '../../apps/server/src/platform/config/index.ts';
import { ROOT } from './sources.ts';

/** Obviously fake: nothing here opens anything. */
const EXAMPLES: Readonly<Record<string, string>> = {
  DATABASE_URL: 'postgresql://titian:change-me@db.example:5432/titian',
  TITIAN_KEY_FILE: '/etc/titian/master.key',
  TITIAN_MASTER_KEY: '',
  PORT: '3000',
  TITIAN_HOST: '127.0.0.1',
  TITIAN_ROLE: 'all',
  TITIAN_DEMO: '0',
  TITIAN_LOG_LEVEL: 'info',
  TITIAN_TLS: 'off',
};

export function envExample(): string {
  const head = [
    '# Settings of the Titian server. `npm start` sets DATABASE_URL, TITIAN_KEY_FILE, TITIAN_WEB_DIR and the sandbox by itself; what stands in the',
    '# environment wins. Every key but those that end in _FILE may also be given as <KEY>_FILE, the path of a file that holds the value.',
    '# Also read by `npm start`: TITIAN_HOME (state folder, default .titian), TITIAN_SANDBOX_PORT (default PORT + 1).',
    '# Made by tools/tidy/env-example.ts from apps/server/src/platform/config.',
  ];
  const keys = CONFIG_KEYS.flatMap(({ name, description }) => [
    '',
    `# ${description}`,
    `# ${name}=${EXAMPLES[name] ?? ''}`,
  ]);
  return `${[...head, ...keys].join('\n')}\n`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(join(ROOT, '.env.example'), envExample());
