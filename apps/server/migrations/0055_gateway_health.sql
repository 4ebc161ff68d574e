-- How BPJS answered, by the minute, and how many places of a channel each node uses: what percentiles, error kinds and the health page
-- are made of. Counts only, no ids. What a node knows of its surroundings lies in operation_facts, which belongs to no facility.
SET search_path = titian;

-- One row per channel, minute and kind of ending; every number adds up over nodes. `latency` counts answers by fixed bounds
-- (gateway/health-minutes.ts). Old minutes are deleted by the writer.
CREATE TABLE bpjs_channel_minutes (
  facility_id uuid        NOT NULL,
  minute      timestamptz NOT NULL,
  channel     text        NOT NULL CHECK (length(channel) <= 60),
  code        text        NOT NULL CHECK (length(code) <= 60),
  count       integer     NOT NULL CHECK (count > 0),
  latency     integer[]   NOT NULL CHECK (cardinality(latency) = 16),
  PRIMARY KEY (facility_id, minute, channel, code)
);
SELECT titian.protect_facility_table('bpjs_channel_minutes');
GRANT SELECT, INSERT, UPDATE, DELETE ON bpjs_channel_minutes TO titian_app;

-- A node's part of a channel; counts as long as the node is alive (outbox_nodes).
CREATE TABLE bpjs_channel_nodes (
  facility_id uuid             NOT NULL,
  channel     text             NOT NULL CHECK (length(channel) <= 60),
  node_id     uuid             NOT NULL,
  in_flight   integer          NOT NULL,
  call_limit  double precision NOT NULL,
  share       double precision NOT NULL,
  updated_at  timestamptz      NOT NULL,
  PRIMARY KEY (facility_id, channel, node_id)
);
SELECT titian.protect_facility_table('bpjs_channel_nodes');
GRANT SELECT, INSERT, UPDATE, DELETE ON bpjs_channel_nodes TO titian_app;

-- What is known of the machines below: clock skew per node and service, room on the disk, the newest backup. Nobody is named here.
-- A fact that nobody has written is not judged.
CREATE TABLE operation_facts (
  name       text        NOT NULL CHECK (length(name) <= 60),
  source     text        NOT NULL CHECK (length(source) <= 60),
  value      jsonb       NOT NULL,
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (name, source)
);
GRANT SELECT, INSERT, UPDATE, DELETE ON operation_facts TO titian_app, titian_directory;
