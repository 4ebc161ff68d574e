// When a day is compared: every night for the visit's day, the next, the third and the sixth after it, and after each outage for the days it
// touched. Planning is a row per occasion that can be written once only, so that every node may look at the clock.
import type { Clock, Random } from '../../platform/clock.ts';
import type { Db, FacilityTx } from '../../platform/db/index.ts';
import type { FacilityId } from '../../platform/ids.ts';
import type { FacilityFacts } from '../gateway/index.ts';
import { localDate, localTime } from '../visit/index.ts';
import { addDays, daysBetween, NIGHTLY_DAYS, nightlyOccasion, nightOf, type NightWindow } from './rules.ts';
import type { Restored } from './restored.ts';
import * as store from './store.ts';

export interface PlanningDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly random: Random;
  readonly facility: (tx: FacilityTx) => Promise<FacilityFacts>;
  readonly night: NightWindow;
  /** Days of a restored database. */
  readonly restored: Pick<Restored, 'plan'>;
  /** After an outage the backlog drains first. */
  readonly afterOutageMs?: number;
}

const AFTER_OUTAGE_MS = 10 * 60_000;
/** BPJS takes times for a week (docs/facts/task-id.md §4.7): older days are not looked at again by themselves. */
const OUTAGE_DAYS_MAX = 8;

export function createPlanning({
  db,
  clock,
  random,
  facility,
  night,
  afterOutageMs = AFTER_OUTAGE_MS,
  restored,
}: PlanningDeps) {
  const nightly = async (tx: FacilityTx, timeZone: string): Promise<void> => {
    const now = clock.now();
    const evening = nightOf(localDate(now, timeZone), localTime(now, timeZone), night);
    if (evening === null) return;
    for (const days of NIGHTLY_DAYS) {
      const date = addDays(evening, -days);
      const occasion = nightlyOccasion(days);
      await store.planRun(tx, {
        id: random.uuidv7(),
        date,
        occasion,
        onceKey: `${occasion} ${date}`,
        at: now,
        by: null,
      });
    }
  };

  const outages = async (tx: FacilityTx, timeZone: string): Promise<void> => {
    for (const channel of await store.watchedChannels(tx)) {
      const { interruptedSince, recoveredAt, watchedSince, handledUntil } = channel;
      if (interruptedSince !== null) {
        if (watchedSince === null) await store.watch(tx, channel.channel, interruptedSince, null);
        continue;
      }
      if (recoveredAt === null || (handledUntil !== null && recoveredAt <= handledUntil)) continue;
      // A channel's health speaks real time, days are the business clock's.
      const dayOf = (at: Date) => localDate(clock.businessOf(at), timeZone);
      for (const date of daysBetween(dayOf(watchedSince ?? recoveredAt), dayOf(recoveredAt), OUTAGE_DAYS_MAX)) {
        await store.planRun(tx, {
          id: random.uuidv7(),
          date,
          occasion: 'gangguan',
          // Channels of one outage come back within minutes of each other: one look at the day is enough.
          onceKey: `gangguan ${date} ${recoveredAt.toISOString().slice(0, 15)}`,
          at: clock.now(),
          by: null,
          delayMs: afterOutageMs,
        });
      }
      await store.watch(tx, channel.channel, null, recoveredAt);
    }
  };

  return {
    planDue: (facilityId: FacilityId): Promise<void> =>
      db.withFacility(facilityId, async (tx) => {
        const { timeZone } = await facility(tx);
        await nightly(tx, timeZone);
        await outages(tx, timeZone);
        await restored.plan(tx);
      }),
  };
}

export type Planning = ReturnType<typeof createPlanning>;
