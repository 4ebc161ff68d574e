// Seals requests to E-Klaim and opens its answers: AES-256-CBC with a random IV and the first ten bytes of an HMAC in front
// (docs/facts/eklaim.md §2). That HMAC covers the ciphertext only: a neighbour on the network can alter the first block, so the link belongs on
// a trusted segment. Damage is a named problem, never a value.
import { createCipheriv, createDecipheriv, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { decodeBase64 } from '../wire/base64.ts';

const SIGNATURE_BYTES = 10;
const IV_BYTES = 16;
const BLOCK_BYTES = 16;
const LINE_CHARS = 76;

/** 64 hexadecimal digits as the E-Klaim screen shows them. */
export const EKLAIM_KEY = /^[0-9a-fA-F]{64}$/;

export type SealProblem = 'base64' | 'length' | 'signature' | 'padding' | 'utf-8';
export type Opened =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly problem: SealProblem };

function sign(key: Buffer, cipherText: Buffer): Buffer {
  return createHmac('sha256', key).update(cipherText).digest().subarray(0, SIGNATURE_BYTES);
}

/** Base64 in lines of 76 characters; `iv` is for test vectors, everybody else leaves it random. */
export function seal(text: string, keyHex: string, iv: Buffer = randomBytes(IV_BYTES)): string {
  const key = Buffer.from(keyHex, 'hex');
  const cipher = createCipheriv('aes-256-cbc', key, iv);
  const cipherText = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  const all = Buffer.concat([sign(key, cipherText), iv, cipherText]).toString('base64');
  return all.replaceAll(new RegExp(`.{${LINE_CHARS}}(?=.)`, 'g'), '$&\r\n');
}

/** The text behind the marker lines, without them and without white space. */
function stripMarkers(body: string): string {
  return body.replaceAll(/-{4}(BEGIN|END) ENCRYPTED DATA-{4}/g, '').replaceAll(/\s+/g, '');
}

export function unseal(body: string, keyHex: string): Opened {
  const bytes = decodeBase64(stripMarkers(body));
  if (bytes === undefined) return { ok: false, problem: 'base64' };
  const head = SIGNATURE_BYTES + IV_BYTES;
  if (bytes.length < head + BLOCK_BYTES || (bytes.length - head) % BLOCK_BYTES !== 0)
    return { ok: false, problem: 'length' };
  const key = Buffer.from(keyHex, 'hex');
  const cipherText = bytes.subarray(head);
  if (!timingSafeEqual(bytes.subarray(0, SIGNATURE_BYTES), sign(key, cipherText)))
    return { ok: false, problem: 'signature' };
  const decipher = createDecipheriv('aes-256-cbc', key, bytes.subarray(SIGNATURE_BYTES, head));
  let plain: Buffer;
  try {
    plain = Buffer.concat([decipher.update(cipherText), decipher.final()]);
  } catch (error) {
    if (error instanceof Error) return { ok: false, problem: 'padding' };
    throw error;
  }
  try {
    return { ok: true, text: new TextDecoder('utf-8', { fatal: true }).decode(plain) };
  } catch (error) {
    if (error instanceof TypeError) return { ok: false, problem: 'utf-8' };
    throw error;
  }
}
