// What differs between the BPJS services on the wire: envelope spelling, code type, content types, base URLs. Base URLs
// are defaults only: host and prefix are configuration per service and environment, never derived from one another.
import type { Confidence, Service } from './types.ts';

export type Environment = 'development' | 'production';

export interface ServiceWire {
  readonly name: string;
  /** Spelling that the service documents; readers accept every spelling (docs/facts/vclaim.md §2.7). */
  readonly envelopeKey: 'metaData' | 'metadata';
  readonly codeType: 'string' | 'number';
  /** Content-Type per kind of request; undefined means that none is sent (docs/facts/vclaim.md §2.6). */
  readonly contentType: { readonly read?: string; readonly write: string; readonly delete: string };
  /** Environments whose server wants no Content-Type at all. */
  readonly bareIn?: readonly Environment[];
  /** PCare's second credential, docs/facts/pcare.md §2. */
  readonly basicAuthorization: boolean;
  /** Service whose user key stands in when the facility has none for this one, docs/facts/aplicares-icare-apotek.md §1. */
  readonly userKeyFallback?: Service;
  /** Whether a decrypted answer may be JSON that was not compressed, docs/facts/pcare.md §3. */
  readonly mayBeUncompressed: boolean;
  /**
   * The opened answer may hold an envelope of its own: two Apotek reads print it there, i-Care can hide a refusal in it
   * (docs/facts/aplicares-icare-apotek.md §3 and §4.5).
   */
  readonly innerEnvelope?: true;
  /** Total limit of one call including its body; field programs use 10–30 s (docs/facts/vclaim.md §6.4). */
  readonly timeoutMs: number;
  readonly defaultBaseUrls: Readonly<Record<Environment, string>>;
  readonly baseUrlConfidence: Readonly<Record<Environment, Confidence>>;
  /** Addresses that other programs use instead; a facility whose default does not answer sets one of them. */
  readonly otherBaseUrls?: Readonly<Partial<Record<Environment, readonly string[]>>>;
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
    baseUrlConfidence: { development: 'A', production: 'A' },
    otherBaseUrls: { production: ['https://new-apijkn.bpjs-kesehatan.go.id/vclaim-rest'] },
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
    baseUrlConfidence: { development: 'A', production: 'A' },
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
    baseUrlConfidence: { development: 'B', production: 'B' },
    sandboxPrefix: '/pcare-rest',
    source: 'docs/facts/pcare.md §1',
  },
  antreanfktp: {
    name: 'Antrean FKTP',
    envelopeKey: 'metadata',
    codeType: 'number',
    contentType: { write: PLAIN, delete: PLAIN },
    basicAuthorization: false,
    userKeyFallback: 'pcare',
    mayBeUncompressed: true,
    timeoutMs: 20_000,
    defaultBaseUrls: { development: `${DEVELOPMENT}/antreanfktp_dev`, production: `${PRODUCTION}/antreanfktp` },
    baseUrlConfidence: { development: 'B', production: 'B' },
    sandboxPrefix: '/antreanfktp',
    source: 'docs/facts/antrean-fktp.md §A',
  },
  aplicares: {
    name: 'Aplicares',
    envelopeKey: 'metadata',
    codeType: 'number',
    contentType: { write: JSON_TYPE, delete: JSON_TYPE },
    basicAuthorization: false,
    userKeyFallback: 'vclaim',
    mayBeUncompressed: false,
    timeoutMs: 20_000,
    defaultBaseUrls: {
      development: 'https://dvlp.bpjs-kesehatan.go.id:8888/aplicaresws',
      production: 'https://new-api.bpjs-kesehatan.go.id/aplicaresws',
    },
    baseUrlConfidence: { development: 'C', production: 'B' },
    otherBaseUrls: { development: [`${DEVELOPMENT}/aplicaresws`], production: [`${PRODUCTION}/aplicaresws`] },
    sandboxPrefix: '/aplicaresws',
    source: 'docs/facts/aplicares-icare-apotek.md §1',
  },
  icare: {
    name: 'i-Care JKN',
    envelopeKey: 'metaData',
    codeType: 'number',
    contentType: { write: JSON_TYPE, delete: JSON_TYPE },
    // The clinic's call carries PCare's when there is one; that stands in its record.
    basicAuthorization: false,
    userKeyFallback: 'vclaim',
    mayBeUncompressed: false,
    innerEnvelope: true,
    timeoutMs: 20_000,
    defaultBaseUrls: { development: `${DEVELOPMENT}/ihs_dev`, production: `${PRODUCTION}/wsihs` },
    baseUrlConfidence: { development: 'B', production: 'B' },
    otherBaseUrls: { production: [`${PRODUCTION}/ihs`] },
    sandboxPrefix: '/wsihs',
    source: 'docs/facts/aplicares-icare-apotek.md §1',
  },
  apotek: {
    name: 'Apotek Online',
    envelopeKey: 'metaData',
    codeType: 'string',
    contentType: { write: FORM, delete: JSON_TYPE },
    basicAuthorization: false,
    userKeyFallback: 'vclaim',
    mayBeUncompressed: false,
    innerEnvelope: true,
    // The medicine list arrives whole.
    timeoutMs: 30_000,
    defaultBaseUrls: { development: `${DEVELOPMENT}/apotek-rest-dev`, production: `${PRODUCTION}/apotek-rest` },
    baseUrlConfidence: { development: 'B', production: 'B' },
    sandboxPrefix: '/apotek-rest',
    source: 'docs/facts/aplicares-icare-apotek.md §1',
  },
  erekammedis: {
    name: 'e-Rekam Medis',
    envelopeKey: 'metadata',
    codeType: 'string',
    contentType: { write: PLAIN, delete: PLAIN },
    basicAuthorization: false,
    userKeyFallback: 'vclaim',
    mayBeUncompressed: false,
    timeoutMs: 30_000,
    defaultBaseUrls: { development: `${DEVELOPMENT}/erekammedis_dev`, production: `${PRODUCTION}/medicalrecord` },
    baseUrlConfidence: { development: 'B', production: 'U' },
    otherBaseUrls: { production: [`${PRODUCTION}/erekammedis`] },
    sandboxPrefix: '/medicalrecord',
    source: 'docs/facts/aplicares-icare-apotek.md §1',
  },
  sisrute: {
    name: 'VClaim-SISRUTE',
    envelopeKey: 'metaData',
    codeType: 'string',
    contentType: { write: FORM, delete: FORM },
    // Its development server fails when one is sent [C], docs/facts/vclaim.md §7.
    bareIn: ['development'],
    basicAuthorization: false,
    userKeyFallback: 'vclaim',
    mayBeUncompressed: false,
    // BPJS asks SATUSEHAT before it answers.
    timeoutMs: 30_000,
    defaultBaseUrls: {
      development: `${DEVELOPMENT}/vclaim-sisrute-rest`,
      production: `${PRODUCTION}/vclaim-sisrute-rest`,
    },
    baseUrlConfidence: { development: 'B', production: 'C' },
    sandboxPrefix: '/vclaim-sisrute-rest',
    source: 'docs/facts/vclaim.md §1',
  },
  srbk: {
    name: 'SRBK (P-Care SISRUTE)',
    envelopeKey: 'metaData',
    codeType: 'number',
    contentType: { write: JSON_TYPE, delete: JSON_TYPE },
    // Its development server fails when one is sent [C], docs/facts/pcare.md §8.
    bareIn: ['development'],
    basicAuthorization: true,
    userKeyFallback: 'pcare',
    mayBeUncompressed: true,
    // BPJS asks SATUSEHAT before it answers.
    timeoutMs: 30_000,
    defaultBaseUrls: {
      development: 'https://dvlp.bpjs-kesehatan.go.id/pcare-sisrute-rest/api/v1.0',
      // Not published; the development path on the production host.
      production: `${PRODUCTION}/pcare-sisrute-rest`,
    },
    baseUrlConfidence: { development: 'C', production: 'U' },
    otherBaseUrls: { development: [`${DEVELOPMENT}/pcare-sisrute-rest`] },
    sandboxPrefix: '/pcare-sisrute-rest',
    source: 'docs/facts/pcare.md §1',
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
