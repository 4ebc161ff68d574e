// The clockwork of reconciliation in a process that works: looks at every facility now and then, plans what is due and works on it, one
// facility after the other so that comparing never competes with itself. People and messages go before it at every channel.
import type { FacilityId } from '../../platform/ids.ts';
import type { Planning } from './planning.ts';
import type { Runner } from './runner.ts';

export interface WorkerDeps {
  readonly planning: Planning;
  readonly runner: Runner;
  readonly facilities: () => Promise<readonly FacilityId[]>;
  readonly onTrouble: (error: unknown) => void;
  readonly everyMs?: number;
}

/** A night has hours, and after an outage minutes do not matter. */
const EVERY_MS = 60_000;

export interface ReconciliationWorker {
  start(): void;
  stop(): Promise<void>;
  /** One look at every facility; for tests and for a person who asked. */
  lookOnce(): Promise<void>;
  wake(facilityId: FacilityId): void;
}

export function createWorker({
  planning,
  runner,
  facilities,
  onTrouble,
  everyMs = EVERY_MS,
}: WorkerDeps): ReconciliationWorker {
  let timer: NodeJS.Timeout | undefined;
  let going: Promise<void> = Promise.resolve();
  let isStopping = false;
  let isLookQueued = false;

  const work = async (facilityId: FacilityId): Promise<void> => {
    try {
      await planning.planDue(facilityId);
      while (!isStopping && (await runner.workOnce(facilityId, () => isStopping)) === 'finished');
    } catch (error) {
      onTrouble(error);
    }
  };
  const lookOnce = async (): Promise<void> => {
    for (const facilityId of await facilities()) {
      if (isStopping) return;
      await work(facilityId);
    }
  };
  /** Behind whatever is going on: two looks at once would only read the same lists twice. */
  const enqueue = (what: () => Promise<void>): void => {
    going = going.then(what).catch(onTrouble);
  };

  return {
    lookOnce,
    start: () => {
      timer = setInterval(() => {
        // A look may take longer than the pause between two.
        if (isLookQueued) return;
        isLookQueued = true;
        enqueue(async () => {
          isLookQueued = false;
          await lookOnce();
        });
      }, everyMs);
      timer.unref();
    },
    stop: async () => {
      isStopping = true;
      clearInterval(timer);
      await going;
    },
    wake: (facilityId) => {
      if (timer !== undefined) enqueue(() => work(facilityId));
    },
  };
}
