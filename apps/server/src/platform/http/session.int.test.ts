// Sign-in and sessions through HTTP, on a real database.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createHouse } from '../../app.ts';
import { fakeClock } from '../clock.ts';
import { createLogger } from '../logging.ts';
import { createTestPlatform, testAccount, type TestPlatform } from '../testing.ts';
import type { TitianApp } from './types.ts';

const START = new Date('2026-01-05T01:00:00Z');
const clock = fakeClock(START);
let platform: TestPlatform;
let app: TitianApp;

beforeAll(async () => {
  platform = await createTestPlatform({ clock, logger: createLogger('error') });
  ({ app } = await createHouse(platform));
  await app.ready();
});
afterAll(async () => {
  await app.close();
  await platform.close();
});

async function signIn(username: string, password: string, ip = '10.0.0.1') {
  return await app.inject({ method: 'POST', url: '/api/v1/session', payload: { username, password }, remoteAddress: ip });
}

function cookieOf(response: { cookies: { name: string; value: string }[] }): Record<string, string> {
  return Object.fromEntries(response.cookies.map(({ name, value }) => [name, value]));
}

it('signs a person in, shows the session and signs out', async () => {
  const person = await testAccount(platform, platform.facilities.hospital, ['registration']);
  const response = await signIn(person.username, person.password);
  expect(response.statusCode).toBe(200);
  expect(response.json()).toMatchObject({ account: { username: person.username }, facility: { kodePpk: '9999R001' }, roles: ['registration'], demo: true });
  expect(response.headers['set-cookie']).toMatch(/^titian_session=.+; Path=\/; HttpOnly; SameSite=Lax$/);
  const cookies = cookieOf(response);
  expect((await app.inject({ url: '/api/v1/session', cookies })).statusCode).toBe(200);
  const out = await app.inject({ method: 'DELETE', url: '/api/v1/session', cookies, headers: { origin: 'http://localhost:80', 'sec-fetch-site': 'same-origin' } });
  expect(out.statusCode, out.body).toBe(204);
  expect((await app.inject({ url: '/api/v1/session', cookies })).statusCode).toBe(401);
});
