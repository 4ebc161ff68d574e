// A clinic with its routes, its delivery and a BPJS of its own, for integration tests of the message browser. Not for production.
import { createSandbox, type Sandbox, type SandboxOptions } from '@titian/sandbox';
import { createHouse } from '../../app.ts';
import { systemActor } from '../../platform/actor.ts';
import type { ModuleDefinition } from '../../platform/module.ts';
import type { Role } from '../../platform/permissions.ts';
import { createTestPlatform, testAccount, type TestPlatform } from '../../platform/testing.ts';
import { createFacilityService } from '../facility/index.ts';

export interface Answered {
  readonly status: number;
  /** What came back; tests look at it member by member. */
  // oxlint-disable-next-line no-explicit-any -- the shapes are checked by the routes themselves; naming them here again would test the test
  readonly body: any;
}

export interface MessageHouse {
  readonly platform: TestPlatform;
  readonly sandbox: Sandbox;
  ask(role: Role, method: 'GET' | 'POST', path: string, payload?: object, key?: string): Promise<Answered>;
  until(look: () => Promise<boolean>): Promise<void>;
  /** A visit of the person with this number at the poli; `999` is a poli that BPJS does not know. */
  register(person: number, kodePoli: string): Promise<string>;
  close(): Promise<void>;
}

export const PASSWORD_ROLES = ['registration', 'claims', 'it', 'vendor', 'auditor', 'doctor'] as const;
const WITHIN_MS = 20_000;
const LOOK_MS = 40;

export const personOf = (n: number) => ({
  nomorKartu: `00000000010${String(n).padStart(2, '0')}`,
  nik: `99990000000010${String(n).padStart(2, '0')}`,
  nama: `PESERTA UJI${String.fromCharCode(64 + n)}`,
  norm: `0010${String(n).padStart(2, '0')}`,
});

export async function openMessageHouse(options: SandboxOptions & { people?: number } = {}): Promise<MessageHouse> {
  const { people = 10, ...sandboxOptions } = options;
  const sandbox = await createSandbox({ population: 0, ...sandboxOptions });
  const platform = await createTestPlatform({
    environment: { TITIAN_SANDBOX_URL: sandbox.url, TITIAN_SETTLE_WINDOW_MS: '500', TITIAN_PROBE_INTERVAL_MS: '500' },
  });
  const { clinic } = platform.facilities;
  const keys = sandbox.credentials('9999U001');
  const facility = createFacilityService(platform);
  await platform.db.withFacility(clinic, async (tx) => {
    for (const service of ['pcare', 'antreanfktp'] as const) {
      await facility.setCredentials(tx, systemActor(clinic, 'test'), {
        service,
        consId: keys.consId,
        secret: keys.secret,
        userKey: keys.userKeys[service],
        ...(service === 'pcare' ? { pcareUsername: keys.pcare.username, pcarePassword: keys.pcare.password } : {}),
      });
    }
  });
  await sandbox.arrange(
    Array.from({ length: people }, (_, index) => {
      const { norm: _norm, ...person } = personOf(index + 1);
      return {
        kind: 'participant' as const,
        person: { ...person, jenisKelamin: 'P' as const, tanggalLahir: '1980-01-01' },
      };
    }),
  );
  const { app, modules } = await openHouse(platform);
  const headers = new Map<Role, Readonly<Record<string, string>>>();
  for (const role of PASSWORD_ROLES) headers.set(role, (await testAccount(platform, clinic, [role])).headers);

  const ask: MessageHouse['ask'] = async (role, method, path, payload, key = platform.random.uuidv7()) => {
    const response = await app.inject({
      method,
      url: `/api/v1${path}`,
      headers: { ...headers.get(role), 'idempotency-key': key },
      ...(payload === undefined ? {} : { payload }),
    });
    return { status: response.statusCode, body: response.body === '' ? null : response.json() };
  };
  return {
    platform,
    sandbox,
    ask,
    until: async (look) => {
      const deadline = performance.now() + WITHIN_MS;
      while (!(await look())) {
        if (performance.now() > deadline) throw new Error('not in time');
        await new Promise((resolve) => {
          setTimeout(resolve, LOOK_MS);
        });
      }
    },
    register: async (person, kodePoli) => {
      const { nama, nomorKartu, nik, norm } = personOf(person);
      const answer = await ask('registration', 'POST', '/visits', {
        patient: { nama, nomorKartu, nik, norm },
        jenisPasien: 'JKN',
        pasienBaru: false,
        serviceDate: new Date(platform.clock.now().getTime() + 7 * 3_600_000).toISOString().slice(0, 10),
        kodePoli,
        kodeDokter: '99951',
        jamPraktek: '08:00-14:00',
        keluhan: 'pusing',
        checkIn: false,
      });
      if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
      return String(answer.body.id);
    },
    close: async () => {
      await closeHouse(app, modules);
      await platform.close();
      await sandbox.close();
    },
  };
}

async function openHouse(platform: TestPlatform) {
  const { app, modules } = await createHouse(platform);
  await app.ready();
  for (const module of modules) await module.worker?.start();
  return { app, modules };
}

async function closeHouse(app: { close(): Promise<unknown> }, modules: readonly ModuleDefinition[]): Promise<void> {
  for (const module of modules.toReversed()) await module.worker?.stop();
  await app.close();
}
