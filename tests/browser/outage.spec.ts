// The outage's journey: BPJS refuses everything, the desk goes on at once, the screen says what is known; afterwards everything arrives once.
import type { Page, TestInfo } from '@playwright/test';
import { colleague, expect, picture, queueNumber, signIn, test } from './support.ts';

const DOWN = { '*': { faults: [{ kind: 'refuse', probability: 1, on: 'all' }] } };
const RECOVERY_MS = 150_000;

/** As a trainer sees it beside the desk: what still gets through, and what does not. */
async function pictureOfTheSandbox(page: Page, info: TestInfo, url: string): Promise<void> {
  const other = await page.context().newPage();
  await other.goto(url);
  await expect(other.getByText('Sedang berlaku')).toBeVisible();
  // The dots have set out: the page has asked for what is new.
  for (let asked = 0; asked < 2; asked += 1) await other.waitForResponse(/\/_sandbox\/traffic\?/);
  await picture(other, info, 'sandbox');
  await other.close();
}

test('registration goes on while BPJS is away and everything arrives afterwards', async ({
  page,
  sandbox,
  playwright,
  baseURL,
}, info) => {
  test.setTimeout(240_000);
  const person = await sandbox.freshParticipant('INT');
  // The patient is known here from an earlier search; the outage comes after.
  const desk = await colleague(playwright, baseURL ?? '', 'pendaftaran.rs');
  await desk.post('/peserta/search', { query: person.nomorKartu });
  const clinic = await colleague(playwright, baseURL ?? '', 'pendaftaran.klinik');
  await clinic.post('/peserta/search', { query: person.nomorKartu });
  await signIn(page, 'pendaftaran.rs', '/pendaftaran');
  await sandbox.moods(DOWN);
  await page.getByLabel('Cari peserta').fill(person.nomorKartu);
  await page.keyboard.press('Enter');
  const save = page.getByRole('button', { name: 'Simpan & cetak nomor' });
  await expect(page.getByRole('status').filter({ hasText: /BPJS/ }).first()).toBeVisible({ timeout: 20_000 });
  await expect(save).toBeVisible();
  await picture(page, info, 'outage-registration');
  const referral = page.getByRole('textbox', { name: 'Nomor rujukan lain' });
  if (await referral.isVisible()) await referral.fill(person.referrals[0]?.nomorRujukan ?? '');
  if (await page.getByLabel('Nama lengkap').isVisible()) throw new Error('the desk forgot a participant it had seen');
  const poli = page.getByRole('combobox', { name: 'Poli' });
  if ((await poli.textContent()) === '') {
    await poli.click();
    await page.getByRole('option', { name: 'Penyakit Dalam', exact: true }).click();
  }
  const phone = page.getByLabel('No. HP');
  if ((await phone.inputValue()) === '') await phone.fill('080000000097');
  await save.click();
  await queueNumber(page);
  await expect(page.getByText(/SEP menyusul/)).toBeVisible();
  await expect(page.getByRole('region', { name: 'Keadaan layanan BPJS' })).toContainText('Terputus', {
    timeout: 30_000,
  });
  await picture(page, info, 'outage-saved');
  await pictureOfTheSandbox(page, info, sandbox.url);
  await sandbox.moods({});
  await expect(page.getByTestId('nomor-sep')).toBeVisible({ timeout: RECOVERY_MS });
  await expect
    .poll(
      async () =>
        (await sandbox.ledger())
          .filter((line) => JSON.stringify(line).includes(person.nomorKartu))
          .map((line) => line.effect),
      { timeout: RECOVERY_MS },
    )
    .toEqual(expect.arrayContaining(['booking.added', 'sep.issued']));
  const effects = (await sandbox.ledger())
    .filter((line) => JSON.stringify(line).includes(person.nomorKartu))
    .map((line) => line.effect);
  expect(effects.filter((effect) => effect === 'sep.issued')).toHaveLength(1);
  await picture(page, info, 'outage-recovered');
});
