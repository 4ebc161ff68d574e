// The database goes away and comes back under load: nothing is lost, nothing is sent twice.
import { startThrowAway } from '@titian/embedded-postgres/testing';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { buildSchema, openDatabase, type OutboxDatabase } from './testing/database.ts';
import {
  createNode,
  delay,
  FACILITY,
  message,
  pendingLanes,
  Peer,
  until,
  type NodeOptions,
  type TestNode,
} from './testing/scene.ts';
import { testMajor } from '@titian/embedded-postgres/testing';

type Cluster = Awaited<ReturnType<typeof startThrowAway>>;

let cluster: Cluster;
let database: OutboxDatabase;
let peer: Peer;
let nodes: TestNode[] = [];

beforeEach(async () => {
  cluster = await startThrowAway({ durable: true, major: testMajor() });
  await buildSchema(cluster.postgres.connectionString);
  database = openDatabase(cluster.postgres.connectionString);
  peer = new Peer();
  nodes = [];
});
afterEach(async () => {
  await Promise.all(nodes.map((node) => node.outbox.stop()));
  await database.close();
  await cluster.remove();
});

const node = async (options: NodeOptions = {}): Promise<TestNode> => {
  const created = createNode(database, peer, options);
  nodes.push(created);
  await created.outbox.start();
  return created;
};
const rest = (timeoutMs = 40_000): Promise<void> =>
  until(async () => (await pendingLanes(database).catch(() => 1)) === 0, 'all lanes at rest', timeoutMs);

/** As an administrator or the system would do it: a signal to the postmaster, and later a new start. */
async function restart(signal: 'SIGINT' | 'SIGQUIT'): Promise<void> {
  const { postgres } = cluster;
  const ended = new Promise((resolve) => {
    postgres.once('exit', resolve);
  });
  if (postgres.pid === null) throw new Error('not running');
  process.kill(postgres.pid, signal);
  await ended;
  await postgres.restart();
}

for (const [mode, signal] of [
  ['fast', 'SIGINT'],
  ['immediate', 'SIGQUIT'],
] as const) {
  test(
    `PostgreSQL restarts (${mode}) under load: nothing lost, nothing twice, nothing out of order`,
    { timeout: 90_000 },
    async () => {
      peer.behaviour = async (_m, _c, apply) => {
        await delay(15);
        apply();
        return { kind: 'delivered', result: null };
      };
      await node();
      await node();
      const accepted: string[] = [];
      const own = database;
      let isOver = false;
      const writer = (async (): Promise<void> => {
        for (let lane = 0; !isOver && database === own; lane += 1) {
          const messages = [1, 2, 3].map((index) => message(lane, index));
          try {
            await database.inFacility(FACILITY, (tx) => nodes[0]!.outbox.enqueue(tx, FACILITY, messages));
            accepted.push(...messages.map((entry) => entry.messageId));
          } catch {
            // The commit's answer may be lost with the connection: the caller repeats it, and the same ids are taken once.
            await delay(100);
            lane -= 1;
          }
          await delay(10);
        }
      })();
      for (let round = 0; round < 2; round += 1) {
        const from = peer.ledger.length;
        await until(() => peer.ledger.length > from + 30, 'deliveries before the restart');
        await restart(signal);
        const back = performance.now();
        const after = peer.ledger.length;
        await until(() => peer.ledger.length > after + 10, 'deliveries after the restart', 10_000);
        expect(performance.now() - back).toBeLessThan(10_000);
      }
      isOver = true;
      await writer;
      await rest();
      expect(peer.violations()).toEqual([]);
      expect(peer.overlapping).toBe(0);
      expect(new Set(peer.ledger.map((effect) => effect.messageId))).toEqual(new Set(accepted));
    },
  );
}
