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

/** Code 0 brings a new unit of eight bits, code 1 one of sixteen. */
const NEW_16_BIT = 1;
const END = 2;
const FIRST_ENTRY = 3;
/** Beyond any output limit (2^25 phrases), and code plus five waiting bits still fit the 31 bits of a small integer. */
const CODE_BITS_LIMIT = 25;
const FIRST_ROOM = 1024;
const READ_BYTES = 4;
/** Values of letters have six bits; the mark of a foreign one has more. */
const FOREIGN_FROM = 64;
/** Units that a byte can hold: nearly every answer has no others, and then the text is half as large and parsed faster. */
const BYTE_LIMIT = 256;

export type LzProblem = 'empty' | 'foreign-letter' | 'truncated' | 'bad-code' | 'trailing' | 'too-large';

export class LzError extends Error {
  override readonly name = 'LzError';
  readonly problem: LzProblem;
  constructor(problem: LzProblem) {
    super(`Not intact LZ-string text: ${problem}.`);
    this.problem = problem;
  }
}

type Units = Uint8Array | Uint16Array;

/** Bits of the letters in a row, least significant first, with room behind so that four bytes can always be read. */
function packBits(ascii: Uint8Array): DataView {
  const bytes = new Uint8Array(Math.ceil((ascii.length * BITS_PER_LETTER) / 8) + READ_BYTES);
  let seen = 0;
  let at = 0;
  for (let index = 0; index < ascii.length; index += 4) {
    const first = valueAt(ascii, index);
    const second = valueAt(ascii, index + 1);
    const third = valueAt(ascii, index + 2);
    const fourth = valueAt(ascii, index + 3);
    seen |= first | second | third | fourth;
    bytes[at] = first | (second << 6);
    bytes[at + 1] = (second >> 2) | (third << 4);
    bytes[at + 2] = (third >> 4) | (fourth << 2);
    at += 3;
  }
  if (seen >= FOREIGN_FROM) throw new LzError('foreign-letter');
  return new DataView(bytes.buffer);
}

/** Beyond the last letter there are no bits. */
function valueAt(ascii: Uint8Array, index: number): number {
  return index < ascii.length ? (REVERSED_VALUE_OF[ascii[index] ?? 0] ?? FOREIGN) : 0;
}

function grown(array: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(array.length * 2);
  larger.set(array);
  return larger;
}

/** How many places to make for `needed` units; a text beyond the limit ends here. */
function placesFor(needed: number, places: number, limitUnits: number): number {
  if (needed > limitUnits) throw new LzError('too-large');
  return needed <= places ? places : Math.min(limitUnits, Math.max(needed, places * 2));
}

/** The units so far in a larger array; once a wide one came, all places are wide. */
function moved(units: Units, length: number, places: number, isWide: boolean): Units {
  const larger = isWide || units.BYTES_PER_ELEMENT === 2 ? new Uint16Array(places) : new Uint8Array(places);
  larger.set(units.subarray(0, length));
  return larger;
}

/** The writer always ends with the letter that holds the next free bit, filled up with zeros. */
function isEnd(bits: DataView, at: number, letters: number): boolean {
  if (Math.floor(at / BITS_PER_LETTER) + 1 !== letters) return false;
  const left = letters * BITS_PER_LETTER - at;
  return ((bits.getUint32(at >>> 3, true) >>> (at & 7)) & ((1 << left) - 1)) === 0;
}

function textOf(units: Units, length: number): string {
  const bytes = Buffer.from(units.buffer, units.byteOffset, length * units.BYTES_PER_ELEMENT);
  return bytes.toString(units.BYTES_PER_ELEMENT === 1 ? 'latin1' : 'utf16le');
}

/** The compressed text, or an LzError; never more than `limitUnits` UTF-16 units. */
export function decompressFromEncodedUriComponent(text: string, limitUnits: number): string {
  // A letter beyond one byte would be cut by latin1 into another one.
  if (Buffer.byteLength(text) !== text.length) throw new LzError('foreign-letter');
  return decompressLetters(Buffer.from(text, 'latin1'), limitUnits);
}

/**
 * As above, from the bytes of the letters.
 *
 * Every phrase of the dictionary is a stretch of the output (a phrase is the previous one plus the unit after it), so it is kept as
 * start and length only and memory stays proportional to input and output. One function with local variables, because this loop
 * is where the time of an answer goes (`npm run bench -- envelope`).
 */
export function decompressLetters(ascii: Uint8Array, limitUnits: number): string {
  if (ascii.length === 0) throw new LzError('empty');
  const bits = packBits(ascii);
  const endBit = ascii.length * BITS_PER_LETTER;
  let at = 0;

  let units: Units = new Uint8Array(Math.min(limitUnits, Math.max(FIRST_ROOM, ascii.length * 4)));
  let length = 0;

  let starts = new Uint32Array(FIRST_ROOM);
  let lengths = new Uint32Array(FIRST_ROOM);
  let size = FIRST_ENTRY;

  let codeBits = 2;
  // How many phrases may be added before codes need one more bit.
  let room = 1;
  let previousStart = 0;
  let previousLength = 0;

  for (;;) {
    const code = (bits.getUint32(at >>> 3, true) >>> (at & 7)) & ((1 << codeBits) - 1);
    at += codeBits;
    if (at > endBit) throw new LzError('truncated');
    const start = length;
    let added = 1;
    if (size + 2 > starts.length) {
      starts = grown(starts);
      lengths = grown(lengths);
    }
    if (code >= FIRST_ENTRY) {
      let from = previousStart;
      if (code < size) {
        from = starts[code] ?? 0;
        added = lengths[code] ?? 0;
      } else if (code === size && previousLength > 0) {
        added = previousLength + 1;
      } else {
        throw new LzError('bad-code');
      }
      const end = length + added;
      if (end > units.length) units = moved(units, length, placesFor(end, units.length, limitUnits), false);
      // Source and target may overlap by one unit, so it goes forward unit by unit.
      for (; length < end; length += 1, from += 1) units[length] = units[from] ?? 0;
    } else if (code === END) {
      if (!isEnd(bits, at, ascii.length)) throw new LzError('trailing');
      return textOf(units, length);
    } else {
      const width = code === NEW_16_BIT ? 16 : 8;
      const unit = (bits.getUint32(at >>> 3, true) >>> (at & 7)) & ((1 << width) - 1);
      at += width;
      if (at > endBit) throw new LzError('truncated');
      const isWide = unit >= BYTE_LIMIT && units.BYTES_PER_ELEMENT === 1;
      if (length === units.length || isWide)
        units = moved(units, length, placesFor(length + 1, units.length, limitUnits), isWide);
      units[length] = unit;
      length += 1;
      starts[size] = start;
      lengths[size] = 1;
      size += 1;
      // The very first unit adds no phrase of two, so it counts once only.
      if (previousLength > 0) {
        room -= 1;
        if (room === 0) {
          room = 2 ** codeBits;
          codeBits += 1;
        }
      }
    }
    if (previousLength > 0) {
      starts[size] = previousStart;
      lengths[size] = previousLength + 1;
      size += 1;
    }
    room -= 1;
    if (room === 0) {
      room = 2 ** codeBits;
      codeBits += 1;
    }
    if (codeBits > CODE_BITS_LIMIT) throw new LzError('too-large');
    previousStart = start;
    previousLength = added;
  }
}
