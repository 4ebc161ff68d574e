// What holds for every route, taken from the OpenAPI document: sign-in, the origin rule, roles, headers, Idempotency-Key, closed
// bodies, audit. A new route is in these tables by existing.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  API_KEY_SCOPES,
  DEVICE_PERMISSIONS,
  DEVICE_ROLES,
  PERMISSIONS,
  ROLE_PERMISSIONS,
  ROLES,
} from '../../apps/server/src/platform/permissions.ts';
import { testAccount, testApiKey, TEST_ORIGIN, type TestPerson } from '../../apps/server/src/platform/testing.ts';
import { openHouse, PREFIX, type Operation, type TestHouse } from './house.ts';

let house: TestHouse;
let allRoles: TestPerson;

beforeAll(async () => {
  house = await openHouse();
  allRoles = await testAccount(house.platform, house.platform.facilities.hospital, ROLES);
});
afterAll(() => house.close());

/** Streams stay open; they are looked at in their own test. */
const isStream = (operation: Operation) => operation.path === '/stream';
const isUnsafe = (operation: Operation) => operation.method !== 'GET';

function urlOf(operation: Operation): string {
  return `${PREFIX}${operation.path.replaceAll(/\{\w+\}/g, () => house.platform.random.uuidv7())}`;
}

const call = (operation: Operation, headers: Readonly<Record<string, string>>, payload?: object | string) =>
  house.app.inject({
    method: operation.method,
    url: urlOf(operation),
    headers,
    ...(payload === undefined ? {} : { payload }),
  });

it('every route names a known permission or is one of the few public ones', () => {
  const open = house.operations
    .filter((operation) => operation.isPublic)
    .map((operation) => `${operation.method} ${operation.path}`);
  expect(open.toSorted()).toEqual(['GET /setup', 'POST /session', 'POST /setup']);
  const known = new Set<string>(PERMISSIONS);
  const wrong = house.operations.filter((operation) => !operation.isPublic && !known.has(operation.permission));
  expect(wrong).toEqual([]);
});

it('every route that is not public refuses a caller without session or key', async () => {
  for (const operation of house.operations.filter((one) => !one.isPublic)) {
    const response = await call(operation, {});
    expect(response.statusCode, `${operation.method} ${operation.path}`).toBe(401);
    const wrongKey = await call(operation, { authorization: `Bearer ttn_${'x'.repeat(43)}` });
    expect(wrongKey.statusCode).toBe(401);
    const keyInCookie = await call(operation, { cookie: `titian_session=ttn_${'x'.repeat(43)}` });
    expect([401, 403]).toContain(keyInCookie.statusCode);
  }
});

describe('an unsafe request with a session cookie', () => {
  const foreign: readonly [string, Record<string, string>][] = [
    ['no Origin', { 'sec-fetch-site': 'same-origin' }],
    ['a foreign Origin', { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }],
    ['a foreign Origin that claims to be ours', { origin: 'https://evil.example', 'sec-fetch-site': 'same-origin' }],
    ['Origin null', { origin: 'null', 'sec-fetch-site': 'cross-site' }],
    ['another port', { origin: 'http://localhost:81', 'sec-fetch-site': 'same-site' }],
    ['our Origin but cross-site', { origin: TEST_ORIGIN, 'sec-fetch-site': 'cross-site' }],
    ['our Origin but same-site only', { origin: TEST_ORIGIN, 'sec-fetch-site': 'same-site' }],
  ];
  const contentTypes = [
    'application/json',
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
  ];

  it.each(foreign)('with %s is refused on every route and for every content type', async (_name, headers) => {
    for (const operation of house.operations.filter(isUnsafe)) {
      for (const contentType of contentTypes) {
        const response = await call(
          operation,
          {
            cookie: allRoles.cookie,
            'content-type': contentType,
            'idempotency-key': house.platform.random.uuidv7(),
            ...headers,
          },
          '{}',
        );
        expect(response.statusCode, `${operation.method} ${operation.path} ${contentType}`).toBe(403);
        expect(response.json().error.code).toBe('AUTH_ORIGIN');
      }
    }
  });

  it('from our own page passes the origin rule on every route', async () => {
    for (const operation of house.operations.filter(isUnsafe)) {
      if (operation.path === '/session' && operation.method === 'DELETE') continue;
      const response = await call(operation, { ...allRoles.headers, 'content-type': 'application/json' }, '{}');
      expect(response.json().error?.code, `${operation.method} ${operation.path}`).not.toBe('AUTH_ORIGIN');
    }
  });
});

it('every unsafe route demands an Idempotency-Key, but for the own session, before sign-in, and for questions asked by POST', () => {
  const without = house.operations.filter((operation) => isUnsafe(operation) && !operation.needsKey);
  expect(without.map((operation) => `${operation.method} ${operation.path}`).toSorted()).toEqual([
    'DELETE /session',
    'PATCH /session',
    // The searches and the comparison are questions: by POST so that no card number and no name stands in an address; an old answer
    // would be the wrong answer.
    'POST /messages/counts',
    'POST /messages/search',
    'POST /messages/{id}/compare',
    'POST /messages/{id}/payload',
    'POST /peserta/search',
    'POST /references/{name}/search',
    'POST /session',
    'POST /setup',
    'POST /visits/search',
    'POST /visits/{id}/tasks/compare',
  ]);
});

it('every unsafe route and every route that shows people leaves an audit event', () => {
  const showsPeople = new Set([
    'visit-read',
    'peserta-search',
    'queue-read',
    'pharmacy-read',
    'task-read',
    'service-entry-write',
    'message-read',
    'continuity-read',
  ]);
  // Counts per unit and per day, and of messages (asked for somebody, they are recorded all the same); events of an HIS, whose repetitions change nothing: what they change is recorded by the use cases; code lists.
  const without = [
    'GET /reconciliation',
    'GET /today',
    'POST /events',
    'POST /events/batch',
    'POST /messages/counts',
    'POST /references/{name}/search',
  ];
  const silent = house.operations.filter(
    (one) => one.audit === null && (isUnsafe(one) || showsPeople.has(one.permission)),
  );
  expect(silent.map((operation) => `${operation.method} ${operation.path}`).toSorted()).toEqual(without);
});

it('every role may call exactly the routes of its permissions', async () => {
  for (const role of ROLES) {
    const person = await testAccount(house.platform, house.platform.facilities.hospital, [role]);
    const allowed = new Set<string>(ROLE_PERMISSIONS[role]);
    for (const operation of house.operations.filter((one) => !one.isPublic && !isStream(one))) {
      if (operation.path === '/session' && operation.method === 'DELETE') continue;
      // A malformed body is refused after the permission: what matters here is only which refusal it is.
      const response = await call(
        operation,
        { ...person.headers, 'content-type': 'application/json' },
        isUnsafe(operation) ? '[]' : undefined,
      );
      const isForbidden = response.statusCode === 403 && response.json().error?.code === 'AUTH_FORBIDDEN';
      expect(isForbidden, `${role}: ${operation.method} ${operation.path} gave ${response.statusCode}`).toBe(
        !allowed.has(operation.permission),
      );
    }
  }
});

it('a display or kiosk reaches nothing but what its kind needs', async () => {
  for (const kind of DEVICE_ROLES) {
    const expiresAt = new Date(house.platform.clock.realNow().getTime() + 3_600_000);
    const { token } = await house.platform.auth.keys.create(house.platform.facilities.hospital, {
      id: house.platform.random.uuidv7(),
      kind,
      label: kind,
      scopes: ['staff-manage'],
      expiresAt,
      createdBy: null,
    });
    const allowed = new Set<string>(DEVICE_PERMISSIONS[kind]);
    for (const operation of house.operations.filter(
      (one) => !one.isPublic && !isStream(one) && !allowed.has(one.permission),
    )) {
      const response = await call(operation, { authorization: `Bearer ${token}` });
      expect(response.statusCode, `${kind}: ${operation.method} ${operation.path}`).toBe(403);
    }
  }
});

it('every answer, errors included, carries the security headers and is not stored', async () => {
  const urls = ['/api/v1/session', '/api/v1/nowhere', '/api/v1/setup', '/nowhere', '/healthz'];
  for (const url of urls) {
    const { headers } = await house.app.inject({ url });
    expect(headers['content-security-policy'], url).toContain("script-src 'self';");
    expect(headers['content-security-policy'], url).toContain("frame-ancestors 'none'");
    expect(headers['x-content-type-options'], url).toBe('nosniff');
    expect(headers['referrer-policy'], url).toBe('no-referrer');
    expect(headers['x-frame-options'], url).toBe('DENY');
    expect(headers['x-powered-by'], url).toBeUndefined();
    if (url.startsWith('/api/')) expect(headers['cache-control'], url).toBe('no-store');
  }
});

it('every body is closed: a field that the schema does not know is refused', async () => {
  // Some routes are for machines only.
  const asPerson = new Set<string>(ROLES.flatMap((role) => ROLE_PERMISSIONS[role]));
  const key = await testApiKey(house.platform, house.platform.facilities.hospital, API_KEY_SCOPES);
  for (const operation of house.operations.filter(isUnsafe)) {
    if (operation.path === '/session' && operation.method === 'DELETE') continue;
    const response = await call(
      operation,
      {
        ...(asPerson.has(operation.permission) || operation.isPublic ? allRoles.headers : key.headers),
        'content-type': 'application/json',
        'idempotency-key': house.platform.random.uuidv7(),
      },
      { isAdministrator: true },
    );
    if (response.statusCode === 204 || response.statusCode === 404) continue; // A route without a body.
    expect(response.statusCode, `${operation.method} ${operation.path}: ${response.body.slice(0, 200)}`).toBe(400);
  }
});

it('hostile bodies are refused as bad input and reach no route', async () => {
  const headers = { ...allRoles.headers, 'idempotency-key': house.platform.random.uuidv7() };
  const deep = `${'{"a":'.repeat(40)}1${'}'.repeat(40)}`;
  const hostile: readonly [string, string, number][] = [
    ['application/json', '{"__proto__":{"isAdministrator":true}}', 400],
    ['application/json', '{"constructor":{"prototype":{"x":1}}}', 400],
    ['application/json', deep, 400],
    ['application/json', '{"name":', 400],
    ['application/json', `{"name":"${'x'.repeat(1_100_000)}"}`, 413],
    ['text/plain', 'name=x', 415],
    ['application/xml', '<a/>', 415],
  ];
  for (const [contentType, payload, status] of hostile) {
    const response = await house.app.inject({
      method: 'PATCH',
      url: '/api/v1/facility',
      headers: { ...headers, 'content-type': contentType },
      payload,
    });
    expect(response.statusCode, payload.slice(0, 40)).toBe(status);
    expect(Object.keys(response.json().error).toSorted()).toEqual(
      expect.arrayContaining(['code', 'message', 'meaning', 'nextStep', 'reference']),
    );
  }
});

it('forged X-Forwarded headers change neither address nor scheme', async () => {
  const response = await house.app.inject({
    method: 'PATCH',
    url: '/api/v1/facility',
    payload: { address: 'x' },
    headers: {
      ...allRoles.headers,
      origin: 'https://evil.example',
      'x-forwarded-host': 'evil.example',
      'x-forwarded-proto': 'https',
      'idempotency-key': house.platform.random.uuidv7(),
    },
  });
  expect(response.json().error.code).toBe('AUTH_ORIGIN');
});
