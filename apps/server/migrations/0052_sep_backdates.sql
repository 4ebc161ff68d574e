-- Requests to BPJS for a SEP dated on a past day: what an outage leaves when it lasts until midnight. One per visit; sent again by the same
-- message.
SET search_path = titian;

CREATE TABLE sep_backdates (
  facility_id uuid NOT NULL,
  visit_id uuid NOT NULL,
  message_id uuid NOT NULL,
  tgl_sep date NOT NULL,
  -- What somebody wrote as the reason: sealed.
  keterangan bytea NOT NULL,
  requested_by text NOT NULL,
  requested_at timestamptz NOT NULL,
  state text NOT NULL CHECK (state IN ('menunggu', 'diterima', 'sudah-ada', 'ditolak', 'kedaluwarsa', 'belum-pasti', 'dibatalkan')),
  -- As BPJS's list of requests says it, in its own words; which words it uses is not documented.
  answer text,
  settled_at timestamptz,
  PRIMARY KEY (facility_id, visit_id),
  FOREIGN KEY (facility_id, visit_id) REFERENCES visits (facility_id, id)
);
SELECT titian.protect_facility_table('sep_backdates');
GRANT SELECT, INSERT, UPDATE (state, answer, settled_at) ON sep_backdates TO titian_app;
