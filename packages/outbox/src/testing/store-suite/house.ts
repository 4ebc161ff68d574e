// What the promises of a store are tried on: a store per node, the two writers beside it (enqueue, hand), and a clock that moves when told.
// PostgreSQL and the store of the simulation each come as one of these.
import { expect } from 'vitest';
import { giveBack } from '../../engine/decide.ts';
import type { OutboxSettings } from '../../settings.ts';
import type { Lease, OutboxStore, Settled, Settlement } from '../../store/store.ts';
import type { Enqueued, MessageState, NewMessage, Outcome, OutboxClock, Queryable } from '../../types.ts';
import { CHANNEL, message, uuid } from '../messages.ts';

export interface StoreHouse {
  readonly clock: OutboxClock;
  readonly settings: OutboxSettings;
  store(nodeId: string, settings?: OutboxSettings): OutboxStore;
  enqueue(facilityId: string, messages: readonly NewMessage[]): Promise<Enqueued[]>;
  /** Time passes for the database and for whoever holds a lease. */
  pass(ms: number): Promise<void>;
  /** An instant of the database's clock. */
  inMs(ms: number): Date;
  readonly tell: (tx: Queryable, item: Settlement) => Promise<void>;
  told(facilityId: string): Promise<string[]>;
  setBudget(channel: string, concurrency: number): Promise<void>;
  resend(facilityId: string, messageId: string, newDeadlineAt?: Date): Promise<MessageState>;
  cancel(facilityId: string, messageId: string): Promise<MessageState>;
  confirm(facilityId: string, messageId: string): Promise<MessageState>;
}

export const NODE_A = uuid('node', 'a');
export const NODE_B = uuid('node', 'b');
const ALWAYS_MS = 10 ** 12;

/** One promise's own facility, with the moves that most of them need. */
export class Stage {
  readonly house: StoreHouse;
  readonly facilityId: string;
  readonly a: OutboxStore;
  readonly b: OutboxStore;
  #attempts = 0;

  constructor(house: StoreHouse, place: number) {
    this.house = house;
    // Ascending, so that an overview behind one's own place shows nobody else's lanes.
    this.facilityId = `${String(place).padStart(8, '0')}-0000-7000-8000-000000000000`;
    this.a = house.store(NODE_A);
    this.b = house.store(NODE_B);
  }

  enqueue(...messages: NewMessage[]): Promise<Enqueued[]> {
    return this.house.enqueue(this.facilityId, messages);
  }

  claim(store = this.a, limit = 10, messageClass = 1, channel = CHANNEL): Promise<Lease[]> {
    const ages = { minAgeMs: 0, maxAgeMs: ALWAYS_MS };
    return store.claim({ facilityId: this.facilityId, channel, class: messageClass, limit, ...ages });
  }

  async claimOne(store = this.a, messageClass = 1): Promise<Lease> {
    const [lease] = await this.claim(store, 1, messageClass);
    if (lease === undefined) throw new Error('nothing to claim');
    return lease;
  }

  /** A lane with these messages, claimed by node A. */
  async held(...messages: NewMessage[]): Promise<Lease> {
    await this.enqueue(...messages);
    return this.claimOne();
  }

  async begin(lease: Lease, store = this.a, attemptId = uuid('attempt', lease.laneId, (this.#attempts += 1))) {
    const begun = await store.begin(this.facilityId, [{ lease, attemptId, body: Buffer.from('body') }]);
    return { attemptId, begun: begun.get(lease.laneId) ?? null };
  }

  /** The lease as the runner carries it on after its attempt was begun. */
  async sent(lease: Lease): Promise<Lease> {
    const { attemptId, begun } = await this.begin(lease);
    if (begun === null) throw new Error('not begun');
    return { ...lease, attempts: begun.number, openAttempt: { attemptId, startedAt: begun.startedAt } };
  }

  async settle(lease: Lease, changes: Partial<Settlement>, store = this.a): Promise<Settled> {
    const settled = (await store.settle(this.facilityId, [settlement(lease, changes)], this.house.tell)).get(
      lease.laneId,
    );
    if (settled === undefined) throw new Error('not settled');
    return settled;
  }

  stateOf = async (message: NewMessage): Promise<string | undefined> =>
    (await this.a.messageState(this.facilityId, message.messageId))?.state;

  laneState = async (lane: string | number): Promise<string | undefined> =>
    (await this.a.readLane(this.facilityId, uuid('lane', lane), false))?.state;

  /** Groups of this facility in the overview. */
  async groups(limit = 100): Promise<{ channel: string; class: number; dueInMs: number }[]> {
    const before = { facilityId: this.facilityId, channel: '', class: -1, dueInMs: 0 };
    const found = await this.a.overview(before, limit);
    return found.map(({ channel, class: messageClass, dueInMs }) => ({ channel, class: messageClass, dueInMs }));
  }
}

export const settlement = (lease: Lease, changes: Partial<Settlement>): Settlement => ({
  ...giveBack(lease, 0),
  attemptId: lease.openAttempt?.attemptId ?? null,
  chain: false,
  ...changes,
});

const answered = (outcome: Outcome): Partial<Settlement> => ({
  outcome,
  keepAttempt: false,
  record: { kind: outcome.kind, via: 'answer' },
});
export const DELIVERED: Partial<Settlement> = {
  ...answered({ kind: 'delivered', result: null }),
  messageState: 'delivered',
  advance: true,
};
export const REFUSED: Partial<Settlement> = {
  ...answered({ kind: 'refused', code: 'no', message: 'no' }),
  messageState: 'refused',
  holdState: 'stopped',
  code: 'no',
};
export const UNKNOWN: Partial<Settlement> = {
  ...answered({ kind: 'unknown', reason: 'timeout' }),
  messageState: 'unknown',
  holdState: 'unknown',
  keepAttempt: true,
};
export const WAITING: Partial<Settlement> = {
  messageState: 'waiting',
  holdState: 'waiting',
  delayMs: 30_000,
};
export const PARKED: Partial<Settlement> = {
  ...answered({ kind: 'parked', reason: 'bug' }),
  messageState: 'parked',
  holdState: 'parked',
  reason: 'bug',
};

/** Real databases need time for themselves. */
const SLACK_MS = 3_000;
export function expectAbout(actual: number | null | undefined, expectedMs: number): void {
  expect(actual).toBeGreaterThan(expectedMs - SLACK_MS);
  expect(actual).toBeLessThan(expectedMs + SLACK_MS);
}

export { CHANNEL, message, uuid };
