// The picture of a visit at the Task ID desk.
import { expect, test } from 'vitest';
import { standingOfVisit } from './standing.ts';
import type { Booking } from './store.ts';

const NOW = new Date('2026-11-23T05:00:00Z');
const VISIT = { pasienBaru: false, resep: null, serviceDate: '2026-11-23', stage: 'menunggu-poli' } as const;
const booking = (state: Booking['state']): Booking => ({
  visitId: 'v',
  messageId: null,
  state,
  code: null,
  reason: null,
  cancelState: null,
  comparedAt: null,
  settledAt: null,
});

test('a booking that BPJS holds with another content is a difference of its visit, also without any time', () => {
  expect(standingOfVisit(VISIT, [], booking('berbeda'), NOW)).toMatchObject({ differs: true, booking: 'berbeda' });
  expect(standingOfVisit(VISIT, [], booking('diterima'), NOW).differs).toBe(false);
});
