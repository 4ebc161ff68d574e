// One simulated morning from one seed: real engine, store in memory, virtual time, a peer that deduplicates nothing, and a chaos that
// kills, freezes, cuts and lies. Answers with what a checker sees from outside: the ledger, what handlers told, and what is left.
import { Events } from '../engine/events.ts';
import { OutboxNode } from '../engine/node.ts';
import { Notifier } from '../engine/wake.ts';
import { resolveSettings, type OutboxSettings } from '../settings.ts';
import type { Handler, NewMessage, Outcome, OutboxMessage, OutboxRandom, PlantedBug, ReadBack } from '../types.ts';
import { MemoryDatabase } from './memory/database.ts';
import { acrossNetwork } from './memory/network.ts';
import { memoryStore } from './memory/store.ts';
import { CHANNEL, FACILITY, OTHER_FACILITY, seeded, uuid } from './messages.ts';
import { ProcessTime, VirtualTime } from './virtual-time.ts';

export interface SimulationOptions {
  readonly seed: number;
  readonly lanes?: number;
  readonly plantedBug?: PlantedBug | null;
  readonly chaosMs?: number;
}
export interface SimulationReport {
  readonly seed: number;
  readonly messages: number;
  readonly effects: number;
  readonly findings: readonly string[];
  readonly virtualMs: number;
  readonly kills: number;
  readonly freezes: number;
}

interface SimEffect {
  readonly lane: string;
  readonly seq: number;
  readonly messageId: string;
  readonly atMs: number;
  readonly visibleAtMs: number;
}

const MESSAGES_PER_LANE = 5;
const STUBBORN_TIMES = 7;
const QUIET_LIMIT_MS = 4 * 3_600_000;

/** The peer: applies everything, tells lies about a third of it, and shows effects late. */
class SimPeer {
  readonly ledger: SimEffect[] = [];
  /** Messages for which the peer already holds something else. */
  readonly foreign = new Set<string>();
  /** Messages that find nobody at home the first times, while others get through. */
  readonly stubborn = new Map<string, number>();
  readonly absentReads = new Map<string, number>();
  readonly blindResends: string[] = [];
  readonly #sentBefore = new Map<string, number>();
  isDown = false;
  readonly #time: VirtualTime;
  readonly #random: OutboxRandom;
  readonly #windowMs: number;

  constructor(time: VirtualTime, random: OutboxRandom, windowMs: number) {
    this.#time = time;
    this.#random = random;
    this.#windowMs = windowMs;
  }

  #apply(message: OutboxMessage, lagMs: number): void {
    this.ledger.push({
      lane: `${message.facilityId} ${message.laneId}`,
      seq: message.seq,
      messageId: message.messageId,
      atMs: this.#time.nowMs,
      visibleAtMs: this.#time.nowMs + lagMs,
    });
  }

  async send(message: OutboxMessage, process: ProcessTime): Promise<Outcome> {
    const wait = (ms: number): Promise<void> =>
      new Promise((resolve) => {
        process.set(resolve, ms);
      });
    const dice = this.#random.next();
    if (this.isDown && dice < 0.7) {
      await wait(50);
      return { kind: 'later', reason: 'unreachable' };
    }
    if (this.foreign.has(message.messageId)) {
      await wait(60);
      return { kind: 'already', result: null };
    }
    const refusals = this.stubborn.get(message.messageId) ?? 0;
    if (refusals > 0) {
      this.stubborn.set(message.messageId, refusals - 1);
      await wait(40);
      return { kind: 'later', reason: 'unreachable' };
    }
    if (dice < 0.05) {
      await wait(30);
      return { kind: 'later', reason: 'unreachable' };
    }
    this.#noteSend(message);
    const travelMs = 10 + this.#random.next() * 100;
    const lagMs = this.#random.next() < 0.3 ? this.#random.next() * this.#windowMs * 0.3 : 0;
    if (dice < 0.12) {
      await wait(travelMs);
      return { kind: 'unknown', reason: 'reset-before-apply' };
    }
    const isLate = dice < 0.2;
    // The request is on the wire: it is applied whether or not its sender lives to hear of it.
    const appliesInMs = isLate ? this.#random.next() * this.#windowMs * 0.6 : travelMs;
    this.#time.after(appliesInMs, () => this.#apply(message, lagMs));
    if (isLate || dice < 0.35 || this.isDown) {
      await wait(travelMs * 2);
      return { kind: 'unknown', reason: 'timeout' };
    }
    await wait(travelMs * 2);
    return { kind: 'delivered', result: null };
  }

  /** A second request is blind when no read said "absent" since the last one. */
  #noteSend(message: OutboxMessage): void {
    const { messageId } = message;
    if (this.#sentBefore.has(messageId) && (this.absentReads.get(messageId) ?? 0) === 0)
      this.blindResends.push(messageId);
    this.#sentBefore.set(messageId, this.#time.nowMs);
    this.absentReads.set(messageId, 0);
  }

  async read(message: OutboxMessage, process: ProcessTime): Promise<ReadBack> {
    await new Promise<void>((resolve) => {
      process.set(resolve, 20 + this.#random.next() * 60);
    });
    if (this.isDown) return { kind: 'unclear', reason: 'unreachable' };
    const isVisible = this.ledger.some(
      (effect) => effect.messageId === message.messageId && effect.visibleAtMs <= this.#time.nowMs,
    );
    if (isVisible) return { kind: 'present', same: true, result: null };
    this.absentReads.set(message.messageId, (this.absentReads.get(message.messageId) ?? 0) + 1);
    return { kind: 'absent' };
  }
}

class Simulation {
  readonly time = new VirtualTime();
  readonly database = new MemoryDatabase(this.time);
  readonly peer: SimPeer;
  readonly messages: NewMessage[] = [];
  kills = 0;
  freezes = 0;
  isChaos = true;
  isAway = false;
  #born = 0;
  readonly #alive: ProcessTime[] = [];
  readonly #random: OutboxRandom;
  readonly #settings: OutboxSettings;

  constructor(options: SimulationOptions) {
    this.#random = seeded(options.seed);
    this.#settings = resolveSettings({
      share: () => ({ concurrency: 12, ratePerSecond: null }),
      plantedBug: options.plantedBug ?? null,
      // Random kills are not poison: parking has its own tests.
      maxProcessDeaths: 1_000_000,
    });
    this.peer = new SimPeer(this.time, this.#random, this.#settings.settleWindowMs);
  }

  birth(): void {
    const process = new ProcessTime(this.time);
    const random = seeded((this.#born += 1) * 7_919 + Math.floor(this.#random.next() * 1e9));
    const nodeId = random.uuidv7();
    const call = acrossNetwork({
      time: this.time,
      process,
      random,
      weather: () =>
        this.isChaos
          ? { lossBefore: 0.02, lossAfter: 0.02, latencyMs: 4 }
          : { lossBefore: 0, lossAfter: 0, latencyMs: 2 },
      isCut: () => this.isAway,
    });
    const store = memoryStore({ database: this.database, nodeId, settings: this.#settings, clock: process, call });
    const handler: Handler = {
      prepare: async ({ message }) => ({ kind: 'send', body: new Uint8Array(), call: message }),
      send: (_call, { message }) => this.peer.send(message, process),
      readBack: (_attempt, { message }) => this.peer.read(message, process),
      settle: async (tx, message, outcome) => {
        await tx.query({ text: outcome.kind, values: [message.messageId] });
      },
    };
    const node = new OutboxNode({
      nodeId,
      store,
      settings: this.#settings,
      clock: process,
      random,
      timers: process,
      events: new Events(),
      failpoint: undefined,
      listen: null,
      handlerOf: () => handler,
      notifier: new Notifier(store, process, 15, () => undefined),
    });
    this.#alive.push(process);
    void node.start();
  }

  enqueueLane(lane: number): void {
    const facilityId = lane % 3 === 0 ? OTHER_FACILITY : FACILITY;
    const messages = Array.from({ length: MESSAGES_PER_LANE }, (_, index): NewMessage => ({
      messageId: uuid('sim', lane, index),
      laneId: uuid('sim-lane', lane),
      subjectId: uuid('s', lane),
      service: 'peer',
      kind: 'test',
      channel: CHANNEL,
      class: 1,
      intent: {},
      deadlineAt: null,
      onRefused: 'stop-lane',
      dangerous: true,
    }));
    for (const message of messages) {
      const dice = this.#random.next();
      if (dice < 0.02) this.peer.foreign.add(message.messageId);
      else if (dice < 0.04) this.peer.stubborn.set(message.messageId, STUBBORN_TIMES);
      this.messages.push(message);
      this.time.after(this.#random.next() * 20_000, () => this.database.enqueue(facilityId, [message]));
    }
  }

  chaos(): void {
    if (!this.isChaos) return;
    const dice = this.#random.next();
    const victim = Math.floor(this.#random.next() * this.#alive.length);
    if (dice < 0.3 && this.#alive.length > 0) {
      this.#alive.splice(victim, 1)[0]?.kill();
      this.kills += 1;
      this.time.after(2_000 * this.#random.next(), () => this.birth());
    } else if (dice < 0.55) {
      const frozen = this.#alive[victim];
      frozen?.freeze();
      this.freezes += 1;
      this.time.after(this.#random.next() * this.#settings.leaseMs * 3, () => frozen?.thaw());
    } else if (dice < 0.7) {
      this.isAway = true;
      this.time.after(this.#random.next() * 10_000, () => {
        this.isAway = false;
      });
    } else if (dice < 0.9) {
      this.peer.isDown = true;
      this.time.after(this.#random.next() * 60_000, () => {
        this.peer.isDown = false;
      });
    }
    this.time.after(3_000 + this.#random.next() * 25_000, () => this.chaos());
  }

  isQuiet = (): boolean =>
    [...this.database.lanes.values()].every((lane) => ['idle', 'stopped', 'parked'].includes(lane.state));

  findings(): string[] {
    const found: string[] = [];
    const last = new Map<string, number>();
    for (const effect of this.peer.ledger) {
      const before = last.get(effect.lane) ?? 0;
      if (this.peer.ledger.some((other) => other !== effect && other.messageId === effect.messageId))
        found.push(`duplicate ${effect.messageId}`);
      if (effect.seq < before) found.push(`inversion in ${effect.lane}: ${effect.seq} after ${before}`);
      last.set(effect.lane, Math.max(before, effect.seq));
    }
    const applied = new Set(this.peer.ledger.map((effect) => effect.messageId));
    for (const { messageId } of this.messages) {
      const told = this.database.business
        .filter((row) => row.values[0] === messageId && row.text !== 'unknown')
        .map((row) => row.text);
      const isForeign = this.peer.foreign.has(messageId);
      if (!isForeign && !applied.has(messageId)) found.push(`lost ${messageId}`);
      if (told.length !== 1) found.push(`told ${told.length} times ${messageId}`);
      else if (told[0] !== (isForeign ? 'already' : 'delivered')) found.push(`told ${told[0]} ${messageId}`);
    }
    for (const messageId of this.peer.blindResends) found.push(`blind resend ${messageId}`);
    for (const lane of this.database.lanes.values())
      if (lane.state === 'parked' || lane.state === 'stopped') found.push(`${lane.state} ${lane.laneId}`);
    if (!this.isQuiet()) found.push('not at rest');
    return [...new Set(found)];
  }
}

export async function simulate(options: SimulationOptions): Promise<SimulationReport> {
  const chaosMs = options.chaosMs ?? 5 * 60_000;
  const simulation = new Simulation(options);
  for (let node = 0; node < 3; node += 1) simulation.birth();
  for (let lane = 0; lane < (options.lanes ?? 40); lane += 1) simulation.enqueueLane(lane);
  simulation.time.after(2_000, () => simulation.chaos());
  await simulation.time.run(chaosMs);
  simulation.isChaos = false;
  simulation.birth();
  await simulation.time.run(chaosMs + 120_000);
  await simulation.time.run(chaosMs + QUIET_LIMIT_MS, simulation.isQuiet);
  // Requests that were still on the wire arrive.
  await simulation.time.run(simulation.time.nowMs + 180_000);
  return {
    seed: options.seed,
    messages: simulation.messages.length,
    effects: simulation.peer.ledger.length,
    findings: simulation.findings(),
    virtualMs: simulation.time.nowMs,
    kills: simulation.kills,
    freezes: simulation.freezes,
  };
}
