// The port between the client and the network. One call, one answer or one failure that says whether a byte was sent.

export interface WireRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
  /** Limit of the whole call: waiting for a connection, sending, headers and the last byte of the body. */
  readonly timeoutMs: number;
  readonly bodyLimitBytes: number;
  readonly signal?: AbortSignal | undefined;
  /**
   * Asked right before the first byte is written; false = nothing may leave any more, and nothing has. A signal alone comes too late when the
   * process stood still while it was connecting: the finished connection is heard of before the timer that would have aborted.
   */
  readonly mayBegin?: (() => boolean) | undefined;
}

export interface WireReply {
  readonly status: number;
  /** Lower-case names; a repeated header is joined by `, `. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

export const FAILURE_REASONS = [
  'dns',
  'refused',
  'connect-timeout',
  'tls',
  'network',
  'invalid-request',
  'timeout',
  'aborted',
  'reset',
  'protocol',
  'body-too-large',
] as const;
export type FailureReason = (typeof FAILURE_REASONS)[number];

export class TransportFailure extends Error {
  override readonly name = 'TransportFailure';
  readonly reason: FailureReason;
  /** False only when it is proven that no byte of the request left. */
  readonly sent: boolean;
  constructor(reason: FailureReason, sent: boolean, options?: ErrorOptions) {
    super(`${reason} (${sent ? 'after' : 'before'} sending)`, options);
    this.reason = reason;
    this.sent = sent;
  }
}

export interface Transport {
  /** Resolves with the complete reply or rejects with a TransportFailure. */
  send(request: WireRequest): Promise<WireReply>;
  close(): Promise<void>;
}

/** Instants in, nothing else: the client reads it once per request. */
export interface Clock {
  now(): Date;
}
