// The journey of an outage at the counter: the mode comes by itself, the policy decides, a statement is printed, the paper comes back, BPJS
// answers again, and somebody who turned out inactive is decided on. Nothing is cancelled.
import type { Page } from '@playwright/test';
import { colleague, expect, open, picture, queueNumber, signIn, test, type Colleague } from './support.ts';

const PARTICIPANTS_DOWN = { 'vclaim.peserta': { faults: [{ kind: 'refuse', probability: 1, on: 'all' }] } };
const POLICY = {
  maxAgeDays: 30,
  whenOld: 'pernyataan',
  whenUnknown: 'pernyataan',
  isAutomatic: true,
  endAfterMinutes: 0,
  opensAt: '06:00',
  patientText: '',
  contacts: [{ peran: 'Kepala pendaftaran', nama: 'Ibu Contoh', telepon: '080000000001' }],
};
const TURN_MS = 20_000;
const RECOVERY_MS = 60_000;

interface Status {
  readonly outage: { readonly id: string } | null;
}

/** The morning's own failures begin it; a clerk would have searched as often. */
async function interrupt(desk: Colleague, card: string): Promise<void> {
  for (let call = 0; call < 3; call += 1) await desk.post('/peserta/search', { query: card });
  await expect.poll(async () => (await desk.get<Status>('/continuity')).outage, { timeout: TURN_MS }).not.toBeNull();
}

/** A headless browser has no printer and dies at one: what the server prints is looked at here, the page gets an empty sheet. */
async function keepPrints(page: Page): Promise<string[]> {
  const printed: string[] = [];
  await page.route(/\.pdf(\?|$)/, async (route) => {
    const answer = await route.fetch();
    const file = await answer.body();
    printed.push(file.subarray(0, 5).toString() === '%PDF-' ? new URL(route.request().url()).pathname : 'no PDF');
    await route.fulfill({ status: answer.status(), contentType: 'text/html', body: '<p></p>' });
  });
  return printed;
}

async function registerUnknown(page: Page, person: { nik: string; nama: string }): Promise<void> {
  await page.getByLabel('Cari peserta').fill(person.nik);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Daftarkan pasien baru' }).click();
  await page.getByLabel('Nama lengkap').fill(person.nama);
  await page.getByLabel('Tanggal lahir').fill('1980-02-03');
  await page.getByRole('combobox', { name: 'Jenis kelamin' }).click();
  await page.getByRole('option', { name: 'Perempuan' }).click();
  await page.getByText('JKN', { exact: true }).click();
  await expect(page.getByTestId('continuity-verdict')).toContainText('Perlu pernyataan');
  await page.getByRole('textbox', { name: 'Nomor rujukan lain' }).fill('9999U0011126P999999');
  await page.getByRole('combobox', { name: 'Poli' }).click();
  await page.getByRole('option', { name: 'Penyakit Dalam', exact: true }).click();
  await page.getByLabel('No. HP').fill('080000000098');
  await page.getByRole('button', { name: 'Simpan & cetak nomor' }).click();
  await queueNumber(page);
}

test('an outage at the counter, from the first failure to the report', async ({
  page,
  sandbox,
  playwright,
  baseURL,
}, info) => {
  test.setTimeout(180_000);
  const known = await sandbox.freshParticipant('INT');
  const gone = await sandbox.inactiveParticipant();
  const desk = await colleague(playwright, baseURL ?? '', 'pendaftaran.rs');
  const head = await colleague(playwright, baseURL ?? '', 'manajemen.rs');
  await head.put('/continuity/policy', { ...POLICY, startAfterMinutes: 0 });
  await desk.post('/peserta/search', { query: known.nomorKartu });
  await sandbox.moods(PARTICIPANTS_DOWN);
  try {
    await interrupt(desk, known.nomorKartu);
    const printed = await keepPrints(page);
    await signIn(page, 'pendaftaran.rs', '/pendaftaran');
    const strip = page.getByRole('region', { name: 'Keadaan layanan BPJS' });
    await expect(strip).toContainText('Mode kesinambungan sejak');

    // Somebody BPJS called active this morning.
    await page.getByLabel('Cari peserta').fill(known.nomorKartu);
    await page.keyboard.press('Enter');
    await expect(page.getByTestId('continuity-verdict')).toContainText('Diterima');
    await expect(page.getByRole('radiogroup', { name: 'Pilihan pasien' })).toBeVisible();
    await picture(page, info, 'continuity-desk');
    const phone = page.getByLabel('No. HP');
    if ((await phone.inputValue()) === '') await phone.fill('080000000097');
    await page.getByRole('button', { name: 'Simpan & cetak nomor' }).click();
    await queueNumber(page);
    const panel = page.getByRole('region', { name: 'Masa gangguan BPJS' });
    await expect(panel).toContainText('Diterima');
    await panel.getByText('Menunggu', { exact: true }).click();
    await panel.getByText('Lanjut', { exact: true }).click();

    // Somebody nobody here has ever asked about: the statement, signed on paper.
    await page.keyboard.press('F4');
    await registerUnknown(page, { nik: gone.nik, nama: gone.nama });
    await panel.getByRole('button', { name: 'Cetak pernyataan' }).click();
    const sign = panel.getByRole('button', { name: 'Sudah ditandatangani' });
    await expect(sign).toBeEnabled();
    await picture(page, info, 'continuity-statement');
    await sign.click();
    await expect(panel).toContainText('Ditandatangani');

    // A row that was written on paper while the computers stood still, and somebody who left.
    await open(page, 'Kesinambungan');
    await expect(page.getByRole('status').filter({ hasText: 'Mode kesinambungan aktif' })).toBeVisible();
    await page.getByRole('button', { name: 'Masukkan dari kertas' }).click();
    const paper = page.getByRole('dialog', { name: 'Masukkan dari register darurat' });
    await paper.getByLabel('Ditulis oleh').fill('Sari');
    await paper.getByLabel('Datang').fill('08:20');
    await paper.getByRole('textbox', { name: 'Nama' }).fill('PESERTA KERTAS');
    await paper.getByLabel('NIK').fill('9999000000000904');
    await paper.getByRole('combobox', { name: 'Poli' }).click();
    await page.getByRole('option', { name: 'Penyakit Dalam', exact: true }).click();
    await picture(page, info, 'continuity-paper');
    await paper.getByRole('button', { name: 'Simpan baris' }).click();
    await expect(paper.getByText(/Baris 1 tersimpan/)).toBeVisible();
    await paper.getByRole('button', { name: 'Tutup' }).last().click();
    await page.getByRole('button', { name: 'Catat pengumuman' }).click();
    const announced = page.getByRole('dialog', { name: 'Catat pengumuman' });
    await announced.getByLabel('Diumumkan oleh').fill('Kantor cabang');
    await announced.getByLabel('Isi pengumuman').fill('Pemeliharaan, 30 menit');
    await announced.getByRole('button', { name: 'Simpan' }).click();
    await expect(page.getByText('Pemeliharaan, 30 menit')).toBeVisible();
    await expect(page.getByRole('row').filter({ hasText: gone.nama })).toContainText('Perlu pernyataan');
    await picture(page, info, 'continuity', 'top');

    // What patients see.
    const tv = await page.context().newPage();
    await tv.goto('/layar/pemberitahuan');
    await expect(tv.getByText('Layanan BPJS sedang terganggu', { exact: true })).toBeVisible();
    await picture(tv, info, 'continuity-display');

    // BPJS is back: everybody is asked again, and the mode ends by itself.
    await sandbox.moods({});
    await desk.post('/peserta/search', { query: known.nomorKartu });
    await expect(tv.getByText('Pelayanan berjalan seperti biasa')).toBeVisible({ timeout: RECOVERY_MS });
    await tv.close();
    await page.getByRole('button', { name: 'Perlu tindakan' }).click();
    const inactive = page.getByRole('row').filter({ hasText: gone.nama });
    await expect(inactive).toContainText('Tidak aktif', { timeout: RECOVERY_MS });
    await picture(page, info, 'continuity-after', 'top');
    await inactive.getByRole('button', { name: 'Putuskan' }).click();
    const decide = page.getByRole('dialog', { name: /Tindak lanjut/ });
    await decide.getByLabel('Alasan').fill('Dihubungi, mengaktifkan lewat Mobile JKN');
    await decide.getByRole('button', { name: 'Simpan' }).click();
    await expect(inactive).toHaveCount(0);
    await page.getByRole('button', { name: 'Laporan gangguan' }).click();
    await expect.poll(() => printed).toEqual([expect.stringMatching(/statement/), expect.stringMatching(/report/)]);
    const effects = (await sandbox.ledger()).filter((line) => JSON.stringify(line).includes(known.nomorKartu));
    expect(effects.map((line) => line.effect)).not.toContain('booking.cancelled');
  } finally {
    await sandbox.moods({});
    await head.put('/continuity/policy', { ...POLICY, startAfterMinutes: 3 });
  }
});
