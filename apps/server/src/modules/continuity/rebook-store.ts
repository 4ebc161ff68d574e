// SQL of patients given a place in another session. One function per statement; the typed reason is sealed.
import type { Sealer } from '../../platform/crypto/index.ts';
import type { FacilityTx } from '../../platform/db/index.ts';

export interface Rebooking {
  readonly visitId: string;
  readonly outageId: string;
  readonly newVisitId: string;
  readonly decidedFor: 'pasien' | 'fasilitas';
  readonly reason: string;
  readonly decidedBy: string;
  readonly decidedAt: Date;
}

export function createRebookStore(sealer: Sealer) {
  const place = (rowId: string) => ({ table: 'rebookings', column: 'reason', rowId });
  return {
    /** False when this visit has another place already. */
    async insert(tx: FacilityTx, one: Rebooking): Promise<boolean> {
      const rows = await tx.query(
        `INSERT INTO rebookings (facility_id, visit_id, outage_id, new_visit_id, decided_for, reason, decided_by, decided_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (facility_id, visit_id) DO NOTHING RETURNING visit_id`,
        [
          tx.facilityId,
          one.visitId,
          one.outageId,
          one.newVisitId,
          one.decidedFor,
          await sealer.sealText(tx, place(one.visitId), one.reason),
          one.decidedBy,
          one.decidedAt,
        ],
      );
      return rows.length === 1;
    },

    /** Which of these visits have another place, and the visit that it is. */
    async of(tx: FacilityTx, visitIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
      if (visitIds.length === 0) return new Map();
      const rows = await tx.query<{ visitId: string; newVisitId: string }>(
        'SELECT visit_id AS "visitId", new_visit_id AS "newVisitId" FROM rebookings WHERE facility_id = $1 AND visit_id = ANY($2)',
        [tx.facilityId, visitIds],
      );
      return new Map(rows.map((row) => [row.visitId, row.newVisitId]));
    },

    async count(tx: FacilityTx, outageId: string): Promise<number> {
      const [row] = await tx.query<{ count: string }>(
        'SELECT count(*) AS count FROM rebookings WHERE facility_id = $1 AND outage_id = $2',
        [tx.facilityId, outageId],
      );
      return Number(row?.count ?? 0);
    },
  };
}

export type RebookStore = ReturnType<typeof createRebookStore>;
