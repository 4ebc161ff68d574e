// Hundreds of schedules from seeds: kills, freezes past leases, lost commits, late and hidden effects. The seed of a failure replays it.
import { expect, test } from 'vitest';
import { simulate } from './testing/simulate.ts';
import type { PlantedBug } from './types.ts';

const IS_DEEP = process.env['TITIAN_DEEP'] === '1';
const SEEDS = IS_DEEP ? 2_000 : 12;

test(
  `${SEEDS} seeded mornings end with nothing lost, doubled, inverted, told twice or sent blindly`,
  { timeout: IS_DEEP ? 3_600_000 : 120_000 },
  async () => {
    let kills = 0;
    let freezes = 0;
    for (let seed = 1; seed <= SEEDS; seed += 1) {
      const report = await simulate({ seed });
      expect(report.findings, `seed ${seed}`).toEqual([]);
      kills += report.kills;
      freezes += report.freezes;
    }
    expect(kills).toBeGreaterThan(SEEDS);
    expect(freezes).toBeGreaterThan(SEEDS);
  },
);

test('a seed replays exactly', { timeout: 60_000 }, async () => {
  expect(await simulate({ seed: 5, lanes: 15 })).toEqual(await simulate({ seed: 5, lanes: 15 }));
});

for (const bug of [
  'blind-resend',
  'skip-lease-check',
  'already-as-equal',
  'drop-after-five',
] as const satisfies readonly PlantedBug[]) {
  test(`the planted bug ${bug} is caught within a few seeds`, { timeout: 60_000 }, async () => {
    for (let seed = 1; seed <= 6; seed += 1) {
      const { findings } = await simulate({ seed, plantedBug: bug, lanes: 25, chaosMs: 3 * 60_000 });
      if (findings.length > 0) return;
    }
    expect.fail('not caught in six seeds');
  });
}
