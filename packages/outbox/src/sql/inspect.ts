// Reading for screens: the state of a message as a person understands it, its lane, its attempts and what was learned.
import { statement } from './statement.ts';

const COLUMNS = `m.message_id, m.lane_id, m.seq, m.subject_id, m.service, m.kind, m.channel, m.class, m.intent, m.on_refused, m.dangerous,
  m.deadline_at, m.created_at, m.settled_at, m.code, m.after,
  CASE WHEN m.seq = l.head_seq AND m.state IN ('queued', 'waiting', 'unknown') AND l.state = 'leased' THEN 'sending' ELSE m.state END AS state,
  CASE WHEN m.seq = l.head_seq AND l.reason IS NOT NULL THEN l.reason ELSE m.reason END AS reason,
  CASE WHEN m.seq = l.head_seq THEN l.attempts END AS attempts, CASE WHEN m.seq = l.head_seq THEN l.next_at END AS next_at,
  l.state AS lane_state`;
const JOIN = `FROM titian.outbox_messages m JOIN titian.outbox_lanes l ON l.facility_id = m.facility_id AND l.lane_id = m.lane_id`;

export const MESSAGE_DETAIL = statement(
  'message_detail',
  'facility',
  `
SELECT ${COLUMNS} ${JOIN} WHERE m.facility_id = $1 AND m.message_id = $2`,
);
export const LANE_MESSAGES = statement(
  'lane_messages',
  'facility',
  `
SELECT ${COLUMNS} ${JOIN} WHERE m.facility_id = $1 AND m.lane_id = $2 ORDER BY m.seq LIMIT $3::integer`,
);
export const RECENT_MESSAGES = statement(
  'recent_messages',
  'facility',
  `
SELECT ${COLUMNS} ${JOIN}
 WHERE m.facility_id = $1 AND m.created_at < coalesce($2::timestamptz, 'infinity') AND ($3::text[] IS NULL OR m.state = ANY($3::text[]))
   AND ($4::uuid IS NULL OR m.subject_id = $4::uuid)
 ORDER BY m.created_at DESC, m.message_id LIMIT $5::integer`,
);
/** The work list: what a person should look at, oldest first. */
export const ATTENTION_MESSAGES = statement(
  'attention_messages',
  'facility',
  `
SELECT ${COLUMNS} ${JOIN} WHERE m.facility_id = $1 AND m.attention_at IS NOT NULL ORDER BY m.attention_at LIMIT $2::integer`,
);
export const LANE_ATTEMPTS = statement(
  'lane_attempts',
  'facility',
  `
SELECT attempt_id, started_at, seq, message_id, number, fence, node_id, body FROM titian.outbox_attempts
 WHERE facility_id = $1 AND lane_id = $2 AND message_id = $3 ORDER BY started_at LIMIT $4::integer`,
);
export const LANE_OUTCOMES = statement(
  'lane_outcomes',
  'facility',
  `
SELECT outcome_id, recorded_at, seq, message_id, attempt_id, fence, kind, via, code, reason, actor, evidence FROM titian.outbox_outcomes
 WHERE facility_id = $1 AND lane_id = $2 AND message_id = $3 ORDER BY recorded_at LIMIT $4::integer`,
);
