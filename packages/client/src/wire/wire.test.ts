// The security layer against the golden vectors of the catalogue and against damage.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { createHmac } from 'node:crypto';
import { isBpjsError } from '../errors.ts';
import { decodeBase64 } from './base64.ts';
import { parseJson } from './json.ts';
import { decompressFromEncodedUriComponent } from './lz-string.ts';
import { open, openResponse } from './open-response.ts';
import { responseKey, signature } from './signature.ts';

interface ResponseVector {
  readonly id: string;
  readonly consId: string;
  readonly secret: string;
  readonly timestamp: string;
  readonly signature: string;
  readonly keyHex: string;
  readonly plaintext: string;
  readonly lz: string;
  readonly cipherText: string;
}

function readVectors(name: string): { vectors: readonly ResponseVector[] } {
  const path = fileURLToPath(new URL(`../../../contract/vectors/${name}.json`, import.meta.url));
  // The vector files are part of the repository; their shape is the interface above.
  return JSON.parse(readFileSync(path, 'utf8')) as { vectors: readonly ResponseVector[] };
}

const { vectors } = readVectors('responses');
const first = vectors[0];
if (first === undefined) throw new Error('No golden vectors.');

function codeOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (isBpjsError(error)) return error.code;
    throw error;
  }
  return 'no error';
}

describe('golden vectors', () => {
  it.each(vectors.map((vector) => [vector.id, vector] as const))('%s signs, derives and opens', (_, vector) => {
    expect(signature(vector)).toBe(vector.signature);
    expect(responseKey(vector).toString('hex')).toBe(vector.keyHex);
    expect(decompressFromEncodedUriComponent(vector.lz, 1000)).toBe(vector.plaintext);
    expect(openResponse(vector.cipherText, vector)).toBe(vector.plaintext);
  });

  it('agrees with the published checks of the primitive', () => {
    expect(createHmac('sha256', 'bbb').update('aaa').digest('base64')).toBe(
      '20BKS3PWnD3XU4JbSSZvVlGi2WWnDa8Sv9uHJ+wsELA=',
    );
    expect(signature({ consId: '1234', secret: 'pwd', timestamp: '433223232' })).toBe(
      'eXMtvX2r7e7CLCIu3kpEpCrvciZgK8FuOhKv06NDAHk=',
    );
  });
});

describe('damage is an error, never a value', () => {
  it('one second of difference', () => {
    const timestamp = String(Number(first.timestamp) + 1);
    expect(codeOf(() => openResponse(first.cipherText, { ...first, timestamp }))).toMatch(/^BPJS_/);
  });

  it('every single flipped bit of the ciphertext', () => {
    const bytes = Buffer.from(first.cipherText, 'base64');
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const damaged = Buffer.from(bytes);
      damaged[bit >> 3] = (damaged[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(
        codeOf(() => openResponse(damaged.toString('base64'), first)),
        `bit ${bit}`,
      ).toMatch(/^BPJS_(UNDECRYPTABLE|NOT_COMPRESSED)$/);
    }
  });

  it('every single missing, doubled or foreign character of the base64 text', () => {
    for (let index = 0; index < first.cipherText.length; index += 1) {
      const before = first.cipherText.slice(0, index);
      const after = first.cipherText.slice(index + 1);
      for (const text of [
        before + after,
        `${before}**${after}`,
        `${before} ${after}`,
        `${before}-${after}`,
        `${before}\n${first.cipherText.slice(index)}`,
      ]) {
        expect(codeOf(() => openResponse(text, first))).toBe('BPJS_UNDECRYPTABLE');
      }
    }
  });

  it.each(['', '=', 'AAAA', 'not base64 at all', '9999R0010125V000001', '{"a":1}', 'null'])(
    '%j is not ciphertext',
    (text) => {
      expect(codeOf(() => openResponse(text, first))).toBe('BPJS_UNDECRYPTABLE');
    },
  );

  it('tells a wrong key from text that was never compressed', async () => {
    const { createCipheriv } = await import('node:crypto');
    const seal = (plain: string): string => {
      const key = responseKey(first);
      const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16));
      return Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]).toString('base64');
    };
    expect(codeOf(() => openResponse(seal('{"a":1}'), first))).toBe('BPJS_NOT_COMPRESSED');
    expect(open(seal('{"a":1}'), first, { mayBeUncompressed: true }).value).toEqual({ a: 1 });
    expect(codeOf(() => open(seal('{"a":'), first, { mayBeUncompressed: true }))).toBe('BPJS_NOT_JSON');
    expect(codeOf(() => openResponse(seal(first.lz.slice(0, -1)), first))).toBe('BPJS_NOT_COMPRESSED');
    expect(codeOf(() => openResponse(seal(`${first.lz}A`), first))).toBe('BPJS_NOT_COMPRESSED');
    expect(codeOf(() => openResponse(seal(`${first.lz}$`), first))).toBe('BPJS_NOT_COMPRESSED');
    expect(codeOf(() => openResponse(seal(first.lz.replace('+', ' ')), first))).toBe(
      first.lz.includes('+') ? 'BPJS_NOT_COMPRESSED' : 'no error',
    );
    expect(codeOf(() => open(seal(first.lz), first, { plaintextLimitUnits: 20 }))).toBe('BPJS_TOO_LARGE');
    expect(codeOf(() => openResponse(seal('Q'), first))).toBe('BPJS_NOT_JSON');
  });

  it('names neither key nor plaintext in the error', () => {
    try {
      openResponse(first.cipherText, { ...first, secret: 'lain-sekali' });
    } catch (error) {
      const shown = JSON.stringify(error) + String(error);
      expect(shown).not.toContain('lain-sekali');
      expect(shown).not.toContain('PESERTA');
      return;
    }
    throw new Error('It opened.');
  });
});

describe('exact base64', () => {
  it('refuses text that is not the one canonical spelling', () => {
    expect(decodeBase64('QQ==')?.toString()).toBe('A');
    for (const text of ['QQ=', 'QQ', 'QR==', 'Q Q=', 'QQ==\n', 'QQ--', '=QQ='])
      expect(decodeBase64(text)).toBeUndefined();
  });
});

describe('JSON from outside', () => {
  it('is refused when it nests too deep, and loses keys that reach a prototype', () => {
    expect(parseJson('['.repeat(65) + ']'.repeat(65))).toEqual({ ok: false, problem: 'too-deep' });
    expect(parseJson('['.repeat(64) + ']'.repeat(64)).ok).toBe(true);
    expect(parseJson('{"a":"[[[[\\"[[["}').ok).toBe(true);
    expect(parseJson('{"a":}')).toEqual({ ok: false, problem: 'not-json' });
    const hostile = parseJson('{"__proto__":{"admin":true},"a":{"\\u005f_proto__":1,"constructor":{},"b":2}}');
    expect(hostile).toEqual({ ok: true, value: { a: { b: 2 } } });
  });
});
