// The places at which a process of a chaos run may be made to die or to freeze: the engine's and the server's.
import { FAILPOINTS } from '@titian/outbox';
import { SERVER_FAILPOINTS } from '../../apps/server/src/platform/failpoints.ts';

export const FAILPOINTS_OF_A_PROCESS: readonly string[] = [...FAILPOINTS, ...SERVER_FAILPOINTS];
/** Met once, at the first start, before there is anything to lose but the schema. */
export const MIGRATION_FAILPOINT = 'during-migration-step';
