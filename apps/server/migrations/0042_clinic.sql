-- The clinic's side of a visit: P-Care registration, service entry and its children, and the facility's cache of P-Care's
-- references. Clinical content is sealed; numbers that BPJS handed out are not.
SET search_path = titian;

CREATE TABLE pcare_registrations (
  facility_id     uuid        NOT NULL,
  visit_id        uuid        NOT NULL,
  keluhan_sealed  bytea,
  kunjungan_sakit boolean     NOT NULL,
  no_urut         text,
  state           text        NOT NULL CHECK (state IN ('planned', 'registered', 'refused', 'deleted')),
  updated_at      timestamptz NOT NULL,
  PRIMARY KEY (facility_id, visit_id)
);

CREATE TABLE service_entries (
  facility_id        uuid        NOT NULL,
  visit_id           uuid        NOT NULL,
  revision           integer     NOT NULL CHECK (revision > 0),
  -- draft: stored, not yet fit to be sent; ready: planned for BPJS.
  state              text        NOT NULL CHECK (state IN ('draft', 'ready')),
  entry_sealed       bytea       NOT NULL,
  -- The revision in the newest attempt and the one BPJS is known to hold.
  attempted_revision integer     NOT NULL DEFAULT 0,
  delivered_revision integer     NOT NULL DEFAULT 0,
  no_kunjungan       text,
  deleted_at         timestamptz,
  updated_at         timestamptz NOT NULL,
  updated_by         text        NOT NULL,
  PRIMARY KEY (facility_id, visit_id)
);

-- Drugs and procedures that were planned for BPJS. There is no edit at P-Care (docs/facts/pcare.md §4.6).
CREATE TABLE service_items (
  facility_id uuid        NOT NULL,
  visit_id    uuid        NOT NULL,
  id          uuid        NOT NULL,
  kind        text        NOT NULL CHECK (kind IN ('obat', 'tindakan')),
  position    integer     NOT NULL,
  item_digest bytea       NOT NULL,
  item_sealed bytea       NOT NULL,
  state       text        NOT NULL CHECK (state IN ('planned', 'delivered', 'refused', 'removed')),
  bpjs_number text,
  kd_racikan  text,
  updated_at  timestamptz NOT NULL,
  PRIMARY KEY (facility_id, visit_id, id),
  UNIQUE (facility_id, visit_id, kind, item_digest)
);

-- What the clinic's queue told BPJS about a visit. Entries cannot be read back there (docs/facts/antrean-fktp.md §A).
CREATE TABLE fktp_antrean (
  facility_id   uuid        NOT NULL,
  visit_id      uuid        NOT NULL,
  called_at     timestamptz,
  alasan_sealed bytea,
  state         text        NOT NULL CHECK (state IN ('planned', 'added', 'refused', 'called', 'cancelled')),
  updated_at    timestamptz NOT NULL,
  PRIMARY KEY (facility_id, visit_id)
);

-- The clinic's own limits and habits, over the defaults of the code; absent = defaults.
CREATE TABLE clinic_settings (
  facility_id uuid  NOT NULL,
  settings    jsonb NOT NULL,
  PRIMARY KEY (facility_id)
);

-- Rows of P-Care's reference lists as this facility saw them; poli and doctor codes differ per facility (§4.1).
CREATE TABLE pcare_references (
  facility_id uuid        NOT NULL,
  list        text        NOT NULL,
  kode        text        NOT NULL,
  nama        text        NOT NULL,
  extra       jsonb       NOT NULL DEFAULT '{}',
  seen_at     timestamptz NOT NULL,
  PRIMARY KEY (facility_id, list, kode)
);
CREATE TABLE pcare_reference_reads (
  facility_id uuid        NOT NULL,
  list        text        NOT NULL,
  query       text        NOT NULL,
  read_at     timestamptz NOT NULL,
  PRIMARY KEY (facility_id, list, query)
);

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY[
    'pcare_registrations', 'service_entries', 'service_items', 'fktp_antrean', 'clinic_settings', 'pcare_references', 'pcare_reference_reads'
  ] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format(
      'CREATE POLICY facility ON %I USING (facility_id = nullif(current_setting(''app.facility_id'', true), '''')::uuid) '
      'WITH CHECK (facility_id = nullif(current_setting(''app.facility_id'', true), '''')::uuid)', name);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE ON %I TO titian_app', name);
  END LOOP;
END $$;
-- A whole list is replaced when it is read again.
GRANT DELETE ON pcare_references TO titian_app;
