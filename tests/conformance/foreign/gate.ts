// How programs present themselves: spelling of headers, signature, timestamp, keys, PCare's second credential.
import {
  addBooking,
  CLINIC,
  findMember,
  HOSPITAL,
  memberIsRead,
  readBeds,
  readClinicPoli,
  readDoctors,
  readFormulary,
  readPoli,
  PHARMACY,
  refusedSignature,
  refusedSignatureOfPcare,
  type Shape,
} from './shapes.ts';
import type { Spoken } from './speak.ts';

const HEADERS = 'docs/facts/vclaim.md §2.2';
const TIME = 'docs/facts/vclaim.md §2.3';
const GATEWAY = 'docs/facts/vclaim.md §6.1';
const USER = 'docs/facts/pcare.md §2';

const basic = (text: string): string => `Basic ${Buffer.from(text).toString('base64')}`;
const shift = (by: number) => (nowMs: number) => String(Math.floor(nowMs / 1000) + by);

const asHospital = (habit: string, facts: string, change: Partial<Spoken>, heard: Shape['heard']): Shape => ({
  habit,
  facts,
  kodePpk: HOSPITAL,
  spoken: { ...findMember, ...change },
  heard,
});
const asClinic = (habit: string, facts: string, change: Partial<Spoken>, heard: Shape['heard']): Shape => ({
  habit,
  facts,
  kodePpk: CLINIC,
  spoken: { ...readDoctors, ...change },
  heard,
});

const doctorsAreRead = { status: 200, envelope: 'metaData', code: 200, response: 'sealed' } as const;
const missing = { status: 401, text: 'Authentication parameters missing' } as const;
const failed = { status: 403, text: 'Authentication failed' } as const;
const notRegistered = { code: '404', message: 'Unauthorized! You are not registered for this service!' } as const;

export const GATE: readonly Shape[] = [
  asHospital('headers as the catalogue spells them', HEADERS, {}, memberIsRead),
  asHospital('headers in lower case', HEADERS, { header: (name) => name.toLowerCase() }, memberIsRead),
  asHospital('headers in capitals', HEADERS, { header: (name) => name.toUpperCase() }, memberIsRead),
  asHospital(
    'every word of a header with a capital',
    HEADERS,
    { header: (name) => name.replaceAll(/(^|[-_])[a-z]/g, (start) => start.toUpperCase()) },
    memberIsRead,
  ),
  asHospital(
    'a hyphen in user-key, as a proxy makes of it',
    HEADERS,
    { header: (name) => name.replace('_', '-') },
    missing,
  ),
  asHospital('no user key', GATEWAY, { header: (name) => (name === 'user_key' ? null : name) }, missing),
  asHospital("another service's user key", GATEWAY, { userKey: (keys) => keys.antreanrs }, failed),
  asHospital('no cons-id', GATEWAY, { header: (name) => (name === 'X-cons-id' ? null : name) }, notRegistered),
  asHospital('no signature', HEADERS, { header: (name) => (name === 'X-signature' ? null : name) }, refusedSignature),
  asHospital('no timestamp', HEADERS, { header: (name) => (name === 'X-timestamp' ? null : name) }, refusedSignature),
  asHospital(
    'the signature percent-encoded, as for a query',
    HEADERS,
    { signature: (base64) => encodeURIComponent(base64) },
    refusedSignature,
  ),
  asHospital(
    'the signature in the letters of URLs',
    HEADERS,
    { signature: (base64) => Buffer.from(base64, 'base64').toString('base64url') },
    refusedSignature,
  ),
  asHospital('the signature in hex', HEADERS, { signature: (base64) => hex(base64) }, refusedSignature),
  asHospital(
    'base64 of the hex digest, as hash_hmac without its raw flag',
    HEADERS,
    { signature: (base64) => Buffer.from(hex(base64)).toString('base64') },
    refusedSignature,
  ),
  asHospital(
    'the signature without its padding',
    HEADERS,
    { signature: (base64) => base64.slice(0, -1) },
    refusedSignature,
  ),
  asHospital('only the timestamp signed', HEADERS, { signed: (_, timestamp) => timestamp }, refusedSignature),
  asHospital('signed without the ampersand', HEADERS, { signed: (...parts) => parts.join('') }, refusedSignature),
  asHospital('milliseconds', TIME, { timestamp: (nowMs) => String(nowMs) }, refusedSignature),
  asHospital('seven hours added for WIB', TIME, { timestamp: shift(7 * 3600) }, refusedSignature),
  asHospital('a clock four minutes slow', TIME, { timestamp: shift(-240) }, memberIsRead),
  asHospital('a clock four minutes fast', TIME, { timestamp: shift(240) }, memberIsRead),
  asHospital('headers made once and used for ten minutes', TIME, { timestamp: shift(-600) }, refusedSignature),
  asHospital('a text instead of a time', TIME, { timestamp: () => '2026-11-26T02:00:00Z' }, refusedSignature),

  asClinic('PCare with its three parts', USER, {}, doctorsAreRead),
  asClinic('PCare headers in lower case', USER, { header: (name) => name.toLowerCase() }, doctorsAreRead),
  asClinic('PCare without X-authorization', USER, { authorization: () => null }, { status: 401, code: 401 }),
  asClinic(
    'PCare without the application code',
    USER,
    { authorization: ({ username, password }) => basic(`${username}:${password}`) },
    { status: 401, code: 401 },
  ),
  asClinic(
    "a sample configuration's application code",
    USER,
    { authorization: ({ username, password }) => basic(`${username}:${password}:012`) },
    { status: 401, code: 401 },
  ),
  asClinic(
    'the old password after a change',
    USER,
    { authorization: ({ username, kdAplikasi }) => basic(`${username}:lama:${kdAplikasi}`) },
    { status: 401, code: 401 },
  ),
  asClinic(
    "somebody else's user name",
    USER,
    { authorization: ({ password, kdAplikasi }) => basic(`pcare-lain:${password}:${kdAplikasi}`) },
    { status: 401, code: 401 },
  ),
  asClinic(
    'the three parts without the word Basic',
    USER,
    { authorization: ({ username, password, kdAplikasi }) => basic(`${username}:${password}:${kdAplikasi}`).slice(6) },
    { status: 401, code: 401 },
  ),
  asClinic(
    'the three parts not encoded',
    USER,
    { authorization: ({ username, password, kdAplikasi }) => `Basic ${username}:${password}:${kdAplikasi}` },
    { status: 401, code: 401 },
  ),
  asClinic(
    'PCare with a stale timestamp',
    'docs/facts/pcare.md §11',
    { timestamp: shift(-600) },
    refusedSignatureOfPcare,
  ),
  asClinic("the clinic's queue without X-authorization", 'docs/facts/antrean-fktp.md §A', readClinicPoli, {
    envelope: 'metadata',
    response: 'sealed',
  }),
  asClinic(
    "the clinic's queue with X-authorization",
    'docs/facts/antrean-fktp.md §A',
    { ...readClinicPoli, authorization: ({ username, password }) => basic(`${username}:${password}:095`) },
    { envelope: 'metadata', response: 'sealed' },
  ),
  ...refusedEverywhere(),
];

function hex(base64: string): string {
  return Buffer.from(base64, 'base64').toString('hex');
}

/** The same bad signature at each service, in that service's own envelope. */
function refusedEverywhere(): Shape[] {
  const bare = { envelope: 'metadata', code: 201, response: 'absent' } as const;
  const rows: readonly (readonly [kodePpk: string, spoken: Spoken, heard: Shape['heard']])[] = [
    [HOSPITAL, readPoli, bare],
    [HOSPITAL, readBeds, bare],
    [HOSPITAL, addBooking('ASING-TTD'), bare],
    [CLINIC, readClinicPoli, { ...bare, response: 'null' }],
    [PHARMACY, readFormulary, { envelope: 'metaData', code: '201', response: 'null' }],
  ];
  return rows.map(([kodePpk, spoken, heard]) => ({
    habit: `a damaged signature at ${spoken.service}, ${spoken.method}`,
    facts: GATEWAY,
    kodePpk,
    spoken: { ...spoken, signature: (base64) => base64.toLowerCase() },
    heard: { ...heard, status: 200, message: 'Signature Service Tidak Sesuai' },
  }));
}
