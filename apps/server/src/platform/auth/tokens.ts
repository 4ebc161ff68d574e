// Opaque random tokens: 256 bits, shown once, stored as a digest. A plain digest is enough because the token is not guessable.
import { createHash } from 'node:crypto';
import type { Random } from '../clock.ts';

const TOKEN_BYTES = 32;
const SHOWN_PREFIX = 12;

export const TOKEN_KINDS = { 'api-key': 'ttn_', device: 'ttd_', session: '' } as const;
export type TokenKind = keyof typeof TOKEN_KINDS;

export interface NewToken {
  readonly text: string;
  /** Enough to recognise a key in a list, far too little to use it. */
  readonly prefix: string;
  readonly digest: Buffer;
}

export function newToken(kind: TokenKind, random: Pick<Random, 'bytes'>): NewToken {
  const text = `${TOKEN_KINDS[kind]}${random.bytes(TOKEN_BYTES).toString('base64url')}`;
  return { text, prefix: text.slice(0, SHOWN_PREFIX), digest: tokenDigest(text) };
}

export function tokenDigest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
