// A caller for the sandbox's own tests: signs, sends, opens the answer. Not the client and not exported.

import type { Sandbox } from './sandbox.ts';
import { isObject, parseJson, textAt, type Json, type JsonObject } from './json.ts';
import { decrypt } from './wire/cipher.ts';
import { expectedSignature } from './wire/signature.ts';
import type { SandboxService } from './world/facilities.ts';

export interface TestAnswer {
  readonly status: number;
  readonly headers: Headers;
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
};

export function callerOf(sandbox: Sandbox, service: SandboxService, kodePpk: string, nowSeconds: () => number): TestCaller {
  const send = async (method: string, path: string, body: Json | undefined, overrides: Overrides = {}): Promise<TestAnswer> => {
    const { consId, secret, userKeys, pcare } = sandbox.credentials(kodePpk);
    const timestamp = overrides.timestamp ?? String(nowSeconds());
    const headers: Record<string, string> = {
      'x-cons-id': consId,
      'x-timestamp': timestamp,
      'x-signature': expectedSignature(consId, secret, timestamp),
      user_key: userKeys[service],
      ...(service === 'pcare' ? { 'x-authorization': `Basic ${Buffer.from(`${pcare.username}:${pcare.password}:${pcare.kdAplikasi}`).toString('base64')}` } : {}),
      ...(body === undefined ? {} : { 'content-type': CONTENT_TYPES[service] }),
      ...overrides.headers,
    };
    for (const name of overrides.without ?? []) delete headers[name];
    const answer = await fetch(`${sandbox.baseUrls[service]}${path}`, {
      method,
      headers,
      ...(body === undefined ? {} : { body: overrides.rawBody ?? JSON.stringify(body) }),
      ...(overrides.signal === undefined ? {} : { signal: overrides.signal }),
    });
    return open(answer, await answer.text(), { consId, secret, timestamp });
  };
  return { get: (path) => send('GET', path, undefined), send: (method, path, body, overrides) => send(method, path, body, overrides) };
}

function open(answer: Response, text: string, key: { consId: string; secret: string; timestamp: string }): TestAnswer {
  const parsed = parseJson(text);
  const envelope: JsonObject = parsed.ok && isObject(parsed.value) ? parsed.value : {};
  const meta = envelope['metaData'] ?? envelope['metadata'] ?? envelope['MetaData'];
  const response = envelope['response'] ?? null;
  const encrypted = typeof response === 'string' && response.length > 19;
  const opened = encrypted ? parseJson(decrypt(response, key)) : null;
  return {
    status: answer.status,
    headers: answer.headers,
    text,
    code: textAt(meta, 'code'),
    message: textAt(meta, 'message'),
    response: opened === null ? response : opened.ok ? opened.value : null,
    encrypted,
  };
}
