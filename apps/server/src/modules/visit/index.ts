// The room of visits as other rooms see it.
export {
  createVisitService,
  factsOf,
  isBookedElsewhere,
  type EventInput,
  type Provenance,
  type Recorded,
  type Registered,
  type RegisterInput,
  type VisitDeps,
  type VisitService,
} from './service.ts';
export { createVisitViews, type VisitParts, type VisitViews } from './view.ts';
export { registerInput, visitRoutes, type VisitRoutesDeps } from './routes.ts';
export {
  EVENT_TYPES,
  isDoctorMissing,
  isEnded,
  isServed,
  localDate,
  localTime,
  standardMinutes,
  startOfDay,
  type Resep,
  type Stage,
  type VisitEventType,
} from './rules.ts';
export {
  deliveryState,
  eventType,
  registerVisit as registerVisitShape,
  resep as resepShape,
  sepWish,
  visit as visitShape,
  visitRow,
  type ContinuityPart,
  type DeliveryState,
  type DeliveryView,
  type SepView,
  type TodayAction,
  type VisitRowView,
} from './shapes.ts';
export type { Sumber, Visit } from './store.ts';
