import { describe, expect, test } from 'vitest';
import { hasSessionEnded, paperProblem, wallTime } from './register-rules.ts';

const dayStart = new Date('2026-11-23T00:00:00+07:00');
const at = (clock: string) => wallTime(dayStart, clock);
const day = { now: at('12:00'), dayStart, opensAt: '06:00', isEmergency: false };
const times = (arrived: string, called: string | null = null, done: string | null = null) => ({
  arrived: at(arrived),
  called: called === null ? null : at(called),
  done: done === null ? null : at(done),
});

describe('times copied from paper', () => {
  test.each([
    ['only the arrival', times('08:05'), null],
    ['all of them in order', times('08:05', '08:40', '08:55'), null],
    ['in the future', times('12:01'), 'arrivedAt'],
    ['before the house opened', times('05:59'), 'arrivedAt'],
    ['called before they came', times('08:40', '08:05'), 'calledAt'],
    ['called in the minute in which they came', times('08:05', '08:05'), 'calledAt'],
    ['finished before they were called', times('08:05', '08:40', '08:30'), 'doneAt'],
    ['finished and never called', times('08:05', null, '08:55'), 'calledAt'],
  ])('%s', (_name, written, field) => {
    expect(paperProblem(written, day)?.field ?? null).toBe(field);
  });

  test('an emergency room has no opening hour', () => {
    expect(paperProblem(times('02:10'), { ...day, isEmergency: true })).toBeNull();
  });

  test('a day in the future, or so long ago that BPJS takes no times of it', () => {
    expect(paperProblem(times('08:05'), { ...day, now: new Date('2026-11-22T20:00:00+07:00') })?.field).toBe('date');
    expect(paperProblem(times('08:05'), { ...day, now: new Date('2026-12-02T00:00:00+07:00') })?.field).toBe('date');
    expect(paperProblem(times('08:05'), { ...day, now: new Date('2026-11-30T20:00:00+07:00') })).toBeNull();
  });
});

test('a session is over at the end of its hours, one without hours at the end of the day', () => {
  expect(hasSessionEnded('08:00-12:00', dayStart, at('11:59'))).toBe(false);
  expect(hasSessionEnded('08:00-12:00', dayStart, at('12:00'))).toBe(true);
  expect(hasSessionEnded('', dayStart, at('23:59'))).toBe(false);
  expect(hasSessionEnded('', dayStart, new Date('2026-11-24T00:00:00+07:00'))).toBe(true);
});
