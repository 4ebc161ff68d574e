// Reader of LZ-string's "EncodedURIComponent" text with a bounded output. It accepts exactly what lz-string ≥ 1.4
// writes: the 64 letters, one end marker, zero padding, nothing after it. It never writes; compressing is a server's job.

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+-';
const BITS_PER_LETTER = 6;
const FOREIGN = 255;

function reverseBits(value: number): number {
  let reversed = 0;
  for (let bit = 0; bit < BITS_PER_LETTER; bit += 1) reversed |= ((value >> bit) & 1) << (BITS_PER_LETTER - 1 - bit);
  return reversed;
}

/** Bits of every ASCII letter. `$` is in lz-string's table as 65th letter but can carry no bits, so it is foreign. */
const REVERSED_VALUE_OF = new Uint8Array(128).fill(FOREIGN);
for (let value = 0; value < ALPHABET.length; value += 1)
  REVERSED_VALUE_OF[ALPHABET.charCodeAt(value)] = reverseBits(value);

const NEW_8_BIT = 0;
const NEW_16_BIT = 1;
const END = 2;
const FIRST_ENTRY = 3;
/** Beyond any output limit (2^25 phrases), and code plus five waiting bits still fit the 31 bits of a small integer. */
const CODE_BITS_LIMIT = 25;
/** Below this a loop is faster than a block copy. */
const BLOCK_COPY_UNITS = 24;

export type LzProblem = 'empty' | 'foreign-letter' | 'truncated' | 'bad-code' | 'trailing' | 'too-large';

export class LzError extends Error {
  override readonly name = 'LzError';
  readonly problem: LzProblem;
  constructor(problem: LzProblem) {
    super(`Not intact LZ-string text: ${problem}.`);
    this.problem = problem;
  }
}

/**
 * Bits of the letters. The writer puts the most significant bit of a letter first and numbers least significant bit first,
 * so each letter is turned round once and numbers can then be taken from a small buffer in one step.
 */
class BitReader {
  private readonly letters: Uint8Array;
  private next = 0;
  private buffer = 0;
  private buffered = 0;

  constructor(text: string) {
    this.letters = new Uint8Array(text.length);
    for (let index = 0; index < text.length; index += 1) {
      const value = REVERSED_VALUE_OF[text.charCodeAt(index)] ?? FOREIGN;
      if (value === FOREIGN) throw new LzError('foreign-letter');
      this.letters[index] = value;
    }
  }

  read(bits: number): number {
    while (this.buffered < bits) {
      const letter = this.letters[this.next];
      if (letter === undefined) throw new LzError('truncated');
      this.buffer |= letter << this.buffered;
      this.buffered += BITS_PER_LETTER;
      this.next += 1;
    }
    const value = this.buffer & ((1 << bits) - 1);
    this.buffer >>>= bits;
    this.buffered -= bits;
    return value;
  }

  /** The writer always ends with the letter that holds the next free bit, filled up with zeros. */
  expectEnd(): void {
    if (this.buffered === 0) this.read(BITS_PER_LETTER);
    if (this.buffer !== 0 || this.next !== this.letters.length) throw new LzError('trailing');
  }
}

/** Output in UTF-16 units; grows by doubling up to its limit. */
class Output {
  units = new Uint16Array(4096);
  length = 0;
  private readonly limit: number;

  constructor(limit: number) {
    this.limit = limit;
  }

  private reserve(extra: number): void {
    const needed = this.length + extra;
    if (needed > this.limit) throw new LzError('too-large');
    if (needed <= this.units.length) return;
    const grown = new Uint16Array(Math.min(this.limit, Math.max(needed, this.units.length * 2)));
    grown.set(this.units.subarray(0, this.length));
    this.units = grown;
  }

  push(unit: number): void {
    this.reserve(1);
    this.units[this.length] = unit;
    this.length += 1;
  }

  /** Copies an earlier part to the end; source and target may overlap by one unit, so it goes forward unit by unit. */
  repeat(start: number, count: number): void {
    this.reserve(count);
    if (count >= BLOCK_COPY_UNITS && start + count <= this.length) {
      this.units.copyWithin(this.length, start, start + count);
      this.length += count;
      return;
    }
    for (let index = 0; index < count; index += 1) this.units[this.length + index] = this.units[start + index] ?? 0;
    this.length += count;
  }

  text(): string {
    return Buffer.from(this.units.buffer, this.units.byteOffset, this.length * 2).toString('utf16le');
  }
}

/**
 * Every phrase of the dictionary is a stretch of the output (a phrase is the previous one plus the unit after it), so it
 * is kept as start and length only: memory stays proportional to the input.
 */
class Phrases {
  private starts = new Uint32Array(1024);
  private lengths = new Uint32Array(1024);
  size = FIRST_ENTRY;

  add(start: number, length: number): void {
    if (this.size === this.starts.length) {
      const starts = new Uint32Array(this.size * 2);
      const lengths = new Uint32Array(this.size * 2);
      starts.set(this.starts);
      lengths.set(this.lengths);
      this.starts = starts;
      this.lengths = lengths;
    }
    this.starts[this.size] = start;
    this.lengths[this.size] = length;
    this.size += 1;
  }

  start(code: number): number {
    return this.starts[code] ?? 0;
  }

  length(code: number): number {
    return this.lengths[code] ?? 0;
  }
}

/** The compressed text, or an LzError; never more than `limitUnits` UTF-16 units. */
export function decompressFromEncodedUriComponent(text: string, limitUnits: number): string {
  if (text.length === 0) throw new LzError('empty');
  const bits = new BitReader(text);
  const output = new Output(limitUnits);
  const phrases = new Phrases();
  let codeBits = 2;
  // How many phrases may be added before codes need one more bit.
  let room = 1;
  let previousStart = 0;
  let previousLength = 0;
  const countPhrase = (): void => {
    room -= 1;
    if (room > 0) return;
    room = 2 ** codeBits;
    codeBits += 1;
    if (codeBits > CODE_BITS_LIMIT) throw new LzError('too-large');
  };
  for (;;) {
    const code = bits.read(codeBits);
    if (code === END) {
      bits.expectEnd();
      return output.text();
    }
    const start = output.length;
    if (code === NEW_8_BIT || code === NEW_16_BIT) {
      phrases.add(start, 1);
      output.push(bits.read(code === NEW_8_BIT ? 8 : 16));
      // The very first unit adds no phrase of two, so it is counted once only, below.
      if (previousLength > 0) countPhrase();
    } else if (code < phrases.size) {
      output.repeat(phrases.start(code), phrases.length(code));
    } else if (code === phrases.size && previousLength > 0) {
      output.repeat(previousStart, previousLength + 1);
    } else {
      throw new LzError('bad-code');
    }
    const length = output.length - start;
    if (previousLength > 0) phrases.add(previousStart, previousLength + 1);
    countPhrase();
    previousStart = start;
    previousLength = length;
  }
}
