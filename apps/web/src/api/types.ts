// The shapes of Titian's API under the names the screens use; every one is taken from the generated document, none is written by hand.
import type { components, paths } from '@titian/api-client';

type Schemas = components['schemas'];

export type ErrorBody = Schemas['Error'];

export type Session = Schemas['Session'];
export type Role = Session['roles'][number];
export type SignIn = paths['/api/v1/session']['post']['requestBody']['content']['application/json'];
export type SessionChange = paths['/api/v1/session']['patch']['requestBody']['content']['application/json'];

export type Facility = Schemas['Facility'];
export type FacilityChange = paths['/api/v1/facility']['patch']['requestBody']['content']['application/json'];
export type CredentialsInput =
  paths['/api/v1/facility/credentials']['put']['requestBody']['content']['application/json'];
export type TaskMapping = Schemas['TaskMapping'];
export type StaffUser = Schemas['StaffUser'];
export type NewStaff = paths['/api/v1/staff']['post']['requestBody']['content']['application/json'];
export type StaffChange = paths['/api/v1/staff/{id}']['patch']['requestBody']['content']['application/json'];
export type ApiKey = Schemas['ApiKey'];
export type NewApiKey = paths['/api/v1/api-keys']['post']['requestBody']['content']['application/json'];

export type BpjsHealth = Schemas['BpjsHealth'];
export type ServiceName = BpjsHealth['services'][number]['service'];

export type PesertaSearch = Schemas['PesertaSearchInput'];
export type PesertaResult = Schemas['PesertaResult'];
export type PesertaMatch = PesertaResult['matches'][number];
export type Eligibility = Schemas['Eligibility'];
export type RujukanOption = PesertaMatch['rujukan'][number];

export type ScheduleDay = Schemas['ScheduleDay'];
export type DoctorSession = ScheduleDay['units'][number]['sessions'][number];

export type RegisterVisit = Schemas['RegisterVisitInput'];
export type RecordEvent = Schemas['RecordEventInput'];
export type CancelVisit = Schemas['CancelVisitInput'];
export type Visit = Schemas['Visit'];
export type VisitRow = Schemas['VisitPage']['items'][number];
export type DeliveryState = Visit['deliveries'][number]['state'];
export type VisitEventType = Visit['events'][number]['type'];

export type QueueBoard = Schemas['QueueBoard'];
export type PharmacyBoard = Schemas['PharmacyBoard'];
export type PharmacyCard = PharmacyBoard['racikan'][number];
export type Today = Schemas['Today'];

export type OutageRecord = Schemas['OutageRecord'];
export type Outage = OutageRecord['outage'];
export type ContinuityCase = Schemas['ContinuityCase'];
export type ContinuityStatus = Schemas['ContinuityStatus'];
export type ContinuityPolicy = Schemas['ContinuityPolicy'];
export type PolicyChange = Schemas['ContinuityPolicyChangeInput'];
export type OutageAnnouncement = Schemas['OutageAnnouncementInput'];
export type PaperRow = Schemas['EmergencyRegisterRowInput'];
export type UnservedSession = Schemas['UnservedSessions']['sessions'][number];
export type RebookRequest = Schemas['RebookInput'];
export type Departure = Schemas['DepartureInput'];
export type Choice = NonNullable<ContinuityCase['choice']>;
export type Resolution = NonNullable<ContinuityCase['resolution']>;
export type CaseList = NonNullable<Query<'/api/v1/continuity/outages/{id}/cases'>['list']>;
export type ContinuityVerdict = NonNullable<PesertaMatch['continuity']>;

export type ServiceEntry = Schemas['ServiceEntry'];
export type ServiceEntryInput =
  paths['/api/v1/visits/{id}/service-entry']['put']['requestBody']['content']['application/json'];
export type ServiceEntryResult = Schemas['ServiceEntryResult'];
export type ReferenceName = paths['/api/v1/references/{name}']['get']['parameters']['path']['name'];

export type TaskDesk = Schemas['TaskDesk'];
export type TaskRow = Schemas['TaskRow'];
export type TaskCell = TaskRow['tasks'][number];
export type Timeline = Schemas['Timeline'];
export type Correction = Schemas['CorrectionInput'];

export type MessageRow = Schemas['MessageRow'];
export type MessageDetail = Schemas['MessageDetail'];
export type MessageCounts = Schemas['MessageCounts'];
export type BulkAction = Schemas['BulkAction'];
export type MessagePayload = Schemas['MessagePayload'];
export type MessageFilterInput = Schemas['MessageFilterInput'];

export type ReconciliationRun = Schemas['ReconciliationRun'];
export type ReconciliationDay = Schemas['ReconciliationDays']['days'][number];
export type Finding = Schemas['ReconciliationFinding'];

type Query<Path extends keyof paths> = paths[Path] extends { get: { parameters: { query?: infer Q } } }
  ? NonNullable<Q>
  : never;
export type VisitQuery = Query<'/api/v1/visits'>;
export type TaskQuery = Query<'/api/v1/task-ids'>;
