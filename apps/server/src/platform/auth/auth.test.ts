// Passwords and back-off: the pure parts.
import { describe, expect, it } from 'vitest';
import { systemRandom } from '../clock.ts';
import { pauseAfter } from './back-off.ts';
import { createPasswords, requireGoodPassword } from './passwords.ts';
import { newToken, tokenDigest } from './tokens.ts';

describe('a password', () => {
  it.each([
    ['eleven letters', 'sebelas huru'.slice(0, 11)],
    ['the commonest', 'passwordpassword'],
    ['digits in order', '123456789012'],
    ['one letter', 'aaaaaaaaaaaaaa'],
    ['the own name inside', 'xx-pendaftaran.rs-xx'],
    ['a known word with digits', 'Rahasia12345'],
    ['far too long', 'sungai '.repeat(60)],
  ])('is refused: %s', (_name, password) => {
    expect(() => requireGoodPassword(password, 'pendaftaran.rs')).toThrow(
      expect.objectContaining({ code: 'INPUT_PASSWORD' }),
    );
  });

  it.each(['perahu kecil menyeberang', 'kopi-hujan-jendela-3', 'x'.repeat(5) + 'bambu runcing tajam'])(
    'is taken: %s',
    (password) => {
      expect(() => requireGoodPassword(password, 'pendaftaran.rs')).not.toThrow();
    },
  );

  it('is kept as argon2id with its own salt and recognised again, whatever its letters are composed of', async () => {
    const passwords = createPasswords(systemRandom());
    const stored = await passwords.hash('pérahu kecil menyeberang');
    expect(stored).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/);
    expect(await passwords.hash('pérahu kecil menyeberang')).not.toBe(stored);
    expect(await passwords.verify('pe\u0301rahu kecil menyeberang', stored)).toBe(true);
    expect(await passwords.verify('perahu kecil menyeberang', stored)).toBe(false);
    expect(await passwords.verifyNothing('x')).toBe(false);
  });
});

describe('the pause after wrong passwords', () => {
  const first_at = new Date('2026-01-05T00:00:00Z');
  const now = new Date('2026-01-05T00:01:00Z');
  it('is none at first, then doubles, then lasts until the window ends', () => {
    const pauses = Array.from({ length: 12 }, (_, at) => pauseAfter({ failures: at + 1, first_at }, now) / 1000);
    expect(pauses).toEqual([0, 0, 0, 0, 1, 2, 4, 8, 16, 840, 840, 840]);
  });
});

it('a token has 256 bits, a recognisable beginning and only its digest is for keeping', () => {
  const token = newToken('api-key', systemRandom());
  expect(token.text).toMatch(/^ttn_[\w-]{43}$/);
  expect(token.text.startsWith(token.prefix)).toBe(true);
  expect(token.digest).toEqual(tokenDigest(token.text));
  expect(token.digest.toString('base64')).not.toContain(token.text.slice(4));
});
