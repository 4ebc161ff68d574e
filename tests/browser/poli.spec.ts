// The poli's journey: the number huge, call, repeat, serve, finish with or without a prescription; Task 4 and 5 reach BPJS.
import {
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

test('a nurse calls the next patient, serves and finishes with a prescription', async ({
  page,
  sandbox,
  playwright,
  baseURL,
}, info) => {
  const desk = await colleague(playwright, baseURL ?? '', 'pendaftaran.rs');
  const session = await sessionOf(desk, 'INT');
  const first = await register(desk, await sandbox.freshParticipant('INT'), session);
  const second = await register(desk, await sandbox.freshParticipant('INT'), session);
  await signIn(page, 'perawat.rs');
  await open(page, 'Poli');
  await page.getByRole('button', { name: /^Penyakit Dalam/ }).click();
  await expect(page).toHaveURL(/unit=INT/);
  await aSecondLater(desk);
  await page.getByRole('button', { name: `Panggil ${first.nomorAntrean}` }).click();
  const serving = page.getByRole('region', { name: 'Sedang dilayani' });
  await expect(serving).toContainText(first.nomorAntrean);
  await expect(page.getByRole('region', { name: /^Menunggu/ })).toContainText(second.nomorAntrean);
  await expectNoSidewaysScroll(page);
  await picture(page, info, 'poli', 'top');
  await page.getByRole('button', { name: 'Ulangi' }).click();
  await page.getByRole('button', { name: 'Layani', exact: true }).click();
  await aSecondLater(desk);
  await page.getByRole('button', { name: 'Resep non racikan' }).click();
  await expect(serving).not.toContainText(first.nomorAntrean);
  await expect
    .poll(async () =>
      (await sandbox.ledger())
        .filter((line) => line.effect === 'task.stored' && line.key === first.kodeBooking)
        .map((line) => Number(line.data['taskid'])),
    )
    .toEqual(expect.arrayContaining([3, 4, 5]));
});

test('a new call by key and a no-show with its reason', async ({ page, sandbox, playwright, baseURL }) => {
  const desk = await colleague(playwright, baseURL ?? '', 'pendaftaran.rs');
  const person = await sandbox.freshParticipant('INT');
  const visit = await register(desk, person, await sessionOf(desk, 'INT'));
  await signIn(page, 'pendaftaran.rs');
  await page.getByRole('button', { name: /^Cari nama/ }).click();
  await page.getByRole('textbox', { name: 'Cari kunjungan' }).fill(visit.nomorAntrean);
  await page.getByRole('option').filter({ hasText: person.nama }).click();
  await page.getByRole('button', { name: 'Tidak hadir' }).click();
  const dialog = page.getByRole('dialog', { name: /tidak hadir\?/ });
  await dialog.getByRole('button', { name: 'Tidak hadir' }).click();
  await expect(dialog).toContainText('Tulis alasan');
  await dialog.getByLabel('Alasan').fill('dipanggil tiga kali, tidak ada');
  await dialog.getByRole('button', { name: 'Tidak hadir' }).click();
  await expect(page.getByRole('dialog', { name: 'Kunjungan' }).getByText('Tidak hadir').first()).toBeVisible();
});
