// What a person may do, over the tables in memory: the same checks and moves as engine/hand.ts, for worlds in which people press buttons.
import type { OutboxSettings } from '../../settings.ts';
import { isAllowed } from '../../state-machine.ts';
import type { Settlement } from '../../store/store.ts';
import { OutboxError, UNREADABLE, type MessageState, type OutboxClock } from '../../types.ts';
import type { Lane, MemoryDatabase, Row } from './database.ts';
import { moveInMemory } from './settle.ts';
import { leaseOf } from './views.ts';

const refuse = (code: string, text: string): never => {
  throw new OutboxError(code, text, 'fix');
};

export class MemoryHand {
  readonly #database: MemoryDatabase;
  readonly #settings: OutboxSettings;
  readonly #clock: OutboxClock;

  constructor(database: MemoryDatabase, settings: OutboxSettings, clock: OutboxClock) {
    this.#database = database;
    this.#settings = settings;
    this.#clock = clock;
  }

  resend(facilityId: string, messageId: string, newDeadlineAt?: Date): MessageState {
    const { lane, row, isHead } = this.#find(facilityId, messageId);
    const { state } = row;
    if (state === 'queued' || state === 'waiting' || state === 'unknown') return state;
    const isOpen = isHead && lane.open !== null;
    const next: MessageState = state === 'parked' && isOpen ? 'unknown' : 'queued';
    if (!isAllowed('hand', state, next))
      return refuse('OUTBOX_SETTLED', `a message that is ${state} is not sent again`);
    const isOver = row.deadlineAt !== null && row.deadlineAt <= this.#clock.now();
    if (isOver && newDeadlineAt === undefined && next === 'queued')
      return refuse('OUTBOX_EXPIRED', 'the deadline has passed: it would expire at once');
    const isBlocked = lane.state === 'stopped' || lane.state === 'parked';
    if (isBlocked && !isHead) return refuse('OUTBOX_LANE_BLOCKED', 'an earlier or later message blocks this lane');
    if (isOver && newDeadlineAt !== undefined) row.deadlineAt = newDeadlineAt;
    this.#database.move(row, 'hand', next);
    this.#reopen(lane, row, isHead && isBlocked);
    this.#record(lane, row, 'resent');
    return next;
  }

  /** A lane that is leased, or whose head has an unclear attempt, keeps its head and comes to the opened place afterwards. */
  #reopen(lane: Lane, row: Row, isBlockedHead: boolean): void {
    const { seq, channel, class: messageClass } = row.message;
    const isBefore = (lane.state === 'ready' || lane.state === 'waiting') && lane.headSeq < seq;
    const isBusy = lane.state === 'leased' || (lane.open !== null && !isBlockedHead) || isBefore;
    const common = {
      class: Math.min(lane.class, messageClass),
      pending: lane.pending + (isBlockedHead ? 0 : 1),
      failures: 0,
      deaths: 0,
    };
    if (isBusy) this.#database.change(lane, { ...common, scanFrom: Math.min(lane.scanFrom, seq) });
    else
      this.#database.change(lane, {
        ...common,
        state: lane.open === null ? 'ready' : 'unknown',
        nextAtMs: this.#database.nowMs,
        headSeq: seq,
        scanFrom: seq,
        channel,
        deadlineAt: row.deadlineAt,
        attempts: isBlockedHead ? lane.attempts : 0,
      });
  }

  cancel(facilityId: string, messageId: string): MessageState {
    const { lane, row, isHead } = this.#find(facilityId, messageId);
    if (row.state === 'cancelled') return 'cancelled';
    if (isHead && lane.state === 'leased') return refuse('OUTBOX_BUSY', 'the message is being sent right now');
    if (row.state === 'unknown' || (isHead && lane.open !== null && row.state !== 'parked'))
      return refuse('OUTBOX_UNCERTAIN', 'the message may have arrived; it is read back first');
    const before = row.state;
    if (!isAllowed('hand', before, 'cancelled')) return refuse('OUTBOX_SETTLED', `it is ${before}`);
    this.#record(lane, row, 'cancelled');
    if (isHead && lane.state !== 'idle') this.#advance(lane, facilityId);
    else {
      this.#database.move(row, 'hand', 'cancelled');
      this.#database.change(lane, { pending: lane.pending - (before === 'refused' || before === 'parked' ? 0 : 1) });
    }
    return 'cancelled';
  }

  #advance(lane: Lane, facilityId: string): void {
    const item: Settlement = {
      lease: leaseOf(this.#database, lane, 0),
      attemptId: null,
      messageState: 'cancelled',
      advance: true,
      holdState: 'ready',
      delayMs: 0,
      code: null,
      reason: null,
      keepAttempt: false,
      chain: false,
      failures: 0,
      deaths: 0,
      absentReads: 0,
      record: null,
      outcome: null,
      evidence: null,
    };
    const given = { database: this.#database, settings: this.#settings, clock: this.#clock, facilityId };
    moveInMemory(given, new Map([[item, lane]]));
  }

  /** Only for what nobody can read back; the lane has gone on long ago. */
  confirm(facilityId: string, messageId: string): MessageState {
    const { lane, row } = this.#find(facilityId, messageId);
    if (row.state === 'delivered') return 'delivered';
    if (row.state !== 'parked' || row.reason !== UNREADABLE)
      return refuse('OUTBOX_READABLE', 'only what nobody can read back is confirmed by hand');
    this.#database.move(row, 'hand', 'delivered');
    this.#record(lane, row, 'confirmed');
    this.#database.wake(facilityId, row.dependents);
    return 'delivered';
  }

  #find(facilityId: string, messageId: string): { lane: Lane; row: Row; isHead: boolean } {
    const found = this.#database.messages.get(`${facilityId} ${messageId}`);
    if (found === undefined) return refuse('OUTBOX_NO_MESSAGE', 'no such message');
    return { ...found, isHead: found.lane.headSeq === found.row.message.seq };
  }

  #record(lane: Lane, row: Row, kind: string): void {
    this.#database.history.push({
      facilityId: lane.facilityId,
      laneId: lane.laneId,
      messageId: row.message.messageId,
      kind,
      via: 'hand',
      reason: null,
      attemptId: lane.open?.attemptId ?? null,
      fence: lane.fence,
      atMs: this.#database.nowMs,
    });
  }
}
