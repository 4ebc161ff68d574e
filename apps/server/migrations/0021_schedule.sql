-- Doctor sessions as HFIS gave them, how fresh that is, and the running queue numbers.
SET search_path = titian;

CREATE TABLE schedule_sessions (
  facility_id uuid NOT NULL,
  id uuid NOT NULL,
  tanggal date NOT NULL,
  kode_poli text NOT NULL,
  kode_subspesialis text NOT NULL,
  nama_poli text NOT NULL,
  kode_dokter text NOT NULL,
  nama_dokter text NOT NULL,
  jam_praktek text NOT NULL,
  kapasitas integer NOT NULL CHECK (kapasitas >= 0),
  is_libur boolean NOT NULL,
  asked_at timestamptz NOT NULL,
  PRIMARY KEY (facility_id, id)
);
CREATE UNIQUE INDEX schedule_sessions_identity ON schedule_sessions (facility_id, tanggal, kode_subspesialis, kode_dokter, jam_praktek);
ALTER TABLE schedule_sessions ENABLE ROW LEVEL SECURITY;
ALTER TABLE schedule_sessions FORCE ROW LEVEL SECURITY;
CREATE POLICY own_facility ON schedule_sessions
  USING (facility_id = nullif(current_setting('app.facility_id', true), '')::uuid)
  WITH CHECK (facility_id = nullif(current_setting('app.facility_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON schedule_sessions TO titian_app;

-- One row per poli and day that was asked for: tells "no session" from "never asked".
CREATE TABLE schedule_days (
  facility_id uuid NOT NULL,
  tanggal date NOT NULL,
  kode_poli text NOT NULL,
  asked_at timestamptz NOT NULL,
  PRIMARY KEY (facility_id, tanggal, kode_poli)
);
ALTER TABLE schedule_days ENABLE ROW LEVEL SECURITY;
ALTER TABLE schedule_days FORCE ROW LEVEL SECURITY;
CREATE POLICY own_facility ON schedule_days
  USING (facility_id = nullif(current_setting('app.facility_id', true), '')::uuid)
  WITH CHECK (facility_id = nullif(current_setting('app.facility_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE ON schedule_days TO titian_app;

-- Polis of the facility as HFIS lists them, so that the desk can open the schedule of a day without a connection.
CREATE TABLE poli (
  facility_id uuid NOT NULL,
  kode_subspesialis text NOT NULL,
  kode_poli text NOT NULL,
  nama_poli text NOT NULL,
  asked_at timestamptz NOT NULL,
  PRIMARY KEY (facility_id, kode_subspesialis)
);
ALTER TABLE poli ENABLE ROW LEVEL SECURITY;
ALTER TABLE poli FORCE ROW LEVEL SECURITY;
CREATE POLICY own_facility ON poli
  USING (facility_id = nullif(current_setting('app.facility_id', true), '')::uuid)
  WITH CHECK (facility_id = nullif(current_setting('app.facility_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON poli TO titian_app;

-- Numbers are handed out under this row's lock: two desks never give the same one. `scope` is a poli, a session or the pharmacy.
CREATE TABLE queue_counters (
  facility_id uuid NOT NULL,
  tanggal date NOT NULL,
  scope text NOT NULL,
  last_number integer NOT NULL CHECK (last_number >= 0),
  PRIMARY KEY (facility_id, tanggal, scope)
);
ALTER TABLE queue_counters ENABLE ROW LEVEL SECURITY;
ALTER TABLE queue_counters FORCE ROW LEVEL SECURITY;
CREATE POLICY own_facility ON queue_counters
  USING (facility_id = nullif(current_setting('app.facility_id', true), '')::uuid)
  WITH CHECK (facility_id = nullif(current_setting('app.facility_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE ON queue_counters TO titian_app;
