// The clerk's journey at a hospital desk: one field, one participant, one Enter to a number; BPJS knows it right after.
import {
  colleague,
  expect,
  expectNoSidewaysScroll,
  open,
  picture,
  queueNumber,
  register,
  registerByCard,
  signIn,
  signOut,
  test,
  unknownNik,
} from './support.ts';

test('a wrong password is told in plain words and nothing opens', async ({ page }, info) => {
  await page.goto('/');
  await picture(page, info, 'sign-in');
  await page.getByLabel('Nama pengguna').fill('pendaftaran.rs');
  await page.getByRole('textbox', { name: 'Kata sandi' }).fill('bukan-kata-sandinya');
  await page.getByRole('button', { name: 'Masuk' }).click();
  await expect(page.getByRole('alert')).toContainText('tidak cocok');
  await expect(page.getByRole('banner')).toHaveCount(0);
});

test('a participant with a referral is registered with one Enter and BPJS has booking and SEP', async ({
  page,
  sandbox,
}, info) => {
  const person = await sandbox.freshParticipant();
  await signIn(page, 'pendaftaran.rs', '/pendaftaran');
  await picture(page, info, 'registration-empty');
  await page.getByLabel('Cari peserta').fill(person.nomorKartu);
  await page.keyboard.press('Enter');
  await expect(page.getByText('Aktif', { exact: true })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Peserta' })).toContainText(person.nama);
  await expect(page.getByRole('radio', { checked: true })).toHaveCount(5); // payer, patient, referral, kind of visit, session
  await expect(page.getByRole('button', { name: 'Simpan & cetak nomor' })).toBeFocused();
  await expectNoSidewaysScroll(page);
  await picture(page, info, 'registration-found');
  await page.keyboard.press('Enter');
  await queueNumber(page);
  await expect(page.getByTestId('nomor-sep')).toHaveText(/^9999R001\d{4}V\d{6}$/);
  await expect(page.getByText('Diterima BPJS').first()).toBeVisible();
  await expectNoSidewaysScroll(page);
  await picture(page, info, 'registration-saved');
  const effects = (await sandbox.ledger())
    .filter((line) => JSON.stringify(line).includes(person.nomorKartu))
    .map((line) => line.effect);
  expect(effects.filter((effect) => effect === 'booking.added')).toHaveLength(1);
  expect(effects.filter((effect) => effect === 'sep.issued')).toHaveLength(1);
});

test('ticket and SEP come as files to print', async ({ page, sandbox }) => {
  const person = await sandbox.freshParticipant();
  await signIn(page, 'pendaftaran.rs', '/pendaftaran');
  await registerByCard(page, person.nomorKartu);
  const ticket = await page.getByRole('link', { name: 'Cetak nomor' }).getAttribute('href');
  for (const path of [ticket ?? '', (ticket ?? '').replace('ticket.pdf', 'sep.pdf')]) {
    const answer = await page.request.get(path);
    expect(answer.headers()['content-type']).toContain('application/pdf');
    expect((await answer.body()).subarray(0, 5).toString()).toBe('%PDF-');
  }
});

test('pressing Enter twice registers once', async ({ page, sandbox }) => {
  const person = await sandbox.freshParticipant();
  await signIn(page, 'pendaftaran.rs', '/pendaftaran');
  await page.getByLabel('Cari peserta').fill(person.nomorKartu);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Simpan & cetak nomor' })).toBeFocused();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('nomor-sep')).toBeVisible();
  const bookings = (await sandbox.ledger()).filter(
    (line) => line.effect === 'booking.added' && JSON.stringify(line).includes(person.nomorKartu),
  );
  expect(bookings).toHaveLength(1);
});

test('any visit is found from anywhere, and the screens speak English on request', async ({ page, sandbox }, info) => {
  const person = await sandbox.freshParticipant();
  await signIn(page, 'pendaftaran.rs', '/pendaftaran');
  const number = await registerByCard(page, person.nomorKartu);
  await open(page, 'Beranda');
  await expect(page.getByRole('heading', { name: 'Beranda' })).toBeVisible();
  await expectNoSidewaysScroll(page);
  await picture(page, info, 'home');
  await page.getByRole('button', { name: /^Cari nama/ }).click();
  await page.getByRole('textbox', { name: 'Cari kunjungan' }).fill(number);
  await page.getByRole('option').filter({ hasText: person.nama }).click();
  await expect(page.getByRole('dialog', { name: 'Kunjungan' })).toContainText(person.nama);
  await picture(page, info, 'visit');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: /^Akun/ }).click();
  await page.getByRole('menuitem', { name: 'English' }).click();
  await expect(page.getByRole('heading', { name: 'Home' })).toBeVisible();
  await page.getByRole('button', { name: /^Account/ }).click();
  await page.getByRole('menuitem', { name: 'Bahasa Indonesia' }).click();
  await expect(page.getByRole('heading', { name: 'Beranda' })).toBeVisible();
  await signOut(page);
});

test('a person without a card is registered as a new general patient and waits for the counter', async ({
  page,
}, info) => {
  await signIn(page, 'pendaftaran.rs', '/pendaftaran');
  await page.getByLabel('Cari peserta').fill(unknownNik());
  await page.keyboard.press('Enter');
  await expect(page.getByText('Peserta tidak ditemukan.')).toBeVisible();
  await page.getByRole('button', { name: 'Daftarkan pasien baru' }).click();
  await page.getByRole('button', { name: 'Simpan & cetak nomor' }).click();
  await expect(page.getByText(/^Lengkapi:/)).toBeVisible();
  await page.getByLabel('Nama lengkap').fill('CONTOH TANPA KARTU');
  await page.getByLabel('Tanggal lahir').fill('1990-02-03');
  await page.getByRole('combobox', { name: 'Jenis kelamin' }).click();
  await page.getByRole('option', { name: 'Perempuan' }).click();
  await page.getByLabel('No. HP').fill('080000000098');
  await page.getByRole('combobox', { name: 'Poli' }).click();
  await page.getByRole('option', { name: 'Penyakit Dalam', exact: true }).click();
  await page.getByRole('button', { name: 'Simpan & cetak nomor' }).click();
  const number = await queueNumber(page);
  await open(page, 'Antrean');
  await expect(page.getByRole('region', { name: /^Menunggu/ })).toContainText(number);
  await expectNoSidewaysScroll(page);
  await picture(page, info, 'counter');
});

test('a card typed into the search for anything goes on at the desk and never into an address', async ({
  page,
  sandbox,
}) => {
  const person = await sandbox.freshParticipant();
  await signIn(page, 'pendaftaran.rs');
  await page.getByRole('button', { name: /^Cari nama/ }).click();
  await page.getByRole('textbox', { name: 'Cari kunjungan' }).fill(person.nomorKartu);
  await page.getByRole('button', { name: 'Cari peserta di Pendaftaran' }).click();
  await expect(page.getByRole('region', { name: 'Peserta' })).toContainText(person.nama);
  expect(page.url()).not.toContain(person.nomorKartu);
});

test('a workplace left alone signs itself out and says so', async ({ page }) => {
  await page.clock.install();
  await signIn(page, 'pendaftaran.rs');
  await page.clock.fastForward('31:00');
  await expect(page.getByText('Sesi berakhir. Masuk lagi untuk melanjutkan.')).toBeVisible();
  await expect(page.getByRole('banner')).toHaveCount(0);
});

test('a visit saved without a doctor gets one from a person, and BPJS hears of it then', async ({
  page,
  sandbox,
  playwright,
  baseURL,
}, info) => {
  const desk = await colleague(playwright, baseURL ?? '', 'pendaftaran.rs');
  const person = await sandbox.freshParticipant('INT');
  const visit = await register(desk, person);
  await signIn(page, 'pendaftaran.rs');
  await page.getByRole('button', { name: /^Cari nama/ }).click();
  await page.getByRole('textbox', { name: 'Cari kunjungan' }).fill(visit.nomorAntrean);
  await page.getByRole('option').filter({ hasText: person.nama }).click();
  const drawer = page.getByRole('dialog', { name: 'Kunjungan' });
  await expect(drawer.getByText('Pilih dokter: booking dan SEP menunggu')).toBeVisible();
  await picture(page, info, 'choose-doctor');
  await drawer.getByRole('combobox', { name: 'Dokter & jam' }).click();
  await page.getByRole('option').first().click();
  await drawer.getByRole('button', { name: 'Simpan dokter' }).click();
  await expect(drawer.getByText('Pilih dokter: booking dan SEP menunggu')).toHaveCount(0);
  await expect(drawer.getByText(/^9999R001\d{4}V\d{6}$/)).toBeVisible({ timeout: 25_000 });
});
