// The clinic's journey: register once, call, record the service; Antrean FKTP and P-Care have it, in order, once.
import { expect, expectNoSidewaysScroll, picture, queueNumber, signIn, signOut, test } from './support.ts';

test('a clinic visit is registered, called and recorded', async ({ page, sandbox }, info) => {
  test.setTimeout(150_000);
  const person = await sandbox.freshParticipant();
  await signIn(page, 'pendaftaran.klinik', '/pendaftaran');
  await page.getByLabel('Cari peserta').fill(person.nomorKartu);
  await page.keyboard.press('Enter');
  await expect(page.getByText('Aktif', { exact: true })).toBeVisible();
  await page.getByLabel('Keluhan').fill('batuk dan pilek tiga hari');
  await expectNoSidewaysScroll(page);
  await picture(page, info, 'clinic-registration');
  await page.getByRole('button', { name: 'Simpan & cetak nomor' }).click();
  const number = await queueNumber(page);
  await expect(page.getByText('Diterima BPJS')).toHaveCount(2);
  await picture(page, info, 'clinic-registered');
  await signOut(page);

  await signIn(page, 'dokter.klinik', '/poli?unit=001');
  await page.getByRole('button', { name: `Panggil ${number}` }).click();
  await expect(page.getByRole('region', { name: 'Sedang dilayani' })).toContainText(number);
  await page.getByRole('button', { name: 'Isi pelayanan' }).click();
  await page.getByRole('textbox', { name: 'Keluhan' }).fill('batuk dan pilek tiga hari');
  await page.getByRole('textbox', { name: 'Anamnesa' }).fill('tanpa demam, tanpa sesak');
  const vitals = {
    Sistole: '120',
    Diastole: '80',
    'Denyut nadi': '80',
    'Laju napas': '20',
    Suhu: '36,8',
    'Berat badan': '60',
    'Tinggi badan': '165',
    'Lingkar perut': '80',
  };
  for (const [label, value] of Object.entries(vitals)) await page.getByLabel(label).fill(value);
  await page.getByLabel('Cari kode atau nama ICD-10').fill('J06');
  await page.getByRole('option', { name: /^J06/ }).first().click();
  await page.getByRole('combobox', { name: 'Prognosa' }).click();
  await page.getByRole('option').first().click();
  await page.getByLabel('Terapi obat', { exact: true }).fill('Parasetamol 3 x 500 mg');
  await expectNoSidewaysScroll(page);
  await picture(page, info, 'clinic-service-entry', 'top');
  await page.getByRole('button', { name: 'Simpan pelayanan' }).click();
  await expect(page.getByText('Pelayanan tersimpan')).toBeVisible();
  await page.getByRole('button', { name: 'Tanpa resep' }).click();
  await expect(page).toHaveURL(/\/poli/);
  await expect
    .poll(
      async () =>
        (await sandbox.ledger())
          .filter((line) => JSON.stringify(line).includes(person.nomorKartu))
          .map((line) => line.effect),
      { timeout: 60_000 },
    )
    .toEqual(expect.arrayContaining(['fktp.antrean.added', 'pendaftaran.added', 'kunjungan.added']));
});
