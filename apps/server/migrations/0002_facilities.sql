-- The tenant itself, its keys and its BPJS credentials.

CREATE TABLE titian.facilities (
  facility_id uuid NOT NULL,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  kind text NOT NULL CHECK (kind IN ('fktp', 'fkrtl')),
  kode_ppk text NOT NULL CHECK (kode_ppk ~ '^[0-9A-Z]{1,12}$'),
  time_zone text NOT NULL CHECK (time_zone IN ('Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura')),
  address text NOT NULL DEFAULT '' CHECK (length(address) <= 500),
  bpjs_environment text NOT NULL CHECK (bpjs_environment IN ('sandbox', 'development', 'production')),
  switches jsonb NOT NULL DEFAULT '{}',
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (facility_id)
);
SELECT titian.protect_facility_table('facilities');
GRANT SELECT, INSERT, UPDATE ON titian.facilities TO titian_app;

-- One active data key, retired ones for reading, one index key for good. `wrapped` is sealed by the master key, which is
-- never in the database.
CREATE TABLE titian.facility_keys (
  facility_id uuid NOT NULL REFERENCES titian.facilities (facility_id),
  id uuid NOT NULL,
  purpose text NOT NULL CHECK (purpose IN ('data', 'index')),
  wrapped bytea NOT NULL,
  master_key_id uuid NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  retired_at timestamptz,
  PRIMARY KEY (facility_id, id)
);
CREATE UNIQUE INDEX facility_keys_active ON titian.facility_keys (facility_id, purpose) WHERE retired_at IS NULL;
SELECT titian.protect_facility_table('facility_keys');
GRANT SELECT, INSERT ON titian.facility_keys TO titian_app;
GRANT UPDATE (retired_at, wrapped, master_key_id) ON titian.facility_keys TO titian_app;

-- Write-only for people: the API tells that it is configured and a masked consumer id, never the content.
CREATE TABLE titian.facility_credentials (
  facility_id uuid NOT NULL REFERENCES titian.facilities (facility_id),
  environment text NOT NULL CHECK (environment IN ('sandbox', 'development', 'production')),
  service text NOT NULL CHECK (service ~ '^[a-z]{2,20}$'),
  cons_id_masked text NOT NULL CHECK (length(cons_id_masked) <= 20),
  sealed bytea NOT NULL,
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (facility_id, environment, service)
);
SELECT titian.protect_facility_table('facility_credentials');
GRANT SELECT, INSERT, UPDATE, DELETE ON titian.facility_credentials TO titian_app;
