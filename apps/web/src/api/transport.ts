// One door to the server: builds the request, sends it once, turns every failure into an ApiFailure the screens can show. It never
// repeats a write by itself; the Idempotency-Key of the form makes a person's second press harmless.
import { newKey } from '../platform/clock.ts';
import type { ErrorBody } from './types.ts';

const PREFIX = '/api/v1';
// A front desk must not stare at a spinner: after this long the screen says that the server does not answer.
const TIMEOUT_MS = 20_000;

export type FailureKind = 'offline' | 'timeout' | 'signed-out' | 'refused' | 'broken';

export class ApiFailure extends Error {
  readonly kind: FailureKind;
  readonly status: number;
  readonly body: ErrorBody['error'] | null;
  readonly retryAfterSeconds: number | null;

  constructor(
    kind: FailureKind,
    detail: { status?: number; body?: ErrorBody['error'] | null; retryAfterSeconds?: number | null; cause?: unknown } = {},
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

export interface CallOptions {
  readonly query?: Record<string, string | number | boolean | null | undefined>;
  readonly body?: unknown;
  /** One key per form instance; a generated one when the action has no form. */
  readonly key?: string;
  readonly signal?: AbortSignal | undefined;
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export async function call<T>(method: Method, path: string, options: CallOptions = {}): Promise<T> {
  const response = await send(method, path, options);
  const text = response.status === 204 ? '' : await response.text();
  const json = parse(text);
  if (response.ok) {
    // The server validates its answers against the same schemas these types come from.
    return json as T;
  }
  throw new ApiFailure(response.status === 401 ? 'signed-out' : response.status >= 500 ? 'broken' : 'refused', {
    status: response.status,
    body: errorOf(json),
    retryAfterSeconds: Number(response.headers.get('retry-after')) || null,
  });
}

/** A printable file of the server; the same failures as any other call. */
export async function callPdf(path: string): Promise<Blob> {
  const response = await send('GET', path, {});
  if (response.ok) return response.blob();
  throw new ApiFailure(response.status >= 500 ? 'broken' : 'refused', { status: response.status, body: errorOf(parse(await response.text())) });
}

async function send(method: Method, path: string, options: CallOptions): Promise<Response> {
  const headers: Record<string, string> = { accept: 'application/json, application/pdf' };
  if (method !== 'GET') headers['idempotency-key'] = options.key ?? newKey();
  if (options.body !== undefined) headers['content-type'] = 'application/json';
  const timeout = AbortSignal.timeout(TIMEOUT_MS);
  try {
    return await fetch(PREFIX + path + queryString(options.query), {
      method,
      headers,
      credentials: 'same-origin',
      signal: options.signal ? anySignal([options.signal, timeout]) : timeout,
      ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
    });
  } catch (cause) {
    if (options.signal?.aborted) throw cause;
    throw new ApiFailure(timeout.aborted ? 'timeout' : 'offline', { cause });
  }
}

/** `AbortSignal.any` is missing in Chromium 109, the oldest browser we build for. */
function anySignal(signals: readonly AbortSignal[]): AbortSignal {
  const controller = new AbortController();
  for (const signal of signals) {
    if (signal.aborted) controller.abort(signal.reason);
    else signal.addEventListener('abort', () => controller.abort(signal.reason), { once: true });
  }
  return controller.signal;
}

function queryString(query: CallOptions['query']): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value !== null && value !== undefined && value !== '') parameters.set(name, String(value));
  }
  const text = parameters.toString();
  return text === '' ? '' : `?${text}`;
}

function parse(text: string): unknown {
  if (text === '') return null;
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new ApiFailure('broken', { cause });
  }
}

function errorOf(json: unknown): ErrorBody['error'] | null {
  if (typeof json !== 'object' || json === null || !('error' in json)) return null;
  const error = json.error;
  if (typeof error !== 'object' || error === null || !('code' in error)) return null;
  // The three fields the screens rely on are checked where they are shown; the rest is optional by type.
  return error as ErrorBody['error'];
}
