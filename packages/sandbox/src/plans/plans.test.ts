// Fault plans: the same plan, seed and start make the same timeline; it follows the business clock, survives a restart, and a bad file is
// told where it is wrong.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { exchange, TEST_START_MS, TEST_TODAY, testPayer } from '../testing.ts';
import { durationMs, PlanSchema, stateAt, tableAt, timelineOf, type Plan } from './plan.ts';
import { PlanError, readPlan } from './read.ts';
import { READY_PLANS, readyPlans } from './ready.ts';

const MINUTE = 60_000;
const plan = (...steps: unknown[]): Plan => PlanSchema.parse({ name: 'uji', steps });
const refuse = { maintenance: { answer: 'refuse' } };
const scopesAt = (some: Plan, minutes: number, seed = 1): string[] =>
  Object.keys(tableAt(timelineOf(some, TEST_START_MS, seed), TEST_START_MS + minutes * MINUTE));

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'titian-plan-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('a timeline', () => {
  test('begins and ends its steps on time; null ends what began before in that scope', () => {
    const some = plan(
      { at: '+10m', for: '1h30m', scope: 'vclaim', mood: refuse },
      { at: '2026-11-23T09:20:00+07:00', scope: 'pcare', mood: refuse },
      { at: '+30m', scope: 'pcare', mood: null },
    );
    expect([0, 9, 10, 19, 20, 30, 99, 100].map((minute) => scopesAt(some, minute).sort().join())).toEqual([
      '',
      '',
      'vclaim',
      'vclaim',
      'pcare,vclaim',
      'vclaim',
      'vclaim',
      '',
    ]);
  });

  test('a later step covers an earlier one of its scope, which goes on afterwards', () => {
    const some = plan(
      { at: '+0s', scope: '*', mood: { errorRate: 0.1 } },
      { at: '+5m', for: '5m', scope: '*', mood: { errorRate: 0.9 } },
      { at: '+20m', for: '5m', scope: '*', mood: null },
    );
    const rates = [0, 5, 10, 20, 25].map(
      (minute) => tableAt(timelineOf(some, TEST_START_MS, 1), TEST_START_MS + minute * MINUTE)['*']?.errorRate,
    );
    expect(rates).toEqual([0.1, 0.9, 0.1, undefined, 0.1]);
  });

  test('repetitions shift by the seed, and only by it', () => {
    const some = plan({ at: '+0s', for: '1m', every: '10m', times: 20, jitter: '5m', mood: refuse });
    const starts = (seed: number) => timelineOf(some, TEST_START_MS, seed).map(({ fromMs }) => fromMs - TEST_START_MS);
    expect(starts(1)).toEqual(starts(1));
    expect(starts(1)).not.toEqual(starts(2));
    for (const [turn, start] of starts(1).entries()) {
      expect(start).toBeGreaterThanOrEqual(turn * 10 * MINUTE);
      expect(start).toBeLessThan(turn * 10 * MINUTE + 5 * MINUTE);
    }
  });

  test('durations are read whole or not at all', () => {
    expect(['45s', '10m', '1h30m', '2h5s'].map(durationMs)).toEqual([45_000, 600_000, 5_400_000, 7_205_000]);
    expect(['', '10', '10 m', '1.5h', '-5m', '5m1h', 'm'].map(durationMs)).toEqual(Array(7).fill(null));
  });
});

describe('a running plan', () => {
  test('follows the business clock, on top of what the operator set', async () => {
    const { sandbox, caller, move } = await testPayer();
    const ask = async () => (await caller('vclaim').get(`/Peserta/nokartu/0000000000001/tglSEP/${TEST_TODAY}`)).status;
    await sandbox.setMood('pcare', { errorRate: 1 });
    await sandbox.setPlan(JSON.stringify(plan({ at: '+10m', for: '4h', scope: 'vclaim', mood: { maintenance: {} } })));
    const codes = [await ask()];
    for (const minutes of [10, 239, 1]) {
      move(minutes * MINUTE);
      codes.push(await ask());
    }
    expect(codes).toEqual([200, 503, 503, 200]);
    expect((await caller('pcare').get('/kesadaran')).status).toBe(503);
    await sandbox.close();
  });

  test('goes on where it was after a restart, also when it is named again; another plan begins anew', async () => {
    const text = JSON.stringify(plan({ at: '+10m', for: '10m', scope: '*', mood: refuse }));
    const other = readPlan(JSON.stringify({ ...JSON.parse(text), name: 'lain' }));
    const spans = async (options: object) => {
      const payer = await testPayer({ dataDir: folder, now: () => TEST_START_MS + 15 * MINUTE, ...options });
      const { text: body } = await exchange(`${payer.sandbox.url}/_sandbox/plan`, 'GET', {}, null);
      await payer.sandbox.close();
      return JSON.parse(body);
    };
    const first = await testPayer({ dataDir: folder, plan: readPlan(text) });
    await first.sandbox.close();
    expect(await spans({})).toMatchObject({ plan: { name: 'uji' }, spans: [{ state: 'active' }] });
    expect(await spans({ plan: readPlan(text) })).toMatchObject({ spans: [{ state: 'active' }] });
    expect(await spans({ plan: other })).toMatchObject({ plan: { name: 'lain' }, spans: [{ state: 'waiting' }] });
  });

  test('is begun, shown and stopped over the control API; a reset ends it', async () => {
    const { sandbox } = await testPayer();
    const control = async (method: string, path: string, body: string | null = null) => {
      const { status, text } = await exchange(`${sandbox.url}/_sandbox/${path}`, method, {}, body);
      return { status, body: JSON.parse(text) };
    };
    const text = JSON.stringify(plan({ at: '+0s', scope: 'vclaim.sep', mood: refuse }));
    expect(await control('PUT', 'plan', text)).toMatchObject({
      status: 200,
      body: { spans: [{ state: 'active', until: null }] },
    });
    expect(await control('GET', 'state')).toMatchObject({
      body: { plan: 'uji', moods: {}, moodsNow: { 'vclaim.sep': refuse } },
    });
    expect(await control('DELETE', 'plan')).toMatchObject({ body: { plan: null } });
    await control('PUT', 'plan', text);
    await control('POST', 'reset', '{}');
    expect(await control('GET', 'plan')).toMatchObject({ body: { plan: null } });
    expect(await control('PUT', 'plan', '{"name": "x",\n"steps": [{"at": "10m", "mood": null}]}')).toMatchObject({
      status: 400,
      body: { problems: [{ line: 2, step: 1, field: 'at', remedy: expect.stringContaining('+10m') }] },
    });
    await sandbox.close();
  });
});

describe('a bad plan', () => {
  const problemsOf = (text: string): readonly unknown[] => {
    try {
      readPlan(text);
    } catch (error) {
      if (error instanceof PlanError) return error.problems;
      throw error;
    }
    return [];
  };
  const withStep = (step: string): string =>
    `{\n  "name": "uji",\n  "steps": [\n    {"at": "+0s", "mood": null},\n${step}\n  ]\n}`;

  test.each([
    ['an unknown time', '{\n "at": "besok",\n "mood": null}', { line: 6, step: 2, field: 'at' }],
    ['no length', '{"at": "+0s",\n"for": "0s",\n"mood": null}', { line: 6, step: 2, field: 'for' }],
    [
      'a wrong number deep inside',
      '{"at": "+0s", "mood": {\n"latency": {"kind": "fixed",\n"ms": -4}}}',
      { step: 2, field: expect.stringMatching(/^mood\.latency/) },
    ],
    [
      'a slip in a scope',
      '{"at": "+0s",\n"scope": "vclaim.sepp", "mood": null}',
      { line: 6, step: 2, field: 'scope', problem: expect.stringContaining('did you mean "vclaim.sep') },
    ],
    [
      'a field nobody knows',
      '{"at": "+0s", "mood": null,\n"moods": null}',
      { line: 6, step: 2, field: 'moods', remedy: expect.stringContaining('take the field out') },
    ],
    ['a missing mood', '{"at": "+0s"}', { line: 5, step: 2, field: 'mood' }],
  ])('says where and what instead: %s', (_name, step, expected) => {
    expect(problemsOf(withStep(step))).toMatchObject([
      { remedy: expect.stringMatching(/^(Write|A step)/), ...expected },
    ]);
  });

  test('names the line at which the text stops being JSON', () => {
    expect(problemsOf('{"name": "uji",\n"steps": [\n{"at" "+0s"}]}')).toMatchObject([
      { line: 3, problem: 'this is not JSON' },
    ]);
    expect(problemsOf('{"name": "uji",\n"steps": [\n')).toMatchObject([{ line: 2 }]);
    expect(problemsOf('[]')).toMatchObject([{ line: 1, step: null }]);
  });

  test('every problem is in the message of the error', () => {
    expect(() => readPlan(withStep('{"at": "nanti", "for": "lama", "mood": null}'))).toThrow(
      /step 2, "at".*\n.*step 2, "for"/,
    );
  });
});

describe('the plans that come with it', () => {
  test.each(READY_PLANS)('%s can be run, ends, and leaves nothing behind', (id) => {
    const text = readyPlans().find((one) => one.id === id)?.text ?? '';
    const timeline = timelineOf(readPlan(text), TEST_START_MS, 1);
    expect(Object.keys(tableAt(timeline, TEST_START_MS + 24 * 60 * MINUTE))).toEqual([]);
    expect(timeline.some((span) => span.mood !== null)).toBe(true);
  });

  test('the morning is four hours without BPJS', () => {
    const morning = readyPlans().find(({ id }) => id === 'pagi-terputus')?.plan;
    const spans = morning === undefined ? [] : timelineOf(morning, 0, 1);
    const [from] = spans.map(({ fromMs }) => fromMs);
    const end = spans.find((span) => span.scope === '*' && span.mood?.maintenance)?.untilMs ?? 0;
    expect(end - (from ?? 0)).toBe(4 * 60 * MINUTE);
    expect(spans.map((span) => stateAt(span, -1))).toEqual(spans.map(() => 'waiting'));
  });
});
