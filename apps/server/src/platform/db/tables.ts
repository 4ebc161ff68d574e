// The typed view of the schema for kysely. Each module adds its tables by declaration merging:
// `declare module '../../platform/db/tables.ts' { interface Tables { visits: VisitTable } }`.

// The interface starts empty on purpose: it is the meeting point of the modules' declarations.
export interface Tables {}
