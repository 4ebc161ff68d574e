// VClaim over a real socket: members, referrals, the rules of a SEP in their order, monitoring, both characters.

import { afterEach, describe, expect, test } from 'vitest';
import type { Json, JsonObject } from '../../json.ts';
import { participantAt } from '../../population/index.ts';
import type { Sandbox } from '../../sandbox.ts';
import { TEST_TODAY } from '../../testing.ts';
import { addDays, DAY_MS } from '../../wib.ts';
import { basis, numberOf, person, PPK, referral, sep, startVclaim } from './testing.ts';

let open: Sandbox | null = null;
afterEach(async () => {
  await open?.close();
  open = null;
});
async function start(options: Parameters<typeof startVclaim>[0] = {}) {
  const payer = await startVclaim(options);
  open = payer.sandbox;
  return payer;
}

describe('members and referrals', () => {
  test('a member is found by card and by NIK, in any letter case and with double slashes, encrypted', async () => {
    const { vclaim } = await start();
    const byCard = await vclaim.get(`//PESERTA/NoKartu/${person.nomorKartu}//tglsep/${TEST_TODAY}`);
    expect(byCard).toMatchObject({
      code: '200',
      encrypted: true,
      response: { peserta: { nama: person.nama, statusPeserta: { kode: '0' } } },
    });
    expect((await vclaim.get(`/Peserta/nik/${person.nik}/tglSEP/${TEST_TODAY}`)).response).toEqual(byCard.response);
    expect(await vclaim.get(`/Peserta/nokartu/0000000009999/tglSEP/${TEST_TODAY}`)).toMatchObject({
      code: '201',
      message: 'No.Kartu Tidak Sesuai',
      response: null,
    });
  });

  test('VClaim writes its code as a string under metaData', async () => {
    const { vclaim } = await start();
    expect((await vclaim.get('/Rujukan/X')).text).toBe(
      '{"metaData":{"code":"201","message":"Rujukan Tidak Ada"},"response":null}',
    );
  });

  test('referrals come newest first, also the old ones; hospital referrals have their own calls', async () => {
    const { vclaim } = await start();
    const two = await vclaim.get('/Rujukan/List/Peserta/0000000000003');
    expect(two.response).toMatchObject({ asalFaskes: '1', rujukan: [{}, {}] });
    expect(await vclaim.get('/Rujukan/Peserta/0000000000017')).toMatchObject({ code: '201' });
    expect(await vclaim.get('/Rujukan/RS/Peserta/0000000000017')).toMatchObject({
      code: '200',
      response: { asalFaskes: '2' },
    });
    expect(await vclaim.get(`/Rujukan/${basis.noRujukan}`)).toMatchObject({
      response: { rujukan: { noKunjungan: basis.noRujukan } },
    });
  });

  test('the number of SEPs on a referral rises with each and falls with a deletion', async () => {
    const { vclaim, insert } = await start();
    const count = async (): Promise<Json> => (await vclaim.get(`/Rujukan/JumlahSEP/1/${basis.noRujukan}`)).response;
    expect(await count()).toEqual({ jumlahSEP: '0' });
    const nomor = numberOf((await insert(sep())).response);
    expect(await count()).toEqual({ jumlahSEP: '1' });
    expect(await vclaim.get(`/Rujukan/lastsep/norujukan/${basis.noRujukan}`)).toMatchObject({
      response: { noSep: nomor },
    });
    expect(
      await vclaim.send('DELETE', '/SEP/2.0/delete', { request: { t_sep: { noSep: nomor, user: 'x' } } }),
    ).toMatchObject({ code: '200', encrypted: false, response: nomor });
    expect(await count()).toEqual({ jumlahSEP: '0' });
  });
});

describe('issuing a SEP', () => {
  test('the number follows PPK, month and a running number; labels are text', async () => {
    const { insert, sandbox } = await start();
    const issued = await insert(sep());
    expect(issued).toMatchObject({
      code: '200',
      encrypted: true,
      response: { sep: { noSep: '9999R0011126V000001', jnsPelayanan: 'R.Jalan', assestmenPel: '', kelasRawat: '-' } },
    });
    expect(sandbox.ledger()).toMatchObject([
      {
        effect: 'sep.issued',
        key: `${person.nomorKartu}+${TEST_TODAY}+${referral?.poli ?? ''}`,
        ppk: PPK,
        data: { noSep: '9999R0011126V000001' },
      },
    ]);
  });

  test('E-01: the second SEP of a card, poli and day is refused with the first number in the message', async () => {
    const { insert } = await start();
    const nomor = numberOf((await insert(sep())).response);
    const again = await insert(sep());
    expect(again.code).toBe('201');
    expect(/No\.SEP\s+([0-9A-Za-z]{19})/.exec(again.message)?.[1]).toBe(nomor);
  });

  test('the dumb payer issues a second number and the ledger says so', async () => {
    const { insert, sandbox } = await start({ character: 'dumb' });
    expect(numberOf((await insert(sep())).response)).not.toBe(numberOf((await insert(sep())).response));
    expect(sandbox.ledger().map(({ duplicateOf }) => duplicateOf)).toEqual([null, 1]);
  });

  test.each<readonly [string, JsonObject, string]>([
    ['another facility', { ppkPelayanan: '9999R002' }, 'PPK Pelayanan Tidak Sesuai'],
    ['an unknown card', { noKartu: '0000000009999' }, 'No.Kartu Tidak Sesuai'],
    ['a member in arrears', { noKartu: '0000000000007' }, 'TIDAK AKTIF KARENA PREMI'],
    ['a day in the future', { tglSep: addDays(TEST_TODAY, 1) }, 'Tanggal SEP tidak boleh lebih dari tanggal hari ini'],
    [
      'a past day without approval',
      { tglSep: addDays(TEST_TODAY, -1), rujukan: { ...basis, tglRujukan: addDays(TEST_TODAY, -2) } },
      'Tanggal SEP backdate, silakan lakukan pengajuan SEP terlebih dahulu',
    ],
    [
      'a referral after the SEP',
      { rujukan: { ...basis, tglRujukan: addDays(TEST_TODAY, 1) } },
      'Tanggal Rujukan tidak boleh lebih dari tanggal SEP',
    ],
    ['E-13 no referral number', { rujukan: { ...basis, noRujukan: '' } }, 'No.Rujukan harus diisi Dengan Benar'],
    ['E-09 another referrer', { rujukan: { ...basis, ppkRujukan: '9999U009' } }, 'Kode PPK.Rujukan Tidak Sesuai'],
    [
      'E-10 another referral date',
      { rujukan: { ...basis, tglRujukan: addDays(basis.tglRujukan, -1) } },
      'Tanggal rujukan tidak sesuai',
    ],
    [
      'another poli on the first visit',
      { poli: { tujuan: 'URO', eksekutif: '0' } },
      'Poli Tujuan Tidak Sesuai dengan Poli Rujukan',
    ],
    ['E-04 a purpose on the first visit', { tujuanKunj: '2' }, 'tujuanKunj tidak sesuai'],
    ['E-05 an assessment on the first visit', { assesmentPel: '5' }, 'assesmentPel tidak sesuai'],
    ['E-06 a procedure flag', { flagProcedure: '0' }, 'flagProcedure tidak sesuai'],
    ['E-06 a support code', { kdPenunjang: '12' }, 'kdPenunjang tidak sesuai'],
    ['E-07 no doctor', { dpjpLayan: '' }, 'dpjpLayan Tidak Sesuai'],
    [
      'E-08 an unknown doctor',
      { dpjpLayan: '1' },
      'Dokter DPJP Tidak Ada atau masa berlaku SIP sudah habis atau cek DPJP Spesialis/Subspesialis sebelumnya',
    ],
    ['E-14 no diagnosis', { diagAwal: '' }, 'Diagnosa Awal Tidak Boleh Kosong'],
    ['E-15 a phone with letters', { noTelp: '0800-1' }, 'No.Telepon Diisi Dengan Benar (max 14 digit)'],
  ])('refuses %s', async (_what, extra, message) => {
    const { insert } = await start();
    expect(await insert(sep(extra))).toMatchObject({ code: '201', message, response: null });
  });

  test('the first failure wins: no doctor and no diagnosis is answered by the doctor', async () => {
    const { insert } = await start();
    expect(await insert(sep({ dpjpLayan: '', diagAwal: '' }))).toMatchObject({ message: 'dpjpLayan Tidak Sesuai' });
  });

  test('E-16: a referral is valid through its 90th day', async () => {
    const { insert, sandbox } = await start();
    const make = (tanggal: string, nomorRujukan: string) => ({
      kind: 'referral' as const,
      referral: {
        nomorRujukan,
        asal: '1' as const,
        nomorKartu: person.nomorKartu,
        tanggal,
        poli: 'SAR',
        perujuk: { kode: '9999U001', nama: 'K' },
      },
    });
    await sandbox.arrange([make(addDays(TEST_TODAY, -90), 'R90'), make(addDays(TEST_TODAY, -91), 'R91')]);
    const on = (days: number) =>
      sep({
        poli: { tujuan: 'SAR', eksekutif: '0' },
        rujukan: {
          asalRujukan: '1',
          noRujukan: `R${days}`,
          tglRujukan: addDays(TEST_TODAY, -days),
          ppkRujukan: '9999U001',
        },
      });
    expect(await insert(on(91))).toMatchObject({
      code: '201',
      message: `Rujukan untuk tanggal ${TEST_TODAY} tidak valid / masa berlaku habis`,
    });
    expect(await insert(on(90))).toMatchObject({ code: '200' });
  });

  test('an approved exception lets a past day pass', async () => {
    const { insert, vclaim } = await start();
    const yesterday = addDays(TEST_TODAY, -1);
    const request = {
      request: {
        t_sep: {
          noKartu: person.nomorKartu,
          tglSep: yesterday,
          jnsPelayanan: '2',
          jnsPengajuan: '1',
          keterangan: 'sistem',
          user: 'x',
        },
      },
    };
    const past = sep({ tglSep: yesterday, rujukan: { ...basis } });
    await vclaim.send('POST', '/Sep/pengajuanSEP', request);
    expect(await insert(past)).toMatchObject({ code: '201' });
    await vclaim.send('POST', '/Sep/aprovalSEP', request);
    expect(await insert(past)).toMatchObject({ code: '200' });
  });

  test('a control visit needs 2/5 and a letter of that day; the letter is then used', async () => {
    const { insert, vclaim } = await start();
    const { person: returning, referrals: own, earlierSep, controlLetter } = participantAt(1, 6, TEST_TODAY);
    const control = sep({
      noKartu: returning.nomorKartu,
      rujukan: {
        asalRujukan: '1',
        noRujukan: own[0]?.nomorRujukan ?? '',
        tglRujukan: own[0]?.tanggal ?? '',
        ppkRujukan: own[0]?.perujuk.kode ?? '',
      },
      poli: { tujuan: earlierSep?.poli ?? '', eksekutif: '0' },
      tujuanKunj: '2',
      assesmentPel: '5',
      skdp: { noSurat: controlLetter?.nomorSurat ?? '', kodeDPJP: controlLetter?.kodeDokter ?? '' },
    });
    expect(
      await insert({ ...control, tujuanKunj: '0', assesmentPel: '', skdp: { noSurat: '', kodeDPJP: '' } }),
    ).toMatchObject({ message: 'tujuanKunj tidak sesuai' });
    expect(await insert({ ...control, skdp: { noSurat: '', kodeDPJP: '' } })).toMatchObject({ code: '201' });
    expect(await insert(control)).toMatchObject({ code: '200' });
    const letters = await vclaim.get(
      `/RencanaKontrol/ListRencanaKontrol/Bulan/11/Tahun/2026/Nokartu/${returning.nomorKartu}/filter/2`,
    );
    expect(letters.response).toMatchObject({ list: [{ terbitSEP: 'Sudah' }] });
  });

  test('emergency needs no referral; in-patients need an SPRI and block further SEPs until discharged', async () => {
    const { insert, vclaim, sandbox } = await start();
    const own = { asalRujukan: '2', noRujukan: '', tglRujukan: TEST_TODAY, ppkRujukan: PPK };
    expect(
      await insert(sep({ poli: { tujuan: 'IGD', eksekutif: '0' }, rujukan: own, dpjpLayan: '99917' })),
    ).toMatchObject({ code: '200' });
    const stay = sep({
      jnsPelayanan: '1',
      poli: { tujuan: '', eksekutif: '0' },
      dpjpLayan: '',
      rujukan: { ...own, noRujukan: 'SPRI1' },
      skdp: { noSurat: 'SPRI1', kodeDPJP: '99901' },
    });
    expect(await insert(stay)).toMatchObject({ code: '201' });
    await sandbox.arrange([
      {
        kind: 'control-letter',
        letter: {
          nomorSurat: 'SPRI1',
          jenis: '1',
          nomorKartu: person.nomorKartu,
          tanggalRencana: TEST_TODAY,
          tanggalTerbit: TEST_TODAY,
          poli: 'INT',
          kodeDokter: '99901',
        },
      },
    ]);
    const nomor = numberOf((await insert(stay)).response);
    expect((await insert(sep())).message).toContain('belum dipulangkan');
    const discharge = {
      noSep: nomor,
      statusPulang: '1',
      noSuratMeninggal: '',
      tglMeninggal: '',
      tglPulang: TEST_TODAY,
      noLPManual: '',
      user: 'x',
    };
    expect(
      await vclaim.send('PUT', '/SEP/2.0/updtglplg', { request: { t_sep: { ...discharge, statusPulang: '2' } } }),
    ).toMatchObject({ code: '201' });
    expect(
      await vclaim.send('PUT', '/SEP/2.0/updtglplg', { request: { t_sep: { ...discharge, statusPulang: '4' } } }),
    ).toMatchObject({ code: '201' });
    expect(await vclaim.send('PUT', '/SEP/2.0/updtglplg', { request: { t_sep: discharge } })).toMatchObject({
      code: '200',
      response: null,
    });
    expect(await insert(sep())).toMatchObject({ code: '200' });
    expect(await vclaim.get('/Sep/updtglplg/list/bulan/11/tahun/2026/')).toMatchObject({
      response: { list: [{ noSep: nomor }] },
    });
  });

  test('E-18: where the finger is compulsory it must have been read that day', async () => {
    const { insert, vclaim, sandbox } = await start();
    const { person: unread } = participantAt(1, 36, TEST_TODAY);
    await sandbox.arrange([
      {
        kind: 'referral',
        referral: {
          nomorRujukan: 'RMAT',
          nomorKartu: unread.nomorKartu,
          tanggal: TEST_TODAY,
          poli: 'MAT',
          perujuk: { kode: '9999U001', nama: 'K' },
        },
      },
    ]);
    const eye = sep({
      noKartu: unread.nomorKartu,
      poli: { tujuan: 'MAT', eksekutif: '0' },
      rujukan: { asalRujukan: '1', noRujukan: 'RMAT', tglRujukan: TEST_TODAY, ppkRujukan: '9999U001' },
    });
    const status = () => vclaim.get(`/SEP/FingerPrint/Peserta/${unread.nomorKartu}/TglPelayanan/${TEST_TODAY}`);
    expect(await status()).toMatchObject({ code: '200', response: { kode: '0' } });
    expect(await insert(eye)).toMatchObject({ message: 'Peserta belum melakukan validasi finger print' });
    await sandbox.arrange([
      { kind: 'fingerprint', nomorKartu: unread.nomorKartu, tanggal: TEST_TODAY, validated: true },
    ]);
    expect(await status()).toMatchObject({ response: { kode: '1' } });
    expect(await insert(eye)).toMatchObject({ code: '200' });
  });

  test('a JSON content type is answered by an HTML page', async () => {
    const { vclaim } = await start();
    const page = await vclaim.send(
      'POST',
      '/SEP/2.0/insert',
      { request: { t_sep: sep() } },
      { headers: { 'content-type': 'application/json' } },
    );
    expect(page.text).toContain('Request Error');
  });
});

describe('after a SEP', () => {
  test('an update answers the number, a detail shows it, monitoring lists it, another hospital does not see it', async () => {
    const { insert, vclaim, caller, move } = await start();
    const nomor = numberOf((await insert(sep())).response);
    const { noKartu: _k, tglSep: _t, ...rest } = sep({ diagAwal: 'E11.9' });
    expect(
      await vclaim.send('PUT', '/Sep/2.0/Update', { request: { t_sep: { ...rest, noSep: nomor } } }),
    ).toMatchObject({ code: '200', response: nomor, encrypted: true });
    expect(await vclaim.get(`/SEP/${nomor}`)).toMatchObject({
      response: {
        diagnosa: 'Non-insulin-dependent diabetes mellitus without complications',
        jnsPelayanan: 'Rawat Jalan',
        peserta: { kelamin: person.jenisKelamin },
      },
    });
    expect(await vclaim.get(`/Monitoring/Kunjungan/Tanggal/${TEST_TODAY}/JnsPelayanan/2`)).toMatchObject({
      response: { sep: [{ noSep: nomor, tglPlgSep: TEST_TODAY, diagnosa: 'E11.9' }] },
    });
    expect(
      await caller('vclaim', '9999R002').get(`/Monitoring/Kunjungan/Tanggal/${TEST_TODAY}/JnsPelayanan/2`),
    ).toMatchObject({ code: '201', message: 'Data Tidak Ditemukan' });
    move(DAY_MS);
    const history = await vclaim.get(
      `/monitoring/HistoriPelayanan/NoKartu/${person.nomorKartu}/tglMulai/${TEST_TODAY}/tglAkhir/${addDays(TEST_TODAY, 1)}`,
    );
    expect(history.response).toMatchObject({
      histori: [{ noSep: nomor, ppkPelayanan: 'RS TIRTA MEDIKA', jnsPelayanan: '2' }],
    });
  });

  test('a claimed SEP is not deleted', async () => {
    const { insert, vclaim, sandbox } = await start();
    const nomor = numberOf((await insert(sep())).response);
    await sandbox.arrange([{ kind: 'claim', nomorSep: nomor, status: '1' }]);
    expect(
      await vclaim.send('DELETE', '/SEP/2.0/delete', { request: { t_sep: { noSep: nomor, user: 'x' } } }),
    ).toMatchObject({ code: '201' });
    expect(await vclaim.get(`/Monitoring/Klaim/Tanggal/${TEST_TODAY}/JnsPelayanan/2/Status/1`)).toMatchObject({
      response: { klaim: [{ noSEP: nomor }] },
    });
  });
});
