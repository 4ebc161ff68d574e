// The sandbox answers every endpoint of the catalogue, and only under the ids of the catalogue.

import { ENDPOINTS } from '@titian/contract';
import { describe, expect, test } from 'vitest';
import { ROUTES, splitPrefix } from './routes.ts';
import { createRouter } from './wire/paths.ts';

describe('routes', () => {
  test('every endpoint of the contract has a decision here', () => {
    const answered = new Set(ROUTES.map(({ id }) => id));
    expect(ENDPOINTS.map(({ id }) => id).filter((id) => !answered.has(id))).toEqual([]);
  });

  test('what the contract calls a read is a read here', () => {
    const kinds = new Map(ROUTES.map(({ id, kind }) => [id, kind]));
    const different = ENDPOINTS.filter(({ id, writeClass }) => (writeClass === 'read') !== (kinds.get(id) === 'read'));
    expect(different.map(({ id }) => id)).toEqual([]);
  });

  test('ids are unique', () => {
    expect(new Set(ROUTES.map(({ id }) => id)).size).toBe(ROUTES.length);
  });

  test('paths match in any letter case, with double and trailing slashes', () => {
    const router = createRouter([
      { method: 'POST', path: '/SEP/2.0/insert', target: 'insert' },
      { method: 'GET', path: '/SEP/{noSep}', target: 'find' },
    ]);
    expect(router.match('POST', '//sep/2.0//INSERT/')).toMatchObject({ kind: 'found', target: 'insert' });
    expect(router.match('GET', '/Sep/9999R001%200V1')).toMatchObject({
      kind: 'found',
      params: { noSep: '9999R001 0V1' },
    });
    expect(router.match('DELETE', '/SEP/2.0/insert')).toEqual({ kind: 'wrong-method' });
    expect(router.match('GET', '/Sep/2.0/nowhere')).toEqual({ kind: 'none' });
  });

  test('production and development prefixes lead to the same service', () => {
    expect(splitPrefix('/vclaim-rest-dev//SEP/x')).toEqual({ service: 'vclaim', rest: '/SEP/x' });
    expect(splitPrefix('/antreanrs_dev/antrean/add')).toEqual({ service: 'antreanrs', rest: '/antrean/add' });
    expect(splitPrefix('/pcare-sisrute-rest/API/v1.0//Sisrute/x')).toEqual({ service: 'srbk', rest: '/Sisrute/x' });
    expect(splitPrefix('/pcare-sisrute-rest/Sisrute/x')).toEqual({ service: 'srbk', rest: '/Sisrute/x' });
    expect(splitPrefix('/elsewhere')).toBeNull();
  });
});
