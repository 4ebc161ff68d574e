// The one error class of the server and the factories for its common families. Not for wire errors (contract) nor for
// outcomes of the delivery engine (outbox). `message` is English and carries no personal data; people read the
// Indonesian text that `http/error-texts.ts` keeps per code.

export const EFFECTS = ['none', 'applied', 'unknown'] as const;
export type Effect = (typeof EFFECTS)[number];

export const ADVICES = ['fix', 'later', 'after-predecessor', 'reconcile', 'pause-channel', 'stop'] as const;
export type Advice = (typeof ADVICES)[number];

/** What a person reads; each module may bring its own texts, the table of the platform answers for the rest. */
export interface ErrorText {
  readonly message: string;
  readonly meaning: string;
  readonly nextStep: string;
}

export interface AppErrorOptions {
  readonly message: string;
  readonly effect?: Effect;
  readonly advice?: Advice;
  readonly http?: number;
  readonly field?: string;
  /** Echoed to the caller, never logged. Leave it out for identity data. */
  readonly value?: string;
  readonly context?: Readonly<Record<string, string | number | boolean | null>>;
  readonly retryAfterMs?: number;
  readonly text?: ErrorText;
  readonly cause?: unknown;
}

export class AppError extends Error {
  readonly code: string;
  readonly effect: Effect;
  readonly advice: Advice;
  readonly http: number;
  readonly field: string | undefined;
  readonly value: string | undefined;
  readonly context: Readonly<Record<string, string | number | boolean | null>>;
  readonly retryAfterMs: number | undefined;
  readonly text: ErrorText | undefined;

  constructor(code: string, options: AppErrorOptions) {
    super(options.message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'AppError';
    this.code = code;
    this.effect = options.effect ?? 'none';
    this.advice = options.advice ?? 'fix';
    this.http = options.http ?? 409;
    this.field = options.field;
    this.value = options.value;
    this.context = options.context ?? {};
    this.retryAfterMs = options.retryAfterMs;
    this.text = options.text;
  }
}

/** `instanceof` fails across duplicate installs, so the shape decides. */
export function isAppError(error: unknown): error is AppError {
  return error instanceof Error && error.name === 'AppError' && 'code' in error && 'effect' in error;
}

/** Malformed or impossible input. `remedy` is Indonesian and says what to enter instead. */
export function inputError(field: string, value: string | undefined, remedy: string, code = 'INPUT_INVALID'): AppError {
  return new AppError(code, {
    message: `invalid value in ${field}`,
    http: 422,
    field,
    ...(value === undefined ? {} : { value }),
    text: { message: `Isian "${field}" belum benar.`, meaning: 'Data belum disimpan.', nextStep: remedy },
  });
}

/** Also the answer for another facility's row: whether it exists elsewhere is nobody's business. */
export function notFound(kind: string): AppError {
  return new AppError('INPUT_NOT_FOUND', { message: `${kind} not found`, http: 404, context: { kind } });
}

/** A rule of the domain says no to a well-formed request. */
export function conflict(code: string, message: string, text?: ErrorText): AppError {
  return new AppError(code, { message, http: 409, ...(text === undefined ? {} : { text }) });
}

export function unauthenticated(code = 'AUTH_REQUIRED'): AppError {
  return new AppError(code, { message: 'no valid session or key', http: 401 });
}

export function forbidden(code = 'AUTH_FORBIDDEN', message = 'the role does not allow this'): AppError {
  return new AppError(code, { message, http: 403 });
}

/** An impossible state: stop here rather than guess. */
export function bug(message: string, cause?: unknown): AppError {
  return new AppError('BUG_ASSERTION', { message, effect: 'unknown', advice: 'stop', http: 500, cause });
}

export function assert(condition: boolean, message: string): asserts condition {
  if (!condition) throw bug(message);
}
