// The medical record of e-Rekam Medis as it travels: compact JSON, gzip, base64, AES-256-CBC, base64
// (docs/facts/aplicares-icare-apotek.md §5). Its key is made of the facility's code instead of the second of the request, so
// the same bundle gives the same text and may be stored and sent later.
import { createCipheriv, createDecipheriv, createHash } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import { BpjsError, type BpjsErrorCode } from '../errors.ts';
import { decodeBase64 } from './base64.ts';
import { parseJson } from './json.ts';

const BLOCK_BYTES = 16;
/** Cap of the unpacked text in bytes, against a gzip bomb. */
const RECORD_LIMIT_BYTES = 20 * 1024 * 1024;

export interface MedicalRecordKey {
  readonly consId: string;
  readonly secret: string;
  /** The facility's code at BPJS, e.g. `9999R001`. */
  readonly kodePpk: string;
}

/** All 32 bytes are the AES key, the first 16 of them the IV. */
export function medicalRecordKey({ consId, secret, kodePpk }: MedicalRecordKey): Buffer {
  return createHash('sha256').update(`${consId}${secret}${kodePpk}`).digest();
}

/**
 * `dataMR` of a bundle.
 * @example sealMedicalRecord({ resourceType: 'Bundle' }, { consId: '99999', secret: 'contohRahasia01', kodePpk: '9999R001' })
 */
export function sealMedicalRecord(bundle: unknown, input: MedicalRecordKey): string {
  const key = medicalRecordKey(input);
  const packed = gzipSync(JSON.stringify(bundle)).toString('base64');
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, BLOCK_BYTES));
  return Buffer.concat([cipher.update(packed, 'utf8'), cipher.final()]).toString('base64');
}

function failure(code: BpjsErrorCode, step: string): BpjsError {
  return new BpjsError(code, { effect: 'none', advice: 'stop', context: { step } });
}

function decrypt(dataMR: string, input: MedicalRecordKey): string {
  const bytes = decodeBase64(dataMR);
  if (bytes === undefined || bytes.length === 0 || bytes.length % BLOCK_BYTES !== 0)
    throw failure('BPJS_UNDECRYPTABLE', 'base64');
  const key = medicalRecordKey(input);
  const decipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, BLOCK_BYTES));
  try {
    return Buffer.concat([decipher.update(bytes), decipher.final()]).toString('latin1');
  } catch (error) {
    if (error instanceof Error) throw failure('BPJS_UNDECRYPTABLE', 'padding');
    throw error;
  }
}

function unpack(packed: string): string {
  const bytes = decodeBase64(packed);
  if (bytes === undefined) throw failure('BPJS_UNDECRYPTABLE', 'inner-base64');
  try {
    return gunzipSync(bytes, { maxOutputLength: RECORD_LIMIT_BYTES }).toString('utf8');
  } catch (error) {
    if (error instanceof RangeError) throw failure('BPJS_TOO_LARGE', 'gzip');
    if (error instanceof Error) throw failure('BPJS_NOT_COMPRESSED', 'gzip');
    throw error;
  }
}

/** The bundle inside a `dataMR`, to check what was stored; damage or another key is a BpjsError. */
export function openMedicalRecord(dataMR: string, input: MedicalRecordKey): unknown {
  const parsed = parseJson(unpack(decrypt(dataMR, input)));
  if (!parsed.ok) throw failure('BPJS_NOT_JSON', parsed.problem);
  return parsed.value;
}
