// How long the backlog took after the outage, against what the payer could have served: read from the ledger alone. The
// payer's capacity of a channel is calls at once ÷ seconds per answer; a channel is one service and endpoint group of one facility.
import { dataText, type LedgerLine } from '../checker/ledger.ts';

export interface TimedLine extends LedgerLine {
  readonly atMs: number;
}

export interface Drain {
  /** Real time from the first effect after the outage to the last one of the backlog ÷ ideal; null without a backlog. */
  readonly ratio: number | null;
  readonly drainMs: number;
  readonly idealMs: number;
  /** All that the channel took meanwhile: the people of the afternoon are served beside the backlog, with the same capacity. */
  readonly messages: number;
  readonly perSecond: number;
  readonly channel: string;
  /** From the end of the outage until the first effect: how long it took to notice. */
  readonly noticedMs: number;
  /** Real instant of the last effect of the backlog. */
  readonly drainedMs: number;
}

export interface DrainInput {
  readonly lines: readonly TimedLine[];
  /** Real instant. */
  readonly outageEndMs: number;
  /** The same on the business clock: a task time before it belongs to the backlog. */
  readonly outageEndBusinessMs: number;
  readonly callsAtOnce: number;
  readonly latencyMs: number;
}

/** Endpoint ids look like `antreanrs.antrean.updatewaktu`; bookings and task times share one channel and its capacity. */
export function channelOf(line: LedgerLine): string {
  return `${line.ppk} ${line.service}.${line.endpoint.split('.')[1] ?? ''}`;
}

export function measureDrain(input: DrainInput): Drain {
  const { outageEndMs, outageEndBusinessMs, callsAtOnce, latencyMs } = input;
  const after = input.lines
    .filter((line) => line.effect !== 'refused' && line.atMs >= outageEndMs)
    .toSorted((a, b) => a.atMs - b.atMs);
  const isBacklog = (line: TimedLine): boolean => {
    const waktu = dataText(line, 'waktu');
    return waktu !== '' && Number(waktu) < outageEndBusinessMs;
  };
  const busiest = [...Map.groupBy(after, channelOf)]
    .map(([channel, lines]) => ({ channel, drained: lines.slice(0, lines.findLastIndex(isBacklog) + 1) }))
    .toSorted((a, b) => b.drained.length - a.drained.length)[0];
  const drained = busiest?.drained ?? [];
  const first = drained[0]?.atMs ?? outageEndMs;
  const last = drained.at(-1)?.atMs ?? first;
  const perSecond = (callsAtOnce * 1000) / latencyMs;
  const idealMs = (drained.length / perSecond) * 1000;
  return {
    ratio: drained.length === 0 ? null : (last - first + latencyMs) / idealMs,
    drainMs: last - first + latencyMs,
    idealMs,
    messages: drained.length,
    perSecond,
    channel: busiest?.channel ?? '',
    noticedMs: Math.max(0, first - outageEndMs),
    drainedMs: last,
  };
}
