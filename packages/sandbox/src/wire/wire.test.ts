// The sandbox's own wire against the golden vectors of the contract: signature and encryption agree with docs/facts/vclaim.md §2.8.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { listAt, parseJson, textAt, type Json } from '../json.ts';
import { decrypt, encrypt } from './cipher.ts';
import { expectedSignature, signatureMatches } from './signature.ts';

const vectorsFolder = join(dirname(createRequire(import.meta.url).resolve('@titian/contract/package.json')), 'vectors');

function vectors(file: string): readonly Json[] {
  const parsed = parseJson(readFileSync(join(vectorsFolder, file), 'utf8'));
  if (!parsed.ok) throw new Error(`${file} is not JSON`);
  return Array.isArray(parsed.value) ? parsed.value : listAt(parsed.value, 'vectors');
}

describe('golden vectors', () => {
  const signed = vectors('signatures.json').filter((vector) => textAt(vector, 'consId') !== '');
  test.each(signed.map((vector) => [textAt(vector, 'id'), vector] as const))('signs %s', (_name, vector) => {
    const [consId, secret, timestamp] = [
      textAt(vector, 'consId'),
      textAt(vector, 'secret'),
      textAt(vector, 'timestamp'),
    ];
    const signature = expectedSignature(consId, secret, timestamp);
    expect(signature).toBe(textAt(vector, 'signature'));
    expect(signatureMatches(signature, consId, secret, timestamp)).toBe(true);
    expect(signatureMatches(`${signature}=`, consId, secret, timestamp)).toBe(false);
  });

  test.each(vectors('responses.json').map((vector) => [textAt(vector, 'id'), vector] as const))(
    'encrypts %s',
    (_name, vector) => {
      const key = {
        consId: textAt(vector, 'consId'),
        secret: textAt(vector, 'secret'),
        timestamp: textAt(vector, 'timestamp'),
      };
      expect(expectedSignature(key.consId, key.secret, key.timestamp)).toBe(textAt(vector, 'signature'));
      expect(encrypt(textAt(vector, 'plaintext'), key, { compress: true })).toBe(textAt(vector, 'cipherText'));
      expect(decrypt(textAt(vector, 'cipherText'), key)).toBe(textAt(vector, 'plaintext'));
    },
  );
});
