// Encrypts answers as BPJS does: LZ-String for URIs, then AES-256-CBC, then base64.
// The payer side only; the reverse exists here for the sandbox's own page and tests, never for the client.
// AES-CBC without a MAC is what BPJS mandates; it is confined to this file and the client's wire room.

import { createCipheriv, createDecipheriv, createHash } from 'node:crypto';
import lzString from 'lz-string';

export interface CipherKey {
  readonly consId: string;
  readonly secret: string;
  /** The exact x-timestamp of the request that is being answered. */
  readonly timestamp: string;
}

/** Key = SHA-256(consId + secret + timestamp), IV = its first 16 bytes [A], docs/facts/vclaim.md §2.4. */
function material({ consId, secret, timestamp }: CipherKey): { key: Buffer; iv: Buffer } {
  const key = createHash('sha256')
    .update(consId + secret + timestamp, 'utf8')
    .digest();
  return { key, iv: key.subarray(0, 16) };
}

export function encrypt(plainJson: string, cipherKey: CipherKey, options: { readonly compress: boolean }): string {
  const { key, iv } = material(cipherKey);
  const text = options.compress ? lzString.compressToEncodedURIComponent(plainJson) : plainJson;
  const cipher = createCipheriv('aes-256-cbc', key, iv);
  return Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]).toString('base64');
}

export function decrypt(cipherText: string, cipherKey: CipherKey): string {
  const { key, iv } = material(cipherKey);
  const decipher = createDecipheriv('aes-256-cbc', key, iv);
  const text = Buffer.concat([decipher.update(cipherText, 'base64'), decipher.final()]).toString('utf8');
  return lzString.decompressFromEncodedURIComponent(text);
}
