// D2: VClaim answers byte by byte, stops in the middle of its answer, or says nothing at all, and never closes, while the other services are well.
// Each call is given up at its total time limit, give or take a second, counts as unclear and is read back later; the others go on.
import { setTimeout as delay } from 'node:timers/promises';
import { SERVICES } from '@titian/contract';
import { ledgerSize } from '../../../apps/cli/src/demo/sandbox-control.ts';
import { PASS, type Mode, type TcpProxy } from '../tcp-proxy.ts';
import { spread, untilTheBlow, type Played, type Scenario, type Stage } from '../stage.ts';

const where = '/vclaim';
const MANNERS: readonly { readonly name: string; readonly mode: Mode }[] = [
  { name: '1 byte/s', mode: { kind: 'drip', bytesPerSecond: 1, where } },
  { name: 'silence', mode: { kind: 'stall', afterBytes: 0, where } },
  { name: 'half an answer', mode: { kind: 'stall', afterBytes: 300, where } },
];
const LIMIT_MS = SERVICES.vclaim.timeoutMs;
const TOLERANCE_MS = 1_000;
const SLOW_FOR_MS = LIMIT_MS + 5_000;

export const slowPayer: Scenario = {
  nodes: 1,
  blows: 3,
  visitsPerBlow: 400,
  perSecond: 40,
  house: { between: { payer: true } },
  play,
};

async function play(stage: Stage): Promise<Played> {
  const { house, under, say } = stage;
  const broken: string[] = [];
  const givenUp: number[] = [];
  let [fewest, most] = [Number.POSITIVE_INFINITY, 0];
  const proxies = house.nodes.flatMap((node) => node.payerProxy ?? []);
  for (let blow = 1; blow <= under.kills; blow += 1) {
    const { name, mode } = MANNERS[(blow - 1) % MANNERS.length] ?? { name: '', mode: PASS };
    await untilTheBlow(stage);
    const before = await othersOf(stage);
    for (const proxy of proxies) proxy.set(mode);
    most = Math.max(most, await mostOpen(proxies, SLOW_FOR_MS));
    const after = await othersOf(stage);
    const times = proxies.flatMap((proxy) => proxy.givenUpMs);
    for (const proxy of proxies) proxy.set(PASS);
    givenUp.push(...times);
    fewest = Math.min(fewest, after - before);
    say(
      `slow ${blow}/${under.kills}: ${name}, ${times.length} calls given up after ${spread(times).worst} s, ${after - before} effects of other services`,
    );
    if (times.length === 0) broken.push(`${name}: no call was given up`);
    for (const ms of times)
      if (Math.abs(ms - LIMIT_MS) > TOLERANCE_MS) broken.push(`${name}: given up after ${(ms / 1000).toFixed(1)} s`);
    if (after - before < SLOW_FOR_MS / 1000) broken.push(`${name}: only ${after - before} effects of other services`);
  }
  return {
    figures: {
      limitSeconds: LIMIT_MS / 1000,
      givenUp: givenUp.length,
      givenUpSeconds: spread(givenUp).worst,
      fewestOfOthers: fewest,
      mostConnections: most,
    },
    broken: broken.slice(0, 5),
  };
}

/** Effects of Antrean RS so far. */
async function othersOf({ house }: Stage): Promise<number> {
  const { counts } = await ledgerSize(house.control);
  return Object.entries(counts).reduce((sum, [effect, count]) => (effect.startsWith('sep') ? sum : sum + count), 0);
}

async function mostOpen(proxies: readonly TcpProxy[], forMs: number): Promise<number> {
  let most = 0;
  for (const until = performance.now() + forMs; performance.now() < until; await delay(200))
    most = Math.max(most, ...proxies.map((proxy) => proxy.open));
  return most;
}
