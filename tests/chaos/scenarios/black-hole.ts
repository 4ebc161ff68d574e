// E3: the way to the database swallows everything and closes nothing, in turn for one node and for all. A node notices within 30 s and says so,
// nothing leaves for BPJS once no lease can be proved, and saving works within 15 s of the end.
import { setTimeout as delay } from 'node:timers/promises';
import { askJson } from '../../../apps/cli/src/run/json-http.ts';
import { LEASE_MS } from '../conditions.ts';
import type { ChaosNode } from '../house.ts';
import { traffic, spread, untilAccepted, untilTheBlow, type Played, type Scenario, type Stage } from '../stage.ts';
import { BLACK_HOLE, PASS } from '../tcp-proxy.ts';

const HOLE_MS = 40_000;
const NOTICED_WITHIN_MS = 30_000;
const WORKS_WITHIN_MS = 15_000;
/** Calls that had begun may still end; the payer of this run answers within a second. */
const LAST_CALLS_MS = 2_000;

export const blackHole: Scenario = {
  nodes: 2,
  blows: 2,
  visitsPerBlow: 600,
  house: { between: { database: true } },
  play,
};

async function play(stage: Stage): Promise<Played> {
  const { house, load, under, say } = stage;
  const [noticed, answered, works]: [number[], number[], number[]] = [[], [], []];
  const broken: string[] = [];
  let sentInTheDark = 0;
  for (let blow = 1; blow <= under.kills; blow += 1) {
    await untilTheBlow(stage);
    const isAll = blow % 2 === 0;
    const cut = isAll ? house.nodes : house.nodes.slice(0, 1);
    const from = performance.now();
    for (const node of cut) node.databaseProxy?.set(BLACK_HOLE);
    say(`black hole ${blow}/${under.kills}: ${cut.map((node) => node.name).join(', ')} for ${HOLE_MS / 1000} s`);
    const dark = isAll ? sendsInTheDark(stage, from) : Promise.resolve(0);
    const seen = await Promise.all(
      cut.map(async (node) => ({ health: await unwell(node, from), save: await refusal(node) })),
    );
    for (const { health, save } of seen) {
      noticed.push(health);
      answered.push(save.ms);
      if (health > NOTICED_WITHIN_MS) broken.push(`black hole ${blow}: noticed after ${(health / 1000).toFixed(0)} s`);
      if (save.status !== 503 || save.ms > NOTICED_WITHIN_MS)
        broken.push(`black hole ${blow}: a request was answered ${save.status} after ${(save.ms / 1000).toFixed(0)} s`);
    }
    sentInTheDark += await dark;
    await delay(Math.max(0, HOLE_MS - (performance.now() - from)));
    for (const node of cut) node.databaseProxy?.set(PASS);
    const worksAfter = await untilAccepted(load, performance.now(), WORKS_WITHIN_MS);
    if (worksAfter === null) broken.push(`black hole ${blow}: no save was accepted within 15 s of its end`);
    works.push(worksAfter ?? WORKS_WITHIN_MS);
    const { save } = seen[0] ?? {};
    say(
      `noticed after ${spread(noticed).worst} s, a request answered ${save?.status}, saving works ${worksAfter?.toFixed(0)} ms after`,
    );
  }
  if (sentInTheDark > 0) broken.push(`${sentInTheDark} calls left for BPJS without a provable lease`);
  return {
    figures: {
      noticedSeconds: spread(noticed).worst,
      answeredSeconds: spread(answered).worst,
      worksAfterSeconds: spread(works).worst,
      sentInTheDark,
    },
    broken,
  };
}

/** When `/healthz` first says that the node cannot serve. */
async function unwell(node: ChaosNode, fromMs: number): Promise<number> {
  for (;;) {
    const answer = await askJson({ method: 'GET', url: `${node.url}/healthz`, timeoutMs: 5_000 });
    const elapsed = performance.now() - fromMs;
    if (answer.kind !== 'answer' || answer.status !== 200 || elapsed > HOLE_MS) return elapsed;
    await delay(250);
  }
}

/** A request that needs the database: whoever waits gets an answer. */
async function refusal(node: ChaosNode): Promise<{ status: number; ms: number }> {
  const from = performance.now();
  const body = { username: 'tidak.ada', password: 'bukan kata sandi siapa pun' };
  const answer = await askJson({ method: 'POST', url: `${node.url}/api/v1/session`, body, timeoutMs: HOLE_MS });
  return { status: answer.kind === 'answer' ? answer.status : 0, ms: performance.now() - from };
}

/** Calls that arrived at BPJS after every lease was over. */
async function sendsInTheDark({ house }: Stage, fromMs: number): Promise<number> {
  const since = (ms: number): Promise<void> => delay(Math.max(0, fromMs + ms - performance.now()));
  await since(LEASE_MS + LAST_CALLS_MS);
  const before = await traffic(house.control);
  await since(HOLE_MS);
  const after = await traffic(house.control);
  return after.requests - before.requests;
}
