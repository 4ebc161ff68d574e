// Reads a request body within limits and as JSON, whatever Content-Type says: public clients send the same JSON under three types
// [2+], docs/facts/pcare.md §2.

import type { IncomingMessage } from 'node:http';
import { parseJson, type Json } from '../json.ts';

/** No body of these services comes near; a larger one is a mistake or an attack. */
export const MAX_BODY_BYTES = 2 * 1024 * 1024;

export type Body =
  | { readonly kind: 'none' }
  | { readonly kind: 'json'; readonly value: Json }
  | { readonly kind: 'malformed' }
  | { readonly kind: 'too-large' };

/** The bytes as text, or null when there are too many. */
export async function readText(request: IncomingMessage, limit: number): Promise<string | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    // Without an encoding set, node:http yields buffers.
    const bytes = chunk as Buffer;
    size += bytes.length;
    if (size > limit) return null;
    chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString('utf8').trim();
}

export async function readBody(request: IncomingMessage, limit = MAX_BODY_BYTES): Promise<Body> {
  const text = await readText(request, limit);
  if (text === null) return { kind: 'too-large' };
  if (text === '') return { kind: 'none' };
  const parsed = parseJson(text);
  return parsed.ok ? { kind: 'json', value: parsed.value } : { kind: 'malformed' };
}
