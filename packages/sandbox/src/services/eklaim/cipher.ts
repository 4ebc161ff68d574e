// E-Klaim's own seal, server side: HMAC over the ciphertext cut to ten bytes, random IV, AES-256-CBC, marker lines
// (docs/facts/eklaim.md §2 [A]). Independent of the client's code.

import { createCipheriv, createDecipheriv, createHmac, timingSafeEqual } from 'node:crypto';

const MAC = 10;
const HEAD = MAC + 16;

/** Null when the text is not sealed with this key. Line breaks and marker lines are optional [B]. */
export function openSealed(body: string, keyHex: string): string | null {
  const base64 = body.replaceAll(/----(?:BEGIN|END) ENCRYPTED DATA----|\s/g, '');
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(base64)) return null;
  const bytes = Buffer.from(base64, 'base64');
  if (bytes.length <= HEAD || (bytes.length - HEAD) % 16 !== 0) return null;
  const key = Buffer.from(keyHex, 'hex');
  const sealed = bytes.subarray(HEAD);
  const mac = createHmac('sha256', key).update(sealed).digest().subarray(0, MAC);
  if (!timingSafeEqual(mac, bytes.subarray(0, MAC))) return null;
  const decipher = createDecipheriv('aes-256-cbc', key, bytes.subarray(MAC, HEAD));
  try {
    return Buffer.concat([decipher.update(sealed), decipher.final()]).toString('utf8');
  } catch (error) {
    // Padding: the HMAC fits, so only a sender that seals wrongly comes here.
    if (error instanceof Error) return null;
    throw error;
  }
}

export interface SealOptions {
  readonly iv: Buffer;
  /** Whether a line break follows the end marker; both are met in the field [B]. */
  readonly trailingBreak: boolean;
}

export function sealAnswer(text: string, keyHex: string, { iv, trailingBreak }: SealOptions): string {
  const key = Buffer.from(keyHex, 'hex');
  const cipher = createCipheriv('aes-256-cbc', key, iv);
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  const mac = createHmac('sha256', key).update(sealed).digest().subarray(0, MAC);
  const lines = Buffer.concat([mac, iv, sealed])
    .toString('base64')
    .match(/.{1,76}/g);
  const end = trailingBreak ? '\r\n' : '';
  return `----BEGIN ENCRYPTED DATA----\r\n${(lines ?? []).join('\r\n')}\r\n----END ENCRYPTED DATA----${end}`;
}
