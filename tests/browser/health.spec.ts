// How BPJS is doing: plain words for staff before and during an outage, figures for IT.
import { colleague, expect, expectNoSidewaysScroll, picture, register, sessionOf, signIn, test } from './support.ts';

const DOWN = { antreanrs: { faults: [{ kind: 'refuse', probability: 1, on: 'all' }] } };

test('staff read in plain words what BPJS means for patients now; IT sees the figures behind it', async ({
  page,
  sandbox,
  playwright,
  baseURL,
}, info) => {
  const desk = await colleague(playwright, baseURL ?? '', 'pendaftaran.rs');
  await signIn(page, 'it.rs', '/kesehatan');
  const antrean = page.getByRole('region', { name: 'Antrean RS' });
  await expect(antrean.getByText('Bagi pasien sekarang')).toBeVisible();
  await sandbox.moods(DOWN);
  await register(desk, await sandbox.freshParticipant('INT'), await sessionOf(desk, 'INT'));
  await register(desk, await sandbox.freshParticipant('INT'), await sessionOf(desk, 'INT'));
  await expect(antrean.getByText(/^Terputus sejak/)).toBeVisible({ timeout: 30_000 });
  await expect(antrean.getByText(/Daftarkan dan layani pasien seperti biasa/)).toBeVisible();
  await expectNoSidewaysScroll(page);
  await picture(page, info, 'health-staff');
  await page.getByRole('button', { name: 'Rincian TI' }).click();
  await expect(page.getByRole('rowheader', { name: /^Antrean/ })).toBeVisible();
  await expect(page.getByText(/tanpa jawaban sejak/).first()).toBeVisible();
  await expect(page.getByText('Hidup', { exact: true })).toBeVisible();
  await expectNoSidewaysScroll(page);
  await picture(page, info, 'health-detail');
});

test('a paused channel rings at the bell, says what to do, and is quiet again when it goes on', async ({
  page,
  playwright,
  baseURL,
}, info) => {
  const it = await colleague(playwright, baseURL ?? '', 'it.rs');
  await signIn(page, 'it.rs', '/peringatan');
  await it.post('/channels/vclaim.monitoring/pause', { reason: 'latihan' });
  const alert = page.getByRole('region', { name: /^Kanal monitoring VClaim dijeda/ });
  await expect(alert).toBeVisible({ timeout: 40_000 });
  await expect(page.getByRole('link', { name: /^Peringatan: [1-9]/ })).toBeVisible();
  await expectNoSidewaysScroll(page);
  await picture(page, info, 'alerts');
  await alert.getByRole('button', { name: 'Sudah saya lihat' }).click();
  await expect(alert.getByText(/Dilihat/)).toBeVisible();
  await it.post('/channels/vclaim.monitoring/resume', { reason: 'latihan selesai' });
  await expect(alert).toHaveCount(0, { timeout: 40_000 });
  await page.goto('/peringatan?lihat=selesai');
  await expect(page.getByRole('region', { name: /^Kanal monitoring VClaim dijeda/ }).first()).toBeVisible();
  await page.goto('/pengaturan?bagian=pemberitahuan');
  await page.getByRole('button', { name: 'Tambah tujuan' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Nama tujuan').fill('Petugas jaga TI');
  await dialog.getByLabel('Alamat').fill('jaga.ti@rs.example');
  await dialog.getByRole('button', { name: 'Tambah tujuan' }).click();
  const row = page.getByRole('row').filter({ hasText: 'Petugas jaga TI' });
  await row.getByRole('button', { name: 'Uji' }).click();
  // No mail server is set up here, and it says so.
  await expect(row.getByText(/Tidak diterima: TITIAN_SMTP_URL/)).toBeVisible();
  await expectNoSidewaysScroll(page);
  await picture(page, info, 'alert-places');
  await row.getByRole('button', { name: 'Hapus' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Hapus' }).click();
  await expect(row).toHaveCount(0);
});
