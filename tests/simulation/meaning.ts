// What an answer means, said by the shipped code: the client's own classification of real bytes and the gateway's own verdict on it. The
// same form of answer always means the same, so each is opened once and remembered; that is what makes a day a second.
import { createCipheriv, createHash } from 'node:crypto';
import lz from 'lz-string';
import {
  classifyFailure,
  classifyReply,
  type Endpoint,
  type FailureReason,
  findEndpoint,
  TransportFailure,
  type WireReply,
} from '@titian/client';
import { verdictOfAnswer, verdictOfError, type Verdict } from '../../apps/server/src/modules/gateway/outcome.ts';

/** Business answers of BPJS first, then everything that is none. */
export const FORMS = [
  'ok',
  'already',
  'predecessor',
  'rejected',
  'credential',
  'unfamiliar',
  'throttled',
  'html',
  'bad-gateway',
  'empty',
  'truncated',
  'wrong-key',
  'server-error',
] as const;
export type Form = (typeof FORMS)[number];
export type Heard =
  | { readonly kind: 'reply'; readonly form: Form }
  | { readonly kind: 'failure'; readonly reason: FailureReason; readonly sent: boolean };

const SIGNATURE = { consId: '99999', secret: 'contohRahasia01', timestamp: '1735689600' } as const;
const WORDS: Readonly<Record<'already' | 'predecessor' | 'rejected', (endpointId: string) => string>> = {
  already: (id) =>
    id.startsWith('vclaim')
      ? 'Peserta telah mendapat pelayanan R.Jalan pada hari yang sama, No.SEP 9999R0011126V000001'
      : 'TaskId=4 sudah ada',
  predecessor: (id) =>
    id.startsWith('pcare') ? 'Peserta belum melakukan pendaftaran pada poli' : 'Kode Booking tidak ditemukan',
  rejected: () => 'Data tidak sesuai',
};
const RETRY_AFTER_S = 5;

/** The answer to a sealed call, sealed as BPJS does it: AES under a key of the request's own second, text compressed before. */
function sealed(value: unknown, timestamp: string): string {
  const digest = createHash('sha256').update(`${SIGNATURE.consId}${SIGNATURE.secret}${timestamp}`).digest();
  const cipher = createCipheriv('aes-256-cbc', digest, digest.subarray(0, 16));
  const packed = lz.compressToEncodedURIComponent(JSON.stringify(value));
  return Buffer.concat([cipher.update(packed, 'latin1'), cipher.final()]).toString('base64');
}

function bodyOf(endpoint: Endpoint, form: Form): { status: number; text: string } {
  const meta = (code: string, message: string, response: unknown = null): { status: number; text: string } => ({
    status: 200,
    text: JSON.stringify(
      endpoint.id.startsWith('antrean')
        ? { metadata: { code: Number(code), message }, ...(response === null ? {} : { response }) }
        : { metaData: { code, message }, response },
    ),
  });
  const [success = '200'] = endpoint.success;
  const value = endpoint.example?.response ?? null;
  const isSealed = endpoint.encryption !== 'plain';
  const good = (timestamp: string): { status: number; text: string } =>
    meta(success, 'Ok', isSealed && value !== null ? sealed(value, timestamp) : value);
  switch (form) {
    case 'ok':
      return good(SIGNATURE.timestamp);
    case 'wrong-key':
      return isSealed ? good('1735689599') : { status: 200, text: '<html>403</html>' };
    case 'truncated':
      return { status: 200, text: good(SIGNATURE.timestamp).text.slice(0, 20) };
    case 'already':
      return meta(endpoint.already[0] ?? '201', WORDS.already(endpoint.id));
    case 'predecessor':
    case 'rejected':
      return meta(endpoint.success.includes('201') ? '412' : '201', WORDS[form](endpoint.id));
    case 'credential':
      return meta('401', 'Unauthorized');
    case 'unfamiliar':
      return meta('777', 'sesuatu yang belum pernah dilihat');
    case 'throttled':
      return { status: 429, text: 'Too Many Requests' };
    case 'html':
      return { status: 200, text: '<!doctype html><html><body>Sistem sedang dalam pemeliharaan</body></html>' };
    case 'bad-gateway':
      return { status: 502, text: '<html><body>502 Bad Gateway</body></html>' };
    case 'empty':
      return { status: 200, text: '' };
    case 'server-error':
      return meta('500', 'Internal Server Error');
  }
}

function read(endpoint: Endpoint, heard: Heard): Verdict {
  const input = { endpoint, signature: SIGNATURE, nowMs: 0 };
  const verdict =
    heard.kind === 'failure'
      ? classifyFailure(new TransportFailure(heard.reason, heard.sent), input)
      : classifyReply(replyOf(endpoint, heard.form), input);
  return verdict.kind === 'answer' ? verdictOfAnswer(verdict.answer) : verdictOfError(verdict.error);
}

function replyOf(endpoint: Endpoint, form: Form): WireReply {
  const { status, text } = bodyOf(endpoint, form);
  const headers = form === 'throttled' ? { 'retry-after': String(RETRY_AFTER_S) } : {};
  return { status, headers, body: Buffer.from(text, 'utf8') };
}

const remembered = new Map<string, Verdict>();

export function meaningOf(endpointId: string, heard: Heard): Verdict {
  const key = `${endpointId} ${heard.kind === 'reply' ? heard.form : `${heard.reason} ${heard.sent}`}`;
  const known = remembered.get(key);
  if (known !== undefined) return known;
  const endpoint = findEndpoint(endpointId);
  if (endpoint === undefined) throw new Error(`no endpoint ${endpointId}`);
  const verdict = read(endpoint, heard);
  remembered.set(key, verdict);
  return verdict;
}
