// Looks at facilities that have something to look at: an interrupted channel, an open outage, questions that BPJS has not answered yet.
// What turned in any process is heard at once; a slow look at every facility makes up for what nobody heard.
import type { Db } from '../../platform/db/index.ts';
import type { Events } from '../../platform/events/index.ts';
import { facilityId as checkedFacilityId, type FacilityId } from '../../platform/ids.ts';
import { TOPIC, type Mode } from './mode.ts';
import type { Verifier } from './verify.ts';

export interface WorkerDeps {
  readonly db: Db;
  readonly events: Events;
  readonly mode: Mode;
  readonly verifier: Verifier;
  readonly onTrouble: (error: unknown) => void;
  readonly everyMs?: number;
}

const EVERY_MS = 2_000;
/** Only for events that nobody heard: a process that started in the middle of an outage, a lost notification. */
const EVERYBODY_EVERY_MS = 5 * 60_000;

export function createContinuityWorker(deps: WorkerDeps) {
  const { db, events, mode, verifier, onTrouble } = deps;
  const watched = new Set<FacilityId>();
  let timers: NodeJS.Timeout[] = [];
  let stopListening = () => {};
  let running: Promise<void> = Promise.resolve();
  let isBusy = false;
  let isStopped = false;

  /** True while there is something left to look at. */
  const look = async (facility: FacilityId): Promise<boolean> => {
    const { outage, isAway } = await db.withFacility(facility, (tx) => mode.step(tx));
    const unverified = await verifier.round(facility, isAway);
    return outage !== null || isAway || unverified > 0;
  };

  const round = async (): Promise<void> => {
    const due = [...watched];
    watched.clear();
    for (const facility of due) {
      if (isStopped) return;
      try {
        if (await look(facility)) watched.add(facility);
      } catch (error) {
        watched.add(facility);
        onTrouble(error);
      }
    }
  };

  const everybody = async (): Promise<void> => {
    const rows = await db.directory.query<{ facility_id: string }>(
      'SELECT DISTINCT facility_id FROM titian.memberships',
    );
    for (const row of rows) watched.add(checkedFacilityId(row.facility_id));
  };

  const tick = (work: () => Promise<void>) => {
    if (isBusy || isStopped) return;
    isBusy = true;
    running = work()
      .catch(onTrouble)
      .finally(() => {
        isBusy = false;
      });
  };

  return {
    /** One look at one facility, for tests that move their own clock. */
    look,
    start: (): Promise<void> => {
      isStopped = false;
      stopListening = events.subscribeAll((facility, { topic }) => {
        if (topic === 'health' || topic === TOPIC) watched.add(facility);
      });
      tick(everybody);
      timers = [
        setInterval(() => tick(round), deps.everyMs ?? EVERY_MS).unref(),
        setInterval(() => tick(everybody), EVERYBODY_EVERY_MS).unref(),
      ];
      return Promise.resolve();
    },
    stop: async (): Promise<void> => {
      isStopped = true;
      stopListening();
      for (const timer of timers) clearInterval(timer);
      await running;
    },
  };
}

export type ContinuityWorker = ReturnType<typeof createContinuityWorker>;
