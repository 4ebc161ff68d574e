// Plays Mobile JKN against a facility's own web service: fetches a token, then asks, and tells what came back and how long it took. One
// attempt each, no redirects, bounded time and size. Nothing of it is kept, least of all the password.

import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP } from 'node:net';
import { z } from 'zod';
import { objectAt, parseJson, textAt, type Json } from '../json.ts';
import { AddressRefused, baseUrlOf, destinationOf, type Destination } from './address.ts';
import { isToken, OPERATIONS, type Operation } from './operations.ts';

const LIMIT_MS = 10_000;
const MAX_ANSWER_BYTES = 1024 * 1024;

export const CallSchema = z.strictObject({
  baseUrl: z.string().min(1).max(500),
  operation: z.enum(OPERATIONS.map(({ id }) => id)),
  /** Where the facility put it and its token, when not at the usual place. */
  path: z.string().max(200).optional(),
  tokenPath: z.string().max(200).optional(),
  username: z.string().max(200),
  password: z.string().max(200),
  /** From an earlier call; without one it is fetched first. */
  token: z.string().max(4000).optional(),
  fields: z.record(z.string().max(50), z.string().max(1000)).default({}),
});
export type CallInput = z.infer<typeof CallSchema>;

export interface Spoken {
  readonly nama: string;
  readonly method: string;
  readonly address: string;
  readonly sent: Json;
  /** 0 when no answer came. */
  readonly status: number;
  readonly ms: number;
  readonly answer: Json;
  /** Why there is no answer, or why it is no JSON. */
  readonly problem: string;
}

export interface CallParts {
  readonly allowed: readonly string[];
  /** Real milliseconds. */
  readonly now: () => number;
}

export interface Conversation {
  readonly steps: readonly Spoken[];
  readonly token: string;
}

export async function callFacility(input: CallInput, parts: CallParts): Promise<Conversation> {
  const operation = OPERATIONS.find(({ id }) => id === input.operation);
  const tokenOperation = OPERATIONS.find(({ id, kind }) => kind === operation?.kind && id.endsWith('.token'));
  if (operation === undefined || tokenOperation === undefined) throw new AddressRefused('Operasi tidak dikenal.');
  const secret = { 'x-username': input.username, 'x-password': input.password };
  if (isToken(operation)) {
    const spoken = await speak(operation, input, secret, parts);
    return { steps: [spoken], token: tokenIn(spoken) };
  }
  const steps: Spoken[] = [];
  let token = input.token ?? '';
  if (token === '') {
    const first = await speak(tokenOperation, { ...input, path: input.tokenPath, fields: {} }, secret, parts);
    steps.push(first);
    token = tokenIn(first);
    if (token === '') return { steps, token };
  }
  steps.push(await speak(operation, input, { 'x-username': input.username, 'x-token': token }, parts));
  return { steps, token };
}

const tokenIn = ({ answer }: Spoken): string => textAt(objectAt(answer, 'response'), 'token');

type Asked = Pick<CallInput, 'baseUrl' | 'fields'> & { readonly path?: string | undefined };

async function speak(
  operation: Operation,
  { baseUrl, path = operation.path, fields }: Asked,
  credentials: Readonly<Record<string, string>>,
  parts: CallParts,
): Promise<Spoken> {
  const url = addressFor(baseUrl, path, operation, fields);
  const body = bodyFor(operation, fields);
  const base = { nama: operation.nama, method: operation.method, address: url.href, sent: body };
  const destination = await destinationOf(url, parts.allowed);
  const startMs = parts.now();
  const took = (): number => Math.max(0, Math.round(parts.now() - startMs));
  try {
    const { status, text } = await exchange(destination, operation.method, credentials, body);
    const parsed = parseJson(text);
    const answer = parsed.ok ? parsed.value : text.slice(0, 2000);
    return { ...base, status, ms: took(), answer, problem: parsed.ok ? '' : 'Jawaban bukan JSON.' };
  } catch (error) {
    return { ...base, status: 0, ms: took(), answer: null, problem: wordsFor(error) };
  }
}

function addressFor(baseUrl: string, path: string, operation: Operation, fields: CallInput['fields']): URL {
  const base = baseUrlOf(baseUrl);
  const filled = path.replaceAll(/\{(\w+)\}/g, (_whole, name: string) => encodeURIComponent(fields[name] ?? ''));
  const url = new URL(base.href);
  url.pathname = `${base.pathname.replace(/\/$/, '')}/${filled.replace(/^\//, '')}`;
  return url;
}

function bodyFor({ method, fields }: Operation, values: CallInput['fields']): Json {
  if (method === 'GET') return null;
  return Object.fromEntries(
    fields
      .filter(({ place, name }) => place === 'body' && values[name] !== undefined)
      .map(({ name, type }) => {
        const value = values[name] ?? '';
        // What is no number travels as it was typed: a facility has to stand that too.
        return [name, type === 'number' && /^-?\d+$/.test(value) ? Number(value) : value];
      }),
  );
}

function exchange(
  { url, address }: Destination,
  method: string,
  credentials: Readonly<Record<string, string>>,
  body: Json,
): Promise<{ status: number; text: string }> {
  const bytes = body === null ? null : JSON.stringify(body);
  const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
  const family = isIP(address) === 6 ? 6 : 4;
  return new Promise((resolve, reject) => {
    const request = send(
      url,
      {
        method,
        agent: false,
        signal: AbortSignal.timeout(LIMIT_MS),
        headers: {
          accept: 'application/json',
          ...credentials,
          ...(bytes === null
            ? {}
            : { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(bytes)) }),
        },
        lookup: (_host, { all }, done) => (all ? done(null, [{ address, family }]) : done(null, address, family)),
      },
      (response) => {
        textOf(response).then((text) => resolve({ status: response.statusCode ?? 0, text }), reject);
      },
    );
    request.on('error', reject);
    request.end(bytes ?? undefined);
  });
}

async function textOf(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response) {
    // Without an encoding set, node:http yields buffers.
    const bytes = chunk as Buffer;
    size += bytes.length;
    if (size > MAX_ANSWER_BYTES) throw new AddressRefused('Jawaban lebih besar dari 1 MB.');
    chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString('utf8').trim();
}

const WORDS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'Tidak ada yang mendengarkan di alamat itu.',
  ECONNRESET: 'Sambungan diputus oleh faskes.',
  EHOSTUNREACH: 'Komputer faskes tidak terjangkau.',
  DEPTH_ZERO_SELF_SIGNED_CERT:
    'Sertifikat dibuat sendiri: jalankan sandbox dengan NODE_EXTRA_CA_CERTS yang menunjuk sertifikat itu.',
  SELF_SIGNED_CERT_IN_CHAIN:
    'Sertifikat dibuat sendiri: jalankan sandbox dengan NODE_EXTRA_CA_CERTS yang menunjuk sertifikat itu.',
};

function wordsFor(error: unknown): string {
  if (error instanceof AddressRefused) return error.message;
  if (!(error instanceof Error)) throw error;
  if (error.name === 'TimeoutError' || error.name === 'AbortError') return 'Tidak ada jawaban dalam 10 detik.';
  const code = 'code' in error ? String(error.code) : '';
  return WORDS[code] ?? `Sambungan gagal: ${code || error.message}.`;
}
