// The places that a mood can be set for: services, their groups, single endpoints. Read from the routes, so that no list can lag behind.

import { EKLAIM_ROUTES } from './services/eklaim/routes.ts';
import { ROUTES } from './routes.ts';

const all = [...ROUTES, ...EKLAIM_ROUTES.values()];

/** Groups by service, as `service.group`. */
export const SCOPES: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  [...new Set(all.map(({ service }) => service))].map((service) => [
    service,
    [...new Set(all.filter((route) => route.service === service).map(({ group }) => `${service}.${group}`))].sort(),
  ]),
);

export const ENDPOINT_IDS: readonly string[] = all.map(({ id }) => id).sort();

const known = new Set(['*', ...Object.keys(SCOPES), ...Object.values(SCOPES).flat(), ...ENDPOINT_IDS]);

export const isKnownScope = (scope: string): boolean => known.has(scope);
