// Reading from BPJS for people, outside the outbox: the same channels, a bounded number at once, and an answer at once while a channel
// is interrupted, so that a counter falls back to what we know instead of waiting. Writes never pass here.
import type { Answer } from '@titian/client';
import { isBpjsError } from '@titian/client';
import type { Endpoint } from '@titian/contract';
import type { Clock } from '../../platform/clock.ts';
import { AppError } from '../../platform/errors.ts';
import type { FacilityId } from '../../platform/ids.ts';
import type { ClientPool } from './clients.ts';
import type { FacilityBpjs } from './kinds.ts';
import { channelOf } from './message.ts';
import type { Tracker } from './tracker.ts';

export interface ReadLimits {
  /** Reads of one facility on one channel at once; the outbox's share of writes is beside it. */
  readonly concurrency: number;
  /** How long a read waits for its turn before it gives up. */
  readonly waitMs: number;
  /** While a channel is interrupted, one read in this time is let through to see whether it is back. */
  readonly probeIntervalMs: number;
}

/** Two thirds of the outbox's cautious share of four would starve writes; two readers keep a counter moving. */
export const DEFAULT_READ_LIMITS: ReadLimits = { concurrency: 2, waitMs: 2_000, probeIntervalMs: 10_000 };
/** Waiting readers per channel; more only wait to be turned away. */
const QUEUE_MAX = 50;

export interface ReadDeps {
  readonly clients: ClientPool;
  readonly clock: Clock;
  readonly tracker: Tracker;
  readonly limits?: ReadLimits;
}

type Call = <P, Q, R>(
  endpoint: Endpoint<P, Q, R>,
  input: { params: P; body: Q | null; timeoutMs?: number; signal?: AbortSignal },
) => Promise<Answer<R>>;

/** Straight to BPJS, only observed: for reading back inside a message's own turn. */
export function observedReads(deps: ReadDeps, facilityId: FacilityId): FacilityBpjs {
  const call: Call = async (endpoint, { params, body, timeoutMs, signal }) => {
    if (endpoint.writeClass !== 'read') throw new AppError('BUG_WRITE_OUTSIDE_OUTBOX', { message: `${endpoint.id} writes`, advice: 'stop', http: 500 });
    const client = await deps.clients.get(facilityId, endpoint.service);
    if (client === null) throw noCredentials(endpoint.service);
    const startedMs = deps.clock.monotonicMs();
    const observe = (errorCode: string | null, answered: boolean) =>
      deps.tracker.observe(facilityId, {
        service: endpoint.service,
        channel: channelOf(endpoint),
        answered,
        errorCode,
        latencyMs: deps.clock.monotonicMs() - startedMs,
      });
    try {
      const answer = await client.call(endpoint, {
        params,
        ...(body === null ? {} : { body }),
        ...(timeoutMs === undefined ? {} : { timeoutMs }),
        ...(signal === undefined ? {} : { signal }),
      });
      observe(null, true);
      return answer;
    } catch (error) {
      if (isBpjsError(error)) observe(error.code, error.bpjsCode !== undefined);
      throw error;
    }
  };
  return { call };
}

/** For people at a counter: limited, and refused at once while the channel is interrupted. */
export function createGuardedReads(deps: ReadDeps): (facilityId: FacilityId) => FacilityBpjs {
  const limits = deps.limits ?? DEFAULT_READ_LIMITS;
  const slots = new Map<string, Slots>();
  const lastProbeMs = new Map<string, number>();
  return (facilityId) => {
    const direct = observedReads(deps, facilityId);
    return {
      call: async (endpoint, input) => {
        const key = `${facilityId}|${channelOf(endpoint)}`;
        requireOpen(deps, { facilityId, channel: channelOf(endpoint), key, lastProbeMs, limits });
        const own = slots.get(key) ?? createSlots(limits.concurrency);
        slots.set(key, own);
        const release = await own.take(limits.waitMs);
        if (release === null) throw channelError('CHANNEL_BUSY', 'too many reads at once');
        try {
          return await direct.call(endpoint, input);
        } finally {
          if (release() === 0) slots.delete(key);
        }
      },
    };
  };
}

interface Gate {
  readonly facilityId: FacilityId;
  readonly channel: string;
  readonly key: string;
  readonly lastProbeMs: Map<string, number>;
  readonly limits: ReadLimits;
}

function requireOpen(deps: ReadDeps, { facilityId, channel, key, lastProbeMs, limits }: Gate): void {
  const health = deps.tracker.get(facilityId, channel);
  if (health === undefined || health.interruptedSince === null) {
    lastProbeMs.delete(key);
    return;
  }
  const nowMs = deps.clock.monotonicMs();
  const last = lastProbeMs.get(key);
  if (last !== undefined && nowMs - last < limits.probeIntervalMs) throw channelError('CHANNEL_INTERRUPTED', 'the channel is interrupted');
  // The first one to come is the probe; the others go on with what we know.
  lastProbeMs.set(key, nowMs);
}

function channelError(code: string, message: string): AppError {
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

function noCredentials(service: string): AppError {
  return new AppError('BPJS_NO_CREDENTIALS', {
    message: `no credentials for ${service}`,
    http: 409,
    advice: 'fix',
    context: { service },
    text: {
      message: 'Kunci akses BPJS belum diisi.',
      meaning: 'Layanan ini belum dapat dipakai.',
      nextStep: 'Minta petugas TI mengisinya di Pengaturan → BPJS.',
    },
  });
}

interface Slots {
  /** Null when no place became free in time; the returned function gives the place back and answers how many are still taken. */
  take(waitMs: number): Promise<(() => number) | null>;
}

function createSlots(max: number): Slots {
  let taken = 0;
  const waiting: (() => void)[] = [];
  const release = () => {
    taken -= 1;
    waiting.shift()?.();
    return taken + waiting.length;
  };
  const once = () => {
    let isReleased = false;
    return () => {
      if (isReleased) return taken;
      isReleased = true;
      return release();
    };
  };
  return {
    take: async (waitMs) => {
      if (taken < max) {
        taken += 1;
        return once();
      }
      if (waiting.length >= QUEUE_MAX) return null;
      const isMyTurn = await new Promise<boolean>((resolve) => {
        const turn = () => {
          clearTimeout(timer);
          resolve(true);
        };
        const timer = setTimeout(() => {
          const place = waiting.indexOf(turn);
          if (place >= 0) waiting.splice(place, 1);
          resolve(false);
        }, waitMs);
        waiting.push(turn);
      });
      if (!isMyTurn) return null;
      taken += 1;
      return once();
    },
  };
}
