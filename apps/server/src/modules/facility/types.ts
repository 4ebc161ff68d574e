// The facility as other modules see it. Nothing of BPJS's wire and no secrets except inside `Secret`.
import type { Secret } from '../../platform/config/index.ts';
import type { FacilityId } from '../../platform/ids.ts';

export const FACILITY_KINDS = ['fktp', 'fkrtl'] as const;
export type FacilityKind = (typeof FACILITY_KINDS)[number];

export const TIME_ZONES = ['Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura'] as const;
export type FacilityTimeZone = (typeof TIME_ZONES)[number];

export const BPJS_ENVIRONMENTS = ['sandbox', 'development', 'production'] as const;
export type BpjsEnvironment = (typeof BPJS_ENVIRONMENTS)[number];

export const CREDENTIAL_SERVICES = ['vclaim', 'antreanrs', 'pcare', 'antreanfktp'] as const;
export type CredentialService = (typeof CREDENTIAL_SERVICES)[number];

/** What a visit sends; the kind sets the usual ones, the facility may change them. */
export interface Switches {
  readonly antrean: boolean;
  readonly sep: boolean;
  readonly farmasiQueue: boolean;
  readonly addForMobileJkn: boolean;
  readonly pcare: boolean;
  readonly antreanFktp: boolean;
  /** Send again, after the settle window, what BPJS lets nobody read back; false leaves it to a person (docs/adr/0008). */
  readonly repeatsUnreadable: boolean;
}

const SAFE = { repeatsUnreadable: false } as const;

export const DEFAULT_SWITCHES: Readonly<Record<FacilityKind, Switches>> = {
  fkrtl: {
    antrean: true,
    sep: true,
    farmasiQueue: true,
    addForMobileJkn: false,
    pcare: false,
    antreanFktp: false,
    ...SAFE,
  },
  fktp: {
    antrean: false,
    sep: false,
    farmasiQueue: false,
    addForMobileJkn: false,
    pcare: true,
    antreanFktp: true,
    ...SAFE,
  },
};

export interface NewFacility {
  readonly name: string;
  readonly kind: FacilityKind;
  readonly kodePpk: string;
  readonly timeZone: FacilityTimeZone;
  readonly bpjsEnvironment: BpjsEnvironment;
  readonly address?: string;
}

export interface FacilityRecord {
  readonly id: FacilityId;
  readonly name: string;
  readonly kind: FacilityKind;
  readonly kodePpk: string;
  readonly timeZone: FacilityTimeZone;
  readonly address: string;
  readonly switches: Switches;
  readonly bpjsEnvironment: BpjsEnvironment;
}

export interface StoredCredentials {
  readonly service: CredentialService;
  readonly environment: BpjsEnvironment;
  readonly consId: string;
  readonly secret: Secret;
  readonly userKey: Secret;
  readonly pcare: { readonly username: string; readonly password: Secret; readonly kdAplikasi: string } | null;
}

export interface CredentialsInput {
  readonly service: CredentialService;
  readonly consId: string;
  readonly secret: string;
  readonly userKey: string;
  readonly pcareUsername?: string | undefined;
  readonly pcarePassword?: string | undefined;
  readonly kdAplikasi?: string | undefined;
}

export interface CredentialState {
  readonly service: string;
  readonly consIdMasked: string | null;
  readonly configured: boolean;
  readonly updatedAt: string | null;
}
