// The wake-up: sent after commit, coalesced per process, by its own short statement (a NOTIFY inside every enqueue serialises commits).
import { statement } from './statement.ts';

export const WAKE_CHANNEL = 'titian_outbox';
export const NOTIFY = statement('notify', 'global', `SELECT pg_notify($1, $2)`);
