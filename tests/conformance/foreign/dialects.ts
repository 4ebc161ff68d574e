// What a program hears from each service, byte for byte: spelling of the envelope, type of the code, what is sealed, HTTP status. Our own
// client forgives all of it, so it cannot be the one that checks.
import { pcare } from '@titian/contract';
import { TODAY } from '../payer.ts';
import {
  addBooking,
  CLINIC,
  findMember,
  HOSPITAL,
  member,
  memberIsRead,
  PHARMACY,
  readBeds,
  readClinicPoli,
  readDoctors,
  readFormulary,
  readPoli,
  type Shape,
} from './shapes.ts';
import type { Spoken } from './speak.ts';

const ENVELOPE = 'docs/facts/vclaim.md §2.7';
const SEALED = 'docs/facts/vclaim.md §2.5';
const PLAIN = 'docs/facts/aplicares-icare-apotek.md §1';

const get = (service: Spoken['service'], path: string): Spoken => ({ service, method: 'GET', path });
const row = (kodePpk: string, habit: string, facts: string, spoken: Spoken, heard: Shape['heard']): Shape => ({
  habit,
  facts,
  kodePpk,
  spoken,
  heard,
});

export const DIALECTS: readonly Shape[] = [
  row(HOSPITAL, 'VClaim succeeds: text code, sealed', ENVELOPE, findMember, memberIsRead),
  row(
    HOSPITAL,
    'VClaim finds nothing: 201 under HTTP 200, null',
    SEALED,
    get('vclaim', '/vclaim-rest/Rujukan/9999U0010126P999999'),
    {
      status: 200,
      envelope: 'metaData',
      code: '201',
      response: 'null',
    },
  ),
  row(HOSPITAL, "Antrean's references: number 1, sealed", 'docs/facts/antrean-rs.md §1', readPoli, {
    status: 200,
    envelope: 'metadata',
    code: 1,
    response: 'sealed',
  }),
  row(HOSPITAL, 'Antrean writes: metadata only', 'docs/facts/antrean-rs.md §1', addBooking('ASING-DIALEK'), {
    status: 200,
    envelope: 'metadata',
    code: 200,
    response: 'absent',
  }),
  row(
    HOSPITAL,
    "Antrean's dashboards: plain",
    'docs/facts/antrean-rs.md §1',
    get('antreanrs', `/antreanrs/dashboard/waktutunggu/tanggal/${TODAY}/waktu/rs`),
    {
      status: 200,
      envelope: 'metadata',
      code: 200,
      response: 'plain',
    },
  ),
  row(CLINIC, 'PCare succeeds: number, sealed', ENVELOPE, readDoctors, {
    status: 200,
    envelope: 'metaData',
    code: 200,
    response: 'sealed',
  }),
  row(
    CLINIC,
    'PCare is given a date of VClaim: 412 in both places, the fields plain',
    'docs/facts/pcare.md §3',
    {
      service: 'pcare',
      method: 'POST',
      path: '/pcare-rest/pendaftaran',
      contentType: 'text/plain',
      body: { ...pcare.pendaftaranAdd.example.request, noKartu: member.nomorKartu, tglDaftar: TODAY },
    },
    { status: 412, envelope: 'metaData', code: 412, response: 'plain' },
  ),
  row(CLINIC, "the clinic's queue: lower case, number 1, sealed", 'docs/facts/antrean-fktp.md §A', readClinicPoli, {
    status: 200,
    envelope: 'metadata',
    code: 1,
    response: 'sealed',
  }),
  row(HOSPITAL, 'Aplicares: number 1, never sealed', PLAIN, readBeds, {
    status: 200,
    envelope: 'metadata',
    code: 1,
    response: 'plain',
  }),
  row(PHARMACY, 'Apotek: text code, sealed', PLAIN, readFormulary, {
    status: 200,
    envelope: 'metaData',
    code: '200',
    response: 'sealed',
  }),
  row(HOSPITAL, 'a wrong verb', 'docs/facts/vclaim.md §6.1', { ...findMember, method: 'POST' }, { status: 405 }),
  row(HOSPITAL, 'a path that nobody serves', 'docs/facts/vclaim.md §6.1', get('vclaim', '/vclaim-rest/Tidak/Ada'), {
    status: 404,
    text: 'No Mapping Rule matched',
  }),
];
