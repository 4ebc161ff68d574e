// Puts the gateway, the clinic's rooms and the events from outside together, around the rooms of a visit. Two halves, because a visit
// needs the clinic's planners before it exists, and the clinic's kinds need the visit. Nothing here touches the database.
import type { Actor } from '../platform/actor.ts';
import type { FacilityTx } from '../platform/db/index.ts';
import type { ModuleDefinition, Platform } from '../platform/module.ts';
import { alertsModule } from './alerts/index.ts';
import {
  antreanKinds,
  createAntreanFktpPlanner,
  createFktpScheduleReader,
  waitingForDoctor,
  type FktpScheduleReader,
} from './antrean-fktp/index.ts';
import type { FacilityService } from './facility/index.ts';
import {
  createBrowser,
  createBulk,
  createBulkWorker,
  createComparison,
  createDetail,
  createGateway,
  createOpenPayload,
  createPlannerRegistry,
  createResend,
  createStatus,
  facilityFacts,
  gatewayRoutes,
  healthRoutes,
  nameOf,
  type BrowserDeps,
  type Gateway,
  type PlannerRegistry,
  type Resend,
} from './gateway/index.ts';
import { createHookService, hookRoutes } from './hooks/index.ts';
import type { Hospital } from './hospital.ts';
import type { Source } from './reconciliation/index.ts';
import {
  createPcarePlanner,
  createPcareService,
  createReferences,
  type References,
  pcareKinds,
  pcarePesertaLookup,
  pcareRoutes,
  pcareSources,
  type PcareSourceDeps,
  pcareNumbers,
} from './pcare/index.ts';

import { createStaffService } from './staff/index.ts';
import { createSubjectSearch } from './subject-search.ts';

export interface Bridge {
  readonly gateway: Gateway;
  readonly references: References;
  readonly planners: PlannerRegistry;
  /** How a clinic asks BPJS, for the rooms of a visit. */
  readonly clinic: {
    readonly pesertaLookup: typeof pcarePesertaLookup;
    readonly sessions: FktpScheduleReader;
    readonly numbers: typeof pcareNumbers;
    readonly waitingForDoctor: typeof waitingForDoctor;
    readonly sources: (deps: Pick<PcareSourceDeps, 'visits' | 'peserta' | 'facility'>) => readonly Source[];
  };
}

export function openBridge(platform: Platform, facility: FacilityService): Bridge {
  const { db, sealer, clock, random, logger } = platform;
  const gateway = createGateway({ ...platform, credentials: facility, facility });
  const planners = createPlannerRegistry();
  // The queue before P-Care: that is the order a clinic works in (docs/facts/antrean-fktp.md, relation to PCare).
  const { clinicDays: deliveryDays } = platform.config.delivery;
  planners.register(createAntreanFktpPlanner({ sealer, clock, deliveryDays }));
  planners.register(createPcarePlanner({ sealer, clock, random, deliveryDays }));
  const references = createReferences({ db, clock, forFacility: (facilityId) => gateway.forFacility(facilityId) });
  const readSessions = createFktpScheduleReader(gateway);
  const sessions: FktpScheduleReader = (facilityId, ...wanted) => {
    // Whoever opens the day's sessions registers people next: what kind of visit each poli takes is then known here.
    references.search(facilityId, 'poli', '').catch((error: unknown) => {
      logger.warn({ code: error instanceof Error ? error.name : 'unknown' }, 'the list of polis was not read');
    });
    return readSessions(facilityId, ...wanted);
  };
  return {
    gateway,
    references,
    planners,
    clinic: {
      pesertaLookup: pcarePesertaLookup,
      sessions,
      numbers: pcareNumbers,
      waitingForDoctor,
      sources: (deps) => pcareSources({ sealer, clock, random, ...deps }),
    },
  };
}

/** Alerts speak of now: what the last quarter of an hour has seen. */
const ALERT_SLOTS = 1;

export interface ClinicDeps {
  readonly facility: FacilityService;
  readonly bridge: Bridge;
  readonly hospital: Hospital;
}

export function composeClinic(
  platform: Platform,
  { facility, bridge, hospital }: ClinicDeps,
): readonly ModuleDefinition[] {
  const { db, sealer, clock, random, audit, events } = platform;
  const { gateway, references } = bridge;
  const { visits, views, peserta } = hospital;
  const { outbox } = gateway;
  const entryDeps = { sealer, clock, random, deliveryDays: platform.config.delivery.clinicDays };

  gateway.registerKinds(antreanKinds({ sealer, clock, visits: visits.reader }));
  gateway.registerKinds(pcareKinds({ ...entryDeps, visits: visits.reader }));
  const resend = createResend({ outbox, clock, deliveryDays: platform.config.delivery.clinicDays });
  const pcare = createPcareService({
    ...entryDeps,
    db,
    audit,
    events,
    visits,
    reader: visits.reader,
    resendRefused: (actor, input) => resendRefused(gateway, resend, actor, input),
  });
  const hooks = createHookService({
    db,
    sealer,
    clock,
    random,
    visits,
    facility: (tx: FacilityTx) => facilityFacts(facility, tx),
  });
  const comparison = createComparison({
    db,
    sealer,
    clock,
    audit,
    bpjs: (facilityId) => gateway.forFacility(facilityId),
    kindOf: (name) => gateway.kindOf(name),
  });
  const status = createStatus({ db, clock, outbox, facility });
  const { meter } = gateway;
  const detail = createDetail({ db, clock, meter, status });
  const staff = createStaffService(platform);
  const named: BrowserDeps = {
    db,
    sealer,
    audit,
    clock,
    subjectNames: async (tx, ids) =>
      new Map(
        (await visits.findMany(tx, ids)).map((visit) => [visit.id, `${visit.nomorAntrean} · ${visit.kodeBooking}`]),
      ),
    peopleNames: (facilityId) => staff.namesOf(facilityId),
  };
  const browser = createBrowser(named);
  const bulk = createBulk(named);
  const bulkWorker = createBulkWorker({
    db,
    sealer,
    clock,
    outbox,
    resend,
    onTrouble: (error) =>
      platform.logger.warn({ where: 'bulk', code: error instanceof Error ? error.name : 'unknown' }, 'gateway trouble'),
    onProgress: (facilityId, bulkId) => events.publish(facilityId, { topic: 'message', subjectId: bulkId }),
  });
  const openPayload = createOpenPayload({ db, sealer, audit, clock });
  const findSubjects = createSubjectSearch({
    clock,
    facility,
    visits,
    peserta,
    visitsOfSep: hospital.sep.visitsOfNumber,
  });

  return [
    {
      name: 'gateway',
      routes: (app) => {
        gatewayRoutes(app, { db, audit, outbox, resend, comparison, browser, openPayload, bulk, status, findSubjects });
        healthRoutes(app, { detail, meter });
      },
      worker: {
        start: async () => {
          await gateway.start();
          await bulkWorker.start();
        },
        stop: async () => {
          await bulkWorker.stop();
          await gateway.stop();
        },
      },
    },
    alertsModule(platform, { facility, detail: (facilityId) => detail(facilityId, { slots: ALERT_SLOTS }) }),
    { name: 'pcare', routes: (app) => pcareRoutes(app, { db, pcare, references, views }) },
    { name: 'hooks', routes: (app) => hookRoutes(app, hooks) },
  ];
}

/** A visit that P-Care refused goes out again by itself once its entry was mended. */
async function resendRefused(
  gateway: Gateway,
  resend: Resend,
  actor: Actor,
  { messageId, reason }: { messageId: string; reason: string },
): Promise<void> {
  const message = await gateway.outbox.inspect.message(actor.facilityId, messageId);
  if (message?.state !== 'refused') return;
  await resend(actor.facilityId, { messageId, by: nameOf(actor), reason });
}
