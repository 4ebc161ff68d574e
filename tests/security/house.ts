// What the security tests share: the whole server without a socket, its operations from the OpenAPI document, callers.
// `app.inject` runs the very hooks and routes of production.
import { createHouse } from '../../apps/server/src/app.ts';
import { createFacility } from '../../apps/server/src/modules/facility/index.ts';
import type { TitianApp } from '../../apps/server/src/platform/http/index.ts';
import { facilityId, type FacilityId } from '../../apps/server/src/platform/ids.ts';
import { ROLES } from '../../apps/server/src/platform/permissions.ts';
import type { MatrixMethod, Neighbour } from '../../apps/server/src/platform/testing-matrix.ts';
import {
  createTestPlatform,
  testAccount,
  TEST_CLINIC,
  TEST_HOSPITAL,
  type TestPlatform,
} from '../../apps/server/src/platform/testing.ts';

export const PREFIX = '/api/v1';
const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;

export interface Operation {
  readonly method: MatrixMethod;
  /** Without prefix, parameters in braces. */
  readonly path: string;
  readonly permission: string;
  readonly isPublic: boolean;
  readonly needsKey: boolean;
  /** What the audit trail must hold afterwards, as the route declares it. */
  readonly audit: string | null;
  /** Names of parameters and body fields that take a uuid: ids of things that might be another facility's. */
  readonly ids: readonly string[];
  readonly pathParams: readonly string[];
}

export interface TestHouse {
  readonly platform: TestPlatform;
  readonly app: TitianApp;
  readonly operations: readonly Operation[];
  neighbour(kind: 'hospital' | 'clinic'): Promise<Neighbour>;
  close(): Promise<void>;
}

export async function openHouse(): Promise<TestHouse> {
  const platform = await createTestPlatform();
  const { app } = await createHouse(platform);
  await app.ready();
  return {
    platform,
    app,
    operations: operationsOf(app.swagger()),
    neighbour: async (kind) => {
      const input =
        kind === 'hospital' ? { ...TEST_HOSPITAL, kodePpk: '9999R009' } : { ...TEST_CLINIC, kodePpk: '9999U009' };
      return await neighbourIn(
        platform,
        app,
        await createFacility(platform, facilityId(platform.random.uuidv7()), input),
      );
    },
    close: async () => {
      await app.close();
      await platform.close();
    },
  };
}

export async function neighbourIn(platform: TestPlatform, app: TitianApp, facility: FacilityId): Promise<Neighbour> {
  const person = await testAccount(platform, facility, ROLES);
  const call = async (method: MatrixMethod, path: string, body?: object): ReturnType<Neighbour['call']> =>
    await app.inject({
      method,
      url: `${PREFIX}${path}`,
      headers: { ...person.headers, 'idempotency-key': platform.random.uuidv7() },
      ...(body === undefined ? {} : { payload: body }),
    });
  return { facilityId: facility, accountId: person.accountId, call };
}

/** The document is walked as plain JSON: its types allow far more than ours uses. */
function operationsOf(document: unknown): Operation[] {
  const schemas = field(field(document, 'components'), 'schemas');
  const resolve = (schema: unknown): unknown => {
    const reference = field(schema, '$ref');
    return typeof reference === 'string' ? field(schemas, reference.split('/').at(-1) ?? '') : schema;
  };
  return entriesOf(field(document, 'paths')).flatMap(([path, item]) =>
    METHODS.flatMap((method) => {
      const operation = field(item, method);
      return operation === undefined ? [] : [operationOf(method, path, operation, resolve)];
    }),
  );
}

type Resolve = (schema: unknown) => unknown;

function operationOf(method: string, path: string, operation: unknown, resolve: Resolve): Operation {
  const parameters = listOf(field(operation, 'parameters'));
  const named = (place: string) => parameters.filter((one) => field(one, 'in') === place);
  const uuidParameters = parameters.filter((one) => field(one, 'in') !== 'header' && hasUuid(field(one, 'schema')));
  const body = field(field(field(field(operation, 'requestBody'), 'content'), 'application/json'), 'schema');
  // A parameter that only takes words of a fixed list points at nobody's row.
  const pathParams = named('path')
    .filter((one) => field(field(one, 'schema'), 'enum') === undefined)
    .map((one) => String(field(one, 'name')));
  return {
    // The list of methods above is that of MatrixMethod in lower case.
    method: method.toUpperCase() as MatrixMethod,
    path: path.slice(PREFIX.length),
    permission: String(field(operation, 'x-permission')),
    isPublic: listOf(field(operation, 'security')).length === 0,
    needsKey: named('header').some((one) => field(one, 'name') === 'Idempotency-Key'),
    audit: typeof field(operation, 'x-audit') === 'string' ? String(field(operation, 'x-audit')) : null,
    pathParams,
    ids: [
      ...new Set([
        ...pathParams,
        ...uuidParameters.map((one) => String(field(one, 'name'))),
        ...uuidFields(body, resolve),
      ]),
    ],
  };
}

/** Bodies may be nested and refer to named schemas; none of ours refers to itself. */
function uuidFields(schema: unknown, resolve: Resolve): string[] {
  return entriesOf(field(resolve(schema), 'properties')).flatMap(([name, value]) =>
    hasUuid(value) ? [name] : [...uuidFields(value, resolve), ...uuidFields(field(value, 'items'), resolve)],
  );
}

function hasUuid(schema: unknown): boolean {
  return field(schema, 'format') === 'uuid' || field(field(schema, 'items'), 'format') === 'uuid';
}

export function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? new Map(Object.entries(value)).get(name) : undefined;
}

function entriesOf(value: unknown): [string, unknown][] {
  return typeof value === 'object' && value !== null ? Object.entries(value) : [];
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
