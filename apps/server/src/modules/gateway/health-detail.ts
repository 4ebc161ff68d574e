// Everything that is known of a facility's way to BPJS, for people who run it: the strip's words with figures, places, waiting work and
// deadlines. Read in one transaction beside the strip's; every number is of open work or of the last day.
import { SERVICES, type Service } from '@titian/contract';
import type { Clock } from '../../platform/clock.ts';
import type { Db, FacilityTx } from '../../platform/db/index.ts';
import type { FacilityId } from '../../platform/ids.ts';
import { explainCode } from './explain.ts';
import type { Meter } from './health-meter.ts';
import {
  curveOf,
  DAY_SLOTS,
  errorsOf,
  figuresOf,
  PERIODS,
  type PeriodFigures,
  type SlotCount,
  type SlotPoint,
} from './health-minutes.ts';
import { riskUntil, risksOf, type Risk } from './health-risk.ts';
import { SKEW_FACT } from './health-skew.ts';
import * as store from './health-store.ts';
import { SKEW_ALARM_MS } from './skew.ts';
import type { BpjsStatus, ChannelStatus, ServiceStatus } from './status.ts';
import { listChannelHealth, listChannels } from './store.ts';

export interface WaitingOfClass {
  readonly class: 0 | 1 | 2 | 3;
  readonly messages: number;
  readonly oldestAt: string;
}

export interface ErrorKind {
  readonly code: string;
  readonly count: number;
  readonly what: string | null;
  readonly nextStep: string | null;
}

export interface ChannelDetail extends Pick<ChannelStatus, 'id' | 'group' | 'state' | 'pausedReason'> {
  readonly pausedAt: string | null;
  readonly openedAt: string | null;
  readonly nextProbeAt: string | null;
  readonly lastGoodAt: string | null;
  readonly lastFailedAt: string | null;
  readonly interruptedSince: string | null;
  readonly waiting: readonly WaitingOfClass[];
  /** Of all nodes that are alive; null while no node has had to do with the channel. */
  readonly places: {
    readonly inFlight: number;
    readonly limit: number;
    readonly share: number;
    readonly nodes: number;
    /** The oldest of the nodes' words. */
    readonly asOf: string;
  } | null;
  readonly periods: Readonly<Record<keyof typeof PERIODS, PeriodFigures>>;
  readonly errors: readonly ErrorKind[];
  /** The last day by quarters of an hour, oldest first. */
  readonly curve: readonly SlotPoint[];
}

export interface RiskDetail {
  readonly risk: Risk;
  readonly count: number;
  readonly late: number;
  readonly soonestAt: string;
  readonly link: string;
}

export interface ServiceDetail extends Omit<ServiceStatus, 'channels'> {
  readonly name: string;
  readonly differences: number;
  readonly unknownSince: string | null;
  readonly skewMs: number | null;
  readonly risks: readonly RiskDetail[];
  readonly channels: readonly ChannelDetail[];
}

export interface HealthDetail {
  readonly services: readonly ServiceDetail[];
  readonly nodes: readonly {
    readonly id: string;
    readonly startedAt: string;
    readonly seenAt: string;
    readonly alive: boolean;
  }[];
  readonly asOf: string;
}

export interface DetailDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly meter: Meter;
  readonly status: (facilityId: FacilityId, options?: { fresh?: boolean }) => Promise<BpjsStatus>;
}

/** A node beats every few seconds; after this long it is taken for dead (outbox: nodeGoneMs is shorter, this is for people). */
export const NODE_SILENT_MS = 60_000;

/** `slots`: how many quarters of an hour are looked back on; a day when absent. */
export type Detail = (facilityId: FacilityId, options?: { readonly slots?: number }) => Promise<HealthDetail>;

export function createDetail(deps: DetailDeps): Detail {
  return async (facilityId, { slots = DAY_SLOTS } = {}) => {
    await deps.meter.flush();
    const status = await deps.status(facilityId, { fresh: true });
    const seen = await deps.db.withFacility(facilityId, (tx) => look(deps, tx, slots));
    return {
      services: status.services.map((service) => serviceDetail(service, seen, deps)),
      nodes: seen.nodes.map((node) => ({
        id: node.id,
        startedAt: shown(deps, node.startedAt),
        seenAt: shown(deps, node.seenAt),
        alive: node.silentMs < NODE_SILENT_MS,
      })),
      asOf: deps.clock.now().toISOString(),
    };
  };
}

async function look({ clock }: DetailDeps, tx: FacilityTx, slots: number) {
  const now = clock.now();
  return {
    slots: await store.countSlots(tx, clock.realNow(), slots),
    waiting: await store.countWaiting(tx),
    places: await store.listNodePlaces(tx),
    nodes: await store.listNodes(tx),
    risks: risksOf(await store.countDue(tx, riskUntil(now)), now),
    differences: await store.countDifferences(tx),
    facts: await store.listFacts(tx),
    health: await listChannelHealth(tx),
    channels: await listChannels(tx),
  };
}

type Seen = Awaited<ReturnType<typeof look>>;

/** Stored by real clocks, read by people on the business clock. */
function shown({ clock }: Pick<DetailDeps, 'clock'>, real: Date): string;
function shown({ clock }: Pick<DetailDeps, 'clock'>, real: Date | null | undefined): string | null;
function shown({ clock }: Pick<DetailDeps, 'clock'>, real: Date | null | undefined): string | null {
  return real == null ? null : clock.businessOf(real).toISOString();
}

function serviceDetail(status: ServiceStatus, seen: Seen, deps: DetailDeps): ServiceDetail {
  const isOurs = (channel: string) => channel.startsWith(`${status.service}.`);
  const counted = seen.slots.map((one) => one.channel).filter(isOurs);
  const known = new Map(status.channels.map((channel) => [channel.id, channel]));
  const names = [...new Set([...known.keys(), ...counted])].toSorted();
  const unknownSince = seen.waiting.flatMap((one) =>
    isOurs(one.channel) && one.unknownSince ? [one.unknownSince] : [],
  );
  return {
    ...status,
    name: SERVICES[status.service].name,
    differences: seen.differences.find((one) => one.service === status.service)?.count ?? 0,
    unknownSince: shown(deps, unknownSince.toSorted((a, b) => a.getTime() - b.getTime())[0]),
    skewMs: skewOf(status.service, seen.facts),
    risks: seen.risks
      .filter((risk) => risk.service === status.service)
      .map(({ risk, count, late, soonestAt, link }) => ({
        risk,
        count,
        late,
        soonestAt: soonestAt.toISOString(),
        link,
      })),
    channels: names.map((name) => channelDetail(name, known.get(name), seen, deps)),
  };
}

function channelDetail(id: string, status: ChannelStatus | undefined, seen: Seen, deps: DetailDeps): ChannelDetail {
  const row = seen.health.find((one) => one.channel === id);
  const channel = seen.channels.find((one) => one.channel === id);
  const counts: readonly SlotCount[] = seen.slots.filter((one) => one.channel === id);
  return {
    id,
    group: id.slice(id.indexOf('.') + 1),
    state: status?.state ?? 'closed',
    pausedReason: status?.pausedReason ?? null,
    pausedAt: shown(deps, channel?.pausedAt),
    openedAt: channel?.breaker === 'open' ? shown(deps, channel.openedAt) : null,
    nextProbeAt: channel?.breaker === 'open' ? shown(deps, channel.nextProbeAt) : null,
    lastGoodAt: shown(deps, row?.lastGoodAt),
    lastFailedAt: shown(deps, row?.lastFailedAt),
    interruptedSince: shown(deps, row?.interruptedSince),
    waiting: seen.waiting
      .filter((one) => one.channel === id)
      .map((one) => ({ class: one.class, messages: one.messages, oldestAt: shown(deps, one.oldestAt) }))
      .toSorted((a, b) => a.class - b.class),
    places: placesOf(
      seen.places.filter((one) => one.channel === id),
      deps,
    ),
    periods: {
      m15: figuresOf(counts, PERIODS.m15),
      h1: figuresOf(counts, PERIODS.h1),
      h24: figuresOf(counts, PERIODS.h24),
    },
    errors: errorsOf(counts, PERIODS.h24).map(({ code, count }) => {
      const words = explainCode(code, null);
      return { code, count, what: words?.apa ?? null, nextStep: words?.langkah ?? null };
    }),
    curve: curveOf(counts),
  };
}

function placesOf(rows: readonly store.NodePlacesRow[], deps: DetailDeps): ChannelDetail['places'] {
  const [oldest] = rows.map((row) => row.updatedAt).toSorted((a, b) => a.getTime() - b.getTime());
  if (oldest === undefined) return null;
  const sum = (value: (row: store.NodePlacesRow) => number) => rows.reduce((total, row) => total + value(row), 0);
  return {
    inFlight: sum((row) => row.inFlight),
    limit: Math.round(sum((row) => row.limit) * 10) / 10,
    share: Math.round(sum((row) => row.share) * 10) / 10,
    nodes: rows.length,
    asOf: shown(deps, oldest),
  };
}

/** Only a difference that matters; the newest word on it. */
export function skewOf(service: Service, facts: readonly store.FactRow[]): number | null {
  const [newest] = facts
    .filter((fact) => fact.name === `${SKEW_FACT}${service}`)
    .toSorted((a, b) => b.updatedAt.getTime() - a.updatedAt.getTime());
  const value = newest?.value;
  const offsetMs: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, 'offsetMs') : undefined;
  return typeof offsetMs === 'number' && Math.abs(offsetMs) >= SKEW_ALARM_MS ? offsetMs : null;
}
