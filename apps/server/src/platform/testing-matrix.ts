// What a module tells the tenancy matrix (tests/security/tenancy.test.ts): how to make, in another facility, the thing that a
// route's ids point at. A route that takes ids and has no case here fails the matrix.
import type { LightMyRequestResponse } from 'fastify';
import type { FacilityId } from './ids.ts';
import type { TestPlatform } from './testing.ts';

export type MatrixMethod = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** A person of the other facility with every role, who may make whatever the case needs. */
export interface Neighbour {
  readonly facilityId: FacilityId;
  readonly accountId: string;
  call(method: MatrixMethod, path: string, body?: object): Promise<LightMyRequestResponse>;
}

export interface MatrixWorld {
  readonly platform: TestPlatform;
  /** Who asks with a session, for routes that want the own password again. */
  readonly caller: { readonly password: string };
  /** Another hospital and another clinic than the caller's. */
  readonly hospital: Neighbour;
  readonly clinic: Neighbour;
}

export interface TenancyRequest {
  /** Values for the path's parameters. */
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: object;
}

export interface TenancyCase {
  /** As in the OpenAPI document, without prefix: `PATCH /staff/{id}`. */
  readonly route: `${MatrixMethod} /${string}`;
  /** Tells several cases of one route apart. */
  readonly name?: string;
  /** Makes the foreign thing and gives a request that would be valid for its owner. */
  readonly prepare: (world: MatrixWorld) => Promise<TenancyRequest>;
  /** 404 unless the ids only filter a list, which then must be empty (200), or the route is public. */
  readonly expected?: number;
  /** For an expected 200: proves that nothing foreign came back. */
  readonly check?: (body: unknown) => void;
}
