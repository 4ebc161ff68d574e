// What Mobile JKN asks a facility's own web service, as forms: verb, usual address, fields with a value that fits a participant of the
// sandbox. Addresses are the facility's choice, so each is only the usual one (docs/facts/antrean-rs.md §3, docs/facts/antrean-fktp.md §B).
// Not the calls of facilities to BPJS.

import type { ControlLetter, Person, Referral } from '../population/index.ts';
import { CLINIC_DOCTORS } from '../reference/clinic.ts';
import { doctorsOf } from '../reference/hospital.ts';
import { addDays } from '../wib.ts';

/** Who calls, and when. */
export interface Occasion {
  readonly person: Person;
  readonly referral: Referral | undefined;
  readonly letter: ControlLetter | undefined;
  readonly today: string;
  readonly nowMs: number;
}

export interface Field {
  readonly name: string;
  /** `path`: stands in the address; the others travel in the body. */
  readonly place: 'body' | 'path';
  /** BPJS sends numbers as numbers. */
  readonly type: 'text' | 'number';
  readonly usual: (occasion: Occasion) => string;
}

export interface Operation {
  readonly id: string;
  readonly kind: 'rs' | 'fktp';
  readonly nama: string;
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly path: string;
  readonly fields: readonly Field[];
}

type Usual = Field['usual'];
const text = (name: string, usual: Usual): Field => ({ name, place: 'body', type: 'text', usual });
const number = (name: string, usual: Usual): Field => ({ name, place: 'body', type: 'number', usual });
const inPath = (name: string, usual: Usual): Field => ({ name, place: 'path', type: 'text', usual });
const empty: Usual = () => '';

const poliOf = ({ referral, letter }: Occasion): string => letter?.poli ?? referral?.poli ?? 'INT';
const doctorOf = (occasion: Occasion) => doctorsOf(poliOf(occasion))[0];
const CLINIC_POLI = '001';
const clinicDoctor = CLINIC_DOCTORS.find(({ polis }) => polis.includes(CLINIC_POLI));

const card = text('nomorkartu', ({ person }) => person.nomorKartu);
const nik = text('nik', ({ person }) => person.nik);
const phone = text('nohp', ({ person }) => person.nomorHp);
const norm = text('norm', empty);
const poli = text('kodepoli', poliOf);
const date = text('tanggalperiksa', ({ today }) => today);
const doctor = number('kodedokter', (occasion) => String(doctorOf(occasion)?.kode ?? ''));
const hours = text('jampraktek', (occasion) => {
  const [sesi] = doctorOf(occasion)?.sesi ?? [];
  return sesi === undefined ? '' : `${sesi.buka}-${sesi.tutup}`;
});
/** Given by the facility when a number is taken; the page carries it over. */
const booking = text('kodebooking', empty);
const reason = text('keterangan', () => 'Tidak jadi berobat');

/** Of a new patient; every member a text. */
const identity: readonly Field[] = [
  card,
  nik,
  text('nomorkk', ({ person }) => person.nik),
  text('nama', ({ person }) => person.nama),
  text('jeniskelamin', ({ person }) => person.jenisKelamin),
  text('tanggallahir', ({ person }) => person.tanggalLahir),
  phone,
  text('alamat', () => 'Jalan Contoh 1'),
  text('kodeprop', () => '99'),
  text('namaprop', () => 'Provinsi Contoh'),
  text('kodedati2', () => '9999'),
  text('namadati2', () => 'Kota Contoh'),
  text('kodekec', () => '999901'),
  text('namakec', () => 'Kecamatan Contoh'),
  text('kodekel', () => '9999011'),
  text('namakel', () => 'Kelurahan Contoh'),
  text('rw', () => '001'),
  text('rt', () => '001'),
];

const rs = (
  id: string,
  nama: string,
  path: string,
  fields: readonly Field[],
  method: Operation['method'] = 'POST',
): Operation => ({ id: `rs.${id}`, kind: 'rs', nama, method, path, fields });
const fktp = (
  id: string,
  nama: string,
  method: Operation['method'],
  path: string,
  fields: readonly Field[],
): Operation => ({ id: `fktp.${id}`, kind: 'fktp', nama, method, path, fields });

export const OPERATIONS: readonly Operation[] = [
  rs('token', 'Token', 'auth', [], 'GET'),
  rs('status', 'Status antrean', 'statusantrean', [poli, doctor, date, hours]),
  rs('ambil', 'Ambil antrean', 'ambilantrean', [
    card,
    nik,
    phone,
    poli,
    norm,
    date,
    doctor,
    hours,
    number('jeniskunjungan', ({ letter, referral }) =>
      letter === undefined ? (referral?.asal === '2' ? '4' : '1') : '3',
    ),
    text('nomorreferensi', ({ letter, referral }) => letter?.nomorSurat ?? referral?.nomorRujukan ?? ''),
  ]),
  rs('sisa', 'Sisa antrean', 'sisaantrean', [booking]),
  rs('batal', 'Batal antrean', 'batalantrean', [booking, reason]),
  rs('checkin', 'Check in', 'checkinantrean', [booking, number('waktu', ({ nowMs }) => String(Math.floor(nowMs)))]),
  rs('pasien-baru', 'Info pasien baru', 'pasienbaru', identity),
  rs('operasi-rs', 'Jadwal operasi rumah sakit', 'jadwaloperasirs', [
    text('tanggalawal', ({ today }) => today),
    text('tanggalakhir', ({ today }) => addDays(today, 7)),
  ]),
  rs('operasi-pasien', 'Jadwal operasi pasien', 'jadwaloperasipasien', [
    text('nopeserta', ({ person }) => person.nomorKartu),
  ]),
  rs('farmasi-ambil', 'Ambil antrean farmasi', 'ambilantreanfarmasi', [booking]),
  rs('farmasi-status', 'Status antrean farmasi', 'statusantreanfarmasi', [booking]),
  fktp('token', 'Token', 'GET', 'auth', []),
  fktp('status', 'Status antrean', 'GET', 'antrean/status/{kodePoli}/{tanggalPeriksa}', [
    inPath('kodePoli', () => CLINIC_POLI),
    inPath('tanggalPeriksa', ({ today }) => today),
  ]),
  fktp('ambil', 'Ambil antrean', 'POST', 'antrean', [
    card,
    nik,
    text('kodepoli', () => CLINIC_POLI),
    date,
    text('keluhan', () => 'pusing sejak kemarin'),
    number('kodedokter', () => clinicDoctor?.kdDokter ?? ''),
    text('jampraktek', () => clinicDoctor?.sesi[0] ?? ''),
    norm,
    phone,
  ]),
  fktp('sisa', 'Sisa antrean peserta', 'GET', 'antrean/sisapeserta/{nomorKartu}/{kodePoli}/{tanggalPeriksa}', [
    inPath('nomorKartu', ({ person }) => person.nomorKartu),
    inPath('kodePoli', () => CLINIC_POLI),
    inPath('tanggalPeriksa', ({ today }) => today),
  ]),
  fktp('batal', 'Batal antrean', 'PUT', 'antrean/batal', [card, text('kodepoli', () => CLINIC_POLI), date, reason]),
  fktp('pasien-baru', 'Pasien baru', 'POST', 'peserta', identity),
];

export const isToken = ({ id }: Operation): boolean => id.endsWith('.token');

/** As the page shows them: every field with the value that fits. */
export function formsFor(occasion: Occasion): readonly unknown[] {
  return OPERATIONS.map(({ fields, ...operation }) => ({
    ...operation,
    fields: fields.map(({ usual, ...field }) => ({ ...field, value: usual(occasion) })),
  }));
}
