// Puts the rooms of a visit together (participants, referrals, schedule, visits, Task IDs, SEP, pharmacy) in the order of their
// dependencies. The clinic's rooms hand in their own ways of asking BPJS; nothing here touches the database.
import { antreanrs } from '@titian/contract';
import type { Actor } from '../platform/actor.ts';
import type { FacilityId } from '../platform/ids.ts';
import type { FacilityTx } from '../platform/db/index.ts';
import type { ModuleDefinition, Platform } from '../platform/module.ts';
import { createContinuity } from './continuity/index.ts';
import type { Bridge } from './clinic.ts';
import type { FacilityService } from './facility/index.ts';
import {
  byHand,
  channelOf,
  countRestorings,
  createResend,
  explainCode,
  facilityFacts,
  labelOf,
  laneIdFor,
  nameOf,
  type Gateway,
  type PlannerRegistry,
} from './gateway/index.ts';
import { createPesertaService, pesertaRoutes, vclaimPesertaLookup, type PesertaLookup } from './peserta/index.ts';
import { createPharmacyService, pharmacyRoutes } from './pharmacy/index.ts';
import { composeReconciliation, type ReconciliationParts } from './reconciliation/index.ts';
import { createRujukanService } from './rujukan/index.ts';
import { createScheduleService, scheduleRoutes, type ClinicSessions } from './schedule/index.ts';
import { createLetterWait, createSepService, isTroubled, sepRoutes } from './sep/index.ts';
import {
  createTimelineRecorder,
  createTimelineService,
  timelineKinds,
  timelineRoutes,
  timelineSources,
} from './timeline/index.ts';
import {
  createVisitService,
  createVisitViews,
  localDate,
  visitRoutes,
  type DeliveryState,
  type TodayAction,
  type Visit,
  type VisitParts,
} from './visit/index.ts';

export interface HospitalDeps {
  readonly facility: FacilityService;
  readonly gateway: Gateway;
  readonly planners: PlannerRegistry;
  /** Overrides for tests. */
  readonly reconciliation?: Pick<ReconciliationParts, 'limits' | 'afterOutageMs'>;
  /** How a clinic asks BPJS. */
  readonly clinic: {
    readonly pesertaLookup: PesertaLookup;
    readonly sessions: ClinicSessions;
    readonly numbers: VisitParts['pcare'];
    /** The clinic's side of reconciliation. */
    readonly sources: Bridge['clinic']['sources'];
    /** Visits whose queue entry waits for a doctor to be chosen. */
    readonly waitingForDoctor: (tx: FacilityTx, visits: readonly Visit[]) => Promise<ReadonlySet<string>>;
  };
}

/** Far more than a clinic sees in a day. */
const MAX_VISITS_OF_DAY = 2_000;
/** Where bookings go; letters follow them by a moment. */
const BOOKING_CHANNEL = channelOf(antreanrs.add);

export function composeHospital(platform: Platform, deps: HospitalDeps) {
  const { db, sealer, clock, random, audit, events, auth, logger } = platform;
  const { gateway, planners } = deps;
  const { outbox } = gateway;
  const bpjs = (facilityId: FacilityId) => gateway.forFacility(facilityId);
  const facility = (tx: FacilityTx) => facilityFacts(deps.facility, tx);
  const today = async (facilityId: FacilityId) =>
    localDate(clock.now(), (await db.withFacility(facilityId, facility)).timeZone);

  const hurry = (facilityId: FacilityId, laneId: string) => {
    outbox.attemptNow(facilityId, laneId, { timeoutMs: 0 }).catch((error: unknown) => {
      logger.warn({ code: error instanceof Error ? error.name : 'unknown' }, 'a lane could not be hurried');
    });
  };

  const letterhead = async (tx: FacilityTx) => {
    const { name, address, timeZone, switches } = await deps.facility.get(tx);
    return { name, address, timeZone, sep: switches.sep };
  };
  const continuity = createContinuity(platform, {
    facility,
    letterhead,
    isSandbox: async (tx) => (await deps.facility.get(tx)).bpjsEnvironment === 'sandbox',
    rooms: () => ({ peserta, visits, views, sep, schedule }),
  });
  const rujukan = createRujukanService({ db, sealer, clock, bpjs });
  const peserta = createPesertaService({
    db,
    sealer,
    clock,
    random,
    audit,
    bpjs,
    facility,
    rujukan,
    lookups: { fkrtl: vclaimPesertaLookup, fktp: deps.clinic.pesertaLookup },
    openVisits: (tx, ids, date) => visits.openVisitsOf(tx, ids, date),
    continuity: (tx, snapshot, day) => continuity.verdict(tx, snapshot, day),
  });
  const schedule = createScheduleService({
    db,
    clock,
    random,
    bpjs,
    clinicSessions: deps.clinic.sessions,
    trouble: (error) =>
      logger.warn({ code: error instanceof Error ? error.name : 'unknown' }, 'a schedule could not be learned'),
  });
  const visits = createVisitService({
    db,
    sealer,
    clock,
    random,
    audit,
    events,
    peserta,
    schedule,
    planners,
    facility,
    restorings: countRestorings,
    enqueue: async (tx, messages) => {
      await gateway.enqueue(tx.client, tx.facilityId, messages);
      tx.afterCommit(() => outbox.wake(tx.facilityId, messages));
    },
    hurry: (facilityId, visitId) => {
      for (const service of ['antreanrs', 'vclaim', 'antreanfktp'] as const)
        hurry(facilityId, laneIdFor(visitId, service));
    },
  });
  const pharmacy = createPharmacyService({ schedule, visits });
  const recorder = createTimelineRecorder({ clock, random, sealer, visits, pharmacy });
  const resend = createResend({ outbox, clock });
  const messages = {
    stateOf: async (facilityId: FacilityId, messageId: string) =>
      (await outbox.inspect.message(facilityId, messageId))?.state ?? null,
    resend: (actor: Actor, messageId: string, reason: string) =>
      byHand(() => resend(actor.facilityId, { messageId, by: nameOf(actor), reason })),
  };
  const timeline = createTimelineService({
    db,
    clock,
    audit,
    auth,
    events,
    visits,
    peserta,
    recorder,
    facility,
    bpjs,
    messages,
  });
  const channelsOf = (facilityId: FacilityId) =>
    outbox.health().channels.filter((channel) => channel.facilityId === facilityId);
  const sep = createSepService({
    db,
    sealer,
    clock,
    audit,
    events,
    logger,
    visits,
    peserta,
    rujukan,
    facility,
    bpjs,
    reader: visits.reader,
    resend: messages.resend,
    isAntreanDown: (facilityId) =>
      channelsOf(facilityId).some((channel) => channel.channel === BOOKING_CHANNEL && isTroubled(channel)),
    hurry,
  });

  gateway.registerKinds(timelineKinds({ clock, visits, reader: visits.reader, pharmacy, recorder }));
  gateway.registerKinds(sep.kinds);
  // The prescription must exist before the timeline tells BPJS of it, and the booking comes before the letter.
  planners.register(pharmacy.planner);
  planners.register(recorder.planner);
  planners.register(sep.planner);

  const reconciliation = composeReconciliation(platform, {
    sources: [
      ...timelineSources({ clock, random, visits, peserta, recorder }),
      sep.source,
      ...deps.clinic.sources({ visits, peserta, facility }),
    ],
    bpjs,
    facility,
    visits,
    today,
    released: (facilityId) => gateway.restored.forget(facilityId),
    ...deps.reconciliation,
  });

  const views = createVisitViews({
    visits,
    peserta,
    facility,
    parts: {
      sep: (tx, ids) => sep.views(tx, ids, explainCode),
      pcare: deps.clinic.numbers,
      continuity: (tx, ids) => continuity.parts(tx, ids),
      deliveries: async (tx, visitId) =>
        (await outbox.inspect.messages(tx.facilityId, { subjectId: visitId }))
          .toReversed()
          .map((message) => deliveryOf(message, clock.businessOf)),
      attention: async (tx, list) => {
        const withoutDoctor = await deps.clinic.waitingForDoctor(tx, list);
        const own = [...withoutDoctor].map((id) => [id, 'Pilih dokter'] as const);
        const accepted = await continuity.cases().attention(
          tx,
          list.map(({ id }) => id),
        );
        return new Map([...(await timeline.attention(tx, list)), ...accepted, ...own]);
      },
      actions: async (tx, date) => [
        ...(await continuity.actions(tx)),
        ...(await clinicActions(tx, date)),
        ...(await timeline.actions(tx, date)),
        ...(await reconciliation.service.actions(tx, date)),
      ],
    },
  });
  // The case of a visit is written last: it reads what the others have made of it.
  planners.register(continuity.cases().planner);
  gateway.registerKinds(continuity.kinds());
  /** A clinic has no Task ID desk: its visits without a doctor are opened from the desk's list of the day. */
  const clinicActions = async (tx: FacilityTx, date: string): Promise<TodayAction[]> => {
    if ((await facility(tx)).kind !== 'fktp') return [];
    const waiting = await deps.clinic.waitingForDoctor(tx, await visits.list(tx, { date, limit: MAX_VISITS_OF_DAY }));
    const label = 'Pilih dokter: antrean BPJS menunggu';
    return waiting.size === 0
      ? []
      : [{ kind: 'tanpa-dokter', count: waiting.size, severity: 'tinggi', label, link: '/pendaftaran' }];
  };
  const awaitLetter = createLetterWait({
    attemptNow: (facilityId, laneId, how) => outbox.attemptNow(facilityId, laneId, how),
    channels: channelsOf,
    isLookupHeldUp: sep.isLookupHeldUp,
  });

  const definitions: readonly ModuleDefinition[] = [
    { name: 'peserta', routes: (app) => pesertaRoutes(app, { peserta, today }) },
    { name: 'schedule', routes: (app) => scheduleRoutes(app, { db, schedule, facility }) },
    {
      name: 'visit',
      routes: (app) => visitRoutes(app, { db, clock, audit, visits, views, peserta, facility, awaitLetter }),
    },
    { name: 'pharmacy', routes: (app) => pharmacyRoutes(app, { db, audit, pharmacy, visits, views, today }) },
    { name: 'timeline', routes: (app) => timelineRoutes(app, { clock, timeline, explain: explainCode, today }) },
    {
      name: 'sep',
      routes: (app) =>
        sepRoutes(app, {
          db,
          clock,
          audit,
          sep,
          visits,
          views,
          peserta,
          letterhead,
          awaitLetter,
          notice: (tx) => continuity.notice(tx),
        }),
    },
    continuity.definition,
    reconciliation.definition,
  ];
  return {
    continuity,
    peserta,
    rujukan,
    schedule,
    visits,
    pharmacy,
    timeline,
    sep,
    views,
    reconciliation,
    definitions,
  };
}

export type Hospital = ReturnType<typeof composeHospital>;

type MessageView = Awaited<ReturnType<Gateway['outbox']['inspect']['messages']>>[number];

const DELIVERY_STATE: Readonly<Record<string, DeliveryState>> = {
  queued: 'menunggu',
  waiting: 'menunggu',
  later: 'menunggu',
  sending: 'dikirim',
  unknown: 'belum-pasti',
  delivered: 'diterima',
  already: 'sudah-ada',
  refused: 'ditolak',
  skipped: 'tidak-perlu',
  parked: 'ditahan',
  cancelled: 'dibatalkan',
};

function deliveryOf(message: MessageView, businessOf: (real: Date) => Date) {
  const state: DeliveryState =
    message.code === 'expired' || message.reason === 'expired'
      ? 'kedaluwarsa'
      : (DELIVERY_STATE[message.state] ?? 'menunggu');
  const explained = state === 'diterima' || state === 'tidak-perlu' ? null : explainCode(message.code, message.reason);
  return {
    service: message.service,
    kind: message.kind,
    label: labelOf(message.kind, message.intent),
    state,
    messageId: message.messageId,
    reason: explained?.apa ?? null,
    nextStep: explained?.langkah ?? null,
    // The outbox's times are the database's: real ones.
    updatedAt: businessOf(message.settledAt ?? message.createdAt).toISOString(),
  };
}
