// `npm run bench -- bogor`: a hospital day of 600 outpatients; the payer is down from 08:05 to 12:00. First on virtual time
// (bogor-virtual.ts), then in real time, compressed 60:1.
// Server, PostgreSQL and sandbox are processes of their own, as in `titian demo`. Only the offline checker, the sandbox's traffic
// and the stopwatch at the API are asked; the server is never its own witness.
import { readFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { check } from '../../apps/cli/src/checker/index.ts';
import { readLedger } from '../../apps/cli/src/checker/ledger.ts';
import { clockText, dayStart, type BusinessClock } from '../../apps/cli/src/demo/business-clock.ts';
import { measureDrain, type Drain } from '../../apps/cli/src/demo/drain.ts';
import { connectHis, type His, type SignIn } from '../../apps/cli/src/demo/his.ts';
import { openInstance, type Instance } from '../../apps/cli/src/demo/instance.ts';
import { play } from '../../apps/cli/src/demo/player.ts';
import { sandboxControl, type SandboxControl } from '../../apps/cli/src/demo/sandbox-control.ts';
import { readEventsFile, type PlayEvent } from '../../apps/cli/src/events-file/read.ts';
import { member } from '../../apps/cli/src/run/json-http.ts';
import { bogorDay } from './bogor-day.ts';
import { virtualDay, type VirtualDay } from './bogor-virtual.ts';
import { median, percentile, type BenchOptions, type BenchResult } from './result.ts';

const VISITS = 600;
const FIRST_SEED = 20_260_600;
/** Below this the twenty-fifth visit, the one in WIT, and most stories are absent. */
const VISITS_MIN = 30;
/** Days on virtual time, each of another seed: they take a minute together. */
const VIRTUAL_DAYS = 5;
/** The outage is cut into so many spells, each held against the time before it: the spread of one real day, which takes a quarter of an hour. */
const SPELLS = 5;
const SPEED = 60;
const PPK = '9999R001';
const wib = (clock: string): number => Date.parse(`2026-11-23T${clock}:00+07:00`);
const OUTAGE = { fromMs: wib('08:05'), untilMs: wib('12:00') };
/** The payer's pace and our share, in real time: never compressed. */
const LATENCY_MS = 500;
const CALLS_AT_ONCE = 4;
const PROBE_INTERVAL_MS = 30_000;
/** So many unanswered calls in a row, and so long a silence, are what makes a channel count as down; probes are counted after that. */
const NOTICED = { failures: 3, quietMs: 5_000 };
const START_UP_MS = 20_000;
const DRAIN_LIMIT_MS = 15 * 60_000;
const POLL_MS = 500;
const TRAFFIC_PAGE = 1_000;
const SIGN_INS = ['it.rs', 'it.timur'] as const;

interface Measured {
  readonly verdict: ReturnType<typeof check>;
  readonly drain: Drain;
  readonly payerMs: number;
  readonly probes: { readonly per30s: number; readonly channel: string; readonly count: number };
  readonly saves: readonly Save[];
  readonly refusedEvents: number;
  readonly isSettled: boolean;
}

interface Save {
  readonly atMs: number;
  readonly type: string;
  readonly tookMs: number;
  readonly isAnswered: boolean;
}

export async function run({ scale, speed = SPEED, log }: BenchOptions): Promise<BenchResult> {
  const visits = Math.max(VISITS_MIN, Math.round(VISITS * scale));
  const virtual: VirtualDay[] = [];
  for (let seed = 0; seed < VIRTUAL_DAYS; seed += 1) {
    const one = await virtualDay({
      events: readEventsFile(bogorDay(visits, FIRST_SEED + seed)).events,
      outage: OUTAGE,
      callsAtOnce: CALLS_AT_ONCE,
      latencyMs: LATENCY_MS,
      probeIntervalMs: PROBE_INTERVAL_MS,
    });
    log(`on virtual time, day ${seed + 1} of ${VIRTUAL_DAYS}: ${one.messages} messages, drain ${one.drain.toFixed(3)}`);
    virtual.push(one);
  }
  log(`in real time: ${visits} visits, ${speed}:1`);
  return resultOf(await oneDay(bogorDay(visits, FIRST_SEED + 1), speed, log), virtual, { visits, scale, speed });
}

async function oneDay(csv: string, speed: number, log: (line: string) => void): Promise<Measured> {
  const { events, bad } = readEventsFile(csv);
  if (bad.length > 0) throw new Error(`the generated day has a bad line: ${bad[0]?.remedy ?? ''}`);
  const clock: BusinessClock = {
    baseMs: dayStart(events.map((event) => event.atMs)),
    realBaseMs: Math.round(realNow()) + START_UP_MS,
    speed,
  };
  const instance = await openInstance({
    context: { root: join(dirname(fileURLToPath(import.meta.url)), '..', '..'), environment: process.env },
    businessClock: clockText(clock),
    serverEnvironment: { TITIAN_CHANNEL_SHARE: String(CALLS_AT_ONCE), TITIAN_LOG_LEVEL: 'warn' },
  });
  const stop = (): void => void instance.close().then(() => process.exit(130));
  process.once('SIGINT', stop).once('SIGTERM', stop);
  try {
    return await measure({ csv, events, clock, instance, log });
  } finally {
    process.off('SIGINT', stop).off('SIGTERM', stop);
    await instance.close();
  }
}

interface Day {
  readonly csv: string;
  readonly events: readonly PlayEvent[];
  readonly clock: BusinessClock;
  readonly instance: Instance;
  readonly log: (line: string) => void;
}

async function measure({ csv, events, clock, instance, log }: Day): Promise<Measured> {
  const control = sandboxControl(instance.sandboxUrl);
  await control.arrangePeople(events);
  await control.announceOutage(OUTAGE.fromMs, OUTAGE.untilMs, { latencyMs: LATENCY_MS });
  const his = await connectHis(instance.serverUrl, signInsOf(instance));
  const saves: Save[] = [];
  const send: His['send'] = async (event) => {
    const from = performance.now();
    const answer = await his.send(event);
    saves.push({
      atMs: event.atMs,
      type: event.body.type,
      tookMs: performance.now() - from,
      isAnswered: answer.kind !== 'no-answer',
    });
    return answer;
  };
  const realOf = (businessMs: number): number => clock.realBaseMs + (businessMs - clock.baseMs) / clock.speed;
  const watch = watchBacklog(his, log);
  const played = await play({
    events,
    clock,
    signal: new AbortController().signal,
    ports: {
      send,
      realNowMs: realNow,
      pause: async (ms, signal) => void (await delay(ms, undefined, { signal })),
    },
  });
  log(`${played.accepted} events saved, waiting for the last messages`);
  const isSettled = await watch.untilQuiet();
  const ledger = readFileSync(instance.ledgerFile, 'utf8');
  const traffic = await trafficOf(control);
  const drain = measureDrain({
    lines: timedLines(ledger),
    outageEndMs: realOf(OUTAGE.untilMs),
    outageEndBusinessMs: OUTAGE.untilMs,
    callsAtOnce: CALLS_AT_ONCE,
    latencyMs: LATENCY_MS,
  });
  return {
    verdict: check(csv, ledger),
    drain,
    payerMs: payerMs(traffic, drain, realOf(OUTAGE.untilMs)),
    probes: probesOf(traffic, realOf(OUTAGE.fromMs), realOf(OUTAGE.untilMs)),
    saves,
    refusedEvents: played.rejected.length,
    isSettled,
  };
}

function realNow(): number {
  return performance.timeOrigin + performance.now();
}

function signInsOf(instance: Instance): SignIn[] {
  const said = instance.server().ready['demoSignIns'];
  return (Array.isArray(said) ? said : []).flatMap((entry: unknown) => {
    const username = member(entry, 'username');
    const password = member(entry, 'password');
    return SIGN_INS.some((name) => name === username) && typeof username === 'string' && typeof password === 'string'
      ? [{ username, password }]
      : [];
  });
}

function watchBacklog(his: His, log: (line: string) => void) {
  const look = async (): Promise<number | null> => {
    const pending = await his.pending();
    return pending === null ? null : pending.waiting + pending.unknown;
  };
  const ended = new AbortController();
  const loop = (async () => {
    for (let looks = 0; !ended.signal.aborted; looks += 1) {
      const open = await look();
      if (looks % 60 === 0) log(`  ${open ?? '?'} messages wait`);
      await delay(POLL_MS);
    }
  })();
  return {
    untilQuiet: async (): Promise<boolean> => {
      const limit = realNow() + DRAIN_LIMIT_MS;
      // Two looks in a row: a message that just became unknown is neither here nor there for a moment.
      let quiet = 0;
      while (quiet < 2 && realNow() < limit) {
        quiet = (await look()) === 0 ? quiet + 1 : 0;
        await delay(POLL_MS);
      }
      ended.abort();
      await loop;
      return quiet >= 2;
    },
  };
}

/** Only the hospital of the story: a channel belongs to a facility, and two facilities have twice the capacity. */
function timedLines(ledger: string) {
  return ledger.split('\n').flatMap((line) => {
    const [entry] = readLedger(line);
    const at = entry === undefined ? undefined : member(JSON.parse(line), 'at');
    return entry?.ppk === PPK && typeof at === 'string' ? [{ ...entry, atMs: Date.parse(at) }] : [];
  });
}

interface Request {
  readonly channel: string;
  readonly atMs: number;
  readonly endMs: number;
}

async function trafficOf(control: SandboxControl): Promise<Request[]> {
  const requests: Request[] = [];
  for (let after = 0; ;) {
    const page = member(await control.call('GET', `/traffic?after=${after}&limit=${TRAFFIC_PAGE}`), 'entries');
    if (!Array.isArray(page) || page.length === 0) return requests;
    for (const entry of page) {
      const atMs = member(entry, 'atMs');
      const endMs = member(entry, 'endMs');
      const names = ['ppk', 'service', 'group'].map((name) => String(member(entry, name)));
      if (typeof atMs === 'number' && typeof endMs === 'number')
        requests.push({ channel: names.join(' '), atMs, endMs });
    }
    const last = member(page.at(-1), 'id');
    if (typeof last !== 'number') return requests;
    after = last;
  }
}

/** The channel that was asked most often while it was known to be down: the most requests in any 30 s of real time. */
function probesOf(traffic: readonly Request[], fromMs: number, untilMs: number): Measured['probes'] {
  const rated = [...Map.groupBy(traffic, ({ channel }) => channel)].map(([channel, requests]) => {
    const noticedMs = noticedAt(requests, fromMs);
    const times = requests.map(({ atMs }) => atMs).filter((atMs) => atMs > noticedMs && atMs < untilMs);
    const inWindow = times.map((from) => times.filter((at) => at >= from && at < from + PROBE_INTERVAL_MS).length);
    return { channel, count: times.length, per30s: Math.max(0, ...inWindow) };
  });
  return rated.toSorted((a, b) => b.per30s - a.per30s || b.count - a.count)[0] ?? { channel: '', count: 0, per30s: 0 };
}

/** From then on a bridge must know: so many calls in a row went unanswered and no answer came for so long. */
function noticedAt(requests: readonly Request[], fromMs: number): number {
  let inRow = 0;
  let answeredMs = Number.NEGATIVE_INFINITY;
  for (const { atMs, endMs } of requests.toSorted((a, b) => a.endMs - b.endMs)) {
    if (atMs < fromMs) {
      answeredMs = endMs;
      inRow = 0;
      continue;
    }
    inRow += 1;
    if (inRow >= NOTICED.failures && endMs - answeredMs >= NOTICED.quietMs) return endMs;
  }
  return Number.POSITIVE_INFINITY;
}

/** How long the payer itself took on the channel of the backlog, on this machine: its pace is 500 ms and what the machine adds. */
function payerMs(traffic: readonly Request[], { channel, drainedMs }: Drain, fromMs: number): number {
  const ours = channel.replace('.', ' ');
  const took = traffic
    .filter((request) => request.channel === ours && request.atMs >= fromMs && request.atMs < drainedMs)
    .map(({ atMs, endMs }) => endMs - atMs);
  return took.reduce((sum, ms) => sum + ms, 0) / Math.max(1, took.length);
}

interface Answers {
  readonly before: readonly number[];
  readonly during: readonly number[];
  /** p95 of each spell of the outage ÷ p95 before it. */
  readonly spells: readonly number[];
}

function answersOf(saves: readonly Save[]): Answers {
  const registrations = saves.filter(({ type }) => type === 'visit.registered').toSorted((a, b) => a.atMs - b.atMs);
  const timesOf = (list: readonly Save[]): number[] => list.map(({ tookMs }) => tookMs);
  const before = timesOf(registrations.filter(({ atMs }) => atMs < OUTAGE.fromMs));
  const inOutage = registrations.filter(({ atMs }) => atMs >= OUTAGE.fromMs && atMs < OUTAGE.untilMs);
  const p95Before = percentile(before, 0.95);
  const spells = Array.from({ length: SPELLS }, (_, index) =>
    inOutage.slice(
      Math.floor((index * inOutage.length) / SPELLS),
      Math.floor(((index + 1) * inOutage.length) / SPELLS),
    ),
  );
  return {
    before,
    during: timesOf(inOutage),
    spells: spells.map((spell) => percentile(timesOf(spell), 0.95) / p95Before),
  };
}

function resultOf(
  real: Measured,
  virtual: readonly VirtualDay[],
  size: { visits: number; scale: number; speed: number },
): BenchResult {
  const { before, during, spells } = answersOf(real.saves);
  const registrationP95 = percentile(during, 0.95) / percentile(before, 0.95);
  const drain = real.drain.ratio ?? Number.NaN;
  const virtualDrains = virtual.map((day) => day.drain);
  const virtualProbesPer30s = Math.max(...virtual.map((day) => day.probesPer30s));
  const { lost, duplicated, outOfOrder, invented } = real.verdict;
  const unanswered = real.saves.filter(({ isAnswered }) => !isAnswered).length;
  return {
    name: 'bogor',
    ratios: {
      registrationP95,
      registrationP95SpellMedian: median(spells),
      registrationP95SpellMin: Math.min(...spells),
      registrationP95SpellMax: Math.max(...spells),
      registrationMedian: median(during) / median(before),
      drain,
      probesPer30s: real.probes.per30s,
      virtualDrain: median(virtualDrains),
      virtualDrainMin: Math.min(...virtualDrains),
      virtualDrainMax: Math.max(...virtualDrains),
      virtualProbesPer30s,
    },
    figures: {
      virtualDays: virtual.length,
      ...size,
      registeredBefore11: real.saves.filter(({ type, atMs }) => type === 'visit.registered' && atMs < wib('11:00'))
        .length,
      registrationsBefore: before.length,
      registrationsDuring: during.length,
      registrationP95BeforeMs: percentile(before, 0.95),
      registrationP95DuringMs: percentile(during, 0.95),
      slowestSaveMs: Math.max(...real.saves.map(({ tookMs }) => tookMs)),
      messagesDue: real.verdict.messages,
      effects: real.verdict.effects,
      refusedByBpjs: real.verdict.refused.length,
      lost,
      duplicated,
      outOfOrder,
      invented,
      unanswered,
      refusedEvents: real.refusedEvents,
      drainMessages: real.drain.messages,
      drainMs: real.drain.drainMs,
      drainIdealMs: real.drain.idealMs,
      payerAnswerMs: real.payerMs,
      noticedAfterMs: real.drain.noticedMs,
      probesWhileDown: real.probes.count,
      virtualMessages: virtual.reduce((sum, day) => sum + day.messages, 0),
      virtualDrainMessages: virtual.reduce((sum, day) => sum + day.drainMessages, 0),
      loadAverage: loadavg()[0] ?? Number.NaN,
    },
    holds: {
      nothingBlockedCancelledOrLost: lost + duplicated + unanswered + real.refusedEvents === 0 && real.isSettled,
      timesAreTheObservedOnes: invented === 0,
      orderKept: outOfOrder === 0,
      sameSpeedDuringOutage: registrationP95 <= 1.2,
      drainNearIdeal: drain <= 1.1,
      oneProbePer30s: real.probes.per30s <= 1,
      alsoOnVirtualTime:
        virtual.every((day) => day.lost + day.duplicated + day.outOfOrder === 0) &&
        median(virtualDrains) <= 1.1 &&
        virtualProbesPer30s <= 1,
    },
    formulas: {
      registrationP95: 'p95 of POST /api/v1/events (visit.registered) from 08:05 to 12:00 ÷ the same before 08:05',
      registrationP95Spell: `the same for each of ${SPELLS} spells of the outage with equally many registrations`,
      drain: `busiest channel (${real.drain.channel}): real time from the first to the last effect of the backlog ÷ (${real.drain.messages} messages ÷ (${CALLS_AT_ONCE} calls at once ÷ ${LATENCY_MS} ms))`,
      virtualDrain: `${virtual.length} days uncompressed on virtual time: the engine alone, without database, HTTP and machine`,
      probesPer30s: `most requests of one channel (${real.probes.channel}) in any 30 s of real time, from the moment at which it must be known to be down (${NOTICED.failures} calls in a row unanswered, no answer for ${NOTICED.quietMs / 1000} s)`,
    },
  };
}
