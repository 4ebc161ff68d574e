// The room of the pharmacy as other rooms see it.
export { createPharmacyService, type PharmacyDeps, type PharmacyService } from './service.ts';
export { pharmacyRoutes, type PharmacyRoutesDeps } from './routes.ts';
export type { Jenis, Prescription, PrescriptionState } from './store.ts';
