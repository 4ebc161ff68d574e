// The audit trail: who did what to whom, when, from where and why; append-only by GRANT and hash-chained per facility.
// Old and new values are sealed. Not a technical log, and never a place to read business state from.
import { createHash } from 'node:crypto';
import type { Actor } from '../actor.ts';
import type { Clock, Random } from '../clock.ts';
import type { Sealer } from '../crypto/index.ts';
import type { FacilityTx } from '../db/facility-tx.ts';
import { bug } from '../errors.ts';
import { currentScope } from '../request-scope.ts';

export interface AuditEntry {
  readonly actor: Actor;
  /** `subject.verb`, e.g. `visit.register`, `peserta.read`. */
  readonly action: string;
  readonly subjectType: string;
  /** Our own id; never a card number or NIK. */
  readonly subjectId: string;
  readonly reason?: string | undefined;
  readonly before?: unknown;
  readonly after?: unknown;
}

export interface Audit {
  /**
   * Adds an event to this transaction. It is written as the transaction's last work, because the facility's chain is one
   * row that every recording transaction locks.
   */
  record(tx: FacilityTx, entry: AuditEntry): Promise<void>;
}

export interface AuditDeps {
  readonly sealer: Sealer;
  readonly clock: Clock;
  readonly random: Random;
}

const ADVANCE_CHAIN = `
  UPDATE audit_heads SET seq = seq + 1, hash = sha256(hash || $2::bytea) WHERE facility_id = $1 RETURNING seq, hash`;
const INSERT_EVENT = `
  INSERT INTO audit_events
    (facility_id, at, id, seq, actor_kind, actor_id, action, subject_type, subject_id, reason_sealed, source, reference,
     before_sealed, after_sealed, digest, hash)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)`;

export function createAudit({ sealer, clock, random }: AuditDeps): Audit {
  const write = async (tx: FacilityTx, entry: AuditEntry, source: string | null, reference: string | null) => {
    const id = random.uuidv7();
    const sealed = async (column: string, value: unknown) =>
      value === undefined
        ? null
        : sealer.sealText(tx, { table: 'audit_events', column, rowId: id }, JSON.stringify(value) ?? 'null');
    const row: AuditRow = {
      id,
      at: clock.realNow(),
      actorKind: entry.actor.kind,
      actorId: entry.actor.id,
      action: entry.action,
      subjectType: entry.subjectType,
      subjectId: entry.subjectId,
      reason: entry.reason === undefined ? null : await sealed('reason', entry.reason),
      source,
      reference,
      before: await sealed('before_sealed', entry.before),
      after: await sealed('after_sealed', entry.after),
    };
    const digest = auditDigest(tx.facilityId, row);
    const [head] = await tx.query<{ seq: string; hash: Buffer }>(ADVANCE_CHAIN, [tx.facilityId, digest]);
    if (!head) throw bug('facility has no audit chain');
    await tx.query(INSERT_EVENT, [
      tx.facilityId,
      row.at,
      row.id,
      head.seq,
      row.actorKind,
      row.actorId,
      row.action,
      row.subjectType,
      row.subjectId,
      row.reason,
      row.source,
      row.reference,
      row.before,
      row.after,
      digest,
      head.hash,
    ]);
  };
  return {
    record: (tx, entry) => {
      const scope = currentScope();
      if (scope) scope.auditCount += 1;
      tx.beforeCommit(() => write(tx, entry, scope?.source ?? null, scope?.reference ?? null));
      return Promise.resolve();
    },
  };
}

/** Everything of an event that its digest protects, in this order. */
export interface AuditRow {
  readonly id: string;
  readonly at: Date;
  readonly actorKind: string;
  readonly actorId: string;
  readonly action: string;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly reason: Buffer | null;
  readonly source: string | null;
  readonly reference: string | null;
  readonly before: Buffer | null;
  readonly after: Buffer | null;
}

export function auditDigest(facilityId: string, row: AuditRow): Buffer {
  const fields = [
    facilityId,
    row.id,
    row.at.toISOString(),
    row.actorKind,
    row.actorId,
    row.action,
    row.subjectType,
    row.subjectId,
    row.reason?.toString('base64') ?? null,
    row.source,
    row.reference,
    row.before?.toString('base64') ?? null,
    row.after?.toString('base64') ?? null,
  ];
  return createHash('sha256').update(JSON.stringify(fields)).digest();
}
