// What differs between the BPJS services on the wire: envelope spelling, code type, content types, base URLs. Base URLs
// are defaults only: host and prefix are configuration per service and environment, never derived from one another.
import type { Service } from './types.ts';

export type Environment = 'development' | 'production';

export interface ServiceWire {
  readonly name: string;
  /** Spelling that the service documents; readers accept every spelling (docs/facts/vclaim.md §2.7). */
  readonly envelopeKey: 'metaData' | 'metadata';
  readonly codeType: 'string' | 'number';
  /** Content-Type per kind of request; undefined means that none is sent (docs/facts/vclaim.md §2.6). */
  readonly contentType: { readonly read?: string; readonly write: string; readonly delete: string };
  /** PCare's second credential, docs/facts/pcare.md §2. */
  readonly basicAuthorization: boolean;
  /** Whether a decrypted answer may be JSON that was not compressed, docs/facts/pcare.md §3. */
  readonly mayBeUncompressed: boolean;
  /** Total limit of one call including its body; field programs use 10–30 s (docs/facts/vclaim.md §6.4). */
  readonly timeoutMs: number;
  readonly defaultBaseUrls: Readonly<Record<Environment, string>>;
  /** Prefix under which the sandbox serves it. */
  readonly sandboxPrefix: string;
  readonly source: string;
}

const DEVELOPMENT = 'https://apijkn-dev.bpjs-kesehatan.go.id';
const PRODUCTION = 'https://apijkn.bpjs-kesehatan.go.id';
const FORM = 'application/x-www-form-urlencoded';
const JSON_TYPE = 'application/json';
const PLAIN = 'text/plain';

export const SERVICES: Readonly<Record<Service, ServiceWire>> = {
  vclaim: {
    name: 'VClaim',
    envelopeKey: 'metaData',
    codeType: 'string',
    contentType: { write: FORM, delete: FORM },
    basicAuthorization: false,
    mayBeUncompressed: false,
    timeoutMs: 20_000,
    defaultBaseUrls: { development: `${DEVELOPMENT}/vclaim-rest-dev`, production: `${PRODUCTION}/vclaim-rest` },
    sandboxPrefix: '/vclaim-rest',
    source: 'docs/facts/vclaim.md §1',
  },
  antreanrs: {
    name: 'Antrean RS',
    envelopeKey: 'metadata',
    codeType: 'number',
    contentType: { write: JSON_TYPE, delete: JSON_TYPE },
    basicAuthorization: false,
    mayBeUncompressed: false,
    timeoutMs: 20_000,
    defaultBaseUrls: { development: `${DEVELOPMENT}/antreanrs_dev`, production: `${PRODUCTION}/antreanrs` },
    sandboxPrefix: '/antreanrs',
    source: 'docs/facts/antrean-rs.md §1',
  },
  pcare: {
    name: 'PCare',
    envelopeKey: 'metaData',
    codeType: 'number',
    contentType: { read: `${JSON_TYPE}; charset=utf-8`, write: PLAIN, delete: `${JSON_TYPE}; charset=utf-8` },
    basicAuthorization: true,
    mayBeUncompressed: true,
    timeoutMs: 20_000,
    defaultBaseUrls: { development: `${DEVELOPMENT}/pcare-rest-dev`, production: `${PRODUCTION}/pcare-rest` },
    sandboxPrefix: '/pcare-rest',
    source: 'docs/facts/pcare.md §1',
  },
  antreanfktp: {
    name: 'Antrean FKTP',
    envelopeKey: 'metadata',
    codeType: 'number',
    contentType: { write: PLAIN, delete: PLAIN },
    basicAuthorization: false,
    mayBeUncompressed: true,
    timeoutMs: 20_000,
    defaultBaseUrls: { development: `${DEVELOPMENT}/antreanfktp_dev`, production: `${PRODUCTION}/antreanfktp` },
    sandboxPrefix: '/antreanfktp',
    source: 'docs/facts/antrean-fktp.md §A',
  },
};

/** Application code of PCare's X-authorization, docs/facts/pcare.md §2 [B]; a setting with this default. */
export const PCARE_KD_APLIKASI = '095';
/** Depth of a referral in days from its date, docs/facts/vclaim.md §5 [B]. */
export const RUJUKAN_VALID_DAYS = 90;
/** Last day on which a task is accepted after the service date, docs/facts/task-id.md §4.7 [C]; a setting. */
export const TASK_DEADLINE_DAYS = 7;
/** Smallest difference between two task times that is certainly strict, docs/facts/task-id.md §4.3 [B]. */
export const TASK_MIN_STEP_MS = 1000;
/** Freshness window of a signature that the sandbox applies, docs/facts/vclaim.md §2.3 [U]. */
export const TIMESTAMP_WINDOW_SECONDS = 300;
