// Every limit of the engine, its default and its reason. Not read from any environment: the caller passes overrides.
import type { PlantedBug } from './types.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/** What one facility may ask of one channel, over all nodes together. */
export interface ChannelShare {
  /** Calls in flight, never more. */
  readonly concurrency: number;
  /** Calls begun per second, never more; null = only concurrency limits. */
  readonly ratePerSecond: number | null;
}

export interface OutboxSettings {
  /** A crashed node's lanes come back after this; goal: at most 60 s. */
  readonly leaseMs: number;
  /** How long an unclear request may still be applied by the peer; a resend needs an "absent" read at least this long after it. */
  readonly settleWindowMs: number;
  /** The same for messages that are not dangerous; never longer than settleWindowMs. */
  readonly shortSettleWindowMs: number;
  /** First read-back after an unclear ending; grows by back-off. */
  readonly readBackAfterMs: number;
  readonly pollMs: number;
  readonly heartbeatMs: number;
  /** A node not seen for this long no longer takes part in sharing. */
  readonly nodeGoneMs: number;
  /** One call including prepare, before its signal aborts. */
  readonly attemptTimeoutMs: number;
  /** After the abort the handler has this long to answer; then the call counts as hung. */
  readonly hangGraceMs: number;
  readonly maxProcessDeaths: number;
  readonly backoffFirstMs: number;
  /** Cap of the back-off: with it a message is tried again soon after recovery, without a storm during an outage. */
  readonly backoffCapMs: number;
  /** Longest time a peer may ask a channel to hold back. */
  readonly holdCapMs: number;
  /** A lane of class 0 or 1 that has waited longer counts as late, so that a backlog does not stand before today's people. */
  readonly lateAfterMs: number;
  /** Of all calls begun on a channel, at least this part goes to late work while both wait. */
  readonly lateShare: number;
  readonly bulkShare: number;
  /** Calls in flight of this node over all facilities: bounds memory and sockets. */
  readonly maxInFlight: number;
  readonly breaker: { readonly failures: number; readonly quietMs: number; readonly probeIntervalMs: number };
  readonly share: (facilityId: string, channel: string) => ChannelShare;
  readonly isBulkAllowed: (facilityId: string, now: Date) => boolean;
  readonly stopTimeoutMs: number;
  readonly notifyCoalesceMs: number;
  /** Lock wait inside a settling transaction: shorter than PostgreSQL's deadlock_timeout (1 s), so the engine, never a person, gives way. */
  readonly settleLockTimeoutMs: number;
  readonly maxBatch: number;
  /** How often a node looks how late its own timers come. */
  readonly lagProbeMs: number;
  /** Groups read per overview; the rest follows in the next round, so one overview stays short with 20,000 facilities. */
  readonly overviewLimit: number;
  /** On Citus a SET LOCAL must be told to reach the shards. */
  readonly citus: boolean;
  readonly plantedBug: PlantedBug | null;
}

/** Cautious default: BPJS publishes no limit; four in flight is what one busy counter would cause. */
const DEFAULT_SHARE: ChannelShare = { concurrency: 4, ratePerSecond: null };

export const DEFAULT_SETTINGS: OutboxSettings = {
  leaseMs: 30 * SECOND,
  settleWindowMs: 2 * MINUTE,
  shortSettleWindowMs: 2 * MINUTE,
  readBackAfterMs: 2 * SECOND,
  pollMs: 1 * SECOND,
  heartbeatMs: 2 * SECOND,
  nodeGoneMs: 10 * SECOND,
  attemptTimeoutMs: 60 * SECOND,
  hangGraceMs: 2 * SECOND,
  maxProcessDeaths: 3,
  backoffFirstMs: 1 * SECOND,
  backoffCapMs: 5 * MINUTE,
  holdCapMs: 15 * MINUTE,
  lateAfterMs: 10 * MINUTE,
  lateShare: 0.2,
  bulkShare: 0.05,
  maxInFlight: 256,
  breaker: { failures: 3, quietMs: 5 * SECOND, probeIntervalMs: 30 * SECOND },
  share: () => DEFAULT_SHARE,
  isBulkAllowed: () => true,
  stopTimeoutMs: 25 * SECOND,
  notifyCoalesceMs: 15,
  settleLockTimeoutMs: 800,
  maxBatch: 128,
  lagProbeMs: 50,
  overviewLimit: 2_000,
  citus: false,
  plantedBug: null,
};

const MAX_LEASE_MS = 60 * SECOND;

export function resolveSettings(overrides: Partial<OutboxSettings> = {}): OutboxSettings {
  const settings = { ...DEFAULT_SETTINGS, ...overrides };
  if (settings.leaseMs > MAX_LEASE_MS || settings.leaseMs < 100)
    throw new RangeError('leaseMs must lie between 100 and 60000');
  // Read-backs of harmless messages may be hurried, never delayed beyond the window of dangerous ones.
  return { ...settings, shortSettleWindowMs: Math.min(settings.shortSettleWindowMs, settings.settleWindowMs) };
}
