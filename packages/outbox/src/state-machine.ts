// The states of a message and every arrow between them, with who may move it. docs/state-machine.md lists the same arrows and a test
// compares the two; the store refuses any move that is not here. Lanes follow from their head message.
import { OutboxError, type MessageState } from './types.ts';

export type Mover = 'engine' | 'hand';
export interface Arrow {
  readonly from: MessageState;
  readonly to: MessageState;
  readonly mover: Mover;
  readonly cause: string;
}

const engine = (from: MessageState, to: MessageState, cause: string): Arrow => ({ from, to, mover: 'engine', cause });
const hand = (from: MessageState, to: MessageState, cause: string): Arrow => ({ from, to, mover: 'hand', cause });

export const ARROWS: readonly Arrow[] = [
  engine('queued', 'queued', 'nothing was sent: later, channel paused or lease given back'),
  engine('queued', 'waiting', 'a predecessor is missing'),
  engine('queued', 'unknown', 'the request may have arrived'),
  engine('queued', 'delivered', 'the peer took it'),
  engine('queued', 'already', 'the peer had it'),
  engine('queued', 'refused', 'the peer or our own rules refuse it, or its deadline passed'),
  engine('queued', 'skipped', 'no longer needed'),
  engine('queued', 'parked', 'a bug, an unfamiliar answer or repeated process deaths'),
  engine('waiting', 'waiting', 'the predecessor is still missing'),
  engine('waiting', 'queued', 'nothing was sent: later, channel paused or lease given back'),
  engine('waiting', 'unknown', 'the request may have arrived'),
  engine('waiting', 'delivered', 'the peer took it'),
  engine('waiting', 'already', 'the peer had it'),
  engine('waiting', 'refused', 'the peer or our own rules refuse it, or its deadline passed'),
  engine('waiting', 'skipped', 'no longer needed'),
  engine('waiting', 'parked', 'a bug, an unfamiliar answer or repeated process deaths'),
  engine('unknown', 'unknown', 'read back: unclear, or absent inside the settle window'),
  engine('unknown', 'queued', 'read back: absent after the settle window, may be sent again'),
  engine('unknown', 'delivered', 'read back: present and the same'),
  engine('unknown', 'already', 'read back: present and different'),
  engine('unknown', 'refused', 'read back: absent after the deadline'),
  engine('unknown', 'parked', 'cannot be settled by reading'),
  hand('refused', 'queued', 'resend'),
  hand('parked', 'queued', 'resend, nothing is unclear'),
  hand('parked', 'unknown', 'resend, an attempt is unclear and is read back first'),
  hand('parked', 'delivered', 'a person has seen at the peer what nobody can read back'),
  hand('queued', 'cancelled', 'cancel'),
  hand('waiting', 'cancelled', 'cancel'),
  hand('refused', 'cancelled', 'cancel'),
  hand('parked', 'cancelled', 'cancel'),
];

const ALLOWED = new Set(ARROWS.map((arrow) => `${arrow.mover} ${arrow.from} ${arrow.to}`));

export const isAllowed = (mover: Mover, from: MessageState, to: MessageState): boolean =>
  ALLOWED.has(`${mover} ${from} ${to}`);

/** Stops at a forbidden move: a wrong order at the peer cannot be repaired, a stopped lane can. */
export function assertArrow(mover: Mover, from: MessageState, to: MessageState): void {
  if (isAllowed(mover, from, to)) return;
  throw new OutboxError('BUG_TRANSITION', `a message cannot go from ${from} to ${to} by ${mover}`, 'stop');
}

const FINAL: ReadonlySet<MessageState> = new Set(['delivered', 'already', 'refused', 'skipped', 'cancelled']);
/** No longer stands in the way of its successors, unless it was refused with `stop-lane`. */
export const isFinal = (state: MessageState): boolean => FINAL.has(state);

/** A hard predecessor is satisfied by these; a soft one by any final state. */
export const SATISFIES: ReadonlySet<MessageState> = new Set(['delivered', 'already', 'skipped']);
