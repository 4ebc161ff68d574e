// What a module tells the gateway about one kind of BPJS message: how to build the wire call from today's record, how to ask
// BPJS whether it already holds it, and what to write when it is settled. Nothing here sends or stores.
import type { Answer } from '@titian/client';
import type { Endpoint } from '@titian/contract';
import type { Json, Outcome, OutboxMessage } from '@titian/outbox';
import type { FacilityTx } from '../../platform/db/index.ts';
import { bug } from '../../platform/errors.ts';

export type { Json, OutboxMessage };

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
  | {
      readonly kind: 'present';
      readonly same: boolean;
      readonly result: Json;
      readonly differences?: readonly Difference[];
    }
  | { readonly kind: 'absent' }
  | { readonly kind: 'unclear'; readonly reason: string };

/** The only door to BPJS outside the outbox: reads, under the same limiter and breaker as the facility's messages. */
export interface FacilityBpjs {
  call<P, Q, R>(
    endpoint: Endpoint<P, Q, R>,
    input: { params: P; body: Q | null; timeoutMs?: number; signal?: AbortSignal },
  ): Promise<Answer<R>>;
}

/** The outbox's outcome, unpacked. `parked` and `unknown` come too: screens show them while the work goes on. */
export interface SettledOutcome {
  readonly kind: Outcome['kind'];
  readonly result: Json;
  readonly differences: readonly Difference[];
  /** Id of the explanation (a message of the catalogue, or a code of ours) for refused. */
  readonly code: string | null;
  readonly reason: string | null;
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
  /**
   * Asks BPJS what it holds and compares with the body of the attempt, not with today's record. Null: BPJS offers nothing to read
   * (docs/adr/0008-what-nobody-can-read-back.md). Its "already there" is then itself the proof that it is ours, and an unclear ending is left
   * to a person unless the facility allows repeating.
   */
  readonly readBack:
    | ((bpjs: FacilityBpjs, sent: WireCall, message: Pick<OutboxMessage, 'intent'>) => Promise<ReadBackResult>)
    | null;
  /** For kinds without `readBack`: a read of the same service that tells whether BPJS answers, so that no probe of an outage leaves a doubt. */
  knock?(bpjs: FacilityBpjs): Promise<unknown>;
  /**
   * Numbers BPJS handed out in a good answer, for `settle`. `undefined` = the answer lacks what it must hold: the outcome is
   * then unclear and BPJS is asked. Default: no result.
   */
  resultOf?(data: unknown, sent: WireCall): Json | undefined;
  /**
   * Business rows of the outcome, in the transaction that settles the message. `result` is what `resultOf` or `readBack` gave,
   * null otherwise; `differences` is not empty when BPJS holds something else than we sent. No network here.
   */
  settle(tx: FacilityTx, message: OutboxMessage, outcome: SettledOutcome): Promise<void>;
}

/** The body of an attempt, parsed again by the endpoint that it was built for. */
export function sentBody<P, Q, R>(endpoint: Endpoint<P, Q, R>, sent: WireCall): Q {
  if (endpoint.request === null) throw bug(`endpoint ${endpoint.id} has no body`);
  return endpoint.request.parse(sent.body);
}

/** The path parameters of an attempt, parsed again by the endpoint that they were built for. */
export function sentParams<P, Q, R>(endpoint: Endpoint<P, Q, R>, sent: WireCall): P {
  return endpoint.params.parse(sent.params);
}
