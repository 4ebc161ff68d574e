import { expect, it } from 'vitest';
import { measureDrain, type TimedLine } from './drain.ts';

const OUTAGE_END = 1_795_582_800_000;

interface Told {
  readonly endpoint?: string;
  readonly effect?: string;
  readonly ppk?: string;
  /** Business minutes after the end of the outage. */
  readonly observed?: number;
}

let seq = 0;
const line = (
  atMs: number,
  { endpoint = 'updatewaktu', effect = 'task.stored', ppk = '9999R001', observed = -60 }: Told = {},
): TimedLine => ({
  seq: (seq += 1),
  atMs,
  service: 'antreanrs',
  endpoint: `antreanrs.antrean.${endpoint}`,
  ppk,
  effect,
  key: 'B1',
  data: endpoint === 'updatewaktu' ? { waktu: OUTAGE_END + observed * 60_000 } : {},
});
const measure = (lines: TimedLine[], outageEndMs = 0) =>
  measureDrain({ lines, outageEndMs, outageEndBusinessMs: OUTAGE_END, callsAtOnce: 4, latencyMs: 500 });

it('counts bookings and task times together: the payer and the engine know them as one channel', () => {
  const lines = [0, 1, 2, 3, 4, 5, 6, 7].map((place) =>
    line(1_000 + place * 125, place % 2 === 0 ? { endpoint: 'add', effect: 'booking.added' } : {}),
  );
  const drain = measure(lines);
  expect(drain).toMatchObject({ channel: '9999R001 antreanrs.antrean', messages: 8, idealMs: 1_000, noticedMs: 1_000 });
  expect(drain.ratio).toBeCloseTo(1.375);
});

it('leaves out what was refused, what came before the end of the outage and what came after the backlog', () => {
  const lines = [
    line(500, { endpoint: 'add', effect: 'booking.added' }),
    line(1_000),
    line(1_100, { effect: 'refused' }),
    line(9_000, { observed: 5 }),
  ];
  expect(measure(lines, 900)).toMatchObject({ messages: 1, noticedMs: 100, drainedMs: 1_000 });
});

it('counts what people of the afternoon took of the capacity while the backlog drained', () => {
  const lines = [line(1_000), line(1_500, { observed: 5 }), line(2_000)];
  expect(measure(lines)).toMatchObject({ messages: 3, drainedMs: 2_000 });
});

it('measures one facility: two of them have twice the capacity', () => {
  const lines = [line(1_000), line(1_100, { ppk: '9999R002' }), line(1_500)];
  expect(measure(lines)).toMatchObject({ channel: '9999R001 antreanrs.antrean', messages: 2 });
});

it('has no ratio without a backlog', () => {
  expect(measure([line(1_000, { observed: 5 })]).ratio).toBeNull();
});
