// The figures of the back-referral programme: all 36 keys, and what may stand in them.
import { describe, expect, it } from 'vitest';
import { STATUS_PRB } from './codes.ts';
import { emptyPrbFigures, FORM_PRB, formPrb } from './form-prb.ts';

const accepts = (data: Record<string, unknown>): boolean => formPrb.safeParse({ kdStatusPRB: '01', data }).success;

describe('the figures of formPRB', () => {
  it('are 36, each for diseases of the programme and with a range', () => {
    expect(new Set(FORM_PRB.map(({ key }) => key)).size).toBe(36);
    const known = new Set<string>(STATUS_PRB.map(({ kode }) => kode));
    for (const { key, status, min, max } of FORM_PRB) {
      expect(
        status.every((kode) => known.has(kode)),
        key,
      ).toBe(true);
      expect(min, key).toBeLessThan(max);
    }
    const served = new Set(FORM_PRB.flatMap(({ status }) => status));
    expect([...served].toSorted()).toEqual([...known]);
  });

  it('are all null outside the programme', () => {
    expect(Object.keys(emptyPrbFigures())).toHaveLength(36);
    expect(formPrb.parse({ kdStatusPRB: null, data: emptyPrbFigures() }).data).toEqual(emptyPrbFigures());
  });

  it.each(FORM_PRB)('$key lies from $min to $max', ({ key, min, max, yesNo }) => {
    expect([min, max, String(max)].map((value) => accepts({ [key]: value }))).toEqual([true, true, true]);
    expect([min - 0.01, max + 0.01, 'baik'].map((value) => accepts({ [key]: value }))).toEqual([false, false, false]);
    expect(accepts({ [key]: (min + max) / 2 })).toBe(!yesNo);
  });
});
