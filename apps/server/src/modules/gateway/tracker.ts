// Keeps the health of each channel of each facility in memory, writes it down when it turns (and now and then while it is good), and
// tells the screens. One per process; the rows join what several processes saw. It holds nobody back: reads.ts and the outbox do.
import type { Clock } from '../../platform/clock.ts';
import type { Db } from '../../platform/db/index.ts';
import type { Events } from '../../platform/events/index.ts';
import type { FacilityId } from '../../platform/ids.ts';
import type { Exchange } from './handler.ts';
import {
  DEFAULT_HEALTH_LIMITS,
  isUnanswered,
  isTurn,
  newChannelHealth,
  observeExchange,
  type ChannelHealth,
  type HealthLimits,
} from './health.ts';
import { putChannelHealth } from './store.ts';

export interface Tracker {
  observe(facilityId: FacilityId, exchange: Exchange): void;
  get(facilityId: FacilityId, channel: string): ChannelHealth | undefined;
  /** Everything observed is on disk; for stopping and for tests. */
  flush(): Promise<void>;
}

export interface TrackerDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly events: Events;
  readonly onTrouble: (error: unknown) => void;
  /** Told of every exchange, whatever came of it. */
  readonly onExchange?: (facilityId: FacilityId, exchange: Exchange) => void;
  readonly limits?: HealthLimits;
}

/** The age of the last good answer on the screen may lag by this much while nothing changes. */
const REGULAR_WRITE_MS = 15_000;
/** While a channel is interrupted the newest failure must not look older than a neighbour's good answer; calls are few then. */
const INTERRUPTED_WRITE_MS = 1_000;
/** 1,000 facilities with twenty channels; beyond it the longest unseen are forgotten and start afresh. */
const CHANNELS_MAX = 20_000;

const UNFAMILIAR = 'BPJS_UNFAMILIAR';

interface Kept {
  readonly health: ChannelHealth;
  readonly writtenAtMs: number;
}

export function createTracker(deps: TrackerDeps): Tracker {
  const kept = new Map<string, Kept>();
  const writing = new Set<Promise<void>>();
  const limits = deps.limits ?? DEFAULT_HEALTH_LIMITS;

  const write = (facilityId: FacilityId, health: ChannelHealth) => {
    const done = deps.db
      .withFacility(facilityId, (tx) => putChannelHealth(tx, health, deps.clock.realNow()))
      // Health is a picture, not a record: a failed write is reported and the next one comes soon.
      .catch(deps.onTrouble)
      .finally(() => writing.delete(done));
    writing.add(done);
  };

  return {
    get: (facilityId, channel) => kept.get(`${facilityId}|${channel}`)?.health,
    observe: (facilityId, exchange) => {
      deps.onExchange?.(facilityId, exchange);
      const key = `${facilityId}|${exchange.channel}`;
      const before = kept.get(key);
      const was = before?.health ?? newChannelHealth(exchange.channel, exchange.service);
      const health = observeExchange(was, exchange, deps.clock.realNow(), limits);
      const nowMs = deps.clock.monotonicMs();
      const turned = isTurn(was, health);
      const isFailing = health.interruptedSince !== null && isUnanswered(exchange.errorCode);
      const writeEveryMs = isFailing ? INTERRUPTED_WRITE_MS : REGULAR_WRITE_MS;
      const isDue = before === undefined || turned || nowMs - before.writtenAtMs >= writeEveryMs;
      kept.delete(key);
      kept.set(key, { health, writtenAtMs: isDue ? nowMs : (before?.writtenAtMs ?? nowMs) });
      for (const oldest of kept.keys()) {
        if (kept.size <= CHANNELS_MAX) break;
        kept.delete(oldest);
      }
      if (isDue) write(facilityId, health);
      // An answer that nobody knows is told at once (goal D3), although the channel works.
      if (turned || exchange.errorCode === UNFAMILIAR)
        deps.events.publish(facilityId, { topic: 'health', subjectId: exchange.channel });
    },
    flush: async () => {
      await Promise.all(writing);
    },
  };
}
