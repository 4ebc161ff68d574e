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
