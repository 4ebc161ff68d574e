// The status strip: per BPJS service what staff must know, with its channels beneath. Joins what the gateway saw, what the outbox has
// decided and what is waiting.
import { SERVICE_NAMES, type Service } from '@titian/contract';
import type { Outbox } from '@titian/outbox';
import type { Clock } from '../../platform/clock.ts';
import type { Db, FacilityTx } from '../../platform/db/index.ts';
import type { FacilityId } from '../../platform/ids.ts';
import type { FacilityService } from '../facility/index.ts';
import { serviceVerdict, type ServiceChannel, type ServiceState } from './health.ts';
import * as store from './store.ts';

export interface ChannelStatus {
  readonly id: string;
  readonly group: string;
  readonly state: 'open' | 'half-open' | 'closed' | 'paused';
  readonly pausedReason: string | null;
  readonly inFlight: number;
  readonly limit: number;
  readonly waiting: number;
  readonly latencyMs: number | null;
}

export interface ServiceStatus {
  readonly service: Service;
  /** What the facility's kind works with every day; the others are there because they are set up or were called. */
  readonly main: boolean;
  readonly state: ServiceState;
  readonly since: string | null;
  readonly lastGoodAt: string | null;
  readonly lastTriedAt: string | null;
  readonly waiting: number;
  readonly unknown: number;
  readonly refused: number;
  readonly parked: number;
  readonly deliveredSinceRecovery: number;
  readonly channels: readonly ChannelStatus[];
}

export interface BpjsStatus {
  readonly services: readonly ServiceStatus[];
  readonly asOf: string;
}

export interface StatusDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly outbox: Outbox;
  readonly facility: Pick<FacilityService, 'get' | 'credentialStates'>;
}

/** A backlog that built up during an outage is at most this much older than the recovery that is being counted. */
const BACKLOG_SPAN_MS = 48 * 3_600_000;
/** Screens of a whole facility ask together when something turns: one look per second serves them all. */
const FRESH_MS = 1_000;
/** Facilities whose strip is remembered for that second. */
const FACILITIES_KEPT = 1_000;

export function createStatus(
  deps: StatusDeps,
): (facilityId: FacilityId, options?: { fresh?: boolean }) => Promise<BpjsStatus> {
  const kept = new Map<FacilityId, { readonly atMs: number; readonly status: Promise<BpjsStatus> }>();
  return (facilityId, options) => {
    const nowMs = deps.clock.monotonicMs();
    const found = kept.get(facilityId);
    if (found !== undefined && options?.fresh !== true && nowMs - found.atMs < FRESH_MS) return found.status;
    const status = deps.db
      .withFacility(facilityId, (tx) => look(deps, tx))
      .catch((error: unknown) => {
        kept.delete(facilityId);
        throw error;
      });
    kept.delete(facilityId);
    kept.set(facilityId, { atMs: nowMs, status });
    for (const oldest of kept.keys()) {
      if (kept.size <= FACILITIES_KEPT) break;
      kept.delete(oldest);
    }
    return status;
  };
}

async function look(deps: StatusDeps, tx: FacilityTx): Promise<BpjsStatus> {
  const now = deps.clock.now();
  const facility = await deps.facility.get(tx);
  const credentials = await deps.facility.credentialStates(tx);
  // Stored by the real clock; judged and shown by the business clock, like everything else on the screens.
  const shown = (real: Date | null) => (real === null ? null : deps.clock.businessOf(real));
  const stored = await store.listChannelHealth(tx);
  const seen: Seen = {
    stored,
    health: stored.map((row) => ({
      ...row,
      lastGoodAt: shown(row.lastGoodAt),
      interruptedSince: shown(row.interruptedSince),
      recoveredAt: shown(row.recoveredAt),
      lastFailedAt: shown(row.lastFailedAt),
      updatedAt: deps.clock.businessOf(row.updatedAt),
    })),
    lanes: await store.countLanes(tx),
    attention: await store.countAttention(tx),
    channels: (await store.listChannels(tx)).map((row) => ({
      ...row,
      pausedAt: shown(row.pausedAt),
      openedAt: shown(row.openedAt),
      updatedAt: deps.clock.businessOf(row.updatedAt),
    })),
    own: deps.outbox.health().channels.filter((channel) => channel.facilityId === tx.facilityId),
  };
  const main: readonly Service[] = facility.kind === 'fkrtl' ? ['vclaim', 'antreanrs'] : ['pcare', 'antreanfktp'];
  const configured = new Set<string>(credentials.filter((one) => one.configured).map((one) => one.service));
  const called = new Set([...seen.health, ...seen.lanes, ...seen.channels].map((one) => serviceOf(one.channel)));
  const others = SERVICE_NAMES.filter((one) => !main.includes(one) && (configured.has(one) || called.has(one)));
  const statuses: ServiceStatus[] = [];
  for (const service of [...main, ...others]) {
    // A service that was called has the credentials it needs, also where they are another service's.
    const hasCredentials = configured.has(service) || (!main.includes(service) && called.has(service));
    const status = await serviceStatus(tx, { service, hasCredentials, seen, now });
    statuses.push({ ...status, main: main.includes(service) });
  }
  return { services: statuses, asOf: now.toISOString() };
}

interface Seen {
  /** The rows of `health` as they are kept, for comparing with what the outbox wrote. */
  readonly stored: readonly store.ChannelHealthRow[];
  readonly health: readonly store.ChannelHealthRow[];
  readonly lanes: readonly store.LaneCount[];
  readonly attention: readonly store.AttentionCount[];
  readonly channels: readonly store.ChannelRecord[];
  readonly own: ReturnType<Outbox['health']>['channels'];
}

interface Look {
  readonly service: Service;
  readonly hasCredentials: boolean;
  readonly seen: Seen;
  readonly now: Date;
}

function serviceOf(channel: string): string {
  return channel.slice(0, Math.max(0, channel.indexOf('.')));
}

async function serviceStatus(
  tx: FacilityTx,
  { service, hasCredentials, seen, now }: Look,
): Promise<Omit<ServiceStatus, 'main'>> {
  const isOurs = (channel: string) => channel.startsWith(`${service}.`);
  const names = [
    ...new Set([...seen.health, ...seen.lanes, ...seen.channels, ...seen.own].map((one) => one.channel).filter(isOurs)),
  ].toSorted();
  const paused = seen.channels.filter((channel) => isOurs(channel.channel) && channel.pausedAt !== null);
  const waiting = sum(seen.lanes.filter((lane) => lane.service === service).map((lane) => lane.pending));
  const verdict = serviceVerdict(
    {
      channels: names.map((name) => healthOf(name, service, seen)),
      waiting,
      isPaused: paused.length > 0,
      pausedSince: paused[0]?.pausedAt ?? null,
      hasCredentials,
    },
    now,
  );
  const count = (state: 'refused' | 'parked') =>
    sum(seen.attention.filter((one) => one.service === service && one.state === state).map((one) => one.count));
  return {
    service,
    state: verdict.state,
    since: verdict.since?.toISOString() ?? null,
    lastGoodAt: verdict.lastGoodAt?.toISOString() ?? null,
    lastTriedAt: verdict.lastTriedAt?.toISOString() ?? null,
    waiting,
    unknown: sum(seen.lanes.filter((lane) => lane.service === service).map((lane) => lane.unknown)),
    refused: count('refused'),
    parked: count('parked'),
    deliveredSinceRecovery: verdict.state === 'pulih' ? await deliveredSinceRecovery(tx, service, seen) : 0,
    channels: names.map((name) => channelStatus(name, seen)),
  };
}

async function deliveredSinceRecovery(tx: FacilityTx, service: Service, { stored }: Seen): Promise<number> {
  const recoveries = stored.flatMap((row) =>
    row.service === service && row.recoveredAt !== null ? [row.recoveredAt.getTime()] : [],
  );
  if (recoveries.length === 0) return 0;
  const recoveredMs = Math.max(...recoveries);
  return store.countDeliveredSince(tx, service, new Date(recoveredMs), new Date(recoveredMs - BACKLOG_SPAN_MS));
}

/** What the gateway saw, joined with the breaker: either may have noticed first. */
function healthOf(name: string, service: Service, seen: Seen): ServiceChannel {
  const row = seen.health.find((one) => one.channel === name);
  const channel = seen.channels.find((one) => one.channel === name);
  const interruptedSince = row?.interruptedSince ?? (channel?.breaker === 'open' ? channel.openedAt : null);
  return {
    channel: name,
    service,
    lastGoodAt: row?.lastGoodAt ?? null,
    interruptedSince,
    recoveredAt: row?.recoveredAt ?? null,
    latencyMs: row?.latencyMs ?? null,
    failures: 0,
    firstFailureAt: null,
    lastFailedAt: row?.lastFailedAt ?? null,
    isProbed: channel?.breaker === 'open' && seen.lanes.some((lane) => lane.channel === name && lane.pending > 0),
    // Both instants are of the real clock: the row was written with its newest failure, the breaker's row when it closed.
    isClosedSince: row !== undefined && channel?.breaker === 'closed' && channel.updatedAt > row.updatedAt,
  };
}

function channelStatus(name: string, seen: Seen): ChannelStatus {
  const channel = seen.channels.find((one) => one.channel === name);
  const own = seen.own.find((one) => one.channel === name);
  const row = seen.health.find((one) => one.channel === name);
  const isPaused = channel?.pausedAt != null;
  return {
    id: name,
    group: name.slice(name.indexOf('.') + 1),
    // In the words of a breaker: closed lets calls through, open holds them back, half-open is about to try.
    state: isPaused ? 'paused' : channel?.breaker === 'open' ? (own?.probeInMs === 0 ? 'half-open' : 'open') : 'closed',
    pausedReason: isPaused ? (channel?.reason ?? null) : null,
    inFlight: own?.inFlight ?? 0,
    limit: own?.share ?? 0,
    waiting: sum(seen.lanes.filter((lane) => lane.channel === name).map((lane) => lane.pending)),
    latencyMs: row?.latencyMs ?? null,
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
