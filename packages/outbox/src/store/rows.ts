// Turns rows of the package's own statements into typed values. bigint arrives as text; places and fences stay far below 2^53.
import type { After, Json, MessageClass, OnRefused, OutboxMessage } from '../types.ts';
import { LANE_STATES, MESSAGE_STATES, OutboxError, type LaneState, type MessageState } from '../types.ts';
import type { Lease } from './store.ts';

export type Row = Record<string, unknown>;

export const text = (row: Row, key: string): string => {
  const value = row[key];
  if (typeof value === 'string') return value;
  throw new OutboxError('BUG_ROW', `column ${key} is not text`, 'stop');
};
export const textOrNull = (row: Row, key: string): string | null => (row[key] == null ? null : text(row, key));
export const number = (row: Row, key: string): number => {
  const value = Number(row[key]);
  if (row[key] != null && Number.isFinite(value)) return value;
  throw new OutboxError('BUG_ROW', `column ${key} is not a number`, 'stop');
};
export const numberOr = (row: Row, key: string, fallback: number): number =>
  row[key] == null ? fallback : number(row, key);
export const date = (row: Row, key: string): Date => {
  const value = row[key];
  if (value instanceof Date) return value;
  throw new OutboxError('BUG_ROW', `column ${key} is not an instant`, 'stop');
};
export const dateOrNull = (row: Row, key: string): Date | null => (row[key] == null ? null : date(row, key));

function oneOf<T extends string>(row: Row, key: string, values: readonly T[]): T {
  const found = values.find((value) => value === row[key]);
  if (found !== undefined) return found;
  throw new OutboxError('BUG_ROW', `column ${key} has an unknown value`, 'stop');
}
export const messageState = (row: Row, key: string): MessageState => oneOf(row, key, MESSAGE_STATES);
export const laneState = (row: Row, key: string): LaneState => oneOf(row, key, LANE_STATES);

const ON_REFUSED: readonly OnRefused[] = ['stop-lane', 'continue'];

export const messageClass = (row: Row, key: string): MessageClass => {
  const value = number(row, key);
  if (value === 0 || value === 1 || value === 2 || value === 3) return value;
  throw new OutboxError('BUG_ROW', `column ${key} is not a class`, 'stop');
};

export function message(facilityId: string, laneId: string, seq: number, row: Row): OutboxMessage {
  return {
    facilityId,
    laneId,
    seq,
    messageId: text(row, 'message_id'),
    subjectId: text(row, 'subject_id'),
    service: text(row, 'service'),
    kind: text(row, 'kind'),
    channel: text(row, 'message_channel'),
    class: messageClass(row, 'message_class'),
    intent: row['intent'] as Json, // jsonb column: the driver parses it
    onRefused: oneOf(row, 'on_refused', ON_REFUSED),
    dangerous: row['dangerous'] === true,
    deadlineAt: dateOrNull(row, 'deadline_at'),
    after: (row['after'] ?? []) as After[], // written by enqueue only
    dependents: parseUuids(row['dependents']),
    createdAt: date(row, 'created_at'),
  };
}

function parseUuids(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : [];
}

export function lease(facilityId: string, row: Row, leaseUntilMs: number): Lease {
  const laneId = text(row, 'lane_id');
  const attemptId = textOrNull(row, 'open_attempt_id');
  return {
    facilityId,
    laneId,
    fence: number(row, 'fence'),
    message: message(facilityId, laneId, number(row, 'head_seq'), row),
    messageState: messageState(row, 'message_state'),
    attempts: number(row, 'attempts'),
    failures: number(row, 'failures'),
    deaths: number(row, 'deaths'),
    openAttempt: attemptId === null ? null : { attemptId, startedAt: date(row, 'open_attempt_at') },
    unknownForMs: numberOr(row, 'unknown_for_ms', 0),
    waitedMs: numberOr(row, 'waited_ms', 0),
    absentReads: number(row, 'absent_reads'),
    leaseUntilMs,
  };
}
