// A clinic put together for integration tests: real PostgreSQL, real rooms, a sandbox in the same process, the outbox with short
// timers. Not for production code.
import { createSandbox, type Character, type Sandbox } from '@titian/sandbox';
import type { OutboxSettings } from '@titian/outbox';
import { systemActor } from '../../platform/actor.ts';
import type { FacilityTx } from '../../platform/db/index.ts';
import type { FacilityId } from '../../platform/ids.ts';
import { createTestPlatform, type TestPlatform } from '../../platform/testing.ts';
import { antreanKinds, createAntreanFktpPlanner, createFktpScheduleReader } from '../antrean-fktp/index.ts';
import { createFacilityService } from '../facility/index.ts';
import { createGateway, createPlannerRegistry, facilityFacts, type Gateway } from '../gateway/index.ts';
import { createPesertaService, vclaimPesertaLookup } from '../peserta/index.ts';
import { createRujukanService } from '../rujukan/index.ts';
import { createScheduleService } from '../schedule/index.ts';
import { createVisitService, type VisitService } from '../visit/index.ts';
import {
  createPcarePlanner,
  createPcareService,
  createReferences,
  pcareKinds,
  pcarePesertaLookup,
  type PcareService,
  type References,
} from './index.ts';

export interface ClinicHouse {
  readonly platform: TestPlatform;
  readonly sandbox: Sandbox;
  readonly clinic: FacilityId;
  readonly gateway: Gateway;
  readonly visits: VisitService;
  readonly pcare: PcareService;
  readonly references: References;
  /** The facility lets Titian send again what nobody can read back. */
  allowRepeating(): Promise<void>;
  close(): Promise<void>;
}

export interface ClinicHouseOptions {
  readonly character?: Character;
  readonly settings?: Partial<OutboxSettings>;
  readonly timeoutMs?: number;
}

/** Short enough for tests, long enough for a busy machine. */
const QUICK: Partial<OutboxSettings> = {
  settleWindowMs: 1_500,
  readBackAfterMs: 200,
  pollMs: 100,
  backoffFirstMs: 100,
  backoffCapMs: 500,
  breaker: { failures: 3, quietMs: 500, probeIntervalMs: 500 },
};

/** How long a dead queue holds back P-Care in a test. */
const AFTER_ANTREAN_MS = 1_500;

export async function createClinicHouse(options: ClinicHouseOptions = {}): Promise<ClinicHouse> {
  const sandbox = await createSandbox({
    population: 50,
    ...(options.character === undefined ? {} : { character: options.character }),
  });
  const platform = await createTestPlatform({ environment: { TITIAN_SANDBOX_URL: sandbox.url } });
  const { db, sealer, clock, random, audit, events } = platform;
  const { clinic } = platform.facilities;
  const facilityService = createFacilityService(platform);
  await enterCredentials(platform, sandbox, facilityService);
  const facility = (tx: FacilityTx) => facilityFacts(facilityService, tx);

  const gateway = createGateway({
    ...platform,
    credentials: facilityService,
    facility: facilityService,
    settings: { ...QUICK, ...options.settings },
    timeoutMs: options.timeoutMs ?? 700,
  });
  const bpjs = (id: FacilityId) => gateway.forFacility(id);
  const planners = createPlannerRegistry();
  const entryDeps = { sealer, clock, random };
  planners.register(createAntreanFktpPlanner({ sealer, clock }));
  planners.register(createPcarePlanner({ ...entryDeps, afterAntreanMaxWaitMs: AFTER_ANTREAN_MS }));

  const rujukan = createRujukanService({ db, sealer, clock, bpjs });
  const peserta = createPesertaService({
    db,
    sealer,
    clock,
    random,
    audit,
    bpjs,
    facility,
    rujukan,
    lookups: { fkrtl: vclaimPesertaLookup, fktp: pcarePesertaLookup },
    openVisits: () => Promise.resolve(new Map()),
    continuity: () => Promise.resolve(null),
  });
  const schedule = createScheduleService({
    db,
    clock,
    random,
    bpjs,
    clinicSessions: createFktpScheduleReader(gateway),
  });
  const visits = createVisitService({
    db,
    sealer,
    clock,
    random,
    audit,
    events,
    peserta,
    schedule,
    restorings: () => Promise.resolve(0),
    planners,
    facility,
    enqueue: async (tx, messages) => {
      await gateway.enqueue(tx.client, tx.facilityId, messages);
      tx.afterCommit(() => gateway.outbox.wake(tx.facilityId, messages));
    },
    hurry: () => undefined,
  });
  gateway.registerKinds([
    ...antreanKinds({ sealer, clock, visits: visits.reader }),
    ...pcareKinds({ ...entryDeps, visits: visits.reader }),
  ]);
  const pcare = createPcareService({
    ...entryDeps,
    db,
    audit,
    events,
    visits,
    reader: visits.reader,
    resendRefused: () => Promise.resolve(),
  });
  await gateway.start();
  return {
    platform,
    sandbox,
    clinic,
    gateway,
    visits,
    pcare,
    references: createReferences({ db, clock, forFacility: bpjs }),
    allowRepeating: async () => {
      const changes = { switches: { repeatsUnreadable: true } };
      await db.withFacility(clinic, (tx) => facilityService.change(tx, systemActor(clinic, 'test'), changes));
    },
    close: async () => {
      await gateway.stop();
      await platform.close();
      await sandbox.close();
    },
  };
}

async function enterCredentials(
  platform: TestPlatform,
  sandbox: Sandbox,
  facilityService: ReturnType<typeof createFacilityService>,
): Promise<void> {
  const { clinic } = platform.facilities;
  const keys = sandbox.credentials('9999U001');
  await platform.db.withFacility(clinic, async (tx) => {
    for (const service of ['pcare', 'antreanfktp'] as const) {
      await facilityService.setCredentials(tx, systemActor(clinic, 'test'), {
        service,
        consId: keys.consId,
        secret: keys.secret,
        userKey: keys.userKeys[service],
        ...(service === 'pcare'
          ? {
              pcareUsername: keys.pcare.username,
              pcarePassword: keys.pcare.password,
              kdAplikasi: keys.pcare.kdAplikasi,
            }
          : {}),
      });
    }
  });
}

/** Looks until it is so or the time is over; the error says what was there instead. */
export async function until<T>(look: () => T | Promise<T>, isSo: (seen: T) => boolean, timeoutMs = 20_000): Promise<T> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    const seen = await look();
    if (isSo(seen)) return seen;
    if (performance.now() > deadline) throw new Error(`not in time; last seen: ${JSON.stringify(seen)}`);
    await new Promise((resolve) => {
      setTimeout(resolve, 25);
    });
  }
}
