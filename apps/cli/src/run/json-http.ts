// JSON over HTTP to a program on this machine (the sandbox's control API, a private server). Bounded in time and size; it
// follows no redirects and judges no status. For Titian's own API prefer @titian/api-client; here every failure is an answer.
import { Agent, request } from 'node:http';

const agent = new Agent({ keepAlive: true, maxSockets: 64 });
const TIMEOUT_MS = 15_000;
const LIMIT_BYTES = 64 * 1024 * 1024;

export type JsonAnswer =
  | { readonly kind: 'answer'; readonly status: number; readonly body: unknown; readonly cookies: readonly string[] }
  | { readonly kind: 'no-answer'; readonly reason: string };

export interface JsonRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly url: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly timeoutMs?: number;
}

/** Never rejects: a connection that fails is `no-answer`, an answer that is not JSON has `body` null. */
export async function askJson({
  method,
  url,
  body,
  headers = {},
  timeoutMs = TIMEOUT_MS,
}: JsonRequest): Promise<JsonAnswer> {
  const text = body === undefined ? '' : JSON.stringify(body);
  return await new Promise((resolve) => {
    const noAnswer = (reason: string): void => resolve({ kind: 'no-answer', reason });
    const asked = request(
      url,
      {
        method,
        agent,
        signal: AbortSignal.timeout(timeoutMs),
        headers: {
          accept: 'application/json',
          ...(text === '' ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }),
          ...headers,
        },
      },
      (response) => {
        const chunks: Buffer[] = [];
        let size = 0;
        response.on('data', (chunk: Buffer) => {
          size += chunk.length;
          if (size > LIMIT_BYTES) asked.destroy();
          else chunks.push(chunk);
        });
        response.on('error', (error) => noAnswer(error.message));
        response.on('aborted', () => noAnswer('the answer broke off'));
        response.on('end', () =>
          resolve({
            kind: 'answer',
            status: response.statusCode ?? 0,
            body: jsonOf(Buffer.concat(chunks).toString('utf8')),
            cookies: response.headers['set-cookie'] ?? [],
          }),
        );
      },
    );
    asked.on('error', (error) => noAnswer(error.message));
    asked.end(text);
  });
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** A member of an unknown object, undefined when there is none. */
export function member(value: unknown, ...path: string[]): unknown {
  let current = value;
  for (const name of path) {
    if (typeof current !== 'object' || current === null || !Object.hasOwn(current, name)) return undefined;
    current = Reflect.get(current, name);
  }
  return current;
}
