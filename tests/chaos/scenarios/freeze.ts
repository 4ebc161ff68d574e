// F2: a node is frozen past its lease (SIGSTOP) in the middle of its sends, every other time at a named place, while the others take over its lanes;
// then it wakes. It may send nothing new and record nothing: whether it did is what the judge counts.
import { LEASE_MS, SETTLE_WINDOW_MS } from '../conditions.ts';
import { FAILPOINTS_OF_A_PROCESS, MIGRATION_FAILPOINT } from '../failpoints.ts';
import { pickNode, untilTheBlow, type Played, type Scenario, type Stage } from '../stage.ts';

const FROZEN_MS = LEASE_MS + SETTLE_WINDOW_MS;
const FAILPOINT_WITHIN_MS = 3_000;

export const freeze: Scenario = { nodes: 2, blows: 10, visitsPerBlow: 120, play };

async function play(stage: Stage): Promise<Played> {
  const { house, under, load, say, dice } = stage;
  const hits = new Set<string>();
  const places = FAILPOINTS_OF_A_PROCESS.filter((name) => name !== MIGRATION_FAILPOINT);
  let withCalls = 0;
  for (let blow = 1; blow <= under.kills; blow += 1) {
    const calls = await untilTheBlow(stage);
    if (calls > 0) withCalls += 1;
    const node = pickNode(stage);
    const place = places[blow % places.length] ?? '';
    const isAtPlace =
      blow % 2 === 0 && (await node.freezeAt(place, dice.between(1, 5), FAILPOINT_WITHIN_MS, FROZEN_MS));
    if (isAtPlace) hits.add(place);
    else node.freeze(FROZEN_MS);
    const where = isAtPlace ? ` at ${place}` : '';
    say(`freeze ${blow}/${under.kills}: ${node.name}${where} after ${load.history.length} accepted, ${calls} calls`);
    await node.ready();
  }
  const unasked = house.nodes.reduce((sum, node) => sum + node.unasked, 0);
  return {
    figures: { freezesWithCalls: withCalls, failpointsHit: hits.size },
    broken: [
      ...(withCalls < under.kills / 2 ? [`only ${withCalls} freezes met calls at BPJS`] : []),
      ...(unasked > 0 ? [`${unasked} times a node ended by itself`] : []),
    ],
  };
}
