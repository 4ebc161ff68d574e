// Works on planned runs: one part of a day after the other, each kept with its findings in one transaction, so that a crash repeats the
// reads of one part and nothing else. It reads BPJS through the facility's ordinary reads, sends nothing, and repairs nothing.
import type { Clock, Random } from '../../platform/clock.ts';
import type { Db, FacilityTx } from '../../platform/db/index.ts';
import type { Events } from '../../platform/events/index.ts';
import type { FacilityId } from '../../platform/ids.ts';
import { isBpjsTrouble, type FacilityBpjs, type FacilityFacts } from '../gateway/index.ts';
import { judge, sameDivergence, type Divergence, type Subject } from './rules.ts';
import type { Source, SourceContext } from './source.ts';
import * as store from './store.ts';
import type { Counts, FindingStore, Run } from './store.ts';

export interface RunnerDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly random: Random;
  readonly events: Events;
  readonly findings: FindingStore;
  readonly sources: readonly Source[];
  readonly bpjs: (facilityId: FacilityId) => FacilityBpjs;
  readonly facility: (tx: FacilityTx) => Promise<FacilityFacts>;
  readonly limits?: Partial<RunnerLimits>;
}

export interface RunnerLimits {
  /** A part is far shorter; a node that died is followed after this. */
  readonly leaseMs: number;
  /** BPJS is away or busy: later, from the same place. */
  readonly retryMs: number;
  /** A run that could not be finished in this time is called failed; the next occasion looks at the day again. */
  readonly giveUpMs: number;
  /** Lists of BPJS may lag behind an answer by about a minute (A5). */
  readonly freshMs: number;
}

const LIMITS: RunnerLimits = { leaseMs: 5 * 60_000, retryMs: 60_000, giveUpMs: 24 * 3_600_000, freshMs: 3 * 60_000 };

const NOTHING: Counts = { compared: 0, postponed: 0, found: 0 };

export type Worked = 'nothing-due' | 'finished' | 'postponed' | 'lost';

export function createRunner(deps: RunnerDeps) {
  const { db, clock } = deps;
  const limits = { ...LIMITS, ...deps.limits };

  const contextOf = (facilityId: FacilityId): SourceContext => ({
    bpjs: deps.bpjs(facilityId),
    inFacility: (work) => db.withFacility(facilityId, work),
    freshMs: limits.freshMs,
  });

  /** Findings and progress of one part, together or not at all. */
  const keepPart = async (
    tx: FacilityTx,
    about: { run: Run; leaseId: string; subject: Subject; step: number; next: string | null },
    verdict: ReturnType<typeof judge>,
  ): Promise<Run> => {
    const { run, subject, leaseId } = about;
    const known = new Map((await deps.findings.ofDay(tx, run.date, subject)).map((one) => [one.key, one]));
    const at = clock.now();
    // What could not be judged this time is neither gone nor new.
    const seen = verdict.postponed.flatMap((key) => known.get(key)?.id ?? []);
    for (const divergence of verdict.divergences) {
      const before = known.get(divergence.key);
      if (before !== undefined && isJudgedSo(before, divergence)) seen.push(before.id);
      else {
        const id = before?.id ?? deps.random.uuidv7();
        await deps.findings.open(tx, { id, date: run.date, subject, runId: run.id, divergence, at });
      }
    }
    await deps.findings.seen(tx, seen, run.id, at);
    const isLastPart = about.next === null;
    if (isLastPart) await store.vanishUnseen(tx, { date: run.date, subject, runId: run.id, at });
    const counts = { ...run.counts, [subject]: added(run.counts[subject] ?? NOTHING, verdict) };
    const after: Run = { ...run, counts, step: isLastPart ? about.step + 1 : about.step, cursor: about.next };
    const isOurs = await store.saveProgress(tx, { ...after, runId: run.id, leaseId, leaseMs: limits.leaseMs });
    if (!isOurs) throw new LeaseLost();
    deps.events.publishOn(tx, { topic: 'reconciliation', subjectId: run.date });
    return after;
  };

  const workOn = async (
    facilityId: FacilityId,
    claimed: Run,
    { leaseId, shouldStop }: { leaseId: string; shouldStop: () => boolean },
  ): Promise<'finished' | 'stopped'> => {
    const context = contextOf(facilityId);
    const facility = await db.withFacility(facilityId, deps.facility);
    let run = claimed;
    while (run.step < deps.sources.length) {
      if (shouldStop()) return 'stopped';
      const { step } = run;
      const source = deps.sources[step];
      if (source === undefined) break;
      const part = source.isUsed(facility)
        ? await source.read(context, run.date, run.cursor)
        : { before: [], after: [], theirs: [], next: null };
      const verdict = judge(part);
      const current = run;
      run = await db.withFacility(facilityId, (tx) =>
        keepPart(tx, { run: current, leaseId, subject: source.subject, step, next: part.next }, verdict),
      );
    }
    await db.withFacility(facilityId, async (tx) => {
      await store.finishRun(tx, run.id, leaseId, clock.now());
      deps.events.publishOn(tx, { topic: 'reconciliation', subjectId: run.date });
    });
    return 'finished';
  };

  const postpone = (
    facilityId: FacilityId,
    run: Run,
    about: { leaseId: string; trouble: string; retryMs: number },
  ): Promise<void> =>
    db.withFacility(facilityId, async (tx) => {
      const at = clock.now();
      const giveUpBefore = new Date(at.getTime() - limits.giveUpMs);
      await store.postponeRun(tx, { ...about, runId: run.id, giveUpBefore, at });
      deps.events.publishOn(tx, { topic: 'reconciliation', subjectId: run.date });
    });

  return {
    /** Takes the oldest due run of a facility and works on it until it is done, BPJS is away, or another node has it. */
    async workOnce(facilityId: FacilityId, shouldStop: () => boolean = () => false): Promise<Worked> {
      const leaseId = deps.random.uuidv7();
      const run = await db.withFacility(facilityId, (tx) =>
        store.claimRun(tx, { id: leaseId, leaseMs: limits.leaseMs, at: clock.now() }),
      );
      if (run === undefined) return 'nothing-due';
      try {
        if ((await workOn(facilityId, run, { leaseId, shouldStop })) === 'finished') return 'finished';
        await postpone(facilityId, run, { leaseId, trouble: 'stopped', retryMs: 0 });
        return 'postponed';
      } catch (error) {
        if (error instanceof LeaseLost) return 'lost';
        if (!isBpjsTrouble(error)) throw error;
        await postpone(facilityId, run, { leaseId, trouble: error.code, retryMs: limits.retryMs });
        return 'postponed';
      }
    },
    contextOf,
  };
}

export type Runner = ReturnType<typeof createRunner>;

class LeaseLost extends Error {}

/** What a person decided stands while both sides are as they were then; a repair that did not help is open again. */
function isJudgedSo(before: store.FindingRecord, divergence: Divergence): boolean {
  if (!sameDivergence(before.divergence, divergence)) return false;
  if (before.state === 'terbuka' || before.state === 'diterima') return true;
  return before.state === 'diperbaiki' && before.action === 'catat-bpjs';
}

function added(counts: Counts, verdict: ReturnType<typeof judge>): Counts {
  return {
    compared: counts.compared + verdict.compared,
    postponed: counts.postponed + verdict.postponed.length,
    found: counts.found + verdict.divergences.length,
  };
}
