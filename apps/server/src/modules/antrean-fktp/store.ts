// SQL of the clinic's queue rows, one function per statement.
import type { FacilityTx } from '../../platform/db/index.ts';

export interface QueueRow {
  readonly calledAt: Date | null;
  readonly alasanSealed: Buffer | null;
  readonly state: 'planned' | 'added' | 'refused' | 'called' | 'cancelled';
}

export async function findQueueRow(tx: FacilityTx, visitId: string): Promise<QueueRow | undefined> {
  const [row] = await tx.query<QueueRow>(
    `SELECT called_at AS "calledAt", alasan_sealed AS "alasanSealed", state FROM fktp_antrean WHERE facility_id = $1 AND visit_id = $2`,
    [tx.facilityId, visitId],
  );
  return row;
}

/** Of these visits those whose entry has not been told to BPJS. */
export async function plannedOf(tx: FacilityTx, visitIds: readonly string[]): Promise<string[]> {
  if (visitIds.length === 0) return [];
  const rows = await tx.query<{ id: string }>(
    `SELECT visit_id AS id FROM fktp_antrean WHERE facility_id = $1 AND visit_id = ANY($2) AND state = 'planned'`,
    [tx.facilityId, visitIds],
  );
  return rows.map((row) => row.id);
}

export async function insertQueueRow(tx: FacilityTx, visitId: string, at: Date): Promise<void> {
  await tx.query(
    `INSERT INTO fktp_antrean (facility_id, visit_id, state, updated_at) VALUES ($1, $2, 'planned', $3)
     ON CONFLICT (facility_id, visit_id) DO NOTHING`,
    [tx.facilityId, visitId, at],
  );
}

/** The first call counts: what BPJS was told once is not told again with another time. */
export async function setCalledAt(tx: FacilityTx, visitId: string, calledAt: Date): Promise<void> {
  await tx.query(
    'UPDATE fktp_antrean SET called_at = coalesce(called_at, $3) WHERE facility_id = $1 AND visit_id = $2',
    [tx.facilityId, visitId, calledAt],
  );
}

export async function setAlasan(tx: FacilityTx, visitId: string, alasanSealed: Buffer): Promise<void> {
  await tx.query('UPDATE fktp_antrean SET alasan_sealed = $3 WHERE facility_id = $1 AND visit_id = $2', [
    tx.facilityId,
    visitId,
    alasanSealed,
  ]);
}

export async function setQueueState(
  tx: FacilityTx,
  visitId: string,
  state: QueueRow['state'],
  at: Date,
): Promise<void> {
  await tx.query('UPDATE fktp_antrean SET state = $3, updated_at = $4 WHERE facility_id = $1 AND visit_id = $2', [
    tx.facilityId,
    visitId,
    state,
    at,
  ]);
}
