// The pharmacy's queue: one prescription per visit, compounded or not, moved by what happened. What BPJS is told about it belongs to
// modules/timeline, which shares the visit's lane.
import type { FacilityTx } from '../../platform/db/index.ts';
import type { MessagePlanner } from '../gateway/index.ts';
import type { ScheduleService } from '../schedule/index.ts';
import type { VisitService } from '../visit/index.ts';
import * as store from './store.ts';
import type { Prescription, PrescriptionState } from './store.ts';

export interface PharmacyDeps {
  readonly schedule: ScheduleService;
  readonly visits: VisitService;
}

/** Where a prescription may go from where it is; anything else came late and changes nothing. */
const NEXT: Readonly<Record<PrescriptionState, readonly PrescriptionState[]>> = {
  menunggu: ['disiapkan', 'selesai', 'dibatalkan'],
  disiapkan: ['selesai'],
  selesai: [],
  dibatalkan: [],
};

export function createPharmacyService({ schedule, visits }: PharmacyDeps) {
  const open = async (tx: FacilityTx, visitId: string, date: string, at: Date): Promise<void> => {
    const visit = await visits.find(tx, visitId);
    if (visit?.resep !== 'racikan' && visit?.resep !== 'non-racikan') return;
    if ((await store.find(tx, visitId)) !== null) return;
    const nomor = await schedule.nextPharmacyNumber(tx, date, visit.resep);
    await store.insert(tx, {
      visitId,
      tanggal: date,
      jenis: visit.resep,
      nomor,
      state: 'menunggu',
      since: at,
      bpjsState: null,
    });
  };

  const move = async (tx: FacilityTx, visitId: string, state: PrescriptionState, at: Date): Promise<void> => {
    const prescription = await store.find(tx, visitId);
    if (prescription !== null && NEXT[prescription.state].includes(state)) await store.setState(tx, visitId, state, at);
  };

  const planner: MessagePlanner = {
    name: 'pharmacy',
    async plan(tx, { visit, event }) {
      switch (event.type) {
        case 'poli.done':
          await open(tx, visit.id, visit.serviceDateWib, event.occurredAt);
          break;
        case 'pharmacy.started':
          await move(tx, visit.id, 'disiapkan', event.occurredAt);
          break;
        case 'pharmacy.done':
          await move(tx, visit.id, 'selesai', event.occurredAt);
          break;
        case 'visit.cancelled':
        case 'visit.no-show':
          await move(tx, visit.id, 'dibatalkan', event.occurredAt);
          break;
        default:
          break;
      }
      return [];
    },
  };

  return {
    planner,
    prescriptionOf: (tx: FacilityTx, visitId: string): Promise<Prescription | null> => store.find(tx, visitId),
    markTold: store.setBpjsState,
    ofDay: store.ofDay,
    countDone: store.countDone,
  };
}

export type PharmacyService = ReturnType<typeof createPharmacyService>;
