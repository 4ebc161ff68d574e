// `npm run crash -- --kills 20 [--character documented|dumb] [--planted-bug X] [--seed N] [--json]`: real server, PostgreSQL and
// sandbox processes under load; the server (two of three) or PostgreSQL (one of three) is killed with SIGKILL at random
// moments; the sandbox outlives them. At the end the offline checker compares what the API accepted with the sandbox's ledger.
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { check } from '../../apps/cli/src/checker/index.ts';
import { connectHis, type His } from '../../apps/cli/src/demo/his.ts';
import { openInstance, type Instance } from '../../apps/cli/src/demo/instance.ts';
import { sandboxControl, type SandboxControl } from '../../apps/cli/src/demo/sandbox-control.ts';
import { Dice } from '../../tools/demo-day/dice.ts';
import { CRASH_DATE, CRASH_NOW, historyCsv, PPK, visitEvents } from './day.ts';
import { startLoad, type Load } from './load.ts';
import { asOurs, createStranger } from './stranger.ts';

const BUGS = ['blind-resend', 'skip-lease-check', 'already-as-equal', 'drop-after-five'] as const;
/** The settle window of production is 120 s; the payer of this run applies nothing later than a second, so 3 s tell the same. */
const SETTLE_WINDOW_MS = 3_000;
const LEASE_MS = 4_000;
const PROBE_INTERVAL_MS = 1_000;
/** Quiescence: nothing waits and nothing is unknown. Beyond this limit what is missing counts as lost. */
const QUIET_LIMIT_MS = 180_000;
const ILL_MS = 10_000;
const VISITS_PER_KILL = 60;
const VISITS_AT_ONCE = 24;

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '20' },
    character: { type: 'string', default: 'documented' },
    'planted-bug': { type: 'string' },
    freezes: { type: 'string', default: '0' },
    seed: { type: 'string', default: '1' },
    json: { type: 'boolean', default: false },
  },
});
const kills = Number(values.kills);
/** A dumb payer never says "already there": a stranger's time would simply stand beside ours. */
const isDumb = values.character === 'dumb';
const freezes = Number(values.freezes);
const seed = Number(values.seed);
const plantedBug = values['planted-bug'];
const isUsable =
  Number.isInteger(kills) &&
  kills >= 0 &&
  ['documented', 'dumb'].includes(values.character) &&
  (plantedBug === undefined || BUGS.some((bug) => bug === plantedBug));
if (!isUsable) {
  console.error(
    `usage: npm run crash -- --kills N [--character documented|dumb] [--freezes N] [--planted-bug ${BUGS.join('|')}] [--seed N] [--json]`,
  );
  process.exit(2);
}
const say = (line: string): void => {
  if (!values.json) console.log(line);
};

const instance = await openInstance({
  context: { root: join(dirname(fileURLToPath(import.meta.url)), '..', '..'), environment: process.env },
  businessClock: `${new Date(CRASH_NOW).toISOString()}@${Math.round(performance.timeOrigin + performance.now())}*1`,
  sandboxArgs: ['--character', values.character, '--seed', '1'],
  serverEnvironment: {
    TITIAN_SETTLE_WINDOW_MS: String(SETTLE_WINDOW_MS),
    TITIAN_LEASE_MS: String(LEASE_MS),
    TITIAN_PROBE_INTERVAL_MS: String(PROBE_INTERVAL_MS),
    TITIAN_CHANNEL_SHARE: '32',
    TITIAN_LOG_LEVEL: 'warn',
    ...(plantedBug === undefined ? {} : { TITIAN_PLANTED_BUG: plantedBug }),
  },
});
process.once('SIGINT', () => void instance.close().then(() => process.exit(130)));
try {
  process.exitCode = await crashRun(instance);
} finally {
  await instance.close();
}

async function crashRun(running: Instance): Promise<number> {
  const control = sandboxControl(running.sandboxUrl);
  const visits = Math.max(200, kills * VISITS_PER_KILL);
  await control.arrangePeople(Array.from({ length: visits }, (_, n) => visitEvents(n, seed)).flat());
  await annoy(control);
  const his = await connectHis(running.serverUrl, signIns(running));
  const stranger = await createStranger(running.sandboxUrl, control);
  const load = startLoad({
    his,
    seed,
    visitsAtOnce: VISITS_AT_ONCE,
    visits,
    ...(isDumb ? {} : { before: stranger.before }),
  });
  const seconds = await killAtRandom(running, load);
  const acceptedUnderKills = load.history.length;
  await freezeAtRandom(running);
  say(`  ${load.history.length} accepted under kills; finishing the visits that have begun`);
  await load.finish();
  say(`  ${load.history.length} accepted; waiting until nothing waits`);
  await ail(control);
  const isQuiet = await untilQuiet(his);
  const ledger = asOurs(readFileSync(running.ledgerFile, 'utf8'), stranger.met);
  const verdict = check(historyCsv(load.history), ledger);
  const shown = new Set(await his.differing(PPK, CRASH_DATE));
  const hidden = [...stranger.met.keys()].filter((booking) => !shown.has(booking));
  const result = {
    kills,
    character: values.character,
    plantedBug: plantedBug ?? null,
    seed,
    accepted: load.history.length,
    /** While the server was up. */
    acceptedPerSecond: Number((acceptedUnderKills / Math.max(1, seconds)).toFixed(1)),
    visits: verdict.visits,
    messages: verdict.messages,
    effects: verdict.effects,
    refused: verdict.refused.length + load.refused.length,
    lost: verdict.lost,
    duplicated: verdict.duplicated,
    outOfOrder: verdict.outOfOrder,
    invented: verdict.invented,
    /** BPJS holds another time than ours, and whether the desk says so. */
    differences: stranger.met.size,
    hiddenDifferences: hidden.length,
    isQuiet,
  };
  for (const finding of verdict.findings.slice(0, 10))
    say(
      `  ${finding.kind}: ${finding.visitRef} ${finding.what}\n${finding.history.map((line) => `      ${line}`).join('\n')}`,
    );
  for (const { id, reason } of load.refused.slice(0, 5)) say(`  refused by the server: ${id} ${reason}`);
  say(`  ${JSON.stringify(result, null, 1).replaceAll('\n', ' ')}`);
  if (values.json) console.log(JSON.stringify(result));
  const isClean =
    result.lost + result.duplicated + result.outOfOrder + result.invented + hidden.length + load.refused.length === 0 &&
    isQuiet;
  return isClean ? 0 : 1;
}

/** A payer that is slow, sometimes answers nonsense before or after it applied, and now and then breaks the connection. */
async function annoy(control: SandboxControl): Promise<void> {
  const faults = [
    { kind: 'reset-after-apply', probability: 0.04, on: 'writes' },
    { kind: 'html-after-apply', probability: 0.01, on: 'writes' },
    { kind: 'status-5xx', probability: 0.03, on: 'writes' },
  ];
  await control.call('PUT', '/moods?replace=1', { '*': { latency: { kind: 'uniform', minMs: 5, maxMs: 60 }, faults } });
}

/** Two of three kills hit the server, one of three PostgreSQL; each comes 1 to 3 s after the last recovery. Answers the seconds under load. */
async function killAtRandom(running: Instance, load: Load): Promise<number> {
  let seconds = 0;
  const dice = new Dice(seed);
  for (let kill = 1; kill <= kills; kill += 1) {
    const pauseMs = dice.between(1_000, 3_000);
    await delay(pauseMs);
    seconds += pauseMs / 1000;
    const victim = kill % 3 === 0 ? 'PostgreSQL' : 'server';
    say(`  kill ${kill}/${kills}: ${victim} after ${load.history.length} accepted`);
    if (victim === 'server') {
      running.server().kill();
      await running.server().exited;
      await running.restartServer();
    } else {
      const ended = once(running.postgres, 'exit');
      running.postgres.kill9();
      await ended;
      await running.postgres.restart();
    }
  }
  return seconds;
}

/** A second node takes over the lanes of one that is frozen past its lease; then the frozen one wakes in the middle of its sends. */
async function freezeAtRandom(running: Instance): Promise<void> {
  if (freezes === 0) return;
  await running.startNode();
  for (let freeze = 1; freeze <= freezes; freeze += 1) {
    await delay(1_500);
    say(`  freeze ${freeze}/${freezes}`);
    process.kill(running.server().pid, 'SIGSTOP');
    await delay(LEASE_MS + SETTLE_WINDOW_MS * 2);
    process.kill(running.server().pid, 'SIGCONT');
  }
}

/** Most calls fail for a while: whoever gives up after a number of tries loses messages here. */
async function ail(control: SandboxControl): Promise<void> {
  const mood = { latency: { kind: 'fixed', ms: 5 }, faults: [{ kind: 'status-5xx', probability: 0.8, on: 'writes' }] };
  await control.call('PUT', '/moods?replace=1', { '*': mood });
  await delay(ILL_MS);
  await annoy(control);
}

async function untilQuiet(his: His): Promise<boolean> {
  const limit = performance.now() + QUIET_LIMIT_MS;
  for (let quiet = 0; performance.now() < limit;) {
    const pending = await his.pending();
    quiet = pending !== null && pending.waiting + pending.unknown === 0 ? quiet + 1 : 0;
    if (quiet >= 3) return true;
    if (quiet === 0)
      say(`  ${pending === null ? 'no answer' : `${pending.waiting} waiting, ${pending.unknown} unknown`}`);
    await delay(pending === null || quiet > 0 ? 300 : 2_000);
  }
  return false;
}

function signIns(running: Instance): { username: string; password: string }[] {
  const said = running.server().ready['demoSignIns'];
  const found = (Array.isArray(said) ? said : []).find(
    (entry: unknown) => typeof entry === 'object' && entry !== null && Reflect.get(entry, 'username') === 'it.rs',
  );
  const password: unknown = typeof found === 'object' && found !== null ? Reflect.get(found, 'password') : undefined;
  return typeof password === 'string' ? [{ username: 'it.rs', password }] : [];
}
