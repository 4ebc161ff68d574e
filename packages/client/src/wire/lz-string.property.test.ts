// Our bounded reader against the reference implementation, on random and on adversarial text.
import fc from 'fast-check';
import lz from 'lz-string';
import { describe, expect, it } from 'vitest';
import { decompressFromEncodedUriComponent, LzError } from './lz-string.ts';

const LIMIT = 5_000_000;

const anyUnits = fc
  .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 400 })
  .map((units) => String.fromCharCode(...units));
const repetitive = fc
  .tuple(
    fc.array(fc.constantFrom('a', 'b', '{"kode":"INT"},', 'é', '✓', '0000000000001'), { minLength: 1, maxLength: 12 }),
    fc.integer({ min: 1, max: 200 }),
  )
  .map(([parts, times]) => parts.join('').repeat(times));
const json = fc.json({ maxDepth: 5 });

describe('the LZ reader', () => {
  it('reads everything that lz-string writes', () => {
    fc.assert(
      fc.property(fc.oneof(anyUnits, repetitive, json, fc.string({ unit: 'binary', maxLength: 300 })), (text) => {
        expect(decompressFromEncodedUriComponent(lz.compressToEncodedURIComponent(text), LIMIT)).toBe(text);
      }),
    );
  });

  it('gives for any letters what lz-string gives, or an LzError', () => {
    const letters = fc.string({
      unit: fc.constantFrom(...Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+-')),
      maxLength: 60,
    });
    fc.assert(
      fc.property(letters, (text) => {
        let ours: string;
        try {
          ours = decompressFromEncodedUriComponent(text, LIMIT);
        } catch (error) {
          expect(error).toBeInstanceOf(LzError);
          return;
        }
        expect(lz.decompressFromEncodedURIComponent(text)).toBe(ours);
      }),
    );
  });

  it('never accepts a text with one letter cut off, added or foreign', () => {
    fc.assert(
      fc.property(json, fc.constantFrom('A', 'Q', '$', ' ', '/', '=', 'é'), (text, extra) => {
        const packed = lz.compressToEncodedURIComponent(text);
        expect(() => decompressFromEncodedUriComponent(packed.slice(0, -1), LIMIT)).toThrow(LzError);
        expect(() => decompressFromEncodedUriComponent(packed + extra, LIMIT)).toThrow(LzError);
        expect(() => decompressFromEncodedUriComponent(extra + packed, LIMIT)).toSatisfy((run: () => string) => {
          try {
            return run() !== text;
          } catch (error) {
            return error instanceof LzError;
          }
        });
      }),
    );
  });

  it('stops a bomb at its limit', () => {
    const bomb = lz.compressToEncodedURIComponent('0'.repeat(400_000));
    expect(bomb.length).toBeLessThan(6000);
    expect(() => decompressFromEncodedUriComponent(bomb, 100_000)).toThrow('too-large');
    expect(decompressFromEncodedUriComponent(bomb, 400_000)).toHaveLength(400_000);
  });
});
