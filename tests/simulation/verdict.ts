// The judgement when the dust has settled: what was accepted, what BPJS holds, what the handlers were told and what the tables say must be
// one story. Reads the ledger and the tables, never the engine.
import type { MessageState, NewMessage } from '@titian/outbox';
import type { Machine, MemoryDatabase, Row } from '@titian/outbox/testing';
import type { Judge } from './judge.ts';
import type { Payer } from './payer.ts';

export interface Accepted {
  readonly facilityId: string;
  readonly message: NewMessage;
}

export interface Evidence {
  readonly judge: Judge;
  readonly payer: Payer;
  readonly database: MemoryDatabase;
  readonly accepted: ReadonlyMap<string, Accepted>;
  /** Messages that were no longer needed when their turn came. */
  readonly needless: ReadonlySet<string>;
  readonly machines: readonly Machine[];
  /** Calls that came back to their machine. */
  readonly concluded: ReadonlyMap<Machine, number>;
}

/** Reasons that a person expects to see; anything else is the engine's own trouble. */
const EXPLAINED = [/^process-deaths$/, /^unreadable$/, /^prepare:TypeError$/, /^unfamiliar-answer$/];
const DONE: ReadonlySet<MessageState> = new Set(['delivered', 'already']);
const NEVER_SENT: ReadonlySet<MessageState> = new Set(['cancelled', 'skipped']);

export function judgeDay(evidence: Evidence): void {
  const told = toldOf(evidence.database);
  for (const [messageId, accepted] of evidence.accepted)
    judgeMessage(evidence, messageId, accepted, told.get(messageId) ?? []);
  judgeOrder(evidence);
  judgeReasons(evidence);
  judgeMetrics(evidence);
}

interface Told {
  readonly kind: string;
  readonly same: unknown;
}

function toldOf(database: MemoryDatabase): Map<string, Told[]> {
  const told = new Map<string, Told[]>();
  for (const { text, values } of database.business) {
    const [messageId, same] = values;
    const own = told.get(String(messageId)) ?? [];
    own.push({ kind: text, same });
    told.set(String(messageId), own);
  }
  return told;
}

function judgeMessage(
  { judge, payer, database, needless }: Evidence,
  messageId: string,
  { facilityId, message }: Accepted,
  told: readonly Told[],
): void {
  const lane = `${facilityId} ${message.laneId}`;
  const row = database.row(facilityId, messageId);
  if (row === undefined) {
    judge.find('lost', lane, messageId, 'answered as saved, and the tables do not know it');
    return;
  }
  const effects = payer.effectsOf(messageId);
  const own = effects.filter(({ isForeign }) => !isForeign).length;
  if (own > 1) judge.find('duplicated', lane, messageId, `${own} effects`);
  if (DONE.has(row.state) && effects.length === 0)
    judge.find('lost', lane, messageId, `${row.state} without an effect`);
  if (row.state === 'skipped' && !needless.has(messageId)) judge.find('lost', lane, messageId, 'given up unasked');
  if (NEVER_SENT.has(row.state) && own > 0) judge.find('disagreements', lane, messageId, `${row.state}, yet applied`);
  if (!DONE.has(row.state) && !NEVER_SENT.has(row.state)) judgeUnfinished(judge, lane, messageId, row);
  judgeTold(judge, lane, messageId, { row, told, held: effects[0]?.content });
}

function judgeUnfinished(judge: Judge, lane: string, messageId: string, { state, reason, code }: Row): void {
  const why = `${state} at the end (${reason ?? code ?? 'no reason'})`;
  judge.find(state === 'parked' || state === 'refused' ? 'unexplainedParked' : 'lost', lane, messageId, why);
}

function judgeTold(
  judge: Judge,
  lane: string,
  messageId: string,
  { row, told, held }: { readonly row: Row; readonly told: readonly Told[]; readonly held: string | undefined },
): void {
  const ends = told.filter(({ kind }) => kind === 'delivered' || kind === 'already');
  const expected = DONE.has(row.state) ? 1 : 0;
  if (ends.length !== expected)
    judge.find('toldWrong', lane, messageId, `${row.state}, and its handler was told ${ends.length} times`);
  const sent = judge.lastSent(messageId);
  for (const { kind, same } of ends) {
    if (kind !== row.state) judge.find('toldWrong', lane, messageId, `${row.state}, and its handler was told ${kind}`);
    // A difference between what we sent and what BPJS holds must be said.
    const saysSame = kind === 'delivered' || same === true;
    // Whoever died before the first byte has an intent and has sent nothing.
    const isSame = held !== undefined && (sent === undefined ? judge.hasHeld(messageId, held) : sent === held);
    if (held !== undefined && saysSame !== isSame)
      judge.find(
        'wrong',
        lane,
        messageId,
        `told ${saysSame ? 'the same' : 'a difference'}: sent “${sent}”, held “${held}”`,
      );
  }
}

function judgeOrder({ judge, payer, accepted, database }: Evidence): void {
  const last = new Map<string, number>();
  const seen = new Set<string>();
  for (const { messageId, facilityId, laneId, seq, isForeign } of payer.ledger) {
    seen.add(messageId);
    if (isForeign) continue;
    const lane = `${facilityId} ${laneId}`;
    if (seq < (last.get(lane) ?? 0) && !judge.byHand.has(messageId))
      judge.find('outOfOrder', lane, messageId, `${seq} was applied behind ${last.get(lane)}`);
    last.set(lane, Math.max(seq, last.get(lane) ?? 0));
    for (const { messageId: first, maxWaitMs } of accepted.get(messageId)?.message.after ?? []) {
      const isWaitedFor = maxWaitMs === undefined && database.row(facilityId, first)?.state !== 'skipped';
      if (isWaitedFor && !seen.has(first)) judge.find('outOfOrder', lane, messageId, 'applied before its predecessor');
    }
  }
}

function judgeReasons({ judge, database }: Evidence): void {
  for (const { kind, reason, facilityId, laneId, messageId } of database.history)
    if (kind === 'parked' && !EXPLAINED.some((known) => known.test(reason ?? '')))
      judge.find('unexplainedParked', `${facilityId} ${laneId}`, messageId, `parked: ${reason ?? 'no reason'}`);
}

/** What a node says of its channels is what came back to it. */
function judgeMetrics({ judge, machines, concluded }: Evidence): void {
  for (const machine of machines) {
    if (machine.process.isDead) continue;
    let said = 0;
    for (const { answered, failed } of machine.node.dispatcher.channels.values()) said += answered + failed;
    const was = concluded.get(machine) ?? 0;
    if (said !== was) judge.find('disagreements', '', '', `a node counts ${said} calls, ${was} came back to it`);
  }
}
