// Competency-based referral: criteria per diagnosis, exactly one of them, one facility under two codes, and the number that went missing.

import { describe, expect, test } from 'vitest';
import type { Json, JsonObject } from '../../json.ts';
import type { SandboxOptions } from '../../sandbox.ts';
import { TEST_TODAY } from '../../testing.ts';
import { addDays } from '../../wib.ts';
import { numberOf, person, sep, startVclaim } from '../vclaim/testing.ts';
import { criteriaOf } from './criteria.ts';

const ENCOUNTER = '9999aaaa-0000-4000-8000-000000000001';
const region = {
  kodePropinsi: '91',
  namaPropinsi: 'PROVINSI CONTOH BARAT',
  kodeKabupaten: '9101',
  namaKabupaten: 'KAB. CONTOH HULU',
};
const linkOf = (diagnosis: string, kind: string): string =>
  criteriaOf(diagnosis)?.find(({ text }) => text === kind)?.linkId ?? '';
const therapy = (diagnosis: string): JsonObject => ({
  linkId: linkOf(diagnosis, 'Terapi'),
  text: 'Terapi',
  answer: [{ valueBoolean: true }],
});

const question = (extra: JsonObject = {}): JsonObject => ({
  kodeFaskesSatuSehat: '100999001',
  kodeDiagnosa: 'I25.1',
  encounter: { reference: `Encounter/${ENCOUNTER}` },
  ...extra,
});
const search = (extra: JsonObject = {}): JsonObject => ({
  ...question(),
  kodeSpesialis: 'JAN',
  tglRencanaKunjungan: addDays(TEST_TODAY, 2),
  kriteriaRujukan: { item: [therapy('I25.1')] },
  codeJejaringWilayah: region,
  ...extra,
});
const stored = (extra: JsonObject = {}): JsonObject => ({
  kodeFaskesSatuSehat: '100999001',
  idPasienSatuSehat: 'P99990000001',
  kdppkSatuSehatTujuanRujukan: '100999002',
  kdDokterSatuSehat: 'N99990000001',
  encounter: { reference: ENCOUNTER },
  patientInstruction: '-',
  keteranganRujukan: '-',
  kriteriaRujukan: { item: [therapy('I25.1')] },
  codeJejaringWilayah: region,
  ...extra,
});

async function start(options: SandboxOptions = {}) {
  const payer = await startVclaim(options);
  const sisrute = payer.caller('sisrute');
  const noSep = numberOf((await payer.insert(sep())).response);
  const referral = (satuSehat: JsonObject = {}, extra: JsonObject = {}): Json => ({
    request: {
      t_rujukan: {
        noSep,
        tglRujukan: TEST_TODAY,
        tglRencanaKunjungan: addDays(TEST_TODAY, 2),
        ppkDirujuk: '9999R002',
        jnsPelayanan: '2',
        catatan: '-',
        diagRujukan: 'I25.1',
        tipeRujukan: '0',
        poliRujukan: 'JAN',
        user: 'x',
        satuSehatRujukan: stored(satuSehat),
        ...extra,
      },
    },
  });
  return {
    ...payer,
    sisrute,
    noSep,
    criteria: (extra: JsonObject = {}) => sisrute.send('POST', '/Rujukan/GetKriteriaRujukan', question(extra)),
    candidates: (extra: JsonObject = {}) => sisrute.send('POST', '/Rujukan/GetFaskesRujukan', search(extra)),
    refer: (satuSehat: JsonObject = {}, extra: JsonObject = {}) =>
      sisrute.send('POST', '/Rujukan/Insert', referral(satuSehat, extra)),
    remove: (noRujukan: string, satuSehat: JsonObject = {}) =>
      sisrute.send('DELETE', '/Rujukan/Delete', {
        request: { t_rujukan: { noRujukan, user: 'x', satuSehatRujukan: stored(satuSehat) } },
      }),
  };
}

describe('criteria', () => {
  test('are made for one detailed diagnosis; GET is the wrong verb', async () => {
    const { criteria, sisrute } = await start();
    const found = await criteria();
    expect(found).toMatchObject({
      code: '200',
      encrypted: true,
      response: {
        kriteriaRujukan: [
          { text: 'Terapi', type: 'boolean' },
          { text: 'Tindakan Medis', type: 'text' },
          { text: 'Upaya Diagnosis', type: 'boolean' },
        ],
      },
    });
    expect((await criteria({ kodeDiagnosa: 'I50.0' })).response).not.toEqual(found.response);
    expect(await criteria({ kodeDiagnosa: 'I10' })).toMatchObject({
      code: '500',
      message: 'Diagnosa I10 tidak mengandung Kriteria Rujukan dan Jejaring Wilayah',
    });
    expect(await sisrute.get('/Rujukan/GetKriteriaRujukan')).toMatchObject({ status: 405 });
  });

  test('are for the own facility and a prefixed encounter', async () => {
    const { criteria } = await start();
    expect((await criteria({ kodeFaskesSatuSehat: '100999002' })).message).toContain('tidak ditemukan di pemetaan');
    expect(await criteria({ encounter: { reference: ENCOUNTER } })).toMatchObject({ code: '400' });
  });
});

describe('candidates', () => {
  test('carry both codes, the BPJS one as text null when there is none', async () => {
    const { candidates } = await start();
    const { response } = await candidates();
    expect(response).toMatchObject({
      count: 3,
      list: [
        { kodeFaskesSatuSehat: 'Organization/100999002', kdppk: '9999R002' },
        { kdppk: '9999R003' },
        { kodeFaskesSatuSehat: 'Organization/100999004', kdppk: 'null' },
      ],
    });
  });

  test.each<readonly [string, JsonObject, string]>([
    [
      'two criteria',
      { kriteriaRujukan: { item: [therapy('I25.1'), therapy('I25.1')] } },
      'hanya boleh mengisi salah satu dari Terapi, Tindakan Medis, atau Upaya Diagnosis',
    ],
    ['no criterion', { kriteriaRujukan: { item: [] } }, 'hanya boleh mengisi salah satu dari Terapi'],
    ['the criterion of another diagnosis', { kriteriaRujukan: { item: [therapy('I50.0')] } }, 'tidak valid'],
    [
      'an answer of the wrong type',
      {
        kriteriaRujukan: {
          item: [{ ...therapy('I25.1'), linkId: linkOf('I25.1', 'Tindakan Medis'), text: 'Tindakan Medis' }],
        },
      },
      'hanya boleh mengisi salah satu dari Terapi',
    ],
    ['an unknown specialty', { kodeSpesialis: 'XYZ' }, 'tidak ditemukan di pemetaan'],
    ['a day in the past', { tglRencanaKunjungan: addDays(TEST_TODAY, -1) }, 'tglRencanaKunjungan tidak valid'],
    ['an unknown region', { codeJejaringWilayah: { ...region, kodeKabupaten: '3273' } }, 'codeJejaringWilayah'],
  ])('with %s are refused', async (_what, extra, message) => {
    const { candidates } = await start();
    const refused = await candidates(extra);
    expect(refused.code).toBe('400');
    expect(refused.message).toContain(message);
  });

  test('may be none: an empty list, or a text by the switch', async () => {
    const { candidates, sandbox } = await start();
    const elsewhere = { codeJejaringWilayah: { ...region, kodePropinsi: '92', kodeKabupaten: '9201' } };
    expect(await candidates(elsewhere)).toMatchObject({ code: '200', response: { count: 0, list: [] } });
    await sandbox.setSwitches({ sisruteNoCandidate: 'message' });
    expect(await candidates(elsewhere)).toMatchObject({
      code: '500',
      message: 'Diagnosa I25.1 tidak mengandung Faskes Rujukan',
    });
  });
});

describe('a competency-based referral', () => {
  test('has two numbers, stands in the list and arrives at its target', async () => {
    const { refer, vclaim, noSep } = await start();
    const issued = await refer();
    expect(issued).toMatchObject({
      code: '200',
      response: { noRujukan: '9999R0011126B500001', noRujukanSatuSehat: '9999000000000001' },
    });
    expect(await vclaim.get(`/Rujukan/Keluar/List/tglMulai/${TEST_TODAY}/tglAkhir/${TEST_TODAY}`)).toMatchObject({
      response: { list: [{ noSep, ppkDirujuk: '9999R002' }] },
    });
    expect(await vclaim.get(`/Rujukan/RS/Peserta/${person.nomorKartu}`)).toMatchObject({ code: '200' });
  });

  test.each<readonly [string, JsonObject, JsonObject, string]>([
    [
      'to two facilities',
      { kdppkSatuSehatTujuanRujukan: '100999003' },
      {},
      'Satu Sehat Tujuan Rujukan tidak sesuai dengan PPK Dirujuk',
    ],
    ['to a facility without mapping', {}, { ppkDirujuk: '9999R077' }, 'tidak ditemukan di pemetaan'],
    ['of an unknown SEP', {}, { noSep: '9999R0011126V999999' }, 'noSep tidak ditemukan'],
    ['with a prefixed encounter', { encounter: { reference: `Encounter/${ENCOUNTER}` } }, {}, 'encounter tidak valid'],
    ['with a criterion of another diagnosis', { kriteriaRujukan: { item: [therapy('I50.0')] } }, {}, 'tidak valid'],
    ['without a poli', {}, { poliRujukan: '' }, 'poliRujukan tidak sesuai'],
  ])('%s is refused', async (_what, satuSehat, extra, message) => {
    const { refer } = await start();
    const refused = await refer(satuSehat, extra);
    expect(refused.code).toBe('400');
    expect(refused.message).toContain(message);
  });

  test('may exist although its number did not come back', async () => {
    const { refer, vclaim, sandbox, noSep } = await start();
    await sandbox.setSwitches({ sisruteNumberMissing: true });
    expect(await refer()).toMatchObject({
      code: '400',
      message: 'Gagal mendapatkan nomor Rujukan Satu Sehat',
      response: null,
    });
    expect(sandbox.ledger().at(-1)).toMatchObject({ effect: 'rujukan.issued', service: 'sisrute' });
    expect(await vclaim.get(`/Rujukan/Keluar/List/tglMulai/${TEST_TODAY}/tglAkhir/${TEST_TODAY}`)).toMatchObject({
      response: { list: [{ noSep }] },
    });
  });

  test('is deleted with the values that were stored, once', async () => {
    const { refer, remove } = await start();
    const noRujukan = String(((await refer()).response as JsonObject)['noRujukan']);
    expect(await remove(noRujukan, { idPasienSatuSehat: 'P00000000000' })).toMatchObject({ code: '400' });
    expect(await remove(noRujukan)).toMatchObject({ code: '200' });
    expect(await remove(noRujukan)).toMatchObject({ code: '400' });
  });
});

describe('the wire', () => {
  test('lends VClaim’s user key, and is registered apart', async () => {
    const { sisrute, sandbox } = await start();
    const { userKeys } = sandbox.credentials('9999R001');
    const ask = () =>
      sisrute.send('POST', '/Rujukan/GetKriteriaRujukan', question(), { headers: { user_key: userKeys.vclaim } });
    expect(await ask()).toMatchObject({ code: '200' });
    await sandbox.setMood('sisrute', { credentials: 'unregistered' });
    expect(await ask()).toMatchObject({
      code: '404',
      message: 'Unauthorized! You are not registered for this service!',
    });
  });

  test('can want a Content-Type, or none', async () => {
    const { criteria, sisrute, sandbox } = await start();
    const bare = () => sisrute.send('POST', '/Rujukan/GetKriteriaRujukan', question(), { without: ['content-type'] });
    await sandbox.setSwitches({ sisruteContentType: 'none' });
    expect((await criteria()).text).toContain('Request Error');
    expect(await bare()).toMatchObject({ code: '200' });
    await sandbox.setSwitches({ sisruteContentType: 'required' });
    expect(await criteria()).toMatchObject({ code: '200' });
    expect((await bare()).text).toContain('Request Error');
  });
});
