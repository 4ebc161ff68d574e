// Routes of the people of an outage: the worklists, a patient's choice, the statement, and what was done afterwards.
import { z } from 'zod';
import type { Actor } from '../../platform/actor.ts';
import type { Audit } from '../../platform/audit/index.ts';
import type { Db, FacilityTx } from '../../platform/db/index.ts';
import { notFound } from '../../platform/errors.ts';
import { errorResponses, idParam, type TitianApp } from '../../platform/http/index.ts';
import type { PesertaService } from '../peserta/index.ts';
import { visitShape, type VisitService, type VisitViews } from '../visit/index.ts';
import type { Case } from './case-store.ts';
import type { Cases } from './cases.ts';
import type { Mode } from './mode.ts';
import { CASE_LISTS } from './rules.ts';
import { caseRow, choose, resolve } from './shapes.ts';

export interface CaseRoutesDeps {
  readonly db: Db;
  readonly audit: Audit;
  readonly mode: Mode;
  readonly cases: Cases;
  readonly visits: VisitService;
  readonly views: VisitViews;
  readonly peserta: PesertaService;
  readonly statementPdf: (tx: FacilityTx, actor: Actor, visitId: string) => Promise<Buffer>;
}

const caseList = z.strictObject({ items: z.array(caseRow) }).meta({ id: 'ContinuityCaseList' });
const PDF_RESPONSE = { 200: z.any().describe('application/pdf'), ...errorResponses };

export function caseRoutes(app: TitianApp, deps: CaseRoutesDeps): void {
  const { db, cases } = deps;

  app.get(
    '/continuity/outages/:id/cases',
    {
      schema: {
        tags: ['continuity'],
        summary: 'Visits of an outage',
        description: '`list` narrows to one worklist.',
        params: idParam,
        querystring: z.strictObject({ list: z.enum(CASE_LISTS).default('semua') }),
        response: { 200: caseList, ...errorResponses },
      },
      config: { access: 'continuity-read', audit: 'read-person' },
    },
    ({ actor, params, query }) =>
      db.withFacility(actor.facilityId, async (tx) => {
        if ((await deps.mode.find(tx, params.id)) === null) throw notFound('outage');
        await deps.audit.record(tx, {
          actor,
          action: 'continuity.list',
          subjectType: 'outage',
          subjectId: params.id,
        });
        return { items: await caseRows(deps, tx, await cases.list(tx, params.id, query.list)) };
      }),
  );

  const changed = (actor: Actor, visitId: string, work: (tx: FacilityTx) => Promise<void>) =>
    db.withFacility(actor.facilityId, async (tx) => {
      await work(tx);
      return deps.views.one(tx, actor, visitId);
    });

  app.post(
    '/visits/:id/continuity/choice',
    {
      schema: {
        tags: ['continuity'],
        summary: "Record the patient's choice",
        description:
          'Wait, go on, pay privately, come back another time. It changes nothing else; every choice is kept.',
        params: idParam,
        body: choose,
        response: { 200: visitShape, ...errorResponses },
      },
      config: { access: 'visit-register', audit: 'write' },
    },
    ({ actor, params, body }) =>
      changed(actor, params.id, (tx) =>
        cases.choose(tx, actor, params.id, { choice: body.choice, note: body.note || null }),
      ),
  );

  app.post(
    '/visits/:id/continuity/statement',
    {
      schema: {
        tags: ['continuity'],
        summary: 'The statement was signed on paper',
        params: idParam,
        body: z.strictObject({}),
        response: { 200: visitShape, ...errorResponses },
      },
      config: { access: 'visit-register', audit: 'write' },
    },
    ({ actor, params }) => changed(actor, params.id, (tx) => cases.signed(tx, actor, params.id)),
  );

  app.post(
    '/visits/:id/continuity/resolution',
    {
      schema: {
        tags: ['continuity'],
        summary: 'What was done about a visit after BPJS had answered',
        description:
          'A recorded decision of a named person. Titian itself changes neither the visit nor anything at BPJS.',
        params: idParam,
        body: resolve,
        response: { 200: visitShape, ...errorResponses },
      },
      config: { access: 'continuity-decide', audit: 'write' },
    },
    ({ actor, params, body }) => changed(actor, params.id, (tx) => cases.resolve(tx, actor, params.id, body)),
  );

  app.get(
    '/visits/:id/statement.pdf',
    {
      schema: {
        tags: ['continuity'],
        summary: "The patient's statement, for signature",
        description: 'That it was printed, and by whom, is part of the record.',
        params: idParam,
        response: PDF_RESPONSE,
      },
      config: { access: 'visit-register', audit: 'read-person' },
    },
    async ({ actor, params }, reply) => {
      const file = await db.withFacility(actor.facilityId, async (tx) => {
        const pdf = await deps.statementPdf(tx, actor, params.id);
        await cases.printed(tx, actor, params.id);
        return pdf;
      });
      return reply.type('application/pdf').send(file);
    },
  );
}

/** Visits of cases as the screens see them, in the order of the cases. */
export async function caseRows(
  deps: Pick<CaseRoutesDeps, 'visits' | 'views' | 'peserta'>,
  tx: FacilityTx,
  list: readonly Case[],
): Promise<z.infer<typeof caseRow>[]> {
  const visits = await deps.visits.findMany(
    tx,
    list.map(({ visitId }) => visitId),
  );
  const patients = await deps.peserta.findPatients(tx, [...new Set(visits.map(({ patientId }) => patientId))]);
  const phones = new Map(visits.map(({ id, patientId }) => [id, patients.get(patientId)?.noHp ?? null]));
  const rows = new Map((await deps.views.rows(tx, visits)).map((row) => [row.id, row]));
  const iso = (at: Date | null) => at?.toISOString() ?? null;
  return list.flatMap((one) => {
    const visit = rows.get(one.visitId);
    if (visit === undefined) return [];
    return [
      {
        visit,
        noHp: phones.get(one.visitId) ?? null,
        decision: one.decision,
        ground: one.ground,
        ageDays: one.ageDays,
        snapshotAt: iso(one.snapshotAt),
        choice: one.choice,
        statementPrintedAt: iso(one.statementPrintedAt),
        statementSignedAt: iso(one.statementSignedAt),
        verification: one.verification,
        verifiedAt: iso(one.verifiedAt),
        resolution: one.resolution,
        resolvedAt: iso(one.resolvedAt),
        createdAt: one.createdAt.toISOString(),
      },
    ];
  });
}
