// What an answer says in clear: the envelope around it, its `response` opened when it is sealed. Says nothing about what that means.
import { type Endpoint, SERVICES } from '@titian/contract';
import { bareResponse, type Envelope, hasMeta, innerEnvelope, readEnvelope } from './envelope.ts';
import { isBpjsError } from './errors.ts';
import type { WireReply } from './transport/transport.ts';
import { decodeBase64 } from './wire/base64.ts';
import { bodyText } from './wire/body-text.ts';
import { parseJson } from './wire/json.ts';
import { open, PLAINTEXT_LIMIT_UNITS } from './wire/open-response.ts';
import type { SignatureInput } from './wire/signature.ts';

export interface OpenInput<R = unknown> {
  readonly endpoint: Endpoint<unknown, unknown, R>;
  readonly signature: SignatureInput;
  readonly plaintextLimitUnits?: number | undefined;
}

export type Opened = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly reason: string };

/** A received body as far as it could be read. */
export type ReceivedContent =
  /** The whole answer with its envelope; a sealed `response` is opened. */
  | { readonly kind: 'json'; readonly value: unknown }
  /** The body as it came: no JSON, or sealed in a way that could not be opened. */
  | { readonly kind: 'text'; readonly text: string; readonly problem: string }
  /** No complete reply, an empty body, or bytes that are no text. */
  | { readonly kind: 'none'; readonly problem: string | null };

/** A SEP number is not base64 of whole blocks, so plain text cannot be mistaken for ciphertext. */
function looksSealed(response: string): boolean {
  const bytes = decodeBase64(response);
  return bytes !== undefined && bytes.length > 0 && bytes.length % 16 === 0;
}

/** The test for encryption is the shape of `response`, not the code (docs/facts/vclaim.md §2.5). */
export function openValue<R>(response: unknown, input: OpenInput<R>): Opened {
  const { endpoint } = input;
  if (typeof response !== 'string' || response === '' || endpoint.encryption === 'plain')
    return { ok: true, value: response };
  if (endpoint.encryption === 'tolerant' && !looksSealed(response)) return { ok: true, value: response };
  try {
    const { value } = open(response, input.signature, {
      plaintextLimitUnits: input.plaintextLimitUnits ?? PLAINTEXT_LIMIT_UNITS,
      mayBeUncompressed: SERVICES[endpoint.service].mayBeUncompressed,
    });
    return { ok: true, value };
  } catch (error) {
    if (isBpjsError(error))
      return { ok: false, reason: error.code.replace('BPJS_', '').toLowerCase().replaceAll('_', '-') };
    throw error;
  }
}

/** The envelope around the answer or, for services that are known to, the one inside it. */
export function envelopeOf<R>(value: unknown, input: OpenInput<R>): Envelope | undefined {
  const envelope = readEnvelope(value);
  if (envelope !== undefined || SERVICES[input.endpoint.service].innerEnvelope !== true || hasMeta(value))
    return envelope;
  const opened = openValue(bareResponse(value), input);
  return opened.ok ? innerEnvelope(opened.value) : undefined;
}

/** The answer for somebody who looks on: a copy of its own, so that nothing done to it reaches the caller's answer. */
export function readReply<R>(reply: WireReply, input: OpenInput<R>): ReceivedContent {
  const body = bodyText(
    reply.body,
    { contentEncoding: reply.headers['content-encoding'], contentType: reply.headers['content-type'] },
    input.plaintextLimitUnits ?? PLAINTEXT_LIMIT_UNITS,
  );
  if (!body.ok) return { kind: 'none', problem: body.problem };
  if (body.text === '') return { kind: 'none', problem: null };
  const json = parseJson(body.text);
  if (!json.ok) return { kind: 'text', text: body.text, problem: json.problem };
  const sealed = bareResponse(json.value);
  if (typeof sealed !== 'string') return { kind: 'json', value: json.value };
  const opened = openValue(sealed, input);
  // A plain sentence may stand where the sealed text would (refusals); what is no seal is no failure to open.
  if (!opened.ok && looksSealed(sealed)) return { kind: 'text', text: body.text, problem: opened.reason };
  return { kind: 'json', value: opened.ok ? withResponse(json.value, opened.value) : json.value };
}

/** The same object with the member that is spelled `response` in any case replaced. */
function withResponse(value: unknown, response: unknown): unknown {
  // `bareResponse` has found exactly one such member, so the value is an object.
  return Object.fromEntries(
    Object.entries(value as Readonly<Record<string, unknown>>).map(([key, member]) => [
      key,
      key.toLowerCase() === 'response' ? response : member,
    ]),
  );
}
