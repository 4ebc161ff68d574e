// Settling: lock the lanes in lane-id order and check every fence, then move messages and lanes, then append what was learned.
// Lock and move are two statements on purpose: the move needs a snapshot taken after the lock, or a message that was enqueued while we
// waited for the lock would be missed and its lane put to sleep.
import { statement, type Statement } from './statement.ts';

export const LOCK_LANES = statement(
  'lock_lanes',
  'facility',
  `
SELECT l.lane_id, l.scan_from, m.state AS message_state
  FROM unnest($2::uuid[], $3::bigint[], $4::bigint[]) AS i(lane_id, fence, seq)
  JOIN titian.outbox_lanes l ON l.facility_id = $1 AND l.lane_id = i.lane_id
  JOIN titian.outbox_messages m ON m.facility_id = $1 AND m.lane_id = i.lane_id AND m.seq = i.seq
 WHERE l.facility_id = $1 AND l.fence = i.fence AND l.head_seq = i.seq AND l.state = 'leased'
 ORDER BY l.lane_id FOR UPDATE OF l`,
);

/**
 * advance: the head is done, the lane goes on with its next open message (and stays leased for it when `chain` allows and the channel is
 * the same). Otherwise the head stays and the lane takes hold_state, due again in delay_ms.
 */
export const SETTLE = statement(
  'settle',
  'facility',
  `
WITH input AS (
  SELECT * FROM unnest($2::uuid[], $3::bigint[], $4::bigint[], $5::bigint[], $6::text[], $7::boolean[], $8::text[], $9::double precision[],
    $10::text[], $11::text[], $12::boolean[], $13::boolean[], $14::integer[], $15::integer[], $16::integer[], $19::smallint[])
    AS i(lane_id, fence, seq, scan_from, message_state, advance, hold_state, delay_ms, code, reason, keep_attempt, chain,
         failures, deaths, absent_reads, head_class)
), moved AS (
  UPDATE titian.outbox_messages m
     SET state = i.message_state, code = i.code, reason = i.reason,
         attention_at = CASE WHEN i.message_state IN ('refused', 'parked', 'unknown') THEN coalesce(m.attention_at, now()) END,
         settled_at = CASE WHEN i.message_state IN ('delivered', 'already', 'refused', 'skipped', 'parked', 'cancelled') THEN now() END
    FROM input i
   WHERE m.facility_id = $1 AND m.lane_id = i.lane_id AND m.seq = i.seq AND (i.advance OR m.state <> i.message_state)
)
UPDATE titian.outbox_lanes l SET
  state = CASE WHEN NOT i.advance THEN i.hold_state WHEN n.seq IS NULL THEN 'idle'
               WHEN i.chain AND n.channel = l.channel AND n.due THEN 'leased' ELSE 'ready' END,
  next_at = CASE WHEN NOT i.advance THEN CASE WHEN i.hold_state IN ('stopped', 'parked') THEN NULL
                                              ELSE now() + i.delay_ms * interval '1 millisecond' END
                 WHEN n.seq IS NULL THEN NULL
                 -- A lease with more than half of its time left is not prolonged: the indexed column stays, the update is HOT.
                 WHEN i.chain AND n.channel = l.channel AND n.due THEN
                   CASE WHEN l.next_at > now() + $17::integer * interval '0.5 millisecond' THEN l.next_at
                        ELSE now() + $17::integer * interval '1 millisecond' END
                 ELSE greatest(now(), n.not_before) END,
  fence = l.fence + CASE WHEN i.advance THEN 1 ELSE 0 END,
  head_seq = CASE WHEN i.advance THEN coalesce(n.seq, l.last_seq) ELSE l.head_seq END,
  scan_from = CASE WHEN i.advance THEN coalesce(n.seq, l.last_seq + 1) ELSE l.scan_from END,
  pending = l.pending - CASE WHEN i.advance THEN 1 ELSE 0 END,
  channel = CASE WHEN i.advance AND n.seq IS NOT NULL THEN n.channel ELSE l.channel END,
  -- A lane that stood before its head's own class was hurried by a message that is still behind it: it stays there.
  class = CASE WHEN i.advance AND n.seq IS NOT NULL THEN CASE WHEN l.class < i.head_class THEN least(l.class, n.class) ELSE n.class END
               WHEN l.class < 2 AND l.head_created_at < now() - $18::double precision * interval '1 millisecond' THEN 2 ELSE l.class END,
  deadline_at = CASE WHEN i.advance THEN n.deadline_at ELSE l.deadline_at END,
  head_created_at = CASE WHEN i.advance AND n.seq IS NOT NULL THEN n.created_at ELSE l.head_created_at END,
  attempts = CASE WHEN i.advance THEN 0 ELSE l.attempts END,
  failures = i.failures, deaths = i.deaths, absent_reads = i.absent_reads,
  open_attempt_id = CASE WHEN i.keep_attempt THEN l.open_attempt_id END,
  open_attempt_at = CASE WHEN i.keep_attempt THEN l.open_attempt_at END,
  unknown_since = CASE WHEN i.keep_attempt THEN coalesce(l.unknown_since, now()) END,
  reason = CASE WHEN i.advance THEN NULL ELSE i.reason END
FROM input i LEFT JOIN LATERAL (
  SELECT m.seq, m.message_id, m.subject_id, m.service, m.kind, m.channel, m.class, m.intent, m.on_refused, m.dangerous, m.after,
         m.dependents, m.created_at, m.deadline_at, m.not_before, m.state, coalesce(m.not_before <= now(), true) AS due
    FROM titian.outbox_messages m
   WHERE i.advance AND m.facility_id = $1 AND m.lane_id = i.lane_id AND m.seq >= i.scan_from AND m.seq <> i.seq
     AND m.state IN ('queued', 'waiting', 'unknown')
   ORDER BY m.seq LIMIT 1) n ON true
WHERE l.facility_id = $1 AND l.lane_id = i.lane_id AND l.fence = i.fence
RETURNING l.lane_id, l.fence, l.state AS lane_state, l.head_seq, l.channel, l.class, l.attempts, l.failures, l.deaths,
  l.open_attempt_id, l.open_attempt_at, l.deadline_at, l.absent_reads, NULL::double precision AS unknown_for_ms,
  (extract(epoch FROM now() - n.created_at) * 1000)::double precision AS waited_ms,
  (extract(epoch FROM l.next_at - now()) * 1000)::double precision AS due_in_ms,
  n.message_id, n.subject_id, n.service, n.kind, n.intent, n.on_refused, n.dangerous, n.after, n.dependents, n.created_at,
  n.state AS message_state, n.channel AS message_channel, n.class AS message_class`,
);

const WIDTH = 12;
const CASTS = ['uuid', 'uuid', 'bigint', 'uuid', 'uuid', 'bigint', 'text', 'text', 'text', 'text', 'text', 'bytea'];
/** lane_id, outcome_id, seq, message_id, attempt_id, fence, kind, via, code, reason, actor, evidence */
export const insertOutcomes = (count: number): Statement =>
  statement(
    `insert_outcomes_${count}`,
    'facility',
    `
INSERT INTO titian.outbox_outcomes
  (facility_id, lane_id, outcome_id, seq, message_id, attempt_id, fence, kind, via, code, reason, actor, evidence, recorded_at)
VALUES
  ${Array.from(
    { length: count },
    (_, row) => `($1, ${CASTS.map((cast, column) => `$${2 + row * WIDTH + column}::${cast}`).join(', ')}, now())`,
  ).join(',\n  ')}`,
  );

/** Lanes that waited for a message which has just been settled. Skips the ones somebody holds: polling finds those. */
export const WAKE_LANES = statement(
  'wake_lanes',
  'facility',
  `
WITH picked AS (
  SELECT lane_id FROM titian.outbox_lanes
   WHERE facility_id = $1 AND lane_id = ANY($2::uuid[]) AND state = 'waiting' ORDER BY lane_id FOR UPDATE SKIP LOCKED
)
UPDATE titian.outbox_lanes l SET next_at = now(), state = 'ready' FROM picked
 WHERE l.facility_id = $1 AND l.lane_id = picked.lane_id
RETURNING l.channel, l.class`,
);
