// `npm run crash -- --kills 20 [--character documented|dumb] [--seed N] [--json]`: real server, PostgreSQL and sandbox processes under
// load; the server (two of three) or PostgreSQL (one of three) is killed with SIGKILL at random moments; the sandbox outlives them. At the
// end the offline checker compares what the API accepted with the sandbox's ledger. `--planted-bug X` plays the conditions in which that
// bug cannot hide (conditions.ts) with the bug planted, `--conditions X` the same with an intact engine. Exit code 1 = something was found.
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import { check } from '../../apps/cli/src/checker/index.ts';
import { connectHis, type His } from '../../apps/cli/src/demo/his.ts';
import { openInstance, type Instance } from '../../apps/cli/src/demo/instance.ts';
import { sandboxControl, type SandboxControl } from '../../apps/cli/src/demo/sandbox-control.ts';
import { member } from '../../apps/cli/src/run/json-http.ts';
import { Dice } from '../../tools/demo-day/dice.ts';
import {
  BUGS,
  CHARACTERS,
  CONDITIONS_OF,
  crashConditions,
  LEASE_MS,
  PROBE_INTERVAL_MS,
  setMoods,
  SETTLE_WINDOW_MS,
  type Conditions,
} from './conditions.ts';
import { CRASH_DATE, CRASH_NOW, historyCsv, PPK, visitEvents } from './day.ts';
import { startLoad, type Load } from './load.ts';
import { asOurs, createStranger } from './stranger.ts';

const VISITS_AT_ONCE = 32;
/** The run promises 50. */
const EVENTS_PER_SECOND = 120;
const WARM_UP = "await import('./src/app.ts')";
/** A node that starts again warms up. */
const DELIVERING_WITHIN_MS = 6_000;
const CALLS_WITHIN_MS = 1_000;
/** A run in which most kills met no call at BPJS would prove nothing about calls: it does not pass. */
const KILLS_WITH_CALLS = 0.7;

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '20' },
    character: { type: 'string', default: 'documented' },
    'planted-bug': { type: 'string' },
    conditions: { type: 'string' },
    freezes: { type: 'string', default: '0' },
    seed: { type: 'string', default: '1' },
    json: { type: 'boolean', default: false },
  },
});
const kills = Number(values.kills);
const character = CHARACTERS.find((one) => one === values.character);
const plantedBug = BUGS.find((bug) => bug === values['planted-bug']);
const conditionsOf = plantedBug ?? BUGS.find((bug) => bug === values.conditions);
const seed = Number(values.seed);
const isUsable =
  Number.isInteger(kills) &&
  kills >= 0 &&
  plantedBug === values['planted-bug'] &&
  (values.conditions === undefined || conditionsOf === values.conditions);
if (!isUsable || character === undefined) {
  console.error(
    `usage: npm run crash -- --kills N [--character documented|dumb] [--freezes N] [--planted-bug|--conditions ${BUGS.join('|')}] [--seed N] [--json]`,
  );
  process.exit(2);
}
const conditions =
  conditionsOf === undefined ? crashConditions(character, kills, Number(values.freezes)) : CONDITIONS_OF[conditionsOf];
const say = (line: string): void => {
  if (!values.json) console.log(`${(performance.now() / 1000).toFixed(0).padStart(5)} s  ${line}`);
};

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
/** Compiled once for all starts: a killed process never writes its cache, and each start would cost half a second more. */
const compileCache = mkdtempSync(join(tmpdir(), 'titian-crash-'));
const compiling = promisify(execFile)(
  process.execPath,
  ['--conditions=titian-source', '--disable-warning=ExperimentalWarning', '--input-type=module', '--eval', WARM_UP],
  { cwd: join(root, 'apps', 'server'), env: { PATH: process.env['PATH'], NODE_COMPILE_CACHE: compileCache } },
);
const instance = await openInstance({
  context: { root, environment: process.env },
  businessClock: `${new Date(CRASH_NOW).toISOString()}@${Math.round(performance.timeOrigin + performance.now())}*1`,
  sandboxArgs: ['--character', conditions.character, '--seed', '1'],
  serverEnvironment: {
    TITIAN_SETTLE_WINDOW_MS: String(SETTLE_WINDOW_MS),
    TITIAN_LEASE_MS: String(LEASE_MS),
    TITIAN_PROBE_INTERVAL_MS: String(PROBE_INTERVAL_MS),
    TITIAN_CHANNEL_SHARE: '32',
    TITIAN_LOG_LEVEL: 'warn',
    NODE_COMPILE_CACHE: compileCache,
    ...(plantedBug === undefined ? {} : { TITIAN_PLANTED_BUG: plantedBug }),
  },
});
process.once('SIGINT', () => void instance.close().then(() => process.exit(130)));
try {
  await compiling;
  process.exitCode = await crashRun(instance, conditions);
} finally {
  await instance.close();
  rmSync(compileCache, { recursive: true, force: true });
}

async function crashRun(running: Instance, under: Conditions): Promise<number> {
  const control = sandboxControl(running.sandboxUrl);
  await control.arrangePeople(Array.from({ length: under.visits }, (_, n) => visitEvents(n, seed)).flat());
  await setMoods(control, under.moods);
  const his = await connectHis(running.serverUrl, signIns(running));
  if (under.freezes > 0) await running.startNode();
  const stranger =
    under.strangerEvery === null ? null : await createStranger(running.sandboxUrl, control, under.strangerEvery);
  const { visits } = under;
  const load = startLoad({
    his,
    seed,
    visitsAtOnce: VISITS_AT_ONCE,
    perSecond: EVENTS_PER_SECOND,
    visits,
    ...(stranger === null ? {} : { before: stranger.before }),
  });
  const killed = await killAtRandom(running, control, load, under.kills);
  if (under.kills > 0) say(`${load.history.length} accepted under kills; finishing the visits that have begun`);
  await (under.kills > 0 ? load.finish() : load.complete());
  say(`${load.history.length} accepted`);
  await freezeAtRandom(running, under.freezes);
  if (under.afterwards !== undefined) {
    await setMoods(control, under.afterwards.moods);
    await delay(under.afterwards.forMs);
    await setMoods(control, under.afterwards.rest);
  }
  const { isQuiet, sentAgain } = await untilQuiet(his, under.quietWithinMs);
  const { ledger, met } = asOurs(readFileSync(running.ledgerFile, 'utf8'), stranger?.told ?? new Map());
  const undecided = await his.undecided(PPK);
  const leftToPeople = new Set(undecided.map((text) => text.replace(/antreanrs\.farmasi\.add$/, 'farmasi.added')));
  const verdict = check(historyCsv(load.history), ledger, {}, { pharmacyQueue: true, leftToPeople });
  const shown = new Set(await his.differing(PPK, CRASH_DATE));
  const hidden = [...met].filter((booking) => !shown.has(booking));
  const killsWithCalls = killed.callsInFlight.filter((calls) => calls > 0).length;
  const isProof = killsWithCalls >= under.kills * KILLS_WITH_CALLS;
  const found =
    verdict.lost +
    verdict.duplicated +
    verdict.outOfOrder +
    verdict.invented +
    hidden.length +
    load.refused.length +
    (isQuiet ? 0 : 1) +
    (isProof ? 0 : 1);
  const result = {
    kills: under.kills,
    character: under.character,
    plantedBug: plantedBug ?? null,
    conditions: conditionsOf ?? 'crash',
    seed,
    accepted: load.history.length,
    /** With calls under way: from the first call after a recovery to the next kill. */
    acceptedPerSecond: killed.seconds === 0 ? null : Number((killed.accepted / killed.seconds).toFixed(1)),
    /** Kills that met calls at BPJS, and how many calls there were in the mean. */
    killsWithCalls,
    callsInFlight: Number((sum(killed.callsInFlight) / Math.max(1, killed.callsInFlight.length)).toFixed(1)),
    visits: verdict.visits,
    messages: verdict.messages,
    effects: verdict.effects,
    refused: verdict.refused.length + load.refused.length,
    lost: verdict.lost,
    duplicated: verdict.duplicated,
    outOfOrder: verdict.outOfOrder,
    invented: verdict.invented,
    /** BPJS holds another time than ours, and whether the desk says so. */
    differences: met.size,
    hiddenDifferences: hidden.length,
    /** Shown to a person because nobody can read them back, and how many of them BPJS does not hold. */
    forHumans: undecided.length,
    forHumansAbsent: verdict.leftToPeople,
    /** Held because three processes died over them: the person of this run pressed "Kirim ulang", which asks BPJS first. */
    sentAgainByHand: sentAgain,
    isQuiet,
    seconds: Number((performance.now() / 1000).toFixed(1)),
  };
  for (const finding of verdict.findings.slice(0, 10))
    say(
      `${finding.kind}: ${finding.visitRef} ${finding.what}\n${finding.history.map((line) => `      ${line}`).join('\n')}`,
    );
  for (const { id, reason } of load.refused.slice(0, 5)) say(`refused by the server: ${id} ${reason}`);
  say(JSON.stringify(result, null, 1).replaceAll('\n', ' '));
  if (values.json) console.log(JSON.stringify(result));
  return found === 0 ? 0 : 1;
}

interface Killed {
  /** Between the first call after a recovery and the next kill: everything up, calls under way. */
  readonly seconds: number;
  readonly accepted: number;
  readonly callsInFlight: readonly number[];
}

/** Two of three kills hit the server, one of three PostgreSQL; each comes 0.5 to 1.6 s after calls leave for BPJS again. */
async function killAtRandom(running: Instance, control: SandboxControl, load: Load, count: number): Promise<Killed> {
  let seconds = 0;
  let accepted = 0;
  const callsInFlight: number[] = [];
  const dice = new Dice(seed);
  for (let kill = 1; kill <= count; kill += 1) {
    await untilCalls(control, DELIVERING_WITHIN_MS);
    const from = { ms: performance.now(), accepted: load.history.length };
    await delay(dice.between(500, 1_600));
    callsInFlight.push(await untilCalls(control, CALLS_WITHIN_MS));
    seconds += (performance.now() - from.ms) / 1000;
    accepted += load.history.length - from.accepted;
    const victim = kill % 3 === 0 ? 'PostgreSQL' : 'server';
    say(
      `kill ${kill}/${count}: ${victim} after ${load.history.length} accepted, ${callsInFlight.at(-1)} calls in flight`,
    );
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
  return { seconds, accepted, callsInFlight };
}

/** Calls at BPJS, as soon as there are any: a kill that meets none proves nothing about calls. */
async function untilCalls(control: SandboxControl, withinMs: number): Promise<number> {
  const limit = performance.now() + withinMs;
  for (;;) {
    const calls = await inFlight(control);
    if (calls > 0 || performance.now() > limit) return calls;
    await delay(10);
  }
}

async function inFlight(control: SandboxControl): Promise<number> {
  const channels = member(await control.call('GET', '/stats?seconds=0'), 'channels');
  const each: unknown[] = Object.values(typeof channels === 'object' && channels !== null ? channels : {});
  return sum(each.map((channel) => Number(member(channel, 'inFlight'))));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

/** A second node takes over the lanes of one that is frozen past its lease; then the frozen one wakes in the middle of its sends. */
async function freezeAtRandom(running: Instance, count: number): Promise<void> {
  for (let freeze = 1; freeze <= count; freeze += 1) {
    say(`freeze ${freeze}/${count}`);
    process.kill(running.server().pid, 'SIGSTOP');
    await delay(LEASE_MS + SETTLE_WINDOW_MS);
    process.kill(running.server().pid, 'SIGCONT');
  }
}

/** Gives up when nothing has become less for so long: two hundred kills leave more behind than twenty. */
async function untilQuiet(his: His, withinMs: number): Promise<{ isQuiet: boolean; sentAgain: number }> {
  let sentAgain = 0;
  let least = Number.POSITIVE_INFINITY;
  let limit = performance.now() + withinMs;
  for (let quiet = 0; performance.now() < limit;) {
    const pending = await his.pending();
    const open = pending === null ? Number.POSITIVE_INFINITY : pending.waiting + pending.unknown;
    if (open < least) limit = performance.now() + withinMs;
    least = Math.min(least, open);
    quiet = open === 0 ? quiet + 1 : 0;
    // As they appear, not at the end: each costs a settle window.
    const held = pending === null ? 0 : await his.resendHeld(PPK);
    sentAgain += held;
    if (held > 0) quiet = 0;
    if (quiet >= 3) return { isQuiet: true, sentAgain };
    if (quiet === 0) say(pending === null ? 'no answer' : `${pending.waiting} waiting, ${pending.unknown} unknown`);
    await delay(pending === null || quiet > 0 ? 300 : 1_500);
  }
  return { isQuiet: false, sentAgain };
}

function signIns(running: Instance): { username: string; password: string }[] {
  const said = running.server().ready['demoSignIns'];
  const found = (Array.isArray(said) ? said : []).find(
    (entry: unknown) => typeof entry === 'object' && entry !== null && Reflect.get(entry, 'username') === 'it.rs',
  );
  const password: unknown = typeof found === 'object' && found !== null ? Reflect.get(found, 'password') : undefined;
  return typeof password === 'string' ? [{ username: 'it.rs', password }] : [];
}
