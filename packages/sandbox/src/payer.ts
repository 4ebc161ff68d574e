// The payer itself: facilities, world, ledger and settings, and the one place where a decision becomes an effect. Knows nothing
// of HTTP or faults; server.ts asks it, the control API arranges it.

import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import type { Clocks } from './clock.ts';
import { CHARACTERS, type Call, type Character, type LedgerLine, type Reply, type Route } from './kernel.ts';
import type { MoodTable } from './moods/moods.ts';
import { RunningPlan, type Plan } from './plans/plan.ts';
import { memoryJournal, openJournal, type Journal } from './storage/journal.ts';
import { Ledger } from './storage/ledger.ts';
import { defaultSwitches, type Switches } from './switches.ts';
import { wibDate } from './wib.ts';
import {
  holdsUserKey,
  makeFacility,
  STANDARD_FACILITIES,
  type Facility,
  type SandboxService,
} from './world/facilities.ts';
import { SetupItemSchema, type SetupInput, type SetupItem } from './world/setup.ts';
import { World } from './world/world.ts';
import { Past } from './world/past.ts';

export interface PayerOptions {
  readonly clocks: Clocks;
  readonly seed: number;
  /** Absent = nothing is written to disk. */
  readonly dataDir: string | null;
  /** How many people a fresh payer knows. */
  readonly population: number;
  readonly character: Character | null;
}

/** The payer's clock may be off by so much before anybody sets it. */
const DEFAULT_WINDOW_MS = 5 * 60_000;
/** After so many days the referrals of the first day begin to expire, so a restarted payer hands out fresh ones. */
const POPULATION_REFRESH_DAYS = 14;
const DAY_MS = 86_400_000;

export class Payer {
  readonly clocks: Clocks;
  readonly seed: number;
  /** What the operator set; a plan comes on top, see `moodsNow`. */
  moods: MoodTable = {};
  plan: RunningPlan | null = null;
  switches: Switches = defaultSwitches();
  character: Character = 'documented';
  skewMs = 0;
  windowMs = DEFAULT_WINDOW_MS;
  ledger: Ledger;
  world = new World();
  readonly #options: PayerOptions;
  #setupJournal: Journal;
  #setup: SetupItem[] = [];
  #past: Past;
  #facilities = new Map<string, Facility>();
  #generation = 0;

  constructor(options: PayerOptions) {
    this.#options = options;
    this.clocks = options.clocks;
    this.seed = options.seed;
    const opened = this.#open();
    this.ledger = opened.ledger;
    this.#setupJournal = opened.setupJournal;
    this.#past = new Past(this.ledger, () => this.#setup);
    for (const input of STANDARD_FACILITIES) this.#addFacility(makeFacility(this.seed, input));
    for (const item of opened.setup) this.#take(item);
    this.#greet();
    for (const line of this.ledger.lines) this.world.apply(line);
    if (options.character !== null && options.character !== this.character)
      void this.arrange([{ kind: 'character', character: options.character }]);
  }

  byConsId = (consId: string): Facility | undefined => this.#find(({ credentials }) => credentials.consId === consId);
  byUserKey = (service: SandboxService, userKey: string): Facility | undefined =>
    this.#find((facility) => holdsUserKey(facility, service, userKey));
  facility(kodePpk: string): Facility | undefined {
    return this.#facilities.get(kodePpk);
  }
  facilities(): Facility[] {
    return [...this.#facilities.values()];
  }

  /** The moods that hold at this moment: a plan's step covers what the operator set for the same scope. */
  moodsNow(): MoodTable {
    return this.plan === null ? this.moods : { ...this.moods, ...this.plan.tableAt(this.clocks.business()) };
  }

  /** Begins a plan now. The same plan goes on where it was: a restart with the same file is no new beginning. */
  async startPlan(plan: Plan): Promise<void> {
    if (this.plan !== null && JSON.stringify(this.plan.plan) === JSON.stringify(plan)) return;
    await this.arrange([{ kind: 'plan', plan, startMs: this.clocks.business() }]);
  }

  /** Decides one call and applies its effects; resolves durability separately so that the caller may answer late. */
  perform(
    route: Route,
    call: Omit<Call, 'world' | 'character' | 'switches' | 'nowMs'>,
    meta: { requestId: string; staleMs: number },
  ): { reply: Reply; lines: LedgerLine[] } {
    const nowMs = this.clocks.business();
    const world = meta.staleMs > 0 ? this.#past.at(this.clocks.real() - meta.staleMs) : this.world;
    const full: Call = { ...call, world, nowMs, character: this.character, switches: this.switches };
    const reply = route.handle(full);
    const effects = reply.effects ?? (isRefusal(route, reply) ? [refusalOf(route, full, reply)] : []);
    const lines = effects.map((effect) => {
      const { line } = this.ledger.append({
        ...effect,
        atMs: this.clocks.real(),
        businessMs: nowMs,
        service: route.service,
        endpoint: route.id,
        ppk: call.facility.kodePpk,
        requestId: meta.requestId,
      });
      this.world.apply(line);
      return line;
    });
    return { reply, lines };
  }

  /** Adds people, referrals, facilities or settings; durable when it resolves. */
  async arrange(items: readonly SetupInput[]): Promise<number> {
    const parsed = items.map((item) => SetupItemSchema.parse(item));
    for (const item of parsed) this.#take(item);
    await Promise.all(parsed.map((item) => this.#setupJournal.append(toJson(item))));
    return parsed.length;
  }

  /** Everything answered so far is on disk. */
  async settled(): Promise<void> {
    await Promise.all([this.ledger.settled(), this.#setupJournal.settled()]);
  }

  /** Starts the payer's life again; the old files are kept beside the new ones. */
  async reset(): Promise<void> {
    await this.close();
    const { dataDir } = this.#options;
    if (dataDir !== null) {
      while (existsSync(join(dataDir, `ledger.${this.#generation}.jsonl`))) this.#generation += 1;
      for (const name of ['ledger', 'setup']) {
        if (existsSync(join(dataDir, `${name}.jsonl`)))
          renameSync(join(dataDir, `${name}.jsonl`), join(dataDir, `${name}.${this.#generation}.jsonl`));
      }
    }
    const opened = this.#open();
    this.ledger = opened.ledger;
    this.#setupJournal = opened.setupJournal;
    this.world = new World();
    this.#setup = [];
    this.#past = new Past(this.ledger, () => this.#setup);
    this.moods = {};
    this.plan = null;
    this.switches = defaultSwitches();
    this.skewMs = 0;
    this.windowMs = DEFAULT_WINDOW_MS;
    this.#facilities = new Map();
    for (const input of STANDARD_FACILITIES) this.#addFacility(makeFacility(this.seed, input));
    this.#greet();
    await this.settled();
  }

  async close(): Promise<void> {
    await Promise.all([this.ledger.close(), this.#setupJournal.close()]);
  }

  #open(): { ledger: Ledger; setupJournal: Journal; setup: SetupItem[] } {
    const { dataDir } = this.#options;
    if (dataDir === null) return { ledger: new Ledger(memoryJournal, []), setupJournal: memoryJournal, setup: [] };
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    const ledger = openJournal(join(dataDir, 'ledger.jsonl'));
    const setup = openJournal(join(dataDir, 'setup.jsonl'));
    return {
      ledger: new Ledger(ledger.journal, ledger.lines),
      setupJournal: setup.journal,
      setup: setup.lines.map((line) => SetupItemSchema.parse(line)),
    };
  }

  /** Makes sure that somebody is insured, with referrals that are still valid. */
  #greet(): void {
    const { population: n } = this.#options;
    const today = wibDate(this.clocks.business());
    const last = this.#setup.findLast((item) => item.kind === 'population');
    const age = last === undefined ? Infinity : (Date.parse(today) - Date.parse(last.date)) / DAY_MS;
    if (n > 0 && Math.abs(age) > POPULATION_REFRESH_DAYS)
      void this.arrange([{ kind: 'population', seed: this.seed, n, date: today }]);
  }

  #take(item: SetupItem): void {
    this.#setup.push(item);
    this.world.setup(item);
    this.#past.setup(item);
    if (item.kind === 'facility')
      this.#addFacility({ ...makeFacility(this.seed, item.facility), consumer: item.facility.consumer });
    if (item.kind === 'moods') this.moods = item.moods;
    if (item.kind === 'plan') this.plan = item.plan && new RunningPlan(item.plan, item.startMs, this.seed);
    if (item.kind === 'switches') this.switches = item.switches;
    if (item.kind === 'character') this.character = item.character;
    if (item.kind === 'clock') {
      this.skewMs = item.clock.skewMs ?? this.skewMs;
      this.windowMs = item.clock.windowMs ?? this.windowMs;
      if (item.clock.business !== undefined) this.clocks.setBusiness(item.clock.business);
    }
  }

  #addFacility(facility: Facility): void {
    this.#facilities.set(facility.kodePpk, facility);
  }
  #find(test: (facility: Facility) => boolean): Facility | undefined {
    for (const facility of this.#facilities.values()) if (test(facility)) return facility;
    return undefined;
  }
}

export const isCharacter = (text: string): text is Character => CHARACTERS.some((known) => known === text);

/** Codes that are no refusal: done, already there, already gone. */
const NOT_REFUSED = new Set([1, 200, 208, 304]);

function isRefusal(route: Route, reply: Reply): boolean {
  return route.kind === 'write' && !NOT_REFUSED.has(reply.code);
}

/** Not an effect: kept so that a checker can tell "refused in BPJS's own words" from "lost". */
function refusalOf(route: Route, call: Call, reply: Reply): NonNullable<Reply['effects']>[number] {
  const subject = route.subject?.(call) ?? { key: '', data: {} };
  return {
    effect: 'refused',
    key: subject.key,
    data: { ...subject.data, code: String(reply.code), message: reply.message },
  };
}

/** A parsed setup item is JSON by construction. */
function toJson(item: SetupItem): Parameters<Journal['append']>[0] {
  return JSON.parse(JSON.stringify(item)) as Parameters<Journal['append']>[0];
}
