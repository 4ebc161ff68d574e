// The gateway put together: clients, health, reads and the outbox with one handler per registered kind. Starts nothing by itself and
// does not touch the database until it is used, so that the OpenAPI document can be made from it.
import {
  createOutbox,
  DEFAULT_SETTINGS,
  type Handler,
  type Outbox,
  type OutboxMessage,
  type OutboxSettings,
  type NewMessage,
  type Queryable,
  type Enqueued,
} from '@titian/outbox';
import { Counter, Histogram, type Registry } from 'prom-client';
import type { Clock, Random } from '../../platform/clock.ts';
import type { Config } from '../../platform/config/index.ts';
import type { Sealer } from '../../platform/crypto/index.ts';
import type { Db, FacilityTx } from '../../platform/db/index.ts';
import type { Events } from '../../platform/events/index.ts';
import type { FailpointHook } from '../../platform/failpoints.ts';
import { facilityId as checkedFacilityId, type FacilityId } from '../../platform/ids.ts';
import { createCapture } from './capture.ts';
import { createClientPool, type CredentialSource } from './clients.ts';
import type { FacilityService } from '../facility/index.ts';
import { facilityFacts } from './facts.ts';
import { sealDifferences } from './evidence.ts';
import { createExchangeKeeper } from './exchange-keeper.ts';
import { createExchangeRecorder } from './exchange-recorder.ts';
import { createHandler, type HandlerDeps } from './handler.ts';
import { createMeter, type Meter } from './health-meter.ts';
import { createSkewBook } from './health-skew.ts';
import { DEFAULT_HEALTH_LIMITS, isUnanswered } from './health.ts';
import { LATENCY_BOUNDS_MS } from './health-minutes.ts';
import type { NodePlaces } from './health-store.ts';
import type { BpjsMessageKind, FacilityBpjs, SettledOutcome } from './kinds.ts';
import { localPlaces, outboxPlaces } from './places.ts';
import { createRestoredGate, type RestoredGate } from './restored.ts';
import { createGuardedReads, DEFAULT_READ_LIMITS, observedReads } from './reads.ts';
import { MENDS } from './mends.ts';
import { recordRefusal } from './refusals.ts';
import { clearDifferencesOf, putDifference } from './store.ts';
import { createTracker, type Tracker } from './tracker.ts';

export interface GatewayDeps {
  readonly db: Db;
  readonly sealer: Sealer;
  readonly clock: Clock;
  readonly random: Random;
  readonly config: Pick<Config, 'sandboxUrl' | 'outboundProxy' | 'role' | 'delivery'> &
    Partial<Pick<Config, 'captureDir'>>;
  readonly events: Events;
  readonly credentials: CredentialSource;
  readonly facility: Pick<FacilityService, 'get'>;
  readonly metrics: Registry;
  readonly logger: { warn(context: object, message: string): void };
  /** Overrides for tests. */
  readonly settings?: Partial<OutboxSettings>;
  readonly timeoutMs?: number;
  readonly restoredRetryMs?: number;
  /** Demo only. */
  readonly failpoint?: FailpointHook;
}

export interface Gateway {
  registerKinds(kinds: readonly BpjsMessageKind[]): void;
  forFacility(facilityId: FacilityId): FacilityBpjs;
  kindOf(name: string): BpjsMessageKind | undefined;
  enqueue(tx: Queryable, facilityId: string, messages: readonly NewMessage[]): Promise<Enqueued[]>;
  readonly restored: RestoredGate;
  readonly outbox: Outbox;
  readonly tracker: Tracker;
  readonly meter: Meter;
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** Work that waits for the commit of a settlement; far more than are ever in flight. */
const AFTER_COMMIT_MAX = 2_000;

export function createGateway(deps: GatewayDeps): Gateway {
  const { db, sealer, clock, random, events, config, logger } = deps;
  const onTrouble = (error: unknown, where = 'gateway') =>
    logger.warn({ where, code: codeOf(error) }, 'gateway trouble');
  const capture =
    typeof config.captureDir === 'string'
      ? createCapture({
          folder: config.captureDir,
          now: () => clock.realNow(),
          onTrouble: (error) => onTrouble(error, 'capture'),
        })
      : null;
  const recorder = createExchangeRecorder(clock);
  const keeper = createExchangeKeeper({ db, sealer, random, onTrouble: (error) => onTrouble(error, 'exchanges') });
  const clients = createClientPool({
    db,
    clock,
    config,
    source: deps.credentials,
    ...(deps.timeoutMs === undefined ? {} : { timeoutMs: deps.timeoutMs }),
    wrapTransport: (transport) => recorder.wrap(transport),
    onResponse: (seen) => {
      recorder.onResponse(seen);
      capture?.onResponse(seen);
    },
    onSkew: (about) => logger.warn(about, 'clock differs from the one of BPJS; signatures follow it'),
  });
  const exchangesTotal = new Counter({
    name: 'titian_bpjs_writes_total',
    help: 'Messages sent to BPJS by channel and what came back',
    labelNames: ['channel', 'result'],
    registers: [deps.metrics],
  });
  const settledTotal = new Counter({
    name: 'titian_messages_total',
    help: 'States that messages came to',
    labelNames: ['kind', 'state'],
    registers: [deps.metrics],
  });
  const callsTotal = new Counter({
    name: 'titian_bpjs_calls_total',
    help: 'Calls to BPJS by facility, channel and what came back, reads included',
    labelNames: ['facility', 'channel', 'code'],
    registers: [deps.metrics],
  });
  const answerSeconds = new Histogram({
    name: 'titian_bpjs_answer_seconds',
    help: 'Time to an answer of BPJS',
    labelNames: ['channel'],
    buckets: LATENCY_BOUNDS_MS.map((ms) => ms / 1000),
    registers: [deps.metrics],
  });
  const skews = createSkewBook({
    db,
    clock,
    source: () => outbox.health().nodeId,
    skewOf: (service) => clients.skewOf(service),
    onTrouble: (error) => onTrouble(error, 'skew'),
  });
  const meter = createMeter({
    db,
    clock,
    onTrouble: (error) => onTrouble(error, 'meter'),
    places: (facilityId) => placesOf(outbox, facilityId),
  });
  const tracker = createTracker({
    db,
    clock,
    events,
    onTrouble,
    limits: DEFAULT_HEALTH_LIMITS,
    onExchange: (facilityId, exchange) => {
      meter.observe(facilityId, exchange);
      if (exchange.isInferred !== true) {
        const { channel, errorCode, latencyMs } = exchange;
        callsTotal.inc({ facility: facilityId, channel, code: errorCode ?? 'ok' });
        if (!isUnanswered(errorCode)) answerSeconds.observe({ channel }, latencyMs / 1000);
      }
      skews.note(exchange.service);
    },
  });
  const kinds = new Map<string, Handler>();
  const definitions = new Map<string, BpjsMessageKind>();
  const afterCommit = new Map<string, readonly (() => void)[]>();

  const restored = createRestoredGate({ db, clock });
  const handlerDeps: HandlerDeps = {
    db,
    sealer,
    clock,
    clients,
    recorder,
    keep: keeper.add,
    gateOf: restored.of,
    restoredRetryMs: deps.restoredRetryMs,
    repeatsUnreadable: async (tx) => (await facilityFacts(deps.facility, tx)).switches['repeatsUnreadable'] === true,
    takesAlreadyAsEqual: config.delivery.plantedBug === 'already-as-equal',
    bpjsOf: (facilityId) => observedReads({ clients, clock, tracker }, facilityId),
    observe: (facilityId, exchange) => {
      if (exchange.isInferred !== true)
        exchangesTotal.inc({ channel: exchange.channel, result: exchange.errorCode ?? 'ok' });
      tracker.observe(facilityId, exchange);
    },
    recordSettled: async (tx, message, outcome, evidence) => {
      await recordRefusal(sealer, tx, { message, outcome, evidence, at: clock.realNow() });
      await recordDifferences(deps, tx, message, outcome);
    },
    afterSettled: (message, work) => {
      afterCommit.set(message.messageId, work);
      for (const oldest of afterCommit.keys()) {
        if (afterCommit.size <= AFTER_COMMIT_MAX) break;
        afterCommit.delete(oldest);
      }
    },
  };

  const outbox = createOutbox({
    pools: { app: db.app, overview: db.overview },
    clock,
    random,
    handlers: (kind) => kinds.get(kind),
    settings: { ...settingsOf(config.delivery), ...deps.settings },
    hooks: deps.failpoint === undefined ? {} : { failpoint: deps.failpoint },
  });
  outbox.events.on('settled', (about) => {
    settledTotal.inc({ kind: about.kind, state: about.state });
    if (about.state === 'parked')
      logger.warn({ messageId: about.messageId, kind: about.kind }, 'message held for a person');
    for (const work of afterCommit.get(about.messageId) ?? []) work();
    afterCommit.delete(about.messageId);
    const facilityId = checkedFacilityId(about.facilityId);
    events.publish(facilityId, { topic: 'message', subjectId: about.messageId });
    events.publish(facilityId, { topic: 'visit', subjectId: about.subjectId });
    if (about.kind.startsWith('antreanrs.')) events.publish(facilityId, { topic: 'task', subjectId: about.subjectId });
  });
  for (const name of ['breaker', 'paused', 'resumed'] as const) {
    outbox.events.on(name, (about: { facilityId: string; channel: string }) => {
      events.publish(checkedFacilityId(about.facilityId), { topic: 'health', subjectId: about.channel });
    });
  }
  outbox.events.on('trouble', ({ where, error }) => onTrouble(error, where));
  // New credentials: channels that were paused because of the old ones go on by themselves.
  const unsubscribe = deps.credentials.onChange(
    (facilityId) => void resumeAfterCredentials(outbox, facilityId).catch(onTrouble),
  );

  // A process that delivers shares its limiter with reads; one that only serves people has places of its own.
  const isDelivering = config.role === 'worker' || config.role === 'all';
  const places = isDelivering ? outboxPlaces(outbox, clock) : localPlaces();
  const { probeIntervalMs } = config.delivery;
  const limits = { ...DEFAULT_READ_LIMITS, ...(probeIntervalMs === null ? {} : { probeIntervalMs }) };
  const forFacility = createGuardedReads({ clients, clock, tracker, places, limits });

  return {
    restored,
    outbox,
    tracker,
    meter,
    forFacility,
    kindOf: (name) => definitions.get(name),
    enqueue: (tx, facilityId, messages) => outbox.enqueue(tx, facilityId, messages),
    registerKinds: (added) => {
      for (const kind of added) {
        if (kinds.has(kind.kind)) throw new Error(`message kind ${kind.kind} is registered twice`);
        kinds.set(kind.kind, createHandler(kind, handlerDeps));
        definitions.set(kind.kind, kind);
      }
    },
    start: () => outbox.start(),
    stop: async () => {
      unsubscribe();
      await outbox.stop();
      await tracker.flush();
      await meter.flush();
      await skews.flush();
      await keeper.settled();
      await clients.close();
    },
  };
}

/** A process that never started delivering has no channels. */
function placesOf(outbox: Outbox, facilityId: FacilityId): readonly NodePlaces[] {
  const { nodeId, channels } = outbox.health();
  return channels
    .filter((one) => one.facilityId === facilityId)
    .map(({ channel, inFlight, limit, share }) => ({ channel, nodeId, inFlight, limit, share }));
}

/** A shorter lease wants dead nodes noticed sooner, or a node that starts again waits longer for its part than for its lanes. */
function aliveness(leaseMs: number): Partial<OutboxSettings> {
  const { leaseMs: usual, heartbeatMs, nodeGoneMs } = DEFAULT_SETTINGS;
  const scale = Math.min(1, leaseMs / usual);
  return { heartbeatMs: Math.max(100, heartbeatMs * scale), nodeGoneMs: Math.max(500, nodeGoneMs * scale) };
}

function settingsOf(delivery: Config['delivery']): Partial<OutboxSettings> {
  const { leaseMs, settleWindowMs, channelShare, probeIntervalMs, plantedBug } = delivery;
  return {
    ...(leaseMs === null ? {} : { leaseMs, ...aliveness(leaseMs) }),
    ...(settleWindowMs === null ? {} : { settleWindowMs }),
    ...(channelShare === null ? {} : { share: () => ({ concurrency: channelShare, ratePerSecond: null }) }),
    ...(probeIntervalMs === null ? {} : { breaker: { failures: 3, quietMs: 5_000, probeIntervalMs } }),
    plantedBug,
  };
}

/** BPJS holds something else than we sent: that is a fact of its own, kept sealed until a person has looked at it. */
async function recordDifferences(
  deps: GatewayDeps,
  tx: FacilityTx,
  message: OutboxMessage,
  outcome: SettledOutcome,
): Promise<void> {
  if (outcome.differences.length === 0) {
    const mended = outcome.kind === 'delivered' || outcome.kind === 'already' ? MENDS[message.kind] : undefined;
    if (mended !== undefined) await clearDifferencesOf(tx, message.subjectId, mended, deps.clock.now());
    return;
  }
  await putDifference(tx, {
    messageId: message.messageId,
    subjectId: message.subjectId,
    kind: message.kind,
    detailSealed: await sealDifferences(deps.sealer, tx, message.messageId, outcome.differences),
    foundAt: deps.clock.now(),
  });
}

const CREDENTIAL_REASON = /^(credential\.|BPJS_CREDENTIAL|pcare\.credential)/;

async function resumeAfterCredentials(outbox: Outbox, facilityId: FacilityId): Promise<void> {
  for (const channel of await outbox.inspect.channels(facilityId)) {
    if (channel.pausedAt === null || !CREDENTIAL_REASON.test(channel.reason ?? '')) continue;
    await outbox.resumeChannel(facilityId, channel.channel, 'Titian', 'credentials changed');
  }
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}
