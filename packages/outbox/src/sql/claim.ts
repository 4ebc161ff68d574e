// Leases the oldest due lanes of one facility, channel and class, and brings each one's head message. The rows are picked in index order
// (no sort) and skipped when another node holds them. The fence grows with every claim: whoever held the lane before can no longer write.
// Alternatives tried in the prototype: claiming messages instead of lanes (half as fast, order needs a second lock); one claim over all
// facilities (refused on Citus, and fairness would have to live in SQL).
// $4 and $5 bound next_at: fresh work and late work are two ranges of the same index.
import { statement } from './statement.ts';

const HEAD = `leased.*, m.message_id, m.subject_id, m.service, m.kind, m.intent, m.on_refused, m.dangerous, m.after, m.dependents,
       m.created_at, m.state AS message_state, m.channel AS message_channel, m.class AS message_class`;
export const HEAD_MESSAGE = statement(
  'head_message',
  'facility',
  `
SELECT m.message_id, m.subject_id, m.service, m.kind, m.intent, m.on_refused, m.dangerous, m.after, m.dependents, m.created_at,
       m.state AS message_state, m.channel AS message_channel, m.class AS message_class
  FROM titian.outbox_messages m WHERE m.facility_id = $1 AND m.lane_id = $2 AND m.seq = $3`,
);

const LEASE = `
    SET state = 'leased', fence = l.fence + 1, lease_node = $NODE::uuid,
        next_at = now() + $LEASE::integer * interval '1 millisecond',
        deaths = CASE WHEN l.state = 'leased' AND l.lease_node <> $NODE::uuid THEN greatest(l.deaths, 1) ELSE l.deaths END,
        unknown_since = CASE WHEN l.open_attempt_id IS NOT NULL THEN coalesce(l.unknown_since, now()) END
   FROM picked WHERE l.facility_id = $1 AND l.lane_id = picked.lane_id
  RETURNING l.lane_id, l.fence, l.head_seq, l.attempts, l.failures, l.deaths, l.open_attempt_id, l.open_attempt_at,
            (extract(epoch FROM now() - l.unknown_since) * 1000)::double precision AS unknown_for_ms,
            (extract(epoch FROM now() - l.head_created_at) * 1000)::double precision AS waited_ms,
            l.absent_reads, l.deadline_at`;
const lease = (node: number, ms: number): string =>
  LEASE.replaceAll('$NODE', `$${node}`).replaceAll('$LEASE', `$${ms}`);

export const CLAIM = statement(
  'claim',
  'facility',
  `
WITH picked AS (
  SELECT lane_id FROM titian.outbox_lanes
   WHERE facility_id = $1 AND channel = $2 AND class = $3::smallint
     AND next_at <= now() - $4::integer * interval '1 millisecond' AND next_at > now() - $5::double precision * interval '1 millisecond'
   ORDER BY next_at LIMIT $6::integer FOR UPDATE SKIP LOCKED
), leased AS (
  UPDATE titian.outbox_lanes l ${lease(7, 8)}
)
SELECT ${HEAD}
  FROM leased LEFT JOIN titian.outbox_messages m ON m.facility_id = $1 AND m.lane_id = leased.lane_id AND m.seq = leased.head_seq`,
);

/** The foreground: one named lane, whatever its turn would be, unless someone holds it. */
export const CLAIM_LANE = statement(
  'claim_lane',
  'facility',
  `
WITH picked AS (
  SELECT lane_id FROM titian.outbox_lanes
   WHERE facility_id = $1 AND lane_id = $2 AND next_at IS NOT NULL AND (state <> 'leased' OR next_at <= now())
   FOR UPDATE SKIP LOCKED
), leased AS (
  UPDATE titian.outbox_lanes l ${lease(3, 4)}
)
SELECT ${HEAD}
  FROM leased LEFT JOIN titian.outbox_messages m ON m.facility_id = $1 AND m.lane_id = leased.lane_id AND m.seq = leased.head_seq`,
);

/** Overdue heads of a channel that is paused or broken: nothing is sent, they only have to be told that their time is over. */
export const CLAIM_EXPIRED = statement(
  'claim_expired',
  'facility',
  `
WITH picked AS (
  SELECT lane_id FROM titian.outbox_lanes
   WHERE facility_id = $1 AND channel = $2 AND class = $3::smallint AND next_at <= now()
     AND deadline_at <= $4::timestamptz AND open_attempt_id IS NULL
   ORDER BY next_at LIMIT $5::integer FOR UPDATE SKIP LOCKED
), leased AS (
  UPDATE titian.outbox_lanes l ${lease(6, 7)}
)
SELECT ${HEAD}
  FROM leased LEFT JOIN titian.outbox_messages m ON m.facility_id = $1 AND m.lane_id = leased.lane_id AND m.seq = leased.head_seq`,
);
