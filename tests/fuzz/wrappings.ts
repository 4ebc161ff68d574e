// From a value to what stands in `response`, and from an envelope to the bytes of a body: rightly, and in every way that goes wrong.
import { createCipheriv, createHash, createSecretKey, type KeyObject } from 'node:crypto';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import lz from 'lz-string';
import type { Dice } from './dice.ts';

export const SIGNATURE = { consId: '99999', secret: 'contohRahasia01', timestamp: '1735689600' } as const;
/** Small, so that bombs are cheap and the bound is seen to hold. */
export const PLAINTEXT_LIMIT = 40_000;

interface Material {
  readonly key: KeyObject;
  readonly iv: Buffer;
}

function keyOf(timestamp: string): Material {
  const digest = createHash('sha256').update(`${SIGNATURE.consId}${SIGNATURE.secret}${timestamp}`).digest();
  return { key: createSecretKey(digest), iv: digest.subarray(0, 16) };
}
const KEY = keyOf(SIGNATURE.timestamp);
const FOREIGN_KEY = keyOf('1735689601');

function encrypted(packed: Buffer | string, { key, iv }: Material): Buffer {
  const cipher = createCipheriv('aes-256-cbc', key, iv);
  const bytes = typeof packed === 'string' ? Buffer.from(packed, 'latin1') : packed;
  return Buffer.concat([cipher.update(bytes), cipher.final()]);
}

/** Just under the limit, and far beyond it: the packed form of both is a few kilobytes. */
const LARGE = lz.compressToEncodedURIComponent(JSON.stringify('0'.repeat(PLAINTEXT_LIMIT - 10)));
const BOMB = lz.compressToEncodedURIComponent(JSON.stringify('0'.repeat(PLAINTEXT_LIMIT * 10)));
const GZIP_BOMB = gzipSync(Buffer.alloc(PLAINTEXT_LIMIT * 10, 0x20));

export interface Response {
  readonly value: unknown;
  /** It decrypts with this request's key and decompresses to JSON. */
  readonly opens: boolean;
  /** It was meant to be sealed and is broken: must never come out as a success. */
  readonly isBroken: boolean;
}

/** A value with its JSON and the packed form of that. */
interface Content {
  readonly value: unknown;
  readonly text: string;
  readonly packed: string;
}

const DAMAGES = [
  'foreign-key',
  'uncompressed',
  'cut-letters',
  'foreign-letter',
  'extra-letter',
  'bit',
  'block',
  'half',
  'hex',
  'base64url',
  'twice',
  'utf16',
  'bomb',
  'not-json',
] as const;

/** What stands in `response`. */
export function responseOf(dice: Dice, content: Content): Response {
  const chosen = dice.next();
  if (chosen < 0.64) {
    // A large one now and then: its work is bounded, but it is a hundred times the work of a usual one.
    const packed = dice.chance(0.001) ? LARGE : content.packed;
    return { value: encrypted(packed, KEY).toString('base64'), opens: true, isBroken: false };
  }
  if (chosen < 0.78) return { value: content.value, opens: false, isBroken: false };
  return { value: damaged(dice, content), opens: false, isBroken: true };
}

function damaged(dice: Dice, { text, packed }: Content): string {
  const whole = (): Buffer => encrypted(packed, KEY);
  const kind = dice.pick(DAMAGES);
  switch (kind) {
    case 'foreign-key':
      return encrypted(packed, FOREIGN_KEY).toString('base64');
    case 'uncompressed':
      // A foreign letter in front, because some services are known to leave the compression out.
      return encrypted(Buffer.from(`~${text}`, 'utf8'), KEY).toString('base64');
    case 'cut-letters':
      return encrypted(packed.slice(0, dice.below(packed.length)), KEY).toString('base64');
    case 'foreign-letter': {
      const at = dice.below(packed.length);
      return encrypted(
        packed.slice(0, at) + dice.pick(['$', '=', '/', ' ', '\u00e9']) + packed.slice(at + 1),
        KEY,
      ).toString('base64');
    }
    case 'extra-letter':
      return encrypted(packed + dice.pick(['A', 'Q', '-']), KEY).toString('base64');
    case 'bit': {
      const bytes = whole();
      const at = dice.below(Math.max(1, bytes.length - 16));
      bytes[at] = (bytes[at] ?? 0) ^ (1 << dice.below(8));
      return bytes.toString('base64');
    }
    case 'block':
      return Buffer.concat([whole().subarray(16), Buffer.alloc(16, dice.below(256))]).toString('base64');
    case 'half': {
      const base64 = whole().toString('base64');
      return base64.slice(0, 1 + dice.below(base64.length - 1));
    }
    case 'hex':
      return `${whole().toString('hex')}f`;
    case 'base64url':
      return `-${whole().toString('base64url')}`;
    case 'twice':
      return Buffer.from(whole().toString('base64')).toString('base64').slice(0, -4);
    case 'utf16':
      return encrypted(Buffer.from(lz.compressToUTF16(text), 'utf16le'), KEY).toString('base64');
    case 'bomb':
      return encrypted(BOMB, KEY).toString('base64');
    case 'not-json':
      return encrypted(lz.compressToEncodedURIComponent(brokenJson(dice, text)), KEY).toString('base64');
  }
}

/** No JSON whatever the value was. */
function brokenJson(dice: Dice, text: string): string {
  switch (dice.below(5)) {
    case 0:
      return `${text},`;
    case 1:
      return `{"a":${text}`;
    case 2:
      return `{'a':1,${text}}`;
    case 3:
      return `[${'['.repeat(200)}`;
    default:
      return 'NaN';
  }
}

export interface Body {
  readonly bytes: Buffer;
  readonly headers: Readonly<Record<string, string>>;
  /** The text reaches the reader as it was written. */
  readonly isIntact: boolean;
}

const intact = (bytes: Buffer, headers: Body['headers'] = {}): Body => ({ bytes, headers, isIntact: true });
const broken = (bytes: Buffer, headers: Body['headers'] = {}): Body => ({ bytes, headers, isIntact: false });

/** The bytes of a body; four of five arrive as they should. */
export function bodyOf(dice: Dice, text: string): Body {
  const bytes = Buffer.from(text, 'utf8');
  if (dice.chance(0.8)) return intact(bytes, { 'content-type': 'application/json; charset=utf-8' });
  switch (dice.below(16)) {
    case 0:
      return intact(Buffer.from(`\ufeff${text}`, 'utf16le'));
    case 1:
      return intact(Buffer.concat([Buffer.from('\ufeff \r\n'), bytes, Buffer.from('\n')]));
    case 2:
      return intact(gzipSync(bytes, { level: 1 }), { 'content-encoding': 'gzip' });
    case 3:
      return intact(deflateSync(bytes, { level: 1 }), { 'content-encoding': 'deflate' });
    case 4:
      return bytes.length > 2000 ? intact(bytes) : intact(brotliCompressSync(bytes), { 'content-encoding': 'br' });
    case 5:
      return broken(GZIP_BOMB, { 'content-encoding': 'gzip' });
    case 6:
      return broken(bytes, { 'content-encoding': dice.pick(['gzip', 'br', 'deflate', 'zstd', 'gzip, gzip']) });
    case 7:
    case 8:
      return broken(bytes.subarray(0, dice.below(bytes.length)));
    case 9:
      return broken(Buffer.concat([Buffer.from('<html>'), bytes]));
    case 10:
      return broken(Buffer.concat([bytes, Buffer.from(dice.pick(['}', '<br>', '\u0000', '{}']))]));
    case 11:
      return broken(Buffer.alloc(0));
    case 12:
      return broken(Buffer.concat([Buffer.from([0xff, 0xc0, 0x80]), bytes]));
    case 13:
      return broken(
        Buffer.from(dice.pick(['no healthy upstream', 'Authentication failed', '[]', '0', '"200"', 'null', '   '])),
      );
    case 14:
      return broken(Buffer.from('[{"a":'.repeat(500)));
    default:
      return broken(Buffer.from(Array.from({ length: dice.below(64) }, () => dice.below(256))));
  }
}
