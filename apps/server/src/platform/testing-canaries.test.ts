// The search itself: a planted value is found in every form that a careless program leaves it in, and nothing else is.
import { expect, it } from 'vitest';
import { CANARY_FIELDS, plantCanaries } from './testing-canaries.ts';

const canaries = plantCanaries('uji');

it.each(CANARY_FIELDS)('finds %s in plain, base64, hex and URL form, in text and in bytes', (name) => {
  const value = canaries.values[name];
  const forms = [
    value,
    Buffer.from(value).toString('hex'),
    Buffer.from(value).toString('base64'),
    encodeURIComponent(value),
  ];
  for (const form of forms) {
    expect(canaries.found(`before ${form} after`).join()).toContain(name);
    expect(canaries.found(Buffer.from(`\u0000\u00ff${form}\u0001`, 'latin1')).join()).toContain(name);
  }
});

it('finds nothing where nothing was planted', () => {
  expect(canaries.found('BUDI CONTOH 9999000000000001 0000000000001 080000000001')).toEqual([]);
  expect(plantCanaries('lain').found(Object.values(canaries.values).join(' '))).toEqual([]);
});
