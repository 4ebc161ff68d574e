// SQL of the alerts room, one function per statement.
import type { FacilityTx } from '../../platform/db/index.ts';
import type { Facts } from './rules.ts';
import type { OpenAlert } from './step.ts';

/** True for the one process whose turn it is: nobody has looked at this facility for `gapMs`. */
export async function takeRound(tx: FacilityTx, now: Date, gapMs: number): Promise<boolean> {
  const rows = await tx.query(
    `INSERT INTO alert_rounds AS r (facility_id, evaluated_at) VALUES ($1, $2)
     ON CONFLICT (facility_id) DO UPDATE SET evaluated_at = excluded.evaluated_at
       WHERE r.evaluated_at <= $2::timestamptz - $3::integer * interval '1 millisecond' RETURNING facility_id`,
    [tx.facilityId, now, gapMs],
  );
  return rows.length === 1;
}

export async function putFigures(tx: FacilityTx, figures: unknown): Promise<void> {
  await tx.query('UPDATE alert_rounds SET figures = $2 WHERE facility_id = $1', [
    tx.facilityId,
    JSON.stringify(figures),
  ]);
}

/** True once in `everyMs`. */
export async function takePruning(tx: FacilityTx, now: Date, everyMs: number): Promise<boolean> {
  const rows = await tx.query(
    `UPDATE alert_rounds SET pruned_at = $2 WHERE facility_id = $1
        AND (pruned_at IS NULL OR pruned_at <= $2::timestamptz - $3::integer * interval '1 millisecond') RETURNING facility_id`,
    [tx.facilityId, now, everyMs],
  );
  return rows.length === 1;
}

export async function prune(tx: FacilityTx, alertsBefore: Date, deliveriesBefore: Date): Promise<void> {
  await tx.query('DELETE FROM alerts WHERE facility_id = $1 AND cleared_at < $2', [tx.facilityId, alertsBefore]);
  await tx.query("DELETE FROM alert_deliveries WHERE facility_id = $1 AND created_at < $2 AND state <> 'queued'", [
    tx.facilityId,
    deliveriesBefore,
  ]);
}

export interface AlertRow extends OpenAlert {
  readonly clearedAt: Date | null;
  readonly seenBy: string | null;
}

const COLUMNS = `alert_id AS "alertId", rule, subject, facts, since, last_true_at AS "lastTrueAt", fired_at AS "firedAt",
  reminded_at AS "remindedAt", cleared_at AS "clearedAt", seen_at AS "seenAt", seen_by AS "seenBy", muted_until AS "mutedUntil"`;

/** Locked, so that two looks at once do not tell the same thing twice. */
export function lockOpen(tx: FacilityTx): Promise<AlertRow[]> {
  return tx.query<AlertRow>(
    `SELECT ${COLUMNS} FROM alerts WHERE facility_id = $1 AND cleared_at IS NULL ORDER BY alert_id FOR UPDATE`,
    [tx.facilityId],
  );
}

export function listOpen(tx: FacilityTx): Promise<AlertRow[]> {
  return tx.query<AlertRow>(
    `SELECT ${COLUMNS} FROM alerts WHERE facility_id = $1 AND cleared_at IS NULL AND fired_at IS NOT NULL ORDER BY fired_at DESC LIMIT 200`,
    [tx.facilityId],
  );
}

export function listRecent(tx: FacilityTx, limit: number): Promise<AlertRow[]> {
  return tx.query<AlertRow>(
    `SELECT ${COLUMNS} FROM alerts WHERE facility_id = $1 AND cleared_at IS NOT NULL AND fired_at IS NOT NULL
      ORDER BY fired_at DESC LIMIT $2`,
    [tx.facilityId, limit],
  );
}

export interface NewAlert {
  readonly alertId: string;
  readonly rule: string;
  readonly subject: string;
  readonly facts: Facts;
  readonly since: Date;
  readonly firedAt: Date | null;
}

/** False when another look has just begun it. */
export async function insertAlert(tx: FacilityTx, alert: NewAlert, now: Date): Promise<boolean> {
  const rows = await tx.query(
    `INSERT INTO alerts (facility_id, alert_id, rule, subject, facts, since, last_true_at, fired_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
     ON CONFLICT (facility_id, rule, subject) WHERE cleared_at IS NULL DO NOTHING RETURNING alert_id`,
    [
      tx.facilityId,
      alert.alertId,
      alert.rule,
      alert.subject,
      JSON.stringify(alert.facts),
      alert.since,
      now,
      alert.firedAt,
    ],
  );
  return rows.length === 1;
}

export interface Keeping {
  readonly facts: Facts;
  readonly fires: boolean;
  readonly reminds: boolean;
}

export async function keepAlert(
  tx: FacilityTx,
  alertId: string,
  { facts, fires, reminds }: Keeping,
  now: Date,
): Promise<void> {
  await tx.query(
    `UPDATE alerts SET facts = $3, last_true_at = $4, fired_at = CASE WHEN $5::boolean THEN $4 ELSE fired_at END,
            reminded_at = CASE WHEN $6::boolean THEN $4 ELSE reminded_at END
      WHERE facility_id = $1 AND alert_id = $2`,
    [tx.facilityId, alertId, JSON.stringify(facts), now, fires, reminds],
  );
}

export async function clearAlert(tx: FacilityTx, alertId: string, now: Date): Promise<void> {
  await tx.query('UPDATE alerts SET cleared_at = $3 WHERE facility_id = $1 AND alert_id = $2', [
    tx.facilityId,
    alertId,
    now,
  ]);
}

export async function forgetAlert(tx: FacilityTx, alertId: string): Promise<void> {
  await tx.query('DELETE FROM alerts WHERE facility_id = $1 AND alert_id = $2 AND fired_at IS NULL', [
    tx.facilityId,
    alertId,
  ]);
}

/** Undefined when there is no such alert that people were told of. */
export async function markSeen(tx: FacilityTx, alertId: string, by: string, now: Date): Promise<AlertRow | undefined> {
  const [row] = await tx.query<AlertRow>(
    `UPDATE alerts SET seen_at = coalesce(seen_at, $4), seen_by = coalesce(seen_by, $3)
      WHERE facility_id = $1 AND alert_id = $2 AND fired_at IS NOT NULL RETURNING ${COLUMNS}`,
    [tx.facilityId, alertId, by, now],
  );
  return row;
}

export async function mute(tx: FacilityTx, alertId: string, until: Date | null): Promise<AlertRow | undefined> {
  const [row] = await tx.query<AlertRow>(
    `UPDATE alerts SET muted_until = $3 WHERE facility_id = $1 AND alert_id = $2 AND fired_at IS NOT NULL AND cleared_at IS NULL
     RETURNING ${COLUMNS}`,
    [tx.facilityId, alertId, until],
  );
  return row;
}

export interface MailRow extends AlertRow {
  readonly mailedFired: boolean;
}

/** What no mail has told yet. Alerts that cleared before any mail are told with their end. */
export function listUnmailed(tx: FacilityTx): Promise<MailRow[]> {
  return tx.query<MailRow>(
    `SELECT ${COLUMNS}, mailed_fired AS "mailedFired" FROM alerts
      WHERE facility_id = $1 AND fired_at IS NOT NULL AND (NOT mailed_fired OR (cleared_at IS NOT NULL AND NOT mailed_cleared))
      ORDER BY fired_at LIMIT 200`,
    [tx.facilityId],
  );
}

export async function markMailed(tx: FacilityTx, alertIds: readonly string[]): Promise<void> {
  await tx.query(
    'UPDATE alerts SET mailed_fired = true, mailed_cleared = cleared_at IS NOT NULL WHERE facility_id = $1 AND alert_id = ANY($2::uuid[])',
    [tx.facilityId, alertIds],
  );
}

/** When each rule was last in a mail. */
export async function lastMailed(tx: FacilityTx, since: Date): Promise<ReadonlySet<string>> {
  const rows = await tx.query<{ rule: string }>(
    `SELECT DISTINCT jsonb_array_elements_text(d.body -> 'rules') AS rule
       FROM alert_deliveries d WHERE d.facility_id = $1 AND d.created_at > $2 AND d.body ? 'rules'`,
    [tx.facilityId, since],
  );
  return new Set(rows.map((row) => row.rule));
}

export type EndpointKind = 'webhook' | 'email';

export interface EndpointRow {
  readonly id: string;
  readonly kind: EndpointKind;
  readonly label: string;
  readonly targetMasked: string;
  readonly targetSealed: Buffer;
  readonly secretSealed: Buffer | null;
  readonly createdAt: Date;
  readonly lastSentAt: Date | null;
  readonly lastError: string | null;
  readonly waiting: number;
}

const ENDPOINT = `endpoint_id AS id, kind, label, target_masked AS "targetMasked", target_sealed AS "targetSealed", secret_sealed AS "secretSealed",
  created_at AS "createdAt", last_sent_at AS "lastSentAt", last_error AS "lastError",
  (SELECT count(*)::int FROM alert_deliveries d WHERE d.facility_id = e.facility_id AND d.endpoint_id = e.endpoint_id AND d.state = 'queued') AS waiting`;

export function listEndpoints(tx: FacilityTx): Promise<EndpointRow[]> {
  return tx.query<EndpointRow>(
    `SELECT ${ENDPOINT} FROM alert_endpoints e WHERE e.facility_id = $1 ORDER BY created_at`,
    [tx.facilityId],
  );
}

export async function findEndpoint(tx: FacilityTx, id: string): Promise<EndpointRow | undefined> {
  const [row] = await tx.query<EndpointRow>(
    `SELECT ${ENDPOINT} FROM alert_endpoints e WHERE e.facility_id = $1 AND e.endpoint_id = $2`,
    [tx.facilityId, id],
  );
  return row;
}

export interface NewEndpoint {
  readonly id: string;
  readonly kind: EndpointKind;
  readonly label: string;
  readonly targetMasked: string;
  readonly targetSealed: Buffer;
  readonly secretSealed: Buffer | null;
}

export async function insertEndpoint(tx: FacilityTx, row: NewEndpoint, now: Date): Promise<void> {
  await tx.query(
    `INSERT INTO alert_endpoints (facility_id, endpoint_id, kind, label, target_masked, target_sealed, secret_sealed, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [tx.facilityId, row.id, row.kind, row.label, row.targetMasked, row.targetSealed, row.secretSealed, now],
  );
}

export async function deleteEndpoint(tx: FacilityTx, id: string): Promise<boolean> {
  const rows = await tx.query(
    'DELETE FROM alert_endpoints WHERE facility_id = $1 AND endpoint_id = $2 RETURNING endpoint_id',
    [tx.facilityId, id],
  );
  return rows.length === 1;
}

export async function noteResult(tx: FacilityTx, id: string, error: string | null, at: Date): Promise<void> {
  await tx.query(
    `UPDATE alert_endpoints SET last_error = $3, last_sent_at = CASE WHEN $3::text IS NULL THEN $4 ELSE last_sent_at END
      WHERE facility_id = $1 AND endpoint_id = $2`,
    [tx.facilityId, id, error, at],
  );
}

export async function queueDelivery(
  tx: FacilityTx,
  row: { readonly id: string; readonly endpointId: string; readonly body: unknown },
  at: Date,
): Promise<void> {
  await tx.query(
    'INSERT INTO alert_deliveries (facility_id, delivery_id, endpoint_id, body, next_at, created_at) VALUES ($1, $2, $3, $4, $5, $5)',
    [tx.facilityId, row.id, row.endpointId, JSON.stringify(row.body), at],
  );
}

export interface DeliveryRow {
  readonly id: string;
  readonly endpointId: string;
  readonly body: unknown;
  readonly attempts: number;
  readonly createdAt: Date;
}

/** Leased: a process that dies meanwhile leaves them to the next one after `leaseMs`. */
export function takeDue(tx: FacilityTx, now: Date, leaseMs: number): Promise<DeliveryRow[]> {
  return tx.query<DeliveryRow>(
    `UPDATE alert_deliveries SET attempts = attempts + 1, next_at = $2::timestamptz + $3::integer * interval '1 millisecond'
      WHERE facility_id = $1 AND delivery_id IN (
        SELECT delivery_id FROM alert_deliveries WHERE facility_id = $1 AND state = 'queued' AND next_at <= $2
         ORDER BY next_at LIMIT 20 FOR UPDATE SKIP LOCKED)
     RETURNING delivery_id AS id, endpoint_id AS "endpointId", body, attempts, created_at AS "createdAt"`,
    [tx.facilityId, now, leaseMs],
  );
}

export async function settleDelivery(
  tx: FacilityTx,
  id: string,
  result: { readonly state: 'queued' | 'sent' | 'given-up'; readonly error: string | null; readonly nextAt: Date },
): Promise<void> {
  await tx.query(
    'UPDATE alert_deliveries SET state = $3, last_error = $4, next_at = $5 WHERE facility_id = $1 AND delivery_id = $2',
    [tx.facilityId, id, result.state, result.error, result.nextAt],
  );
}
