// How programs address and write: content types, paths, wrappers, numbers as text.
import { pcare } from '@titian/contract';
import { expect } from 'vitest';
import { HARI_INI, NOW_MS } from '../payer.ts';
import {
  addBooking,
  booking,
  CLINIC,
  emergency,
  findMember,
  HOSPITAL,
  insertSep,
  member,
  memberIsRead,
  PHARMACY,
  readClinicPoli,
  readDoctors,
  readFormulary,
  readPoli,
  type Shape,
  walkIns,
} from './shapes.ts';
import type { Spoken } from './speak.ts';

const TYPES = 'docs/facts/vclaim.md §2.6';
const PATHS = 'docs/facts/vclaim.md §1';
const QUEUE = 'docs/facts/antrean-rs.md §1';

const at = (kodePpk: string, habit: string, facts: string, spoken: Spoken, heard: Shape['heard']): Shape => ({
  habit,
  facts,
  kodePpk,
  spoken,
  heard,
});

const isBooked = { status: 200, envelope: 'metadata', code: 200, response: 'absent' } as const;
const sepIsIssued = { status: 200, envelope: 'metaData', code: '200', response: 'sealed' } as const;
/** The web server's own error page. */
const isPage = { text: expect.stringMatching(/^<!DOCTYPE html>[^]*Request Error/) };

const card = (place: number): string => walkIns[place]?.nomorKartu ?? '';
const wrapped = (place: number, change = {}): unknown => ({ request: { t_sep: emergency(card(place), change) } });

const registration = pcare.pendaftaranAdd.example.request;
const register = (place: number, contentType: string, change: Readonly<Record<string, unknown>> = {}): Spoken => ({
  service: 'pcare',
  method: 'POST',
  path: '/pcare-rest/pendaftaran',
  contentType,
  body: {
    ...registration,
    noKartu: card(place),
    tglDaftar: HARI_INI,
    kdProviderPeserta: walkIns[place]?.fktp.kode,
    ...change,
  },
});
const isRegistered = { status: 201, envelope: 'metaData', code: 201, response: 'sealed' } as const;

/** One address, written in the ways in which programs join and spell it. */
function spellings(): Shape[] {
  const rest = findMember.path.slice('/vclaim-rest'.length);
  const paths = [
    ['a doubled slash between base and path', `/vclaim-rest/${rest}`],
    ['slashes doubled everywhere', `/vclaim-rest${rest.replaceAll('/', '//')}`],
    ['the path in lower case', `/vclaim-rest${rest.toLowerCase()}`],
    ['the path in capitals', `/vclaim-rest${rest.toUpperCase()}`],
    ['a slash at the end', `/vclaim-rest${rest}/`],
    ['the development address', `/vclaim-rest-dev${rest}`],
  ] as const;
  return paths.map(([habit, path]) => at(HOSPITAL, habit, PATHS, { ...findMember, path }, memberIsRead));
}

/** Reads under the prefixes of the development services. */
function prefixes(): Shape[] {
  const rows = [
    [HOSPITAL, readPoli, '/antreanrs/', '/antreanrs_dev/', QUEUE],
    [CLINIC, readDoctors, '/pcare-rest/', '/pcare-rest-dev/', 'docs/facts/pcare.md §1'],
    [CLINIC, readClinicPoli, '/antreanfktp/', '/antreanfktp_dev/', 'docs/facts/antrean-fktp.md §A'],
    [PHARMACY, readFormulary, '/apotek-rest/', '/apotek-rest-dev/', 'docs/facts/aplicares-icare-apotek.md §1'],
  ] as const;
  return rows.map(([kodePpk, spoken, from, to, facts]) =>
    at(
      kodePpk,
      `${spoken.service} at its development address`,
      facts,
      { ...spoken, path: spoken.path.replace(from, to) },
      {
        status: 200,
        response: 'sealed',
      },
    ),
  );
}

export const BODIES: readonly Shape[] = [
  ...spellings(),
  ...prefixes(),
  at(
    HOSPITAL,
    'a GET that names the type of a form',
    TYPES,
    { ...findMember, contentType: 'application/x-www-form-urlencoded' },
    memberIsRead,
  ),
  at(
    HOSPITAL,
    'a GET that names JSON',
    TYPES,
    { ...findMember, contentType: 'application/json; charset=utf-8' },
    memberIsRead,
  ),

  at(HOSPITAL, 'a SEP as JSON under the type of a form', TYPES, insertSep(wrapped(0)), sepIsIssued),
  at(
    HOSPITAL,
    'the same type with a capital',
    TYPES,
    { ...insertSep(wrapped(1)), contentType: 'Application/x-www-form-urlencoded' },
    sepIsIssued,
  ),
  at(
    HOSPITAL,
    'a SEP under the type of JSON',
    TYPES,
    { ...insertSep(wrapped(2)), contentType: 'application/json' },
    isPage,
  ),
  at(
    HOSPITAL,
    'a SEP under JSON with its character set',
    TYPES,
    { ...insertSep(wrapped(2)), contentType: 'application/json; charset=utf-8' },
    isPage,
  ),
  at(
    HOSPITAL,
    'a SEP cut off in the middle',
    TYPES,
    { ...insertSep(null), rawBody: JSON.stringify(wrapped(2)).slice(0, 80) },
    isPage,
  ),
  at(
    HOSPITAL,
    'a deletion cut off in the middle',
    TYPES,
    {
      ...insertSep(null),
      method: 'DELETE',
      path: '/vclaim-rest/SEP/2.0/delete',
      rawBody: '{"request":{"t_sep":{"noSep":',
    },
    isPage,
  ),
  at(
    HOSPITAL,
    'a SEP without `request` around it',
    'docs/facts/vclaim.md §4.5',
    insertSep({ t_sep: emergency(card(2)) }),
    { code: '201', response: 'null' },
  ),
  at(
    HOSPITAL,
    'a SEP without `t_sep` around it',
    'docs/facts/vclaim.md §4.5',
    insertSep({ request: emergency(card(2)) }),
    { code: '201', response: 'null' },
  ),
  at(
    HOSPITAL,
    'a list of closed stays without filter, its slash kept',
    'docs/facts/vclaim.md §4.5',
    {
      service: 'vclaim',
      method: 'GET',
      path: '/vclaim-rest/Sep/updtglplg/list/bulan/11/tahun/2026/',
    },
    { envelope: 'metaData', status: 200 },
  ),

  at(HOSPITAL, 'a booking as JSON', QUEUE, addBooking('ASING-1'), isBooked),
  at(
    HOSPITAL,
    'a booking as JSON with its character set',
    QUEUE,
    { ...addBooking('ASING-2'), contentType: 'application/json; charset=utf-8' },
    isBooked,
  ),
  at(
    HOSPITAL,
    'a booking under the type of a form',
    QUEUE,
    { ...addBooking('ASING-3'), contentType: 'Application/x-www-form-urlencoded' },
    isBooked,
  ),
  at(HOSPITAL, 'the doctor of a booking as text', QUEUE, addBooking('ASING-4', { kodedokter: '99901' }), isBooked),
  at(
    HOSPITAL,
    'a booking in a list',
    QUEUE,
    { ...addBooking(''), body: [booking('ASING-5')] },
    { code: 201, response: 'absent' },
  ),
  at(
    HOSPITAL,
    'slashes of a booking escaped, as PHP writes them',
    QUEUE,
    {
      ...addBooking(''),
      rawBody: JSON.stringify(booking('ASING-6', { keterangan: 'pagi/siang' })).replaceAll('/', String.raw`\/`),
    },
    isBooked,
  ),
  at(HOSPITAL, 'letters beyond ASCII in a booking', QUEUE, addBooking('ASING-é✓'), isBooked),
  at(
    HOSPITAL,
    'that booking read back, percent-encoded',
    QUEUE,
    {
      service: 'antreanrs',
      method: 'GET',
      path: `/antreanrs/antrean/pendaftaran/kodebooking/${encodeURIComponent('ASING-é✓')}`,
    },
    { code: 200, response: 'sealed', value: [{ kodebooking: 'ASING-é✓' }] },
  ),
  at(
    HOSPITAL,
    'a task number as text',
    'docs/facts/task-id.md §3',
    {
      service: 'antreanrs',
      method: 'POST',
      path: '/antreanrs/antrean/updatewaktu',
      contentType: 'application/json',
      body: { kodebooking: 'ASING-1', taskid: '3', waktu: NOW_MS - 600_000 },
    },
    isBooked,
  ),
  ...['08:00-12:00', '08%3A00-12%3A00'].map((hours) =>
    at(
      HOSPITAL,
      `hours in a path as ${hours}`,
      'docs/facts/antrean-rs.md §2',
      {
        service: 'antreanrs',
        method: 'GET',
        path: `/antreanrs/antrean/pendaftaran/kodepoli/INT/kodedokter/99901/hari/4/jampraktek/${hours}`,
      },
      { code: 200, response: 'sealed' },
    ),
  ),

  ...['text/plain', 'application/json', 'application/x-www-form-urlencoded'].map((contentType, place) =>
    at(
      CLINIC,
      `a registration under ${contentType}`,
      'docs/facts/pcare.md §2',
      register(place, contentType),
      isRegistered,
    ),
  ),
  at(
    CLINIC,
    'a registration without a body',
    'docs/facts/pcare.md §11',
    { ...register(0, 'text/plain'), rawBody: '' },
    { status: 500, code: 500 },
  ),
  at(
    CLINIC,
    'a visit under the path without its version',
    'docs/facts/pcare.md §4.5',
    {
      service: 'pcare',
      method: 'POST',
      path: '/pcare-rest/kunjungan',
      contentType: 'text/plain',
      body: {},
    },
    { status: 404 },
  ),

  at(
    HOSPITAL,
    'numbers of a room as text',
    'docs/facts/aplicares-icare-apotek.md §2',
    {
      service: 'aplicares',
      method: 'POST',
      path: `/aplicaresws/rest/bed/create/${HOSPITAL}`,
      contentType: 'application/json',
      body: { kodekelas: 'KL1', koderuang: 'ASING', namaruang: 'Ruang Asing', kapasitas: '4', tersedia: '2' },
    },
    { envelope: 'metadata', code: 1, response: 'absent' },
  ),
  at(HOSPITAL, "i-Care's doctor as a number", 'docs/facts/aplicares-icare-apotek.md §3', icare({ kodedokter: 99901 }), {
    code: 200,
    response: 'sealed',
  }),
  at(
    HOSPITAL,
    "i-Care's doctor as quoted text",
    'docs/facts/aplicares-icare-apotek.md §3',
    icare({ kodedokter: '99901' }),
    { response: 'null' },
  ),
];

function icare(doctor: Readonly<Record<string, unknown>>): Spoken {
  return {
    service: 'icare',
    method: 'POST',
    path: '/ihs_dev/api/rs/validate',
    contentType: 'application/json',
    body: { param: member.nomorKartu, ...doctor },
  };
}
