-- What the message browser needs beside the outbox's own rows: refusals in words that can be searched, and the exact bytes of every
-- exchange for as long as they help somebody.
SET search_path = titian;

-- Why a message was refused or held, last time. `words` is BPJS's sentence without whom it speaks of: unknown words, numbers and quoted
-- parts are masked before they come here; the sentence as it was stays sealed in the outbox's evidence.
CREATE TABLE bpjs_refusals (
  facility_id uuid        NOT NULL,
  message_id  uuid        NOT NULL,
  code        text        NOT NULL CHECK (length(code) <= 100),
  bpjs_code   text        CHECK (bpjs_code ~ '^[0-9]{1,4}$'),
  words       text        CHECK (length(words) <= 400),
  refused_at  timestamptz NOT NULL,
  PRIMARY KEY (facility_id, message_id)
);
CREATE INDEX bpjs_refusals_recent ON bpjs_refusals (facility_id, refused_at);
SELECT titian.protect_facility_table('bpjs_refusals');
GRANT SELECT, INSERT, UPDATE ON bpjs_refusals TO titian_app;

-- One row per request to BPJS on behalf of a message: headers without secrets, the answer byte for byte, both sealed. By month, because
-- its life is short (90 days): the exact body of every attempt and the proof of what BPJS answered stay in the outbox.
CREATE TABLE bpjs_exchanges (
  facility_id     uuid        NOT NULL,
  message_id      uuid        NOT NULL,
  at              timestamptz NOT NULL,
  id              uuid        NOT NULL,
  -- Null when BPJS was asked before the first attempt.
  attempt_id      uuid,
  purpose         text        NOT NULL CHECK (purpose IN ('send', 'ask')),
  exchange_sealed bytea       NOT NULL,
  PRIMARY KEY (facility_id, message_id, at, id)
) PARTITION BY RANGE (at);
SELECT titian.protect_facility_table('bpjs_exchanges');
GRANT SELECT, INSERT ON bpjs_exchanges TO titian_app;

-- Retention of a table by month: a month goes when all of it is older than the day.
CREATE FUNCTION titian.drop_month_partitions(table_name text, before_day date) RETURNS integer
LANGUAGE plpgsql AS $$
DECLARE
  part record;
  dropped integer := 0;
BEGIN
  FOR part IN
    SELECT c.relname FROM pg_inherits i
      JOIN pg_class c ON c.oid = i.inhrelid
     WHERE i.inhparent = format('titian.%I', table_name)::regclass
       AND c.relname ~ ('^' || table_name || '_[0-9]{6}$')
       AND to_date(right(c.relname, 6), 'YYYYMM') + interval '1 month' <= before_day
  LOOP
    EXECUTE format('DROP TABLE titian.%I', part.relname);
    dropped := dropped + 1;
  END LOOP;
  RETURN dropped;
END
$$;
REVOKE EXECUTE ON FUNCTION titian.drop_month_partitions(text, date) FROM PUBLIC;
