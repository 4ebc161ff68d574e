// The gateway: a facility's door to BPJS. Other modules register their message kinds and planners here and read through
// `forFacility`; they never hold a client of their own. Nothing of the outbox's tables is touched outside its package.
export type {
  BpjsMessageKind,
  BuildResult,
  Difference,
  FacilityBpjs,
  Json,
  OutboxMessage,
  ReadBackResult,
  SettledOutcome,
  WireCall,
} from './kinds.ts';
export { sentBody, sentParams } from './kinds.ts';
export { laneIdFor, messageIdFor } from './ids.ts';
export { afterMessage, channelOf, MESSAGE_CLASS, outgoing, type After, type OutgoingInput } from './message.ts';
export {
  createPlannerRegistry,
  type FacilityFacts,
  type MessagePlanner,
  type PatientIdentity,
  type PlanInput,
  type PlannerRegistry,
  type VisitEventFacts,
  type VisitFacts,
  type VisitReader,
} from './planner.ts';
