// The console's side of the sandbox over a real socket: its files, what it shows of traffic and state, who may not come in.

import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, test } from 'vitest';
import { isObject, listAt, objectAt, parseJson, textAt, type JsonObject } from '../json.ts';
import { participantAt } from '../population/index.ts';
import type { Sandbox, SandboxOptions } from '../sandbox.ts';
import { sealAnswer } from '../services/eklaim/cipher.ts';
import { defaultSwitches } from '../switches.ts';
import { exchange, TEST_TODAY, testPayer } from '../testing.ts';
import { sealRecord } from '../wire/medical-record.ts';
import { SWITCH_TEXTS } from './switch-texts.ts';

let open: Sandbox | null = null;
afterEach(async () => {
  await open?.close();
  open = null;
});

async function start(options: SandboxOptions = {}) {
  const payer = await testPayer({ population: 120, ...options });
  open = payer.sandbox;
  const control = async (method: string, path: string, body?: unknown, headers = {}) => {
    const sent = body === undefined ? null : JSON.stringify(body);
    const { status, text } = await exchange(`${payer.sandbox.url}/_sandbox/${path}`, method, headers, sent);
    const parsed = parseJson(text);
    return { status, body: parsed.ok && isObject(parsed.value) ? parsed.value : {} };
  };
  return { ...payer, control };
}

const visitor = participantAt(1, 1, TEST_TODAY);
const returning = participantAt(1, 6, TEST_TODAY);
const SEP = returning.earlierSep?.nomorSep ?? '';

describe('the page', () => {
  test('is files of its own under a policy that lets nothing else in', async () => {
    const { sandbox } = await start();
    const page = await exchange(`${sandbox.url}/`, 'GET', {}, null);
    expect(page.headers['content-security-policy']).toMatch(
      /^default-src 'none'; style-src 'self'; script-src 'self';/,
    );
    expect(page.text).not.toMatch(
      /<script(?! type="module" src="\/console\/)|<style|\sstyle=|\son\w+="|https?:\/\/(?!127)/,
    );
    const linked = [...page.text.matchAll(/(?:href|src)="(\/console\/[^"]+)"/g)].map((match) => match[1] ?? '');
    expect(linked.length).toBeGreaterThan(3);
    for (const path of linked)
      expect(await exchange(sandbox.url + path, 'GET', {}, null)).toMatchObject({ status: 200 });
    expect(await exchange(`${sandbox.url}/console/../package.json`, 'GET', {}, null)).toMatchObject({ status: 404 });
  });

  test('a page whose name was made to point here may not arrange anything', async () => {
    const { control } = await start();
    const asPage = (host: string) => control('PUT', 'moods', {}, { host, origin: `http://${host}` });
    expect(await asPage('evil.example:4100')).toMatchObject({ status: 403 });
    expect(await asPage('localhost:4100')).toMatchObject({ status: 200 });
    expect(await asPage('192.168.1.7:4100')).toMatchObject({ status: 200 });
  });
});

describe('one request', () => {
  const entryOf = async (control: Awaited<ReturnType<typeof start>>['control'], id: number, reveal: boolean) =>
    (await control('GET', `traffic/entry?id=${id}${reveal ? '&reveal=1' : ''}`)).body;

  test('is masked until the operator asks to see it', async () => {
    const { caller, control, sandbox } = await start();
    await caller('vclaim').get(`/Peserta/nokartu/${visitor.person.nomorKartu}/tglSEP/${TEST_TODAY}`);
    const id = sandbox.traffic().at(-1)?.id ?? 0;
    const hidden = JSON.stringify(await entryOf(control, id, false));
    expect(hidden).not.toContain(visitor.person.nik);
    expect(hidden).not.toContain(visitor.person.nama);
    const shown = await entryOf(control, id, true);
    expect(shown).toMatchObject({ path: expect.stringContaining(visitor.person.nomorKartu) });
    expect(objectAt(objectAt(shown, 'response'), 'peserta')).toMatchObject({ nama: visitor.person.nama });
    expect(await control('GET', 'traffic/entry?id=999999')).toMatchObject({ status: 404 });
  });

  test('of e-Rekam Medis and of E-Klaim is opened with their own keys', async () => {
    const { caller, control, sandbox } = await start();
    const { consId, secret, eklaimKey } = sandbox.credentials('9999R001');
    const bundle = { resourceType: 'Bundle', entry: [{ resource: { resourceType: 'Patient' } }] };
    const dataMR = sealRecord(bundle, { consId, secret, kodePpk: '9999R001' });
    const request = { noSep: SEP, jnsPelayanan: '2', bulan: '11', tahun: '2026', dataMR };
    await caller('erekammedis').send('POST', '/eclaim/rekammedis/insert', { request });
    const record = await entryOf(control, sandbox.traffic().at(-1)?.id ?? 0, true);
    expect(objectAt(objectAt(record, 'request'), 'request')).toMatchObject({ noSep: SEP, dataMR: bundle });

    const call = { metadata: { method: 'get_claim_data' }, data: { nomor_sep: SEP } };
    const sealed = sealAnswer(JSON.stringify(call), eklaimKey, { iv: Buffer.alloc(16), trailingBreak: false });
    await exchange(sandbox.eklaimUrl, 'POST', {}, sealed);
    const claim = await entryOf(control, sandbox.traffic().at(-1)?.id ?? 0, true);
    expect(claim).toMatchObject({ service: 'eklaim', ppk: '9999R001', request: call });
  });
});

describe('the state browser', () => {
  test('finds people by the end of a number, by name, by what is special about them', async () => {
    const { control } = await start();
    const names = async (query: string): Promise<string[]> =>
      listAt((await control('GET', `people?${query}`)).body, 'people').map((row) =>
        textAt(objectAt(row, 'person'), 'nomorKartu'),
      );
    expect(await names('q=0000000000006')).toEqual(['0000000000006']);
    expect(await names(`q=${encodeURIComponent(visitor.person.nama.toLowerCase())}`)).toContain('0000000000001');
    expect(await names('mark=menunggak')).toEqual(
      ['007', '027', '047', '067', '087', '107'].map((end) => `0000000000${end}`),
    );
    const stages = ['dipakai', 'diperpanjang', 'dirujuk balik', 'kedaluwarsa', 'berlaku'];
    const firstOf = await Promise.all(stages.map((stage) => names(`mark=${encodeURIComponent(stage)}`)));
    expect(firstOf.map(([first]) => first?.slice(-2))).toEqual(['06', '35', '49', '03', '01']);
    const segments = await Promise.all(['PBI', 'PPU', 'PBPU', 'BP'].map((mark) => names(`mark=${mark}`)));
    expect(segments.flat()).toHaveLength(120);
  });

  test('shows what BPJS holds of one person, from referral to Task ID and claim', async () => {
    const { caller, control, move } = await start();
    const antrean = caller('antreanrs');
    const [referral] = visitor.referrals;
    const booking: JsonObject = {
      kodebooking: 'B1',
      jenispasien: 'JKN',
      nomorkartu: visitor.person.nomorKartu,
      nik: visitor.person.nik,
      kodepoli: referral?.poli ?? '',
      pasienbaru: 0,
      norm: '1',
      tanggalperiksa: TEST_TODAY,
      kodedokter: 99901,
      jampraktek: '08:00-12:00',
      jeniskunjungan: 1,
      nomorreferensi: referral?.nomorRujukan ?? '',
    };
    await antrean.send('POST', '/antrean/add', booking);
    move(60_000);
    await antrean.send('POST', '/antrean/updatewaktu', {
      kodebooking: 'B1',
      taskid: 3,
      waktu: Date.parse(`${TEST_TODAY}T02:00:00Z`),
    });
    const { body } = await control('GET', `person?card=${visitor.person.nomorKartu}`);
    expect(body).toMatchObject({
      person: { nama: visitor.person.nama },
      referrals: [{ nomorRujukan: referral?.nomorRujukan, stage: 'berlaku' }],
      bookings: [{ kodebooking: 'B1', status: 'Belum dilayani', tasks: [{ taskid: 3 }] }],
    });
    expect((await control('GET', `person?card=${returning.person.nomorKartu}`)).body).toMatchObject({
      seps: [{ nomorSep: SEP }],
      letters: [{ nomorSurat: returning.controlLetter?.nomorSurat }],
      referrals: [{ stage: 'dipakai' }],
    });
    expect(await control('GET', 'person?card=0000000999999')).toMatchObject({ status: 404 });
  });

  test('shows facilities with their beds, doctors with sessions and leave', async () => {
    const { caller, control } = await start();
    const room = { kodekelas: 'KL1', koderuang: 'MWR', namaruang: 'Mawar', kapasitas: '10', tersedia: '4' };
    await caller('aplicares').send('POST', '/rest/bed/create/9999R001', {
      ...room,
      tersediapria: '0',
      tersediawanita: '0',
      tersediapriawanita: '4',
    });
    const { body } = await control('GET', 'places');
    const [hospital] = listAt(body, 'facilities');
    expect(hospital).toMatchObject({ kodePpk: '9999R001', beds: [{ fields: { koderuang: 'MWR', tersedia: '4' } }] });
    expect(JSON.stringify(body)).not.toMatch(/secret|password|userKey/i);
    const urology = listAt(body, 'doctors').find((doctor) => textAt(doctor, 'poli') === 'URO');
    expect(urology).toMatchObject({ libur: false, sesi: [{ buka: '08:00' }] });
  });
});

test('every switch is shown with its default, its meaning and the source that its comment names', async () => {
  const { control } = await start();
  const known = listAt((await control('GET', 'switches')).body, 'known');
  expect(known.map((entry) => textAt(entry, 'name')).sort()).toEqual(Object.keys(defaultSwitches()).sort());
  for (const entry of known) expect(entry).toMatchObject({ arti: expect.stringMatching(/^\S.{10}/), schema: {} });
  const source = readFileSync(new URL('../switches.ts', import.meta.url), 'utf8');
  for (const [name, { mark, source: place }] of Object.entries(SWITCH_TEXTS)) {
    const comment = new RegExp(String.raw`/\*\*([^/]|/(?!\*\*))*?\*/\s*${name}:`).exec(source)?.[0] ?? '';
    if (place !== '') expect(comment, name).toContain(`docs/facts/${place}`);
    if (mark !== '') expect(comment, name).toContain(`[${mark}]`);
  }
});
