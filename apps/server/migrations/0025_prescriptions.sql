-- The pharmacy's queue: one prescription per visit, compounded or not.
SET search_path = titian;

CREATE TABLE prescriptions (
  facility_id uuid NOT NULL,
  visit_id uuid NOT NULL,
  tanggal date NOT NULL,
  jenis text NOT NULL CHECK (jenis IN ('racikan', 'non-racikan')),
  nomor integer NOT NULL,
  state text NOT NULL CHECK (state IN ('menunggu', 'disiapkan', 'selesai', 'dibatalkan')),
  since timestamptz NOT NULL,
  bpjs_state text CHECK (bpjs_state IN ('menunggu', 'diterima', 'sudah-ada', 'ditolak', 'kedaluwarsa')),
  PRIMARY KEY (facility_id, visit_id),
  FOREIGN KEY (facility_id, visit_id) REFERENCES visits (facility_id, id)
);
CREATE INDEX prescriptions_by_day ON prescriptions (facility_id, tanggal, state, nomor);
ALTER TABLE prescriptions ENABLE ROW LEVEL SECURITY;
ALTER TABLE prescriptions FORCE ROW LEVEL SECURITY;
CREATE POLICY own_facility ON prescriptions
  USING (facility_id = nullif(current_setting('app.facility_id', true), '')::uuid)
  WITH CHECK (facility_id = nullif(current_setting('app.facility_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE ON prescriptions TO titian_app;
