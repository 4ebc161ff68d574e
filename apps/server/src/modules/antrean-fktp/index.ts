// Antrean FKTP: the clinic's queue as BPJS is told of it, and the schedule that comes from there.
import type { FacilityId } from '../../platform/ids.ts';
import type { FacilityBpjs } from '../gateway/index.ts';
import { readFktpSchedule, type FktpSession } from './schedule.ts';

export { antreanKinds, type AntreanKindDeps } from './bpjs.ts';
export { createAntreanFktpPlanner } from './planner.ts';
export type { FktpSession } from './schedule.ts';

export type FktpScheduleReader = (
  facilityId: FacilityId,
  serviceDate: string,
  timeoutMs?: number,
) => Promise<FktpSession[]>;

/** For the schedule module: sessions of a clinic's day; throws the client's error when BPJS is away. */
export function createFktpScheduleReader(gateway: {
  forFacility(facilityId: FacilityId): FacilityBpjs;
}): FktpScheduleReader {
  return (facilityId, serviceDate, timeoutMs) =>
    readFktpSchedule(gateway.forFacility(facilityId), serviceDate, timeoutMs);
}
