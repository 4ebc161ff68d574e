// Starts a service again when it ends although nobody asked it to, and gives up when that happens too often: a service that dies at
// once would otherwise spin for ever behind a page that only says "offline".
import { setTimeout as delay } from 'node:timers/promises';
import type { Service, ServiceExit } from './service.ts';

/** More ends than this within the time mean that starting again does not help. */
export const MOST_RESTARTS = 5;
export const RESTART_WINDOW_MS = 300_000;
const FIRST_PAUSE_MS = 250;

export interface SupervisorOptions {
  readonly start: () => Promise<Service>;
  readonly onEnd: (exit: ServiceExit) => void;
  readonly onBack: (service: Service) => void;
  readonly onGiveUp: (error: unknown) => void;
  readonly monotonicMs?: () => number;
  readonly pause?: (ms: number) => Promise<unknown>;
}

export interface Supervisor {
  readonly current: () => Service;
  stop(): Promise<void>;
}

export function supervise(first: Service, options: SupervisorOptions): Supervisor {
  const { start, onEnd, onBack, onGiveUp, monotonicMs = () => performance.now(), pause = delay } = options;
  let current = first;
  let isStopping = false;
  let starting: Promise<unknown> = Promise.resolve();
  const ends: number[] = [];

  const watch = (service: Service): void => {
    void service.exited.then((exit) => {
      if (isStopping) return;
      onEnd(exit);
      ends.push(monotonicMs());
      const recent = ends.filter((at) => monotonicMs() - at < RESTART_WINDOW_MS).length;
      if (recent > MOST_RESTARTS)
        onGiveUp(new Error(`${service.name} ended ${recent} times in ${RESTART_WINDOW_MS / 60_000} minutes.`));
      else starting = again(recent);
    });
  };
  const again = async (recent: number): Promise<void> => {
    await pause(FIRST_PAUSE_MS * 2 ** (recent - 1));
    if (isStopping) return;
    try {
      current = await start();
    } catch (error) {
      if (!isStopping) onGiveUp(error);
      return;
    }
    watch(current);
    onBack(current);
  };
  watch(first);
  return {
    current: () => current,
    stop: async () => {
      isStopping = true;
      await starting;
      await current.stop();
    },
  };
}
