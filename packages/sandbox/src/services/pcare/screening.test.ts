// Screening follows the population, adds up, and cannot be written; neither can what no source knows.

import { afterEach, describe, expect, test } from 'vitest';
import { textAt, type JsonObject } from '../../json.ts';
import { participantAt } from '../../population/index.ts';
import type { Sandbox } from '../../sandbox.ts';
import { TEST_TODAY } from '../../testing.ts';
import { testClinic, type Clinic } from './testing.ts';

let open: Sandbox | null = null;
afterEach(async () => {
  await open?.close();
  open = null;
});
async function start(seed = 1): Promise<Clinic> {
  const clinic = await testClinic({ seed });
  open = clinic.sandbox;
  return clinic;
}
const rowsOf = (response: unknown): JsonObject[] => (response as { readonly list?: JsonObject[] } | null)?.list ?? [];
const prolanis = participantAt(1, 5, TEST_TODAY).person;

describe('screening', () => {
  test('the summary counts the rows, women’s diseases among women only', async () => {
    const { pcare } = await start();
    const rows = rowsOf((await pcare.get('/skrinning/peserta/a/0/1000')).response);
    const { response } = await pcare.get('/skrinning/rekap');
    const everybody = rowsOf(response)[0] ?? {};
    const screened = Number(everybody['beresiko']) + Number(everybody['tidak_beresiko']);
    const named = rowsOf(response).find((row) => row['nama_penyakit'] === 'Diabetes Mellitus');
    expect(screened).toBeGreaterThanOrEqual(rows.length);
    expect(rows.length).toBeGreaterThan(0);
    const atRisk = rows.filter((row) => textAt(row['status_penyakit'], 'penyakit_diabetes_mellitus') === 'Beresiko');
    expect(Number(named?.['beresiko'])).toBeGreaterThanOrEqual(atRisk.length);
    for (const row of rows) {
      const { response: person } = await pcare.get(`/peserta/${textAt(row, 'nomor_peserta')}`);
      if (textAt(person, 'sex') === 'L')
        expect(row['status_penyakit']).toMatchObject({
          kanker_serviks: 'Tidak Beresiko',
          kanker_payudara: 'Tidak Beresiko',
        });
    }
  });

  test('whoever is in a programme is at risk and listed there; others of that name are not', async () => {
    const { pcare } = await start();
    const isHypertensive = prolanis.prolanis === 'HT';
    const key = isHypertensive ? 'hipertensi_stroke_ischemic_heart_disease' : 'penyakit_diabetes_mellitus';
    const [result] = rowsOf((await pcare.get(`/skrinning/peserta/${prolanis.nomorKartu}/0/10`)).response);
    expect(result?.['status_penyakit']).toMatchObject({ [key]: 'Beresiko' });
    const path = (kind: string): string => `/skrinning/prolanis/${kind}/${prolanis.nomorKartu}/0/10`;
    expect(await pcare.get(path(isHypertensive ? 'ht' : 'dm'))).toMatchObject({
      response: { count: 1, list: [{ nama: prolanis.nama, status_prolanis: 'Terdaftar' }] },
    });
    expect(await pcare.get(path(isHypertensive ? 'dm' : 'ht'))).toMatchObject({ code: '204' });
  });

  test('the same person has the same results at every payer of the seed, and only the own clinic sees them', async () => {
    const path = `/skrinning/peserta/${prolanis.nomorKartu}/0/10`;
    const first = await start();
    const { response } = await first.pcare.get(path);
    expect(await first.caller('pcare', '9999U002').get(path)).toMatchObject({ code: '204' });
    await first.sandbox.close();
    expect((await (await start()).pcare.get(path)).response).toEqual(response);
  });

  test('nothing writes screening, and there is no immunisation', async () => {
    const { pcare } = await start();
    expect(await pcare.send('POST', '/skrinning/rekap', {})).toMatchObject({ status: 405 });
    for (const path of ['/skrining/rekap', '/imunisasi', '/imunisasi/0/10'])
      expect(await pcare.get(path)).toMatchObject({ status: 404, text: 'No Mapping Rule matched' });
  });
});
