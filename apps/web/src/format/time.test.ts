// Promises of the time formats: the facility's zone decides, nothing is guessed.
import { describe, expect, test } from 'vitest';
import {
  daysUntil,
  formatAge,
  formatDate,
  formatMinutes,
  formatMoment,
  formatTime,
  instantFromWall,
  localDate,
  minutesBetween,
  shiftDate,
  zoneName,
} from './time.ts';

describe('times', () => {
  test('are written with a dot in the zone of the facility', () => {
    expect(formatTime('2026-11-21T01:05:10.000Z', 'Asia/Jakarta')).toBe('08.05');
    expect(formatTime('2026-11-21T01:05:10.000Z', 'Asia/Makassar')).toBe('09.05');
    expect(formatTime('2026-11-21T01:05:10.000Z', 'Asia/Jayapura', true)).toBe('10.05.10');
    expect(zoneName('Asia/Jayapura')).toBe('WIT');
  });

  test('that are missing or broken show a dash, never a time', () => {
    expect(formatTime(null, 'Asia/Jakarta')).toBe('–');
    expect(formatTime('0000-00-00', 'Asia/Jakarta')).toBe('–');
  });

  test('carry their day only when it is not today', () => {
    expect(formatMoment('2026-11-21T01:05:10.000Z', 'Asia/Jakarta', 'id', '2026-11-21')).toBe('08.05');
    expect(formatMoment('2026-11-20T01:05:10.000Z', 'Asia/Jakarta', 'id', '2026-11-21')).toBe('20 Nov, 08.05');
  });

  test('typed by a person become instants through the zone of the facility, once', () => {
    expect(instantFromWall('2026-11-21', '08.05', 'Asia/Jakarta')).toBe('2026-11-21T01:05:00.000Z');
    expect(instantFromWall('2026-11-21', '01:30:15', 'Asia/Jayapura')).toBe('2026-11-20T16:30:15.000Z');
    expect(instantFromWall('2026-11-21', '25:00', 'Asia/Jakarta')).toBeNull();
    expect(instantFromWall('', '08:00', 'Asia/Jakarta')).toBeNull();
  });
});

describe('dates', () => {
  test('follow the language', () => {
    expect(formatDate('2026-11-21', 'id')).toBe('Sab, 21 Nov 2026');
    expect(formatDate('2026-08-17', 'id')).toBe('Sen, 17 Agu 2026');
    expect(formatDate('2026-08-17', 'en', 'short')).toBe('17 Aug');
  });

  test('of an instant are the day of the facility, also just after its midnight', () => {
    expect(localDate('2026-11-20T16:30:00.000Z', 'Asia/Jakarta')).toBe('2026-11-20');
    expect(localDate('2026-11-20T16:30:00.000Z', 'Asia/Jayapura')).toBe('2026-11-21');
  });

  test('can be stepped and counted across months', () => {
    expect(shiftDate('2026-11-30', 1)).toBe('2026-12-01');
    expect(daysUntil('2026-11-28', '2026-12-05')).toBe(7);
    expect(daysUntil('2026-11-28', '2026-11-27')).toBe(-1);
  });
});

describe('lengths', () => {
  test('are minutes up to an hour, then hours and minutes', () => {
    expect(formatMinutes(24.6, 'id')).toBe('25 m');
    expect(formatMinutes(65, 'id')).toBe('1 j 05 m');
    expect(formatMinutes(65, 'en')).toBe('1 h 05 m');
    expect(formatMinutes(null, 'id')).toBe('–');
  });

  test('between missing instants are missing', () => {
    expect(minutesBetween(null, '2026-11-21T01:05:10.000Z')).toBeNull();
    expect(minutesBetween('2026-11-21T01:00:00.000Z', '2026-11-21T01:05:00.000Z')).toBe(5);
  });

  test('of an age say how long ago', () => {
    const now = new Date('2026-11-21T02:00:00.000Z');
    expect(formatAge('2026-11-21T01:59:40.000Z', now, 'id')).toBe('baru saja');
    expect(formatAge('2026-11-21T01:00:00.000Z', now, 'id')).toBe('1 j 00 m lalu');
  });
});
