// The public surface of the delivery engine: durable, ordered, fenced delivery on PostgreSQL. It has never heard of BPJS.
export type * from './types.ts';
export { LANE_STATES, MESSAGE_STATES, OutboxError, UNREADABLE } from './types.ts';
export { DEFAULT_SETTINGS, resolveSettings, type ChannelShare, type OutboxSettings } from './settings.ts';
export { FAILPOINTS, type Failpoint, type FailpointHook } from './failpoints.ts';
export { ARROWS, isFinal, type Arrow } from './state-machine.ts';

/** Folder of the numbered SQL files, run by the owner of the schema. */
export const OUTBOX_SQL = new URL('../sql/', import.meta.url);

export { createOutbox, type Outbox, type OutboxOptions } from './engine/outbox.ts';
export { enqueue } from './enqueue.ts';
export type { AttemptNow } from './engine/foreground.ts';
export type { HandActOptions, ResendOptions } from './engine/hand.ts';
export type { ChannelHealth, OutboxHealth } from './engine/health.ts';
export type { AttemptView, ChannelView, Inspect, MessageFilter, MessageView, OutcomeView } from './engine/inspect.ts';
export type { Events, OutboxEvents } from './engine/events.ts';
export type { CallSignal } from './engine/runner.ts';
export { NODE_TIMERS, type OutboxTimers } from './engine/timers.ts';
export { isTransient } from './store/session.ts';
/** @internal For benches: the store without the loop around it. */
export { createPgStore } from './store/pg-store.ts';
/** @internal */
export type { OutboxStore } from './store/store.ts';
