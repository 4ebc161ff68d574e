// Writes down what was seen of Task IDs and plans what may leave, inside the transaction of the visit's event. It sends nothing and asks
// BPJS nothing.
import type { Clock, Random } from '../../platform/clock.ts';
import type { Sealer } from '../../platform/crypto/index.ts';
import type { FacilityTx } from '../../platform/db/index.ts';
import { MESSAGE_CLASS, outgoing, type FacilityFacts, type MessagePlanner, type VisitFacts } from '../gateway/index.ts';
import type { NewMessage } from '@titian/outbox';
import type { PharmacyService } from '../pharmacy/index.ts';
import { isBookedElsewhere, type Visit, type VisitService } from '../visit/index.ts';
import { ANTREAN_ADD, ANTREAN_BATAL, FARMASI_ADD, UPDATE_WAKTU } from './kinds.ts';
import { DEFAULT_MAPPING, tasksOfEvent } from './mapping.ts';
import { deadlineOf, sendOrder, wibDate, type TaskId } from './rules.ts';
import { decisionsOf } from './standing.ts';
import * as store from './store.ts';
import type { HistoryEntry } from './store.ts';

export interface RecorderDeps {
  readonly clock: Clock;
  readonly random: Random;
  readonly sealer: Sealer;
  readonly visits: VisitService;
  readonly pharmacy: PharmacyService;
}

export type Note = Pick<HistoryEntry, 'visitId' | 'task' | 'kind'> &
  Partial<Pick<HistoryEntry, 'code' | 'oldTime' | 'newTime' | 'actor' | 'reason'>>;

const PATIENT_CANCELLED = 'Pasien membatalkan kunjungan';

export function createTimelineRecorder({ clock, random, sealer, visits, pharmacy }: RecorderDeps) {
  const history = store.createHistoryStore(sealer);

  const note = (tx: FacilityTx, entry: Note): Promise<void> =>
    history.add(tx, {
      id: random.uuidv7(),
      at: clock.now(),
      code: null,
      oldTime: null,
      newTime: null,
      actor: null,
      reason: null,
      ...entry,
    });

  const mappingOf = async (tx: FacilityTx) => {
    const own = await store.mappings(tx);
    return own.length > 0 ? own : DEFAULT_MAPPING;
  };

  const observe = async (
    tx: FacilityTx,
    visit: VisitFacts,
    event: { id: string; type: string; occurredAt: Date; data: Readonly<Record<string, unknown>> },
  ): Promise<void> => {
    const tasks = tasksOfEvent(await mappingOf(tx), event.type, visit.pasienBaru);
    if (tasks.length === 0) return;
    const seen = (await visits.eventsOf(tx, visit.id)).find((known) => known.id === event.id);
    for (const task of tasks) {
      const isFirst = await store.observe(tx, {
        visitId: visit.id,
        task,
        at: event.occurredAt,
        eventType: event.type,
        by: seen?.actor ?? null,
        sourceRef: seen?.sourceRef ?? null,
      });
      const alasan =
        task === 99 && typeof event.data['alasan'] === 'string' && event.data['alasan'] !== ''
          ? event.data['alasan']
          : null;
      await note(tx, {
        visitId: visit.id,
        task,
        kind: isFirst ? 'observed' : 'repeated',
        code: event.type,
        newTime: event.occurredAt,
        actor: seen?.actor ?? null,
        reason: alasan,
      });
    }
  };

  /** Whatever may leave and has not been planned yet, in the order in which it must leave. */
  const planTasks = async (tx: FacilityTx, facility: FacilityFacts, visit: Visit): Promise<NewMessage[]> => {
    const states = await store.tasksOf(tx, [visit.id]);
    const planned = new Set(states.filter((state) => state.messageId !== null).map((state) => state.task));
    const decisions = decisionsOf(visit, states, clock.now());
    const messages: NewMessage[] = [];
    for (const task of sendOrder(decisions)) {
      if (planned.has(task)) continue;
      const message = taskMessage(visit, task, clock.now());
      await store.markPlanned(tx, visit.id, task, message.messageId);
      messages.push(message);
      if (task === 5) messages.push(...(await planPharmacy(tx, facility, visit)));
    }
    return messages;
  };

  const planPharmacy = async (tx: FacilityTx, facility: FacilityFacts, visit: Visit): Promise<NewMessage[]> => {
    if (facility.switches['farmasiQueue'] !== true) return [];
    const prescription = await pharmacy.prescriptionOf(tx, visit.id);
    if (prescription === null || prescription.bpjsState !== null) return [];
    await pharmacy.markTold(tx, visit.id, 'menunggu');
    return [visitMessage(FARMASI_ADD, visit, MESSAGE_CLASS.today)];
  };

  /** The booking is told to BPJS at once; one that came from Mobile JKN is there already unless the facility says otherwise. */
  const planBooking = async (tx: FacilityTx, facility: FacilityFacts, visit: Visit): Promise<NewMessage[]> => {
    const isKnownThere = isBookedElsewhere(visit) && facility.switches['addForMobileJkn'] !== true;
    const message = isKnownThere ? null : visitMessage(ANTREAN_ADD, visit, MESSAGE_CLASS.personWaiting);
    await store.insertBooking(tx, visit.id, message === null ? 'tidak-perlu' : 'menunggu', message?.messageId ?? null);
    return message === null ? [] : [message];
  };

  const planCancellation = async (tx: FacilityTx, visit: Visit): Promise<NewMessage[]> => {
    const decision = decisionsOf(visit, await store.tasksOf(tx, [visit.id]), clock.now()).get(99);
    // Called in before: BPJS is not told of a cancellation. Any other reason concerns task 99 only, `batal` carries no time.
    if (decision?.kind === 'final' && decision.reason !== 'cancelled-other-day') return [];
    await store.setCancelState(tx, visit.id, 'menunggu');
    return [visitMessage(ANTREAN_BATAL, visit, MESSAGE_CLASS.today)];
  };

  const planner: MessagePlanner = {
    name: 'timeline',
    async plan(tx, { facility, visit: facts, event }) {
      if (facility.kind !== 'fkrtl') return [];
      await observe(tx, facts, event);
      const visit = await visits.find(tx, facts.id);
      if (visit === null || facility.switches['antrean'] !== true) return [];
      const booking = event.type === 'visit.registered' ? await planBooking(tx, facility, visit) : [];
      const cancellation = event.type === 'visit.cancelled' ? await planCancellation(tx, visit) : [];
      const tasks = await planTasks(tx, facility, visit);
      // Times before the cancellation go first, then the cancellation, then task 99.
      const before = tasks.filter((message) => !isCancellationTask(message));
      return [...booking, ...before, ...cancellation, ...tasks.filter(isCancellationTask)];
    },
  };

  return {
    planner,
    planTasks,
    note,
    mappingOf,
    historyOf: history.ofVisit,
    /** New messages for what BPJS no longer holds; `part` tells them from the first ones. */
    taskAgain: (visit: Visit, task: TaskId, part: string) => taskMessage(visit, task, clock.now(), part),
    bookingAgain: (visit: Visit, part: string) => visitMessage(ANTREAN_ADD, visit, MESSAGE_CLASS.today, part),
    /** The words of the person who cancelled, for BPJS's `keterangan`. */
    async cancellationReason(tx: FacilityTx, visitId: string): Promise<string> {
      const entries = await history.ofVisit(tx, visitId);
      return (
        entries.find((entry) => entry.task === 99 && entry.kind === 'observed' && entry.reason !== null)?.reason ??
        PATIENT_CANCELLED
      );
    },
  };
}

export type TimelineRecorder = ReturnType<typeof createTimelineRecorder>;

function taskMessage(visit: Visit, task: TaskId, now: Date, again?: string): NewMessage {
  return outgoing({
    kind: UPDATE_WAKTU,
    subjectId: visit.id,
    part: again === undefined ? task : `${task}-${again}`,
    class: wibDate(now) > visit.serviceDate ? MESSAGE_CLASS.late : MESSAGE_CLASS.today,
    intent: { visitId: visit.id, task },
    deadlineAt: deadlineOf(visit.serviceDate),
  });
}

function visitMessage(
  kind: typeof ANTREAN_ADD | typeof ANTREAN_BATAL | typeof FARMASI_ADD,
  visit: Visit,
  messageClass: 0 | 1,
  again?: string,
): NewMessage {
  return outgoing({
    kind,
    subjectId: visit.id,
    ...(again === undefined ? {} : { part: again }),
    class: messageClass,
    intent: { visitId: visit.id },
    deadlineAt: deadlineOf(visit.serviceDate),
  });
}

function isCancellationTask(message: NewMessage): boolean {
  return typeof message.intent === 'object' && message.intent !== null && Reflect.get(message.intent, 'task') === 99;
}
