// The settling transaction over the tables in memory (store/settle-inside.ts, sql/settle.ts): business rows first, then every fence, then
// every arrow, then the moves; what throws before the moves has changed nothing.
import type { OutboxSettings } from '../../settings.ts';
import { assertArrow } from '../../state-machine.ts';
import { LeaseLost } from '../../store/settle-inside.ts';
import type { Settled, Settlement } from '../../store/store.ts';
import type { OutboxClock, Queryable } from '../../types.ts';
import type { Lane, MemoryDatabase } from './database.ts';
import { holds, leaseOf } from './views.ts';

export interface SettleInMemory {
  readonly database: MemoryDatabase;
  readonly settings: OutboxSettings;
  readonly clock: OutboxClock;
  readonly facilityId: string;
  readonly items: readonly Settlement[];
  readonly tell: (tx: Queryable, item: Settlement) => Promise<void>;
}

export async function settleInMemory(given: SettleInMemory): Promise<Map<string, Settled>> {
  const { database, facilityId, items, tell } = given;
  const written: { text: string; values: unknown[] }[] = [];
  const tx: Queryable = {
    query: async ({ text, values }) => {
      written.push({ text, values: values ?? [] });
      return { rows: [], rowCount: 0 };
    },
  };
  for (const item of items) if (item.outcome !== null) await tell(tx, item);
  // From here on nothing is awaited: nobody comes in between, as behind the row locks of the database.
  const held = new Map<Settlement, Lane>();
  for (const item of items) {
    const lane = database.lane(facilityId, item.lease.laneId);
    if (holds(lane, item.lease)) held.set(item, lane);
  }
  const lost = items.filter((item) => !held.has(item)).map((item) => item.lease.laneId);
  if (lost.length > 0) throw new LeaseLost(new Set(lost));
  for (const [item, lane] of held) assertArrow('engine', database.head(lane).state, item.messageState);
  const settled = moveInMemory(given, held);
  database.business.push(...written);
  return settled;
}

/** The moves themselves, for the engine's batches and for a hand's single one. */
export function moveInMemory(
  { database, settings, clock, facilityId }: Omit<SettleInMemory, 'items' | 'tell'>,
  held: ReadonlyMap<Settlement, Lane>,
): Map<string, Settled> {
  const dependents = new Set<string>();
  for (const [item, lane] of held) {
    const row = database.head(lane);
    if (item.advance || row.state !== item.messageState)
      Object.assign(row, { state: item.messageState, code: item.code, reason: item.reason });
    if (item.advance || item.messageState === 'refused')
      for (const laneId of item.lease.message.dependents) dependents.add(laneId);
    database.change(
      lane,
      item.advance ? onward(database, settings, lane, item) : stays(database, settings, lane, item),
    );
    if (item.record !== null)
      database.history.push({
        facilityId,
        laneId: lane.laneId,
        messageId: item.lease.message.messageId,
        attemptId: item.attemptId,
        fence: item.lease.fence,
        kind: item.record.kind,
        via: item.record.via,
        reason: item.reason,
        atMs: database.nowMs,
      });
  }
  const woken = database.wake(facilityId, [...dependents]);
  const settled = new Map<string, Settled>();
  for (const lane of held.values()) {
    const dueInMs = lane.nextAtMs === null ? null : lane.nextAtMs - database.nowMs;
    const until = clock.monotonicMs() + (dueInMs ?? 0);
    const next = lane.state === 'leased' ? leaseOf(database, lane, until) : null;
    settled.set(lane.laneId, { laneState: lane.state, channel: lane.channel, class: lane.class, woken, dueInMs, next });
  }
  return settled;
}

/** The head is done: on to the next open message, which is kept when it may follow at once in the same channel. */
function onward(database: MemoryDatabase, settings: OutboxSettings, lane: Lane, item: Settlement): Partial<Lane> {
  const { nowMs } = database;
  const common = { ...counted(database, lane, item), fence: lane.fence + 1, attempts: 0, pending: lane.pending - 1 };
  const next = database.nextOpen(lane, lane.scanFrom, lane.headSeq);
  if (next === null)
    return {
      ...common,
      state: 'idle',
      nextAtMs: null,
      headSeq: lane.rows.length,
      scanFrom: lane.rows.length + 1,
      deadlineAt: null,
      class: aged(database, settings, lane),
    };
  const { seq, channel, class: nextClass } = next.message;
  const isKept = item.chain && channel === lane.channel && (next.notBeforeMs === null || next.notBeforeMs <= nowMs);
  const leaseEndMs = lane.nextAtMs ?? 0;
  const longLeaseMs = leaseEndMs > nowMs + settings.leaseMs / 2 ? leaseEndMs : nowMs + settings.leaseMs;
  return {
    ...common,
    headSeq: seq,
    scanFrom: seq,
    channel,
    deadlineAt: next.deadlineAt,
    headCreatedAtMs: next.createdAtMs,
    class: lane.class < item.lease.message.class ? Math.min(lane.class, nextClass) : nextClass,
    state: isKept ? 'leased' : 'ready',
    nextAtMs: isKept ? longLeaseMs : Math.max(nowMs, next.notBeforeMs ?? nowMs),
  };
}

function stays(database: MemoryDatabase, settings: OutboxSettings, lane: Lane, item: Settlement): Partial<Lane> {
  const isBlocked = item.holdState === 'stopped' || item.holdState === 'parked';
  return {
    ...counted(database, lane, item),
    state: item.holdState,
    nextAtMs: isBlocked ? null : database.nowMs + Math.max(0, item.delayMs),
    class: aged(database, settings, lane),
  };
}

const counted = (database: MemoryDatabase, lane: Lane, item: Settlement): Partial<Lane> => ({
  failures: item.failures,
  deaths: item.deaths,
  absentReads: item.absentReads,
  open: item.keepAttempt ? lane.open : null,
  unknownSinceMs: item.keepAttempt ? (lane.unknownSinceMs ?? database.nowMs) : null,
});

/** A head of today that has waited too long counts as late. */
const aged = (database: MemoryDatabase, settings: OutboxSettings, lane: Lane): number =>
  lane.class < 2 && lane.headCreatedAtMs < database.nowMs - settings.lateAfterMs ? 2 : lane.class;
