// The emergency register: what was written on paper comes into the record with the paper's own times and says that it comes from paper.
// Also the place for people who left before anybody registered them.
import type { Actor } from '../../platform/actor.ts';
import type { Audit } from '../../platform/audit/index.ts';
import type { Clock } from '../../platform/clock.ts';
import type { FacilityTx } from '../../platform/db/index.ts';
import { conflict, inputError } from '../../platform/errors.ts';
import type { FacilityFacts } from '../gateway/index.ts';
import { startOfDay, type RegisterInput, type VisitService } from '../visit/index.ts';
import type { Mode } from './mode.ts';
import { paperProblem, wallTime } from './register-rules.ts';
import type { LeftPerson, RegisterLine, RegisterStore } from './register-store.ts';

export interface RegisterDeps {
  readonly clock: Clock;
  readonly audit: Audit;
  readonly mode: Mode;
  readonly store: RegisterStore;
  readonly facility: (tx: FacilityTx) => Promise<FacilityFacts>;
  readonly visits: VisitService;
}

export interface PaperRow {
  readonly lineId: string;
  readonly visitId: string;
  readonly date: string;
  readonly rowNumber: number;
  readonly writtenBy: string;
  readonly arrivedAt: string;
  readonly calledAt: string | null;
  readonly doneAt: string | null;
  readonly registration: Omit<RegisterInput, 'id' | 'occurredAt' | 'serviceDate'>;
}

export interface Departure {
  readonly lineId: string;
  readonly person: LeftPerson;
}

const EMERGENCY_POLI = 'IGD';

export function createRegister(deps: RegisterDeps) {
  const { clock, audit, mode, store, visits } = deps;

  return {
    ofDay: store.ofDay,
    countLeft: store.countLeft,

    /** One row of the paper: the visit, and everything the paper says about it, in one transaction. */
    async enter(tx: FacilityTx, actor: Actor, row: PaperRow): Promise<string> {
      if ((await store.find(tx, row.lineId)) !== null) return row.visitId;
      const { timeZone } = await deps.facility(tx);
      const dayStart = startOfDay(row.date, timeZone);
      const at = (clockText: string | null) => (clockText === null ? null : wallTime(dayStart, clockText));
      const arrived = wallTime(dayStart, row.arrivedAt);
      const times = { arrived, called: at(row.calledAt), done: at(row.doneAt) };
      const problem = paperProblem(times, {
        now: clock.now(),
        dayStart,
        opensAt: (await mode.policy(tx)).opensAt,
        isEmergency: row.registration.kodePoli === EMERGENCY_POLI,
      });
      if (problem !== null) throw inputError(problem.field, undefined, problem.remedy);
      const from = {
        source: 'register darurat',
        sourceRef: `register darurat baris ${row.rowNumber}, ditulis ${row.writtenBy}`,
      };
      const input = { ...row.registration, id: row.visitId, occurredAt: arrived, serviceDate: row.date };
      const { visitId } = await visits.registerIn(tx, actor, input, from);
      const events = [
        ['patient.checked-in', times.arrived],
        ['poli.called', times.called],
        ['poli.done', times.done],
      ] as const;
      for (const [type, occurredAt] of events) {
        if (occurredAt !== null)
          await visits.recordIn(tx, actor, { visit: { id: visitId }, type, occurredAt, data: {} }, from);
      }
      const line: RegisterLine = {
        id: row.lineId,
        outageId: (await mode.covering(tx, arrived))?.id ?? null,
        serviceDate: row.date,
        rowNumber: row.rowNumber,
        kind: 'terdaftar',
        writtenAt: arrived,
        writtenBy: row.writtenBy,
        visitId,
        person: null,
        enteredBy: actor.displayName,
        enteredAt: clock.now(),
      };
      if (!(await store.insert(tx, line))) throw rowIsTaken(row.rowNumber);
      await audit.record(tx, { actor, action: 'continuity.register', subjectType: 'visit', subjectId: visitId });
      return visitId;
    },

    /** Somebody left before a number was given: counted, and reachable if they wish. */
    async left(
      tx: FacilityTx,
      actor: Actor,
      outageId: string,
      departure: Departure,
      serviceDate: string,
    ): Promise<void> {
      const line: RegisterLine = {
        id: departure.lineId,
        outageId,
        serviceDate,
        rowNumber: null,
        kind: 'pergi',
        writtenAt: clock.now(),
        writtenBy: actor.displayName,
        visitId: null,
        person: departure.person,
        enteredBy: actor.displayName,
        enteredAt: clock.now(),
      };
      await store.insert(tx, line);
      await audit.record(tx, { actor, action: 'continuity.left', subjectType: 'outage', subjectId: outageId });
      mode.announceChange(tx, outageId);
    },
  };
}

export type Register = ReturnType<typeof createRegister>;

function rowIsTaken(rowNumber: number) {
  return conflict('DOMAIN_REGISTER_ROW', 'this row of the paper was entered already', {
    message: `Baris ${rowNumber} register hari itu sudah dimasukkan.`,
    meaning: 'Kunjungan ini belum disimpan, supaya tidak tercatat dua kali.',
    nextStep: 'Periksa nomor baris di kertas, atau cari pasiennya di daftar hari itu.',
  });
}
