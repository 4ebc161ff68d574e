// SRBK over a real socket: a visit of PCare with a SATUSEHAT number, one gateway for a visit, a deletion that takes the registration along.

import { afterEach, describe, expect, test } from 'vitest';
import { listAt, textAt, type JsonObject } from '../../json.ts';
import type { Sandbox } from '../../sandbox.ts';
import type { TestAnswer } from '../../testing.ts';
import { CARD, fieldsOf, testClinic, TODAY, visit, type Clinic } from '../pcare/testing.ts';

let open: Sandbox | null = null;
afterEach(async () => {
  await open?.close();
  open = null;
});

const ENCOUNTER = '9999aaaa-0000-4000-8000-000000000001';
const REGION = { kodePropinsi: '91', namaPropinsi: 'X', kodeKabupaten: '9101', namaKabupaten: 'Y' };
const OWN = '100999101';

interface Pilot extends Clinic {
  readonly criterion: JsonObject;
  readonly refer: (satuSehat?: JsonObject, change?: JsonObject) => Promise<TestAnswer>;
  readonly remove: (noKunjungan: string) => Promise<TestAnswer>;
}

async function start(): Promise<Pilot> {
  const clinic = await testClinic();
  open = clinic.sandbox;
  const gateway = clinic.caller('srbk');
  const { response } = await gateway.send('POST', '/Sisrute/GetKriteriaRujukan', {
    kodeFaskesSatuSehat: OWN,
    kodeDiagnosa: 'I25.1',
    encounter: { reference: `Encounter/${ENCOUNTER}` },
  });
  const linkId = textAt(listAt(response, 'kriteriaRujukan')[0], 'linkId');
  const criterion = { item: [{ linkId, text: 'Terapi', answer: [{ valueBoolean: true }] }] };
  const refer = (satuSehat: JsonObject = {}, change: JsonObject = {}): Promise<TestAnswer> =>
    gateway.send('POST', '/Sisrute/postKunjungan', {
      ...visit({ kdDiag1: 'I25.1', kdStatusPulang: '4' }),
      rujukLanjut: {
        tglEstRujuk: TODAY,
        kdppk: '9999R001',
        subSpesialis: { kdSubSpesialis1: '8', kdSarana: null },
        khusus: null,
      },
      satuSehatRujukan: {
        kodeFaskesSatuSehat: OWN,
        idPasienSatuSehat: 'P9999',
        kdppkSatuSehatTujuanRujukan: '100999001',
        kdDokterSatuSehat: 'N9999',
        encounter: { reference: ENCOUNTER },
        patientInstruction: '-',
        keteranganRujukan: '-',
        kriteriaRujukan: criterion,
        codeJejaringWilayah: REGION,
        ...satuSehat,
      },
      ...change,
    });
  const remove = (noKunjungan: string): Promise<TestAnswer> =>
    gateway.send('DELETE', '/Sisrute/deleteKunjungan', { noKunjungan });
  return { ...clinic, criterion, refer, remove };
}

describe('a visit through SRBK', () => {
  test('answers three numbers and is a visit and a referral of PCare', async () => {
    const { refer, register, pcare, sandbox } = await start();
    await register();
    const stored = await refer();
    const noKunjungan = textAt(stored.response, 'noKunjungan');
    expect(stored).toMatchObject({ code: '201', encrypted: true });
    expect(stored.response).toEqual({
      noKunjungan: '9999U0011126Y500001',
      noRujukanSatuSehat: '999950000000001',
      serviceRequestId: '9999cccc-0000-4000-8000-000000000001',
    });
    expect(await pcare.get(`/kunjungan/rujukan/${noKunjungan}`)).toMatchObject({
      response: { ppk: { kdPPK: '9999R001' }, poli: { kdPoli: 'JAN' } },
    });
    expect(sandbox.ledger().at(-1)).toMatchObject({
      service: 'srbk',
      effect: 'kunjungan.added',
      key: `${CARD}+2026-11-23+001`,
      data: { noKunjungan, noRujukanSatuSehat: '999950000000001' },
    });
  });

  test('needs PCare’s registration, and one gateway serves it', async () => {
    const { refer, register, visit: store } = await start();
    expect(await refer()).toMatchObject({
      code: '412',
      response: [{ field: 'noKartu', message: 'Belum melakukan pendaftaran pada poli tersebut.' }],
    });
    await register();
    expect(await refer()).toMatchObject({ code: '201' });
    expect(await store()).toMatchObject({ code: '412' });
    await register({ kdPoli: '003' });
    expect(await store({ kdPoli: '003' })).toMatchObject({ code: '201' });
    expect(await refer({}, { kdPoli: '003' })).toMatchObject({ code: '412' });
  });

  test.each<readonly [string, JsonObject, string]>([
    [
      'a foreign origin',
      { kodeFaskesSatuSehat: '100999102' },
      'Faskes 100999102 tidak ditemukan di pemetaan Satu Sehat',
    ],
    [
      'targets of two rows',
      { kdppkSatuSehatTujuanRujukan: '100999002' },
      'Satu Sehat Tujuan Rujukan tidak sesuai dengan PPK Dirujuk',
    ],
    ['an encounter with its prefix', { encounter: { reference: `Encounter/${ENCOUNTER}` } }, 'encounter tidak valid'],
    [
      'a province of three digits',
      { codeJejaringWilayah: { ...REGION, kodePropinsi: '910' } },
      'kodePropinsi pada codeJejaringWilayah harus 2 digit angka',
    ],
    [
      'no criterion',
      { kriteriaRujukan: { item: [] } },
      'Kriteria Rujukan hanya boleh mengisi salah satu dari Terapi, Tindakan Medis, atau Upaya Diagnosis',
    ],
  ])('is refused for %s', async (_what, satuSehat, message) => {
    const { refer, register, pcare } = await start();
    await register();
    expect(await refer(satuSehat)).toMatchObject({ code: '400', message });
    expect(await pcare.get(`/kunjungan/peserta/${CARD}`)).toMatchObject({ code: '204' });
  });

  test('an unmapped target, a special referral and a plain visit are refused', async () => {
    const { refer, register } = await start();
    await register();
    const target = { tglEstRujuk: TODAY, kdppk: '9999R009', subSpesialis: { kdSubSpesialis1: '8' }, khusus: null };
    expect(await refer({}, { rujukLanjut: target })).toMatchObject({
      message: 'PPK Rujuk tidak ditemukan di pemetaan Satu Sehat',
    });
    const khusus = { kdKhusus: 'HDL', kdSubSpesialis: null, catatan: '-' };
    const special = await refer({}, { rujukLanjut: { ...target, subSpesialis: null, khusus }, kdTacc: 0 });
    expect(fieldsOf(special.response)).toEqual(['rujukLanjut']);
    expect(fieldsOf((await refer({}, { kdStatusPulang: '3', rujukLanjut: null })).response)).toEqual([
      'kdStatusPulang',
    ]);
  });

  test.each(['message', 'resource'] as const)('the trap denies a referral that is there (%s)', async (trap) => {
    const { refer, register, pcare, sandbox } = await start();
    await register();
    await sandbox.setSwitches({ srbkNumberMissing: trap });
    const answer = await refer();
    expect(answer).toMatchObject({
      status: 400,
      message: 'Gagal mendapatkan nomor Rujukan Satu Sehat',
      encrypted: false,
    });
    expect(listAt(answer.response, 'identifier')).toHaveLength(trap === 'resource' ? 3 : 0);
    expect(await pcare.get(`/kunjungan/peserta/${CARD}`)).toMatchObject({ response: { count: 1 } });
  });
});

describe('its deletion', () => {
  test('takes the registration along; a second one is refused, the dumb payer does it again', async () => {
    const { refer, remove, register, pcare, sandbox } = await start();
    await register();
    const noKunjungan = textAt((await refer()).response, 'noKunjungan');
    expect(await remove(noKunjungan)).toMatchObject({ code: '200', response: null });
    expect(
      sandbox
        .ledger()
        .slice(-2)
        .map(({ effect }) => effect),
    ).toEqual(['kunjungan.deleted', 'pendaftaran.deleted']);
    expect(await pcare.get(`/pendaftaran/tglDaftar/${TODAY}/0/10`)).toMatchObject({ code: '204' });
    expect(await remove(noKunjungan)).toMatchObject({ code: '412' });
    await sandbox.setCharacter('dumb');
    expect(await remove(noKunjungan)).toMatchObject({ code: '200' });
    const [, , first, second, ...again] = sandbox.ledger().filter(({ effect }) => effect !== 'refused');
    expect(again.map(({ duplicateOf }) => duplicateOf)).toEqual([first?.seq, second?.seq]);
  });

  test('waits for the children and leaves PCare’s own visits alone', async () => {
    const { refer, remove, register, visited, pcare } = await start();
    await register({ kdPoli: '003' });
    const noKunjungan = textAt((await refer({}, { kdPoli: '003' })).response, 'noKunjungan');
    const checkUp = { kdMCU: 0, noKunjungan, kdProvider: '9999U001', tglPelayanan: TODAY };
    expect(await pcare.send('POST', '/MCU', checkUp)).toMatchObject({ code: '201' });
    expect(await remove(noKunjungan)).toMatchObject({ code: '412' });
    expect(await remove(await visited())).toMatchObject({ code: '412' });
  });
});

describe('the gateway', () => {
  test('opens to registered clinics with a PCare user, under both prefixes', async () => {
    const { sandbox, caller } = await start();
    const body = {
      kodeFaskesSatuSehat: OWN,
      kodeDiagnosa: 'I25.1',
      encounter: { reference: `Encounter/${ENCOUNTER}` },
    };
    const ask = (path: string, kodePpk?: string, without: readonly string[] = []): Promise<TestAnswer> =>
      caller('srbk', kodePpk).send('POST', path, body, { without });
    expect(await ask('/api/v1.0/Sisrute/GetKriteriaRujukan')).toMatchObject({ code: '200', encrypted: true });
    expect(await ask('/Sisrute/GetKriteriaRujukan', '9999U002')).toMatchObject({ code: '404' });
    expect(await ask('/Sisrute/GetKriteriaRujukan', '9999U001', ['x-authorization'])).toMatchObject({ code: '401' });
    await sandbox.setSwitches({ srbkSeals: false });
    expect(await ask('/Sisrute/GetKriteriaRujukan')).toMatchObject({ code: '200', encrypted: false });
    await sandbox.setSwitches({ srbkContentType: 'none' });
    expect(await ask('/Sisrute/GetKriteriaRujukan')).toMatchObject({ message: 'Format json tidak valid' });
    expect(await ask('/Sisrute/GetKriteriaRujukan', '9999U001', ['content-type'])).toMatchObject({ code: '200' });
  });
});
