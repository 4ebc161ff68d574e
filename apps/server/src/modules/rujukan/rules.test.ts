import { describe, expect, test } from 'vitest';
import { addDays, isFirstVisit, isValidOn, newestFirst, originOf, validUntil } from './rules.ts';

describe('validity of a referral', () => {
  const rujukan = { tanggal: '2026-08-23', berlakuSampai: validUntil('2026-08-23', null) };

  test('lasts 90 days from its date and not a day longer', () => {
    expect(rujukan.berlakuSampai).toBe('2026-11-21');
    expect(isValidOn(rujukan, '2026-11-21')).toBe(true);
    expect(isValidOn(rujukan, '2026-11-22')).toBe(false);
  });

  test('has not begun before its own date', () => {
    expect(isValidOn(rujukan, '2026-08-22')).toBe(false);
  });

  test('ends when BPJS says so, not when we reckon', () => {
    expect(validUntil('2026-08-23', '2026-11-20')).toBe('2026-11-20');
  });

  test('counts over leap days and year ends', () => {
    expect(addDays('2027-12-15', 90)).toBe('2028-03-14');
  });
});

describe('origin and first visit', () => {
  test("BPJS's own word wins over the letter in the code", () => {
    expect(originOf('9999R001', '1')).toBe('1');
    expect(originOf('9999R001', null)).toBe('2');
    expect(originOf('9999S001', null)).toBe('2');
    expect(originOf('9999U001', null)).toBe('1');
  });

  test('an unknown number of SEPs is not taken for a first visit', () => {
    expect(isFirstVisit({ jumlahSep: null })).toBeNull();
    expect(isFirstVisit({ jumlahSep: 0 })).toBe(true);
    expect(isFirstVisit({ jumlahSep: 2 })).toBe(false);
  });

  test('the newest stands first', () => {
    const rows = [
      { tanggal: '2026-01-01', nomorRujukan: 'A' },
      { tanggal: '2026-10-01', nomorRujukan: 'B' },
    ];
    expect(newestFirst(rows).map((row) => row.nomorRujukan)).toEqual(['B', 'A']);
  });
});
