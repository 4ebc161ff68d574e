// A person waits for one message. The lane is moved to the front and runs through the same claim, attempt and settlement as ever;
// here is only the waiting, and the early answer when the channel cannot serve it anyway.
import type { MessageState, NewMessage } from '../types.ts';
import { isFinal } from '../state-machine.ts';
import type { LaneView, OutboxStore } from '../store/store.ts';
import type { Events, OutboxEvents } from './events.ts';
import type { OutboxNode } from './node.ts';
import type { OutboxTimers } from './timers.ts';

export interface AttemptNow {
  /** settled: the outcome is in the business rows. Otherwise the message stays in the outbox and the person goes on. */
  readonly kind: 'settled' | 'blocked' | 'timeout' | 'channel-down' | 'nothing-pending';
  readonly state: MessageState | null;
}

interface Context {
  readonly store: OutboxStore;
  readonly node: OutboxNode;
  readonly events: Events;
  readonly timers: OutboxTimers;
  readonly wake: (facilityId: string, messages: readonly Pick<NewMessage, 'channel' | 'class'>[]) => void;
  readonly isStarted: () => boolean;
}

/** Another node may run the lane; its settlement is seen by asking. */
const ASK_EVERY_MS = 200;

export async function attemptNow(
  context: Context,
  facilityId: string,
  laneId: string,
  how: { timeoutMs: number; messageId?: string },
): Promise<AttemptNow> {
  const { store, node, events, timers } = context;
  const lane = await store.readLane(facilityId, laneId, true);
  const early =
    lane === null
      ? ({ kind: 'nothing-pending', state: null } as const)
      : await alreadyDecided(store, facilityId, lane, how.messageId);
  if (lane === null || early !== null) return early ?? { kind: 'nothing-pending', state: null };
  context.wake(facilityId, [{ channel: lane.channel, class: 0 }]);
  const channel = context.isStarted() ? node.dispatcher.channel(facilityId, lane.channel) : null;
  const isDown = (): boolean => channel !== null && (channel.isPaused || channel.breaker.isOpen);
  return new Promise<AttemptNow>((resolve) => {
    const cancel: (() => void)[] = [];
    const finish = (result: AttemptNow): void => {
      for (const stop of cancel) stop();
      resolve(result);
    };
    const onSettled = (...[about]: OutboxEvents['settled']): void => {
      if (about.facilityId !== facilityId || about.laneId !== laneId) return;
      const isWanted = how.messageId === undefined ? about.laneState === 'idle' : about.messageId === how.messageId;
      if (isWanted && isFinal(about.state)) finish({ kind: 'settled', state: about.state });
      else if (about.laneState === 'stopped' || about.laneState === 'parked')
        finish({ kind: 'blocked', state: about.state });
      else if (isDown()) finish({ kind: 'channel-down', state: about.state });
    };
    events.on('settled', onSettled);
    cancel.push(
      () => events.off('settled', onSettled),
      timers.set(() => finish({ kind: 'timeout', state: null }), how.timeoutMs),
    );
    const ask = async (): Promise<void> => {
      if (isDown()) return finish({ kind: 'channel-down', state: null });
      const now = await store.readLane(facilityId, laneId, false).catch(() => null);
      const decided =
        now === null ? null : await alreadyDecided(store, facilityId, now, how.messageId).catch(() => null);
      if (decided !== null) return finish(decided);
      cancel.push(timers.set(() => void ask(), ASK_EVERY_MS));
    };
    if (isDown()) finish({ kind: 'channel-down', state: null });
    else cancel.push(timers.set(() => void ask(), ASK_EVERY_MS));
  });
}

async function alreadyDecided(
  store: OutboxStore,
  facilityId: string,
  lane: LaneView,
  messageId: string | undefined,
): Promise<AttemptNow | null> {
  if (messageId !== undefined) {
    const message = await store.messageState(facilityId, messageId);
    if (message !== null && isFinal(message.state)) return { kind: 'settled', state: message.state };
  }
  if (lane.state === 'idle') return { kind: messageId === undefined ? 'settled' : 'nothing-pending', state: null };
  return lane.state === 'stopped' || lane.state === 'parked' ? { kind: 'blocked', state: null } : null;
}
