// SQL of the pharmacy's queue. One function per statement.
import type { FacilityTx } from '../../platform/db/index.ts';

export type Jenis = 'racikan' | 'non-racikan';
export type PrescriptionState = 'menunggu' | 'disiapkan' | 'selesai' | 'dibatalkan';

export interface Prescription {
  readonly visitId: string;
  readonly tanggal: string;
  readonly jenis: Jenis;
  readonly nomor: number;
  readonly state: PrescriptionState;
  readonly since: Date;
  readonly bpjsState: string | null;
}

interface PrescriptionRow {
  readonly visit_id: string;
  readonly tanggal: string;
  readonly jenis: Jenis;
  readonly nomor: number;
  readonly state: PrescriptionState;
  readonly since: Date;
  readonly bpjs_state: string | null;
}

const COLUMNS = 'visit_id, tanggal, jenis, nomor, state, since, bpjs_state';

const fromRow = (row: PrescriptionRow): Prescription => ({
  visitId: row.visit_id,
  tanggal: row.tanggal,
  jenis: row.jenis,
  nomor: row.nomor,
  state: row.state,
  since: row.since,
  bpjsState: row.bpjs_state,
});

export async function find(tx: FacilityTx, visitId: string): Promise<Prescription | null> {
  const [row] = await tx.query<PrescriptionRow>(
    `SELECT ${COLUMNS} FROM prescriptions WHERE facility_id = $1 AND visit_id = $2`,
    [tx.facilityId, visitId],
  );
  return row === undefined ? null : fromRow(row);
}

export async function ofDay(tx: FacilityTx, date: string): Promise<Prescription[]> {
  const rows = await tx.query<PrescriptionRow>(
    `SELECT ${COLUMNS} FROM prescriptions WHERE facility_id = $1 AND tanggal = $2 AND state IN ('menunggu', 'disiapkan') ORDER BY nomor`,
    [tx.facilityId, date],
  );
  return rows.map(fromRow);
}

export async function countDone(tx: FacilityTx, date: string): Promise<number> {
  const [row] = await tx.query<{ count: string }>(
    "SELECT count(*) AS count FROM prescriptions WHERE facility_id = $1 AND tanggal = $2 AND state = 'selesai'",
    [tx.facilityId, date],
  );
  return Number(row?.count ?? 0);
}

export async function insert(tx: FacilityTx, prescription: Prescription): Promise<void> {
  await tx.query(
    `INSERT INTO prescriptions (facility_id, visit_id, tanggal, jenis, nomor, state, since) VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT (facility_id, visit_id) DO NOTHING`,
    [
      tx.facilityId,
      prescription.visitId,
      prescription.tanggal,
      prescription.jenis,
      prescription.nomor,
      prescription.state,
      prescription.since,
    ],
  );
}

export async function setState(tx: FacilityTx, visitId: string, state: PrescriptionState, since: Date): Promise<void> {
  await tx.query('UPDATE prescriptions SET state = $3, since = $4 WHERE facility_id = $1 AND visit_id = $2', [
    tx.facilityId,
    visitId,
    state,
    since,
  ]);
}

export async function setBpjsState(tx: FacilityTx, visitId: string, bpjsState: string): Promise<void> {
  await tx.query('UPDATE prescriptions SET bpjs_state = $3 WHERE facility_id = $1 AND visit_id = $2', [
    tx.facilityId,
    visitId,
    bpjsState,
  ]);
}
