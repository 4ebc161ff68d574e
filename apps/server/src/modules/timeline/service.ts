// The Task ID desk: what stands where, correcting a time before it leaves, sending again, comparing with BPJS. A time that BPJS holds
// is never sent again as if it could be changed: our own record may differ from it, and then the difference has a name.
import type { Audit } from '../../platform/audit/index.ts';
import type { Actor } from '../../platform/actor.ts';
import type { Auth } from '../../platform/auth/index.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Db, FacilityTx } from '../../platform/db/index.ts';
import { conflict, inputError, notFound } from '../../platform/errors.ts';
import type { Events } from '../../platform/events/index.ts';
import type { FacilityId } from '../../platform/ids.ts';
import { bpjsAway, isBpjsTrouble, type FacilityBpjs, type FacilityFacts } from '../gateway/index.ts';
import type { PesertaService } from '../peserta/index.ts';
import { type TodayAction, type Visit, type VisitService } from '../visit/index.ts';
import { listTasks } from './bpjs.ts';
import { actionsOf, attentionOf, matches, summaryOf, urgentOf, type DeskFilter } from './desk.ts';
import { notSendable, taskInFlight } from './errors.ts';
import { mappingProblems } from './mapping.ts';
import type { TimelineRecorder } from './recorder.ts';
import { deadlineOf, DEFAULT_POLICY, isSameTime, wibDate, type TaskId } from './rules.ts';
import { decisionsOf, recordsOf, standingOfVisit, type VisitStanding } from './standing.ts';
import * as store from './store.ts';
import type { Mapping, TaskState } from './store.ts';
import { explainTask } from './texts.ts';

export interface TimelineDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly audit: Audit;
  readonly auth: Pick<Auth, 'requirePassword'>;
  readonly events: Events;
  readonly visits: VisitService;
  readonly peserta: PesertaService;
  readonly recorder: TimelineRecorder;
  readonly facility: (tx: FacilityTx) => Promise<FacilityFacts>;
  readonly bpjs: (facilityId: FacilityId) => FacilityBpjs;
  readonly messages: MessageDesk;
}

/** What this room needs of the message browser. */
export interface MessageDesk {
  /** State of a message as a person understands it, `sending` while a node holds it; null when there is none. */
  stateOf(facilityId: FacilityId, messageId: string): Promise<string | null>;
  /** `reason` is a word of ours: what the person wrote stays sealed in the history. */
  resend(actor: Actor, messageId: string, reason: string): Promise<unknown>;
}

export interface DeskRow {
  readonly visit: Visit;
  readonly nama: string;
  readonly norm: string;
  readonly standing: VisitStanding;
}

/** More outpatients on one day than any hospital in the field has; the desk then has to choose a unit. */
const MAX_VISITS_OF_DAY = 5_000;
/** A person waits for the comparison. */
const COMPARE_WITHIN_MS = 5_000;
/** With this many days left a missing time is a matter of today. */
const URGENT_DAYS = 2;
const MIN_REASON = 5;
const DAY_MS = 86_400_000;

export function createTimelineService(deps: TimelineDeps) {
  const { db, clock, audit, events, visits, recorder } = deps;

  const standings = async (
    tx: FacilityTx,
    list: readonly Visit[],
  ): Promise<{ visit: Visit; standing: VisitStanding }[]> => {
    const ids = list.map((visit) => visit.id);
    const states = Map.groupBy(await store.tasksOf(tx, ids), (state) => state.visitId);
    const bookings = new Map((await store.bookingsOf(tx, ids)).map((booking) => [booking.visitId, booking]));
    const now = clock.now();
    return list.map((visit) => ({
      visit,
      standing: standingOfVisit(visit, states.get(visit.id) ?? [], bookings.get(visit.id) ?? null, now),
    }));
  };

  const named = async (
    tx: FacilityTx,
    rows: readonly { visit: Visit; standing: VisitStanding }[],
  ): Promise<DeskRow[]> => {
    const patients = await deps.peserta.findPatients(tx, [...new Set(rows.map((row) => row.visit.patientId))]);
    return rows.map((row) => {
      const patient = patients.get(row.visit.patientId);
      return { ...row, nama: patient?.nama ?? '', norm: patient?.norm ?? '' };
    });
  };

  const lockedVisit = async (tx: FacilityTx, visitId: string): Promise<Visit> => {
    const visit = await visits.lock(tx, visitId);
    if (visit === null) throw notFound('visit');
    return visit;
  };

  const timelineOf = async (tx: FacilityTx, visitId: string) => {
    const visit = await visits.find(tx, visitId);
    if (visit === null) throw notFound('visit');
    const [row] = await named(tx, await standings(tx, [visit]));
    if (row === undefined) throw notFound('visit');
    return { row, history: await recorder.historyOf(tx, visitId) };
  };

  const replan = async (tx: FacilityTx, visitId: string): Promise<void> => {
    const visit = await visits.find(tx, visitId);
    const facility = await deps.facility(tx);
    if (visit === null || facility.switches['antrean'] !== true) return;
    await visits.enqueue(tx, await recorder.planTasks(tx, facility, visit));
    events.publishOn(tx, { topic: 'task', subjectId: visitId });
  };

  /** A call with the old time may be under way: whoever corrects must wait for its end. */
  const requireAtRest = async (facilityId: FacilityId, state: TaskState | undefined): Promise<void> => {
    const messageState = state?.messageId == null ? null : await deps.messages.stateOf(facilityId, state.messageId);
    if (messageState !== 'sending' && messageState !== 'unknown') return;
    throw taskInFlight();
  };

  /** What the record would say after the correction: a time BPJS would refuse is refused here, where it can still be changed. */
  const requireAcceptable = (visit: Visit, states: readonly TaskState[], task: TaskId, at: Date): void => {
    const others = recordsOf(states).filter((record) => record.task !== task);
    const trial: TaskState[] = [...states.filter((state) => state.task !== task), trialState(visit.id, task, at)];
    const decision = decisionsOf(visit, trial, clock.now()).get(task);
    const code = decision?.kind === 'needs-fix' ? decision.code : decision?.kind === 'final' ? decision.reason : null;
    if (code === null) return;
    const explained = explainTask(code);
    const against =
      decision?.kind === 'needs-fix' && decision.against !== null
        ? others.find((record) => record.task === decision.against)?.at
        : null;
    throw conflict('DOMAIN_TASK_TIME', `BPJS would refuse this time: ${code}`, {
      message: 'Waktu ini akan ditolak BPJS.',
      meaning: `${explained?.reason ?? 'Waktu tidak sesuai urutan.'}${against == null ? '' : ` Waktu pembanding: ${wibText(against)}.`}`,
      nextStep: explained?.nextStep ?? 'Periksa kembali waktu kejadiannya.',
    });
  };

  const correct = async (
    actor: Actor,
    visitId: string,
    task: TaskId,
    input: { at: Date; reason: string },
  ): Promise<string | null> =>
    db.withFacility(actor.facilityId, async (tx) => {
      const visit = await lockedVisit(tx, visitId);
      const states = await store.tasksOf(tx, [visitId]);
      const state = states.find((known) => known.task === task);
      const isHeld = state?.bpjsAt != null;
      if (!isHeld) {
        await requireAtRest(actor.facilityId, state);
        requireAcceptable(visit, states, task, input.at);
      }
      const oldTime = state?.correctedAt ?? state?.observedAt ?? null;
      await store.correct(tx, visitId, task, input.at);
      await recorder.note(tx, {
        visitId,
        task,
        kind: isHeld ? 'own-record' : 'corrected',
        oldTime,
        newTime: input.at,
        actor: actor.displayName,
        reason: input.reason,
      });
      await audit.record(tx, {
        actor,
        action: isHeld ? 'task.correct-own-record' : 'task.correct',
        subjectType: 'visit',
        subjectId: visitId,
        reason: input.reason,
        before: { task, time: oldTime },
        after: { task, time: input.at },
      });
      if (isHeld) {
        events.publishOn(tx, { topic: 'task', subjectId: visitId });
        return null;
      }
      const isAnswered = state?.outcome != null;
      if (isAnswered) await store.reopenTask(tx, visitId, task);
      await replan(tx, visitId);
      return isAnswered ? state.messageId : null;
    });

  /** The days that BPJS soon accepts no more. */
  const urgentDays = async (tx: FacilityTx): Promise<TodayAction[]> => {
    if ((await deps.facility(tx)).switches['antrean'] !== true) return [];
    const now = clock.now().getTime();
    const daysAgo = (days: number) => wibDate(new Date(now - days * DAY_MS));
    const { deadlineDays } = DEFAULT_POLICY;
    const ids = await store.unfinishedSince(tx, daysAgo(deadlineDays), daysAgo(deadlineDays - URGENT_DAYS));
    const open = (await standings(tx, await visits.findMany(tx, ids))).filter(({ standing }) => standing.isIncomplete);
    return urgentOf(open);
  };

  return {
    /** Rows of a day and unit under a filter, and the counts of the whole day. */
    desk: (
      actor: Actor,
      input: { date: string; unit: string | null; filter: DeskFilter; after: string | null; limit: number },
    ) =>
      db.withFacility(actor.facilityId, async (tx) => {
        const list = await visits.list(tx, {
          date: input.date,
          kodePoli: input.unit ?? undefined,
          limit: MAX_VISITS_OF_DAY,
        });
        const all = await standings(tx, list);
        const filtered = all.filter(({ standing }) => matches(standing, input.filter));
        const start = input.after === null ? 0 : filtered.findIndex((row) => row.visit.id === input.after) + 1;
        const page = filtered.slice(start, start + input.limit);
        await audit.record(tx, { actor, action: 'task.list', subjectType: 'day', subjectId: input.date });
        return {
          date: input.date,
          summary: summaryOf(all.map((row) => row.standing)),
          rows: await named(tx, page),
          nextCursor: start + input.limit < filtered.length ? (page.at(-1)?.visit.id ?? null) : null,
        };
      }),

    timeline: (actor: Actor, visitId: string) =>
      db.withFacility(actor.facilityId, async (tx) => {
        await audit.record(tx, { actor, action: 'task.read', subjectType: 'visit', subjectId: visitId });
        return timelineOf(tx, visitId);
      }),

    /**
     * A named person with a reason and the password entered again. Before BPJS has the time it changes what will be sent; afterwards
     * only our own record, as a named difference.
     */
    async correct(
      actor: Actor,
      visitId: string,
      task: TaskId,
      input: { newTime: Date; reason: string; password: string; source: string | null },
    ) {
      if (input.reason.trim().length < MIN_REASON)
        throw inputError('reason', undefined, 'Tuliskan alasan perbaikan, minimal 5 huruf.');
      if (input.newTime.getTime() > clock.now().getTime())
        throw inputError('newTime', undefined, 'Waktu kejadian tidak boleh di masa depan.');
      await deps.auth.requirePassword(actor, input.password, input.source);
      const again = await correct(actor, visitId, task, { at: input.newTime, reason: input.reason.trim() });
      if (again !== null) await deps.messages.resend(actor, again, 'task-corrected');
      return db.withFacility(actor.facilityId, (tx) => timelineOf(tx, visitId));
    },

    async resend(actor: Actor, visitId: string, task: TaskId, reason: string) {
      const messageId = await db.withFacility(actor.facilityId, async (tx) => {
        const visit = await lockedVisit(tx, visitId);
        const states = await store.tasksOf(tx, [visitId]);
        const state = states.find((known) => known.task === task);
        const decision = decisionsOf(visit, states, clock.now()).get(task);
        if (decision?.kind !== 'sendable') throw notSendable(decision);
        await store.reopenTask(tx, visitId, task);
        await recorder.note(tx, { visitId, task, kind: 'resent', actor: actor.displayName, reason });
        await audit.record(tx, {
          actor,
          action: 'task.resend',
          subjectType: 'visit',
          subjectId: visitId,
          reason,
          after: { task },
        });
        await replan(tx, visitId);
        return state?.messageId ?? null;
      });
      if (messageId !== null) await deps.messages.resend(actor, messageId, 'task-resent');
      return db.withFacility(actor.facilityId, (tx) => timelineOf(tx, visitId));
    },

    /** Asks BPJS what it holds and puts both sides next to each other. */
    async compare(actor: Actor, visitId: string) {
      const visit = await db.withFacility(actor.facilityId, (tx) => visits.find(tx, visitId));
      if (visit === null) throw notFound('visit');
      const held = await listTasks(deps.bpjs(actor.facilityId), visit.kodeBooking, COMPARE_WITHIN_MS).catch(
        (error: unknown) => {
          throw isBpjsTrouble(error) ? bpjsAway(error) : error;
        },
      );
      return db.withFacility(actor.facilityId, async (tx) => {
        await lockedVisit(tx, visitId);
        const known = new Map((await store.tasksOf(tx, [visitId])).map((state) => [state.task, state]));
        for (const { task, at, receivedAt } of held) {
          const before = known.get(task);
          const isNews = before?.bpjsAt == null || !isSameTime(before.bpjsAt, at);
          if (isNews) await store.saveHeld(tx, visitId, task, at, receivedAt);
          const ours = before?.correctedAt ?? before?.observedAt ?? null;
          if (isNews && (ours === null || !isSameTime(ours, at)))
            await recorder.note(tx, {
              visitId,
              task,
              kind: 'difference',
              code: 'different',
              oldTime: ours,
              newTime: at,
            });
        }
        await store.markCompared(tx, visitId, clock.now());
        await audit.record(tx, { actor, action: 'task.compare', subjectType: 'visit', subjectId: visitId });
        await replan(tx, visitId);
        const timeline = await timelineOf(tx, visitId);
        const shown = new Set(held.map((row) => row.task));
        const missing = timeline.row.standing.cells.flatMap((cell) =>
          cell.effectiveAt !== null && !shown.has(cell.task)
            ? [{ task: cell.task, ours: cell.effectiveAt, bpjs: null }]
            : [],
        );
        return { asOf: clock.now(), differences: [...timeline.row.standing.differences, ...missing], timeline };
      });
    },

    mapping: (actor: Actor) => db.withFacility(actor.facilityId, (tx) => recorder.mappingOf(tx)),

    saveMapping: (actor: Actor, mapping: readonly Mapping[]) =>
      db.withFacility(actor.facilityId, async (tx) => {
        const [problem] = mappingProblems(mapping);
        if (problem !== undefined) throw inputError(`items.${problem.index}`, undefined, problem.remedy);
        const before = await recorder.mappingOf(tx);
        await store.clearMappings(tx);
        for (const item of mapping) await store.insertMapping(tx, item);
        await audit.record(tx, {
          actor,
          action: 'task.mapping',
          subjectType: 'facility',
          subjectId: actor.facilityId,
          before,
          after: mapping,
        });
        return mapping;
      }),

    /** What a unit must do today, most urgent first. */
    async actions(tx: FacilityTx, date: string): Promise<TodayAction[]> {
      const rows = await standings(tx, await visits.list(tx, { date, limit: MAX_VISITS_OF_DAY }));
      return actionsOf(date, rows, await urgentDays(tx));
    },

    /** One line per visit for lists: what needs a hand. */
    async attention(tx: FacilityTx, list: readonly Visit[]): Promise<ReadonlyMap<string, string>> {
      return attentionOf(await standings(tx, list));
    },

    deadlineDate: (serviceDate: string) => wibDate(deadlineOf(serviceDate)),
  };
}

export type TimelineService = ReturnType<typeof createTimelineService>;

function trialState(visitId: string, task: TaskId, at: Date): TaskState {
  return {
    visitId,
    task,
    observedAt: null,
    correctedAt: at,
    eventType: null,
    observedBy: null,
    sourceRef: null,
    messageId: null,
    bpjsAt: null,
    bpjsReceivedAt: null,
    outcome: null,
    code: null,
    reason: null,
    settledAt: null,
  };
}

function wibText(at: Date): string {
  return `${new Date(at.getTime() + 7 * 3_600_000).toISOString().slice(11, 19)} WIB`;
}
