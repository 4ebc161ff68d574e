// OutboxStore over the tables in memory: what the statements in sql/ do, one method each, every call one transaction. `call` is the way to
// the database: in a simulation it takes time, loses calls before and answers after they were applied.
import type { OutboxSettings } from '../../settings.ts';
import type { Begin, Begun, ExceptionalChannel, LaneView, Lease, OutboxStore } from '../../store/store.ts';
import type { MessageState, OutboxClock } from '../../types.ts';
import type { Lane, MemoryDatabase } from './database.ts';
import { settleInMemory } from './settle.ts';
import { holds, leaseOf } from './views.ts';

export interface MemoryStoreOptions {
  readonly database: MemoryDatabase;
  readonly nodeId: string;
  readonly settings: OutboxSettings;
  readonly clock: OutboxClock;
  readonly call?: <T>(work: () => T | Promise<T>) => Promise<T>;
}

const direct = async <T>(work: () => T | Promise<T>): Promise<T> => work();

export function memoryStore({ database, nodeId, settings, clock, call = direct }: MemoryStoreOptions): OutboxStore {
  /** Taken before the call leaves, as in pg-store: the database's lease can only end later than this. */
  const leaseDeadline = (): number => clock.monotonicMs() + settings.leaseMs;
  const take = (lane: Lane, until: number): Lease => {
    const nowMs = database.nowMs;
    database.change(lane, {
      state: 'leased',
      fence: lane.fence + 1,
      nextAtMs: nowMs + settings.leaseMs,
      deaths: lane.state === 'leased' && lane.node !== nodeId ? Math.max(lane.deaths, 1) : lane.deaths,
      unknownSinceMs: lane.open === null ? null : (lane.unknownSinceMs ?? nowMs),
      node: nodeId,
    });
    return leaseOf(database, lane, until);
  };

  return {
    overview: (after, limit) => call(() => database.index.heads(after, database.nowMs, limit)),

    claim: (request) => {
      const until = leaseDeadline();
      return call(() => {
        const { nowMs } = database;
        const due = [nowMs - request.maxAgeMs, nowMs - request.minAgeMs] as const;
        return database.index.range(request, ...due, request.limit).map((lane) => take(lane, until));
      });
    },

    claimLane: (facilityId, laneId) => {
      const until = leaseDeadline();
      return call(() => {
        const lane = database.lane(facilityId, laneId);
        const isFree =
          lane !== undefined && lane.nextAtMs !== null && (lane.state !== 'leased' || lane.nextAtMs <= database.nowMs);
        return isFree ? take(lane, until) : null;
      });
    },

    claimExpired: (facilityId, channel, messageClass, now, limit) => {
      const until = leaseDeadline();
      return call(() =>
        database.index
          .range({ facilityId, channel, class: messageClass }, Number.NEGATIVE_INFINITY, database.nowMs, Infinity)
          .filter((lane) => lane.open === null && lane.deadlineAt !== null && lane.deadlineAt <= now)
          .slice(0, limit)
          .map((lane) => take(lane, until)),
      );
    },

    begin: (facilityId, items) =>
      call(() => {
        const begun = new Map<string, Begun>();
        for (const item of items) {
          const lane = database.lane(facilityId, item.lease.laneId);
          const own = lane === undefined ? null : begin(lane, item);
          if (own !== null) begun.set(item.lease.laneId, own);
        }
        return begun;
      }),

    putOnTrial: (lease) =>
      call(() => {
        const lane = database.lane(lease.facilityId, lease.laneId);
        if (!isRunning(lane, lease)) return false;
        lane.deaths += 1;
        return true;
      }),

    readAttempt: ({ openAttempt }) =>
      call(() => (openAttempt === null ? null : (database.attempts.get(openAttempt.attemptId) ?? null))),

    settle: (facilityId, items, tell) =>
      call(() => settleInMemory({ database, settings, clock, facilityId, items, tell })),

    renew: (facilityId, leases) =>
      call(() => {
        const kept = new Set<string>();
        for (const lease of leases) {
          const lane = database.lane(facilityId, lease.laneId);
          if (!isRunning(lane, lease)) continue;
          database.change(lane, { nextAtMs: database.nowMs + settings.leaseMs });
          kept.add(lease.laneId);
        }
        return kept;
      }),

    dependencies: (facilityId, messageIds) =>
      call(
        () =>
          new Map(
            messageIds.flatMap((id): [string, MessageState][] => {
              const row = database.row(facilityId, id);
              return row === undefined ? [] : [[id, row.state]];
            }),
          ),
      ),

    messageState: (facilityId, messageId) =>
      call(() => {
        const row = database.row(facilityId, messageId);
        return row === undefined ? null : { state: row.state, code: row.code, reason: row.reason };
      }),

    readLane: (facilityId, laneId, isHurried) =>
      call((): LaneView | null => {
        const lane = database.lane(facilityId, laneId);
        if (lane === undefined) return null;
        if (isHurried && (lane.state === 'ready' || lane.state === 'waiting'))
          database.change(lane, { class: 0, nextAtMs: Math.min(lane.nextAtMs ?? database.nowMs, database.nowMs) });
        return { state: lane.state, channel: lane.channel };
      }),

    channels: () =>
      call(() =>
        [...database.channels.values()].flatMap(
          ({ facilityId, channel, isPaused, isOpen, probeAtMs }): ExceptionalChannel[] =>
            isPaused || isOpen
              ? [
                  {
                    facilityId,
                    channel,
                    paused: isPaused,
                    open: isOpen,
                    probeInMs: probeAtMs === null ? null : probeAtMs - database.nowMs,
                  },
                ]
              : [],
        ),
      ),
    pauseChannel: (facilityId, channel) =>
      call(() => {
        database.channel(facilityId, channel).isPaused = true;
      }),
    resumeChannel: (facilityId, channel) =>
      call(() => {
        Object.assign(database.channel(facilityId, channel), { isPaused: false, isOpen: false, probeAtMs: null });
      }),
    openBreaker: (facilityId, channel, probeInMs) =>
      call(() => {
        const row = database.channel(facilityId, channel);
        const probeAtMs = Math.max(row.probeAtMs ?? 0, database.nowMs + Math.round(probeInMs));
        Object.assign(row, { isOpen: true, probeAtMs });
      }),
    closeBreaker: (facilityId, channel) =>
      call(() => {
        const row = database.channel(facilityId, channel);
        if (row.isOpen) Object.assign(row, { isOpen: false, probeAtMs: null });
      }),
    takeProbe: (facilityId, channel, nextInMs) =>
      call(() => {
        const row = database.channel(facilityId, channel);
        if (!row.isOpen || row.isPaused || row.probeAtMs === null || row.probeAtMs > database.nowMs) return false;
        row.probeAtMs = database.nowMs + Math.round(nextInMs);
        return true;
      }),

    heartbeat: () =>
      call(() => {
        database.nodes.set(nodeId, database.nowMs);
        return [...database.nodes]
          .filter(([, seenAtMs]) => seenAtMs > database.nowMs - settings.nodeGoneMs)
          .map(([id]) => id)
          .toSorted();
      }),
    leave: () =>
      call(() => {
        database.nodes.delete(nodeId);
      }),
    budgets: () => call(() => database.budgets),
    notify: (payload) =>
      call(() => {
        for (const listener of database.listeners) listener(payload);
      }),
  };

  /** Held by this fence, and the lease still runs by the database's clock. */
  function isRunning(lane: Lane | undefined, lease: Pick<Lease, 'fence'>): lane is Lane {
    return lane?.state === 'leased' && lane.fence === lease.fence && (lane.nextAtMs ?? 0) > database.nowMs;
  }

  function begin(lane: Lane, { lease, attemptId, body }: Begin): Begun | null {
    const isOurs =
      isRunning(lane, lease) && holds(lane, lease) && (lane.open === null || lane.open.attemptId === attemptId);
    if (!isOurs)
      // Planted bug for the judge, as in pg-store: whoever thinks it holds the lane may send.
      return settings.plantedBug === 'skip-lease-check'
        ? { number: lease.attempts + 1, startedAt: new Date(database.nowMs) }
        : null;
    if (lane.open === null) {
      const startedAt = new Date(database.nowMs);
      database.attempts.set(attemptId, { attemptId, number: lane.attempts + 1, startedAt, sealedBody: body });
      database.change(lane, { attempts: lane.attempts + 1, open: { attemptId, startedAt } });
    }
    database.change(lane, { unknownSinceMs: null, absentReads: 0 });
    return { number: lane.attempts, startedAt: lane.open?.startedAt ?? new Date(database.nowMs) };
  }
}
