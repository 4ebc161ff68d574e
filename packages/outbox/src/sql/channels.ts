// Pause and breaker of a facility's channel, shared by all nodes.
import { statement } from './statement.ts';

export const EXCEPTIONAL_CHANNELS = statement(
  'exceptional_channels',
  'overview',
  `
SELECT facility_id, channel, paused_at IS NOT NULL AS paused, breaker = 'open' AS open,
       (extract(epoch FROM next_probe_at - now()) * 1000)::double precision AS probe_in_ms
  FROM titian.outbox_channels WHERE paused_at IS NOT NULL OR breaker = 'open'`,
);

export const PAUSE_CHANNEL = statement(
  'pause_channel',
  'facility',
  `
INSERT INTO titian.outbox_channels AS c (facility_id, channel, paused_at, paused_by, reason) VALUES ($1, $2, now(), $3, $4)
ON CONFLICT (facility_id, channel) DO UPDATE
   SET paused_at = coalesce(c.paused_at, now()), paused_by = excluded.paused_by, reason = excluded.reason, updated_at = now()`,
);

export const RESUME_CHANNEL = statement(
  'resume_channel',
  'facility',
  `
INSERT INTO titian.outbox_channels (facility_id, channel, paused_by, reason) VALUES ($1, $2, $3, $4)
ON CONFLICT (facility_id, channel) DO UPDATE
   SET paused_at = NULL, paused_by = excluded.paused_by, reason = excluded.reason, breaker = 'closed', opened_at = NULL,
       next_probe_at = NULL, updated_at = now()`,
);

export const OPEN_BREAKER = statement(
  'open_breaker',
  'facility',
  `
INSERT INTO titian.outbox_channels AS c (facility_id, channel, breaker, opened_at, next_probe_at)
VALUES ($1, $2, 'open', now(), now() + $3::integer * interval '1 millisecond')
ON CONFLICT (facility_id, channel) DO UPDATE
   SET breaker = 'open', opened_at = CASE WHEN c.breaker = 'open' THEN c.opened_at ELSE now() END,
       next_probe_at = greatest(c.next_probe_at, now() + $3::integer * interval '1 millisecond'), updated_at = now()`,
);

export const CLOSE_BREAKER = statement(
  'close_breaker',
  'facility',
  `
UPDATE titian.outbox_channels SET breaker = 'closed', opened_at = NULL, next_probe_at = NULL, updated_at = now()
 WHERE facility_id = $1 AND channel = $2 AND breaker = 'open'`,
);

/** One probe per interval over all nodes: whoever moves next_probe_at may send it. */
export const TAKE_PROBE = statement(
  'take_probe',
  'facility',
  `
UPDATE titian.outbox_channels SET next_probe_at = now() + $3::integer * interval '1 millisecond'
 WHERE facility_id = $1 AND channel = $2 AND breaker = 'open' AND next_probe_at <= now() AND paused_at IS NULL
RETURNING channel`,
);

export const READ_CHANNELS = statement(
  'read_channels',
  'facility',
  `
SELECT channel, paused_at, paused_by, reason, breaker, opened_at, next_probe_at FROM titian.outbox_channels WHERE facility_id = $1`,
);
