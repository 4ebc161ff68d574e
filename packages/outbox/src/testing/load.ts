// The real node with its real proportions on virtual time, against a peer that a test describes: what channels do under load, without the
// machine. The store keeps everything in memory.
import type { OutboxNode } from '../engine/node.ts';
import { resolveSettings, type OutboxSettings } from '../settings.ts';
import type { Handler, NewMessage, Outcome, OutboxMessage } from '../types.ts';
import { Machine } from './machine.ts';
import { MemoryDatabase } from './memory/database.ts';
import { FACILITY, message } from './messages.ts';
import { VirtualTime } from './virtual-time.ts';

export interface Call {
  readonly facilityId: string;
  readonly channel: string;
  readonly messageId: string;
  readonly class: number;
  readonly beganMs: number;
  endedMs: number;
  isDelivered: boolean;
}

export class Load {
  readonly time = new VirtualTime();
  readonly database = new MemoryDatabase(this.time);
  readonly calls: Call[] = [];
  readonly enqueuedAt = new Map<string, number>();
  readonly breaker: { facilityId: string; channel: string; state: string; atMs: number }[] = [];
  readonly nodes: OutboxNode[] = [];
  inFlight = 0;
  peak = 0;
  delivered = 0;
  peer: (m: OutboxMessage) => Promise<Outcome> = async () => {
    await this.time.sleep(100);
    return { kind: 'delivered', result: null };
  };
  #born = 0;
  #kept = 0;

  constructor(given: { readonly settings: Partial<OutboxSettings> }) {
    this.birth(given.settings);
  }

  birth(overrides: Partial<OutboxSettings>): OutboxNode {
    const handler: Handler = {
      prepare: async ({ message: own }) => ({ kind: 'send', body: new Uint8Array(), call: own }),
      send: (_call, { message: own }) => this.#send(own),
      readBack: async () => ({ kind: 'absent' }),
      settle: async () => undefined,
    };
    const machine = new Machine({
      time: this.time,
      database: this.database,
      settings: resolveSettings(overrides),
      seed: (this.#born += 1) * 31,
      handlerOf: () => handler,
    });
    const { node, events } = machine;
    events.on('breaker', ({ facilityId, channel, state }) =>
      this.breaker.push({ facilityId, channel, state, atMs: this.time.nowMs }),
    );
    this.nodes.push(node);
    machine.start();
    return node;
  }

  async #send(own: OutboxMessage): Promise<Outcome> {
    this.inFlight += 1;
    this.peak = Math.max(this.peak, this.inFlight);
    const call: Call = {
      facilityId: own.facilityId,
      channel: own.channel,
      messageId: own.messageId,
      class: own.class,
      beganMs: this.time.nowMs,
      endedMs: 0,
      isDelivered: false,
    };
    this.calls.push(call);
    const outcome = await this.peer(own);
    this.inFlight -= 1;
    call.endedMs = this.time.nowMs;
    call.isDelivered = outcome.kind === 'delivered';
    if (call.isDelivered) this.delivered += 1;
    return outcome;
  }

  enqueue(own: NewMessage, facilityId = FACILITY): void {
    this.enqueuedAt.set(own.messageId, this.time.nowMs);
    this.database.enqueue(facilityId, [own]);
    for (const node of this.nodes) node.dispatcher.wake(facilityId, own.channel, own.class);
  }

  /** Waiting time plus service of what was delivered among these. */
  delays(isWanted: (call: Call) => boolean): number[] {
    return this.calls
      .filter((call) => call.isDelivered && isWanted(call))
      .map((call) => call.endedMs - (this.enqueuedAt.get(call.messageId) ?? 0));
  }

  /** Keeps so many lanes waiting, without ever holding many. */
  keepWaiting(lanes: number, everyMs: number, overrides: Partial<NewMessage> = {}): void {
    this.database.forgetIdle();
    while (this.database.lanes.size < lanes) this.enqueue(message(`kept-${(this.#kept += 1)}`, 1, overrides));
    this.time.after(everyMs, () => this.keepWaiting(lanes, everyMs, overrides));
  }
}
