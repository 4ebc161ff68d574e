// A lane of the tables in memory as the engine is shown it.
import type { Lease } from '../../store/store.ts';
import type { Lane, MemoryDatabase } from './database.ts';

export function leaseOf(database: MemoryDatabase, lane: Lane, leaseUntilMs: number): Lease {
  const { nowMs } = database;
  const row = database.head(lane);
  return {
    facilityId: lane.facilityId,
    laneId: lane.laneId,
    fence: lane.fence,
    message: { ...row.message, deadlineAt: lane.deadlineAt, dependents: [...row.dependents] },
    messageState: row.state,
    attempts: lane.attempts,
    failures: lane.failures,
    deaths: lane.deaths,
    openAttempt: lane.open === null ? null : { ...lane.open },
    unknownForMs: lane.unknownSinceMs === null ? 0 : nowMs - lane.unknownSinceMs,
    waitedMs: nowMs - lane.headCreatedAtMs,
    absentReads: lane.absentReads,
    leaseUntilMs,
  };
}

/** Does this lease still stand before that message, whether or not its time is over? */
export const holds = (lane: Lane | undefined, lease: Pick<Lease, 'fence' | 'message'>): lane is Lane =>
  lane?.state === 'leased' && lane.fence === lease.fence && lane.headSeq === lease.message.seq;
