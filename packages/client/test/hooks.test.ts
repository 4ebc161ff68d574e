// The hooks: what an onlooker sees, what a metric may hold, and that nothing a hook does changes what is known about a call.
import { createCipheriv, createHmac } from 'node:crypto';
import { once } from 'node:events';
import { antreanrs, eklaim, vclaim } from '@titian/contract';
import { afterEach, describe, expect, it } from 'vitest';
import {
  type ClientHooks,
  createBpjsClient,
  createEklaimClient,
  type Exchange,
  type HookName,
  type RequestSeen,
  type ResponseSeen,
} from '../src/index.ts';
import { CREDENTIALS, type Received, seal, startServer } from './server.ts';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((entry) => entry.close()));
});

const CARD = '0000000000001';
const peserta = { params: { noKartu: CARD, tglSep: '2026-01-15' } };
const task = { body: { kodebooking: 'A1', taskid: 3, waktu: 1768443300000 } } as const;
const answer = vclaim.pesertaNokartu.example.response;
const sealedAnswer = ({ timestamp }: Received) => seal(JSON.stringify(answer), timestamp);

type Reply = (received: Received) => { readonly status?: number; readonly body: string };
const json = (code: number, message: string, response?: unknown) =>
  JSON.stringify({ metaData: { code, message }, response });

async function meet(reply: Reply, hooks: ClientHooks) {
  const server = await startServer((received, response) => {
    const { status = 200, body } = reply(received);
    response.writeHead(status).end(body);
  });
  const client = createBpjsClient({
    credentials: CREDENTIALS,
    environment: 'development',
    baseUrls: { vclaim: `${server.origin}/vclaim-rest`, antreanrs: `${server.origin}/antreanrs` },
    settings: { allowBaseUrl: [server.origin] },
    hooks,
  });
  open.push(client, server);
  return { server, client };
}

describe('what an onlooker sees', () => {
  it('is the request as it left and the answer in clear', async () => {
    const requests: RequestSeen[] = [];
    const responses: ResponseSeen[] = [];
    const { client } = await meet((received) => ({ body: json(200, 'Sukses', sealedAnswer(received)) }), {
      onRequest: (seen) => requests.push(seen),
      onResponse: (seen) => responses.push(seen),
    });
    await client.call(vclaim.pesertaNokartu, peserta);
    await client.call(vclaim.pesertaNokartu, peserta);
    expect(requests).toMatchObject([
      { sequence: 1, endpointId: 'vclaim.peserta.nokartu', method: 'GET', body: null },
      { sequence: 2, path: `/Peserta/nokartu/${CARD}/tglSEP/2026-01-15` },
    ]);
    expect(responses[1]).toEqual({
      request: requests[1],
      httpStatus: 200,
      failure: null,
      content: { kind: 'json', value: { metaData: { code: 200, message: 'Sukses' }, response: answer } },
      verdict: {
        outcome: 'ok',
        effect: null,
        advice: null,
        bpjsCode: '200',
        messageId: null,
        unknownKeys: [],
        context: {},
      },
      durationMs: expect.any(Number),
    });
  });

  it.each<[string, Reply, unknown, unknown]>([
    [
      'a page',
      () => ({ status: 502, body: '<html>Bad Gateway</html>' }),
      { kind: 'text', text: '<html>Bad Gateway</html>', problem: 'not-json' },
      { outcome: 'BPJS_UNCERTAIN', effect: 'unknown' },
    ],
    [
      'a refusal with a plain text beside it',
      () => ({ body: json(201, 'Kode Booking tidak ditemukan', 'null') }),
      { kind: 'json', value: { metaData: { code: 201 }, response: 'null' } },
      { outcome: 'BPJS_PREDECESSOR', effect: 'none', bpjsCode: '201', messageId: 'antrean.booking-unknown' },
    ],
    [
      'nothing at all',
      () => ({ body: '' }),
      { kind: 'none', problem: null },
      { outcome: 'BPJS_UNCERTAIN', effect: 'unknown', context: { reason: 'empty-body' } },
    ],
  ])('may be %s', async (_, reply, content, verdict) => {
    const responses: ResponseSeen[] = [];
    const { client } = await meet(reply, { onResponse: (seen) => responses.push(seen) });
    await expect(client.call(antreanrs.updatewaktu, task)).rejects.toMatchObject({ name: 'BpjsError' });
    expect(responses).toMatchObject([{ content, verdict, request: { body: JSON.stringify(task.body) } }]);
  });

  it('is the body as it came when it was sealed with another key', async () => {
    const responses: ResponseSeen[] = [];
    const bodies: string[] = [];
    const { client } = await meet(
      ({ timestamp }) => {
        const body = json(200, 'OK', seal(JSON.stringify(answer), timestamp, 'rahasiaLain'));
        bodies.push(body);
        return { body };
      },
      { onResponse: (seen) => responses.push(seen) },
    );
    await expect(client.call(vclaim.pesertaNokartu, peserta)).rejects.toMatchObject({ code: 'BPJS_UNCERTAIN' });
    expect(responses).toMatchObject([
      { content: { kind: 'text', text: bodies[0] }, verdict: { effect: 'none', advice: 'later', bpjsCode: '200' } },
    ]);
  });

  it('is a failure when no reply came', async () => {
    const responses: ResponseSeen[] = [];
    const { client, server } = await meet(() => ({ body: '' }), { onResponse: (seen) => responses.push(seen) });
    await server.close();
    await expect(client.call(antreanrs.updatewaktu, task)).rejects.toMatchObject({ code: 'BPJS_UNREACHABLE' });
    expect(responses).toMatchObject([
      { httpStatus: null, failure: 'refused', content: { kind: 'none' }, verdict: { effect: 'none', advice: 'later' } },
    ]);
  });

  it('is a copy: what is done to it stays with the onlooker', async () => {
    const { client } = await meet((received) => ({ body: json(200, 'OK', sealedAnswer(received)) }), {
      onResponse: ({ content }) => {
        if (content.kind === 'json') (content.value as { response: { peserta: unknown } }).response.peserta = null;
      },
    });
    expect(await client.call(vclaim.pesertaNokartu, peserta)).toMatchObject({ kind: 'ok', data: answer });
  });
});

describe('a hook that fails', () => {
  const boom = () => {
    throw new Error(`a hook that quotes ${CARD}`);
  };
  // The type says that nothing comes back; a function that promises something fits it all the same.
  const reject = async () => boom();

  it.each([
    ['throws', boom],
    ['rejects', reject],
  ])('and %s leaves a success a success, and says so', async (_, fail) => {
    const failed: HookName[] = [];
    const hooks = { onRequest: fail, onResponse: fail, onExchange: fail };
    const { client, server } = await meet(() => ({ body: json(200, 'OK') }), {
      ...hooks,
      onHookError: (error, hook) => {
        expect(error).toMatchObject({ message: expect.stringContaining(CARD) });
        failed.push(hook);
      },
    });
    expect(await client.call(antreanrs.updatewaktu, task)).toMatchObject({ kind: 'ok' });
    expect(server.received).toHaveLength(1);
    expect(failed.toSorted()).toEqual(['onExchange', 'onRequest', 'onResponse']);
  });

  it('leaves an error its effect and advice', async () => {
    const hooks = { onRequest: boom, onResponse: boom, onExchange: boom, onHookError: boom };
    const { client } = await meet(() => ({ body: json(201, 'TaskId terakhir 99') }), hooks);
    await expect(client.call(antreanrs.updatewaktu, task)).rejects.toMatchObject({
      code: 'BPJS_REJECTED',
      effect: 'none',
      advice: 'fix',
    });
  });

  it('is one warning of the process, without the words of the error', async () => {
    const { client } = await meet(() => ({ body: json(200, 'OK') }), { onExchange: boom });
    const warning = once(process, 'warning');
    await client.call(antreanrs.updatewaktu, task);
    await client.call(antreanrs.updatewaktu, task);
    const [said] = await warning;
    expect(said).toMatchObject({ code: 'TITIAN_HOOK' });
    expect(String(said)).toContain('onExchange');
    expect(String(said)).not.toContain(CARD);
  });
});

describe('metrics', () => {
  it('name calls and hold numbers, never a person, a number of a letter or a secret', async () => {
    const exchanges: Exchange[] = [];
    const { client } = await meet(
      (received) =>
        received.previous === 0
          ? { body: json(200, 'OK', sealedAnswer(received)) }
          : { body: json(201, `Peserta ${CARD} TN CONTOH tidak aktif`) },
      { onExchange: (exchange) => exchanges.push(exchange) },
    );
    await client.call(vclaim.pesertaNokartu, peserta);
    await expect(client.call(vclaim.pesertaNokartu, peserta)).rejects.toMatchObject({ name: 'BpjsError' });
    expect(exchanges.map(({ outcome }) => outcome)).toEqual(['ok', 'BPJS_REJECTED']);
    const text = JSON.stringify(exchanges);
    const { nik, nama } = answer.peserta;
    const { consId, secret, userKeys } = CREDENTIALS;
    for (const hidden of [CARD, nik, nama, 'CONTOH', consId, secret, userKeys.vclaim])
      expect(text).not.toContain(String(hidden));
    expect(new Set(exchanges.flatMap((one) => Object.keys(one)))).toEqual(
      new Set(['endpointId', 'service', 'group', 'durationMs', 'httpStatus', 'outcome', 'skewMs']),
    );
  });
});

describe('the E-Klaim client', () => {
  const KEY = '0f'.repeat(32);
  /** Built beside the client's own seal from docs/facts/eklaim.md §2. */
  function eklaimSeal(text: string): string {
    const key = Buffer.from(KEY, 'hex');
    const iv = Buffer.alloc(16, 7);
    const cipher = createCipheriv('aes-256-cbc', key, iv);
    const cipherText = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    const mac = createHmac('sha256', key).update(cipherText).digest().subarray(0, 10);
    return Buffer.concat([mac, iv, cipherText]).toString('base64');
  }

  async function house(body: string, hooks: Parameters<typeof createEklaimClient>[0]['hooks']) {
    const server = await startServer((_, response) => response.end(body));
    const client = createEklaimClient({ url: server.origin, key: KEY, hooks });
    open.push(client, server);
    return client;
  }
  const input = eklaim.getClaimStatus.example.request;
  const success = { metadata: { code: 200, message: 'OK' }, ...eklaim.getClaimStatus.example.response };

  it('shows both sides in clear', async () => {
    const seen: ResponseSeen[] = [];
    const client = await house(eklaimSeal(JSON.stringify(success)), { onResponse: (one) => seen.push(one) });
    expect(await client.call(eklaim.getClaimStatus, input)).toMatchObject({ kind: 'ok' });
    expect(seen).toMatchObject([
      {
        request: { sequence: 1, service: 'eklaim', method: 'POST', path: '/E-Klaim/ws.php' },
        content: { kind: 'json', value: success },
        verdict: { outcome: 'ok' },
      },
    ]);
    expect(JSON.parse(seen[0]?.request.body ?? '')).toMatchObject(input);
  });

  it('shows what it could not open as it came, whatever the hook does with it', async () => {
    const seen: ResponseSeen[] = [];
    const client = await house('<b>Warning</b>: mysqli_connect()', {
      onResponse: (one) => {
        seen.push(one);
        throw new Error('no room on the disk');
      },
      onHookError: () => undefined,
    });
    await expect(client.call(eklaim.getClaimStatus, input)).rejects.toMatchObject({ code: 'BPJS_UNCERTAIN' });
    expect(seen).toMatchObject([
      { content: { kind: 'text', text: '<b>Warning</b>: mysqli_connect()', problem: 'not-sealed' } },
    ]);
  });
});
