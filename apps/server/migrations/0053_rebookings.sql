-- Patients of sessions that ended without serving them, given a place in another session: which visit became which, who decided and why.
-- The first visit stays as it is; cancelling it is another act of a person.
SET search_path = titian;

CREATE TABLE rebookings (
  facility_id uuid NOT NULL,
  visit_id uuid NOT NULL,
  outage_id uuid NOT NULL,
  new_visit_id uuid NOT NULL,
  decided_for text NOT NULL CHECK (decided_for IN ('pasien', 'fasilitas')),
  reason bytea NOT NULL,
  decided_by text NOT NULL,
  decided_at timestamptz NOT NULL,
  PRIMARY KEY (facility_id, visit_id),
  FOREIGN KEY (facility_id, visit_id) REFERENCES visits (facility_id, id),
  FOREIGN KEY (facility_id, new_visit_id) REFERENCES visits (facility_id, id),
  FOREIGN KEY (facility_id, outage_id) REFERENCES outages (facility_id, id)
);
CREATE INDEX rebookings_by_outage ON rebookings (facility_id, outage_id);
SELECT titian.protect_facility_table('rebookings');
GRANT SELECT, INSERT ON rebookings TO titian_app;
