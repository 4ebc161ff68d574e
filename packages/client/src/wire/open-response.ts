// Opens an encrypted `response`: exact base64, AES-256-CBC, LZ-string, JSON (docs/facts/vclaim.md §2.4). Every damage is
// a typed error; nothing that was not proven intact leaves this file. Keys and plaintext never enter an error.
import { createDecipheriv } from 'node:crypto';
import { BpjsError, type BpjsErrorCode } from '../errors.ts';
import { decodeBase64 } from './base64.ts';
import { parseJson } from './json.ts';
import { decompressLetters, LzError } from './lz-string.ts';
import { responseKey, type SignatureInput } from './signature.ts';

const BLOCK_BYTES = 16;
/** Cap of the decompressed text in UTF-16 units, against an LZ bomb. */
export const PLAINTEXT_LIMIT_UNITS = 20 * 1024 * 1024;

export interface OpenOptions {
  readonly plaintextLimitUnits?: number;
  /** PCare sends some answers encrypted but not compressed (docs/facts/pcare.md §3 [B]). */
  readonly mayBeUncompressed?: boolean;
}

export interface OpenedResponse {
  readonly text: string;
  readonly value: unknown;
}

function failure(code: BpjsErrorCode, step: string): BpjsError {
  return new BpjsError(code, { effect: 'unknown', advice: 'reconcile', context: { step } });
}

function decrypt(cipherText: string, input: SignatureInput): Buffer {
  const bytes = decodeBase64(cipherText);
  if (bytes === undefined) throw failure('BPJS_UNDECRYPTABLE', 'base64');
  if (bytes.length === 0 || bytes.length % BLOCK_BYTES !== 0) throw failure('BPJS_UNDECRYPTABLE', 'block-length');
  const key = responseKey(input);
  const decipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, BLOCK_BYTES));
  try {
    return Buffer.concat([decipher.update(bytes), decipher.final()]);
  } catch (error) {
    // The only failure left here is the padding: a wrong cons-id, secret or timestamp, or a damaged last block.
    if (error instanceof Error) throw failure('BPJS_UNDECRYPTABLE', 'padding');
    throw error;
  }
}

function isUncompressedJson(bytes: Buffer): boolean {
  const first = bytes[0];
  return first === 0x7b || first === 0x5b || first === 0x22;
}

function decompress(bytes: Buffer, options: OpenOptions): string {
  if (options.mayBeUncompressed === true && isUncompressedJson(bytes)) {
    try {
      return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    } catch (error) {
      if (error instanceof TypeError) throw failure('BPJS_UNDECRYPTABLE', 'utf-8');
      throw error;
    }
  }
  try {
    return decompressLetters(bytes, options.plaintextLimitUnits ?? PLAINTEXT_LIMIT_UNITS);
  } catch (error) {
    if (!(error instanceof LzError)) throw error;
    throw failure(error.problem === 'too-large' ? 'BPJS_TOO_LARGE' : 'BPJS_NOT_COMPRESSED', error.problem);
  }
}

/** Text and parsed value of an encrypted response. */
export function open(cipherText: string, input: SignatureInput, options: OpenOptions = {}): OpenedResponse {
  const text = decompress(decrypt(cipherText, input), options);
  const parsed = parseJson(text);
  if (!parsed.ok) throw failure('BPJS_NOT_JSON', parsed.problem);
  return { text, value: parsed.value };
}

/**
 * The plaintext JSON of an encrypted `response`, or a BpjsError; damaged text never comes out as a value.
 * @example openResponse('nBBRIYQFNOakIaW2xqtQlCvNSJ60ReCrZQltM8xL97I=', { consId: '99999', secret: 'contohRahasia01', timestamp: '1735689601' }) // '"9999R0010125V000001"'
 */
export function openResponse(cipherText: string, input: SignatureInput): string {
  return open(cipherText, input).text;
}
