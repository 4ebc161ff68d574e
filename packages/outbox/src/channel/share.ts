// A configured share is split between the live nodes so that the parts add up to the whole: never more in flight than configured,
// whoever sends. Pure.
import type { ChannelShare } from '../settings.ts';

/** Small stable hash: spreads the remainder of different channels over different nodes. */
export function spread(text: string): number {
  let hash = 2_166_136_261;
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 16_777_619);
  return hash >>> 0;
}

export function partOf(share: ChannelShare, key: string, node: string, nodes: readonly string[]): ChannelShare {
  const count = nodes.length;
  const rank = nodes.indexOf(node);
  // Not listed yet: the others still use the whole.
  if (rank < 0) return { concurrency: 0, ratePerSecond: share.ratePerSecond };
  if (count === 1) return share;
  const turn = (rank + spread(key)) % count;
  const concurrency = Math.floor(share.concurrency / count) + (turn < share.concurrency % count ? 1 : 0);
  return {
    concurrency,
    ratePerSecond: share.ratePerSecond === null ? null : (share.ratePerSecond * concurrency) / share.concurrency,
  };
}
