// The words of the engine as types: what a caller writes, what a handler is asked, what can come of it. No behaviour.
// Nothing here may carry personal data: `intent` holds ids, bodies and evidence arrive already sealed.

/** Anything that runs a statement: a `pg` client or pool client inside the caller's transaction. */
export interface Queryable {
  query(config: {
    text: string;
    values?: unknown[];
    name?: string;
    query_timeout?: number;
  }): Promise<{ rows: unknown[]; rowCount: number | null }>;
}

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** 0 a person waits · 1 today's work · 2 late work · 3 bulk, only while the bulk window is open. */
export type MessageClass = 0 | 1 | 2 | 3;
export type OnRefused = 'stop-lane' | 'continue';

export const MESSAGE_STATES = [
  'queued',
  'waiting',
  'unknown',
  'delivered',
  'already',
  'refused',
  'skipped',
  'parked',
  'cancelled',
] as const;
export type MessageState = (typeof MESSAGE_STATES)[number];

export const LANE_STATES = ['idle', 'ready', 'waiting', 'leased', 'unknown', 'stopped', 'parked'] as const;
export type LaneState = (typeof LANE_STATES)[number];

/** Another message that comes first. With `maxWaitMs` it is a preference (soft), without it a condition (hard). */
export interface After {
  readonly laneId: string;
  readonly messageId: string;
  readonly maxWaitMs?: number;
}

export interface NewMessage {
  readonly messageId: string;
  readonly laneId: string;
  readonly subjectId: string;
  readonly service: string;
  readonly kind: string;
  readonly channel: string;
  readonly class: MessageClass;
  readonly intent: Json;
  /** Last instant at which sending still makes sense, in the clock given to `createOutbox` (the business clock). */
  readonly deadlineAt: Date | null;
  /** Not before this instant of the database's clock. */
  readonly notBefore?: Date;
  readonly after?: readonly After[];
  readonly onRefused: OnRefused;
  /** A second copy would do harm: the settle window is never shortened. */
  readonly dangerous: boolean;
}

export interface Enqueued {
  readonly messageId: string;
  readonly seq: number;
  readonly created: boolean;
}

export interface OutboxMessage {
  readonly facilityId: string;
  readonly messageId: string;
  readonly laneId: string;
  readonly seq: number;
  readonly subjectId: string;
  readonly service: string;
  readonly kind: string;
  readonly channel: string;
  readonly class: MessageClass;
  readonly intent: Json;
  readonly onRefused: OnRefused;
  readonly dangerous: boolean;
  readonly deadlineAt: Date | null;
  readonly after: readonly After[];
  readonly dependents: readonly string[];
  readonly createdAt: Date;
}

/** Sealed proof of what the peer answered; kept beside the outcome. */
interface WithEvidence {
  readonly evidence?: Uint8Array;
}

export type Outcome =
  | ({ readonly kind: 'delivered'; readonly result: unknown } & WithEvidence)
  | ({ readonly kind: 'already'; readonly result: unknown; readonly same?: boolean } & WithEvidence)
  | ({ readonly kind: 'refused'; readonly code: string; readonly message: string } & WithEvidence)
  | ({ readonly kind: 'waiting'; readonly reason: string; readonly retryInMs: number } & WithEvidence)
  /** Nothing was sent. With `retryAfterMs` the peer asked the whole channel to hold back. */
  | ({ readonly kind: 'later'; readonly reason: string; readonly retryAfterMs?: number } & WithEvidence)
  | ({ readonly kind: 'unknown'; readonly reason: string } & WithEvidence)
  /** `effect: 'unknown'` keeps the attempt open: a later resend reads back first. Default 'none' only when prepare parks. */
  | ({ readonly kind: 'parked'; readonly reason: string; readonly effect?: 'none' | 'unknown' } & WithEvidence)
  | ({ readonly kind: 'pause-channel'; readonly reason: string } & WithEvidence)
  | ({ readonly kind: 'skipped'; readonly reason: string } & WithEvidence);
export type OutcomeKind = Outcome['kind'];

export type Prepared =
  | { readonly kind: 'send'; readonly body: Uint8Array; readonly call: unknown }
  | { readonly kind: 'waiting'; readonly reason: string; readonly retryInMs: number }
  | { readonly kind: 'refused'; readonly code: string; readonly reason: string }
  | { readonly kind: 'already'; readonly result: unknown }
  | { readonly kind: 'skip'; readonly reason: string };

export type ReadBack =
  | { readonly kind: 'present'; readonly same: boolean; readonly result: unknown; readonly evidence?: Uint8Array }
  | { readonly kind: 'absent' }
  | { readonly kind: 'unclear'; readonly reason: string }
  /** The peer offers nothing to ask: after the settle window a person decides, and the lane goes on without it. */
  | { readonly kind: 'unreadable' };

/** The reason of messages that were parked because nobody can ask the peer; only these a person may confirm. */
export const UNREADABLE = 'unreadable';

export interface OpenAttempt {
  readonly attemptId: string;
  readonly number: number;
  readonly startedAt: Date;
  readonly sealedBody: Uint8Array;
}

/** What the caller registers per message kind. Every method may be called again after a crash. */
export interface Handler {
  /** False: `readBack` answers without a call, because the peer offers nothing to read. Default: it asks the peer. */
  readonly isReadable?: boolean;
  /**
   * A harmless question, asked before a message that nobody can read back is sent while the channel's last call failed: true = the peer
   * answered. Without it an outage, and every probe of it, would leave one more message to a person.
   */
  knock?(ctx: { facilityId: string; message: OutboxMessage; signal: AbortSignal }): Promise<boolean>;
  /** Builds the exact body from the current business rows. Sends nothing. */
  prepare(ctx: {
    facilityId: string;
    message: OutboxMessage;
    attemptNumber: number;
    signal: AbortSignal;
  }): Promise<Prepared>;
  /** Sends. Called only after the attempt has committed. An exception counts as a bug and parks the message. */
  send(
    call: unknown,
    ctx: {
      facilityId: string;
      message: OutboxMessage;
      signal: AbortSignal;
      /** Is the lease still ours? To be asked in the same breath as the first byte: a process that stood still hears its signal too late. */
      mayBegin: () => boolean;
      fence: number;
      attemptId: string;
    },
  ): Promise<Outcome>;
  /** Asks the peer whether the open attempt had its effect. */
  readBack(
    attempt: OpenAttempt,
    ctx: { facilityId: string; message: OutboxMessage; signal: AbortSignal },
  ): Promise<ReadBack>;
  /** Business rows, in the transaction that settles the message. Called for delivered, already, refused, skipped, parked, unknown. */
  settle(tx: Queryable, message: OutboxMessage, outcome: Outcome): Promise<void>;
}

export interface OutboxClock {
  /** Business instant: deadlines and the bulk window. */
  now(): Date;
  /** Never goes back; local lease deadlines, latencies, back-off of the engine's own loops. */
  monotonicMs(): number;
}

export interface OutboxRandom {
  next(): number;
  uuidv7(): string;
}

export type PlantedBug = 'blind-resend' | 'skip-lease-check' | 'already-as-equal' | 'drop-after-five';

/** Refused by the engine itself, with the remedy in `advice`. */
export class OutboxError extends Error {
  readonly code: string;
  readonly effect: 'none' | 'unknown';
  readonly advice: string;
  constructor(code: string, message: string, advice: string, effect: 'none' | 'unknown' = 'none') {
    super(message);
    this.name = 'OutboxError';
    this.code = code;
    this.effect = effect;
    this.advice = advice;
  }
}
