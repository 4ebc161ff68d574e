-- The tables of the delivery engine. Run once by the owner of schema `titian`, after the roles titian_app, titian_overview and
-- titian_directory exist. Forward only. Rules kept here (see README.md, "Why the tables look like this"): facility_id leads every key,
-- no identity columns, forced row-level security, history partitioned by month, append-only by GRANT.

CREATE SCHEMA IF NOT EXISTS titian;

-- One row per lane: everything the scheduler needs, so that claiming never reads a message that is not the head.
-- next_at is the instant from which the lane may be claimed; for a leased lane it is the end of the lease. A lane that nobody may
-- claim (idle, stopped, parked) has none, and so is not in the ready index: a backlog of stopped lanes costs nothing.
CREATE TABLE titian.outbox_lanes (
  facility_id     uuid        NOT NULL,
  lane_id         uuid        NOT NULL,
  subject_id      uuid        NOT NULL,
  service         text        NOT NULL,
  channel         text COLLATE "C" NOT NULL,
  class           smallint    NOT NULL CHECK (class BETWEEN 0 AND 3),
  state           text        NOT NULL CHECK (state IN ('idle', 'ready', 'waiting', 'leased', 'unknown', 'stopped', 'parked')),
  next_at         timestamptz,
  head_seq        bigint      NOT NULL,
  scan_from       bigint      NOT NULL,
  last_seq        bigint      NOT NULL,
  pending         integer     NOT NULL CHECK (pending >= 0),
  fence           bigint      NOT NULL DEFAULT 0,
  lease_node      uuid,
  deadline_at     timestamptz,
  head_created_at timestamptz NOT NULL DEFAULT now(),
  attempts        integer     NOT NULL DEFAULT 0,
  failures        integer     NOT NULL DEFAULT 0,
  deaths          smallint    NOT NULL DEFAULT 0,
  open_attempt_id uuid,
  open_attempt_at timestamptz,
  unknown_since   timestamptz,
  absent_reads    smallint    NOT NULL DEFAULT 0,
  reason          text,
  PRIMARY KEY (facility_id, lane_id),
  CHECK ((next_at IS NOT NULL) = (state IN ('ready', 'waiting', 'leased', 'unknown')))
) WITH (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_cost_delay = 0);

-- Claim per (facility, channel, class) is a range of this index in its own order: no sort.
CREATE INDEX outbox_lanes_ready ON titian.outbox_lanes (facility_id, channel, class, next_at) WHERE next_at IS NOT NULL;

CREATE TABLE titian.outbox_messages (
  facility_id uuid        NOT NULL,
  lane_id     uuid        NOT NULL,
  seq         bigint      NOT NULL,
  message_id  uuid        NOT NULL,
  subject_id  uuid        NOT NULL,
  service     text        NOT NULL,
  kind        text        NOT NULL,
  channel     text COLLATE "C" NOT NULL,
  class       smallint    NOT NULL CHECK (class BETWEEN 0 AND 3),
  intent      jsonb       NOT NULL,
  on_refused  text        NOT NULL CHECK (on_refused IN ('stop-lane', 'continue')),
  dangerous   boolean     NOT NULL,
  deadline_at timestamptz,
  not_before  timestamptz,
  after       jsonb,
  dependents  uuid[],
  state       text        NOT NULL DEFAULT 'queued'
    CHECK (state IN ('queued', 'waiting', 'unknown', 'delivered', 'already', 'refused', 'skipped', 'parked', 'cancelled')),
  code        text,
  reason      text,
  created_at  timestamptz NOT NULL DEFAULT now(),
  settled_at  timestamptz,
  -- Set while a person should look (refused, parked, unknown), else null. Indexed in place of the state, so that the ordinary move
  -- from queued to delivered touches no index (a HOT update).
  attention_at timestamptz,
  PRIMARY KEY (facility_id, lane_id, seq),
  FOREIGN KEY (facility_id, lane_id) REFERENCES titian.outbox_lanes (facility_id, lane_id)
) WITH (fillfactor = 85, autovacuum_vacuum_scale_factor = 0.05);

-- Dedup: the same message id is taken once per facility, forever.
CREATE UNIQUE INDEX outbox_messages_id ON titian.outbox_messages (facility_id, message_id);
-- The work list and the message browser, newest first.
CREATE INDEX outbox_messages_recent ON titian.outbox_messages (facility_id, created_at);
CREATE INDEX outbox_messages_attention ON titian.outbox_messages (facility_id, attention_at) WHERE attention_at IS NOT NULL;

-- What is about to be sent, byte for byte (sealed by the caller), committed before the first byte leaves.
CREATE TABLE titian.outbox_attempts (
  facility_id uuid        NOT NULL,
  lane_id     uuid        NOT NULL,
  started_at  timestamptz NOT NULL,
  attempt_id  uuid        NOT NULL,
  seq         bigint      NOT NULL,
  message_id  uuid        NOT NULL,
  number      integer     NOT NULL,
  fence       bigint      NOT NULL,
  node_id     uuid        NOT NULL,
  body        bytea       NOT NULL,
  PRIMARY KEY (facility_id, lane_id, started_at, attempt_id)
) PARTITION BY RANGE (started_at);

-- What became of it: one row per thing learned (an unclear ending, each read-back, the settlement, a hand's action).
-- A row of its own instead of a column of the attempt: nothing that was once written can be written over, and one attempt may end
-- as "unknown", be read back three times and then settle; all five facts stay.
CREATE TABLE titian.outbox_outcomes (
  facility_id uuid        NOT NULL,
  lane_id     uuid        NOT NULL,
  recorded_at timestamptz NOT NULL,
  outcome_id  uuid        NOT NULL,
  seq         bigint      NOT NULL,
  message_id  uuid        NOT NULL,
  attempt_id  uuid,
  fence       bigint      NOT NULL,
  kind        text        NOT NULL,
  via         text        NOT NULL,
  code        text,
  reason      text,
  actor       text,
  evidence    bytea,
  PRIMARY KEY (facility_id, lane_id, recorded_at, outcome_id)
) PARTITION BY RANGE (recorded_at);

-- What a hand or the engine decided about a channel of a facility; nodes share the breaker and the right to probe through it.
CREATE TABLE titian.outbox_channels (
  facility_id   uuid        NOT NULL,
  channel       text COLLATE "C" NOT NULL,
  paused_at     timestamptz,
  paused_by     text,
  reason        text,
  breaker       text        NOT NULL DEFAULT 'closed' CHECK (breaker IN ('closed', 'open')),
  opened_at     timestamptz,
  next_probe_at timestamptz,
  updated_at    timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (facility_id, channel)
);
CREATE INDEX outbox_channels_exceptional ON titian.outbox_channels (facility_id, channel)
  WHERE paused_at IS NOT NULL OR breaker = 'open';

-- Global: who is alive (a node's share of every channel is 1/nodes), and what all facilities together may ask of a channel.
CREATE TABLE titian.outbox_nodes (
  node_id    uuid        PRIMARY KEY,
  started_at timestamptz NOT NULL DEFAULT now(),
  seen_at    timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE titian.channel_budget (
  channel         text COLLATE "C" PRIMARY KEY,
  concurrency     integer NOT NULL CHECK (concurrency > 0),
  rate_per_second double precision CHECK (rate_per_second > 0),
  updated_at      timestamptz NOT NULL DEFAULT now()
);

-- Months ahead, idempotent; run by the owner at every start and daily.
CREATE FUNCTION titian.outbox_ensure_partitions(months_ahead integer DEFAULT 3, from_day date DEFAULT CURRENT_DATE) RETURNS integer
LANGUAGE plpgsql SET search_path = pg_catalog AS $$
DECLARE
  parent text; first date; name text; made integer := 0;
BEGIN
  FOREACH parent IN ARRAY ARRAY['outbox_attempts', 'outbox_outcomes'] LOOP
    FOR step IN 0..months_ahead LOOP
      first := (date_trunc('month', from_day::timestamp) + make_interval(months => step))::date;
      name := parent || '_' || to_char(first, 'YYYYMM');
      IF to_regclass('titian.' || name) IS NULL THEN
        -- Bounds carry their zone: a month begins at 00:00 UTC whatever the session's time zone is.
        EXECUTE format('CREATE TABLE titian.%I PARTITION OF titian.%I FOR VALUES FROM (%L) TO (%L)', name, parent,
          to_char(first, 'YYYY-MM-DD') || ' 00:00:00+00', to_char(first + interval '1 month', 'YYYY-MM-DD') || ' 00:00:00+00');
        EXECUTE format('ALTER TABLE titian.%I ENABLE ROW LEVEL SECURITY', name);
        EXECUTE format('ALTER TABLE titian.%I FORCE ROW LEVEL SECURITY', name);
        made := made + 1;
      END IF;
    END LOOP;
  END LOOP;
  RETURN made;
END $$;
REVOKE ALL ON FUNCTION titian.outbox_ensure_partitions(integer, date) FROM PUBLIC;

-- Retention of history is dropping a month.
CREATE FUNCTION titian.outbox_drop_partitions(before_day date) RETURNS integer
LANGUAGE plpgsql SET search_path = pg_catalog AS $$
DECLARE
  part record; dropped integer := 0;
BEGIN
  FOR part IN
    SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid JOIN pg_class p ON p.oid = i.inhparent
    JOIN pg_namespace n ON n.oid = p.relnamespace
    WHERE n.nspname = 'titian' AND p.relname IN ('outbox_attempts', 'outbox_outcomes')
      AND right(c.relname, 6) < to_char(before_day, 'YYYYMM')
  LOOP
    EXECUTE format('DROP TABLE titian.%I', part.relname);
    dropped := dropped + 1;
  END LOOP;
  RETURN dropped;
END $$;
REVOKE ALL ON FUNCTION titian.outbox_drop_partitions(date) FROM PUBLIC;

SELECT titian.outbox_ensure_partitions(3);

ALTER TABLE titian.outbox_lanes    ENABLE ROW LEVEL SECURITY;
ALTER TABLE titian.outbox_lanes    FORCE ROW LEVEL SECURITY;
ALTER TABLE titian.outbox_messages ENABLE ROW LEVEL SECURITY;
ALTER TABLE titian.outbox_messages FORCE ROW LEVEL SECURITY;
ALTER TABLE titian.outbox_attempts ENABLE ROW LEVEL SECURITY;
ALTER TABLE titian.outbox_attempts FORCE ROW LEVEL SECURITY;
ALTER TABLE titian.outbox_outcomes ENABLE ROW LEVEL SECURITY;
ALTER TABLE titian.outbox_outcomes FORCE ROW LEVEL SECURITY;
ALTER TABLE titian.outbox_channels ENABLE ROW LEVEL SECURITY;
ALTER TABLE titian.outbox_channels FORCE ROW LEVEL SECURITY;

CREATE POLICY facility ON titian.outbox_lanes    TO titian_app
  USING (facility_id = nullif(current_setting('app.facility_id', true), '')::uuid);
CREATE POLICY facility ON titian.outbox_messages TO titian_app
  USING (facility_id = nullif(current_setting('app.facility_id', true), '')::uuid);
CREATE POLICY facility ON titian.outbox_attempts TO titian_app
  USING (facility_id = nullif(current_setting('app.facility_id', true), '')::uuid);
CREATE POLICY facility ON titian.outbox_outcomes TO titian_app
  USING (facility_id = nullif(current_setting('app.facility_id', true), '')::uuid);
CREATE POLICY facility ON titian.outbox_channels TO titian_app
  USING (facility_id = nullif(current_setting('app.facility_id', true), '')::uuid);
-- The overview reads which facilities have work, in scheduling columns only (column grants below).
CREATE POLICY overview ON titian.outbox_lanes    FOR SELECT TO titian_overview USING (true);
CREATE POLICY overview ON titian.outbox_channels FOR SELECT TO titian_overview USING (true);

GRANT USAGE ON SCHEMA titian TO titian_app, titian_overview, titian_directory;
GRANT SELECT, INSERT, UPDATE ON titian.outbox_lanes, titian.outbox_messages, titian.outbox_channels TO titian_app;
GRANT SELECT, INSERT ON titian.outbox_attempts, titian.outbox_outcomes TO titian_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON titian.outbox_nodes TO titian_app;
GRANT SELECT ON titian.channel_budget TO titian_app, titian_overview;
GRANT SELECT, INSERT, UPDATE, DELETE ON titian.channel_budget TO titian_directory;
GRANT SELECT (facility_id, channel, class, state, next_at, pending) ON titian.outbox_lanes TO titian_overview;
GRANT SELECT (facility_id, channel, paused_at, breaker, opened_at, next_probe_at) ON titian.outbox_channels TO titian_overview;
GRANT SELECT ON titian.outbox_nodes TO titian_overview;
