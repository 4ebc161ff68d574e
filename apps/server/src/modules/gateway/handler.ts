// The adapter between one BPJS message kind and the outbox: builds and seals the exact body, sends it, names what came of it, asks
// BPJS after anything unclear, and hands the business rows to the kind. It decides nothing itself: outcome.ts does.
import { isBpjsError, type BpjsClient, type BpjsError, type PreparedCall } from '@titian/client';
import type { Handler, OpenAttempt, Outcome, OutboxMessage, Prepared, Queryable, ReadBack } from '@titian/outbox';
import type { Clock } from '../../platform/clock.ts';
import type { Sealer } from '../../platform/crypto/index.ts';
import type { Db, FacilityTx } from '../../platform/db/index.ts';
import { facilityId as checkedFacilityId, type FacilityId } from '../../platform/ids.ts';
import type { ClientPool } from './clients.ts';
import type { ExchangePurpose, NewExchange } from './exchange-keeper.ts';
import type { ExchangeRecorder, SeenExchange } from './exchange-recorder.ts';
import { openSent, sealEvidence, sealSent, type EvidenceRecord, type SentRecord } from './evidence.ts';
import type { BpjsMessageKind, Difference, FacilityBpjs, Json, ReadBackResult, SettledOutcome } from './kinds.ts';
import { channelOf } from './message.ts';
import { verdictOfAnswer, verdictOfError, type Verdict } from './outcome.ts';
import type { Gate } from './restored.ts';
import { openSettleTx } from './settle-tx.ts';

/** Credentials are entered by a person: looking more often would only fill the log. */
const NO_CREDENTIALS_RETRY_MS = 30_000;
/** Long enough for others in flight with the old clock to come back. */
const CLOCK_CORRECTED_RETRY_MS = 1_000;
/** When the look before the first attempt fails, nothing was sent and the next try comes soon. */
const ADOPT_RETRY_MS = 15_000;
/** A person releases the database after minutes or hours; each turn until then asks BPJS once. */
const RESTORED_RETRY_MS = 60_000;

export interface HandlerDeps {
  readonly db: Db;
  readonly sealer: Sealer;
  readonly clock: Clock;
  readonly clients: ClientPool;
  /** The facility's word on what BPJS lets nobody read back: true = send it again after the settle window. */
  readonly repeatsUnreadable: (tx: FacilityTx) => Promise<boolean>;
  /** Whether this facility's database was restored from a backup, and how far it has been let go. */
  readonly gateOf: (facilityId: FacilityId) => Promise<Gate>;
  readonly restoredRetryMs?: number | undefined;
  /** Only with a planted bug. */
  readonly takesAlreadyAsEqual: boolean;
  readonly bpjsOf: (facilityId: FacilityId) => FacilityBpjs;
  readonly recorder: ExchangeRecorder;
  /** Takes the exact bytes of what was exchanged about a message. */
  readonly keep: (facilityId: FacilityId, exchanges: readonly NewExchange[]) => void;
  /** Told of every exchange, for health. */
  readonly observe: (facilityId: FacilityId, exchange: Exchange) => void;
  /** Extra rows and signals of the gateway itself for every settlement. */
  readonly recordSettled: (
    tx: ReturnType<typeof openSettleTx>['tx'],
    message: OutboxMessage,
    outcome: SettledOutcome,
    evidence: Uint8Array | null,
  ) => Promise<void>;
  /** Runs work when the settlement of this message has committed. */
  readonly afterSettled: (message: OutboxMessage, work: readonly (() => void)[]) => void;
}

export interface Exchange {
  readonly service: BpjsMessageKind['endpoint']['service'];
  readonly channel: string;
  readonly errorCode: string | null;
  readonly latencyMs: number;
  /** No call of its own: what a call on another channel says about this one. Judged, not counted. */
  readonly isInferred?: true;
}

/** What `send` needs between prepare and the wire; lives in memory only. */
interface ReadyCall {
  readonly client: BpjsClient;
  readonly prepared: PreparedCall;
  readonly sent: SentRecord;
}

/** What travels in an outcome's `result` from the exchange to the settlement. Never stored as such. */
interface Carried {
  readonly value: Json;
  readonly differences: readonly Difference[];
}

export function createHandler(kind: BpjsMessageKind, deps: HandlerDeps): Handler {
  return {
    isReadable: kind.readBack !== null,
    ...(kind.knock === undefined ? {} : { knock: (ctx) => isThere(kind, deps, checkedFacilityId(ctx.facilityId)) }),
    prepare: (ctx) => prepare(kind, deps, ctx),
    // The outbox hands back what prepare returned for this very message.
    send: (call, ctx) => send(kind, deps, call as ReadyCall, ctx),
    readBack: (attempt, ctx) => readBack(kind, deps, attempt, ctx),
    settle: (tx, message, outcome) => settle(kind, deps, { connection: tx, message, outcome }),
  };
}

/** Any answer will do, also a refusal. That there was none is news of the kind's own channel too; a good one will be told by its sending. */
async function isThere(kind: BpjsMessageKind, deps: HandlerDeps, facility: FacilityId): Promise<boolean> {
  const startedMs = deps.clock.monotonicMs();
  try {
    await kind.knock?.(deps.bpjsOf(facility));
    return true;
  } catch (error) {
    if (!isBpjsError(error)) throw error;
    if (error.advice !== 'later') return true;
    deps.observe(facility, {
      service: kind.endpoint.service,
      channel: channelOf(kind.endpoint),
      errorCode: error.code,
      latencyMs: deps.clock.monotonicMs() - startedMs,
      isInferred: true,
    });
    return false;
  }
}

type PrepareCtx = Parameters<Handler['prepare']>[0];

async function prepare(kind: BpjsMessageKind, deps: HandlerDeps, ctx: PrepareCtx): Promise<Prepared> {
  const facility = checkedFacilityId(ctx.facilityId);
  const client = await deps.clients.get(facility, kind.endpoint.service);
  if (client === null) return { kind: 'waiting', reason: 'credentials-missing', retryInMs: NO_CREDENTIALS_RETRY_MS };
  const built = await deps.db.withFacility(facility, async (tx) => {
    const result = await kind.build(tx, ctx.message);
    if (result.kind !== 'call') return result;
    const prepared = prepareCall(client, kind, result);
    if (prepared.kind !== 'prepared') return prepared;
    const sent: SentRecord = {
      endpointId: kind.endpoint.id,
      params: result.params,
      body: result.body,
      ...exactOf(prepared.call),
    };
    const body = await sealSent(deps.sealer, tx, ctx.message.messageId, sent);
    return { kind: 'ready', body, call: { client, prepared: prepared.call, sent } satisfies ReadyCall } as const;
  });
  if (built.kind !== 'ready') return built;
  const gate = await deps.gateOf(facility);
  if (gate.kind !== 'free') {
    const { sent } = built.call;
    const kept = await passRestoredGate(kind, deps, { facility, sent, message: ctx.message, gate });
    if (kept !== null) return kept;
  }
  if (kind.adopt !== undefined && ctx.attemptNumber <= 1) {
    const held = await adopted(kind, deps, { facility, sent: built.call.sent, message: ctx.message });
    if (held !== null) return held;
  }
  return { kind: 'send', body: built.body, call: built.call };
}

function prepareCall(client: BpjsClient, kind: BpjsMessageKind, call: { params: unknown; body: unknown }) {
  try {
    return { kind: 'prepared', call: client.prepare(kind.endpoint, { params: call.params, body: call.body }) } as const;
  } catch (error) {
    // A record that does not fit the wire's form needs a person, not a retry; anything else is a bug and parks the message.
    if (isBpjsError(error) && error.code.startsWith('INPUT_'))
      return { kind: 'refused', code: error.code, reason: 'wire-form' } as const;
    throw error;
  }
}

function exactOf(prepared: PreparedCall): Pick<SentRecord, 'method' | 'path' | 'exactBody'> {
  return { method: prepared.method, path: prepared.path, exactBody: prepared.body };
}

interface Held {
  readonly facility: FacilityId;
  readonly sent: SentRecord;
  readonly message: OutboxMessage;
}

/** Does BPJS hold it already from elsewhere? Null = no, send it. */
async function adopted(
  kind: BpjsMessageKind,
  deps: HandlerDeps,
  { facility, sent, message }: Held,
): Promise<Prepared | null> {
  const found = await noting(deps, { facility, messageId: message.messageId, attemptId: null, purpose: 'ask' }, () =>
    asking(() => kind.adopt?.(deps.bpjsOf(facility), sent, message) ?? Promise.resolve({ kind: 'absent' } as const)),
  );
  switch (found.kind) {
    case 'present':
      return { kind: 'already', result: carried(found.result, found.differences) };
    case 'absent':
      return null;
    case 'unclear':
      return { kind: 'waiting', reason: found.reason, retryInMs: ADOPT_RETRY_MS };
  }
}

/**
 * After a restore our memory is older than BPJS's: what it shows settles without being sent. Null = it is not there and may be sent.
 * While the gate is held nothing may be sent at all.
 */
async function passRestoredGate(
  kind: BpjsMessageKind,
  deps: HandlerDeps,
  { facility, sent, message, gate }: Held & { readonly gate: Exclude<Gate, { kind: 'free' }> },
): Promise<Prepared | null> {
  const ask = kind.readBack;
  const hold: Prepared = {
    kind: 'waiting',
    reason: 'restored-hold',
    retryInMs: deps.restoredRetryMs ?? RESTORED_RETRY_MS,
  };
  if (ask === null) {
    if (gate.kind === 'held') return hold;
    // It may have left after the backup was made, and BPJS offers nothing to ask: a person decides (docs/adr/0008).
    const isOlder = message.createdAt.getTime() <= gate.restoredAt.getTime();
    const mayRepeat = !isOlder || (await deps.db.withFacility(facility, deps.repeatsUnreadable));
    return mayRepeat ? null : { kind: 'refused', code: 'TITIAN_RESTORED_UNREADABLE', reason: 'restored-unreadable' };
  }
  const found = await asking(() => ask(deps.bpjsOf(facility), sent, message));
  switch (found.kind) {
    case 'present':
      return { kind: 'already', result: carried(found.result, found.differences) };
    case 'absent':
      return gate.kind === 'held' ? hold : null;
    case 'unclear':
      return { kind: 'waiting', reason: found.reason, retryInMs: ADOPT_RETRY_MS };
  }
}

type SendCtx = Parameters<Handler['send']>[1];

async function send(kind: BpjsMessageKind, deps: HandlerDeps, call: ReadyCall, ctx: SendCtx): Promise<Outcome> {
  const facility = checkedFacilityId(ctx.facilityId);
  const exchanged = await exchange(kind, deps, { facility, call, ctx });
  const { verdict } = exchanged;
  const evidenced = async (record: EvidenceRecord): Promise<{ evidence: Uint8Array }> => ({
    evidence: await deps.db.withFacility(facility, (tx) =>
      sealEvidence(deps.sealer, tx, ctx.message.messageId, record),
    ),
  });
  if (verdict.kind !== 'check-already' && verdict.kind !== 'check-unfamiliar') {
    const { data, ...facts } = exchanged.record;
    // What an unclear or unsent call learned is the error's code alone; a seal is only worth its cost for BPJS's own words.
    const isWorthKeeping = facts.code !== null || data !== undefined;
    return { ...outcomeOf(verdict, exchanged.result), ...(isWorthKeeping ? await evidenced(exchanged.record) : {}) };
  }
  // Planted bug for the crash run: whoever believes "already there" without looking tells the desk a time that BPJS does not hold.
  if (verdict.kind === 'check-already' && deps.takesAlreadyAsEqual)
    return { kind: 'delivered', result: carried(kind.resultOf?.(null, call.sent) ?? null) };
  if (kind.readBack === null) return { ...unreadableOutcome(verdict), ...(await evidenced(exchanged.record)) };
  const ask = kind.readBack;
  const found = await noting(deps, { ...about(facility, ctx), purpose: 'ask' }, () =>
    asking(() => ask(deps.bpjsOf(facility), call.sent, ctx.message)),
  );
  const differences = found.kind === 'present' ? (found.differences ?? []) : [];
  return { ...checkedOutcome(verdict, found), ...(await evidenced({ ...exchanged.record, differences })) };
}

interface Exchanged {
  readonly verdict: Verdict;
  readonly record: EvidenceRecord;
  readonly result: Json;
}

async function exchange(
  kind: BpjsMessageKind,
  deps: HandlerDeps,
  { facility, call, ctx }: { facility: FacilityId; call: ReadyCall; ctx: SendCtx },
): Promise<Exchanged> {
  const { service } = kind.endpoint;
  const skewMs = deps.clients.skewOf(service);
  const startedMs = deps.clock.monotonicMs();
  const observed = (errorCode: string | null) =>
    deps.observe(facility, {
      service,
      channel: channelOf(kind.endpoint),
      errorCode,
      latencyMs: deps.clock.monotonicMs() - startedMs,
    });
  try {
    const answer = await noting(deps, { ...about(facility, ctx), purpose: 'send' }, () =>
      call.client.send(call.prepared, { signal: ctx.signal, mayBegin: ctx.mayBegin }),
    );
    observed(null);
    const record: EvidenceRecord = { code: answer.code, message: answer.message, data: answer.data };
    const verdict = verdictOfAnswer(answer);
    const result =
      verdict.kind === 'delivered' && kind.resultOf !== undefined ? kind.resultOf(answer.data, call.sent) : null;
    // A success without the number it must carry: the effect is there, the number must be looked up (docs/facts/pcare.md §4.5).
    if (result === undefined)
      return { verdict: { kind: 'unknown', reason: 'answer-without-number' }, record, result: null };
    return { verdict, record, result };
  } catch (error) {
    if (!isBpjsError(error)) throw error;
    observed(error.code);
    const record: EvidenceRecord = {
      code: error.bpjsCode ?? null,
      message: error.bpjsMessage ?? null,
      ...dataOf(error),
    };
    // The refusal taught us BPJS's clock: nothing is wrong with the credentials, the next signature carries the right time.
    if (error.code === 'BPJS_CREDENTIAL' && deps.clients.skewOf(service) !== skewMs) {
      return {
        verdict: { kind: 'waiting', reason: 'clock-corrected', retryInMs: CLOCK_CORRECTED_RETRY_MS },
        record,
        result: null,
      };
    }
    return { verdict: verdictOfError(error), record, result: null };
  }
}

/** PCare's 412 names the failing fields; an unfamiliar answer is kept as it came. Both may name a person: sealed only. */
function dataOf(error: BpjsError): { data?: unknown } {
  if (error.evidence !== undefined) return { data: { raw: error.evidence, context: error.context } };
  if (error.fields.length > 0) return { data: { fields: error.fields, context: error.context } };
  return Object.keys(error.context).length > 0 ? { data: { context: error.context } } : {};
}

type PlainVerdict = Exclude<Verdict, { kind: 'check-already' | 'check-unfamiliar' }>;

function outcomeOf(verdict: PlainVerdict, result: Json): Outcome {
  if (verdict.kind === 'delivered') return { kind: 'delivered', result: carried(result) };
  return verdict;
}

function checkedOutcome(
  verdict: Extract<Verdict, { kind: 'check-already' | 'check-unfamiliar' }>,
  found: ReadBackResult,
): Outcome {
  if (found.kind === 'present')
    return { kind: 'already', same: found.same, result: carried(found.result, found.differences) };
  // BPJS said "already", yet does not show it: believe neither, look again after the settle window.
  if (verdict.kind === 'check-already') return { kind: 'unknown', reason: 'already-but-not-shown' };
  // An answer nobody has seen before and no trace of an effect: a person must look. Kept open, so that a resend reads back first.
  return { kind: 'parked', reason: verdict.reason, effect: 'unknown' };
}

/** Nothing to compare with: BPJS's word that it has it is all there is, and an answer nobody has seen before stays unclear. */
function unreadableOutcome(verdict: Extract<Verdict, { kind: 'check-already' | 'check-unfamiliar' }>): Outcome {
  return verdict.kind === 'check-already'
    ? { kind: 'already', same: true, result: carried(null) }
    : { kind: 'unknown', reason: verdict.reason };
}

interface About {
  readonly facility: FacilityId;
  readonly messageId: string;
  readonly attemptId: string | null;
  readonly purpose: ExchangePurpose;
}

const about = (facility: FacilityId, ctx: SendCtx): Omit<About, 'purpose'> => ({
  facility,
  messageId: ctx.message.messageId,
  attemptId: ctx.attemptId,
});

/** Keeps the bytes of whatever the work exchanges, however it ends. */
async function noting<T>(
  { recorder, keep }: Pick<HandlerDeps, 'recorder' | 'keep'>,
  { facility, ...of }: About,
  work: () => Promise<T>,
): Promise<T> {
  const list: SeenExchange[] = [];
  try {
    return await recorder.into(list, work);
  } finally {
    keep(
      facility,
      list.map((exchange) => ({ ...of, exchange })),
    );
  }
}

/** Asks BPJS; every failure of the asking itself is "unclear", a bug of ours is not. */
async function asking(ask: () => Promise<ReadBackResult>): Promise<ReadBackResult> {
  try {
    return await ask();
  } catch (error) {
    if (isBpjsError(error)) return { kind: 'unclear', reason: error.code };
    throw error;
  }
}

type ReadBackCtx = Parameters<Handler['readBack']>[1];

async function readBack(
  kind: BpjsMessageKind,
  deps: HandlerDeps,
  attempt: OpenAttempt,
  ctx: ReadBackCtx,
): Promise<ReadBack> {
  const facility = checkedFacilityId(ctx.facilityId);
  const ask = kind.readBack;
  if (ask === null)
    return (await deps.db.withFacility(facility, deps.repeatsUnreadable)) ? { kind: 'absent' } : { kind: 'unreadable' };
  const sent = await deps.db.withFacility(facility, (tx) =>
    openSent(deps.sealer, tx, ctx.message.messageId, attempt.sealedBody),
  );
  const found = await noting(
    deps,
    { facility, messageId: ctx.message.messageId, attemptId: attempt.attemptId, purpose: 'ask' },
    () => asking(() => ask(deps.bpjsOf(facility), sent, ctx.message)),
  );
  if (found.kind !== 'present') return found;
  const differences = found.differences ?? [];
  const record: EvidenceRecord = { code: null, message: null, data: found.result, differences };
  const evidence = await deps.db.withFacility(facility, (tx) =>
    sealEvidence(deps.sealer, tx, ctx.message.messageId, record),
  );
  return { kind: 'present', same: found.same, result: carried(found.result, differences), evidence };
}

function carried(value: Json, differences: readonly Difference[] = []): Carried {
  return { value, differences };
}

function isCarried(result: unknown): result is Carried {
  return typeof result === 'object' && result !== null && 'value' in result && 'differences' in result;
}

interface Settlement {
  readonly connection: Queryable;
  readonly message: OutboxMessage;
  readonly outcome: Outcome;
}

async function settle(
  kind: BpjsMessageKind,
  deps: HandlerDeps,
  { connection, message, outcome }: Settlement,
): Promise<void> {
  const { tx, finish, takeAfterCommit } = openSettleTx(connection, message.facilityId);
  const settled = settledOf(outcome);
  await kind.settle(tx, message, settled);
  await deps.recordSettled(tx, message, settled, outcome.evidence ?? null);
  await finish();
  deps.afterSettled(message, takeAfterCommit());
}

/** Example: a refused outcome becomes `{ kind: 'refused', code: 'pcare.precondition', reason: '412', result: null, … }`. */
export function settledOf(outcome: Outcome): SettledOutcome {
  const result = 'result' in outcome && isCarried(outcome.result) ? outcome.result : carried(null);
  return {
    kind: outcome.kind,
    result: result.value,
    differences: result.differences,
    code: outcome.kind === 'refused' ? outcome.code : null,
    reason: outcome.kind === 'refused' ? outcome.message : 'reason' in outcome ? outcome.reason : null,
  };
}
