// Are the predecessors of a head message settled?
import { statement } from './statement.ts';

export const DEPENDENCIES = statement(
  'dependencies',
  'facility',
  `
SELECT message_id, state FROM titian.outbox_messages WHERE facility_id = $1 AND message_id = ANY($2::uuid[])`,
);
