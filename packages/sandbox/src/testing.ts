// A caller for the sandbox's own tests: signs, sends, opens the answer. Not the client and not exported.

import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { createSandbox, type Sandbox, type SandboxOptions } from './sandbox.ts';
import { isObject, parseJson, textAt, type Json, type JsonObject } from './json.ts';
import { decrypt } from './wire/cipher.ts';
import { expectedSignature } from './wire/signature.ts';
import type { SandboxService } from './world/facilities.ts';

export interface TestAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  readonly code: string;
  readonly message: string;
  readonly response: Json;
  /** The response arrived as an encrypted text. */
  readonly encrypted: boolean;
}

export interface TestCaller {
  get(path: string): Promise<TestAnswer>;
  send(method: 'POST' | 'PUT' | 'DELETE', path: string, body?: Json, overrides?: Overrides): Promise<TestAnswer>;
}

export interface Overrides {
  readonly headers?: Readonly<Record<string, string>>;
  readonly without?: readonly string[];
  readonly timestamp?: string;
  readonly rawBody?: string;
  readonly signal?: AbortSignal;
}

const CONTENT_TYPES: Readonly<Record<SandboxService, string>> = {
  vclaim: 'application/x-www-form-urlencoded',
  antreanrs: 'application/json',
  pcare: 'text/plain',
  antreanfktp: 'text/plain',
  aplicares: 'application/json',
  icare: 'application/json',
  apotek: 'application/x-www-form-urlencoded',
  erekammedis: 'text/plain',
  sisrute: 'application/x-www-form-urlencoded',
  srbk: 'application/json',
};

export function callerOf(
  sandbox: Sandbox,
  service: SandboxService,
  kodePpk: string,
  nowSeconds: () => number,
): TestCaller {
  const send = async (
    method: string,
    path: string,
    body: Json | undefined,
    overrides: Overrides = {},
  ): Promise<TestAnswer> => {
    const { consId, secret, userKeys, pcare } = sandbox.credentials(kodePpk);
    const timestamp = overrides.timestamp ?? String(nowSeconds());
    const headers: Record<string, string> = {
      'x-cons-id': consId,
      'x-timestamp': timestamp,
      'x-signature': expectedSignature(consId, secret, timestamp),
      user_key: userKeys[service],
      ...(service === 'pcare' || service === 'srbk'
        ? {
            'x-authorization': `Basic ${Buffer.from(`${pcare.username}:${pcare.password}:${pcare.kdAplikasi}`).toString('base64')}`,
          }
        : {}),
      ...(body === undefined ? {} : { 'content-type': CONTENT_TYPES[service] }),
      ...overrides.headers,
    };
    for (const name of overrides.without ?? []) delete headers[name];
    const bytes = body === undefined ? null : (overrides.rawBody ?? JSON.stringify(body));
    const raw = await exchange(`${sandbox.baseUrls[service]}${path}`, method, headers, bytes, overrides.signal);
    return open(raw, { consId, secret, timestamp });
  };
  return {
    get: (path) => send('GET', path, undefined),
    send: (method, path, body, overrides) => send(method, path, body, overrides),
  };
}

interface RawAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** One request over a real socket; rejects when the connection breaks before the answer is whole. */
export function exchange(
  url: string,
  method: string,
  headers: Record<string, string>,
  body: string | null,
  signal?: AbortSignal,
): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    // Without a length node:http drops the body of a DELETE.
    const length = body === null ? {} : { 'content-length': String(Buffer.byteLength(body)) };
    const request = httpRequest(
      url,
      { method, headers: { ...headers, ...length }, ...(signal === undefined ? {} : { signal }) },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          if (response.complete)
            resolve({
              status: response.statusCode ?? 0,
              headers: response.headers,
              text: Buffer.concat(chunks).toString('utf8'),
            });
          else reject(new Error('the answer broke off'));
        });
      },
    );
    request.on('error', reject);
    request.end(body ?? undefined);
  });
}

function open(answer: RawAnswer, key: { consId: string; secret: string; timestamp: string }): TestAnswer {
  const parsed = parseJson(answer.text);
  const envelope: JsonObject = parsed.ok && isObject(parsed.value) ? parsed.value : {};
  const meta = envelope['metaData'] ?? envelope['metadata'] ?? envelope['MetaData'];
  const response = envelope['response'] ?? null;
  const encrypted = typeof response === 'string' && response.length > 19;
  return {
    ...answer,
    code: textAt(meta, 'code'),
    message: textAt(meta, 'message'),
    response: encrypted ? opened(response, key) : response,
    encrypted,
  };
}

/** What the text holds, or null when it cannot be opened with this key. */
function opened(response: string, key: { consId: string; secret: string; timestamp: string }): Json {
  try {
    const plain = parseJson(decrypt(response, key));
    return plain.ok ? plain.value : null;
  } catch (error) {
    if (error instanceof Error && 'code' in error) return null;
    throw error;
  }
}

/** Monday 23 November 2026, 09:00 WIB. */
export const TEST_START_MS = Date.parse('2026-11-23T02:00:00Z');
export const TEST_TODAY = '2026-11-23';

/** A payer in memory whose clock stands still until the test moves it. */
export async function testPayer(options: SandboxOptions = {}): Promise<{
  sandbox: Sandbox;
  move(ms: number): void;
  caller(service: SandboxService, kodePpk?: string): TestCaller;
}> {
  let nowMs = TEST_START_MS;
  const sandbox = await createSandbox({ population: 60, now: () => nowMs, ...options });
  const home: Readonly<Record<SandboxService, string>> = {
    vclaim: '9999R001',
    antreanrs: '9999R001',
    pcare: '9999U001',
    antreanfktp: '9999U001',
    aplicares: '9999R001',
    icare: '9999R001',
    apotek: '9999A001',
    erekammedis: '9999R001',
    sisrute: '9999R001',
    srbk: '9999U001',
  };
  return {
    sandbox,
    move: (ms) => {
      nowMs += ms;
    },
    caller: (service, kodePpk = home[service]) => callerOf(sandbox, service, kodePpk, () => Math.floor(nowMs / 1000)),
  };
}
