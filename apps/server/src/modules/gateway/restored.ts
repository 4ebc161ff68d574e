// The gate of a restored database: what BPJS holds is newer than what we remember, so that first nothing is sent at all, and after a person
// has released it BPJS is asked before each message. Reading goes on all the time: what is found there settles without being sent.
import type { Clock } from '../../platform/clock.ts';
import type { Db, FacilityTx } from '../../platform/db/index.ts';
import type { FacilityId } from '../../platform/ids.ts';

export interface RestoredStart {
  readonly takenAt: Date;
  readonly restoredAt: Date;
  readonly releasedAt: Date | null;
}

/** `held`: only read. `asks-first`: read, then send what is not there. `free`: as always. */
export type Gate = { readonly kind: 'free' } | { readonly kind: 'held' | 'asks-first'; readonly restoredAt: Date };

/** BPJS takes times for seven days after the visit (docs/facts/task-id.md §4.7); a day more for zones and midnight. */
const ASKS_FIRST_MS = 8 * 86_400_000;
/** A release reaches the other nodes within this; a restoring never happens under a running server. */
const REMEMBER_MS = 2_000;

export async function newestRestoredStart(tx: FacilityTx): Promise<RestoredStart | null> {
  const [row] = await tx.query<RestoredStart>(
    `SELECT taken_at AS "takenAt", restored_at AS "restoredAt", released_at AS "releasedAt"
       FROM restored_starts WHERE facility_id = $1 ORDER BY restored_at DESC LIMIT 1`,
    [tx.facilityId],
  );
  return row ?? null;
}

export async function countRestorings(tx: FacilityTx): Promise<number> {
  const [row] = await tx.query<{ count: number }>(
    'SELECT count(*)::int AS count FROM restored_starts WHERE facility_id = $1',
    [tx.facilityId],
  );
  return row?.count ?? 0;
}

export function gateOf(start: RestoredStart | null, realNow: Date): Gate {
  if (start === null) return { kind: 'free' };
  if (start.releasedAt === null) return { kind: 'held', restoredAt: start.restoredAt };
  return realNow.getTime() - start.releasedAt.getTime() < ASKS_FIRST_MS
    ? { kind: 'asks-first', restoredAt: start.restoredAt }
    : { kind: 'free' };
}

export interface RestoredGate {
  of(facilityId: FacilityId): Promise<Gate>;
  forget(facilityId: FacilityId): void;
}

export function createRestoredGate({ db, clock }: { db: Db; clock: Clock }): RestoredGate {
  const known = new Map<FacilityId, { readonly start: Promise<RestoredStart | null>; readonly atMs: number }>();
  return {
    async of(facilityId) {
      const nowMs = clock.monotonicMs();
      const kept = known.get(facilityId);
      if (kept !== undefined && nowMs - kept.atMs < REMEMBER_MS) return gateOf(await kept.start, clock.realNow());
      const start = db.withFacility(facilityId, newestRestoredStart);
      known.set(facilityId, { start, atMs: nowMs });
      try {
        return gateOf(await start, clock.realNow());
      } catch (error) {
        // Nobody may go on without knowing: the next one asks again.
        known.delete(facilityId);
        throw error;
      }
    },
    forget: (facilityId) => {
      known.delete(facilityId);
    },
  };
}
