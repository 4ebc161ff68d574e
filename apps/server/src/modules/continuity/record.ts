// An outage as a record: what was measured and announced, whom it touched, what became of it. Put together anew for every look from cases,
// log and messages, so that a number and the list behind it never disagree.
import type { FacilityTx } from '../../platform/db/index.ts';
import { notFound } from '../../platform/errors.ts';
import { countDeliveries } from '../gateway/index.ts';
import { casesOfOutage } from './case-store.ts';
import type { Announcement, Mode } from './mode.ts';
import type { LogEntry, Outage } from './outage-store.ts';
import type { Rebook } from './rebook.ts';
import type { Register } from './register.ts';
import { isOn } from './rules.ts';

export interface OutageCounters {
  readonly affected: number;
  readonly accepted: number;
  readonly withStatement: number;
  readonly held: number;
  readonly waited: number;
  readonly left: number;
  readonly paidPrivately: number;
  readonly changedBack: number;
  readonly rebooked: number;
  readonly unverified: number;
  readonly verifiedActive: number;
  readonly turnedOut: number;
  readonly toDo: number;
  readonly mayChangeBack: number;
  readonly delivered: number;
  readonly stillOpen: number;
  readonly refused: number;
}

export interface OutageRecord {
  readonly outage: Outage;
  readonly counters: OutageCounters;
  readonly timeline: readonly LogEntry[];
  readonly announcements: readonly (Announcement & { readonly recordedBy: string; readonly recordedAt: Date })[];
}

/** Far more lines than people write about one outage. */
const MAX_LINES = 500;

export interface RecordDeps {
  readonly mode: Mode;
  readonly countLeft: Register['countLeft'];
  readonly countRebooked: Rebook['count'];
}

export function createRecords({ mode, countLeft, countRebooked }: RecordDeps) {
  const counters = async (tx: FacilityTx, outage: Outage): Promise<OutageCounters> => {
    const cases = await casesOfOutage(tx, outage.id);
    const count = (test: (one: (typeof cases)[number]) => boolean) => cases.filter(test).length;
    const deliveries = await countDeliveries(
      tx,
      cases.map(({ visitId }) => visitId),
    );
    const ever = (choice: string) => mode.log.countVisitsWith(tx, outage.id, 'pilihan', choice);
    return {
      affected: cases.length,
      accepted: count((one) => one.decision === 'terima'),
      withStatement: count((one) => one.decision === 'terima-dengan-pernyataan'),
      held: count((one) => one.decision === 'tahan'),
      waited: await ever('menunggu'),
      left: count((one) => isOn('pergi', one)) + (await countLeft(tx, outage.id)),
      paidPrivately: await ever('bayar-sendiri'),
      changedBack: count((one) => isOn('kembali-jkn', one)),
      rebooked: await countRebooked(tx, outage.id),
      unverified: count((one) => isOn('belum-diperiksa', one)),
      verifiedActive: count((one) => one.verification === 'aktif' || one.verification === 'berubah'),
      turnedOut: count((one) => ['tidak-aktif', 'tidak-ditemukan', 'tanpa-nomor'].includes(one.verification)),
      toDo: count((one) => isOn('perlu-tindakan', one)),
      mayChangeBack: count((one) => isOn('dapat-kembali-jkn', one)),
      delivered: deliveries.delivered,
      stillOpen: deliveries.open,
      refused: deliveries.refused,
    };
  };

  return {
    async of(tx: FacilityTx, outageId: string): Promise<OutageRecord> {
      const outage = await mode.find(tx, outageId);
      if (outage === null) throw notFound('outage');
      const lines = await mode.log.ofOutage(tx, outageId, MAX_LINES);
      return {
        outage,
        counters: await counters(tx, outage),
        timeline: lines.filter(({ kind }) => kind !== 'pengumuman'),
        announcements: lines.flatMap((line) =>
          line.kind !== 'pengumuman' || line.note === null
            ? []
            : // Written by `mode.announce` in this very shape and authenticated by the seal.
              [{ ...(JSON.parse(line.note) as Announcement), recordedBy: line.actor, recordedAt: line.at }],
        ),
      };
    },
  };
}

export type Records = ReturnType<typeof createRecords>;
