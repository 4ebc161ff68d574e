// Numbers of a referral that BPJS denies: found by the endings of their systems, nothing else is taken for one.
import { describe, expect, it } from 'vitest';
import { referralNumbers } from './srbk-numbers.ts';

const identifier = [
  { system: 'https://contoh.invalid/referral-number-pcare', value: '9999U0010926Y000005' },
  { system: 'https://contoh.invalid/referral-number-satusehat', value: '999950000000001' },
  { system: 'https://contoh.invalid/servicerequest/100999101', value: '9999bbbb' },
  { system: 'https://contoh.invalid/other', value: '1' },
];

describe('the numbers of a hidden referral', () => {
  it('are read from a resource, alone or inside the answer, with the trace', () => {
    const found = {
      noKunjungan: '9999U0010926Y000005',
      noRujukanSatuSehat: '999950000000001',
      serviceRequestId: '9999bbbb',
    };
    expect(referralNumbers({ identifier })).toEqual(found);
    expect(referralNumbers({ data: [{ identifier, meta: { tag: [{}, { code: 'T1' }] } }] })).toEqual({
      ...found,
      traceId: 'T1',
    });
  });

  it.each([
    ['nothing', null],
    ['a text', 'referral-number-pcare'],
    ['a trace without numbers', { meta: { tag: [{ code: 'T1' }] }, identifier: [] }],
    ['a number that is none', { identifier: [{ system: 'x/referral-number-pcare', value: 7 }, null] }],
    ['a resource too deep', { a: { b: { c: { d: { e: { f: { g: { identifier } } } } } } } }],
  ])('are not made up from %s', (_what, response) => {
    expect(referralNumbers(response)).toEqual({});
  });
});
