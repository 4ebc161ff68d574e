// Turns a mood into the fate of one request. Pure: the draw comes from a seeded stream of that request, so a run can be repeated.

import type { Random } from '../random.ts';
import { wibDateTime } from '../wib.ts';
import { isMaintenance, type Fault, type FaultKind, type Mood } from './moods.ts';

export interface Load {
  /** Requests in flight in the scope whose channel limit applies, this one included. */
  readonly inFlight: number;
  /** Requests of the last second in the scope whose throttle applies, this one included. */
  readonly lastSecond: number;
  /** Writes of this facility in this minute of the business clock, in the scope whose rule for bulk applies, this one included. */
  readonly writesThisMinute: number;
}

export interface Fate {
  readonly latencyMs: number;
  /** `cause` is what the traffic log calls it: the mood member, or the fault's own kind. */
  readonly fault: { readonly kind: FaultKind; readonly ms: number; readonly cause: string } | null;
  /** Age of the state a read sees; 0 = the present. */
  readonly staleMs: number;
}

/** Retry-After of a throttle fault that names none. */
const DEFAULT_RETRY_AFTER_MS = 1000;

export function decideFate(mood: Mood, kind: 'read' | 'write', businessMs: number, load: Load, random: Random): Fate {
  const excess = mood.channelLimit ? Math.max(0, load.inFlight - mood.channelLimit.limit) : 0;
  const latencyMs = drawLatency(mood, random) + excess * (mood.channelLimit?.extraLatencyMsPerExcess ?? 0);
  const fault =
    closedFault(mood, businessMs) ??
    throttleFault(mood, load) ??
    bulkFault(mood, kind, businessMs, load) ??
    overloadFault(mood, load, random) ??
    drawFault(mood, kind, random);
  const stale = mood.staleReads;
  const staleMs = kind === 'read' && stale !== undefined && random.next() < stale.probability ? stale.ms : 0;
  return { latencyMs, fault, staleMs };
}

function drawLatency({ latency }: Mood, random: Random): number {
  if (latency === undefined) return 0;
  return latency.kind === 'fixed'
    ? latency.ms
    : latency.minMs + random.next() * Math.max(0, latency.maxMs - latency.minMs);
}

function closedFault(mood: Mood, businessMs: number): Fate['fault'] {
  const closed = isMaintenance(mood, businessMs);
  if (closed === null) return null;
  return { kind: closed === 'refuse' ? 'refuse' : 'html', ms: 0, cause: 'maintenance' };
}

function throttleFault({ throttle }: Mood, load: Load): Fate['fault'] {
  return throttle && load.lastSecond > throttle.perSecond
    ? { kind: 'throttle', ms: throttle.retryAfterMs, cause: 'throttle' }
    : null;
}

/** By night everybody may send as much as they like; by day a few writes a minute are no bulk. */
function bulkFault({ bulk }: Mood, kind: 'read' | 'write', businessMs: number, load: Load): Fate['fault'] {
  if (!bulk || kind === 'read' || load.writesThisMinute <= bulk.perMinute || isNight(bulk, businessMs)) return null;
  return { kind: 'throttle', ms: bulk.retryAfterMs, cause: 'bulk' };
}

export function isNight({ from, until }: { from: string; until: string }, businessMs: number): boolean {
  const time = wibDateTime(businessMs).slice(11, 16);
  return from <= until ? time >= from && time < until : time >= from || time < until;
}

function overloadFault({ channelLimit }: Mood, { inFlight }: Load, random: Random): Fate['fault'] {
  if (!channelLimit || inFlight <= channelLimit.limit) return null;
  const isFull = channelLimit.capacity !== undefined && inFlight > channelLimit.capacity;
  return isFull || random.next() < (inFlight - channelLimit.limit) * channelLimit.errorRatePerExcess
    ? { kind: 'status-5xx', ms: 0, cause: 'overload' }
    : null;
}

function drawFault(mood: Mood, kind: 'read' | 'write', random: Random): Fate['fault'] {
  const own: readonly Fault[] = mood.faults ?? [];
  if (mood.errorRate !== undefined && random.next() < mood.errorRate)
    return { kind: 'status-5xx', ms: 0, cause: 'error-rate' };
  for (const fault of own) {
    const applies = fault.on === 'all' || (fault.on === 'reads') === (kind === 'read');
    if (applies && random.next() < fault.probability) {
      return {
        kind: fault.kind,
        ms: fault.kind === 'throttle' && fault.ms === 0 ? DEFAULT_RETRY_AFTER_MS : fault.ms,
        cause: fault.kind,
      };
    }
  }
  return null;
}
