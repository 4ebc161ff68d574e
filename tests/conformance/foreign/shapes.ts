// What a row of the foreign clients is, and the requests that the rows vary: one read and one write of each service.
import { antreanrs, vclaim } from '@titian/contract';
import { participantAt } from '@titian/sandbox/population';
import { SEED, TODAY } from '../payer.ts';
import type { Heard, Spoken } from './speak.ts';

export interface Shape {
  /** What the program does, in the words of its habit. */
  readonly habit: string;
  /** Where it is written that BPJS takes or refuses it. */
  readonly facts: string;
  readonly kodePpk: string;
  readonly spoken: Spoken;
  readonly heard: { readonly [Field in keyof Heard]?: unknown };
}

export const HOSPITAL = '9999R001';
export const CLINIC = '9999U001';
export const PHARMACY = '9999A001';

/** Members whom the other suites leave alone. */
export const member = participantAt(SEED, 22, TODAY).person;
export const walkIns = [32, 42, 52, 62, 72, 82, 92].map((place) => participantAt(SEED, place, TODAY).person);

export const PESERTA = `/vclaim-rest/Peserta/nokartu/${member.nomorKartu}/tglSEP/${TODAY}`;
export const findMember: Spoken = { service: 'vclaim', method: 'GET', path: PESERTA };
export const readPoli: Spoken = { service: 'antreanrs', method: 'GET', path: '/antreanrs/ref/poli' };
export const readDoctors: Spoken = { service: 'pcare', method: 'GET', path: '/pcare-rest/dokter/0/10' };
export const readBeds: Spoken = {
  service: 'aplicares',
  method: 'GET',
  path: `/aplicaresws/rest/bed/read/${HOSPITAL}/1/10`,
};
export const readClinicPoli: Spoken = {
  service: 'antreanfktp',
  method: 'GET',
  path: `/antreanfktp/ref/poli/tanggal/${TODAY}`,
};
export const readFormulary: Spoken = { service: 'apotek', method: 'GET', path: '/apotek-rest/referensi/dpho' };

const BAD_SIGNATURE = 'Signature Service Tidak Sesuai';
export const refusedSignature = { code: '201', message: BAD_SIGNATURE, response: 'null' } as const;
export const refusedSignatureOfPcare = { code: 401, message: BAD_SIGNATURE, response: 'null' } as const;
export const memberIsRead = {
  status: 200,
  envelope: 'metaData',
  code: '200',
  response: 'sealed',
  value: { peserta: { noKartu: member.nomorKartu, nama: member.nama } },
} as const;

const exampleBooking = antreanrs.add.example.request;
const exampleSep = vclaim.sepInsert.example.request;
if (exampleBooking === null || exampleSep === null)
  throw new Error('The catalogue has no example of a booking or a SEP.');

/** A booking of somebody without insurance, so that only its form is judged. */
export function booking(kodebooking: string, change: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return {
    ...exampleBooking,
    kodebooking,
    jenispasien: 'NON JKN',
    nomorkartu: '',
    nik: '9999000000009999',
    nomorreferensi: '',
    kodepoli: 'INT',
    tanggalperiksa: TODAY,
    kodedokter: 99901,
    ...change,
  };
}

export const addBooking = (kodebooking: string, change: Readonly<Record<string, unknown>> = {}): Spoken => ({
  service: 'antreanrs',
  method: 'POST',
  path: '/antreanrs/antrean/add',
  body: booking(kodebooking, change),
  contentType: 'application/json',
});

/** An emergency, which needs no referral: the shortest way to a SEP. */
export function emergency(nomorKartu: string, change: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return {
    ...exampleSep?.request.t_sep,
    noKartu: nomorKartu,
    tglSep: TODAY,
    poli: { tujuan: 'IGD', eksekutif: '0' },
    rujukan: { asalRujukan: '2', tglRujukan: TODAY, noRujukan: '', ppkRujukan: HOSPITAL },
    dpjpLayan: '99917',
    ...change,
  };
}

export const insertSep = (body: unknown): Spoken => ({
  service: 'vclaim',
  method: 'POST',
  path: '/vclaim-rest/SEP/2.0/insert',
  body,
  contentType: 'application/x-www-form-urlencoded',
});
