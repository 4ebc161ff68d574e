// The gateway: a facility's door to BPJS. Other modules register their message kinds and planners here and read through
// `forFacility`; they never hold a client of their own. The outbox's tables are written by its package only.
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
export { explainCode, labelOf, type MessageExplanation } from './explain.ts';
export { facilityFacts } from './facts.ts';
export { clinicDeadline } from './deadline.ts';
export { createResend, type Resend } from './resend.ts';
export { createGateway, type Gateway, type GatewayDeps } from './gateway.ts';
export { countRestorings, newestRestoredStart, type RestoredStart } from './restored.ts';
export { bpjsAway, isBpjsRefusal, isBpjsTrouble } from './reachability.ts';
export { channelError } from './places.ts';
export type { CredentialSource } from './clients.ts';
export { createComparison } from './comparison.ts';
export { createBrowser, type Browser, type BrowserDeps } from './browser.ts';
export { createBulk } from './bulk.ts';
export { createBulkWorker } from './bulk-worker.ts';
export { createOpenPayload } from './payload.ts';
export { createStatus, type BpjsStatus } from './status.ts';
export { countDeliveries, evidenceOfCalls } from './evidence-of-calls.ts';
export { createDetail, NODE_SILENT_MS, skewOf, type Detail, type HealthDetail } from './health-detail.ts';
export { healthRoutes } from './health-routes.ts';
export { byHand, nameOf } from './by-hand.ts';
export { gatewayRoutes, type GatewayRouteDeps } from './routes.ts';
export { listFacts, putFact, type FactRow } from './health-store.ts';
