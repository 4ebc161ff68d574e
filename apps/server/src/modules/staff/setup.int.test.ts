// A real installation's first hour: no default account, one code, one administrator, keys for the HIS.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createHouse } from '../../app.ts';
import type { TitianApp } from '../../platform/http/index.ts';
import { createTestPlatform, testAccount, type TestPlatform } from '../../platform/testing.ts';
import { issueSetupCode } from './index.ts';

let platform: TestPlatform;
let app: TitianApp;

beforeAll(async () => {
  platform = await createTestPlatform({ environment: { TITIAN_DEMO: '0' } });
  ({ app } = await createHouse(platform));
  await app.ready();
});
afterAll(async () => {
  await app.close();
  await platform.close();
});

const administrator = (code: string) => ({
  code,
  facility: { name: 'RS Contoh Baru', kind: 'fkrtl', kodePpk: '9999R005', timeZone: 'Asia/Makassar' },
  username: 'kepala.it',
  displayName: 'Kepala IT',
  password: 'perahu kecil menyeberang',
});
const setUp = (payload: object) => app.inject({ method: 'POST', url: '/api/v1/setup', payload });

it('takes exactly one administrator, by the newest code, once', async () => {
  expect((await app.inject({ url: '/api/v1/setup' })).json()).toEqual({ needed: true });
  const old = await issueSetupCode(platform);
  const code = await issueSetupCode(platform);
  expect(code).toMatch(/^[A-HJ-KM-NP-Z2-9]{5}(-[A-HJ-KM-NP-Z2-9]{5}){3}$/);
  expect((await setUp(administrator(old ?? ''))).json().error.code).toBe('AUTH_SETUP_CODE');
  expect((await setUp({ ...administrator(code ?? ''), password: 'passwordpassword' })).json().error.code).toBe(
    'INPUT_PASSWORD',
  );
  const made = await setUp(administrator((code ?? '').toLowerCase().replaceAll('-', ' ')));
  expect(made.statusCode, made.body).toBe(204);
  expect((await setUp(administrator(code ?? ''))).statusCode).toBe(403);
  expect(await issueSetupCode(platform)).toBeNull();
  expect((await app.inject({ url: '/api/v1/setup' })).json()).toEqual({ needed: false });
  const signIn = await app.inject({
    method: 'POST',
    url: '/api/v1/session',
    payload: { username: 'kepala.it', password: 'perahu kecil menyeberang' },
  });
  expect(signIn.json()).toMatchObject({
    roles: ['it'],
    facility: { name: 'RS Contoh Baru', timeZone: 'Asia/Makassar' },
    demo: false,
  });
});

it('a key works within its scopes until it is revoked or over, and its secret is answered only once', async () => {
  const admin = await testAccount(platform, platform.facilities.hospital, ['it']);
  const key = platform.random.uuidv7();
  const make = () =>
    app.inject({
      method: 'POST',
      url: '/api/v1/api-keys',
      headers: { ...admin.headers, 'idempotency-key': key },
      payload: { label: 'SIMRS', scopes: ['facility-read'], expiresInDays: 30 },
    });
  const made = await make();
  expect(made.statusCode, made.body).toBe(201);
  const { key: secret, apiKey }: { key: string; apiKey: { id: string } } = made.json();
  expect((await make()).json().error.code).toBe('INPUT_ANSWER_LOST');
  const headers = { authorization: `Bearer ${secret}` };
  const status = async (url: string) => (await app.inject({ url, headers })).statusCode;
  expect(await status('/api/v1/facility')).toBe(200);
  expect(await status('/api/v1/staff')).toBe(403);
  const list = await app.inject({ url: '/api/v1/api-keys', headers: admin.headers });
  expect(list.body).not.toContain(secret);
  expect(list.json().items[0]).toMatchObject({ label: 'SIMRS', revokedAt: null });
  const revoke = {
    method: 'DELETE' as const,
    url: `/api/v1/api-keys/${apiKey.id}`,
    headers: { ...admin.headers, 'idempotency-key': platform.random.uuidv7() },
  };
  expect((await app.inject(revoke)).statusCode).toBe(204);
  expect(await status('/api/v1/facility')).toBe(401);
});

it('credentials go in and never come out again, and a real facility refuses the sandbox', async () => {
  const admin = await testAccount(platform, platform.facilities.hospital, ['it']);
  const send = (method: 'PUT' | 'PATCH', url: string, payload: object) =>
    app.inject({
      method,
      url: `/api/v1${url}`,
      headers: { ...admin.headers, 'idempotency-key': platform.random.uuidv7() },
      payload,
    });
  const environment = await send('PATCH', '/facility', { bpjsEnvironment: 'development' });
  expect(environment.statusCode, environment.body).toBe(200);
  const stored = await send('PUT', '/facility/credentials', {
    service: 'vclaim',
    consId: '12345',
    secret: 'rahasia-bpjs-77',
    userKey: 'kunci-bpjs-77',
  });
  expect(stored.statusCode, stored.body).toBe(204);
  const facility = await app.inject({ url: '/api/v1/facility', headers: admin.headers });
  expect(facility.json().credentials[0]).toMatchObject({ service: 'vclaim', configured: true, consIdMasked: '•••45' });
  expect(facility.body).not.toMatch(/rahasia-bpjs-77|kunci-bpjs-77|12345/);
  const dump = await platform.owner.query<{ row: string }>('SELECT t::text AS row FROM titian.facility_credentials t');
  const text = dump.rows.map((row) => row.row).join('');
  expect(text).not.toContain(Buffer.from('rahasia-bpjs-77').toString('hex'));
  expect((await send('PATCH', '/facility', { bpjsEnvironment: 'sandbox' })).json().error.code).toBe(
    'DOMAIN_ENVIRONMENT',
  );
});
