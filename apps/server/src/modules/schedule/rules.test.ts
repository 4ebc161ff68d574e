import { describe, expect, test } from 'vitest';
import {
  bookingCode,
  displayNumber,
  estimateServedAt,
  isOwnBookingCode,
  normaliseJam,
  quotaOf,
  sessionMinutes,
} from './rules.ts';

describe('numbers and codes', () => {
  test('the number on the ticket is readable from a distance', () => {
    expect(displayNumber('INT', 12)).toBe('INT-012');
    expect(displayNumber('INT', 1200)).toBe('INT-1200');
  });

  test('a booking code holds letters and digits only, and differs by day, poli and number', () => {
    expect(bookingCode('2026-11-21', 'INT', 12)).toBe('T261121INT012');
    expect(bookingCode('2026-11-21', '0 2/7', 3)).toMatch(/^[0-9A-Z]+$/);
    const again = bookingCode('2026-11-21', 'INT', 12, 1);
    expect(again).toBe('T261121INT012R1');
    expect(isOwnBookingCode(again, 'T261121INT012')).toBe(true);
    expect(isOwnBookingCode('T261121INT0121', 'T261121INT012')).toBe(false);
    expect(
      new Set([
        bookingCode('2026-11-21', 'INT', 1),
        bookingCode('2026-11-22', 'INT', 1),
        bookingCode('2026-11-21', 'ANA', 1),
      ]).size,
    ).toBe(3);
  });
});

describe('quota', () => {
  test('never shows less than nothing left, and never more left than there is', () => {
    expect(quotaOf(30, { jkn: 31, nonJkn: 0 })).toEqual({
      kuotaJkn: 30,
      sisaKuotaJkn: 0,
      kuotaNonJkn: 10,
      sisaKuotaNonJkn: 10,
    });
  });
});

describe('session times', () => {
  test('reads what HFIS writes with spaces', () => {
    expect(normaliseJam('08:00 - 12:00')).toBe('08:00-12:00');
    expect(sessionMinutes('08:00-12:00')).toEqual({ from: 480, to: 720 });
    expect(sessionMinutes('pagi')).toBeNull();
  });

  test('the estimate follows the session and is never in the past', () => {
    const dayStart = new Date('2026-11-20T17:00:00Z');
    const input = { dayStart, jamPraktek: '08:00-12:00', capacity: 24, position: 4 };
    expect(estimateServedAt({ ...input, now: new Date('2026-11-20T23:00:00Z') }).toISOString()).toBe(
      '2026-11-21T01:30:00.000Z',
    );
    expect(estimateServedAt({ ...input, now: new Date('2026-11-21T04:00:00Z') }).toISOString()).toBe(
      '2026-11-21T04:00:00.000Z',
    );
  });
});
