// How long to wait before trying again: doubling with full jitter above half, capped. Pure.
import type { OutboxRandom } from '../types.ts';

const MAX_DOUBLINGS = 20;

export function backoffMs(failures: number, firstMs: number, capMs: number, random: OutboxRandom): number {
  const ceiling = Math.min(capMs, firstMs * 2 ** Math.min(Math.max(0, failures - 1), MAX_DOUBLINGS));
  // Between half and all of it: lanes that failed together do not come back together.
  return ceiling * (0.5 + random.next() / 2);
}
