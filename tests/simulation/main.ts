// Days from seeds, one after the other, until the time is over or a promise is broken. What breaks prints its seed, the commit and the story
// of its lane, and the same seed plays it again to the letter.
// `npm run simulate -- --seconds 60 [--seed 7] [--days 1] [--visits 300] [--plant blind-resend] --json`
import { execFileSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import type { PlantedBug } from '@titian/outbox';
import { playDay, type DayReport } from './day.ts';
import { type Failpoint, FAILPOINTS } from './failpoints.ts';
import { FINDINGS, type What } from './judge.ts';

const PLANTS = ['blind-resend', 'skip-lease-check', 'already-as-equal', 'drop-after-five'] as const;
/** A shorter run, or one of few days on a busy machine, may well pass a named place by. */
const ALL_PLACES_AFTER_S = 20;
const ALL_PLACES_AFTER_DAYS = 20;
const SHOWN_FINDINGS = 10;

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    seed: { type: 'string' },
    days: { type: 'string' },
    visits: { type: 'string', default: '300' },
    plant: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
});

function whole(name: string, text: string): number {
  const value = Number(text);
  if (Number.isSafeInteger(value) && value > 0) return value;
  throw new Error(`--${name} is a whole number above 0`);
}

function plantOf(name: string | undefined): PlantedBug | null {
  const plant = PLANTS.find((one) => one === name);
  if (name === undefined) return null;
  if (plant === undefined) throw new Error(`--plant is one of ${PLANTS.join(', ')}`);
  return plant;
}

function commitOf(): string {
  try {
    const command = ['rev-parse', '--short=12', 'HEAD'];
    return execFileSync('git', command, { cwd: import.meta.dirname, encoding: 'utf8', stdio: 'pipe' }).trim();
  } catch {
    return 'unknown';
  }
}

const seconds = whole('seconds', values.seconds);
const most = values.days === undefined ? Number.POSITIVE_INFINITY : whole('days', values.days);
const visits = whole('visits', values.visits);
const plant = plantOf(values.plant);
const firstSeed = values.seed === undefined ? 1 + (Date.now() % 1_000_000_000) : whole('seed', values.seed);
const commit = commitOf();

const counts = new Map<What, number>(FINDINGS.map((what) => [what, 0]));
const struck = new Set<Failpoint>();
const total = { days: 0, messages: 0, effects: 0, events: 0, engineMs: 0 };
const blows: Record<string, number> = {};
// Lost connections are thrown by the thousand, and nobody reads where.
Error.stackTraceLimit = 0;
const startedAt = performance.now();
const cpuAtStart = process.cpuUsage();
const elapsedS = (): number => (performance.now() - startedAt) / 1_000;

function count(report: DayReport): void {
  total.days += 1;
  for (const key of ['messages', 'effects', 'events', 'engineMs'] as const) total[key] += report[key];
  for (const place of report.struck) struck.add(place);
  for (const [blow, times] of Object.entries(report.blows)) blows[blow] = (blows[blow] ?? 0) + times;
  for (const { what } of report.findings) counts.set(what, (counts.get(what) ?? 0) + 1);
}

function tell(report: DayReport): void {
  console.log(`\nseed ${report.seed}, commit ${commit}, ${report.character} payer: ${report.findings.length} findings`);
  for (const { what, lane, messageId, text } of report.findings.slice(0, SHOWN_FINDINGS))
    console.log(
      `  ${what}: ${text} (lane ${lane.split(' ')[1]?.slice(0, 8) ?? '-'}, message ${messageId.slice(0, 8)})`,
    );
  console.log('\nThe first one’s lane, with what happened to the machines meanwhile:');
  for (const line of report.history) console.log(line);
  console.log(
    `\nAgain: npm run simulate -- --seed ${report.seed} --days 1 --visits ${visits}${plant === null ? '' : ` --plant ${plant}`}`,
  );
}

let seed = firstSeed;
let broken: DayReport | null = null;
while (broken === null && total.days < most && elapsedS() < seconds) {
  const report = await playDay({ seed, visits, plant });
  count(report);
  if (report.findings.length > 0) broken = report;
  else seed += 1;
}
if (broken !== null) tell(broken);

const tookS = elapsedS();
const cpu = process.cpuUsage(cpuAtStart);
const perSecond = (value: number): number => Math.round((value / tookS) * 100) / 100;
const missed = FAILPOINTS.filter((place) => !struck.has(place));
const isLongEnough = tookS >= ALL_PLACES_AFTER_S && total.days >= ALL_PLACES_AFTER_DAYS;
const isUncovered = plant === null && broken === null && isLongEnough && missed.length > 0;
if (isUncovered) console.log(`No machine was hit at: ${missed.join(', ')}`);
const result = {
  ...Object.fromEntries(counts),
  failpointsHit: struck.size,
  failpoints: FAILPOINTS.length,
  seed: broken?.seed ?? firstSeed,
  commit,
  character: 'documented, dumb',
  plant,
  days: total.days,
  daysPerSecond: perSecond(total.days),
  messages: total.messages,
  messagesPerSecond: perSecond(total.messages),
  effects: total.effects,
  events: total.events,
  engineHours: Math.round(total.engineMs / 36_000) / 100,
  ...blows,
  seconds: Math.round(tookS * 10) / 10,
  cpuSeconds: Math.round((cpu.user + cpu.system) / 100_000) / 10,
};
if (!values.json) console.log(result);
else console.log(JSON.stringify(result));
const isAsPromised = plant === null ? broken === null && !isUncovered : broken !== null;
process.exitCode = isAsPromised ? 0 : 1;
