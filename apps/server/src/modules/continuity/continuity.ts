// The room put together: mode, cases, re-verification, records, prints. Starts nothing and touches no database by itself.
import type { FacilityTx } from '../../platform/db/index.ts';
import type { ModuleDefinition, Platform } from '../../platform/module.ts';
import type { PesertaService, Snapshot } from '../peserta/index.ts';
import type { ScheduleService } from '../schedule/index.ts';
import type { SepService } from '../sep/index.ts';
import type { FacilityFacts } from '../gateway/index.ts';
import type { ContinuityPart, TodayAction, VisitService, VisitViews } from '../visit/index.ts';
import { createBackdateStore } from './backdate-store.ts';
import { backdateKind } from './bpjs.ts';
import { caseRoutes } from './case-routes.ts';
import { createCases } from './cases.ts';
import { displayRoutes } from './display-routes.ts';
import { lateSepRoutes } from './late-sep-routes.ts';
import { createLateSeps } from './late-seps.ts';
import { createMode } from './mode.ts';
import { printRoutes } from './print-routes.ts';
import { createPrints } from './prints.ts';
import { createRecords } from './record.ts';
import { registerRoutes } from './register-routes.ts';
import { createRegisterStore } from './register-store.ts';
import { createRegister } from './register.ts';
import { rebookRoutes } from './rebook-routes.ts';
import { createRebookStore } from './rebook-store.ts';
import { createRebook } from './rebook.ts';
import { modeRoutes } from './routes.ts';
import { isOn, patientNotice } from './rules.ts';
import { createVerifier } from './verify.ts';
import { createContinuityWorker } from './worker.ts';

export interface Letterhead {
  readonly name: string;
  readonly address: string;
  readonly timeZone: string;
}

export interface ContinuityDeps {
  readonly facility: (tx: FacilityTx) => Promise<FacilityFacts>;
  readonly letterhead: (tx: FacilityTx) => Promise<Letterhead>;
  readonly isSandbox: (tx: FacilityTx) => Promise<boolean>;
  /** Later rooms: they exist when they are first asked. */
  readonly rooms: () => {
    readonly peserta: PesertaService;
    readonly visits: VisitService;
    readonly views: VisitViews;
    readonly sep: SepService;
    readonly schedule: ScheduleService;
  };
}

/** Outages whose open ends are shown among the day's actions. */
const RECENT = 10;

export function createContinuity(platform: Platform, deps: ContinuityDeps) {
  const { db, sealer, clock, random, audit, events, logger } = platform;
  const mode = createMode({ sealer, clock, random, audit, events, facility: deps.facility, isSandbox: deps.isSandbox });
  const registerStore = createRegisterStore(sealer);
  const rebookStore = createRebookStore(sealer);
  const records = createRecords({
    mode,
    countLeft: registerStore.countLeft,
    countRebooked: rebookStore.count,
  });
  const parts = lazily(() => {
    const { peserta, visits, sep, schedule } = deps.rooms();
    const rebook = createRebook({
      clock,
      audit,
      mode,
      store: rebookStore,
      visits,
      schedule,
      facility: deps.facility,
    });
    const cases = createCases({ clock, audit, events, mode, peserta, visits, rebooked: rebookStore.of });
    const verifier = createVerifier({ db, clock, mode, peserta, visits });
    const worker = createContinuityWorker({
      db,
      events,
      mode,
      verifier,
      onTrouble: (error) =>
        logger.warn({ code: error instanceof Error ? error.name : 'unknown' }, 'continuity worker will look again'),
    });
    const register = createRegister({ clock, audit, mode, store: registerStore, facility: deps.facility, visits });
    const prints = createPrints({ ...deps, clock, mode, records, cases, register, peserta, visits });
    const backdates = createBackdateStore(sealer);
    const lateSeps = createLateSeps({ clock, audit, cases, store: backdates, visits, sep });
    const kinds = [backdateKind({ clock, store: backdates, reader: visits.reader })];
    return { cases, worker, register, prints, lateSeps, kinds, rebook };
  });

  const definition: ModuleDefinition = {
    name: 'continuity',
    routes: (app) => {
      const { peserta, visits, views } = deps.rooms();
      const { cases, register, prints, lateSeps, rebook } = parts();
      const { facility, letterhead } = deps;
      modeRoutes(app, { db, clock, audit, mode, records });
      caseRoutes(app, { db, audit, mode, cases, visits, views, peserta, statementPdf: prints.statement });
      registerRoutes(app, { db, clock, audit, mode, register, views, facility, registerPdf: prints.register });
      lateSepRoutes(app, { db, audit, mode, lateSeps, views, peserta });
      rebookRoutes(app, { db, audit, rebook, views });
      printRoutes(app, { db, audit, report: prints.report, sop: prints.sop });
      displayRoutes(app, { db, clock, mode, records, letterhead });
    },
    worker: { start: () => parts().worker.start(), stop: () => parts().worker.stop() },
  };

  return {
    mode,
    records,
    definition,
    cases: () => parts().cases,
    worker: () => parts().worker,
    register: () => parts().register,
    lateSeps: () => parts().lateSeps,
    kinds: () => parts().kinds,

    /** For the search at the desk; null outside the mode. */
    verdict: async (tx: FacilityTx, snapshot: Snapshot | null, serviceDate: string) =>
      (await mode.current(tx)) === null ? null : mode.judge(tx, snapshot, serviceDate),

    /** One short sentence for prints; null outside the mode. */
    notice: async (tx: FacilityTx): Promise<string | null> =>
      (await mode.current(tx)) === null ? null : patientNotice(await mode.policy(tx)),

    async parts(tx: FacilityTx, visitIds: readonly string[]): Promise<ReadonlyMap<string, ContinuityPart>> {
      const iso = (at: Date | null) => at?.toISOString() ?? null;
      return new Map(
        (await parts().cases.casesOf(tx, visitIds)).map((one) => [
          one.visitId,
          {
            outageId: one.outageId,
            decision: one.decision,
            ground: one.ground,
            ageDays: one.ageDays,
            snapshotAt: iso(one.snapshotAt),
            choice: one.choice,
            statementPrintedAt: iso(one.statementPrintedAt),
            statementSignedAt: iso(one.statementSignedAt),
            verification: one.verification,
          },
        ]),
      );
    },

    /** Whoever turned out inactive, or may be changed back, until a person has decided. */
    async actions(tx: FacilityTx): Promise<TodayAction[]> {
      const found: TodayAction[] = [];
      for (const outage of await mode.list(tx, RECENT)) {
        const count = (await parts().cases.list(tx, outage.id, 'semua')).filter(
          (one) => isOn('perlu-tindakan', one) || isOn('dapat-kembali-jkn', one),
        ).length;
        if (count > 0)
          found.push({
            kind: 'kesinambungan',
            count,
            severity: 'tinggi',
            label: 'Pasien masa gangguan: perlu keputusan',
            link: `/kesinambungan?gangguan=${outage.id}`,
          });
      }
      return found;
    },
  };
}

export type Continuity = ReturnType<typeof createContinuity>;

/** Made when first asked for, once: the rooms it needs are put together after it. */
function lazily<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}
