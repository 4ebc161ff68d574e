// Crowds at the payer: a hundred channels of which sixty are comfortable, and collective entries that belong into the night.

import { afterEach, describe, expect, test } from 'vitest';
import { createRandom, type Random } from '../random.ts';
import type { Sandbox } from '../sandbox.ts';
import { testPayer, TEST_TODAY } from '../testing.ts';
import { decideFate, isNight } from './faults.ts';
import { MoodSchema } from './moods.ts';
import { HUNDRED_CHANNELS, PRESETS } from './presets.ts';

let open: Sandbox | null = null;
afterEach(async () => {
  await open?.close();
  open = null;
});

const always = (value: number): Random => ({ ...createRandom(1), next: () => value });
const load = { inFlight: 1, lastSecond: 1, writesThisMinute: 1 };

describe('a hundred channels, unstable above sixty', () => {
  const withInFlight = (inFlight: number, draw: number) =>
    decideFate(HUNDRED_CHANNELS, 'read', 0, { ...load, inFlight }, always(draw));

  test('up to sixty nobody notices; each one more is slower and fails more often', () => {
    expect(withInFlight(60, 0)).toMatchObject({ latencyMs: 0, fault: null });
    expect(withInFlight(61, 0.03)).toMatchObject({ latencyMs: 50, fault: null });
    expect(withInFlight(85, 0.49)).toMatchObject({ latencyMs: 1250, fault: { cause: 'overload' } });
    expect(withInFlight(85, 0.51)).toMatchObject({ fault: null });
  });

  test('the one after the hundredth is turned away whatever the dice say', () => {
    expect(withInFlight(100, 0.999)).toMatchObject({ fault: null });
    expect(withInFlight(101, 0.999)).toMatchObject({ fault: { kind: 'status-5xx', cause: 'overload' } });
  });

  test('over the wire all services share the channels of the scope that sets them', async () => {
    const { sandbox, caller } = await testPayer();
    open = sandbox;
    const few = { limit: 2, capacity: 3, extraLatencyMsPerExcess: 0, errorRatePerExcess: 0 };
    await sandbox.setMood('*', { latency: { kind: 'fixed', ms: 50 }, channelLimit: few });
    const asked = [
      caller('vclaim').get(`/Peserta/nokartu/0000000000001/tglSEP/${TEST_TODAY}`),
      caller('pcare').get('/kesadaran'),
      caller('antreanrs').get('/ref/poli'),
      caller('pcare').get('/kesadaran'),
    ];
    const statuses = (await Promise.all(asked)).map(({ status }) => status).sort();
    expect(statuses).toEqual([200, 200, 200, 503]);
  });
});

describe('bulk in the night', () => {
  const bulk = { from: '20:00', until: '05:00', perMinute: 2, retryAfterMs: 90_000 };
  const at = (time: string): number => Date.parse(`${TEST_TODAY}T${time}:00+07:00`);

  test('the night passes midnight, and belongs to WIB', () => {
    expect(['19:59', '20:00', '23:59', '00:00', '04:59', '05:00'].map((time) => isNight(bulk, at(time)))).toEqual([
      false,
      true,
      true,
      true,
      true,
      false,
    ]);
    expect(isNight({ from: '01:00', until: '04:00' }, at('00:59'))).toBe(false);
    expect(isNight({ from: '01:00', until: '04:00' }, at('01:00'))).toBe(true);
  });

  test('by day a facility writes so often in a minute; reads, other facilities and the night know no limit', async () => {
    const { sandbox, caller, move } = await testPayer();
    open = sandbox;
    await sandbox.setMood('antreanrs', { bulk });
    const codes = async (kodePpk: string, times: number): Promise<number[]> => {
      const antrean = caller('antreanrs', kodePpk);
      const found: number[] = [];
      for (let turn = 0; turn < times; turn += 1)
        found.push((await antrean.send('POST', '/antrean/batal', { kodebooking: 'X', keterangan: '' })).status);
      return found;
    };
    expect(await codes('9999R001', 4)).toEqual([200, 200, 429, 429]);
    expect(await codes('9999R002', 1)).toEqual([200]);
    const reads = [1, 2, 3].map(() => caller('antreanrs').get('/ref/poli'));
    expect((await Promise.all(reads)).map(({ status }) => status)).toEqual([200, 200, 200]);
    const late = await caller('antreanrs').send('POST', '/antrean/batal', { kodebooking: 'X', keterangan: '' });
    expect(late).toMatchObject({ status: 429, headers: { 'retry-after': '90' } });
    move(60_000);
    expect(await codes('9999R001', 1)).toEqual([200]);
    move(12 * 3_600_000);
    expect(await codes('9999R001', 6)).toEqual([200, 200, 200, 200, 200, 200]);
  });
});

test('every preset is a mood, has a name of its own and says what it does', () => {
  for (const { mood, nama, keterangan } of PRESETS) {
    expect(MoodSchema.safeParse(mood).error, nama).toBeUndefined();
    expect(keterangan).toMatch(/\.$/);
  }
  expect(new Set(PRESETS.map(({ id }) => id)).size).toBe(PRESETS.length);
});
