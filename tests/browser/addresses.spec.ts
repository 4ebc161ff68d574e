// What a person types to find somebody stays in the field and in the body of the request: not in an address, the browser's history, the
// title or its storage, which the next person at the same workplace could read.
import type { Page } from '@playwright/test';
import { colleague, expect, register, sessionOf, signIn, signOut, test } from './support.ts';

/** Everything the browser keeps by itself while somebody works. */
async function watch(page: Page): Promise<() => Promise<string[]>> {
  const requested: string[] = [];
  page.on('request', (request) => requested.push(request.url()));
  await page.addInitScript(() => {
    for (const name of ['pushState', 'replaceState'] as const) {
      const original = window.history[name].bind(window.history);
      window.history[name] = (state: unknown, unused: string, url?: string | URL | null) => {
        const kept = window.sessionStorage.getItem('test.history') ?? '';
        window.sessionStorage.setItem('test.history', `${kept}\n${JSON.stringify(state)} ${String(url)}`);
        original(state, unused, url);
      };
    }
  });
  return async () => [
    ...requested,
    page.url(),
    ...(await page.evaluate(() => [
      document.title,
      JSON.stringify(window.history.state),
      JSON.stringify(Object.entries(window.localStorage)),
      JSON.stringify(Object.entries(window.sessionStorage)),
    ])),
  ];
}

/** As it would stand in an address: encoded, with plus signs, or plain. */
function holding(kept: readonly string[], typed: readonly string[]): string[] {
  const plain = (text: string) =>
    decodeURIComponent(text.replaceAll('%', '%25').replaceAll(/%25([0-9A-Fa-f]{2})/g, '%$1'));
  return kept.filter((text) => {
    const read = [text, plain(text), plain(text).replaceAll('+', ' ')].join('\n').toLowerCase();
    return typed.some((one) => read.includes(one.toLowerCase()));
  });
}

test('the test itself sees a name in an address, however it is written', () => {
  for (const url of ['/x?q=SITI%20CONTOH', '/x?q=siti+contoh', '/SITI CONTOH', '/x?q=100%&p=Siti%20Contoh'])
    expect(holding([url], ['Siti Contoh']), url).toEqual([url]);
  expect(holding(['/x?kunjungan=01a2'], ['Siti Contoh'])).toEqual([]);
});

test('name, card and NIK typed into any search stand in no address and nowhere in the browser', async ({
  page,
  sandbox,
  playwright,
  baseURL,
}) => {
  const desk = await colleague(playwright, baseURL ?? '', 'pendaftaran.rs');
  const person = await sandbox.freshParticipant('INT');
  const visit = await register(desk, person, await sessionOf(desk, 'INT'));
  const typed = [person.nama, person.nomorKartu, person.nik];
  const kept = await watch(page);

  await signIn(page, 'pendaftaran.rs', '/pendaftaran');
  for (const text of typed) {
    const answered = page.waitForResponse((response) => response.url().endsWith('/peserta/search'));
    await page.getByLabel('Cari peserta').fill(text);
    await page.keyboard.press('Enter');
    expect((await answered).ok()).toBe(true);
    await expect(page.getByRole('main')).toContainText(person.nama);
    await page.getByRole('button', { name: /^Cari nama/ }).click();
    const found = page.waitForResponse((response) => response.url().endsWith('/visits/search'));
    await page.getByRole('textbox', { name: 'Cari kunjungan' }).fill(text);
    expect((await found).ok()).toBe(true);
    await page.getByRole('option').filter({ hasText: person.nama }).first().click();
    await expect(page.getByRole('dialog', { name: 'Kunjungan' })).toContainText(person.nama);
    await page.keyboard.press('Escape');
  }
  await signOut(page);
  await signIn(page, 'klaim.rs', '/pesan');
  for (const text of typed) {
    const found = page.waitForResponse((response) => response.url().endsWith('/messages/search'));
    await page.getByRole('textbox', { name: /^Nama, kartu/ }).fill(text);
    expect((await found).ok()).toBe(true);
    await page.getByRole('main').getByRole('button').filter({ hasText: visit.kodeBooking }).first().click();
    await expect(page.getByRole('heading', { name: 'Urutan kunjungan ini' })).toBeVisible();
    const back = page.getByRole('button', { name: 'Ke daftar' });
    if (await back.isVisible()) await back.click();
  }
  const seen = await kept();
  expect(seen.length).toBeGreaterThan(30);
  expect(holding(seen, typed)).toEqual([]);
  // The last search did really answer for the typed person, and its page can be loaded again without the text.
  await page.reload();
  await expect(page.getByRole('textbox', { name: /^Nama, kartu/ })).toHaveValue('');
});
