// The door between engine and database: one method per thing the engine does, nothing about PostgreSQL. A second implementation may
// keep everything in memory for simulation.
import type { LaneState, MessageState, OpenAttempt, OutboxMessage, Outcome, Queryable } from '../types.ts';
import type { ChannelShare } from '../settings.ts';

export interface ReadyGroup {
  readonly facilityId: string;
  readonly channel: string;
  readonly class: number;
  readonly dueInMs: number;
}

/** A lane held by this node, with its head. */
export interface Lease {
  readonly facilityId: string;
  readonly laneId: string;
  readonly fence: number;
  readonly message: OutboxMessage;
  readonly messageState: MessageState;
  readonly attempts: number;
  readonly failures: number;
  readonly deaths: number;
  readonly openAttempt: { readonly attemptId: string; readonly startedAt: Date } | null;
  readonly unknownForMs: number;
  /** Since the head was enqueued, by the database. */
  readonly waitedMs: number;
  readonly absentReads: number;
  /** Local deadline: the lease certainly runs until then (monotonic clock, taken before the claim was sent). */
  leaseUntilMs: number;
}

export interface Begin {
  readonly lease: Lease;
  readonly attemptId: string;
  readonly body: Uint8Array;
}

export interface Begun {
  readonly number: number;
  readonly startedAt: Date;
}

/** One lane's next state, decided in decide.ts. */
export interface Settlement {
  readonly lease: Lease;
  readonly attemptId: string | null;
  readonly messageState: MessageState;
  readonly advance: boolean;
  readonly holdState: Extract<LaneState, 'ready' | 'waiting' | 'unknown' | 'stopped' | 'parked'>;
  readonly delayMs: number;
  readonly code: string | null;
  readonly reason: string | null;
  readonly keepAttempt: boolean;
  readonly chain: boolean;
  readonly failures: number;
  readonly deaths: number;
  readonly absentReads: number;
  /** What is appended to the history, or nothing when a lease is merely given back. */
  readonly record: {
    readonly kind: string;
    readonly via: 'answer' | 'read-back' | 'engine' | 'hand';
    readonly actor?: string;
  } | null;
  /** Told to the handler in the same transaction; null when there is nothing to tell. */
  readonly outcome: Outcome | null;
  readonly evidence: Uint8Array | null;
}

export interface Settled {
  readonly laneState: LaneState;
  /** The lane stays with us, for its next message. */
  readonly next: Lease | null;
  readonly class: number;
  readonly channel: string;
  readonly dueInMs: number | null;
  /** Groups that became ready because they waited for this message. */
  readonly woken: readonly { readonly channel: string; readonly class: number }[];
}

export interface ExceptionalChannel {
  readonly facilityId: string;
  readonly channel: string;
  readonly paused: boolean;
  readonly open: boolean;
  readonly probeInMs: number | null;
}

export interface LaneView {
  readonly state: LaneState;
  readonly channel: string;
}

export interface ClaimRequest {
  readonly facilityId: string;
  readonly channel: string;
  readonly class: number;
  readonly minAgeMs: number;
  readonly maxAgeMs: number;
  readonly limit: number;
}

export interface OutboxStore {
  overview(after: ReadyGroup | null, limit: number): Promise<ReadyGroup[]>;
  claim(request: ClaimRequest): Promise<Lease[]>;
  claimLane(facilityId: string, laneId: string): Promise<Lease | null>;
  claimExpired(facilityId: string, channel: string, messageClass: number, now: Date, limit: number): Promise<Lease[]>;
  /** Commits the attempts; a lane whose lease is no longer ours is missing in the answer and must not be sent. */
  begin(facilityId: string, items: readonly Begin[]): Promise<Map<string, Begun>>;
  readAttempt(lease: Lease): Promise<OpenAttempt | null>;
  /** Commits all of them, or throws and commits none. A lane whose lease is no longer ours is missing in the answer. */
  settle(
    facilityId: string,
    items: readonly Settlement[],
    tell: (tx: Queryable, item: Settlement) => Promise<void>,
  ): Promise<Map<string, Settled>>;
  /** Blames the lane for the death of this process, should it die before the settlement. False: the lease is no longer ours. */
  putOnTrial(lease: Lease): Promise<boolean>;
  renew(facilityId: string, leases: readonly Lease[]): Promise<Set<string>>;
  dependencies(facilityId: string, messageIds: readonly string[]): Promise<Map<string, MessageState>>;
  messageState(
    facilityId: string,
    messageId: string,
  ): Promise<{ state: MessageState; code: string | null; reason: string | null } | null>;
  /** The lane's state, after moving it to the front when asked to; null = no such lane. */
  readLane(facilityId: string, laneId: string, isHurried: boolean): Promise<LaneView | null>;
  channels(): Promise<ExceptionalChannel[]>;
  pauseChannel(facilityId: string, channel: string, by: string, reason: string): Promise<void>;
  resumeChannel(facilityId: string, channel: string, by: string, reason: string): Promise<void>;
  openBreaker(facilityId: string, channel: string, probeInMs: number): Promise<void>;
  closeBreaker(facilityId: string, channel: string): Promise<void>;
  takeProbe(facilityId: string, channel: string, nextInMs: number): Promise<boolean>;
  heartbeat(): Promise<readonly string[]>;
  leave(): Promise<void>;
  budgets(): Promise<Map<string, ChannelShare>>;
  notify(payload: string): Promise<void>;
}
