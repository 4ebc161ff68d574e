// The trainer's journey through the sandbox's console: traffic with opened bodies, what BPJS holds of a person, a plan of faults, and a call
// to a facility as Mobile JKN. The facility is a small server that speaks as docs/facts/antrean-rs.md §3 says.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { colleague, expect, expectNoSidewaysScroll, picture, register, sessionOf, test } from './support.ts';
import type { Colleague, Participant, Sandbox } from './support.ts';

const TOKEN = 'token-rumah-sakit-contoh';

/** Token, a queue number, and for everything else a plain Ok. */
function facility(request: IncomingMessage, response: ServerResponse): void {
  const answer = (code: number, message: string, content?: object): void => {
    response.writeHead(code, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ ...(content && { response: content }), metadata: { code, message } }));
  };
  request.resume();
  if (request.url?.endsWith('/auth')) return answer(200, 'Ok', { token: TOKEN });
  if (request.headers['x-token'] !== TOKEN) return answer(201, 'Token Expired');
  if (!request.url?.endsWith('/ambilantrean')) return answer(200, 'Ok');
  answer(200, 'Ok', {
    nomorantrean: 'INT-012',
    angkaantrean: 12,
    kodebooking: '20261123INT012',
    norm: '000012',
    namapoli: 'Penyakit Dalam',
    namadokter: 'dr. Rangga Contoh, Sp.PD',
    sisakuotajkn: 18,
    kuotajkn: 30,
    sisakuotanonjkn: 10,
    kuotanonjkn: 10,
    keterangan: 'Peserta harap 30 menit lebih awal guna pencatatan administrasi.',
  });
}

/** A patient found and registered at the desk, whose booking and first Task ID BPJS holds. */
async function registered(desk: Colleague, sandbox: Sandbox): Promise<{ person: Participant; kodeBooking: string }> {
  const person = await sandbox.freshParticipant('INT');
  await desk.post('/peserta/search', { query: person.nomorKartu });
  const { kodeBooking } = await register(desk, person, await sessionOf(desk, 'INT'));
  const isTask = (line: { effect: string; key: string }): boolean =>
    line.effect === 'task.stored' && line.key === kodeBooking;
  await expect.poll(async () => (await sandbox.ledger()).some(isTask), { timeout: 20_000 }).toBe(true);
  return { person, kodeBooking };
}

test('a request is opened masked and shown whole on demand; the state browser shows what BPJS holds of that person', async ({
  page,
  sandbox,
  playwright,
  baseURL,
}, info) => {
  const desk = await colleague(playwright, baseURL ?? '', 'pendaftaran.rs');
  const { person: patient, kodeBooking } = await registered(desk, sandbox);
  const card = patient.nomorKartu;
  await page.goto(sandbox.url);
  const requests = page.getByRole('region', { name: 'Permintaan terakhir' });
  const rows = requests.getByRole('row');
  await requests.getByLabel('Layanan').selectOption({ label: 'VClaim' });
  await expect(rows.filter({ hasText: 'Antrean RS' })).toHaveCount(0);
  await rows.filter({ hasText: 'peserta.nokartu' }).first().click();
  const detail = page.getByRole('dialog');
  await expect(detail).toContainText('"peserta"');
  await expect(detail).toContainText('•••');
  await detail.getByRole('button', { name: 'Tampilkan nama dan nomor' }).click();
  await expect(detail).toContainText(/"noKartu": "0{7}\d{6}"/);
  await detail.getByRole('button', { name: 'Tutup' }).click();
  await expectNoSidewaysScroll(page);

  await page.getByRole('link', { name: 'Isi BPJS' }).click();
  const people = page.getByRole('region', { name: /^Peserta \(/ });
  await expect(people.getByRole('row').filter({ hasText: '0000000000001' })).toBeVisible();
  await people.getByLabel('Saring peserta').selectOption({ label: 'Menunggak' });
  await expect(people.getByRole('row').filter({ hasText: '0000000000001' })).toHaveCount(0);
  await people.getByLabel('Saring peserta').selectOption({ label: 'Semua peserta' });
  await people.getByRole('searchbox', { name: 'Cari peserta' }).fill(card.slice(-2));
  await people.getByRole('button', { name: 'Cari' }).click();
  await people.getByRole('row').filter({ hasText: card }).click();
  const person = page.getByRole('region', { name: 'Peserta terpilih' });
  await expect(person.getByText('Antrean dan Task ID (1)')).toBeVisible();
  await expect(person).toContainText(kodeBooking);
  await expect(page.getByRole('region', { name: 'Dokter dan jadwal' })).toContainText('dr. Rangga Contoh');
  await expectNoSidewaysScroll(page);
  await picture(page, info, 'sandbox-state');
});

test('a plan of faults is begun and stopped, and a bad file is told its line', async ({ page, sandbox }) => {
  await page.goto(`${sandbox.url}/#gangguan`);
  await page.getByLabel('Rencana siap pakai').selectOption({ label: 'Pagi terputus empat jam' });
  await page.getByRole('button', { name: 'Jalankan' }).click();
  await expect(page.getByRole('heading', { name: 'Berjalan: Pagi terputus empat jam' })).toBeVisible();
  await expect(page.getByText('menunggu').first()).toBeVisible();
  await page.getByRole('button', { name: 'Hentikan' }).click();
  await expect(page.getByText('Tidak ada rencana yang berjalan.')).toBeVisible();
  const bad = '{"name": "salah", "steps": [\n{"at": "besok", "mood": null}\n]}';
  await page
    .getByLabel('Buka berkas…')
    .setInputFiles({ name: 'rencana.json', mimeType: 'application/json', buffer: Buffer.from(bad) });
  await expect(page.getByRole('alert').filter({ hasText: 'baris 2, langkah 1, at' })).toBeVisible();
  const letters = page.getByRole('row').filter({ hasText: 'secondControlLetter' });
  await expect(letters).toContainText('[U] vclaim.md §4.7');
  await letters.getByRole('combobox').selectOption('refuse');
  await expect(letters).toContainText('diubah');
  await letters.getByRole('combobox').selectOption('issue');
  await expect(letters).not.toContainText('diubah');
  await expectNoSidewaysScroll(page);
});

test('a facility is called as Mobile JKN: token, number, and the booking code goes into the next call', async ({
  page,
  sandbox,
}, info) => {
  const server = createServer(facility);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await page.goto(`${sandbox.url}/#mobile-jkn`);
  await page.getByLabel('Alamat dasar').fill('http://203.0.113.7/ws');
  await page.getByLabel('Nama pengguna').fill('mobilejkn');
  await page.getByLabel('Kata sandi').fill('rahasia-contoh');
  await page.getByRole('button', { name: 'Panggil', exact: true }).click();
  await expect(page.getByRole('alert').filter({ hasText: '--allow-calls-to' })).toBeVisible();
  await page.getByLabel('Alamat dasar').fill(`http://127.0.0.1:${port}/ws`);
  await page.getByRole('button', { name: 'Ambil antrean', exact: true }).click();
  await expect(page.getByLabel('nomorkartu')).toHaveValue(/^0{7}\d{6}$/);
  await page.getByRole('button', { name: 'Panggil', exact: true }).click();
  const answers = page.getByRole('region', { name: 'Jawaban faskes' });
  await expect(answers).toContainText('20261123INT012');
  await expect(answers).not.toContainText(TOKEN);
  // Form and answer on one picture.
  await page.evaluate(() => window.scrollTo(0, 240));
  await picture(page, info, 'sandbox-mobile-jkn');
  await page.getByRole('button', { name: 'Sisa antrean' }).click();
  await expect(page.getByLabel('kodebooking')).toHaveValue('20261123INT012');
  await page.getByRole('button', { name: 'Panggil', exact: true }).click();
  await expect(answers.getByText('200 Ok')).toHaveCount(3);
  await expectNoSidewaysScroll(page);
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});
