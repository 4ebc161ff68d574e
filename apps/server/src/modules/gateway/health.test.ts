import { describe, expect, it } from 'vitest';
import {
  DEFAULT_HEALTH_LIMITS,
  isTurn,
  newChannelHealth,
  observeExchange,
  serviceVerdict,
  type ChannelHealth,
} from './health.ts';

const at = (minute: number) => new Date(Date.UTC(2026, 0, 15, 1, minute));
const good = { errorCode: null, latencyMs: 100 };
const dead = { errorCode: 'BPJS_UNREACHABLE', latencyMs: 10 };
const start = newChannelHealth('pcare.pendaftaran', 'pcare');
const play = (health: ChannelHealth, ...steps: [object, number][]) =>
  // Steps are written as exchanges above; the cast only shortens the table.
  steps.reduce((current, [exchange, minute]) => observeExchange(current, exchange as typeof good, at(minute)), health);
const quiet = { isProbed: false, isClosedSince: false };
const service = (channels: (ChannelHealth & Partial<typeof quiet>)[], change: object = {}) =>
  serviceVerdict(
    {
      channels: channels.map((one) => ({ ...quiet, ...one })),
      waiting: 0,
      isPaused: false,
      pausedSince: null,
      hasCredentials: true,
      ...change,
    },
    at(30),
  );

describe('the health of a service in the words of the status strip', () => {
  it('says nothing before the first answer', () => {
    expect(service([start]).state).toBe('belum-dipakai');
    expect(service([play(start, [good, 0])], { hasCredentials: false }).state).toBe('belum-dipakai');
  });

  it('is interrupted since the first of three unanswered calls, not before', () => {
    const two = play(start, [good, 0], [dead, 1], [dead, 2]);
    expect(service([two]).state).toBe('terhubung');
    const three = play(two, [dead, 3]);
    expect(service([three])).toMatchObject({ state: 'terputus', since: at(1), lastGoodAt: at(0) });
    expect(isTurn(two, three)).toBe(true);
  });

  it('takes a refusal for a sign of life', () => {
    expect(
      service([play(start, [dead, 0], [dead, 1], [{ errorCode: 'BPJS_REJECTED', latencyMs: 5 }, 2], [dead, 3])]).state,
    ).not.toBe('terputus');
  });

  it('is interrupted when one group is, although the others answer', () => {
    const up = play(newChannelHealth('pcare.kunjungan', 'pcare'), [good, 5]);
    const down = play(start, [dead, 1], [dead, 2], [dead, 6]);
    expect(service([up, down])).toMatchObject({ state: 'terputus', lastGoodAt: at(5), lastTriedAt: at(6) });
    const waitsForIt = { ...play(start, [dead, 1], [dead, 2], [dead, 3]), isProbed: true };
    expect(service([up, waitsForIt]).state).toBe('terputus');
  });

  it('ends the interruption of a channel with nothing to send when any other is answered after it', () => {
    const down = play(start, [dead, 1], [dead, 2], [dead, 3]);
    const other = newChannelHealth('pcare.kunjungan', 'pcare');
    expect(service([play(other, [good, 2]), down]).state).toBe('terputus');
    expect(service([play(other, [good, 4]), down])).toMatchObject({ state: 'terhubung', since: null });
    const recovered = play(other, [dead, 1], [dead, 2], [dead, 3], [good, 25]);
    expect(service([recovered, down])).toMatchObject({ state: 'pulih', since: at(25) });
  });

  it('ends the interruption of a channel whose breaker closed after it', () => {
    const down = play(start, [good, 0], [dead, 1], [dead, 2], [dead, 3]);
    expect(service([{ ...down, isClosedSince: true }]).state).toBe('terhubung');
  });

  it('says nothing of now once nobody has tried for an hour, unless something is being tried', () => {
    const down = play(start, [good, 0], [dead, 1], [dead, 2], [dead, 3]);
    const later = (isProbed: boolean) =>
      serviceVerdict(
        {
          channels: [{ ...down, isProbed, isClosedSince: false }],
          waiting: 0,
          isPaused: false,
          pausedSince: null,
          hasCredentials: true,
        },
        at(63),
      );
    expect(later(false)).toMatchObject({ state: 'belum-dipakai', lastTriedAt: at(3) });
    expect(later(true).state).toBe('terputus');
  });

  it('says "pulih" after an interruption until the backlog is gone', () => {
    const back = play(start, [dead, 1], [dead, 2], [dead, 3], [good, 5]);
    expect(service([back], { waiting: 214 })).toMatchObject({ state: 'pulih', since: at(5) });
    expect(service([back]).state).toBe('terhubung');
    expect(
      serviceVerdict(
        { channels: [{ ...quiet, ...back }], waiting: 0, isPaused: false, pausedSince: null, hasCredentials: true },
        at(6),
      ).state,
    ).toBe('pulih');
  });

  it('is slow by the average of the last calls', () => {
    const slow = { errorCode: null, latencyMs: DEFAULT_HEALTH_LIMITS.slowMs * 3 };
    expect(service([play(start, [slow, 0])]).state).toBe('lambat');
    expect(service([play(start, [good, 0], [slow, 1])]).state).toBe('terhubung');
  });

  it('shows a pause before anything else', () => {
    expect(
      service([play(start, [dead, 1], [dead, 2], [dead, 3])], { isPaused: true, pausedSince: at(2) }),
    ).toMatchObject({ state: 'dijeda', since: at(2) });
  });
});
