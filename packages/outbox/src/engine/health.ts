// What this node knows about its channels, for the status strip and metrics.
import type { OutboxClock } from '../types.ts';
import type { OutboxNode } from './node.ts';

export interface ChannelHealth {
  readonly facilityId: string;
  readonly channel: string;
  readonly state: 'closed' | 'open' | 'paused';
  readonly pauseReason: string | null;
  readonly inFlight: number;
  readonly limit: number;
  readonly share: number;
  readonly latencyMs: number;
  readonly answered: number;
  readonly failed: number;
  readonly lastAnswerAgoMs: number | null;
  readonly lastFailureAgoMs: number | null;
  readonly isWaiting: boolean;
  readonly probeInMs: number | null;
}
export interface OutboxHealth {
  readonly nodeId: string;
  readonly nodes: number;
  readonly inFlight: number;
  readonly channels: readonly ChannelHealth[];
}

export function channelHealth(node: OutboxNode, nodeId: string, clock: OutboxClock): OutboxHealth {
  const nowMs = clock.monotonicMs();
  const ago = (atMs: number | null): number | null => (atMs === null ? null : nowMs - atMs);
  return {
    nodeId,
    nodes: node.shares.nodes.length,
    inFlight: node.inFlight,
    channels: [...node.dispatcher.channels.values()].map((channel) => ({
      facilityId: channel.facilityId,
      channel: channel.name,
      state: channel.isPaused ? 'paused' : channel.breaker.isOpen ? 'open' : 'closed',
      pauseReason: channel.pauseReason,
      inFlight: channel.inFlight,
      limit: channel.limit.limit,
      share: channel.part,
      latencyMs: channel.latencyMs,
      answered: channel.answered,
      failed: channel.failed,
      lastAnswerAgoMs: ago(channel.lastAnswerAtMs),
      lastFailureAgoMs: ago(channel.lastFailureAtMs),
      isWaiting: channel.ready.includes(true),
      probeInMs: channel.breaker.isOpen ? channel.breaker.probeInMs(nowMs) : null,
    })),
  };
}
