// What outbox tests play with: a peer that keeps a ledger of effects and can be told to misbehave, handlers that talk to it, nodes with
// short times, and waiting on conditions instead of sleeping. Fakes stand only at the engine's ports: peer, clock, random.
import type { Handler, Outcome, OutboxClock, OutboxMessage, Prepared, ReadBack } from '../types.ts';
import type { OutboxSettings } from '../settings.ts';
import type { FailpointHook } from '../failpoints.ts';
import { createOutbox, type Outbox } from '../engine/outbox.ts';
import type { OutboxDatabase } from './database.ts';
import { seeded } from './messages.ts';

export { CHANNEL, FACILITY, OTHER_FACILITY, message, seeded, uuid } from './messages.ts';

export class TestClock implements OutboxClock {
  /** Moves the business clock and the monotonic clock of this node apart from the database's. */
  businessOffsetMs = 0;
  monotonicOffsetMs = 0;
  now(): Date {
    return new Date(performance.timeOrigin + performance.now() + this.businessOffsetMs);
  }
  monotonicMs(): number {
    return performance.now() + this.monotonicOffsetMs;
  }
}

export interface Effect {
  readonly facilityId: string;
  readonly laneId: string;
  readonly seq: number;
  readonly messageId: string;
  readonly atMs: number;
  readonly node: string;
}

type Behaviour = (
  message: OutboxMessage,
  call: number,
  apply: () => void,
  signal: AbortSignal,
) => Promise<Outcome> | Outcome;

/** The peer: "dumb", it applies everything it is sent, as often as it is sent. */
export class Peer {
  readonly ledger: Effect[] = [];
  readonly requests = new Map<string, number>();
  readonly reads = new Map<string, number>();
  readonly inFlightPerLane = new Map<string, number>();
  isAway = false;
  inFlight = 0;
  peak = 0;
  overlapping = 0;
  behaviour: Behaviour = (_message, _call, apply) => {
    apply();
    return { kind: 'delivered', result: null };
  };
  readBehaviour: (message: OutboxMessage, call: number) => ReadBack | Promise<ReadBack> = (message) =>
    this.ledger.some((effect) => effect.messageId === message.messageId)
      ? { kind: 'present', same: true, result: null }
      : { kind: 'absent' };
  readonly settled: { messageId: string; kind: string }[] = [];
  prepareBehaviour: (message: OutboxMessage) => Prepared | Promise<Prepared> = (message) => ({
    kind: 'send',
    body: Buffer.from(message.messageId),
    call: message,
  });
  settleBehaviour: Handler['settle'] = async () => undefined;

  knocks = 0;
  /** Kinds that this peer lets nobody read back. */
  readonly unreadable = new Set<string>();

  handler(node = 'node', kind = 'test'): Handler {
    return {
      isReadable: !this.unreadable.has(kind),
      knock: () => {
        this.knocks += 1;
        return Promise.resolve(!this.isAway);
      },
      prepare: async ({ message }) => this.prepareBehaviour(message),
      send: (_call, { message, signal }) => this.#send(node, message, signal),
      readBack: async (_attempt, { message }) => {
        const call = (this.reads.get(message.messageId) ?? 0) + 1;
        this.reads.set(message.messageId, call);
        return this.readBehaviour(message, call);
      },
      settle: async (tx, message, outcome) => {
        await this.settleBehaviour(tx, message, outcome);
        this.settled.push({ messageId: message.messageId, kind: outcome.kind });
      },
    };
  }

  async #send(node: string, message: OutboxMessage, signal: AbortSignal): Promise<Outcome> {
    const lane = `${message.facilityId} ${message.laneId}`;
    const call = (this.requests.get(message.messageId) ?? 0) + 1;
    this.requests.set(message.messageId, call);
    this.inFlight += 1;
    this.peak = Math.max(this.peak, this.inFlight);
    const inLane = (this.inFlightPerLane.get(lane) ?? 0) + 1;
    this.inFlightPerLane.set(lane, inLane);
    if (inLane > 1) this.overlapping += 1;
    const apply = (): void => {
      this.ledger.push({
        facilityId: message.facilityId,
        laneId: message.laneId,
        seq: message.seq,
        messageId: message.messageId,
        atMs: performance.now(),
        node,
      });
    };
    try {
      return await this.behaviour(message, call, apply, signal);
    } finally {
      this.inFlight -= 1;
      this.inFlightPerLane.set(lane, (this.inFlightPerLane.get(lane) ?? 1) - 1);
    }
  }

  effectsOf(messageId: string): number {
    return this.ledger.filter((effect) => effect.messageId === messageId).length;
  }

  /** Effects applied before an earlier place of the same lane, or more than once. */
  violations(): string[] {
    const last = new Map<string, number>();
    const found: string[] = [];
    for (const effect of this.ledger) {
      const lane = `${effect.facilityId} ${effect.laneId}`;
      const before = last.get(lane) ?? 0;
      if (effect.seq === before) found.push(`twice: ${lane} ${effect.seq}`);
      else if (effect.seq < before) found.push(`out of order: ${lane} ${effect.seq} after ${before}`);
      last.set(lane, effect.seq);
    }
    return found;
  }
}

/** Times short enough for tests, with the proportions of the defaults. */
export const QUICK: Partial<OutboxSettings> = {
  leaseMs: 1_500,
  settleWindowMs: 600,
  shortSettleWindowMs: 600,
  readBackAfterMs: 40,
  pollMs: 100,
  heartbeatMs: 150,
  nodeGoneMs: 900,
  attemptTimeoutMs: 3_000,
  hangGraceMs: 100,
  backoffFirstMs: 20,
  backoffCapMs: 200,
  breaker: { failures: 1_000_000, quietMs: 60_000, probeIntervalMs: 1_000 },
  share: () => ({ concurrency: 20, ratePerSecond: null }),
  stopTimeoutMs: 3_000,
};

export interface NodeOptions {
  readonly settings?: Partial<OutboxSettings>;
  readonly failpoint?: FailpointHook;
  readonly clock?: TestClock;
  readonly seed?: number;
  readonly name?: string;
}

export interface TestNode {
  readonly outbox: Outbox;
  readonly clock: TestClock;
  readonly troubles: { where: string; error: unknown }[];
}

export function createNode(database: OutboxDatabase, peer: Peer, options: NodeOptions = {}): TestNode {
  const clock = options.clock ?? new TestClock();
  const outbox = createOutbox({
    pools: { app: database.app, overview: database.overview },
    clock,
    random: seeded(options.seed ?? Math.floor(performance.now() * 1_000)),
    handlers: (kind) => peer.handler(options.name, kind),
    settings: { ...QUICK, ...options.settings },
    hooks: options.failpoint === undefined ? {} : { failpoint: options.failpoint },
  });
  const troubles: { where: string; error: unknown }[] = [];
  outbox.events.on('trouble', (trouble) => troubles.push(trouble));
  return { outbox, clock, troubles };
}

/** Waits until the condition holds; the deadline is for tests that would otherwise never end. */
export async function until(
  condition: () => boolean | Promise<boolean>,
  what: string,
  timeoutMs = 20_000,
): Promise<void> {
  const deadline = performance.now() + timeoutMs;
  while (!(await condition())) {
    if (performance.now() > deadline) throw new Error(`waited ${timeoutMs} ms in vain: ${what}`);
    await new Promise((resolve) => {
      setTimeout(resolve, 10);
    });
  }
}

export const delay = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms);
  });

export async function pendingLanes(database: OutboxDatabase): Promise<number> {
  const { rows } = await database.owner.query<{ count: number }>(
    "SELECT count(*)::int AS count FROM titian.outbox_lanes WHERE state NOT IN ('idle', 'stopped', 'parked')",
  );
  return rows[0]?.count ?? 0;
}

export async function laneOf(
  database: OutboxDatabase,
  facilityId: string,
  laneId: string,
): Promise<Record<string, unknown>> {
  const { rows } = await database.owner.query(
    'SELECT * FROM titian.outbox_lanes WHERE facility_id = $1 AND lane_id = $2',
    [facilityId, laneId],
  );
  return rows[0] ?? {};
}
