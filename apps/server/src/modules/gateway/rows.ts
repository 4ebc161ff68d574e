// One message as a row of a list: its state in our words, what BPJS said last, what a person may do with it.
import { sentenceTwin } from '@titian/client';
import { UNREADABLE } from '@titian/outbox';
import { can, type Actor } from '../../platform/actor.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Sealer } from '../../platform/crypto/index.ts';
import type { FacilityTx } from '../../platform/db/index.ts';
import { isOverAtBpjs } from './deadline.ts';
import { openEvidence } from './evidence.ts';
import { explainMessage, labelOf, type MessageExplanation } from './explain.ts';
import * as store from './message-store.ts';
import { shownState, waitsForBpjs, type ShownState } from './shown.ts';

export interface MessageRowView {
  readonly id: string;
  readonly service: string;
  readonly channel: string;
  readonly kind: string;
  readonly label: string;
  readonly visitId: string | null;
  readonly subject: string;
  readonly class: 0 | 1 | 2 | 3;
  readonly state: ShownState;
  readonly attempts: number;
  readonly enqueuedAt: string;
  readonly settledAt: string | null;
  readonly nextAt: string | null;
  readonly deadlineAt: string | null;
  /** Sending it again by hand would not be refused for its state or its deadline. */
  readonly resendable: boolean;
  /** Nobody can read it back: a person may say that BPJS has it. */
  readonly confirmable: boolean;
  readonly lastCode: string | null;
  readonly lastMessage: string | null;
  readonly explanation: MessageExplanation | null;
  /** BPJS holds something else than we sent, and nobody has accepted that yet. */
  readonly differs: boolean;
}

export interface RowDeps {
  readonly sealer: Sealer;
  readonly clock: Pick<Clock, 'now' | 'businessOf'>;
  /** How a message's subject is called on a screen (number and booking code of a visit); ids of others are shown as they are. */
  readonly subjectNames: (tx: FacilityTx, subjectIds: readonly string[]) => Promise<ReadonlyMap<string, string>>;
}

export async function rowsOf(
  deps: RowDeps,
  tx: FacilityTx,
  actor: Actor,
  records: readonly store.MessageRecord[],
): Promise<MessageRowView[]> {
  const names = await deps.subjectNames(tx, [...new Set(records.map((record) => record.subjectId))]);
  const rows: MessageRowView[] = [];
  for (const record of records)
    rows.push(rowOf(deps.clock, record, names.get(record.subjectId), await lastWords(deps, tx, actor, record)));
  return rows;
}

const RESENDABLE: ReadonlySet<ShownState> = new Set([
  'refused',
  'parked',
  'unknown',
  'later',
  'expired',
  'queued',
  'waiting',
]);

function rowOf(
  clock: RowDeps['clock'],
  record: store.MessageRecord,
  subject: string | undefined,
  last: LastWords,
): MessageRowView {
  const state = shownState(record);
  const isOver = isOverAtBpjs(record, clock.now());
  // The outbox's times are the database's: real ones. The deadline is a business instant already.
  const shown = (real: Date | null) => (real === null ? null : clock.businessOf(real).toISOString());
  return {
    id: record.messageId,
    service: record.service,
    channel: record.channel,
    kind: record.kind,
    label: labelOf(record.kind, record.intent),
    visitId: subject === undefined ? null : record.subjectId,
    subject: subject ?? record.subjectId,
    class: record.class,
    state,
    attempts: Number(record.attempts),
    enqueuedAt: clock.businessOf(record.createdAt).toISOString(),
    settledAt: shown(record.settledAt),
    nextAt: shown(record.nextAt),
    deadlineAt: record.deadlineAt?.toISOString() ?? null,
    confirmable: record.state === 'parked' && record.reason === UNREADABLE,
    resendable: RESENDABLE.has(state) && !(isOver && (state === 'expired' || state === 'refused')),
    lastCode: last.code ?? record.code,
    lastMessage: last.message,
    explanation: explanationOf(record, isOver),
    differs: record.differs,
  };
}

export function explanationOf(record: store.MessageRecord, isOver: boolean): MessageExplanation | null {
  if (waitsForBpjs(record)) return null;
  return explainMessage(shownState(record) === 'expired' && !isOver ? { ...record, code: 'expired-own' } : record);
}

interface LastWords {
  readonly code: string | null;
  readonly message: string | null;
}

const NO_WORDS: LastWords = { code: null, message: null };

/** What BPJS said last, for messages a person must look at; others need no opening of sealed rows. */
async function lastWords(deps: RowDeps, tx: FacilityTx, actor: Actor, record: store.MessageRecord): Promise<LastWords> {
  if (!['refused', 'parked', 'unknown'].includes(record.state)) return NO_WORDS;
  const outcomes = await store.listOutcomes(tx, record.laneId, record.messageId);
  const sealed = outcomes.findLast((outcome) => outcome.evidence !== null)?.evidence;
  if (!sealed) return NO_WORDS;
  const evidence = await openEvidence(deps.sealer, tx, record.messageId, sealed);
  return { code: evidence.code, message: shownMessage(evidence.message, can(actor, 'message-payload')) };
}

const LONG_NUMBER = /([0-9A-Z]*\d{6,}[0-9A-Z]*)/gi;

/** BPJS quotes names and numbers in its texts: without the permission names are masked, and of numbers the last three digits are shown. */
export function shownMessage(message: string | null, isOpen: boolean): string | null {
  if (message === null || isOpen) return message;
  return message
    .split(LONG_NUMBER)
    .map((part, index) => (index % 2 === 1 ? `•••${part.slice(-3)}` : sentenceTwin(part)))
    .join('');
}
