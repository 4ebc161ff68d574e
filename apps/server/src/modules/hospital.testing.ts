// A hospital with its database, its delivery and a BPJS in the same process, for integration tests of its rooms. Not for production.
import { createSandbox, generatePopulation, type ControlLetter, type Participant, type Sandbox } from '@titian/sandbox';
import type { Actor } from '../platform/actor.ts';
import { systemClock, systemRandom, type Clock } from '../platform/clock.ts';
import { accountId, type AccountId } from '../platform/ids.ts';
import { permissionsOfRoles, ROLES } from '../platform/permissions.ts';
import { createTestPlatform, type TestPlatform } from '../platform/testing.ts';
import { createFacilityService } from './facility/index.ts';
import { createGateway, createPlannerRegistry, type Gateway } from './gateway/index.ts';
import { composeHospital, type Hospital } from './hospital.ts';
import { createAccount } from './staff/index.ts';
import type { RegisterInput, VisitEventType } from './visit/index.ts';

export interface TestHospital {
  readonly platform: TestPlatform;
  readonly gateway: Gateway;
  readonly sandbox: Sandbox;
  readonly hospital: Hospital;
  readonly clock: Clock;
  /** Somebody who may do everything, with the password that corrections ask for. */
  readonly clerk: Actor;
  readonly password: string;
  /** The server's business clock stands that many days later from now on; the payer's stays. */
  later(days: number): void;
  /** Local time of the test's day, e.g. `at('08:05:10')`. */
  at(time: string): Date;
  register(input: Partial<RegisterInput> & { person: number }): Promise<string>;
  record(
    visitId: string,
    type: Exclude<VisitEventType, 'visit.registered'>,
    time: string,
    data?: Record<string, unknown>,
  ): Promise<void>;
  /** Tasks in the order in which BPJS stored them, `3@08:05:10`. */
  storedTasks(kodeBooking: string): string[];
  effects(key?: string): { effect: string; key: string; data: Record<string, unknown> }[];
  /** Waits until nothing of the facility is on its way any more. */
  settled(visitIds?: readonly string[]): Promise<void>;
  /** Somebody of the sandbox's population who has a control letter for the test's day. */
  someControlVisit(): Promise<{
    controlLetter: ControlLetter;
    earlierSep: NonNullable<Participant['earlierSep']>;
    person: { nama: string; nomorKartu: string; nik: string; norm: string };
  }>;
  close(): Promise<void>;
}

/** A Monday; the business clock stands at noon so that the morning has happened. */
export const DAY = '2026-11-23';
const NOON_WIB = Date.parse(`${DAY}T12:00:00+07:00`);
const PASSWORD = 'sandi uji yang panjang';
const SETTLE_WITHIN_MS = 20_000;
const POLL_MS = 25;
const POPULATION = 400;
const FINGERPRINT = new Set(['MAT', 'JAN', 'IRM', 'HDL']);

/** People 1…n with a fresh referral to INT; cards and NIK as the demo's. */
export const personOf = (n: number) => ({
  nomorKartu: String(n).padStart(13, '0'),
  nik: `9999${String(n).padStart(12, '0')}`,
  nama: `PESERTA UJI ${n}`,
  norm: String(n).padStart(6, '0'),
  nomorHp: '080000000012',
});
export const referralOf = (n: number) => `9999U0011126P${String(n).padStart(6, '0')}`;

export async function createTestHospital(
  options: {
    people?: number;
    outbox?: Parameters<typeof createGateway>[0]['settings'];
    /** The same hospital at the same payer, on a database that was restored. */
    restored?: { of: TestHospital; databaseUrl: string };
  } = {},
): Promise<TestHospital> {
  const business = { baseMs: NOON_WIB, realBaseMs: systemClock().realNow().getTime(), speed: 1 };
  const real = systemClock(business);
  let aheadMs = 0;
  const before = options.restored;
  const clock: Clock = before?.of.clock ?? {
    ...real,
    now: () => new Date(real.now().getTime() + aheadMs),
    businessOf: (at) => new Date(real.businessOf(at).getTime() + aheadMs),
  };
  const sandbox = before?.of.sandbox ?? (await createSandbox({ population: 0, businessClock: business }));
  const platform = await createTestPlatform({
    clock,
    environment: { TITIAN_SANDBOX_URL: sandbox.url, TITIAN_PROBE_INTERVAL_MS: '500' },
    ...(before === undefined
      ? {}
      : { existing: { databaseUrl: before.databaseUrl, facilities: before.of.platform.facilities } }),
  });
  const facility = createFacilityService(platform);
  const { hospital: facilityId } = platform.facilities;
  const clerk = before?.of.clerk === undefined ? actorOf(facilityId) : accountOf(before.of.clerk);
  if (before === undefined) await furnish({ platform, facility, sandbox, clerk, people: options.people ?? 20 });
  const gateway = createGateway({
    ...platform,
    credentials: facility,
    facility,
    settings: { settleWindowMs: 400, breaker: { failures: 3, quietMs: 500, probeIntervalMs: 500 }, ...options.outbox },
    timeoutMs: 1_500,
    restoredRetryMs: 200,
  });
  const planners = createPlannerRegistry();
  const hospital = composeHospital(platform, {
    facility,
    gateway,
    planners,
    reconciliation: { limits: { freshMs: 0, retryMs: 0 }, afterOutageMs: 0 },
    clinic: {
      pesertaLookup: () => Promise.resolve(null),
      sessions: () => Promise.resolve([]),
      numbers: () => Promise.resolve(new Map()),
      waitingForDoctor: () => Promise.resolve(new Set()),
      sources: () => [],
    },
  });
  await gateway.start();

  const at = (time: string) => new Date(`${DAY}T${time}+07:00`);
  const open = () =>
    gateway.outbox.inspect.messages(facilityId, { states: ['queued', 'waiting', 'unknown', 'parked'] });
  return {
    platform,
    gateway,
    sandbox,
    hospital,
    clock,
    clerk,
    password: PASSWORD,
    later: (days) => {
      aheadMs += days * 86_400_000;
    },
    at,
    register: async ({ person, ...input }) => {
      const { nomorHp, ...patient } = personOf(person);
      const registered = await hospital.visits.register(
        clerk,
        {
          visitRef: null,
          occurredAt: at('08:00:00'),
          serviceDate: DAY,
          patientId: null,
          patient: { ...patient, noHp: nomorHp, tanggalLahir: '1990-05-06', jenisKelamin: 'L' },
          jenisPasien: 'JKN',
          pasienBaru: false,
          sessionId: null,
          kodePoli: 'INT',
          namaPoli: 'PENYAKIT DALAM',
          kodeDokter: '99901',
          namaDokter: 'dr. Rangga Contoh, Sp.PD',
          jamPraktek: '08:00-12:00',
          jenisKunjungan: 1,
          nomorReferensi: referralOf(person),
          sumber: 'onsite',
          kodeBooking: null,
          eligibilityId: null,
          extra: {},
          ...input,
        },
        { checkIn: false },
      );
      return registered.visitId;
    },
    record: async (visitId, type, time, data = {}) => {
      await hospital.visits.recordEvent(clerk, { visit: { id: visitId }, type, occurredAt: at(time), data });
    },
    storedTasks: (kodeBooking) =>
      sandbox
        .ledger()
        .flatMap((line) =>
          line.effect === 'task.stored' && line.key === kodeBooking
            ? [
                `${String(line.data['taskid'])}@${new Date(Number(line.data['waktu']) + 7 * 3_600_000).toISOString().slice(11, 19)}`,
              ]
            : [],
        ),
    effects: (key) =>
      sandbox
        .ledger()
        .filter((line) => key === undefined || line.key === key)
        .map(({ effect, key: of, data }) => ({ effect, key: of, data })),
    settled: async (visitIds) => {
      const deadline = clock.monotonicMs() + SETTLE_WITHIN_MS;
      const isMeant = (subjectId: string) => visitIds === undefined || visitIds.includes(subjectId);
      for (;;) {
        // A stopped lane waits for a person; a parked message is a bug, and a test must say so.
        const left = (await open()).filter(({ subjectId, laneState }) => isMeant(subjectId) && laneState !== 'stopped');
        const parked = left.filter((message) => message.state === 'parked');
        if (parked.length > 0) throw new Error(`parked: ${told(parked)}`);
        if (left.length === 0) return;
        if (clock.monotonicMs() > deadline) throw new Error(`still on the way: ${told(left)}`);
        await new Promise((resolve) => setTimeout(resolve, POLL_MS));
      }
    },
    someControlVisit: async () => {
      const first = 5_001;
      await sandbox.arrange([{ kind: 'population', seed: 7, n: POPULATION, date: DAY, first }]);
      for (const { person, controlLetter, earlierSep } of generatePopulation({
        seed: 7,
        n: POPULATION,
        date: DAY,
        first,
      })) {
        if (controlLetter?.jenis !== '2' || earlierSep === null || person.status.kode !== '0') continue;
        if (controlLetter.tanggalRencana !== DAY || FINGERPRINT.has(controlLetter.poli)) continue;
        const { nama, nomorKartu, nik, norm } = person;
        return { controlLetter, earlierSep, person: { nama, nomorKartu, nik, norm: `K${norm}` } };
      }
      throw new Error('nobody of this population has a control letter for the day');
    },
    close: async () => {
      await gateway.stop();
      await platform.close();
      if (before === undefined) await sandbox.close();
    },
  };
}

/** Account, credentials, and people with their referrals at the payer. */
async function furnish({ platform, facility, sandbox, clerk, people }: Furnishing): Promise<void> {
  const { facilityId } = clerk;
  await createAccount(platform, facilityId, {
    id: clerk.accountId,
    username: 'petugas.uji',
    displayName: clerk.displayName,
    roles: ['claims'],
    password: PASSWORD,
  });
  const { consId, secret, userKeys } = sandbox.credentials('9999R001');
  await platform.db.withFacility(facilityId, async (tx) => {
    for (const service of ['vclaim', 'antreanrs'] as const)
      await facility.setCredentials(tx, clerk, { service, consId, secret, userKey: userKeys[service] });
  });
  await sandbox.arrange(
    Array.from({ length: people }, (_, index) => index + 1).flatMap((n) => [
      {
        kind: 'participant' as const,
        person: { ...personOf(n), jenisKelamin: 'L' as const, tanggalLahir: '1990-05-06' },
      },
      {
        kind: 'referral' as const,
        referral: {
          nomorRujukan: referralOf(n),
          nomorKartu: personOf(n).nomorKartu,
          tanggal: '2026-11-10',
          poli: 'INT',
        },
      },
    ]),
  );
}

interface Furnishing {
  readonly platform: TestPlatform;
  readonly facility: ReturnType<typeof createFacilityService>;
  readonly sandbox: Sandbox;
  readonly clerk: Actor & { accountId: AccountId };
  readonly people: number;
}

function accountOf(clerk: Actor): Actor & { accountId: AccountId } {
  return { ...clerk, accountId: accountId(clerk.id) };
}

const told = (messages: readonly { kind: string; state: string; code: string | null; reason: string | null }[]) =>
  messages
    .map(({ kind, state, code, reason }) => [kind, state, code, reason].filter((part) => part !== null).join(' '))
    .join('; ');

export function actorOf(facilityId: Actor['facilityId']): Actor & { accountId: AccountId } {
  const id = systemRandom().uuidv7();
  return {
    kind: 'user',
    id,
    accountId: accountId(id),
    facilityId,
    roles: ROLES,
    permissions: permissionsOfRoles(ROLES),
    displayName: 'Petugas Uji',
  };
}
