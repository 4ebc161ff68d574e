// The facilities that BPJS knows, with the credentials each service gave them. All fictitious: secrets are derived from the
// seed, so they are worthless anywhere else and the same on every machine.

import { createHash } from 'node:crypto';

export const SANDBOX_SERVICES = ['vclaim', 'antreanrs', 'pcare', 'antreanfktp'] as const;
export type SandboxService = (typeof SANDBOX_SERVICES)[number];

export interface FacilityCredentials {
  readonly consId: string;
  readonly secret: string;
  readonly userKeys: Readonly<Record<SandboxService, string>>;
  readonly pcare: { readonly username: string; readonly password: string; readonly kdAplikasi: string };
}

export interface Facility {
  readonly kodePpk: string;
  readonly nama: string;
  readonly jenis: 'fkrtl' | 'fktp';
  readonly services: readonly SandboxService[];
  readonly credentials: FacilityCredentials;
  /** `ok`, or what the gateway says instead [B], docs/facts/vclaim.md §6.1. */
  readonly consumer: 'ok' | 'expired' | 'unregistered';
}

const HOSPITAL_SERVICES = ['vclaim', 'antreanrs'] as const;
const CLINIC_SERVICES = ['pcare', 'antreanfktp'] as const;

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
    userKeys: {
      vclaim: key('vclaim'),
      antreanrs: key('antreanrs'),
      pcare: key('pcare'),
      antreanfktp: key('antreanfktp'),
    },
    pcare: {
      username: `pcare-${kodePpk.toLowerCase()}`,
      password: derive(seed, kodePpk, 'pcare').toString('hex').slice(0, 16),
      kdAplikasi: '095',
    },
  };
}

export interface FacilityInput {
  readonly kodePpk: string;
  readonly nama: string;
  readonly jenis: 'fkrtl' | 'fktp';
  readonly credentials?: FacilityCredentials | undefined;
}

export function makeFacility(seed: number, { kodePpk, nama, jenis, credentials }: FacilityInput): Facility {
  return {
    kodePpk,
    nama,
    jenis,
    services: jenis === 'fkrtl' ? HOSPITAL_SERVICES : CLINIC_SERVICES,
    credentials: credentials ?? sandboxCredentials(seed, kodePpk),
    consumer: 'ok',
  };
}

/** Two facilities of the demo, a hospital in WIT and a second clinic. */
export const STANDARD_FACILITIES: readonly FacilityInput[] = [
  { kodePpk: '9999R001', nama: 'RS TIRTA MEDIKA', jenis: 'fkrtl' },
  { kodePpk: '9999R002', nama: 'RS CENDRAWASIH TIMUR', jenis: 'fkrtl' },
  { kodePpk: '9999U001', nama: 'KLINIK PRATAMA SEHAT BERSAMA', jenis: 'fktp' },
  { kodePpk: '9999U002', nama: 'KLINIK PRATAMA MAWAR', jenis: 'fktp' },
];
