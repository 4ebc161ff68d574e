// Use cases of the facility: make it, read it, change it, and its BPJS credentials, which go in and come out only for the
// gateway. Not for task mappings (timeline) nor for people (staff).
import { z } from 'zod';
import type { Actor } from '../../platform/actor.ts';
import { Secret } from '../../platform/config/index.ts';
import type { FacilityTx } from '../../platform/db/index.ts';
import { AppError, inputError, notFound } from '../../platform/errors.ts';
import type { FacilityId } from '../../platform/ids.ts';
import type { Platform } from '../../platform/module.ts';
import * as store from './store.ts';
import {
  CREDENTIAL_SERVICES,
  type BpjsEnvironment,
  type CredentialService,
  type CredentialsInput,
  type CredentialState,
  type FacilityRecord,
  type FacilityTimeZone,
  type NewFacility,
  type StoredCredentials,
  type Switches,
} from './types.ts';

export interface FacilityChanges {
  readonly name?: string | undefined;
  readonly address?: string | undefined;
  readonly timeZone?: FacilityTimeZone | undefined;
  readonly switches?: { readonly [K in keyof Switches]?: boolean | undefined } | undefined;
  readonly bpjsEnvironment?: BpjsEnvironment | undefined;
}

export interface FacilityService {
  get(tx: FacilityTx): Promise<FacilityRecord>;
  change(tx: FacilityTx, actor: Actor, changes: FacilityChanges): Promise<FacilityRecord>;
  credentialStates(tx: FacilityTx): Promise<readonly CredentialState[]>;
  /** For the gateway only: of the environment the facility works in now. */
  credentials(tx: FacilityTx, service: CredentialService): Promise<StoredCredentials | null>;
  setCredentials(tx: FacilityTx, actor: Actor, input: CredentialsInput): Promise<void>;
  /** Tells, in every process, that settings or credentials of a facility have changed. */
  onChange(listener: (facilityId: FacilityId) => void): () => void;
}

/** The sealed content of a credential row. */
const sealedCredentials = z.object({
  consId: z.string(),
  secret: z.string(),
  userKey: z.string(),
  pcare: z.object({ username: z.string(), password: z.string(), kdAplikasi: z.string() }).nullable(),
});

const TOPIC = 'facility';

/** Makes a facility with its keys and its audit chain, in one transaction of its own. */
export async function createFacility(
  platform: Pick<Platform, 'db' | 'sealer'>,
  id: FacilityId,
  input: NewFacility,
): Promise<FacilityId> {
  await platform.db.withFacility(id, async (tx) => {
    await store.insertFacility(tx, input);
    await platform.sealer.keys.createKeys(tx);
    await store.insertAuditHead(tx);
  });
  return id;
}

export function createFacilityService(platform: Platform): FacilityService {
  const { sealer, audit, events, config } = platform;
  const get = async (tx: FacilityTx) => {
    const found = await store.selectFacility(tx);
    if (!found) throw notFound('facility');
    return found;
  };
  return {
    get,
    change: async (tx, actor, changes) => {
      const before = await get(tx);
      requireEnvironment(changes.bpjsEnvironment, config.isDemo);
      const next = apply(before, changes);
      await store.updateFacility(tx, next);
      await audit.record(tx, {
        actor,
        action: 'facility.change',
        subjectType: 'facility',
        subjectId: tx.facilityId,
        before,
        after: next,
      });
      events.publishOn(tx, { topic: TOPIC, subjectId: tx.facilityId });
      return next;
    },
    credentialStates: async (tx) => {
      const { bpjsEnvironment, kind } = await get(tx);
      const rows = await store.selectCredentials(tx, bpjsEnvironment);
      return servicesOf(kind).map((service) => {
        const row = rows.find((one) => one.service === service);
        return {
          service,
          configured: row !== undefined,
          consIdMasked: row?.cons_id_masked ?? null,
          updatedAt: row?.updated_at.toISOString() ?? null,
        };
      });
    },
    credentials: async (tx, service) => {
      const { bpjsEnvironment } = await get(tx);
      const row = (await store.selectCredentials(tx, bpjsEnvironment)).find((one) => one.service === service);
      if (!row) return null;
      const text = await sealer.openText(tx, placeOf(bpjsEnvironment, service), row.sealed);
      const { consId, secret, userKey, pcare } = sealedCredentials.parse(JSON.parse(text));
      return {
        service,
        environment: bpjsEnvironment,
        consId,
        secret: new Secret(secret),
        userKey: new Secret(userKey),
        pcare: pcare === null ? null : { ...pcare, password: new Secret(pcare.password) },
      };
    },
    setCredentials: async (tx, actor, input) => {
      const { bpjsEnvironment } = await get(tx);
      const text = JSON.stringify({
        consId: input.consId,
        secret: input.secret,
        userKey: input.userKey,
        pcare: pcareOf(input),
      });
      const sealed = await sealer.sealText(tx, placeOf(bpjsEnvironment, input.service), text);
      await store.upsertCredentials(tx, {
        environment: bpjsEnvironment,
        service: input.service,
        consIdMasked: mask(input.consId),
        sealed,
      });
      await audit.record(tx, {
        actor,
        action: 'facility.set-credentials',
        subjectType: 'credentials',
        subjectId: `${bpjsEnvironment}.${input.service}`,
      });
      events.publishOn(tx, { topic: TOPIC, subjectId: tx.facilityId });
    },
    onChange: (listener) =>
      events.subscribeAll((facility, event) => {
        if (event.topic === TOPIC) listener(facility);
      }),
  };
}

function apply(before: FacilityRecord, changes: FacilityChanges): FacilityRecord {
  const switches = { ...before.switches };
  for (const [name, value] of Object.entries(changes.switches ?? {})) {
    if (value !== undefined) Object.assign(switches, { [name]: value });
  }
  return {
    ...before,
    name: changes.name ?? before.name,
    address: changes.address ?? before.address,
    timeZone: changes.timeZone ?? before.timeZone,
    bpjsEnvironment: changes.bpjsEnvironment ?? before.bpjsEnvironment,
    switches,
  };
}

/** Simulator and real BPJS never meet (security goal S23): a demo stays in the sandbox, a real facility stays out of it. */
function requireEnvironment(wanted: BpjsEnvironment | undefined, isDemo: boolean): void {
  if (wanted === undefined || (wanted === 'sandbox') === isDemo) return;
  throw new AppError('DOMAIN_ENVIRONMENT', {
    message: 'sandbox and real BPJS do not mix',
    http: 409,
    text: isDemo
      ? {
          message: 'Demo hanya memakai sandbox.',
          meaning: 'Lingkungan BPJS tidak diubah.',
          nextStep: 'Jalankan Titian tanpa demo untuk BPJS yang sesungguhnya.',
        }
      : {
          message: 'Sandbox hanya untuk demo.',
          meaning: 'Lingkungan BPJS tidak diubah.',
          nextStep: 'Pilih development atau production.',
        },
  });
}

function servicesOf(kind: FacilityRecord['kind']): readonly CredentialService[] {
  return CREDENTIAL_SERVICES.filter((service) =>
    kind === 'fktp'
      ? service === 'pcare' || service === 'antreanfktp'
      : service === 'vclaim' || service === 'antreanrs',
  );
}

function pcareOf(input: CredentialsInput): { username: string; password: string; kdAplikasi: string } | null {
  if (input.service !== 'pcare') return null;
  if (!input.pcareUsername || !input.pcarePassword) {
    throw inputError('pcareUsername', undefined, 'P-Care memerlukan nama pengguna dan kata sandi P-Care.');
  }
  return { username: input.pcareUsername, password: input.pcarePassword, kdAplikasi: input.kdAplikasi ?? '095' };
}

/** Enough to recognise which one it is. */
function mask(consId: string): string {
  return consId.length <= 2 ? '••' : `${'•'.repeat(Math.min(consId.length, 12) - 2)}${consId.slice(-2)}`;
}

function placeOf(environment: BpjsEnvironment, service: string) {
  return { table: 'facility_credentials', column: 'sealed', rowId: `${environment}.${service}` };
}
