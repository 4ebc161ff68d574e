// Moods as pure decisions: which scope wins, what a limit does above its knee, that a draw can be repeated.

import { describe, expect, test } from 'vitest';
import { createRandom, type Random } from '../random.ts';
import { decideFate } from './faults.ts';
import { resolveMood, scopeSetting, type Mood } from './moods.ts';

const target = { service: 'vclaim', group: 'peserta', endpoint: 'vclaim.peserta.nokartu' };
const always = (value: number): Random => ({ ...createRandom(1), next: () => value });
const calm = { inFlight: 1, lastSecond: 1, writesThisMinute: 1 };
const fate = (mood: Mood, kind: 'read' | 'write' = 'read', load = calm, random = always(0)) =>
  decideFate(mood, kind, 0, load, random);

describe('scopes', () => {
  test('narrower scopes override wider ones member by member', () => {
    const table = {
      '*': { errorRate: 1, latency: { kind: 'fixed' as const, ms: 5 } },
      vclaim: { errorRate: 0.5 },
      'vclaim.peserta': { errorRate: 0 },
    };
    expect(resolveMood(table, target)).toEqual({ errorRate: 0, latency: { kind: 'fixed', ms: 5 } });
    expect(resolveMood(table, { ...target, group: 'sep', endpoint: 'vclaim.sep.insert' })).toMatchObject({
      errorRate: 0.5,
    });
    expect(scopeSetting(table, target, 'latency')).toBe('*');
    expect(scopeSetting(table, target, 'throttle')).toBeNull();
  });
});

describe('fate', () => {
  test('each request above the limit waits longer and fails more often', () => {
    const mood: Mood = { channelLimit: { limit: 10, extraLatencyMsPerExcess: 50, errorRatePerExcess: 0.1 } };
    expect(fate(mood, 'read', { ...calm, inFlight: 10 })).toMatchObject({ latencyMs: 0, fault: null });
    expect(fate(mood, 'read', { ...calm, inFlight: 13 }, always(0.31))).toMatchObject({ latencyMs: 150, fault: null });
    expect(fate(mood, 'read', { ...calm, inFlight: 13 }, always(0.29))).toMatchObject({
      fault: { kind: 'status-5xx', cause: 'overload' },
    });
  });

  test('a fault keeps to reads or writes; the first one drawn wins', () => {
    const mood: Mood = {
      faults: [
        { kind: 'html', probability: 1, on: 'writes', ms: 0 },
        { kind: 'empty', probability: 1, on: 'all', ms: 0 },
      ],
    };
    expect(fate(mood, 'write').fault?.kind).toBe('html');
    expect(fate(mood, 'read').fault?.kind).toBe('empty');
  });

  test('stale reads never touch a write', () => {
    const mood: Mood = { staleReads: { ms: 1000, probability: 1 } };
    expect([fate(mood, 'read').staleMs, fate(mood, 'write').staleMs]).toEqual([1000, 0]);
  });

  test('a uniform latency stays inside its bounds', () => {
    const random = createRandom(3);
    for (let turn = 0; turn < 200; turn += 1) {
      const { latencyMs } = fate({ latency: { kind: 'uniform', minMs: 10, maxMs: 20 } }, 'read', calm, random);
      expect(latencyMs).toBeGreaterThanOrEqual(10);
      expect(latencyMs).toBeLessThanOrEqual(20);
    }
  });

  test('maintenance outranks everything else', () => {
    const mood: Mood = {
      maintenance: { answer: 'html' },
      faults: [{ kind: 'hang', probability: 1, on: 'all', ms: 0 }],
    };
    expect(fate(mood).fault).toMatchObject({ kind: 'html', cause: 'maintenance' });
  });
});
