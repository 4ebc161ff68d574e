// IT looks for one message among many: by what somebody says on the telephone, by the words of a refusal; reads why it stands where it
// stands, and opens its exact bytes with a reason that stays in the audit trail.
import { colleague, expect, expectNoSidewaysScroll, picture, register, sessionOf, signIn, test } from './support.ts';

test('a message is found by what somebody knows of it, and its exact bytes are opened with a reason', async ({
  page,
  sandbox,
  playwright,
  baseURL,
}, info) => {
  const desk = await colleague(playwright, baseURL ?? '', 'pendaftaran.rs');
  const visit = await register(desk, await sandbox.freshParticipant('INT'), await sessionOf(desk, 'INT'));
  await signIn(page, 'it.rs', '/pesan');
  const rows = page.getByRole('main').getByRole('button').filter({ hasText: visit.kodeBooking });
  await page.getByRole('textbox', { name: /^Nama, kartu/ }).fill(visit.kodeBooking);
  await expect(rows.filter({ hasText: 'Daftar antrean' }).filter({ hasText: 'Diterima' })).toHaveCount(1, {
    timeout: 20_000,
  });
  expect(page.url()).not.toContain(visit.kodeBooking);
  await rows.filter({ hasText: 'Daftar antrean' }).click();
  const history = page.getByRole('listitem').filter({ hasText: 'Jawaban BPJS: diterima' });
  await expect(history).toBeVisible();
  await page.getByRole('button', { name: 'Tampilkan isi' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Tampilkan isi' }).click();
  await expect(dialog).toBeVisible();
  await dialog.getByLabel('Alasan').fill('laporan BPJS nomor 12 tentang antrean ini');
  await dialog.getByRole('button', { name: 'Tampilkan isi' }).click();
  await expect(page.getByText('X-signature: •••')).toBeVisible();
  const body = page.getByText(`"kodebooking":"${visit.kodeBooking}"`).filter({ visible: true });
  await expect(body).toHaveCount(1);
  await body.scrollIntoViewIfNeeded();
  await expectNoSidewaysScroll(page);
  await picture(page, info, 'message-content');
  await page.getByRole('button', { name: 'Tutup isi' }).click();
  await expect(page.getByText('X-signature: •••')).toHaveCount(0);
  await page.goto('/pengaturan?bagian=audit');
  await expect(page.getByRole('main')).toContainText('Membuka isi persis pesan');
  await expect(page.getByRole('main')).toContainText('laporan BPJS nomor 12 tentang antrean ini');
});

test('a refusal is found by its words, and the lane says what it waits for', async ({ page }, info) => {
  await signIn(page, 'it.rs', '/pesan?keadaan=refused');
  // A telephone has no room for the reasons; their words are found all the same.
  if (info.project.name === 'clinic-pc')
    await expect(page.getByRole('navigation', { name: 'Keadaan' })).toContainText('Alasan penolakan');
  await page.getByRole('textbox', { name: /^Kata penolakan/ }).fill('kata yang tidak dikenal siapa pun');
  await expect(page.getByText('Tidak ada pesan dengan saringan ini.')).toBeVisible();
  await page.getByRole('textbox', { name: /^Kata penolakan/ }).fill('');
  await page.getByRole('main').getByRole('button').filter({ hasText: 'Daftar antrean' }).first().click();
  await expect(page.getByRole('region', { name: 'Giliran' })).toContainText('Menunggu');
  await expectNoSidewaysScroll(page);
  await picture(page, info, 'message-refused');
});

test('many messages are sent again at once: seen first, started with a reason, with a result', async ({
  page,
}, info) => {
  await signIn(page, 'it.rs', '/pesan?keadaan=refused');
  await page.getByRole('button', { name: 'Tindakan massal' }).click();
  await page.getByRole('button', { name: 'Kirim ulang semua', exact: true }).click();
  await expect(page.getByRole('cell', { name: 'dikirim lagi' }).first()).toBeVisible();
  await expectNoSidewaysScroll(page);
  await picture(page, info, 'message-bulk');
  await page.getByRole('button', { name: 'Mulai' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Alasan').fill('rujukan sudah diperpanjang');
  await dialog.getByRole('button', { name: 'Mulai' }).click();
  await expect(page.getByText('Selesai', { exact: true })).toBeVisible({ timeout: 20_000 });
  await expect(page.getByRole('listitem').filter({ hasText: 'dikirim lagi' })).toHaveCount(1);
  await picture(page, info, 'message-bulk-done');
  await page.getByRole('button', { name: 'Kembali ke pesan' }).click();
  await page.getByRole('button', { name: 'Tindakan massal' }).click();
  await expect(page.getByRole('button', { name: /Kirim ulang semua · / }).first()).toBeVisible();
});
