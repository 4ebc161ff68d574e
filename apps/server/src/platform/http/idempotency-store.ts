// The rows behind Idempotency-Key: claim, look, answer, release. One short transaction each; decisions are in idempotency.ts.
import { createHash } from 'node:crypto';
import type { Sealer } from '../crypto/index.ts';
import type { Db, FacilityTx } from '../db/index.ts';
import type { FacilityId } from '../ids.ts';

export interface StoredAnswer {
  readonly status: number;
  readonly payload: string;
}

export interface KeyClaim {
  readonly facilityId: FacilityId;
  readonly key: string;
  readonly actorId: string;
  /** What is compared: method, address and body of the request. */
  readonly request: string;
  readonly now: Date;
  readonly leaseUntil: Date;
}

export type ClaimResult =
  | { readonly kind: 'mine' }
  | { readonly kind: 'other-request' }
  | { readonly kind: 'answered'; readonly answer: StoredAnswer }
  | { readonly kind: 'running'; readonly leaseUntil: Date; readonly hasEffect: boolean };

interface KeyRow {
  readonly actor_id: string;
  readonly request_digest: Buffer;
  readonly lease_until: Date;
  readonly effect_at: Date | null;
  readonly status: number | null;
  readonly answer_sealed: Buffer | null;
}

const CLAIM = `
  INSERT INTO idempotency_keys (facility_id, key, actor_id, request_digest, started_at, lease_until)
  VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (facility_id, key) DO NOTHING RETURNING key`;
const LOOK = `
  SELECT actor_id, request_digest, lease_until, effect_at, status, answer_sealed
    FROM idempotency_keys WHERE facility_id = $1 AND key = $2`;
const TAKE_OVER = `
  UPDATE idempotency_keys SET lease_until = $4
   WHERE facility_id = $1 AND key = $2 AND lease_until = $3 AND answered_at IS NULL RETURNING key`;
const ANSWER = `
  UPDATE idempotency_keys SET status = $3, answer_sealed = $4, answered_at = now(), effect_at = CASE WHEN $5 THEN coalesce(effect_at, now()) ELSE effect_at END
   WHERE facility_id = $1 AND key = $2`;
const RELEASE = 'DELETE FROM idempotency_keys WHERE facility_id = $1 AND key = $2 AND effect_at IS NULL';
const PRUNE = 'DELETE FROM idempotency_keys WHERE facility_id = $1 AND started_at < $2';

export interface IdempotencyStore {
  claim(claim: KeyClaim): Promise<ClaimResult>;
  takeOver(claim: KeyClaim, oldLease: Date): Promise<boolean>;
  answer(facilityId: FacilityId, key: string, answer: StoredAnswer): Promise<void>;
  /** In the transaction that does the work: the answer says also that it was done. */
  answerIn(tx: FacilityTx, key: string, answer: StoredAnswer): Promise<void>;
  release(facilityId: FacilityId, key: string): Promise<void>;
  prune(facilityId: FacilityId, olderThan: Date): Promise<void>;
}

export function createIdempotencyStore(db: Db, sealer: Sealer): IdempotencyStore {
  const place = (key: string) => ({ table: 'idempotency_keys', column: 'answer', rowId: key });
  const write = async (tx: FacilityTx, key: string, answer: StoredAnswer, isEffect: boolean) => {
    const sealed = await sealer.sealText(tx, place(key), answer.payload);
    await tx.query(ANSWER, [tx.facilityId, key, answer.status, sealed, isEffect]);
  };
  return {
    answerIn: (tx, key, answer) => write(tx, key, answer, true),
    claim: ({ facilityId, key, actorId, request, now, leaseUntil }) =>
      db.withFacility(facilityId, async (tx) => {
        // A claim lost with the machine is as good as one never made; what hangs on it commits later, and with it the claim.
        await tx.query('SET LOCAL synchronous_commit = off');
        const digest = await sealer.blindIndex(tx, 'idempotency', digestOf(request));
        const claimed = await tx.query(CLAIM, [facilityId, key, actorId, digest, now, leaseUntil]);
        if (claimed.length > 0) return { kind: 'mine' };
        const [row] = await tx.query<KeyRow>(LOOK, [facilityId, key]);
        // Released between the two statements: whoever asks again may claim it.
        if (!row) return { kind: 'running', leaseUntil: now, hasEffect: false };
        if (row.actor_id !== actorId || !row.request_digest.equals(digest)) return { kind: 'other-request' };
        if (row.status === null || row.answer_sealed === null) {
          return { kind: 'running', leaseUntil: row.lease_until, hasEffect: row.effect_at !== null };
        }
        return {
          kind: 'answered',
          answer: { status: row.status, payload: await sealer.openText(tx, place(key), row.answer_sealed) },
        };
      }),
    takeOver: ({ facilityId, key, leaseUntil }, oldLease) =>
      db.withFacility(
        facilityId,
        async (tx) => (await tx.query(TAKE_OVER, [facilityId, key, oldLease, leaseUntil])).length > 0,
      ),
    answer: (facilityId, key, answer) => db.withFacility(facilityId, (tx) => write(tx, key, answer, false)),
    release: async (facilityId, key) => {
      await db.withFacility(facilityId, (tx) => tx.query(RELEASE, [facilityId, key]));
    },
    prune: async (facilityId, olderThan) => {
      await db.withFacility(facilityId, (tx) => tx.query(PRUNE, [facilityId, olderThan]));
    },
  };
}

/** Shortened before it is keyed, so that a large body is not held twice. */
function digestOf(request: string): string {
  return createHash('sha256').update(request).digest('base64');
}
