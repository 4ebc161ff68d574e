-- Global tables, read before the facility is known. Only titian_directory may touch them, and it may touch nothing else.
-- No patient data here; display names of staff are sealed, tokens and passwords are kept only as digests.

CREATE TABLE titian.accounts (
  id uuid PRIMARY KEY,
  username text NOT NULL UNIQUE CHECK (username ~ '^[a-z0-9][a-z0-9._-]{2,59}$'),
  display_name_sealed bytea NOT NULL,
  password_hash text NOT NULL,
  language text NOT NULL DEFAULT 'id' CHECK (language IN ('id', 'en')),
  is_active boolean NOT NULL DEFAULT true,
  created_at timestamptz NOT NULL DEFAULT now(),
  password_changed_at timestamptz NOT NULL DEFAULT now(),
  last_sign_in_at timestamptz
);

CREATE TABLE titian.memberships (
  facility_id uuid NOT NULL,
  account_id uuid NOT NULL REFERENCES titian.accounts (id),
  roles text[] NOT NULL CHECK (cardinality(roles) BETWEEN 1 AND 9),
  is_active boolean NOT NULL DEFAULT true,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (facility_id, account_id)
);
CREATE INDEX memberships_account ON titian.memberships (account_id);

CREATE TABLE titian.sessions (
  token_digest bytea PRIMARY KEY,
  id uuid NOT NULL UNIQUE,
  account_id uuid NOT NULL,
  facility_id uuid NOT NULL,
  created_at timestamptz NOT NULL,
  last_seen_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  source text CHECK (length(source) <= 100),
  FOREIGN KEY (facility_id, account_id) REFERENCES titian.memberships (facility_id, account_id)
);
CREATE INDEX sessions_account ON titian.sessions (account_id);
CREATE INDEX sessions_expiry ON titian.sessions (expires_at);

-- Keys of machines (`ttn_`) and of devices (`ttd_`): a prefix to recognise, a digest to check.
CREATE TABLE titian.api_keys (
  id uuid PRIMARY KEY,
  facility_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('api-key', 'display', 'kiosk')),
  label text NOT NULL CHECK (length(label) BETWEEN 1 AND 100),
  prefix text NOT NULL CHECK (length(prefix) <= 20),
  token_digest bytea NOT NULL UNIQUE,
  scopes text[] NOT NULL,
  created_by uuid,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  last_used_at timestamptz,
  revoked_at timestamptz
);
CREATE INDEX api_keys_facility ON titian.api_keys (facility_id);

-- Wrong passwords per account and source; both only as keyed digests, so that guessing names leaves no list of names.
CREATE TABLE titian.sign_in_failures (
  digest bytea PRIMARY KEY,
  failures integer NOT NULL,
  first_at timestamptz NOT NULL,
  blocked_until timestamptz NOT NULL
);
CREATE INDEX sign_in_failures_age ON titian.sign_in_failures (first_at);

-- The one-time code by which the first administrator of a fresh installation is made.
CREATE TABLE titian.setup_codes (
  code_digest bytea PRIMARY KEY,
  expires_at timestamptz NOT NULL
);

-- What the installation says about itself: demo or real, decided once.
CREATE TABLE titian.installation (
  name text PRIMARY KEY,
  value text NOT NULL
);

GRANT SELECT, INSERT, UPDATE, DELETE ON
  titian.accounts, titian.memberships, titian.sessions, titian.api_keys, titian.sign_in_failures, titian.setup_codes,
  titian.installation
TO titian_directory;
