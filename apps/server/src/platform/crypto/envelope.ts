// The sealed value: AES-256-GCM with the key's id inside. Not a key store: keys come in as parameters.
// Layout: version (1) | key id (16) | nonce (12) | tag (16) | ciphertext.
import { createCipheriv, createDecipheriv } from 'node:crypto';
import { AppError } from '../errors.ts';
import type { Random } from '../clock.ts';

const VERSION = 1;
const KEY_ID_BYTES = 16;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const HEADER_BYTES = 1 + KEY_ID_BYTES + NONCE_BYTES + TAG_BYTES;

export interface NamedKey {
  readonly id: string;
  readonly key: Buffer;
}

export function seal(key: NamedKey, aad: string, plain: Uint8Array, random: Pick<Random, 'bytes'>): Buffer {
  const nonce = random.bytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key.key, nonce);
  cipher.setAAD(Buffer.from(aad));
  const body = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([Buffer.of(VERSION), uuidBytes(key.id), nonce, cipher.getAuthTag(), body]);
}

export function keyIdOf(sealed: Uint8Array): string {
  if (sealed.length < HEADER_BYTES || sealed[0] !== VERSION) throw unreadable('not a sealed value');
  const hex = Buffer.from(sealed.subarray(1, 1 + KEY_ID_BYTES)).toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

export function open(key: NamedKey, aad: string, sealed: Uint8Array): Buffer {
  if (keyIdOf(sealed) !== key.id) throw unreadable('sealed under another key');
  const nonceAt = 1 + KEY_ID_BYTES;
  const tagAt = nonceAt + NONCE_BYTES;
  const decipher = createDecipheriv('aes-256-gcm', key.key, sealed.subarray(nonceAt, tagAt));
  decipher.setAAD(Buffer.from(aad));
  decipher.setAuthTag(sealed.subarray(tagAt, HEADER_BYTES));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(HEADER_BYTES)), decipher.final()]);
  } catch (cause) {
    throw unreadable('wrong key, place or content', cause);
  }
}

function uuidBytes(id: string): Buffer {
  const bytes = Buffer.from(id.replaceAll('-', ''), 'hex');
  if (bytes.length !== KEY_ID_BYTES) throw unreadable('key id is not a uuid');
  return bytes;
}

function unreadable(message: string, cause?: unknown): AppError {
  return new AppError('STORE_UNREADABLE', { message, advice: 'stop', http: 500, cause });
}
