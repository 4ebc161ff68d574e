// Writes messages in the caller's transaction, after the business rows. Does not notify: that happens after the commit (engine/wake.ts).
import type { Enqueued, NewMessage, Queryable } from './types.ts';
import { OutboxError } from './types.ts';
import { EXISTING_MESSAGES, REFRESH_LANE, REGISTER_DEPENDENT, insertMessages, upsertLanes } from './sql/enqueue.ts';
import * as read from './store/rows.ts';
import { assertFacilityId, run, runPrepared } from './store/session.ts';

/** Rows per statement: 14 values each, far below the protocol's 65,535 parameters, and a plan that is still cheap to parse. */
const ROWS_PER_STATEMENT = 200;
/** An intent holds ids; anything larger is a body in the wrong place. */
const INTENT_LIMIT_BYTES = 4_096;

/** The usual small calls are prepared once per connection; a name per size, so only few sizes. */
const PREPARED_ROWS = 8;
const runSized = (count: number): typeof run => (count <= PREPARED_ROWS ? runPrepared : run);

export async function enqueue(tx: Queryable, facilityId: string, messages: readonly NewMessage[]): Promise<Enqueued[]> {
  assertFacilityId(facilityId);
  const distinct = [...new Map(messages.map((message) => [message.messageId, message])).values()];
  const done = new Map<string, Enqueued>();
  for (let start = 0; start < distinct.length; start += ROWS_PER_STATEMENT) {
    for (const entry of await enqueueSome(tx, facilityId, distinct.slice(start, start + ROWS_PER_STATEMENT)))
      done.set(entry.messageId, entry);
  }
  return messages.map((message) => done.get(message.messageId) ?? missing(message.messageId));
}

function missing(messageId: string): never {
  throw new OutboxError('BUG_ENQUEUE', `message ${messageId} is neither new nor known`, 'stop');
}

async function enqueueSome(tx: Queryable, facilityId: string, messages: readonly NewMessage[]): Promise<Enqueued[]> {
  const lanes = groupByLane(messages);
  const last = await reservePlaces(tx, facilityId, lanes);
  const placed = place(lanes, last);
  const values: unknown[] = [facilityId];
  for (const { message, seq } of placed) {
    values.push(
      message.laneId,
      seq,
      message.messageId,
      message.subjectId,
      message.service,
      message.kind,
      message.channel,
      message.class,
      intentText(message),
      message.onRefused,
      message.dangerous,
      message.deadlineAt,
      message.notBefore ?? null,
      message.after === undefined || message.after.length === 0 ? null : JSON.stringify(message.after),
    );
  }
  const created = new Set(
    (await runSized(placed.length)(tx, insertMessages(placed.length), values)).map((row) =>
      read.text(row, 'message_id'),
    ),
  );
  const entries = placed.map(({ message, seq }): Enqueued => ({
    messageId: message.messageId,
    seq,
    created: created.has(message.messageId),
  }));
  await registerDependents(
    tx,
    facilityId,
    messages.filter((message) => created.has(message.messageId)),
  );
  return created.size === placed.length ? entries : giveBack(tx, facilityId, lanes, entries);
}

type Lanes = Map<string, NewMessage[]>;

/** Lane-id order: two callers that write the same lanes lock them in the same order. */
function groupByLane(messages: readonly NewMessage[]): Lanes {
  const lanes: Lanes = new Map();
  for (const message of messages) lanes.set(message.laneId, [...(lanes.get(message.laneId) ?? []), message]);
  return new Map([...lanes].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

async function reservePlaces(tx: Queryable, facilityId: string, lanes: Lanes): Promise<Map<string, number>> {
  const values: unknown[] = [facilityId];
  for (const [laneId, own] of lanes) {
    const [first] = own;
    if (first === undefined) continue;
    values.push(
      laneId,
      first.subjectId,
      first.service,
      first.channel,
      Math.min(...own.map((message) => message.class)),
      first.notBefore ?? null,
      own.length,
      first.deadlineAt,
    );
  }
  const rows = await runSized(lanes.size)(tx, upsertLanes(lanes.size), values);
  return new Map(rows.map((row) => [read.text(row, 'lane_id'), read.number(row, 'last_seq')]));
}

function place(lanes: Lanes, last: Map<string, number>): { message: NewMessage; seq: number }[] {
  return [...lanes].flatMap(([laneId, own]) => {
    const end = last.get(laneId) ?? missing(laneId);
    return own.map((message, index) => ({ message, seq: end - own.length + 1 + index }));
  });
}

function intentText(message: NewMessage): string {
  const intent = JSON.stringify(message.intent);
  if (Buffer.byteLength(intent) <= INTENT_LIMIT_BYTES) return intent;
  throw new OutboxError(
    'INPUT_INTENT_TOO_LARGE',
    `the intent of a message is limited to ${INTENT_LIMIT_BYTES} bytes`,
    'fix',
  );
}

async function registerDependents(tx: Queryable, facilityId: string, messages: readonly NewMessage[]): Promise<void> {
  for (const message of messages) {
    const predecessors = message.after?.map((after) => after.messageId) ?? [];
    if (predecessors.length > 0) await run(tx, REGISTER_DEPENDENT, [facilityId, predecessors, message.laneId]);
  }
}

/** Some were enqueued before: their places stay gaps, the lanes count less, and a lane that was woken for nothing sleeps again. */
async function giveBack(
  tx: Queryable,
  facilityId: string,
  lanes: Lanes,
  entries: readonly Enqueued[],
): Promise<Enqueued[]> {
  const known = entries.filter((entry) => !entry.created).map((entry) => entry.messageId);
  const places = new Map(
    (await run(tx, EXISTING_MESSAGES, [facilityId, known])).map((row) => [
      read.text(row, 'message_id'),
      read.number(row, 'seq'),
    ]),
  );
  const isKnown = new Set(known);
  for (const [laneId, own] of lanes) {
    const superfluous = own.filter((message) => isKnown.has(message.messageId)).length;
    if (superfluous > 0) await run(tx, REFRESH_LANE, [facilityId, laneId, superfluous]);
  }
  return entries.map((entry) =>
    entry.created ? entry : { ...entry, seq: places.get(entry.messageId) ?? missing(entry.messageId) },
  );
}
