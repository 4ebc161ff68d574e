-- The eligibility letter of a visit: what was asked for (sealed: diagnosis), what BPJS issued, and the discharge.
SET search_path = titian;

CREATE TABLE seps (
  facility_id uuid NOT NULL,
  visit_id uuid NOT NULL,
  -- What the clerk chose, and what was looked up for it (referral, class): sealed, because both hold the diagnosis.
  wish bytea NOT NULL,
  basis bytea,
  lookup text NOT NULL CHECK (lookup IN ('pending', 'found', 'absent')),
  lookup_at timestamptz,
  message_id uuid NOT NULL,
  tgl_sep date NOT NULL,
  state text NOT NULL CHECK (state IN ('menunggu', 'diterima', 'sudah-ada', 'ditolak', 'kedaluwarsa', 'belum-pasti', 'dibatalkan')),
  nomor_sep text,
  code text,
  reason text,
  issued_at timestamptz,
  discharge bytea,
  discharge_state text CHECK (discharge_state IN ('menunggu', 'diterima', 'ditolak', 'kedaluwarsa')),
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (facility_id, visit_id),
  FOREIGN KEY (facility_id, visit_id) REFERENCES visits (facility_id, id)
);
-- Not unique: two visits of one person at one poli on one day share the letter that BPJS issued.
CREATE INDEX seps_by_number ON seps (facility_id, nomor_sep) WHERE nomor_sep IS NOT NULL;
ALTER TABLE seps ENABLE ROW LEVEL SECURITY;
ALTER TABLE seps FORCE ROW LEVEL SECURITY;
CREATE POLICY own_facility ON seps
  USING (facility_id = nullif(current_setting('app.facility_id', true), '')::uuid)
  WITH CHECK (facility_id = nullif(current_setting('app.facility_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE ON seps TO titian_app;
