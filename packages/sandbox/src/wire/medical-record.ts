// The encrypted medical record of e-Rekam Medis, read by the payer: base64, AES-256-CBC, base64, gzip, JSON
// (docs/facts/aplicares-icare-apotek.md §5 [A]). Written from the facts, not from the client; the reverse exists for the sandbox's tests.

import { createCipheriv, createDecipheriv, createHash } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import { parseJson, type Json } from '../json.ts';

export interface RecordKey {
  readonly consId: string;
  readonly secret: string;
  readonly kodePpk: string;
}

/** A record is a few hundred kilobytes at most; a bomb ends here. */
const MAX_RECORD_BYTES = 20 * 1024 * 1024;

/** Key = SHA-256(consId + secret + kode PPK), IV = its first 16 bytes. */
export function recordKey({ consId, secret, kodePpk }: RecordKey): Buffer {
  return createHash('sha256')
    .update(consId + secret + kodePpk, 'utf8')
    .digest();
}

/** The bundle, or null when it cannot be opened with this facility's key or is not what it should be. */
export function openRecord(dataMR: string, input: RecordKey): Json | null {
  const key = recordKey(input);
  const decipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16));
  try {
    const packed = Buffer.concat([decipher.update(dataMR, 'base64'), decipher.final()]).toString('latin1');
    const text = gunzipSync(Buffer.from(packed, 'base64'), { maxOutputLength: MAX_RECORD_BYTES }).toString('utf8');
    const parsed = parseJson(text);
    return parsed.ok ? parsed.value : null;
  } catch (error) {
    // Padding, gzip header, size: all carry a code, and to the sender all mean the same.
    if (error instanceof Error && 'code' in error) return null;
    throw error;
  }
}

export function sealRecord(bundle: Json, input: RecordKey): string {
  const key = recordKey(input);
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16));
  const packed = gzipSync(JSON.stringify(bundle)).toString('base64');
  return Buffer.concat([cipher.update(packed, 'utf8'), cipher.final()]).toString('base64');
}
