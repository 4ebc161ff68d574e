// The facility as planners and kinds see it, from the facility room.
import type { FacilityTx } from '../../platform/db/index.ts';
import type { FacilityService } from '../facility/index.ts';
import type { FacilityFacts } from './planner.ts';

export async function facilityFacts(facility: Pick<FacilityService, 'get'>, tx: FacilityTx): Promise<FacilityFacts> {
  const { id, kind, kodePpk, timeZone, switches } = await facility.get(tx);
  return { id, kind, kodePpk, timeZone, switches: { ...switches } };
}
