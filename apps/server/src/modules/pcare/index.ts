// P-Care: the clinic's registration, service entry and references, as other rooms see them.
import type { BpjsMessageKind, VisitReader } from '../gateway/index.ts';
import type { EntryDeps } from './entries.ts';
import { itemKinds } from './kinds-items.ts';
import { registrationKinds } from './kinds-registration.ts';
import { visitKinds } from './kinds-visit.ts';

export { checkEntry, type CheckedEntry } from './check.ts';
export type { EntryDeps } from './entries.ts';
export type { EntryProblem, ServiceEntry } from './entry.ts';
export { pcarePesertaLookup } from './peserta.ts';
export { createPcarePlanner } from './planner.ts';
export { createReferences, type References } from './references.ts';
export { pcareSources, type PcareSourceDeps } from './day-reconcile.ts';
export { pcareRoutes } from './routes.ts';
export { createPcareService, type PcareService } from './service.ts';
export { listNumbers as pcareNumbers, type PcareNumbers } from './store.ts';

export function pcareKinds(deps: EntryDeps & { readonly visits: VisitReader }): readonly BpjsMessageKind[] {
  return [...registrationKinds(deps), ...visitKinds(deps), ...itemKinds(deps)];
}
