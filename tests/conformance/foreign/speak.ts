// A program that is not ours, at the wire: signs, spells its headers and writes its body as it likes, and reads nothing but bytes. Shares
// no code with client or sandbox; written from docs/facts/vclaim.md §2 and docs/facts/pcare.md §2.
import { createDecipheriv, createHash, createHmac } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import type { SandboxService } from '@titian/sandbox';
import lz from 'lz-string';

export interface Keys {
  readonly consId: string;
  readonly secret: string;
  readonly userKeys: Readonly<Record<SandboxService, string>>;
  readonly pcare: { readonly username: string; readonly password: string; readonly kdAplikasi: string };
  readonly eklaimKey: string;
  readonly kodePpk: string;
}

/** One request in the spelling of its program; everything that is absent is as the catalogues print it. */
export interface Spoken {
  readonly service: SandboxService;
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** From the host on, prefix included. */
  readonly path: string;
  readonly body?: unknown;
  /** Sent as it stands instead of the body's JSON. */
  readonly rawBody?: string;
  readonly contentType?: string;
  /** The clock's epoch milliseconds in the program's own idea of a timestamp. */
  readonly timestamp?: (nowMs: number) => string;
  readonly signature?: (base64: string) => string;
  /** Which text is signed; cons-id and timestamp joined by `&` when absent. */
  readonly signed?: (consId: string, timestamp: string) => string;
  readonly authorization?: (pcare: Keys['pcare']) => string | null;
  /** Spelling of each header's name; null leaves the header out. */
  readonly header?: (name: string) => string | null;
  readonly userKey?: (keys: Keys['userKeys']) => string;
}

export interface Heard {
  readonly status: number;
  /** The whole body when it is no JSON, else empty. */
  readonly text: string;
  /** The member that holds code and message, spelled as it came. */
  readonly envelope: string;
  readonly code: unknown;
  readonly message: string;
  readonly response: 'sealed' | 'plain' | 'null' | 'absent';
  /** What the response holds; null when it cannot be opened with this request's own key. */
  readonly value: unknown;
}

const seconds = (nowMs: number): string => String(Math.floor(nowMs / 1000));

function basicOf({ username, password, kdAplikasi }: Keys['pcare']): string {
  return `Basic ${Buffer.from(`${username}:${password}:${kdAplikasi}`).toString('base64')}`;
}

export function headersOf(spoken: Spoken, keys: Keys, timestamp: string): Record<string, string> {
  const text = spoken.signed?.(keys.consId, timestamp) ?? `${keys.consId}&${timestamp}`;
  const signature = createHmac('sha256', keys.secret).update(text).digest('base64');
  const usual = spoken.service === 'pcare' || spoken.service === 'srbk' ? basicOf(keys.pcare) : null;
  const authorization = spoken.authorization === undefined ? usual : spoken.authorization(keys.pcare);
  const plain: Record<string, string | null> = {
    'X-cons-id': keys.consId,
    'X-timestamp': timestamp,
    'X-signature': spoken.signature?.(signature) ?? signature,
    user_key: spoken.userKey?.(keys.userKeys) ?? keys.userKeys[spoken.service],
    'X-authorization': authorization,
    'Content-Type': spoken.contentType ?? null,
  };
  const sent: Record<string, string> = {};
  for (const [name, value] of Object.entries(plain)) {
    const spelled = spoken.header === undefined ? name : spoken.header(name);
    if (value !== null && spelled !== null) sent[spelled] = value;
  }
  return sent;
}

export async function speak(url: string, spoken: Spoken, keys: Keys, nowMs: number): Promise<Heard> {
  const timestamp = spoken.timestamp?.(nowMs) ?? seconds(nowMs);
  const body = spoken.rawBody ?? (spoken.body === undefined ? null : JSON.stringify(spoken.body));
  const { status, text } = await post(`${url}${spoken.path}`, spoken.method, headersOf(spoken, keys, timestamp), body);
  return hear(status, text, createHash('sha256').update(`${keys.consId}${keys.secret}${timestamp}`).digest());
}

/** One exchange over a socket of its own, so that no request leans on the one before. */
export function post(
  url: string,
  method: string,
  headers: Readonly<Record<string, string>>,
  body: string | null,
): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const length = body === null ? {} : { 'Content-Length': String(Buffer.byteLength(body)) };
    const request = httpRequest(url, { method, headers: { ...headers, ...length }, agent: false }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('error', reject);
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text: Buffer.concat(chunks).toString('utf8') }));
    });
    request.on('error', reject);
    request.end(body ?? undefined);
  });
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function hear(status: number, text: string, key: Buffer): Heard {
  const nothing = {
    status,
    text,
    envelope: '',
    code: undefined,
    message: '',
    response: 'absent',
    value: null,
  } as const;
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return nothing;
    throw error;
  }
  if (!isRecord(json)) return nothing;
  const envelope = Object.keys(json).find((name) => name.toLowerCase() === 'metadata') ?? '';
  const meta = json[envelope];
  const { code, message } = isRecord(meta) ? meta : {};
  const { response } = json;
  const form = response === undefined ? 'absent' : response === null ? 'null' : 'plain';
  const isSealed = typeof response === 'string' && /^(?:[A-Za-z0-9+/]{4})*[A-Za-z0-9+/=]{4}$/.test(response);
  return {
    status,
    text: '',
    envelope,
    code,
    message: typeof message === 'string' ? message : '',
    response: isSealed ? 'sealed' : form,
    value: isSealed ? unsealed(response, key) : (response ?? null),
  };
}

function unsealed(text: string, key: Buffer): unknown {
  try {
    const decipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16));
    const packed = Buffer.concat([decipher.update(text, 'base64'), decipher.final()]).toString('utf8');
    return JSON.parse(lz.decompressFromEncodedURIComponent(packed) ?? '');
  } catch (error) {
    // Wrong padding, broken LZ or no JSON: to the program all mean that it cannot read the answer.
    if (error instanceof Error) return null;
    throw error;
  }
}
