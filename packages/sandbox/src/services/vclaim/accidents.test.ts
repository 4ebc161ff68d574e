// Accidents, internal SEPs and the grouper's data: everything that is derived from the SEPs themselves.

import { afterEach, describe, expect, test } from 'vitest';
import type { JsonObject } from '../../json.ts';
import type { Sandbox } from '../../sandbox.ts';
import { TEST_TODAY } from '../../testing.ts';
import { addDays, DAY_MS } from '../../wib.ts';
import { emergency, numberOf, person, PPK, sep, startVclaim, type VclaimPayer } from './testing.ts';

let open: Sandbox | null = null;
afterEach(async () => {
  await open?.close();
  open = null;
});
async function start(options: Parameters<typeof startVclaim>[0] = {}): Promise<VclaimPayer> {
  const payer = await startVclaim(options);
  open = payer.sandbox;
  return payer;
}

const card = person.nomorKartu;
const PLACE = { kdPropinsi: '91', kdKabupaten: '9102', kdKecamatan: '910201' };

interface Report {
  readonly noLP?: string;
  readonly tglKejadian?: string;
  readonly place?: JsonObject;
  readonly parent?: string;
  readonly lakaLantas?: string;
}
const jaminan = ({ noLP = 'LP/123', tglKejadian = TEST_TODAY, place = PLACE, parent, lakaLantas = '1' }: Report) => ({
  lakaLantas,
  noLP,
  penjamin: {
    tglKejadian,
    keterangan: 'tabrakan',
    suplesi: { suplesi: parent === undefined ? '0' : '1', noSepSuplesi: parent ?? '', lokasiLaka: { ...place } },
  },
});
const crash = (report: Report = {}): JsonObject => sep({ ...emergency, jaminan: jaminan(report) });

describe('a traffic accident', () => {
  test.each<readonly [string, Report, string]>([
    ['no police report', { noLP: ' ' }, 'No.LP Harus Diisi'],
    ['no date', { tglKejadian: '' }, 'Tanggal Kejadian Tidak Sesuai'],
    ['a date after the SEP', { tglKejadian: addDays(TEST_TODAY, 1) }, 'Tanggal Kejadian Tidak Sesuai'],
    ['no place', { place: {} }, 'Lokasi Kejadian Tidak Sesuai'],
    ['a district elsewhere', { place: { ...PLACE, kdKecamatan: '910101' } }, 'Lokasi Kejadian Tidak Sesuai'],
    ['an unknown parent', { parent: '9999R0011126V000009' }, 'No.SEP Suplesi Tidak Sesuai'],
  ])('is refused with %s', async (_what, report, message) => {
    const { insert } = await start();
    expect(await insert(crash(report))).toMatchObject({ code: '201', message });
    expect(await insert(crash({ ...report, lakaLantas: '3' }))).toMatchObject({ code: '200' });
  });

  test('is the parent of its follow-up, and Jasa Raharja hears of both', async () => {
    const { insert, vclaim, refer, move } = await start();
    const parent = numberOf((await insert(crash())).response);
    expect(await vclaim.get(`/SEP/${parent}`)).toMatchObject({
      response: {
        kdStatusKecelakaan: '1',
        lokasiKejadian: { kdProp: '91', kdKec: '910201', ketKejadian: 'tabrakan', tglKejadian: TEST_TODAY },
      },
    });
    expect(await vclaim.get(`/sep/KllInduk/List/${card}`)).toMatchObject({
      response: { list: [{ noSEP: parent, ppkPelSEP: PPK, kdKab: '9102', noSEPSuplesi: '' }] },
    });
    move(DAY_MS);
    const tomorrow = addDays(TEST_TODAY, 1);
    const referred = await refer('RORT', 'ORT', TEST_TODAY);
    const follow = sep({ ...referred, tglSep: tomorrow, jaminan: jaminan({ parent }) });
    const second = numberOf((await insert(follow)).response);
    const suplesi = (day: string) => vclaim.get(`/sep/JasaRaharja/Suplesi/${card}/tglPelayanan/${day}`);
    expect((await suplesi(TEST_TODAY)).response).toMatchObject({ jaminan: [{ noSep: parent, noSepAwal: parent }] });
    expect((await suplesi(tomorrow)).response).toMatchObject({
      jaminan: [{ noSep: parent }, { noSep: second, noSepAwal: parent, tglKejadian: TEST_TODAY, tglSep: tomorrow }],
    });
    expect((await vclaim.get(`/sep/KllInduk/List/${card}`)).response).toMatchObject({
      list: [{ noSEP: parent, noSEPSuplesi: second }],
    });
    const monitored = await vclaim.get(
      `/monitoring/JasaRaharja/JnsPelayanan/2/tglMulai/${TEST_TODAY}/tglAkhir/${tomorrow}`,
    );
    expect(monitored.response).toMatchObject({
      jaminan: [
        {
          sep: { noSEP: parent, jnsPelayanan: 'R.Jalan', peserta: { noKartu: card } },
          jasaRaharja: { tglKejadian: TEST_TODAY, jmlDibayar: '0' },
        },
        { sep: { noSEP: second } },
      ],
    });
  });

  test('may be reported later by an update, which keeps the police report of the insert', async () => {
    const { insert, vclaim } = await start();
    const nomor = numberOf((await insert(sep(emergency))).response);
    const suplesi = () => vclaim.get(`/sep/JasaRaharja/Suplesi/${card}/tglPelayanan/${TEST_TODAY}`);
    expect(await suplesi()).toMatchObject({ code: '201' });
    const { noLP: _none, ...report } = jaminan({});
    const update = (extra: JsonObject) =>
      vclaim.send('PUT', '/SEP/2.0/update', { request: { t_sep: { ...sep(emergency), noSep: nomor, ...extra } } });
    expect(await update({ jaminan: { ...report, penjamin: {} } })).toMatchObject({ code: '201' });
    expect(await update({ jaminan: report })).toMatchObject({ code: '200' });
    expect(await suplesi()).toMatchObject({ response: { jaminan: [{ noSep: nomor }] } });
  });

  test('of another facility, of another kind of service and beyond the span is not in the list', async () => {
    const { insert, vclaim, caller } = await start();
    await insert(crash());
    const path = (service: string, to: string) =>
      `/monitoring/JasaRaharja/JnsPelayanan/${service}/tglMulai/${TEST_TODAY}/tglAkhir/${to}`;
    expect(await vclaim.get(path('2', TEST_TODAY))).toMatchObject({ code: '200' });
    expect(await vclaim.get(path('1', TEST_TODAY))).toMatchObject({ message: 'Data Tidak Ditemukan' });
    expect(await caller('vclaim', '9999R002').get(path('2', TEST_TODAY))).toMatchObject({ code: '201' });
    expect(await vclaim.get(path('2', addDays(TEST_TODAY, 185)))).toMatchObject({
      message: 'Rentang tanggal maksimal 184 hari',
    });
  });
});

describe('an internal SEP', () => {
  async function consult(options: Parameters<typeof startVclaim>[0] = {}) {
    const payer = await start(options);
    const referred = await payer.refer('RINT', 'INT', addDays(TEST_TODAY, -3));
    const first = numberOf((await payer.insert(sep(referred))).response);
    const other = { ...referred, poli: { tujuan: 'PAR', eksekutif: '0' }, tujuanKunj: '2', assesmentPel: '4' };
    const second = numberOf((await payer.insert(sep({ ...other, dpjpLayan: '99910' }))).response);
    const removal = (extra: JsonObject = {}) =>
      payer.vclaim.send('DELETE', '/SEP/Internal/delete', {
        request: {
          t_sep: {
            noSep: second,
            noSurat: '9999R0011126N000002',
            tglRujukanInternal: TEST_TODAY,
            kdPoliTuj: 'PAR',
            user: 'x',
            ...extra,
          },
        },
      });
    return { ...payer, first, second, removal };
  }

  test('is listed with its letter, keeps the first SEP from deletion, and goes by its letter', async () => {
    const { vclaim, first, second, removal } = await consult();
    const list = () => vclaim.get(`/SEP/Internal/${first}`);
    expect((await list()).response).toMatchObject({
      count: '1',
      list: [{ nosep: second, nosepref: first, nosurat: '9999R0011126N000002', kdpolituj: 'PAR', opsikonsul: '4' }],
    });
    const remove = () => vclaim.send('DELETE', '/SEP/2.0/delete', { request: { t_sep: { noSep: first, user: 'x' } } });
    expect(await remove()).toMatchObject({ message: 'SEP masih memiliki SEP internal, tidak dapat dihapus' });
    expect(await removal({ kdPoliTuj: 'JAN' })).toMatchObject({ code: '201' });
    expect(await removal({ noSurat: '9999R0011126N000001' })).toMatchObject({ code: '201' });
    expect(await removal({ noSep: '9999R0011126V000777' })).toMatchObject({ code: '201' });
    expect(await removal({ tglRujukanInternal: addDays(TEST_TODAY, -1) })).toMatchObject({ code: '201' });
    expect(await removal({ noSep: first })).toMatchObject({ code: '200', encrypted: false, response: first });
    expect(await list()).toMatchObject({ code: '201' });
    expect(await vclaim.get(`/SEP/${second}`)).toMatchObject({ code: '201' });
    expect(await removal()).toMatchObject({ code: '201' });
    expect(await remove()).toMatchObject({ code: '200' });
  });

  test('is deleted again by the dumb payer, and not while it is claimed', async () => {
    const { removal, sandbox, second } = await consult({ character: 'dumb' });
    await sandbox.arrange([{ kind: 'claim', nomorSep: second, status: '1' }]);
    expect(await removal()).toMatchObject({ code: '201' });
    await sandbox.arrange([{ kind: 'claim', nomorSep: second, status: 'none' }]);
    await sandbox.setSwitches({ sepDeletePlain: false });
    expect(await removal()).toMatchObject({ code: '200', encrypted: true, response: second });
    expect(await removal()).toMatchObject({ code: '200' });
    const deleted = sandbox.ledger().filter(({ effect }) => effect === 'sep.deleted');
    expect(deleted.map(({ duplicateOf }) => duplicateOf)).toEqual([null, deleted[0]?.seq]);
  });
});

test('the grouper reads its data in plain text, of own SEPs only', async () => {
  const { insert, vclaim, caller } = await start();
  const nomor = numberOf((await insert(sep())).response);
  expect(await vclaim.get(`/sep/cbg/${nomor}`)).toMatchObject({
    code: '200',
    encrypted: false,
    response: { pesertasep: { noKartuBpjs: card, nama: person.nama, tglPelayanan: TEST_TODAY, tktPelayanan: '2' } },
  });
  expect(await caller('vclaim', '9999R002').get(`/sep/cbg/${nomor}`)).toMatchObject({ code: '201' });
});
