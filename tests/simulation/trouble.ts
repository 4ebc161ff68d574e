// What happens to the machines of one day: killed, frozen past their leases, cut off from the database, their wall clocks set wrong, at
// random moments and at the named places. A machine that died comes back as a new one a little later.
import type { Machine, VirtualTime } from '@titian/outbox/testing';
import type { Dice } from './dice.ts';
import { BLOWS, type Blow, type Failpoint, FAILPOINTS, type Shot } from './failpoints.ts';
import { type Judge, nameOf } from './judge.ts';

export interface TroubleOptions {
  readonly time: VirtualTime;
  readonly dice: Dice;
  readonly judge: Judge;
  readonly leaseMs: number;
  readonly untilMs: number;
  /** 0 = the machines are left alone. */
  readonly strength: number;
  readonly give: () => Machine;
}

const SHOTS = 8;
const HOUR_MS = 3_600_000;
const NEVER = new Promise<void>(() => undefined);

export class Trouble {
  readonly machines: Machine[] = [];
  readonly struck = new Set<Failpoint>();
  readonly counts = { kill: 0, freeze: 0, cut: 0, clockStep: 0, databaseAway: 0 };
  isDatabaseAway = false;
  readonly #o: TroubleOptions;
  readonly #shots: Shot[];

  constructor(options: TroubleOptions) {
    this.#o = options;
    const { dice, strength } = options;
    this.#shots = Array.from({ length: Math.round(SHOTS * strength) }, () => {
      const at = dice.pick(FAILPOINTS);
      // Renewing and pruning come rarely: the first time must do.
      const isRare = at === 'during-lease-renewal' || at === 'during-pruning';
      return { at, countdown: 1 + (isRare ? dice.below(2) : dice.below(40)), blow: dice.pick(BLOWS) };
    });
    if (strength > 0) options.time.after(dice.between(5_000, 40_000), () => this.#storm());
  }

  get living(): Machine[] {
    return this.machines.filter(({ process }) => !process.isDead);
  }

  birth(): void {
    const machine = this.#o.give();
    this.machines.push(machine);
    this.#o.judge.disturbed(machine, 'starts');
    machine.start();
  }

  /** A machine has come to a named place. Returns at once where nothing is to happen. */
  reach = (machine: Machine, at: Failpoint): void | Promise<void> => {
    if (this.#shots.length === 0 || this.#o.time.nowMs >= this.#o.untilMs) return undefined;
    for (const [index, shot] of this.#shots.entries()) {
      if (shot.at !== at || (shot.countdown -= 1) > 0) continue;
      this.#shots.splice(index, 1);
      this.struck.add(at);
      return this.#strike(machine, shot.blow, ` ${at}`);
    }
    return undefined;
  };

  #strike(machine: Machine, blow: Blow, where = ''): void | Promise<void> {
    const { time, dice, judge, leaseMs } = this.#o;
    this.counts[blow] += 1;
    judge.disturbed(machine, `${blow}${where}`);
    switch (blow) {
      case 'kill':
        judge.forgetCallsOf(machine);
        machine.kill();
        time.after(dice.between(100, 4_000), () => this.birth());
        return NEVER;
      case 'freeze':
        judge.forgetCallsOf(machine);
        machine.process.freeze();
        time.after(leaseMs * dice.pick([0.3, 1.2, 2, 3]), () => this.#thaw(machine));
        return new Promise((resolve) => {
          machine.process.set(resolve, 0);
        });
      case 'cut':
        machine.isCut = true;
        time.after(dice.between(2_000, 60_000), () => {
          machine.isCut = false;
          judge.disturbed(machine, 'reaches the database again');
        });
        return undefined;
    }
  }

  #thaw(machine: Machine): void {
    machine.process.thaw();
    this.#o.judge.disturbed(machine, 'goes on');
  }

  #storm(): void {
    const { time, dice, untilMs } = this.#o;
    if (time.nowMs >= untilMs) return;
    const machine = this.living.length > 0 ? dice.pick(this.living) : undefined;
    const what = dice.next();
    if (machine === undefined || machine.process.isFrozen) void 0;
    else if (what < 0.3) void this.#strike(machine, 'kill');
    else if (what < 0.55) void this.#strike(machine, 'freeze');
    else if (what < 0.75) void this.#strike(machine, 'cut');
    else if (what < 0.85) this.#stepClock(machine);
    else this.#loseDatabase(machine);
    time.after(dice.between(8_000, 90_000), () => this.#storm());
  }

  #stepClock(machine: Machine): void {
    this.counts.clockStep += 1;
    machine.process.wallOffsetMs = this.#o.dice.between(-HOUR_MS, HOUR_MS);
    this.#o.judge.clockStepped(machine);
    this.#o.judge.note('', `${nameOf(machine)} wall clock is off by ${machine.process.wallOffsetMs} ms`);
  }

  #loseDatabase(machine: Machine): void {
    this.counts.databaseAway += 1;
    this.isDatabaseAway = true;
    this.#o.judge.disturbed(machine, '(and all others) lose the database');
    this.#o.time.after(this.#o.dice.between(500, 15_000), () => {
      this.isDatabaseAway = false;
      this.#o.judge.disturbed(machine, '(and all others) have the database again');
    });
  }
}
