// How BPJS has been doing for a facility, per channel and per service: pure rules from exchanges to the words of the status strip.
// It reports; the outbox's breaker decides. A refusal is a sign of life, a timeout is not.
import type { Service } from '@titian/contract';

export const SERVICE_STATES = ['terhubung', 'lambat', 'terputus', 'pulih', 'belum-dipakai', 'dijeda'] as const;
export type ServiceState = (typeof SERVICE_STATES)[number];

export interface ChannelHealth {
  readonly channel: string;
  readonly service: Service;
  readonly lastGoodAt: Date | null;
  /** Since when calls have been going without an answer; null while they are answered. */
  readonly interruptedSince: Date | null;
  readonly recoveredAt: Date | null;
  readonly latencyMs: number | null;
  /** Unanswered in a row, and when the first of them was. */
  readonly failures: number;
  readonly firstFailureAt: Date | null;
  /** The newest unanswered call: a good answer after it, on any channel of the service, is newer evidence. */
  readonly lastFailedAt: Date | null;
}

export interface HealthLimits {
  /** As many unanswered calls in a row make an interruption (same as the outbox's breaker). */
  readonly failures: number;
  /** Average above which people notice the wait at the counter. */
  readonly slowMs: number;
  /** How long "Pulih" is shown at least; longer while a backlog drains. */
  readonly recoveredForMs: number;
  /** An interruption that nobody has tried again for this long says nothing about now. */
  readonly untriedMs: number;
}

export const DEFAULT_HEALTH_LIMITS: HealthLimits = {
  failures: 3,
  slowMs: 3_000,
  recoveredForMs: 10 * 60_000,
  untriedMs: 60 * 60_000,
};

/** Weight of the newest exchange in the average: about the last ten count. */
const LATENCY_WEIGHT = 0.2;

export function newChannelHealth(channel: string, service: Service): ChannelHealth {
  return {
    channel,
    service,
    lastGoodAt: null,
    interruptedSince: null,
    recoveredAt: null,
    latencyMs: null,
    failures: 0,
    firstFailureAt: null,
    lastFailedAt: null,
  };
}

/** Codes that say "no usable answer came"; everything else came from BPJS and proves that it works. */
const UNANSWERED = new Set(['BPJS_UNREACHABLE', 'BPJS_UNCERTAIN', 'BPJS_THROTTLED']);

export function isUnanswered(errorCode: string | null): boolean {
  return errorCode !== null && UNANSWERED.has(errorCode);
}

export function observeExchange(
  health: ChannelHealth,
  exchange: { readonly errorCode: string | null; readonly latencyMs: number },
  now: Date,
  limits: HealthLimits = DEFAULT_HEALTH_LIMITS,
): ChannelHealth {
  if (isUnanswered(exchange.errorCode)) {
    const failures = health.failures + 1;
    const firstFailureAt = health.firstFailureAt ?? now;
    const isInterrupted = health.interruptedSince !== null || failures >= limits.failures;
    return {
      ...health,
      failures,
      firstFailureAt,
      lastFailedAt: now,
      interruptedSince: isInterrupted ? (health.interruptedSince ?? firstFailureAt) : null,
    };
  }
  const latencyMs =
    health.latencyMs === null
      ? exchange.latencyMs
      : health.latencyMs + (exchange.latencyMs - health.latencyMs) * LATENCY_WEIGHT;
  return {
    ...health,
    latencyMs: Math.round(latencyMs),
    lastGoodAt: now,
    failures: 0,
    firstFailureAt: null,
    interruptedSince: null,
    recoveredAt: health.interruptedSince === null ? health.recoveredAt : now,
  };
}

/** Whether something happened that must be stored and shown at once, not with the next regular write. */
export function isTurn(before: ChannelHealth, after: ChannelHealth): boolean {
  return (
    (before.interruptedSince === null) !== (after.interruptedSince === null) ||
    (before.lastGoodAt === null) !== (after.lastGoodAt === null)
  );
}

/** A channel with what the outbox knows of it. */
export interface ServiceChannel extends ChannelHealth {
  /** Its breaker is open and messages wait: one of them is sent again and again, so the next evidence comes by itself. */
  readonly isProbed: boolean;
  /** Its breaker was closed after the newest unanswered call: an answer came, or a person let the channel go on. */
  readonly isClosedSince: boolean;
}

export interface ServiceInput {
  readonly channels: readonly ServiceChannel[];
  readonly waiting: number;
  readonly isPaused: boolean;
  readonly pausedSince: Date | null;
  readonly hasCredentials: boolean;
}

export interface ServiceVerdict {
  readonly state: ServiceState;
  readonly since: Date | null;
  readonly lastGoodAt: Date | null;
  /** The newest call, answered or not: how old the evidence for the state is. */
  readonly lastTriedAt: Date | null;
  /** Set while "pulih" or right after: what was delivered since then is counted. */
  readonly recoveredAt: Date | null;
}

export function serviceVerdict(
  input: ServiceInput,
  now: Date,
  limits: HealthLimits = DEFAULT_HEALTH_LIMITS,
): ServiceVerdict {
  const { channels } = input;
  const lastGoodAt = latest(channels.map((channel) => channel.lastGoodAt));
  const recoveredAt = latest(channels.map((channel) => channel.recoveredAt));
  const lastTriedAt = latest([lastGoodAt, ...channels.map((channel) => channel.lastFailedAt)]);
  const verdict = (state: ServiceState, since: Date | null): ServiceVerdict => ({
    state,
    since,
    lastGoodAt,
    lastTriedAt,
    recoveredAt,
  });
  if (input.isPaused) return verdict('dijeda', input.pausedSince);
  if (!input.hasCredentials) return verdict('belum-dipakai', null);
  const interrupted = channels.filter((channel) => isStillInterrupted(channel, lastGoodAt));
  // One group down is enough: staff at that counter must know, the channel list tells which.
  if (interrupted.length > 0) {
    const isUntried =
      lastTriedAt !== null &&
      now.getTime() - lastTriedAt.getTime() >= limits.untriedMs &&
      !interrupted.some((channel) => channel.isProbed);
    if (isUntried) return verdict('belum-dipakai', null);
    return verdict('terputus', earliest(interrupted.map((channel) => channel.interruptedSince)));
  }
  if (
    recoveredAt !== null &&
    (now.getTime() - recoveredAt.getTime() < limits.recoveredForMs || isDraining(input, recoveredAt, now))
  ) {
    return verdict('pulih', recoveredAt);
  }
  if (lastGoodAt === null) return verdict('belum-dipakai', null);
  if (channels.some((channel) => (channel.latencyMs ?? 0) > limits.slowMs)) return verdict('lambat', null);
  return verdict('terhubung', null);
}

/** The newest evidence counts: a channel with nothing to send would otherwise keep the word alive after BPJS is back. */
function isStillInterrupted(channel: ServiceChannel, lastGoodAt: Date | null): boolean {
  if (channel.interruptedSince === null) return false;
  if (channel.isProbed) return true;
  if (channel.isClosedSince) return false;
  const failedAt = channel.lastFailedAt ?? channel.interruptedSince;
  return lastGoodAt === null || lastGoodAt <= failedAt;
}

/** A backlog older than a day is not the tail of this recovery any more. */
const DRAIN_SHOWN_MS = 24 * 3_600_000;

function isDraining(input: ServiceInput, recoveredAt: Date, now: Date): boolean {
  return input.waiting > 0 && now.getTime() - recoveredAt.getTime() < DRAIN_SHOWN_MS;
}

function latest(dates: readonly (Date | null)[]): Date | null {
  return dates.reduce<Date | null>(
    (best, date) => (date !== null && (best === null || date > best) ? date : best),
    null,
  );
}

function earliest(dates: readonly (Date | null)[]): Date | null {
  return dates.reduce<Date | null>(
    (best, date) => (date !== null && (best === null || date < best) ? date : best),
    null,
  );
}
