// From anything thrown to the one error body. Nothing of a stack, a statement or a host reaches the caller; the reference
// leads to the log line.
import type { FastifyError } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { AppError, isAppError } from '../errors.ts';
import type { ErrorBody } from './index.ts';
import { textOf } from './error-texts.ts';

export interface ErrorAnswer {
  readonly status: number;
  readonly body: ErrorBody;
  readonly retryAfterSeconds: number | null;
}

export function answerFor(error: unknown, reference: string): ErrorAnswer {
  const known = isAppError(error) ? error : recognise(error);
  const text = known.text ?? textOf(known.code);
  return {
    status: known.http,
    retryAfterSeconds: known.retryAfterMs === undefined ? null : Math.ceil(known.retryAfterMs / 1000),
    body: {
      error: {
        code: known.code,
        ...text,
        ...(known.field === undefined ? {} : { field: known.field }),
        ...(known.value === undefined ? {} : { value: known.value }),
        reference,
      },
    },
  };
}

/** Errors that are not ours: Fastify's, the schema's, PostgreSQL's. */
export function recognise(error: unknown): AppError {
  if (hasZodFastifySchemaValidationErrors(error)) return schemaError(error);
  const code = codeOf(error);
  const http = FASTIFY_ERRORS[code];
  if (http) return new AppError(http.code, { message: code, http: http.status, cause: error });
  if (STORE_BUSY.has(code))
    return new AppError('STORE_BUSY', { message: code, http: 503, advice: 'later', retryAfterMs: 1_000, cause: error });
  if (isConnectionLoss(code, error)) {
    return new AppError('STORE_UNAVAILABLE', {
      message: code || 'connection lost',
      http: 503,
      advice: 'later',
      retryAfterMs: 2_000,
      cause: error,
    });
  }
  const status = statusOf(error);
  if (status === 429)
    return new AppError('LIMIT_RATE', { message: 'rate limit', http: 429, advice: 'later', cause: error });
  if (status >= 400 && status < 500)
    return new AppError('INPUT_INVALID', { message: code || 'client error', http: status, cause: error });
  return new AppError('BUG_UNEXPECTED', {
    message: 'unexpected error',
    effect: 'unknown',
    advice: 'stop',
    http: 500,
    cause: error,
  });
}

const FASTIFY_ERRORS: Readonly<Record<string, { code: string; status: number }>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: { code: 'INPUT_TOO_LARGE', status: 413 },
  FST_ERR_CTP_INVALID_MEDIA_TYPE: { code: 'INPUT_JSON', status: 415 },
  FST_ERR_CTP_EMPTY_JSON_BODY: { code: 'INPUT_JSON', status: 400 },
  FST_ERR_CTP_INVALID_JSON_BODY: { code: 'INPUT_JSON', status: 400 },
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: { code: 'INPUT_JSON', status: 400 },
};

/** Serialization failure, deadlock, lock timeout: the same request may succeed at once. */
const STORE_BUSY = new Set(['40001', '40P01', '55P03']);
const SOCKET_LOSS = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ENOENT',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
]);
/** `pg` reports these without a code; the last one on a client whose connection died under an earlier statement. */
const CONNECTION_TEXTS = [
  'Connection terminated',
  'timeout exceeded when trying to connect',
  'timeout expired',
  'Query read timeout',
  'is not queryable',
];

function isConnectionLoss(code: string, error: unknown): boolean {
  // 08*: connection exception; 57P0*: the server shuts down or starts up; 53*: no disk, memory or connection left; 58030: the disk fails;
  // 25006: a server that takes no writes, a standby or a primary that was replaced.
  if (/^(08|57P0|53|58030|25006)/.test(code) || SOCKET_LOSS.has(code)) return true;
  return error instanceof Error && CONNECTION_TEXTS.some((text) => error.message.includes(text));
}

function schemaError(error: FastifyError): AppError {
  const first = error.validation?.[0];
  const field = first?.instancePath.split('/').filter(Boolean).join('.') ?? '';
  return new AppError('INPUT_SCHEMA', {
    message: 'request does not match the schema',
    http: 400,
    field: field === '' ? (error.validationContext ?? 'body') : field,
    cause: error,
  });
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

function statusOf(error: unknown): number {
  return error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number'
    ? error.statusCode
    : 500;
}
