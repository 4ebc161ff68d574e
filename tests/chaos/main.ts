// `npm run chaos -- [--scenario kills] [--nodes N] [--kills K] [--character documented|dumb] [--seed N] [--json]`: real server, PostgreSQL and
// sandbox processes under load, struck by the blows of a scenario (scenarios/); the sandbox outlives them. At the end the offline checker
// compares what the API accepted with the sandbox's ledger. `--planted-bug X` plays the conditions in which that bug cannot hide
// (conditions.ts) with the bug planted, `--conditions X` the same with an intact engine. Exit code 1 = a promise was broken.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { Dice } from '../../tools/demo-day/dice.ts';
import {
  BUGS,
  CHARACTERS,
  CONDITIONS_OF,
  chaosConditions,
  LEASE_MS,
  PROBE_INTERVAL_MS,
  setMoods,
  SETTLE_WINDOW_MS,
  type Conditions,
} from './conditions.ts';
import { visitEvents } from './day.ts';
import { FAILPOINTS_OF_A_PROCESS } from './failpoints.ts';
import { openHouse, type House } from './house.ts';
import { judgeRun } from './judge.ts';
import { startLoad } from './load.ts';
import { SCENARIOS, scenarioOf } from './scenarios/index.ts';
import type { Scenario } from './stage.ts';
import { createStranger } from './stranger.ts';

const VISITS_AT_ONCE = 32;
/** The run promises 50. */
const EVENTS_PER_SECOND = 120;
/** Somewhere in the middle of the files. */
const DIES_IN_MIGRATION = 12;
const FAILURES_SHOWN = 5;

const { values } = parseArgs({
  options: {
    scenario: { type: 'string', default: 'kills' },
    nodes: { type: 'string' },
    kills: { type: 'string' },
    freezes: { type: 'string', default: '0' },
    character: { type: 'string', default: 'documented' },
    'planted-bug': { type: 'string' },
    conditions: { type: 'string' },
    seed: { type: 'string', default: '1' },
    json: { type: 'boolean', default: false },
  },
});
const scenario = scenarioOf(values.scenario);
const character = CHARACTERS.find((one) => one === values.character);
const plantedBug = BUGS.find((bug) => bug === values['planted-bug']);
const conditionsOf = plantedBug ?? BUGS.find((bug) => bug === values.conditions);
const seed = Number(values.seed);
const [blows, freezes, nodes] = [values.kills ?? scenario?.blows, values.freezes, values.nodes ?? scenario?.nodes].map(
  Number,
);
const isCount = (value: number | undefined): value is number =>
  value !== undefined && Number.isInteger(value) && value >= 0;
const isUsable =
  plantedBug === values['planted-bug'] && (values.conditions === undefined || conditionsOf === values.conditions);
if (
  !isUsable ||
  scenario === null ||
  character === undefined ||
  !isCount(blows) ||
  !isCount(freezes) ||
  !isCount(nodes)
) {
  console.error(
    `usage: npm run chaos -- [--scenario ${SCENARIOS.join('|')}] [--nodes N] [--kills N] [--freezes N] [--character documented|dumb] [--planted-bug|--conditions ${BUGS.join('|')}] [--seed N] [--json]`,
  );
  process.exit(2);
}
const say = (line: string): void => {
  if (!values.json) console.log(`${(performance.now() / 1000).toFixed(0).padStart(5)} s  ${line}`);
};
const obstacle = scenario.obstacle?.() ?? null;
if (obstacle !== null) {
  console.log(values.json ? JSON.stringify({ scenario: values.scenario, ran: false, because: obstacle }) : obstacle);
  process.exit(0);
}
const conditions =
  conditionsOf === undefined
    ? {
        ...chaosConditions(character, blows, freezes, scenario.visitsPerBlow),
        ...(scenario.moods === undefined ? {} : { moods: scenario.moods }),
      }
    : CONDITIONS_OF[conditionsOf];
/** A frozen node needs one that takes over. */
const nodesNow = conditionsOf === undefined ? Math.max(1, nodes) : 1 + conditions.freezes;
const house = await openHouse({
  // The third node and those after it only deliver: both ways to set up several machines are met.
  roles: Array.from({ length: nodesNow }, (_, place) => (place < 2 ? 'all' : 'worker')),
  character: conditions.character,
  environment: {
    TITIAN_SETTLE_WINDOW_MS: String(SETTLE_WINDOW_MS),
    TITIAN_LEASE_MS: String(LEASE_MS),
    TITIAN_PROBE_INTERVAL_MS: String(PROBE_INTERVAL_MS),
    TITIAN_CHANNEL_SHARE: '32',
    TITIAN_LOG_LEVEL: 'warn',
    ...(plantedBug === undefined ? {} : { TITIAN_PLANTED_BUG: plantedBug }),
  },
  ...scenario.house,
  ...(conditions.kills > 0 && values.scenario === 'kills' ? { diesInMigration: DIES_IN_MIGRATION } : {}),
});
process.once('SIGINT', () => void house.close().then(() => process.exit(130)));
const deferred: (() => Promise<void> | void)[] = [];
try {
  process.exitCode = await chaosRun(house, scenario, conditions);
} finally {
  await house.close();
  for (const undo of deferred.toReversed()) await undo();
}

async function chaosRun(running: House, played: Scenario, under: Conditions): Promise<number> {
  const { control, his, instance } = running;
  await control.arrangePeople(Array.from({ length: under.visits }, (_, n) => visitEvents(n, seed)).flat());
  await setMoods(control, under.moods);
  const stranger =
    under.strangerEvery === null ? null : await createStranger(instance.sandboxUrl, control, under.strangerEvery);
  const load = startLoad({
    his,
    seed,
    visitsAtOnce: VISITS_AT_ONCE,
    perSecond: played.perSecond ?? EVENTS_PER_SECOND,
    visits: under.visits,
    ...(stranger === null ? {} : { before: stranger.before }),
  });
  const { figures, broken } = await played.play({
    house: running,
    load,
    under,
    dice: new Dice(seed),
    say,
    defer: (undo) => deferred.push(undo),
  });
  say(`${load.history.length} accepted; finishing the visits that have begun`);
  await load.finish();
  say(`${load.history.length} accepted`);
  if (under.afterwards !== undefined) {
    const { moods, forMs, rest } = under.afterwards;
    await setMoods(control, moods);
    await delay(forMs);
    await setMoods(control, rest);
  }
  const judged = await judgeRun({ house: running, load, stranger, quietWithinMs: under.quietWithinMs, say });
  const errors500 = load.unanswered.get('HTTP 500') ?? 0;
  const allBroken = [...broken, ...(errors500 > 0 ? [`${errors500} answers with 500 where 503 was due`] : [])];
  const result = {
    scenario: values.scenario,
    nodes: running.nodes.length,
    kills: under.kills,
    freezes: under.freezes,
    character: under.character,
    plantedBug: plantedBug ?? null,
    conditions: conditionsOf ?? 'chaos',
    seed,
    accepted: load.history.length,
    ...judged,
    failpointsHit: 0,
    failpoints: FAILPOINTS_OF_A_PROCESS.length,
    ...figures,
    unanswered: Object.fromEntries(load.unanswered),
    broken: allBroken,
    seconds: Number((performance.now() / 1000).toFixed(1)),
  };
  if (errors500 > 0) for (const line of failures(instance.home.logs)) say(line);
  say(JSON.stringify(result, null, 1).replaceAll('\n', ' '));
  if (values.json) console.log(JSON.stringify(result));
  const found =
    judged.lost +
    judged.duplicated +
    judged.outOfOrder +
    judged.wrong +
    judged.unexplainedParked +
    judged.hiddenDifferences +
    load.refused.length +
    (judged.isQuiet ? 0 : 1) +
    allBroken.length;
  return found === 0 ? 0 : 1;
}

/** The nodes' own words about requests that failed for no reason they know. */
function failures(logs: string): string[] {
  return readdirSync(logs)
    .flatMap((file) => readFileSync(join(logs, file), 'utf8').split('\n'))
    .filter((line) => line.includes('request failed') && !line.includes('"STORE_'))
    .slice(0, FAILURES_SHOWN);
}
