// Apotek Online over a real socket: a prescription from its opening to its deletion in both characters, what is looked up, and the
// forms that sources disagree on.

import { afterEach, describe, expect, test } from 'vitest';
import { objectAt, textAt, type Json, type JsonObject } from '../../json.ts';
import { participantAt } from '../../population/index.ts';
import type { Sandbox, SandboxOptions } from '../../sandbox.ts';
import { TEST_TODAY, testPayer } from '../../testing.ts';

let open: Sandbox | null = null;
afterEach(async () => {
  await open?.close();
  open = null;
});

/** A stay two weeks ago, on whose SEP a pharmacy may dispense. */
const { person, earlierSep } = participantAt(1, 6, TEST_TODAY);
const SEP = earlierSep?.nomorSep ?? '';
const NUMBER = '9999A00111260000001';
const DRUG = '99900000005';

const header: JsonObject = {
  TGLSJP: '2026-11-23 09:00:00',
  REFASALSJP: SEP,
  POLIRSP: 'INT',
  KDJNSOBAT: '2',
  NORESEP: '00012',
  IDUSERSJP: 'APT-01',
  TGLRSP: '2026-11-23 00:00:00',
  TGLPELRSP: '2026-11-23 00:00:00',
  KdDokter: '0',
  iterasi: '0',
};
const item: JsonObject = {
  NOSJP: NUMBER,
  NORESEP: '00012',
  KDOBT: DRUG,
  NMOBAT: 'Amlodipin tab 10 mg',
  SIGNA1OBT: 1,
  SIGNA2OBT: 1,
  JMLOBT: 30,
  JHO: 30,
  CatKhsObt: '-',
};
const compound: JsonObject = { ...item, KDOBT: '99900000001', JNSROBT: 'R.01', PERMINTAAN: 10 };

async function start(options: SandboxOptions = {}) {
  const payer = await testPayer(options);
  open = payer.sandbox;
  const apotek = payer.caller('apotek');
  const post = (path: string, body: Json) => apotek.send('POST', path, body);
  return {
    ...payer,
    apotek,
    insert: (extra: JsonObject = {}) => post('/sjpresep/v3/insert', { ...header, ...extra }),
    add: (body: JsonObject = item) => post('/obatnonracikan/v3/insert', body),
    mix: (body: JsonObject = compound) => post('/obatracikan/v3/insert', body),
    remove: (kodeobat = DRUG, tipeobat = 'N') =>
      apotek.send('DELETE', '/pelayanan/obat/hapus/', { nosepapotek: NUMBER, noresep: '00012', kodeobat, tipeobat }),
    drop: () => apotek.send('DELETE', '/hapusresep', { nosjp: NUMBER, refasalsjp: SEP, noresep: '00012' }),
    items: async () => objectAt((await apotek.get(`/obat/daftar/${NUMBER}`)).response, 'detailsep')['listobat'],
    list: (extra: JsonObject = {}) =>
      post('/daftarresep', {
        kdppk: '9999A001',
        KdJnsObat: '0',
        JnsTgl: 'TGLPELSJP',
        TglMulai: '2026-11-01 00:00:00',
        TglAkhir: '2026-11-30 23:59:59',
        ...extra,
      }),
  };
}

describe('a prescription', () => {
  test('is opened on a SEP, filled, listed, emptied and deleted', async () => {
    const { insert, add, mix, remove, drop, items, list } = await start();
    const opened = await insert();
    expect(opened).toMatchObject({
      code: '200',
      encrypted: true,
      response: { noApotik: NUMBER, noSep_Kunjungan: SEP, noKartu: person.nomorKartu, faskesAsal: '9999R001' },
    });
    expect(opened.message).toContain('0 kali');
    expect(await add()).toMatchObject({ code: '200', response: null });
    expect(await mix()).toMatchObject({ code: '200' });
    expect(await items()).toMatchObject([
      { kodeobat: DRUG, tipeobat: 'N', jumlah: '30.00', permintaan: null, harga: '800' },
      { kodeobat: '99900000001', tipeobat: 'R', permintaan: '10.00', harga: '200' },
    ]);
    expect((await list()).response).toMatchObject({
      resep: { NOAPOTIK: NUMBER, BYTAGRSP: String(30 * 800 + 30 * 200) },
    });
    expect(await drop()).toMatchObject({ code: '201' });
    expect(await remove()).toMatchObject({ code: '200' });
    expect(await remove()).toMatchObject({ code: '201' });
    expect(await remove('99900000001', 'R')).toMatchObject({ code: '200' });
    expect(await items()).toEqual([]);
    expect(await drop()).toMatchObject({ code: '200' });
    expect(await drop()).toMatchObject({ code: '201' });
    expect(await list()).toMatchObject({ code: '201', response: null });
  });

  test('item inserts answer a number as code, everything else a text', async () => {
    const { insert, add } = await start();
    expect(JSON.parse((await insert()).text)).toMatchObject({ metaData: { code: '200' } });
    expect(JSON.parse((await add()).text)).toEqual({ metaData: { code: 200, message: 'OK' }, response: null });
  });

  test('keeps its number for one claim month and pharmacy', async () => {
    const { insert, caller, drop } = await start();
    await insert();
    expect(await insert()).toMatchObject({ code: '201' });
    expect(await insert({ NORESEP: '00013', iterasi: '1' })).toMatchObject({
      response: { noApotik: '9999A00111260000002' },
    });
    expect((await insert({ NORESEP: '00014' })).message).toContain('1 kali');
    expect(await insert({ TGLPELRSP: '2026-12-01 00:00:00' })).toMatchObject({
      response: { noApotik: '9999A00112260000001' },
    });
    const hospital = caller('apotek', '9999R001');
    expect(await hospital.send('POST', '/sjpresep/v3/insert', header)).toMatchObject({
      response: { noApotik: '9999R00111260000001' },
    });
    await drop();
    expect(await insert()).toMatchObject({ response: { noApotik: '9999A00111260000004' } });
  });

  test.each([
    ['an unknown SEP', { REFASALSJP: '9999R0011126V999999' }],
    ['six digits', { NORESEP: '123456' }],
    ['an unknown group', { KDJNSOBAT: '4' }],
    ['a date without a time', { TGLSJP: '2026-11-23' }],
    ['a repeat that is none', { iterasi: 'ya' }],
  ])('%s is refused', async (_, extra) => {
    const { insert, sandbox } = await start();
    expect(await insert(extra)).toMatchObject({ code: '201', response: null });
    expect(sandbox.ledger()).toMatchObject([{ effect: 'refused', key: textAt({ ...header, ...extra }, 'REFASALSJP') }]);
  });

  test.each([
    ['another prescription number', { NORESEP: '1' }],
    ['a medicine outside the formulary', { KDOBT: '1' }],
    ['no amount', { JMLOBT: 0 }],
    ['an unknown prescription', { NOSJP: '9999A00111269999999' }],
  ])('an item with %s is refused', async (_, extra) => {
    const { insert, add } = await start();
    await insert();
    expect(await add({ ...item, ...extra })).toMatchObject({ code: '201' });
  });

  test('another pharmacy neither reads nor fills it', async () => {
    const { insert, caller } = await start();
    await insert();
    const other = caller('apotek', '9999R001');
    expect(await other.get(`/obat/daftar/${NUMBER}`)).toMatchObject({ code: '201' });
    expect(await other.send('POST', '/obatnonracikan/v3/insert', item)).toMatchObject({ code: '201' });
  });

  test('the dumb payer takes everything twice; a second box is no repetition', async () => {
    const { insert, add, remove, drop, sandbox } = await start({ character: 'dumb' });
    for (const call of [insert, insert, add, add, remove, remove, remove, drop, drop])
      expect(await call()).toMatchObject({ code: '200' });
    expect(sandbox.ledger().map(({ effect, duplicateOf }) => [effect, duplicateOf])).toEqual([
      ['resep.added', null],
      ['resep.added', 1],
      ['resep.item.added', null],
      ['resep.item.added', null],
      ['resep.item.deleted', null],
      ['resep.item.deleted', null],
      ['resep.item.deleted', 6],
      ['resep.deleted', null],
      ['resep.deleted', 8],
    ]);
  });
});

describe('what a pharmacy looks up', () => {
  test('medicines by group, date and name; stock as it was reported', async () => {
    const { apotek } = await start();
    const find = async (path: string) => (await apotek.get(`/referensi/obat/${path}`)).response;
    expect(await find('2/2026-11-23/amlodipin')).toMatchObject({
      list: [{ nama: 'Amlodipin tab 5 mg' }, { kode: DRUG }],
    });
    expect(await find('3/2026-11-23/%20')).toMatchObject({ list: [{}, {}, {}] });
    expect(await find('3/2026-11-23/')).toEqual(await find('3/2026-11-23/%20'));
    expect(await apotek.get('/referensi/obat/3/2026-11-23/amlodipin')).toMatchObject({ code: '201' });
    expect(await apotek.send('POST', '/UpdateStokObat/updatestok', { KDOBAT: DRUG, STOK: 120 })).toMatchObject({
      code: '200',
    });
    expect((await apotek.get('/referensi/dpho')).response).toMatchObject({
      list: expect.arrayContaining([
        expect.objectContaining({ kodeobat: DRUG, prb: 'True', kemo: 'False', stok: '120' }),
        expect.objectContaining({ kodeobat: '99900000101', kemo: 'True', restriksi: 'Null', stok: null }),
      ]),
    });
  });

  test('the visit behind a SEP, and what a member was given', async () => {
    const { apotek, insert, add, drop, remove } = await start();
    expect((await apotek.get(`/sep/${SEP}`)).response).toMatchObject({
      nokartu: person.nomorKartu,
      faskesasalresep: '9999R001',
      jnspelayanan: 'RJTL',
    });
    const history = () => apotek.get(`/riwayatobat/2026-11-01/2026-11-30/${person.nomorKartu}`);
    expect(await history()).toMatchObject({ code: '201' });
    await insert();
    await add();
    expect((await history()).response).toMatchObject({
      list: { namapeserta: person.nama, history: [{ nosjp: NUMBER, kodeobat: DRUG, jmlobat: '30.00' }] },
    });
    await remove();
    await drop();
    expect(await history()).toMatchObject({ code: '201' });
  });

  test('claims by a status whose codes are disputed', async () => {
    const { apotek, insert, add, sandbox } = await start();
    await insert();
    await add();
    const count = async (status: string) => {
      const rekap = objectAt((await apotek.get(`/monitoring/klaim/11/2026/0/${status}`)).response, 'rekap');
      return [textAt(rekap, 'jumlahdata'), textAt(rekap, 'totalbiayasetuju')];
    };
    expect([await count('0'), await count('1'), await count('2')]).toEqual([
      ['', ''],
      ['1', '0'],
      ['', ''],
    ]);
    await sandbox.setSwitches({ apotekClaimStatus: '0-1' });
    expect([await count('0'), await count('1')]).toEqual([
      ['1', '0'],
      ['', ''],
    ]);
    await sandbox.arrange([{ kind: 'pharmacy-claim', nomor: NUMBER, verified: true }]);
    expect([await count('0'), await count('1')]).toEqual([
      ['', ''],
      ['1', '24000'],
    ]);
  });
});

describe('forms that are in doubt', () => {
  test('the item list stands under both paths, with one row bare or in its array', async () => {
    const { apotek, insert, add, items, sandbox } = await start();
    await insert();
    await add();
    expect((await apotek.get(`/pelayanan/obat/daftar/${NUMBER}`)).response).toEqual(
      (await apotek.get(`/obat/daftar/${NUMBER}`)).response,
    );
    expect(await items()).toMatchObject({ kodeobat: DRUG });
    await sandbox.setSwitches({ apotekOneRowBare: false });
    expect(await items()).toMatchObject([{ kodeobat: DRUG }]);
  });

  test('the envelope may stand inside the answer, compounds may be called otherwise, items may stay', async () => {
    const { apotek, insert, mix, items, drop, sandbox } = await start();
    await insert();
    await mix();
    await sandbox.setSwitches({ apotekNestedMetaData: true, apotekCompoundType: 'C', apotekDeleteNeedsNoItems: false });
    expect(await items()).toMatchObject({ tipeobat: 'C' });
    const answer = await apotek.get(`/obat/daftar/${NUMBER}`);
    expect(Object.keys(JSON.parse(answer.text))).toEqual(['response']);
    expect(answer.response).toMatchObject({ metaData: { code: '200' }, detailsep: {} });
    expect(await drop()).toMatchObject({ code: '200' });
  });
});
