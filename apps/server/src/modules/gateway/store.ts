// SQL of the gateway, one function per statement: its own rows, and reading the outbox's tables for screens. It never writes there.
import type { Service } from '@titian/contract';
import type { FacilityTx } from '../../platform/db/index.ts';
import type { ChannelHealth } from './health.ts';

export async function putChannelHealth(tx: FacilityTx, health: ChannelHealth, at: Date): Promise<void> {
  // Several processes report on the same channel: the newest sign of life and the earliest interruption of them all count,
  // and an interruption that ended before this report stays ended.
  await tx.query(
    `INSERT INTO bpjs_channel_health (facility_id, channel, service, last_good_at, interrupted_since, recovered_at, latency_ms, updated_at,
       last_failed_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     ON CONFLICT (facility_id, channel) DO UPDATE SET
       last_good_at = greatest(excluded.last_good_at, bpjs_channel_health.last_good_at),
       last_failed_at = greatest(excluded.last_failed_at, bpjs_channel_health.last_failed_at),
       interrupted_since = excluded.interrupted_since,
       recovered_at = greatest(excluded.recovered_at, bpjs_channel_health.recovered_at,
         CASE WHEN excluded.interrupted_since IS NULL AND bpjs_channel_health.interrupted_since IS NOT NULL THEN excluded.last_good_at END),
       latency_ms = coalesce(excluded.latency_ms, bpjs_channel_health.latency_ms),
       updated_at = excluded.updated_at
     WHERE bpjs_channel_health.updated_at <= excluded.updated_at`,
    [
      tx.facilityId,
      health.channel,
      health.service,
      health.lastGoodAt,
      health.interruptedSince,
      health.recoveredAt,
      health.latencyMs,
      at,
      health.lastFailedAt,
    ],
  );
}

export interface ChannelHealthRow {
  readonly channel: string;
  readonly service: Service;
  readonly lastGoodAt: Date | null;
  readonly interruptedSince: Date | null;
  readonly recoveredAt: Date | null;
  readonly latencyMs: number | null;
  readonly lastFailedAt: Date | null;
  readonly updatedAt: Date;
}

export function listChannelHealth(tx: FacilityTx): Promise<ChannelHealthRow[]> {
  return tx.query<ChannelHealthRow>(
    `SELECT channel, service, last_good_at AS "lastGoodAt", interrupted_since AS "interruptedSince", recovered_at AS "recoveredAt",
            latency_ms AS "latencyMs", last_failed_at AS "lastFailedAt", updated_at AS "updatedAt"
       FROM bpjs_channel_health WHERE facility_id = $1`,
    [tx.facilityId],
  );
}

export interface DifferenceRow {
  readonly messageId: string;
  readonly subjectId: string;
  readonly kind: string;
  readonly detailSealed: Buffer;
  readonly foundAt: Date;
}

export async function putDifference(tx: FacilityTx, row: DifferenceRow): Promise<void> {
  await tx.query(
    // Another content than the one somebody accepted is a new difference.
    `INSERT INTO bpjs_differences (facility_id, message_id, subject_id, kind, detail_sealed, found_at) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (facility_id, message_id) DO UPDATE SET detail_sealed = excluded.detail_sealed, found_at = excluded.found_at,
       cleared_at = NULL, accepted_at = NULL, accepted_sealed = NULL`,
    [tx.facilityId, row.messageId, row.subjectId, row.kind, row.detailSealed, row.foundAt],
  );
}

export interface StoredDifference {
  readonly detailSealed: Buffer;
  readonly foundAt: Date;
  readonly comparedAt: Date | null;
  readonly acceptedAt: Date | null;
  readonly acceptedSealed: Buffer | null;
}

/** Undefined also when a later look found it gone. */
export async function findDifference(tx: FacilityTx, messageId: string): Promise<StoredDifference | undefined> {
  const [row] = await tx.query<StoredDifference>(
    `SELECT detail_sealed AS "detailSealed", found_at AS "foundAt", compared_at AS "comparedAt", accepted_at AS "acceptedAt",
            accepted_sealed AS "acceptedSealed"
       FROM bpjs_differences WHERE facility_id = $1 AND message_id = $2 AND cleared_at IS NULL`,
    [tx.facilityId, messageId],
  );
  return row;
}

export async function markDifferenceCompared(tx: FacilityTx, messageId: string, at: Date): Promise<void> {
  await tx.query('UPDATE bpjs_differences SET compared_at = $3 WHERE facility_id = $1 AND message_id = $2', [
    tx.facilityId,
    messageId,
    at,
  ]);
}

export async function clearDifference(tx: FacilityTx, messageId: string, at: Date): Promise<void> {
  await tx.query(
    'UPDATE bpjs_differences SET cleared_at = $3, compared_at = $3 WHERE facility_id = $1 AND message_id = $2 AND cleared_at IS NULL',
    [tx.facilityId, messageId, at],
  );
}

/** What another message of the same subject has put right since. */
export async function clearDifferencesOf(
  tx: FacilityTx,
  subjectId: string,
  kinds: readonly string[],
  at: Date,
): Promise<void> {
  await tx.query(
    'UPDATE bpjs_differences SET cleared_at = $4 WHERE facility_id = $1 AND subject_id = $2 AND kind = ANY($3) AND cleared_at IS NULL',
    [tx.facilityId, subjectId, kinds, at],
  );
}

/** False when there is nothing open to accept. */
export async function acceptDifference(
  tx: FacilityTx,
  messageId: string,
  at: Date,
  acceptedSealed: Buffer,
): Promise<boolean> {
  const rows = await tx.query(
    `UPDATE bpjs_differences SET accepted_at = $3, accepted_sealed = $4
      WHERE facility_id = $1 AND message_id = $2 AND cleared_at IS NULL AND accepted_at IS NULL RETURNING message_id`,
    [tx.facilityId, messageId, at, acceptedSealed],
  );
  return rows.length === 1;
}

export interface LaneCount {
  readonly channel: string;
  readonly service: string;
  readonly pending: number;
  readonly unknown: number;
}

/**
 * Lanes with work on its way; a lane counts all its messages on the channel of its head. Lanes that a refusal or a parked message
 * holds back wait for a person, not for BPJS, and are counted as such.
 */
export async function countLanes(tx: FacilityTx): Promise<LaneCount[]> {
  const rows = await tx.query<{ channel: string; service: string; pending: string; unknown: string }>(
    `SELECT channel, service, sum(pending) AS pending, count(*) FILTER (WHERE state = 'unknown') AS unknown
       FROM outbox_lanes WHERE facility_id = $1 AND pending > 0 AND state NOT IN ('stopped', 'parked') GROUP BY channel, service`,
    [tx.facilityId],
  );
  return rows.map((row) => ({ ...row, pending: Number(row.pending), unknown: Number(row.unknown) }));
}

export interface AttentionCount {
  readonly service: string;
  readonly state: 'refused' | 'parked';
  readonly count: number;
}

/** Served by the outbox's index of messages that need attention. */
export async function countAttention(tx: FacilityTx): Promise<AttentionCount[]> {
  const rows = await tx.query<{ service: string; state: AttentionCount['state']; count: string }>(
    `SELECT service, state, count(*) AS count FROM outbox_messages
      WHERE facility_id = $1 AND state IN ('refused', 'parked') GROUP BY service, state`,
    [tx.facilityId],
  );
  return rows.map((row) => ({ ...row, count: Number(row.count) }));
}

/** What was delivered since a recovery: messages that were waiting then, which are at most as old as `createdAfter`. */
export async function countDeliveredSince(
  tx: FacilityTx,
  service: string,
  since: Date,
  createdAfter: Date,
): Promise<number> {
  const [row] = await tx.query<{ count: string }>(
    `SELECT count(*) AS count FROM outbox_messages
      WHERE facility_id = $1 AND created_at >= $4 AND service = $2 AND settled_at >= $3 AND state IN ('delivered', 'already')`,
    [tx.facilityId, service, since, createdAfter],
  );
  return Number(row?.count ?? 0);
}

export interface ChannelRecord {
  readonly channel: string;
  readonly pausedAt: Date | null;
  readonly reason: string | null;
  readonly breaker: 'open' | 'closed';
  readonly openedAt: Date | null;
  readonly nextProbeAt: Date | null;
  readonly updatedAt: Date;
}

export function listChannels(tx: FacilityTx): Promise<ChannelRecord[]> {
  return tx.query<ChannelRecord>(
    `SELECT channel, paused_at AS "pausedAt", reason, breaker, opened_at AS "openedAt", next_probe_at AS "nextProbeAt", updated_at AS "updatedAt"
       FROM outbox_channels WHERE facility_id = $1`,
    [tx.facilityId],
  );
}
