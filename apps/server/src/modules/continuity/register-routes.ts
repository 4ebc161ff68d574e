// Routes of the emergency register: entering the paper's rows, people who left, and the printed register itself.
import { z } from 'zod';
import type { Actor } from '../../platform/actor.ts';
import type { Audit } from '../../platform/audit/index.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Db, FacilityTx } from '../../platform/db/index.ts';
import { notFound } from '../../platform/errors.ts';
import { errorResponses, idParam, type TitianApp } from '../../platform/http/index.ts';
import type { FacilityFacts } from '../gateway/index.ts';
import { localDate, registerInput, registerVisitShape, visitShape, type VisitViews } from '../visit/index.ts';
import type { Mode } from './mode.ts';
import type { Register } from './register.ts';

export interface RegisterRoutesDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly audit: Audit;
  readonly mode: Mode;
  readonly register: Register;
  readonly views: VisitViews;
  readonly facility: (tx: FacilityTx) => Promise<FacilityFacts>;
  readonly registerPdf: (tx: FacilityTx, actor: Actor, date: string, isFilled: boolean) => Promise<Buffer>;
}

const clockText = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
const paperRow = z
  .strictObject({
    date: z.iso.date(),
    rowNumber: z.int().min(1).max(9999),
    writtenBy: z.string().trim().min(2).max(80),
    arrivedAt: clockText,
    calledAt: clockText.optional(),
    doneAt: clockText.optional(),
    registration: registerVisitShape.omit({ serviceDate: true, checkIn: true }),
  })
  .meta({ id: 'EmergencyRegisterRow' });

const departure = z
  .strictObject({
    nama: z.string().trim().max(120),
    noHp: z.string().trim().max(20),
    catatan: z.string().trim().max(300),
  })
  .meta({ id: 'Departure' });

const registerDay = z
  .strictObject({
    date: z.string(),
    lines: z.array(
      z.strictObject({
        id: z.string(),
        rowNumber: z.int().nullable(),
        kind: z.enum(['terdaftar', 'pergi']),
        writtenAt: z.iso.datetime(),
        writtenBy: z.string(),
        visitId: z.string().nullable(),
        nama: z.string().nullable(),
        noHp: z.string().nullable(),
        catatan: z.string().nullable(),
        enteredBy: z.string(),
        enteredAt: z.iso.datetime(),
      }),
    ),
  })
  .meta({ id: 'EmergencyRegister' });

const PDF_RESPONSE = { 200: z.any().describe('application/pdf'), ...errorResponses };

export function registerRoutes(app: TitianApp, deps: RegisterRoutesDeps): void {
  const { db, clock, register } = deps;
  const today = async (tx: FacilityTx) => localDate(clock.now(), (await deps.facility(tx)).timeZone);

  app.get(
    '/continuity/register',
    {
      schema: {
        tags: ['continuity'],
        summary: 'What was entered from the paper of a day, and who left',
        querystring: z.strictObject({ date: z.iso.date().optional() }),
        response: { 200: registerDay, ...errorResponses },
      },
      config: { access: 'continuity-read', audit: 'read-person' },
    },
    ({ actor, query }) =>
      db.withFacility(actor.facilityId, async (tx) => {
        const date = query.date ?? (await today(tx));
        await deps.audit.record(tx, { actor, action: 'continuity.register-read', subjectType: 'day', subjectId: date });
        const lines = await register.ofDay(tx, date);
        return {
          date,
          lines: lines.map(({ id, rowNumber, kind, writtenAt, writtenBy, visitId, person, enteredBy, enteredAt }) => ({
            id,
            rowNumber,
            kind,
            writtenAt: writtenAt.toISOString(),
            writtenBy,
            visitId,
            nama: person?.nama ?? null,
            noHp: person?.noHp ?? null,
            catatan: person?.catatan ?? null,
            enteredBy,
            enteredAt: enteredAt.toISOString(),
          })),
        };
      }),
  );

  app.post(
    '/continuity/register',
    {
      schema: {
        tags: ['continuity'],
        summary: 'Enter one row of the paper',
        description:
          'The visit with the times that stand on the paper, and no others: they are checked (not in the future, not before opening, in order) ' +
          'and never made up. Everything of it says that it comes from the emergency register, and from which row.',
        body: paperRow,
        response: { 201: visitShape, ...errorResponses },
      },
      config: { access: 'visit-register', audit: 'write', safeToRepeat: true },
    },
    async (request, reply) => {
      const { actor, body } = request;
      const { registration, calledAt, doneAt, ...row } = body;
      const input = registerInput({ ...registration, serviceDate: body.date }, actor, clock);
      const visit = await db.withFacility(actor.facilityId, async (tx) => {
        const visitId = await register.enter(tx, actor, {
          ...row,
          lineId: request.repeatableId('register'),
          visitId: request.repeatableId('visit'),
          calledAt: calledAt ?? null,
          doneAt: doneAt ?? null,
          registration: input,
        });
        return deps.views.one(tx, actor, visitId);
      });
      return reply.code(201).send(visit);
    },
  );

  app.post(
    '/continuity/outages/:id/departures',
    {
      schema: {
        tags: ['continuity'],
        summary: 'Somebody left before being registered',
        description: 'Name and phone as far as they wish; counted either way.',
        params: idParam,
        body: departure,
        response: { 204: z.null(), ...errorResponses },
      },
      config: { access: 'continuity-manage', audit: 'write', safeToRepeat: true },
    },
    async (request, reply) => {
      const { actor, params, body } = request;
      const lineId = request.repeatableId('departure');
      await db.withFacility(actor.facilityId, async (tx) => {
        if ((await deps.mode.find(tx, params.id)) === null) throw notFound('outage');
        await register.left(tx, actor, params.id, { lineId, person: body }, await today(tx));
      });
      return reply.code(204).send(null);
    },
  );

  app.get(
    '/continuity/register.pdf',
    {
      schema: {
        tags: ['continuity'],
        summary: 'The emergency register on paper',
        description: 'Numbered rows to write on, or (`isi=hari`) the same filled with the visits of a day.',
        querystring: z.strictObject({
          date: z.iso.date().optional(),
          isi: z.enum(['kosong', 'hari']).default('kosong'),
        }),
        response: PDF_RESPONSE,
      },
      config: { access: 'continuity-read', audit: 'read-person' },
    },
    async ({ actor, query }, reply) => {
      const file = await db.withFacility(actor.facilityId, async (tx) => {
        const date = query.date ?? (await today(tx));
        await deps.audit.record(tx, {
          actor,
          action: 'continuity.register-print',
          subjectType: 'day',
          subjectId: date,
        });
        return deps.registerPdf(tx, actor, date, query.isi === 'hari');
      });
      return reply.type('application/pdf').send(file);
    },
  );
}
