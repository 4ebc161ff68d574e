// The door of the room: the facility itself, its settings and credentials.
import type { ModuleDefinition, Platform } from '../../platform/module.ts';
import { facilityRoutes } from './routes.ts';
import type { FacilityService } from './service.ts';

export { createFacility, createFacilityService, type FacilityChanges, type FacilityService } from './service.ts';
export { facilityBrief } from './routes.ts';
export * from './types.ts';

export function facilityModule(platform: Platform, service: FacilityService): ModuleDefinition {
  return { name: 'facility', routes: (app) => facilityRoutes(app, platform, service) };
}
