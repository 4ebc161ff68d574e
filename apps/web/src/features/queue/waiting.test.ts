// Promises of waits and spoken numbers.
import { expect, test } from 'vitest';
import { spokenNumber, waitShare, waitTone } from './waiting.ts';

test('a wait is noticed before the standard is broken, and an unknown one alarms nobody', () => {
  expect(waitTone(10, 60)).toBe('calm');
  expect(waitTone(45, 60)).toBe('slow');
  expect(waitTone(61, 60)).toBe('late');
  expect(waitTone(null, 60)).toBe('calm');
  expect(waitShare(90, 60)).toBe(1);
});

test('a number is spoken as people say it', () => {
  expect(spokenNumber('A-012')).toBe('A, 12');
  expect(spokenNumber('INT7')).toBe('I N T, 7');
});
