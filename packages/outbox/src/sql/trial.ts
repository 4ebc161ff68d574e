// Blame is written before a suspect runs and taken back by its settlement: whoever dies in between leaves it behind. A lane that was only
// held when a process died is blamed once, however often that happens to it; only a death during its own trial counts further.
import { statement } from './statement.ts';

export const PUT_ON_TRIAL = statement(
  'put_on_trial',
  'facility',
  `
UPDATE titian.outbox_lanes SET deaths = deaths + 1
 WHERE facility_id = $1 AND lane_id = $2 AND fence = $3 AND state = 'leased' AND (next_at > now()) IS TRUE
RETURNING lane_id`,
);
