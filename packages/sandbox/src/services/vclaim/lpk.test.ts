// Claim sheets: one per SEP, complete in itself, and in the way of deleting its SEP.

import { describe, expect, test } from 'vitest';
import type { Json, JsonObject } from '../../json.ts';
import type { SandboxOptions } from '../../sandbox.ts';
import { TEST_TODAY } from '../../testing.ts';
import { addDays } from '../../wib.ts';
import { numberOf, person, sep, startVclaim } from './testing.ts';

const wrap = (fields: JsonObject): Json => ({ request: { t_lpk: fields } });
const care = { ruangRawat: '1', kelasRawat: '5', spesialistik: '1', caraKeluar: '1', kondisiPulang: '1' };
const plan = {
  tindakLanjut: '1',
  dirujukKe: { kodePPK: '' },
  kontrolKembali: { tglKontrol: '', poli: '' },
};

async function start(options: SandboxOptions = {}) {
  const payer = await startVclaim(options);
  const noSep = numberOf((await payer.insert(sep())).response);
  const sheet = (extra: JsonObject = {}): JsonObject => ({
    noSep,
    tglMasuk: TEST_TODAY,
    tglKeluar: TEST_TODAY,
    jaminan: '1',
    poli: { poli: 'INT' },
    perawatan: care,
    diagnosa: [
      { kode: 'I10', level: '1' },
      { kode: 'E11.9', level: '2' },
    ],
    procedure: [{ kode: '89.52' }],
    rencanaTL: plan,
    DPJP: '99901',
    user: 'casemix',
    ...extra,
  });
  return {
    ...payer,
    noSep,
    file: (extra: JsonObject = {}) => payer.vclaim.send('POST', '/LPK/insert', wrap(sheet(extra))),
    change: (extra: JsonObject = {}) => payer.vclaim.send('PUT', '/LPK/update', wrap(sheet(extra))),
    remove: () => payer.vclaim.send('DELETE', '/LPK/delete', wrap({ noSep })),
    list: () => payer.vclaim.get(`/LPK/TglMasuk/${TEST_TODAY}/JnsPelayanan/2`),
  };
}

describe('a claim sheet', () => {
  test('is filed, listed in nested lists, changed and taken back', async () => {
    const { file, change, remove, list, noSep } = await start();
    expect(await file()).toMatchObject({ code: '200', response: noSep });
    expect((await list()).response).toMatchObject({
      lpk: {
        list: [
          {
            noSep,
            peserta: { noKartu: person.nomorKartu, noMR: '000001' },
            diagnosa: {
              list: [
                { level: '1', list: { kode: 'I10', nama: 'I10 - Essential (primary) hypertension' } },
                { level: '2' },
              ],
            },
            procedure: { list: [{ list: { nama: '89.52 - Electrocardiogram' } }] },
            perawatan: { kelasRawat: { kode: '5', nama: 'Kelas 3' } },
            rencanaTL: null,
          },
        ],
      },
    });
    const referred = { ...plan, tindakLanjut: '3', dirujukKe: { kodePPK: '9999R002' } };
    expect(await change({ rencanaTL: referred })).toMatchObject({ code: '200', response: noSep });
    expect((await list()).response).toMatchObject({ lpk: { list: [{ rencanaTL: referred }] } });
    expect(await remove()).toMatchObject({ code: '200', response: noSep });
    expect(await remove()).toMatchObject({ code: '201' });
    expect(await list()).toMatchObject({ code: '201' });
    expect(await change()).toMatchObject({ code: '201' });
  });

  test.each<readonly [string, JsonObject, string]>([
    ['that begins before its SEP', { tglMasuk: addDays(TEST_TODAY, -1) }, 'Tanggal masuk dan keluar tidak sesuai'],
    ['that ends before it begins', { tglKeluar: addDays(TEST_TODAY, -1) }, 'Tanggal masuk dan keluar tidak sesuai'],
    ['for another payer', { jaminan: '2' }, 'Jaminan tidak sesuai'],
    ['with an unknown class', { perawatan: { ...care, kelasRawat: '9' } }, 'Kode perawatan tidak sesuai'],
    [
      'with two primary diagnoses',
      {
        diagnosa: [
          { kode: 'I10', level: '1' },
          { kode: 'E11.9', level: '1' },
        ],
      },
      'Diagnosa primer harus diisi satu',
    ],
    ['with an unknown rank', { diagnosa: [{ kode: 'I10', level: '3' }] }, 'Level diagnosa tidak sesuai'],
    ['of a referral to nowhere', { rencanaTL: { ...plan, tindakLanjut: '3' } }, 'Rencana tindak lanjut tidak sesuai'],
    ['of a control visit never', { rencanaTL: { ...plan, tindakLanjut: '4' } }, 'Rencana tindak lanjut tidak sesuai'],
    ['of an unknown SEP', { noSep: '9999R0011126V999999' }, 'Data Tidak Ditemukan'],
  ])('%s is refused', async (_what, extra, message) => {
    const { file } = await start();
    expect(await file(extra)).toMatchObject({ code: '201', message, response: null });
  });

  test('is one per SEP; the dumb payer writes over it', async () => {
    const careful = await start();
    await careful.file();
    expect(await careful.file()).toMatchObject({ code: '201', message: `LPK untuk No.SEP ${careful.noSep} sudah ada` });
    const dumb = await start({ character: 'dumb' });
    await dumb.file();
    expect(await dumb.file()).toMatchObject({ code: '200' });
    expect(dumb.sandbox.ledger().at(-1)).toMatchObject({ effect: 'lpk.added', duplicateOf: 2 });
  });

  test('keeps its SEP from being deleted', async () => {
    const { file, remove, vclaim, noSep } = await start();
    await file();
    const drop = () => vclaim.send('DELETE', '/SEP/2.0/delete', { request: { t_sep: { noSep, user: 'x' } } });
    expect(await drop()).toMatchObject({ code: '201' });
    await remove();
    expect(await drop()).toMatchObject({ code: '200' });
  });
});
