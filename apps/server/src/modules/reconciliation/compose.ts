// Puts the room together from the sources that the rooms of a visit bring. Touches no database and starts nothing by itself.
import { facilityId, type FacilityId } from '../../platform/ids.ts';
import type { FacilityTx } from '../../platform/db/index.ts';
import type { ModuleDefinition, Platform } from '../../platform/module.ts';
import type { FacilityBpjs, FacilityFacts } from '../gateway/index.ts';
import type { VisitService } from '../visit/index.ts';
import { createPlanning } from './planning.ts';
import { reconciliationRoutes } from './routes.ts';
import { DEFAULT_NIGHT } from './rules.ts';
import { createRestored } from './restored.ts';
import { restoredRoutes } from './restored-routes.ts';
import { createRunner, type RunnerLimits } from './runner.ts';
import { createReconciliationService } from './service.ts';
import type { Source } from './source.ts';
import { createFindingStore } from './store.ts';
import { createWorker } from './worker.ts';

export interface ReconciliationParts {
  readonly sources: readonly Source[];
  readonly bpjs: (facilityId: FacilityId) => FacilityBpjs;
  readonly facility: (tx: FacilityTx) => Promise<FacilityFacts>;
  readonly visits: Pick<VisitService, 'findMany'>;
  readonly today: (facilityId: FacilityId) => Promise<string>;
  /** The gate of a restored database asks anew. */
  readonly released: (facilityId: FacilityId) => void;
  /** Overrides for tests. */
  readonly limits?: Partial<RunnerLimits>;
  readonly afterOutageMs?: number;
}

export function composeReconciliation(platform: Platform, parts: ReconciliationParts) {
  const { db, clock, random, audit, events, sealer, logger } = platform;
  const findings = createFindingStore(sealer);
  const runner = createRunner({ ...parts, db, clock, random, events, findings });
  const restored = createRestored({ ...parts, db, clock, random, sealer, audit, events });
  const planning = createPlanning({ ...parts, db, clock, random, night: DEFAULT_NIGHT, restored });
  const worker = createWorker({
    planning,
    runner,
    facilities: async () => {
      const rows = await db.directory.query<{ facility_id: string }>(
        'SELECT DISTINCT facility_id FROM titian.memberships ORDER BY facility_id',
      );
      return rows.map((row) => facilityId(row.facility_id));
    },
    onTrouble: (error) =>
      logger.warn({ code: error instanceof Error ? error.name : 'unknown' }, 'a comparison with BPJS will go on later'),
  });
  const service = createReconciliationService({
    ...parts,
    db,
    clock,
    random,
    audit,
    events,
    findings,
    runner,
    wake: worker.wake,
  });
  const definition: ModuleDefinition = {
    name: 'reconciliation',
    routes: (app) => {
      reconciliationRoutes(app, { reconciliation: service, today: parts.today });
      restoredRoutes(app, restored);
    },
    worker: { start: () => Promise.resolve(worker.start()), stop: worker.stop },
  };
  return { service, runner, planning, restored, worker, definition };
}
