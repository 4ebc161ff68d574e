// Routes of visits, queues and today: parse, call the service, answer with the view of the screens.
import { z } from 'zod';
import { can, type Actor } from '../../platform/actor.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Audit } from '../../platform/audit/index.ts';
import type { Db, FacilityTx } from '../../platform/db/index.ts';
import { forbidden, inputError } from '../../platform/errors.ts';
import {
  errorResponses,
  idParam,
  page,
  searchBody,
  unitCode,
  USUAL_PAGE,
  type TitianApp,
} from '../../platform/http/index.ts';
import type { FacilityId } from '../../platform/ids.ts';
import type { Permission } from '../../platform/permissions.ts';
import type { FacilityFacts } from '../gateway/index.ts';
import type { PesertaService } from '../peserta/index.ts';
import { isEnded, localDate, STAGES, standardMinutes, type Stage, type VisitEventType } from './rules.ts';
import type { RegisterInput, VisitService } from './service.ts';
import {
  cancelVisit,
  chooseDoctor,
  queueBoard,
  recordEvent,
  registerVisit,
  stage,
  today,
  visit,
  visitPage,
} from './shapes.ts';
import type { Visit } from './store.ts';
import type { VisitViews } from './view.ts';

export interface VisitRoutesDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly audit: Audit;
  readonly visits: VisitService;
  readonly views: VisitViews;
  readonly peserta: PesertaService;
  readonly facility: (tx: FacilityTx) => Promise<FacilityFacts>;
  /** Comes back when the visit's letter is settled or waiting for it makes no sense any more. */
  readonly awaitLetter: (facilityId: FacilityId, visitId: string) => Promise<void>;
}

/** A queue longer than this is not worked off from one screen. */
const MAX_QUEUE = 200;

/** Who may record what from a screen; a machine key needs only its scope. */
const EVENT_PERMISSION: Readonly<Record<Exclude<VisitEventType, 'visit.registered'>, Permission>> = {
  'patient.checked-in': 'visit-event',
  'admission.called': 'queue-call',
  'admission.done': 'queue-call',
  'poli.called': 'poli-serve',
  'poli.done': 'poli-serve',
  'prescription.printed': 'visit-event',
  'pharmacy.started': 'pharmacy-serve',
  'pharmacy.done': 'pharmacy-serve',
  'visit.cancelled': 'visit-cancel',
  'visit.no-show': 'visit-cancel',
  'service.recorded': 'service-entry-write',
};

const filters = { date: z.iso.date().optional(), poli: unitCode.optional(), stage: stage.optional() };
const listQuery = page.extend(filters);
const visitSearch = searchBody.extend(filters).meta({ id: 'VisitSearch' });
type ListInput = z.infer<typeof listQuery> & { readonly query?: string };
const dayQuery = z.strictObject({ date: z.iso.date().optional() });

export function visitRoutes(app: TitianApp, deps: VisitRoutesDeps): void {
  const { db, clock, visits, views } = deps;
  const dayOf = async (facilityId: FacilityId, date: string | undefined) => {
    if (date !== undefined) return date;
    const facts = await db.withFacility(facilityId, deps.facility);
    return localDate(clock.now(), facts.timeZone);
  };
  const viewOf = (actor: Actor, visitId: string) =>
    db.withFacility(actor.facilityId, async (tx) => {
      await deps.audit.record(tx, { actor, action: 'visit.read', subjectType: 'visit', subjectId: visitId });
      return views.one(tx, actor, visitId);
    });

  const list = async (actor: Actor, { date, poli, stage: wanted, query, cursor, limit }: ListInput) => {
    const day = await dayOf(actor.facilityId, date);
    return db.withFacility(actor.facilityId, async (tx) => {
      const patientIds = query === undefined ? undefined : ((await deps.peserta.matchPatients(tx, query)) ?? undefined);
      const found = await visits.list(tx, {
        date: day,
        kodePoli: poli,
        stages: wanted === undefined ? undefined : [wanted],
        patientIds,
        numberLike: query?.replaceAll(/[%_\\]/gu, ''),
        after: readCursor(cursor),
        limit: limit + 1,
      });
      await deps.audit.record(tx, { actor, action: 'visit.list', subjectType: 'day', subjectId: day });
      const shown = found.slice(0, limit);
      const last = shown.at(-1);
      return {
        items: await views.rows(tx, shown),
        nextCursor: found.length > limit && last !== undefined ? writeCursor(last) : null,
      };
    });
  };

  app.post(
    '/visits',
    {
      schema: {
        tags: ['visits'],
        summary: 'Register a visit once',
        description:
          'Writes the visit, its queue number and everything BPJS must be told in one transaction. Answers from that commit; the SEP is tried ' +
          'for up to three seconds so that it can be printed, and follows by itself when BPJS does not answer in time.',
        body: registerVisit,
        response: { 201: visit, ...errorResponses },
      },
      config: { access: 'visit-register', audit: 'write', safeToRepeat: true },
    },
    async (request, reply) => {
      const { actor } = request;
      const input = { ...registerInput(request.body, actor, clock), id: request.repeatableId('visit') };
      const registered = await visits.register(actor, input, { checkIn: request.body.checkIn ?? true });
      // Without a doctor there is no letter yet: nothing to wait for.
      const { sessionId, kodeDokter } = request.body;
      if (sessionId !== undefined || kodeDokter !== undefined)
        await deps.awaitLetter(actor.facilityId, registered.visitId);
      return reply.code(201).send(await viewOf(actor, registered.visitId));
    },
  );

  app.get(
    '/visits',
    {
      schema: {
        tags: ['visits'],
        summary: 'Visits of a day',
        description: 'Ordered by registration. What a person types to find somebody goes to `POST /visits/search`.',
        querystring: listQuery,
        response: { 200: visitPage, ...errorResponses },
      },
      config: { access: 'visit-read', audit: 'read-person' },
    },
    (request) => list(request.actor, request.query),
  );

  app.post(
    '/visits/search',
    {
      schema: {
        tags: ['visits'],
        summary: 'Find visits of a day',
        description:
          '`query` is a queue number, booking code, card, NIK, record number or name. By POST so that none of them stands in an address; ' +
          'it changes nothing and needs no Idempotency-Key.',
        body: visitSearch,
        response: { 200: visitPage, ...errorResponses },
      },
      config: { access: 'visit-read', audit: 'read-person', idempotent: false },
    },
    ({ actor, body }) => list(actor, { ...body, limit: body.limit ?? USUAL_PAGE }),
  );

  app.get(
    '/visits/:id',
    {
      schema: {
        tags: ['visits'],
        summary: 'One visit',
        description: 'With its deliveries to BPJS and everything that happened.',
        params: idParam,
        response: { 200: visit, ...errorResponses },
      },
      config: { access: 'visit-read', audit: 'read-person' },
    },
    (request) => viewOf(request.actor, request.params.id),
  );

  app.post(
    '/visits/:id/events',
    {
      schema: {
        tags: ['visits'],
        summary: 'Record what happened',
        description:
          "The time is the server's unless a machine key sends its own. What BPJS is told about it follows the facility's mapping.",
        params: idParam,
        body: recordEvent,
        response: { 200: visit, ...errorResponses },
      },
      config: { access: 'visit-event', audit: 'write', safeToRepeat: true },
    },
    async (request) => {
      const { actor, body } = request;
      await visits.recordEvent(actor, {
        id: request.repeatableId('event'),
        visit: { id: request.params.id },
        type: allowedType(actor, body.type),
        occurredAt: observedAt(actor, body.occurredAt, clock),
        data: body.data ?? {},
      });
      return viewOf(actor, request.params.id);
    },
  );

  app.post(
    '/visits/:id/doctor',
    {
      schema: {
        tags: ['visits'],
        summary: "Choose the doctor's session of a visit that was saved without one",
        description: 'Booking and SEP of such a visit wait; with the session they go out by themselves.',
        params: idParam,
        body: chooseDoctor,
        response: { 200: visit, ...errorResponses },
      },
      config: { access: 'visit-register', audit: 'write', safeToRepeat: true },
    },
    async (request) => {
      const { actor, params } = request;
      await visits.chooseDoctor(actor, params.id, request.body.sessionId);
      await deps.awaitLetter(actor.facilityId, params.id);
      return viewOf(actor, params.id);
    },
  );

  app.post(
    '/visits/:id/cancel',
    {
      schema: {
        tags: ['visits'],
        summary: 'Cancel a visit or mark a no-show',
        description: 'Refused once the patient was called in at the poli.',
        params: idParam,
        body: cancelVisit,
        response: { 200: visit, ...errorResponses },
      },
      config: { access: 'visit-cancel', audit: 'write', safeToRepeat: true },
    },
    async (request) => {
      const { actor, body } = request;
      await visits.cancel(actor, request.params.id, {
        id: request.repeatableId('event'),
        alasan: body.alasan,
        isNoShow: body.noShow ?? false,
      });
      return viewOf(actor, request.params.id);
    },
  );

  app.get(
    '/queue',
    {
      schema: {
        tags: ['queue'],
        summary: 'The queue of a unit',
        description: '`unit` is `admisi` or a poli code.',
        querystring: dayQuery.extend({ unit: unitCode }),
        response: { 200: queueBoard, ...errorResponses },
      },
      config: { access: 'queue-read', audit: 'read-person' },
    },
    async (request) => {
      const { actor } = request;
      const { unit } = request.query;
      const date = await dayOf(actor.facilityId, request.query.date);
      return db.withFacility(actor.facilityId, async (tx) => {
        const isAdmission = unit === 'admisi';
        const { waits, called, passed } = isAdmission ? ADMISSION : POLI;
        const ofUnit = { date, kodePoli: isAdmission ? undefined : unit, limit: MAX_QUEUE };
        const board = {
          waiting: inTurn(await visits.list(tx, { ...ofUnit, stages: waits })),
          called: inTurn(await visits.list(tx, { ...ofUnit, stages: called })).toReversed(),
          done: (await visits.countByStage(tx, date))
            .filter((row) => passed.some((stage) => stage === row.stage) && (isAdmission || row.kodePoli === unit))
            .reduce((sum, row) => sum + row.count, 0),
        };
        await deps.audit.record(tx, { actor, action: 'queue.read', subjectType: 'unit', subjectId: unit });
        const serving = await views.rows(tx, board.called);
        return {
          date,
          unit,
          nowServing: serving[0] ?? null,
          waiting: await views.rows(tx, board.waiting),
          called: serving,
          done: board.done,
          standardMinutes: standardMinutes('menunggu-poli', null),
        };
      });
    },
  );

  app.get(
    '/today',
    {
      schema: {
        tags: ['queue'],
        summary: 'Today in one look',
        description: "Who waits where, how far the day is, and what needs somebody's hand. Counts only, no names.",
        querystring: dayQuery,
        response: { 200: today, ...errorResponses },
      },
      config: { access: 'queue-read' },
    },
    async (request) => {
      const { actor } = request;
      const date = await dayOf(actor.facilityId, request.query.date);
      return db.withFacility(actor.facilityId, async (tx) => {
        const medians = await visits.medianSince(tx, date);
        return todayOf({
          date,
          counts: await visits.countByStage(tx, date),
          medians,
          actions: [...(await views.actions(tx, date))],
          now: clock.now(),
        });
      });
    },
  );
}

/** A form of the desk as the use case takes it; also for rows that are entered from paper. */
export function registerInput(body: z.infer<typeof registerVisit>, actor: Actor, clock: Clock): RegisterInput {
  const { patient } = body;
  return {
    visitRef: null,
    occurredAt: clock.now(),
    serviceDate: body.serviceDate,
    patientId: body.patientId ?? null,
    patient:
      patient === undefined
        ? null
        : {
            nama: patient.nama,
            nomorKartu: patient.nomorKartu ?? null,
            nik: patient.nik ?? null,
            norm: patient.norm ?? null,
            noHp: patient.noHp ?? null,
            tanggalLahir: patient.tanggalLahir ?? null,
            jenisKelamin: patient.jenisKelamin ?? null,
          },
    jenisPasien: body.jenisPasien,
    pasienBaru: body.pasienBaru,
    sessionId: body.sessionId ?? null,
    kodePoli: body.kodePoli,
    namaPoli: body.namaPoli ?? null,
    kodeDokter: body.kodeDokter ?? null,
    namaDokter: body.namaDokter ?? null,
    jamPraktek: body.jamPraktek ?? null,
    jenisKunjungan: body.jenisKunjungan ?? null,
    nomorReferensi: body.nomorReferensi || null,
    sumber: actor.kind === 'device' ? 'kiosk' : actor.kind === 'api-key' ? 'his' : 'onsite',
    kodeBooking: null,
    eligibilityId: body.eligibilitySnapshotId ?? null,
    extra: {
      ...(body.keluhan === undefined ? {} : { keluhan: body.keluhan }),
      ...(body.kunjunganSakit === undefined ? {} : { kunjunganSakit: body.kunjunganSakit }),
      ...(body.sep === undefined ? {} : { sep: body.sep }),
      ...(body.continuity === undefined ? {} : { continuity: body.continuity }),
    },
  };
}

function allowedType(actor: Actor, type: VisitEventType): Exclude<VisitEventType, 'visit.registered'> {
  if (type === 'visit.registered')
    throw inputError('type', type, 'Gunakan pendaftaran kunjungan untuk mendaftarkan pasien.');
  if (actor.kind === 'user' && !can(actor, EVENT_PERMISSION[type])) throw forbidden();
  return type;
}

/** People record what happens now; only a machine may say when something happened, and never in the future. */
function observedAt(actor: Actor, given: string | undefined, clock: Clock): Date {
  const now = clock.now();
  if (given === undefined) return now;
  if (actor.kind !== 'api-key')
    throw inputError('occurredAt', given, 'Kosongkan: waktu dicatat otomatis saat tombol ditekan.');
  const at = new Date(given);
  if (at.getTime() > now.getTime()) throw inputError('occurredAt', given, 'Waktu kejadian tidak boleh di masa depan.');
  return at;
}

const AFTER_POLI = ['menunggu-farmasi', 'disiapkan-farmasi', 'selesai'] as const satisfies readonly Stage[];
const ADMISSION = {
  waits: ['menunggu-admisi'],
  called: ['dipanggil-admisi'],
  passed: ['menunggu-poli', 'dilayani-poli', ...AFTER_POLI],
} as const satisfies Record<string, readonly Stage[]>;
const POLI = {
  waits: ['menunggu-poli'],
  called: ['dilayani-poli'],
  passed: AFTER_POLI,
} as const satisfies Record<string, readonly Stage[]>;

/** Who waits longest comes first. */
function inTurn(list: readonly Visit[]): readonly Visit[] {
  return list.toSorted(
    (left, right) => left.stageSince.getTime() - right.stageSince.getTime() || left.angkaAntrean - right.angkaAntrean,
  );
}

interface TodayInput {
  readonly date: string;
  readonly counts: readonly { kodePoli: string; namaPoli: string; stage: Stage; count: number; oldest: Date | null }[];
  readonly medians: ReadonlyMap<Stage, Date>;
  readonly actions: z.infer<typeof today>['actions'];
  readonly now: Date;
}

function todayOf({ date, counts, medians, actions, now }: TodayInput): z.infer<typeof today> {
  const minutes = (since: Date | null) =>
    since === null ? null : Math.max(0, Math.round((now.getTime() - since.getTime()) / 60_000));
  const units = Map.groupBy(counts, (row) => row.kodePoli);
  const sum = (rows: readonly { count: number }[]) => rows.reduce((total, row) => total + row.count, 0);
  return {
    date,
    units: [...units].map(([kodePoli, rows]) => {
      const waiting = rows.filter((row) => row.stage === 'menunggu-poli');
      return {
        kodePoli,
        namaPoli: rows[0]?.namaPoli ?? kodePoli,
        waiting: sum(waiting),
        longestWaitMinutes: minutes(waiting[0]?.oldest ?? null),
        served: sum(
          rows.filter(
            (row) =>
              STAGES.indexOf(row.stage) >= STAGES.indexOf('menunggu-farmasi') &&
              row.stage !== 'batal' &&
              row.stage !== 'tidak-hadir',
          ),
        ),
      };
    }),
    flow: STAGES.map((name) => {
      const rows = counts.filter((row) => row.stage === name);
      return {
        stage: name,
        count: sum(rows),
        medianMinutes: isEnded(name) ? null : minutes(medians.get(name) ?? null),
      };
    }),
    actions,
    registered: sum(counts),
    finished: sum(counts.filter((row) => row.stage === 'selesai')),
  };
}

function writeCursor(last: Visit): string {
  return Buffer.from(`${last.registeredAt.toISOString()}|${last.id}`).toString('base64url');
}

function readCursor(cursor: string | undefined): { registeredAt: Date; id: string } | undefined {
  if (cursor === undefined) return undefined;
  const [at = '', id = ''] = Buffer.from(cursor, 'base64url').toString().split('|');
  const registeredAt = new Date(at);
  if (Number.isNaN(registeredAt.getTime()) || !z.uuid().safeParse(id).success)
    throw inputError('cursor', undefined, 'Muat ulang daftar dari awal.');
  return { registeredAt, id };
}
