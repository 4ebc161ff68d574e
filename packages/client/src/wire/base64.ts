// Exact base64: the standard alphabet with padding and nothing else. Node's own decoder skips foreign characters and
// accepts truncated text, which would turn damage into a shorter but plausible value.

const ALPHABET = /^[A-Za-z0-9+/]*={0,2}$/;

/** The bytes, or undefined when the text is not the one canonical encoding of them. */
export function decodeBase64(text: string): Buffer | undefined {
  if (text.length % 4 !== 0 || !ALPHABET.test(text)) return undefined;
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? bytes : undefined;
}
