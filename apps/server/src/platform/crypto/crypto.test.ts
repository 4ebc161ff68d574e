// Envelope, master key and word prefixes: pure, no database.
import { mkdtempSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fakeRandom, systemRandom } from '../clock.ts';
import { open, seal } from './envelope.ts';
import { loadOrCreateKeyFile, masterKey, namePrefixes, nameWords, parseMasterKey } from './index.ts';

const random = systemRandom();
const key = { id: random.uuidv7(), key: random.bytes(32) };

describe('a sealed value', () => {
  it('opens to what was sealed, for any bytes and any place', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2_000 }), fc.string(), (plain, place) => {
        expect(open(key, place, seal(key, place, plain, random))).toEqual(Buffer.from(plain));
      }),
    );
  });

  it('does not open in another place, under another key, or with any byte changed', () => {
    const sealed = seal(key, 'facility|patients|nik|1', Buffer.from('9999000000000001'), random);
    expect(() => open(key, 'facility|patients|nik|2', sealed)).toThrow(/wrong key, place/);
    expect(() => open({ ...key, key: random.bytes(32) }, 'facility|patients|nik|1', sealed)).toThrow(
      /wrong key, place/,
    );
    for (let at = 0; at < sealed.length; at += 1) {
      const changed = Buffer.from(sealed);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(() => open(key, 'facility|patients|nik|1', changed), `byte ${at}`).toThrow();
    }
    for (let length = 0; length < sealed.length; length += 1) {
      expect(() => open(key, 'facility|patients|nik|1', sealed.subarray(0, length)), `length ${length}`).toThrow();
    }
  });

  it('never shows the same bytes for the same value', () => {
    const place = 'a|b|c|d';
    const many = Array.from({ length: 100 }, () => seal(key, place, Buffer.from('same'), random).toString('hex'));
    expect(new Set(many).size).toBe(100);
  });
});

describe('the master key', () => {
  it('is made once, readable only by its owner, and read again', () => {
    const path = join(mkdtempSync(join(tmpdir(), 'titian-key-')), 'inner', 'master.key');
    const first = loadOrCreateKeyFile(path, random);
    expect(first.created).toBe(true);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    const second = loadOrCreateKeyFile(path, random);
    expect(second.created).toBe(false);
    expect(second.key.id).toBe(first.key.id);
    expect(parseMasterKey(readFileSync(path, 'utf8')).derive('x')).toEqual(first.key.derive('x'));
  });

  it('derives unrelated keys per purpose, the same on every start', () => {
    const master = masterKey(Buffer.alloc(32, 1));
    expect(master.derive('a')).toEqual(masterKey(Buffer.alloc(32, 1)).derive('a'));
    expect(master.derive('a')).not.toEqual(master.derive('b'));
    expect(masterKey(Buffer.alloc(32, 2)).id).not.toBe(master.id);
  });

  it('refuses anything that is not 32 bytes', () => {
    expect(() => parseMasterKey('dG9vIHNob3J0')).toThrow(/32 bytes/);
    expect(() => parseMasterKey('')).toThrow(/32 bytes/);
  });
});

describe('words of a name', () => {
  it('ignore case, accents, punctuation and words under three letters', () => {
    expect(nameWords("Siti  Nur'aini, S.E. binti Ça-rik")).toEqual(['SITI', 'NUR', 'AINI', 'BINTI', 'RIK']);
    expect(nameWords('  ')).toEqual([]);
  });

  it('give every prefix from three letters on, once, and stay bounded', () => {
    expect(namePrefixes('Budi Budiman')).toEqual(['BUD', 'BUDI', 'BUDIM', 'BUDIMA', 'BUDIMAN']);
    const long = Array.from({ length: 50 }, (_, at) => `nama${'x'.repeat(at)}`).join(' ');
    expect(namePrefixes(long).length).toBeLessThanOrEqual(80);
  });
});

describe('fake randomness', () => {
  it('repeats for a seed and differs between seeds', () => {
    expect(fakeRandom(1).uuidv7()).toBe(fakeRandom(1).uuidv7());
    expect(fakeRandom(1).bytes(8)).not.toEqual(fakeRandom(2).bytes(8));
  });
});
