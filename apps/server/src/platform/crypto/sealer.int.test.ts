// Sealing and blind indexes with the keys of a facility, on a real database.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestPlatform, type TestPlatform } from '../testing.ts';
import { createSealer, masterKey } from './index.ts';

const PLACE = { table: 'patients', column: 'nama', rowId: '1' };
let platform: TestPlatform;

beforeAll(async () => {
  platform = await createTestPlatform();
});
afterAll(() => platform.close());

it('opens only in its own facility, table, column and row', async () => {
  const { hospital, clinic } = platform.facilities;
  const sealed = await platform.db.withFacility(hospital, (tx) => platform.sealer.sealText(tx, PLACE, 'BUDI CONTOH'));
  await platform.db.withFacility(hospital, async (tx) => {
    expect(await platform.sealer.openText(tx, PLACE, sealed)).toBe('BUDI CONTOH');
    for (const other of [
      { ...PLACE, table: 'x' },
      { ...PLACE, column: 'x' },
      { ...PLACE, rowId: 'x' },
    ]) {
      await expect(platform.sealer.openText(tx, other, sealed)).rejects.toMatchObject({ code: 'STORE_UNREADABLE' });
    }
  });
  const foreign = platform.db.withFacility(clinic, (tx) => platform.sealer.openText(tx, PLACE, sealed));
  await expect(foreign).rejects.toMatchObject({ code: 'STORE_UNREADABLE' });
});

it('finds equal values in one facility, and not across facilities or fields', async () => {
  const { hospital, clinic } = platform.facilities;
  const index = (facility: typeof hospital, purpose: string, value: string) =>
    platform.db.withFacility(facility, async (tx) =>
      (await platform.sealer.blindIndex(tx, purpose, value)).toString('hex'),
    );
  const base = await index(hospital, 'nik', '9999000000000001');
  expect(await index(hospital, 'nik', '9999000000000001')).toBe(base);
  expect(await index(hospital, 'nik', '9999000000000002')).not.toBe(base);
  expect(await index(hospital, 'kartu', '9999000000000001')).not.toBe(base);
  expect(await index(clinic, 'nik', '9999000000000001')).not.toBe(base);
});

it('finds a name by the beginnings of its words, in any order', async () => {
  await platform.db.withFacility(platform.facilities.hospital, async (tx) => {
    const stored = new Set(
      (await platform.sealer.nameIndex(tx, 'Siti Rahmawati')).map((digest) => digest.toString('hex')),
    );
    const matches = async (typed: string) =>
      (await platform.sealer.nameSearch(tx, typed)).every((digest) => stored.has(digest.toString('hex')));
    expect(await matches('rahma siti')).toBe(true);
    expect(await matches('SIT')).toBe(true);
    expect(await matches('siti rahayu')).toBe(false);
  });
});

it('reads old values after a rotation and seals new ones under the new key', async () => {
  const { clinic } = platform.facilities;
  const old = await platform.db.withFacility(clinic, (tx) => platform.sealer.sealText(tx, PLACE, 'lama'));
  const before = await platform.db.withFacility(clinic, (tx) => platform.sealer.blindIndex(tx, 'nik', '1'));
  await platform.db.withFacility(clinic, (tx) => platform.sealer.keys.rotate(tx));
  await platform.db.withFacility(clinic, async (tx) => {
    const fresh = await platform.sealer.sealText(tx, PLACE, 'baru');
    expect(fresh.subarray(1, 17)).not.toEqual(old.subarray(1, 17));
    expect(await platform.sealer.openText(tx, PLACE, old)).toBe('lama');
    expect(await platform.sealer.openText(tx, PLACE, fresh)).toBe('baru');
    expect(await platform.sealer.blindIndex(tx, 'nik', '1')).toEqual(before);
  });
});

it('another process, whose cache is older than a rotation, still reads new values', async () => {
  const { clinic } = platform.facilities;
  const other = createSealer(masterKey(Buffer.alloc(32, 7)), platform.random);
  await platform.db.withFacility(clinic, (tx) => other.sealText(tx, PLACE, 'warm the cache'));
  await platform.db.withFacility(clinic, (tx) => platform.sealer.keys.rotate(tx));
  const fresh = await platform.db.withFacility(clinic, (tx) => platform.sealer.sealText(tx, PLACE, 'baru'));
  expect(await platform.db.withFacility(clinic, (tx) => other.openText(tx, PLACE, fresh))).toBe('baru');
});

it('keys do not open under another master key', async () => {
  const stranger = createSealer(masterKey(Buffer.alloc(32, 9)), platform.random);
  const attempt = platform.db.withFacility(platform.facilities.hospital, (tx) => stranger.sealText(tx, PLACE, 'x'));
  await expect(attempt).rejects.toMatchObject({ code: 'STORE_UNREADABLE' });
});
