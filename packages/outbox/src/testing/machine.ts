// One simulated machine with the shipped node on it: its own process time, its own way to the database, its own randomness. It can be
// killed, frozen and cut off; what it has begun at the database or at the peer goes on without it, as it does in life.
import { Events } from '../engine/events.ts';
import { OutboxNode } from '../engine/node.ts';
import { decode, Notifier } from '../engine/wake.ts';
import type { FailpointHook } from '../failpoints.ts';
import type { OutboxSettings } from '../settings.ts';
import type { Enqueued, Handler, NewMessage } from '../types.ts';
import type { MemoryDatabase } from './memory/database.ts';
import { acrossNetwork, type Weather } from './memory/network.ts';
import { memoryStore } from './memory/store.ts';
import { seeded } from './messages.ts';
import { type BusinessTime, ProcessTime, type VirtualTime } from './virtual-time.ts';

export interface MachineOptions {
  readonly time: VirtualTime;
  readonly database: MemoryDatabase;
  readonly settings: OutboxSettings;
  readonly seed: number;
  readonly handlerOf: (machine: Machine, kind: string) => Handler | undefined;
  readonly weather?: () => Weather;
  /** The database itself is away, for everybody. */
  readonly isDatabaseAway?: () => boolean;
  readonly business?: BusinessTime;
  readonly failpoint?: (machine: Machine) => FailpointHook;
}

const FAIR: Weather = { lossBefore: 0, lossAfter: 0, latencyMs: 2 };

export class Machine {
  readonly process: ProcessTime;
  readonly node: OutboxNode;
  readonly nodeId: string;
  readonly events = new Events();
  /** A call of this machine to its database. */
  readonly call: <T>(work: () => T | Promise<T>) => Promise<T>;
  /** The cable between this machine and its database is out. */
  isCut = false;
  readonly #database: MemoryDatabase;
  readonly #notifier: Notifier;

  constructor(options: MachineOptions) {
    const { time, database, settings, seed, weather = () => FAIR, isDatabaseAway = () => false } = options;
    const random = seeded(seed);
    this.process = new ProcessTime(time, options.business);
    this.nodeId = random.uuidv7();
    this.#database = database;
    const isCut = (): boolean => this.isCut || isDatabaseAway();
    this.call = acrossNetwork({ time, process: this.process, random, weather, isCut });
    const store = memoryStore({ database, nodeId: this.nodeId, settings, clock: this.process, call: this.call });
    this.#notifier = new Notifier(store, this.process, settings.notifyCoalesceMs, () => undefined);
    this.node = new OutboxNode({
      nodeId: this.nodeId,
      store,
      settings,
      clock: this.process,
      random,
      timers: this.process,
      events: this.events,
      failpoint: options.failpoint?.(this),
      listen: null,
      handlerOf: (kind) => options.handlerOf(this, kind),
      notifier: this.#notifier,
    });
  }

  start(): void {
    this.#database.listeners.add(this.#hear);
    void this.node.start();
  }

  readonly #hear = (payload: string): void => {
    // What is said while the process stands still is heard when it goes on; what is said to a dead or cut-off one is lost.
    if (this.isCut) return;
    this.process.soon(() => {
      const hints = decode(payload);
      if (hints === 'everything') this.node.dispatcher.tickSoon(0);
      else for (const hint of hints) this.node.dispatcher.wake(hint.facilityId, hint.channel, hint.class);
    });
  };

  /** As a request of our API does it: one transaction, then the wake-up. */
  async enqueue(facilityId: string, messages: readonly NewMessage[]): Promise<Enqueued[]> {
    const entries = await this.call(() => this.#database.enqueue(facilityId, messages));
    for (const { channel, class: messageClass } of messages) {
      this.node.dispatcher.wake(facilityId, channel, messageClass);
      this.#notifier.add({ facilityId, channel, class: messageClass });
    }
    return entries;
  }

  kill(): void {
    this.process.kill();
    this.#database.listeners.delete(this.#hear);
  }
}
