// SQL of the cases of an outage: one per visit. One function per statement.
import type { FacilityTx } from '../../platform/db/index.ts';
import type { Choice, Decision, Ground, Resolution, Verification } from './rules.ts';

export interface Case {
  readonly visitId: string;
  readonly outageId: string;
  readonly decision: Decision;
  readonly ground: Ground;
  readonly snapshotId: string | null;
  readonly snapshotAt: Date | null;
  readonly ageDays: number | null;
  readonly policyVersion: number;
  readonly choice: Choice | null;
  readonly statementPrintedAt: Date | null;
  readonly statementSignedAt: Date | null;
  readonly verification: Verification;
  readonly verifiedAt: Date | null;
  readonly resolution: Resolution | null;
  readonly resolvedAt: Date | null;
  readonly createdAt: Date;
}

const COLUMNS = `visit_id AS "visitId", outage_id AS "outageId", decision, ground, snapshot_id AS "snapshotId", snapshot_at AS "snapshotAt",
  age_days AS "ageDays", policy_version AS "policyVersion", choice, statement_printed_at AS "statementPrintedAt",
  statement_signed_at AS "statementSignedAt", verification, verified_at AS "verifiedAt", resolution, resolved_at AS "resolvedAt",
  created_at AS "createdAt"`;

export async function insertCase(
  tx: FacilityTx,
  one: Omit<Case, 'statementPrintedAt' | 'statementSignedAt' | 'resolution' | 'resolvedAt'>,
): Promise<void> {
  await tx.query(
    `INSERT INTO continuity_cases (facility_id, visit_id, outage_id, decision, ground, snapshot_id, snapshot_at, age_days, policy_version, choice,
       verification, verified_at, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) ON CONFLICT (facility_id, visit_id) DO NOTHING`,
    [
      tx.facilityId,
      one.visitId,
      one.outageId,
      one.decision,
      one.ground,
      one.snapshotId,
      one.snapshotAt,
      one.ageDays,
      one.policyVersion,
      one.choice,
      one.verification,
      one.verifiedAt,
      one.createdAt,
    ],
  );
}

export function casesOf(tx: FacilityTx, visitIds: readonly string[]): Promise<Case[]> {
  if (visitIds.length === 0) return Promise.resolve([]);
  return tx.query<Case>(`SELECT ${COLUMNS} FROM continuity_cases WHERE facility_id = $1 AND visit_id = ANY($2)`, [
    tx.facilityId,
    visitIds,
  ]);
}

export async function lockCase(tx: FacilityTx, visitId: string): Promise<Case | null> {
  const [row] = await tx.query<Case>(
    `SELECT ${COLUMNS} FROM continuity_cases WHERE facility_id = $1 AND visit_id = $2 FOR NO KEY UPDATE`,
    [tx.facilityId, visitId],
  );
  return row ?? null;
}

/** A hospital's whole day of an outage is some hundreds. */
const MAX_CASES = 5_000;

export function casesOfOutage(tx: FacilityTx, outageId: string): Promise<Case[]> {
  return tx.query<Case>(
    `SELECT ${COLUMNS} FROM continuity_cases WHERE facility_id = $1 AND outage_id = $2 ORDER BY created_at, visit_id LIMIT ${MAX_CASES}`,
    [tx.facilityId, outageId],
  );
}

export async function setChoice(tx: FacilityTx, visitId: string, choice: Choice): Promise<void> {
  await tx.query('UPDATE continuity_cases SET choice = $3 WHERE facility_id = $1 AND visit_id = $2', [
    tx.facilityId,
    visitId,
    choice,
  ]);
}

/** The first print counts; a copy changes nothing. */
export async function markPrinted(tx: FacilityTx, visitId: string, at: Date): Promise<void> {
  await tx.query(
    'UPDATE continuity_cases SET statement_printed_at = coalesce(statement_printed_at, $3) WHERE facility_id = $1 AND visit_id = $2',
    [tx.facilityId, visitId, at],
  );
}

export async function markSigned(tx: FacilityTx, visitId: string, at: Date): Promise<void> {
  await tx.query('UPDATE continuity_cases SET statement_signed_at = $3 WHERE facility_id = $1 AND visit_id = $2', [
    tx.facilityId,
    visitId,
    at,
  ]);
}

export async function setResolution(
  tx: FacilityTx,
  visitId: string,
  resolution: Resolution,
  resolvedAt: Date,
): Promise<void> {
  await tx.query(
    'UPDATE continuity_cases SET resolution = $3, resolved_at = $4 WHERE facility_id = $1 AND visit_id = $2',
    [tx.facilityId, visitId, resolution, resolvedAt],
  );
}

export async function countUnverified(tx: FacilityTx): Promise<number> {
  const [row] = await tx.query<{ count: string }>(
    "SELECT count(*) AS count FROM continuity_cases WHERE facility_id = $1 AND verification = 'belum'",
    [tx.facilityId],
  );
  return Number(row?.count ?? 0);
}

/** Cases whose turn it is, oldest first, leased for a while: two nodes never ask about the same one, a dead node's come back. */
export async function claimUnverified(tx: FacilityTx, limit: number, leaseMs: number): Promise<Case[]> {
  // Materialised: as a plain subquery the planner may run it once per row, and the limit would hold for nothing.
  return tx.query<Case>(
    `WITH due AS MATERIALIZED (
       SELECT visit_id AS id FROM continuity_cases WHERE facility_id = $1 AND verification = 'belum' AND ask_at <= now()
        ORDER BY ask_at, created_at LIMIT $2 FOR NO KEY UPDATE SKIP LOCKED)
     UPDATE continuity_cases SET ask_at = now() + make_interval(secs => $3::double precision / 1000)
       FROM due WHERE facility_id = $1 AND visit_id = due.id
     RETURNING ${COLUMNS}`,
    [tx.facilityId, limit, leaseMs],
  );
}

export async function askLater(tx: FacilityTx, visitIds: readonly string[], afterMs: number): Promise<void> {
  await tx.query(
    `UPDATE continuity_cases SET ask_at = now() + make_interval(secs => $3::double precision / 1000)
      WHERE facility_id = $1 AND visit_id = ANY($2) AND verification = 'belum'`,
    [tx.facilityId, visitIds, afterMs],
  );
}

/** False when it has been answered already: asking twice is harmless, recording twice is not done. */
export async function saveVerification(
  tx: FacilityTx,
  visitId: string,
  verification: Verification,
  verifiedAt: Date,
): Promise<boolean> {
  const rows = await tx.query(
    `UPDATE continuity_cases SET verification = $3, verified_at = $4
      WHERE facility_id = $1 AND visit_id = $2 AND verification = 'belum' RETURNING visit_id`,
    [tx.facilityId, visitId, verification, verifiedAt],
  );
  return rows.length === 1;
}
