// Reading the outbox's messages for screens, one function per statement: one message, its lane, its attempts and what was learned. Searching
// is search-store.ts. Nothing here writes.
import type { FacilityTx } from '../../platform/db/index.ts';

export interface MessageRecord {
  readonly messageId: string;
  readonly laneId: string;
  readonly seq: string;
  readonly subjectId: string;
  readonly service: string;
  readonly channel: string;
  readonly kind: string;
  readonly class: 0 | 1 | 2 | 3;
  readonly intent: unknown;
  readonly state: string;
  readonly laneState: string;
  readonly code: string | null;
  readonly reason: string | null;
  /** As text: PostgreSQL counts beyond what a number of ours holds. */
  readonly attempts: string;
  readonly createdAt: Date;
  readonly settledAt: Date | null;
  readonly nextAt: Date | null;
  readonly deadlineAt: Date | null;
  /** BPJS holds something else, and nobody has accepted that yet. */
  readonly differs: boolean;
}

const DIFFERS = `EXISTS (SELECT 1 FROM bpjs_differences d WHERE d.facility_id = m.facility_id AND d.message_id = m.message_id
  AND d.cleared_at IS NULL AND d.accepted_at IS NULL)`;
export const MESSAGE_COLUMNS = `m.message_id AS "messageId", m.lane_id AS "laneId", m.seq, m.subject_id AS "subjectId", m.service, m.channel, m.kind,
  m.class, m.intent, m.code, m.created_at AS "createdAt", m.settled_at AS "settledAt", m.deadline_at AS "deadlineAt", l.state AS "laneState",
  CASE WHEN m.seq = l.head_seq AND m.settled_at IS NULL AND l.state = 'leased' THEN 'sending' ELSE m.state END AS state,
  CASE WHEN m.seq = l.head_seq AND l.reason IS NOT NULL THEN l.reason ELSE m.reason END AS reason,
  CASE WHEN m.seq = l.head_seq THEN l.next_at END AS "nextAt", ${DIFFERS} AS differs,
  (SELECT count(*) FROM outbox_attempts a
    WHERE a.facility_id = m.facility_id AND a.lane_id = m.lane_id AND a.message_id = m.message_id) AS attempts`;
const LANE_OF_MESSAGE = 'JOIN outbox_lanes l ON l.facility_id = m.facility_id AND l.lane_id = m.lane_id';
const MESSAGE_FROM = `FROM outbox_messages m ${LANE_OF_MESSAGE}`;

export async function findMessage(tx: FacilityTx, messageId: string): Promise<MessageRecord | undefined> {
  const [row] = await tx.query<MessageRecord>(
    `SELECT ${MESSAGE_COLUMNS} ${MESSAGE_FROM} WHERE m.facility_id = $1 AND m.message_id = $2`,
    [tx.facilityId, messageId],
  );
  return row;
}

/** A lane's whole timeline; a visit has a dozen messages per service, the limit is for the unforeseen. */
export function listLane(tx: FacilityTx, laneId: string): Promise<MessageRecord[]> {
  return tx.query<MessageRecord>(
    `SELECT ${MESSAGE_COLUMNS} ${MESSAGE_FROM} WHERE m.facility_id = $1 AND m.lane_id = $2 ORDER BY m.seq LIMIT 200`,
    [tx.facilityId, laneId],
  );
}

export interface AttemptRecord {
  readonly attemptId: string;
  readonly number: number;
  readonly startedAt: Date;
  readonly body: Buffer;
}

export function listAttempts(tx: FacilityTx, laneId: string, messageId: string): Promise<AttemptRecord[]> {
  return tx.query<AttemptRecord>(
    `SELECT attempt_id AS "attemptId", number, started_at AS "startedAt", body FROM outbox_attempts
      WHERE facility_id = $1 AND lane_id = $2 AND message_id = $3 ORDER BY started_at LIMIT 200`,
    [tx.facilityId, laneId, messageId],
  );
}

export interface OutcomeRecord {
  readonly attemptId: string | null;
  readonly recordedAt: Date;
  readonly kind: string;
  readonly via: string;
  readonly code: string | null;
  readonly reason: string | null;
  readonly actor: string | null;
  readonly evidence: Buffer | null;
}

export function listOutcomes(tx: FacilityTx, laneId: string, messageId: string): Promise<OutcomeRecord[]> {
  return tx.query<OutcomeRecord>(
    `SELECT attempt_id AS "attemptId", recorded_at AS "recordedAt", kind, via, code, reason, actor, evidence FROM outbox_outcomes
      WHERE facility_id = $1 AND lane_id = $2 AND message_id = $3 ORDER BY recorded_at LIMIT 500`,
    [tx.facilityId, laneId, messageId],
  );
}

/** What a message waits for besides its place in the lane. */
export interface Standing {
  readonly headSeq: string;
  readonly notBefore: Date | null;
  readonly after: readonly { readonly messageId: string; readonly maxWaitMs?: number }[] | null;
}

export async function findStanding(tx: FacilityTx, messageId: string): Promise<Standing | undefined> {
  const [row] = await tx.query<Standing>(
    `SELECT l.head_seq AS "headSeq", m.not_before AS "notBefore", m.after ${MESSAGE_FROM} WHERE m.facility_id = $1 AND m.message_id = $2`,
    [tx.facilityId, messageId],
  );
  return row;
}

/** Predecessors in other lanes; a message names one or two. */
export function findMessages(tx: FacilityTx, messageIds: readonly string[]): Promise<MessageRecord[]> {
  if (messageIds.length === 0) return Promise.resolve([]);
  return tx.query<MessageRecord>(
    `SELECT ${MESSAGE_COLUMNS} ${MESSAGE_FROM} WHERE m.facility_id = $1 AND m.message_id = ANY($2::uuid[])`,
    [tx.facilityId, messageIds],
  );
}

export interface ChannelStanding {
  readonly pausedAt: Date | null;
  readonly pausedBy: string | null;
  readonly reason: string | null;
  readonly breaker: 'open' | 'closed';
  readonly openedAt: Date | null;
  readonly nextProbeAt: Date | null;
}

export async function findChannel(tx: FacilityTx, channel: string): Promise<ChannelStanding | undefined> {
  const [row] = await tx.query<ChannelStanding>(
    `SELECT paused_at AS "pausedAt", paused_by AS "pausedBy", reason, breaker, opened_at AS "openedAt", next_probe_at AS "nextProbeAt"
       FROM outbox_channels WHERE facility_id = $1 AND channel = $2`,
    [tx.facilityId, channel],
  );
  return row;
}
