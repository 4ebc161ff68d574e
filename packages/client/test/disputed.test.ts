// Where sources disagree: the second verb of a call, and the Content-Type of a service, over real sockets.
import { sisrute, vclaim } from '@titian/contract';
import { afterEach, describe, expect, it } from 'vitest';
import { type ClientSettings, createBpjsClient, isBpjsError } from '../src/index.ts';
import { CREDENTIALS, startServer, type TestServer } from './server.ts';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((entry) => entry.close()));
});

/** A gateway that knows one verb only; everything else is answered 405. */
async function gateway(verb: string): Promise<TestServer> {
  const server = await startServer(({ request }, response) => {
    if (request.method !== verb) response.writeHead(405).end('Method Not Allowed');
    else response.end(JSON.stringify({ metaData: { code: '201', message: 'Rujukan Tidak Ada' }, response: null }));
  });
  open.push(server);
  return server;
}

function clientOf(
  { origin }: TestServer,
  settings: ClientSettings = {},
  environment: 'development' | 'production' = 'development',
) {
  let now = Date.parse('2026-01-15T01:00:00Z');
  const client = createBpjsClient({
    credentials: CREDENTIALS,
    environment,
    baseUrls: { vclaim: `${origin}/vclaim-rest`, sisrute: `${origin}/vclaim-sisrute-rest` },
    clock: { now: () => new Date((now += 1000)) },
    settings: { allowBaseUrl: [origin], ...settings },
  });
  open.push(client);
  return client;
}

const remove = { body: vclaim.rujukanKhususDelete.example.request ?? undefined };
const ask = { body: sisrute.kriteria.example.request ?? undefined };

async function codeOf(call: Promise<unknown>): Promise<string> {
  try {
    await call;
  } catch (error) {
    if (isBpjsError(error)) return error.code;
    throw error;
  }
  return 'answered';
}

describe('a disputed verb', () => {
  it('is followed by the other one when the gateway does not know it, signed anew with the same body', async () => {
    const server = await gateway('POST');
    expect(await codeOf(clientOf(server).call(vclaim.rujukanKhususDelete, remove))).toBe('BPJS_REJECTED');
    const [first, second] = server.received;
    expect([first?.request.method, second?.request.method]).toEqual(['DELETE', 'POST']);
    expect(second?.body).toBe(first?.body);
    expect(second?.timestamp).not.toBe(first?.timestamp);
    expect(server.received).toHaveLength(2);
  });

  it('is not tried when the first one is understood, or when neither is', async () => {
    const understood = await gateway('DELETE');
    await codeOf(clientOf(understood).call(vclaim.rujukanKhususDelete, remove));
    expect(understood.received).toHaveLength(1);
    const neither = await gateway('PUT');
    expect(await codeOf(clientOf(neither).call(vclaim.rujukanKhususDelete, remove))).toBe('BPJS_UNFAMILIAR');
    expect(neither.received).toHaveLength(2);
  });

  it('goes first when the setting names the endpoint, also in a request that was stored', async () => {
    const server = await gateway('POST');
    const client = clientOf(server, { otherMethods: [vclaim.rujukanKhususDelete.id] });
    const prepared = client.prepare(vclaim.rujukanKhususDelete, remove);
    expect(prepared.method).toBe('POST');
    await codeOf(client.send(prepared));
    expect(server.received.map(({ request }) => request.method)).toEqual(['POST']);
  });

  it('leaves calls with one verb alone', async () => {
    const server = await gateway('POST');
    const body = vclaim.rujukanKeluarDelete.example.request ?? undefined;
    expect(await codeOf(clientOf(server).call(vclaim.rujukanKeluarDelete, { body }))).toBe('BPJS_UNFAMILIAR');
    expect(server.received).toHaveLength(1);
  });
});

describe('the Content-Type of SISRUTE', () => {
  const typeOf = async (...options: [ClientSettings?, ('development' | 'production')?]) => {
    const server = await gateway('POST');
    await codeOf(clientOf(server, ...options).call(sisrute.kriteria, ask));
    return server.received[0]?.request.headers['content-type'];
  };

  it('is missing in development and form-like in production', async () => {
    expect(await typeOf()).toBeUndefined();
    expect(await typeOf({}, 'production')).toBe('application/x-www-form-urlencoded');
  });

  it('is what the setting says', async () => {
    expect(await typeOf({ contentTypes: { sisrute: 'application/json' } })).toBe('application/json');
    expect(await typeOf({ contentTypes: { sisrute: null } }, 'production')).toBeUndefined();
  });
});
