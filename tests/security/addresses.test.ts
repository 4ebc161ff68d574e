// What a person types stands in no address: browsers, proxies and logs keep addresses. Taken from the OpenAPI document, so that a new
// route is held to it by existing: no parameter of a GET takes a card, a NIK, a phone number or a name.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROLES } from '../../apps/server/src/platform/permissions.ts';
import { testAccount, type TestPerson } from '../../apps/server/src/platform/testing.ts';
import { field, openHouse, PREFIX, type TestHouse } from './house.ts';

/** Fictitious, one of each kind that a clerk types; a name of one word is as short as a code of a poli and not told apart. */
const TYPED = {
  card: '0000000000987',
  NIK: '9999000000000123',
  phone: '080000000012',
  name: 'SITI CONTOH',
  'part of a name': 'siti c',
} as const;

interface Parameter {
  readonly name: string;
  readonly place: string;
  readonly schema: unknown;
}

let house: TestHouse;
let person: TestPerson;
let parameters: readonly { readonly path: string; readonly parameter: Parameter }[];

beforeAll(async () => {
  house = await openHouse();
  person = await testAccount(house.platform, house.platform.facilities.hospital, ROLES);
  parameters = Object.entries(field(house.app.swagger(), 'paths') ?? {}).flatMap(([path, item]) => {
    const listed: unknown = field(field(item, 'get'), 'parameters');
    return (Array.isArray(listed) ? listed : [])
      .map((one: unknown) => ({
        name: String(field(one, 'name')),
        place: String(field(one, 'in')),
        schema: field(one, 'schema'),
      }))
      .map((parameter) => ({ path, parameter }));
  });
});
afterAll(() => house.close());

/** As a server with this schema would judge; a keyword it does not know makes it say yes, so that the test says no. */
function takes(schema: unknown, text: string): boolean {
  const alternatives = field(schema, 'anyOf');
  if (Array.isArray(alternatives)) return alternatives.some((one) => takes(one, text));
  const values = field(schema, 'enum');
  if (Array.isArray(values)) return values.includes(text);
  const type = field(schema, 'type');
  if (type === 'integer' || type === 'number') return Number(text) <= Number(field(schema, 'maximum') ?? Infinity);
  if (type === 'boolean') return false;
  const pattern = field(schema, 'pattern');
  const longest = Number(field(schema, 'maxLength') ?? Infinity);
  return text.length <= longest && (typeof pattern !== 'string' || new RegExp(pattern, 'u').test(text));
}

/** Handed out by the answer before and opaque to people; what is in them is looked at below. */
const isCursor = (parameter: Parameter) => parameter.name === 'cursor' && parameter.place === 'query';

it('no parameter of a GET takes what a person types', () => {
  const found = parameters
    .filter(({ parameter }) => parameter.place !== 'header' && !isCursor(parameter))
    .flatMap(({ path, parameter }) =>
      Object.entries(TYPED)
        .filter(([, text]) => takes(parameter.schema, text))
        .map(([kind]) => `GET ${path} ?${parameter.name} takes a ${kind}`),
    );
  expect(found, 'make it a search by POST, like POST /visits/search').toEqual([]);
  expect(parameters.length).toBeGreaterThan(20);
});

it('the test itself sees a free text, a number without a limit and an alternative that is free', () => {
  for (const schema of [
    { type: 'string', maxLength: 120 },
    { type: 'string' },
    { type: 'integer', minimum: 1 },
    { anyOf: [{ type: 'string', format: 'uuid', pattern: '^[0-9a-f-]{36}$' }, { type: 'string' }] },
  ])
    expect(takes(schema, TYPED.card), JSON.stringify(schema)).toBe(true);
});

describe('the lists that had a search in their address', () => {
  const lists = ['/visits', '/messages', '/references/diagnosa'];

  it.each(lists)('GET %s?q= is refused, so that an old caller does not go on unnoticed', async (path) => {
    const response = await house.app.inject({
      url: `${PREFIX}${path}?${new URLSearchParams({ q: TYPED.name }).toString()}`,
      headers: person.headers,
    });
    expect(response.statusCode, response.body).toBe(400);
    expect(response.body).not.toContain(TYPED.name);
  });

  it.each(lists)('POST %s/search finds without a key and without keeping an answer', async (path) => {
    const response = await house.app.inject({
      method: 'POST',
      url: `${PREFIX}${path}/search`,
      headers: person.headers,
      payload: { query: TYPED.name },
    });
    expect(response.statusCode, response.body).toBe(200);
    expect(field(response.json(), 'items')).toEqual([]);
  });
});

it('a cursor holds ids and times, nothing of a person', async () => {
  const { headers } = person;
  for (const number of [1, 2, 3]) {
    const response = await house.app.inject({
      method: 'POST',
      url: `${PREFIX}/visits`,
      headers: { ...headers, 'idempotency-key': house.platform.random.uuidv7() },
      payload: {
        patient: { nama: TYPED.name, nomorKartu: `000000000012${number}`, noHp: TYPED.phone },
        jenisPasien: 'JKN',
        pasienBaru: false,
        serviceDate: new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Jakarta' }).format(house.platform.clock.now()),
        kodePoli: 'INT',
        kodeDokter: '99901',
        jamPraktek: '08:00-12:00',
        jenisKunjungan: 1,
        nomorReferensi: '9999U0011126Y000123',
      },
    });
    expect(response.statusCode, response.body).toBe(201);
  }
  for (const list of ['/visits', '/messages', '/task-ids', '/audit']) {
    const response = await house.app.inject({ url: `${PREFIX}${list}?limit=1`, headers });
    const cursor = String(field(response.json(), 'nextCursor'));
    expect(response.statusCode).toBe(200);
    const readable = `${cursor} ${Buffer.from(cursor, 'base64url').toString()}`;
    for (const text of Object.values(TYPED)) expect(readable, list).not.toContain(text);
    expect(cursor, `${list} has a second page`).not.toBe('null');
  }
});
