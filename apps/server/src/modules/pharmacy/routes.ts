// GET /pharmacy: the two columns of the pharmacy's screen.
import { z } from 'zod';
import type { Audit } from '../../platform/audit/index.ts';
import type { Db } from '../../platform/db/index.ts';
import { errorResponses, type TitianApp } from '../../platform/http/index.ts';
import type { FacilityId } from '../../platform/ids.ts';
import { standardMinutes, visitRow, type VisitService, type VisitViews } from '../visit/index.ts';
import type { PharmacyService } from './service.ts';

const pharmacyCard = visitRow.extend({
  state: z.enum(['menunggu', 'disiapkan']),
  since: z.iso.datetime(),
  standardMinutes: z.int(),
});
const pharmacyBoard = z
  .strictObject({
    date: z.string(),
    racikan: z.array(pharmacyCard),
    nonRacikan: z.array(pharmacyCard),
    doneToday: z.int(),
  })
  .meta({ id: 'PharmacyBoard' });

export interface PharmacyRoutesDeps {
  readonly db: Db;
  readonly audit: Audit;
  readonly pharmacy: PharmacyService;
  readonly visits: VisitService;
  readonly views: VisitViews;
  readonly today: (facilityId: FacilityId) => Promise<string>;
}

export function pharmacyRoutes(app: TitianApp, deps: PharmacyRoutesDeps): void {
  app.get(
    '/pharmacy',
    {
      schema: {
        tags: ['pharmacy'],
        summary: "The pharmacy's queue",
        description: 'Compounded and other prescriptions apart, oldest number first.',
        querystring: z.strictObject({ date: z.iso.date().optional() }),
        response: { 200: pharmacyBoard, ...errorResponses },
      },
      config: { access: 'pharmacy-read', audit: 'read-person' },
    },
    async (request) => {
      const { actor } = request;
      const date = request.query.date ?? (await deps.today(actor.facilityId));
      return deps.db.withFacility(actor.facilityId, async (tx) => {
        const prescriptions = await deps.pharmacy.ofDay(tx, date);
        const visits = await deps.visits.findMany(
          tx,
          prescriptions.map((prescription) => prescription.visitId),
        );
        const rows = new Map((await deps.views.rows(tx, visits)).map((row) => [row.id, row]));
        await deps.audit.record(tx, { actor, action: 'pharmacy.read', subjectType: 'day', subjectId: date });
        const cards = (jenis: 'racikan' | 'non-racikan') =>
          prescriptions.flatMap((prescription) => {
            const row = rows.get(prescription.visitId);
            if (prescription.jenis !== jenis || row === undefined) return [];
            const state = prescription.state === 'disiapkan' ? ('disiapkan' as const) : ('menunggu' as const);
            return [
              {
                ...row,
                state,
                since: prescription.since.toISOString(),
                standardMinutes: standardMinutes('menunggu-farmasi', jenis),
              },
            ];
          });
        return {
          date,
          racikan: cards('racikan'),
          nonRacikan: cards('non-racikan'),
          doneToday: await deps.pharmacy.countDone(tx, date),
        };
      });
    },
  );
}
