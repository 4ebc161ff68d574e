-- Events that came from outside (HIS, file import). One row per source event, kept for ever: it is what makes the same event
-- harmless the second time. The event itself is sealed; its digest tells a repetition from a different event under an old id.
SET search_path = titian;

CREATE TABLE hook_events (
  facility_id     uuid        NOT NULL,
  source          text        NOT NULL CHECK (length(source) BETWEEN 1 AND 60),
  source_event_id text        NOT NULL CHECK (length(source_event_id) BETWEEN 1 AND 200),
  id              uuid        NOT NULL,
  type            text        NOT NULL,
  occurred_at     timestamptz NOT NULL,
  received_at     timestamptz NOT NULL,
  body_digest     bytea       NOT NULL,
  body_sealed     bytea       NOT NULL,
  visit_id        uuid,
  PRIMARY KEY (facility_id, source, source_event_id)
);
CREATE INDEX hook_events_visit ON hook_events (facility_id, visit_id) WHERE visit_id IS NOT NULL;

ALTER TABLE hook_events ENABLE ROW LEVEL SECURITY;
ALTER TABLE hook_events FORCE ROW LEVEL SECURITY;
CREATE POLICY facility ON hook_events
  USING (facility_id = nullif(current_setting('app.facility_id', true), '')::uuid)
  WITH CHECK (facility_id = nullif(current_setting('app.facility_id', true), '')::uuid);
GRANT SELECT, INSERT ON hook_events TO titian_app;
GRANT UPDATE (visit_id) ON hook_events TO titian_app;
