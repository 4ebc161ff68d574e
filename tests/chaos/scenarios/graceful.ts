// F3: SIGTERM under load while BPJS is well: a node is no longer ready at once, ends within 30 s by itself, and leaves nothing unclear behind.
import { setTimeout as delay } from 'node:timers/promises';
import { answersOk } from '../../../apps/cli/src/run/service.ts';
import { uniform } from '../conditions.ts';
import { pickNode, spread, untilTheBlow, type Played, type Scenario, type Stage } from '../stage.ts';

const ENDS_WITHIN_S = 30;
/** The next question of a balancer already gets no. */
const NOT_READY_WITHIN_MS = 250;

export const graceful: Scenario = { nodes: 2, blows: 6, moods: { '*': uniform(100, 600) }, play };

async function play(stage: Stage): Promise<Played> {
  const { house, under, say } = stage;
  const endedMs: number[] = [];
  const broken: string[] = [];
  let unclear = 0;
  for (let blow = 1; blow <= under.kills; blow += 1) {
    const calls = await untilTheBlow(stage);
    const node = pickNode(stage);
    await node.ready();
    const ended = node.terminate();
    await delay(NOT_READY_WITHIN_MS);
    if (await answersOk(`${node.url}/healthz`))
      broken.push(`stop ${blow}: still ready ${NOT_READY_WITHIN_MS} ms after SIGTERM`);
    const { seconds, code, signal } = await ended;
    endedMs.push(seconds * 1000);
    if (code !== 0 || seconds > ENDS_WITHIN_S)
      broken.push(`stop ${blow}: ended with ${signal ?? code} after ${seconds.toFixed(1)} s`);
    const left = (await house.his.pending())?.unknown ?? 0;
    unclear += left;
    say(
      `stop ${blow}/${under.kills}: ${node.name} with ${calls} calls in flight ended after ${seconds.toFixed(1)} s, ${left} unclear`,
    );
    await node.ready();
  }
  if (unclear > 0) broken.push(`${unclear} messages were left unclear`);
  return { figures: { stops: under.kills, endedSeconds: spread(endedMs).worst, unclear }, broken };
}
