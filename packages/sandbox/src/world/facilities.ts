// The facilities that BPJS knows, with the credentials each service gave them. All fictitious: secrets are derived from the
// seed, so they are worthless anywhere else and the same on every machine.

import { createHash } from 'node:crypto';

export const SANDBOX_SERVICES = [
  'vclaim',
  'antreanrs',
  'pcare',
  'antreanfktp',
  'aplicares',
  'icare',
  'apotek',
  'erekammedis',
  'sisrute',
  'srbk',
] as const;
export type SandboxService = (typeof SANDBOX_SERVICES)[number];
/** Everything that leaves lines in the ledger: BPJS's services, and the E-Klaim that stands in each hospital. */
export type LedgerService = SandboxService | 'eklaim';

export interface FacilityCredentials {
  readonly consId: string;
  readonly secret: string;
  readonly userKeys: Readonly<Record<SandboxService, string>>;
  readonly pcare: { readonly username: string; readonly password: string; readonly kdAplikasi: string };
  /** Of the hospital's own E-Klaim, 64 hexadecimal digits. */
  readonly eklaimKey: string;
}

/** A hospital, a clinic, or a pharmacy installation that BPJS knows by a code of its own. */
export const FACILITY_KINDS = ['fkrtl', 'fktp', 'apotek'] as const;
export type FacilityKind = (typeof FACILITY_KINDS)[number];

export interface Facility {
  readonly kodePpk: string;
  readonly nama: string;
  readonly jenis: FacilityKind;
  readonly services: readonly SandboxService[];
  readonly credentials: FacilityCredentials;
  /** `ok`, or what the gateway says instead [B], docs/facts/vclaim.md §6.1. */
  readonly consumer: 'ok' | 'expired' | 'unregistered';
}

/** A cons-id is registered per service [B], docs/facts/vclaim.md §2.1. */
const SERVICES_OF: Readonly<Record<FacilityKind, readonly SandboxService[]>> = {
  fkrtl: ['vclaim', 'antreanrs', 'aplicares', 'icare', 'apotek', 'erekammedis', 'sisrute'],
  fktp: ['pcare', 'antreanfktp', 'icare'],
  apotek: ['apotek'],
};

/** VClaim's key is usually reused, by clinics PCare's for i-Care [B], docs/facts/aplicares-icare-apotek.md §1. */
const LENDERS: Readonly<Partial<Record<SandboxService, readonly SandboxService[]>>> = {
  aplicares: ['vclaim'],
  icare: ['vclaim', 'pcare'],
  apotek: ['vclaim'],
  erekammedis: ['vclaim'],
  sisrute: ['vclaim'],
  srbk: ['pcare'],
};

/** Whether a facility may knock at a service with this user key: the service's own, or one that is lent to it. */
export function holdsUserKey({ credentials }: Facility, service: SandboxService, userKey: string): boolean {
  return [service, ...(LENDERS[service] ?? [])].some((name) => credentials.userKeys[name] === userKey);
}

function derive(seed: number, ...parts: string[]): Buffer {
  return createHash('sha256')
    .update(['titian-sandbox', seed, ...parts].join('|'))
    .digest();
}

/** Credentials of a facility under a seed: five-digit cons-id, 20-character secret, one 32-digit user key per service. */
export function sandboxCredentials(seed: number, kodePpk: string): FacilityCredentials {
  const key = (service: SandboxService): string =>
    derive(seed, kodePpk, 'user-key', service).toString('hex').slice(0, 32);
  return {
    consId: String(10_000 + (derive(seed, kodePpk, 'cons-id').readUInt32BE(0) % 90_000)),
    secret: derive(seed, kodePpk, 'secret').toString('base64').slice(0, 20),
    // One entry per service of the list, so the record is whole.
    userKeys: Object.fromEntries(SANDBOX_SERVICES.map((service) => [service, key(service)])) as Record<
      SandboxService,
      string
    >,
    pcare: {
      username: `pcare-${kodePpk.toLowerCase()}`,
      password: derive(seed, kodePpk, 'pcare').toString('hex').slice(0, 16),
      kdAplikasi: '095',
    },
    eklaimKey: derive(seed, kodePpk, 'eklaim').toString('hex'),
  };
}

export interface FacilityInput {
  readonly kodePpk: string;
  readonly nama: string;
  readonly jenis: FacilityKind;
  /** Pilots are registered for what others of their kind are not. */
  readonly alsoRegistered?: readonly SandboxService[] | undefined;
  readonly credentials?:
    | (Omit<FacilityCredentials, 'userKeys' | 'eklaimKey'> & {
        /** Keys that are not given are derived from the seed. */
        readonly eklaimKey?: string | undefined;
        readonly userKeys: Readonly<Partial<Record<SandboxService, string>>>;
      })
    | undefined;
}

export function makeFacility(
  seed: number,
  { kodePpk, nama, jenis, alsoRegistered = [], credentials }: FacilityInput,
): Facility {
  const derived = sandboxCredentials(seed, kodePpk);
  return {
    kodePpk,
    nama,
    jenis,
    services: [...SERVICES_OF[jenis], ...alsoRegistered],
    credentials: {
      ...derived,
      ...credentials,
      userKeys: { ...derived.userKeys, ...credentials?.userKeys },
      eklaimKey: credentials?.eklaimKey ?? derived.eklaimKey,
    },
    consumer: 'ok',
  };
}

/** Two facilities of the demo, a hospital in WIT, a second clinic, and the first hospital's pharmacy under its own code [B]. */
export const STANDARD_FACILITIES: readonly FacilityInput[] = [
  { kodePpk: '9999R001', nama: 'RS TIRTA MEDIKA', jenis: 'fkrtl' },
  { kodePpk: '9999R002', nama: 'RS CENDRAWASIH TIMUR', jenis: 'fkrtl' },
  // The cons-id is registered for SRBK separately [C], docs/facts/pcare.md §8: the pilot has it, the other clinic has not.
  { kodePpk: '9999U001', nama: 'KLINIK PRATAMA SEHAT BERSAMA', jenis: 'fktp', alsoRegistered: ['srbk'] },
  { kodePpk: '9999U002', nama: 'KLINIK PRATAMA MAWAR', jenis: 'fktp' },
  // docs/facts/aplicares-icare-apotek.md §1: a pharmacy installation may have its own code and cons-id.
  { kodePpk: '9999A001', nama: 'INSTALASI FARMASI RS TIRTA MEDIKA', jenis: 'apotek' },
];
