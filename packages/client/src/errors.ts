// The one error class of the client. Two axes drive every decision of a caller: `effect` (did BPJS change?) and
// `advice` (what now?). Nothing that may hold personal data is enumerable, so logging an error cannot leak it.

export const BPJS_ERROR_CODES = [
  'BPJS_REJECTED',
  'BPJS_PREDECESSOR',
  'BPJS_UNREACHABLE',
  'BPJS_UNCERTAIN',
  'BPJS_UNFAMILIAR',
  'BPJS_CREDENTIAL',
  'BPJS_THROTTLED',
  // Only thrown by openResponse; a call reports them as BPJS_UNCERTAIN.
  'BPJS_UNDECRYPTABLE',
  'BPJS_NOT_COMPRESSED',
  'BPJS_NOT_JSON',
  'BPJS_TOO_LARGE',
  'INPUT_ENDPOINT',
  'INPUT_PARAMS',
  'INPUT_BODY',
  'INPUT_CREDENTIALS',
  'INPUT_BASE_URL',
] as const;
export type BpjsErrorCode = (typeof BPJS_ERROR_CODES)[number];

export type Effect = 'none' | 'applied' | 'unknown';
export type Advice = 'fix' | 'later' | 'after-predecessor' | 'reconcile' | 'pause-channel' | 'stop';

const TEXT: Readonly<Record<BpjsErrorCode, string>> = {
  BPJS_REJECTED: 'BPJS refused the request.',
  BPJS_PREDECESSOR: 'BPJS wants an earlier step first.',
  BPJS_UNREACHABLE: 'BPJS could not be reached; nothing was sent.',
  BPJS_UNCERTAIN: 'BPJS gave no usable answer.',
  BPJS_UNFAMILIAR: 'BPJS answered in a way the catalogue does not know.',
  BPJS_CREDENTIAL: 'BPJS refused the credentials.',
  BPJS_THROTTLED: 'BPJS asks for fewer requests.',
  BPJS_UNDECRYPTABLE: 'The response cannot be decrypted with these credentials and this timestamp.',
  BPJS_NOT_COMPRESSED: 'The decrypted response is not intact LZ-string text.',
  BPJS_NOT_JSON: 'The opened response is not JSON.',
  BPJS_TOO_LARGE: 'The response is larger than the limit.',
  INPUT_ENDPOINT: 'The catalogue has no such endpoint.',
  INPUT_PARAMS: 'The path parameters do not fit the endpoint.',
  INPUT_BODY: 'The request body does not fit the endpoint.',
  INPUT_CREDENTIALS: 'The credentials are incomplete or hold characters that a header cannot carry.',
  INPUT_BASE_URL: 'The base URL is not an address of BPJS.',
};

export type ContextValue =
  | string
  | number
  | boolean
  | null
  | readonly ContextValue[]
  | { readonly [key: string]: ContextValue };
export type ErrorContext = Readonly<Record<string, ContextValue>>;

export interface BpjsErrorInit {
  readonly effect: Effect;
  readonly advice: Advice;
  readonly bpjsCode?: string | undefined;
  /** The text of BPJS; it can name a person, so it is never enumerable. */
  readonly bpjsMessage?: string | undefined;
  /** Id in the message catalogue of `@titian/contract`. */
  readonly messageId?: string | undefined;
  /** Named parts of the text, e.g. `nomorSep`. */
  readonly values?: Readonly<Record<string, string>> | undefined;
  /** Refused fields of a PCare precondition answer; they can quote what was entered. */
  readonly fields?: readonly { readonly field: string; readonly message: string }[] | undefined;
  readonly retryAfterMs?: number | undefined;
  /** Facts without personal data: endpoint, HTTP status, reason. */
  readonly context?: ErrorContext | undefined;
  /** The raw answer of an unfamiliar kind; store it only encrypted. */
  readonly evidence?: string | undefined;
  readonly cause?: unknown;
}

const BRAND = Symbol.for('titian.BpjsError');

export class BpjsError extends Error {
  override readonly name = 'BpjsError';
  readonly code: BpjsErrorCode;
  readonly effect: Effect;
  readonly advice: Advice;
  readonly bpjsCode: string | undefined;
  readonly messageId: string | undefined;
  readonly retryAfterMs: number | undefined;
  readonly context: ErrorContext;
  declare readonly bpjsMessage: string | undefined;
  declare readonly values: Readonly<Record<string, string>>;
  declare readonly fields: readonly { readonly field: string; readonly message: string }[];
  declare readonly evidence: string | undefined;

  constructor(code: BpjsErrorCode, init: BpjsErrorInit) {
    super(TEXT[code], init.cause === undefined ? undefined : { cause: init.cause });
    this.code = code;
    this.effect = init.effect;
    this.advice = init.advice;
    this.bpjsCode = init.bpjsCode;
    this.messageId = init.messageId;
    this.retryAfterMs = init.retryAfterMs;
    this.context = init.context ?? {};
    const hidden = {
      bpjsMessage: init.bpjsMessage,
      values: init.values ?? {},
      fields: init.fields ?? [],
      evidence: init.evidence,
    };
    for (const [key, value] of Object.entries(hidden)) Object.defineProperty(this, key, { value, enumerable: false });
    Object.defineProperty(this, BRAND, { value: true, enumerable: false });
  }
}

/** True for errors of this package, also when two copies of it are installed. */
export function isBpjsError(value: unknown): value is BpjsError {
  return typeof value === 'object' && value !== null && BRAND in value;
}

/** A mistake of the caller, found before anything was sent. */
export function inputError(code: Extract<BpjsErrorCode, `INPUT_${string}`>, context: ErrorContext): BpjsError {
  return new BpjsError(code, { effect: 'none', advice: 'fix', context });
}
