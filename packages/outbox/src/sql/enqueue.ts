// Enqueue in the caller's transaction: first the lanes (the row lock makes commit order the order of the lane and hands out the places),
// then the messages. Texts depend on the number of rows because INSERT … SELECT is refused under row-level security on Citus.
import { statement, type Statement } from './statement.ts';

const rows = (count: number, width: number, casts: readonly string[], fixed: string): string =>
  Array.from(
    { length: count },
    (_, row) =>
      `($1, ${Array.from({ length: width }, (__, column) => `$${2 + row * width + column}::${casts[column]}`).join(', ')}${fixed})`,
  ).join(',\n  ');

// lane_id, subject_id, service, channel, class, not_before, count, deadline_at, ready-from is now() when not_before is null
const LANE_CASTS = ['uuid', 'uuid', 'text', 'text', 'smallint', 'timestamptz', 'bigint', 'timestamptz'];
const laneRows = (count: number): string =>
  Array.from({ length: count }, (_, row) => {
    const p = (column: number): string => `$${2 + row * 8 + column}::${LANE_CASTS[column]}`;
    return `($1::uuid, ${p(0)}, ${p(1)}, ${p(2)}, ${p(3)}, ${p(4)}, 'ready', coalesce(${p(5)}, now()), 1, 1, ${p(6)}, ${p(6)}::integer, ${p(7)})`;
  }).join(',\n  ');

export const upsertLanes = (count: number): Statement =>
  statement(
    `upsert_lanes_${count}`,
    'facility',
    `
INSERT INTO titian.outbox_lanes AS l
  (facility_id, lane_id, subject_id, service, channel, class, state, next_at, head_seq, scan_from, last_seq, pending, deadline_at)
VALUES
  ${laneRows(count)}
ON CONFLICT (facility_id, lane_id) DO UPDATE SET
  last_seq = l.last_seq + excluded.last_seq,
  pending = l.pending + excluded.pending,
  state = CASE WHEN l.state = 'idle' THEN 'ready' ELSE l.state END,
  next_at = CASE WHEN l.state = 'idle' THEN excluded.next_at ELSE l.next_at END,
  channel = CASE WHEN l.state = 'idle' THEN excluded.channel ELSE l.channel END,
  class = CASE WHEN l.state = 'idle' THEN excluded.class ELSE least(l.class, excluded.class) END,
  head_seq = CASE WHEN l.state = 'idle' THEN l.last_seq + 1 ELSE l.head_seq END,
  scan_from = CASE WHEN l.state = 'idle' THEN l.last_seq + 1 ELSE l.scan_from END,
  deadline_at = CASE WHEN l.state = 'idle' THEN excluded.deadline_at ELSE l.deadline_at END,
  head_created_at = CASE WHEN l.state = 'idle' THEN now() ELSE l.head_created_at END,
  attempts = CASE WHEN l.state = 'idle' THEN 0 ELSE l.attempts END,
  failures = CASE WHEN l.state = 'idle' THEN 0 ELSE l.failures END,
  deaths = CASE WHEN l.state = 'idle' THEN 0 ELSE l.deaths END
RETURNING lane_id, last_seq`,
  );

// lane_id, seq, message_id, subject_id, service, kind, channel, class, intent, on_refused, dangerous, deadline_at, not_before, after
const MESSAGE_CASTS = [
  'uuid',
  'bigint',
  'uuid',
  'uuid',
  'text',
  'text',
  'text',
  'smallint',
  'jsonb',
  'text',
  'boolean',
  'timestamptz',
  'timestamptz',
  'jsonb',
];

export const insertMessages = (count: number): Statement =>
  statement(
    `insert_messages_${count}`,
    'facility',
    `
INSERT INTO titian.outbox_messages
  (facility_id, lane_id, seq, message_id, subject_id, service, kind, channel, class, intent, on_refused, dangerous, deadline_at, not_before, after)
VALUES
  ${rows(count, MESSAGE_CASTS.length, MESSAGE_CASTS, '')}
ON CONFLICT (facility_id, message_id) DO NOTHING
RETURNING message_id`,
  );

/** The rare case: some of them were there already. Their places are read, and the lane gives back what it counted too much. */
export const EXISTING_MESSAGES = statement(
  'existing_messages',
  'facility',
  `
SELECT message_id, lane_id, seq FROM titian.outbox_messages WHERE facility_id = $1 AND message_id = ANY($2::uuid[])`,
);

export const REFRESH_LANE = statement(
  'refresh_lane',
  'facility',
  `
WITH head AS (
  SELECT m.seq, m.channel, m.class, m.not_before, m.deadline_at, m.created_at FROM titian.outbox_messages m
   WHERE m.facility_id = $1 AND m.lane_id = $2 AND m.state IN ('queued', 'waiting', 'unknown')
   ORDER BY m.seq LIMIT 1
), found AS (
  SELECT head.* FROM (SELECT 1) one LEFT JOIN head ON true
)
UPDATE titian.outbox_lanes l SET
  pending = l.pending - $3::integer,
  state = CASE WHEN l.state IN ('leased', 'stopped', 'parked', 'unknown', 'waiting') THEN l.state
               WHEN found.seq IS NULL THEN 'idle' ELSE l.state END,
  next_at = CASE WHEN l.state IN ('leased', 'stopped', 'parked', 'unknown', 'waiting') THEN l.next_at
                 WHEN found.seq IS NULL THEN NULL ELSE l.next_at END,
  head_seq = CASE WHEN l.state = 'ready' AND found.seq IS NOT NULL THEN found.seq ELSE l.head_seq END,
  scan_from = CASE WHEN l.state = 'ready' AND found.seq IS NOT NULL THEN found.seq ELSE l.scan_from END,
  channel = CASE WHEN l.state = 'ready' AND found.seq IS NOT NULL THEN found.channel ELSE l.channel END,
  deadline_at = CASE WHEN l.state = 'ready' AND found.seq IS NOT NULL THEN found.deadline_at ELSE l.deadline_at END
FROM found WHERE l.facility_id = $1 AND l.lane_id = $2`,
);

/** Predecessors learn which lanes wait for them, so that their settlement wakes those at once. */
export const REGISTER_DEPENDENT = statement(
  'register_dependent',
  'facility',
  `
UPDATE titian.outbox_messages SET dependents = array_append(dependents, $3::uuid)
 WHERE facility_id = $1 AND message_id = ANY($2::uuid[]) AND state IN ('queued', 'waiting', 'unknown', 'refused', 'parked')
   AND NOT coalesce(dependents, '{}') @> ARRAY[$3::uuid]`,
);
