// The sandbox's endpoints under their service prefixes. Ids and groups follow the contract's catalogue, matched by service, method
// and path, so that moods and ledgers use the same names as the client; decisions stay the sandbox's own.

import { ENDPOINTS } from '@titian/contract';
import type { Route } from './kernel.ts';
import { ANTREANFKTP_ROUTES } from './services/antreanfktp/routes.ts';
import { ANTREANRS_ROUTES } from './services/antreanrs/routes.ts';
import { APLICARES_ROUTES } from './services/aplicares/routes.ts';
import { APOTEK_ROUTES } from './services/apotek/routes.ts';
import { EREKAMMEDIS_ROUTES } from './services/erekammedis/routes.ts';
import { ICARE_ROUTES } from './services/icare/routes.ts';
import { EKLAIM_ROUTES } from './services/eklaim/routes.ts';
import { PCARE_ROUTES } from './services/pcare/routes.ts';
import { SISRUTE_ROUTES } from './services/sisrute/routes.ts';
import { SRBK_ROUTES } from './services/srbk/routes.ts';
import { VCLAIM_ROUTES } from './services/vclaim/routes.ts';
import { createRouter, type Router } from './wire/paths.ts';
import type { LedgerService } from './world/facilities.ts';

/** Prefixes of production and of the development hosts [A]/[B], docs/facts/vclaim.md §1; both lead to the same payer. */
export const SERVICE_PREFIXES: readonly (readonly [string, LedgerService])[] = [
  ['vclaim-rest', 'vclaim'],
  ['vclaim-rest-dev', 'vclaim'],
  ['antreanrs', 'antreanrs'],
  ['antreanrs_dev', 'antreanrs'],
  ['pcare-rest', 'pcare'],
  ['pcare-rest-dev', 'pcare'],
  ['antreanfktp', 'antreanfktp'],
  ['antreanfktp_dev', 'antreanfktp'],
  ['aplicaresws', 'aplicares'],
  ['wsihs', 'icare'],
  ['ihs', 'icare'],
  ['ihs_dev', 'icare'],
  ['apotek-rest', 'apotek'],
  ['apotek-rest-dev', 'apotek'],
  ['medicalrecord', 'erekammedis'],
  ['erekammedis', 'erekammedis'],
  ['erekammedis_dev', 'erekammedis'],
  ['vclaim-sisrute-rest', 'sisrute'],
  ['vclaim-sisrute-rest-dev', 'sisrute'],
  // The version is part of the newer address only, docs/facts/pcare.md §1.
  ['pcare-sisrute-rest/api/v1.0', 'srbk'],
  ['pcare-sisrute-rest', 'srbk'],
  ['e-klaim', 'eklaim'],
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
  ...APLICARES_ROUTES,
  ...ICARE_ROUTES,
  ...APOTEK_ROUTES,
  ...EREKAMMEDIS_ROUTES,
  ...SISRUTE_ROUTES,
  ...SRBK_ROUTES,
].map((route) => {
  const known = catalogue.get(`${route.service} ${shapeOf(route.method, route.path)}`);
  return known === undefined ? route : { ...route, id: known.id, group: known.group };
});

/** Ids of the catalogue's calls that this sandbox answers, E-Klaim's methods among them. */
export function answeredCalls(): ReadonlySet<string> {
  return new Set([...ROUTES, ...EKLAIM_ROUTES.values()].map(({ id }) => id));
}

export function routersByService(): ReadonlyMap<LedgerService, Router<Route>> {
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
export function splitPrefix(path: string): { service: LedgerService; rest: string } | null {
  const segments = path.split('/').filter((segment) => segment !== '');
  const found = SERVICE_PREFIXES.find(([prefix]) =>
    prefix.split('/').every((part, place) => part === segments[place]?.toLowerCase()),
  );
  if (found === undefined) return null;
  const [prefix, service] = found;
  return { service, rest: `/${segments.slice(prefix.split('/').length).join('/')}` };
}
