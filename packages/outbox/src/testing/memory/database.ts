// The outbox's tables in memory: the same columns and the same moves of enqueue (sql/enqueue.ts), on a clock that is given. It passes the
// promises of store/store-suite.ts, as PostgreSQL does.
import type { ChannelShare } from '../../settings.ts';
import { assertArrow } from '../../state-machine.ts';
import type { LaneState, MessageState, NewMessage, OpenAttempt, OutboxMessage } from '../../types.ts';
import { LaneIndex } from './lane-index.ts';

export interface Row {
  readonly message: OutboxMessage;
  readonly createdAtMs: number;
  readonly notBeforeMs: number | null;
  deadlineAt: Date | null;
  state: MessageState;
  code: string | null;
  reason: string | null;
  dependents: string[];
}

export interface Lane {
  readonly facilityId: string;
  readonly laneId: string;
  readonly born: number;
  channel: string;
  class: number;
  state: LaneState;
  nextAtMs: number | null;
  headSeq: number;
  scanFrom: number;
  pending: number;
  fence: number;
  node: string | null;
  deadlineAt: Date | null;
  headCreatedAtMs: number;
  attempts: number;
  failures: number;
  deaths: number;
  open: { readonly attemptId: string; readonly startedAt: Date } | null;
  unknownSinceMs: number | null;
  absentReads: number;
  /** By seq - 1; null = a place that a repeated message gave back. */
  readonly rows: (Row | null)[];
}

export interface ChannelRow {
  readonly facilityId: string;
  readonly channel: string;
  isPaused: boolean;
  isOpen: boolean;
  probeAtMs: number | null;
}

/** One line of the history (outbox_outcomes). */
export interface Recorded {
  readonly facilityId: string;
  readonly laneId: string;
  readonly messageId: string;
  readonly attemptId: string | null;
  readonly fence: number;
  readonly kind: string;
  readonly via: string;
  readonly reason: string | null;
  readonly atMs: number;
}

const OPEN: ReadonlySet<MessageState> = new Set(['queued', 'waiting', 'unknown']);
/** Whoever waits for one of these is told of its end. */
const MAY_BE_WAITED_FOR: ReadonlySet<MessageState> = new Set(['queued', 'waiting', 'unknown', 'refused', 'parked']);

export class MemoryDatabase {
  readonly lanes = new Map<string, Lane>();
  readonly index = new LaneIndex<Lane>();
  readonly messages = new Map<string, { readonly lane: Lane; readonly row: Row }>();
  readonly attempts = new Map<string, OpenAttempt>();
  readonly nodes = new Map<string, number>();
  readonly channels = new Map<string, ChannelRow>();
  budgets = new Map<string, ChannelShare>();
  /** What handlers wrote in settling transactions that committed. */
  readonly business: { readonly text: string; readonly values: readonly unknown[] }[] = [];
  readonly history: Recorded[] = [];
  /** Whoever listens hears of every notification, as LISTEN does. */
  readonly listeners = new Set<(payload: string) => void>();
  readonly #clock: { readonly nowMs: number };
  #born = 0;

  constructor(clock: { readonly nowMs: number }) {
    this.#clock = clock;
  }

  get nowMs(): number {
    return this.#clock.nowMs;
  }

  lane(facilityId: string, laneId: string): Lane | undefined {
    return this.lanes.get(`${facilityId} ${laneId}`);
  }

  row(facilityId: string, messageId: string): Row | undefined {
    return this.messages.get(`${facilityId} ${messageId}`)?.row;
  }

  channel(facilityId: string, name: string): ChannelRow {
    const key = `${facilityId} ${name}`;
    const known = this.channels.get(key);
    if (known !== undefined) return known;
    const row: ChannelRow = { facilityId, channel: name, isPaused: false, isOpen: false, probeAtMs: null };
    this.channels.set(key, row);
    return row;
  }

  /** Every change of a lane goes through here, or its place in the ready index would be wrong. */
  change(lane: Lane, changes: Partial<Lane>): void {
    const { nextAtMs = lane.nextAtMs, channel = lane.channel, class: messageClass = lane.class } = changes;
    const isMoved = nextAtMs !== lane.nextAtMs || channel !== lane.channel || messageClass !== lane.class;
    if (isMoved) this.index.remove(lane);
    Object.assign(lane, changes);
    if (isMoved) this.index.insert(lane);
  }

  head(lane: Lane): Row {
    const row = lane.rows[lane.headSeq - 1];
    if (row == null) throw new Error('a lane stands before no message');
    return row;
  }

  /** The first message behind `from` that is still to be sent. */
  nextOpen(lane: Lane, from: number, except: number): Row | null {
    for (let seq = from; seq <= lane.rows.length; seq += 1) {
      const row = lane.rows[seq - 1];
      if (seq !== except && row != null && OPEN.has(row.state)) return row;
    }
    return null;
  }

  move(row: Row, mover: 'engine' | 'hand', state: MessageState): void {
    assertArrow(mover, row.state, state);
    Object.assign(row, { state, code: null, reason: null });
  }

  /** Lanes that waited for a message which is settled now. */
  wake(facilityId: string, laneIds: readonly string[]): { channel: string; class: number }[] {
    const woken: { channel: string; class: number }[] = [];
    for (const laneId of laneIds) {
      const lane = this.lane(facilityId, laneId);
      if (lane?.state !== 'waiting') continue;
      this.change(lane, { state: 'ready', nextAtMs: this.nowMs });
      woken.push({ channel: lane.channel, class: lane.class });
    }
    return woken;
  }

  enqueue(facilityId: string, messages: readonly NewMessage[]): { messageId: string; seq: number; created: boolean }[] {
    const distinct = [...new Map(messages.map((message) => [message.messageId, message])).values()];
    const done = new Map<string, { messageId: string; seq: number; created: boolean }>();
    for (const [laneId, own] of Map.groupBy(distinct, (message) => message.laneId)) {
      const lane = this.#reserve(facilityId, laneId, own);
      let known = 0;
      for (const message of own) {
        const before = this.messages.get(`${facilityId} ${message.messageId}`);
        if (before !== undefined) known += 1;
        lane.rows.push(before === undefined ? this.#insert(facilityId, lane, message) : null);
        const seq = before?.row.message.seq ?? lane.rows.length;
        done.set(message.messageId, { messageId: message.messageId, seq, created: before === undefined });
      }
      if (known > 0) this.#giveBack(lane, known);
    }
    for (const { messageId, laneId, after = [] } of distinct)
      if (done.get(messageId)?.created === true)
        for (const { messageId: first } of after) this.#registerDependent(facilityId, first, laneId);
    return messages.flatMap((message) => done.get(message.messageId) ?? []);
  }

  #reserve(facilityId: string, laneId: string, own: readonly NewMessage[]): Lane {
    const [first] = own;
    if (first === undefined) throw new Error('nothing to enqueue');
    const messageClass = Math.min(...own.map((message) => message.class));
    const known = this.lane(facilityId, laneId);
    if (known !== undefined && known.state !== 'idle') {
      this.change(known, { pending: known.pending + own.length, class: Math.min(known.class, messageClass) });
      return known;
    }
    const lane: Lane = known ?? {
      facilityId,
      laneId,
      born: (this.#born += 1),
      channel: first.channel,
      class: messageClass,
      state: 'idle',
      nextAtMs: null,
      headSeq: 1,
      scanFrom: 1,
      pending: 0,
      fence: 0,
      node: null,
      deadlineAt: null,
      rows: [],
      headCreatedAtMs: 0,
      attempts: 0,
      failures: 0,
      deaths: 0,
      open: null,
      unknownSinceMs: null,
      absentReads: 0,
    };
    this.lanes.set(`${facilityId} ${laneId}`, lane);
    const seq = lane.rows.length + 1;
    this.change(lane, {
      state: 'ready',
      nextAtMs: first.notBefore === undefined ? this.nowMs : first.notBefore.getTime(),
      channel: first.channel,
      class: messageClass,
      headSeq: seq,
      scanFrom: seq,
      deadlineAt: first.deadlineAt,
      headCreatedAtMs: this.nowMs,
      attempts: 0,
      failures: 0,
      deaths: 0,
      pending: lane.pending + own.length,
    });
    return lane;
  }

  #insert(facilityId: string, lane: Lane, message: NewMessage): Row {
    const createdAt = new Date(this.nowMs);
    const { notBefore, ...rest } = message;
    const row: Row = {
      message: {
        ...rest,
        facilityId,
        seq: lane.rows.length + 1,
        after: message.after ?? [],
        dependents: [],
        createdAt,
      },
      createdAtMs: this.nowMs,
      notBeforeMs: notBefore?.getTime() ?? null,
      deadlineAt: message.deadlineAt,
      state: 'queued',
      code: null,
      reason: null,
      dependents: [],
    };
    this.messages.set(`${facilityId} ${message.messageId}`, { lane, row });
    return row;
  }

  /** Some were enqueued before: their places stay gaps, and a lane that was woken for nothing sleeps again. */
  #giveBack(lane: Lane, known: number): void {
    const pending = lane.pending - known;
    if (lane.state !== 'ready') {
      this.change(lane, { pending });
      return;
    }
    const head = this.nextOpen(lane, 1, 0);
    if (head === null) {
      this.change(lane, { pending, state: 'idle', nextAtMs: null });
      return;
    }
    const { seq, channel } = head.message;
    this.change(lane, { pending, headSeq: seq, scanFrom: seq, channel, deadlineAt: head.deadlineAt });
  }

  #registerDependent(facilityId: string, messageId: string, laneId: string): void {
    const row = this.row(facilityId, messageId);
    if (row !== undefined && MAY_BE_WAITED_FOR.has(row.state) && !row.dependents.includes(laneId))
      row.dependents.push(laneId);
  }

  /** As retention does it: bodies of attempts that are long decided; an open one is still needed. Answers how many are left to prune. */
  prune(olderThanMs: number, limit: number): number {
    const old: string[] = [];
    for (const [id, { startedAt }] of this.attempts) {
      if (startedAt.getTime() > olderThanMs) break;
      old.push(id);
    }
    const open = new Set([...this.lanes.values()].map((lane) => lane.open?.attemptId));
    const closed = old.filter((id) => !open.has(id));
    for (const id of closed.slice(0, limit)) this.attempts.delete(id);
    return Math.max(0, closed.length - limit);
  }

  /** Lanes that are done are of no more interest to a long simulation, and only take memory. */
  forgetIdle(): void {
    for (const [key, lane] of this.lanes) {
      if (lane.state !== 'idle') continue;
      this.lanes.delete(key);
      for (const row of lane.rows)
        if (row !== null) this.messages.delete(`${lane.facilityId} ${row.message.messageId}`);
    }
  }
}
