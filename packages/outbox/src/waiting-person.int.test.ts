// A person waits at a node that only serves people: it delivers nothing itself and hears what became of the message from the database.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createOutboxDatabase, type OutboxDatabase } from './testing/database.ts';
import { createNode, FACILITY, message, Peer, type TestNode } from './testing/scene.ts';

let database: OutboxDatabase;
let peer: Peer;
let desk: TestNode;
let worker: TestNode;

beforeEach(async () => {
  database = await createOutboxDatabase();
  peer = new Peer();
  desk = createNode(database, peer);
  worker = createNode(database, peer);
});
afterEach(async () => {
  await Promise.all([desk.outbox.stop(), worker.outbox.stop()]);
  await database.close();
});

const saved = async () => {
  const one = message(1, 1);
  await database.inFacility(FACILITY, (tx) => desk.outbox.enqueue(tx, FACILITY, [one]));
  return one;
};

test('the worker of another node delivers at once what a person waits for, and the desk hears of it', async () => {
  await worker.outbox.start();
  const { laneId, messageId } = await saved();
  expect(await desk.outbox.attemptNow(FACILITY, laneId, { timeoutMs: 10_000, messageId })).toEqual({
    kind: 'settled',
    state: 'delivered',
  });
  expect(await desk.outbox.attemptNow(FACILITY, laneId, { timeoutMs: 1_000 })).toMatchObject({ kind: 'settled' });
});

test('without any worker the person waits no longer than allowed and the message stays for later', async () => {
  const { laneId, messageId } = await saved();
  expect(await desk.outbox.attemptNow(FACILITY, laneId, { timeoutMs: 300, messageId })).toEqual({
    kind: 'timeout',
    state: null,
  });
  expect(peer.inFlight).toBe(0);
  await worker.outbox.start();
  expect(await desk.outbox.attemptNow(FACILITY, laneId, { timeoutMs: 10_000, messageId })).toMatchObject({
    kind: 'settled',
  });
});
