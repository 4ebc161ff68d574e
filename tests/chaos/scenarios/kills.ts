// kill -9 of nodes and of PostgreSQL at random moments under load; some nodes die at a named failpoint, some are frozen past their lease while
// the others take over. With one node it is the crash run.
import { setTimeout as delay } from 'node:timers/promises';
import { LEASE_MS, SETTLE_WINDOW_MS } from '../conditions.ts';
import { FAILPOINTS_OF_A_PROCESS, MIGRATION_FAILPOINT } from '../failpoints.ts';
import { restartPostgres, type ChaosNode } from '../house.ts';
import { pickNode, untilTheBlow, type Played, type Scenario, type Stage } from '../stage.ts';

/** A run in which most kills met no call at BPJS would prove nothing about calls: it does not pass. */
const KILLS_WITH_CALLS = 0.7;
const FROZEN_MS = LEASE_MS + SETTLE_WINDOW_MS;
/** A place that is not reached in this time is left for another kill. */
const FAILPOINT_WITHIN_MS = 3_000;
const MOST_VISITS = 6;

export const kills: Scenario = { nodes: 2, blows: 20, play };

async function play(stage: Stage): Promise<Played> {
  const { house, load, under, say } = stage;
  if (under.kills === 0) {
    await load.complete();
    say(`${load.history.length} accepted`);
    await freezeEach(stage, under.freezes);
    return { figures: {}, broken: [] };
  }
  const hits = new Map<string, number>(house.diedInMigration ? [[MIGRATION_FAILPOINT, 1]] : []);
  const callsInFlight: number[] = [];
  let seconds = 0;
  let accepted = 0;
  const freezeEvery = under.freezes === 0 ? Number.POSITIVE_INFINITY : Math.ceil(under.kills / (under.freezes + 1));
  for (let kill = 1; kill <= under.kills; kill += 1) {
    const from = { ms: performance.now(), accepted: load.history.length };
    const calls = await untilTheBlow(stage);
    callsInFlight.push(calls);
    seconds += (performance.now() - from.ms) / 1000;
    accepted += load.history.length - from.accepted;
    const about = `after ${load.history.length} accepted, ${calls} calls in flight`;
    if (kill % 3 === 0) {
      say(`kill ${kill}/${under.kills}: PostgreSQL ${about}`);
      await restartPostgres(house.instance, 'kill');
    } else await killNode(stage, `kill ${kill}/${under.kills}`, about, kill % 3 === 2 ? hits : null);
    if (kill % freezeEvery === 0 && kill < under.kills) await freezeOne(stage, hits);
  }
  for (const node of house.nodes) await node.ready();
  const killsWithCalls = callsInFlight.filter((calls) => calls > 0).length;
  const unasked = house.nodes.reduce((sum, node) => sum + node.unasked, 0);
  return {
    figures: {
      /** With calls under way: from the first call after a recovery to the next kill. */
      acceptedPerSecond: seconds === 0 ? null : Number((accepted / seconds).toFixed(1)),
      killsWithCalls,
      callsInFlight: Number((callsInFlight.reduce((sum, calls) => sum + calls, 0) / under.kills).toFixed(1)),
      failpointsHit: hits.size,
      failpoints: FAILPOINTS_OF_A_PROCESS.length,
      visitsOfFailpoints: Object.fromEntries(FAILPOINTS_OF_A_PROCESS.map((name) => [name, hits.get(name) ?? 0])),
    },
    broken: [
      ...(killsWithCalls < under.kills * KILLS_WITH_CALLS ? [`only ${killsWithCalls} kills met calls at BPJS`] : []),
      ...(unasked > 0 ? [`${unasked} times a node ended by itself`] : []),
      ...(under.kills >= KILLS_FOR_ALL && hits.size < FAILPOINTS_OF_A_PROCESS.length
        ? [`never died at ${FAILPOINTS_OF_A_PROCESS.filter((name) => !hits.has(name)).join(', ')}`]
        : []),
    ],
  };
}

/** With so many kills every place has had several turns. */
const KILLS_FOR_ALL = 200;

async function killNode(stage: Stage, number: string, about: string, hits: Map<string, number> | null): Promise<void> {
  const { dice, say } = stage;
  const node = await readyNode(stage);
  const failpoint = hits === null ? null : leastHit(hits);
  if (
    hits !== null &&
    failpoint !== null &&
    (await node.dieAt(failpoint, dice.between(1, MOST_VISITS), FAILPOINT_WITHIN_MS))
  ) {
    hits.set(failpoint, (hits.get(failpoint) ?? 0) + 1);
    say(`${number}: ${node.name} at ${failpoint} ${about}`);
    return;
  }
  if (hits !== null && failpoint !== null) missed.set(failpoint, (missed.get(failpoint) ?? 0) + 1);
  await node.kill();
  say(`${number}: ${node.name} ${about}`);
}

/** Turns a place has had in vain: the others come first. */
const missed = new Map<string, number>();

function leastHit(hits: ReadonlyMap<string, number>): string {
  const turns = (name: string): number => (hits.get(name) ?? 0) + (missed.get(name) ?? 0);
  const [first] = FAILPOINTS_OF_A_PROCESS.filter((name) => name !== MIGRATION_FAILPOINT).toSorted(
    (a, b) => turns(a) - turns(b),
  );
  return first ?? '';
}

async function readyNode(stage: Stage): Promise<ChaosNode> {
  const node = pickNode(stage);
  await node.ready();
  return node;
}

/** The others go on; with a single node the run waits. */
async function freezeOne(stage: Stage, hits: Map<string, number>): Promise<void> {
  const { house, dice, say } = stage;
  const node = await readyNode(stage);
  const failpoint = leastHit(hits);
  const atPlace = await node.freezeAt(failpoint, dice.between(1, MOST_VISITS), FAILPOINT_WITHIN_MS, FROZEN_MS);
  if (atPlace) hits.set(failpoint, (hits.get(failpoint) ?? 0) + 1);
  else node.freeze(FROZEN_MS);
  say(`freeze: ${node.name}${atPlace ? ` at ${failpoint}` : ''}`);
  if (house.nodes.length === 1) await node.ready();
}

/** A second node takes over the lanes of one that is frozen past its lease; then the frozen one wakes in the middle of its sends. */
async function freezeEach({ house, say }: Stage, count: number): Promise<void> {
  for (let freeze = 1; freeze <= count; freeze += 1) {
    say(`freeze ${freeze}/${count}`);
    house.nodes[0]?.freeze(FROZEN_MS);
    await delay(FROZEN_MS);
    await house.nodes[0]?.ready();
  }
}
