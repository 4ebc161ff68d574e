-- The eligibility letter of a visit: what was asked for (sealed: diagnosis), what BPJS issued, and the discharge.
SET search_path = titian;

CREATE TABLE seps (
  facility_id uuid NOT NULL,
  visit_id uuid NOT NULL,
  revision integer NOT NULL,
  request bytea NOT NULL,
  tgl_sep date NOT NULL,
  state text NOT NULL CHECK (state IN ('menunggu', 'diterima', 'sudah-ada', 'ditolak', 'kedaluwarsa', 'belum-pasti', 'dibatalkan')),
  nomor_sep text,
  code text,
  message bytea,
  answer bytea,
  issued_at timestamptz,
  tgl_pulang date,
  discharge_state text CHECK (discharge_state IN ('menunggu', 'diterima', 'ditolak', 'kedaluwarsa')),
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (facility_id, visit_id),
  FOREIGN KEY (facility_id, visit_id) REFERENCES visits (facility_id, id)
);
CREATE UNIQUE INDEX seps_by_number ON seps (facility_id, nomor_sep) WHERE nomor_sep IS NOT NULL;
ALTER TABLE seps ENABLE ROW LEVEL SECURITY;
ALTER TABLE seps FORCE ROW LEVEL SECURITY;
CREATE POLICY own_facility ON seps
  USING (facility_id = nullif(current_setting('app.facility_id', true), '')::uuid)
  WITH CHECK (facility_id = nullif(current_setting('app.facility_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE ON seps TO titian_app;
