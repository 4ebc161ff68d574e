// A day of messages that must arrive in order inside their visit, a payer that takes 20 ms. Accepting (one
// durable transaction each) and delivering, ours beside pg-boss and graphile-worker doing the same ordered work with the same number of
// calls in flight, and beside what PostgreSQL commits at all. The same work means: what is sent is on record before the call, what came of
// it after the call. Ours does that by itself; for the others the handler writes those two rows, as their user would have to. Beside it
// stands each of them without any record (`Bare`), which is less than the work.
import { createOutbox, type Handler } from '@titian/outbox';
import { Logger, makeWorkerUtils, run as runGraphile, type WorkerUtils } from 'graphile-worker';
import pg from 'pg';
import { PgBoss } from 'pg-boss';
import {
  CLOCK,
  countStatements,
  createGround,
  RANDOM,
  statementsSoFar,
  uuidv7,
  wait,
  type Ground,
} from './outbox-ground.ts';
import { median, type Bench } from './result.ts';

export interface OrderedDay {
  readonly name: string;
  readonly visits: number;
  readonly facilities: number;
}

const PER_VISIT = 7;
const PAYER_MS = 20;
/** What a payer with 100 channels could give one hospital at most, and what the comparison in docs was first measured with. */
const IN_FLIGHT = 60;
const ACCEPTING = 16;
/** Few workers with large batches: each fetch of pg-boss costs the same, so this is its best. */
const PEER_WORKERS = 4;
/** Connections, limits and caches are warm before anybody is measured. */
const WARM_UP_VISITS = 150;
const COMMIT_SECONDS = 3;
const QUEUE = 'day';

interface Step {
  readonly visit: string;
  readonly step: number;
}

interface Phase {
  readonly perSecond: number;
  readonly cpuMs: number;
  readonly serverCpuMs: number | null;
  readonly statements: number;
}
interface Day {
  readonly accepted: Phase;
  readonly delivered: Phase;
  readonly outOfOrder: number;
}

/** The payer: counts what arrives and whether it arrives in the order of its visit. */
class Payer {
  readonly #last = new Map<string, number>();
  arrived = 0;
  outOfOrder = 0;
  async take(visit: string, step: number): Promise<void> {
    await wait(PAYER_MS);
    if (step !== (this.#last.get(visit) ?? 0) + 1) this.outOfOrder += 1;
    this.#last.set(visit, step);
    this.arrived += 1;
  }
}

async function measure(ground: Ground, count: number, work: () => Promise<void>): Promise<Phase> {
  const cpu = process.cpuUsage();
  const server = ground.serverCpuMs();
  const statements = statementsSoFar();
  const started = performance.now();
  await work();
  const seconds = (performance.now() - started) / 1_000;
  const used = process.cpuUsage(cpu);
  const serverNow = ground.serverCpuMs();
  return {
    perSecond: count / seconds,
    cpuMs: (used.user + used.system) / 1_000 / count,
    statements: (statementsSoFar() - statements) / count,
    serverCpuMs: server === null || serverNow === null ? null : (serverNow - server) / count,
  };
}

/** Step by step over all visits, as a day brings them; `ACCEPTING` callers at once, a visit always by the same one. */
async function inOrder(
  visits: readonly string[],
  accept: (visit: string, step: number) => Promise<void>,
): Promise<void> {
  await Promise.all(
    Array.from({ length: ACCEPTING }, async (_, caller) => {
      for (let step = 1; step <= PER_VISIT; step += 1) {
        for (let index = caller; index < visits.length; index += ACCEPTING) await accept(visits[index] ?? '', step);
      }
    }),
  );
}

async function ours(ground: Ground, visits: readonly string[], facilities: number): Promise<Day> {
  const payer = new Payer();
  const ids = Array.from({ length: facilities }, uuidv7);
  const facilityOf = new Map(visits.map((visit, index) => [visit, ids[index % facilities] ?? '']));
  const handler: Handler = {
    prepare: async ({ message }) => ({ kind: 'send', body: Buffer.alloc(400), call: message }),
    send: async (_call, { message }) => {
      await payer.take(message.laneId, message.seq);
      return { kind: 'delivered', result: null };
    },
    readBack: async () => ({ kind: 'absent' }),
    settle: async () => undefined,
  };
  const outbox = createOutbox({
    pools: ground,
    clock: CLOCK,
    random: RANDOM,
    handlers: () => handler,
    settings: { share: () => ({ concurrency: IN_FLIGHT, ratePerSecond: null }), maxInFlight: IN_FLIGHT },
  });
  const total = visits.length * PER_VISIT;
  const accepted = await measure(ground, total, () =>
    inOrder(visits, async (visit, step) => {
      const facilityId = facilityOf.get(visit) ?? '';
      const client = await ground.app.connect();
      try {
        await client.query(`BEGIN; SET LOCAL app.facility_id = '${facilityId}'`);
        await outbox.enqueue(client, facilityId, [
          {
            messageId: uuidv7(),
            laneId: visit,
            subjectId: visit,
            service: 'payer',
            kind: 'task',
            channel: 'payer.task',
            class: 1,
            intent: { step },
            deadlineAt: null,
            onRefused: 'stop-lane',
            dangerous: true,
          },
        ]);
        await client.query('COMMIT');
      } finally {
        client.release();
      }
    }),
  );
  const delivered = await measure(ground, total, async () => {
    await outbox.start();
    while (payer.arrived < total) await wait(5);
    await outbox.stop();
  });
  return { accepted, delivered, outOfOrder: payer.outOfOrder };
}

/** What a user of a plain queue writes around the call, so that a crash leaves a trace of what may have been sent. */
async function withRecord(pool: pg.Pool, visit: string, step: number, call: () => Promise<void>): Promise<void> {
  const id = uuidv7();
  await pool.query('INSERT INTO record_attempts VALUES ($1, $2, $3, now(), $4)', [id, visit, step, Buffer.alloc(400)]);
  await call();
  await pool.query('INSERT INTO record_outcomes VALUES ($1, now(), $2)', [id, 'delivered']);
}

async function pgBoss(ground: Ground, visits: readonly string[], hasRecord: boolean): Promise<Day> {
  const payer = new Payer();
  const queue = `${QUEUE}_${hasRecord ? 'recorded' : 'bare'}`;
  const boss = new PgBoss({ connectionString: ground.connectionString, max: 24, supervise: false, schedule: false });
  boss.on('error', () => undefined);
  await boss.start();
  await boss.createQueue(queue, { policy: 'key_strict_fifo' });
  const total = visits.length * PER_VISIT;
  const accepted = await measure(ground, total, () =>
    inOrder(visits, async (visit, step) => {
      await boss.send(queue, { visit, step }, { singletonKey: visit });
    }),
  );
  await ground.owner.query('VACUUM (ANALYZE)');
  const delivered = await measure(ground, total, async () => {
    await (hasRecord ? deliverEach(boss, queue, payer, ground.owner, total) : deliverBatches(boss, queue, payer));
    while (payer.arrived < total) await wait(5);
  });
  await boss.stop({ graceful: false });
  return { accepted, delivered, outOfOrder: payer.outOfOrder };
}

/**
 * The same ordered work: each message has its own outcome, and the next one of its visit may go as soon as that is known. A batch handler
 * could not do that: one failure in it repeats the whole batch, which against a payer is a blind resend.
 */
async function deliverEach(boss: PgBoss, queue: string, payer: Payer, pool: pg.Pool, total: number): Promise<void> {
  await Promise.all(
    Array.from({ length: PEER_WORKERS }, async () => {
      while (payer.arrived < total) {
        const jobs = await boss.fetch<Step>(queue, { batchSize: IN_FLIGHT / PEER_WORKERS });
        if (jobs.length === 0) await wait(5);
        await Promise.all(
          jobs.map(async ({ id, data: { visit, step } }) => {
            await withRecord(pool, visit, step, () => payer.take(visit, step));
            await boss.complete(queue, id);
          }),
        );
      }
    }),
  );
}

/** Less than the work, but its fastest documented way: workers that fetch full batches one after the other without waiting. */
async function deliverBatches(boss: PgBoss, queue: string, payer: Payer): Promise<void> {
  const options = {
    batchSize: IN_FLIGHT / PEER_WORKERS,
    localConcurrency: PEER_WORKERS,
    pollingIntervalSeconds: 0.5,
    burstWhenBatchFull: true,
  };
  await boss.work<Step>(queue, options, async (jobs) => {
    await Promise.all(jobs.map(({ data: { visit, step } }) => payer.take(visit, step)));
  });
}

async function graphile(ground: Ground, visits: readonly string[], hasRecord: boolean): Promise<Day> {
  const payer = new Payer();
  const pgPool = new pg.Pool({ connectionString: ground.connectionString, max: 24 });
  pgPool.on('error', () => undefined);
  pgPool.on('connect', (client) => {
    client.on('error', () => undefined);
  });
  const logger = new Logger(() => () => undefined);
  const total = visits.length * PER_VISIT;
  const utils: WorkerUtils = await makeWorkerUtils({ pgPool, logger });
  await utils.migrate();
  const accepted = await measure(ground, total, () =>
    inOrder(visits, async (visit, step) => {
      await utils.addJob('task', { visit, step }, { queueName: visit });
    }),
  );
  await ground.owner.query('VACUUM (ANALYZE)');
  const delivered = await measure(ground, total, async () => {
    const runner = await runGraphile({
      pgPool,
      logger,
      concurrency: IN_FLIGHT,
      noHandleSignals: true,
      pollInterval: 50,
      preset: { worker: { localQueue: { size: IN_FLIGHT * 2 } } },
      taskList: {
        task: async (payload) => {
          const { visit, step } = payload as { visit: string; step: number }; // written above
          const call = (): Promise<void> => payer.take(visit, step);
          await (hasRecord ? withRecord(ground.owner, visit, step, call) : call());
        },
      },
    });
    while (payer.arrived < total) await wait(5);
    await runner.stop();
  });
  await utils.release();
  await pgPool.end();
  return { accepted, delivered, outOfOrder: payer.outOfOrder };
}

/** Of both sides, per delivered message: what remains comparable when the machine is shared. */
const cpuOf = ({ delivered }: Day): number => delivered.cpuMs + (delivered.serverCpuMs ?? 0);

/** What this server commits at all: one short row per transaction, as many callers as accept above. */
async function commitRate(ground: Ground): Promise<number> {
  await ground.owner.query('CREATE TABLE IF NOT EXISTS commits (id uuid PRIMARY KEY, body bytea)');
  let commits = 0;
  const until = performance.now() + COMMIT_SECONDS * 1_000;
  await Promise.all(
    Array.from({ length: ACCEPTING }, async () => {
      while (performance.now() < until) {
        await ground.owner.query('INSERT INTO commits VALUES ($1, $2)', [uuidv7(), Buffer.alloc(400)]);
        commits += 1;
      }
    }),
  );
  return commits / COMMIT_SECONDS;
}

const NAMES = ['ours', 'pgBoss', 'pgBossBare', 'graphile', 'graphileBare'] as const;
type Name = (typeof NAMES)[number];

const CONTESTANTS: Readonly<
  Record<Name, (ground: Ground, visits: readonly string[], facilities: number) => Promise<Day>>
> = {
  ours,
  pgBoss: (ground, visits) => pgBoss(ground, visits, true),
  pgBossBare: (ground, visits) => pgBoss(ground, visits, false),
  graphile: (ground, visits) => graphile(ground, visits, true),
  graphileBare: (ground, visits) => graphile(ground, visits, false),
};

async function playRounds(
  ground: Ground,
  { count, facilities, rounds }: { count: number; facilities: number; rounds: number },
  log: (line: string) => void,
): Promise<{ days: Record<Name, Day[]>; rates: number[] }> {
  const days: Record<Name, Day[]> = { ours: [], pgBoss: [], pgBossBare: [], graphile: [], graphileBare: [] };
  const rates: number[] = [];
  const visits = (size: number): string[] => Array.from({ length: size }, uuidv7);
  for (const name of NAMES) await CONTESTANTS[name](ground, visits(WARM_UP_VISITS), facilities);
  for (let round = 0; round < rounds; round += 1) {
    rates.push(await commitRate(ground));
    // The ratio that is claimed is measured in every round; the others stand beside it once.
    for (const name of NAMES) {
      if (round > 0 && name !== 'ours' && name !== 'pgBoss') continue;
      const result = await CONTESTANTS[name](ground, visits(count), facilities);
      days[name].push(result);
      log(
        `${name}: accepted ${Math.round(result.accepted.perSecond)}/s, delivered ${Math.round(result.delivered.perSecond)}/s, out of order ${result.outOfOrder}`,
      );
    }
  }
  return { days, rates };
}

export const orderedDay =
  (day: OrderedDay): Bench =>
  async ({ scale, log }) => {
    const count = Math.max(50, Math.round(day.visits * scale));
    const { facilities } = day;
    countStatements();
    const ground = await createGround();
    await ground.owner.query(
      'CREATE TABLE record_attempts (id uuid PRIMARY KEY, visit uuid, step integer, at timestamptz, body bytea)',
    );
    await ground.owner.query(
      'CREATE TABLE record_outcomes (id uuid, at timestamptz, outcome text, PRIMARY KEY (id, at))',
    );
    const rounds = scale >= 1 ? 5 : 1;
    const { days, rates } = await playRounds(ground, { count, facilities, rounds }, log).finally(() => ground.close());
    const of = (name: Name, pick: (day: Day) => number): number => median(days[name].map(pick));
    const delivered = (name: Name): number => of(name, (day) => day.delivered.perSecond);
    const accepted = (name: Name): number => of(name, (day) => day.accepted.perSecond);
    const over = (name: Name): number[] =>
      days[name].map((day, index) => (days.ours[index]?.delivered.perSecond ?? 0) / day.delivered.perSecond);
    const ideal = (IN_FLIGHT * 1_000) / PAYER_MS;
    const figures: Record<string, number> = {
      visits: count,
      facilities,
      messages: count * PER_VISIT,
      rounds,
      inFlight: IN_FLIGHT,
      payerMs: PAYER_MS,
      idealPerSecond: ideal,
      commitsPerSecond: median(rates),
    };
    for (const name of NAMES) {
      figures[`${name}AcceptedPerSecond`] = accepted(name);
      figures[`${name}DeliveredPerSecond`] = delivered(name);
      figures[`${name}OutOfOrder`] = Math.max(...days[name].map((day) => day.outOfOrder));
      figures[`${name}StatementsPerMessage`] = of(name, (day) => day.delivered.statements);
      figures[`${name}CpuMsPerMessage`] = of(name, (day) => day.delivered.cpuMs);
      figures[`${name}ServerCpuMsPerMessage`] = of(name, (day) => day.delivered.serverCpuMs ?? 0);
    }
    return {
      name: day.name,
      ratios: {
        deliveredOverPgBoss: median(over('pgBoss')),
        deliveredOverPgBossLowest: Math.min(...over('pgBoss')),
        deliveredOverPgBossHighest: Math.max(...over('pgBoss')),
        deliveredOverPgBossBare: median(over('pgBossBare')),
        deliveredOverGraphile: median(over('graphile')),
        deliveredOverGraphileBare: median(over('graphileBare')),
        cpuOfPgBossOverOurs: median(days.pgBoss.map(cpuOf)) / median(days.ours.map(cpuOf)),
        acceptedOverPgBoss: accepted('ours') / accepted('pgBoss'),
        acceptedOverGraphile: accepted('ours') / accepted('graphile'),
        acceptedOverCommits: accepted('ours') / median(rates),
        deliveredOverIdeal: delivered('ours') / ideal,
      },
      figures,
      holds: {
        atLeast4TimesPgBoss: median(over('pgBoss')) >= 4,
        nothingOutOfOrder: (figures['oursOutOfOrder'] ?? 1) === 0,
      },
      formulas: {
        idealPerSecond: `${IN_FLIGHT} in flight ÷ ${PAYER_MS} ms`,
        deliveredOverPgBoss:
          'median over the rounds of (ours ÷ pg-boss doing the same recorded work) delivered per second in the same round',
        cpuOfPgBossOverOurs: 'CPU per delivered message, this process and PostgreSQL together',
        serverCpu: 'CPU of all PostgreSQL processes from /proc; 0 where it cannot be read',
      },
    };
  };
