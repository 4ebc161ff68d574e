import { expect, it } from 'vitest';
import { measureDrain, type TimedLine } from './drain.ts';

const line = (seq: number, atMs: number, endpoint: string, effect: string): TimedLine => ({
  seq,
  atMs,
  service: 'antreanrs',
  endpoint: `antreanrs.antrean.${endpoint}`,
  ppk: '9999R001',
  effect,
  key: 'B1',
  data: {},
});

it('counts bookings and task times together: the payer and the engine know them as one channel', () => {
  const lines = [0, 1, 2, 3, 4, 5, 6, 7].map((place) =>
    place % 2 === 0
      ? line(place, 1_000 + place * 125, 'add', 'booking.added')
      : line(place, 1_000 + place * 125, 'updatewaktu', 'task.stored'),
  );
  const drain = measureDrain({ lines, outageEndMs: 0, drainedMs: 5_000, callsAtOnce: 4, latencyMs: 500 });
  expect(drain).toMatchObject({ channel: 'antreanrs.antrean', messages: 8, idealMs: 1_000, noticedMs: 1_000 });
  expect(drain.ratio).toBeCloseTo(1.375);
});

it('leaves out what was refused, what came before the end of the outage and what came after the backlog', () => {
  const lines = [
    line(1, 500, 'add', 'booking.added'),
    line(2, 1_000, 'updatewaktu', 'task.stored'),
    line(3, 1_100, 'updatewaktu', 'refused'),
    line(4, 9_000, 'updatewaktu', 'task.stored'),
  ];
  const drain = measureDrain({ lines, outageEndMs: 900, drainedMs: 2_000, callsAtOnce: 4, latencyMs: 500 });
  expect(drain).toMatchObject({ messages: 1, noticedMs: 100 });
});
