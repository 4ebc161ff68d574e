// One day of a small group of facilities, played from one seed: the shipped nodes over the store that keeps PostgreSQL's promises, a BPJS of
// either character, people, and everything that can go wrong; then it is waited until nothing is left to do, and judged.
import { type PlantedBug, resolveSettings } from '@titian/outbox';
import { Machine, MemoryDatabase, MemoryHand, VirtualTime, type BusinessTime } from '@titian/outbox/testing';
import { Climate } from './climate.ts';
import { Desk } from './desk.ts';
import { Dice } from './dice.ts';
import { type Failpoint } from './failpoints.ts';
import { type Finding, Judge, nameOf } from './judge.ts';
import { type Character, Payer } from './payer.ts';
import { CLINIC, COMING_MS, firstContent, HOSPITAL, type Plan, PlanMaker, type Planned, SMALL_CLINIC } from './plan.ts';
import { Trouble } from './trouble.ts';
import { type Accepted, judgeDay } from './verdict.ts';
import { Wire } from './wire.ts';

export interface DayOptions {
  readonly seed: number;
  /** A clinic's day is 300 visits, about 1,500 messages. */
  readonly visits?: number;
  readonly plant?: PlantedBug | null;
}

export interface DayReport {
  readonly seed: number;
  readonly character: Character;
  readonly messages: number;
  readonly effects: number;
  readonly events: number;
  readonly engineMs: number;
  readonly struck: readonly Failpoint[];
  readonly blows: Readonly<Record<string, number>>;
  readonly findings: readonly Finding[];
  /** Of the first finding: what is known of its lane, and what happened to the machines meanwhile. */
  readonly history: readonly string[];
}

const VISITS = 300;
/** From five in the morning, WIB; a business hour is an engine's minute, so that calls keep their real proportions to leases and windows. */
const BUSINESS: BusinessTime = { fromMs: Date.UTC(2026, 10, 1, 22), factor: 60 };
const TROUBLE_UNTIL_MS = 19 * 60_000;
/** A channel that leaves room between its calls may need hours for what is left. */
const LIMIT_MS = 24 * 3_600_000;
const LOOK_MS = 10_000;
/** Calls whose lane was taken over still come back to their machine. */
const LAST_CALLS_MS = 60_000;
const PRUNE_EVERY_MS = 45_000;
const PRUNE_BATCH = 200;
const PRUNE_AGE_MS = 180_000;
const ANSWER_WAIT_MS = 6_000;
const BUDGET = 9;
/** A day on which so much has been found need not be played to its end. */
const ENOUGH = 20;

const HOUR_MS = 3_600_000;
const WIB_MS = 7 * HOUR_MS;
const isNight = (businessMs: number): boolean => {
  const hour = Math.floor((businessMs + WIB_MS) / HOUR_MS) % 24;
  return hour >= 22 || hour < 5;
};
const shareOf = (facilityId: string): number => (facilityId === HOSPITAL ? 12 : facilityId === CLINIC ? 4 : 3);
const businessMs = (engineMs: number): number => BUSINESS.fromMs + engineMs * BUSINESS.factor;

export const characterOf = (seed: number): Character => (seed % 2 === 1 ? 'documented' : 'dumb');

class Day {
  readonly time = new VirtualTime();
  readonly database = new MemoryDatabase(this.time);
  readonly plan: Plan;
  readonly judge: Judge;
  readonly payer: Payer;
  readonly trouble: Trouble;
  readonly accepted = new Map<string, Accepted>();
  readonly wire: Wire;
  readonly #seed: number;
  readonly #settings;
  readonly #desk = new Map<string, Promise<void>>();
  readonly #front: Dice;
  readonly #climate: Climate;
  #waiting = 0;
  #born = 0;

  constructor({ seed, visits = VISITS, plant = null }: DayOptions) {
    this.#seed = seed;
    const { time, database } = this;
    this.#settings = resolveSettings({
      share: (facilityId) => ({
        concurrency: shareOf(facilityId),
        ratePerSecond: facilityId === SMALL_CLINIC ? 8 : null,
      }),
      isBulkAllowed: (_facilityId, now) => isNight(now.getTime()),
      lagProbeMs: 1_000,
      plantedBug: plant,
    });
    database.budgets.set('pcare', { concurrency: BUDGET, ratePerSecond: null });
    this.#front = new Dice(seed, 4);
    this.#climate = new Climate(seed, time, TROUBLE_UNTIL_MS);
    this.plan = new PlanMaker(new Dice(seed, 1), businessMs).make(visits);
    this.judge = new Judge({
      time,
      database,
      settleWindowMs: this.#settings.settleWindowMs,
      lateAfterMs: this.#settings.lateAfterMs,
      shareOf,
      budgetOf: (channel) => (channel === 'pcare' ? BUDGET : Number.POSITIVE_INFINITY),
      isNight,
      isHeld: (messageId) => this.payer.effectsOf(messageId).length > 0,
      factor: BUSINESS.factor,
    });
    this.payer = new Payer(time, characterOf(seed));
    this.trouble = new Trouble({
      time,
      dice: new Dice(seed, 5),
      judge: this.judge,
      leaseMs: this.#settings.leaseMs,
      untilMs: TROUBLE_UNTIL_MS,
      strength: this.#climate.isCalm ? 0 : 1,
      give: () => this.#machine(),
    });
    const bugs = new Set(this.plan.bugs);
    this.wire = new Wire({
      time,
      dice: new Dice(seed, 6),
      payer: this.payer,
      judge: this.judge,
      climate: this.#climate,
      stubborn: new Map(this.plan.stubborn),
      bugs,
      needless: this.plan.needless,
      contentOf: this.judge.contentOf,
      reach: this.trouble.reach,
    });
    this.#people(bugs);
    for (const planned of this.plan.planned) time.after(planned.atMs, () => this.#register(planned));
    for (let node = 0; node < 1 + (seed % 3); node += 1) this.trouble.birth();
  }

  #people(bugs: Set<string>): void {
    const { time, database, payer, judge, plan } = this;
    const sober = { now: () => new Date(businessMs(time.nowMs)), monotonicMs: () => time.nowMs };
    const desk = new Desk({
      time,
      database,
      payer,
      judge,
      bugs,
      climate: this.#climate,
      dice: new Dice(this.#seed, 7),
      hand: new MemoryHand(database, this.#settings, sober),
      machine: () => this.#answering(),
      newDeadline: () => new Date(businessMs(time.nowMs + LIMIT_MS)),
    });
    desk.open();
    for (const [messageId, content] of plan.objections) payer.objections.set(messageId, content);
  }

  #machine(): Machine {
    const machine: Machine = new Machine({
      time: this.time,
      database: this.database,
      settings: this.#settings,
      business: BUSINESS,
      seed: this.#seed * 1_009 + (this.#born += 1),
      handlerOf: (own, kind) => this.wire.handler(own, kind),
      failpoint: (own) => (at) => this.trouble.reach(own, at),
      isDatabaseAway: () => this.trouble.isDatabaseAway,
      weather: () =>
        this.time.nowMs < TROUBLE_UNTIL_MS && !this.#climate.isCalm
          ? { lossBefore: 0.005, lossAfter: 0.005, latencyMs: 4 }
          : { lossBefore: 0, lossAfter: 0, latencyMs: 2 },
    });
    machine.process.set(() => this.#prune(machine), PRUNE_EVERY_MS);
    return machine;
  }

  #answering(): Machine | undefined {
    const living = this.trouble.living.filter(({ process, isCut }) => !process.isFrozen && !isCut);
    return living.length === 0 ? undefined : this.#front.pick(living);
  }

  /** One visit's saves follow one another: a person presses the next button when the last save is answered. */
  #register(planned: Planned): void {
    const visit = planned.messages[0]?.subjectId ?? '';
    this.#waiting += 1;
    const before = this.#desk.get(visit) ?? Promise.resolve();
    this.#desk.set(
      visit,
      before.then(async () => {
        await this.#save(planned);
        this.#waiting -= 1;
      }),
    );
  }

  async #save({ facilityId, messages }: Planned): Promise<void> {
    for (const message of messages) {
      const { messageId } = message;
      this.judge.holds(messageId, firstContent(messageId));
      const foreign = this.payer.character === 'documented' ? this.plan.foreign.get(messageId) : undefined;
      if (foreign !== undefined) this.payer.holdForeign(facilityId, message.laneId, messageId, foreign);
    }
    while (!(await this.#isSaved({ atMs: 0, facilityId, messages })))
      await this.time.sleep(this.#front.between(500, 3_000));
    for (const message of messages) this.accepted.set(message.messageId, { facilityId, message });
    // A named person corrects some of what is still waiting: from then on only that may leave.
    if (this.#front.chance(0.03))
      this.time.after(this.#front.between(1_000, 60_000), () => this.#correct(messages[0]?.messageId));
  }

  #correct(messageId = ''): void {
    if (this.payer.effectsOf(messageId).length === 0) this.judge.holds(messageId, `${messageId.slice(0, 8)} corrected`);
  }

  /** Whoever gets no answer presses again, on whichever machine answers then. */
  #isSaved({ facilityId, messages }: Planned): Promise<boolean> {
    const machine = this.#answering();
    if (machine === undefined) return Promise.resolve(false);
    const lane = `${facilityId} ${messages[0]?.laneId ?? ''}`;
    const saving = (async () => {
      try {
        await machine.enqueue(facilityId, messages);
        await this.trouble.reach(machine, 'after-api-commit-before-answer');
        this.judge.note(lane, `${nameOf(machine)} has saved ${messages.map(({ kind }) => kind).join(', ')}`);
        return true;
      } catch {
        return false;
      }
    })();
    return new Promise((resolve) => {
      void saving.then(resolve);
      this.time.after(ANSWER_WAIT_MS, () => resolve(false));
    });
  }

  async #prune(machine: Machine): Promise<void> {
    try {
      for (;;) {
        const left = await machine.call(() => this.database.prune(this.time.nowMs - PRUNE_AGE_MS, PRUNE_BATCH));
        await this.trouble.reach(machine, 'during-pruning');
        if (left === 0) break;
      }
    } catch (error) {
      this.judge.note('', `pruning failed: ${String(error)}`);
    }
    machine.process.set(() => this.#prune(machine), PRUNE_EVERY_MS);
  }

  get isQuiet(): boolean {
    if (this.#waiting > 0) return false;
    for (const { state } of this.database.lanes.values()) if (state !== 'idle') return false;
    for (const { row } of this.database.messages.values())
      if (row.state === 'parked' || row.state === 'refused') return false;
    return true;
  }

  async play(): Promise<void> {
    const isEnough = (): boolean => this.judge.findings.length >= ENOUGH;
    await this.time.run(COMING_MS, isEnough);
    while (this.time.nowMs < LIMIT_MS && !this.isQuiet && !isEnough())
      await this.time.run(this.time.nowMs + LOOK_MS, isEnough);
    if (isEnough()) return;
    await this.time.run(Math.max(TROUBLE_UNTIL_MS, this.time.nowMs) + LAST_CALLS_MS);
    judgeDay({
      judge: this.judge,
      payer: this.payer,
      database: this.database,
      accepted: this.accepted,
      needless: this.plan.needless,
      machines: this.trouble.machines,
      concluded: this.wire.concluded,
    });
  }
}

export async function playDay(options: DayOptions): Promise<DayReport> {
  const day = new Day(options);
  await day.play();
  const { judge, payer, trouble, time } = day;
  time.clear();
  const [first] = judge.findings;
  return {
    seed: options.seed,
    character: payer.character,
    messages: day.accepted.size,
    effects: payer.ledger.length,
    events: time.played,
    engineMs: time.nowMs,
    struck: [...trouble.struck],
    blows: { ...trouble.counts },
    findings: judge.findings,
    history: first === undefined ? [] : historyOf(judge, first),
  };
}

const HISTORY_LINES = 80;
/** The shortest story: this lane's own lines, and what happened to machines between its first and its last. */
function historyOf({ trace }: Judge, { lane, atMs }: Finding): string[] {
  const own = trace.filter((line) => line.lane === lane);
  const fromMs = Math.min(own[0]?.atMs ?? atMs, atMs) - 1_000;
  const lines = trace.filter(
    (line) => line.lane === lane || (line.lane === '' && line.atMs >= fromMs && line.atMs <= atMs),
  );
  return lines.slice(-HISTORY_LINES).map((line) => `${(line.atMs / 1_000).toFixed(3).padStart(9)} s  ${line.text}`);
}
