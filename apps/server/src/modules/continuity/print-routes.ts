// Routes of the papers of an outage: its report, and the procedure for the wall.
import { z } from 'zod';
import type { Actor } from '../../platform/actor.ts';
import type { Audit } from '../../platform/audit/index.ts';
import type { Db, FacilityTx } from '../../platform/db/index.ts';
import { errorResponses, idParam, type TitianApp } from '../../platform/http/index.ts';

export interface PrintRoutesDeps {
  readonly db: Db;
  readonly audit: Audit;
  readonly report: (tx: FacilityTx, actor: Actor, outageId: string) => Promise<Buffer>;
  readonly sop: (tx: FacilityTx, actor: Actor) => Promise<Buffer>;
}

const PDF_RESPONSE = { 200: z.any().describe('application/pdf'), ...errorResponses };

export function printRoutes(app: TitianApp, { db, audit, report, sop }: PrintRoutesDeps): void {
  app.get(
    '/continuity/outages/:id/report.pdf',
    {
      schema: {
        tags: ['continuity'],
        summary: 'The outage as a document',
        description:
          'Announced, measured, affected, waited, left, paid privately and changed back, with places to sign.',
        params: idParam,
        response: PDF_RESPONSE,
      },
      config: { access: 'continuity-read', audit: 'read-person' },
    },
    async ({ actor, params }, reply) => {
      const file = await db.withFacility(actor.facilityId, async (tx) => {
        await audit.record(tx, { actor, action: 'continuity.report', subjectType: 'outage', subjectId: params.id });
        return report(tx, actor, params.id);
      });
      return reply.type('application/pdf').send(file);
    },
  );

  app.get(
    '/continuity/sop.pdf',
    {
      schema: {
        tags: ['continuity'],
        summary: 'The written policy and the contingency procedure',
        description: 'Roles, steps and phone numbers, for the wall.',
        response: PDF_RESPONSE,
      },
      config: { access: 'facility-read' },
    },
    async ({ actor }, reply) =>
      reply.type('application/pdf').send(await db.withFacility(actor.facilityId, (tx) => sop(tx, actor))),
  );
}
