// Reading for screens and checkers: messages with the state a person understands, their attempts and everything learned about them.
import type { Pool } from 'pg';
import type { Json } from '../types.ts';
import {
  ATTENTION_MESSAGES,
  LANE_ATTEMPTS,
  LANE_MESSAGES,
  LANE_OUTCOMES,
  MESSAGE_DETAIL,
  RECENT_MESSAGES,
} from '../sql/inspect.ts';
import { READ_CHANNELS } from '../sql/channels.ts';
import * as read from '../store/rows.ts';
import { run, withFacility } from '../store/session.ts';

export interface MessageView {
  readonly messageId: string;
  readonly laneId: string;
  readonly seq: number;
  readonly subjectId: string;
  readonly service: string;
  readonly kind: string;
  readonly channel: string;
  readonly class: number;
  readonly intent: Json;
  readonly onRefused: string;
  readonly dangerous: boolean;
  readonly deadlineAt: Date | null;
  readonly createdAt: Date;
  readonly settledAt: Date | null;
  /** A message state, or 'sending' while a node holds it. */
  readonly state: string;
  readonly laneState: string;
  readonly code: string | null;
  readonly reason: string | null;
  readonly attempts: number | null;
  readonly nextAt: Date | null;
}
export interface AttemptView {
  readonly attemptId: string;
  readonly startedAt: Date;
  readonly number: number;
  readonly fence: number;
  readonly nodeId: string;
  readonly sealedBody: Uint8Array;
}
export interface OutcomeView {
  readonly outcomeId: string;
  readonly recordedAt: Date;
  readonly attemptId: string | null;
  readonly fence: number;
  readonly kind: string;
  readonly via: string;
  readonly code: string | null;
  readonly reason: string | null;
  readonly actor: string | null;
  readonly evidence: Uint8Array | null;
}
export interface ChannelView {
  readonly channel: string;
  readonly pausedAt: Date | null;
  readonly pausedBy: string | null;
  readonly reason: string | null;
  readonly breaker: string;
  readonly openedAt: Date | null;
  readonly nextProbeAt: Date | null;
}
export interface MessageFilter {
  readonly before?: Date;
  readonly states?: readonly string[];
  readonly subjectId?: string;
  readonly limit?: number;
}

const PAGE_LIMIT = 200;
const HISTORY_LIMIT = 500;

const bytes = (row: read.Row, key: string): Uint8Array | null => {
  const value = row[key];
  return value instanceof Uint8Array ? value : null;
};

const messageView = (row: read.Row): MessageView => ({
  messageId: read.text(row, 'message_id'),
  laneId: read.text(row, 'lane_id'),
  seq: read.number(row, 'seq'),
  subjectId: read.text(row, 'subject_id'),
  service: read.text(row, 'service'),
  kind: read.text(row, 'kind'),
  channel: read.text(row, 'channel'),
  class: read.number(row, 'class'),
  intent: row['intent'] as Json, // jsonb column: the driver parses it
  onRefused: read.text(row, 'on_refused'),
  dangerous: row['dangerous'] === true,
  deadlineAt: read.dateOrNull(row, 'deadline_at'),
  createdAt: read.date(row, 'created_at'),
  settledAt: read.dateOrNull(row, 'settled_at'),
  state: read.text(row, 'state'),
  laneState: read.text(row, 'lane_state'),
  code: read.textOrNull(row, 'code'),
  reason: read.textOrNull(row, 'reason'),
  attempts: row['attempts'] == null ? null : read.number(row, 'attempts'),
  nextAt: read.dateOrNull(row, 'next_at'),
});

export function createInspect(app: Pool, citus: boolean) {
  const rows = (facilityId: string, statement: Parameters<typeof run>[1], values: unknown[]): Promise<read.Row[]> =>
    withFacility(app, facilityId, { citus }, (tx) => run(tx, statement, [facilityId, ...values]));
  return {
    async message(facilityId: string, messageId: string): Promise<MessageView | null> {
      const [row] = await rows(facilityId, MESSAGE_DETAIL, [messageId]);
      return row === undefined ? null : messageView(row);
    },
    lane: async (facilityId: string, laneId: string): Promise<MessageView[]> =>
      (await rows(facilityId, LANE_MESSAGES, [laneId, HISTORY_LIMIT])).map(messageView),
    messages: async (facilityId: string, filter: MessageFilter = {}): Promise<MessageView[]> =>
      (
        await rows(facilityId, RECENT_MESSAGES, [
          filter.before ?? null,
          filter.states ?? null,
          filter.subjectId ?? null,
          Math.min(PAGE_LIMIT, filter.limit ?? PAGE_LIMIT),
        ])
      ).map(messageView),
    /** Refused, parked and unknown, oldest first. */
    attention: async (facilityId: string, limit = PAGE_LIMIT): Promise<MessageView[]> =>
      (await rows(facilityId, ATTENTION_MESSAGES, [Math.min(PAGE_LIMIT, limit)])).map(messageView),
    attempts: async (facilityId: string, laneId: string, messageId: string): Promise<AttemptView[]> =>
      (await rows(facilityId, LANE_ATTEMPTS, [laneId, messageId, HISTORY_LIMIT])).map((row) => ({
        attemptId: read.text(row, 'attempt_id'),
        startedAt: read.date(row, 'started_at'),
        number: read.number(row, 'number'),
        fence: read.number(row, 'fence'),
        nodeId: read.text(row, 'node_id'),
        sealedBody: bytes(row, 'body') ?? new Uint8Array(),
      })),
    outcomes: async (facilityId: string, laneId: string, messageId: string): Promise<OutcomeView[]> =>
      (await rows(facilityId, LANE_OUTCOMES, [laneId, messageId, HISTORY_LIMIT])).map((row) => ({
        outcomeId: read.text(row, 'outcome_id'),
        recordedAt: read.date(row, 'recorded_at'),
        attemptId: read.textOrNull(row, 'attempt_id'),
        fence: read.number(row, 'fence'),
        kind: read.text(row, 'kind'),
        via: read.text(row, 'via'),
        code: read.textOrNull(row, 'code'),
        reason: read.textOrNull(row, 'reason'),
        actor: read.textOrNull(row, 'actor'),
        evidence: bytes(row, 'evidence'),
      })),
    channels: async (facilityId: string): Promise<ChannelView[]> =>
      (await rows(facilityId, READ_CHANNELS, [])).map((row) => ({
        channel: read.text(row, 'channel'),
        pausedAt: read.dateOrNull(row, 'paused_at'),
        pausedBy: read.textOrNull(row, 'paused_by'),
        reason: read.textOrNull(row, 'reason'),
        breaker: read.text(row, 'breaker'),
        openedAt: read.dateOrNull(row, 'opened_at'),
        nextProbeAt: read.dateOrNull(row, 'next_probe_at'),
      })),
  };
}
export type Inspect = ReturnType<typeof createInspect>;
