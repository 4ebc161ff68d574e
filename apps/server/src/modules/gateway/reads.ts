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
import { channelError, type Places } from './places.ts';
import type { Tracker } from './tracker.ts';

export interface ReadLimits {
  /** How long a read waits for its turn before it gives up. */
  readonly waitMs: number;
  /** While a channel is interrupted, one read in this time is let through to see whether it is back. */
  readonly probeIntervalMs: number;
}

/** Probing is as rare as the delivery's own: a service that is down meets one question in thirty seconds from a facility. */
export const DEFAULT_READ_LIMITS: ReadLimits = { waitMs: 2_000, probeIntervalMs: 30_000 };

export interface ReadDeps {
  readonly clients: ClientPool;
  readonly clock: Clock;
  readonly tracker: Tracker;
}

export interface GuardedDeps extends ReadDeps {
  readonly places: Places;
  readonly limits?: ReadLimits;
}

type Call = <P, Q, R>(
  endpoint: Endpoint<P, Q, R>,
  input: { params: P; body: Q | null; timeoutMs?: number; signal?: AbortSignal },
) => Promise<Answer<R>>;

/** Straight to BPJS, only observed: for reading back inside a message's own turn. */
export function observedReads(deps: ReadDeps, facilityId: FacilityId): FacilityBpjs {
  const call: Call = async (endpoint, { params, body, timeoutMs, signal }) => {
    if (endpoint.writeClass !== 'read')
      throw new AppError('BUG_WRITE_OUTSIDE_OUTBOX', { message: `${endpoint.id} writes`, advice: 'stop', http: 500 });
    const client = await deps.clients.get(facilityId, endpoint.service);
    if (client === null) throw noCredentials(endpoint.service);
    const startedMs = deps.clock.monotonicMs();
    const observe = (errorCode: string | null) =>
      deps.tracker.observe(facilityId, {
        service: endpoint.service,
        channel: channelOf(endpoint),
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
      observe(null);
      return answer;
    } catch (error) {
      if (isBpjsError(error)) observe(error.code);
      throw error;
    }
  };
  return { call };
}

/** For people at a counter: limited, and refused at once while the channel is interrupted. */
export function createGuardedReads(deps: GuardedDeps): (facilityId: FacilityId) => FacilityBpjs {
  const limits = deps.limits ?? DEFAULT_READ_LIMITS;
  const lastProbeMs = new Map<string, number>();
  return (facilityId) => {
    const direct = observedReads(deps, facilityId);
    return {
      call: async (endpoint, input) => {
        const channel = channelOf(endpoint);
        const isProbe = requireOpen(deps, {
          facilityId,
          channel,
          key: `${facilityId}|${channel}`,
          lastProbeMs,
          limits,
        });
        // A probe goes past the limiter: it is one call, and the limiter may be what waits for it.
        if (isProbe) return direct.call(endpoint, input);
        return deps.places.run({ facilityId, channel, waitMs: limits.waitMs }, () => direct.call(endpoint, input));
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

/** True when this read is the probe of an interrupted channel; throws for the others. */
function requireOpen(deps: GuardedDeps, { facilityId, channel, key, lastProbeMs, limits }: Gate): boolean {
  const health = deps.tracker.get(facilityId, channel);
  if (health === undefined || health.interruptedSince === null) {
    lastProbeMs.delete(key);
    return false;
  }
  const nowMs = deps.clock.monotonicMs();
  const last = lastProbeMs.get(key);
  if (last !== undefined && nowMs - last < limits.probeIntervalMs)
    throw channelError('CHANNEL_INTERRUPTED', 'the channel is interrupted');
  // The first one to come is the probe; the others go on with what we know.
  lastProbeMs.set(key, nowMs);
  return true;
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
