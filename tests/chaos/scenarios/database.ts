// E1: PostgreSQL restarts under load, in turn fast (sessions are ended) and immediate (as a crash). Saves are answered with 503 meanwhile, never
// with 500, and work again within ten seconds of the database.
import { setTimeout as delay } from 'node:timers/promises';
import { restartPostgres } from '../house.ts';
import { spread, untilAccepted, untilTheBlow, type Played, type Scenario, type Stage } from '../stage.ts';

const WORKS_WITHIN_MS = 10_000;

export const database: Scenario = { nodes: 2, blows: 10, visitsPerBlow: 80, play };

async function play(stage: Stage): Promise<Played> {
  const { house, load, under, say } = stage;
  const afterMs: number[] = [];
  const broken: string[] = [];
  for (let blow = 1; blow <= under.kills; blow += 1) {
    const calls = await untilTheBlow(stage);
    const how = blow % 2 === 0 ? 'immediate' : 'fast';
    await restartPostgres(house.instance, how);
    const worksAfter = await untilAccepted(load, performance.now(), WORKS_WITHIN_MS);
    say(
      `restart ${blow}/${under.kills}: ${how}, ${calls} calls in flight, saving works ${worksAfter?.toFixed(0)} ms after`,
    );
    if (worksAfter === null) broken.push(`restart ${blow} (${how}): no save was accepted within 10 s`);
    afterMs.push(worksAfter ?? WORKS_WITHIN_MS);
    await delay(500);
  }
  const { worst, median } = spread(afterMs);
  return { figures: { restarts: under.kills, worksAfterSeconds: worst, worksAfterSecondsMedian: median }, broken };
}
