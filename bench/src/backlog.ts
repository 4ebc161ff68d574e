// Three days without network at a group: 1,000,000 messages wait in 200,000 lanes. How long does taking the next work last, ours beside
// pg-boss's strict order per key on the same server in the same run, and does draining stay as fast from first to last?
import { createOutbox, createPgStore, resolveSettings, type Handler } from '@titian/outbox';
import { PgBoss } from 'pg-boss';
import { CLOCK, createGround, RANDOM, uuidv7, wait, type Ground } from './outbox-ground.ts';
import { median, percentile, type Bench } from './result.ts';

const MESSAGES_PER_LANE = 5;
const LANES = 200_000;
const FACILITIES = 20;
const BATCH = 32;
const CLAIMS = 400;
const PEER_FETCHES = 15;
const MAX_PEER_MS = 60_000;
const DRAIN_PARTS = 5;
/** Enough to see whether the rate holds; all of the million would only take longer. */
const DRAIN_MAX = 100_000;
const QUEUE = 'backlog';

const facilities = Array.from({ length: FACILITIES }, uuidv7);

async function fillOurs({ owner }: Ground, lanes: number): Promise<void> {
  await owner.query(
    `
    INSERT INTO titian.outbox_lanes (facility_id, lane_id, subject_id, service, channel, class, state, next_at, head_seq, scan_from, last_seq, pending)
    SELECT ($1::uuid[])[1 + i % ${FACILITIES}], gen_random_uuid(), gen_random_uuid(), 'peer', 'peer.' || i % 3, 1 + i % 2, 'ready',
           now() - i * interval '1 second', 1, 1, ${MESSAGES_PER_LANE}, ${MESSAGES_PER_LANE}
      FROM generate_series(1, ${lanes}) i`,
    [facilities],
  );
  await owner.query(`
    INSERT INTO titian.outbox_messages (facility_id, lane_id, seq, message_id, subject_id, service, kind, channel, class, intent, on_refused, dangerous)
    SELECT l.facility_id, l.lane_id, s, gen_random_uuid(), l.subject_id, 'peer', 'test', l.channel, l.class, '{"visit":1}', 'stop-lane', true
      FROM titian.outbox_lanes l, generate_series(1, ${MESSAGES_PER_LANE}) s`);
  await owner.query('VACUUM (ANALYZE) titian.outbox_lanes');
  await owner.query('VACUUM (ANALYZE) titian.outbox_messages');
}

/** Each claim is followed by what really follows it, so that dead index entries gather as in life. */
async function measureClaims(ground: Ground, count: number): Promise<number[]> {
  const settings = resolveSettings({ leaseMs: 60_000 });
  const store = createPgStore({
    app: ground.app,
    overview: ground.overview,
    clock: CLOCK,
    random: RANDOM,
    settings,
    nodeId: uuidv7(),
  });
  const times: number[] = [];
  for (let index = 0; index < count; index += 1) {
    const facilityId = facilities[index % FACILITIES] ?? '';
    const started = performance.now();
    const leases = await store.claim({
      facilityId,
      channel: `peer.${index % 3}`,
      class: 1 + (index % 2),
      minAgeMs: 0,
      maxAgeMs: 2_000_000_000_000,
      limit: BATCH,
    });
    times.push(performance.now() - started);
    const items = leases.map((lease) => ({ lease, attemptId: uuidv7(), body: Buffer.alloc(400) }));
    if (items.length === 0) continue;
    await store.begin(facilityId, items);
    await store.settle(
      facilityId,
      items.map(({ lease, attemptId }) => ({
        lease,
        attemptId,
        messageState: 'delivered',
        advance: true,
        holdState: 'ready',
        delayMs: 0,
        code: null,
        reason: null,
        keepAttempt: false,
        chain: false,
        failures: 0,
        deaths: 0,
        absentReads: 0,
        record: { kind: 'delivered', via: 'answer' },
        outcome: null,
        evidence: null,
      })),
      async () => undefined,
    );
  }
  return times;
}

async function drain(
  ground: Ground,
  messages: number,
  log: (line: string) => void,
): Promise<{ rates: number[]; rssMb: number[] }> {
  let done = 0;
  const handler: Handler = {
    prepare: async ({ message }) => ({ kind: 'send', body: Buffer.alloc(400), call: message.messageId }),
    send: async () => ({ kind: 'delivered', result: null }),
    readBack: async () => ({ kind: 'absent' }),
    settle: async () => {
      done += 1;
    },
  };
  const outbox = createOutbox({
    pools: ground,
    clock: CLOCK,
    random: RANDOM,
    handlers: () => handler,
    settings: { share: () => ({ concurrency: 64, ratePerSecond: null }), maxInFlight: 256 },
  });
  await outbox.start();
  const rates: number[] = [];
  const rssMb: number[] = [];
  const started = performance.now();
  let partStarted = started;
  for (let part = 1; part <= DRAIN_PARTS; part += 1) {
    const goal = Math.floor((messages * part) / DRAIN_PARTS);
    const from = done;
    while (done < goal) await wait(20);
    const now = performance.now();
    rates.push(((done - from) * 1_000) / (now - partStarted));
    rssMb.push(process.memoryUsage().rss / 2 ** 20);
    log(`drained ${done}: ${Math.round(rates.at(-1) ?? 0)}/s, ${Math.round(rssMb.at(-1) ?? 0)} MB`);
    partStarted = now;
  }
  await outbox.stop();
  return { rates, rssMb };
}

async function measurePeer(ground: Ground, lanes: number, log: (line: string) => void): Promise<number[]> {
  const boss = new PgBoss({ connectionString: ground.connectionString, max: 8, supervise: false, schedule: false });
  boss.on('error', () => undefined);
  await boss.start();
  await boss.createQueue(QUEUE, { policy: 'key_strict_fifo' });
  const keys = Array.from({ length: lanes }, uuidv7);
  const rows = 10_000;
  for (let round = 0; round < MESSAGES_PER_LANE; round += 1) {
    for (let start = 0; start < keys.length; start += rows) {
      await boss.insert(
        QUEUE,
        keys.slice(start, start + rows).map((key) => ({ data: { visit: 1 }, singletonKey: key })),
      );
    }
    log(`pg-boss holds ${(round + 1) * lanes}`);
  }
  await ground.owner.query('VACUUM (ANALYZE)');
  const times: number[] = [];
  const until = performance.now() + MAX_PEER_MS;
  while (times.length < PEER_FETCHES && performance.now() < until) {
    const started = performance.now();
    const jobs = await boss.fetch(QUEUE, { batchSize: BATCH });
    times.push(performance.now() - started);
    await boss.complete(
      QUEUE,
      jobs.map((job) => job.id),
    );
  }
  await boss.stop({ graceful: false });
  return times;
}

export const run: Bench = async ({ scale, log }) => {
  const lanes = Math.max(1_000, Math.round(LANES * scale));
  const messages = lanes * MESSAGES_PER_LANE;
  const ground = await createGround();
  try {
    log(`filling ${messages} messages in ${lanes} lanes of ${FACILITIES} facilities`);
    await fillOurs(ground, lanes);
    await measureClaims(ground, 30);
    const claims = await measureClaims(ground, CLAIMS);
    log(`claim p50 ${percentile(claims, 0.5).toFixed(2)} ms, p99 ${percentile(claims, 0.99).toFixed(2)} ms`);
    const { rates, rssMb } = await drain(ground, Math.min(DRAIN_MAX, messages - (CLAIMS + 30) * BATCH), log);
    const fetches = await measurePeer(ground, lanes, log);
    const ratio = median(fetches) / median(claims);
    const drainSteadiness = Math.min(...rates) / Math.max(...rates);
    return {
      name: 'backlog',
      ratios: { fetchOverClaim: ratio, drainSteadiness },
      figures: {
        messages,
        lanes,
        batch: BATCH,
        claimP50Ms: percentile(claims, 0.5),
        claimP99Ms: percentile(claims, 0.99),
        claimMaxMs: Math.max(...claims),
        pgBossFetchP50Ms: median(fetches),
        pgBossFetches: fetches.length,
        drainedPerSecondFirst: rates[0] ?? 0,
        drainedPerSecondLast: rates.at(-1) ?? 0,
        rssFirstMb: rssMb[0] ?? 0,
        rssLastMb: rssMb.at(-1) ?? 0,
      },
      holds: {
        claimP99Below20Ms: percentile(claims, 0.99) <= 20,
        atLeast50TimesPgBoss: ratio >= 50,
        memoryFlat: (rssMb.at(-1) ?? 0) <= (rssMb[0] ?? 0) * 1.5,
      },
      formulas: {
        fetchOverClaim: `median of ${fetches.length} fetches of ${BATCH} by pg-boss key_strict_fifo ÷ median of ${claims.length} claims of ${BATCH} lanes, same server, same run`,
        drainSteadiness: `slowest ÷ fastest of ${DRAIN_PARTS} equal parts of draining up to ${DRAIN_MAX}, handler answers at once`,
      },
    };
  } finally {
    await ground.close();
  }
};
