// How long the backlog took after the outage, against what the payer could have served: read from the ledger alone. The
// payer's capacity of a channel is calls at once ÷ seconds per answer; a channel is one service and endpoint group.
import type { LedgerLine } from '../checker/ledger.ts';

export interface TimedLine extends LedgerLine {
  readonly atMs: number;
}

export interface Drain {
  /** Real time from the first effect after the outage to the last one of the backlog ÷ ideal; null without a backlog. */
  readonly ratio: number | null;
  readonly drainMs: number;
  readonly idealMs: number;
  readonly messages: number;
  readonly perSecond: number;
  readonly channel: string;
  /** From the end of the outage until the first effect: how long it took to notice. */
  readonly noticedMs: number;
}

export interface DrainInput {
  readonly lines: readonly TimedLine[];
  /** Real instants. */
  readonly outageEndMs: number;
  /** Real instant at which no event from before the end of the outage was waiting any more. */
  readonly drainedMs: number;
  readonly callsAtOnce: number;
  readonly latencyMs: number;
}

/** Endpoint ids look like `antreanrs.antrean.updatewaktu`; bookings and task times share one channel and its capacity. */
export function channelOf(line: LedgerLine): string {
  return `${line.service}.${line.endpoint.split('.')[1] ?? ''}`;
}

export function measureDrain({ lines, outageEndMs, drainedMs, callsAtOnce, latencyMs }: DrainInput): Drain {
  const drained = lines.filter(
    (line) => line.effect !== 'refused' && line.atMs >= outageEndMs && line.atMs <= drainedMs,
  );
  const byChannel = Map.groupBy(drained, channelOf);
  const [channel, busiest] = [...byChannel].toSorted((a, b) => b[1].length - a[1].length)[0] ?? ['', []];
  const first = busiest[0]?.atMs ?? outageEndMs;
  const last = busiest.at(-1)?.atMs ?? first;
  const perSecond = (callsAtOnce * 1000) / latencyMs;
  const idealMs = (busiest.length / perSecond) * 1000;
  return {
    ratio: busiest.length === 0 ? null : (last - first + latencyMs) / idealMs,
    drainMs: last - first + latencyMs,
    idealMs,
    messages: busiest.length,
    perSecond,
    channel,
    noticedMs: Math.max(0, first - outageEndMs),
  };
}
