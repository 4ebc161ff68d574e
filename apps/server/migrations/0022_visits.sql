-- A visit and what happened in it. Events that come before their visit is registered wait here with visit_id NULL.
SET search_path = titian;

CREATE TABLE visits (
  facility_id uuid NOT NULL,
  id uuid NOT NULL,
  visit_ref text NOT NULL,
  patient_id uuid NOT NULL,
  service_date date NOT NULL,
  registered_at timestamptz NOT NULL,
  recorded_at timestamptz NOT NULL,
  sumber text NOT NULL CHECK (sumber IN ('onsite', 'mobile-jkn', 'his', 'kiosk')),
  jenis_pasien text NOT NULL CHECK (jenis_pasien IN ('JKN', 'NON JKN')),
  pasien_baru boolean NOT NULL,
  kode_poli text NOT NULL,
  nama_poli text NOT NULL,
  kode_dokter text NOT NULL,
  nama_dokter text NOT NULL,
  jam_praktek text NOT NULL,
  jenis_kunjungan smallint NOT NULL CHECK (jenis_kunjungan BETWEEN 1 AND 4),
  nomor_referensi text,
  kode_booking text NOT NULL,
  nomor_antrean text NOT NULL,
  angka_antrean integer NOT NULL,
  estimasi_at timestamptz,
  quota jsonb NOT NULL,
  eligibility_id uuid,
  eligibility_status text NOT NULL CHECK (eligibility_status IN ('aktif', 'tidak-aktif', 'tidak-diketahui')),
  stage text NOT NULL CHECK (stage IN ('terdaftar', 'menunggu-admisi', 'dipanggil-admisi', 'menunggu-poli', 'dilayani-poli',
    'menunggu-farmasi', 'disiapkan-farmasi', 'selesai', 'batal', 'tidak-hadir')),
  stage_since timestamptz NOT NULL,
  resep text CHECK (resep IN ('tidak-ada', 'racikan', 'non-racikan')),
  alasan_batal bytea,
  registered_by text NOT NULL,
  PRIMARY KEY (facility_id, id),
  FOREIGN KEY (facility_id, patient_id) REFERENCES patients (facility_id, id)
);
CREATE UNIQUE INDEX visits_by_ref ON visits (facility_id, visit_ref);
CREATE UNIQUE INDEX visits_by_booking ON visits (facility_id, kode_booking);
CREATE INDEX visits_by_day ON visits (facility_id, service_date, kode_poli, angka_antrean);
CREATE INDEX visits_by_patient ON visits (facility_id, patient_id, service_date);
ALTER TABLE visits ENABLE ROW LEVEL SECURITY;
ALTER TABLE visits FORCE ROW LEVEL SECURITY;
CREATE POLICY own_facility ON visits
  USING (facility_id = nullif(current_setting('app.facility_id', true), '')::uuid)
  WITH CHECK (facility_id = nullif(current_setting('app.facility_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE ON visits TO titian_app;

CREATE TABLE visit_events (
  facility_id uuid NOT NULL,
  id uuid NOT NULL,
  visit_ref text NOT NULL,
  visit_id uuid,
  type text NOT NULL,
  occurred_at timestamptz NOT NULL,
  recorded_at timestamptz NOT NULL,
  source text NOT NULL,
  source_ref text,
  actor text NOT NULL,
  -- What came with the event (reason, unit, registration form): may hold personal data, so sealed.
  data bytea,
  PRIMARY KEY (facility_id, id),
  FOREIGN KEY (facility_id, visit_id) REFERENCES visits (facility_id, id)
);
CREATE INDEX visit_events_by_visit ON visit_events (facility_id, visit_id, occurred_at);
CREATE INDEX visit_events_waiting ON visit_events (facility_id, visit_ref) WHERE visit_id IS NULL;
-- UPDATE of one column only: tying a waiting event to its visit. What was observed never changes.
ALTER TABLE visit_events ENABLE ROW LEVEL SECURITY;
ALTER TABLE visit_events FORCE ROW LEVEL SECURITY;
CREATE POLICY own_facility ON visit_events
  USING (facility_id = nullif(current_setting('app.facility_id', true), '')::uuid)
  WITH CHECK (facility_id = nullif(current_setting('app.facility_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE (visit_id) ON visit_events TO titian_app;
