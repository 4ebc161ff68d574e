// Goals D3 and D4 through whole rooms: BPJS answers with a code that nobody knows, and by a clock that is wrong; both ring by themselves.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createHouse } from '../../app.ts';
import { systemActor } from '../../platform/actor.ts';
import type { TitianApp } from '../../platform/http/index.ts';
import type { ModuleDefinition } from '../../platform/module.ts';
import type { Role } from '../../platform/permissions.ts';
import { createTestPlatform, testAccount, type TestPlatform } from '../../platform/testing.ts';
import { createFacilityService } from '../facility/index.ts';

let platform: TestPlatform;
let strange: Server;
let app: TitianApp;
let modules: readonly ModuleDefinition[];
let headers: Readonly<Record<string, string>>;
const CARD = '0000000000017';
const SKEW_MS = 95_000;
const D3_MS = 60_000;

beforeAll(async () => {
  // No sandbox: what it never says is what is wanted here.
  strange = createServer((request, response) => {
    request.resume();
    response.writeHead(200, {
      'content-type': 'application/json',
      date: new Date(platform.clock.realNow().getTime() + SKEW_MS).toUTCString(),
    });
    response.end('{"metadata":{"code":299,"message":"Kalimat yang belum pernah ada"},"response":null}');
  });
  await new Promise<void>((resolve) => {
    strange.listen(0, '127.0.0.1', resolve);
  });
  // A TCP server has an address of this shape.
  const { port } = strange.address() as AddressInfo;
  platform = await createTestPlatform({ environment: { TITIAN_SANDBOX_URL: `http://127.0.0.1:${port}` } });
  const { clinic } = platform.facilities;
  const facility = createFacilityService(platform);
  await platform.db.withFacility(clinic, (tx) =>
    facility.setCredentials(tx, systemActor(clinic, 'test'), {
      service: 'antreanfktp',
      consId: '9999',
      secret: 'rahasia-uji',
      userKey: 'kunci-uji',
    }),
  );
  ({ app, modules } = await createHouse(platform));
  await app.ready();
  ({ headers } = await testAccount(platform, clinic, ['registration', 'it'] as readonly Role[]));
  for (const module of modules) await module.worker?.start();
  for (const module of modules) await module.everywhere?.start();
});
afterAll(async () => {
  for (const module of modules) await module.everywhere?.stop();
  for (const module of modules.toReversed()) await module.worker?.stop();
  await app.close();
  await platform.close();
  strange.closeAllConnections();
  strange.close();
});

const ask = async (method: 'GET' | 'POST', path: string, payload?: object) => {
  const response = await app.inject({
    method,
    url: `/api/v1${path}`,
    headers: { ...headers, 'idempotency-key': platform.random.uuidv7() },
    ...(payload === undefined ? {} : { payload }),
  });
  return response.json();
};

it('an unknown code and a wrong clock ring within a minute of the first answers', { timeout: 90_000 }, async () => {
  const serviceDate = new Date(platform.clock.now().getTime() + 7 * 3_600_000).toISOString().slice(0, 10);
  const from = performance.now();
  for (const kodePoli of ['001', '003', '020']) {
    await ask('POST', '/visits', {
      patient: { nama: 'PESERTA UJI', nomorKartu: CARD, nik: '9999000000000017', norm: '000017' },
      jenisPasien: 'JKN',
      pasienBaru: false,
      serviceDate,
      kodePoli,
      kodeDokter: '99951',
      jamPraktek: '08:00-14:00',
      keluhan: 'pusing',
      checkIn: false,
    });
  }
  const rules = async () => {
    const { items } = await ask('GET', '/alerts');
    return (items as readonly { readonly rule: string }[]).map((alert) => alert.rule);
  };
  await expect
    .poll(rules, { timeout: D3_MS, interval: 250 })
    .toEqual(expect.arrayContaining(['jawaban-asing', 'jam-berbeda']));
  expect(performance.now() - from).toBeLessThan(D3_MS);
});
