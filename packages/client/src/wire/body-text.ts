// From the bytes of a body to its text: content encodings undone within a limit, character set taken strictly, byte
// order mark dropped. A body that lies about itself is a named problem, not half a text.
import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';

export type BodyProblem = 'encoding' | 'charset' | 'too-large';
export type BodyText =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly problem: BodyProblem };

const DECODERS: Readonly<Record<string, (bytes: Uint8Array, limit: number) => Uint8Array>> = {
  gzip: (bytes, limit) => gunzipSync(bytes, { maxOutputLength: limit }),
  'x-gzip': (bytes, limit) => gunzipSync(bytes, { maxOutputLength: limit }),
  deflate: (bytes, limit) => inflateSync(bytes, { maxOutputLength: limit }),
  br: (bytes, limit) => brotliDecompressSync(bytes, { maxOutputLength: limit }),
};

/** One-byte sets that Windows servers declare; every byte has a meaning there, so nothing can be cut. */
const LEGACY_CHARSETS = new Set(['windows-1252', 'iso-8859-1', 'latin1', 'us-ascii']);

function isOutputLimit(error: unknown): boolean {
  return (
    error instanceof RangeError || (error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE')
  );
}

function undoEncoding(bytes: Uint8Array, contentEncoding: string, limit: number): Uint8Array | BodyProblem {
  let current = bytes;
  for (const name of contentEncoding
    .toLowerCase()
    .split(',')
    .map((part) => part.trim())
    .toReversed()) {
    if (name === '' || name === 'identity') continue;
    const decoder = Object.hasOwn(DECODERS, name) ? DECODERS[name] : undefined;
    if (decoder === undefined) return 'encoding';
    try {
      current = decoder(current, limit);
    } catch (error) {
      if (isOutputLimit(error)) return 'too-large';
      if (error instanceof Error) return 'encoding';
      throw error;
    }
  }
  return current;
}

/** The text of a body; `limitBytes` bounds what a content encoding may expand to. */
export function bodyText(
  bytes: Uint8Array,
  headers: { contentEncoding?: string | undefined; contentType?: string | undefined },
  limitBytes: number,
): BodyText {
  const plain = undoEncoding(bytes, headers.contentEncoding ?? '', limitBytes);
  if (typeof plain === 'string') return { ok: false, problem: plain };
  const declared = /charset\s*=\s*"?([A-Za-z0-9_-]+)/i.exec(headers.contentType ?? '')?.[1]?.toLowerCase() ?? 'utf-8';
  const wide =
    plain[0] === 0xff && plain[1] === 0xfe
      ? 'utf-16le'
      : plain[0] === 0xfe && plain[1] === 0xff
        ? 'utf-16be'
        : undefined;
  for (const charset of [wide ?? 'utf-8', LEGACY_CHARSETS.has(declared) ? 'windows-1252' : undefined]) {
    if (charset === undefined) continue;
    try {
      return { ok: true, text: new TextDecoder(charset, { fatal: true }).decode(plain).trim() };
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
    }
  }
  return { ok: false, problem: 'charset' };
}
