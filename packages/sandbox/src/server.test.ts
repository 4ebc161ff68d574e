// Gate, dialects and moods over a real socket: each credential fault has its own refusal, each mood its own effect on the ledger.

import { afterEach, describe, expect, test } from 'vitest';
import type { JsonObject } from './json.ts';
import type { Sandbox } from './sandbox.ts';
import { exchange, TEST_START_MS, TEST_TODAY, testPayer, type TestCaller } from './testing.ts';

let open: Sandbox | null = null;
afterEach(async () => {
  await open?.close();
  open = null;
});
async function start(options: Parameters<typeof testPayer>[0] = {}) {
  const payer = await testPayer(options);
  open = payer.sandbox;
  return { ...payer, antrean: payer.caller('antreanrs'), vclaim: payer.caller('vclaim'), pcare: payer.caller('pcare') };
}

const booking = (kodebooking: string): JsonObject => ({
  kodebooking,
  jenispasien: 'NON JKN',
  nomorkartu: '',
  nik: '9999000000000001',
  kodepoli: 'INT',
  pasienbaru: 0,
  norm: '1',
  tanggalperiksa: TEST_TODAY,
  kodedokter: 99901,
  jampraktek: '08:00-12:00',
  jeniskunjungan: 1,
  nomorreferensi: '',
});
const add = (antrean: TestCaller, kodebooking: string, overrides = {}) =>
  antrean.send('POST', '/antrean/add', booking(kodebooking), overrides);
const list = (antrean: TestCaller) => antrean.get(`/antrean/pendaftaran/tanggal/${TEST_TODAY}`);
const seconds = Math.floor(TEST_START_MS / 1000);

/** Polls until the condition holds; the test's own time limit is the deadline. */
async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setImmediate(resolve));
}

describe('the gate', () => {
  test.each([
    ['no user key', { without: ['user_key'] }, { status: 401, text: 'Authentication parameters missing' }],
    ['a foreign user key', { headers: { user_key: 'f'.repeat(32) } }, { status: 403, text: 'Authentication failed' }],
    [
      'an unknown consumer',
      { headers: { 'x-cons-id': '1' } },
      { code: '404', message: 'Unauthorized! You are not registered for this service!' },
    ],
    [
      'a wrong signature',
      { headers: { 'x-signature': 'x' } },
      { code: '201', message: 'Signature Service Tidak Sesuai' },
    ],
    [
      'a stale timestamp',
      { timestamp: String(seconds - 301) },
      { code: '201', message: 'Signature Service Tidak Sesuai' },
    ],
    [
      'milliseconds instead of seconds',
      { timestamp: String(TEST_START_MS) },
      { code: '201', message: 'Signature Service Tidak Sesuai' },
    ],
    [
      'WIB added to the timestamp',
      { timestamp: String(seconds + 7 * 3600) },
      { code: '201', message: 'Signature Service Tidak Sesuai' },
    ],
  ])('%s', async (_what, overrides, expected) => {
    const { antrean, sandbox } = await start();
    expect(await add(antrean, 'B1', overrides)).toMatchObject(expected);
    expect(sandbox.ledger()).toEqual([]);
  });

  test('a timestamp inside the window passes', async () => {
    const { antrean } = await start();
    expect(await add(antrean, 'B1', { timestamp: String(seconds - 299) })).toMatchObject({ code: '200' });
  });

  test('PCare wants three parts in X-authorization and says which is wrong', async () => {
    const { pcare, sandbox } = await start();
    const { username, password } = sandbox.credentials('9999U001').pcare;
    const basic = (text: string) => ({
      headers: { 'x-authorization': `Basic ${Buffer.from(text).toString('base64')}` },
    });
    const ask = (overrides: object) => pcare.send('POST', '/pendaftaran', {}, overrides);
    expect(await ask({ without: ['x-authorization'] })).toMatchObject({
      status: 401,
      code: '401',
      message: expect.stringContaining('X-authorization'),
    });
    expect(await ask(basic(`${username}:${password}`))).toMatchObject({
      code: '401',
      message: expect.stringContaining('format'),
    });
    expect(await ask(basic(`${username}:x:095`))).toMatchObject({
      code: '401',
      message: expect.stringContaining('password'),
    });
    expect(await ask(basic(`${username}:${password}:012`))).toMatchObject({
      code: '401',
      message: expect.stringContaining('aplikasi'),
    });
  });

  test('a clinic is no hospital, an expired consumer is told so', async () => {
    const { caller, sandbox, vclaim } = await start();
    expect(await caller('antreanrs', '9999U001').get('/ref/poli')).toMatchObject({
      code: '404',
      message: expect.stringContaining('not registered'),
    });
    await sandbox.setMood('vclaim', { credentials: 'expired' });
    expect(await vclaim.get('/Rujukan/X')).toMatchObject({
      code: '401',
      message: 'Unauthorized! Consumer ID is expired!',
    });
    await sandbox.setMood('vclaim', { credentials: 'revoked' });
    expect(await vclaim.get('/Rujukan/X')).toMatchObject({ message: 'Signature Service Tidak Sesuai' });
  });

  test('a skewed payer shows its own Date and shifts its window', async () => {
    const { antrean, sandbox } = await start();
    await sandbox.setClock({ skewMs: 600_000 });
    const refused = await add(antrean, 'B1');
    expect(refused.message).toBe('Signature Service Tidak Sesuai');
    expect(Date.parse(refused.headers.date ?? '')).toBe(TEST_START_MS + 600_000);
  });
});

describe('dialects', () => {
  test('code type, key, order and compression follow the switches', async () => {
    const { antrean, sandbox } = await start();
    expect((await list(antrean)).text).toBe('{"metadata":{"code":204,"message":"No Content"}}');
    await sandbox.setSwitches({ codeType: 'string', envelopeKey: 'MetaData', noContentCode: 201 });
    expect((await list(antrean)).text).toBe('{"MetaData":{"code":"201","message":"No Content"}}');
    await sandbox.setSwitches({ encrypt: false, keyOrder: 'response-first' });
    expect((await antrean.get('/ref/dokter')).text).toMatch(/^\{"response":\[\{"namadokter"/);
  });

  test('three content types carry the same JSON', async () => {
    const { antrean } = await start();
    for (const [place, type] of ['application/json', 'text/plain', 'application/x-www-form-urlencoded'].entries()) {
      expect(await add(antrean, `B${place}`, { headers: { 'content-type': type } })).toMatchObject({ code: '200' });
    }
  });

  test('a body that is no JSON gets the answer of its service', async () => {
    const { antrean, vclaim, pcare } = await start();
    expect(await add(antrean, 'B1', { rawBody: '{' })).toMatchObject({
      code: '201',
      message: 'Format json tidak valid',
    });
    expect((await vclaim.send('POST', '/SEP/2.0/insert', {}, { rawBody: '{' })).text).toContain('Request Error');
    expect(await pcare.send('POST', '/pendaftaran', {}, { rawBody: '{' })).toMatchObject({ code: '500', response: [] });
  });

  test('a wrong verb is 405, a wrong path is a plain text', async () => {
    const { antrean } = await start();
    expect(await antrean.get('/antrean/add')).toMatchObject({ status: 405, text: 'Method Not Allowed' });
    expect(await antrean.get('/nowhere')).toMatchObject({ status: 404, text: 'No Mapping Rule matched' });
  });
});

describe('moods', () => {
  test('one group can be down while another of the same service is up', async () => {
    const { vclaim, sandbox } = await start();
    await sandbox.setMood('vclaim.peserta', { maintenance: {} });
    expect(await vclaim.get(`/Peserta/nokartu/0000000000001/tglSEP/${TEST_TODAY}`)).toMatchObject({
      status: 503,
      text: expect.stringContaining('pemeliharaan'),
    });
    expect(await vclaim.get('/Rujukan/Peserta/0000000000001')).toMatchObject({ status: 200 });
  });

  test('a maintenance window opens and closes on the business clock', async () => {
    const { antrean, sandbox, move } = await start();
    await sandbox.setMood('*', {
      maintenance: { from: '2026-11-23T09:01:00+07:00', until: '2026-11-23T09:02:00+07:00' },
    });
    const status = async () => (await antrean.get('/ref/poli')).status;
    expect(await status()).toBe(200);
    move(60_000);
    expect(await status()).toBe(503);
    move(60_000);
    expect(await status()).toBe(200);
  });

  test.each(['html', 'empty', 'status-5xx', 'throttle'] as const)('%s applies nothing', async (kind) => {
    const { antrean, sandbox } = await start();
    await sandbox.setMood('antreanrs', { faults: [{ kind }] });
    const answer = await add(antrean, 'B1');
    expect(answer.code).toBe('');
    if (kind === 'throttle') expect(answer).toMatchObject({ status: 429, headers: { 'retry-after': '1' } });
    expect(sandbox.ledger()).toEqual([]);
  });

  test.each(['html-after-apply', 'status-5xx-after-apply', 'empty-after-apply'] as const)(
    '%s has applied',
    async (kind) => {
      const { antrean, sandbox } = await start();
      await sandbox.setMood('antreanrs', { faults: [{ kind, on: 'writes' }] });
      expect((await add(antrean, 'B1')).code).toBe('');
      expect(sandbox.ledger()).toHaveLength(1);
      expect(await list(antrean)).toMatchObject({ code: '200' });
    },
  );

  test('reset and refuse cut the connection, before or after applying', async () => {
    const { antrean, sandbox } = await start();
    for (const [kind, effects] of [
      ['refuse', 0],
      ['reset-before-apply', 0],
      ['reset-after-apply', 1],
    ] as const) {
      await sandbox.setMood('antreanrs', { faults: [{ kind }] });
      await expect(add(antrean, kind)).rejects.toThrow();
      expect(sandbox.ledger()).toHaveLength(effects);
    }
  });

  test('truncated answers end in the middle, sometimes with the connection', async () => {
    const { antrean, sandbox } = await start();
    await sandbox.setMood('antreanrs', { faults: [{ kind: 'truncated-after-apply' }] });
    const outcomes = new Set<string>();
    for (let turn = 0; turn < 12; turn += 1) {
      outcomes.add(
        await add(antrean, `T${turn}`).then(
          ({ code }) => `text ${code}`,
          () => 'broken',
        ),
      );
    }
    expect([...outcomes].sort()).toEqual(['broken', 'text ']);
    expect(sandbox.ledger()).toHaveLength(12);
  });

  test('success then timeout: applied, never answered; a hang applies nothing', async () => {
    const { antrean, sandbox } = await start();
    await sandbox.setMood('antreanrs', { faults: [{ kind: 'timeout-after-apply' }] });
    const giveUp = new AbortController();
    const pending = add(antrean, 'B1', { signal: giveUp.signal });
    await until(() => sandbox.ledger().length === 1);
    giveUp.abort();
    await expect(pending).rejects.toThrow();
    await sandbox.setMood('antreanrs', { faults: [{ kind: 'hang' }] });
    const second = new AbortController();
    const hanging = add(antrean, 'B2', { signal: second.signal });
    await until(() => sandbox.traffic().some(({ key, fault }) => key === 'B2' && fault === 'hang'));
    second.abort();
    await expect(hanging).rejects.toThrow();
    expect(sandbox.ledger()).toHaveLength(1);
  });

  test('a late apply cuts the connection now and has its effect afterwards', async () => {
    let release = (): void => undefined;
    const { antrean, sandbox } = await start({
      delay: () =>
        new Promise((resolve) => {
          release = resolve;
        }),
    });
    await sandbox.setMood('antreanrs', { faults: [{ kind: 'late-apply', ms: 60_000, on: 'writes' }] });
    await expect(add(antrean, 'B1')).rejects.toThrow();
    expect(sandbox.ledger()).toEqual([]);
    expect(sandbox.pendingLate()).toBe(1);
    expect(await list(antrean)).toMatchObject({ code: '204' });
    release();
    await until(() => sandbox.pendingLate() === 0);
    expect(sandbox.ledger()).toMatchObject([{ effect: 'booking.added', key: 'B1' }]);
  });

  test('stale reads show the state of so long ago, writes see the present', async () => {
    const { antrean, sandbox, move } = await start();
    await sandbox.setMood('antreanrs', { staleReads: { ms: 60_000 } });
    await add(antrean, 'B1');
    expect(await list(antrean)).toMatchObject({ code: '204' });
    expect(await add(antrean, 'B1')).toMatchObject({ code: '208' });
    move(60_000);
    expect(await list(antrean)).toMatchObject({ code: '200', response: [{ kodebooking: 'B1' }] });
    await add(antrean, 'B2');
    expect((await list(antrean)).response).toHaveLength(1);
  });

  test('a wrong key makes an answer that does not open; plaintext arrives unencrypted', async () => {
    const { antrean, sandbox } = await start();
    await sandbox.setMood('antreanrs', { faults: [{ kind: 'wrong-key' }] });
    expect(await antrean.get('/ref/poli')).toMatchObject({ encrypted: true, response: null });
    await sandbox.setMood('antreanrs', { faults: [{ kind: 'plaintext' }] });
    expect(await antrean.get('/ref/poli')).toMatchObject({ encrypted: false });
  });

  test('above its limit a channel fails, at the limit it does not', async () => {
    const { antrean, sandbox } = await start();
    await sandbox.setMood('antreanrs.antrean', {
      channelLimit: { limit: 2, extraLatencyMsPerExcess: 0, errorRatePerExcess: 1 },
      latency: { kind: 'fixed', ms: 20 },
    });
    const two = await Promise.all([add(antrean, 'A1'), add(antrean, 'A2')]);
    expect(two.map(({ status }) => status)).toEqual([200, 200]);
    const four = await Promise.all(['B1', 'B2', 'B3', 'B4'].map((code) => add(antrean, code)));
    expect(four.map(({ status }) => status).sort()).toEqual([200, 200, 503, 503]);
  });

  test('a throttle lets so many through each second', async () => {
    const { antrean, sandbox, move } = await start();
    await sandbox.setMood('*', { throttle: { perSecond: 1, retryAfterMs: 5000 } });
    expect((await antrean.get('/ref/poli')).status).toBe(200);
    expect(await antrean.get('/ref/poli')).toMatchObject({ status: 429, headers: { 'retry-after': '5' } });
    move(1000);
    expect((await antrean.get('/ref/poli')).status).toBe(200);
  });

  test('the same seed gives the same faults', async () => {
    const run = async (): Promise<number[]> => {
      const { antrean, sandbox } = await start({ seed: 7 });
      await sandbox.setMood('*', { errorRate: 0.5 });
      const statuses: number[] = [];
      for (let turn = 0; turn < 10; turn += 1) statuses.push((await antrean.get('/ref/poli')).status);
      await sandbox.close();
      return statuses;
    };
    const first = await run();
    expect(new Set(first)).toEqual(new Set([200, 503]));
    expect(await run()).toEqual(first);
    open = null;
  });
});

describe('evidence', () => {
  test('traffic tells the lane of each request and how many of it were in flight', async () => {
    const { antrean, sandbox } = await start();
    await sandbox.setMood('*', { latency: { kind: 'fixed', ms: 20 } });
    await Promise.all([add(antrean, 'B1'), add(antrean, 'B1'), add(antrean, 'B2')]);
    await antrean.send('POST', '/antrean/getlisttask', { kodebooking: 'B1' });
    const traffic = sandbox.traffic();
    expect(traffic.map(({ endpoint, kind }) => [endpoint, kind]).at(-1)).toEqual([
      'antreanrs.antrean.getlisttask',
      'read',
    ]);
    expect(Math.max(...traffic.filter(({ key }) => key === 'B1').map(({ inFlightForKey }) => inFlightForKey))).toBe(2);
    expect(sandbox.stats()).toMatchObject({
      maxInFlightPerKey: 2,
      total: 4,
      channels: { 'antreanrs.antrean': { requests: 4, maxInFlight: 3, inFlight: 0, perSecond: { [seconds]: 4 } } },
    });
  });
});

describe('lanes', () => {
  test('reads that share a key are no broken lane', async () => {
    const { vclaim, sandbox } = await start();
    await sandbox.setMood('*', { latency: { kind: 'fixed', ms: 20 } });
    await Promise.all([1, 2, 3].map(() => vclaim.get('/Rujukan/List/Peserta/0000000000001')));
    expect(
      sandbox
        .traffic()
        .map(({ inFlightForKey }) => inFlightForKey)
        .sort(),
    ).toEqual([1, 2, 3]);
    expect(sandbox.stats().maxInFlightPerKey).toBe(1);
  });
});

describe('control', () => {
  const control = async (sandbox: Sandbox, method: string, path: string, body?: unknown, headers = {}) => {
    const { status, text } = await exchange(
      `${sandbox.url}/_sandbox/${path}`,
      method,
      { 'content-type': 'application/json', ...headers },
      body === undefined ? null : JSON.stringify(body),
    );
    return { status, body: JSON.parse(text) as JsonObject };
  };

  test('people, referrals and Mobile JKN bookings are added in bulk', async () => {
    const { sandbox, vclaim, antrean } = await start();
    const nomorKartu = '0000000777001';
    const person = {
      nomorKartu,
      nik: '9999000000777001',
      nama: 'PESERTA BARU',
      jenisKelamin: 'L',
      tanggalLahir: '1990-01-01',
    };
    expect(await control(sandbox, 'POST', 'participants', { participants: [person] })).toMatchObject({
      status: 200,
      body: { added: 1 },
    });
    await control(sandbox, 'POST', 'referrals', {
      referrals: [{ nomorRujukan: 'RX', nomorKartu, tanggal: TEST_TODAY, poli: 'INT' }],
    });
    await control(sandbox, 'POST', 'bookings', {
      bookings: [{ fields: { kodebooking: 'M1', tanggalperiksa: TEST_TODAY, pasienbaru: 0 } }],
    });
    await control(sandbox, 'POST', 'population', { n: 50, first: 5001 });
    expect(await vclaim.get('/Rujukan/RX')).toMatchObject({
      response: { rujukan: { peserta: { nama: 'PESERTA BARU' } } },
    });
    expect(await vclaim.get(`/Peserta/nokartu/0000000005050/tglSEP/${TEST_TODAY}`)).toMatchObject({ code: '200' });
    expect((await list(antrean)).response).toMatchObject([{ kodebooking: 'M1', sumberdata: 'Mobile JKN' }]);
    expect(await add(antrean, 'M1')).toMatchObject({ code: '208' });
  });

  test('moods are merged, cleared and validated; a foreign page may not set them', async () => {
    const { sandbox } = await start();
    await control(sandbox, 'PUT', 'moods', { vclaim: { errorRate: 1 }, pcare: { errorRate: 1 } });
    expect(await control(sandbox, 'PUT', 'moods', { pcare: null })).toMatchObject({
      body: { moods: { vclaim: { errorRate: 1 } } },
    });
    expect(await control(sandbox, 'PUT', 'moods', { vclaim: { errorRate: 2 } })).toMatchObject({ status: 400 });
    expect(await control(sandbox, 'PUT', 'moods', {}, { origin: 'http://evil.example' })).toMatchObject({
      status: 403,
    });
    expect(await control(sandbox, 'DELETE', 'moods')).toMatchObject({ body: { moods: {} } });
  });

  test('shown bodies are masked', async () => {
    const { sandbox, vclaim } = await start();
    await vclaim.get(`/Peserta/nokartu/0000000000001/tglSEP/${TEST_TODAY}`);
    const { body } = await control(sandbox, 'GET', 'traffic/last');
    expect(JSON.stringify(body)).not.toMatch(/\d{13}(?!\d)(?<!1\d{12})|9999000000000001/);
    expect(JSON.stringify(body)).toContain('•••001');
  });

  test('a reset starts the payer’s life again', async () => {
    const { sandbox, antrean } = await start();
    await add(antrean, 'B1');
    await control(sandbox, 'POST', 'reset');
    expect(await list(antrean)).toMatchObject({ code: '204' });
    expect(await control(sandbox, 'GET', 'ledger?after=0')).toMatchObject({ body: { lastSeq: 0, lines: [] } });
  });
});
