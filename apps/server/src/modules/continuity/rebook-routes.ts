// Routes of sessions that ended unserved: the list, a look at what moving people would do, and the moving.
import { z } from 'zod';
import type { Audit } from '../../platform/audit/index.ts';
import type { Db } from '../../platform/db/index.ts';
import { errorResponses, idParam, type TitianApp } from '../../platform/http/index.ts';
import { visitRow, type VisitViews } from '../visit/index.ts';
import type { Rebook } from './rebook.ts';

export interface RebookRoutesDeps {
  readonly db: Db;
  readonly audit: Audit;
  readonly rebook: Rebook;
  readonly views: VisitViews;
}

const session = z.strictObject({
  kodePoli: z.string(),
  namaPoli: z.string(),
  namaDokter: z.string(),
  jamPraktek: z.string(),
  visits: z.array(visitRow),
});
const unserved = z.strictObject({ sessions: z.array(session) }).meta({ id: 'UnservedSessions' });

/** More than a doctor's session holds. */
const MAX_AT_ONCE = 100;
const request = z
  .strictObject({
    visitIds: z.array(z.uuid()).min(1).max(MAX_AT_ONCE),
    date: z.iso.date(),
    sessionId: z.uuid(),
    decidedFor: z.enum(['pasien', 'fasilitas']),
    reason: z.string().trim().min(3).max(300),
    confirm: z.boolean(),
  })
  .meta({ id: 'Rebook' });
const answer = z
  .strictObject({
    confirmed: z.boolean(),
    moved: z.array(
      z.strictObject({
        visitId: z.string(),
        nomorAntrean: z.string(),
        newVisitId: z.string().nullable(),
        newNomorAntrean: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'Rebooked' });

export function rebookRoutes(app: TitianApp, { db, audit, rebook, views }: RebookRoutesDeps): void {
  app.get(
    '/continuity/outages/:id/unserved',
    {
      schema: {
        tags: ['continuity'],
        summary: 'Sessions that ended while people still waited',
        params: idParam,
        response: { 200: unserved, ...errorResponses },
      },
      config: { access: 'continuity-read', audit: 'read-person' },
    },
    ({ actor, params }) =>
      db.withFacility(actor.facilityId, async (tx) => {
        const waiting = await rebook.unserved(tx, params.id);
        await audit.record(tx, { actor, action: 'continuity.unserved', subjectType: 'outage', subjectId: params.id });
        const rows = new Map((await views.rows(tx, waiting)).map((row) => [row.id, row]));
        const bySession = Map.groupBy(
          waiting,
          ({ kodePoli, kodeDokter, jamPraktek }) => `${kodePoli}|${kodeDokter}|${jamPraktek}`,
        );
        return {
          sessions: [...bySession.values()].flatMap((list) => {
            const [first] = list;
            if (first === undefined) return [];
            const { kodePoli, namaPoli, namaDokter, jamPraktek } = first;
            return [
              { kodePoli, namaPoli, namaDokter, jamPraktek, visits: list.flatMap(({ id }) => rows.get(id) ?? []) },
            ];
          }),
        };
      }),
  );

  app.post(
    '/continuity/outages/:id/rebook',
    {
      schema: {
        tags: ['continuity'],
        summary: 'Give people of such a session a place in another one',
        description:
          'With `confirm: false` only says what would happen. Makes a new visit for each; the first visit is neither cancelled nor changed, here ' +
          'or at BPJS.',
        params: idParam,
        body: request,
        response: { 200: answer, ...errorResponses },
      },
      config: { access: 'continuity-decide', audit: 'write', safeToRepeat: true },
    },
    (incoming) => {
      const { actor, params, body } = incoming;
      return db.withFacility(actor.facilityId, async (tx) => {
        const moved = await rebook.rebook(tx, actor, params.id, {
          ...body,
          newIdOf: (visitId) => incoming.repeatableId(`rebook ${visitId}`),
        });
        return {
          confirmed: body.confirm,
          moved: moved.map(({ visit, next }) => ({
            visitId: visit.id,
            nomorAntrean: visit.nomorAntrean,
            newVisitId: next?.id ?? null,
            newNomorAntrean: next?.nomorAntrean ?? null,
          })),
        };
      });
    },
  );
}
