// Server-sent events over a real socket: own facility only, nothing but what changed, dead soon after the session.
import type { AddressInfo } from 'node:net';
import { request, type IncomingMessage } from 'node:http';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { createHouse } from '../../app.ts';
import { createNotifier } from '../events/notify.ts';
import { createEvents } from '../events/index.ts';
import { createTestPlatform, testAccount, testApiKey, type TestPlatform } from '../testing.ts';
import type { TitianApp } from './types.ts';

const PATIENCE_MS = 8_000;
let platform: TestPlatform;
let app: TitianApp;
let port: number;
const open: { destroy(): void }[] = [];

beforeAll(async () => {
  platform = await createTestPlatform();
  ({ app } = await createHouse(platform));
  await app.listen({ port: 0, host: '127.0.0.1' });
  // A listening TCP server has this kind of address.
  ({ port } = app.server.address() as AddressInfo);
});
afterEach(() => {
  for (const one of open.splice(0)) one.destroy();
});
afterAll(async () => {
  await app.close();
  await platform.close();
});

interface Listening {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  text(): string;
  until(condition: (text: string) => boolean): Promise<void>;
  readonly ended: Promise<void>;
}

async function listen(headers: Readonly<Record<string, string>>): Promise<Listening> {
  return await new Promise((resolve, reject) => {
    const asking = request({ port, path: '/api/v1/stream', headers }, (response) => {
      let text = '';
      const waiting: (() => void)[] = [];
      response.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk;
        for (const look of waiting) look();
      });
      resolve({
        status: response.statusCode ?? 0,
        headers: response.headers,
        text: () => text,
        ended: new Promise((done) => response.on('close', () => done())),
        until: (condition) =>
          new Promise((done, fail) => {
            const late = setTimeout(() => fail(new Error(`not heard in time: ${text}`)), PATIENCE_MS);
            const look = () => {
              if (!condition(text)) return;
              clearTimeout(late);
              done();
            };
            waiting.push(look);
            look();
          }),
      });
    });
    asking.on('error', reject).end();
    open.push(asking);
  });
}

it('tells the own facility what changed, once per burst, and other facilities nothing', async () => {
  const { hospital, clinic } = platform.facilities;
  const here = await listen((await testAccount(platform, hospital, ['nurse'])).headers);
  const there = await listen((await testAccount(platform, clinic, ['nurse'])).headers);
  expect(here.status).toBe(200);
  expect(here.headers['content-type']).toMatch(/^text\/event-stream/);
  expect(here.headers['cache-control']).toBe('no-store');
  for (let times = 0; times < 20; times += 1)
    platform.events.publish(hospital, { topic: 'queue', subjectId: 'poli-1' });
  platform.events.publish(clinic, { topic: 'visit', subjectId: 'v-clinic' });
  await here.until((text) => text.includes('"queue"'));
  await there.until((text) => text.includes('"visit"'));
  expect(here.text().match(/"queue"/g)).toHaveLength(1);
  expect(here.text()).not.toContain('v-clinic');
  expect(there.text()).not.toContain('poli-1');
});

it('says nothing of a transaction that rolled back', async () => {
  const { hospital } = platform.facilities;
  const here = await listen((await testAccount(platform, hospital, ['nurse'])).headers);
  await platform.db
    .withFacility(hospital, async (tx) => {
      platform.events.publishOn(tx, { topic: 'visit', subjectId: 'never' });
      throw new Error('no');
    })
    .catch(() => undefined);
  await platform.db.withFacility(hospital, async (tx) =>
    platform.events.publishOn(tx, { topic: 'visit', subjectId: 'saved' }),
  );
  await here.until((text) => text.includes('saved'));
  expect(here.text()).not.toContain('never');
});

it('ends within seconds when the session or key is revoked', async () => {
  const { hospital } = platform.facilities;
  const person = await testAccount(platform, hospital, ['nurse']);
  const key = await testApiKey(platform, hospital, ['stream']);
  const [first, second] = [await listen(person.headers), await listen(key.headers)];
  await platform.auth.sessions.endAllOf(person.accountId);
  await platform.auth.keys.revoke(hospital, key.id);
  await Promise.all([first.ended, second.ended]);
});

it('refuses more streams of one person than screens he can look at', async () => {
  const person = await testAccount(platform, platform.facilities.hospital, ['nurse']);
  const statuses: number[] = [];
  for (let count = 0; count < 14; count += 1) statuses.push((await listen(person.headers)).status);
  expect(statuses.filter((status) => status === 200)).toHaveLength(12);
  expect(statuses.at(-1)).toBe(429);
});

it('carries a change from one process to another through the database, and back to nobody', async () => {
  const { hospital } = platform.facilities;
  const node = (nodeId: string) => {
    const notifier = createNotifier({
      connection: { connectionString: platform.databaseUrl },
      nodeId,
      logger: platform.logger,
    });
    return { notifier, events: createEvents(notifier.outgoing) };
  };
  const [api, worker] = [node('api'), node('worker')];
  await api.notifier.start(api.events);
  await worker.notifier.start(worker.events);
  const heard: string[] = [];
  const arrived = new Promise<void>((resolve) => {
    api.events.subscribe(hospital, (event) => {
      heard.push(event.subjectId);
      if (event.subjectId === 'last') resolve();
    });
  });
  for (let at = 0; at < 200; at += 1) worker.events.publish(hospital, { topic: 'visit', subjectId: String(at) });
  worker.events.publish(hospital, { topic: 'visit', subjectId: 'last' });
  await arrived;
  expect(heard).toHaveLength(201);
  await Promise.all([api.notifier.stop(), worker.notifier.stop()]);
});
