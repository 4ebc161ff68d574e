// The only place that turns what came over the wire into an answer or an error. Pure: same bytes, same verdict. The
// order of questions is the design: transport, limit, body, envelope, code, message, data. Nothing succeeds by default.
import {
  type Endpoint,
  matchGatewayText,
  matchMessage,
  type MessageMatch,
  type MessageOutcome,
  SERVICES,
  unknownKeysOf,
} from '@titian/contract';
import type { Answer } from './answer.ts';
import { type Envelope, gatewayComplaint, innerEnvelope } from './envelope.ts';
import { BpjsError, type BpjsErrorCode, type BpjsErrorInit, type ErrorContext } from './errors.ts';
import { envelopeOf, type OpenInput, openValue } from './opened.ts';
import type { TransportFailure, WireReply } from './transport/transport.ts';
import { bodyText } from './wire/body-text.ts';
import { parseJson } from './wire/json.ts';
import { PLAINTEXT_LIMIT_UNITS } from './wire/open-response.ts';

export interface ClassifyInput<R = unknown> extends OpenInput<R> {
  /** Instant of the answer, only to read a Retry-After date. */
  readonly nowMs: number;
}

export type Verdict<R = unknown> =
  | { readonly kind: 'answer'; readonly answer: Answer<R> }
  | { readonly kind: 'error'; readonly error: BpjsError };

/** A gateway may ask for hours; a channel looks again after at most a quarter of one. */
export const RETRY_AFTER_LIMIT_MS = 15 * 60_000;
/** Enough of a raw answer to recognise what it is. */
const EVIDENCE_LIMIT_CHARS = 65_536;
/** Gateways write one line; longer text is a page. */
const GATEWAY_TEXT_LIMIT_CHARS = 500;

type Extra = Omit<BpjsErrorInit, 'effect' | 'advice' | 'context'> & { readonly context?: ErrorContext };

/** Builds the errors of one exchange: what may have happened depends on whether the call reads or writes. */
class Verdicts<R> {
  private readonly input: ClassifyInput<R>;
  private readonly facts: ErrorContext;
  private readonly retryAfterMs: number | undefined;

  constructor(input: ClassifyInput<R>, facts: ErrorContext, retryAfterMs?: number) {
    this.input = input;
    this.facts = { endpoint: input.endpoint.id, ...facts };
    this.retryAfterMs = retryAfterMs;
  }

  get reads(): boolean {
    return this.input.endpoint.writeClass === 'read';
  }

  private error(code: BpjsErrorCode, init: Pick<BpjsErrorInit, 'effect' | 'advice'>, extra: Extra): Verdict<R> {
    const context = { ...this.facts, ...extra.context };
    return {
      kind: 'error',
      error: new BpjsError(code, { retryAfterMs: this.retryAfterMs, ...extra, ...init, context }),
    };
  }

  rejected(extra: Extra): Verdict<R> {
    return this.error('BPJS_REJECTED', { effect: 'none', advice: 'fix' }, extra);
  }

  predecessor(extra: Extra): Verdict<R> {
    return this.error('BPJS_PREDECESSOR', { effect: 'none', advice: 'after-predecessor' }, extra);
  }

  credential(extra: Extra): Verdict<R> {
    return this.error('BPJS_CREDENTIAL', { effect: 'none', advice: 'pause-channel' }, extra);
  }

  throttled(extra: Extra): Verdict<R> {
    return this.error('BPJS_THROTTLED', { effect: 'none', advice: 'later' }, extra);
  }

  unreachable(extra: Extra): Verdict<R> {
    return this.error('BPJS_UNREACHABLE', { effect: 'none', advice: 'later' }, extra);
  }

  /** The gateway does not know the path or the verb: our mistake, nothing happened. */
  unsupported(extra: Extra): Verdict<R> {
    return this.error('BPJS_UNFAMILIAR', { effect: 'none', advice: 'stop' }, extra);
  }

  uncertain(reason: string, extra: Extra = {}): Verdict<R> {
    const init = this.reads
      ? ({ effect: 'none', advice: 'later' } as const)
      : ({ effect: 'unknown', advice: 'reconcile' } as const);
    return this.error('BPJS_UNCERTAIN', init, { ...extra, context: { reason, ...extra.context } });
  }

  unfamiliar(reason: string, extra: Extra = {}): Verdict<R> {
    const init = this.reads
      ? ({ effect: 'none', advice: 'stop' } as const)
      : ({ effect: 'unknown', advice: 'reconcile' } as const);
    return this.error('BPJS_UNFAMILIAR', init, { ...extra, context: { reason, ...extra.context } });
  }

  ofMessage(outcome: Exclude<MessageOutcome, 'already' | 'empty'>, extra: Extra): Verdict<R> {
    switch (outcome) {
      case 'rejected':
      case 'final':
        return this.rejected({ ...extra, context: { ...extra.context, final: outcome === 'final' } });
      case 'predecessor':
        return this.predecessor(extra);
      case 'credential':
        return this.credential(extra);
      case 'throttled':
        return this.throttled(extra);
      case 'busy':
        return this.uncertain('busy', extra);
      case 'fault':
        return this.unfamiliar('server-fault', extra);
      case 'unsupported':
        return this.unsupported(extra);
    }
  }
}

/** Seconds or an HTTP date, never more than the limit; undefined when the header says nothing usable. */
export function readRetryAfter(header: string | undefined, nowMs: number): number | undefined {
  if (header === undefined) return undefined;
  const text = header.trim();
  const waitMs = /^\d{1,9}$/.test(text) ? Number(text) * 1000 : Date.parse(text) - nowMs;
  if (!Number.isFinite(waitMs)) return undefined;
  return Math.min(Math.max(waitMs, 0), RETRY_AFTER_LIMIT_MS);
}

/** A call that ended without a complete reply. */
export function classifyFailure<R>(failure: TransportFailure, input: ClassifyInput<R>): Verdict<R> {
  const verdicts = new Verdicts(input, { transport: failure.reason, sent: failure.sent });
  return failure.sent
    ? verdicts.uncertain(failure.reason, { cause: failure })
    : verdicts.unreachable({ cause: failure });
}

/** A complete reply. */
export function classifyReply<R>(reply: WireReply, input: ClassifyInput<R>): Verdict<R> {
  const retryAfterMs = readRetryAfter(reply.headers['retry-after'], input.nowMs);
  const verdicts = new Verdicts(input, { httpStatus: reply.status }, retryAfterMs);
  if (reply.status === 429) return verdicts.throttled({});
  const body = bodyText(
    reply.body,
    { contentEncoding: reply.headers['content-encoding'], contentType: reply.headers['content-type'] },
    input.plaintextLimitUnits ?? PLAINTEXT_LIMIT_UNITS,
  );
  if (!body.ok) return verdicts.uncertain(body.problem);
  if (body.text === '') return classifyEmptyBody(reply.status, input, verdicts);
  const json = parseJson(body.text);
  if (!json.ok) return classifyText(body.text, json.problem, reply.status, input, verdicts);
  const envelope = envelopeOf(json.value, input);
  if (envelope === undefined) return classifyStranger(json.value, body.text, reply.status, input, verdicts);
  return classifyEnvelope(envelope, body.text, reply.status, input, verdicts);
}

/** PCare mirrors its code as HTTP status, and 204 and 304 have no body (docs/facts/pcare.md §3 and §4.4). */
function classifyEmptyBody<R>(status: number, input: ClassifyInput<R>, verdicts: Verdicts<R>): Verdict<R> {
  const code = String(status);
  const base = { code, message: '', httpStatus: status, messageId: undefined, values: {}, unknownKeys: [], data: null };
  if (status === 204 && verdicts.reads && input.endpoint.empty.includes(code))
    return { kind: 'answer', answer: { kind: 'empty', ...base } };
  if (status === 304 && input.endpoint.already.includes(code))
    return { kind: 'answer', answer: { kind: 'already', ...base } };
  return verdicts.uncertain('empty-body');
}

/** Not JSON: a gateway's line, an HTML page, half an answer. Never a business refusal. */
function classifyText<R>(
  text: string,
  problem: string,
  status: number,
  input: ClassifyInput<R>,
  verdicts: Verdicts<R>,
): Verdict<R> {
  if (problem === 'too-deep') return verdicts.unfamiliar(problem, { evidence: text.slice(0, EVIDENCE_LIMIT_CHARS) });
  if (text.startsWith('<'))
    return status === 405 ? verdicts.unsupported({ context: { reason: 'html' } }) : verdicts.uncertain('html');
  return gatewayVerdict(text, status, input, verdicts) ?? verdicts.uncertain('not-json');
}

function gatewayVerdict<R>(
  text: string,
  status: number,
  input: ClassifyInput<R>,
  verdicts: Verdicts<R>,
): Verdict<R> | undefined {
  if (text.length > GATEWAY_TEXT_LIMIT_CHARS) return undefined;
  const match = matchGatewayText(input.endpoint.service, text);
  if (match === undefined) return status === 405 ? verdicts.unsupported({ context: { reason: 'method' } }) : undefined;
  const { outcome, id } = match.message;
  if (outcome === 'already' || outcome === 'empty') return undefined;
  return verdicts.ofMessage(outcome, { messageId: id, bpjsMessage: text });
}

/** JSON without an envelope: a gateway's own JSON, or something we have never seen. */
function classifyStranger<R>(
  value: unknown,
  text: string,
  status: number,
  input: ClassifyInput<R>,
  verdicts: Verdicts<R>,
): Verdict<R> {
  const complaint = gatewayComplaint(value);
  const known = complaint === undefined ? undefined : gatewayVerdict(complaint, status, input, verdicts);
  if (known !== undefined) return known;
  if (status >= 500) return verdicts.uncertain('server-error');
  return verdicts.unfamiliar('no-envelope', { evidence: text.slice(0, EVIDENCE_LIMIT_CHARS) });
}

interface RefusedField {
  readonly field: string;
  readonly message: string;
}

/** PCare's 412 carries `[{field, message}]` (docs/facts/pcare.md §11). */
function refusedFields(response: unknown): RefusedField[] {
  if (!Array.isArray(response)) return [];
  return response.flatMap((row: unknown) => {
    if (typeof row !== 'object' || row === null || !('field' in row) || !('message' in row)) return [];
    return typeof row.field === 'string' && typeof row.message === 'string'
      ? [{ field: row.field, message: row.message }]
      : [];
  });
}

function isBlank(response: unknown): boolean {
  return response === null || response === undefined || response === '';
}

/** Codes of the gateway family that a service may put into its envelope; the rest stays unfamiliar. */
function byCode<R>(code: string, verdicts: Verdicts<R>, extra: Extra, raw: string): Verdict<R> {
  switch (code) {
    case '201':
    case '400':
    case '404':
    case '412':
    case '422':
    case '424':
    case '428':
      return verdicts.rejected(extra);
    case '401':
    case '403':
      return verdicts.credential(extra);
    case '405':
      return verdicts.unsupported(extra);
    case '408':
    case '500':
    case '502':
    case '503':
    case '504':
      return verdicts.uncertain('server-error', extra);
    case '429':
      return verdicts.throttled(extra);
    default:
      return verdicts.unfamiliar('code', { ...extra, evidence: raw.slice(0, EVIDENCE_LIMIT_CHARS) });
  }
}

function classifyEnvelope<R>(
  envelope: Envelope,
  raw: string,
  status: number,
  input: ClassifyInput<R>,
  verdicts: Verdicts<R>,
): Verdict<R> {
  const { endpoint } = input;
  const { code, message } = envelope;
  if (endpoint.success.includes(code)) {
    // A success text under a failing HTTP status contradicts itself; it is not taken for a success.
    if (status < 200 || status > 299) {
      return verdicts.unfamiliar('status-contradicts-code', {
        bpjsCode: code,
        bpjsMessage: message,
        evidence: raw.slice(0, EVIDENCE_LIMIT_CHARS),
      });
    }
    return classifySuccess(envelope, raw, status, input, verdicts);
  }
  const fields = refusedFields(envelope.response);
  const [onlyField, ...moreFields] = fields;
  const text = onlyField !== undefined && moreFields.length === 0 ? onlyField.message : message;
  const match = matchMessage(endpoint, code, text) ?? matchMessage(endpoint, code, message);
  const base = {
    code,
    message,
    httpStatus: status,
    messageId: match?.message.id,
    values: match?.values ?? {},
    unknownKeys: [],
    totalItems: envelope.totalItems,
    data: null,
  };
  if (!verdicts.reads && (endpoint.already.includes(code) || match?.message.outcome === 'already')) {
    return { kind: 'answer', answer: { kind: 'already', ...base } };
  }
  if (isEmptyAnswer(endpoint, code, envelope.response, match))
    return { kind: 'answer', answer: { kind: 'empty', ...base } };
  const extra: Extra = {
    bpjsCode: code,
    bpjsMessage: text,
    messageId: match?.message.id,
    values: { ...match?.values, ...carriedNumbers(envelope.response, input) },
    fields,
  };
  if (match !== undefined && match.message.outcome !== 'already' && match.message.outcome !== 'empty') {
    return verdicts.ofMessage(match.message.outcome, extra);
  }
  if (endpoint.refused?.includes(code)) return verdicts.rejected(extra);
  // A refusal must say something: without a text, 201 is only a code without meaning (docs/facts/vclaim.md §6.2).
  if (code === '201' && message.trim() === '' && fields.length === 0) {
    return verdicts.unfamiliar('silent-refusal', { ...extra, evidence: raw.slice(0, EVIDENCE_LIMIT_CHARS) });
  }
  return byCode(code, verdicts, extra, raw);
}

/** What the endpoint finds in an answer that is no success. */
function carriedNumbers<R>(response: unknown, input: ClassifyInput<R>): Readonly<Record<string, string>> {
  if (input.endpoint.carries === undefined) return {};
  const opened = openValue(response, input);
  return opened.ok ? input.endpoint.carries(opened.value) : {};
}

function isEmptyAnswer<R>(
  endpoint: Endpoint<unknown, unknown, R>,
  code: string,
  response: unknown,
  match: MessageMatch | undefined,
): boolean {
  if (endpoint.writeClass !== 'read' || !endpoint.empty.includes(code)) return false;
  if (match !== undefined) return match.message.outcome === 'empty';
  return code === '204' && isBlank(response);
}

function classifySuccess<R>(
  envelope: Envelope,
  raw: string,
  status: number,
  input: ClassifyInput<R>,
  verdicts: Verdicts<R>,
): Verdict<R> {
  const { endpoint } = input;
  const { code, message } = envelope;
  const extra: Extra = { bpjsCode: code, bpjsMessage: message };
  const base = {
    code,
    message,
    httpStatus: status,
    messageId: undefined,
    values: {},
    totalItems: envelope.totalItems,
  };
  const opened = openValue(envelope.response, input);
  if (!opened.ok) return verdicts.uncertain(opened.reason, extra);
  const inner = SERVICES[endpoint.service].innerEnvelope === true ? innerEnvelope(opened.value) : undefined;
  // Success outside, refusal inside: the inner word is the one about this request.
  if (inner !== undefined && !endpoint.success.includes(inner.code))
    return classifyEnvelope(inner, raw, status, input, verdicts);
  const value = inner === undefined ? opened.value : inner.response;
  if (isBlank(value) && verdicts.reads && endpoint.empty.includes(code)) {
    return { kind: 'answer', answer: { kind: 'empty', ...base, unknownKeys: [], data: null } };
  }
  const parsed = endpoint.response.safeParse(value === undefined || value === '' ? null : value);
  if (!parsed.success) {
    // Paths only: the values may name a person.
    const issues = parsed.error.issues.slice(0, 10).map((issue) => `${issue.path.join('.')}: ${issue.code}`);
    return verdicts.unfamiliar('shape', {
      ...extra,
      values: endpoint.carries?.(value),
      context: { issues },
      evidence: raw.slice(0, EVIDENCE_LIMIT_CHARS),
    });
  }
  const unknownKeys = unknownKeysOf(endpoint.response, parsed.data);
  return { kind: 'answer', answer: { kind: 'ok', ...base, unknownKeys, data: parsed.data } };
}
