// Nothing is sent twice: unclear endings are read back, late effects are waited for, crashed and frozen nodes can do no harm.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { FAILPOINTS } from './failpoints.ts';
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
  until,
  type NodeOptions,
  type TestNode,
} from './testing/scene.ts';
import type { NewMessage } from './types.ts';

let database: OutboxDatabase;
let peer: Peer;
let nodes: TestNode[] = [];

beforeEach(async () => {
  database = await createOutboxDatabase();
  peer = new Peer();
  nodes = [];
});
/** Never heard of again: the test shares its process with the dead, which must not go on claiming. Its stuck promises are not waited for. */
const bury = (dead: TestNode): void => {
  nodes = nodes.filter((entry) => entry !== dead);
  void dead.outbox.stop();
};

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
const outcomes = async (messageId: string): Promise<string[]> => {
  const { rows } = await database.owner.query<{ kind: string }>(
    'SELECT kind FROM titian.outbox_outcomes WHERE message_id = $1 ORDER BY recorded_at',
    [messageId],
  );
  return rows.map((row) => row.kind);
};

test('an applied but unanswered request is settled by reading back, without a second request', async () => {
  peer.behaviour = (_m, _call, apply) => {
    apply();
    return { kind: 'unknown', reason: 'timeout' };
  };
  const first = await node();
  await enqueue(first, [message('a', 1), message('a', 2)]);
  await idle();
  expect(peer.violations()).toEqual([]);
  expect([...peer.requests.values()]).toEqual([1, 1]);
  expect(await outcomes(message('a', 1).messageId)).toEqual(['unknown', 'delivered']);
});

test('a request that was never applied is sent again only after two absent reads, the second one after the settle window', async () => {
  const times: { what: string; atMs: number }[] = [];
  peer.behaviour = (_m, call, apply) => {
    times.push({ what: 'send', atMs: performance.now() });
    if (call === 1) return { kind: 'unknown', reason: 'reset' };
    apply();
    return { kind: 'delivered', result: null };
  };
  peer.readBehaviour = () => {
    times.push({ what: 'read', atMs: performance.now() });
    return { kind: 'absent' };
  };
  const first = await node();
  await enqueue(first, [message('a', 1)]);
  await idle();
  const sends = times.filter((entry) => entry.what === 'send');
  const reads = times.filter((entry) => entry.what === 'read');
  expect(sends).toHaveLength(2);
  expect(reads.length).toBeGreaterThanOrEqual(2);
  expect((reads.at(-1)?.atMs ?? 0) - (sends[0]?.atMs ?? 0)).toBeGreaterThanOrEqual(QUICK.settleWindowMs ?? 0);
  expect(sends[1]?.atMs ?? 0).toBeGreaterThan(reads.at(-1)?.atMs ?? 0);
});

test('a request applied late, after a first absent read, is found inside the window and not repeated', async () => {
  peer.behaviour = (_m, _call, apply) => {
    setTimeout(apply, 400);
    return { kind: 'unknown', reason: 'timeout' };
  };
  const first = await node();
  await enqueue(first, [message('a', 1)]);
  await idle();
  expect(peer.ledger).toHaveLength(1);
  expect(peer.requests.get(message('a', 1).messageId)).toBe(1);
});

test('the window is shortened only for messages that are not dangerous', async () => {
  const sentAgainAfter = new Map<string, number>();
  const sent = new Map<string, number>();
  peer.behaviour = (m, call, apply) => {
    if (call === 1) {
      sent.set(m.messageId, performance.now());
      return { kind: 'unknown', reason: 'timeout' };
    }
    sentAgainAfter.set(m.messageId, performance.now() - (sent.get(m.messageId) ?? 0));
    apply();
    return { kind: 'delivered', result: null };
  };
  const first = await node({ settings: { settleWindowMs: 1_200, shortSettleWindowMs: 150 } });
  await enqueue(first, [message('harmless', 1, { dangerous: false }), message('dangerous', 1)]);
  await idle();
  expect(sentAgainAfter.get(message('harmless', 1).messageId)).toBeLessThan(1_100);
  expect(sentAgainAfter.get(message('dangerous', 1).messageId)).toBeGreaterThanOrEqual(1_200);
});

test('a present effect with another content is told as already and different', async () => {
  peer.behaviour = () => ({ kind: 'unknown', reason: 'timeout' });
  peer.readBehaviour = () => ({ kind: 'present', same: false, result: { at: 1 } });
  const told: unknown[] = [];
  peer.settleBehaviour = async (_tx, _message, outcome) => {
    told.push(outcome);
  };
  const first = await node();
  await enqueue(first, [message('a', 1)]);
  await idle();
  expect(told).toMatchObject([{ kind: 'unknown' }, { kind: 'already', same: false, result: { at: 1 } }]);
});

test('already from the peer is kept apart from delivered, and its lane goes on', async () => {
  peer.behaviour = (m, _call, apply) => {
    if (m.seq > 1) apply();
    return m.seq === 1 ? { kind: 'already', result: null } : { kind: 'delivered', result: null };
  };
  const first = await node();
  await enqueue(first, [message('a', 1), message('a', 2)]);
  await idle();
  expect(peer.settled.map((entry) => entry.kind)).toEqual(['already', 'delivered']);
});

test('a node that dies after sending is taken over after its lease and the attempt is read back, not repeated', async () => {
  const dead = await node({
    name: 'dead',
    failpoint: (name) => (name === 'after-send-before-result' ? new Promise<void>(() => undefined) : undefined),
  });
  await enqueue(dead, [message('a', 1), message('a', 2)]);
  await until(() => peer.ledger.length === 1, 'first effect');
  // The dead node never renews and never records: its heart stops here.
  dead.clock.monotonicOffsetMs = 3_600_000;
  bury(dead);
  await node({ name: 'heir' });
  await idle();
  expect(peer.violations()).toEqual([]);
  expect(peer.requests.get(message('a', 1).messageId)).toBe(1);
  expect(await outcomes(message('a', 1).messageId)).toEqual(['delivered']);
  expect(peer.ledger.map((effect) => effect.node)).toEqual(['dead', 'heir']);
});

test('a node that dies before the first byte costs a window and no effect', async () => {
  const dead = await node({
    name: 'dead',
    failpoint: (name) => (name === 'after-intent-before-first-byte' ? new Promise<void>(() => undefined) : undefined),
  });
  await enqueue(dead, [message('a', 1)]);
  await until(
    async () => (await laneOf(database, FACILITY, message('a', 1).laneId))['open_attempt_id'] != null,
    'attempt committed',
  );
  dead.clock.monotonicOffsetMs = 3_600_000;
  bury(dead);
  await node({ name: 'heir' });
  await idle();
  expect(peer.ledger.map((effect) => effect.node)).toEqual(['heir']);
  expect(peer.reads.get(message('a', 1).messageId)).toBeGreaterThanOrEqual(2);
});

for (const point of [
  'after-claim-before-intent',
  'after-intent-before-first-byte',
  'after-send-before-result',
  'before-result-commit',
] as const) {
  test(`a node frozen at ${point} past its lease wakes and does nothing`, async () => {
    let thaw = (): void => undefined;
    let isFrozen = false;
    const zombie = await node({
      name: 'zombie',
      settings: { leaseMs: 700 },
      failpoint: (name) => {
        if (name !== point || isFrozen) return undefined;
        isFrozen = true;
        return new Promise<void>((resolve) => {
          thaw = resolve;
        });
      },
    });
    // A frozen node does not renew either: from its point of view the renewals fail.
    const pool = database.app;
    await enqueue(zombie, [message('a', 1), message('a', 2)]);
    await until(() => isFrozen, 'frozen');
    zombie.clock.monotonicOffsetMs = 600_000;
    await database.owner.query(
      "UPDATE titian.outbox_lanes SET next_at = now() - interval '1 millisecond' WHERE state = 'leased'",
    );
    await node({ name: 'heir', settings: { leaseMs: 700 } });
    await until(() => peer.ledger.length === 2, 'heir delivered both');
    await idle();
    const before = await laneOf(database, FACILITY, message('a', 1).laneId);
    thaw();
    await delay(300);
    expect(peer.violations()).toEqual([]);
    expect(peer.ledger).toHaveLength(2);
    expect(await laneOf(database, FACILITY, message('a', 1).laneId)).toEqual(before);
    expect(pool.totalCount).toBeGreaterThan(0);
    const { rows } = await database.owner.query(
      "SELECT message_id FROM titian.outbox_outcomes WHERE kind = 'delivered' GROUP BY message_id HAVING count(*) > 1",
    );
    expect(rows).toEqual([]);
  });
}

for (const point of FAILPOINTS) {
  test(`a node that dies at ${point} loses nothing and repeats nothing`, async () => {
    // The first request ends unclear, so that the way through the read-back is taken too; the second lane is slow enough to be renewed.
    const slow = message('slow', 1).laneId;
    peer.behaviour = async (m, call, apply) => {
      apply();
      if (m.laneId === slow) await delay(700);
      return call === 1 && m.seq === 1 ? { kind: 'unknown', reason: 'timeout' } : { kind: 'delivered', result: null };
    };
    let isHit = false;
    const dead = await node({
      name: 'dead',
      settings: { leaseMs: 900 },
      failpoint: (name) => {
        if (name !== point) return undefined;
        isHit = true;
        return new Promise<void>(() => undefined);
      },
    });
    await enqueue(dead, [message('a', 1), message('a', 2), message('slow', 1), message('slow', 2)]);
    await until(() => isHit, 'the failpoint was never hit');
    dead.clock.monotonicOffsetMs = 3_600_000;
    bury(dead);
    await node({ name: 'heir', settings: { leaseMs: 900 } });
    await idle();
    expect(peer.violations()).toEqual([]);
    expect(peer.ledger).toHaveLength(4);
  });
}

test('without leave to record, the business rows of a zombie are rolled back too', async () => {
  await database.owner.query('CREATE TABLE titian.told (facility_id uuid, message_id uuid, node text)');
  await database.owner.query('GRANT ALL ON titian.told TO titian_app');
  let thaw = (): void => undefined;
  let isFrozen = false;
  const names = ['zombie', 'heir'];
  peer.settleBehaviour = async (tx, m) => {
    await tx.query({
      text: 'INSERT INTO titian.told VALUES ($1, $2, $3)',
      values: [m.facilityId, m.messageId, names[isFrozen ? 1 : 0]],
    });
  };
  const zombie = await node({
    name: 'zombie',
    failpoint: (name) => {
      if (name !== 'before-result-commit' || isFrozen) return undefined;
      isFrozen = true;
      return new Promise<void>((resolve) => {
        thaw = resolve;
      });
    },
  });
  await enqueue(zombie, [message('a', 1)]);
  await until(() => isFrozen, 'frozen');
  zombie.clock.monotonicOffsetMs = 600_000;
  await database.owner.query(
    "UPDATE titian.outbox_lanes SET next_at = now() - interval '1 millisecond' WHERE state = 'leased'",
  );
  await node({ name: 'heir' });
  await idle();
  thaw();
  await delay(300);
  const { rows } = await database.owner.query('SELECT count(*)::int AS count FROM titian.told');
  expect(rows).toEqual([{ count: 1 }]);
});

test('the planted blind resend is a blind resend, so that the checker has something to catch', async () => {
  peer.behaviour = (_m, call, apply) => {
    apply();
    return call === 1 ? { kind: 'unknown', reason: 'timeout' } : { kind: 'delivered', result: null };
  };
  const first = await node({ settings: { plantedBug: 'blind-resend' } });
  await enqueue(first, [message('a', 1)]);
  await idle();
  expect(peer.effectsOf(message('a', 1).messageId)).toBe(2);
});

test('the planted skipped lease check sends twice', async () => {
  peer.behaviour = async (_m, _call, apply) => {
    await delay(150);
    apply();
    return { kind: 'delivered', result: null };
  };
  const first = await node({ settings: { plantedBug: 'skip-lease-check' } });
  await enqueue(
    first,
    Array.from({ length: 10 }, (_, lane) => message(lane, 1)),
  );
  await until(() => peer.violations().length > 0, 'a repeated effect');
  expect(peer.violations().length).toBeGreaterThan(0);
});

test('the planted drop gives up after five tries without telling anyone', async () => {
  peer.behaviour = () => ({ kind: 'later', reason: 'unreachable' });
  const first = await node({ settings: { plantedBug: 'drop-after-five', backoffFirstMs: 5, backoffCapMs: 10 } });
  await enqueue(first, [message('a', 1)]);
  await idle();
  expect(peer.ledger).toEqual([]);
  expect(peer.settled).toEqual([]);
});
