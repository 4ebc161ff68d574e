-- Going on while BPJS is away: the facility's written policy (every version kept), the outages as a record, what was decided for each
-- visit of one, and everything that people and Titian did about it.
SET search_path = titian;

CREATE TABLE continuity_policies (
  facility_id uuid NOT NULL,
  version integer NOT NULL CHECK (version > 0),
  max_age_days integer NOT NULL CHECK (max_age_days BETWEEN 0 AND 3650),
  when_old text NOT NULL CHECK (when_old IN ('pernyataan', 'tahan')),
  when_unknown text NOT NULL CHECK (when_unknown IN ('pernyataan', 'tahan')),
  is_automatic boolean NOT NULL,
  start_after_minutes integer NOT NULL CHECK (start_after_minutes BETWEEN 0 AND 240),
  end_after_minutes integer NOT NULL CHECK (end_after_minutes BETWEEN 0 AND 240),
  opens_at text NOT NULL CHECK (opens_at ~ '^[0-2][0-9]:[0-5][0-9]$'),
  patient_text text NOT NULL,
  -- Names and phone numbers of staff: sealed.
  contacts bytea,
  changed_by text NOT NULL,
  changed_at timestamptz NOT NULL,
  PRIMARY KEY (facility_id, version)
);
SELECT titian.protect_facility_table('continuity_policies');
GRANT SELECT, INSERT ON continuity_policies TO titian_app;

-- Measured instants come from exchanges with BPJS; what nobody measured stays empty.
CREATE TABLE outages (
  facility_id uuid NOT NULL,
  id uuid NOT NULL,
  origin text NOT NULL CHECK (origin IN ('otomatis', 'manual')),
  is_rehearsal boolean NOT NULL DEFAULT false,
  service text NOT NULL,
  started_at timestamptz NOT NULL,
  started_by text NOT NULL,
  last_good_at timestamptz,
  interrupted_at timestamptz,
  recovered_at timestamptz,
  ended_at timestamptz,
  ended_by text,
  PRIMARY KEY (facility_id, id)
);
-- One at a time, however many nodes look.
CREATE UNIQUE INDEX outages_open ON outages (facility_id) WHERE ended_at IS NULL;
CREATE INDEX outages_by_start ON outages (facility_id, started_at DESC);
SELECT titian.protect_facility_table('outages');
GRANT SELECT, INSERT, UPDATE (last_good_at, interrupted_at, recovered_at, ended_at, ended_by) ON outages TO titian_app;

CREATE TABLE continuity_cases (
  facility_id uuid NOT NULL,
  visit_id uuid NOT NULL,
  outage_id uuid NOT NULL,
  -- What the pure rule said, from which snapshot, under which version of the policy (0 = Titian's defaults).
  decision text NOT NULL CHECK (decision IN ('terima', 'terima-dengan-pernyataan', 'tahan')),
  ground text NOT NULL CHECK (ground IN ('aktif-baru', 'aktif-lama', 'belum-dikenal', 'terakhir-tidak-aktif')),
  snapshot_id uuid,
  snapshot_at timestamptz,
  age_days integer,
  policy_version integer NOT NULL,
  choice text CHECK (choice IN ('menunggu', 'lanjut', 'bayar-sendiri', 'kembali-lain-waktu')),
  statement_printed_at timestamptz,
  statement_signed_at timestamptz,
  verification text NOT NULL CHECK (verification IN ('belum', 'aktif', 'berubah', 'tidak-aktif', 'tidak-ditemukan', 'tanpa-nomor')),
  verified_at timestamptz,
  -- By the database's own clock: when the question may be asked (again). Also the lease of whoever asks.
  ask_at timestamptz NOT NULL DEFAULT now(),
  resolution text CHECK (resolution IN ('pasien-dihubungi', 'jadi-umum', 'kembali-jkn', 'tetap-umum', 'kepesertaan-diurus', 'diselesaikan-lain')),
  resolved_at timestamptz,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (facility_id, visit_id),
  FOREIGN KEY (facility_id, visit_id) REFERENCES visits (facility_id, id),
  FOREIGN KEY (facility_id, outage_id) REFERENCES outages (facility_id, id)
);
CREATE INDEX continuity_cases_by_outage ON continuity_cases (facility_id, outage_id, created_at);
CREATE INDEX continuity_cases_to_ask ON continuity_cases (facility_id, ask_at) WHERE verification = 'belum';
SELECT titian.protect_facility_table('continuity_cases');
GRANT SELECT, INSERT ON continuity_cases TO titian_app;
GRANT UPDATE (choice, statement_printed_at, statement_signed_at, verification, verified_at, ask_at, resolution, resolved_at)
  ON continuity_cases TO titian_app;

-- Append-only: who did what when, about an outage as a whole or about one visit of it. Free words are sealed.
CREATE TABLE continuity_log (
  facility_id uuid NOT NULL,
  id uuid NOT NULL,
  outage_id uuid NOT NULL,
  visit_id uuid,
  at timestamptz NOT NULL,
  kind text NOT NULL,
  value text,
  actor text NOT NULL,
  note bytea,
  PRIMARY KEY (facility_id, id),
  FOREIGN KEY (facility_id, outage_id) REFERENCES outages (facility_id, id)
);
CREATE INDEX continuity_log_by_outage ON continuity_log (facility_id, outage_id, at);
SELECT titian.protect_facility_table('continuity_log');
GRANT SELECT, INSERT ON continuity_log TO titian_app;
