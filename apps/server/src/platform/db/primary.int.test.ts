// A connection is refused that does not end at the server which takes writes: a standby, or a primary whose timeline is behind one already seen.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startPostgres } from '@titian/embedded-postgres';
import { createTestDatabase } from '@titian/embedded-postgres/testing';
import { expect, it, onTestFinished } from 'vitest';
import { recognise } from '../http/error-answer.ts';
import { createPrimaryGuard } from './primary.ts';

async function connected(connectionString: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString });
  client.on('error', () => undefined);
  await client.connect();
  onTestFinished(() => client.end());
  return client;
}

it('takes the server of a test run, again and again', async () => {
  const database = await createTestDatabase();
  onTestFinished(() => database.drop());
  const guard = createPrimaryGuard();
  const client = await connected(database.connectionString);
  await guard.check(client);
  await guard.check(client);
});

it('refuses a standby as a database that is away, and an old primary once a promoted server was seen', async () => {
  const database = await createTestDatabase();
  onTestFinished(() => database.drop());
  const old = await connected(database.connectionString);
  const dataDir = await mkdtemp(join(tmpdir(), 'titian-test-standby-'));
  const first = await startPostgres({ dataDir, throwAway: true });
  onTestFinished(() => rm(first.folder, { recursive: true, force: true }));
  await first.stop('fast');
  await writeFile(join(first.folder, 'data', 'standby.signal'), '');
  const standby = await startPostgres({ dataDir, throwAway: true });
  onTestFinished(() => standby.stop('immediate'));
  const guard = createPrimaryGuard();
  await guard.check(old);
  const client = await connected(standby.connectionString);
  const refusal: unknown = await guard.check(client).then(
    () => null,
    (error: unknown) => error,
  );
  expect(recognise(refusal).code).toBe('STORE_UNAVAILABLE');
  await client.query('SELECT pg_promote()');
  await guard.check(client);
  await expect(guard.check(old)).rejects.toThrow('replaced');
});
