// The store in memory, for simulation: the same rules as the statements in sql/ (fences, leases on the database's clock, one transaction
// per call), on virtual time, with a network in between that loses calls before and answers after they were applied.
import type { ChannelShare, OutboxSettings } from '../settings.ts';
import { assertArrow } from '../state-machine.ts';
import { LeaseLost } from '../store/settle-inside.ts';
import type {
  Begin,
  Begun,
  ClaimRequest,
  ExceptionalChannel,
  LaneView,
  Lease,
  OutboxStore,
  ReadyGroup,
  Settled,
  Settlement,
} from '../store/store.ts';
import type {
  LaneState,
  MessageState,
  NewMessage,
  OpenAttempt,
  OutboxMessage,
  OutboxRandom,
  Queryable,
} from '../types.ts';
import type { ProcessTime, VirtualTime } from './virtual-time.ts';

interface Row {
  message: OutboxMessage;
  notBeforeMs: number;
  state: MessageState;
  createdAtMs: number;
  dependents: string[];
}
interface Lane {
  facilityId: string;
  laneId: string;
  channel: string;
  class: number;
  state: LaneState;
  nextAtMs: number | null;
  headSeq: number;
  rows: Row[];
  fence: number;
  node: string | null;
  attempts: number;
  failures: number;
  deaths: number;
  open: OpenAttempt | null;
  unknownSinceMs: number | null;
  absentReads: number;
}
interface ChannelRow {
  paused: boolean;
  open: boolean;
  probeAtMs: number;
}

const OPEN: readonly MessageState[] = ['queued', 'waiting', 'unknown'];

export class MemoryDatabase {
  readonly lanes = new Map<string, Lane>();
  readonly nodes = new Map<string, number>();
  readonly channels = new Map<string, ChannelRow>();
  /** What handlers wrote in settling transactions that committed. */
  readonly business: { text: string; values: unknown[] }[] = [];
  readonly time: VirtualTime;
  isAway = false;
  budgets = new Map<string, ChannelShare>();

  constructor(time: VirtualTime) {
    this.time = time;
  }

  enqueue(facilityId: string, messages: readonly NewMessage[]): void {
    for (const message of messages) {
      const key = `${facilityId} ${message.laneId}`;
      const lane = this.lanes.get(key) ?? {
        facilityId,
        laneId: message.laneId,
        channel: message.channel,
        class: message.class,
        state: 'idle',
        nextAtMs: null,
        headSeq: 0,
        rows: [],
        fence: 0,
        node: null,
        attempts: 0,
        failures: 0,
        deaths: 0,
        open: null,
        unknownSinceMs: null,
        absentReads: 0,
      };
      this.lanes.set(key, lane);
      if (lane.rows.some((row) => row.message.messageId === message.messageId)) continue;
      const seq = lane.rows.length + 1;
      const createdAt = new Date(this.time.nowMs);
      lane.rows.push({
        state: 'queued',
        createdAtMs: this.time.nowMs,
        dependents: [],
        notBeforeMs: 0,
        message: { ...message, facilityId, seq, after: message.after ?? [], dependents: [], createdAt },
      });
      for (const after of message.after ?? []) this.#row(facilityId, after.messageId)?.dependents.push(lane.laneId);
      if (lane.state === 'idle')
        Object.assign(lane, {
          state: 'ready',
          nextAtMs: this.time.nowMs,
          headSeq: seq,
          channel: message.channel,
          class: message.class,
          attempts: 0,
          failures: 0,
          deaths: 0,
        });
      else lane.class = Math.min(lane.class, message.class);
    }
  }

  #row(facilityId: string, messageId: string): Row | undefined {
    for (const lane of this.lanes.values()) {
      const found =
        lane.facilityId === facilityId ? lane.rows.find((row) => row.message.messageId === messageId) : undefined;
      if (found !== undefined) return found;
    }
    return undefined;
  }

  row = (facilityId: string, messageId: string): Row | undefined => this.#row(facilityId, messageId);
}

class Away extends Error {
  readonly code = '08006';
}

export interface Weather {
  readonly lossBefore: number;
  readonly lossAfter: number;
  readonly latencyMs: number;
}

/** The store as one node sees it: through its own network and its own frozen or running time. */
export function memoryStore(
  database: MemoryDatabase,
  nodeId: string,
  settings: OutboxSettings,
  process: ProcessTime,
  random: OutboxRandom,
  weather: () => Weather,
): OutboxStore {
  const now = (): number => database.time.nowMs;
  const call = <T>(work: () => T | Promise<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      const { latencyMs, lossBefore, lossAfter } = weather();
      const later = (done: () => void): void => {
        process.set(done, latencyMs * (0.5 + random.next()));
      };
      const isLostBefore = random.next() < lossBefore;
      const isLostAfter = random.next() < lossAfter;
      // Arrives on the database's time: a node that is killed meanwhile cannot call it back.
      database.time.after(latencyMs * random.next(), () => {
        if (isLostBefore || database.isAway) {
          later(() => reject(new Away('connection lost')));
          return;
        }
        // The work itself is atomic: it runs in this turn, like a transaction.
        Promise.resolve()
          .then(work)
          .then(
            (value) =>
              later(() => (isLostAfter ? reject(new Away('connection lost after the commit')) : resolve(value))),
            (error: unknown) => later(() => reject(error)),
          );
      });
    });
  const lane = (facilityId: string, laneId: string): Lane | undefined => database.lanes.get(`${facilityId} ${laneId}`);
  const channel = (facilityId: string, name: string): ChannelRow => {
    const key = `${facilityId} ${name}`;
    const row = database.channels.get(key) ?? { paused: false, open: false, probeAtMs: 0 };
    database.channels.set(key, row);
    return row;
  };
  const view = (entry: Lane, leaseUntilMs: number): Lease => {
    const row = entry.rows[entry.headSeq - 1];
    if (row === undefined) throw new Error('a leased lane without a head');
    return {
      facilityId: entry.facilityId,
      laneId: entry.laneId,
      fence: entry.fence,
      message: { ...row.message, dependents: [...row.dependents] },
      messageState: row.state,
      attempts: entry.attempts,
      failures: entry.failures,
      deaths: entry.deaths,
      openAttempt: entry.open === null ? null : { attemptId: entry.open.attemptId, startedAt: entry.open.startedAt },
      unknownForMs: entry.unknownSinceMs === null ? 0 : now() - entry.unknownSinceMs,
      waitedMs: now() - row.createdAtMs,
      absentReads: entry.absentReads,
      leaseUntilMs,
    };
  };
  const take = (entry: Lane, until: number): Lease => {
    if (entry.state === 'leased' && entry.node !== nodeId) entry.deaths = Math.max(entry.deaths, 1);
    if (entry.open !== null) entry.unknownSinceMs ??= now();
    Object.assign(entry, { state: 'leased', fence: entry.fence + 1, node: nodeId, nextAtMs: now() + settings.leaseMs });
    return view(entry, until);
  };
  const holds = (entry: Lane | undefined, lease: Lease): entry is Lane =>
    entry !== undefined &&
    entry.state === 'leased' &&
    entry.fence === lease.fence &&
    entry.headSeq === lease.message.seq;
  const until = (): number => process.monotonicMs() + settings.leaseMs;

  const settleOne = (entry: Lane, item: Settlement, woken: { channel: string; class: number }[]): Settled => {
    const row = entry.rows[entry.headSeq - 1];
    if (row === undefined) throw new Error('no head');
    row.state = item.messageState;
    Object.assign(entry, { failures: item.failures, deaths: item.deaths, absentReads: item.absentReads });
    if (!item.keepAttempt) Object.assign(entry, { open: null, unknownSinceMs: null });
    else entry.unknownSinceMs ??= now();
    if (item.advance) {
      const next = entry.rows.find(
        (candidate) => candidate.message.seq > entry.headSeq && OPEN.includes(candidate.state),
      );
      entry.fence += 1;
      entry.attempts = 0;
      if (next === undefined) Object.assign(entry, { state: 'idle', nextAtMs: null });
      else {
        const isKept = item.chain && next.message.channel === entry.channel;
        Object.assign(entry, {
          headSeq: next.message.seq,
          channel: next.message.channel,
          class: next.message.class,
          state: isKept ? 'leased' : 'ready',
          nextAtMs: isKept ? now() + settings.leaseMs : now(),
        });
      }
      for (const laneId of row.dependents) {
        const waiting = lane(entry.facilityId, laneId);
        if (waiting?.state !== 'waiting') continue;
        Object.assign(waiting, { state: 'ready', nextAtMs: now() });
        woken.push({ channel: waiting.channel, class: waiting.class });
      }
    } else {
      Object.assign(entry, {
        state: item.holdState,
        nextAtMs: item.holdState === 'stopped' || item.holdState === 'parked' ? null : now() + item.delayMs,
      });
    }
    return {
      laneState: entry.state,
      channel: entry.channel,
      class: entry.class,
      woken,
      dueInMs: entry.nextAtMs === null ? null : entry.nextAtMs - now(),
      next: entry.state === 'leased' ? view(entry, until()) : null,
    };
  };

  return {
    overview: (_after, limit) =>
      call(() => {
        const groups = new Map<string, ReadyGroup>();
        for (const entry of database.lanes.values()) {
          if (entry.nextAtMs === null) continue;
          const key = `${entry.facilityId} ${entry.channel} ${entry.class}`;
          const dueInMs = entry.nextAtMs - now();
          if (dueInMs < (groups.get(key)?.dueInMs ?? Number.POSITIVE_INFINITY))
            groups.set(key, { facilityId: entry.facilityId, channel: entry.channel, class: entry.class, dueInMs });
        }
        return [...groups.values()].slice(0, limit - 1);
      }),
    claim: (request: ClaimRequest) => {
      const local = until();
      return call(() => oldest(database.lanes.values(), request, now()).map((entry) => take(entry, local)));
    },
    claimLane: (facilityId, laneId) => {
      const local = until();
      return call(() => {
        const entry = lane(facilityId, laneId);
        return entry === undefined || entry.nextAtMs === null || (entry.state === 'leased' && entry.nextAtMs > now())
          ? null
          : take(entry, local);
      });
    },
    claimExpired: (facilityId, name, messageClass, businessNow, limit) => {
      const local = until();
      return call(() =>
        [...database.lanes.values()]
          .filter(
            (entry) =>
              entry.facilityId === facilityId &&
              entry.channel === name &&
              entry.class === messageClass &&
              entry.open === null &&
              entry.nextAtMs !== null &&
              entry.nextAtMs <= now() &&
              (entry.rows[entry.headSeq - 1]?.message.deadlineAt ?? businessNow) < businessNow,
          )
          .slice(0, limit)
          .map((entry) => take(entry, local)),
      );
    },
    begin: (_facilityId, items: readonly Begin[]) =>
      call(() => {
        const begun = new Map<string, Begun>();
        for (const { lease, attemptId, body } of items) {
          const entry = lane(lease.facilityId, lease.laneId);
          const isAllowed =
            holds(entry, lease) &&
            (entry.nextAtMs ?? 0) > now() &&
            (entry.open === null || entry.open.attemptId === attemptId);
          if (entry === undefined || (!isAllowed && settings.plantedBug !== 'skip-lease-check')) continue;
          if (entry.open?.attemptId !== attemptId) {
            entry.attempts += 1;
            entry.open = { attemptId, number: entry.attempts, startedAt: new Date(now()), sealedBody: body };
          }
          Object.assign(entry, { unknownSinceMs: null, absentReads: 0 });
          begun.set(lease.laneId, { number: entry.attempts, startedAt: entry.open.startedAt });
        }
        return begun;
      }),
    putOnTrial: (lease) =>
      call(() => {
        const entry = lane(lease.facilityId, lease.laneId);
        if (!holds(entry, lease) || (entry.nextAtMs ?? 0) <= now()) return false;
        entry.deaths += 1;
        return true;
      }),
    readAttempt: (lease) => call(() => lane(lease.facilityId, lease.laneId)?.open ?? null),
    settle: (_facilityId, items, tell) =>
      call(async () => {
        const lost = new Set(
          items
            .filter((item) => !holds(lane(item.lease.facilityId, item.lease.laneId), item.lease))
            .map((item) => item.lease.laneId),
        );
        const written: { text: string; values: unknown[] }[] = [];
        const tx: Queryable = {
          query: async ({ text, values }) => {
            written.push({ text, values: values ?? [] });
            return { rows: [], rowCount: 0 };
          },
        };
        // Synchronous up to here in effect: handlers of the simulation only record, so nothing interleaves.
        for (const item of items) if (item.outcome !== null) await tell(tx, item);
        if (lost.size > 0) throw new LeaseLost(lost);
        for (const item of items)
          if (!holds(lane(item.lease.facilityId, item.lease.laneId), item.lease))
            throw new LeaseLost(new Set([item.lease.laneId]));
        const settled = new Map<string, Settled>();
        const woken: { channel: string; class: number }[] = [];
        for (const item of items) {
          const entry = lane(item.lease.facilityId, item.lease.laneId);
          if (entry === undefined) continue;
          assertArrow('engine', entry.rows[entry.headSeq - 1]?.state ?? 'queued', item.messageState);
          settled.set(item.lease.laneId, settleOne(entry, item, woken));
        }
        database.business.push(...written);
        return settled;
      }),
    renew: (_facilityId, leases) =>
      call(() => {
        const kept = new Set<string>();
        for (const lease of leases) {
          const entry = lane(lease.facilityId, lease.laneId);
          if (entry?.state !== 'leased' || entry.fence !== lease.fence || (entry.nextAtMs ?? 0) <= now()) continue;
          entry.nextAtMs = now() + settings.leaseMs;
          kept.add(lease.laneId);
        }
        return kept;
      }),
    dependencies: (facilityId, messageIds) =>
      call(
        () =>
          new Map(
            messageIds.flatMap((id) => {
              const row = database.row(facilityId, id);
              return row === undefined ? [] : [[id, row.state] as [string, MessageState]];
            }),
          ),
      ),
    messageState: (facilityId, messageId) =>
      call(() => {
        const row = database.row(facilityId, messageId);
        return row === undefined ? null : { state: row.state, code: null, reason: null };
      }),
    readLane: (facilityId, laneId, isHurried) =>
      call((): LaneView | null => {
        const entry = lane(facilityId, laneId);
        if (entry === undefined) return null;
        if (isHurried && (entry.state === 'ready' || entry.state === 'waiting'))
          Object.assign(entry, { class: 0, nextAtMs: Math.min(entry.nextAtMs ?? now(), now()) });
        return { state: entry.state, channel: entry.channel };
      }),
    channels: () =>
      call(() =>
        [...database.channels].flatMap(([key, row]): ExceptionalChannel[] => {
          const [facilityId = '', name = ''] = key.split(' ');
          return row.paused || row.open
            ? [
                {
                  facilityId,
                  channel: name,
                  paused: row.paused,
                  open: row.open,
                  probeInMs: row.open ? row.probeAtMs - now() : null,
                },
              ]
            : [];
        }),
      ),
    pauseChannel: (facilityId, name) =>
      call(() => {
        channel(facilityId, name).paused = true;
      }),
    resumeChannel: (facilityId, name) =>
      call(() => {
        Object.assign(channel(facilityId, name), { paused: false, open: false });
      }),
    openBreaker: (facilityId, name, probeInMs) =>
      call(() => {
        const row = channel(facilityId, name);
        Object.assign(row, { open: true, probeAtMs: Math.max(row.open ? row.probeAtMs : 0, now() + probeInMs) });
      }),
    closeBreaker: (facilityId, name) =>
      call(() => {
        channel(facilityId, name).open = false;
      }),
    takeProbe: (facilityId, name, nextInMs) =>
      call(() => {
        const row = channel(facilityId, name);
        if (!row.open || row.paused || row.probeAtMs > now()) return false;
        row.probeAtMs = now() + nextInMs;
        return true;
      }),
    heartbeat: () =>
      call(() => {
        database.nodes.set(nodeId, now());
        return [...database.nodes]
          .filter(([, seenAt]) => seenAt > now() - settings.nodeGoneMs)
          .map(([id]) => id)
          .toSorted();
      }),
    leave: () =>
      call(() => {
        database.nodes.delete(nodeId);
      }),
    budgets: () => call(() => database.budgets),
    notify: () => call(() => undefined),
  };
}

/** The first `limit` of the range in the order of the ready index, without sorting a long backlog. */
function oldest(lanes: Iterable<Lane>, request: ClaimRequest, nowMs: number): Lane[] {
  const found: Lane[] = [];
  for (const lane of lanes) {
    const { nextAtMs } = lane;
    if (
      nextAtMs === null ||
      lane.class !== request.class ||
      lane.channel !== request.channel ||
      lane.facilityId !== request.facilityId
    )
      continue;
    if (nextAtMs > nowMs - request.minAgeMs || nextAtMs <= nowMs - request.maxAgeMs) continue;
    const place = found.findIndex((other) => (other.nextAtMs ?? 0) > nextAtMs);
    if (place >= 0) found.splice(place, 0, lane);
    else if (found.length < request.limit) found.push(lane);
    if (found.length > request.limit) found.pop();
  }
  return found;
}
