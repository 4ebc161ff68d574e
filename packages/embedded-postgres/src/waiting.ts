// Waiting with a deadline on the monotonic clock. Not for business time.
import { setTimeout as delay } from 'node:timers/promises';

/** Asks `isDone` until it says true or the time is over; says which of the two happened. */
export async function waitUntil(
  isDone: () => boolean | Promise<boolean>,
  { timeoutMs, everyMs = 20 }: { readonly timeoutMs: number; readonly everyMs?: number },
): Promise<boolean> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    if (await isDone()) return true;
    if (performance.now() >= deadline) return false;
    await delay(everyMs);
  }
}
