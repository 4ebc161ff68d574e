// Keeps leases of lanes whose call is still running. Database time only; a lease that has already ended is not revived.
import { statement } from './statement.ts';

export const RENEW = statement(
  'renew',
  'facility',
  `
UPDATE titian.outbox_lanes l SET next_at = now() + $4::integer * interval '1 millisecond'
  FROM unnest($2::uuid[], $3::bigint[]) AS i(lane_id, fence)
 WHERE l.facility_id = $1 AND l.lane_id = i.lane_id AND l.fence = i.fence AND l.state = 'leased' AND (l.next_at > now()) IS TRUE
RETURNING l.lane_id`,
);
