-- A database that was restored from a backup is older than what BPJS holds. Until a person has released it, nothing is sent; afterwards BPJS
-- is asked before each message for as long as messages of that time may still leave. One row per restoring, by the owner.
SET search_path = titian;

CREATE TABLE restored_starts (
  facility_id     uuid        NOT NULL,
  -- Real time, as the backup file and the restoring machine told it.
  taken_at        timestamptz NOT NULL,
  restored_at     timestamptz NOT NULL,
  released_at     timestamptz,
  -- Who released it and why, sealed like every text of a person.
  released_sealed bytea,
  PRIMARY KEY (facility_id, restored_at)
);
SELECT protect_facility_table('restored_starts');
GRANT SELECT, UPDATE (released_at, released_sealed) ON restored_starts TO titian_app;
