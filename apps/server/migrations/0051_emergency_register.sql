-- What was written on paper while not even this computer could be used, entered later with the times of the paper; and people who left
-- before anybody registered them. Never changed: a mistake is another line.
SET search_path = titian;

CREATE TABLE emergency_register (
  facility_id uuid NOT NULL,
  id uuid NOT NULL,
  outage_id uuid,
  service_date date NOT NULL,
  -- The printed number of the paper's row; empty for somebody who was seen leaving.
  row_number integer CHECK (row_number BETWEEN 1 AND 9999),
  kind text NOT NULL CHECK (kind IN ('terdaftar', 'pergi')),
  written_at timestamptz NOT NULL,
  written_by text NOT NULL,
  visit_id uuid,
  -- Whoever left without a visit: name, phone and why, all sealed together.
  person bytea,
  entered_by text NOT NULL,
  entered_at timestamptz NOT NULL,
  PRIMARY KEY (facility_id, id),
  FOREIGN KEY (facility_id, outage_id) REFERENCES outages (facility_id, id),
  FOREIGN KEY (facility_id, visit_id) REFERENCES visits (facility_id, id)
);
CREATE UNIQUE INDEX emergency_register_rows ON emergency_register (facility_id, service_date, row_number) WHERE row_number IS NOT NULL;
CREATE INDEX emergency_register_by_outage ON emergency_register (facility_id, outage_id);
SELECT titian.protect_facility_table('emergency_register');
GRANT SELECT, INSERT ON emergency_register TO titian_app;
