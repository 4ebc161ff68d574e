// Reference lists: what the facts say of their codes, the way from province to district, and short search words.

import { afterEach, expect, test } from 'vitest';
import type { JsonObject } from '../../json.ts';
import type { Sandbox } from '../../sandbox.ts';
import { startVclaim, type VclaimPayer } from './testing.ts';

let open: Sandbox | null = null;
afterEach(async () => {
  await open?.close();
  open = null;
});
async function start(): Promise<VclaimPayer> {
  const payer = await startVclaim();
  open = payer.sandbox;
  return payer;
}

test('diseases of the back-referral programme come with a blank behind their code', async () => {
  const { vclaim } = await start();
  const { response } = await vclaim.get('/referensi/diagnosaprb');
  const rows = (response as JsonObject)['list'] as JsonObject[];
  expect(rows).toHaveLength(9);
  expect(rows[0]).toEqual({ kode: '01 ', nama: 'Diabetes Mellitus' });
});

test.each([
  ['kelasrawat', ['VVIP', 'VIP', 'Kelas 1', 'Kelas 2', 'Kelas 3']],
  ['carakeluar', ['Atas Persetujuan Dokter', 'Dirujuk', 'Atas Permintaan Sendiri', 'Meninggal', 'Lain-lain']],
  ['pascapulang', ['Sembuh', 'Rujuk', 'Pulang Paksa', 'Meninggal', 'Lain-lain']],
])('%s counts from 1', async (name, names) => {
  const { vclaim } = await start();
  const list = names.map((nama, index) => ({ kode: String(index + 1), nama }));
  expect((await vclaim.get(`/referensi/${name}`)).response).toEqual({ list });
});

test('every district is found from its province', async () => {
  const { vclaim } = await start();
  const rows = async (path: string): Promise<readonly JsonObject[]> =>
    ((await vclaim.get(`/referensi/${path}`)).response as JsonObject)['list'] as JsonObject[];
  for (const province of await rows('propinsi')) {
    for (const regency of await rows(`kabupaten/propinsi/${String(province['kode'])}`))
      expect((await rows(`kecamatan/kabupaten/${String(regency['kode'])}`)).length).toBeGreaterThan(1);
  }
  expect(await vclaim.get('/referensi/kabupaten/propinsi/00')).toMatchObject({ code: '201' });
});

test('searches take code or name; a procedure repeats its code in its name', async () => {
  const { vclaim } = await start();
  const procedure = { kode: '39.95', nama: '39.95 - Hemodialysis' };
  expect((await vclaim.get('/referensi/procedure/39.9')).response).toEqual({ procedure: [procedure] });
  expect((await vclaim.get('/referensi/procedure/hemodial')).response).toEqual({ procedure: [procedure] });
  expect((await vclaim.get('/referensi/obatprb/amlodipin')).response).toMatchObject({ list: [{}, {}] });
  expect((await vclaim.get('/referensi/dokter/rangga')).response).toMatchObject({ list: [{ kode: '99901' }] });
  expect(await vclaim.get('/referensi/obatprb/tidakada')).toMatchObject({ message: 'Data Tidak Ditemukan' });
});

test('words under three letters find nothing when the switch says so', async () => {
  const { vclaim, sandbox } = await start();
  expect(await vclaim.get('/referensi/diagnosa/I1')).toMatchObject({ code: '200' });
  await sandbox.setSwitches({ shortSearchWords: 'empty' });
  expect(await vclaim.get('/referensi/diagnosa/I1')).toMatchObject({ code: '201' });
  expect(await vclaim.get('/referensi/diagnosa/I10')).toMatchObject({ code: '200' });
});
