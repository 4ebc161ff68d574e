// Antrean FKTP: the clinic's queue as BPJS is told of it, and the schedule that comes from there.
import type { FacilityId } from '../../platform/ids.ts';
import type { FacilityBpjs } from '../gateway/index.ts';
import type { FacilityTx } from '../../platform/db/index.ts';
import { isDoctorMissing, type Visit } from '../visit/index.ts';
import { readFktpSchedule, type FktpSession } from './schedule.ts';
import { plannedOf } from './store.ts';

export { antreanKinds, type AntreanKindDeps } from './bpjs.ts';
export { createAntreanFktpPlanner } from './planner.ts';
export type { FktpSession } from './schedule.ts';

/** Visits whose queue entry waits because nobody has chosen the doctor yet. */
export async function waitingForDoctor(tx: FacilityTx, visits: readonly Visit[]): Promise<ReadonlySet<string>> {
  const open = visits.filter(
    (visit) => isDoctorMissing(visit) && visit.stage !== 'batal' && visit.stage !== 'tidak-hadir',
  );
  return new Set(
    await plannedOf(
      tx,
      open.map((visit) => visit.id),
    ),
  );
}

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
