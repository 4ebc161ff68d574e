// Lists in pages over real sockets: what ends a walk, what breaks it off, and servers that would go on for ever.
import { pcare, vclaim } from '@titian/contract';
import { afterEach, describe, expect, it } from 'vitest';
import { createBpjsClient, type OkAnswer } from '../src/index.ts';
import { CREDENTIALS, type Received, seal, startServer } from './server.ts';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((entry) => entry.close()));
});

const doctors = (from: number, length: number) =>
  Array.from({ length }, (_, index) => ({ kdDokter: String(from + index), nmDokter: `dr. Contoh ${from + index}` }));

/** `rows` is told the window that was asked for. */
async function meet(rows: (start: number, limit: number, received: Received) => readonly unknown[] | null) {
  const server = await startServer((received, response) => {
    const [limit = 0, start = 0] = (received.request.url ?? '').split('/').toReversed().map(Number);
    const list = rows(start, limit, received);
    const body =
      list === null
        ? { metaData: { code: 204, message: 'NO_CONTENT' } }
        : { metaData: { code: 200, message: 'OK' }, response: seal(JSON.stringify({ list }), received.timestamp) };
    response.end(JSON.stringify(body));
  });
  const client = createBpjsClient({
    credentials: CREDENTIALS,
    environment: 'development',
    baseUrls: { pcare: `${server.origin}/pcare-rest`, vclaim: `${server.origin}/vclaim-rest` },
    settings: { allowBaseUrl: [server.origin] },
  });
  open.push(client, server);
  return { client, server };
}

async function collect<T>(rows: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const row of rows) all.push(row);
  return all;
}

describe('a walk through pages', () => {
  it('ends at a page that is not full', async () => {
    const { client, server } = await meet((start, limit) => doctors(start, Math.min(limit, 250 - start)));
    const rows = await collect(client.items(pcare.refDokter, { pageSize: 100 }));
    expect(rows.map(({ kdDokter }) => kdDokter)).toEqual(doctors(0, 250).map(({ kdDokter }) => kdDokter));
    expect(server.received.map(({ request }) => request.url)).toEqual([
      '/pcare-rest/dokter/0/100',
      '/pcare-rest/dokter/100/100',
      '/pcare-rest/dokter/200/100',
    ]);
  });

  it('ends when there is nothing behind the last full page', async () => {
    const { client } = await meet((start, limit) => (start === 0 ? doctors(start, limit) : null));
    expect(await collect(client.items(pcare.refDokter, { pageSize: 3 }))).toHaveLength(3);
  });

  it('takes the size that the catalogue knows, and a list that no server cuts as the whole', async () => {
    const { client, server } = await meet(() => doctors(0, 700));
    expect(await collect(client.items(pcare.refDokter, {}))).toHaveLength(700);
    expect(server.received.map(({ request }) => request.url)).toEqual(['/pcare-rest/dokter/0/500']);
  });

  it('asks for no page that nobody reads', async () => {
    const { client, server } = await meet((start, limit) => doctors(start, limit));
    const pages: OkAnswer<unknown>[] = [];
    for await (const page of client.pages(pcare.refDokter, { pageSize: 2 })) {
      pages.push(page);
      if (pages.length === 2) break;
    }
    expect(server.received).toHaveLength(2);
  });

  it('hands the other parameters to every page, and checks them', async () => {
    const { client, server } = await meet(() => []);
    await collect(client.items(pcare.refTindakan, { params: { kdTkp: '10' } }));
    expect(server.received[0]?.request.url).toBe('/pcare-rest/tindakan/kdTkp/10/0/500');
    await expect(collect(client.items(pcare.refDokter, { pageSize: 0 }))).rejects.toMatchObject({
      code: 'INPUT_PARAMS',
    });
  });

  it('ends with the caller’s signal, with nothing sent after it', async () => {
    const { client, server } = await meet((start, limit) => doctors(start, limit));
    const stop = new AbortController();
    const walk = client.pages(pcare.refDokter, { pageSize: 2, signal: stop.signal });
    expect(await walk.next()).toMatchObject({ done: false });
    stop.abort();
    await expect(walk.next()).rejects.toMatchObject({ code: 'BPJS_UNREACHABLE', effect: 'none' });
    expect(server.received).toHaveLength(1);
  });

  it('breaks off with the error of the page that failed', async () => {
    const { client } = await meet((start, limit, { previous }) => {
      if (previous === 1) return [{ kdDokter: null }];
      return doctors(start, limit);
    });
    await expect(collect(client.items(pcare.refDokter, { pageSize: 2 }))).rejects.toMatchObject({
      code: 'BPJS_UNFAMILIAR',
      effect: 'none',
    });
  });
});

describe('a server without an end', () => {
  it('that always answers the same full page is noticed at the second', async () => {
    const { client, server } = await meet((_, limit) => doctors(0, limit));
    await expect(collect(client.items(pcare.refDokter, { pageSize: 5 }))).rejects.toMatchObject({
      code: 'BPJS_UNFAMILIAR',
      effect: 'none',
      advice: 'stop',
      context: { endpoint: 'pcare.referensi.dokter', reason: 'same-page', pages: 2 },
    });
    expect(server.received).toHaveLength(2);
  });

  it('that always has another page is left after the last one allowed', async () => {
    const { client, server } = await meet((start, limit) => doctors(start % 20, limit));
    await expect(collect(client.items(pcare.refDokter, { pageSize: 5, maxPages: 7 }))).rejects.toMatchObject({
      code: 'BPJS_UNFAMILIAR',
      context: { reason: 'too-many-pages', pages: 7 },
    });
    expect(server.received).toHaveLength(7);
  });
});

it('a call without pages has none', async () => {
  const { client } = await meet(() => []);
  // The compiler refuses a call whose path has no window; this is what becomes of it without one.
  const walk = client.pages(vclaim.pesertaNokartu as never, {
    params: { noKartu: '0000000000001', tglSep: '2026-01-15' },
  });
  await expect(walk.next()).rejects.toMatchObject({ code: 'INPUT_ENDPOINT' });
});
