// The helper that every other room's integration tests stand on.
import pg from 'pg';
import { expect, test } from 'vitest';
import { createTestDatabase, testCluster } from './testing.ts';

async function query(connectionString: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text)).rows;
  } finally {
    await client.end();
  }
}

test('databases cloned from one template hold its content and nothing of each other', async () => {
  let builds = 0;
  const template = {
    key: 'testing-int-test',
    build: async ({ connectionString }: { connectionString: string }) => {
      builds += 1;
      await query(connectionString, 'CREATE TABLE word (value text); ');
      await query(connectionString, "INSERT INTO word VALUES ('jembatan')");
    },
  };
  const [first, second] = await Promise.all([createTestDatabase({ template }), createTestDatabase({ template })]);
  await query(first.connectionString, "INSERT INTO word VALUES ('titian')");
  expect(await query(first.connectionString, 'SELECT count(*)::int AS n FROM word')).toEqual([{ n: 2 }]);
  expect(await query(second.connectionString, 'SELECT count(*)::int AS n FROM word')).toEqual([{ n: 1 }]);
  expect(builds).toBe(1);
  await Promise.all([first.drop(), second.drop()]);
});

test('every test of a run gets the same cluster, and the oldest supported version can be asked for', async () => {
  expect((await testCluster()).connectionString).toBe((await testCluster()).connectionString);
  const old = await createTestDatabase({ major: 15 });
  const [row] = await query(old.connectionString, 'SHOW server_version_num');
  expect(String(row?.['server_version_num'])).toMatch(/^15/);
  await old.drop();
});
