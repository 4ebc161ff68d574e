// A wire that is only almost BPJS's must fail: thirty ways to build the key, the cipher, the compression or the signature
// slightly wrong, none of which may open or agree.
import { createCipheriv, createHash, createHmac } from 'node:crypto';
import lz from 'lz-string';
import { describe, expect, it } from 'vitest';
import { isBpjsError } from '../errors.ts';
import { openResponse } from './open-response.ts';
import { signature } from './signature.ts';

const INPUT = { consId: '99999', secret: 'contohRahasia01', timestamp: '1735689600' } as const;
const TEXT = '{"peserta":{"noKartu":"0000000000001","nama":"PESERTA CONTOH SATU"}}';

interface Wire {
  readonly material: string;
  readonly hash: string;
  readonly iv: (key: Buffer) => Buffer;
  readonly cipher: string;
  readonly pack: (text: string) => string;
  readonly encode: (bytes: Buffer) => string;
}

const RIGHT: Wire = {
  material: INPUT.consId + INPUT.secret + INPUT.timestamp,
  hash: 'sha256',
  iv: (key) => key.subarray(0, 16),
  cipher: 'aes-256-cbc',
  pack: (text) => lz.compressToEncodedURIComponent(text),
  encode: (bytes) => bytes.toString('base64'),
};

function sealWith(wire: Wire): string {
  const hashed = createHash(wire.hash).update(wire.material).digest();
  // Shorter hashes are filled up with zeros so that every variant has a key at all.
  const key = Buffer.concat([hashed, Buffer.alloc(32)]).subarray(0, 32);
  const cipher = createCipheriv(wire.cipher, key, wire.cipher.endsWith('ecb') ? null : wire.iv(key));
  return wire.encode(Buffer.concat([cipher.update(wire.pack(TEXT), 'utf8'), cipher.final()]));
}

const { consId, secret, timestamp } = INPUT;
const MATERIALS: Readonly<Record<string, string>> = {
  'separated by &': `${consId}&${secret}&${timestamp}`,
  'secret first': secret + consId + timestamp,
  'timestamp first': timestamp + consId + secret,
  'timestamp before secret': consId + timestamp + secret,
  'no timestamp': consId + secret,
  'no cons-id': secret + timestamp,
  'no secret': consId + timestamp,
  'a second later': consId + secret + String(Number(timestamp) + 1),
  milliseconds: `${consId}${secret}${timestamp}000`,
  'WIB instead of UTC': consId + secret + String(Number(timestamp) + 7 * 3600),
  'secret in lower case': consId + secret.toLowerCase() + timestamp,
  'a blank at the end': `${consId}${secret}${timestamp} `,
};
const VARIANTS: readonly (readonly [string, Partial<Wire>])[] = [
  ...Object.entries(MATERIALS).map(([name, material]) => [`material: ${name}`, { material }] as const),
  ['hash: SHA-1', { hash: 'sha1' }],
  ['hash: MD5', { hash: 'md5' }],
  ['hash: SHA-512', { hash: 'sha512' }],
  ['hash: SHA3-256', { hash: 'sha3-256' }],
  ['IV: last half of the key', { iv: (key) => key.subarray(16) }],
  ['IV: zeros', { iv: () => Buffer.alloc(16) }],
  ['IV: hex text of the key', { iv: (key) => Buffer.from(key.toString('hex').slice(0, 16)) }],
  ['cipher: ECB', { cipher: 'aes-256-ecb' }],
  ['cipher: CTR', { cipher: 'aes-256-ctr' }],
  ['cipher: CFB', { cipher: 'aes-256-cfb' }],
  ['packing: none', { pack: (text) => text }],
  ['packing: base64 of LZ', { pack: (text) => lz.compressToBase64(text) }],
  ['packing: UTF-16 of LZ', { pack: (text) => lz.compressToUTF16(text) }],
  ['packing: raw LZ', { pack: (text) => lz.compress(text) }],
  ['packing: twice', { pack: (text) => lz.compressToEncodedURIComponent(lz.compressToEncodedURIComponent(text)) }],
  ['packing: base64 of JSON', { pack: (text) => Buffer.from(text).toString('base64') }],
  ['encoding: hex', { encode: (bytes) => bytes.toString('hex') }],
  ['encoding: base64 for URLs', { encode: (bytes) => bytes.toString('base64url') }],
  ['encoding: base64 in lines', { encode: (bytes) => bytes.toString('base64').replaceAll(/(.{64})/g, '$1\r\n') }],
  ['encoding: base64 without its first letter', { encode: (bytes) => bytes.toString('base64').slice(1) }],
];

describe('sealing', () => {
  it('opens when everything is right', () => {
    expect(openResponse(sealWith(RIGHT), INPUT)).toBe(TEXT);
    expect(VARIANTS.length).toBeGreaterThanOrEqual(30);
  });

  it.each(VARIANTS)('%s does not open', (_, change) => {
    const cipherText = sealWith({ ...RIGHT, ...change });
    expect(() => openResponse(cipherText, INPUT)).toSatisfy((open: () => string) => {
      try {
        open();
        return false;
      } catch (error) {
        return (
          isBpjsError(error) && ['BPJS_UNDECRYPTABLE', 'BPJS_NOT_COMPRESSED', 'BPJS_NOT_JSON'].includes(error.code)
        );
      }
    });
  });
});

describe('signing', () => {
  const wrong: Readonly<Record<string, string>> = {
    'no separator': createHmac('sha256', secret)
      .update(consId + timestamp)
      .digest('base64'),
    'timestamp first': createHmac('sha256', secret).update(`${timestamp}&${consId}`).digest('base64'),
    'keyed by cons-id': createHmac('sha256', consId).update(`${secret}&${timestamp}`).digest('base64'),
    'not keyed': createHash('sha256').update(`${consId}&${timestamp}`).digest('base64'),
    hex: createHmac('sha256', secret).update(`${consId}&${timestamp}`).digest('hex'),
    'base64 for URLs': createHmac('sha256', secret).update(`${consId}&${timestamp}`).digest('base64url'),
    'SHA-1': createHmac('sha1', secret).update(`${consId}&${timestamp}`).digest('base64'),
  };

  it.each(Object.entries(wrong))('%s is another signature', (_, value) => {
    expect(signature(INPUT)).not.toBe(value);
  });
});
