// S1: every route, called with the ids of another facility, answers 404 and touches no row; a route that takes ids and that no
// module has described fails here. The list of routes comes from the OpenAPI document, the cases from the modules.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { API_KEY_SCOPES, ROLES } from '../../apps/server/src/platform/permissions.ts';
import type { FacilityId } from '../../apps/server/src/platform/ids.ts';
import type { MatrixWorld, TenancyCase, TenancyRequest } from '../../apps/server/src/platform/testing-matrix.ts';
import { testAccount, testApiKey } from '../../apps/server/src/platform/testing.ts';
import { openHouse, PREFIX, type Operation, type TestHouse } from './house.ts';

const MODULES = join(import.meta.dirname, '..', '..', 'apps', 'server', 'src', 'modules');
const SHARED_CASES = join(import.meta.dirname, 'cases');
const FACILITY_TABLES = `
  SELECT c.relname AS name FROM pg_class c
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'facility_id'
   WHERE c.relnamespace = 'titian'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
     AND c.relname NOT IN ('sessions', 'idempotency_keys') ORDER BY c.relname`;

const cases = await readCases();
let house: TestHouse;
let world: MatrixWorld;
let callers: readonly { readonly name: string; readonly headers: Readonly<Record<string, string>> }[];

/** Beside the modules; what no module describes itself is described here. */
async function readCases(): Promise<readonly TenancyCase[]> {
  const own = await casesIn(readdirSync(MODULES).map((room) => join(MODULES, room, 'tenancy-cases.ts')));
  const shared = await casesIn(readdirSync(SHARED_CASES).map((file) => join(SHARED_CASES, file)));
  const described = new Set(own.map((one) => one.route));
  return [...own, ...shared.filter((one) => !described.has(one.route))];
}

async function casesIn(files: readonly string[]): Promise<readonly TenancyCase[]> {
  const found: TenancyCase[] = [];
  for (const file of files.filter((one) => existsSync(one))) {
    // A list of cases, whose shape the compiler checks where it is written; a helper beside them has none.
    const { tenancyCases } = (await import(pathToFileURL(file).href)) as { tenancyCases?: readonly TenancyCase[] };
    found.push(...(tenancyCases ?? []));
  }
  return found;
}

beforeAll(async () => {
  house = await openHouse();
  const { platform } = house;
  const person = await testAccount(platform, platform.facilities.hospital, ROLES);
  world = {
    platform,
    caller: person,
    hospital: await house.neighbour('hospital'),
    clinic: await house.neighbour('clinic'),
  };
  const key = await testApiKey(platform, platform.facilities.hospital, API_KEY_SCOPES);
  callers = [
    { name: 'a person with every role', headers: person.headers },
    { name: 'an API key with every scope', headers: key.headers },
  ];
});
afterAll(() => house.close());

const nameOf = (operation: Operation) => `${operation.method} ${operation.path}`;

async function fingerprint(facilities: readonly FacilityId[]): Promise<string> {
  const tables = await house.platform.owner.query<{ name: string }>(FACILITY_TABLES);
  const parts: string[] = [];
  for (const { name } of tables.rows) {
    const result = await house.platform.owner.query<{ print: string | null }>(
      `SELECT md5(string_agg(t::text, '|' ORDER BY t::text)) AS print FROM titian.${name} t WHERE facility_id = ANY ($1)`,
      [facilities],
    );
    parts.push(`${name} ${result.rows[0]?.print ?? ''}`);
  }
  return parts.join('\n');
}

function urlOf(path: string, request: TenancyRequest): string {
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(request.params?.[name] ?? ''));
  const query = new URLSearchParams(request.query).toString();
  return `${PREFIX}${filled}${query === '' ? '' : `?${query}`}`;
}

it('every route that takes ids is described by its module, and no description is left over', () => {
  const described = new Set<string>(cases.map((one) => one.route));
  const needed = house.operations.filter((operation) => operation.ids.length > 0).map(nameOf);
  expect(
    needed.filter((route) => !described.has(route)),
    'routes without a tenancy case (modules/<room>/tenancy-cases.ts)',
  ).toEqual([]);
  const known = new Set(house.operations.map(nameOf));
  expect(
    [...described].filter((route) => !known.has(route)),
    'cases of routes that do not exist',
  ).toEqual([]);
});

describe('the ids of another facility', () => {
  const titled = cases.map((one) => [one.name === undefined ? one.route : `${one.route}: ${one.name}`, one] as const);
  it.each(titled)('%s', async (_title, { route, prepare, expected = 404, check }) => {
    const [method = 'GET', path = ''] = route.split(' ');
    const request = await prepare(world);
    const foreign = [world.hospital.facilityId, world.clinic.facilityId];
    const before = await fingerprint(foreign);
    for (const { name, headers } of callers) {
      const response = await house.app.inject({
        // The route's first word is its method, by the type of `route`.
        method: method as 'GET',
        url: urlOf(path, request),
        headers: { ...headers, 'idempotency-key': house.platform.random.uuidv7() },
        ...(request.body === undefined ? {} : { payload: request.body }),
      });
      // A key may lack the scope altogether; that refusal comes before any id is looked at.
      const isRefusedKey = response.statusCode === 403 && headers['authorization'] !== undefined;
      if (!isRefusedKey) expect(response.statusCode, `${name}: ${response.body.slice(0, 300)}`).toBe(expected);
      if (response.statusCode < 300) check?.(response.json());
    }
    expect(await fingerprint(foreign)).toBe(before);
  });

  it('an id that exists nowhere gets the same answer as one that exists elsewhere', async () => {
    const [caller] = callers;
    for (const { route, prepare, expected, ...rest } of cases) {
      if (expected !== undefined || 'check' in rest) continue;
      const [method = 'GET', path = ''] = route.split(' ');
      const request = await prepare(world);
      const params = Object.fromEntries(
        Object.entries(request.params ?? {}).map(([name, value]) => [
          name,
          /^[0-9a-f-]{36}$/.test(value) ? house.platform.random.uuidv7() : value,
        ]),
      );
      if (Object.keys(params).length === 0) continue;
      const ask = async (values: TenancyRequest) => {
        const response = await house.app.inject({
          // As above.
          method: method as 'GET',
          url: urlOf(path, values),
          headers: { ...caller?.headers, 'idempotency-key': house.platform.random.uuidv7() },
          ...(request.body === undefined ? {} : { payload: request.body }),
        });
        return { status: response.statusCode, error: { ...response.json().error, reference: '' } };
      };
      expect(await ask({ ...request, params }), route).toEqual(await ask(request));
    }
  });
});
