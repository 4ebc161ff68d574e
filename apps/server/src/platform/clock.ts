// Time and randomness as parameters: the only place of the server that reads the machine's clock and its random source.
// The business clock may run faster than the real one (demo day); signatures, leases and sessions always use real time.
import { randomBytes } from 'node:crypto';
import { performance } from 'node:perf_hooks';

export interface Clock {
  /** Business instant: what date rules, queue days and observed times use. */
  now(): Date;
  /** Real instant: what signatures, sessions, tokens and log lines use. */
  realNow(): Date;
  monotonicMs(): number;
  /** The business instant of a real one, for times that the database wrote by its own clock and people read (docs/adr/0009). */
  businessOf(real: Date): Date;
}

export interface Random {
  uuidv7(): string;
  bytes(size: number): Buffer;
  /** A number in [0, 1) for jitter; never for secrets. */
  next(): number;
}

export interface BusinessClockSpec {
  readonly baseMs: number;
  readonly realBaseMs: number;
  readonly speed: number;
}

const SPEC = /^(?<base>[^@]+)@(?<real>\d+)\*(?<speed>\d+(?:\.\d+)?)$/;
/** Faster than this, a whole day passes while one call waits for its time limit. */
const MAX_SPEED = 3600;

/** Reads `<ISO base>@<real ms>*<speed>`; null when the text is not of that form. */
export function parseBusinessClock(text: string): BusinessClockSpec | null {
  const groups = SPEC.exec(text)?.groups;
  if (groups === undefined) return null;
  const baseMs = Date.parse(groups['base'] ?? '');
  const realBaseMs = Number(groups['real']);
  const speed = Number(groups['speed']);
  if (!Number.isFinite(baseMs) || !Number.isSafeInteger(realBaseMs) || speed <= 0 || speed > MAX_SPEED) return null;
  return { baseMs, realBaseMs, speed };
}

export function systemClock(business?: BusinessClockSpec | null): Clock {
  const realNow = () => new Date();
  const businessOf = (real: Date) =>
    business ? new Date(business.baseMs + (real.getTime() - business.realBaseMs) * business.speed) : real;
  return { realNow, monotonicMs: () => performance.now(), businessOf, now: () => businessOf(realNow()) };
}

export function systemRandom(): Random {
  return {
    bytes: (size) => randomBytes(size),
    next: () => Math.random(),
    uuidv7: () => uuidv7(Date.now(), randomBytes(10)),
  };
}

/** RFC 9562 version 7: 48 bits of milliseconds, then random bits. Exported for fakes. */
export function uuidv7(unixMs: number, random: Uint8Array): string {
  const bytes = Buffer.alloc(16);
  bytes.writeUIntBE(unixMs, 0, 6);
  bytes.set(random.subarray(0, 10), 6);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

export interface FakeClock extends Clock {
  set(instant: Date): void;
  advance(ms: number): void;
}

/** A clock that stands still until a test moves it. */
export function fakeClock(start: Date): FakeClock {
  let at = start.getTime();
  return {
    now: () => new Date(at),
    realNow: () => new Date(at),
    monotonicMs: () => at,
    businessOf: (real) => real,
    set: (instant) => {
      at = instant.getTime();
    },
    advance: (ms) => {
      at += ms;
    },
  };
}

/** Seeded randomness (mulberry32) for tests that must repeat; not for secrets. */
export function fakeRandom(seed: number, clock?: Clock): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const bytes = (size: number) => Buffer.from(Array.from({ length: size }, () => Math.floor(next() * 256)));
  let ticks = 0;
  return {
    next,
    bytes,
    uuidv7: () => uuidv7(clock?.realNow().getTime() ?? 1_700_000_000_000 + ticks++, bytes(10)),
  };
}
