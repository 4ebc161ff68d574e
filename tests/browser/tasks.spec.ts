// The Task ID desk's journey: find what is incomplete, read a visit's timeline, compare with BPJS, correct our own record with reason and password.
import { DEMO_PASSWORD } from './house.ts';
import {
  WIB_MS,
  aSecondLater,
  colleague,
  expect,
  expectNoSidewaysScroll,
  open,
  picture,
  register,
  sessionOf,
  signIn,
  test,
} from './support.ts';

/** As it is typed; not before the day began. */
function minutesBefore(instant: string, minutes: number): string {
  const atPoli = new Date(Date.parse(instant) + WIB_MS);
  const minute = Math.max(0, atPoli.getUTCHours() * 60 + atPoli.getUTCMinutes() - minutes);
  return [Math.floor(minute / 60), minute % 60, 30].map((part) => String(part).padStart(2, '0')).join('.');
}

test('a missed click is found, the timeline tells its story, and a correction is kept as a named difference', async ({
  page,
  sandbox,
  playwright,
  baseURL,
}, info) => {
  test.setTimeout(120_000);
  const desk = await colleague(playwright, baseURL ?? '', 'pendaftaran.rs');
  const nurse = await colleague(playwright, baseURL ?? '', 'perawat.rs');
  const person = await sandbox.freshParticipant('INT');
  const visit = await register(desk, person, await sessionOf(desk, 'INT'));
  await aSecondLater(desk);
  // The call was never pressed: task 5 without task 4.
  await nurse.post(`/visits/${visit.id}/events`, { type: 'poli.done', data: { resep: 'tidak-ada' } });
  await signIn(page, 'klaim.rs', '/task-id');
  await page.getByRole('button', { name: /^Belum lengkap/ }).click();
  await expect(page).toHaveURL(/saring=belum-lengkap/);
  // A long day comes in pages; the next one follows when its end is reached.
  const row = page.getByRole('button').filter({ hasText: visit.nomorAntrean }).filter({ visible: true });
  await expect(async () => {
    await page.getByRole('main').evaluate((main) => main.scrollTo(0, main.scrollHeight));
    await expect(row.first()).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 30_000 });
  await row.first().click();
  const drawer = page.getByRole('dialog', { name: 'Rincian Task ID' });
  await expect(drawer).toContainText(person.nama);
  await expect(drawer).toContainText('Klik terlewat');
  await expect(drawer).toContainText('Diterima BPJS');
  await picture(page, info, 'task-id-drawer');
  await drawer.getByRole('button', { name: 'Bandingkan dengan BPJS' }).click();
  await expect(drawer.getByText(/^Dibandingkan/)).toBeVisible();
  await drawer.getByRole('button', { name: 'Perbaiki waktu' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Perbaiki waktu task 3' });
  await expect(dialog).toContainText('BPJS sudah memegang waktu task ini');
  const { serverTime } = await desk.get<{ serverTime: string }>('/session');
  await dialog.getByLabel(/^Waktu sebenarnya/).fill(minutesBefore(serverTime, 4));
  await dialog.getByLabel('Alasan').fill('jam komputer loket terlambat');
  await dialog.getByRole('textbox', { name: 'Kata sandi Anda' }).fill('salah-sekali-ini');
  await dialog.getByRole('button', { name: 'Simpan perbaikan' }).click();
  await expect(dialog).toContainText('Kata sandi tidak cocok');
  await dialog.getByRole('textbox', { name: 'Kata sandi Anda' }).fill(DEMO_PASSWORD);
  await dialog.getByRole('button', { name: 'Simpan perbaikan' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(drawer).toContainText('Berbeda dengan BPJS');
  await expect(drawer).toContainText('semula');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: /^Semua/ }).click();
  await expectNoSidewaysScroll(page);
  await picture(page, info, 'task-id');
  const file = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Unduh CSV' }).click();
  expect((await file).suggestedFilename()).toMatch(/^task-id-\d{4}-\d\d-\d\d\.csv$/);
  await open(page, 'Beranda');
  await page.getByRole('button', { name: 'Buka' }).last().click();
  await expect(page.getByRole('heading', { name: 'Task ID' })).toBeVisible();
  await expect(page.getByRole('button', { name: /^Semua/ })).toHaveAttribute('aria-pressed', 'false');
});
