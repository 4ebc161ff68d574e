// A connection that PostgreSQL ends between two statements fails its own transaction and nothing else: the process lives on.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestPlatform, type TestPlatform } from '../testing.ts';

let platform: TestPlatform;
beforeAll(async () => {
  platform = await createTestPlatform();
});
afterAll(() => platform.close());

it('a transaction whose connection dies between two statements fails; the next one works', async () => {
  const uncaught: unknown[] = [];
  const note = (error: unknown): void => void uncaught.push(error);
  process.on('uncaughtException', note);
  try {
    const dying = platform.db.withFacility(platform.facilities.hospital, async (tx) => {
      const [row] = await tx.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
      const gone = new Promise((resolve) => {
        tx.client.once('end', resolve);
      });
      await platform.owner.query('SELECT pg_terminate_backend($1)', [row?.pid]);
      await gone;
      await tx.query('SELECT 1');
    });
    await expect(dying).rejects.toThrow();
    const rows = await platform.db.withFacility(platform.facilities.hospital, (tx) =>
      tx.query<{ one: number }>('SELECT 1 AS one'),
    );
    expect(rows).toEqual([{ one: 1 }]);
    expect(uncaught).toEqual([]);
  } finally {
    process.off('uncaughtException', note);
  }
});
