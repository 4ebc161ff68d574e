// The alerts room: looks at every facility now and then, tells people what they must know, and takes it back when it is over.
import type { ModuleDefinition, Platform } from '../../platform/module.ts';
import { facilityId as checkedFacilityId, type FacilityId } from '../../platform/ids.ts';
import type { FacilityService } from '../facility/index.ts';
import type { HealthDetail } from '../gateway/index.ts';
import { deliverDue } from './deliver.ts';
import { createMailer } from './mail.ts';
import { registerHealthMetrics } from './metrics.ts';
import { alertRoutes } from './routes.ts';
import { runRound } from './round.ts';
import { createAlertService } from './service.ts';
import { createSurroundings } from './surroundings.ts';
import { createWatch } from './watch.ts';

export interface AlertsDeps {
  readonly facility: FacilityService;
  /** The newest figures of a facility; of the last quarter of an hour only. */
  readonly detail: (facilityId: FacilityId) => Promise<HealthDetail>;
}

export function alertsModule(platform: Platform, { facility, detail }: AlertsDeps): ModuleDefinition {
  const { db, clock, random, sealer, audit, events, config, logger, metrics } = platform;
  registerHealthMetrics(metrics, { db, clock });
  const mailer = createMailer(config);
  const delivering = { db, clock, sealer, mailer, webhookHosts: config.webhookHosts };
  const service = createAlertService({ ...delivering, random, audit, events, facility });
  const surroundings = createSurroundings({ db, clock, config });
  const rounds = { db, clock, random, events, facility, detail, surroundings };
  const watch = createWatch({
    events,
    facilities: async () => {
      const rows = await db.directory.query<{ id: string }>(
        'SELECT DISTINCT facility_id AS id FROM titian.memberships',
      );
      return rows.map((row) => checkedFacilityId(row.id));
    },
    prepare: () => surroundings.look(),
    look: async (facilityId, gapMs) => {
      if (await runRound(rounds, facilityId, gapMs)) await deliverDue(delivering, facilityId);
    },
    onTrouble: (error) =>
      logger.warn({ where: 'alerts', code: error instanceof Error ? error.name : 'unknown' }, 'alerts look again soon'),
  });
  return {
    name: 'alerts',
    routes: (app) => alertRoutes(app, service),
    // Also where nothing is delivered: somebody must notice that no delivering process is left.
    everywhere: watch,
  };
}
