// The simulation is worth something only if a seed is a whole story, if every planted bug is found soon, and if the judge is quiet otherwise.
import type { PlantedBug } from '@titian/outbox';
import { expect, test } from 'vitest';
import { playDay, type DayReport } from './day.ts';

const SMALL = 60;
const LIMIT = { timeout: 60_000 };

async function firstBroken(plant: PlantedBug): Promise<DayReport> {
  for (let seed = 1; seed <= 12; seed += 1) {
    const report = await playDay({ seed, visits: SMALL, plant });
    if (report.findings.length > 0) return report;
  }
  throw new Error(`${plant} was not found in twelve days`);
}

test('a day of either character ends with nothing lost, doubled, overtaken, wrong or left over', LIMIT, async () => {
  for (const seed of [1, 2]) {
    const report = await playDay({ seed, visits: SMALL });
    expect(report.findings, report.history.join('\n')).toEqual([]);
    expect(report.messages).toBeGreaterThan(SMALL * 4);
    expect(report.blows['kill']).toBeGreaterThan(0);
  }
});

test('a seed plays the same day again, to the letter', LIMIT, async () => {
  expect(await playDay({ seed: 4, visits: SMALL })).toEqual(await playDay({ seed: 4, visits: SMALL }));
});

for (const plant of [
  'blind-resend',
  'skip-lease-check',
  'already-as-equal',
  'drop-after-five',
] as const satisfies readonly PlantedBug[])
  test(`the planted bug ${plant} is found, and its seed finds it every time`, LIMIT, async () => {
    const found = await firstBroken(plant);
    const again = process.env['TITIAN_DEEP'] === '1' ? 20 : 2;
    for (let time = 0; time < again; time += 1)
      expect(await playDay({ seed: found.seed, visits: SMALL, plant })).toEqual(found);
  });
