// The recorder on a real client: values stay inside, unfamiliar answers are kept unasked, everything else only while somebody wants it.
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createBpjsClient, readCapture, replayExchange, vclaim } from '@titian/client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createCapture } from './capture.ts';

const NOW_MS = Date.parse('2026-11-26T02:00:00Z');
const CARD = '0000000000012';
let folder = '';
let server: Server;
let answer: unknown;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'titian-capture-'));
  server = createServer((_, response) => response.end(JSON.stringify(answer)));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(async () => {
  await new Promise((resolve) => server.close(resolve));
  await rm(folder, { recursive: true });
});

async function ask(member: Readonly<Record<string, unknown>>, times = 1): Promise<unknown[]> {
  const { peserta } = vclaim.pesertaNokartu.example.response;
  answer = { metaData: { code: '200', message: 'OK' }, response: { peserta: { ...peserta, ...member } } };
  const troubles: unknown[] = [];
  const capture = createCapture({ folder, now: () => new Date(NOW_MS), onTrouble: (error) => troubles.push(error) });
  // A listening TCP server has an AddressInfo.
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const client = createBpjsClient({
    credentials: { consId: '99999', secret: 'contohRahasia01', userKeys: { vclaim: 'kunci-contoh' } },
    environment: 'development',
    baseUrls: { vclaim: origin },
    settings: { allowBaseUrl: [origin] },
    hooks: { onResponse: capture.onResponse },
  });
  for (let turn = 0; turn < times; turn += 1)
    await client
      .call(vclaim.pesertaNokartu, { params: { noKartu: CARD, tglSep: '2026-11-26' } })
      .catch(() => undefined);
  await client.close();
  await capture.settled();
  return troubles;
}

const lines = async (name: string) => readCapture(await readFile(join(folder, name), 'utf8'));

describe('the recorder', () => {
  it('writes nothing while nobody asked and BPJS answers as the catalogue says', async () => {
    expect(await ask({})).toEqual([]);
    expect(await readdir(folder)).toEqual([]);
  });

  it('keeps an answer with a field that the catalogue does not name, without its values', async () => {
    await ask({ golonganDarah: 'QZX-CANARY', nama: 'BUDI CANARY' });
    const [record] = await lines('unfamiliar.jsonl');
    expect(record).toMatchObject({ endpointId: 'vclaim.peserta.nokartu', unknownKeys: ['peserta.golonganDarah'] });
    const text = await readFile(join(folder, 'unfamiliar.jsonl'), 'utf8');
    for (const value of [CARD, 'CANARY', 'BUDI', 'contohRahasia01', 'kunci-contoh', '99999'])
      expect(text).not.toContain(value);
  });

  it('keeps an answer that no schema knows, and stops when it has seen enough of the same', async () => {
    await ask({ noKartu: { baru: true } }, 25);
    const records = await lines('unfamiliar.jsonl');
    expect(records).toHaveLength(20);
    expect(records[0]).toMatchObject({ outcome: 'BPJS_UNFAMILIAR', reason: 'shape' });
    expect(records[0] && replayExchange(records[0])).toMatchObject({ error: { code: 'BPJS_UNFAMILIAR' } });
  });

  it('records everything until the time that was asked for, and nothing after', async () => {
    await writeFile(join(folder, 'until'), String(NOW_MS + 1));
    await ask({});
    expect(await lines('record.jsonl')).toMatchObject([{ outcome: 'ok', bpjsCode: '200' }]);
    await writeFile(join(folder, 'until'), String(NOW_MS));
    await ask({});
    expect(await lines('record.jsonl')).toHaveLength(1);
  });

  it('tells of a folder that cannot be written, and disturbs no call', async () => {
    await writeFile(join(folder, 'a-file'), '');
    const troubles: unknown[] = [];
    const capture = createCapture({
      folder: join(folder, 'a-file'),
      now: () => new Date(NOW_MS),
      onTrouble: (error) => troubles.push(error),
    });
    capture.onResponse({
      request: { sequence: 1, endpointId: 'x', service: 'vclaim', group: 'x', method: 'GET', path: '/x', body: null },
      httpStatus: 200,
      failure: null,
      content: { kind: 'json', value: {} },
      verdict: {
        outcome: 'BPJS_UNFAMILIAR',
        effect: 'none',
        advice: 'stop',
        bpjsCode: null,
        messageId: null,
        unknownKeys: [],
        context: {},
      },
      durationMs: 1,
    });
    await capture.settled();
    expect(troubles).toHaveLength(1);
  });
});
