// Certificates are always checked, and everything can go through an outbound proxy.
import { createServer as createHttpServer } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { type AddressInfo, connect, type Server, type Socket } from 'node:net';
import { antreanrs } from '@titian/contract';
import { afterEach, describe, expect, it } from 'vitest';
import {
  type BpjsClient,
  type BpjsError,
  type ClientOptions,
  createBpjsClient,
  createUndiciTransport,
  isBpjsError,
} from '../src/index.ts';
import { selfSigned } from './self-signed.ts';
import { CREDENTIALS, startServer } from './server.ts';

const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((close) => close()));
});

async function listen(server: Server): Promise<number> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  open.push(
    () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  );
  // A listening TCP server has an address object.
  return (server.address() as AddressInfo).port;
}

const OK = JSON.stringify({ metadata: { code: 200, message: 'Ok' } });

async function secureServer(): Promise<{ origin: string; cert: string; requests: () => number }> {
  const { key, cert } = selfSigned();
  let requests = 0;
  const server = createHttpsServer({ key: key.export({ type: 'pkcs8', format: 'pem' }), cert }, (_, response) => {
    requests += 1;
    response.end(OK);
  });
  server.on('tlsClientError', () => undefined);
  return { origin: `https://127.0.0.1:${await listen(server)}`, cert, requests: () => requests };
}

/** An HTTP proxy that counts tunnels; it answers CONNECT with the given status. */
async function proxyServer(status = 200): Promise<{ url: string; tunnels: () => number }> {
  let tunnels = 0;
  const server = createHttpServer((_, response) => response.writeHead(501).end());
  server.on('connect', (request, socket) => {
    tunnels += 1;
    if (status !== 200) {
      socket.end(`HTTP/1.1 ${status} No\r\n\r\n`);
      return;
    }
    const [host = '', port = ''] = (request.url ?? '').split(':');
    const upstream = connect(Number(port), host, () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      upstream.pipe(socket).pipe(upstream);
    });
    upstream.on('error', () => socket.destroy());
    socket.on('error', () => upstream.destroy());
  });
  return { url: `http://127.0.0.1:${await listen(server)}`, tunnels: () => tunnels };
}

function clientOf(origin: string, options: Partial<ClientOptions> = {}): BpjsClient {
  const client = createBpjsClient({
    credentials: CREDENTIALS,
    environment: 'development',
    baseUrls: { antreanrs: `${origin}/antreanrs` },
    settings: { allowBaseUrl: [origin] },
    limits: { timeoutMs: 3000 },
    ...options,
  });
  open.push(() => client.close());
  return client;
}

const task = { body: { kodebooking: 'A1', taskid: 3 as const, waktu: 1768443300000 } };

async function failure(promise: Promise<unknown>): Promise<BpjsError> {
  try {
    await promise;
  } catch (error) {
    if (isBpjsError(error)) return error;
    throw error;
  }
  throw new Error('The call succeeded.');
}

describe('certificates', () => {
  it('an unknown authority is refused before a byte of the request leaves, whatever the environment says', async () => {
    const server = await secureServer();
    const before = process.env['NODE_TLS_REJECT_UNAUTHORIZED'];
    process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = '0';
    try {
      expect(await failure(clientOf(server.origin).call(antreanrs.updatewaktu, task))).toMatchObject({
        code: 'BPJS_UNREACHABLE',
        effect: 'none',
        context: { transport: 'tls', sent: false },
      });
    } finally {
      if (before === undefined) delete process.env['NODE_TLS_REJECT_UNAUTHORIZED'];
      else process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = before;
    }
    expect(server.requests()).toBe(0);
  });

  it('an authority that the operator named is accepted', async () => {
    const server = await secureServer();
    const client = clientOf(server.origin, { transport: createUndiciTransport({ ca: [server.cert] }) });
    expect(await client.call(antreanrs.updatewaktu, task)).toMatchObject({ kind: 'ok' });
    expect(server.requests()).toBe(1);
  });
});

describe('the outbound proxy', () => {
  it('carries the call', async () => {
    const server = await startServer((_, response) => response.end(OK));
    open.push(() => server.close());
    const proxy = await proxyServer();
    const client = clientOf(server.origin, { transport: createUndiciTransport({ proxy: proxy.url }) });
    expect(await client.call(antreanrs.updatewaktu, task)).toMatchObject({ kind: 'ok' });
    expect(proxy.tunnels()).toBe(1);
  });

  it('carries TLS without opening it', async () => {
    const server = await secureServer();
    const proxy = await proxyServer();
    const trusting = clientOf(server.origin, {
      transport: createUndiciTransport({ proxy: proxy.url, ca: [server.cert] }),
    });
    expect(await trusting.call(antreanrs.updatewaktu, task)).toMatchObject({ kind: 'ok' });
    const doubting = clientOf(server.origin, { transport: createUndiciTransport({ proxy: proxy.url }) });
    expect(await failure(doubting.call(antreanrs.updatewaktu, task))).toMatchObject({
      code: 'BPJS_UNREACHABLE',
      effect: 'none',
    });
    expect(server.requests()).toBe(1);
  });

  it('that refuses has sent nothing to BPJS', async () => {
    const server = await secureServer();
    for (const status of [403, 407, 502]) {
      const proxy = await proxyServer(status);
      const client = clientOf(server.origin, {
        transport: createUndiciTransport({ proxy: proxy.url, ca: [server.cert] }),
      });
      expect(await failure(client.call(antreanrs.updatewaktu, task))).toMatchObject({
        code: 'BPJS_UNREACHABLE',
        effect: 'none',
      });
    }
    expect(server.requests()).toBe(0);
  });
});
