// The worklist of differences: what is open, what a person does about one or many, and asking for a comparison by hand. A person decides by
// name and reason; nothing here sends by itself, and what is sent again is asked for at BPJS first.
import type { Actor } from '../../platform/actor.ts';
import type { Audit } from '../../platform/audit/index.ts';
import type { Clock, Random } from '../../platform/clock.ts';
import type { Db, FacilityTx } from '../../platform/db/index.ts';
import { conflict, isAppError, notFound } from '../../platform/errors.ts';
import type { Events } from '../../platform/events/index.ts';
import { bpjsAway, isBpjsTrouble } from '../gateway/index.ts';
import type { TodayAction, Visit, VisitService } from '../visit/index.ts';
import { actionsFor, addDays, type Action } from './rules.ts';
import type { Runner } from './runner.ts';
import type { Source } from './source.ts';
import * as store from './store.ts';
import type { FindingRecord, FindingStore } from './store.ts';

export interface ReconciliationDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly random: Random;
  readonly audit: Audit;
  readonly events: Events;
  readonly findings: FindingStore;
  readonly sources: readonly Source[];
  readonly runner: Runner;
  readonly visits: Pick<VisitService, 'findMany'>;
  /** A run asked for by a person begins at once where this process works on runs. */
  readonly wake: (facilityId: Actor['facilityId']) => void;
}

export const REPAIRED = ['dikirim', 'dicatat', 'diterima', 'sudah-ada', 'tidak-dapat', 'bpjs-terputus'] as const;
export type Repaired = (typeof REPAIRED)[number];

export interface RepairResult {
  readonly id: string;
  readonly result: Repaired;
  /** Why it was not done, for a person. */
  readonly text: string | null;
}

export interface FindingView extends FindingRecord {
  readonly visit: Visit | null;
  readonly actions: readonly Action[];
}

/** As long as BPJS takes corrections (docs/facts/task-id.md §4.7), and a day on either side. */
const OPEN_DAYS = 8;

export function createReconciliationService(deps: ReconciliationDeps) {
  const { db, clock, audit } = deps;

  const viewsOf = async (tx: FacilityTx, records: readonly FindingRecord[]): Promise<FindingView[]> => {
    const ids = [...new Set(records.flatMap(({ visitId }) => visitId ?? []))];
    const visits = new Map((await deps.visits.findMany(tx, ids)).map((visit) => [visit.id, visit]));
    return records.map((record) => ({
      ...record,
      visit: record.visitId === null ? null : (visits.get(record.visitId) ?? null),
      actions: record.state === 'terbuka' ? actionsFor(record.subject, record.divergence) : [],
    }));
  };

  const sourceOf = ({ subject }: Pick<FindingRecord, 'subject'>): Source | undefined =>
    deps.sources.find((source) => source.subject === subject);

  /** Asked outside every transaction; null = this action asks nothing. */
  const stillThere = async (actor: Actor, record: FindingRecord, input: RepairInput): Promise<boolean | null> => {
    const source = sourceOf(record);
    if (input.action !== 'kirim-ulang' || source?.isThere === undefined || record.visitId === null) return null;
    const mending = { visitId: record.visitId, divergence: record.divergence, reason: input.reason };
    return source.isThere(deps.runner.contextOf(actor.facilityId), mending);
  };

  const apply = async (
    tx: FacilityTx,
    actor: Actor,
    record: FindingRecord,
    input: RepairInput,
  ): Promise<'dikirim' | 'dicatat' | 'diterima'> => {
    const { action, reason } = input;
    const source = sourceOf(record);
    requireOffered(record, action);
    const mending = { visitId: record.visitId ?? '', divergence: record.divergence, reason };
    if (action === 'kirim-ulang') await source?.sendAgain?.(tx, actor, mending);
    if (action === 'catat-bpjs') await source?.takeTheirs?.(tx, actor, mending);
    const state = action === 'terima' ? 'diterima' : 'diperbaiki';
    const judgement = { by: actor.displayName, reason };
    await deps.findings.judge(tx, { id: record.id, state, action, judgement, at: clock.now() });
    await audit.record(tx, {
      actor,
      action: `reconciliation.${action}`,
      subjectType: record.visitId === null ? 'finding' : 'visit',
      subjectId: record.visitId ?? record.id,
      reason,
    });
    deps.events.publishOn(tx, { topic: 'reconciliation', subjectId: record.date });
    if (record.visitId !== null) deps.events.publishOn(tx, { topic: 'visit', subjectId: record.visitId });
    return action === 'kirim-ulang' ? 'dikirim' : action === 'catat-bpjs' ? 'dicatat' : 'diterima';
  };

  const repairOne = async (actor: Actor, id: string, input: RepairInput): Promise<RepairResult> => {
    try {
      const record = await db.withFacility(actor.facilityId, (tx) => deps.findings.lock(tx, id));
      if (record === undefined) throw notFound('finding');
      requireOffered(record, input.action);
      if ((await stillThere(actor, record, input)) === true) {
        // BPJS shows it after all: its list lagged, or somebody entered it meanwhile. Nothing is sent.
        await db.withFacility(actor.facilityId, (tx) => deps.findings.vanish(tx, id, clock.now()));
        return { id, result: 'sudah-ada', text: null };
      }
      const result = await db.withFacility(actor.facilityId, async (tx) => {
        const locked = await deps.findings.lock(tx, id);
        if (locked === undefined) throw notFound('finding');
        return apply(tx, actor, locked, input);
      });
      return { id, result, text: null };
    } catch (error) {
      if (isBpjsTrouble(error)) return { id, result: 'bpjs-terputus', text: bpjsAway(error).text?.nextStep ?? null };
      if (!isAppError(error) || error.http === 404 || error.http >= 500) throw error;
      return { id, result: 'tidak-dapat', text: error.text?.meaning ?? null };
    }
  };

  return {
    days: (actor: Actor, from: string, to: string) =>
      db.withFacility(actor.facilityId, async (tx) => ({
        runs: await store.runsBetween(tx, from, to),
        open: await store.openByDay(tx, from, to),
      })),

    findings: (actor: Actor, filter: store.FindingFilter): Promise<FindingView[]> =>
      db.withFacility(actor.facilityId, async (tx) => {
        await audit.record(tx, {
          actor,
          action: 'reconciliation.list',
          subjectType: 'day',
          subjectId: `${filter.from} ${filter.to}`,
        });
        return viewsOf(tx, await deps.findings.list(tx, filter));
      }),

    /** Asks for a comparison of a day now; one that waits or runs already is that comparison. */
    request: async (actor: Actor, date: string): Promise<store.Run> => {
      const run = await db.withFacility(actor.facilityId, async (tx) => {
        const going = (await store.runsBetween(tx, date, date)).find(
          ({ occasion, state }) => occasion === 'manual' && (state === 'menunggu' || state === 'berjalan'),
        );
        if (going !== undefined) return going;
        const id = deps.random.uuidv7();
        const at = clock.now();
        await store.planRun(tx, { id, date, occasion: 'manual', onceKey: `manual ${id}`, at, by: actor.displayName });
        await audit.record(tx, { actor, action: 'reconciliation.request', subjectType: 'day', subjectId: date });
        const planned = await store.findRun(tx, id);
        if (planned === undefined) throw notFound('run');
        return planned;
      });
      deps.wake(actor.facilityId);
      return run;
    },

    /** One after the other: each is its own transaction, so that one that cannot be repaired holds back none. */
    repair: async (actor: Actor, ids: readonly string[], input: RepairInput): Promise<RepairResult[]> => {
      const results: RepairResult[] = [];
      for (const id of ids) results.push(await repairOne(actor, id, input));
      return results;
    },

    /** A line for the page of today; the newest days first, because there is still time for them. */
    actions: async (tx: FacilityTx, date: string): Promise<TodayAction[]> => {
      const count = await store.countOpen(tx, addDays(date, -OPEN_DAYS));
      if (count === 0) return [];
      return [
        {
          kind: 'rekonsiliasi',
          count,
          severity: 'sedang',
          label: 'Beda catatan dengan BPJS',
          link: '/rekonsiliasi',
        },
      ];
    },
  };
}

export interface RepairInput {
  readonly action: Action;
  readonly reason: string;
}

export type ReconciliationService = ReturnType<typeof createReconciliationService>;

function isOffered(record: FindingRecord, action: Action): boolean {
  return record.state === 'terbuka' && actionsFor(record.subject, record.divergence).includes(action);
}

function requireOffered(record: FindingRecord, action: Action): void {
  if (isOffered(record, action)) return;
  throw conflict('DOMAIN_FINDING_SETTLED', 'this difference is settled or cannot be repaired in this way', {
    message: 'Perbedaan ini tidak dapat diperbaiki dengan cara ini.',
    meaning: 'Sudah diputuskan orang lain, atau cara ini tidak berlaku untuk perbedaan ini.',
    nextStep: 'Muat ulang untuk melihat keadaan terakhir.',
  });
}
