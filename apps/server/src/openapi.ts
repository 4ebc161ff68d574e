// Writes docs/api/openapi.json from the routes, without a database: `node --conditions=titian-source apps/server/src/openapi.ts`.
// The client in packages/api-client is generated from that file; a test finds drift in either.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pino } from 'pino';
import { createHouse } from './app.ts';
import { systemClock, systemRandom } from './platform/clock.ts';
import { parseConfig } from './platform/config/index.ts';
import { createPlatform } from './platform/create-platform.ts';
import { masterKey } from './platform/crypto/index.ts';

const KEY_BYTES = 32;
export const OPENAPI_FILE = join(import.meta.dirname, '..', '..', '..', 'docs', 'api', 'openapi.json');

/** The document as text, the same on every machine. */
export async function openApiText(): Promise<string> {
  const random = systemRandom();
  const parsed = parseConfig({
    DATABASE_URL: 'postgresql://nobody@localhost/none',
    TITIAN_KEY_FILE: 'unused',
    TITIAN_LOG_LEVEL: 'silent',
  });
  if (!parsed.ok) throw new TypeError('the configuration for the document is incomplete');
  // Nothing connects: pools open their first connection with their first query.
  const nowhere = { connectionString: parsed.config.databaseUrl.reveal() };
  const platform = createPlatform({
    config: parsed.config,
    clock: systemClock(),
    random,
    master: masterKey(random.bytes(KEY_BYTES)),
    logger: pino({ level: 'silent' }),
    connections: { app: nowhere, overview: nowhere, directory: nowhere },
  });
  const { app } = await createHouse(platform);
  await app.ready();
  const text = `${JSON.stringify(app.swagger(), null, 2)}\n`;
  await app.close();
  await platform.db.close();
  return text;
}

if (import.meta.main) await writeFile(OPENAPI_FILE, await openApiText());
