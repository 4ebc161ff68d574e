// Writes answers in the dialect of each service: envelope spelling, type of the code, encryption, HTTP status, and the gateway's
// own plain or HTML texts. The sandbox's own writer; the client reads it with its own reader.

import { isObject, objectAt, type Json } from '../json.ts';
import type { Reply, Route } from '../kernel.ts';
import type { Switches } from '../switches.ts';
import type { SandboxService } from '../world/facilities.ts';
import { encrypt, type CipherKey } from './cipher.ts';

export interface HttpAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
}

interface Dialect {
  readonly key: 'metaData' | 'metadata';
  readonly code: 'string' | 'number';
  /** Answers without data have no `response` member at all; the others say null. */
  readonly bare?: true;
  /** Never encrypts an answer, docs/facts/aplicares-icare-apotek.md §1. */
  readonly plain?: true;
}

/** docs/facts/vclaim.md §2.7; bare answers: docs/facts/antrean-rs.md §1 [A], docs/facts/aplicares-icare-apotek.md §2 [A]. */
const DIALECTS: Readonly<Record<SandboxService, Dialect>> = {
  vclaim: { key: 'metaData', code: 'string' },
  pcare: { key: 'metaData', code: 'number' },
  antreanrs: { key: 'metadata', code: 'number', bare: true },
  antreanfktp: { key: 'metadata', code: 'number' },
  aplicares: { key: 'metadata', code: 'number', bare: true, plain: true },
  icare: { key: 'metaData', code: 'number' },
  apotek: { key: 'metaData', code: 'string' },
  erekammedis: { key: 'metadata', code: 'string', plain: true },
  sisrute: { key: 'metaData', code: 'string' },
  srbk: { key: 'metaData', code: 'number' },
};

/** A success of any service; only those are encrypted [A]/[B], docs/facts/vclaim.md §2.5. */
const SUCCESS_CODES = new Set([1, 200, 201]);
const isSuccess = (service: SandboxService, code: number): boolean =>
  SUCCESS_CODES.has(code) && (code !== 201 || service === 'pcare' || service === 'srbk');

export interface Rendering {
  readonly service: SandboxService;
  readonly reply: Reply;
  readonly encryption: Route['encryption'];
  readonly cipherKey: CipherKey;
  readonly switches: Switches;
}

export function renderReply({ service, reply, encryption, cipherKey, switches }: Rendering): HttpAnswer {
  const dialect = DIALECTS[service];
  const key = switches.envelopeKey === 'default' ? dialect.key : switches.envelopeKey;
  const codeType = switches.codeType === 'default' ? (reply.codeType ?? dialect.code) : switches.codeType;
  const totalitems = reply.totalItems === undefined ? {} : { totalitems: reply.totalItems };
  const code = codeType === 'string' ? String(reply.code) : reply.code;
  const meta = { [key]: { code, message: reply.message, ...totalitems } };
  const isNested = reply.nestsMeta === true && isObject(reply.response);
  const content = isNested ? { ...reply, response: { ...objectAt(reply, 'response'), ...meta } } : reply;
  const response = renderResponse({ service, reply: content, encryption, cipherKey, switches });
  const outer = isNested ? {} : meta;
  const withResponse = response === undefined ? {} : { response };
  const body = switches.keyOrder === 'response-first' ? { ...withResponse, ...outer } : { ...outer, ...withResponse };
  return {
    status: httpStatus(service, reply.code, switches),
    contentType: 'application/json; charset=utf-8',
    body: JSON.stringify(body),
  };
}

function renderResponse({ service, reply, encryption, cipherKey, switches }: Rendering): Json | undefined {
  const dialect = DIALECTS[service];
  if (reply.response === undefined) return dialect.bare ? undefined : null;
  const plain =
    dialect.plain === true ||
    // [?], docs/facts/pcare.md §12.6.
    (service === 'srbk' && !switches.srbkSeals) ||
    encryption === 'plain' ||
    (encryption === 'by-switch' && switches.sepDeletePlain);
  if (reply.response === null || plain || !switches.encrypt || !isSuccess(service, reply.code)) return reply.response;
  return encrypt(JSON.stringify(reply.response), cipherKey, { compress: switches.compress });
}

/** PCare mirrors the code [1], docs/facts/pcare.md §3, except where HTTP forbids a body (204, 304); SRBK is taken to do the same. */
function httpStatus(service: SandboxService, code: number, switches: Switches): number {
  if ((service !== 'pcare' && service !== 'srbk') || !switches.pcareHttpMirror) return 200;
  return code >= 200 && code <= 599 && code !== 204 && code !== 304 ? code : 200;
}

const PLAIN = 'text/plain; charset=utf-8';
const HTML = 'text/html; charset=utf-8';

export const gatewayText = (
  status: number,
  body: string,
  headers: Readonly<Record<string, string>> = {},
): HttpAnswer => ({
  status,
  contentType: PLAIN,
  body,
  headers,
});

/** What the WCF layer says to a body it cannot parse, often with HTTP 200 [B], docs/facts/vclaim.md §2.6. */
export const requestErrorPage = (): HttpAnswer => ({
  status: 400,
  contentType: HTML,
  body: '<!DOCTYPE html><html><head><title>Request Error</title></head><body><div id="content"><p class="heading1">Request Error</p><p>The server encountered an error processing the request. See server logs for more details.</p></div></body></html>',
});

export const maintenancePage = (): HttpAnswer => ({
  status: 503,
  contentType: HTML,
  body: '<!DOCTYPE html><html><head><title>503 Service Unavailable</title></head><body><h1>Service Unavailable</h1><p>Sistem sedang dalam pemeliharaan.</p></body></html>',
});

export const htmlPage = (): HttpAnswer => ({
  status: 200,
  contentType: HTML,
  body: "<html><head><title>Runtime Error</title></head><body><h1>Server Error in '/' Application.</h1></body></html>",
});
