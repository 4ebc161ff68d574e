// Passwords: argon2id by node:crypto, PHC strings, a bounded number of hashes at once, and the rule what a password must be.
import { argon2, timingSafeEqual, type Argon2Parameters } from 'node:crypto';
import { inputError } from '../errors.ts';
import type { Random } from '../clock.ts';

/** OWASP's second recommendation: 19 MiB, two passes, one lane; 38 ms on the 2-core machine (November 2026). */
const MEMORY_KIB = 19_456;
const PASSES = 2;
const TAG_BYTES = 32;
const SALT_BYTES = 16;
/** Four hashes hold 76 MB; more at once would let a flood of sign-ins take the memory of the machine. */
const MAX_AT_ONCE = 4;
const MAX_WAITING = 200;

export const MIN_PASSWORD = 12;
export const MAX_PASSWORD = 256;

export interface Passwords {
  hash(password: string): Promise<string>;
  verify(password: string, stored: string): Promise<boolean>;
  /** Takes as long as a real check; for names that do not exist. */
  verifyNothing(password: string): Promise<false>;
}

export function createPasswords(random: Pick<Random, 'bytes'>): Passwords {
  const gate = createGate(MAX_AT_ONCE, MAX_WAITING);
  const derive = (password: string, salt: Buffer) => gate(() => argon2id(password, salt));
  return {
    hash: async (password) => {
      const salt = random.bytes(SALT_BYTES);
      const tag = await derive(password, salt);
      return `$argon2id$v=19$m=${MEMORY_KIB},t=${PASSES},p=1$${unpadded(salt)}$${unpadded(tag)}`;
    },
    verify: async (password, stored) => {
      const [, , , , salt = '', tag = ''] = stored.split('$');
      const expected = Buffer.from(tag, 'base64');
      const actual = await derive(password, Buffer.from(salt, 'base64'));
      return expected.length === actual.length && timingSafeEqual(expected, actual);
    },
    verifyNothing: async (password) => {
      await derive(password, Buffer.alloc(SALT_BYTES));
      return false;
    },
  };
}

/** The commonest guesses here and elsewhere; all of them pass the length rule, which already refuses the short ones. */
const KNOWN_GUESSES = [
  'password',
  'passw0rd',
  'qwerty',
  'qwertyuiop',
  'asdfghjkl',
  'administrator',
  'letmein',
  'iloveyou',
  'welcome',
  'rahasia',
  'katasandi',
  'sayang',
  'indonesia',
  'bpjskesehatan',
  'rumahsakit',
  'puskesmas',
  'klinik',
  'titian',
  'jakarta',
  'bismillah',
] as const;

/** Refuses with the field named; the text says what to do instead. */
export function requireGoodPassword(password: string, username: string, field = 'password'): void {
  const letters = password.toLowerCase();
  const core = letters.replaceAll(/[^a-z]/g, '');
  const refuse = (remedy: string) => inputError(field, undefined, remedy, 'INPUT_PASSWORD');
  if (password.length < MIN_PASSWORD)
    throw refuse(`Gunakan sedikitnya ${MIN_PASSWORD} huruf; beberapa kata biasa pun boleh.`);
  if (password.length > MAX_PASSWORD) throw refuse(`Gunakan paling banyak ${MAX_PASSWORD} huruf.`);
  if (letters.includes(username.toLowerCase())) throw refuse('Kata sandi tidak boleh memuat nama pengguna.');
  const isRepeated = new Set(letters).size < 5;
  const isCounting = '01234567890123456789'.includes(letters) || 'abcdefghijklmnopqrstuvwxyz'.includes(letters);
  if (isRepeated || isCounting || KNOWN_GUESSES.some((guess) => core === guess || core === guess + guess)) {
    throw refuse('Kata sandi ini mudah ditebak. Pilih beberapa kata yang tidak berhubungan.');
  }
}

function argon2id(password: string, nonce: Buffer): Promise<Buffer> {
  const parameters: Argon2Parameters = {
    message: Buffer.from(password.normalize('NFKC')),
    nonce,
    parallelism: 1,
    tagLength: TAG_BYTES,
    memory: MEMORY_KIB,
    passes: PASSES,
  };
  return new Promise((resolve, reject) => {
    argon2('argon2id', parameters, (error, tag) => (error ? reject(error) : resolve(tag)));
  });
}

/** At most `limit` at once, at most `maxWaiting` in line; beyond that the caller is told to come later. */
function createGate(limit: number, maxWaiting: number): <T>(work: () => Promise<T>) => Promise<T> {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (running >= limit) {
      if (waiting.length >= maxWaiting)
        throw inputError(
          'password',
          undefined,
          'Terlalu banyak yang masuk bersamaan. Coba lagi sebentar lagi.',
          'AUTH_BUSY',
        );
      await new Promise<void>((resolve) => waiting.push(resolve));
    } else {
      running += 1;
    }
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}

function unpadded(bytes: Buffer): string {
  return bytes.toString('base64').replaceAll('=', '');
}
