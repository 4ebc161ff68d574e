// The typed client of Titian's REST API: paths, parameters and bodies come from the generated schema; this file adds only the
// Idempotency-Key of unsafe requests, the API key, and one error type. Not for talking to BPJS: that is `@titian/client`.
import createFetchClient, { type Client, type Middleware } from 'openapi-fetch';
import type { components, paths } from './generated/schema.ts';

export type { components, operations, paths } from './generated/schema.ts';

export type ErrorBody = components['schemas']['Error'];
export type TitianApi = Client<paths>;

export interface TitianApiOptions {
  /** Address of the server without `/api/v1`, e.g. `http://127.0.0.1:3000`; empty in a browser on the same origin. */
  readonly baseUrl?: string;
  /** `ttn_…`; leave out in a browser, where the session cookie speaks. */
  readonly apiKey?: string;
  /** The platform's `fetch`, or a test's. */
  readonly fetch?: (request: Request) => Promise<Response>;
  /** Makes a key for unsafe requests that bring none; a form should bring its own so that a second press is harmless. */
  readonly newIdempotencyKey?: () => string;
}

/** What the API answered instead of a result. `code` is stable; the texts are Indonesian and may be shown as they are. */
export class TitianApiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly body: ErrorBody['error'] | null;
  readonly retryAfterSeconds: number | null;

  constructor(status: number, body: ErrorBody['error'] | null, retryAfterSeconds: number | null) {
    super(body?.message ?? `HTTP ${status}`);
    this.name = 'TitianApiError';
    this.status = status;
    this.code = body?.code ?? `HTTP_${status}`;
    this.body = body;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

export function isTitianApiError(error: unknown): error is TitianApiError {
  return error instanceof Error && error.name === 'TitianApiError';
}

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);
const KEY_HEADER = 'idempotency-key';

/**
 * @example
 * const titian = createTitianApi({ baseUrl: 'http://127.0.0.1:3000', apiKey: 'ttn_…' });
 * const facility = await result(titian.GET('/api/v1/facility'));
 */
export function createTitianApi(options: TitianApiOptions = {}): TitianApi {
  const client = createFetchClient<paths>({
    baseUrl: options.baseUrl ?? '',
    ...(options.fetch === undefined ? {} : { fetch: options.fetch }),
    ...(options.apiKey === undefined ? {} : { headers: { authorization: `Bearer ${options.apiKey}` } }),
  });
  client.use(withIdempotencyKey(options.newIdempotencyKey ?? (() => crypto.randomUUID())));
  return client;
}

function withIdempotencyKey(newKey: () => string): Middleware {
  return {
    onRequest: ({ request }) => {
      if (!SAFE.has(request.method) && !request.headers.get(KEY_HEADER)) request.headers.set(KEY_HEADER, newKey());
      return request;
    },
  };
}

interface Answered<T> {
  readonly data?: T;
  readonly error?: unknown;
  readonly response: Response;
}

/** The data of an answer, or the error thrown. */
export async function result<T>(answer: Promise<Answered<T>>): Promise<T> {
  const { data, error, response } = await answer;
  if (!response.ok) {
    const wait = Number(response.headers.get('retry-after'));
    throw new TitianApiError(response.status, errorOf(error), Number.isFinite(wait) && wait > 0 ? wait : null);
  }
  // An answer without content has no data; its type says so.
  return data as T;
}

function errorOf(body: unknown): ErrorBody['error'] | null {
  if (typeof body !== 'object' || body === null || !('error' in body)) return null;
  // The server's only error shape; anything else in its place would be no Titian server.
  return (body as ErrorBody).error;
}
