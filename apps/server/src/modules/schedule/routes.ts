// GET /schedule: the sessions of a day by poli, with what is left of each.
import { z } from 'zod';
import type { Db } from '../../platform/db/index.ts';
import { errorResponses, unitCode, type TitianApp } from '../../platform/http/index.ts';
import type { FacilityTx } from '../../platform/db/index.ts';
import type { FacilityFacts } from '../gateway/index.ts';
import { quotaOf, type ScheduleSession } from './rules.ts';
import type { ScheduleService } from './service.ts';

const doctorSession = z.strictObject({
  sessionId: z.string(),
  kodePoli: z.string(),
  kodeSubspesialis: z.string(),
  namaPoli: z.string(),
  kodeDokter: z.string(),
  namaDokter: z.string(),
  jamPraktek: z.string(),
  kuotaJkn: z.int(),
  sisaKuotaJkn: z.int(),
  kuotaNonJkn: z.int(),
  sisaKuotaNonJkn: z.int(),
  libur: z.boolean(),
});

const scheduleDay = z
  .strictObject({
    date: z.iso.date(),
    asOf: z.iso.datetime(),
    source: z.enum(['bpjs', 'lokal']),
    units: z.array(z.strictObject({ kodePoli: z.string(), namaPoli: z.string(), sessions: z.array(doctorSession) })),
  })
  .meta({ id: 'ScheduleDay' });

const scheduleQuery = z.strictObject({ date: z.iso.date(), poli: unitCode.optional() });

export interface ScheduleRoutesDeps {
  readonly db: Db;
  readonly schedule: ScheduleService;
  readonly facility: (tx: FacilityTx) => Promise<FacilityFacts>;
}

export function scheduleRoutes(app: TitianApp, { db, schedule, facility }: ScheduleRoutesDeps): void {
  app.get(
    '/schedule',
    {
      schema: {
        tags: ['schedule'],
        summary: 'Doctor sessions of a day',
        description:
          'Sessions per poli with the quota left; `source` says whether BPJS answered or our copy did, `asOf` how old it is.',
        querystring: scheduleQuery,
        response: { 200: scheduleDay, ...errorResponses },
      },
      config: { access: 'schedule-read' },
    },
    async (request) => {
      const { date, poli } = request.query;
      const { facilityId } = request.actor;
      const facts = await db.withFacility(facilityId, facility);
      const day = await schedule.day({ id: facilityId, kind: facts.kind }, date, poli ?? null);
      const quotas = await db.withFacility(facilityId, (tx) => schedule.quotas(tx, date, day.sessions));
      return {
        date,
        asOf: day.asOf.toISOString(),
        source: day.source,
        units: unitsOf(day.sessions, (session) => quotas.get(session.id)),
      };
    },
  );
}

function unitsOf(
  sessions: readonly ScheduleSession[],
  quota: (session: ScheduleSession) => ReturnType<typeof quotaOf> | undefined,
) {
  const units = new Map<string, { kodePoli: string; namaPoli: string; sessions: z.infer<typeof doctorSession>[] }>();
  for (const session of sessions) {
    const unit = units.get(session.kodeSubspesialis) ?? {
      kodePoli: session.kodeSubspesialis,
      namaPoli: session.namaPoli,
      sessions: [],
    };
    units.set(session.kodeSubspesialis, unit);
    unit.sessions.push({
      sessionId: session.id,
      kodePoli: session.kodePoli,
      kodeSubspesialis: session.kodeSubspesialis,
      namaPoli: session.namaPoli,
      kodeDokter: session.kodeDokter,
      namaDokter: session.namaDokter,
      jamPraktek: session.jamPraktek,
      ...(quota(session) ?? quotaOf(session.kapasitas, { jkn: 0, nonJkn: 0 })),
      libur: session.isLibur,
    });
  }
  return [...units.values()];
}
