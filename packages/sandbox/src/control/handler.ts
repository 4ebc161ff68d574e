// What a route of the control API is: parts of the sandbox and an input in, something to answer as JSON out. Only types and the refusal.

import type { Payer } from '../payer.ts';
import type { Meter } from './meter.ts';

export interface ControlParts {
  readonly payer: Payer;
  readonly meter: Meter;
  readonly pendingLate: () => number;
  /** The name under which this process listens. */
  readonly host: string;
  /** Facilities elsewhere that may be called as Mobile JKN. */
  readonly allowCallsTo: readonly string[];
}

export interface ControlInput {
  readonly body: unknown;
  /** The body as it came, for what names lines. */
  readonly text: string;
  readonly query: URLSearchParams;
}

export type Handler = (parts: ControlParts, input: ControlInput) => unknown;

/** `METHOD path` → what it does. */
export type Handlers = Readonly<Record<string, Handler>>;

/** Answered with 400 or 404 and more members beside `error`. */
export class ControlRefusal extends Error {
  readonly status: number;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(status: number, message: string, details: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.status = status;
    this.details = details;
  }
}

/** Rows per answer of ledger and traffic; callers page with `after`. */
const MAX_ROWS = 100_000;
const DEFAULT_ROWS = 1000;

export const rows = (query: URLSearchParams): { after: number; limit: number } => ({
  after: Math.max(0, Number(query.get('after') ?? '0') || 0),
  limit: Math.min(MAX_ROWS, Math.max(1, Number(query.get('limit') ?? DEFAULT_ROWS) || DEFAULT_ROWS)),
});
