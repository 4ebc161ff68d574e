// SQL of events from outside, one function per statement. Rows are never changed except to name the visit they belong to.
import type { FacilityTx } from '../../platform/db/index.ts';

export interface HookEventRow {
  readonly id: string;
  readonly bodyDigest: Buffer;
  readonly visitId: string | null;
}

export interface NewHookEvent {
  readonly source: string;
  readonly sourceEventId: string;
  readonly id: string;
  readonly type: string;
  readonly occurredAt: Date;
  readonly receivedAt: Date;
  readonly bodyDigest: Buffer;
  readonly bodySealed: Buffer;
}

/**
 * True when the event is new. A concurrent twin waits here for the first one's transaction, so that the same event never runs
 * twice.
 */
export async function insertEvent(tx: FacilityTx, row: NewHookEvent): Promise<boolean> {
  const inserted = await tx.query<{ id: string }>(
    `INSERT INTO hook_events (facility_id, source, source_event_id, id, type, occurred_at, received_at, body_digest, body_sealed)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (facility_id, source, source_event_id) DO NOTHING RETURNING id`,
    [
      tx.facilityId,
      row.source,
      row.sourceEventId,
      row.id,
      row.type,
      row.occurredAt,
      row.receivedAt,
      row.bodyDigest,
      row.bodySealed,
    ],
  );
  return inserted.length > 0;
}

export async function findEvent(
  tx: FacilityTx,
  source: string,
  sourceEventId: string,
): Promise<HookEventRow | undefined> {
  const [row] = await tx.query<HookEventRow>(
    `SELECT id, body_digest AS "bodyDigest", visit_id AS "visitId" FROM hook_events
      WHERE facility_id = $1 AND source = $2 AND source_event_id = $3`,
    [tx.facilityId, source, sourceEventId],
  );
  return row;
}

export async function setVisit(tx: FacilityTx, source: string, sourceEventId: string, visitId: string): Promise<void> {
  await tx.query(
    'UPDATE hook_events SET visit_id = $4 WHERE facility_id = $1 AND source = $2 AND source_event_id = $3',
    [tx.facilityId, source, sourceEventId, visitId],
  );
}
