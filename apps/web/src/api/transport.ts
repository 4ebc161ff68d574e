// The generated client bound to this page, and every failure turned into an ApiFailure the screens can show. It never repeats a write by
// itself; the Idempotency-Key of the form makes a person's second press harmless.
import { createTitianApi, isTitianApiError, result } from '@titian/api-client';
import { newKey } from '../platform/clock.ts';
import { NoAnswer, sendInTime } from '../platform/transport.ts';
import type { ErrorBody } from './types.ts';

export const api = createTitianApi({ baseUrl: window.location.origin, fetch: sendInTime, newIdempotencyKey: newKey });

export type FailureKind = 'offline' | 'timeout' | 'signed-out' | 'refused' | 'broken';

export class ApiFailure extends Error {
  readonly kind: FailureKind;
  readonly status: number;
  readonly body: ErrorBody['error'] | null;
  readonly retryAfterSeconds: number | null;

  constructor(
    kind: FailureKind,
    detail: {
      status?: number;
      body?: ErrorBody['error'] | null;
      retryAfterSeconds?: number | null;
      cause?: unknown;
    } = {},
  ) {
    super(detail.body?.code ?? kind, { cause: detail.cause });
    this.name = 'ApiFailure';
    this.kind = kind;
    this.status = detail.status ?? 0;
    this.body = detail.body ?? null;
    this.retryAfterSeconds = detail.retryAfterSeconds ?? null;
  }
}

export function isApiFailure(error: unknown): error is ApiFailure {
  return error instanceof ApiFailure;
}

interface Answered<T> {
  readonly data?: T;
  readonly error?: unknown;
  readonly response: Response;
}

/** The data of an answer, or an ApiFailure. */
export async function answer<T>(call: Promise<Answered<T>>): Promise<T> {
  try {
    return await result(call);
  } catch (cause) {
    throw failureOf(cause);
  }
}

function failureOf(cause: unknown): unknown {
  if (cause instanceof NoAnswer) return new ApiFailure(cause.kind, { cause });
  if (isTitianApiError(cause)) {
    const kind = cause.status === 401 ? 'signed-out' : cause.status >= 500 ? 'broken' : 'refused';
    return new ApiFailure(kind, {
      status: cause.status,
      body: cause.body,
      retryAfterSeconds: cause.retryAfterSeconds,
      cause,
    });
  }
  // An answer that is no JSON comes from something between us and the server.
  return cause instanceof SyntaxError ? new ApiFailure('broken', { cause }) : cause;
}

/** The header of an unsafe call: the form's own key, or a new one for an action without a form. */
export function keyed(key: string = newKey()): { 'Idempotency-Key': string } {
  return { 'Idempotency-Key': key };
}

/** A query without what was not chosen. */
export function chosen<T extends object>(query: T): { [K in keyof T]?: Exclude<T[K], undefined | null> } {
  const kept = Object.entries(query).filter(([, value]) => value !== undefined && value !== null && value !== '');
  // The entries come from `query` itself, minus the empty ones.
  return Object.fromEntries(kept) as { [K in keyof T]?: Exclude<T[K], undefined | null> };
}

/** A printable file of the server; the same failures as any other call. */
export async function callPdf(path: string): Promise<Blob> {
  const url = `${window.location.origin}/api/v1${path}`;
  const response = await answer(
    sendInTime(new Request(url, { headers: { accept: 'application/pdf' } })).then((got) => ({
      data: got,
      response: got,
    })),
  );
  return response.blob();
}
