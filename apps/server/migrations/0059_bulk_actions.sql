-- Acts of a person on many messages at once.
SET search_path = titian;

-- What was chosen by a filter, looked at, and then done one message after the other by whichever node holds the lease.
CREATE TABLE bulk_actions (
  facility_id   uuid        NOT NULL,
  id            uuid        NOT NULL,
  action        text        NOT NULL CHECK (action IN ('resend', 'cancel')),
  state         text        NOT NULL CHECK (state IN ('draft', 'running', 'stopped', 'done')),
  -- Kinds, states and counts of what the preview found; names nobody.
  groups        jsonb       NOT NULL,
  total         integer     NOT NULL CHECK (total >= 0),
  created_by    text        NOT NULL,
  reason_sealed bytea,
  stopped_by    text,
  created_at    timestamptz NOT NULL DEFAULT now(),
  started_at    timestamptz,
  ended_at      timestamptz,
  lease_by      uuid,
  lease_until   timestamptz,
  PRIMARY KEY (facility_id, id)
);
CREATE INDEX bulk_actions_running ON bulk_actions (facility_id, id) WHERE state = 'running';
CREATE INDEX bulk_actions_recent ON bulk_actions (facility_id, created_at);

CREATE TABLE bulk_items (
  facility_id uuid        NOT NULL,
  bulk_id     uuid        NOT NULL,
  position    integer     NOT NULL,
  message_id  uuid        NOT NULL,
  -- Null until its turn has come; written in the transaction that acts on the message.
  result      text        CHECK (length(result) <= 60),
  done_at     timestamptz,
  PRIMARY KEY (facility_id, bulk_id, position),
  FOREIGN KEY (facility_id, bulk_id) REFERENCES bulk_actions (facility_id, id)
);

SELECT titian.protect_facility_table('bulk_actions');
SELECT titian.protect_facility_table('bulk_items');
GRANT SELECT, INSERT, UPDATE, DELETE ON bulk_actions, bulk_items TO titian_app;
-- Nodes look for work of every facility, in scheduling columns only.
CREATE POLICY overview ON bulk_actions FOR SELECT TO titian_overview USING (true);
GRANT SELECT (facility_id, id, state, lease_until) ON bulk_actions TO titian_overview;
