// PRB letters: for whom, from which SEP, with which drugs, and that BPJS keeps one per SEP.

import { describe, expect, test } from 'vitest';
import type { Json, JsonObject } from '../../json.ts';
import type { SandboxOptions } from '../../sandbox.ts';
import { TEST_TODAY } from '../../testing.ts';
import { numberOf, person, sep, startVclaim } from './testing.ts';

const wrap = (fields: JsonObject): Json => ({ request: { t_prb: fields } });

/** A member with hypertension, seen today. */
async function start(options: SandboxOptions = {}, extra: JsonObject = {}) {
  const payer = await startVclaim(options);
  const noSep = numberOf((await payer.insert(sep(extra))).response);
  const letter = (change: JsonObject = {}): JsonObject => ({
    noSep,
    noKartu: person.nomorKartu,
    alamat: 'Jl. Contoh No. 1',
    email: 'peserta@contoh.example',
    programPRB: '02',
    kodeDPJP: '99901',
    keterangan: 'Tekanan darah terkendali',
    saran: 'Lanjutkan terapi',
    user: '1234',
    obat: [{ kdObat: '99900000004', signa1: '1', signa2: '1', jmlObat: '30' }],
    ...change,
  });
  return {
    ...payer,
    noSep,
    letter,
    issue: (change: JsonObject = {}) => payer.vclaim.send('POST', '/PRB/insert', wrap(letter(change))),
  };
}

describe('a PRB letter', () => {
  test('is issued, listed, changed, shown and deleted', async () => {
    const { issue, letter, noSep, vclaim } = await start();
    const issued = await issue();
    expect(issued).toMatchObject({
      code: '200',
      response: { tglSRB: TEST_TODAY, programPRB: 'Hipertensi', obat: { list: [{ signa: '1x1', jmlObat: '30' }] } },
    });
    const noSrb = String((issued.response as JsonObject)['noSRB']);
    expect(await vclaim.get(`/prb/tglMulai/${TEST_TODAY}/tglAkhir/${TEST_TODAY}`)).toMatchObject({
      response: { prb: { list: [{ noSRB: noSrb, noSEP: noSep, programPRB: { kode: '02' } }] } },
    });
    const { noKartu: _noKartu, programPRB: _programPRB, ...content } = letter({ saran: 'Kontrol tiga bulan lagi' });
    expect(await vclaim.send('PUT', '/PRB/Update', wrap({ ...content, noSrb }))).toMatchObject({ response: noSrb });
    expect(await vclaim.get(`/prb/${noSrb}/nosep/${noSep}`)).toMatchObject({
      response: {
        prb: {
          saran: 'Kontrol tiga bulan lagi',
          programPRB: { kode: '02' },
          obat: { obat: [{ nmObat: 'Amlodipin tab 5 mg' }] },
        },
      },
    });
    const remove = () => vclaim.send('DELETE', '/PRB/Delete', wrap({ noSrb, noSep, user: '1234' }));
    expect(await remove()).toMatchObject({ code: '200', response: noSrb });
    expect(await remove()).toMatchObject({ code: '201' });
    expect(await vclaim.get(`/prb/${noSrb}/nosep/${noSep}`)).toMatchObject({ code: '201' });
  });

  test.each<readonly [string, JsonObject, string]>([
    ['for another programme than the disease', { programPRB: '08' }, 'Peserta bukan peserta program PRB'],
    ['for no programme', { programPRB: '10' }, 'Peserta bukan peserta program PRB'],
    ['for another member', { noKartu: '0000000000002' }, 'No.Kartu tidak sesuai dengan SEP'],
    ['by a user with a name', { user: 'pendaftaran' }, 'User harus angka'],
    ['without drugs', { obat: [] }, 'Obat PRB harus diisi'],
    [
      'with a drug of another list',
      { obat: [{ kdObat: '990000001', signa1: '1', signa2: '1', jmlObat: '30' }] },
      'Kode obat PRB tidak sesuai',
    ],
    [
      'with a drug that is never taken',
      { obat: [{ kdObat: '99900000004', signa1: '0', signa2: '1', jmlObat: '30' }] },
      'Signa dan jumlah obat harus lebih dari 0',
    ],
  ])('%s is refused', async (_what, change, message) => {
    const { issue } = await start();
    expect(await issue(change)).toMatchObject({ code: '201', message, response: null });
  });

  test('is one per SEP, unless the switch or the character says otherwise', async () => {
    const { issue, sandbox } = await start();
    const number = String(((await issue()).response as JsonObject)['noSRB']);
    expect(await issue()).toMatchObject({ code: '201', message: `SEP sudah memiliki SRB No. ${number}` });
    await sandbox.setSwitches({ onePrbLetterPerSep: false });
    expect(await issue()).toMatchObject({ code: '200' });
    expect(sandbox.ledger().at(-1)).toMatchObject({ effect: 'prb.issued', duplicateOf: 2 });
  });
});

test('candidates are those with a programme disease and no letter yet; the switch answers the empty text', async () => {
  const { vclaim, issue, noSep, sandbox } = await start();
  const ask = () => vclaim.get('/prbpotensi/tahun/2026/bulan/11');
  const numbers = async (): Promise<Json[]> => {
    const { list } = (await ask()).response as { list: readonly JsonObject[] };
    return list.map((row) => row['NOSEP'] ?? '');
  };
  expect(await numbers()).toContain(noSep);
  await issue();
  expect((await ask()).text).not.toBe('');
  const { response } = await ask();
  expect(JSON.stringify(response)).not.toContain(noSep);
  await sandbox.setSwitches({ prbCandidates: 'empty-text' });
  expect(await ask()).toMatchObject({ code: '200', response: '' });
});
