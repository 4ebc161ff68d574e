// One answer of BPJS on its way in: base64, AES, LZ-string, JSON, checked shape. How long does each step take, ours beside lz-string in its place
// and beside AES and JSON alone, which nobody gets below? Correctness first: both roads must end in the same value.
import { createCipheriv, createDecipheriv, createHash } from 'node:crypto';
import { openResponse, signature } from '@titian/client';
import { pcare } from '@titian/contract';
import lzString from 'lz-string';
import { median, type Bench } from './result.ts';

const KEY = { consId: '99999', secret: 'contohRahasia01', timestamp: '1735689600' };
const SIZES = [1_000, 20_000, 500_000] as const;
const ROUNDS = 7;
/** Long enough that the clock's grain and a collection disappear in it. */
const ROUND_MS = 250;
const WARM_UP_MS = 300;
/** What the whole way must win at the size of a busy list. */
const WANTED_AT_20_KB = 2.5;

interface Sealed {
  readonly json: string;
  readonly cipherText: string;
  readonly packed: string;
  /** The plain JSON under AES only: the floor. */
  readonly floorText: string;
}

/** Rows of a visit history, the largest answers that a clinic meets, as many as fill the size. */
function historyOf(bytes: number): string {
  const example = pcare.kunjunganRiwayat.example.response;
  const [row] = example.list;
  const list: unknown[] = [];
  const text = (): string => JSON.stringify({ count: list.length, list });
  const rowBytes = JSON.stringify(row).length;
  for (let size = 0; size + rowBytes < bytes || list.length === 0; size += rowBytes) {
    const index = list.length;
    list.push({
      ...row,
      noKunjungan: `9999U0011126Y${String(index).padStart(6, '0')}`,
      keluhan: `keluhan nomor ${index * 7919}`,
      sistole: 110 + (index % 50),
      diastole: 70 + (index % 30),
    });
  }
  return text();
}

function material(): { key: Buffer; iv: Buffer } {
  const key = createHash('sha256')
    .update(KEY.consId + KEY.secret + KEY.timestamp)
    .digest();
  return { key, iv: key.subarray(0, 16) };
}

function encrypt(text: string): string {
  const { key, iv } = material();
  const cipher = createCipheriv('aes-256-cbc', key, iv);
  return Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]).toString('base64');
}

function decrypt(cipherText: string): Buffer {
  const { key, iv } = material();
  const decipher = createDecipheriv('aes-256-cbc', key, iv);
  return Buffer.concat([decipher.update(Buffer.from(cipherText, 'base64')), decipher.final()]);
}

function sealedOf(bytes: number): Sealed {
  const json = historyOf(bytes);
  const packed = lzString.compressToEncodedURIComponent(json);
  return { json, packed, cipherText: encrypt(packed), floorText: encrypt(json) };
}

/** The way as public clients go it. */
function openWithLzString(cipherText: string): unknown {
  return JSON.parse(lzString.decompressFromEncodedURIComponent(decrypt(cipherText).toString('utf8')));
}

/** Microseconds of one call, median of the rounds; the rounds of all candidates take turns. */
function measure(
  candidates: Readonly<Record<string, () => unknown>>,
): Record<string, { us: number; min: number; max: number }> {
  const times = new Map<string, number[]>(Object.keys(candidates).map((name) => [name, []]));
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const [name, call] of Object.entries(candidates)) {
      const until = performance.now() + (round === 0 ? WARM_UP_MS : ROUND_MS);
      const from = performance.now();
      let calls = 0;
      for (; performance.now() < until; calls += 1) call();
      if (round > 0) times.get(name)?.push(((performance.now() - from) * 1_000) / calls);
    }
  }
  return Object.fromEntries(
    [...times].map(([name, list]) => [name, { us: median(list), min: Math.min(...list), max: Math.max(...list) }]),
  );
}

export const run: Bench = async ({ log }) => {
  const ratios: Record<string, number> = {};
  const figures: Record<string, number> = {};
  for (const size of SIZES) {
    const { json, packed, cipherText, floorText } = sealedOf(size);
    const value: unknown = JSON.parse(json);
    if (openResponse(cipherText, KEY) !== json || JSON.stringify(openWithLzString(cipherText)) !== json)
      throw new Error('the two ways end in different values');
    const steps = measure({
      sign: () => signature(KEY),
      ours: () => openResponse(cipherText, KEY),
      lzString: () => openWithLzString(cipherText),
      floor: () => JSON.parse(decrypt(floorText).toString('utf8')) as unknown,
      aes: () => decrypt(cipherText),
      lzStringAlone: () => lzString.decompressFromEncodedURIComponent(packed),
      parse: () => JSON.parse(json) as unknown,
      validate: () => pcare.kunjunganRiwayat.response.parse(value),
    });
    const label = `${size / 1_000}kB`;
    log(
      `  ${label.padEnd(6)} ${Object.entries(steps)
        .map(([name, { us }]) => `${name} ${us.toFixed(1)} µs`)
        .join(' · ')}`,
    );
    for (const [name, { us, min, max }] of Object.entries(steps)) {
      figures[`${name}${label}Us`] = us;
      if (name === 'ours' || name === 'lzString')
        Object.assign(figures, { [`${name}${label}UsMin`]: min, [`${name}${label}UsMax`]: max });
    }
    ratios[`lzStringWayOverOurs${label}`] = (steps['lzString']?.us ?? 0) / (steps['ours']?.us ?? 1);
    ratios[`oursOverAesAndJson${label}`] = (steps['ours']?.us ?? 0) / (steps['floor']?.us ?? 1);
  }
  const holds = {
    wholeWayAt20kB: (ratios['lzStringWayOverOurs20kB'] ?? 0) >= WANTED_AT_20_KB,
    neverSlower: SIZES.every((size) => (ratios[`lzStringWayOverOurs${size / 1_000}kB`] ?? 0) >= 1),
  };
  return {
    name: 'envelope',
    ratios,
    figures,
    holds,
    formulas: { 'lzStringWayOverOurs20kB wanted': String(WANTED_AT_20_KB) },
  };
};
