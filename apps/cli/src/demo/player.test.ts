// The player keeps true times and the order of a visit, and never gives up an event.
import { expect, it } from 'vitest';
import type { PlayEvent } from '../events-file/read.ts';
import { businessNow, clockText, dayStart, realDelayMs, type BusinessClock } from './business-clock.ts';
import { play, type SaveAnswer } from './player.ts';

const BASE = Date.parse('2026-11-23T00:00:00Z');
const CLOCK: BusinessClock = { baseMs: BASE, realBaseMs: 0, speed: 60 };

function event(id: string, visitRef: string, atMs: number): PlayEvent {
  return {
    line: 1,
    ppk: '9999R001',
    atMs,
    cells: {},
    body: { sourceEventId: id, type: 'poli.called', occurredAt: new Date(atMs).toISOString(), visitRef, data: {} },
  };
}

/** Virtual real time: a pause moves it. */
function world(answer: (id: string, tries: number) => SaveAnswer) {
  let now = 0;
  const sent: { id: string; at: number }[] = [];
  const tries = new Map<string, number>();
  return {
    sent,
    ports: {
      realNowMs: () => now,
      pause: async (ms: number) => {
        now += ms;
      },
      send: async (one: PlayEvent): Promise<SaveAnswer> => {
        const id = one.body.sourceEventId;
        tries.set(id, (tries.get(id) ?? 0) + 1);
        sent.push({ id, at: now });
        return answer(id, tries.get(id) ?? 0);
      },
    },
  };
}

it('sends each event at its own business time', async () => {
  const { ports, sent } = world(() => ({ kind: 'accepted' }));
  await play({
    events: [event('a', 'V1', BASE + 60_000), event('b', 'V1', BASE + 180_000)],
    clock: CLOCK,
    ports,
    signal: new AbortController().signal,
  });
  expect(sent).toEqual([
    { id: 'a', at: 1_000 },
    { id: 'b', at: 3_000 },
  ]);
});

it('offers an unanswered event again until it is accepted, before the next of its visit', async () => {
  const { ports, sent } = world((id, tries) =>
    id === 'a' && tries < 3 ? { kind: 'no-answer', reason: 'down' } : { kind: 'accepted' },
  );
  const day = await play({
    events: [event('a', 'V1', BASE), event('b', 'V1', BASE)],
    clock: CLOCK,
    ports,
    signal: new AbortController().signal,
  });
  expect(sent.map(({ id }) => id)).toEqual(['a', 'a', 'a', 'b']);
  expect(day).toMatchObject({ accepted: 2, blocked: 1 });
});

it('reports a refused event by its line and goes on', async () => {
  const { ports } = world((id) =>
    id === 'a' ? { kind: 'rejected', reason: 'poli tidak dikenal' } : { kind: 'accepted' },
  );
  const day = await play({
    events: [event('a', 'V1', BASE), event('b', 'V1', BASE)],
    clock: CLOCK,
    ports,
    signal: new AbortController().signal,
  });
  expect(day).toMatchObject({ accepted: 1, rejected: [{ line: 1, reason: 'poli tidak dikenal' }] });
});

it('starts the day before its first busy hour and tells the children the same clock', () => {
  const hours = (value: number): number => BASE + value * 3_600_000;
  const many = Array.from({ length: 60 }, (_, place) => hours(5) + place * 60_000);
  expect(dayStart([hours(0), ...many])).toBe(hours(5) - 300_000);
  expect(clockText(CLOCK)).toBe('2026-11-23T00:00:00.000Z@0*60');
  expect(businessNow(CLOCK, 1_000)).toBe(BASE + 60_000);
  expect(realDelayMs(CLOCK, BASE + 60_000, 400)).toBe(600);
});
