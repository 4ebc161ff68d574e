// The door of the room: people, sessions, keys, devices, the audit trail and the first set-up.
import type { ModuleDefinition, Platform } from '../../platform/module.ts';
import type { FacilityService } from '../facility/index.ts';
import { auditRoutes } from './audit-routes.ts';
import { createStaffService } from './service.ts';
import { sessionRoutes } from './session-routes.ts';
import { setupRoutes } from './setup.ts';
import { staffRoutes } from './staff-routes.ts';

export { createAccount, createStaffService, type StaffService } from './service.ts';
export { issueSetupCode } from './setup.ts';
export type { NewStaff, StaffUser } from './types.ts';

export function staffModule(platform: Platform, facility: FacilityService): ModuleDefinition {
  const staff = createStaffService(platform);
  return {
    name: 'staff',
    routes: (app) => {
      sessionRoutes(app, platform, { facility, staff });
      staffRoutes(app, platform, staff);
      auditRoutes(app, platform, staff);
      setupRoutes(app, platform);
    },
  };
}
