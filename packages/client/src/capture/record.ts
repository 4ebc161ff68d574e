// One exchange as it may leave the house: what a hook of the client saw, without a value that names a person, a facility or a secret
// (docs/adr/0010-a-record-without-values.md). The lines of a capture file are such records, and the same file read back is a fixture.
import { findEklaimMethod, findEndpoint } from '@titian/contract';
import type { ResponseSeen } from '../hooks.ts';
import { sentenceTwin } from './sentence.ts';
import { keyTwin, type Schema, textTwin, twin } from './twin.ts';

export const CAPTURE_VERSION = 1;

export interface CapturedExchange {
  readonly version: typeof CAPTURE_VERSION;
  readonly endpointId: string;
  readonly method: string;
  /** The template of the catalogue, without values. */
  readonly path: string;
  /** Rounded up to 50, 200, 1000, 5000, 30000 ms. */
  readonly tookAtMostMs: number;
  readonly httpStatus: number | null;
  readonly failure: string | null;
  readonly outcome: string;
  readonly effect: string | null;
  readonly bpjsCode: string | null;
  readonly messageId: string | null;
  /** `reason` of an error and the paths that did not fit the schema. */
  readonly reason: string | null;
  readonly issues: readonly string[];
  readonly unknownKeys: readonly string[];
  /** The body that was sent and the answer that came, as fictitious twins; null when there was none. */
  readonly request: unknown;
  readonly answer: unknown;
  /** A body that is no JSON: its kind, and its text when it is one short line. */
  readonly text: { readonly kind: 'html' | 'json' | 'line'; readonly masked: string | null } | null;
}

const TIME_CLASSES = [50, 200, 1000, 5000, 30_000] as const;
const LINE_LIMIT_CHARS = 400;
/** BPJS's codes and E-Klaim's error numbers. */
const CODE = /^(?:\d{1,4}|E\d{4})$/;

export function redactExchange(seen: ResponseSeen): CapturedExchange {
  const { request, verdict, content } = seen;
  const known = schemasOf(request.endpointId);
  const sent = request.body === null ? null : parsed(request.body);
  const answer = content.kind === 'json' ? content.value : null;
  const wording: Wording = {
    fields: new Set(isMembers(sent) ? Object.keys(sent) : []),
    isRefusal: verdict.outcome === 'BPJS_REJECTED' || verdict.outcome === 'BPJS_PREDECESSOR',
  };
  return {
    version: CAPTURE_VERSION,
    endpointId: request.endpointId,
    method: request.method,
    path: known.path,
    tookAtMostMs: TIME_CLASSES.find((limit) => seen.durationMs <= limit) ?? 30_000,
    httpStatus: seen.httpStatus,
    failure: seen.failure,
    outcome: verdict.outcome,
    effect: verdict.effect,
    bpjsCode: verdict.bpjsCode !== null && CODE.test(verdict.bpjsCode) ? verdict.bpjsCode : null,
    messageId: verdict.messageId,
    reason: typeof verdict.context['reason'] === 'string' ? verdict.context['reason'] : null,
    issues: issuesOf(verdict.context['issues']),
    unknownKeys: verdict.unknownKeys.map(pathTwin),
    request: twin(sent, known.request),
    answer: answerTwin(answer, known.response, wording),
    text: content.kind === 'text' ? textOf(content.text) : null,
  };
}

/** An answer that no schema knows, or one that says more than its schema. */
export function isUnfamiliar(record: CapturedExchange): boolean {
  return mayBeUnfamiliar(record) && (record.outcome !== 'BPJS_REJECTED' || record.answer !== null);
}

/** The same by the verdict alone: for whoever does not want to open an answer that everybody knows. */
export function mayBeUnfamiliar({
  outcome,
  unknownKeys,
  messageId,
}: Pick<CapturedExchange, 'outcome' | 'unknownKeys' | 'messageId'>): boolean {
  if (outcome === 'BPJS_UNFAMILIAR' || unknownKeys.length > 0) return true;
  return outcome === 'BPJS_REJECTED' && messageId === null;
}

interface Schemas {
  readonly path: string;
  readonly request: readonly Schema[];
  readonly response: readonly Schema[];
}

function schemasOf(endpointId: string): Schemas {
  const endpoint = findEndpoint(endpointId);
  if (endpoint !== undefined)
    return {
      path: endpoint.path,
      request: endpoint.request === null ? [] : [endpoint.request],
      response: [endpoint.response],
    };
  const method = findEklaimMethod(endpointId);
  return { path: method === undefined ? '' : '/E-Klaim/ws.php', request: [], response: [] };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return text;
    throw error;
  }
}

const isMembers = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isMeta = (key: string): boolean => key.toLowerCase() === 'metadata';

interface Wording {
  /** Names of the fields that were sent; a refusal may name them. */
  readonly fields: ReadonlySet<string>;
  readonly isRefusal: boolean;
}

/** The envelope in clear as far as it is one; its sentences masked, its data a twin. */
function answerTwin(value: unknown, schemas: readonly Schema[], wording: Wording): unknown {
  if (!isMembers(value)) return twin(value, schemas);
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => {
      if (isMeta(key) && isMembers(member)) return [key, metaTwin(member)];
      if (key.toLowerCase() === 'message' && typeof member === 'string') return [key, sentenceTwin(member)];
      if (key.toLowerCase() !== 'response') return [keyTwin(key), twin(member)];
      return [key, responseTwin(member, schemas, wording)];
    }),
  );
}

/** Some services put their envelope inside `response` (docs/facts/aplicares-icare-apotek.md §3). */
function responseTwin(member: unknown, schemas: readonly Schema[], wording: Wording): unknown {
  if (wording.isRefusal && Array.isArray(member)) return member.slice(0, 20).map((row) => fieldTwin(row, wording));
  const isNested = isMembers(member) && Object.keys(member).some(isMeta);
  return isNested ? answerTwin(member, schemas, wording) : twin(member, schemas);
}

/** PCare's refused fields carry a sentence each (docs/facts/pcare.md §11). */
function fieldTwin(row: unknown, { fields }: Wording): unknown {
  if (!isMembers(row) || typeof row['field'] !== 'string' || typeof row['message'] !== 'string') return twin(row);
  const { field, message } = row;
  return { field: fields.has(field) ? field : textTwin(field), message: sentenceTwin(message) };
}

function metaTwin(meta: Readonly<Record<string, unknown>>): unknown {
  return Object.fromEntries(
    Object.entries(meta).map(([key, member]) => {
      const name = key.toLowerCase();
      if ((name === 'code' || name === 'error_no') && CODE.test(String(member)) && typeof member !== 'object')
        return [key, member];
      if (name === 'message' && typeof member === 'string') return [key, sentenceTwin(member)];
      return [keyTwin(key), twin(member)];
    }),
  );
}

function textOf(text: string): CapturedExchange['text'] {
  if (text.startsWith('<')) return { kind: 'html', masked: null };
  // JSON that could not be opened is a seal; its bytes are of no use to anyone.
  if (/^[[{"]/.test(text)) return { kind: 'json', masked: null };
  return { kind: 'line', masked: text.length > LINE_LIMIT_CHARS ? textTwin(text) : sentenceTwin(text) };
}

/** `a.0.b` with every part that is no name of a field masked. */
function pathTwin(path: string): string {
  return path
    .split('.')
    .map((part) => (/^\d{1,3}$|^\[\]$/.test(part) ? part : keyTwin(part.replace(/\[\]$/, ''))))
    .join('.');
}

function issuesOf(issues: unknown): readonly string[] {
  if (!Array.isArray(issues)) return [];
  return issues.flatMap((issue: unknown) => {
    const found = typeof issue === 'string' ? /^(.*): ([a-z_]+)$/s.exec(issue) : null;
    return found === null ? [] : [`${pathTwin(found[1] ?? '')}: ${found[2]}`];
  });
}
