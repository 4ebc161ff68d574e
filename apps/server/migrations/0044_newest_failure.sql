-- The newest unanswered call of a channel: a good answer after it on any channel of the service is newer evidence.
SET search_path = titian;

ALTER TABLE bpjs_channel_health ADD COLUMN last_failed_at timestamptz;
