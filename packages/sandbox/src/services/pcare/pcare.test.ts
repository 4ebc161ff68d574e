// PCare over a real socket: registration before visit, collected refusals, TACC, children, both characters.

import { afterEach, describe, expect, test } from 'vitest';
import type { JsonObject } from '../../json.ts';
import type { Sandbox } from '../../sandbox.ts';
import { CARD, fieldsOf, numberOf, testClinic, TODAY, visit, type Clinic } from './testing.ts';

let open: Sandbox | null = null;
afterEach(async () => {
  await open?.close();
  open = null;
});
async function start(options: Parameters<typeof testClinic>[0] = {}): Promise<Clinic> {
  const clinic = await testClinic(options);
  open = clinic.sandbox;
  return clinic;
}

const REFERRAL = {
  tglEstRujuk: TODAY,
  kdppk: '9999R001',
  subSpesialis: { kdSubSpesialis1: '3', kdSarana: null },
  khusus: null,
};

describe('registration', () => {
  test('answers 201 with noUrut as an object, encrypted; HTTP mirrors the code', async () => {
    const { register, pcare, sandbox } = await start();
    expect(await register()).toMatchObject({
      status: 201,
      code: '201',
      message: 'CREATED',
      encrypted: true,
      response: { field: 'noUrut', message: 'A1' },
    });
    expect(await pcare.get(`/pendaftaran/tglDaftar/${TODAY}/0/500`)).toMatchObject({
      response: { count: 1, list: [{ noUrut: 'A1', tgldaftar: TODAY, status: 'Baru', peserta: { aktif: false } }] },
    });
    expect(await pcare.get(`/pendaftaran/noUrut/A1/tglDaftar/${TODAY}`)).toMatchObject({
      response: { peserta: { aktif: true }, providerPelayanan: { kdProvider: '9999U001' } },
    });
    expect(sandbox.ledger()).toMatchObject([
      { effect: 'pendaftaran.added', key: `${CARD}+2026-11-23+001`, data: { noUrut: 'A1' } },
    ]);
  });

  test('a second one of the same card, day and poli is refused; the dumb payer gives a second number', async () => {
    const documented = await start();
    await documented.register();
    expect(await documented.register()).toMatchObject({
      status: 412,
      code: '412',
      message: 'PRECONDITION_FAILED',
      encrypted: false,
    });
    await documented.sandbox.setSwitches({ pcareSecondRegistration: 'existing' });
    expect(await documented.register()).toMatchObject({ response: { message: 'A1' } });
    await documented.sandbox.setCharacter('dumb');
    expect(await documented.register()).toMatchObject({ response: { message: 'A2' } });
    expect(documented.sandbox.ledger().at(-1)).toMatchObject({ effect: 'pendaftaran.added', duplicateOf: 1 });
  });

  test('412 collects every failing field; an unknown unit is the captured 500', async () => {
    const { register } = await start();
    const refused = await register({
      noKartu: '0000000000007',
      tglDaftar: '2026-11-23',
      kunjSakit: false,
      sistole: 'x',
    });
    expect(refused.code).toBe('412');
    expect(fieldsOf(refused.response)).toEqual(['noKartu', 'tglDaftar', 'kunjSakit', 'sistole']);
    expect(await register({ kdPoli: '999' })).toMatchObject({
      status: 500,
      message: 'kdPoli Tidak sesuai dengan referensi sistem',
    });
  });

  test('it is deleted only before the visit; a missing one answers 304 in the envelope', async () => {
    const { register, visit: store, pcare } = await start();
    await register();
    const path = `/pendaftaran/peserta/${CARD}/tglDaftar/${TODAY}/noUrut/A1/kdPoli/001`;
    const nomor = numberOf((await store()).response);
    expect(await pcare.send('DELETE', path)).toMatchObject({ code: '412' });
    expect(await pcare.send('DELETE', `/kunjungan/${nomor}`)).toMatchObject({ code: '200', response: null });
    expect(await pcare.send('DELETE', path)).toMatchObject({ code: '200', response: '' });
    expect(await pcare.send('DELETE', path)).toMatchObject({ status: 200, code: '304' });
  });
});

describe('visit', () => {
  test('without a registration of card, day and poli it is refused in the captured words', async () => {
    const { visit: store } = await start();
    expect(await store()).toMatchObject({
      code: '412',
      response: [{ field: 'noKartu', message: 'Belum melakukan pendaftaran pada poli tersebut.' }],
    });
  });

  test('v1 answers an array with the visit number; the registration is served; one visit each', async () => {
    const { register, visit: store, pcare, sandbox } = await start();
    await register();
    const stored = await store();
    expect(stored).toMatchObject({ code: '201', response: [{ field: 'noKunjungan', message: '9999U0011126Y500001' }] });
    expect(await pcare.get(`/pendaftaran/tglDaftar/${TODAY}/0/10`)).toMatchObject({
      response: { list: [{ status: 'Sudah dilayani' }] },
    });
    expect(await store()).toMatchObject({ code: '412' });
    await sandbox.setCharacter('dumb');
    expect(await store()).toMatchObject({ code: '201', response: [{ message: '9999U0011126Y500002' }] });
    expect(sandbox.ledger().at(-1)).toMatchObject({ effect: 'kunjungan.added', duplicateOf: 2 });
    expect(await pcare.get(`/kunjungan/peserta/${CARD}`)).toMatchObject({
      response: { count: 2, list: [{ diagnosa1: { kdDiag: 'I10', nonSpesialis: true } }, {}] },
    });
  });

  test.each<readonly [string, JsonObject, string]>([
    ['a doctor of another facility', { kdDokter: '1' }, 'dokter tidak valid'],
    ['an unknown diagnosis', { kdDiag1: 'Q99' }, 'kdDiag1 tidak valid'],
    ['an unknown consciousness', { kdSadar: '09' }, 'kdSadar tidak valid'],
    [
      'an unknown sub-specialty',
      { kdStatusPulang: '4', rujukLanjut: { ...REFERRAL, subSpesialis: { kdSubSpesialis1: '99', kdSarana: null } } },
      'kodeSubSpesialis tidak valid',
    ],
  ])('424 for %s', async (_what, extra, message) => {
    const { register, visit: store } = await start();
    await register();
    expect(await store(extra)).toMatchObject({ status: 424, code: '424', message });
  });

  test('dates, texts, vitals and TACC are refused together', async () => {
    const { register, visit: store } = await start();
    await register();
    const refused = await store({
      tglPulang: '22-11-2026',
      anamnesa: '',
      sistole: 0,
      suhu: 'x',
      kdStatusPulang: '4',
      rujukLanjut: { ...REFERRAL, khusus: { kdKhusus: 'HDL', kdSubSpesialis: null, catatan: '' } },
    });
    expect(fieldsOf(refused.response)).toEqual(['tglPulang', 'anamnesa', 'sistole', 'suhu', 'rujukLanjut']);
  });

  test('a non-specialist diagnosis is referred only with TACC and one of its reasons', async () => {
    const { register, visit: store } = await start();
    await register();
    const referred = { kdStatusPulang: '4', rujukLanjut: REFERRAL };
    expect(fieldsOf((await store(referred)).response)).toEqual(['kdTacc']);
    expect(fieldsOf((await store({ ...referred, kdTacc: 1, alasanTacc: 'lama' })).response)).toEqual(['alasanTacc']);
    expect(
      await store({ ...referred, kdTacc: '3', alasanTacc: 'I10 - Essential (primary) hypertension' }),
    ).toMatchObject({ code: '201' });
  });

  test('a referral without its details is answered like the captured broken structure', async () => {
    const { register, visit: store } = await start();
    await register();
    expect(await store({ kdStatusPulang: '4' })).toMatchObject({
      status: 500,
      response: [],
      message: 'Cannot access child value on Newtonsoft.Json.Linq.JValue.',
    });
  });

  test('a referral is at once a referral of VClaim and disappears with the visit', async () => {
    const { register, visit: store, pcare, caller } = await start();
    await register();
    const nomor = numberOf((await store({ kdStatusPulang: '4', rujukLanjut: REFERRAL, kdDiag1: 'I50.0' })).response);
    expect(await pcare.get(`/kunjungan/rujukan/${nomor}`)).toMatchObject({
      response: { noRujukan: nomor, poli: { kdPoli: 'INT' } },
    });
    expect(await caller('vclaim').get(`/Rujukan/${nomor}`)).toMatchObject({
      response: { rujukan: { poliRujukan: { kode: 'INT' }, tglKunjungan: '2026-11-23' } },
    });
    await pcare.send('DELETE', `/kunjungan/${nomor}`);
    expect(await caller('vclaim').get(`/Rujukan/${nomor}`)).toMatchObject({ code: '201' });
  });

  test('an edit keeps the number and may leave out date and poli', async () => {
    const { register, visit: store, pcare, sandbox } = await start();
    await register();
    const nomor = numberOf((await store()).response);
    const { tglDaftar: _d, kdPoli: _p, ...rest } = visit({ noKunjungan: nomor, kdDiag1: 'E11.9' });
    expect(await pcare.send('PUT', '/kunjungan/v1', rest)).toMatchObject({ code: '200', response: null });
    expect(sandbox.ledger().at(-1)).toMatchObject({
      effect: 'kunjungan.updated',
      key: nomor,
      data: { kdPoli: '001', tglDaftar: TODAY },
    });
  });

  test('paths that do not exist get the gateway’s plain words', async () => {
    const { pcare } = await start();
    expect(await pcare.get(`/kunjungan/v1/peserta/${CARD}`)).toMatchObject({
      status: 404,
      text: 'No Mapping Rule matched',
    });
    expect(await pcare.send('POST', '/kunjungan', visit({}))).toMatchObject({ status: 404 });
  });
});

describe('drugs and procedures', () => {
  test('drugs answer an array, compounds their code too; procedures an object', async () => {
    const { register, visit: store, pcare } = await start();
    await register();
    const noKunjungan = numberOf((await store()).response);
    const drug = {
      kdObatSK: 0,
      noKunjungan,
      racikan: false,
      kdRacikan: null,
      obatDPHO: true,
      kdObat: '990000001',
      signa1: 1,
      signa2: 1,
      jmlObat: 10,
      jmlPermintaan: 10,
      nmObatNonDPHO: '-',
    };
    expect(await pcare.send('POST', '/obat/kunjungan', drug)).toMatchObject({
      code: '201',
      response: [{ field: 'kdObatSK', message: '1' }],
    });
    expect(await pcare.send('POST', '/obat/kunjungan', { ...drug, racikan: true })).toMatchObject({
      response: [{ field: 'kdObatSK' }, { field: 'kdRacikan', message: 'R.02' }],
    });
    expect(await pcare.get(`/obat/kunjungan/${noKunjungan}`)).toMatchObject({
      response: { list: [{ kdObatSK: 1, obat: { nmObat: 'Amlodipin 5 mg' } }, {}] },
    });
    const procedure = { kdTindakanSK: 0, noKunjungan, kdTindakan: '01006', biaya: 15_000, keterangan: null, hasil: 0 };
    expect(await pcare.send('POST', '/tindakan', { ...procedure, biaya: 99_000 })).toMatchObject({ code: '412' });
    expect(await pcare.send('POST', '/tindakan', procedure)).toMatchObject({
      code: '201',
      response: { field: 'kdTindakanSK', message: '1' },
    });
    expect(await pcare.send('PUT', '/tindakan', { ...procedure, kdTindakanSK: '1', biaya: 20_000 })).toMatchObject({
      code: '200',
    });
    expect(await pcare.get(`/tindakan/kunjungan/${noKunjungan}`)).toMatchObject({
      response: { list: [{ biaya: 20_000 }] },
    });
    expect(await pcare.send('DELETE', `/kunjungan/${noKunjungan}`)).toMatchObject({ code: '412' });
    await pcare.send('DELETE', `/tindakan/1/kunjungan/${noKunjungan}`);
    await pcare.send('DELETE', `/obat/1/kunjungan/${noKunjungan}`);
    await pcare.send('DELETE', `/obat/2/kunjungan/${noKunjungan}`);
    expect(await pcare.send('DELETE', `/kunjungan/${noKunjungan}`)).toMatchObject({ code: '200' });
  });
});

describe('members and references', () => {
  test('a member carries arrears and programmes; references are paged with the total', async () => {
    const { pcare } = await start();
    expect(await pcare.get('/peserta/0000000000007')).toMatchObject({
      response: { aktif: false, ketAktif: 'TIDAK AKTIF KARENA PREMI', tunggakan: expect.any(Number) },
    });
    expect(await pcare.get('/peserta/nik/9999000000000001')).toMatchObject({ response: { noKartu: CARD } });
    expect(await pcare.get('/peserta/noka/0000000009999')).toMatchObject({ status: 200, code: '204', response: null });
    expect(await pcare.get('/dokter/1/2')).toMatchObject({
      response: { count: 4, list: [{ kdDokter: '99952' }, { kdDokter: '99953' }] },
    });
    expect(await pcare.get('/dokter/9/5')).toMatchObject({ code: '204' });
    expect(await pcare.get('/spesialis/rujuk/subspesialis/3/sarana/0/tglEstRujuk/23-11-2026')).toMatchObject({
      response: { list: [{ kdppk: '9999R001' }] },
    });
  });
});
