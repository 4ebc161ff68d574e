// What lets a SEP pass although a rule speaks against it: requests, approvals, fingerprints and the random question.

import { afterEach, describe, expect, test } from 'vitest';
import type { JsonObject } from '../../json.ts';
import { participantAt } from '../../population/index.ts';
import type { Sandbox } from '../../sandbox.ts';
import { TEST_TODAY } from '../../testing.ts';
import { addDays } from '../../wib.ts';
import { numberOf, person, PPK, sep, startVclaim } from './testing.ts';

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

/** An adult whose finger was not read. */
const { person: unread } = participantAt(1, 36, TEST_TODAY);
const YESTERDAY = addDays(TEST_TODAY, -1);

describe('requests', () => {
  const request = (extra: JsonObject = {}) => ({
    request: {
      t_sep: {
        noKartu: person.nomorKartu,
        tglSep: YESTERDAY,
        jnsPelayanan: '2',
        jnsPengajuan: '1',
        keterangan: 'jaringan',
        user: 'x',
        ...extra,
      },
    },
  });

  test('are listed by month, with or without leading zero, and a late copy does not take the approval back', async () => {
    const { vclaim, caller } = await start();
    const status = async (): Promise<unknown> =>
      (await vclaim.get('/Sep/persetujuanSEP/list/bulan/11/tahun/2026')).response;
    expect(await vclaim.send('POST', '/Sep/aprovalSEP', request())).toMatchObject({ code: '201' });
    await vclaim.send('POST', '/Sep/pengajuanSEP', request());
    expect(await status()).toMatchObject({
      list: [
        {
          noKartu: person.nomorKartu,
          nama: person.nama,
          tglsep: YESTERDAY,
          jnspelayanan: 'RJ',
          persetujuan: 'Backdate',
          status: 'Menunggu Persetujuan',
        },
      ],
    });
    const { jnsPengajuan: _missing, ...bare } = request().request.t_sep;
    await vclaim.send('POST', '/Sep/aprovalSEP', { request: { t_sep: bare } });
    await vclaim.send('POST', '/Sep/pengajuanSEP', request());
    expect(await status()).toMatchObject({ list: [{ status: 'Disetujui' }] });
    expect(await vclaim.get('/Sep/persetujuanSEP/list/bulan/1/tahun/2026')).toMatchObject({ code: '201' });
    const foreign = caller('vclaim', '9999R002');
    expect(await foreign.get('/Sep/persetujuanSEP/list/bulan/11/tahun/2026')).toMatchObject({ code: '201' });
  });

  test('reach back as far as the switch allows', async () => {
    const { vclaim, sandbox } = await start();
    const ask = (tglSep: string) => vclaim.send('POST', '/Sep/pengajuanSEP', request({ tglSep }));
    expect(await ask(addDays(TEST_TODAY, -30))).toMatchObject({ code: '200' });
    await sandbox.setSwitches({ backdateDays: 3 });
    expect(await ask(addDays(TEST_TODAY, -4))).toMatchObject({ code: '201' });
    expect(await ask(addDays(TEST_TODAY, -3))).toMatchObject({ code: '200' });
  });
});

describe('the random question', () => {
  const question = `/SEP/FingerPrint/randomquestion/faskesterdaftar/nokapst/${unread.nomorKartu}/tglsep/${TEST_TODAY}`;
  const answerOf = (extra: JsonObject = {}) => ({
    request: {
      t_sep: {
        noKartu: unread.nomorKartu,
        tglSep: TEST_TODAY,
        jenPel: '2',
        ppkPelSep: PPK,
        tglLahir: unread.tanggalLahir,
        ppkPst: unread.fktp.kode,
        user: 'x',
        ...extra,
      },
    },
  });

  test('offers three facilities, the own one among them, always the same', async () => {
    const { vclaim } = await start();
    const { response } = await vclaim.get(question);
    const kodes = ((response as JsonObject)['faskes'] as JsonObject[]).map(({ kode }) => kode);
    expect(new Set(kodes).size).toBe(3);
    expect(kodes).toContain(unread.fktp.kode);
    expect((await vclaim.get(question)).response).toEqual(response);
  });

  test('answered rightly stands in for the finger of that day and service; wrongly it changes nothing', async () => {
    const { vclaim, insert, refer, sandbox } = await start();
    const referred = await refer('RMAT', 'MAT', TEST_TODAY, unread.nomorKartu);
    const eye = sep({ noKartu: unread.nomorKartu, ...referred });
    const reply = async (extra: JsonObject = {}) =>
      (await vclaim.send('POST', '/SEP/FingerPrint/randomanswer', answerOf(extra))).response;
    expect(await reply({ ppkPst: '9999U009' })).toBe('False');
    expect(await reply({ tglLahir: '1900-01-01' })).toBe('False');
    expect(await reply({ jenPel: '1' })).toBe('True');
    expect(await insert(eye)).toMatchObject({ message: 'Peserta belum melakukan validasi finger print' });
    expect(await reply({ tglLahir: '' })).toBe('True');
    await sandbox.setSwitches({ randomAnswerExcuses: false });
    expect(await insert(eye)).toMatchObject({ code: '201' });
    await sandbox.setSwitches({ randomAnswerExcuses: true });
    expect(await insert(eye)).toMatchObject({ code: '200' });
    expect(sandbox.ledger().filter(({ effect }) => effect === 'fingerprint.answered')).toHaveLength(2);
  });

  test('is asked by the own facility about known members', async () => {
    const { vclaim } = await start();
    const reply = (extra: JsonObject) => vclaim.send('POST', '/SEP/FingerPrint/randomanswer', answerOf(extra));
    expect(await reply({ ppkPelSep: '9999R002' })).toMatchObject({ message: 'PPK Pelayanan Tidak Sesuai' });
    expect(await reply({ noKartu: '0000000009999' })).toMatchObject({ message: 'No.Kartu Tidak Sesuai' });
  });
});

test('the list of fingerprints names members with their SEP, then those read without one', async () => {
  const { vclaim, insert, sandbox } = await start();
  const list = () => vclaim.get(`/SEP/FingerPrint/List/Peserta/TglPelayanan/${TEST_TODAY}`);
  expect(await list()).toMatchObject({ code: '201' });
  const noSEP = numberOf((await insert(sep())).response);
  await sandbox.arrange([{ kind: 'fingerprint', nomorKartu: unread.nomorKartu, tanggal: TEST_TODAY, validated: true }]);
  expect((await list()).response).toEqual({
    list: [
      { noKartu: person.nomorKartu, noSEP },
      { noKartu: unread.nomorKartu, noSEP: '' },
    ],
  });
});
