// The sandbox's endpoints under their service prefixes. Ids and groups follow the contract's catalogue, matched by service, method
// and path, so that moods and ledgers use the same names as the client; decisions stay the sandbox's own.

import { ENDPOINTS } from '@titian/contract';
import type { Route } from './kernel.ts';
import { ANTREANFKTP_ROUTES } from './services/antreanfktp/routes.ts';
import { ANTREANRS_ROUTES } from './services/antreanrs/routes.ts';
import { PCARE_ROUTES } from './services/pcare/routes.ts';
import { VCLAIM_ROUTES } from './services/vclaim/routes.ts';
import { createRouter, type Router } from './wire/paths.ts';
import type { SandboxService } from './world/facilities.ts';

/** Prefixes of production and of the development hosts [A]/[B], docs/facts/vclaim.md §1; both lead to the same payer. */
export const SERVICE_PREFIXES: readonly (readonly [string, SandboxService])[] = [
  ['vclaim-rest', 'vclaim'],
  ['vclaim-rest-dev', 'vclaim'],
  ['antreanrs', 'antreanrs'],
  ['antreanrs_dev', 'antreanrs'],
  ['pcare-rest', 'pcare'],
  ['pcare-rest-dev', 'pcare'],
  ['antreanfktp', 'antreanfktp'],
  ['antreanfktp_dev', 'antreanfktp'],
];

/** A path with its parameter names taken away, for comparing templates. */
export const shapeOf = (method: string, path: string): string =>
  `${method} ${path.replaceAll(/\{[^}]*\}/g, '{}').toLowerCase()}`;

const catalogue = new Map(ENDPOINTS.map((entry) => [`${entry.service} ${shapeOf(entry.method, entry.path)}`, entry]));

export const ROUTES: readonly Route[] = [
  ...ANTREANRS_ROUTES,
  ...VCLAIM_ROUTES,
  ...PCARE_ROUTES,
  ...ANTREANFKTP_ROUTES,
].map((route) => {
  const known = catalogue.get(`${route.service} ${shapeOf(route.method, route.path)}`);
  return known === undefined ? route : { ...route, id: known.id, group: known.group };
});

export function routersByService(): ReadonlyMap<SandboxService, Router<Route>> {
  const services = [...new Set(ROUTES.map(({ service }) => service))];
  return new Map(
    services.map((service) => [
      service,
      createRouter(
        ROUTES.filter((route) => route.service === service).map((route) => ({
          method: route.method,
          path: route.path,
          target: route,
        })),
      ),
    ]),
  );
}

/** Splits `/vclaim-rest//SEP/…` into service and rest; null when no service lives there. */
export function splitPrefix(path: string): { service: SandboxService; rest: string } | null {
  const [first = '', ...rest] = path.split('/').filter((segment) => segment !== '');
  const service = SERVICE_PREFIXES.find(([prefix]) => prefix === first.toLowerCase())?.[1];
  return service === undefined ? null : { service, rest: `/${rest.join('/')}` };
}
