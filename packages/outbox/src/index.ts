// The public surface of the delivery engine: durable, ordered, fenced delivery on PostgreSQL. It has never heard of BPJS.
export type * from './types.ts';
export { LANE_STATES, MESSAGE_STATES, OutboxError } from './types.ts';
export { DEFAULT_SETTINGS, resolveSettings, type ChannelShare, type OutboxSettings } from './settings.ts';
export { FAILPOINTS, type Failpoint, type FailpointHook } from './failpoints.ts';
export { ARROWS, isFinal, type Arrow } from './state-machine.ts';

/** Folder of the numbered SQL files, run by the owner of the schema. */
export const OUTBOX_SQL = new URL('../sql/', import.meta.url);
