// The facility as planners and kinds see it, from the facility room.
import type { FacilityTx } from '../../platform/db/index.ts';
import type { FacilityService } from '../facility/index.ts';
import type { FacilityFacts } from './planner.ts';

/** Asked once per transaction: several planners and rules of one event want to know it. */
const known = new WeakMap<FacilityTx, Promise<FacilityFacts>>();

export function facilityFacts(facility: Pick<FacilityService, 'get'>, tx: FacilityTx): Promise<FacilityFacts> {
  const asked = known.get(tx) ?? read(facility, tx);
  known.set(tx, asked);
  return asked;
}

async function read(facility: Pick<FacilityService, 'get'>, tx: FacilityTx): Promise<FacilityFacts> {
  const { id, kind, kodePpk, timeZone, switches } = await facility.get(tx);
  return { id, kind, kodePpk, timeZone, switches: { ...switches } };
}
