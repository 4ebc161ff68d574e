// Exact base64: the standard alphabet with padding and nothing else. Node's own decoder skips foreign characters, takes the letters of
// URLs and accepts truncated text, which would turn damage into a shorter but plausible value.

/** Letters before one or two `=` whose unused low bits are zero: any other letter there would be a second spelling. */
const CANONICAL_END = /(?:[AEIMQUYcgkosw048]=|[AQgw]==|[^=])$/;

/** The bytes, or undefined when the text is not the one canonical encoding of them. */
export function decodeBase64(text: string): Buffer | undefined {
  if (text === '') return Buffer.alloc(0);
  if (text.length % 4 !== 0 || !CANONICAL_END.test(text.slice(-3))) return undefined;
  // The URL letters are the only foreign ones that the decoder takes; every other one is skipped and leaves the bytes short.
  if (text.includes('-') || text.includes('_')) return undefined;
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0;
  const bytes = Buffer.from(text, 'base64');
  return bytes.length === (text.length / 4) * 3 - padding ? bytes : undefined;
}
