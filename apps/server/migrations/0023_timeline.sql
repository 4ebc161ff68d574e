-- Task IDs: which event stands for which, the observed instants, what BPJS holds, and the history of both.
SET search_path = titian;

CREATE TABLE task_mappings (
  facility_id uuid NOT NULL,
  task smallint NOT NULL CHECK (task IN (1, 2, 3, 4, 5, 6, 7, 99)),
  patient text NOT NULL CHECK (patient IN ('new', 'existing', 'any')),
  event text NOT NULL,
  PRIMARY KEY (facility_id, task, patient, event)
);
ALTER TABLE task_mappings ENABLE ROW LEVEL SECURITY;
ALTER TABLE task_mappings FORCE ROW LEVEL SECURITY;
CREATE POLICY own_facility ON task_mappings
  USING (facility_id = nullif(current_setting('app.facility_id', true), '')::uuid)
  WITH CHECK (facility_id = nullif(current_setting('app.facility_id', true), '')::uuid);
GRANT SELECT, INSERT, DELETE ON task_mappings TO titian_app;

-- The booking at Antrean RS: everything else of the lane needs it.
CREATE TABLE bookings (
  facility_id uuid NOT NULL,
  visit_id uuid NOT NULL,
  message_id uuid,
  state text NOT NULL CHECK (state IN ('tidak-perlu', 'menunggu', 'diterima', 'sudah-ada', 'berbeda', 'ditolak', 'kedaluwarsa', 'belum-pasti', 'dibatalkan')),
  code text,
  reason text,
  cancel_state text CHECK (cancel_state IN ('menunggu', 'diterima', 'sudah-ada', 'ditolak', 'kedaluwarsa')),
  compared_at timestamptz,
  settled_at timestamptz,
  PRIMARY KEY (facility_id, visit_id),
  FOREIGN KEY (facility_id, visit_id) REFERENCES visits (facility_id, id)
);
ALTER TABLE bookings ENABLE ROW LEVEL SECURITY;
ALTER TABLE bookings FORCE ROW LEVEL SECURITY;
CREATE POLICY own_facility ON bookings
  USING (facility_id = nullif(current_setting('app.facility_id', true), '')::uuid)
  WITH CHECK (facility_id = nullif(current_setting('app.facility_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE ON bookings TO titian_app;

-- observed_at is written once and has no UPDATE grant; a correction stands beside it, its history in task_history.
CREATE TABLE task_times (
  facility_id uuid NOT NULL,
  visit_id uuid NOT NULL,
  task smallint NOT NULL CHECK (task IN (1, 2, 3, 4, 5, 6, 7, 99)),
  -- Null when nobody clicked and a named person entered the time later.
  observed_at timestamptz,
  event_type text,
  observed_by text,
  source_ref text,
  corrected_at timestamptz,
  PRIMARY KEY (facility_id, visit_id, task),
  CHECK (observed_at IS NOT NULL OR corrected_at IS NOT NULL),
  FOREIGN KEY (facility_id, visit_id) REFERENCES visits (facility_id, id)
);
ALTER TABLE task_times ENABLE ROW LEVEL SECURITY;
ALTER TABLE task_times FORCE ROW LEVEL SECURITY;
CREATE POLICY own_facility ON task_times
  USING (facility_id = nullif(current_setting('app.facility_id', true), '')::uuid)
  WITH CHECK (facility_id = nullif(current_setting('app.facility_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE (corrected_at) ON task_times TO titian_app;

-- The other side of the same task: what was sent, how BPJS answered, what it holds (also tasks that did not come from us).
CREATE TABLE task_deliveries (
  facility_id uuid NOT NULL,
  visit_id uuid NOT NULL,
  task smallint NOT NULL CHECK (task IN (1, 2, 3, 4, 5, 6, 7, 99)),
  message_id uuid,
  bpjs_at timestamptz,
  bpjs_received_at timestamptz,
  outcome text CHECK (outcome IN ('diterima', 'sudah-ada', 'ditolak', 'kedaluwarsa', 'dilewati', 'dibatalkan')),
  code text,
  reason text,
  settled_at timestamptz,
  PRIMARY KEY (facility_id, visit_id, task),
  FOREIGN KEY (facility_id, visit_id) REFERENCES visits (facility_id, id)
);
ALTER TABLE task_deliveries ENABLE ROW LEVEL SECURITY;
ALTER TABLE task_deliveries FORCE ROW LEVEL SECURITY;
CREATE POLICY own_facility ON task_deliveries
  USING (facility_id = nullif(current_setting('app.facility_id', true), '')::uuid)
  WITH CHECK (facility_id = nullif(current_setting('app.facility_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE ON task_deliveries TO titian_app;

-- Append-only: what was observed, corrected by whom and why, answered, compared.
CREATE TABLE task_history (
  facility_id uuid NOT NULL,
  id uuid NOT NULL,
  visit_id uuid NOT NULL,
  task smallint,
  at timestamptz NOT NULL,
  kind text NOT NULL CHECK (kind IN ('observed', 'repeated', 'corrected', 'own-record', 'answer', 'difference', 'held', 'resent', 'cancelled')),
  code text,
  old_time timestamptz,
  new_time timestamptz,
  actor text,
  -- A person's own words.
  reason bytea,
  PRIMARY KEY (facility_id, id),
  FOREIGN KEY (facility_id, visit_id) REFERENCES visits (facility_id, id)
);
CREATE INDEX task_history_by_visit ON task_history (facility_id, visit_id, at);
ALTER TABLE task_history ENABLE ROW LEVEL SECURITY;
ALTER TABLE task_history FORCE ROW LEVEL SECURITY;
CREATE POLICY own_facility ON task_history
  USING (facility_id = nullif(current_setting('app.facility_id', true), '')::uuid)
  WITH CHECK (facility_id = nullif(current_setting('app.facility_id', true), '')::uuid);
GRANT SELECT, INSERT ON task_history TO titian_app;
