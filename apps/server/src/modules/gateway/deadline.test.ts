import { expect, it } from 'vitest';
import { clinicDeadline } from './deadline.ts';

const now = new Date('2026-11-21T02:00:00Z');

it('tries a week after the end of the visit in WIB, or as long as the facility says', () => {
  expect(clinicDeadline({ serviceDate: '2026-11-21', now })).toEqual(new Date('2026-11-28T17:00:00Z'));
  expect(clinicDeadline({ serviceDate: '2026-11-21', now, days: 1 })).toEqual(new Date('2026-11-22T17:00:00Z'));
});

it('gives a late correction its own days', () => {
  expect(clinicDeadline({ serviceDate: '2026-10-01', now, days: 2 })).toEqual(new Date('2026-11-23T02:00:00Z'));
});
