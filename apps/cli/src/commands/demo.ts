// `npm run titian -- demo`: plays a hospital morning with a four-hour outage of the payer against a private Titian, and lets
// the offline checker say whether anything was lost, sent twice, out of order or invented. Nothing of it stays behind.
import { cpSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { check, isClean, type Verdict } from '../checker/index.ts';
import { readLedger } from '../checker/ledger.ts';
import { type Command, type CommandContext, CommandError } from '../command.ts';
import { businessNow, clockText, dayStart, type BusinessClock } from '../demo/business-clock.ts';
import { measureDrain, type Drain } from '../demo/drain.ts';
import { connectHis, type His } from '../demo/his.ts';
import { openInstance, type Instance } from '../demo/instance.ts';
import { play, type PlayedDay } from '../demo/player.ts';
import { createProgress, wibClock } from '../demo/progress.ts';
import { ledgerSize, sandboxControl, type SandboxControl } from '../demo/sandbox-control.ts';
import { COLUMNS, type Column } from '../events-file/columns.ts';
import { readEventsFile, type ReadFile } from '../events-file/read.ts';

/** The morning of product.md: announced as thirty minutes, it took nearly four hours. WIB. */
const OUTAGE_FROM = '08:05';
const OUTAGE_UNTIL = '12:00';
const DEFAULT_SPEED = 60;
/** The payer's pace and our share of it, in real seconds: the cautious default is 4 calls at once, half a second each. */
const LATENCY_MS = 500;
const CALLS_AT_ONCE = 4;
/** Longest wait for the last messages after the last event; beyond it whatever is missing counts as lost. */
const DRAIN_LIMIT_MS = 15 * 60_000;
const POLL_MS = 500;
const MISSES_MAX = 20;
/** Sign-ins that may make an API key of their facility; known to everybody, they exist only in demos. */
const IT_SIGN_INS = ['it.rs', 'it.klinik', 'it.timur'] as const;

export const command: Command = {
  summary: 'plays a hospital morning with a four-hour outage and checks what arrived',
  help: `Options:
  --events FILE     your own day instead of the one that ships (docs/api/events-file.md)
  --map ours=theirs a column that your file calls differently; may be repeated
  --speed N         business seconds per real second (default ${DEFAULT_SPEED}); the payer's pace stays real
  --no-outage       the payer stays up
  --keep DIR        keeps the ledger and the logs there
  --json            last line of output: one JSON object; exit code 1 when anything was lost, doubled, out of order or invented`,
  async run(args, context) {
    const options = optionsOf(args);
    if (typeof options === 'string') {
      console.error(`${options}\n\n${command.help}`);
      return 2;
    }
    return await demo(options, context).catch((error: unknown) => {
      if (!(error instanceof CommandError)) throw error;
      console.error(error.message);
      return 1;
    });
  },
};

interface DemoOptions {
  readonly events: string | null;
  readonly mapping: Readonly<Partial<Record<Column, string>>>;
  readonly speed: number;
  readonly outage: boolean;
  readonly keep: string | null;
  readonly json: boolean;
}

function optionsOf(args: readonly string[]): DemoOptions | string {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        events: { type: 'string' },
        map: { type: 'string', multiple: true, default: [] },
        speed: { type: 'string', default: String(DEFAULT_SPEED) },
        'no-outage': { type: 'boolean', default: false },
        keep: { type: 'string' },
        json: { type: 'boolean', default: false },
      },
    });
    const speed = Number(values.speed);
    if (!(speed >= 1 && speed <= 3600)) return `--speed ${values.speed} is not a number from 1 to 3600.`;
    const mapping: Partial<Record<Column, string>> = {};
    for (const pair of values.map) {
      const [ours, theirs] = pair.split('=');
      const column = COLUMNS.find((name) => name === ours);
      if (column === undefined || theirs === undefined)
        return `--map ${pair}: write ours=theirs; ours is one of ${COLUMNS.join(', ')}.`;
      mapping[column] = theirs;
    }
    return {
      events: values.events ?? null,
      mapping,
      speed,
      outage: !values['no-outage'],
      keep: values.keep ?? null,
      json: values.json,
    };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

async function demo(options: DemoOptions, context: CommandContext): Promise<number> {
  const file = options.events ?? join(context.root, 'apps', 'cli', 'data', 'pagi-rumah-sakit.csv');
  if (!existsSync(file)) throw new CommandError(`${file} does not exist.`);
  const text = readFileSync(file, 'utf8');
  const day = readEventsFile(text, options.mapping);
  for (const bad of day.bad)
    console.log(`  baris ${bad.line} dilewati: ${bad.column ?? ''} "${bad.value}". ${bad.remedy}`);
  if (day.events.length === 0) throw new CommandError(`${file} holds no event that can be read.`);
  const say = (line: string): void => console.log(line);
  say('Menyiapkan Titian, PostgreSQL dan sandbox BPJS sendiri untuk demo ini …');
  const plan = planOf(day, options, performance.timeOrigin + performance.now());
  const instance = await openInstance({
    context,
    businessClock: clockText(plan.clock),
    serverEnvironment: { TITIAN_CHANNEL_SHARE: String(CALLS_AT_ONCE), TITIAN_LOG_LEVEL: 'warn' },
  });
  const abort = new AbortController();
  const stop = (): void => {
    abort.abort();
    void instance.close().then(() => process.exit(130));
  };
  process.once('SIGINT', stop).once('SIGTERM', stop);
  try {
    const report = await playDay({ day, plan, instance, say, abort });
    const verdict = check(text, readFileSync(instance.ledgerFile, 'utf8'), options.mapping);
    return conclude({ verdict, report, options, bad: day.bad.length });
  } finally {
    process.off('SIGINT', stop).off('SIGTERM', stop);
    if (options.keep !== null) keep(instance, options.keep);
    await instance.close();
  }
}

function keep(instance: Instance, folder: string): void {
  mkdirSync(folder, { recursive: true });
  cpSync(instance.ledgerFile, join(folder, 'ledger.jsonl'));
  cpSync(instance.home.logs, join(folder, 'logs'), { recursive: true });
}

interface Plan {
  readonly clock: BusinessClock;
  readonly untilMs: number;
  readonly outage: { readonly fromMs: number; readonly untilMs: number } | null;
}

/** Starting everything takes some seconds; the business clock begins to run when it is likely done. */
const START_UP_MS = 15_000;

function planOf(day: ReadFile, options: DemoOptions, realNowMs: number): Plan {
  const instants = day.events.map((event) => event.atMs);
  const baseMs = dayStart(instants);
  const dayWib = new Date((instants[Math.floor(instants.length / 2)] ?? baseMs) + 7 * 3_600_000)
    .toISOString()
    .slice(0, 10);
  const wib = (clock: string): number => Date.parse(`${dayWib}T${clock}:00+07:00`);
  return {
    clock: { baseMs, realBaseMs: Math.round(realNowMs) + START_UP_MS, speed: options.speed },
    untilMs: instants.at(-1) ?? baseMs,
    outage: options.outage ? { fromMs: wib(OUTAGE_FROM), untilMs: wib(OUTAGE_UNTIL) } : null,
  };
}

interface DayReport {
  readonly played: PlayedDay;
  readonly drain: Drain | null;
  readonly isSettled: boolean;
}

interface DayParts {
  readonly day: ReadFile;
  readonly plan: Plan;
  readonly instance: Instance;
  readonly say: (line: string) => void;
  readonly abort: AbortController;
}

async function playDay({ day, plan, instance, say, abort }: DayParts): Promise<DayReport> {
  const control = sandboxControl(instance.sandboxUrl);
  await control.arrangePeople(day.events);
  if (plan.outage === null) await control.setPace({ latencyMs: LATENCY_MS });
  else await control.announceOutage(plan.outage.fromMs, plan.outage.untilMs, { latencyMs: LATENCY_MS });
  const his = await connectHis(instance.serverUrl, signInsOf(instance));
  const { clock, outage } = plan;
  say(
    `Hari demo mulai ${wibClock(clock.baseMs)} WIB, ${clock.speed} kali lebih cepat.${outage === null ? '' : ` BPJS terputus ${wibClock(outage.fromMs)}–${wibClock(outage.untilMs)}.`}`,
  );
  const watch = watchDay({ day, plan, control, his, signal: abort.signal });
  const played = await play({
    events: day.events,
    clock,
    signal: abort.signal,
    ports: {
      send: his.send,
      realNowMs: realNow,
      pause: async (ms, signal) => void (await delay(ms, undefined, { signal }).catch(() => undefined)),
    },
    onAnswer: (now) => watch.saw(now),
  });
  const isSettled = await watch.untilQuiet();
  abort.abort();
  await watch.end();
  for (const { line, reason } of played.rejected) say(`  baris ${line} ditolak: ${reason}`);
  if (outage === null) return { played, drain: null, isSettled };
  const realOf = (businessMs: number): number => clock.realBaseMs + (businessMs - clock.baseMs) / clock.speed;
  const lines = readFileSync(instance.ledgerFile, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .flatMap((line) => readLedger(line).map((entry) => ({ ...entry, atMs: atOf(line) })));
  return {
    played,
    isSettled,
    drain: measureDrain({
      lines,
      outageEndMs: realOf(outage.untilMs),
      outageEndBusinessMs: outage.untilMs,
      callsAtOnce: CALLS_AT_ONCE,
      latencyMs: LATENCY_MS,
    }),
  };
}

function atOf(line: string): number {
  const at: unknown = Reflect.get(JSON.parse(line), 'at');
  return typeof at === 'string' ? Date.parse(at) : NaN;
}

function realNow(): number {
  return performance.timeOrigin + performance.now();
}

function signInsOf(instance: Instance): { username: string; password: string }[] {
  const said = instance.server().ready['demoSignIns'];
  const all: unknown[] = Array.isArray(said) ? said : [];
  return IT_SIGN_INS.flatMap((username) => {
    const found = all.find(
      (entry) => typeof entry === 'object' && entry !== null && Reflect.get(entry, 'username') === username,
    );
    const password: unknown = typeof found === 'object' && found !== null ? Reflect.get(found, 'password') : undefined;
    return typeof password === 'string' ? [{ username, password }] : [];
  });
}

interface Watch {
  saw(played: PlayedDay): void;
  /** Waits until nothing waits and nothing is unknown; false when the limit is reached. */
  untilQuiet(): Promise<boolean>;
  end(): Promise<void>;
}

function watchDay({
  day,
  plan,
  control,
  his,
  signal,
}: {
  day: ReadFile;
  plan: Plan;
  control: SandboxControl;
  his: His;
  signal: AbortSignal;
}): Watch {
  const progress = createProgress(process.stdout, realNow);
  let played: PlayedDay | null = null;
  let pending: Awaited<ReturnType<His['pending']>> = null;
  const look = async (): Promise<void> => {
    const [size, now] = await Promise.all([ledgerSize(control), his.pending()]);
    pending = now;
    const businessNowMs = businessNow(plan.clock, realNow());
    progress.show({
      businessNowMs,
      fromMs: plan.clock.baseMs,
      untilMs: plan.untilMs,
      outage: plan.outage,
      visits: size.counts['booking.added'] ?? 0,
      saved: played?.accepted ?? 0,
      events: day.events.length,
      slowestMs: Math.max(0, ...(played?.answerMs ?? []).slice(-200)),
      effects: Object.values(size.counts).reduce((sum, count) => sum + count, 0),
      waiting: now?.waiting ?? null,
      unknown: now?.unknown ?? null,
    });
  };
  let misses = 0;
  const loop = (async () => {
    while (!signal.aborted) {
      // One missed look is no news; a sandbox that stays away is the end of the demo.
      await look().then(
        () => (misses = 0),
        (error: unknown) => {
          misses += 1;
          if (misses > MISSES_MAX && !signal.aborted) throw error;
        },
      );
      await delay(POLL_MS, undefined, { signal }).catch(() => undefined);
    }
  })();
  return {
    saw: (now) => {
      played = now;
    },
    untilQuiet: async () => {
      const limit = realNow() + DRAIN_LIMIT_MS;
      // Two looks in a row: a message that just became unknown is neither here nor there for a moment.
      for (let quiet = 0; quiet < 2 && realNow() < limit;) {
        await delay(POLL_MS);
        quiet = pending !== null && pending.waiting + pending.unknown === 0 ? quiet + 1 : 0;
      }
      return pending !== null && pending.waiting + pending.unknown === 0;
    },
    end: async () => {
      await loop;
      progress.end();
    },
  };
}

function conclude({
  verdict,
  report,
  options,
  bad,
}: {
  verdict: Verdict;
  report: DayReport;
  options: DemoOptions;
  bad: number;
}): number {
  const { played, drain } = report;
  const ok = isClean(verdict) && played.blocked === 0 && report.isSettled;
  for (const finding of verdict.findings.slice(0, 20))
    console.log(
      `  ${finding.kind}: ${finding.visitRef} ${finding.what}\n${finding.history.map((line) => `      ${line}`).join('\n')}`,
    );
  const slowest = Math.round(Math.max(0, ...played.answerMs));
  console.log(`
Hasil menurut pemeriksa luar (berkas kejadian dan buku besar sandbox saja)
  kunjungan              ${verdict.visits}
  harus sampai di BPJS   ${verdict.messages}   sampai ${verdict.effects}   ditolak BPJS ${verdict.refused.length}
  hilang ${verdict.lost}   ganda ${verdict.duplicated}   salah urut ${verdict.outOfOrder}   dikarang ${verdict.invented}
  simpan tertahan        ${played.blocked}   (jawaban paling lambat ${slowest} ms)${bad > 0 ? `\n  baris dilewati         ${bad}` : ''}`);
  if (drain !== null && drain.ratio !== null) {
    console.log(`  pengiriman sesudah pulih  ${(drain.drainMs / 1000).toFixed(1)} s ÷ ideal ${(drain.idealMs / 1000).toFixed(1)} s = ${drain.ratio.toFixed(2)}
    ideal = ${drain.messages} pesan ${drain.channel} ÷ (${CALLS_AT_ONCE} sekaligus ÷ ${LATENCY_MS} ms = ${drain.perSecond}/s); pulihnya disadari sesudah ${(drain.noticedMs / 1000).toFixed(1)} s`);
  }
  console.log(
    ok ? '\nSemua sampai, sekali, berurutan, dengan waktu yang sebenarnya.' : '\nAda yang tidak beres; lihat di atas.',
  );
  if (options.json) {
    console.log(
      JSON.stringify({
        visits: verdict.visits,
        messages: verdict.messages,
        effects: verdict.effects,
        lost: verdict.lost,
        duplicated: verdict.duplicated,
        outOfOrder: verdict.outOfOrder,
        invented: verdict.invented,
        blocked: played.blocked,
        drainRatio: drain?.ratio === undefined || drain.ratio === null ? null : Number(drain.ratio.toFixed(3)),
      }),
    );
  }
  return ok ? 0 : 1;
}
