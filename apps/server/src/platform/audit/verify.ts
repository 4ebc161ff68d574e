// Checks a facility's audit chain: every event's digest, every link, no gap, and the head. Finds a removed, altered, added or
// reordered row, also when whoever did it had the database's own password, unless he rebuilt the chain to its end.
import type { FacilityTx } from '../db/facility-tx.ts';
import { createHash } from 'node:crypto';
import { auditDigest, type AuditRow } from './index.ts';

export type AuditVerdict =
  | { readonly kind: 'whole'; readonly events: number }
  | { readonly kind: 'broken'; readonly atSeq: number; readonly why: 'missing' | 'altered' | 'unchained' | 'head' };

interface StoredRow extends Omit<AuditRow, 'reason' | 'before' | 'after'> {
  readonly seq: string;
  readonly reason: Buffer | null;
  readonly before: Buffer | null;
  readonly after: Buffer | null;
  readonly digest: Buffer;
  readonly hash: Buffer;
}

/** Rows read at a time: about 300 kB, so that ten years of a hospital do not have to fit into memory. */
const PAGE = 1_000;

const SELECT_PAGE = `
  SELECT id, at, seq, actor_kind AS "actorKind", actor_id AS "actorId", action, subject_type AS "subjectType",
         subject_id AS "subjectId", reason_sealed AS reason, source, reference, before_sealed AS before, after_sealed AS after, digest, hash
    FROM audit_events WHERE facility_id = $1 AND seq > $2 ORDER BY seq LIMIT $3`;
const SELECT_HEAD = 'SELECT seq, hash FROM audit_heads WHERE facility_id = $1';

export async function verifyAudit(tx: FacilityTx): Promise<AuditVerdict> {
  let hash = firstHash(tx.facilityId);
  let seq = 0;
  for (;;) {
    const rows = await tx.query<StoredRow>(SELECT_PAGE, [tx.facilityId, seq, PAGE]);
    for (const row of rows) {
      const problem = judge(tx.facilityId, row, seq + 1, hash);
      if (problem !== null) return { kind: 'broken', atSeq: seq + 1, why: problem };
      ({ hash } = row);
      seq += 1;
    }
    if (rows.length < PAGE) break;
  }
  const [head] = await tx.query<{ seq: string; hash: Buffer }>(SELECT_HEAD, [tx.facilityId]);
  const isHeadRight = head !== undefined && Number(head.seq) === seq && head.hash.equals(hash);
  return isHeadRight ? { kind: 'whole', events: seq } : { kind: 'broken', atSeq: seq + 1, why: 'head' };
}

function judge(
  facilityId: string,
  row: StoredRow,
  expectedSeq: number,
  previous: Buffer,
): 'missing' | 'altered' | 'unchained' | null {
  if (Number(row.seq) !== expectedSeq) return 'missing';
  if (!auditDigest(facilityId, row).equals(row.digest)) return 'altered';
  return linkOf(previous, row.digest).equals(row.hash) ? null : 'unchained';
}

function firstHash(facilityId: string): Buffer {
  return createHash('sha256').update(`titian audit ${facilityId}`).digest();
}

function linkOf(previous: Buffer, digest: Buffer): Buffer {
  return createHash('sha256').update(previous).update(digest).digest();
}
