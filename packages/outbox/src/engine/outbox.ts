// The engine as its caller sees it: enqueue in a transaction, start, stop, try now, and what a person may do.
import type { ClientConfig, Pool } from 'pg';
import type { Enqueued, Handler, MessageState, NewMessage, OutboxClock, OutboxRandom, Queryable } from '../types.ts';
import { resolveSettings, type OutboxSettings } from '../settings.ts';
import type { FailpointHook } from '../failpoints.ts';
import { isFinal } from '../state-machine.ts';
import { enqueue } from '../enqueue.ts';
import { createPgStore } from '../store/pg-store.ts';
import { Events } from './events.ts';
import { attemptNow, type AttemptNow } from './foreground.ts';
import * as hand from './hand.ts';
import type { HandActOptions, ResendOptions } from './hand.ts';
import { channelHealth, type OutboxHealth } from './health.ts';
import { createInspect, type Inspect } from './inspect.ts';
import { OutboxNode } from './node.ts';
import type { CallSignal } from './runner.ts';
import { NODE_TIMERS, type OutboxTimers } from './timers.ts';
import { Notifier } from './wake.ts';

export interface OutboxOptions {
  readonly pools: { readonly app: Pool; readonly overview: Pool };
  readonly clock: OutboxClock;
  readonly random: OutboxRandom;
  /** Per kind; a function when kinds are registered later. */
  readonly handlers: Readonly<Record<string, Handler>> | ((kind: string) => Handler | undefined);
  readonly settings?: Partial<OutboxSettings>;
  readonly hooks?: { readonly failpoint?: FailpointHook };
  readonly timers?: OutboxTimers;
  /** Connection of the LISTEN session; default: that of the overview pool. */
  readonly listen?: ClientConfig;
}

export interface Outbox {
  readonly nodeId: string;
  readonly events: Events;
  readonly inspect: Inspect;
  /** In the caller's transaction, after the business rows. Wakes the workers shortly after; call `wake` after the commit to do it at once. */
  enqueue(tx: Queryable, facilityId: string, messages: readonly NewMessage[]): Promise<Enqueued[]>;
  wake(facilityId: string, messages: readonly Pick<NewMessage, 'channel' | 'class'>[]): void;
  start(): Promise<void>;
  stop(): Promise<void>;
  /** A person waits: the lane's turn comes now; answers when the message is settled or cannot be, at the latest after timeoutMs. */
  attemptNow(
    facilityId: string,
    laneId: string,
    options: { timeoutMs: number; messageId?: string },
  ): Promise<AttemptNow>;
  resend(
    facilityId: string,
    messageId: string,
    by: string,
    reason: string,
    options?: ResendOptions,
  ): Promise<{ state: MessageState }>;
  cancel(
    facilityId: string,
    messageId: string,
    by: string,
    reason: string,
    options?: HandActOptions,
  ): Promise<{ state: MessageState }>;
  /** A person has seen at the peer what nobody can read back (parked as `unreadable`): it counts as delivered. */
  confirm(facilityId: string, messageId: string, by: string, reason: string): Promise<{ state: MessageState }>;
  pauseChannel(facilityId: string, channel: string, by: string, reason: string): Promise<void>;
  resumeChannel(facilityId: string, channel: string, by: string, reason: string): Promise<void>;
  /** Runs a read that is no message through the channel's limits; null = the channel has no place for it right now. */
  withPlace<T>(
    facilityId: string,
    channel: string,
    call: () => Promise<{ value: T; about: CallSignal }>,
  ): Promise<T | null>;
  health(): OutboxHealth;
}

/** A second wake-up for transactions that committed after the first one. */
const SECOND_WAKE_MS = 150;

const classOf = (value: number): NewMessage['class'] => (value === 0 || value === 1 || value === 2 ? value : 3);

export function createOutbox(options: OutboxOptions): Outbox {
  const { pools, clock, random } = options;
  const settings = resolveSettings(options.settings);
  const timers = options.timers ?? NODE_TIMERS;
  const failpoint = options.hooks?.failpoint;
  const nodeId = random.uuidv7();
  const events = new Events();
  const { handlers } = options;
  const handlerOf = typeof handlers === 'function' ? handlers : (kind: string): Handler | undefined => handlers[kind];
  const store = createPgStore({ app: pools.app, overview: pools.overview, clock, random, settings, nodeId });
  const onError = (error: unknown, where: string): void => {
    events.emit('trouble', { where, error });
  };
  // An idle pooled connection that the server closes must not end the process.
  pools.app.on('error', (error) => onError(error, 'pool'));
  pools.overview.on('error', (error) => onError(error, 'pool'));
  const notifier = new Notifier(store, timers, settings.notifyCoalesceMs, onError);
  const node = new OutboxNode({
    nodeId,
    store,
    settings,
    clock,
    random,
    timers,
    events,
    notifier,
    handlerOf,
    failpoint,
    listen: options.listen ?? pools.overview.options,
  });
  let isStarted = false;
  const handOptions = { app: pools.app, settings, clock, random };

  const wake: Outbox['wake'] = (facilityId, messages) => {
    for (const message of messages) {
      const hint = { facilityId, channel: message.channel, class: message.class };
      if (isStarted) node.dispatcher.wake(hint.facilityId, hint.channel, hint.class);
      notifier.add(hint);
    }
  };
  const byHand = async (result: Promise<hand.HandResult>, facilityId: string): Promise<{ state: MessageState }> => {
    const { state, channel, class: messageClass } = await result;
    if (!isFinal(state)) wake(facilityId, [{ channel, class: classOf(messageClass) }]);
    return { state };
  };

  return {
    nodeId,
    events,
    inspect: createInspect(pools.app, settings.citus),
    wake,
    async enqueue(tx, facilityId, messages) {
      const entries = await enqueue(tx, facilityId, messages);
      const created = new Set(entries.filter((entry) => entry.created).map((entry) => entry.messageId));
      const fresh = messages.filter((message) => created.has(message.messageId));
      for (const delay of [settings.notifyCoalesceMs, SECOND_WAKE_MS]) timers.set(() => wake(facilityId, fresh), delay);
      return entries;
    },
    async start() {
      isStarted = true;
      await node.start();
    },
    async stop() {
      isStarted = false;
      await node.stop();
    },
    attemptNow: (facilityId, laneId, how) =>
      attemptNow({ store, node, events, timers, wake, isStarted: () => isStarted }, facilityId, laneId, how),
    resend: (facilityId, messageId, by, reason, options) =>
      byHand(hand.resend(handOptions, facilityId, messageId, by, reason, options), facilityId),
    cancel: (facilityId, messageId, by, reason, options) =>
      byHand(hand.cancel(handOptions, facilityId, messageId, by, reason, options), facilityId),
    async confirm(facilityId, messageId, by, reason) {
      const done = await hand.confirm(handOptions, handlerOf, facilityId, messageId, by, reason);
      const { state, laneId, laneState, subjectId, kind } = done;
      for (const woken of done.woken) wake(facilityId, [{ ...woken, class: classOf(woken.class) }]);
      if (done.isNew)
        events.emit('settled', {
          facilityId,
          laneId,
          messageId,
          subjectId,
          kind,
          state,
          outcome: 'delivered',
          laneState,
        });
      return { state };
    },
    pauseChannel: (facilityId, channel, by, reason) => node.pause(facilityId, channel, by, reason),
    resumeChannel: (facilityId, channel, by, reason) => node.resume(facilityId, channel, by, reason),
    withPlace: (facilityId, channel, call) => node.withPlace(facilityId, channel, call),
    health: () => channelHealth(node, nodeId, clock),
  };
}
