// Which queue messages a clinic's visit event asks for. Called in the visit's transaction.
import type { Clock } from '../../platform/clock.ts';
import type { Sealer } from '../../platform/crypto/index.ts';
import { clinicDeadline, MESSAGE_CLASS, outgoing, type MessagePlanner } from '../gateway/index.ts';
import { alasanPlace, ANTREAN_ADD, ANTREAN_BATAL, ANTREAN_PANGGIL } from './bpjs.ts';
import { isEnabled, stepOf } from './rules.ts';
import * as store from './store.ts';

export interface PlannerDeps {
  readonly sealer: Sealer;
  readonly clock: Clock;
  /** Days that messages are tried after the visit; absent = the default. */
  readonly deliveryDays?: number;
}

const KINDS = { add: ANTREAN_ADD, panggil: ANTREAN_PANGGIL, batal: ANTREAN_BATAL } as const;

export function createAntreanFktpPlanner(deps: PlannerDeps): MessagePlanner {
  return {
    name: 'antrean-fktp',
    plan: async (tx, { facility, visit, event }) => {
      if (!isEnabled(facility)) return [];
      const row = await store.findQueueRow(tx, visit.id);
      const queue = {
        isPlanned: row !== undefined,
        isCalled: row?.calledAt != null,
        isCancelled: row?.alasanSealed != null || row?.state === 'cancelled',
      };
      const step = stepOf(event.type, visit, queue);
      if (step === null) return [];
      // A Mobile JKN booking has no addition of ours, yet is called and cancelled like any other.
      await store.insertQueueRow(tx, visit.id, deps.clock.now());
      if (step === 'panggil') await store.setCalledAt(tx, visit.id, event.occurredAt);
      if (step === 'batal') {
        const { alasan } = event.data;
        const text = typeof alasan === 'string' && alasan !== '' ? alasan : 'Pasien tidak hadir';
        await store.setAlasan(tx, visit.id, await deps.sealer.sealText(tx, alasanPlace(visit.id), text));
      }
      const intent = { visitId: visit.id };
      const messageClass = step === 'add' ? MESSAGE_CLASS.personWaiting : MESSAGE_CLASS.today;
      const deadlineAt = clinicDeadline({
        serviceDate: visit.serviceDateWib,
        now: deps.clock.now(),
        days: deps.deliveryDays,
      });
      return [outgoing({ kind: KINDS[step], subjectId: visit.id, class: messageClass, intent, deadlineAt })];
    },
  };
}
