// Starts PostgreSQL again after it ended, until it works: what keeps it down (a full disk, above all) usually passes, and until then the server
// answers 503 and waits. Giving up would only leave the house without the server too.
import { setTimeout as delay } from 'node:timers/promises';

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 10_000;

export interface RestartOptions {
  readonly restart: () => Promise<void>;
  readonly isStopping: () => boolean;
  readonly onFailure: (error: unknown, nextInMs: number) => void;
  readonly pause?: (ms: number) => Promise<unknown>;
}

/** True when it runs again, false when nobody wants it any more. */
export async function restartDatabase({
  restart,
  isStopping,
  onFailure,
  pause = delay,
}: RestartOptions): Promise<boolean> {
  for (let pauseMs = FIRST_PAUSE_MS; !isStopping(); pauseMs = Math.min(LONGEST_PAUSE_MS, pauseMs * 2)) {
    try {
      await restart();
      return true;
    } catch (error) {
      if (isStopping()) break;
      onFailure(error, pauseMs);
      await pause(pauseMs);
    }
  }
  return false;
}
