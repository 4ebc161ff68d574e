// A restored database before its release: the days that the backup may have missed are compared with BPJS, everybody sees that nothing is
// sent, and a person of IT lets it go by name and with a reason. What is sent after that is asked for first (gateway/restored.ts).
import type { Actor } from '../../platform/actor.ts';
import type { Audit } from '../../platform/audit/index.ts';
import type { Clock, Random } from '../../platform/clock.ts';
import type { Sealer } from '../../platform/crypto/index.ts';
import type { Db, FacilityTx } from '../../platform/db/index.ts';
import { conflict } from '../../platform/errors.ts';
import type { Events } from '../../platform/events/index.ts';
import type { FacilityId } from '../../platform/ids.ts';
import { newestRestoredStart, type FacilityFacts, type RestoredStart } from '../gateway/index.ts';
import { localDate } from '../visit/index.ts';
import { daysBetween } from './rules.ts';
import * as store from './store.ts';

export interface RestoredDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly random: Random;
  readonly sealer: Sealer;
  readonly audit: Audit;
  readonly events: Events;
  readonly facility: (tx: FacilityTx) => Promise<FacilityFacts>;
  /** The gate of this process asks anew. */
  readonly released: (facilityId: FacilityId) => void;
}

export interface RestoredView {
  readonly takenAt: Date;
  readonly restoredAt: Date;
  /** Days that are compared before the release, and how many are done. */
  readonly days: number;
  readonly done: number;
}

/** Messages of a visit may leave for seven days (docs/facts/task-id.md §4.7). */
const WINDOW_MS = 7 * 86_400_000;
/** A backup older than this has lost more than a comparison can bring back; the newest days are compared. */
const DAYS_MAX = 45;

export function createRestored(deps: RestoredDeps) {
  const { db, clock } = deps;

  const daysOf = async (tx: FacilityTx, start: RestoredStart): Promise<string[]> => {
    const { timeZone } = await deps.facility(tx);
    const day = (at: Date) => localDate(at, timeZone);
    const from = new Date(clock.businessOf(start.takenAt).getTime() - WINDOW_MS);
    return daysBetween(day(from), day(clock.now()), DAYS_MAX);
  };

  const viewOf = async (tx: FacilityTx, start: RestoredStart): Promise<RestoredView> => {
    const days = await daysOf(tx, start);
    const compared = new Set(await store.daysComparedSince(tx, start.restoredAt.toISOString()));
    const done = days.filter((day) => compared.has(day)).length;
    return { takenAt: start.takenAt, restoredAt: start.restoredAt, days: days.length, done };
  };

  const heldStart = async (tx: FacilityTx): Promise<RestoredStart | null> => {
    const start = await newestRestoredStart(tx);
    return start === null || start.releasedAt !== null ? null : start;
  };

  return {
    /** Plans a comparison of every day that matters; each is planned once per restoring. */
    plan: async (tx: FacilityTx): Promise<void> => {
      const start = await heldStart(tx);
      if (start === null) return;
      for (const date of await daysOf(tx, start))
        await store.planRun(tx, {
          id: deps.random.uuidv7(),
          date,
          occasion: 'pulih',
          onceKey: `pulih ${date} ${start.restoredAt.toISOString()}`,
          at: clock.now(),
          by: null,
        });
    },

    /** Null = nothing is held. */
    view: (actor: Actor): Promise<RestoredView | null> =>
      db.withFacility(actor.facilityId, async (tx) => {
        const start = await heldStart(tx);
        return start === null ? null : viewOf(tx, start);
      }),

    release: async (actor: Actor, reason: string): Promise<void> => {
      await db.withFacility(actor.facilityId, async (tx) => {
        const start = await heldStart(tx);
        if (start === null) return;
        const { days, done } = await viewOf(tx, start);
        if (done < days)
          throw conflict('DOMAIN_NOT_RECONCILED', `${days - done} days are not compared yet`, {
            message: `Belum dapat dilepas: ${days - done} dari ${days} hari belum dibandingkan dengan BPJS.`,
            meaning: 'Tanpa perbandingan, yang sudah ada di BPJS dapat terkirim lagi.',
            nextStep: 'Tunggu sampai perbandingan selesai di layar Rekonsiliasi, lalu ulangi.',
          });
        const place = { table: 'restored_starts', column: 'released_sealed', rowId: actor.facilityId };
        const sealed = await deps.sealer.sealText(tx, place, JSON.stringify({ by: actor.displayName, reason }));
        await store.releaseRestored(tx, { restoredAt: start.restoredAt, at: clock.realNow(), sealed });
        await deps.audit.record(tx, {
          actor,
          action: 'restored.release',
          subjectType: 'facility',
          subjectId: actor.facilityId,
          reason,
        });
        deps.events.publishOn(tx, { topic: 'reconciliation', subjectId: 'restored' });
      });
      deps.released(actor.facilityId);
    },
  };
}

export type Restored = ReturnType<typeof createRestored>;
