// Outgoing and special referrals: what may be referred where, what hangs on a referral, and who finds it.

import { describe, expect, test } from 'vitest';
import type { Json, JsonObject } from '../../json.ts';
import type { SandboxOptions } from '../../sandbox.ts';
import { TEST_TODAY } from '../../testing.ts';
import { addDays } from '../../wib.ts';
import { numberOf, person, sep, startVclaim } from './testing.ts';

async function start(options: SandboxOptions = {}) {
  const payer = await startVclaim(options);
  const { vclaim } = payer;
  const wrap = (fields: JsonObject): Json => ({ request: { t_rujukan: fields } });
  return {
    ...payer,
    noSep: numberOf((await payer.insert(sep())).response),
    refer: (fields: JsonObject) => vclaim.send('POST', '/Rujukan/2.0/insert', wrap(fields)),
    change: (fields: JsonObject) => vclaim.send('PUT', '/Rujukan/2.0/Update', wrap(fields)),
    remove: (noRujukan: string) => vclaim.send('DELETE', '/Rujukan/delete', wrap({ noRujukan, user: 'x' })),
    list: () => vclaim.get(`/Rujukan/Keluar/List/tglMulai/${TEST_TODAY}/tglAkhir/${TEST_TODAY}`),
  };
}

const referral = (noSep: string, extra: JsonObject = {}): JsonObject => ({
  noSep,
  tglRujukan: TEST_TODAY,
  tglRencanaKunjungan: addDays(TEST_TODAY, 2),
  ppkDirujuk: '9999R002',
  jnsPelayanan: '2',
  catatan: 'Mohon evaluasi',
  diagRujukan: 'I25.1',
  tipeRujukan: '0',
  poliRujukan: 'JAN',
  user: 'x',
  ...extra,
});

const issuedNumber = (response: Json): string =>
  String(((response as JsonObject)['rujukan'] as JsonObject)['noRujukan']);

describe('an outgoing referral', () => {
  test('has a number with B, ends after 90 days and arrives at its target', async () => {
    const { refer, noSep, vclaim, sandbox } = await start();
    const answer = await refer(referral(noSep));
    expect(answer).toMatchObject({
      code: '200',
      response: {
        rujukan: {
          noRujukan: '9999R0011126B500001',
          tglBerlakuKunjungan: addDays(TEST_TODAY, 90),
          AsalRujukan: { kode: '9999R001' },
          tujuanRujukan: { nama: 'RS CENDRAWASIH TIMUR' },
          peserta: { noKartu: person.nomorKartu },
        },
      },
    });
    expect(sandbox.ledger().at(-1)).toMatchObject({ effect: 'rujukan.issued', key: `${noSep}+9999R002` });
    expect(await vclaim.get(`/Rujukan/RS/Peserta/${person.nomorKartu}`)).toMatchObject({
      response: { asalFaskes: '2', rujukan: { noKunjungan: '9999R0011126B500001', poliRujukan: { kode: 'JAN' } } },
    });
  });

  test.each<readonly [string, JsonObject, string]>([
    ['before its SEP', { tglRujukan: addDays(TEST_TODAY, -1) }, 'Tanggal Rujukan tidak boleh kurang dari tanggal SEP'],
    [
      'in the future',
      { tglRujukan: addDays(TEST_TODAY, 1) },
      'Tanggal Rujukan tidak boleh lebih dari tanggal hari ini',
    ],
    [
      'planned before it is made',
      { tglRencanaKunjungan: addDays(TEST_TODAY, -1) },
      'Tanggal Rencana Kunjungan tidak boleh kurang dari tanggal Rujukan',
    ],
    ['to no facility', { ppkDirujuk: '9999' }, 'PPK Dirujuk Tidak Sesuai'],
    ['of an unknown kind', { tipeRujukan: '3' }, 'tipeRujukan tidak sesuai'],
    ['full without a poli', { poliRujukan: '' }, 'poliRujukan tidak sesuai'],
    ['back with a poli', { tipeRujukan: '2' }, 'poliRujukan tidak sesuai'],
    ['without a diagnosis', { diagRujukan: ' ' }, 'Diagnosa Rujukan Tidak Boleh Kosong'],
    ['without a SEP', { noSep: '9999R0011126V999999' }, 'Data Tidak Ditemukan'],
  ])('%s is refused', async (_what, extra, message) => {
    const { refer, noSep } = await start();
    expect(await refer(referral(noSep, extra))).toMatchObject({ code: '201', message, response: null });
  });

  test('back to primary care has no poli and does not arrive at a hospital', async () => {
    const { refer, noSep, vclaim } = await start();
    const back = referral(noSep, { tipeRujukan: '2', poliRujukan: '', ppkDirujuk: '9999U001' });
    expect(await refer(back)).toMatchObject({ code: '200' });
    expect(await vclaim.get(`/Rujukan/RS/Peserta/${person.nomorKartu}`)).toMatchObject({ code: '201' });
  });

  test('partial: the switch makes the answer null while the list shows it', async () => {
    const { refer, noSep, list, sandbox } = await start();
    await sandbox.setSwitches({ partialReferralAnswersNull: true });
    expect(await refer(referral(noSep, { tipeRujukan: '1' }))).toMatchObject({ code: '200', response: null });
    expect(await list()).toMatchObject({ response: { list: [{ noSep, ppkDirujuk: '9999R002' }] } });
  });

  test('is changed, shown and deleted; the dumb payer deletes twice', async () => {
    const { refer, change, remove, noSep, vclaim, sandbox } = await start({ character: 'dumb' });
    const noRujukan = issuedNumber((await refer(referral(noSep))).response);
    const { noSep: _noSep, ...content } = referral(noSep, { poliRujukan: 'SAR', catatan: 'Kejang' });
    expect(await change({ ...content, noRujukan })).toMatchObject({ code: '200', response: noRujukan });
    expect(await vclaim.get(`/Rujukan/Keluar/${noRujukan}`)).toMatchObject({
      response: { rujukan: { noSep, namaPoliRujukan: 'SARAF', namaTipeRujukan: 'Penuh', catatan: 'Kejang' } },
    });
    expect(await remove(noRujukan)).toMatchObject({ code: '200' });
    expect(await remove(noRujukan)).toMatchObject({ code: '200' });
    expect(sandbox.ledger().at(-1)).toMatchObject({ effect: 'rujukan.deleted', duplicateOf: expect.any(Number) });
    expect(await vclaim.get(`/Rujukan/Keluar/${noRujukan}`)).toMatchObject({ message: 'Rujukan Tidak Ada' });
    expect(await vclaim.get(`/Rujukan/RS/${noRujukan}`)).toMatchObject({ code: '201' });
  });

  test('made twice is two referrals and the ledger says so', async () => {
    const { refer, noSep, sandbox } = await start();
    const first = issuedNumber((await refer(referral(noSep))).response);
    expect(issuedNumber((await refer(referral(noSep))).response)).not.toBe(first);
    const seqs = sandbox.ledger().map(({ seq, duplicateOf }) => ({ seq, duplicateOf }));
    expect(seqs.slice(-2)).toEqual([
      { seq: 2, duplicateOf: null },
      { seq: 3, duplicateOf: 2 },
    ]);
  });

  test('keeps its SEP from being deleted, unless the switch says otherwise', async () => {
    const { refer, noSep, vclaim, sandbox } = await start();
    await refer(referral(noSep));
    const remove = () => vclaim.send('DELETE', '/SEP/2.0/delete', { request: { t_sep: { noSep, user: 'x' } } });
    expect(await remove()).toMatchObject({ code: '201' });
    await sandbox.setSwitches({ sepDeleteNeedsNoFollowUp: false });
    expect(await remove()).toMatchObject({ code: '200' });
  });

  test('fixes the discharge of a stay', async () => {
    const { insert, vclaim, sandbox, refer } = await startVclaimStay();
    const noSep = numberOf((await insert()).response);
    await refer(referral(noSep, { jnsPelayanan: '1' }));
    const discharge = {
      noSep,
      statusPulang: '1',
      noSuratMeninggal: '',
      tglMeninggal: '',
      tglPulang: TEST_TODAY,
      noLPManual: '',
      user: 'x',
    };
    const leave = () => vclaim.send('PUT', '/SEP/2.0/updtglplg', { request: { t_sep: discharge } });
    expect((await leave()).message).toContain('sudah dibuatkan rujukan');
    const noRujukan = String(sandbox.ledger().at(-2)?.data['noRujukan']);
    await vclaim.send('DELETE', '/Rujukan/delete', { request: { t_rujukan: { noRujukan, user: 'x' } } });
    expect(await leave()).toMatchObject({ code: '200' });
  });

  test('counts towards the capacity of its day, with a decimal comma', async () => {
    const { refer, noSep, vclaim } = await start();
    await refer(referral(noSep));
    const rows = await vclaim.get(`/Rujukan/ListSpesialistik/PPKRujukan/9999R002/TglRujukan/${addDays(TEST_TODAY, 2)}`);
    expect(rows.response).toMatchObject({
      list: expect.arrayContaining([
        {
          kodeSpesialis: 'JAN',
          namaSpesialis: 'JANTUNG DAN PEMBULUH DARAH',
          kapasitas: '70',
          jumlahRujukan: '1',
          persentase: '1,43',
        },
      ]),
    });
    expect(await vclaim.get('/Rujukan/ListSarana/PPKRujukan/9999U001')).toMatchObject({ code: '201' });
  });
});

/** An in-patient of that member, admitted by an order from before the first day. */
async function startVclaimStay() {
  const payer = await startVclaim();
  await payer.sandbox.arrange([
    {
      kind: 'control-letter',
      letter: {
        nomorSurat: '9999R0011126K900001',
        jenis: '1',
        nomorKartu: person.nomorKartu,
        tanggalRencana: TEST_TODAY,
        tanggalTerbit: TEST_TODAY,
        poli: 'INT',
        kodeDokter: '99901',
      },
    },
  ]);
  const stay = sep({
    jnsPelayanan: '1',
    poli: { tujuan: '', eksekutif: '0' },
    dpjpLayan: '',
    rujukan: {
      asalRujukan: '2',
      noRujukan: '9999R0011126K900001',
      tglRujukan: TEST_TODAY,
      ppkRujukan: '9999R001',
    },
    skdp: { noSurat: '9999R0011126K900001', kodeDPJP: '99901' },
  });
  return {
    ...payer,
    insert: () => payer.insert(stay),
    refer: (fields: JsonObject) => payer.vclaim.send('POST', '/Rujukan/2.0/insert', { request: { t_rujukan: fields } }),
  };
}

describe('a special referral', () => {
  const NUMBER = 'R91';
  const special = (kode: string): Json => ({
    noRujukan: NUMBER,
    diagnosa: [{ kode }],
    procedure: [{ kode: '39.95' }],
    user: 'x',
  });

  test('keeps an expired referral valid', async () => {
    const { insert, vclaim, refer } = await startVclaim();
    const visit = sep(await refer(NUMBER, 'SAR', addDays(TEST_TODAY, -91)));
    expect((await insert(visit)).message).toContain('masa berlaku habis');
    expect(await vclaim.send('POST', '/Rujukan/Khusus/insert', special('P;N18.9'))).toMatchObject({
      code: '200',
      response: { rujukan: { norujukan: NUMBER, diagppk: 'N18.9', tglrujukan_berakhir: addDays(TEST_TODAY, 90) } },
    });
    expect(await insert(visit)).toMatchObject({ code: '200' });
  });

  test.each(['N18.9', 'S;N18.9', 'P;'])('with the diagnosis %s is refused', async (kode) => {
    const { vclaim, refer } = await startVclaim();
    await refer(NUMBER, 'SAR', TEST_TODAY);
    expect(await vclaim.send('POST', '/Rujukan/Khusus/insert', special(kode))).toMatchObject({ code: '201' });
  });

  test('is deleted by id and number, under the verb that the switch lets through', async () => {
    const { vclaim, refer, sandbox } = await startVclaim();
    await refer(NUMBER, 'SAR', TEST_TODAY);
    await vclaim.send('POST', '/Rujukan/Khusus/insert', special('P;N18.9'));
    expect(await vclaim.get('/Rujukan/Khusus/List/Bulan/11/Tahun/2026')).toMatchObject({
      response: { rujukan: [{ idrujukan: '90001', norujukan: NUMBER }] },
    });
    const remove = (verb: 'POST' | 'DELETE', idRujukan = '90001') =>
      vclaim.send(verb, '/Rujukan/Khusus/delete', {
        request: { t_rujukan: { idRujukan, noRujukan: NUMBER, user: 'x' } },
      });
    expect(await remove('POST')).toMatchObject({ status: 405, text: 'Method Not Allowed' });
    await sandbox.setSwitches({ specialDeleteVerb: 'POST' });
    expect(await remove('DELETE')).toMatchObject({ status: 405 });
    expect(await remove('POST', '90002')).toMatchObject({ code: '201' });
    expect(await remove('POST')).toMatchObject({ code: '200', response: NUMBER });
    await sandbox.setSwitches({ specialDeleteVerb: 'both' });
    expect(await remove('DELETE')).toMatchObject({ code: '201' });
    expect(await vclaim.get('/Rujukan/Khusus/List/Bulan/11/Tahun/2026')).toMatchObject({ code: '201' });
  });
});
