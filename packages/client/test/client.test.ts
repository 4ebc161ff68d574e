// The client against real sockets: what it sends, what it does with good answers, and what it knows after bad ones.
import { gzipSync } from 'node:zlib';
import { antreanfktp, antreanrs, pcare, vclaim } from '@titian/contract';
import { afterEach, describe, expect, it } from 'vitest';
import {
  type BpjsClient,
  type BpjsError,
  type ClientOptions,
  createBpjsClient,
  type Exchange,
  isBpjsError,
  signature,
} from '../src/index.ts';
import { CREDENTIALS, type Received, seal, startRawServer, startServer, type TestServer } from './server.ts';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((entry) => entry.close()));
});

function clientOf(server: TestServer, options: Partial<ClientOptions> = {}): BpjsClient {
  const client = createBpjsClient({
    credentials: CREDENTIALS,
    environment: 'development',
    baseUrls: {
      vclaim: `${server.origin}/vclaim-rest/`,
      antreanrs: `${server.origin}/antreanrs`,
      pcare: `${server.origin}/pcare-rest`,
      antreanfktp: `${server.origin}/antreanfktp`,
    },
    settings: { allowBaseUrl: [server.origin] },
    limits: { timeoutMs: 400 },
    ...options,
  });
  open.push(client);
  return client;
}

async function serve(handler: Parameters<typeof startServer>[0]): Promise<TestServer> {
  const server = await startServer(handler);
  open.push(server);
  return server;
}

async function serveRaw(onBytes: Parameters<typeof startRawServer>[0]): Promise<TestServer> {
  const server = await startRawServer(onBytes);
  open.push(server);
  return server;
}

/** undici waits one turn before it reuses a socket, in case the server closes it; these turns let it come free. */
async function untilSocketIsFree(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

async function failure(promise: Promise<unknown>): Promise<BpjsError> {
  try {
    await promise;
  } catch (error) {
    if (isBpjsError(error)) return error;
    throw error;
  }
  throw new Error('The call succeeded.');
}

const listTask = { body: { kodebooking: 'RS260115INT012' } };
const task = { body: antreanrs.updatewaktu.example.request ?? undefined } as const;
const ok = JSON.stringify({ metadata: { code: 200, message: 'Ok' } });

function sealed(received: Received, value: unknown, code: string | number = 200): string {
  return JSON.stringify({
    metadata: { code, message: 'Ok' },
    response: seal(JSON.stringify(value), received.timestamp),
  });
}

describe('what is sent', () => {
  it('signs every request afresh and opens its answer with the same second', async () => {
    let now = Date.parse('2026-01-15T01:00:00.900Z');
    const server = await serve((received, response) => {
      // The clock moves while BPJS works: the key must still be that of the request.
      now += 5000;
      response.end(sealed(received, [{ taskid: 3, wakturs: '15-01-2026 08:05:10 WIB' }]));
    });
    const client = clientOf(server, { clock: { now: () => new Date(now) } });
    const answer = await client.call(antreanrs.getlisttask, listTask);
    expect(answer).toMatchObject({ kind: 'ok', code: '200', data: { list: [{ taskid: 3 }] }, unknownKeys: [] });
    await untilSocketIsFree();
    await client.call(antreanrs.getlisttask, listTask);
    const [first, second] = server.received;
    expect(first?.timestamp).toBe('1768438800');
    expect(second?.timestamp).toBe('1768438805');
    expect(first?.request.headers['x-signature']).toBe(signature({ ...CREDENTIALS, timestamp: '1768438800' }));
    expect(first?.request.headers).toMatchObject({
      'x-cons-id': '99999',
      user_key: 'kunci-antrean',
      accept: 'application/json',
    });
    expect(server.connections()).toBe(1);
  });

  it('uses the content type of each service, a body with DELETE and one slash', async () => {
    const server = await serve((received, response) => {
      const isPcare = received.request.url?.startsWith('/pcare-rest') === true;
      response.end(
        JSON.stringify({ metaData: { code: isPcare ? 200 : '200', message: 'OK' }, response: '9999R0010125V000001' }),
      );
    });
    const client = clientOf(server);
    const body = vclaim.sepDelete.example.request ?? undefined;
    await client.call(vclaim.sepDelete, { body });
    await client.call(pcare.kunjunganDelete, { params: { noKunjungan: '9999U0010926Y000004' } });
    await failure(client.call(pcare.refDiagnosa, { params: { kata: 'sakit kepala/migren', start: '0', limit: '10' } }));
    await client.send(
      client.prepare(antreanfktp.add, { body: { ...antreanfktp.add.example.request, keterangan: 'é' } }),
    );
    const [sep, kunjungan, diagnosa, fktp] = server.received;
    expect(sep?.request.method).toBe('DELETE');
    expect(sep?.request.url).toBe('/vclaim-rest/SEP/2.0/delete');
    expect(sep?.request.headers['content-type']).toBe('application/x-www-form-urlencoded');
    expect(sep?.body).toBe('{"request":{"t_sep":{"noSep":"9999R0010125V000001","user":"pendaftaran.rs"}}}');
    expect(sep?.request.headers['x-authorization']).toBeUndefined();
    expect(kunjungan?.request.url).toBe('/pcare-rest/kunjungan/9999U0010926Y000004');
    expect(kunjungan?.body).toBe('');
    expect(kunjungan?.request.headers['x-authorization']).toBe(
      `Basic ${Buffer.from('klinik:kata:sandi:095').toString('base64')}`,
    );
    expect(diagnosa?.request.url).toBe('/pcare-rest/diagnosa/sakit%20kepala%2Fmigren/0/10');
    expect(fktp?.request.headers['content-type']).toBe('text/plain');
    expect(fktp?.request.headers.user_key).toBe('kunci-pcare');
    expect(JSON.parse(fktp?.body ?? '')).toMatchObject({ keterangan: 'é' });
  });

  it('prepares the same bytes for the same input, and sends exactly these', async () => {
    const server = await serve((_, response) => response.end(ok));
    const client = clientOf(server);
    const prepared = client.prepare(antreanrs.updatewaktu, {
      body: { waktu: '1768443300000', taskid: '3', kodebooking: 'A1' },
    });
    expect(prepared).toEqual(
      client.prepare(antreanrs.updatewaktu, { body: { kodebooking: 'A1', taskid: 3, waktu: 1768443300000 } }),
    );
    expect(prepared.body).toBe('{"kodebooking":"A1","taskid":3,"waktu":1768443300000}');
    // What was stored as text goes out as it was stored.
    await client.send(JSON.parse(JSON.stringify(prepared)));
    expect(server.received[0]?.body).toBe(prepared.body);
  });

  it('refuses wrong input before anything is sent, naming fields but no values', async () => {
    const server = await serve((_, response) => response.end(ok));
    const client = clientOf(server);
    const error = await failure(
      client.call(vclaim.pesertaNokartu, { params: { noKartu: '12', tglSep: '2025-01-06' } }),
    );
    expect(error).toMatchObject({ code: 'INPUT_PARAMS', effect: 'none', advice: 'fix' });
    expect(JSON.stringify(error)).toContain('noKartu');
    expect(
      await failure(client.send({ endpointId: 'vclaim.nothing', method: 'GET', path: '/', body: null })),
    ).toMatchObject({ code: 'INPUT_ENDPOINT' });
    expect(server.received).toHaveLength(0);
  });
});

describe('where it may go', () => {
  const create = (baseUrls: ClientOptions['baseUrls'], allowBaseUrl: string[] = []): BpjsClient =>
    createBpjsClient({ credentials: CREDENTIALS, environment: 'production', baseUrls, settings: { allowBaseUrl } });

  it.each([
    'http://apijkn.bpjs-kesehatan.go.id/vclaim-rest',
    'https://bpjs-kesehatan.go.id.example.com',
    'https://example.com',
    'ftp://apijkn.bpjs-kesehatan.go.id',
    'https://user:pw@apijkn.bpjs-kesehatan.go.id',
    'http://127.0.0.1:1/vclaim-rest',
    'not a url',
  ])('refuses %s', (base) => {
    expect(() => create({ vclaim: base })).toThrow(expect.objectContaining({ code: 'INPUT_BASE_URL' }));
  });

  it('accepts BPJS over https, and named exceptions', async () => {
    await create({ vclaim: 'https://new-apijkn.bpjs-kesehatan.go.id/vclaim-rest/' }).close();
    await create({ vclaim: 'http://127.0.0.1:4100/vclaim-rest' }, ['http://127.0.0.1:4100']).close();
    expect(() => create({ vclaim: 'http://10.0.0.1/x' }, ['http://10.0.0.1'])).toThrow('not an address of BPJS');
  });

  it('does not follow a redirect', async () => {
    const server = await serve((_, response) => response.writeHead(302, { location: 'http://127.0.0.1:9/' }).end());
    expect(await failure(clientOf(server).call(antreanrs.updatewaktu, task))).toMatchObject({
      code: 'BPJS_UNCERTAIN',
      effect: 'unknown',
    });
    expect(server.received).toHaveLength(1);
  });

  it('does not start with credentials that no header can carry', () => {
    const credentials = { ...CREDENTIALS, userKeys: { vclaim: 'kunci\r\nX-evil: 1' } };
    expect(() => createBpjsClient({ credentials, environment: 'production' })).toThrow(
      expect.objectContaining({ code: 'INPUT_CREDENTIALS' }),
    );
  });
});

describe('when nothing was sent', () => {
  it('a refused connection is unreachable, without effect', async () => {
    const server = await serve((_, response) => response.end(ok));
    const client = clientOf(server);
    await server.close();
    const error = await failure(client.call(antreanrs.updatewaktu, task));
    expect(error).toMatchObject({
      code: 'BPJS_UNREACHABLE',
      effect: 'none',
      advice: 'later',
      context: { transport: 'refused', sent: false },
    });
  });

  it('a host that does not exist is unreachable', async () => {
    const client = createBpjsClient({
      credentials: CREDENTIALS,
      environment: 'development',
      baseUrls: { antreanrs: 'https://tidak-ada.invalid/antreanrs' },
      settings: { allowBaseUrl: ['https://tidak-ada.invalid'] },
      limits: { timeoutMs: 5000 },
    });
    open.push(client);
    expect(await failure(client.call(antreanrs.updatewaktu, task))).toMatchObject({
      code: 'BPJS_UNREACHABLE',
      effect: 'none',
    });
  });

  it('a server that speaks no TLS is unreachable over https', async () => {
    const server = await serveRaw((socket) => socket.end('HTTP/1.1 200 OK\r\n\r\n'));
    const origin = server.origin.replace('http:', 'https:');
    const client = clientOf(server, {
      baseUrls: { antreanrs: `${origin}/antreanrs` },
      settings: { allowBaseUrl: [origin] },
      limits: { timeoutMs: 5000 },
    });
    expect(await failure(client.call(antreanrs.updatewaktu, task))).toMatchObject({
      code: 'BPJS_UNREACHABLE',
      effect: 'none',
    });
  });

  it('a call that is aborted before it starts is unreachable', async () => {
    const server = await serve((_, response) => response.end(ok));
    const error = await failure(clientOf(server).call(antreanrs.updatewaktu, { ...task, signal: AbortSignal.abort() }));
    expect(error).toMatchObject({ code: 'BPJS_UNREACHABLE', effect: 'none' });
    expect(server.received).toHaveLength(0);
  });

  it('a call whose lease ended while it was connecting writes no byte, on a fresh socket and on a kept one', async () => {
    const server = await serve((_, response) => response.end(ok));
    const client = clientOf(server);
    let asked = 0;
    const mayBegin = (): boolean => {
      asked += 1;
      return false;
    };
    const lost = {
      code: 'BPJS_UNREACHABLE',
      effect: 'none',
      context: { transport: 'aborted', sent: false },
    };
    expect(await failure(client.call(antreanrs.updatewaktu, { ...task, mayBegin }))).toMatchObject(lost);
    await client.call(antreanrs.updatewaktu, { ...task, mayBegin: () => true });
    expect(await failure(client.call(antreanrs.updatewaktu, { ...task, mayBegin }))).toMatchObject(lost);
    expect(asked).toBe(2);
    expect(server.received).toHaveLength(1);
  });

  it('a call that waited for a socket until its limit is unreachable', async () => {
    const server = await serve(() => undefined);
    const { createUndiciTransport } = await import('../src/index.ts');
    const client = clientOf(server, { transport: createUndiciTransport({ connections: 1 }) });
    const first = failure(client.call(antreanrs.updatewaktu, { ...task, timeoutMs: 700 }));
    const second = await failure(client.call(antreanrs.updatewaktu, { ...task, timeoutMs: 200 }));
    expect(second).toMatchObject({
      code: 'BPJS_UNREACHABLE',
      effect: 'none',
      context: { transport: 'timeout', sent: false },
    });
    expect(await first).toMatchObject({ code: 'BPJS_UNCERTAIN', effect: 'unknown' });
    expect(server.received).toHaveLength(1);
  });
});

describe('when something may have arrived', () => {
  const cases: readonly (readonly [
    string,
    (received: Received, response: import('node:http').ServerResponse) => void,
  ])[] = [
    ['a silent server', () => undefined],
    ['headers and then silence', (_, response) => response.writeHead(200).flushHeaders()],
    ['half a body', (_, response) => void response.writeHead(200, { 'content-length': '500' }).write('{"metadata":')],
    ['a closed connection', (received) => received.request.socket.destroy()],
    [
      'a body cut off',
      (received, response) => {
        response.writeHead(200, { 'content-length': '500' }).write('{"metadata":');
        setImmediate(() => received.request.socket.destroy());
      },
    ],
    ['an HTML page with 200', (_, response) => response.end('<html><title>Request Error</title></html>')],
    ['an empty body with 200', (_, response) => response.end()],
    ['a gateway error', (_, response) => response.writeHead(502).end('<html>502</html>')],
    [
      'a gateway line',
      (_, response) => response.writeHead(503).end('upstream connect error or disconnect/reset before headers'),
    ],
    ['gzip that is none', (_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(ok)],
    ['a body over the cap', (_, response) => response.end(Buffer.alloc(200_000, 32))],
    [
      'a gzip bomb',
      (_, response) =>
        response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(5_000_000, 32))),
    ],
  ];

  it.each(cases)('%s is uncertain for a write and harmless for a read', async (_, handler) => {
    const server = await serve(handler);
    const client = clientOf(server, { limits: { timeoutMs: 250, bodyBytes: 100_000, plaintextUnits: 1_000_000 } });
    const write = await failure(client.call(antreanrs.updatewaktu, task));
    expect(write).toMatchObject({ code: 'BPJS_UNCERTAIN', effect: 'unknown', advice: 'reconcile' });
    const read = await failure(client.call(antreanrs.pendaftaranAktif, {}));
    expect(read).toMatchObject({ code: 'BPJS_UNCERTAIN', effect: 'none', advice: 'later' });
  });

  it('a slow drip ends at the total limit', async () => {
    const server = await serve((_, response) => {
      const drip = setInterval(() => response.write(' '), 20);
      response.on('close', () => clearInterval(drip));
    });
    const startedAt = performance.now();
    const error = await failure(clientOf(server, { limits: { timeoutMs: 300 } }).call(antreanrs.updatewaktu, task));
    expect(error).toMatchObject({ code: 'BPJS_UNCERTAIN', context: { transport: 'timeout', sent: true } });
    expect(performance.now() - startedAt).toBeLessThan(1300);
  });

  it('an abort after sending is uncertain', async () => {
    const controller = new AbortController();
    const server = await serve(() => controller.abort());
    expect(
      await failure(clientOf(server).call(antreanrs.updatewaktu, { ...task, signal: controller.signal })),
    ).toMatchObject({ code: 'BPJS_UNCERTAIN', effect: 'unknown' });
  });

  it('a kept-alive socket that closes when it is reused is uncertain for a write', async () => {
    const reply = `HTTP/1.1 200 OK\r\ncontent-length: ${ok.length}\r\nconnection: keep-alive\r\n\r\n${ok}`;
    const server = await serveRaw((socket, _bytes, previous) => {
      if (previous === 0) socket.write(reply);
      else socket.destroy();
    });
    const client = clientOf(server);
    await client.call(antreanrs.updatewaktu, task);
    await untilSocketIsFree();
    expect(await failure(client.call(antreanrs.updatewaktu, task))).toMatchObject({
      code: 'BPJS_UNCERTAIN',
      effect: 'unknown',
      context: { sent: true },
    });
    expect(server.connections()).toBe(1);
  });

  it('a sealed answer with a foreign key is uncertain, and never a value', async () => {
    const server = await serve((received, response) =>
      response.end(
        JSON.stringify({
          metaData: { code: '200', message: 'OK' },
          response: seal('"9999R0010125V000001"', received.timestamp, 'kunci-lain'),
        }),
      ),
    );
    const body = vclaim.sepInsert.example.request;
    expect(await failure(clientOf(server).call(vclaim.sepInsert, { body: body ?? undefined }))).toMatchObject({
      code: 'BPJS_UNCERTAIN',
      effect: 'unknown',
    });
  });

  it('an LZ bomb stops at the cap', async () => {
    const server = await serve((received, response) =>
      response.end(sealed(received, [{ taskid: 1, taskname: 'a'.repeat(300_000) }])),
    );
    const error = await failure(
      clientOf(server, { limits: { plaintextUnits: 100_000, timeoutMs: 5000 } }).call(antreanrs.getlisttask, listTask),
    );
    expect(error).toMatchObject({ code: 'BPJS_UNCERTAIN', context: { reason: 'too-large' } });
  });
});

describe('what it learns on the way', () => {
  it('reads an answer that comes in single bytes', async () => {
    const server = await serve((received, response) => {
      const text = Buffer.from(sealed(received, [{ taskid: 3 }]));
      for (const byte of text) response.write(Uint8Array.of(byte));
      response.end();
    });
    expect(await clientOf(server).call(antreanrs.getlisttask, listTask)).toMatchObject({
      kind: 'ok',
      data: { list: [{ taskid: 3 }] },
    });
  });

  it('reads honest gzip', async () => {
    const server = await serve((received, response) =>
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(sealed(received, []))),
    );
    expect(await clientOf(server).call(antreanrs.getlisttask, listTask)).toMatchObject({
      kind: 'ok',
      data: { list: [] },
    });
  });

  it('reports each exchange with the difference between both clocks', async () => {
    const exchanges: Exchange[] = [];
    const server = await serve((_, response) =>
      response.writeHead(200, { date: 'Thu, 15 Jan 2026 01:10:00 GMT' }).end(ok),
    );
    const client = clientOf(server, {
      clock: { now: () => new Date('2026-01-15T01:00:00Z') },
      hooks: { onExchange: (exchange) => exchanges.push(exchange) },
    });
    await client.call(antreanrs.updatewaktu, task);
    expect(exchanges).toMatchObject([
      {
        endpointId: 'antreanrs.antrean.updatewaktu',
        group: 'antrean',
        httpStatus: 200,
        outcome: 'ok',
        skewMs: 600_500,
      },
    ]);
  });

  it("can sign with the other side's clock", async () => {
    const server = await serve((_, response) => response.end(ok));
    const client = clientOf(server, {
      clock: { now: () => new Date('2026-01-15T01:00:00Z') },
      settings: { allowBaseUrl: [server.origin], timestampOffsetMs: () => 600_000 },
    });
    await client.call(antreanrs.updatewaktu, task);
    expect(server.received[0]?.timestamp).toBe('1768439400');
  });

  it('honours Retry-After, at most fifteen minutes', async () => {
    const server = await serve((_, response) =>
      response.writeHead(429, { 'retry-after': '86400' }).end('<html>slow down</html>'),
    );
    expect(await failure(clientOf(server).call(antreanrs.updatewaktu, task))).toMatchObject({
      code: 'BPJS_THROTTLED',
      effect: 'none',
      retryAfterMs: 900_000,
    });
  });
});
