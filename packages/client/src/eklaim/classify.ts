// What an answer of E-Klaim means: sealed or plain, its own error number first, then its code (docs/facts/eklaim.md §3 and §7). Pure; nothing
// succeeds by default, and a success that was not sealed is nobody's word.
import { EKLAIM_ERRORS, type EklaimMethod, type EklaimOutcome, unknownKeysOf } from '@titian/contract';
import type { Answer } from '../answer.ts';
import { readEnvelope } from '../envelope.ts';
import { BpjsError, type BpjsErrorCode, type BpjsErrorInit, type ErrorContext } from '../errors.ts';
import type { ReceivedContent } from '../opened.ts';
import type { TransportFailure, WireReply } from '../transport/transport.ts';
import { type BodyText, bodyText } from '../wire/body-text.ts';
import { parseJson } from '../wire/json.ts';
import { unseal } from './cipher.ts';

export interface EklaimClassifyInput<R = unknown> {
  readonly method: EklaimMethod<unknown, R>;
  /** The key of the request first, then the one before it. */
  readonly keys: readonly string[];
  readonly bodyLimitBytes: number;
}

export type EklaimVerdict<R = unknown> =
  | { readonly kind: 'answer'; readonly answer: Answer<R> }
  | { readonly kind: 'error'; readonly error: BpjsError; readonly isKeyMismatch?: boolean };

/** Enough of a page or a PHP notice to recognise it, docs/facts/eklaim.md §2 [B]. */
const EVIDENCE_LIMIT_CHARS = 500;
/** One documented answer carries the number as its code, docs/facts/eklaim.md §3. */
const NUMBER_AS_CODE: Readonly<Record<string, string>> = { '2029': 'E2029' };

type Refusal = Pick<BpjsErrorInit, 'effect' | 'advice'> & { readonly code: BpjsErrorCode };

function refusalOf(outcome: Exclude<EklaimOutcome, 'already'>, reads: boolean): Refusal {
  switch (outcome) {
    case 'rejected':
      return { code: 'BPJS_REJECTED', effect: 'none', advice: 'fix' };
    case 'predecessor':
      return { code: 'BPJS_PREDECESSOR', effect: 'none', advice: 'after-predecessor' };
    case 'credential':
      return { code: 'BPJS_CREDENTIAL', effect: 'none', advice: 'pause-channel' };
    case 'busy':
      return { code: 'BPJS_UNCERTAIN', effect: 'none', advice: 'later' };
    case 'fault':
      return { code: 'BPJS_UNFAMILIAR', effect: 'none', advice: 'stop' };
    case 'unclear':
      return unclear('BPJS_UNCERTAIN', reads);
  }
}

function unclear(code: 'BPJS_UNCERTAIN' | 'BPJS_UNFAMILIAR', reads: boolean): Refusal {
  if (!reads) return { code, effect: 'unknown', advice: 'reconcile' };
  return { code, effect: 'none', advice: code === 'BPJS_UNCERTAIN' ? 'later' : 'stop' };
}

class Verdicts<R> {
  readonly reads: boolean;
  private readonly facts: ErrorContext;

  constructor({ method }: EklaimClassifyInput<R>, facts: ErrorContext) {
    this.reads = method.writeClass === 'read';
    this.facts = { endpoint: method.id, ...facts };
  }

  error({ code, ...axes }: Refusal, extra: Partial<BpjsErrorInit> = {}): EklaimVerdict<R> {
    return {
      kind: 'error',
      error: new BpjsError(code, { ...extra, ...axes, context: { ...this.facts, ...extra.context } }),
    };
  }

  uncertain(reason: string, extra: Partial<BpjsErrorInit> = {}): EklaimVerdict<R> {
    return this.error(unclear('BPJS_UNCERTAIN', this.reads), { ...extra, context: { reason } });
  }

  unfamiliar(reason: string, extra: Partial<BpjsErrorInit> = {}): EklaimVerdict<R> {
    return this.error(unclear('BPJS_UNFAMILIAR', this.reads), { ...extra, context: { reason, ...extra.context } });
  }
}

export function classifyEklaimFailure<R>(failure: TransportFailure, input: EklaimClassifyInput<R>): EklaimVerdict<R> {
  const verdicts = new Verdicts(input, { transport: failure.reason, sent: failure.sent });
  return failure.sent
    ? verdicts.uncertain(failure.reason, { cause: failure })
    : verdicts.error({ code: 'BPJS_UNREACHABLE', effect: 'none', advice: 'later' }, { cause: failure });
}

interface Unsealed {
  /** The body as it came. */
  readonly raw: string;
  /** What was under the seal, or why it stayed shut. */
  readonly text: string | undefined;
  readonly problem: string;
}

function unsealBody(raw: string, keys: readonly string[]): Unsealed {
  const opened = keys.map((key) => unseal(raw, key));
  const [first] = opened;
  const problem = first?.ok === false && first.problem !== 'base64' ? first.problem : 'not-sealed';
  return { raw, text: opened.find((one) => one.ok)?.text, problem };
}

/** The answer in clear for somebody who looks on, a copy of its own. */
export function readEklaimReply<R>(reply: WireReply, input: EklaimClassifyInput<R>): ReceivedContent {
  const body = textOf(reply, input);
  if (!body.ok) return { kind: 'none', problem: body.problem };
  if (body.text === '') return { kind: 'none', problem: null };
  const { raw, text, problem } = unsealBody(body.text, input.keys);
  const json = parseJson(text ?? raw);
  if (json.ok) return { kind: 'json', value: json.value };
  return { kind: 'text', text: text ?? raw, problem: text === undefined ? problem : json.problem };
}

function textOf<R>(reply: WireReply, input: EklaimClassifyInput<R>): BodyText {
  const { 'content-encoding': contentEncoding, 'content-type': contentType } = reply.headers;
  return bodyText(reply.body, { contentEncoding, contentType }, input.bodyLimitBytes);
}

export function classifyEklaimReply<R>(reply: WireReply, input: EklaimClassifyInput<R>): EklaimVerdict<R> {
  const verdicts = new Verdicts(input, { httpStatus: reply.status });
  const body = textOf(reply, input);
  if (!body.ok) return verdicts.uncertain(body.problem);
  if (body.text === '') return verdicts.uncertain('empty-body');
  const { raw, text, problem } = unsealBody(body.text, input.keys);
  const json = parseJson(text ?? raw);
  const evidence = raw.slice(0, EVIDENCE_LIMIT_CHARS);
  if (!json.ok) {
    if (text !== undefined) return verdicts.unfamiliar(json.problem, { evidence });
    return verdicts.uncertain(problem, { evidence });
  }
  return classifyEnvelope(
    json.value,
    { isSealed: text !== undefined, evidence, status: reply.status },
    input,
    verdicts,
  );
}

interface Received {
  readonly isSealed: boolean;
  readonly evidence: string;
  readonly status: number;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function errorNumber(value: Record<string, unknown>, code: string): string | undefined {
  const { metadata } = value;
  const number = isRecord(metadata) ? metadata['error_no'] : undefined;
  return typeof number === 'string' && number !== '' ? number.toUpperCase() : NUMBER_AS_CODE[code];
}

function classifyEnvelope<R>(
  value: unknown,
  received: Received,
  input: EklaimClassifyInput<R>,
  verdicts: Verdicts<R>,
): EklaimVerdict<R> {
  const envelope = readEnvelope(value);
  if (envelope === undefined || !isRecord(value)) return verdicts.unfamiliar('no-envelope', received);
  const { code, message } = envelope;
  const number = errorNumber(value, code);
  if (number === undefined && code === '200') return classifySuccess(value, message, received, input, verdicts);
  const known = number === undefined ? undefined : EKLAIM_ERRORS.get(number);
  const messageId = known === undefined ? undefined : `eklaim.${known.number}`;
  const extra = { bpjsCode: number ?? code, bpjsMessage: message, messageId };
  if (known?.outcome === 'already' && !verdicts.reads) {
    const base = {
      code: number ?? code,
      message,
      httpStatus: received.status,
      messageId,
      values: {},
      totalItems: undefined,
    };
    return { kind: 'answer', answer: { kind: 'already', ...base, unknownKeys: [], data: null } };
  }
  if (known !== undefined) {
    const refusal = refusalOf(known.outcome === 'already' ? 'rejected' : known.outcome, verdicts.reads);
    const verdict = verdicts.error(refusal, { ...extra, context: { actor: known.actor } });
    return known.outcome === 'credential' && verdict.kind === 'error' ? { ...verdict, isKeyMismatch: true } : verdict;
  }
  // A refusal in words and without a number; a number that the manual does not have is something new.
  if (number === undefined && code === '400' && message.trim() !== '')
    return verdicts.error(refusalOf('rejected', verdicts.reads), extra);
  return verdicts.unfamiliar('code', { ...extra, evidence: received.evidence });
}

function classifySuccess<R>(
  value: Record<string, unknown>,
  message: string,
  { isSealed, evidence, status }: Received,
  { method }: EklaimClassifyInput<R>,
  verdicts: Verdicts<R>,
): EklaimVerdict<R> {
  if (!isSealed) return verdicts.unfamiliar('not-sealed', { evidence });
  if (status < 200 || status > 299) return verdicts.unfamiliar('status-contradicts-code', { evidence });
  const { metadata: _, ...payload } = value;
  const parsed = method.response.safeParse(payload);
  if (!parsed.success) {
    // Paths only: the values may name a person.
    const issues = parsed.error.issues.slice(0, 10).map((issue) => `${issue.path.join('.')}: ${issue.code}`);
    return verdicts.unfamiliar('shape', { context: { issues }, evidence });
  }
  const base = { code: '200', message, httpStatus: status, messageId: undefined, values: {}, totalItems: undefined };
  const unknownKeys = unknownKeysOf(method.response, parsed.data);
  return { kind: 'answer', answer: { kind: 'ok', ...base, unknownKeys, data: parsed.data } };
}
