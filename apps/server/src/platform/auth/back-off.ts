// Slows down guessing per account and source, without locking anybody else out and without telling whether a name exists.
import { createHmac } from 'node:crypto';
import type { Clock } from '../clock.ts';
import type { Directory } from '../db/index.ts';
import { AppError } from '../errors.ts';

const WINDOW_MS = 15 * 60_000;
/** Security goal S7: at most ten tries in fifteen minutes per account and source. */
const MAX_FAILURES = 10;
const FREE_FAILURES = 4;
const FIRST_PAUSE_MS = 1_000;

export interface BackOff {
  /** Counts a try before the password is looked at, so that tries side by side cannot outrun the counter. */
  begin(account: string, source: string | null): Promise<void>;
  succeed(account: string, source: string | null): Promise<void>;
  prune(): Promise<void>;
}

interface Row {
  readonly failures: number;
  readonly first_at: Date;
}

const READ = 'SELECT blocked_until FROM titian.sign_in_failures WHERE digest = $1 AND blocked_until > $2';
const COUNT = `
  INSERT INTO titian.sign_in_failures AS f (digest, failures, first_at, blocked_until) VALUES ($1, 1, $2, $2)
  ON CONFLICT (digest) DO UPDATE SET
    failures = CASE WHEN f.first_at < $3 THEN 1 ELSE f.failures + 1 END,
    first_at = CASE WHEN f.first_at < $3 THEN $2 ELSE f.first_at END
  RETURNING failures, first_at`;
const BLOCK = 'UPDATE titian.sign_in_failures SET blocked_until = $2 WHERE digest = $1';
const FORGET = 'DELETE FROM titian.sign_in_failures WHERE digest = $1';
const PRUNE = 'DELETE FROM titian.sign_in_failures WHERE first_at < $1 AND blocked_until < $2';

export function createBackOff(directory: Directory, clock: Clock, key: Buffer): BackOff {
  const digestOf = (account: string, source: string | null) =>
    createHmac('sha256', key)
      .update(`${account.toLowerCase()}\u0000${source ?? ''}`)
      .digest();
  return {
    begin: async (account, source) => {
      const digest = digestOf(account, source);
      const now = clock.realNow();
      const [blocked] = await directory.query<{ blocked_until: Date }>(READ, [digest, now]);
      if (blocked) throw tooMany(blocked.blocked_until.getTime() - now.getTime());
      const [row] = await directory.query<Row>(COUNT, [digest, now, new Date(now.getTime() - WINDOW_MS)]);
      const pauseMs = row ? pauseAfter(row, now) : 0;
      if (pauseMs > 0) await directory.query(BLOCK, [digest, new Date(now.getTime() + pauseMs)]);
      if (row && row.failures > MAX_FAILURES) throw tooMany(pauseMs);
    },
    succeed: async (account, source) => {
      await directory.query(FORGET, [digestOf(account, source)]);
    },
    prune: async () => {
      const now = clock.realNow();
      await directory.query(PRUNE, [new Date(now.getTime() - WINDOW_MS), now]);
    },
  };
}

/** None for the first tries, then doubling, then until the window ends. */
export function pauseAfter(row: Row, now: Date): number {
  if (row.failures <= FREE_FAILURES) return 0;
  const untilWindowEnds = row.first_at.getTime() + WINDOW_MS - now.getTime();
  if (row.failures >= MAX_FAILURES) return Math.max(FIRST_PAUSE_MS, untilWindowEnds);
  return FIRST_PAUSE_MS * 2 ** (row.failures - FREE_FAILURES - 1);
}

function tooMany(retryAfterMs: number): AppError {
  return new AppError('AUTH_TOO_MANY', {
    message: 'too many sign-in attempts',
    http: 429,
    advice: 'later',
    retryAfterMs,
  });
}
