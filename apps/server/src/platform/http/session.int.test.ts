// Sign-in and sessions through HTTP, on a real database: one table of events and what each does to a session.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createHouse } from '../../app.ts';
import { fakeClock } from '../clock.ts';
import { createTestPlatform, testAccount, TEST_ORIGIN, type TestPerson, type TestPlatform } from '../testing.ts';
import type { TitianApp } from './types.ts';

const START = new Date('2026-01-05T01:00:00Z');
const MINUTE_MS = 60_000;
const SAME_ORIGIN = { origin: TEST_ORIGIN, 'sec-fetch-site': 'same-origin' };
const clock = fakeClock(START);
let platform: TestPlatform;
let app: TitianApp;
let admin: TestPerson;

beforeAll(async () => {
  platform = await createTestPlatform({ clock });
  ({ app } = await createHouse(platform));
  await app.ready();
});
afterAll(async () => {
  await app.close();
  await platform.close();
});
beforeEach(async () => {
  admin = await testAccount(platform, platform.facilities.hospital, ['it']);
});

async function signIn(username: string, password: string, ip = '10.0.0.1') {
  return await app.inject({
    method: 'POST',
    url: '/api/v1/session',
    payload: { username, password },
    remoteAddress: ip,
  });
}

async function signedIn(person: TestPerson): Promise<{ cookie: string }> {
  const response = await signIn(person.username, person.password);
  expect(response.statusCode, response.body).toBe(200);
  return { cookie: `titian_session=${response.cookies[0]?.value}` };
}

const statusOf = async (headers: { cookie: string }) =>
  (await app.inject({ url: '/api/v1/session', headers })).statusCode;

async function asAdmin(method: 'POST' | 'PATCH' | 'PUT' | 'DELETE', url: string, payload?: object) {
  const headers = { ...admin.headers, 'idempotency-key': platform.random.uuidv7() };
  return await app.inject({ method, url: `/api/v1${url}`, headers, ...(payload ? { payload } : {}) });
}

it('signs a person in, shows the session and signs out', async () => {
  const person = await testAccount(platform, platform.facilities.hospital, ['registration']);
  const response = await signIn(person.username, person.password);
  expect(response.statusCode).toBe(200);
  expect(response.json()).toMatchObject({
    account: { username: person.username },
    facility: { kodePpk: '9999R001' },
    roles: ['registration'],
    demo: true,
  });
  expect(response.headers['set-cookie']).toMatch(/^titian_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/);
  const headers = { cookie: `titian_session=${response.cookies[0]?.value}` };
  expect(await statusOf(headers)).toBe(200);
  const out = await app.inject({ method: 'DELETE', url: '/api/v1/session', headers: { ...headers, ...SAME_ORIGIN } });
  expect(out.statusCode, out.body).toBe(204);
  expect(await statusOf(headers)).toBe(401);
});

describe('what ends a session', () => {
  const events: readonly [string, (person: TestPerson, headers: { cookie: string }) => Promise<unknown>, number][] = [
    ['thirty idle minutes', async () => clock.advance(31 * MINUTE_MS), 401],
    ['twenty-nine idle minutes do not', async () => clock.advance(29 * MINUTE_MS), 200],
    ['a new role', (person) => asAdmin('PATCH', `/staff/${person.accountId}`, { roles: ['nurse'] }), 401],
    ['being disabled', (person) => asAdmin('PATCH', `/staff/${person.accountId}`, { active: false }), 401],
    [
      'a password set by the IT officer',
      (person) => asAdmin('PATCH', `/staff/${person.accountId}`, { password: 'sungai panjang berkelok' }),
      401,
    ],
    [
      'a new display name does not',
      (person) => asAdmin('PATCH', `/staff/${person.accountId}`, { displayName: 'Nama Baru' }),
      200,
    ],
    [
      'changing the own password elsewhere',
      async (person) => {
        const elsewhere = await signedIn(person);
        const headers = { ...elsewhere, ...SAME_ORIGIN, 'idempotency-key': platform.random.uuidv7() };
        const payload = { currentPassword: person.password, newPassword: 'jembatan kayu di kampung' };
        const changed = await app.inject({ method: 'PUT', url: '/api/v1/session/password', headers, payload });
        expect(changed.statusCode, changed.body).toBe(204);
        expect(await statusOf(elsewhere)).toBe(200);
      },
      401,
    ],
  ];
  it.each(events)('%s', async (_name, happen, expected) => {
    const person = await testAccount(platform, platform.facilities.hospital, ['registration']);
    const headers = await signedIn(person);
    await happen(person, headers);
    expect(await statusOf(headers)).toBe(expected);
  });

  it('twelve hours, however busy', async () => {
    const person = await testAccount(platform, platform.facilities.hospital, ['registration']);
    const headers = await signedIn(person);
    for (let minutes = 0; minutes < 12 * 60 - 20; minutes += 20) {
      clock.advance(20 * MINUTE_MS);
      expect(await statusOf(headers)).toBe(200);
    }
    clock.advance(21 * MINUTE_MS);
    expect(await statusOf(headers)).toBe(401);
  });

  it('the IT officer ending it by hand, but not one of another facility', async () => {
    const person = await testAccount(platform, platform.facilities.hospital, ['registration']);
    const headers = await signedIn(person);
    const list = await app.inject({ url: '/api/v1/staff/sessions', headers: admin.headers });
    const open: { id: string; accountId: string }[] = list.json().items;
    const stranger = await testAccount(platform, platform.facilities.clinic, ['it']);
    for (const { id } of open.filter((one) => one.accountId === person.accountId)) {
      const foreign = { ...stranger.headers, 'idempotency-key': platform.random.uuidv7() };
      const refused = await app.inject({ method: 'DELETE', url: `/api/v1/staff/sessions/${id}`, headers: foreign });
      expect(refused.statusCode).toBe(404);
      expect((await asAdmin('DELETE', `/staff/sessions/${id}`)).statusCode).toBe(204);
    }
    expect(await statusOf(headers)).toBe(401);
  });
});

describe('wrong sign-ins', () => {
  it('look the same for an unknown name, a wrong password and a disabled person', async () => {
    const person = await testAccount(platform, platform.facilities.hospital, ['nurse']);
    const disabled = await testAccount(platform, platform.facilities.hospital, ['nurse']);
    await asAdmin('PATCH', `/staff/${disabled.accountId}`, { active: false });
    const answers = [
      await signIn('tidak.ada', 'sandi yang salah'),
      await signIn(person.username, 'sandi yang salah'),
      await signIn(disabled.username, disabled.password),
    ];
    const shapes = answers.map((answer) => ({ status: answer.statusCode, ...answer.json().error, reference: '' }));
    expect(shapes[0]).toMatchObject({ status: 401, code: 'AUTH_SIGN_IN' });
    expect(shapes[1]).toEqual(shapes[0]);
    expect(shapes[2]).toEqual(shapes[0]);
  });

  it('are stopped after ten tries in fifteen minutes per account and source, and only there', async () => {
    const person = await testAccount(platform, platform.facilities.hospital, ['nurse']);
    const statuses: number[] = [];
    for (let tries = 0; tries < 30; tries += 1) {
      statuses.push((await signIn(person.username, 'sandi yang salah', '10.9.9.9')).statusCode);
      clock.advance(5_000);
    }
    expect(statuses.filter((status) => status === 401).length).toBeLessThanOrEqual(10);
    const blocked = await signIn(person.username, person.password, '10.9.9.9');
    expect(blocked.statusCode).toBe(429);
    expect(Number(blocked.headers['retry-after'])).toBeGreaterThan(0);
    expect((await signIn(person.username, person.password, '10.9.9.8')).statusCode).toBe(200);
    clock.advance(16 * MINUTE_MS);
    expect((await signIn(person.username, person.password, '10.9.9.9')).statusCode).toBe(200);
  });

  it('cannot outrun the counter side by side', async () => {
    const person = await testAccount(platform, platform.facilities.hospital, ['nurse']);
    const answers = await Promise.all(
      Array.from({ length: 40 }, () => signIn(person.username, 'sandi yang salah', '10.8.8.8')),
    );
    expect(answers.filter((answer) => answer.statusCode === 401).length).toBeLessThanOrEqual(10);
    expect(answers.filter((answer) => answer.statusCode === 429).length).toBeGreaterThanOrEqual(30);
  });
});

describe('the IT officer', () => {
  it('adds a person who can then sign in, and is told when the name is taken or the password weak', async () => {
    const username = `baru.${platform.random.uuidv7().slice(-8)}`;
    const person = {
      username,
      displayName: 'Petugas Baru',
      roles: ['registration'],
      password: 'perahu kecil menyeberang',
    };
    expect((await asAdmin('POST', '/staff', person)).statusCode).toBe(201);
    expect((await signIn(username, person.password)).statusCode).toBe(200);
    expect((await asAdmin('POST', '/staff', person)).json().error.code).toBe('INPUT_USERNAME_TAKEN');
    const weak = await asAdmin('POST', '/staff', {
      ...person,
      username: `${username}.2`,
      password: 'passwordpassword',
    });
    expect(weak.json().error).toMatchObject({ code: 'INPUT_PASSWORD', field: 'password' });
  });

  it('cannot lock the facility out by removing the last of his kind', async () => {
    const alone = await testAccount(platform, platform.facilities.clinic, ['it']);
    for (const row of await platform.db.directory.query<{ account_id: string }>(
      'SELECT account_id FROM titian.memberships WHERE facility_id = $1',
      [platform.facilities.clinic],
    )) {
      if (row.account_id !== alone.accountId) {
        await platform.db.directory.query('UPDATE titian.memberships SET is_active = false WHERE account_id = $1', [
          row.account_id,
        ]);
      }
    }
    const headers = { ...alone.headers, 'idempotency-key': platform.random.uuidv7() };
    const answer = await app.inject({
      method: 'PATCH',
      url: `/api/v1/staff/${alone.accountId}`,
      headers,
      payload: { active: false },
    });
    expect(answer.json().error.code).toBe('DOMAIN_LAST_ADMINISTRATOR');
  });

  it('cannot see or change people of another facility', async () => {
    const stranger = await testAccount(platform, platform.facilities.clinic, ['nurse']);
    expect((await asAdmin('PATCH', `/staff/${stranger.accountId}`, { active: false })).statusCode).toBe(404);
    const list = await app.inject({ url: '/api/v1/staff', headers: admin.headers });
    expect(list.json().items.map((one: { id: string }) => one.id)).not.toContain(stranger.accountId);
  });
});

it('asks for the own password again where a route demands it', async () => {
  const person = await testAccount(platform, platform.facilities.hospital, ['claims']);
  const found = await platform.auth.sessions.find(person.cookie.slice('titian_session='.length));
  expect(found).not.toBeNull();
  if (!found) return;
  await expect(platform.auth.requirePassword(found.actor, person.password, null)).resolves.toBeUndefined();
  await expect(platform.auth.requirePassword(found.actor, 'bukan ini', null)).rejects.toMatchObject({
    code: 'AUTH_PASSWORD',
    http: 403,
  });
});
