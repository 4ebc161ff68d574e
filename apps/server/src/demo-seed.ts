// The demo's facilities, people and sandbox credentials; runs only with TITIAN_DEMO=1 and only adds what is missing, so a
// start that was interrupted is completed by the next one. Everything here is fictitious.
import { z } from 'zod';
import { systemActor } from './platform/actor.ts';
import { accountId, facilityId, type FacilityId } from './platform/ids.ts';
import type { ModuleDefinition, Platform } from './platform/module.ts';
import type { Role } from './platform/permissions.ts';
import {
  createFacility,
  createFacilityService,
  CREDENTIAL_SERVICES,
  type CredentialService,
  type FacilityService,
  type NewFacility,
} from './modules/facility/index.ts';
import { createAccount } from './modules/staff/index.ts';

/** Known to everybody, so it exists only in demos: config refuses real BPJS together with TITIAN_DEMO. */
export const DEMO_PASSWORD = 'jembatan-demo';

interface DemoFacility extends NewFacility {
  readonly id: FacilityId;
  readonly suffix: string;
  readonly services: readonly CredentialService[];
  readonly roles: readonly DemoRole[];
}

const DEMO_ROLES = [
  'registration',
  'nurse',
  'doctor',
  'pharmacy',
  'claims',
  'management',
  'it',
  'auditor',
] as const satisfies readonly Role[];
type DemoRole = (typeof DEMO_ROLES)[number];

const NAMES: Readonly<Record<DemoRole, { readonly username: string; readonly label: string }>> = {
  registration: { username: 'pendaftaran', label: 'Petugas Pendaftaran' },
  nurse: { username: 'perawat', label: 'Perawat Poli' },
  doctor: { username: 'dokter', label: 'Dokter Poli' },
  pharmacy: { username: 'farmasi', label: 'Petugas Farmasi' },
  claims: { username: 'klaim', label: 'Petugas Klaim' },
  management: { username: 'manajemen', label: 'Manajemen' },
  it: { username: 'it', label: 'Petugas IT' },
  auditor: { username: 'auditor', label: 'Auditor' },
};

const DEMO_FACILITIES: readonly DemoFacility[] = [
  {
    id: facilityId('01980000-0000-7000-8000-000000000001'),
    name: 'RS Tirta Medika',
    kind: 'fkrtl',
    kodePpk: '9999R001',
    timeZone: 'Asia/Jakarta',
    bpjsEnvironment: 'sandbox',
    address: 'Jl. Contoh No. 1, Bogor',
    suffix: 'rs',
    services: ['vclaim', 'antreanrs'],
    roles: DEMO_ROLES,
  },
  {
    id: facilityId('01980000-0000-7000-8000-000000000002'),
    name: 'Klinik Pratama Sehat Bersama',
    kind: 'fktp',
    kodePpk: '9999U001',
    timeZone: 'Asia/Jakarta',
    bpjsEnvironment: 'sandbox',
    address: 'Jl. Contoh No. 2, Bogor',
    suffix: 'klinik',
    services: ['pcare', 'antreanfktp'],
    roles: DEMO_ROLES,
  },
  {
    // The demo day has a facility in WIT, two hours ahead of the payer's clock.
    id: facilityId('01980000-0000-7000-8000-000000000003'),
    name: 'RS Cendrawasih Timur',
    kind: 'fkrtl',
    kodePpk: '9999R002',
    timeZone: 'Asia/Jayapura',
    bpjsEnvironment: 'sandbox',
    address: 'Jl. Contoh No. 3, Jayapura',
    suffix: 'timur',
    services: ['vclaim', 'antreanrs'],
    roles: ['registration', 'it'],
  },
];

export interface DemoSignIn {
  readonly username: string;
  readonly password: string;
  readonly role: string;
  readonly facility: string;
}

export const DEMO_SIGN_INS: readonly DemoSignIn[] = DEMO_FACILITIES.flatMap((facility) =>
  facility.roles.map((role) => ({
    username: `${NAMES[role].username}.${facility.suffix}`,
    password: DEMO_PASSWORD,
    role: NAMES[role].label,
    facility: facility.name,
  })),
);

/** What the sandbox tells about one facility it knows; its answer is `{facilities: […]}`. */
const sandboxFacility = z.object({
  kodePpk: z.string(),
  credentials: z.object({
    consId: z.string(),
    secret: z.string(),
    userKeys: z.object({ vclaim: z.string(), antreanrs: z.string(), pcare: z.string(), antreanfktp: z.string() }),
    pcare: z.object({ username: z.string(), password: z.string(), kdAplikasi: z.string() }),
  }),
});
export const sandboxFacilities = z
  .object({ facilities: z.array(sandboxFacility) })
  .transform(({ facilities }) => facilities);
export type SandboxFacilities = z.infer<typeof sandboxFacilities>;

export async function seedDemo(
  platform: Platform,
  modules: readonly ModuleDefinition[],
  sandbox: SandboxFacilities,
): Promise<void> {
  const service = createFacilityService(platform);
  for (const demo of DEMO_FACILITIES) {
    await ensureFacility(platform, demo);
    await ensurePeople(platform, demo);
    await ensureCredentials(platform, service, demo, sandbox);
  }
  if (!(await isSeeded(platform))) {
    for (const module of modules) await module.seedDemo?.();
    await platform.db.directory.query(
      "INSERT INTO titian.installation (name, value) VALUES ('demo', 'seeded') ON CONFLICT DO NOTHING",
    );
  }
}

async function isSeeded(platform: Platform): Promise<boolean> {
  return (await platform.db.directory.query("SELECT 1 FROM titian.installation WHERE name = 'demo'")).length > 0;
}

async function ensureFacility(platform: Platform, demo: DemoFacility): Promise<void> {
  const found = await platform.db.withFacility(demo.id, (tx) =>
    tx.query('SELECT 1 FROM facilities WHERE facility_id = $1', [demo.id]),
  );
  if (found.length === 0) await createFacility(platform, demo.id, demo);
}

async function ensurePeople(platform: Platform, demo: DemoFacility): Promise<void> {
  const wanted = demo.roles.map((role) => ({ role, username: `${NAMES[role].username}.${demo.suffix}` }));
  const rows = await platform.db.directory.query<{ username: string }>(
    'SELECT username FROM titian.accounts WHERE username = ANY ($1)',
    [wanted.map((person) => person.username)],
  );
  const present = new Set(rows.map((row) => row.username));
  for (const { role, username } of wanted.filter((person) => !present.has(person.username))) {
    const id = accountId(platform.random.uuidv7());
    await createAccount(platform, demo.id, {
      id,
      username,
      displayName: `${NAMES[role].label} (demo)`,
      roles: [role],
      password: DEMO_PASSWORD,
    });
  }
}

/** Written anew when the sandbox has other ones than at the last start, e.g. after its folder was deleted. */
async function ensureCredentials(
  platform: Platform,
  service: FacilityService,
  demo: DemoFacility,
  sandbox: SandboxFacilities,
): Promise<void> {
  const known = sandbox.find((one) => one.kodePpk === demo.kodePpk)?.credentials;
  if (!known) return;
  await platform.db.withFacility(demo.id, async (tx) => {
    for (const name of CREDENTIAL_SERVICES.filter((one) => demo.services.includes(one))) {
      const current = await service.credentials(tx, name);
      if (
        current &&
        current.consId === known.consId &&
        current.secret.reveal() === known.secret &&
        current.userKey.reveal() === known.userKeys[name]
      )
        continue;
      await service.setCredentials(tx, systemActor(demo.id, 'demo-seed'), {
        service: name,
        consId: known.consId,
        secret: known.secret,
        userKey: known.userKeys[name],
        ...(name === 'pcare'
          ? {
              pcareUsername: known.pcare.username,
              pcarePassword: known.pcare.password,
              kdAplikasi: known.pcare.kdAplikasi,
            }
          : {}),
      });
    }
  });
}
