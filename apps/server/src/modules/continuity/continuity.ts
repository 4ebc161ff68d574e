// The room put together: mode, cases, re-verification, records, prints. Starts nothing and touches no database by itself.
import type { Actor } from '../../platform/actor.ts';
import type { FacilityTx } from '../../platform/db/index.ts';
import { notFound } from '../../platform/errors.ts';
import type { ModuleDefinition, Platform } from '../../platform/module.ts';
import { maskIdentity, type PesertaService, type Snapshot } from '../peserta/index.ts';
import { can } from '../../platform/actor.ts';
import type { FacilityFacts } from '../gateway/index.ts';
import type { ContinuityPart, TodayAction, VisitService, VisitViews } from '../visit/index.ts';
import { caseRoutes } from './case-routes.ts';
import { createCases } from './cases.ts';
import { createMode } from './mode.ts';
import { createRecords } from './record.ts';
import { modeRoutes } from './routes.ts';
import { isOn, patientNotice } from './rules.ts';
import { statementPdf } from './statement.ts';
import { createVerifier } from './verify.ts';
import * as words from './words.ts';
import { createContinuityWorker } from './worker.ts';

export interface Letterhead {
  readonly name: string;
  readonly address: string;
  readonly timeZone: string;
}

export interface ContinuityDeps {
  readonly facility: (tx: FacilityTx) => Promise<FacilityFacts>;
  readonly letterhead: (tx: FacilityTx) => Promise<Letterhead>;
  /** Later rooms: they exist when they are first asked. */
  readonly rooms: () => { readonly peserta: PesertaService; readonly visits: VisitService; readonly views: VisitViews };
}

/** Outages whose open ends are shown among the day's actions. */
const RECENT = 10;

export function createContinuity(platform: Platform, deps: ContinuityDeps) {
  const { db, sealer, clock, random, audit, events, logger } = platform;
  const mode = createMode({ sealer, clock, random, audit, events, facility: deps.facility });
  const records = createRecords({ mode, clock });
  const parts = lazily(() => {
    const { peserta, visits } = deps.rooms();
    const cases = createCases({ clock, audit, events, mode, peserta, visits });
    const verifier = createVerifier({ db, clock, mode, peserta, visits });
    const worker = createContinuityWorker({
      db,
      events,
      mode,
      verifier,
      onTrouble: (error) =>
        logger.warn({ code: error instanceof Error ? error.name : 'unknown' }, 'continuity worker will look again'),
    });
    return { cases, worker };
  });

  const statementOf = async (tx: FacilityTx, actor: Actor, visitId: string): Promise<Buffer> => {
    const { peserta, visits } = deps.rooms();
    const [found] = await parts().cases.casesOf(tx, [visitId]);
    const visit = await visits.find(tx, visitId);
    const patient = visit === null ? null : await peserta.findPatient(tx, visit.patientId);
    if (found === undefined || visit === null || patient === null) throw notFound('continuity case');
    const head = await deps.letterhead(tx);
    const outage = await mode.find(tx, found.outageId);
    const policy = await mode.policy(tx);
    const { timeZone } = head;
    const nomorKartu = patient.nomorKartu ?? '';
    return statementPdf({
      facility: head.name,
      address: head.address,
      nama: patient.nama,
      norm: patient.norm,
      nomorKartu: can(actor, 'person-identity') ? nomorKartu : (maskIdentity(patient.nomorKartu) ?? ''),
      tanggalLahir: patient.tanggalLahir ?? '',
      noHp: patient.noHp ?? '',
      nomorAntrean: visit.nomorAntrean,
      namaPoli: visit.namaPoli,
      day: words.longDay(visit.registeredAt, timeZone),
      ground: words.GROUND[found.ground],
      ageDays: found.ageDays,
      snapshotAt: words.moment(found.snapshotAt, timeZone),
      interruptedAt: words.moment(outage?.interruptedAt ?? outage?.startedAt ?? null, timeZone),
      policy: `versi ${policy.version}: diterima bila terakhir aktif paling lama ${policy.maxAgeDays} hari; selebihnya ${words.DECISION[found.decision].toLowerCase()}`,
      choice: found.choice === null ? 'belum dicatat' : words.CHOICE[found.choice],
      printedAt: words.moment(clock.now(), timeZone),
      printedBy: actor.displayName,
    });
  };

  const definition: ModuleDefinition = {
    name: 'continuity',
    routes: (app) => {
      const { peserta, visits, views } = deps.rooms();
      const { cases } = parts();
      modeRoutes(app, { db, clock, audit, mode, records });
      caseRoutes(app, { db, audit, mode, cases, visits, views, peserta, statementPdf: statementOf });
    },
    worker: { start: () => parts().worker.start(), stop: () => parts().worker.stop() },
  };

  return {
    mode,
    records,
    definition,
    cases: () => parts().cases,
    worker: () => parts().worker,

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
