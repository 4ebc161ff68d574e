-- One row per Idempotency-Key of a facility: the first request that brings it works, repetitions get its answer.
-- `effect_at` is set by the transaction that wrote business rows: after a crash it tells "done, answer lost" from "never
-- happened". The request is kept as a keyed digest, the answer sealed: both may hold personal data.

CREATE TABLE titian.idempotency_keys (
  facility_id uuid NOT NULL REFERENCES titian.facilities (facility_id),
  key uuid NOT NULL,
  actor_id text NOT NULL,
  request_digest bytea NOT NULL,
  started_at timestamptz NOT NULL,
  lease_until timestamptz NOT NULL,
  effect_at timestamptz,
  answered_at timestamptz,
  status smallint,
  answer_sealed bytea,
  PRIMARY KEY (facility_id, key)
) WITH (fillfactor = 80);
CREATE INDEX idempotency_keys_age ON titian.idempotency_keys (facility_id, started_at);
SELECT titian.protect_facility_table('idempotency_keys');
GRANT SELECT, INSERT, UPDATE, DELETE ON titian.idempotency_keys TO titian_app;
