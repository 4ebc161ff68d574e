// What people see of messages: the list and how many stand where, and one message with its lane, its history and why it waits. Reads only;
// what was sent and answered byte for byte is opened elsewhere, with a reason (payload.ts).
import type { Service } from '@titian/contract';
import { can, type Actor } from '../../platform/actor.ts';
import type { Audit } from '../../platform/audit/index.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Sealer } from '../../platform/crypto/index.ts';
import type { Db, FacilityTx } from '../../platform/db/index.ts';
import { notFound } from '../../platform/errors.ts';
import type { FacilityId } from '../../platform/ids.ts';
import { isOverAtBpjs } from './deadline.ts';
import { openAcceptance, openDifferences, openEvidence } from './evidence.ts';
import { explainCode, labelOf } from './explain.ts';
import { historyOf, type HistoryLine } from './history.ts';
import type { Difference } from './kinds.ts';
import * as messages from './message-store.ts';
import { refusalsAbout } from './refusals.ts';
import { explanationOf, rowsOf, shownMessage, type MessageRowView } from './rows.ts';
import { countGroups, countReasons, searchMessages, type MessageFilter, type Place } from './search-store.ts';
import { shownState, type ShownState } from './shown.ts';
import * as store from './store.ts';
import { standingOf, type NamedMessage, type Standing } from './wait.ts';

export interface AttemptView {
  readonly id: string;
  readonly startedAt: string;
  readonly endedAt: string | null;
  /** By the real clock, which the business clock of a demo may leave far behind. */
  readonly tookMs: number | null;
  readonly outcome: string | null;
  readonly code: string | null;
  readonly bpjsMessage: string | null;
}

export interface MessageDetailView {
  readonly message: MessageRowView;
  readonly standing: Standing;
  readonly lane: readonly MessageRowView[];
  readonly attempts: readonly AttemptView[];
  readonly history: readonly HistoryLine[];
  /** Values of differences and BPJS's sentences are shown as they are. */
  readonly payloadVisible: boolean;
  /** The exact bytes may be opened, with a reason. */
  readonly payloadOpenable: boolean;
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
  readonly clock: Pick<Clock, 'now' | 'realNow' | 'businessOf'>;
  /** How a message's subject is called on a screen (number and booking code of a visit); ids of others are shown as they are. */
  readonly subjectNames: (tx: FacilityTx, subjectIds: readonly string[]) => Promise<ReadonlyMap<string, string>>;
  /** Names of the facility's people by account. */
  readonly peopleNames: (facilityId: FacilityId) => Promise<ReadonlyMap<string, string>>;
}

export interface MessageQuery {
  readonly states: readonly ShownState[] | null;
  readonly services: readonly Service[] | null;
  readonly kinds: readonly string[] | null;
  readonly channels: readonly string[] | null;
  readonly subjectIds: readonly string[] | null;
  /** A refusal's code, or words of it. */
  readonly refusal: string | null;
  readonly isDifferent: boolean;
  /** Business instants. */
  readonly from: Date | null;
  readonly until: Date | null;
}

export interface CountView {
  readonly value: string;
  readonly count: number;
}

export interface CountsView {
  readonly states: readonly (CountView & { readonly value: ShownState })[];
  readonly services: readonly CountView[];
  readonly kinds: readonly (CountView & { readonly label: string })[];
  readonly channels: readonly CountView[];
  readonly reasons: readonly (CountView & {
    readonly bpjsCode: string | null;
    readonly words: string | null;
    readonly apa: string | null;
  })[];
  readonly total: number;
  /** False: only the newest were counted, except those that need somebody. */
  readonly isComplete: boolean;
}

export function createBrowser(deps: BrowserDeps) {
  return {
    async list(
      actor: Actor,
      query: MessageQuery,
      page: { readonly before: Place | null; readonly limit: number },
    ): Promise<{ items: MessageRowView[]; next: Place | null }> {
      return deps.db.withFacility(actor.facilityId, async (tx) => {
        const { records, next } = await searchMessages(tx, filterOf(deps.clock, query), page);
        return { items: await rowsOf(deps, tx, actor, records), next };
      });
    },

    counts: (actor: Actor, query: MessageQuery): Promise<CountsView> =>
      deps.db.withFacility(actor.facilityId, async (tx) => {
        const filter = filterOf(deps.clock, query);
        const { groups, isComplete } = await countGroups(tx, filter);
        const reasons = await countReasons(tx, filter);
        return { ...countsOf(groups, filter), isComplete, reasons: reasons.map(reasonView) };
      }),

    async detail(actor: Actor, messageId: string): Promise<MessageDetailView> {
      const names = await deps.peopleNames(actor.facilityId);
      const nameOf = (by: string) => names.get(by.slice(by.indexOf(':') + 1)) ?? (by.includes(':') ? 'Titian' : by);
      return deps.db.withFacility(actor.facilityId, async (tx) => {
        const record = await messages.findMessage(tx, messageId);
        if (record === undefined) throw notFound('message');
        const payloadVisible = can(actor, 'message-payload');
        // BPJS's own sentence and the differences tell something of the patient.
        await deps.audit.record(tx, { actor, action: 'message.read', subjectType: 'message', subjectId: messageId });
        const lane = await messages.listLane(tx, record.laneId);
        const [message] = await rowsOf(deps, tx, actor, [record]);
        if (message === undefined) throw notFound('message');
        const attempts = await messages.listAttempts(tx, record.laneId, messageId);
        const outcomes = await messages.listOutcomes(tx, record.laneId, messageId);
        const shown = (real: Date) => deps.clock.businessOf(real).toISOString();
        return {
          message,
          standing: await standing(deps, tx, { record, lane, role: message.explanation?.peran ?? null, nameOf }),
          lane: await rowsOf(deps, tx, actor, lane),
          attempts: await attemptsOf(deps, tx, { record, payloadVisible, attempts, outcomes }),
          history: historyOf({ createdAt: record.createdAt, attempts, outcomes, nameOf, shown }),
          payloadVisible,
          payloadOpenable: can(actor, 'message-open'),
          difference: await differenceOf(deps.sealer, tx, messageId, payloadVisible),
        };
      });
    },
  };
}

export type Browser = ReturnType<typeof createBrowser>;

/** The database writes real instants, people ask in business time; one is a straight line of the other. */
function realOf(clock: BrowserDeps['clock'], business: Date): Date {
  const real = clock.realNow().getTime();
  const here = clock.businessOf(new Date(real)).getTime();
  const speed = (clock.businessOf(new Date(real + 1_000_000)).getTime() - here) / 1_000_000;
  return new Date(real + (business.getTime() - here) / speed);
}

export function filterOf(clock: BrowserDeps['clock'], query: MessageQuery): MessageFilter {
  const { refusal, from, until, ...rest } = query;
  return {
    ...rest,
    refusal: refusal === null ? null : refusalsAbout(refusal),
    from: from === null ? null : realOf(clock, from),
    until: until === null ? null : realOf(clock, until),
  };
}

type Groups = Awaited<ReturnType<typeof countGroups>>['groups'];

/** Each filter counts what the others leave, so that choosing another value of it says beforehand how many there are. */
function countsOf(groups: Groups, filter: MessageFilter): Omit<CountsView, 'reasons' | 'isComplete'> {
  const fits = {
    state: (group: Groups[number]) => filter.states?.includes(group.state) ?? true,
    service: (group: Groups[number]) => filter.services?.includes(group.service) ?? true,
    kind: (group: Groups[number]) => filter.kinds?.includes(group.kind) ?? true,
    channel: (group: Groups[number]) => filter.channels?.includes(group.channel) ?? true,
  };
  const by = <Name extends keyof typeof fits>(name: Name): { value: Groups[number][Name]; count: number }[] => {
    const counts = new Map<Groups[number][Name], number>();
    for (const group of groups) {
      const isLeft = Object.entries(fits).every(([other, isFit]) => other === name || isFit(group));
      if (isLeft) counts.set(group[name], (counts.get(group[name]) ?? 0) + group.count);
    }
    return [...counts].map(([value, count]) => ({ value, count })).toSorted((one, other) => other.count - one.count);
  };
  const total = groups
    .filter((group) => Object.values(fits).every((isFit) => isFit(group)))
    .reduce((sum, { count }) => sum + count, 0);
  return {
    states: by('state'),
    services: by('service'),
    kinds: by('kind').map((kind) => ({ ...kind, label: labelOf(kind.value, null) })),
    channels: by('channel'),
    total,
  };
}

function reasonView(reason: Awaited<ReturnType<typeof countReasons>>[number]): CountsView['reasons'][number] {
  const { code, bpjsCode, words, count } = reason;
  return { value: code, bpjsCode, words, count, apa: explainCode(code, null)?.apa ?? null };
}

interface StandingInput {
  readonly record: messages.MessageRecord;
  readonly lane: readonly messages.MessageRecord[];
  readonly role: Standing['role'];
  readonly nameOf: (by: string) => string;
}

async function standing(
  { clock }: BrowserDeps,
  tx: FacilityTx,
  { record, lane, role, nameOf }: StandingInput,
): Promise<Standing> {
  const facts = await messages.findStanding(tx, record.messageId);
  const channel = await messages.findChannel(tx, record.channel);
  const headSeq = Number(facts?.headSeq ?? record.seq);
  const head = lane.find((other) => Number(other.seq) === headSeq);
  const isHeadOther = head !== undefined && head.messageId !== record.messageId;
  const isLaneHeld = record.laneState === 'stopped' || record.laneState === 'parked';
  const after = facts?.after ?? [];
  const others = await messages.findMessages(
    tx,
    after.map((one) => one.messageId),
  );
  const shown = (real: Date | null) => (real === null ? null : clock.businessOf(real));
  return standingOf({
    state: shownState(record),
    role,
    isHead: headSeq === Number(record.seq),
    head:
      isHeadOther && (isLaneHeld || (head.settledAt === null && Number(head.seq) < Number(record.seq)))
        ? { ...named(head), role: explanationOf(head, isOverAtBpjs(head, clock.now()))?.peran ?? null }
        : null,
    isLaneHeld,
    predecessors: others
      .filter((other) => other.settledAt === null)
      .map((other) => {
        const maxWaitMs = after.find((one) => one.messageId === other.messageId)?.maxWaitMs;
        const until = maxWaitMs === undefined ? null : new Date(record.createdAt.getTime() + maxWaitMs);
        return { ...named(other), until: shown(until) };
      }),
    paused:
      channel?.pausedAt == null
        ? null
        : {
            at: clock.businessOf(channel.pausedAt),
            by: channel.pausedBy === null ? null : nameOf(channel.pausedBy),
            words: explainCode(null, channel.reason)?.apa ?? channel.reason,
          },
    away: channel?.breaker === 'open' ? { since: shown(channel.openedAt), probeAt: shown(channel.nextProbeAt) } : null,
    notBefore: shown(facts?.notBefore ?? null),
    nextAt: shown(record.nextAt),
    words: explanationOf(record, false)?.apa ?? null,
    now: clock.now(),
  });
}

function named(record: messages.MessageRecord): NamedMessage {
  return {
    id: record.messageId,
    label: labelOf(record.kind, record.intent),
    service: record.service,
    state: shownState(record),
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

interface AttemptInput {
  readonly record: messages.MessageRecord;
  readonly payloadVisible: boolean;
  readonly attempts: readonly messages.AttemptRecord[];
  readonly outcomes: readonly messages.OutcomeRecord[];
}

async function attemptsOf(
  deps: BrowserDeps,
  tx: FacilityTx,
  { record, payloadVisible, attempts, outcomes }: AttemptInput,
): Promise<AttemptView[]> {
  const views: AttemptView[] = [];
  for (const attempt of attempts) {
    const own = outcomes.filter((outcome) => outcome.attemptId === attempt.attemptId);
    const last = own.at(-1);
    const sealed = own.findLast((outcome) => outcome.evidence !== null)?.evidence ?? null;
    const evidence = sealed === null ? null : await openEvidence(deps.sealer, tx, record.messageId, sealed);
    views.push({
      id: attempt.attemptId,
      startedAt: deps.clock.businessOf(attempt.startedAt).toISOString(),
      endedAt: last === undefined ? null : deps.clock.businessOf(last.recordedAt).toISOString(),
      tookMs: last === undefined ? null : last.recordedAt.getTime() - attempt.startedAt.getTime(),
      outcome: last?.kind ?? null,
      code: evidence?.code ?? last?.code ?? null,
      bpjsMessage: shownMessage(evidence?.message ?? null, payloadVisible),
    });
  }
  return views;
}
