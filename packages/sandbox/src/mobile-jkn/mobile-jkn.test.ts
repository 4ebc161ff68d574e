// Calling a facility as Mobile JKN, against a server that speaks as docs/facts/antrean-rs.md §3 and docs/facts/antrean-fktp.md §B say: token first,
// then plain JSON; and what the sandbox does not do: call strangers, follow redirects, wait for ever, keep the password.

import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { isObject, listAt, objectAt, parseJson, textAt, type Json, type JsonObject } from '../json.ts';
import { participantAt } from '../population/index.ts';
import { createSandbox, type Sandbox } from '../sandbox.ts';
import { exchange, TEST_START_MS, TEST_TODAY } from '../testing.ts';
import { AddressRefused, baseUrlOf, destinationOf, isNearby } from './address.ts';
import { OPERATIONS } from './operations.ts';

interface Heard {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: Json;
}

const TOKEN = 'opaque-token-of-the-facility';
let facility: Server;
let base = '';
let heard: Heard[] = [];
let sandbox: Sandbox;

/** A hospital and a clinic in one: token by name and password, 201 with a text on a bad one, 202 for an unknown patient. */
function reply({ method, path, headers, body }: Heard): { code: number; message: string; response?: JsonObject } {
  const ok = (response?: JsonObject) => ({ code: 200, message: 'Ok', ...(response && { response }) });
  if (path === '/ws/auth' && method === 'GET')
    return headers['x-username'] === 'mjkn' && headers['x-password'] === 'rahasia'
      ? ok({ token: TOKEN })
      : { code: 201, message: 'Username atau Password Tidak Sesuai' };
  if (headers['x-token'] !== TOKEN || headers['x-username'] !== 'mjkn') return { code: 201, message: 'Token Expired' };
  if (path === '/ws/ambilantrean')
    return textAt(body, 'norm') === ''
      ? { code: 202, message: 'Data pasien ini tidak ditemukan, silahkan Melakukan Registrasi Pasien Baru' }
      : ok({ kodebooking: 'RS1', nomorantrean: 'INT-001', norm: '000001' });
  return ok({ keterangan: path });
}

beforeEach(async () => {
  heard = [];
  facility = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const text = Buffer.concat(chunks).toString('utf8');
      const parsed = parseJson(text);
      const one = {
        method: request.method ?? '',
        path: request.url ?? '',
        headers: request.headers,
        body: parsed.ok ? parsed.value : null,
      };
      heard.push(one);
      if (one.path === '/elsewhere/auth') {
        response.writeHead(302, { location: `${base}/auth` }).end();
        return;
      }
      const { code, message, response: content } = reply(one);
      response.writeHead(code, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ ...(content && { response: content }), metadata: { code, message } }));
    });
  });
  await new Promise<void>((resolve) => facility.listen(0, '127.0.0.1', resolve));
  // A listening TCP server always has an AddressInfo.
  base = `http://127.0.0.1:${(facility.address() as AddressInfo).port}/ws`;
  sandbox = await createSandbox({ population: 60, now: () => TEST_START_MS });
});
afterEach(async () => {
  await sandbox.close();
  facility.closeAllConnections();
  await new Promise((resolve) => facility.close(resolve));
});

async function control(method: string, path: string, body?: unknown): Promise<{ status: number; body: JsonObject }> {
  const sent = body === undefined ? null : JSON.stringify(body);
  const { status, text } = await exchange(`${sandbox.url}/_sandbox/${path}`, method, {}, sent);
  const parsed = parseJson(text);
  return { status, body: parsed.ok && isObject(parsed.value) ? parsed.value : {} };
}

const who = { username: 'mjkn', password: 'rahasia' };
const call = (operation: string, more: Record<string, unknown> = {}) =>
  control('POST', 'mobile-jkn/call', { baseUrl: base, ...who, operation, ...more });

/** The fields of an operation as the page would fill them. */
async function fieldsOf(operation: string, card = '0000000000001'): Promise<Record<string, string>> {
  const { body } = await control('GET', `mobile-jkn?card=${card}`);
  const form = listAt(body, 'operations').find((one) => textAt(one, 'id') === operation);
  return Object.fromEntries(listAt(form, 'fields').map((field) => [textAt(field, 'name'), textAt(field, 'value')]));
}

describe('a call', () => {
  test('fetches a token, then asks in plain JSON; a later call uses the token it was given', async () => {
    const first = await call('rs.ambil', { fields: { ...(await fieldsOf('rs.ambil')), norm: '000001' } });
    expect(listAt(first.body, 'steps')).toMatchObject([
      { nama: 'Token', method: 'GET', status: 200 },
      { nama: 'Ambil antrean', method: 'POST', status: 200, answer: { response: { kodebooking: 'RS1' } } },
    ]);
    expect(textAt(first.body, 'token')).toBe(TOKEN);
    const visitor = participantAt(1, 1, TEST_TODAY);
    expect(heard[1]?.body).toMatchObject({
      nomorkartu: visitor.person.nomorKartu,
      nomorreferensi: visitor.referrals[0]?.nomorRujukan,
      kodepoli: visitor.referrals[0]?.poli,
      tanggalperiksa: TEST_TODAY,
      kodedokter: expect.any(Number),
      jeniskunjungan: 1,
    });
    expect(heard[1]?.headers).toMatchObject({ 'x-username': 'mjkn', 'x-token': TOKEN });
    expect(heard[1]?.headers).not.toHaveProperty('x-password');
    await call('rs.sisa', { token: TOKEN, fields: { kodebooking: 'RS1' } });
    expect(heard.map(({ path }) => path)).toEqual(['/ws/auth', '/ws/ambilantrean', '/ws/sisaantrean']);
  });

  test('shows refusals as they are: wrong password, expired token, unknown patient', async () => {
    const wrong = await call('rs.status', { password: 'salah' });
    expect(listAt(wrong.body, 'steps')).toMatchObject([
      { status: 201, answer: { metadata: { message: 'Username atau Password Tidak Sesuai' } } },
    ]);
    const expired = await call('rs.status', { token: 'old' });
    expect(listAt(expired.body, 'steps')).toMatchObject([{ answer: { metadata: { message: 'Token Expired' } } }]);
    const unknown = await call('rs.ambil', { fields: await fieldsOf('rs.ambil') });
    expect(listAt(unknown.body, 'steps').at(-1)).toMatchObject({ status: 202, answer: { metadata: { code: 202 } } });
  });

  test('a patient with a control letter for today books a control visit with the number of the letter', async () => {
    const { controlLetter } = participantAt(1, 6, TEST_TODAY);
    expect(await fieldsOf('rs.ambil', '0000000000006')).toMatchObject({
      jeniskunjungan: '3',
      nomorreferensi: controlLetter?.nomorSurat,
    });
  });

  test('of every operation reaches its usual address, of a clinic with values in the path', async () => {
    for (const { id } of OPERATIONS)
      await call(id, id.endsWith('.token') ? {} : { token: TOKEN, fields: await fieldsOf(id) });
    const card = '0000000000001';
    expect(heard.map(({ method, path }) => `${method} ${path.replace('/ws/', '')}`)).toEqual([
      'GET auth',
      'POST statusantrean',
      'POST ambilantrean',
      'POST sisaantrean',
      'POST batalantrean',
      'POST checkinantrean',
      'POST pasienbaru',
      'POST jadwaloperasirs',
      'POST jadwaloperasipasien',
      'POST ambilantreanfarmasi',
      'POST statusantreanfarmasi',
      'GET auth',
      `GET antrean/status/001/${TEST_TODAY}`,
      'POST antrean',
      `GET antrean/sisapeserta/${card}/001/${TEST_TODAY}`,
      'PUT antrean/batal',
      'POST peserta',
    ]);
    expect(
      Object.values(isObject(heard[6]?.body) ? heard[6].body : {}).every((value) => typeof value === 'string'),
    ).toBe(true);
    expect(heard[5]?.body).toMatchObject({ waktu: TEST_START_MS });
  });

  test('goes where the facility put an operation, and follows nobody elsewhere', async () => {
    await call('rs.status', { token: TOKEN, path: '/antrean/v1/status' });
    expect(heard[0]?.path).toBe('/ws/antrean/v1/status');
    const moved = await call('rs.token', { baseUrl: base.replace('/ws', '/elsewhere') });
    expect(listAt(moved.body, 'steps')).toMatchObject([{ status: 302, problem: 'Jawaban bukan JSON.' }]);
    expect(heard).toHaveLength(2);
  });

  test('that finds nobody says so, and the sandbox keeps nothing of it', async () => {
    const nobody = await call('rs.token', { baseUrl: 'http://127.0.0.1:9/' });
    expect(listAt(nobody.body, 'steps')).toMatchObject([{ status: 0, problem: expect.stringMatching(/\S/) }]);
    await call('rs.ambil', { fields: await fieldsOf('rs.ambil') });
    const traces = [await control('GET', 'state'), await control('GET', 'traffic'), await control('GET', 'ledger')];
    expect(JSON.stringify(traces)).not.toContain('rahasia');
    expect(sandbox.ledger()).toEqual([]);
  });
});

describe('addresses', () => {
  test('this machine and private networks are near, everything else is not', () => {
    for (const near of ['127.0.0.1', '10.1.2.3', '172.31.0.1', '192.168.1.20', '::1', 'fd00::1', '::ffff:192.168.1.20'])
      expect([near, isNearby(near)]).toEqual([near, true]);
    for (const far of [
      '8.8.8.8',
      '169.254.169.254',
      '172.32.0.1',
      '2001:db8::1',
      '::ffff:8.8.8.8',
      'localhost',
      '0.0.0.0',
    ])
      expect([far, isNearby(far)]).toEqual([far, false]);
  });

  test('a stranger is only called when the operator named it at the start', async () => {
    expect(await call('rs.token', { baseUrl: 'http://203.0.113.7/ws' })).toMatchObject({
      status: 400,
      body: { error: expect.stringContaining('--allow-calls-to 203.0.113.7') },
    });
    const url = new URL('https://rs.example/ws');
    const at =
      (...addresses: string[]) =>
      () =>
        Promise.resolve(addresses);
    await expect(destinationOf(url, [], at('203.0.113.7'))).rejects.toThrow(AddressRefused);
    // A name with one address at home and one outside is a trick.
    await expect(destinationOf(url, [], at('127.0.0.1', '203.0.113.7'))).rejects.toThrow(AddressRefused);
    await expect(destinationOf(url, ['other.example'], at('203.0.113.7'))).rejects.toThrow(AddressRefused);
    expect(await destinationOf(url, ['RS.example'], at('203.0.113.7'))).toMatchObject({ address: '203.0.113.7' });
    expect(await destinationOf(url, ['*'], at('203.0.113.7'))).toMatchObject({ address: '203.0.113.7' });
    expect(await destinationOf(url, [], at('192.168.1.20'))).toMatchObject({ address: '192.168.1.20' });
  });

  test('only plain web addresses are taken', () => {
    for (const bad of [
      'file:///etc/passwd',
      'gopher://127.0.0.1/',
      'http://a:b@127.0.0.1/',
      'http://127.0.0.1/?x=1',
      'rs.example',
      '',
    ])
      expect(() => baseUrlOf(bad), bad).toThrow(AddressRefused);
    expect(baseUrlOf(' https://rs.example/ws ').href).toBe('https://rs.example/ws');
  });
});

test('a participant who is not there has no form', async () => {
  expect(await control('GET', 'mobile-jkn?card=0000000999999')).toMatchObject({ status: 404 });
  expect(objectAt((await control('GET', 'mobile-jkn')).body, 'person')).toMatchObject({ nomorKartu: '0000000000001' });
});
