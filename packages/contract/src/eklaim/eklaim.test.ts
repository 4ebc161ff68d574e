// Every method of E-Klaim keeps its promises, and every error number of the manual has a meaning.
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { unknownKeysOf } from '../unknown-keys.ts';
import { EKLAIM_ERRORS, EKLAIM_METHODS, ungroupableReason } from './index.ts';

const ROOT = fileURLToPath(new URL('../../../../', import.meta.url));

describe('every method of E-Klaim', () => {
  it('has an id of its own', () => {
    const ids = EKLAIM_METHODS.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it.each(EKLAIM_METHODS.map((method) => [method.id, method] as const))('%s keeps its promises', (id, method) => {
    expect(id).toBe(`eklaim.${method.group}.${id.split('.')[2]}`);
    expect(method.request.parse(method.example.request)).toEqual(method.example.request);
    expect(method.response.parse(method.example.response)).toEqual(method.example.response);
    expect(unknownKeysOf(method.response, method.example.response)).toEqual([]);
    expect(method.purpose).toMatch(/^[A-Z].*\.$/);
    const [file = '', section = ''] = method.source.split(' §');
    expect(existsSync(ROOT + file)).toBe(true);
    expect(readFileSync(ROOT + file, 'utf8')).toMatch(new RegExp(`^#{2,3} ${section.replaceAll('.', '\\.')}[. ]`, 'm'));
  });
});

describe('the errors of E-Klaim', () => {
  it('are all known, from the first to the last of the manual', () => {
    const numbers = Array.from({ length: 66 }, (_, index) => `E20${String(index + 1).padStart(2, '0')}`);
    expect([...numbers, 'E2099', 'E2101'].filter((number) => !EKLAIM_ERRORS.has(number))).toEqual([]);
  });

  it('name what cannot be grouped although the code is 200', () => {
    expect(ungroupableReason('idrg', '3615229')).toContain('stent');
    expect(ungroupableReason('idrg', '3600079')).toContain('berkaitan');
    expect(ungroupableReason('idrg', '3699999')).toContain('tidak menghasilkan kelompok');
    expect(ungroupableReason('idrg', '0541010')).toBeNull();
    expect(ungroupableReason('inacbg', 'X-0-99-X')).not.toBeNull();
    expect(ungroupableReason('inacbg', 'Q-5-44-0')).toBeNull();
  });
});
