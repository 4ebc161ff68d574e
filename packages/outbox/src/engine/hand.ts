// What a person may do: send again what was refused or parked, cancel what has not been sent, confirm what nobody can read back. Always
// with a name and a reason. An attempt that is still unclear is never cancelled and never sent again before it has been read back.
import type { Pool } from 'pg';
import type { Handler, MessageClass, OutboxClock, OutboxRandom } from '../types.ts';
import { OutboxError, UNREADABLE, type LaneState, type MessageState } from '../types.ts';
import type { OutboxSettings } from '../settings.ts';
import { assertArrow, isAllowed } from '../state-machine.ts';
import { isExpired } from './decide.ts';
import {
  CANCEL_MESSAGE,
  CONFIRM_MESSAGE,
  COUNT_ONE_LESS,
  FIND_MESSAGE,
  LOCK_FOR_HAND,
  REOPEN_LANE,
  REOPEN_MESSAGE,
} from '../sql/hand.ts';
import { insertOutcomes, WAKE_LANES } from '../sql/settle.ts';
import * as read from '../store/rows.ts';
import { moveAndRecord } from '../store/settle-inside.ts';
import { run, safeReason, withFacility } from '../store/session.ts';
import type { Queryable } from '../types.ts';
import type { Lease } from '../store/store.ts';

export interface HandOptions {
  readonly app: Pool;
  readonly settings: OutboxSettings;
  readonly clock: OutboxClock;
  readonly random: OutboxRandom;
}

export interface HandResult {
  readonly state: MessageState;
  readonly laneId: string;
  readonly channel: string;
  readonly class: number;
}

export interface Confirmed extends HandResult {
  /** False: somebody had confirmed it before. */
  readonly isNew: boolean;
  readonly subjectId: string;
  readonly kind: string;
  readonly laneState: LaneState;
  readonly woken: readonly { readonly channel: string; readonly class: number }[];
}

interface Found {
  readonly lease: Lease;
  readonly state: MessageState;
  readonly reason: string | null;
  readonly laneState: LaneState;
  readonly isHead: boolean;
  readonly scanFrom: number;
}

const refuse = (code: string, text: string, advice: string): never => {
  throw new OutboxError(code, text, advice);
};

async function find(tx: Queryable, facilityId: string, messageId: string): Promise<Found> {
  const [known] = await run(tx, FIND_MESSAGE, [facilityId, messageId]);
  if (known === undefined) return refuse('OUTBOX_NO_MESSAGE', 'no such message', 'fix');
  const laneId = read.text(known, 'lane_id');
  const [lane] = await run(tx, LOCK_FOR_HAND, [facilityId, laneId]);
  // Read again behind the lock: the engine may have settled it while we waited.
  const [row] = await run(tx, FIND_MESSAGE, [facilityId, messageId]);
  if (lane === undefined || row === undefined) return refuse('OUTBOX_NO_MESSAGE', 'no such message', 'fix');
  const seq = read.number(row, 'seq');
  const isHead = read.number(lane, 'head_seq') === seq;
  const attemptId = isHead ? read.textOrNull(lane, 'open_attempt_id') : null;
  const state = read.messageState(row, 'state');
  return {
    state,
    isHead,
    reason: read.textOrNull(row, 'reason'),
    laneState: read.laneState(lane, 'lane_state'),
    scanFrom: read.number(lane, 'scan_from'),
    lease: {
      facilityId,
      laneId,
      fence: read.number(lane, 'fence'),
      messageState: state,
      attempts: 0,
      failures: 0,
      deaths: 0,
      unknownForMs: 0,
      waitedMs: 0,
      absentReads: 0,
      leaseUntilMs: 0,
      openAttempt: attemptId === null ? null : { attemptId, startedAt: new Date(0) },
      message: read.message(facilityId, laneId, seq, {
        ...row,
        message_channel: row['channel'],
        message_class: row['class'],
      }),
    },
  };
}

async function record(
  tx: Queryable,
  random: OutboxRandom,
  found: Found,
  kind: string,
  by: string,
  reason: string,
): Promise<void> {
  const { lease } = found;
  await run(tx, insertOutcomes(1), [
    lease.facilityId,
    lease.laneId,
    random.uuidv7(),
    lease.message.seq,
    lease.message.messageId,
    lease.openAttempt?.attemptId ?? null,
    lease.fence,
    kind,
    'hand',
    null,
    safeReason(reason),
    by.slice(0, 200),
    null,
  ]);
}

export interface HandActOptions {
  /**
   * Runs in the transaction of the act, behind the lane's lock and before anything moves: rows that must be written exactly when the act
   * happens. What it throws undoes both.
   */
  readonly inside?: (
    tx: Queryable,
    before: { readonly state: MessageState; readonly reason: string | null },
  ) => Promise<void>;
}

export interface ResendOptions extends HandActOptions {
  /** Takes the place of a deadline that has passed; without it such a message is refused, because it would expire at once. */
  readonly newDeadlineAt?: Date;
  /** The message goes behind those of better classes from now on; a lane with other open work keeps its own. */
  readonly lowestClass?: MessageClass;
}

export function resend(
  { app, settings, random, clock }: HandOptions,
  facilityId: string,
  messageId: string,
  by: string,
  reason: string,
  { newDeadlineAt, lowestClass, inside }: ResendOptions = {},
): Promise<HandResult> {
  return withFacility(app, facilityId, { citus: settings.citus }, async (tx) => {
    const found = await find(tx, facilityId, messageId);
    const { lease, state } = found;
    const messageClass = Math.max(lease.message.class, lowestClass ?? 0);
    const result = (next: MessageState): HandResult => ({
      state: next,
      laneId: lease.laneId,
      channel: lease.message.channel,
      class: messageClass,
    });
    await inside?.(tx, found);
    // Two people press the same button: the second finds it already queued, and that is what both wanted.
    if (state === 'queued' || state === 'waiting' || state === 'unknown') return result(state);
    const next: MessageState = state === 'parked' && lease.openAttempt !== null ? 'unknown' : 'queued';
    if (!isAllowed('hand', state, next))
      return refuse('OUTBOX_SETTLED', `a message that is ${state} is not sent again`, 'stop');
    const isOver = isExpired(lease, clock.now());
    const deadlineAt = isOver ? (newDeadlineAt ?? lease.message.deadlineAt) : lease.message.deadlineAt;
    // What may have arrived is asked for also after the deadline: that sends nothing.
    if (isOver && newDeadlineAt === undefined && next === 'queued')
      return refuse('OUTBOX_EXPIRED', 'the deadline has passed: it would expire at once', 'stop');
    const isBlockedHead = found.isHead && (found.laneState === 'stopped' || found.laneState === 'parked');
    await run(tx, REOPEN_MESSAGE, [facilityId, lease.laneId, lease.message.seq, next, deadlineAt, messageClass]);
    if (found.laneState === 'parked' || found.laneState === 'stopped' ? isBlockedHead : true) {
      await run(tx, REOPEN_LANE, [
        facilityId,
        lease.laneId,
        lease.message.seq,
        isBlockedHead,
        lease.message.channel,
        messageClass,
        deadlineAt,
        lowestClass !== undefined,
      ]);
    } else {
      // The lane stands before another message; this one takes its place again when the lane goes on.
      return refuse('OUTBOX_LANE_BLOCKED', 'an earlier or later message blocks this lane', 'fix');
    }
    await record(tx, random, found, 'resent', by, reason);
    return result(next);
  });
}

export function cancel(
  { app, settings, random, clock }: HandOptions,
  facilityId: string,
  messageId: string,
  by: string,
  reason: string,
  { inside }: HandActOptions = {},
): Promise<HandResult> {
  return withFacility(app, facilityId, { citus: settings.citus }, async (tx) => {
    const found = await find(tx, facilityId, messageId);
    const { lease, state } = found;
    await inside?.(tx, found);
    const result: HandResult = {
      state: 'cancelled',
      laneId: lease.laneId,
      channel: lease.message.channel,
      class: lease.message.class,
    };
    if (state === 'cancelled') return result;
    if (found.isHead && found.laneState === 'leased')
      return refuse('OUTBOX_BUSY', 'the message is being sent right now', 'later');
    if (state === 'unknown' || (lease.openAttempt !== null && state !== 'parked')) {
      return refuse('OUTBOX_UNCERTAIN', 'the message may have arrived; it is read back first', 'later');
    }
    assertArrow('hand', state, 'cancelled');
    await record(tx, random, found, 'cancelled', by, reason);
    const isOpenHead = found.isHead && found.laneState !== 'idle';
    if (isOpenHead) {
      await moveAndRecord(
        {
          tx,
          facilityId,
          settings,
          random,
          clock,
          tell: async () => undefined,
          items: [
            {
              lease,
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
            },
          ],
        },
        [found.scanFrom],
      );
    } else {
      await run(tx, CANCEL_MESSAGE, [facilityId, lease.laneId, lease.message.seq]);
      // The lane has gone on past a refused or parked message that is no longer its head, and counts it no more.
      await run(tx, COUNT_ONE_LESS, [facilityId, lease.laneId, state === 'refused' || state === 'parked' ? 0 : 1]);
    }
    return result;
  });
}

/**
 * A person has looked at the peer: it is there. Only for what nobody can read back; the lane has gone on long ago. The handler's rows are
 * written first, as in every settlement (settle-inside.ts), and roll back when the message has moved meanwhile.
 */
export function confirm(
  { app, settings, random }: HandOptions,
  handlerOf: (kind: string) => Handler | undefined,
  facilityId: string,
  messageId: string,
  by: string,
  reason: string,
): Promise<Confirmed> {
  return withFacility(app, facilityId, { citus: settings.citus }, async (tx) => {
    const [known] = await run(tx, FIND_MESSAGE, [facilityId, messageId]);
    if (known === undefined) return refuse('OUTBOX_NO_MESSAGE', 'no such message', 'fix');
    const isOpen = read.messageState(known, 'state') === 'parked' && read.textOrNull(known, 'reason') === UNREADABLE;
    if (isOpen) {
      const seq = read.number(known, 'seq');
      const message = read.message(facilityId, read.text(known, 'lane_id'), seq, {
        ...known,
        message_channel: known['channel'],
        message_class: known['class'],
      });
      await handlerOf(message.kind)?.settle(tx, message, { kind: 'delivered', result: null });
    }
    const found = await find(tx, facilityId, messageId);
    const { lease, state } = found;
    const answer = (isNew: boolean, woken: Confirmed['woken']): Confirmed => ({
      state: 'delivered',
      laneId: lease.laneId,
      channel: lease.message.channel,
      class: lease.message.class,
      subjectId: lease.message.subjectId,
      kind: lease.message.kind,
      laneState: found.laneState,
      isNew,
      woken,
    });
    // Two people press the same button: the second finds what both wanted.
    if (!isOpen && state === 'delivered') return answer(false, []);
    if (!isOpen || state !== 'parked' || found.reason !== UNREADABLE)
      return refuse('OUTBOX_READABLE', 'only what nobody can read back is confirmed by hand', 'fix');
    assertArrow('hand', state, 'delivered');
    await run(tx, CONFIRM_MESSAGE, [facilityId, lease.laneId, lease.message.seq]);
    await record(tx, random, found, 'confirmed', by, reason);
    const rows = await run(tx, WAKE_LANES, [facilityId, [...lease.message.dependents]]);
    return answer(
      true,
      rows.map((row) => ({ channel: read.text(row, 'channel'), class: read.number(row, 'class') })),
    );
  });
}
