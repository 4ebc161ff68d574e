// SQL of Task IDs: mappings, observed times, what BPJS holds, bookings and their history. One function per statement.
import type { Sealer } from '../../platform/crypto/index.ts';
import type { FacilityTx } from '../../platform/db/index.ts';
import type { TaskId } from './rules.ts';

export type PatientKind = 'new' | 'existing' | 'any';

export interface Mapping {
  readonly task: TaskId;
  readonly patient: PatientKind;
  readonly event: string;
}

export type TaskOutcome = 'diterima' | 'sudah-ada' | 'ditolak' | 'kedaluwarsa' | 'dilewati' | 'dibatalkan';

/** Both sides of one task: what we saw and what became of it at BPJS. */
export interface TaskState {
  readonly visitId: string;
  readonly task: TaskId;
  readonly observedAt: Date | null;
  readonly correctedAt: Date | null;
  readonly eventType: string | null;
  readonly observedBy: string | null;
  readonly sourceRef: string | null;
  readonly messageId: string | null;
  readonly bpjsAt: Date | null;
  readonly bpjsReceivedAt: Date | null;
  readonly outcome: TaskOutcome | null;
  readonly code: string | null;
  readonly reason: string | null;
  readonly settledAt: Date | null;
}

export type BookingState =
  | 'tidak-perlu'
  | 'menunggu'
  | 'diterima'
  | 'sudah-ada'
  | 'berbeda'
  | 'ditolak'
  | 'kedaluwarsa'
  | 'belum-pasti'
  | 'dibatalkan';
export type CancelState = 'menunggu' | 'diterima' | 'sudah-ada' | 'ditolak' | 'kedaluwarsa';

export interface Booking {
  readonly visitId: string;
  readonly messageId: string | null;
  readonly state: BookingState;
  readonly code: string | null;
  readonly reason: string | null;
  readonly cancelState: CancelState | null;
  readonly comparedAt: Date | null;
  readonly settledAt: Date | null;
}

export type HistoryKind =
  | 'observed'
  | 'repeated'
  | 'corrected'
  | 'own-record'
  | 'answer'
  | 'difference'
  | 'held'
  | 'resent'
  | 'cancelled';

export interface HistoryEntry {
  readonly id: string;
  readonly visitId: string;
  readonly task: TaskId | null;
  readonly at: Date;
  readonly kind: HistoryKind;
  readonly code: string | null;
  readonly oldTime: Date | null;
  readonly newTime: Date | null;
  readonly actor: string | null;
  readonly reason: string | null;
}

interface TaskRow {
  readonly visit_id: string;
  readonly task: TaskId;
  readonly observed_at: Date | null;
  readonly corrected_at: Date | null;
  readonly event_type: string | null;
  readonly observed_by: string | null;
  readonly source_ref: string | null;
  readonly message_id: string | null;
  readonly bpjs_at: Date | null;
  readonly bpjs_received_at: Date | null;
  readonly outcome: TaskOutcome | null;
  readonly code: string | null;
  readonly reason: string | null;
  readonly settled_at: Date | null;
}

export async function mappings(tx: FacilityTx): Promise<Mapping[]> {
  return tx.query<Mapping>(
    'SELECT task, patient, event FROM task_mappings WHERE facility_id = $1 ORDER BY task, patient',
    [tx.facilityId],
  );
}

export async function clearMappings(tx: FacilityTx): Promise<void> {
  await tx.query('DELETE FROM task_mappings WHERE facility_id = $1', [tx.facilityId]);
}

export async function insertMapping(tx: FacilityTx, mapping: Mapping): Promise<void> {
  await tx.query(
    'INSERT INTO task_mappings (facility_id, task, patient, event) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING',
    [tx.facilityId, mapping.task, mapping.patient, mapping.event],
  );
}

/** Every task of these visits that either side knows. */
export async function tasksOf(tx: FacilityTx, visitIds: readonly string[]): Promise<TaskState[]> {
  if (visitIds.length === 0) return [];
  const rows = await tx.query<TaskRow>(
    `SELECT visit_id, task, t.observed_at, t.corrected_at, t.event_type, t.observed_by, t.source_ref,
            d.message_id, d.bpjs_at, d.bpjs_received_at, d.outcome, d.code, d.reason, d.settled_at
       FROM (SELECT * FROM task_times WHERE facility_id = $1 AND visit_id = ANY($2)) t
       FULL JOIN (SELECT * FROM task_deliveries WHERE facility_id = $1 AND visit_id = ANY($2)) d USING (facility_id, visit_id, task)
      ORDER BY visit_id, task`,
    [tx.facilityId, visitIds],
  );
  return rows.map((row) => ({
    visitId: row.visit_id,
    task: row.task,
    observedAt: row.observed_at,
    correctedAt: row.corrected_at,
    eventType: row.event_type,
    observedBy: row.observed_by,
    sourceRef: row.source_ref,
    messageId: row.message_id,
    bpjsAt: row.bpjs_at,
    bpjsReceivedAt: row.bpjs_received_at,
    outcome: row.outcome,
    code: row.code,
    reason: row.reason,
    settledAt: row.settled_at,
  }));
}

/** False when the task has its observation already: the first one stands. */
export async function observe(
  tx: FacilityTx,
  input: { visitId: string; task: TaskId; at: Date; eventType: string; by: string | null; sourceRef: string | null },
): Promise<boolean> {
  const rows = await tx.query(
    `INSERT INTO task_times (facility_id, visit_id, task, observed_at, event_type, observed_by, source_ref) VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT (facility_id, visit_id, task) DO NOTHING RETURNING task`,
    [tx.facilityId, input.visitId, input.task, input.at, input.eventType, input.by, input.sourceRef],
  );
  return rows.length === 1;
}

export async function correct(tx: FacilityTx, visitId: string, task: TaskId, at: Date): Promise<void> {
  await tx.query(
    `INSERT INTO task_times (facility_id, visit_id, task, corrected_at) VALUES ($1, $2, $3, $4)
     ON CONFLICT (facility_id, visit_id, task) DO UPDATE SET corrected_at = excluded.corrected_at`,
    [tx.facilityId, visitId, task, at],
  );
}

/** The task is on its way through the outbox from now on. */
export async function markPlanned(tx: FacilityTx, visitId: string, task: TaskId, messageId: string): Promise<void> {
  await tx.query(
    `INSERT INTO task_deliveries (facility_id, visit_id, task, message_id) VALUES ($1, $2, $3, $4)
     ON CONFLICT (facility_id, visit_id, task) DO UPDATE SET message_id = excluded.message_id`,
    [tx.facilityId, visitId, task, messageId],
  );
}

/** What a settled message taught us; a time BPJS holds is never taken back by a later refusal. */
export async function settleTask(
  tx: FacilityTx,
  input: {
    visitId: string;
    task: TaskId;
    outcome: TaskOutcome | null;
    code: string | null;
    reason: string | null;
    bpjsAt: Date | null;
    at: Date;
  },
): Promise<void> {
  await tx.query(
    `INSERT INTO task_deliveries (facility_id, visit_id, task, outcome, code, reason, bpjs_at, settled_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
     ON CONFLICT (facility_id, visit_id, task) DO UPDATE
        SET outcome = excluded.outcome, code = excluded.code, reason = excluded.reason, settled_at = excluded.settled_at,
            bpjs_at = coalesce(excluded.bpjs_at, task_deliveries.bpjs_at)`,
    [tx.facilityId, input.visitId, input.task, input.outcome, input.code, input.reason, input.bpjsAt, input.at],
  );
}

/** An attempt may have arrived: shown until it is read back. */
export async function markUnclear(tx: FacilityTx, visitId: string, task: TaskId, code: string): Promise<void> {
  await tx.query(
    'UPDATE task_deliveries SET code = $4 WHERE facility_id = $1 AND visit_id = $2 AND task = $3 AND outcome IS NULL',
    [tx.facilityId, visitId, task, code],
  );
}

/** A person sends it again: the old answer no longer stands. */
export async function reopenTask(tx: FacilityTx, visitId: string, task: TaskId): Promise<void> {
  await tx.query(
    `UPDATE task_deliveries SET outcome = NULL, code = NULL, reason = NULL, settled_at = NULL
      WHERE facility_id = $1 AND visit_id = $2 AND task = $3 AND bpjs_at IS NULL`,
    [tx.facilityId, visitId, task],
  );
}

/** BPJS no longer shows it: it may be planned again. Our own observation stays. */
export async function forgetHeld(tx: FacilityTx, visitId: string, task: TaskId): Promise<void> {
  await tx.query(
    `UPDATE task_deliveries SET outcome = NULL, code = NULL, reason = NULL, settled_at = NULL, bpjs_at = NULL, bpjs_received_at = NULL
      WHERE facility_id = $1 AND visit_id = $2 AND task = $3`,
    [tx.facilityId, visitId, task],
  );
}

/** What BPJS showed when asked. */
export async function saveHeld(
  tx: FacilityTx,
  visitId: string,
  task: TaskId,
  bpjsAt: Date,
  receivedAt: Date | null,
): Promise<void> {
  await tx.query(
    `INSERT INTO task_deliveries (facility_id, visit_id, task, bpjs_at, bpjs_received_at) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (facility_id, visit_id, task) DO UPDATE SET bpjs_at = excluded.bpjs_at, bpjs_received_at = excluded.bpjs_received_at`,
    [tx.facilityId, visitId, task, bpjsAt, receivedAt],
  );
}

interface BookingRow {
  readonly visit_id: string;
  readonly message_id: string | null;
  readonly state: BookingState;
  readonly code: string | null;
  readonly reason: string | null;
  readonly cancel_state: CancelState | null;
  readonly compared_at: Date | null;
  readonly settled_at: Date | null;
}

export async function bookingsOf(tx: FacilityTx, visitIds: readonly string[]): Promise<Booking[]> {
  if (visitIds.length === 0) return [];
  const rows = await tx.query<BookingRow>(
    'SELECT visit_id, message_id, state, code, reason, cancel_state, compared_at, settled_at FROM bookings WHERE facility_id = $1 AND visit_id = ANY($2)',
    [tx.facilityId, visitIds],
  );
  return rows.map((row) => ({
    visitId: row.visit_id,
    messageId: row.message_id,
    state: row.state,
    code: row.code,
    reason: row.reason,
    cancelState: row.cancel_state,
    comparedAt: row.compared_at,
    settledAt: row.settled_at,
  }));
}

export async function insertBooking(
  tx: FacilityTx,
  visitId: string,
  state: BookingState,
  messageId: string | null,
): Promise<void> {
  await tx.query(
    'INSERT INTO bookings (facility_id, visit_id, state, message_id) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING',
    [tx.facilityId, visitId, state, messageId],
  );
}

/** A new message tells BPJS of the booking once more. */
export async function reopenBooking(tx: FacilityTx, visitId: string, messageId: string): Promise<void> {
  await tx.query(
    `UPDATE bookings SET state = 'menunggu', code = NULL, reason = NULL, settled_at = NULL, message_id = $3
      WHERE facility_id = $1 AND visit_id = $2`,
    [tx.facilityId, visitId, messageId],
  );
}

export async function settleBooking(
  tx: FacilityTx,
  visitId: string,
  input: { state: BookingState; code: string | null; reason: string | null; at: Date },
): Promise<void> {
  await tx.query(
    'UPDATE bookings SET state = $3, code = $4, reason = $5, settled_at = $6 WHERE facility_id = $1 AND visit_id = $2',
    [tx.facilityId, visitId, input.state, input.code, input.reason, input.at],
  );
}

export async function setCancelState(tx: FacilityTx, visitId: string, state: CancelState): Promise<void> {
  await tx.query('UPDATE bookings SET cancel_state = $3 WHERE facility_id = $1 AND visit_id = $2', [
    tx.facilityId,
    visitId,
    state,
  ]);
}

export async function markCompared(tx: FacilityTx, visitId: string, at: Date): Promise<void> {
  await tx.query('UPDATE bookings SET compared_at = $3 WHERE facility_id = $1 AND visit_id = $2', [
    tx.facilityId,
    visitId,
    at,
  ]);
}

/**
 * Visits of these days that may still lack a task: more than the desk calls incomplete, never fewer (standing.ts decides). Days that are
 * nearly over are mostly complete, so that few visits are looked at again.
 */
export async function unfinishedSince(tx: FacilityTx, from: string, to: string): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    `SELECT v.id FROM visits v
       LEFT JOIN LATERAL (SELECT array_agg(d.task) AS tasks FROM task_deliveries d
                           WHERE d.facility_id = $1 AND d.visit_id = v.id AND d.bpjs_at IS NOT NULL) held ON true
      WHERE v.facility_id = $1 AND v.service_date BETWEEN $2 AND $3 AND v.stage NOT IN ('batal', 'tidak-hadir')
        AND NOT coalesce(held.tasks @> (ARRAY[3, 4, 5]
              || CASE WHEN v.pasien_baru OR held.tasks @> ARRAY[1]::smallint[] THEN ARRAY[1, 2] ELSE ARRAY[]::integer[] END
              || CASE WHEN v.resep IN ('racikan', 'non-racikan') THEN ARRAY[6, 7] ELSE ARRAY[]::integer[] END)::smallint[], false)
      ORDER BY v.service_date, v.id LIMIT 5000`,
    [tx.facilityId, from, to],
  );
  return rows.map((row) => row.id);
}

interface HistoryRow {
  readonly id: string;
  readonly visit_id: string;
  readonly task: TaskId | null;
  readonly at: Date;
  readonly kind: HistoryKind;
  readonly code: string | null;
  readonly old_time: Date | null;
  readonly new_time: Date | null;
  readonly actor: string | null;
  readonly reason: Buffer | null;
}

export function createHistoryStore(sealer: Sealer) {
  const place = (rowId: string) => ({ table: 'task_history', column: 'reason', rowId });
  return {
    async add(tx: FacilityTx, entry: HistoryEntry): Promise<void> {
      const reason = entry.reason === null ? null : await sealer.sealText(tx, place(entry.id), entry.reason);
      await tx.query(
        `INSERT INTO task_history (facility_id, id, visit_id, task, at, kind, code, old_time, new_time, actor, reason)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
        [
          tx.facilityId,
          entry.id,
          entry.visitId,
          entry.task,
          entry.at,
          entry.kind,
          entry.code,
          entry.oldTime,
          entry.newTime,
          entry.actor,
          reason,
        ],
      );
    },

    async ofVisit(tx: FacilityTx, visitId: string): Promise<HistoryEntry[]> {
      const rows = await tx.query<HistoryRow>(
        `SELECT id, visit_id, task, at, kind, code, old_time, new_time, actor, reason FROM task_history
          WHERE facility_id = $1 AND visit_id = $2 ORDER BY at, id LIMIT 500`,
        [tx.facilityId, visitId],
      );
      const entries: HistoryEntry[] = [];
      for (const row of rows) {
        entries.push({
          id: row.id,
          visitId: row.visit_id,
          task: row.task,
          at: row.at,
          kind: row.kind,
          code: row.code,
          oldTime: row.old_time,
          newTime: row.new_time,
          actor: row.actor,
          reason: row.reason === null ? null : await sealer.openText(tx, place(row.id), row.reason),
        });
      }
      return entries;
    },
  };
}

export type HistoryStore = ReturnType<typeof createHistoryStore>;
