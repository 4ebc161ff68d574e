// What stops a lane and what does not: refusals, deadlines, poison, predecessors, pauses, hands.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { resolveSettings } from './settings.ts';
import { createPgStore } from './store/pg-store.ts';
import { createOutboxDatabase, type OutboxDatabase } from './testing/database.ts';
import {
  createNode,
  delay,
  FACILITY,
  laneOf,
  message,
  pendingLanes,
  Peer,
  QUICK,
  seeded,
  until,
  uuid,
  type NodeOptions,
  type TestNode,
} from './testing/scene.ts';
import type { NewMessage, Outcome } from './types.ts';

let database: OutboxDatabase;
let peer: Peer;
let nodes: TestNode[] = [];

beforeEach(async () => {
  database = await createOutboxDatabase();
  peer = new Peer();
  nodes = [];
});
afterEach(async () => {
  await Promise.all(nodes.map((node) => node.outbox.stop()));
  await database.close();
});

const node = async (options: NodeOptions = {}): Promise<TestNode> => {
  const created = createNode(database, peer, options);
  nodes.push(created);
  await created.outbox.start();
  return created;
};
const enqueue = (from: TestNode, messages: NewMessage[]): Promise<unknown> =>
  database.inFacility(FACILITY, (tx) => from.outbox.enqueue(tx, FACILITY, messages));
const idle = (): Promise<void> => until(async () => (await pendingLanes(database)) === 0, 'all lanes at rest');
const stateOf = async (m: NewMessage): Promise<unknown> =>
  (await database.owner.query('SELECT state FROM titian.outbox_messages WHERE message_id = $1', [m.messageId])).rows[0]
    ?.state;
const refuse =
  (seq: number) =>
  (m: { seq: number }, _call: number, apply: () => void): Outcome => {
    if (m.seq === seq) return { kind: 'refused', code: '201', message: 'tidak sesuai' };
    apply();
    return { kind: 'delivered', result: null };
  };

test('a refusal with stop-lane stops its lane and no other', async () => {
  peer.behaviour = refuse(1);
  const { outbox } = await node();
  await enqueue({ outbox } as TestNode, [message('a', 1), message('a', 2)]);
  await idle();
  expect(await laneOf(database, FACILITY, message('a', 1).laneId)).toMatchObject({
    state: 'stopped',
    next_at: null,
    pending: 2,
    reason: '201',
  });
  expect(peer.ledger).toEqual([]);
  peer.behaviour = (_m, _c, apply) => {
    apply();
    return { kind: 'delivered', result: null };
  };
  await enqueue({ outbox } as TestNode, [message('b', 1)]);
  await until(() => peer.ledger.length === 1, 'the other lane');
});

test('a refusal with continue lets its successors go', async () => {
  peer.behaviour = refuse(1);
  const first = await node();
  await enqueue(first, [message('a', 1, { onRefused: 'continue' }), message('a', 2)]);
  await idle();
  expect(peer.ledger.map((effect) => effect.seq)).toEqual([2]);
  expect(await stateOf(message('a', 1))).toBe('refused');
});

test('a stopped lane goes on after resend, with the name and reason kept', async () => {
  peer.behaviour = refuse(1);
  const first = await node();
  await enqueue(first, [message('a', 1), message('a', 2)]);
  await idle();
  peer.behaviour = (_m, _c, apply) => {
    apply();
    return { kind: 'delivered', result: null };
  };
  // A double click: the second one finds it queued, or already delivered and then is refused.
  await Promise.allSettled(
    [1, 2].map(() => first.outbox.resend(FACILITY, message('a', 1).messageId, 'petugas', 'diperbaiki')),
  );
  await until(() => peer.ledger.length === 2, 'both');
  await idle();
  expect(peer.violations()).toEqual([]);
  const { rows } = await database.owner.query("SELECT actor, reason FROM titian.outbox_outcomes WHERE kind = 'resent'");
  expect(rows).toEqual([{ actor: 'petugas', reason: 'diperbaiki' }]);
});

test('resending what was delivered is refused', async () => {
  const first = await node();
  await enqueue(first, [message('a', 1)]);
  await idle();
  await expect(first.outbox.resend(FACILITY, message('a', 1).messageId, 'petugas', 'ragu')).rejects.toMatchObject({
    code: 'OUTBOX_SETTLED',
  });
  expect(peer.ledger).toHaveLength(1);
});

test('a refused message behind which the lane went on is sent again when a hand asks', async () => {
  peer.behaviour = refuse(1);
  const first = await node();
  await enqueue(first, [message('a', 1, { onRefused: 'continue' }), message('a', 2)]);
  await idle();
  peer.behaviour = (_m, _c, apply) => {
    apply();
    return { kind: 'delivered', result: null };
  };
  await first.outbox.resend(FACILITY, message('a', 1).messageId, 'petugas', 'diperbaiki');
  await until(() => peer.ledger.length === 2, 'resent');
  await idle();
  expect(await laneOf(database, FACILITY, message('a', 1).laneId)).toMatchObject({ state: 'idle', pending: 0 });
});

test('cancelling the head lets the lane go on; cancelling behind it takes only that one', async () => {
  const first = await node();
  await first.outbox.pauseChannel(FACILITY, message('a', 1).channel, 'petugas', 'uji');
  await enqueue(first, [message('a', 1), message('a', 2), message('a', 3)]);
  await first.outbox.cancel(FACILITY, message('a', 1).messageId, 'petugas', 'batal');
  await first.outbox.cancel(FACILITY, message('a', 3).messageId, 'petugas', 'batal');
  await first.outbox.resumeChannel(FACILITY, message('a', 1).channel, 'petugas', 'selesai');
  await idle();
  expect(peer.ledger.map((effect) => effect.seq)).toEqual([2]);
  expect(await laneOf(database, FACILITY, message('a', 1).laneId)).toMatchObject({ state: 'idle', pending: 0 });
});

test('what may have arrived cannot be cancelled', async () => {
  peer.behaviour = () => ({ kind: 'unknown', reason: 'timeout' });
  peer.readBehaviour = () => ({ kind: 'unclear', reason: 'down' });
  const first = await node({ settings: { backoffCapMs: 5_000, readBackAfterMs: 2_000 } });
  await enqueue(first, [message('a', 1)]);
  await until(async () => (await stateOf(message('a', 1))) === 'unknown', 'unknown');
  await expect(first.outbox.cancel(FACILITY, message('a', 1).messageId, 'petugas', 'batal')).rejects.toMatchObject({
    code: 'OUTBOX_UNCERTAIN',
  });
});

test('a message is tried until its deadline and not until a counter, then refused as expired', async () => {
  peer.behaviour = () => ({ kind: 'later', reason: 'unreachable' });
  const first = await node({ settings: { backoffFirstMs: 5, backoffCapMs: 20 } });
  const deadlineAt = new Date(first.clock.now().getTime() + 3_600_000);
  await enqueue(first, [message('a', 1, { deadlineAt })]);
  await until(() => (peer.requests.get(message('a', 1).messageId) ?? 0) >= 12, 'many tries');
  first.clock.businessOffsetMs = 3_600_000;
  await idle();
  const { rows } = await database.owner.query('SELECT state, code FROM titian.outbox_messages');
  expect(rows).toEqual([{ state: 'refused', code: 'expired' }]);
  expect(peer.settled).toEqual([{ messageId: message('a', 1).messageId, kind: 'refused' }]);
});

test('what has expired is sent again only with a new deadline, and is refused without one', async () => {
  const first = await node();
  const deadlineAt = new Date(first.clock.now().getTime() - 1);
  await enqueue(first, [message('a', 1, { deadlineAt })]);
  await idle();
  const resend = (newDeadlineAt?: Date) =>
    first.outbox.resend(
      FACILITY,
      message('a', 1).messageId,
      'petugas',
      'diminta lagi',
      newDeadlineAt === undefined ? {} : { newDeadlineAt },
    );
  await expect(resend()).rejects.toMatchObject({ code: 'OUTBOX_EXPIRED', advice: 'stop' });
  expect(await stateOf(message('a', 1))).toBe('refused');
  expect(peer.requests.size).toBe(0);
  await resend(new Date(first.clock.now().getTime() + 3_600_000));
  await idle();
  expect(await stateOf(message('a', 1))).toBe('delivered');
  expect(peer.ledger).toHaveLength(1);
});

test('messages behind a paused channel are told when their time is over, without a request', async () => {
  const first = await node();
  await first.outbox.pauseChannel(FACILITY, message('a', 1).channel, 'petugas', 'uji');
  await enqueue(first, [
    message('a', 1, { deadlineAt: new Date(first.clock.now().getTime() - 1), onRefused: 'continue' }),
  ]);
  // The sweep runs rarely; a fresh node makes its first one at once.
  await node();
  await until(async () => (await stateOf(message('a', 1))) === 'refused', 'expired', 35_000);
  expect(peer.requests.size).toBe(0);
}, 40_000);

test('a payload that throws is parked after one error, with its class and without its text', async () => {
  peer.prepareBehaviour = (m) => {
    if (m.seq === 1 && m.laneId === message('bad', 1).laneId) throw new RangeError('card 0000000000123 is wrong');
    return { kind: 'send', body: Buffer.from('x'), call: m };
  };
  const first = await node();
  await enqueue(first, [message('bad', 1), message('good', 1)]);
  await idle();
  expect(await laneOf(database, FACILITY, message('bad', 1).laneId)).toMatchObject({
    state: 'parked',
    reason: 'prepare:RangeError',
  });
  expect(peer.ledger).toHaveLength(1);
});

test('a body that cannot be written is parked and does not hold up the others of its batch', async () => {
  peer.prepareBehaviour = (m) => {
    // The handler breaks its word: this is no byte array, and PostgreSQL refuses it as bytea.
    const body = m.laneId === message('bad', 1).laneId ? String.raw`\x0g` : 'fine';
    return { kind: 'send', body: body as unknown as Uint8Array, call: m };
  };
  const first = await node();
  await enqueue(first, [message('bad', 1), ...Array.from({ length: 5 }, (_, lane) => message(lane, 1))]);
  await idle();
  expect(await laneOf(database, FACILITY, message('bad', 1).laneId)).toMatchObject({
    state: 'parked',
    reason: 'begin:unwritable',
    open_attempt_id: null,
  });
  expect(peer.ledger).toHaveLength(5);
});

test('a settlement that throws parks its own message and settles the others of the batch', async () => {
  peer.settleBehaviour = async (_tx, m) => {
    if (m.laneId === message('bad', 1).laneId) throw new TypeError('bug');
  };
  peer.behaviour = async (_m, _c, apply) => {
    await delay(20);
    apply();
    return { kind: 'delivered', result: null };
  };
  const first = await node();
  await enqueue(first, [message('bad', 1), ...Array.from({ length: 10 }, (_, lane) => message(lane, 1))]);
  await idle();
  expect(await laneOf(database, FACILITY, message('bad', 1).laneId)).toMatchObject({
    state: 'parked',
    reason: 'settle:TypeError',
  });
  const { rows } = await database.owner.query(
    "SELECT count(*)::int AS count FROM titian.outbox_messages WHERE state = 'delivered'",
  );
  expect(rows).toEqual([{ count: 10 }]);
  // The attempt of the parked one stayed open: a resend reads back and does not send.
  peer.settleBehaviour = async () => undefined;
  await first.outbox.resend(FACILITY, message('bad', 1).messageId, 'petugas', 'diperbaiki');
  await idle();
  expect(peer.effectsOf(message('bad', 1).messageId)).toBe(1);
});

test('a hanging send is aborted at the limit, counts as unclear and does not hold up its neighbours', async () => {
  let aborted = false;
  peer.behaviour = (m, _c, apply, signal) => {
    if (m.laneId !== message('hang', 1).laneId) {
      apply();
      return { kind: 'delivered', result: null };
    }
    signal.addEventListener('abort', () => {
      aborted = true;
    });
    return new Promise<Outcome>(() => undefined);
  };
  peer.readBehaviour = () => ({ kind: 'present', same: true, result: null });
  const first = await node({ settings: { attemptTimeoutMs: 200 } });
  await enqueue(first, [message('hang', 1), ...Array.from({ length: 5 }, (_, lane) => message(lane, 1))]);
  await until(() => peer.ledger.length === 5, 'neighbours', 1_000);
  await idle();
  expect(aborted).toBe(true);
});

test('a message whose process died three times is parked; a neighbour that was only held by dying processes is not', async () => {
  const first = await node();
  await first.outbox.stop();
  await enqueue(first, [message('poison', 1), message('neighbour', 1)]);
  const [poison, neighbour] = [message('poison', 1).laneId, message('neighbour', 1).laneId];
  const settings = resolveSettings(QUICK);
  const { channel, class: messageClass } = message('poison', 1);
  const due = { facilityId: FACILITY, channel, class: messageClass, minAgeMs: 0, maxAgeMs: 1e9, limit: 5 };
  /** What a process leaves behind that held both, tried one and died. */
  for (let death = 1; death <= 3; death += 1) {
    const dying = createPgStore({
      ...database,
      clock: first.clock,
      random: seeded(death),
      settings,
      nodeId: uuid(`dying-${death}`),
    });
    const leases = new Map((await dying.claim(due)).map((lease) => [lease.laneId, lease]));
    expect(leases.get(neighbour)?.deaths).toBe(death === 1 ? 0 : 1);
    const tried = leases.get(poison);
    if (tried === undefined) throw new Error('not claimed');
    expect(tried.deaths).toBe(death - 1);
    if (death > 1) expect(await dying.putOnTrial(tried)).toBe(true);
    await database.owner.query('UPDATE titian.outbox_lanes SET next_at = now() WHERE lane_id = ANY ($1)', [
      [poison, neighbour],
    ]);
  }
  await node();
  await idle();
  expect(await laneOf(database, FACILITY, message('poison', 1).laneId)).toMatchObject({
    state: 'parked',
    reason: 'process-deaths',
  });
  expect(await laneOf(database, FACILITY, message('neighbour', 1).laneId)).toMatchObject({ state: 'idle', deaths: 0 });
});

test('a hard predecessor in another lane is waited for and wakes its successor', async () => {
  let release = false;
  peer.behaviour = (m, _c, apply) => {
    if (m.laneId === message('first', 1).laneId && !release) return { kind: 'later', reason: 'unreachable' };
    apply();
    return { kind: 'delivered', result: null };
  };
  const one = await node();
  const predecessor = message('first', 1);
  await enqueue(one, [
    predecessor,
    message('second', 1, { after: [{ laneId: predecessor.laneId, messageId: predecessor.messageId }] }),
  ]);
  await delay(400);
  expect(peer.ledger).toEqual([]);
  release = true;
  await idle();
  expect(peer.ledger.map((effect) => effect.laneId)).toEqual([predecessor.laneId, message('second', 1).laneId]);
});

test('a soft predecessor holds its successor at most as long as it says', async () => {
  peer.behaviour = (m, _c, apply) => {
    if (m.laneId === message('first', 1).laneId) return { kind: 'later', reason: 'unreachable' };
    apply();
    return { kind: 'delivered', result: null };
  };
  const one = await node();
  const predecessor = message('first', 1);
  const start = performance.now();
  await enqueue(one, [
    predecessor,
    message('second', 1, { after: [{ laneId: predecessor.laneId, messageId: predecessor.messageId, maxWaitMs: 500 }] }),
  ]);
  await until(() => peer.ledger.length === 1, 'successor went');
  expect(performance.now() - start).toBeGreaterThanOrEqual(450);
  expect(performance.now() - start).toBeLessThan(3_000);
});

test('handlers may wait, skip or refuse before anything is sent', async () => {
  peer.prepareBehaviour = (m) => {
    if (m.seq === 1) return { kind: 'skip', reason: 'switched-off' };
    if (m.seq === 2) return { kind: 'already', result: null };
    if (m.seq === 3) return { kind: 'refused', code: 'rule', reason: 'rule' };
    return { kind: 'send', body: Buffer.from('x'), call: m };
  };
  const first = await node();
  await enqueue(first, [message('a', 1), message('a', 2), message('a', 3, { onRefused: 'continue' }), message('a', 4)]);
  await idle();
  expect(peer.settled.map((entry) => entry.kind)).toEqual(['skipped', 'already', 'refused', 'delivered']);
  expect(peer.ledger.map((effect) => effect.seq)).toEqual([4]);
});

test('the foreground sends the very message at once and answers when it is settled', async () => {
  const first = await node({ settings: { pollMs: 5_000, notifyCoalesceMs: 2_000 } });
  await enqueue(first, [message('a', 1), message('a', 2, { class: 0 })]);
  const result = await first.outbox.attemptNow(FACILITY, message('a', 1).laneId, {
    timeoutMs: 3_000,
    messageId: message('a', 2).messageId,
  });
  expect(result).toEqual({ kind: 'settled', state: 'delivered' });
  expect(peer.ledger.map((effect) => effect.seq)).toEqual([1, 2]);
  expect(
    await first.outbox.attemptNow(FACILITY, message('a', 1).laneId, {
      timeoutMs: 3_000,
      messageId: message('a', 2).messageId,
    }),
  ).toEqual({ kind: 'settled', state: 'delivered' });
});

test('the foreground lets the person go on when the peer does not answer in time, and the message stays', async () => {
  let answer = (): void => undefined;
  peer.behaviour = async (_m, _c, apply) => {
    await new Promise<void>((resolve) => {
      answer = resolve;
    });
    apply();
    return { kind: 'delivered', result: null };
  };
  const first = await node();
  await enqueue(first, [message('a', 1)]);
  expect(await first.outbox.attemptNow(FACILITY, message('a', 1).laneId, { timeoutMs: 200 })).toEqual({
    kind: 'timeout',
    state: null,
  });
  await until(() => peer.inFlight === 1, 'sent');
  answer();
  await idle();
  expect(peer.ledger).toHaveLength(1);
});

test('the foreground says at once that a channel is down', async () => {
  const first = await node();
  await first.outbox.pauseChannel(FACILITY, message('a', 1).channel, 'petugas', 'uji');
  await enqueue(first, [message('a', 1)]);
  const start = performance.now();
  expect(await first.outbox.attemptNow(FACILITY, message('a', 1).laneId, { timeoutMs: 5_000 })).toMatchObject({
    kind: 'channel-down',
  });
  expect(performance.now() - start).toBeLessThan(1_000);
});
