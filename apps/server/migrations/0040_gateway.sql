-- What the gateway itself remembers: how each channel to BPJS has been doing, and where BPJS holds something else than we sent.
-- Messages, attempts and answers live in the outbox's tables.
SET search_path = titian;

CREATE TABLE bpjs_channel_health (
  facility_id       uuid        NOT NULL,
  channel           text        NOT NULL,
  service           text        NOT NULL,
  last_good_at      timestamptz,
  interrupted_since timestamptz,
  recovered_at      timestamptz,
  latency_ms        integer,
  updated_at        timestamptz NOT NULL,
  PRIMARY KEY (facility_id, channel)
);

CREATE TABLE bpjs_differences (
  facility_id   uuid        NOT NULL,
  message_id    uuid        NOT NULL,
  subject_id    uuid        NOT NULL,
  kind          text        NOT NULL,
  detail_sealed bytea       NOT NULL,
  found_at      timestamptz NOT NULL,
  PRIMARY KEY (facility_id, message_id)
);
CREATE INDEX bpjs_differences_subject ON bpjs_differences (facility_id, subject_id);

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['bpjs_channel_health', 'bpjs_differences'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format(
      'CREATE POLICY facility ON %I USING (facility_id = nullif(current_setting(''app.facility_id'', true), '''')::uuid) '
      'WITH CHECK (facility_id = nullif(current_setting(''app.facility_id'', true), '''')::uuid)', name);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE ON %I TO titian_app', name);
  END LOOP;
END $$;
