// Heartbeats (database time) and the national budget. Global tables: no facility, no patient data.
import { statement } from './statement.ts';

export const HEARTBEAT = statement(
  'heartbeat',
  'global',
  `
INSERT INTO titian.outbox_nodes (node_id) VALUES ($1) ON CONFLICT (node_id) DO UPDATE SET seen_at = now()`,
);

export const LIVE_NODES = statement(
  'live_nodes',
  'global',
  `
SELECT node_id, (extract(epoch FROM now() - started_at) * 1000)::double precision AS age_ms FROM titian.outbox_nodes
 WHERE seen_at > now() - $1::integer * interval '1 millisecond' ORDER BY node_id`,
);

export const LEAVE = statement('leave', 'global', `DELETE FROM titian.outbox_nodes WHERE node_id = $1`);

export const FORGET_NODES = statement(
  'forget_nodes',
  'global',
  `
DELETE FROM titian.outbox_nodes WHERE seen_at < now() - interval '1 hour'`,
);

export const BUDGETS = statement(
  'budgets',
  'global',
  `SELECT channel, concurrency, rate_per_second FROM titian.channel_budget`,
);
