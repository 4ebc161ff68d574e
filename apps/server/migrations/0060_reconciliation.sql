-- Reconciliation: which day was compared with BPJS when and how far, and what differed. A run goes on where a crash left it; a finding
-- keeps what a person decided about it until BPJS or we hold something else.
SET search_path = titian;

CREATE TABLE reconciliation_runs (
  facility_id  uuid        NOT NULL,
  run_id       uuid        NOT NULL,
  service_date date        NOT NULL,
  occasion     text        NOT NULL CHECK (occasion IN ('D', 'D+1', 'D+3', 'D+6', 'gangguan', 'manual', 'pulih')),
  -- The same occasion is planned once, whatever node looks at the clock.
  once_key     text        NOT NULL,
  state        text        NOT NULL CHECK (state IN ('menunggu', 'berjalan', 'selesai', 'gagal')),
  -- Where it stands: position in the list of subjects, and how far inside it.
  step         integer     NOT NULL DEFAULT 0,
  cursor       text,
  counts       jsonb       NOT NULL DEFAULT '{}',
  planned_at   timestamptz NOT NULL,
  started_at   timestamptz,
  finished_at  timestamptz,
  requested_by text,
  trouble      text,
  -- Lease of the node that works on it, by the database's clock.
  lease_id     uuid,
  next_at      timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (facility_id, run_id),
  UNIQUE (facility_id, once_key)
);
CREATE INDEX reconciliation_runs_open ON reconciliation_runs (facility_id, next_at) WHERE state IN ('menunggu', 'berjalan');
CREATE INDEX reconciliation_runs_by_day ON reconciliation_runs (facility_id, service_date);
SELECT protect_facility_table('reconciliation_runs');
GRANT SELECT, INSERT, UPDATE ON reconciliation_runs TO titian_app;

CREATE TABLE reconciliation_findings (
  facility_id   uuid        NOT NULL,
  finding_id    uuid        NOT NULL,
  service_date  date        NOT NULL,
  subject       text        NOT NULL CHECK (subject IN ('antrean', 'task', 'sep', 'pendaftaran', 'kunjungan')),
  key           text        NOT NULL,
  visit_id      uuid,
  finding       text        NOT NULL CHECK (finding IN ('hanya-di-titian', 'hanya-di-bpjs', 'berbeda')),
  -- Both sides and the other sender, sealed: a field may be a card number.
  detail_sealed bytea       NOT NULL,
  state         text        NOT NULL CHECK (state IN ('terbuka', 'diterima', 'diperbaiki', 'hilang')),
  action        text        CHECK (action IN ('kirim-ulang', 'catat-bpjs', 'terima')),
  -- Who decided and why, sealed like every text of a person.
  judged_sealed bytea,
  judged_at     timestamptz,
  run_id        uuid        NOT NULL,
  found_at      timestamptz NOT NULL,
  seen_at       timestamptz NOT NULL,
  PRIMARY KEY (facility_id, finding_id),
  UNIQUE (facility_id, service_date, subject, key)
);
CREATE INDEX reconciliation_findings_open ON reconciliation_findings (facility_id, service_date) WHERE state = 'terbuka';
SELECT protect_facility_table('reconciliation_findings');
GRANT SELECT, INSERT, UPDATE ON reconciliation_findings TO titian_app;

-- Outages that were seen and not yet followed by a comparison of their days.
CREATE TABLE reconciliation_watch (
  facility_id       uuid NOT NULL,
  channel           text NOT NULL,
  interrupted_since timestamptz,
  handled_until     timestamptz,
  PRIMARY KEY (facility_id, channel)
);
SELECT protect_facility_table('reconciliation_watch');
GRANT SELECT, INSERT, UPDATE ON reconciliation_watch TO titian_app;
