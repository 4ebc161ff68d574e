// The origin rule as a table; the same rule over all routes is in tests/security.
import { expect, it } from 'vitest';
import { isSameOrigin, type OriginFacts } from './csrf.ts';

const LOCAL = 'http://localhost:3000';
const LAN = 'http://192.168.1.10:3000';
const HTTPS = 'https://titian.klinik.lan';
const base: OriginFacts = {
  method: 'POST',
  usesBearer: false,
  hasCookie: true,
  origin: LOCAL,
  secFetchSite: 'same-origin',
  ownOrigin: LOCAL,
};

it.each<[string, Partial<OriginFacts>, boolean]>([
  ['our own page', {}, true],
  ['reading is always allowed', { method: 'GET', origin: 'https://evil.example' }, true],
  ['a bearer key needs no origin', { usesBearer: true, origin: undefined, secFetchSite: undefined }, true],
  [
    'no cookie and no browser: a script signing in',
    { hasCookie: false, origin: undefined, secFetchSite: undefined },
    true,
  ],
  [
    'no cookie but a foreign page: signing a person in as somebody else',
    { hasCookie: false, origin: 'https://evil.example', secFetchSite: 'cross-site' },
    false,
  ],
  ['a cookie and no Origin', { origin: undefined }, false],
  ['a foreign Origin', { origin: 'https://evil.example', secFetchSite: 'cross-site' }, false],
  ['Origin null', { origin: 'null' }, false],
  ['another scheme', { origin: 'https://localhost:3000' }, false],
  ['no fetch metadata on loopback, where browsers send it', { secFetchSite: undefined }, false],
  [
    'no fetch metadata on https, where browsers send it',
    { origin: HTTPS, ownOrigin: HTTPS, secFetchSite: undefined },
    false,
  ],
  [
    'no fetch metadata on the plain LAN, where browsers do not',
    { origin: LAN, ownOrigin: LAN, secFetchSite: undefined },
    true,
  ],
  [
    'a foreign Origin on the plain LAN',
    { origin: 'http://192.168.1.11:3000', ownOrigin: LAN, secFetchSite: undefined },
    false,
  ],
  ['same-site is not same-origin', { secFetchSite: 'same-site' }, false],
  ['typed into the address bar cannot be a POST', { secFetchSite: 'none' }, false],
])('%s', (_name, change, expected) => {
  expect(isSameOrigin({ ...base, ...change })).toBe(expected);
});
