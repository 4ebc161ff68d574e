// The business clock's form and the ids' form.
import { expect, it } from 'vitest';
import { fakeClock, parseBusinessClock, systemClock, systemRandom, uuidv7 } from './clock.ts';

it('reads base, real base and speed of the business clock, and refuses anything else', () => {
  expect(parseBusinessClock('2026-01-05T07:00:00+07:00@1700000000000*60')).toEqual({
    baseMs: Date.parse('2026-01-05T00:00:00Z'),
    realBaseMs: 1_700_000_000_000,
    speed: 60,
  });
  for (const text of [
    '',
    '2026-01-05',
    'x@1*1',
    '2026-01-05T07:00:00Z@x*1',
    '2026-01-05T07:00:00Z@1*0',
    '2026-01-05T07:00:00Z@1*99999',
    '2026-01-05T07:00:00Z@1*-1',
  ]) {
    expect(parseBusinessClock(text), text).toBeNull();
  }
});

it('runs the business clock at its speed and leaves the real one alone', () => {
  const realBaseMs = systemClock().realNow().getTime() - 10_000;
  const clock = systemClock({ baseMs: Date.parse('2026-01-05T00:00:00Z'), realBaseMs, speed: 60 });
  const businessMs = clock.now().getTime() - Date.parse('2026-01-05T00:00:00Z');
  expect(businessMs).toBeGreaterThanOrEqual(600_000);
  expect(businessMs).toBeLessThan(660_000);
  expect(clock.realNow().getTime() - realBaseMs).toBeLessThan(11_000);
  expect(clock.businessOf(new Date(realBaseMs + 2_000))).toEqual(new Date('2026-01-05T00:02:00Z'));
  expect(systemClock().businessOf(new Date(realBaseMs))).toEqual(new Date(realBaseMs));
});

it('makes ids that carry their millisecond and sort by it', () => {
  const random = systemRandom();
  expect(random.uuidv7()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(uuidv7(1_700_000_000_000, Buffer.alloc(10)) < uuidv7(1_700_000_000_001, Buffer.alloc(10))).toBe(true);
});

it('stands still until a test moves it', () => {
  const clock = fakeClock(new Date('2026-01-05T00:00:00Z'));
  clock.advance(1_000);
  expect(clock.now().toISOString()).toBe('2026-01-05T00:00:01.000Z');
});
