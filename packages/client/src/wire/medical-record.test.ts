// The sealed medical record against the golden vector of the catalogue, there and back, and against damage. The packed form differs
// between gzip programs, so the vector is only opened.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createCipheriv } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { isBpjsError } from '../errors.ts';
import { medicalRecordKey, openMedicalRecord, sealMedicalRecord } from './medical-record.ts';

interface RecordVector {
  readonly id: string;
  readonly consId: string;
  readonly secret: string;
  readonly kodePpk: string;
  readonly keyHex: string;
  readonly plaintext: string;
  readonly dataMR: string;
}

const path = fileURLToPath(new URL('../../../contract/vectors/medical-records.json', import.meta.url));
// The vector file is part of the repository; its shape is the interface above.
const { vectors } = JSON.parse(readFileSync(path, 'utf8')) as { vectors: readonly RecordVector[] };
const [vector] = vectors;
if (vector === undefined) throw new Error('No golden vectors.');
const rightKey = medicalRecordKey(vector);

function codeOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (isBpjsError(error)) return error.code;
    throw error;
  }
  return 'no error';
}

/** Encrypts any text as if it were a packed record. */
function sealText(text: string): string {
  const cipher = createCipheriv('aes-256-cbc', rightKey, rightKey.subarray(0, 16));
  return Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]).toString('base64');
}

describe('golden vectors', () => {
  it.each(vectors.map((entry) => [entry.id, entry] as const))('%s opens', (_, entry) => {
    expect(medicalRecordKey(entry).toString('hex')).toBe(entry.keyHex);
    expect(JSON.stringify(openMedicalRecord(entry.dataMR, entry))).toBe(entry.plaintext);
  });
});

describe('sealing', () => {
  it('comes back as it went, also with letters outside ASCII', () => {
    const bundle = { resourceType: 'Bundle', note: 'uji naïve — “kutip” ✓', path: 'a/b', empty: null, list: [1, 2] };
    const dataMR = sealMedicalRecord(bundle, vector);
    expect(openMedicalRecord(dataMR, vector)).toEqual(bundle);
    expect(dataMR).toMatch(/^[A-Za-z0-9+/]+={0,2}$/);
    expect(sealMedicalRecord(bundle, vector)).toBe(dataMR);
  });
});

describe('damage is an error, never a record', () => {
  it.each(['consId', 'secret', 'kodePpk'] as const)('another %s does not open it', (member) => {
    expect(codeOf(() => openMedicalRecord(vector.dataMR, { ...vector, [member]: '9999R002' }))).toMatch(/^BPJS_/);
  });

  it('every single flipped bit', () => {
    const bytes = Buffer.from(vector.dataMR, 'base64');
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const damaged = Buffer.from(bytes);
      damaged[bit >> 3] = (damaged[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(
        codeOf(() => openMedicalRecord(damaged.toString('base64'), vector)),
        `bit ${bit}`,
      ).toMatch(/^BPJS_/);
    }
  });

  it('tells what is wrong', () => {
    expect(codeOf(() => openMedicalRecord('bukan sandi', vector))).toBe('BPJS_UNDECRYPTABLE');
    expect(codeOf(() => openMedicalRecord(sealText('tidak base64!'), vector))).toBe('BPJS_UNDECRYPTABLE');
    expect(codeOf(() => openMedicalRecord(sealText('AAAA'), vector))).toBe('BPJS_NOT_COMPRESSED');
    expect(codeOf(() => openMedicalRecord(sealText(gzipSync('{"a":').toString('base64')), vector))).toBe(
      'BPJS_NOT_JSON',
    );
  });

  it('does not unpack a bomb', () => {
    const bomb = gzipSync(Buffer.alloc(21 * 1024 * 1024)).toString('base64');
    expect(codeOf(() => openMedicalRecord(sealText(bomb), vector))).toBe('BPJS_TOO_LARGE');
  });
});
