// From what was learned to what happens to message and lane: pure functions, no I/O. The only place that knows what an outcome means.
// Rule above all: an effect that may have happened is read back before anything is sent again.
import { UNREADABLE, type OutboxRandom, type Outcome, type ReadBack } from '../types.ts';
import type { OutboxSettings } from '../settings.ts';
import type { Lease, Settlement } from '../store/store.ts';
import { backoffMs } from './backoff.ts';

export interface DecideContext {
  readonly settings: OutboxSettings;
  readonly random: OutboxRandom;
  readonly now: Date;
}

/** A peer that names a delay is believed up to here, so that a typing error at the peer cannot stop a lane for a year. */
const RETRY_CAP_MS = 15 * 60_000;
const PLANTED_DROP_AFTER = 5;
/** A second "absent" inside the window is not read more often than this. */
const SECOND_READ_MS = 1_000;

const base = (lease: Lease, attemptId: string | null, evidence?: Uint8Array): Settlement => ({
  lease,
  attemptId,
  messageState: lease.messageState,
  advance: false,
  holdState: 'ready',
  delayMs: 0,
  code: null,
  reason: null,
  keepAttempt: false,
  chain: true,
  failures: 0,
  deaths: 0,
  absentReads: 0,
  record: null,
  outcome: null,
  evidence: evidence ?? null,
});

/** An answer from prepare, send or the engine itself. */
export function decideOutcome(
  lease: Lease,
  attemptId: string | null,
  outcome: Outcome,
  context: DecideContext,
  via: 'answer' | 'read-back' | 'engine' = 'answer',
): Settlement {
  const { settings } = context;
  const common = { ...base(lease, attemptId, outcome.evidence), record: { kind: outcome.kind, via } } as const;
  if (
    settings.plantedBug === 'drop-after-five' &&
    lease.attempts >= PLANTED_DROP_AFTER &&
    ['later', 'waiting', 'unknown'].includes(outcome.kind)
  ) {
    return {
      ...common,
      messageState: lease.messageState === 'unknown' ? 'delivered' : 'skipped',
      advance: true,
      reason: 'gave-up',
    };
  }
  switch (outcome.kind) {
    case 'delivered':
    case 'skipped':
      return {
        ...common,
        messageState: outcome.kind,
        advance: true,
        outcome,
        reason: outcome.kind === 'skipped' ? outcome.reason : null,
      };
    case 'already':
      return settings.plantedBug === 'already-as-equal'
        ? {
            ...common,
            messageState: 'delivered',
            advance: true,
            outcome: { kind: 'delivered', result: outcome.result },
          }
        : {
            ...common,
            messageState: 'already',
            advance: true,
            outcome,
            reason: outcome.same === false ? 'different' : null,
          };
    case 'refused':
      return lease.message.onRefused === 'continue'
        ? { ...common, messageState: 'refused', advance: true, outcome, code: outcome.code }
        : {
            ...common,
            messageState: 'refused',
            holdState: 'stopped',
            outcome,
            code: outcome.code,
            reason: outcome.code,
          };
    case 'waiting':
      return {
        ...common,
        messageState: 'waiting',
        holdState: 'waiting',
        delayMs: clampRetry(outcome.retryInMs),
        reason: outcome.reason,
      };
    case 'later':
      return later(common, outcome, context);
    case 'pause-channel':
      // Nothing of this message failed; it keeps its place and is due as soon as the channel is resumed.
      return { ...common, messageState: 'queued', reason: outcome.reason, failures: lease.failures };
    case 'unknown':
      return unknown(common, outcome, context);
    case 'parked':
      return {
        ...common,
        messageState: 'parked',
        holdState: 'parked',
        outcome,
        reason: outcome.reason,
        keepAttempt: outcome.effect === 'unknown',
      };
  }
}

const clampRetry = (ms: number): number => Math.min(RETRY_CAP_MS, Math.max(50, ms));

function later(
  common: Settlement,
  outcome: Extract<Outcome, { kind: 'later' }>,
  { settings, random }: DecideContext,
): Settlement {
  const failures = common.lease.failures + 1;
  const wait = backoffMs(failures, settings.backoffFirstMs, settings.backoffCapMs, random);
  return {
    ...common,
    messageState: 'queued',
    failures,
    reason: outcome.reason,
    delayMs: Math.max(wait, clampRetry(outcome.retryAfterMs ?? 0)),
  };
}

function unknown(
  common: Settlement,
  outcome: Extract<Outcome, { kind: 'unknown' }>,
  context: DecideContext,
): Settlement {
  if (context.settings.plantedBug === 'blind-resend')
    return later(common, { kind: 'later', reason: outcome.reason }, context);
  return {
    ...common,
    messageState: 'unknown',
    holdState: 'unknown',
    keepAttempt: true,
    outcome,
    reason: outcome.reason,
    delayMs: context.settings.readBackAfterMs,
    absentReads: 0,
  };
}

/** Whether the message's time is over, by the business clock. */
export const isExpired = (lease: Lease, now: Date): boolean =>
  lease.message.deadlineAt !== null && lease.message.deadlineAt <= now;

export const EXPIRED: Outcome = { kind: 'refused', code: 'expired', message: 'the deadline has passed' };

/** How long after the unclear ending an "absent" may be believed. */
export const settleWindowMs = (lease: Lease, settings: OutboxSettings): number =>
  lease.message.dangerous ? settings.settleWindowMs : settings.shortSettleWindowMs;

/** What a read-back says about the open attempt. `present` settles at once; `absent` is believed twice, the last time after the window. */
export function decideReadBack(lease: Lease, read: ReadBack, context: DecideContext): Settlement {
  const attemptId = lease.openAttempt?.attemptId ?? null;
  switch (read.kind) {
    case 'present': {
      const evidence = read.evidence === undefined ? {} : { evidence: read.evidence };
      const outcome: Outcome = read.same
        ? { kind: 'delivered', result: read.result, ...evidence }
        : { kind: 'already', result: read.result, same: false, ...evidence };
      return decideOutcome(lease, attemptId, outcome, context, 'read-back');
    }
    case 'unclear':
      return stillUnknown(lease, attemptId, read.reason, context);
    case 'absent':
      return absent(lease, attemptId, context);
    case 'unreadable':
      return unreadable(lease, attemptId, context);
  }
}

/** Nobody can say whether it arrived: never sent again by the engine, shown to a person, and nobody waits behind it. */
function unreadable(lease: Lease, attemptId: string | null, { settings }: DecideContext): Settlement {
  const restMs = settleWindowMs(lease, settings) - lease.unknownForMs;
  const common = { ...base(lease, attemptId), reason: UNREADABLE };
  if (restMs > 0)
    return {
      ...common,
      messageState: 'unknown',
      holdState: 'unknown',
      keepAttempt: true,
      failures: lease.failures,
      delayMs: restMs + 5,
    };
  return {
    ...common,
    messageState: 'parked',
    advance: true,
    record: { kind: 'parked', via: 'read-back' },
    outcome: { kind: 'parked', reason: UNREADABLE, effect: 'unknown' },
  };
}

function stillUnknown(lease: Lease, attemptId: string | null, reason: string, context: DecideContext): Settlement {
  const { settings, random } = context;
  const failures = lease.failures + 1;
  return {
    ...base(lease, attemptId),
    messageState: 'unknown',
    holdState: 'unknown',
    keepAttempt: true,
    failures,
    reason,
    absentReads: lease.absentReads,
    record: { kind: 'unclear', via: 'read-back' },
    delayMs: backoffMs(failures, settings.readBackAfterMs, settings.backoffCapMs, random),
  };
}

function absent(lease: Lease, attemptId: string | null, context: DecideContext): Settlement {
  const windowMs = settleWindowMs(lease, context.settings);
  const absentReads = lease.absentReads + 1;
  const isOver = lease.unknownForMs >= windowMs && absentReads >= 2;
  const record = { kind: 'absent', via: 'read-back' } as const;
  if (isOver && isExpired(lease, context.now)) return decideOutcome(lease, attemptId, EXPIRED, context, 'read-back');
  if (isOver)
    return { ...base(lease, attemptId), messageState: 'queued', failures: lease.failures, reason: 'absent', record };
  const rest = Math.max(0, windowMs - lease.unknownForMs);
  return {
    ...base(lease, attemptId),
    messageState: 'unknown',
    holdState: 'unknown',
    keepAttempt: true,
    absentReads,
    record,
    failures: lease.failures,
    reason: 'absent-inside-window',
    delayMs: nextReadMs(rest, lease, context),
  };
}

/** Reads grow further apart inside the window, and one falls right behind its end. */
function nextReadMs(restMs: number, lease: Lease, { settings }: DecideContext): number {
  if (restMs === 0) return Math.min(SECOND_READ_MS, settings.readBackAfterMs);
  const spaced = settings.readBackAfterMs * 2 ** Math.min(lease.absentReads + 1, 5);
  return restMs <= spaced * 1.5 ? restMs + 5 : spaced;
}

/** The lane goes back as it was: the node stops, or the channel has no room for it. */
export const giveBack = (lease: Lease, delayMs: number): Settlement => ({
  ...base(lease, null),
  messageState: lease.messageState,
  holdState: lease.openAttempt !== null ? 'unknown' : lease.messageState === 'waiting' ? 'waiting' : 'ready',
  keepAttempt: lease.openAttempt !== null,
  delayMs,
  failures: lease.failures,
  deaths: lease.deaths,
  absentReads: lease.absentReads,
});
