import { describe, expect, test } from 'vitest';
import {
  EVENT_TYPES,
  localDate,
  standingOf,
  startOfDay,
  type HappenedEvent,
  type StageFacts,
  type VisitEventType,
} from './rules.ts';

const BASE = Date.parse('2026-11-21T01:00:00Z');
const facts: StageFacts = { pasienBaru: false, facilityKind: 'fkrtl', registeredAt: new Date(BASE), resep: 'racikan' };
const happened = (...types: VisitEventType[]): HappenedEvent[] =>
  types.map((type, index) => ({ type, occurredAt: new Date(BASE + (index + 1) * 60_000) }));

describe('where a visit stands', () => {
  test('an existing patient goes from check-in to the poli, the doctor, the pharmacy and out', () => {
    const day = happened('patient.checked-in', 'poli.called', 'poli.done', 'pharmacy.started', 'pharmacy.done');
    const stages = day.map((_, index) => standingOf(facts, day.slice(0, index + 1)).stage);
    expect(stages).toEqual(['menunggu-poli', 'dilayani-poli', 'menunggu-farmasi', 'disiapkan-farmasi', 'selesai']);
  });

  test('a new patient waits for the counter first, in a hospital; a clinic has no counter step', () => {
    const checkIn = happened('patient.checked-in');
    expect(standingOf({ ...facts, pasienBaru: true }, checkIn).stage).toBe('menunggu-admisi');
    expect(standingOf({ ...facts, pasienBaru: true, facilityKind: 'fktp' }, checkIn).stage).toBe('menunggu-poli');
  });

  test('without medicine the visit ends at the doctor', () => {
    expect(
      standingOf({ ...facts, resep: 'tidak-ada' }, happened('patient.checked-in', 'poli.called', 'poli.done')).stage,
    ).toBe('selesai');
  });

  test('the order in which events came in does not matter', () => {
    const day = happened('patient.checked-in', 'poli.called', 'poli.done', 'pharmacy.started');
    expect(standingOf(facts, day.toReversed())).toEqual(standingOf(facts, day));
  });

  test('nobody who was called in is cancelled, and nobody cancelled comes back', () => {
    expect(standingOf(facts, happened('patient.checked-in', 'poli.called', 'visit.cancelled')).stage).toBe(
      'dilayani-poli',
    );
    expect(standingOf(facts, happened('visit.cancelled', 'poli.called')).stage).toBe('batal');
    expect(standingOf(facts, happened('visit.no-show')).stage).toBe('tidak-hadir');
  });

  test('calling again does not restart the clock', () => {
    const day = happened('patient.checked-in', 'poli.called', 'poli.called');
    expect(standingOf(facts, day).since).toEqual(day[1]?.occurredAt);
  });

  test('a clinic closes with its service entry', () => {
    expect(
      standingOf({ ...facts, facilityKind: 'fktp', resep: null }, happened('poli.called', 'service.recorded')).stage,
    ).toBe('selesai');
  });

  test('every event has an answer at every stage', () => {
    for (const first of EVENT_TYPES)
      for (const second of EVENT_TYPES) expect(standingOf(facts, happened(first, second)).stage).toBeTruthy();
  });
});

describe('which day a visit belongs to', () => {
  test("the day on the facility's own wall", () => {
    expect(localDate(new Date('2026-11-20T16:30:00Z'), 'Asia/Jayapura')).toBe('2026-11-21');
    expect(localDate(new Date('2026-11-20T16:30:00Z'), 'Asia/Jakarta')).toBe('2026-11-20');
    expect(startOfDay('2026-11-21', 'Asia/Makassar').toISOString()).toBe('2026-11-20T16:00:00.000Z');
  });
});
