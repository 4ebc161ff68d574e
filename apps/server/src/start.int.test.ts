// One server process over a PostgreSQL that is killed and comes back: it answers plainly meanwhile, recovers by itself, keeps
// what it had said yes to, and stops in order.
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { startThrowAway } from '@titian/embedded-postgres/testing';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { DEMO_PASSWORD } from './demo-seed.ts';
import { systemRandom } from './platform/clock.ts';
import { parseConfig, type Environment } from './platform/config/index.ts';
import { start, UnfitDatabase, type Started } from './start.ts';

const PATIENCE_MS = 30_000;
const random = systemRandom();
let cluster: Awaited<ReturnType<typeof startThrowAway>>;
let home: string;
let server: Started;

function boot(more: Environment = {}): Promise<Started> {
  const parsed = parseConfig({
    DATABASE_URL: cluster.postgres.connectionString,
    TITIAN_KEY_FILE: join(home, 'master.key'),
    TITIAN_DEMO: '1',
    PORT: '0',
    TITIAN_LOG_LEVEL: 'silent',
    ...more,
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return start({ config: parsed.config, logger: pino({ level: 'silent' }), readSandbox: () => Promise.resolve([]) });
}

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'titian-start-'));
  cluster = await startThrowAway({ durable: true });
  server = await boot();
});
afterAll(async () => {
  await cluster.remove();
  await rm(home, { recursive: true, force: true });
});

async function call(cookie: string, method: string, path: string, body?: object): Promise<Response> {
  // The real socket is what is looked at here.
  return await globalThis.fetch(`${server.url}${path}`, {
    method,
    headers: {
      cookie,
      origin: server.url,
      'sec-fetch-site': 'same-origin',
      'idempotency-key': random.uuidv7(),
      'content-type': 'application/json',
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

async function signIn(): Promise<string> {
  const response = await call('', 'POST', '/api/v1/session', { username: 'it.rs', password: DEMO_PASSWORD });
  expect(response.status).toBe(200);
  return (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS;
  while (!(await condition())) {
    if (performance.now() > deadline) throw new Error('it did not come true in time');
    await new Promise((resolve) => {
      setTimeout(resolve, 100);
    });
  }
}

it('survives the death of PostgreSQL: says so plainly, then goes on with everything it had saved', async () => {
  const cookie = await signIn();
  expect((await call(cookie, 'PATCH', '/api/v1/facility', { address: 'sebelum mati' })).status).toBe(200);
  // The postmaster dies at once; its children, which answer, see that a moment later.
  const ended = once(cluster.postgres, 'exit');
  cluster.postgres.kill9();
  await ended;
  await until(async () => (await globalThis.fetch(`${server.url}/healthz`)).status === 503);
  const refused = await call(cookie, 'PATCH', '/api/v1/facility', { address: 'saat mati' });
  expect(refused.status).toBe(503);
  expect(await refused.json()).toMatchObject({ error: { code: 'STORE_UNAVAILABLE' } });
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  await cluster.postgres.restart();
  await until(async () => (await globalThis.fetch(`${server.url}/healthz`)).status === 200);
  const facility = await call(cookie, 'GET', '/api/v1/facility');
  expect(await facility.json()).toMatchObject({ address: 'sebelum mati' });
  expect((await call(cookie, 'PATCH', '/api/v1/facility', { address: 'sesudah' })).status).toBe(200);
});

it('a second process beside it starts on the same database and the same key, and stops without disturbing it', async () => {
  const second = await boot({ TITIAN_ROLE: 'api' });
  expect((await globalThis.fetch(`${second.url}/healthz`)).status).toBe(200);
  expect(second.isNewKey).toBe(false);
  await second.stop();
  expect((await globalThis.fetch(`${server.url}/healthz`)).status).toBe(200);
});

it('another master key is refused before anything is changed', async () => {
  await expect(boot({ TITIAN_KEY_FILE: join(home, 'other.key') })).rejects.toBeInstanceOf(UnfitDatabase);
  expect(await signIn()).not.toBe('');
});

it('stops within seconds although a browser keeps a stream and an idle connection open', async () => {
  const cookie = await signIn();
  const stream = await call(cookie, 'GET', '/api/v1/stream');
  expect(stream.status).toBe(200);
  const from = performance.now();
  await server.stop();
  expect(performance.now() - from).toBeLessThan(8_000);
  await stream.body?.cancel().catch(() => undefined);
  await expect(globalThis.fetch(`${server.url}/healthz`)).rejects.toThrow();
});
