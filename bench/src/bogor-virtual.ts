// The day of `bogor` on virtual time: the real delivery engine in real proportions (nothing compressed) against a payer that is down from
// 08:05 to 12:00. No database, no HTTP and no other load of the machine: what is measured here are the engine's decisions alone.
import type { PlayEvent } from '../../apps/cli/src/events-file/read.ts';
import { Load, message, uuid, type Call } from '@titian/outbox/testing';

const QUEUE = 'antreanrs.antrean';
const SEP = 'vclaim.sep';
/** A proxy that says "no" does so quickly. */
const REFUSAL_MS = 50;
const AFTERWARDS_MS = 60 * 60_000;

export interface VirtualDay {
  readonly messages: number;
  readonly lost: number;
  readonly duplicated: number;
  readonly outOfOrder: number;
  readonly drainMessages: number;
  readonly drain: number;
  readonly probesPer30s: number;
}

export interface VirtualDayOptions {
  readonly events: readonly PlayEvent[];
  readonly outage: { readonly fromMs: number; readonly untilMs: number };
  readonly callsAtOnce: number;
  readonly latencyMs: number;
  readonly probeIntervalMs: number;
}

export async function virtualDay(options: VirtualDayOptions): Promise<VirtualDay> {
  const { events, callsAtOnce, latencyMs } = options;
  const start = Math.min(...events.map(({ atMs }) => atMs)) - 60_000;
  const outage = { from: options.outage.fromMs - start, until: options.outage.untilMs - start };
  const load = new Load({ settings: { share: () => ({ concurrency: callsAtOnce, ratePerSecond: null }) } });
  load.peer = async () => {
    const isDown = load.time.nowMs >= outage.from && load.time.nowMs < outage.until;
    await load.time.sleep(isDown ? REFUSAL_MS : latencyMs);
    return isDown ? { kind: 'later', reason: 'unreachable' } : { kind: 'delivered', result: null };
  };
  const steps = new Map<string, { lane: string; step: number }>();
  const counts = new Map<string, number>();
  const enqueue = (facility: string, lane: string, channel: string): void => {
    const step = (counts.get(lane) ?? 0) + 1;
    counts.set(lane, step);
    const own = message(lane, step, { channel });
    steps.set(own.messageId, { lane, step });
    load.enqueue(own, facility);
  };
  for (const { atMs, ppk, body } of events)
    load.time.after(atMs - start, () => {
      const facility = uuid('facility', ppk);
      enqueue(facility, `${body.visitRef} queue`, QUEUE);
      if (body.type === 'visit.registered') enqueue(facility, `${body.visitRef} sep`, SEP);
    });
  const last = Math.max(...events.map(({ atMs }) => atMs)) - start;
  await load.time.run(last + AFTERWARDS_MS, () => load.time.nowMs > last && load.delivered >= steps.size);
  const delivered = load.calls.filter(({ isDelivered }) => isDelivered);
  return {
    messages: steps.size,
    lost: steps.size - new Set(delivered.map(({ messageId }) => messageId)).size,
    duplicated: delivered.length - new Set(delivered.map(({ messageId }) => messageId)).size,
    outOfOrder: inversions(delivered, steps),
    ...drainOf(load, delivered, outage.until, (callsAtOnce * 1_000) / latencyMs, latencyMs),
    probesPer30s: probes(load, outage, options.probeIntervalMs),
  };
}

function inversions(delivered: readonly Call[], steps: ReadonlyMap<string, { lane: string; step: number }>): number {
  const lastOf = new Map<string, number>();
  let count = 0;
  for (const call of delivered.toSorted((a, b) => a.beganMs - b.beganMs)) {
    const own = steps.get(call.messageId);
    if (own === undefined) continue;
    if (own.step !== (lastOf.get(own.lane) ?? 0) + 1) count += 1;
    lastOf.set(own.lane, own.step);
  }
  return count;
}

/** As apps/cli/src/demo/drain.ts: the busiest channel of one facility, until the last message from before the end of the outage. */
function drainOf(
  load: Load,
  delivered: readonly Call[],
  untilMs: number,
  perSecond: number,
  latencyMs: number,
): { drainMessages: number; drain: number } {
  const after = delivered.filter(({ endedMs }) => endedMs >= untilMs).toSorted((a, b) => a.endedMs - b.endedMs);
  const isBacklog = ({ messageId }: Call): boolean => (load.enqueuedAt.get(messageId) ?? 0) < untilMs;
  const drained =
    [...Map.groupBy(after, ({ facilityId, channel }) => `${facilityId} ${channel}`).values()]
      .map((calls) => calls.slice(0, calls.findLastIndex(isBacklog) + 1))
      .toSorted((a, b) => b.length - a.length)[0] ?? [];
  const tookMs = (drained.at(-1)?.endedMs ?? 0) - (drained[0]?.endedMs ?? 0) + latencyMs;
  return { drainMessages: drained.length, drain: tookMs / 1_000 / (drained.length / perSecond) };
}

/** The most calls of one channel in one interval, from the moment its breaker opened. */
function probes(load: Load, outage: { from: number; until: number }, intervalMs: number): number {
  const opened = load.breaker.filter(
    ({ state, atMs }) => state === 'open' && atMs >= outage.from && atMs < outage.until,
  );
  let most = 0;
  const channels = Map.groupBy(load.calls, ({ facilityId, channel }) => `${facilityId} ${channel}`);
  for (const [key, calls] of channels) {
    const open = opened.find(({ facilityId, channel }) => `${facilityId} ${channel}` === key);
    if (open === undefined) continue;
    const times = calls.map(({ beganMs }) => beganMs).filter((atMs) => atMs > open.atMs && atMs < outage.until);
    for (const from of times) most = Math.max(most, times.filter((at) => at >= from && at < from + intervalMs).length);
  }
  return most;
}
