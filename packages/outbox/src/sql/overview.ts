// Which (facility, channel, class) have lanes that may be claimed. A loose index scan: one index probe per group instead of one row per
// lane, so a million waiting lanes cost as much as one per group. EXPLAIN at 50,000 lanes: Index Scan outbox_lanes_ready, no sort.
import { statement } from './statement.ts';

export const OVERVIEW = statement(
  'overview',
  'overview',
  `
WITH RECURSIVE groups AS (
  (SELECT facility_id, channel, class, next_at
     FROM titian.outbox_lanes
    WHERE next_at IS NOT NULL AND (facility_id, channel, class) > ($1::uuid, $2::text, $3::smallint)
    ORDER BY facility_id, channel, class, next_at LIMIT 1)
  UNION ALL
  SELECT following.* FROM groups CROSS JOIN LATERAL (
    SELECT l.facility_id, l.channel, l.class, l.next_at
      FROM titian.outbox_lanes l
     WHERE l.next_at IS NOT NULL AND (l.facility_id, l.channel, l.class) > (groups.facility_id, groups.channel, groups.class)
     ORDER BY l.facility_id, l.channel, l.class, l.next_at LIMIT 1) following
)
SELECT facility_id, channel, class, (extract(epoch FROM next_at - now()) * 1000)::double precision AS due_in_ms
  FROM groups LIMIT $4::integer`,
);
