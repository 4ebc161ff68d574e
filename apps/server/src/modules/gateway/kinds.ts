// What a module tells the gateway about one kind of BPJS message: how to build the wire call from today's record, how to ask
// BPJS whether it already holds it, and what to write when it is settled. Types only; nothing here sends or stores.
import type { Answer } from '@titian/client';
import type { Endpoint } from '@titian/contract';
import type { Outcome } from '@titian/outbox';
import type { FacilityTx } from '../../platform/db/index.ts';

/** A JSON value without personal data: ids, codes, numbers that BPJS handed out. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** The message as a kind sees it: intent only (ids), never a body. */
export interface OutboxMessage {
  readonly messageId: string;
  readonly laneId: string;
  readonly subjectId: string;
  readonly kind: string;
  readonly channel: string;
  readonly intent: Json;
  readonly deadlineAt: Date | null;
  readonly attemptNumber: number;
}

/** One call as built from the record: path parameters and the exact wire body (null = no body). */
export interface WireCall {
  readonly params: unknown;
  readonly body: unknown;
}

export type BuildResult =
  | ({ readonly kind: 'call' } & WireCall)
  | { readonly kind: 'waiting'; readonly reason: string; readonly retryInMs: number }
  | { readonly kind: 'refused'; readonly code: string; readonly reason: string }
  | { readonly kind: 'skip'; readonly reason: string };

/** A field in which BPJS holds something else than we sent. Sealed at rest, shown to the desk by name. */
export interface Difference {
  readonly field: string;
  readonly ours: string | null;
  readonly theirs: string | null;
}

export type ReadBackResult =
  | { readonly kind: 'present'; readonly same: boolean; readonly result: Json; readonly differences?: readonly Difference[] }
  | { readonly kind: 'absent' }
  | { readonly kind: 'unclear'; readonly reason: string };

/** The only door to BPJS outside the outbox: reads, under the same limiter and breaker as the facility's messages. */
export interface FacilityBpjs {
  call<P, Q, R>(endpoint: Endpoint<P, Q, R>, input: { params: P; body: Q | null; timeoutMs?: number }): Promise<Answer<R>>;
}

export interface BpjsMessageKind {
  /** Endpoint-like name, e.g. `antreanrs.updatewaktu`; stored on every message of this kind. */
  readonly kind: string;
  readonly endpoint: Endpoint;
  /** Whether a refusal holds back the successors in the same lane. */
  readonly onRefused: 'stop-lane' | 'continue';
  /** Reads the record (personal fields are opened here) and gives the wire call. Runs before the attempt is committed. */
  build(tx: FacilityTx, message: OutboxMessage): Promise<BuildResult>;
  /** Before the first attempt: does BPJS hold it already from elsewhere (booked by Mobile JKN)? `present` settles as `already`. */
  adopt?(bpjs: FacilityBpjs, call: WireCall, message: OutboxMessage): Promise<ReadBackResult>;
  /** Asks BPJS what it holds and compares with the body of the attempt, not with today's record. */
  readBack(bpjs: FacilityBpjs, sent: WireCall, message: OutboxMessage): Promise<ReadBackResult>;
  /** What of a good answer may be kept in the clear as the message's result (numbers BPJS handed out). Default: nothing. */
  resultOf?(data: unknown, sent: WireCall): Json;
  /** Business rows of the outcome, in the transaction that settles the message. */
  settle(tx: FacilityTx, message: OutboxMessage, outcome: Outcome, differences: readonly Difference[]): Promise<void>;
}
