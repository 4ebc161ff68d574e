// What a person may do to one message: lock its lane, look at both, then move them with SETTLE or these.
import { statement } from './statement.ts';

export const LOCK_FOR_HAND = statement(
  'lock_for_hand',
  'facility',
  `
SELECT l.lane_id, l.state AS lane_state, l.fence, l.head_seq, l.scan_from, l.open_attempt_id, l.failures
  FROM titian.outbox_lanes l WHERE l.facility_id = $1 AND l.lane_id = $2 FOR UPDATE`,
);

export const FIND_MESSAGE = statement(
  'find_message',
  'facility',
  `
SELECT m.lane_id, m.seq, m.message_id, m.subject_id, m.service, m.kind, m.channel, m.class, m.intent, m.on_refused, m.dangerous,
       m.after, m.dependents, m.created_at, m.deadline_at, m.state, m.code, m.reason, m.settled_at
  FROM titian.outbox_messages m WHERE m.facility_id = $1 AND m.message_id = $2`,
);

export const REOPEN_MESSAGE = statement(
  'reopen_message',
  'facility',
  `
UPDATE titian.outbox_messages SET state = $4, code = NULL, reason = NULL, settled_at = NULL, attention_at = NULL, deadline_at = $5,
       class = $6::smallint
 WHERE facility_id = $1 AND lane_id = $2 AND seq = $3`,
);

// A lane that is leased, or whose head has an unclear attempt, keeps its head; it comes to the opened place when that head is settled. So
// does one that already stands before an earlier place: to go on from the later one would leave that behind for ever.
const BUSY = `(l.state = 'leased' OR (l.open_attempt_id IS NOT NULL AND NOT $4)
         OR (l.state IN ('ready', 'waiting') AND l.head_seq < $3::bigint))`;
/**
 * $4: the message is the head that blocks the lane. Otherwise an earlier place is opened again. $8: it goes behind better classes; only a
 * lane in which nothing else is open takes that class as its own.
 */
export const REOPEN_LANE = statement(
  'reopen_lane',
  'facility',
  `
UPDATE titian.outbox_lanes l SET
  state = CASE WHEN ${BUSY} THEN l.state WHEN l.open_attempt_id IS NOT NULL THEN 'unknown' ELSE 'ready' END,
  next_at = CASE WHEN ${BUSY} THEN l.next_at ELSE now() END,
  head_seq = CASE WHEN ${BUSY} THEN l.head_seq ELSE $3::bigint END,
  scan_from = CASE WHEN ${BUSY} THEN least(l.scan_from, $3::bigint) ELSE $3::bigint END,
  channel = CASE WHEN ${BUSY} THEN l.channel ELSE $5 END,
  class = CASE WHEN $8::boolean AND l.pending <= CASE WHEN $4 THEN 1 ELSE 0 END THEN $6::smallint ELSE least(l.class, $6::smallint) END,
  deadline_at = CASE WHEN ${BUSY} THEN l.deadline_at ELSE $7::timestamptz END,
  pending = l.pending + CASE WHEN $4 THEN 0 ELSE 1 END,
  failures = 0, deaths = 0,
  attempts = CASE WHEN $4 OR ${BUSY} THEN l.attempts ELSE 0 END,
  reason = NULL
 WHERE l.facility_id = $1 AND l.lane_id = $2`,
);

/** A message behind the head is cancelled: the lane only counts one less. */
export const COUNT_ONE_LESS = statement(
  'count_one_less',
  'facility',
  `
UPDATE titian.outbox_lanes SET pending = pending - $3::integer WHERE facility_id = $1 AND lane_id = $2`,
);
export const CONFIRM_MESSAGE = statement(
  'confirm_message',
  'facility',
  `
UPDATE titian.outbox_messages SET state = 'delivered', settled_at = now(), code = NULL, reason = NULL, attention_at = NULL
 WHERE facility_id = $1 AND lane_id = $2 AND seq = $3`,
);
export const CANCEL_MESSAGE = statement(
  'cancel_message',
  'facility',
  `
UPDATE titian.outbox_messages SET state = 'cancelled', settled_at = now(), code = NULL, reason = NULL, attention_at = NULL
 WHERE facility_id = $1 AND lane_id = $2 AND seq = $3`,
);

/** A person waits now: the lane's turn comes at once. */
export const HURRY_LANE = statement(
  'hurry_lane',
  'facility',
  `
UPDATE titian.outbox_lanes SET class = 0, next_at = least(next_at, now())
 WHERE facility_id = $1 AND lane_id = $2 AND state IN ('ready', 'waiting')
   AND (class > 0 OR next_at > now())`,
);
export const READ_LANE = statement(
  'read_lane',
  'facility',
  `
SELECT state, channel FROM titian.outbox_lanes WHERE facility_id = $1 AND lane_id = $2`,
);
