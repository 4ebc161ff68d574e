// Intent before the first byte: the lane notes the open attempt (only for the holder of the fence, only while the lease runs, and only
// when no other attempt is open: a blind resend is impossible here), the attempt row keeps the exact sealed body. Both commit before
// anything is sent. No indexed column is touched: a HOT update. Repeating it with the same attempt id (a commit whose answer was lost)
// changes nothing. `IS TRUE` keeps the planner from reading the whole ready index of the facility for the lease check: it finds the lanes
// by key.
import { statement, type Statement } from './statement.ts';

export const BEGIN_ATTEMPTS = statement(
  'begin_attempts',
  'facility',
  `
UPDATE titian.outbox_lanes l
   SET open_attempt_id = i.attempt_id,
       open_attempt_at = CASE WHEN l.open_attempt_id = i.attempt_id THEN l.open_attempt_at ELSE date_trunc('milliseconds', now()) END,
       attempts = l.attempts + CASE WHEN l.open_attempt_id = i.attempt_id THEN 0 ELSE 1 END,
       unknown_since = NULL, absent_reads = 0
  FROM unnest($2::uuid[], $3::bigint[], $4::bigint[], $5::uuid[]) AS i(lane_id, fence, seq, attempt_id)
 WHERE l.facility_id = $1 AND l.lane_id = i.lane_id AND l.fence = i.fence AND l.head_seq = i.seq AND l.state = 'leased'
   AND (l.next_at > now()) IS TRUE AND (l.open_attempt_id IS NULL OR l.open_attempt_id = i.attempt_id)
RETURNING l.lane_id, l.attempts, l.open_attempt_at AS started_at`,
);

export const ATTEMPT_WIDTH = 9;
const CASTS = ['uuid', 'uuid', 'bigint', 'uuid', 'integer', 'bigint', 'uuid', 'bytea', 'timestamptz'];
export const insertAttempts = (count: number): Statement =>
  statement(
    `insert_attempts_${count}`,
    'facility',
    `
INSERT INTO titian.outbox_attempts (facility_id, lane_id, attempt_id, seq, message_id, number, fence, node_id, body, started_at)
VALUES
  ${Array.from(
    { length: count },
    (_, row) => `($1, ${CASTS.map((cast, column) => `$${2 + row * ATTEMPT_WIDTH + column}::${cast}`).join(', ')})`,
  ).join(',\n  ')}
ON CONFLICT DO NOTHING`,
  );

/** Reads the body back for a read-back; the time is known to the lane, so one partition is touched. */
export const READ_ATTEMPT = statement(
  'read_attempt',
  'facility',
  `
SELECT attempt_id, number, started_at, body FROM titian.outbox_attempts
 WHERE facility_id = $1 AND lane_id = $2 AND started_at = $3::timestamptz AND attempt_id = $4`,
);
