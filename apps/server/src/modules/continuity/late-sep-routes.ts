// Routes of SEPs that did not come on their day: the worklist with what has to be typed, and the request for a past date.
import { z } from 'zod';
import { can, type Actor } from '../../platform/actor.ts';
import type { Audit } from '../../platform/audit/index.ts';
import type { Db, FacilityTx } from '../../platform/db/index.ts';
import { notFound } from '../../platform/errors.ts';
import { errorResponses, idParam, type TitianApp } from '../../platform/http/index.ts';
import { maskIdentity, type PesertaService } from '../peserta/index.ts';
import { visitRow, visitShape, type VisitViews } from '../visit/index.ts';
import { BACKDATE_STATES } from './backdate-store.ts';
import type { LateSeps } from './late-seps.ts';
import type { Mode } from './mode.ts';

export interface LateSepRoutesDeps {
  readonly db: Db;
  readonly audit: Audit;
  readonly mode: Mode;
  readonly lateSeps: LateSeps;
  readonly views: VisitViews;
  readonly peserta: PesertaService;
}

const lateSeps = z
  .strictObject({
    items: z.array(
      z.strictObject({
        visit: visitRow,
        nomorKartu: z.string().nullable(),
        tglSep: z.string(),
        /** Null: nobody has asked yet. */
        request: z
          .strictObject({
            state: z.enum(BACKDATE_STATES),
            answer: z.string().nullable(),
            keterangan: z.string(),
            requestedBy: z.string(),
            requestedAt: z.iso.datetime(),
          })
          .nullable(),
      }),
    ),
  })
  .meta({ id: 'LateSepList' });

export function lateSepRoutes(app: TitianApp, deps: LateSepRoutesDeps): void {
  const { db } = deps;

  const rowsOf = async (tx: FacilityTx, actor: Actor, outageId: string) => {
    const late = await deps.lateSeps.ofOutage(tx, outageId);
    const list = late.map(({ visit }) => visit);
    const rows = new Map((await deps.views.rows(tx, list)).map((row) => [row.id, row]));
    const patients = await deps.peserta.findPatients(tx, [...new Set(list.map(({ patientId }) => patientId))]);
    return late.flatMap(({ visit, tglSep, request }) => {
      const row = rows.get(visit.id);
      if (row === undefined) return [];
      const nomorKartu = patients.get(visit.patientId)?.nomorKartu ?? null;
      return [
        {
          visit: row,
          nomorKartu: can(actor, 'person-identity') ? nomorKartu : maskIdentity(nomorKartu),
          tglSep,
          request:
            request === null
              ? null
              : {
                  state: request.state,
                  answer: request.answer,
                  keterangan: request.keterangan,
                  requestedBy: request.requestedBy,
                  requestedAt: request.requestedAt.toISOString(),
                },
        },
      ];
    });
  };

  app.get(
    '/continuity/outages/:id/late-seps',
    {
      schema: {
        tags: ['continuity'],
        summary: 'SEPs of an outage that did not come on their day',
        description: 'With what has to be typed where BPJS wants the request typed.',
        params: idParam,
        response: { 200: lateSeps, ...errorResponses },
      },
      config: { access: 'continuity-read', audit: 'read-person' },
    },
    ({ actor, params }) =>
      db.withFacility(actor.facilityId, async (tx) => {
        if ((await deps.mode.find(tx, params.id)) === null) throw notFound('outage');
        await deps.audit.record(tx, {
          actor,
          action: 'continuity.late-seps',
          subjectType: 'outage',
          subjectId: params.id,
        });
        return { items: await rowsOf(tx, actor, params.id) };
      }),
  );

  app.post(
    '/visits/:id/sep/backdate',
    {
      schema: {
        tags: ['sep'],
        summary: 'Ask BPJS for a SEP on a past day',
        description:
          'Sends the request (pengajuan); an authorised person of the hospital approves it in a program of BPJS, then the SEP is issued again. ' +
          'How far back BPJS goes is not documented: its answer is shown as it is.',
        params: idParam,
        body: z.strictObject({ keterangan: z.string().trim().min(5).max(100) }),
        response: { 200: visitShape, ...errorResponses },
      },
      config: { access: 'visit-register', audit: 'write' },
    },
    ({ actor, params, body }) =>
      db.withFacility(actor.facilityId, async (tx) => {
        await deps.lateSeps.request(tx, actor, params.id, body.keterangan);
        return deps.views.one(tx, actor, params.id);
      }),
  );
}
