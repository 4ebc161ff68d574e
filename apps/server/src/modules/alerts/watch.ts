// When to look: every facility twice a minute, and one at once when its health has turned. Every process asks; the row of the round lets one
// of them look (round.ts).
import type { Events } from '../../platform/events/index.ts';
import type { FacilityId } from '../../platform/ids.ts';

export interface WatchDeps {
  readonly events: Events;
  readonly facilities: () => Promise<readonly FacilityId[]>;
  /** Before each turn. */
  readonly prepare: () => Promise<void>;
  readonly look: (facilityId: FacilityId, gapMs: number) => Promise<void>;
  readonly onTrouble: (error: unknown) => void;
  readonly everyMs?: number;
}

export interface Watch {
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** Goal D3: an unknown answer is told within a minute; and a channel that was paused within two (G5). */
const EVERY_MS = 30_000;
/** Turns of health come in bursts. */
const TURN_MS = 2_000;

export function createWatch(deps: WatchDeps): Watch {
  const everyMs = deps.everyMs ?? EVERY_MS;
  const turned = new Set<FacilityId>();
  let timer: NodeJS.Timeout | undefined;
  let turnTimer: NodeJS.Timeout | undefined;
  let unsubscribe: (() => void) | undefined;
  let working: Promise<void> = Promise.resolve();
  let isStopping = false;

  const lookQuietly = async (facilityId: FacilityId, gapMs: number) => {
    if (isStopping) return;
    await deps.look(facilityId, gapMs).catch(deps.onTrouble);
  };
  const inTurn = (work: () => Promise<void>) => {
    working = working.then(work).catch(deps.onTrouble);
  };
  const everybody = async () => {
    await deps.prepare().catch(deps.onTrouble);
    // A bit less than the pause: processes whose clocks tick at the same time take turns.
    for (const facilityId of await deps.facilities()) await lookQuietly(facilityId, everyMs * 0.8);
  };
  const next = () => {
    if (isStopping) return;
    timer = setTimeout(() => {
      inTurn(everybody);
      void working.then(next);
    }, everyMs);
    timer.unref();
  };
  const onTurn = (facilityId: FacilityId) => {
    turned.add(facilityId);
    if (turnTimer !== undefined || isStopping) return;
    turnTimer = setTimeout(() => {
      turnTimer = undefined;
      const now = [...turned];
      turned.clear();
      for (const one of now) inTurn(() => lookQuietly(one, TURN_MS));
    }, TURN_MS);
    turnTimer.unref();
  };

  return {
    start: async () => {
      unsubscribe = deps.events.subscribeAll((facilityId, event) => {
        if (event.topic === 'health') onTurn(facilityId);
      });
      inTurn(everybody);
      next();
      await Promise.resolve();
    },
    stop: async () => {
      isStopping = true;
      clearTimeout(timer);
      clearTimeout(turnTimer);
      unsubscribe?.();
      await working;
    },
  };
}
