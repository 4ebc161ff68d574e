// SQL of sessions, polis and running numbers. One function per statement.
import type { FacilityTx } from '../../platform/db/index.ts';
import type { ScheduleSession } from './rules.ts';

interface SessionRow {
  readonly id: string;
  readonly kode_poli: string;
  readonly kode_subspesialis: string;
  readonly nama_poli: string;
  readonly kode_dokter: string;
  readonly nama_dokter: string;
  readonly jam_praktek: string;
  readonly kapasitas: number;
  readonly is_libur: boolean;
}

const COLUMNS =
  'id, kode_poli, kode_subspesialis, nama_poli, kode_dokter, nama_dokter, jam_praktek, kapasitas, is_libur';

const fromRow = (row: SessionRow): ScheduleSession => ({
  id: row.id,
  kodePoli: row.kode_poli,
  kodeSubspesialis: row.kode_subspesialis,
  namaPoli: row.nama_poli,
  kodeDokter: row.kode_dokter,
  namaDokter: row.nama_dokter,
  jamPraktek: row.jam_praktek,
  kapasitas: row.kapasitas,
  isLibur: row.is_libur,
});

export interface Poli {
  readonly kodePoli: string;
  readonly kodeSubspesialis: string;
  readonly namaPoli: string;
}

export async function sessionsOfDay(tx: FacilityTx, date: string): Promise<ScheduleSession[]> {
  const rows = await tx.query<SessionRow>(
    `SELECT ${COLUMNS} FROM schedule_sessions WHERE facility_id = $1 AND tanggal = $2 ORDER BY nama_poli, jam_praktek, nama_dokter`,
    [tx.facilityId, date],
  );
  return rows.map(fromRow);
}

export async function findSession(tx: FacilityTx, id: string): Promise<ScheduleSession | null> {
  const [row] = await tx.query<SessionRow>(
    `SELECT ${COLUMNS} FROM schedule_sessions WHERE facility_id = $1 AND id = $2`,
    [tx.facilityId, id],
  );
  return row === undefined ? null : fromRow(row);
}

/** The session a booking means; poli may be named by either of its codes. */
export async function matchSession(
  tx: FacilityTx,
  key: { date: string; kodePoli: string; kodeDokter: string; jamPraktek: string },
): Promise<ScheduleSession | null> {
  const [row] = await tx.query<SessionRow>(
    `SELECT ${COLUMNS} FROM schedule_sessions
      WHERE facility_id = $1 AND tanggal = $2 AND (kode_subspesialis = $3 OR kode_poli = $3) AND kode_dokter = $4 AND jam_praktek = $5 LIMIT 1`,
    [tx.facilityId, key.date, key.kodePoli, key.kodeDokter, key.jamPraktek],
  );
  return row === undefined ? null : fromRow(row);
}

export async function dayAskedAt(tx: FacilityTx, date: string, kodePoli: string): Promise<Date | null> {
  const [row] = await tx.query<{ asked_at: Date }>(
    'SELECT asked_at FROM schedule_days WHERE facility_id = $1 AND tanggal = $2 AND kode_poli = $3',
    [tx.facilityId, date, kodePoli],
  );
  return row?.asked_at ?? null;
}

export async function markDayAsked(tx: FacilityTx, date: string, kodePoli: string, askedAt: Date): Promise<void> {
  await tx.query(
    `INSERT INTO schedule_days (facility_id, tanggal, kode_poli, asked_at) VALUES ($1, $2, $3, $4)
     ON CONFLICT (facility_id, tanggal, kode_poli) DO UPDATE SET asked_at = excluded.asked_at`,
    [tx.facilityId, date, kodePoli, askedAt],
  );
}

/** Sessions HFIS no longer lists for that poli and day; their numbers already handed out stay valid. */
export async function forgetSessions(
  tx: FacilityTx,
  date: string,
  kodePoli: string,
  keep: readonly string[],
): Promise<void> {
  await tx.query(
    'DELETE FROM schedule_sessions WHERE facility_id = $1 AND tanggal = $2 AND kode_poli = $3 AND NOT (id = ANY($4))',
    [tx.facilityId, date, kodePoli, keep],
  );
}

export async function forgetDay(tx: FacilityTx, date: string, keep: readonly string[]): Promise<void> {
  await tx.query('DELETE FROM schedule_sessions WHERE facility_id = $1 AND tanggal = $2 AND NOT (id = ANY($3))', [
    tx.facilityId,
    date,
    keep,
  ]);
}

/** Keeps the id of a session that is known already: forms on a screen refer to it. */
export async function saveSession(
  tx: FacilityTx,
  date: string,
  session: ScheduleSession,
  askedAt: Date,
): Promise<string> {
  const [row] = await tx.query<{ id: string }>(
    `INSERT INTO schedule_sessions (facility_id, id, tanggal, kode_poli, kode_subspesialis, nama_poli, kode_dokter, nama_dokter, jam_praktek, kapasitas, is_libur, asked_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
     ON CONFLICT (facility_id, tanggal, kode_subspesialis, kode_dokter, jam_praktek) DO UPDATE
        SET kode_poli = excluded.kode_poli, nama_poli = excluded.nama_poli, nama_dokter = excluded.nama_dokter,
            kapasitas = excluded.kapasitas, is_libur = excluded.is_libur, asked_at = excluded.asked_at
     RETURNING id`,
    [
      tx.facilityId,
      session.id,
      date,
      session.kodePoli,
      session.kodeSubspesialis,
      session.namaPoli,
      session.kodeDokter,
      session.namaDokter,
      session.jamPraktek,
      session.kapasitas,
      session.isLibur,
      askedAt,
    ],
  );
  return row?.id ?? session.id;
}

export async function allPoli(tx: FacilityTx): Promise<Poli[]> {
  const rows = await tx.query<{ kode_poli: string; kode_subspesialis: string; nama_poli: string }>(
    'SELECT kode_poli, kode_subspesialis, nama_poli FROM poli WHERE facility_id = $1 ORDER BY nama_poli',
    [tx.facilityId],
  );
  return rows.map((row) => ({
    kodePoli: row.kode_poli,
    kodeSubspesialis: row.kode_subspesialis,
    namaPoli: row.nama_poli,
  }));
}

export async function savePoli(tx: FacilityTx, poli: Poli, askedAt: Date): Promise<void> {
  await tx.query(
    `INSERT INTO poli (facility_id, kode_subspesialis, kode_poli, nama_poli, asked_at) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (facility_id, kode_subspesialis) DO UPDATE
        SET kode_poli = excluded.kode_poli, nama_poli = excluded.nama_poli, asked_at = excluded.asked_at`,
    [tx.facilityId, poli.kodeSubspesialis, poli.kodePoli, poli.namaPoli, askedAt],
  );
}

export async function namaPoli(tx: FacilityTx, kode: string): Promise<string | null> {
  const [row] = await tx.query<{ nama_poli: string }>(
    'SELECT nama_poli FROM poli WHERE facility_id = $1 AND (kode_subspesialis = $2 OR kode_poli = $2) LIMIT 1',
    [tx.facilityId, kode],
  );
  return row?.nama_poli ?? null;
}

/** Hands out the next number of a scope; the row's lock lasts until commit, so numbers have no gaps and no twins. */
export async function nextNumber(tx: FacilityTx, date: string, scope: string): Promise<number> {
  const [row] = await tx.query<{ last_number: number }>(
    `INSERT INTO queue_counters (facility_id, tanggal, scope, last_number) VALUES ($1, $2, $3, 1)
     ON CONFLICT (facility_id, tanggal, scope) DO UPDATE SET last_number = queue_counters.last_number + 1
     RETURNING last_number`,
    [tx.facilityId, date, scope],
  );
  return Number(row?.last_number);
}

/** A number somebody else gave (Mobile JKN, HIS): ours must go on behind it. */
export async function raiseNumber(tx: FacilityTx, date: string, scope: string, atLeast: number): Promise<void> {
  await tx.query(
    `INSERT INTO queue_counters (facility_id, tanggal, scope, last_number) VALUES ($1, $2, $3, $4)
     ON CONFLICT (facility_id, tanggal, scope) DO UPDATE SET last_number = greatest(queue_counters.last_number, excluded.last_number)`,
    [tx.facilityId, date, scope, atLeast],
  );
}

export async function numbersOf(
  tx: FacilityTx,
  date: string,
  scopes: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const rows = await tx.query<{ scope: string; last_number: number }>(
    'SELECT scope, last_number FROM queue_counters WHERE facility_id = $1 AND tanggal = $2 AND scope = ANY($3)',
    [tx.facilityId, date, scopes],
  );
  return new Map(rows.map((row) => [row.scope, row.last_number]));
}
