// Real processes, killed with -9 and frozen past their leases, against a peer that applies everything it is sent: no effect is lost, none
// happens twice, none out of order, and never two requests of one lane at once. Goals A1, B1 and F2 on a small scale.
import { fork, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createOutboxDatabase, type OutboxDatabase } from './testing/database.ts';
import {
  createNode,
  delay,
  FACILITY,
  message,
  OTHER_FACILITY,
  pendingLanes,
  Peer,
  seeded,
  until,
  type Effect,
} from './testing/scene.ts';

const IS_DEEP = process.env['TITIAN_DEEP'] === '1';
const KILLS = IS_DEEP ? 200 : 6;
/** Deaths that come faster than the work are another story: then whoever is tried alone is blamed for the kill. */
const EFFECTS_BETWEEN_KILLS = 10;
/** A busy machine makes the story longer, not the work more. */
const MAX_LANES = KILLS * 34;

let database: OutboxDatabase;
let peer: Peer;
let server: Server;
let folder: string;
let children: ChildProcess[] = [];
const random = seeded(11);

beforeEach(async () => {
  database = await createOutboxDatabase();
  peer = new Peer();
  folder = mkdtempSync(join(tmpdir(), 'titian-outbox-'));
  server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (chunk: string) => {
      body += chunk;
    });
    request.on(
      'end',
      () => void answer(request.url ?? '', JSON.parse(body) as Effect).then((text) => response.end(text)),
    ); // written by testing/worker.ts
  });
  await new Promise<void>((resolve) => {
    server.listen(join(folder, 'peer'), resolve);
  });
});
afterEach(async () => {
  for (const child of children) child.kill('SIGKILL');
  children = [];
  await new Promise((resolve) => {
    server.close(resolve);
    server.closeAllConnections();
  });
  rmSync(folder, { recursive: true, force: true });
  await database.close();
});

async function answer(path: string, effect: Effect): Promise<string> {
  if (path === '/read') return peer.effectsOf(effect.messageId) > 0 ? 'present' : 'absent';
  const lane = `${effect.facilityId} ${effect.laneId}`;
  peer.inFlightPerLane.set(lane, (peer.inFlightPerLane.get(lane) ?? 0) + 1);
  if ((peer.inFlightPerLane.get(lane) ?? 0) > 1) peer.overlapping += 1;
  await delay(random.next() * 30);
  peer.ledger.push({ ...effect, atMs: performance.now() });
  await delay(random.next() * 20);
  peer.inFlightPerLane.set(lane, (peer.inFlightPerLane.get(lane) ?? 1) - 1);
  return 'applied';
}

async function spawn(name: string): Promise<ChildProcess> {
  const child = fork(
    join(import.meta.dirname, 'testing', 'worker.ts'),
    [database.connectionString, join(folder, 'peer'), name],
    { execArgv: ['--conditions=titian-source'], stdio: ['ignore', 'inherit', 'inherit', 'ipc'] },
  );
  children.push(child);
  await new Promise((resolve, reject) => {
    child.once('message', resolve);
    child.once('exit', reject);
  });
  return child;
}

test(
  'nodes are killed and frozen under load: nothing lost, nothing twice, nothing out of order',
  { timeout: IS_DEEP ? 1_800_000 : 180_000 },
  async () => {
    const { outbox } = createNode(database, peer, {}); // never started: it only writes
    let alive: ChildProcess[] = await Promise.all([spawn('a'), spawn('b')]);
    const accepted = new Set<string>();
    let isOver = false;
    const writer = (async (): Promise<void> => {
      for (let lane = 0; !isOver && lane < MAX_LANES; lane += 1) {
        const facilityId = lane % 2 === 0 ? FACILITY : OTHER_FACILITY;
        const messages = [1, 2, 3].map((index) => message(`crash-${lane}`, index));
        await database.inFacility(facilityId, (tx) => outbox.enqueue(tx, facilityId, messages));
        for (const entry of messages) accepted.add(entry.messageId);
        await delay(25);
      }
    })();
    for (let kill = 0; kill < KILLS; kill += 1) {
      const before = peer.ledger.length;
      await delay(150 + random.next() * 500);
      const hasWorked = (): boolean => peer.ledger.length >= Math.min(before + EFFECTS_BETWEEN_KILLS, accepted.size);
      await until(hasWorked, 'some work between two kills', 60_000);
      const [victim, ...others] = alive;
      if (victim === undefined) throw new Error('nobody left');
      if (kill % 3 === 2) {
        // Frozen past its lease (1.5 s), then awake again while another has its lanes.
        victim.kill('SIGSTOP');
        const other = await spawn(`f${kill}`);
        await delay(2_200);
        victim.kill('SIGCONT');
        alive = [...others, victim, other].slice(-3);
      } else {
        victim.kill('SIGKILL');
        alive = [...others, await spawn(`k${kill}`)];
      }
    }
    isOver = true;
    await writer;
    await until(async () => (await pendingLanes(database)) === 0, 'all lanes at rest', IS_DEEP ? 600_000 : 90_000);
    const { rows } = await database.owner.query(
      "SELECT lane_id, state, reason FROM titian.outbox_lanes WHERE state <> 'idle'",
    );
    expect(rows).toEqual([]);
    expect(peer.violations()).toEqual([]);
    expect(peer.overlapping).toBe(0);
    expect(new Set(peer.ledger.map((effect) => effect.messageId))).toEqual(accepted);
    expect(accepted.size).toBeGreaterThan(100);
  },
);
