// What this process knows of the clocks of BPJS, written down for the health page and the alarm of other processes: the newest word on
// a service counts, so that a process which started after a clock was put right also says so.
import type { Service } from '@titian/contract';
import type { Clock } from '../../platform/clock.ts';
import type { Db } from '../../platform/db/index.ts';
import { putFact } from './health-store.ts';

export interface SkewBook {
  /** Calls to this service were made just now. */
  note(service: Service): void;
  flush(): Promise<void>;
}

export const SKEW_FACT = 'clock-skew.';
const EVERY_MS = 60_000;

export function createSkewBook(deps: {
  readonly db: Db;
  readonly clock: Clock;
  /** This process. */
  readonly source: () => string;
  readonly skewOf: (service: Service) => number;
  readonly onTrouble: (error: unknown) => void;
}): SkewBook {
  const { clock } = deps;
  const written = new Map<Service, { readonly offsetMs: number; readonly atMs: number }>();
  let writing: Promise<void> = Promise.resolve();
  return {
    note: (service) => {
      const offsetMs = deps.skewOf(service);
      const before = written.get(service);
      const atMs = clock.monotonicMs();
      if (before !== undefined && before.offsetMs === offsetMs && atMs - before.atMs < EVERY_MS) return;
      written.set(service, { offsetMs, atMs });
      const fact = { name: `${SKEW_FACT}${service}`, source: deps.source(), value: { offsetMs } };
      writing = writing.then(() => putFact(deps.db.directory, fact, clock.realNow())).catch(deps.onTrouble);
    },
    flush: () => writing,
  };
}
