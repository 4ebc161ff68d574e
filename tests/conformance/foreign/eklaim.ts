// Programs that speak to E-Klaim: the manual's seal (docs/facts/eklaim.md §2) and the ways in which programs write and miss it.
import { createCipheriv, createDecipheriv, createHmac } from 'node:crypto';
import { post } from './speak.ts';

export interface SealedShape {
  readonly habit: string;
  /** The sealed bytes, from the pieces of which the manual makes them. */
  readonly write: (pieces: Pieces) => string;
  /** Whether the server can read it. */
  readonly isRead: boolean;
}

interface Pieces {
  readonly key: Buffer;
  readonly iv: Buffer;
  readonly sealed: Buffer;
  readonly text: string;
}

const signed = (key: Buffer, content: Buffer, bytes = 10): Buffer =>
  createHmac('sha256', key).update(content).digest().subarray(0, bytes);
const usual = ({ key, iv, sealed }: Pieces): string =>
  Buffer.concat([signed(key, sealed), iv, sealed]).toString('base64');
const lines = (base64: string): string => `${(base64.match(/.{1,76}/g) ?? []).join('\r\n')}\r\n`;
const BEGIN = '----BEGIN ENCRYPTED DATA----\r\n';
const END = '----END ENCRYPTED DATA----\r\n';

export const SEALS: readonly SealedShape[] = [
  { habit: 'one line', write: usual, isRead: true },
  { habit: 'lines of 76, as chunk_split makes them', write: (pieces) => lines(usual(pieces)), isRead: true },
  { habit: 'between marker lines', write: (pieces) => `${BEGIN}${lines(usual(pieces))}${END}`, isRead: true },
  { habit: 'percent-encoded, as a form would be', write: (pieces) => encodeURIComponent(usual(pieces)), isRead: false },
  {
    habit: 'signed over the IV as well',
    write: ({ key, iv, sealed }) =>
      Buffer.concat([signed(key, Buffer.concat([iv, sealed])), iv, sealed]).toString('base64'),
    isRead: false,
  },
  {
    habit: 'the whole signature instead of ten bytes',
    write: ({ key, iv, sealed }) => Buffer.concat([signed(key, sealed, 32), iv, sealed]).toString('base64'),
    isRead: false,
  },
  {
    habit: 'signed over the text instead of the ciphertext',
    write: ({ key, iv, sealed, text }) =>
      Buffer.concat([signed(key, Buffer.from(text)), iv, sealed]).toString('base64'),
    isRead: false,
  },
  {
    habit: 'one bit of the signature changed on the way',
    write: (pieces) => {
      const bytes = Buffer.from(usual(pieces), 'base64');
      bytes[0] = (bytes[0] ?? 0) ^ 1;
      return bytes.toString('base64');
    },
    isRead: false,
  },
  { habit: 'plain JSON', write: ({ text }) => text, isRead: false },
];

/** What E-Klaim says, opened by the manual's own steps; `number` is its `error_no`. */
export async function ask(
  url: string,
  keyHex: string,
  { write }: SealedShape,
): Promise<{ number: string; isSealed: boolean }> {
  const key = Buffer.from(keyHex, 'hex');
  const iv = Buffer.from('000102030405060708090a0b0c0d0e0f', 'hex');
  const text = JSON.stringify({ metadata: { method: 'get_claim_data' }, data: { nomor_sep: '9999R0011126V999999' } });
  const cipher = createCipheriv('aes-256-cbc', key, iv);
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  const body = write({ key, iv, sealed, text });
  const answer = await post(url, 'POST', { 'Content-Type': 'application/x-www-form-urlencoded' }, body);
  const isSealed = answer.text.startsWith(BEGIN);
  const opened: unknown = JSON.parse(isSealed ? open(answer.text, key) : answer.text);
  return { number: /"error_no":"(E\d+)"/.exec(JSON.stringify(opened))?.[1] ?? '', isSealed };
}

function open(text: string, key: Buffer): string {
  const bytes = Buffer.from(text.replaceAll(/----[A-Z ]+----|\s/g, ''), 'base64');
  const sealed = bytes.subarray(26);
  if (!signed(key, sealed).equals(bytes.subarray(0, 10))) return '{"error_no":"signature"}';
  const decipher = createDecipheriv('aes-256-cbc', key, bytes.subarray(10, 26));
  return Buffer.concat([decipher.update(sealed), decipher.final()]).toString('utf8');
}
