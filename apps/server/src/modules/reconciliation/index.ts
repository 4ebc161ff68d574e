// The room of reconciliation as other rooms see it: what a source is, and how the room is put together.
export type { DayPart, Mending, Source, SourceContext } from './source.ts';
export type { Divergence, OurEntry, Stand, TheirEntry } from './rules.ts';
export { composeReconciliation, type ReconciliationParts } from './compose.ts';
export { createFindingStore } from './store.ts';
