-- The audit trail. Append-only by GRANT: the application role may insert and read, nothing else. Each facility's events form
-- a chain: hash(n) = sha256(hash(n-1) || digest(n)); the head is the only row that moves.

CREATE TABLE titian.audit_heads (
  facility_id uuid NOT NULL REFERENCES titian.facilities (facility_id),
  seq bigint NOT NULL DEFAULT 0,
  hash bytea NOT NULL,
  PRIMARY KEY (facility_id)
);
SELECT titian.protect_facility_table('audit_heads');
GRANT SELECT, INSERT, UPDATE ON titian.audit_heads TO titian_app;

CREATE TABLE titian.audit_events (
  facility_id uuid NOT NULL REFERENCES titian.facilities (facility_id),
  at timestamptz NOT NULL,
  id uuid NOT NULL,
  seq bigint NOT NULL,
  actor_kind text NOT NULL CHECK (actor_kind IN ('user', 'api-key', 'device', 'system')),
  actor_id text NOT NULL CHECK (length(actor_id) <= 100),
  action text NOT NULL CHECK (length(action) <= 100),
  subject_type text NOT NULL CHECK (length(subject_type) <= 50),
  subject_id text NOT NULL CHECK (length(subject_id) <= 100),
  reason_sealed bytea,
  source text CHECK (length(source) <= 100),
  reference text CHECK (length(reference) <= 100),
  before_sealed bytea,
  after_sealed bytea,
  digest bytea NOT NULL,
  hash bytea NOT NULL,
  PRIMARY KEY (facility_id, at, id)
) PARTITION BY RANGE (at);
CREATE INDEX audit_events_subject ON titian.audit_events (facility_id, subject_id, at);
CREATE INDEX audit_events_seq ON titian.audit_events (facility_id, seq);
SELECT titian.protect_facility_table('audit_events');
GRANT SELECT, INSERT ON titian.audit_events TO titian_app;
