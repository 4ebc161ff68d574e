// The one list of the server's rooms. Each room adds its lines in its slot: construct the services in the order of their
// dependencies, then return the definitions. Nothing here may touch the database: the OpenAPI document is made from it.
import type { ModuleDefinition, Platform } from '../platform/module.ts';
import { composeClinic, openBridge } from './clinic.ts';
import { createFacilityService, facilityModule } from './facility/index.ts';
import { composeHospital } from './hospital.ts';
import { staffModule } from './staff/index.ts';

export function composeModules(platform: Platform): readonly ModuleDefinition[] {
  // slot: facility, staff (platform room)
  const facility = createFacilityService(platform);

  // slot: gateway, hooks, pcare, antrean-fktp (gateway and clinic room)
  const bridge = openBridge(platform, facility);

  // slot: peserta, schedule, rujukan, visit, timeline, sep, pharmacy (hospital room)
  const hospital = composeHospital(platform, { facility, ...bridge });

  return [
    facilityModule(platform, facility),
    staffModule(platform, facility),
    ...hospital.definitions,
    ...composeClinic(platform, { facility, bridge, hospital }),
  ];
}
