// `node tests/limit/main.ts`: the real engine, the real client and a sandbox process whose knee moves while calls run. The limit must
// settle within 20 % of each knee and never pass the share. What was in flight is counted by the sandbox, not by the engine. Runs as
// a step of its own, because latency is what the limit learns from and other tests on the same cores would be mistaken for the payer.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { createBpjsClient, isBpjsError, type BpjsClient } from '@titian/client';
import { antreanrs } from '@titian/contract';
import { createOutbox, type Handler } from '@titian/outbox';
import { askJson, member } from '../../apps/cli/src/run/json-http.ts';
import { CLOCK, createGround, RANDOM, uuidv7, type Ground } from '../../bench/src/outbox-ground.ts';

const SHARE = 30;
const KNEES = [16, 6, 24, 10];
const ANSWER_MS = 200;
/** Within 20 % on average over this long counts as settled … */
const SETTLED_MS = 4_000;
/** … and it must be there by then, whatever else the machine does meanwhile. */
const LIMIT_MS = 40_000;
const LOOK_MS = 500;
const TOLERANCE = 0.2;
const CHANNEL = 'antreanrs.referensi';
const PPK = '9999R001';
/** Far more than the payer can take in that time. */
const LANES = 9_000;
const PER_STATEMENT = 200;

interface Request {
  readonly atMs: number;
  readonly endMs: number;
}

const realNow = (): number => performance.timeOrigin + performance.now();
const seen: Request[] = [];
let lastSeen = 0;

const sandbox = await startSandbox();
const ground = await createGround();
const client = await clientOf(sandbox.url);
try {
  process.exitCode = await run();
} finally {
  await client.close();
  await ground.close();
  sandbox.process.kill('SIGTERM');
}

async function run(): Promise<number> {
  const facilityId = uuidv7();
  const outbox = createOutbox({
    pools: ground,
    clock: CLOCK,
    random: RANDOM,
    handlers: () => reading(client),
    settings: { share: () => ({ concurrency: SHARE, ratePerSecond: null }) },
  });
  await enqueueAll(ground, outbox, facilityId);
  await moveKnee(KNEES[0] ?? 1);
  await outbox.start();
  let isRight = true;
  for (const knee of KNEES) {
    await moveKnee(knee);
    const { seconds, used } = await untilSettled(knee);
    isRight &&= seconds !== null;
    console.log(
      `  knee ${knee}: ${used.toFixed(1)} in flight on average, ${seconds === null ? 'more than 20 % away' : `reached in ${seconds.toFixed(1)} s`}`,
    );
  }
  await outbox.stop();
  const peak = mostAtOnce(await traffic());
  console.log(`  never more than ${peak} at once, share ${SHARE}`);
  return isRight && peak <= SHARE ? 0 : 1;
}

async function untilSettled(knee: number): Promise<{ seconds: number | null; used: number }> {
  const from = realNow();
  let used = Number.NaN;
  while (realNow() - from < LIMIT_MS) {
    await delay(LOOK_MS);
    const until = realNow() - ANSWER_MS * 2;
    if (until - from < SETTLED_MS) continue;
    // Requests enter the sandbox's book when they are answered: the last moments are not in it yet.
    used = averageInFlight(await traffic(), until - SETTLED_MS, until);
    if (Math.abs(used / knee - 1) <= TOLERANCE) return { seconds: (until - SETTLED_MS - from) / 1_000, used };
  }
  return { seconds: null, used };
}

async function startSandbox() {
  const child = spawn(
    process.execPath,
    [
      '--conditions=titian-source',
      '--disable-warning=ExperimentalWarning',
      join(import.meta.dirname, '../../packages/sandbox/src/main.ts'),
      '--memory',
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const [line] = await once(createInterface({ input: child.stdout }), 'line');
  return { process: child, url: String(member(JSON.parse(String(line)), 'url')) };
}

async function control(method: 'GET' | 'PUT', path: string, body?: unknown): Promise<unknown> {
  const url = `${sandbox.url}/_sandbox${path}`;
  const answer = await askJson({ method, url, ...(body === undefined ? {} : { body }) });
  if (answer.kind !== 'answer' || answer.status >= 300) throw new Error(`the sandbox refused ${method} ${path}`);
  return answer.body;
}

async function clientOf(url: string): Promise<BpjsClient> {
  const facilities = member(await control('GET', '/facilities'), 'facilities');
  const own = (Array.isArray(facilities) ? facilities : []).find((one: unknown) => member(one, 'kodePpk') === PPK);
  const text = (...path: string[]): string => String(member(own, 'credentials', ...path));
  return createBpjsClient({
    environment: 'development',
    credentials: {
      consId: text('consId'),
      secret: text('secret'),
      userKeys: { antreanrs: text('userKeys', 'antreanrs') },
    },
    baseUrls: { antreanrs: `${url}/antreanrs` },
    settings: { allowBaseUrl: [new URL(url).origin] },
  });
}

/** Above the knee everybody waits for everybody: what is done per second stays the same. */
async function moveKnee(knee: number): Promise<void> {
  await control('PUT', '/moods?replace=1', {
    [CHANNEL]: {
      latency: { kind: 'fixed', ms: ANSWER_MS },
      channelLimit: { limit: knee, extraLatencyMsPerExcess: ANSWER_MS / knee, errorRatePerExcess: 0 },
    },
  });
}

function reading(bpjs: BpjsClient): Handler {
  return {
    prepare: async () => ({ kind: 'send', body: new Uint8Array(1), call: null }),
    send: async (_call, { signal }) => {
      try {
        await bpjs.call(antreanrs.refPoli, { signal });
        return { kind: 'delivered', result: null };
      } catch (error) {
        if (!isBpjsError(error)) throw error;
        return { kind: 'later', reason: error.code };
      }
    },
    readBack: async () => ({ kind: 'absent' }),
    settle: async () => undefined,
  };
}

async function enqueueAll({ app }: Ground, outbox: ReturnType<typeof createOutbox>, facilityId: string): Promise<void> {
  for (let lane = 0; lane < LANES; lane += PER_STATEMENT) {
    const connection = await app.connect();
    try {
      await connection.query(`BEGIN; SET LOCAL app.facility_id = '${facilityId}'`);
      await outbox.enqueue(
        connection,
        facilityId,
        Array.from({ length: PER_STATEMENT }, () => {
          const laneId = uuidv7();
          return {
            messageId: uuidv7(),
            laneId,
            subjectId: laneId,
            service: 'antreanrs',
            kind: 'read',
            channel: CHANNEL,
            class: 1 as const,
            intent: {},
            deadlineAt: null,
            onRefused: 'stop-lane' as const,
            dangerous: false,
          };
        }),
      );
      await connection.query('COMMIT');
    } finally {
      connection.release();
    }
  }
}

/** All requests so far; only what is new is asked for. */
async function traffic(): Promise<readonly Request[]> {
  for (;;) {
    const page = member(await control('GET', `/traffic?after=${lastSeen}&limit=1000`), 'entries');
    if (!Array.isArray(page) || page.length === 0) return seen;
    for (const entry of page) {
      const atMs = member(entry, 'atMs');
      const endMs = member(entry, 'endMs');
      if (typeof atMs === 'number' && typeof endMs === 'number') seen.push({ atMs, endMs });
    }
    lastSeen = Number(member(page.at(-1), 'id'));
  }
}

function averageInFlight(requests: readonly Request[], from: number, until: number): number {
  const overlap = requests.map(({ atMs, endMs }) => Math.max(0, Math.min(endMs, until) - Math.max(atMs, from)));
  return overlap.reduce((sum, ms) => sum + ms, 0) / (until - from);
}

function mostAtOnce(requests: readonly Request[]): number {
  // An end and a beginning in the same instant are not two at once.
  const steps = requests.flatMap(({ atMs, endMs }) => [
    { at: atMs, by: 1 },
    { at: endMs, by: -1 },
  ]);
  let now = 0;
  let most = 0;
  for (const { by } of steps.toSorted((a, b) => a.at - b.at || a.by - b.by)) most = Math.max(most, (now += by));
  return most;
}
