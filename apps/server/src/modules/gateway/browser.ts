// What people see of messages: list, one message with its lane and attempts, deliveries of a visit, the strip of services, the list of
// what needs a hand. Reads only; request and answer are opened for those who may see them.
import type { Service } from '@titian/contract';
import { UNREADABLE } from '@titian/outbox';
import { can, type Actor } from '../../platform/actor.ts';
import type { Sealer } from '../../platform/crypto/index.ts';
import type { Db, FacilityTx } from '../../platform/db/index.ts';
import type { Clock } from '../../platform/clock.ts';
import { notFound } from '../../platform/errors.ts';
import type { Audit } from '../../platform/audit/index.ts';
import { isOverAtBpjs } from './deadline.ts';
import { openAcceptance, openDifferences, openEvidence, openSent, type EvidenceRecord } from './evidence.ts';
import { explainMessage, labelOf, type MessageExplanation } from './explain.ts';
import type { Difference } from './kinds.ts';
import { shownState, waitsForBpjs, type ShownState } from './shown.ts';
import * as store from './store.ts';

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

export interface AttemptView {
  readonly id: string;
  readonly startedAt: string;
  readonly endedAt: string | null;
  /** By the real clock, which the business clock of a demo may leave far behind. */
  readonly tookMs: number | null;
  readonly outcome: string | null;
  readonly code: string | null;
  readonly bpjsMessage: string | null;
  readonly request: unknown;
  readonly response: unknown;
}

export interface MessageDetailView {
  readonly message: MessageRowView;
  readonly lane: readonly MessageRowView[];
  readonly attempts: readonly AttemptView[];
  readonly payloadVisible: boolean;
  readonly difference: DifferenceView | null;
}

export interface DifferenceView {
  readonly foundAt: string;
  readonly comparedAt: string | null;
  /** Values are null for whom the content of messages is hidden. */
  readonly fields: readonly Difference[];
  readonly accepted: { readonly at: string; readonly by: string; readonly reason: string } | null;
}

export interface BrowserDeps {
  readonly db: Db;
  readonly sealer: Sealer;
  readonly audit: Audit;
  readonly clock: Pick<Clock, 'now' | 'businessOf'>;
  /** How a message's subject is called on a screen (number and booking code of a visit); ids of others are shown as they are. */
  readonly subjectNames: (tx: FacilityTx, subjectIds: readonly string[]) => Promise<ReadonlyMap<string, string>>;
}

export interface MessageQuery {
  readonly states: readonly string[] | null;
  readonly services: readonly Service[] | null;
  readonly subjectIds: readonly string[] | null;
  readonly isDifferent: boolean;
  readonly before: { readonly at: Date; readonly id: string } | null;
  readonly limit: number;
}

export function createBrowser(deps: BrowserDeps) {
  const rowsOf = async (
    tx: FacilityTx,
    actor: Actor,
    records: readonly store.MessageRecord[],
  ): Promise<MessageRowView[]> => {
    const names = await deps.subjectNames(tx, [...new Set(records.map((record) => record.subjectId))]);
    const rows: MessageRowView[] = [];
    for (const record of records)
      rows.push(rowOf(deps.clock, record, names.get(record.subjectId), await lastWords(deps, tx, actor, record)));
    return rows;
  };
  return {
    async list(
      actor: Actor,
      query: MessageQuery,
    ): Promise<{ items: MessageRowView[]; next: { at: Date; id: string } | null }> {
      return deps.db.withFacility(actor.facilityId, async (tx) => {
        const records = await store.listMessages(tx, { ...query, limit: query.limit + 1 });
        const shown = records.slice(0, query.limit);
        const last = shown.at(-1);
        const next =
          records.length > query.limit && last !== undefined ? { at: last.createdAt, id: last.messageId } : null;
        return { items: await rowsOf(tx, actor, shown), next };
      });
    },

    async detail(actor: Actor, messageId: string): Promise<MessageDetailView> {
      return deps.db.withFacility(actor.facilityId, async (tx) => {
        const record = await store.findMessage(tx, messageId);
        if (record === undefined) throw notFound('message');
        const payloadVisible = can(actor, 'message-payload');
        // Opening what was sent and answered is reading a patient's record.
        await deps.audit.record(tx, {
          actor,
          action: payloadVisible ? 'message.read-payload' : 'message.read',
          subjectType: 'message',
          subjectId: messageId,
        });
        const lane = await store.listLane(tx, record.laneId);
        const [message] = await rowsOf(tx, actor, [record]);
        if (message === undefined) throw notFound('message');
        return {
          message,
          lane: await rowsOf(tx, actor, lane),
          attempts: await attemptsOf(deps, tx, { record, payloadVisible }),
          payloadVisible,
          difference: await differenceOf(deps.sealer, tx, messageId, payloadVisible),
        };
      });
    },
  };
}
async function differenceOf(
  sealer: Sealer,
  tx: FacilityTx,
  messageId: string,
  isOpen: boolean,
): Promise<DifferenceView | null> {
  const stored = await store.findDifference(tx, messageId);
  if (stored === undefined) return null;
  const fields = await openDifferences(sealer, tx, messageId, stored.detailSealed);
  const accepted =
    stored.acceptedSealed === null ? null : await openAcceptance(sealer, tx, messageId, stored.acceptedSealed);
  return {
    foundAt: stored.foundAt.toISOString(),
    comparedAt: stored.comparedAt?.toISOString() ?? null,
    fields: fields.map(({ field, ours, theirs }) =>
      isOpen ? { field, ours, theirs } : { field, ours: null, theirs: null },
    ),
    accepted:
      accepted === null || stored.acceptedAt === null ? null : { at: stored.acceptedAt.toISOString(), ...accepted },
  };
}

export type Browser = ReturnType<typeof createBrowser>;

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
  clock: BrowserDeps['clock'],
  record: store.MessageRecord,
  subject: string | undefined,
  last: LastWords,
): MessageRowView {
  const state = shownState(record);
  const isOver = isOverAtBpjs(record, clock.now());
  // The outbox's times are the database's: real ones. The deadline is a business instant already.
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
    nextAt: record.nextAt === null ? null : clock.businessOf(record.nextAt).toISOString(),
    deadlineAt: record.deadlineAt?.toISOString() ?? null,
    confirmable: record.state === 'parked' && record.reason === UNREADABLE,
    resendable: RESENDABLE.has(state) && !(isOver && (state === 'expired' || state === 'refused')),
    lastCode: last.code ?? record.code,
    lastMessage: last.message,
    explanation: waitsForBpjs(record)
      ? null
      : explainMessage(state === 'expired' && !isOver ? { ...record, code: 'expired-own' } : record),
    differs: record.differs,
  };
}

interface LastWords {
  readonly code: string | null;
  readonly message: string | null;
}

const NO_WORDS: LastWords = { code: null, message: null };

/** What BPJS said last, for messages a person must look at; others need no opening of sealed rows. */
async function lastWords(
  deps: BrowserDeps,
  tx: FacilityTx,
  actor: Actor,
  record: store.MessageRecord,
): Promise<LastWords> {
  if (!['refused', 'parked', 'unknown'].includes(record.state)) return NO_WORDS;
  const outcomes = await store.listOutcomes(tx, record.laneId, record.messageId);
  const sealed = outcomes.findLast((outcome) => outcome.evidence !== null)?.evidence;
  if (!sealed) return NO_WORDS;
  const evidence = await openEvidence(deps.sealer, tx, record.messageId, sealed);
  return { code: evidence.code, message: shownMessage(evidence.message, can(actor, 'message-payload')) };
}

/** BPJS quotes card and letter numbers in its texts: without the permission only their last three digits are shown. */
export function shownMessage(message: string | null, isOpen: boolean): string | null {
  if (message === null || isOpen) return message;
  return message.replaceAll(/[0-9A-Z]*\d{6,}[0-9A-Z]*/gi, (number) => `•••${number.slice(-3)}`);
}

async function attemptsOf(
  deps: BrowserDeps,
  tx: FacilityTx,
  { record, payloadVisible }: { record: store.MessageRecord; payloadVisible: boolean },
): Promise<AttemptView[]> {
  const attempts = await store.listAttempts(tx, record.laneId, record.messageId);
  const outcomes = await store.listOutcomes(tx, record.laneId, record.messageId);
  const views: AttemptView[] = [];
  for (const attempt of attempts) {
    const own = outcomes.filter((outcome) => outcome.attemptId === attempt.attemptId);
    const last = own.at(-1);
    const sealed = own.findLast((outcome) => outcome.evidence !== null)?.evidence ?? null;
    const evidence: EvidenceRecord | null =
      sealed === null ? null : await openEvidence(deps.sealer, tx, record.messageId, sealed);
    const sent = payloadVisible ? await openSent(deps.sealer, tx, record.messageId, attempt.body) : null;
    views.push({
      id: attempt.attemptId,
      startedAt: deps.clock.businessOf(attempt.startedAt).toISOString(),
      endedAt: last === undefined ? null : deps.clock.businessOf(last.recordedAt).toISOString(),
      tookMs: last === undefined ? null : last.recordedAt.getTime() - attempt.startedAt.getTime(),
      outcome: last?.kind ?? null,
      code: evidence?.code ?? last?.code ?? null,
      bpjsMessage: shownMessage(evidence?.message ?? null, payloadVisible),
      request: sent === null ? null : { method: sent.method, path: sent.path, body: sent.body ?? null },
      response:
        payloadVisible && evidence !== null
          ? { data: evidence.data ?? null, differences: evidence.differences ?? [] }
          : null,
    });
  }
  return views;
}
