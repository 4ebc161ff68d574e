// Clubs follow the population; one call creates and changes a meeting; a member is noted once.

import { afterEach, describe, expect, test } from 'vitest';
import { textAt, type JsonObject } from '../../json.ts';
import type { Sandbox } from '../../sandbox.ts';
import { fieldsOf, numberOf, testClinic, TODAY, type Clinic } from './testing.ts';

let open: Sandbox | null = null;
afterEach(async () => {
  await open?.close();
  open = null;
});

interface ClubClinic extends Clinic {
  readonly clubId: JsonObject[string];
  readonly meeting: (extra?: JsonObject) => JsonObject;
  readonly save: (extra?: JsonObject) => ReturnType<Clinic['pcare']['send']>;
  readonly attend: (eduId: string, noKartu: string) => ReturnType<Clinic['pcare']['send']>;
}

async function start(): Promise<ClubClinic> {
  const clinic = await testClinic();
  open = clinic.sandbox;
  const [club] = rowsOf((await clinic.pcare.get('/kelompok/club/02')).response);
  const clubId = club?.['clubId'] ?? null;
  const meeting = (extra: JsonObject = {}): JsonObject => ({
    eduId: null,
    clubId,
    tglPelayanan: TODAY,
    kdKegiatan: '11',
    kdKelompok: '02',
    materi: 'Diet rendah garam',
    pembicara: 'dr. Asri Contoh',
    lokasi: 'Aula',
    keterangan: null,
    biaya: 100_000,
    ...extra,
  });
  return {
    ...clinic,
    clubId,
    meeting,
    save: (extra) => clinic.pcare.send('POST', '/kelompok/kegiatan', meeting(extra)),
    attend: (eduId, noKartu) => clinic.pcare.send('POST', '/kelompok/peserta', { eduId, noKartu }),
  };
}
const rowsOf = (response: unknown): JsonObject[] => (response as { readonly list?: JsonObject[] } | null)?.list ?? [];

describe('clubs', () => {
  test('there is one per programme that members are in, led by one of them', async () => {
    const { pcare, clubId } = await start();
    const { response } = await pcare.get('/peserta/0000000000005');
    expect(clubId).toEqual(expect.any(Number));
    const [club] = rowsOf(
      (await pcare.get(`/kelompok/club/${textAt(response, 'pstProl') === 'HT' ? '02' : '01'}`)).response,
    );
    expect(club).toMatchObject({ ketua_nama: textAt(response, 'nama'), tglMulai: '01-01-2026' });
    expect(await pcare.get('/kelompok/club/03')).toMatchObject({ code: '204' });
  });
});

describe('meetings', () => {
  test('null creates with an eleven-digit number, the number changes, the day selects its month', async () => {
    const { save, pcare, sandbox } = await start();
    const created = await save();
    expect(created).toMatchObject({ code: '201', response: { field: 'eduId', message: '26110000001' } });
    expect(await save({ eduId: '26110000001', lokasi: 'Halaman' })).toMatchObject({
      code: '201',
      response: { message: '26110000001' },
    });
    expect(sandbox.ledger().map(({ effect }) => effect)).toEqual([
      'kelompok.kegiatan.added',
      'kelompok.kegiatan.updated',
    ]);
    expect(await pcare.get('/kelompok/kegiatan/01-11-2026')).toMatchObject({
      response: {
        count: 1,
        list: [{ lokasi: 'Halaman', kegiatan: { kode: '11' }, clubProl: { jnsKelompok: { kdProgram: '02' } } }],
      },
    });
    expect(await pcare.get('/kelompok/kegiatan/01-12-2026')).toMatchObject({ code: '204' });
  });

  test('codes are 424, the rest is collected', async () => {
    const { save } = await start();
    expect(await save({ kdKegiatan: '02' })).toMatchObject({ code: '424', message: 'kdKegiatan tidak valid' });
    const refused = await save({ eduId: '26110000009', clubId: 1, tglPelayanan: '2026-11-23', biaya: 'gratis' });
    expect(refused.code).toBe('412');
    expect(fieldsOf(refused.response)).toEqual(['eduId', 'clubId', 'tglPelayanan', 'biaya']);
  });

  test('another clinic neither sees nor changes them', async () => {
    const { save, caller, meeting } = await start();
    const eduId = numberOf((await save()).response);
    const other = caller('pcare', '9999U002');
    expect(await other.get('/kelompok/kegiatan/01-11-2026')).toMatchObject({ code: '204' });
    expect(await other.get(`/kelompok/peserta/${eduId}`)).toMatchObject({ code: '204' });
    const refused = await other.send('POST', '/kelompok/kegiatan', meeting({ eduId }));
    expect(fieldsOf(refused.response)).toContain('eduId');
    expect(await other.send('DELETE', `/kelompok/kegiatan/${eduId}`)).toMatchObject({ code: '204' });
  });

  test('what is deleted is gone with its attendees; the dumb payer deletes twice', async () => {
    const { save, attend, pcare, sandbox } = await start();
    const eduId = numberOf((await save()).response);
    await attend(eduId, '0000000000005');
    const remove = async (): Promise<string> => (await pcare.send('DELETE', `/kelompok/kegiatan/${eduId}`)).code;
    expect(await remove()).toBe('200');
    expect(await pcare.get(`/kelompok/peserta/${eduId}`)).toMatchObject({ code: '204' });
    expect(await remove()).toBe('204');
    await sandbox.setCharacter('dumb');
    expect(await remove()).toBe('200');
    expect(sandbox.ledger().at(-1)).toMatchObject({ effect: 'kelompok.kegiatan.deleted', key: eduId, duplicateOf: 3 });
    expect((await save()).response).toMatchObject({ message: '26110000002' });
  });
});

describe('attendees', () => {
  test('need a meeting and a member, come once, and leave again', async () => {
    const { save, attend, pcare, sandbox } = await start();
    const card = '0000000000005';
    expect(fieldsOf((await attend('26110000001', card)).response)).toEqual(['eduId']);
    const eduId = numberOf((await save()).response);
    expect(fieldsOf((await attend(eduId, '0000000009999')).response)).toEqual(['noKartu']);
    expect(await attend(eduId, card)).toMatchObject({ code: '201', response: null });
    expect(await attend(eduId, card)).toMatchObject({ code: '412' });
    await sandbox.setSwitches({ pcareAttendeeTwice: 'accept' });
    expect(await attend(eduId, card)).toMatchObject({ code: '201' });
    await sandbox.setSwitches({ pcareAttendeeTwice: 'refuse' });
    await sandbox.setCharacter('dumb');
    expect(await attend(eduId, card)).toMatchObject({ code: '201' });
    expect(sandbox.ledger().at(-1)).toMatchObject({ key: `${eduId}+${card}`, effect: 'kelompok.peserta.added' });
    expect(sandbox.ledger().at(-1)?.duplicateOf).not.toBeNull();
    const { response } = await pcare.get(`/kelompok/peserta/${eduId}`);
    expect(rowsOf(response).map((row) => textAt(row['peserta'], 'noKartu'))).toEqual([card, card, card]);
    expect(await pcare.send('DELETE', `/kelompok/peserta/${eduId}/${card}`)).toMatchObject({ code: '200' });
    expect(await pcare.get(`/kelompok/peserta/${eduId}`)).toMatchObject({ code: '204' });
  });
});
