-- Alerts: conditions that hold, who was told, and where to tell it. Texts are made from rule and facts; nothing here names a patient.
SET search_path = titian;

-- One row for each time a condition came true. Before `fired_at` it is only being watched; after `cleared_at` it is history.
CREATE TABLE alerts (
  facility_id    uuid        NOT NULL,
  alert_id       uuid        NOT NULL,
  rule           text        NOT NULL CHECK (length(rule) <= 60),
  subject        text        NOT NULL CHECK (length(subject) <= 100),
  facts          jsonb       NOT NULL,
  since          timestamptz NOT NULL,
  last_true_at   timestamptz NOT NULL,
  fired_at       timestamptz,
  reminded_at    timestamptz,
  cleared_at     timestamptz,
  seen_at        timestamptz,
  seen_by        text CHECK (length(seen_by) <= 100),
  muted_until    timestamptz,
  -- What the mails of the facility have told already; several changes go into one mail.
  mailed_fired   boolean     NOT NULL DEFAULT false,
  mailed_cleared boolean     NOT NULL DEFAULT false,
  PRIMARY KEY (facility_id, alert_id)
);
CREATE UNIQUE INDEX alerts_open ON alerts (facility_id, rule, subject) WHERE cleared_at IS NULL;
CREATE INDEX alerts_recent ON alerts (facility_id, fired_at);
SELECT titian.protect_facility_table('alerts');
GRANT SELECT, INSERT, UPDATE, DELETE ON alerts TO titian_app;

-- Whose turn it is to look, and the figures of the last look, counts only: what the metrics of every node are read from.
CREATE TABLE alert_rounds (
  facility_id  uuid        NOT NULL,
  evaluated_at timestamptz NOT NULL,
  pruned_at    timestamptz,
  figures      jsonb,
  PRIMARY KEY (facility_id)
);
SELECT titian.protect_facility_table('alert_rounds');
GRANT SELECT, INSERT, UPDATE ON alert_rounds TO titian_app;
CREATE POLICY overview ON alert_rounds FOR SELECT TO titian_overview USING (true);
GRANT SELECT (facility_id, evaluated_at, figures) ON alert_rounds TO titian_overview;

-- Where alerts are sent. Addresses and secrets are sealed; the list shows a mask.
CREATE TABLE alert_endpoints (
  facility_id   uuid        NOT NULL,
  endpoint_id   uuid        NOT NULL,
  kind          text        NOT NULL CHECK (kind IN ('webhook', 'email')),
  label         text        NOT NULL CHECK (length(label) <= 100),
  target_masked text        NOT NULL CHECK (length(target_masked) <= 200),
  target_sealed bytea       NOT NULL,
  secret_sealed bytea,
  created_at    timestamptz NOT NULL,
  last_sent_at  timestamptz,
  last_error    text CHECK (length(last_error) <= 200),
  PRIMARY KEY (facility_id, endpoint_id)
);
SELECT titian.protect_facility_table('alert_endpoints');
GRANT SELECT, INSERT, UPDATE, DELETE ON alert_endpoints TO titian_app;

-- What must leave, committed together with the change that it tells of.
CREATE TABLE alert_deliveries (
  facility_id uuid        NOT NULL,
  delivery_id uuid        NOT NULL,
  endpoint_id uuid        NOT NULL,
  body        jsonb       NOT NULL,
  state       text        NOT NULL DEFAULT 'queued' CHECK (state IN ('queued', 'sent', 'given-up')),
  attempts    integer     NOT NULL DEFAULT 0,
  next_at     timestamptz NOT NULL,
  created_at  timestamptz NOT NULL,
  last_error  text CHECK (length(last_error) <= 200),
  PRIMARY KEY (facility_id, delivery_id),
  FOREIGN KEY (facility_id, endpoint_id) REFERENCES alert_endpoints (facility_id, endpoint_id) ON DELETE CASCADE
);
CREATE INDEX alert_deliveries_due ON alert_deliveries (facility_id, next_at) WHERE state = 'queued';
SELECT titian.protect_facility_table('alert_deliveries');
GRANT SELECT, INSERT, UPDATE, DELETE ON alert_deliveries TO titian_app;

-- /readyz: a database that was restored under a running process may lack what this version needs.
GRANT SELECT ON schema_migrations TO titian_directory;
