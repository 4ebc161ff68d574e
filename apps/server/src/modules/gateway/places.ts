// Places for reads beside the messages of a channel. A process that delivers messages lends them from the outbox's own limiter, so
// that reads and writes together stay below the share; a process that only serves people keeps a small number of its own.
import { isBpjsError } from '@titian/client';
import type { CallSignal, Outbox } from '@titian/outbox';
import type { Clock } from '../../platform/clock.ts';
import { AppError } from '../../platform/errors.ts';
import type { FacilityId } from '../../platform/ids.ts';
import { isUnanswered } from './health.ts';

export interface PlaceRequest {
  readonly facilityId: FacilityId;
  readonly channel: string;
  readonly waitMs: number;
}

export interface Places {
  /** Runs the read in its turn; throws `CHANNEL_BUSY` when none came in time. */
  run<T>(request: PlaceRequest, read: () => Promise<T>): Promise<T>;
}

/** How often a waiting reader asks again: shorter than any answer of BPJS. */
const ASK_AGAIN_MS = 50;

type Tried<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: unknown };

export function outboxPlaces(outbox: Pick<Outbox, 'withPlace' | 'health'>, clock: Clock): Places {
  return {
    run: async <T>({ facilityId, channel, waitMs }: PlaceRequest, read: () => Promise<T>): Promise<T> => {
      const until = clock.monotonicMs() + waitMs;
      for (;;) {
        const tried = await outbox.withPlace(facilityId, channel, () => attempt(read, clock));
        if (tried !== null) {
          if (tried.ok) return tried.value;
          throw tried.error;
        }
        if (isHeldBack(outbox, facilityId, channel))
          throw channelError('CHANNEL_INTERRUPTED', 'the channel is held back');
        if (clock.monotonicMs() >= until) throw channelError('CHANNEL_BUSY', 'no place on the channel');
        await pause(ASK_AGAIN_MS);
      }
    },
  };
}

/** Paused, or its breaker is open: waiting for a place would only waste the person's time. */
function isHeldBack(outbox: Pick<Outbox, 'health'>, facilityId: FacilityId, name: string): boolean {
  const channel = outbox.health().channels.find((one) => one.facilityId === facilityId && one.channel === name);
  return channel !== undefined && channel.state !== 'closed';
}

async function attempt<T>(read: () => Promise<T>, clock: Clock): Promise<{ value: Tried<T>; about: CallSignal }> {
  const startedMs = clock.monotonicMs();
  try {
    const value = await read();
    return { value: { ok: true, value }, about: { result: 'answered', latencyMs: clock.monotonicMs() - startedMs } };
  } catch (error) {
    const latencyMs = clock.monotonicMs() - startedMs;
    // A failed read makes the channel narrower, but only messages open its breaker: a channel without messages would have nobody
    // to probe it. Interrupted reads are held back by the tracker instead.
    const isDead = isBpjsError(error) && isUnanswered(error.code);
    return { value: { ok: false, error }, about: { result: isDead ? 'throttled' : 'answered', latencyMs } };
  }
}

/** Reads of one facility on one channel at once, in a process that sends no messages itself. */
const LOCAL_CONCURRENCY = 2;
/** Waiting readers per channel; more would only wait to be turned away. */
const QUEUE_MAX = 50;

interface Line {
  taken: number;
  readonly waiting: (() => void)[];
}

export function localPlaces(): Places {
  const lines = new Map<string, Line>();
  return {
    run: async <T>({ facilityId, channel, waitMs }: PlaceRequest, read: () => Promise<T>): Promise<T> => {
      const key = `${facilityId}|${channel}`;
      const line = lines.get(key) ?? { taken: 0, waiting: [] };
      lines.set(key, line);
      if (line.taken >= LOCAL_CONCURRENCY && !(await turnOf(line, waitMs)))
        throw channelError('CHANNEL_BUSY', 'no place on the channel');
      line.taken += 1;
      try {
        return await read();
      } finally {
        line.taken -= 1;
        line.waiting.shift()?.();
        if (line.taken === 0 && line.waiting.length === 0) lines.delete(key);
      }
    },
  };
}

function turnOf(line: Line, waitMs: number): Promise<boolean> {
  if (line.waiting.length >= QUEUE_MAX) return Promise.resolve(false);
  return new Promise((resolve) => {
    const turn = () => {
      clearTimeout(timer);
      resolve(true);
    };
    const timer = setTimeout(() => {
      line.waiting.splice(line.waiting.indexOf(turn), 1);
      resolve(false);
    }, waitMs);
    line.waiting.push(turn);
  });
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}

export function channelError(code: string, message: string): AppError {
  return new AppError(code, {
    message,
    http: 503,
    advice: 'later',
    text: {
      message: 'BPJS sedang tidak dapat dihubungi.',
      meaning: 'Data terakhir yang kita punya yang dipakai.',
      nextStep: 'Lanjutkan pelayanan; Titian mencoba lagi sendiri.',
    },
  });
}
