// SQL of acts on many messages, one function per statement.
import type { FacilityTx } from '../../platform/db/index.ts';
import type { BulkActionName, Verdict } from './bulk-rules.ts';
import type { ShownState } from './shown.ts';

export const BULK_STATES = ['draft', 'running', 'stopped', 'done'] as const;

export interface BulkGroup {
  readonly kind: string;
  readonly state: ShownState;
  readonly verdict: Verdict;
  readonly count: number;
}

export interface BulkRow {
  readonly id: string;
  readonly action: BulkActionName;
  readonly state: (typeof BULK_STATES)[number];
  readonly groups: readonly BulkGroup[];
  readonly total: number;
  readonly createdBy: string;
  readonly reasonSealed: Buffer | null;
  readonly stoppedBy: string | null;
  readonly createdAt: Date;
  readonly startedAt: Date | null;
  readonly endedAt: Date | null;
}

const COLUMNS = `id, action, state, groups, total, created_by AS "createdBy", reason_sealed AS "reasonSealed", stopped_by AS "stoppedBy",
  created_at AS "createdAt", started_at AS "startedAt", ended_at AS "endedAt"`;
const ITEMS_AT_ONCE = 1_000;

export async function insertDraft(
  tx: FacilityTx,
  draft: Pick<BulkRow, 'id' | 'action' | 'groups' | 'createdBy'> & { readonly messageIds: readonly string[] },
): Promise<void> {
  const { id, action, groups, createdBy, messageIds } = draft;
  await tx.query(
    `INSERT INTO bulk_actions (facility_id, id, action, state, groups, total, created_by) VALUES ($1, $2, $3, 'draft', $4, $5, $6)`,
    [tx.facilityId, id, action, JSON.stringify(groups), messageIds.length, createdBy],
  );
  for (let at = 0; at < messageIds.length; at += ITEMS_AT_ONCE) {
    const some = messageIds.slice(at, at + ITEMS_AT_ONCE);
    const values = some.map((_, index) => `($1, $2, ${at + index + 1}, $${index + 3})`);
    await tx.query(`INSERT INTO bulk_items (facility_id, bulk_id, position, message_id) VALUES ${values.join(', ')}`, [
      tx.facilityId,
      id,
      ...some,
    ]);
  }
}

/** Previews that nobody started; what was started stays. */
export async function dropOldDrafts(tx: FacilityTx): Promise<void> {
  await tx.query(
    `DELETE FROM bulk_items WHERE facility_id = $1 AND bulk_id IN (SELECT id FROM bulk_actions
       WHERE facility_id = $1 AND state = 'draft' AND created_at < now() - interval '1 hour')`,
    [tx.facilityId],
  );
  await tx.query(
    `DELETE FROM bulk_actions WHERE facility_id = $1 AND state = 'draft' AND created_at < now() - interval '1 hour'`,
    [tx.facilityId],
  );
}

export async function findBulk(tx: FacilityTx, id: string): Promise<BulkRow | undefined> {
  const [row] = await tx.query<BulkRow>(`SELECT ${COLUMNS} FROM bulk_actions WHERE facility_id = $1 AND id = $2`, [
    tx.facilityId,
    id,
  ]);
  return row;
}

export function listBulk(tx: FacilityTx, limit: number): Promise<BulkRow[]> {
  return tx.query<BulkRow>(
    `SELECT ${COLUMNS} FROM bulk_actions WHERE facility_id = $1 AND state <> 'draft' ORDER BY created_at DESC LIMIT $2`,
    [tx.facilityId, limit],
  );
}

/** False when it is no draft any more: somebody has started it. */
export async function startBulk(tx: FacilityTx, id: string, reasonSealed: Buffer): Promise<boolean> {
  const rows = await tx.query(
    `UPDATE bulk_actions SET state = 'running', reason_sealed = $3, started_at = now() WHERE facility_id = $1 AND id = $2 AND state = 'draft'
     RETURNING id`,
    [tx.facilityId, id, reasonSealed],
  );
  return rows.length === 1;
}

/** Waits for the message whose turn it is; after it nothing of this act is done any more. */
export async function stopBulk(tx: FacilityTx, id: string, by: string): Promise<void> {
  await tx.query(
    `UPDATE bulk_actions SET state = 'stopped', stopped_by = $3, ended_at = now(), lease_by = NULL, lease_until = NULL
      WHERE facility_id = $1 AND id = $2 AND state = 'running'`,
    [tx.facilityId, id, by],
  );
}

export function countItems(tx: FacilityTx, id: string): Promise<{ result: string | null; count: number }[]> {
  return tx.query(
    `SELECT result, count(*)::integer AS count FROM bulk_items WHERE facility_id = $1 AND bulk_id = $2 GROUP BY result ORDER BY 2 DESC`,
    [tx.facilityId, id],
  );
}

export interface BulkItem {
  readonly position: number;
  readonly messageId: string;
  readonly result: string | null;
}

export function listItems(tx: FacilityTx, id: string, after: number, limit: number): Promise<BulkItem[]> {
  return tx.query<BulkItem>(
    `SELECT position, message_id AS "messageId", result FROM bulk_items
      WHERE facility_id = $1 AND bulk_id = $2 AND position > $3 ORDER BY position LIMIT $4`,
    [tx.facilityId, id, after, limit],
  );
}

/** True for the one node that works on it until the lease ends. Renewing is claiming again. */
export async function claimBulk(tx: FacilityTx, id: string, nodeId: string, leaseMs: number): Promise<boolean> {
  const rows = await tx.query(
    `UPDATE bulk_actions SET lease_by = $3, lease_until = now() + $4::integer * interval '1 millisecond'
      WHERE facility_id = $1 AND id = $2 AND state = 'running' AND (lease_by = $3 OR lease_until IS NULL OR lease_until < now()) RETURNING id`,
    [tx.facilityId, id, nodeId, leaseMs],
  );
  return rows.length === 1;
}

export async function nextItem(tx: FacilityTx, id: string): Promise<BulkItem | undefined> {
  const [row] = await tx.query<BulkItem>(
    `SELECT position, message_id AS "messageId", result FROM bulk_items
      WHERE facility_id = $1 AND bulk_id = $2 AND result IS NULL ORDER BY position LIMIT 1`,
    [tx.facilityId, id],
  );
  return row;
}

/** Statements that run inside the outbox's own transaction, with the facility as their first value. */
export const HOLD_RUNNING = `SELECT 1 FROM titian.bulk_actions WHERE facility_id = $1 AND id = $2 AND state = 'running' FOR SHARE`;
export const MARK_ITEM = `UPDATE titian.bulk_items SET result = $4, done_at = now()
  WHERE facility_id = $1 AND bulk_id = $2 AND position = $3 AND result IS NULL RETURNING position`;

export async function markItem(tx: FacilityTx, id: string, position: number, result: string): Promise<void> {
  await tx.query(MARK_ITEM, [tx.facilityId, id, position, result]);
}

export async function finishBulk(tx: FacilityTx, id: string): Promise<void> {
  await tx.query(
    `UPDATE bulk_actions SET state = 'done', ended_at = now(), lease_by = NULL, lease_until = NULL
      WHERE facility_id = $1 AND id = $2 AND state = 'running'`,
    [tx.facilityId, id],
  );
}
