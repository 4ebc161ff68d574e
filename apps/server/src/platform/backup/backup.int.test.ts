// A backup of a database in use, read back into an empty one: every table with the same rows, nothing readable without the key, and nothing
// of a file that was cut or altered is kept.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTestDatabase } from '@titian/embedded-postgres/testing';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock, systemRandom } from '../clock.ts';
import { masterKey } from '../crypto/index.ts';
import { createTestPlatform, testAccount, type TestPlatform } from '../testing.ts';
import { dump, load, markRestored } from './index.ts';

const master = masterKey(Buffer.alloc(32, 7));
const folder = mkdtempSync(join(tmpdir(), 'titian-backup-'));
const file = join(folder, 'titian.backup');
const takenAt = new Date('2026-11-23T02:00:00.000Z');
const silent = () => undefined;

let platform: TestPlatform;
const databases: { drop(): Promise<void> }[] = [];

beforeAll(async () => {
  platform = await createTestPlatform();
  await testAccount(platform, platform.facilities.hospital, ['it']);
  await testAccount(platform, platform.facilities.clinic, ['it']);
  await platform.db.withFacility(platform.facilities.hospital, (tx) =>
    tx.query(
      `INSERT INTO bpjs_channel_health (facility_id, channel, service, updated_at) SELECT $1, 'kanal.' || n, 'vclaim', now() FROM generate_series(1, 1200) n`,
      [tx.facilityId],
    ),
  );
  await dump({ databaseUrl: platform.databaseUrl, master, file, takenAt, tell: silent });
});
afterAll(async () => {
  for (const database of databases) await database.drop();
  await platform.close();
  rmSync(folder, { recursive: true });
});

async function emptyDatabase(): Promise<string> {
  const database = await createTestDatabase();
  databases.push(database);
  return database.connectionString;
}

const restore = (databaseUrl: string, from: string, part: { canReplace?: boolean; key?: Buffer } = {}) =>
  load({
    databaseUrl,
    master: part.key === undefined ? master : masterKey(part.key),
    random: systemRandom(),
    clock: systemClock(),
    file: from,
    canReplace: part.canReplace ?? false,
    isHeld: true,
    canReplacePasswords: false,
    tell: silent,
  });

async function ask<R extends pg.QueryResultRow>(databaseUrl: string, text: string): Promise<R[]> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    return (await client.query<R>(text)).rows;
  } finally {
    await client.end();
  }
}

describe('a restored database', () => {
  let url: string;
  beforeAll(async () => {
    url = await emptyDatabase();
    await restore(url, file);
  });

  it('holds every row, and its rules', async () => {
    const counts =
      'SELECT (SELECT count(*)::int FROM titian.facilities) AS facilities, (SELECT count(*)::int FROM titian.bpjs_channel_health) AS health, (SELECT count(*)::int FROM titian.accounts) AS accounts';
    expect(await ask(url, counts)).toEqual(await ask(platform.databaseUrl, counts));
    const open = await ask(
      url,
      "SELECT relname FROM pg_class WHERE relnamespace = 'titian'::regnamespace AND relrowsecurity AND NOT relforcerowsecurity",
    );
    expect(open).toEqual([]);
  });

  it('is marked, so that the first start holds every facility back', async () => {
    expect(await markRestored(url)).toEqual(takenAt);
    expect(await markRestored(url)).toBeNull();
    const rows = await ask<{ taken_at: Date; released_at: Date | null }>(url, 'SELECT * FROM titian.restored_starts');
    expect(rows).toHaveLength(2);
    expect(rows.every((row) => row.taken_at.getTime() === takenAt.getTime() && row.released_at === null)).toBe(true);
  });

  it('is not overwritten unless that is wanted', async () => {
    await expect(restore(url, file)).rejects.toMatchObject({ code: 'RESTORE_NOT_EMPTY' });
    await restore(url, file, { canReplace: true });
    expect(await ask(url, 'SELECT count(*)::int AS n FROM titian.facilities')).toEqual([{ n: 2 }]);
  });

  it('stays as it was when the file turns out to be damaged', async () => {
    const damaged = join(folder, 'damaged');
    const bytes = readFileSync(file);
    bytes[bytes.length - 40] = (bytes[bytes.length - 40] ?? 0) ^ 1;
    writeFileSync(damaged, bytes);
    await expect(restore(url, damaged, { canReplace: true })).rejects.toMatchObject({ code: 'BACKUP_DAMAGED' });
    expect(await ask(url, 'SELECT count(*)::int AS n FROM titian.facilities')).toEqual([{ n: 2 }]);
  });
});

describe('a backup file', () => {
  it('shows nothing but its header', () => {
    const text = readFileSync(file).toString('latin1');
    expect(text.startsWith('TITIANB1')).toBe(true);
    for (const word of ['RS Tirta Medika', 'kanal.7', 'facility_id', 'vclaim']) expect(text).not.toContain(word);
  });

  it('does not open with another key', async () => {
    const other = restore(await emptyDatabase(), file, { key: Buffer.alloc(32, 8) });
    await expect(other).rejects.toMatchObject({ code: 'BACKUP_KEY' });
  });

  it('that was cut is refused, wherever it was cut', async () => {
    const bytes = readFileSync(file);
    for (const share of [0.01, 0.5, 0.999]) {
      const cut = join(folder, `cut-${share}`);
      writeFileSync(cut, bytes.subarray(0, Math.floor(bytes.length * share)));
      await expect(restore(await emptyDatabase(), cut)).rejects.toThrow(/header|ends/u);
    }
  });

  it('is never written over', async () => {
    writeFileSync(`${file}.unfinished`, '');
    const again = dump({ databaseUrl: platform.databaseUrl, master, file, takenAt, tell: silent });
    await expect(again).rejects.toMatchObject({ code: 'EEXIST' });
    rmSync(`${file}.unfinished`);
  });
});
