-- People who came to this facility, what BPJS said about their membership, and the running medical record number.
-- Personal fields are sealed (bytea); equality search goes over keyed digests (*_index), names over digests of word prefixes.
SET search_path = titian;

CREATE TABLE patients (
  facility_id uuid NOT NULL,
  id uuid NOT NULL,
  nama bytea NOT NULL,
  norm bytea NOT NULL,
  nomor_kartu bytea,
  nik bytea,
  no_hp bytea,
  tanggal_lahir bytea,
  jenis_kelamin text CHECK (jenis_kelamin IN ('L', 'P')),
  norm_index bytea NOT NULL,
  nomor_kartu_index bytea,
  nik_index bytea,
  name_index bytea[] NOT NULL DEFAULT '{}',
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (facility_id, id)
);
CREATE UNIQUE INDEX patients_by_norm ON patients (facility_id, norm_index);
CREATE UNIQUE INDEX patients_by_card ON patients (facility_id, nomor_kartu_index) WHERE nomor_kartu_index IS NOT NULL;
CREATE UNIQUE INDEX patients_by_nik ON patients (facility_id, nik_index) WHERE nik_index IS NOT NULL;
-- Digests are keyed per facility, so the index needs no facility column to keep them apart.
CREATE INDEX patients_by_name ON patients USING gin (name_index);
ALTER TABLE patients ENABLE ROW LEVEL SECURITY;
ALTER TABLE patients FORCE ROW LEVEL SECURITY;
CREATE POLICY own_facility ON patients
  USING (facility_id = nullif(current_setting('app.facility_id', true), '')::uuid)
  WITH CHECK (facility_id = nullif(current_setting('app.facility_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE ON patients TO titian_app;

-- The next medical record number of a facility that lets Titian hand them out.
CREATE TABLE norm_counters (
  facility_id uuid NOT NULL,
  last_number bigint NOT NULL,
  PRIMARY KEY (facility_id)
);
ALTER TABLE norm_counters ENABLE ROW LEVEL SECURITY;
ALTER TABLE norm_counters FORCE ROW LEVEL SECURITY;
CREATE POLICY own_facility ON norm_counters
  USING (facility_id = nullif(current_setting('app.facility_id', true), '')::uuid)
  WITH CHECK (facility_id = nullif(current_setting('app.facility_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE ON norm_counters TO titian_app;

-- What BPJS answered about a membership, kept with its age: the desk goes on with the newest one while BPJS is away.
CREATE TABLE eligibility_snapshots (
  facility_id uuid NOT NULL,
  id uuid NOT NULL,
  nomor_kartu_index bytea,
  nik_index bytea,
  service_date date NOT NULL,
  source text NOT NULL CHECK (source IN ('vclaim', 'pcare')),
  status text NOT NULL CHECK (status IN ('aktif', 'tidak-aktif')),
  peserta bytea NOT NULL,
  asked_at timestamptz NOT NULL,
  PRIMARY KEY (facility_id, id)
);
CREATE INDEX eligibility_by_card ON eligibility_snapshots (facility_id, nomor_kartu_index, asked_at DESC);
CREATE INDEX eligibility_by_nik ON eligibility_snapshots (facility_id, nik_index, asked_at DESC);
ALTER TABLE eligibility_snapshots ENABLE ROW LEVEL SECURITY;
ALTER TABLE eligibility_snapshots FORCE ROW LEVEL SECURITY;
CREATE POLICY own_facility ON eligibility_snapshots
  USING (facility_id = nullif(current_setting('app.facility_id', true), '')::uuid)
  WITH CHECK (facility_id = nullif(current_setting('app.facility_id', true), '')::uuid);
GRANT SELECT, INSERT, DELETE ON eligibility_snapshots TO titian_app;

-- Referrals as BPJS listed them; the diagnosis in `details` is clinical and therefore sealed.
CREATE TABLE rujukan (
  facility_id uuid NOT NULL,
  nomor_rujukan text NOT NULL,
  nomor_kartu_index bytea NOT NULL,
  tanggal date NOT NULL,
  berlaku_sampai date NOT NULL,
  details bytea NOT NULL,
  asked_at timestamptz NOT NULL,
  PRIMARY KEY (facility_id, nomor_rujukan)
);
CREATE INDEX rujukan_by_card ON rujukan (facility_id, nomor_kartu_index, tanggal DESC);
ALTER TABLE rujukan ENABLE ROW LEVEL SECURITY;
ALTER TABLE rujukan FORCE ROW LEVEL SECURITY;
CREATE POLICY own_facility ON rujukan
  USING (facility_id = nullif(current_setting('app.facility_id', true), '')::uuid)
  WITH CHECK (facility_id = nullif(current_setting('app.facility_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON rujukan TO titian_app;
