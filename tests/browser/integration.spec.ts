// IT's journey: the messages like a mail client, pausing and resuming a channel with a reason, the settings; and the dark look.
import { colleague, expect, expectNoSidewaysScroll, picture, register, sessionOf, signIn, test } from './support.ts';

test('a message is read with its lane, and a channel is paused and resumed with a reason', async ({
  page,
  sandbox,
  playwright,
  baseURL,
}, info) => {
  const desk = await colleague(playwright, baseURL ?? '', 'pendaftaran.rs');
  const visit = await register(desk, await sandbox.freshParticipant('INT'), await sessionOf(desk, 'INT'));
  await signIn(page, 'it.rs', '/pesan');
  await expectNoSidewaysScroll(page);
  await page.getByRole('main').getByRole('button').filter({ hasText: visit.nomorAntrean }).first().click();
  await expect(page.getByRole('heading', { name: 'Urutan kunjungan ini' })).toBeVisible();
  // A refusal shows more of the screen than a delivery; a house without one is looked at as it is.
  await page.goto('/pesan?keadaan=refused');
  await expect(page.getByRole('button', { name: /^Ditolak/ })).toHaveAttribute('aria-pressed', 'true');
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
  const refused = page.getByRole('main').getByRole('button').filter({ hasText: 'Daftar antrean' }).first();
  if (await refused.count()) {
    await refused.click();
    await expect(page.getByRole('heading', { name: 'Urutan kunjungan ini' })).toBeVisible();
  }
  await picture(page, info, 'messages');
  await page.goto('/pesan?lihat=kanal');
  await page.getByRole('button', { name: 'Jeda' }).first().click();
  await page.getByRole('dialog').getByLabel('Alasan').fill('pemeliharaan jaringan rumah sakit');
  await page.getByRole('dialog').getByRole('button', { name: 'Jeda' }).click();
  await expect(page.getByText('Dijeda').first()).toBeVisible();
  await picture(page, info, 'channels');
  await page.getByRole('button', { name: 'Jalankan' }).first().click();
  await page.getByRole('dialog').getByLabel('Alasan').fill('pemeliharaan selesai');
  await page.getByRole('dialog').getByRole('button', { name: 'Jalankan' }).click();
  await expect(page.getByRole('button', { name: 'Jalankan' })).toHaveCount(0);
});

test('what BPJS holds otherwise is a list: both sides are seen, BPJS is asked again, the difference is taken with a reason', async ({
  page,
  sandbox,
  playwright,
  baseURL,
}, info) => {
  const desk = await colleague(playwright, baseURL ?? '', 'pendaftaran.rs');
  const visit = await register(desk, await sandbox.freshParticipant('INT'), {
    ...(await sessionOf(desk, 'INT')),
    checkIn: false,
  });
  const { serverTime } = await desk.get<{ serverTime: string }>('/session');
  const earlier = new Date(Date.parse(serverTime) - 30_000);
  await expect.poll(() => sandbox.storeByAnother(visit.kodeBooking, 3, earlier), { timeout: 20_000 }).toBe(true);
  await desk.post(`/visits/${visit.id}/events`, { type: 'patient.checked-in' });
  await signIn(page, 'klaim.rs', '/pesan?keadaan=berbeda');
  const row = page.getByRole('main').getByRole('button').filter({ hasText: visit.kodeBooking });
  await expect(row).toHaveCount(1, { timeout: 20_000 });
  await row.click();
  const sides = page.getByRole('row').filter({ hasText: 'Waktu' });
  await expect(sides.getByRole('cell')).toHaveCount(3);
  await expect(sides).toBeVisible();
  await expectNoSidewaysScroll(page);
  await picture(page, info, 'difference');
  await page.getByRole('button', { name: 'Bandingkan dengan BPJS' }).click();
  await expect(sides.getByRole('cell')).toHaveCount(3);
  await page.getByRole('button', { name: 'Terima perbedaan' }).click();
  await page.getByRole('dialog').getByLabel('Alasan').fill('jam SIMRS lama lebih dahulu terkirim');
  await page.getByRole('dialog').getByRole('button', { name: 'Terima perbedaan' }).click();
  await expect(page.getByText(/^Diterima sebagai perbedaan oleh/)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Terima perbedaan' })).toHaveCount(0);
  await page.goto('/pesan?keadaan=berbeda');
  await expect(page.getByRole('heading', { name: 'Pesan' })).toBeVisible();
  await expect(row).toHaveCount(0);
});

test('every section of the settings opens, credentials are never shown', async ({ page }, info) => {
  await signIn(page, 'it.rs', '/pengaturan');
  for (const [section, content, name] of [
    ['Fasilitas', 'Kode PPK', 'facility'],
    ['Kredensial BPJS', 'Terisi', 'credentials'],
    ['Pemetaan Task ID', 'Dipanggil poli', 'task-id'],
    ['Pengguna', 'pendaftaran.rs', 'staff'],
    ['Kunci API', 'SIMRS', 'api-keys'],
    ['Jejak audit', 'Tindakan', 'audit'],
  ] as const) {
    await page.getByRole('navigation', { name: 'Bagian' }).getByRole('link', { name: section }).click();
    await expect(page.getByRole('main')).toContainText(content);
    await expectNoSidewaysScroll(page);
    await picture(page, info, `settings-${name}`);
  }
});

test('the screens have a dark look', async ({ page }, info) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await signIn(page, 'manajemen.rs');
  await expect(page.getByRole('heading', { name: 'Beranda' })).toBeVisible();
  await picture(page, info, 'home-dark');
  expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe('rgb(15, 21, 20)');
});
