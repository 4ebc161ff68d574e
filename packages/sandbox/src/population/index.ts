// Fictitious participants and referrals, the same for the same seed: person k depends on seed and k alone, so thousands can be
// added and the demo day, the benches and the sandbox still speak of the same people. Nobody here exists: cards are
// 0000000000001…, NIK start with 9999, phones with 0800.

import { findDiagnosis } from '../reference/diagnoses.ts';
import { seededFor, type Random } from '../random.ts';
import { addDays, monthStamp } from '../wib.ts';
import { FIRST_NAMES_FEMALE, FIRST_NAMES_MALE, LAST_NAMES } from './names.ts';

export const SEGMENTS = ['PBI (APBN)', 'PBI (APBD)', 'PPU', 'PBPU', 'BP'] as const;
/**
 * Shares of a city's facilities rather than of the nation: no reference gives figures, these are ours. The assisted (PBI) are two fifths, who
 * is no worker (BP) is rare.
 */
const SEGMENT_SHARES = { 'PBI (APBN)': 0.28, 'PBI (APBD)': 0.12, PPU: 0.32, PBPU: 0.24, BP: 0.04 } as const;
const SEGMENT_CODES = { 'PBI (APBN)': '21', 'PBI (APBD)': '22', PPU: '11', PBPU: '14', BP: '15' } as const;

export interface Person {
  readonly index: number;
  readonly nomorKartu: string;
  readonly nik: string;
  readonly nama: string;
  readonly jenisKelamin: 'L' | 'P';
  readonly tanggalLahir: string;
  readonly nomorHp: string;
  /** The number the demo hospital would give; BPJS echoes it as `mr.noMR` for people who have been there. */
  readonly norm: string;
  readonly hakKelas: '1' | '2' | '3';
  readonly jenisPeserta: { readonly kode: string; readonly keterangan: string };
  /** `0` = AKTIF; anything else is not eligible and the text says why [A], docs/facts/vclaim.md §4.1. */
  readonly status: { readonly kode: string; readonly keterangan: string };
  readonly fktp: { readonly kode: string; readonly nama: string };
  readonly prolanis: string;
  readonly prb: string;
  readonly tunggakanBulan: number;
  readonly mulaiAktif: string;
  readonly hubunganKeluarga: string;
  /** `setiap-hari`: the finger was read before the desk; `belum`: the clerk still has to send the patient there. */
  readonly sidikJari: 'setiap-hari' | 'belum';
}

export interface Referral {
  readonly nomorRujukan: string;
  /** `1` from an FKTP, `2` from a hospital. */
  readonly asal: '1' | '2';
  readonly nomorKartu: string;
  readonly tanggal: string;
  readonly perujuk: { readonly kode: string; readonly nama: string };
  readonly poli: string;
  readonly diagnosa: { readonly kode: string; readonly nama: string };
  readonly keluhan: string;
}

/** A control letter (`2`) or an admission order (`1`). */
export interface ControlLetter {
  readonly nomorSurat: string;
  readonly jenis: '1' | '2';
  readonly nomorKartu: string;
  readonly nomorSepAsal: string;
  readonly tanggalRencana: string;
  readonly tanggalTerbit: string;
  readonly poli: string;
  readonly kodeDokter: string;
}

/** An out-patient stay that happened before the first day, with its control letter. */
export interface EarlierSep {
  readonly nomorSep: string;
  readonly nomorKartu: string;
  readonly nomorRujukan: string;
  readonly tanggal: string;
  readonly poli: string;
  readonly kodePpk: string;
  readonly kodeDokter: string;
  readonly diagnosa: string;
}

/** A long-running referral that the hospital had extended (rujukan khusus). */
export interface Extension {
  readonly nomorRujukan: string;
  readonly nomorKartu: string;
  readonly diagnosa: string;
  readonly awal: string;
  readonly berakhir: string;
}

/** A patient who was sent back to primary care with a PRB letter. */
export interface BackReferral {
  readonly nomorSep: string;
  readonly nomorKartu: string;
  readonly tanggal: string;
  readonly programPRB: string;
  readonly kodeDPJP: string;
  readonly obat: readonly {
    readonly kdObat: string;
    readonly signa1: string;
    readonly signa2: string;
    readonly jmlObat: string;
  }[];
}

export interface Participant {
  readonly person: Person;
  readonly referrals: readonly Referral[];
  readonly earlierSep: EarlierSep | null;
  readonly controlLetter: ControlLetter | null;
  readonly extension: Extension | null;
  readonly backReferral: BackReferral | null;
}

export interface PopulationOptions {
  readonly seed: number;
  /** How many people. */
  readonly n: number;
  /** The day the demo begins (WIB date); referral dates are counted back from it. */
  readonly date: string;
  /** Index of the first person; 1 unless told. */
  readonly first?: number;
}

export const DEMO_HOSPITAL = { kode: '9999R001', nama: 'RS TIRTA MEDIKA' } as const;
const OTHER_HOSPITAL = { kode: '9999R002', nama: 'RS CENDRAWASIH TIMUR' } as const;
export const DEMO_CLINIC = { kode: '9999U001', nama: 'KLINIK PRATAMA SEHAT BERSAMA' } as const;
const OTHER_CLINICS = [
  { kode: '9999U002', nama: 'KLINIK PRATAMA MAWAR' },
  { kode: '99990003', nama: 'PUSKESMAS CONTOH RAYA' },
  { kode: '9999U004', nama: 'DOKTER PRAKTIK CONTOH' },
] as const;

/** Every FKTP that a participant may be registered at. */
export const FKTPS: readonly { readonly kode: string; readonly nama: string }[] = [DEMO_CLINIC, ...OTHER_CLINICS];

/** The busiest polis first, with a complaint that fits; the doctor is the morning one of that poli. */
const REFERRAL_PLANS = [
  { poli: 'INT', diagnosa: 'E11.9', keluhan: 'lemas, sering haus', dokter: '99901' },
  { poli: 'INT', diagnosa: 'I10', keluhan: 'pusing, tengkuk berat', dokter: '99901' },
  { poli: 'ANA', diagnosa: 'J45.9', keluhan: 'sesak berulang', dokter: '99902' },
  { poli: 'OBG', diagnosa: 'Z34.9', keluhan: 'kontrol kehamilan', dokter: '99904' },
  { poli: 'BED', diagnosa: 'K40.9', keluhan: 'benjolan lipat paha', dokter: '99903' },
  { poli: 'SAR', diagnosa: 'G40.9', keluhan: 'kejang berulang', dokter: '99907' },
  { poli: 'THT', diagnosa: 'H66.9', keluhan: 'telinga berair', dokter: '99908' },
  { poli: 'PAR', diagnosa: 'J44.9', keluhan: 'batuk lama', dokter: '99910' },
  { poli: 'ORT', diagnosa: 'M17.9', keluhan: 'nyeri lutut', dokter: '99911' },
  { poli: 'MAT', diagnosa: 'H25.9', keluhan: 'pandangan kabur', dokter: '99905' },
  { poli: 'JAN', diagnosa: 'I25.1', keluhan: 'nyeri dada saat aktivitas', dokter: '99906' },
  { poli: 'KLT', diagnosa: 'L20.9', keluhan: 'gatal menahun', dokter: '99909' },
] as const;

export const cardOf = (index: number): string => String(index).padStart(13, '0');
export const nikOf = (index: number): string => `9999${String(index).padStart(12, '0')}`;

/** The first `n` people of a seed with their referrals, letters and earlier SEPs, in order of their card number. */
export function generatePopulation({ seed, n, date, first = 1 }: PopulationOptions): Participant[] {
  return Array.from({ length: n }, (_, offset) => participantAt(seed, first + offset, date));
}

/** One participant; everybody else of the seed stays the same. */
export function participantAt(seed: number, index: number, date: string): Participant {
  const person = personAt(seed, index, date);
  const random = seededFor(seed, 'referral', index);
  const plan = planFor(person, date, random);
  if (isSentBack(index)) return sentBack(person, index, date);
  const referrals = referralsOf(person, index, date, plan, random);
  const earlierSep = index % 10 === 6 ? earlierSepOf(index, addDays(date, -14), referrals[0], plan.dokter) : null;
  return {
    person,
    referrals,
    earlierSep,
    controlLetter: earlierSep === null ? null : controlLetterOf(index, date, earlierSep),
    extension: extensionOf(index, date, referrals[0]),
    backReferral: null,
  };
}

/** 35, 75, 115 …: the referral is past its days, the hospital extended it forty days ago for ninety more. */
function extensionOf(index: number, date: string, referral: Referral | undefined): Extension | null {
  if (index % 40 !== 35 || referral === undefined) return null;
  return {
    nomorRujukan: referral.nomorRujukan,
    nomorKartu: referral.nomorKartu,
    diagnosa: referral.diagnosa.kode,
    awal: addDays(date, -40),
    berakhir: addDays(date, 50),
  };
}

/** 49, 109, 169 …: PRB members whom the hospital saw and sent back to their clinic. */
const isSentBack = (index: number): boolean => index % 60 === 49;

const PROGRAMMES = {
  DM: { plan: REFERRAL_PLANS[0], programme: '01 ', drug: '99900000001', signa1: '2' },
  HT: { plan: REFERRAL_PLANS[1], programme: '02 ', drug: '99900000004', signa1: '1' },
} as const;

function sentBack(person: Person, index: number, date: string): Participant {
  const { plan, programme, drug, signa1 } = PROGRAMMES[person.prb === 'DM' ? 'DM' : 'HT'];
  const referral = referralOf(person, plan, { tanggal: addDays(date, -95), asal: '1', counter: index });
  const earlierSep = earlierSepOf(index, addDays(date, -80), referral, plan.dokter);
  return {
    person,
    referrals: [referral],
    earlierSep,
    controlLetter: null,
    extension: null,
    backReferral: earlierSep && {
      nomorSep: earlierSep.nomorSep,
      nomorKartu: earlierSep.nomorKartu,
      tanggal: earlierSep.tanggal,
      programPRB: programme,
      kodeDPJP: plan.dokter,
      obat: [{ kdObat: drug, signa1, signa2: '1', jmlObat: '30' }],
    },
  };
}

export function personAt(seed: number, index: number, date: string): Person {
  const random = seededFor(seed, 'person', index);
  const jenisKelamin = random.next() < 0.52 ? 'P' : 'L';
  const newborn = index % 50 === 17;
  const segment = segmentAt(random.next());
  const given = random.pick(jenisKelamin === 'P' ? FIRST_NAMES_FEMALE : FIRST_NAMES_MALE);
  const family = random.pick(LAST_NAMES);
  const hakKelas = segment.startsWith('PBI') ? '3' : random.pick(['1', '2', '3'] as const);
  const chronic = random.next();
  return {
    index,
    nomorKartu: cardOf(index),
    nik: nikOf(index),
    nama: (newborn ? `BY NY ${random.pick(FIRST_NAMES_FEMALE)} ${family}` : `${given} ${family}`).toUpperCase(),
    jenisKelamin,
    tanggalLahir: addDays(date, newborn ? -random.integer(1, 27) : -random.integer(400, 78 * 365)),
    nomorHp: `0800${String(index).padStart(8, '0')}`,
    norm: String(index).padStart(6, '0'),
    hakKelas,
    jenisPeserta: { kode: SEGMENT_CODES[segment], keterangan: segment },
    status: statusAt(index),
    fktp: index % 4 === 3 ? random.pick(OTHER_CLINICS) : DEMO_CLINIC,
    prolanis: index % 12 === 5 ? (chronic < 0.5 ? 'HT' : 'DM') : '',
    prb: index % 15 === 4 ? (chronic < 0.5 ? 'HT' : 'DM') : '',
    tunggakanBulan: index % 20 === 7 ? random.integer(2, 24) : 0,
    mulaiAktif: newborn ? date : addDays(date, -random.integer(100, 3000)),
    hubunganKeluarga: newborn ? 'Anak' : random.pick(['Peserta', 'Suami', 'Istri', 'Anak'] as const),
    sidikJari: index % 25 === 11 ? 'belum' : 'setiap-hari',
  };
}

function segmentAt(draw: number): (typeof SEGMENTS)[number] {
  let upTo = 0;
  for (const segment of SEGMENTS) {
    upTo += SEGMENT_SHARES[segment];
    if (draw < upTo) return segment;
  }
  return 'BP';
}

/** 7, 27, 47 … in arrears; 13, 53, 93 … inactive for another reason; everybody else active. */
function statusAt(index: number): Person['status'] {
  if (index % 20 === 7) return { kode: '3', keterangan: 'TIDAK AKTIF KARENA PREMI' };
  if (index % 40 === 13) return { kode: '2', keterangan: 'TIDAK AKTIF' };
  return { kode: '0', keterangan: 'AKTIF' };
}

type Plan = (typeof REFERRAL_PLANS)[number];

function planFor(person: Person, date: string, random: Random): Plan {
  const young = person.tanggalLahir > addDays(date, -16 * 365);
  const fitting = REFERRAL_PLANS.filter(({ poli }) => {
    if (young) return poli === 'ANA';
    return (
      poli !== 'ANA' &&
      (poli !== 'OBG' || (person.jenisKelamin === 'P' && person.tanggalLahir > addDays(date, -45 * 365)))
    );
  });
  return random.pick(fitting);
}

/** By the last digit of the card: 5 expired only, 7 from another hospital, 9 none, the others a valid FKTP referral (3: an old one too). */
function referralsOf(person: Person, index: number, date: string, plan: Plan, random: Random): Referral[] {
  const digit = index % 10;
  const make = (tanggal: string, asal: '1' | '2', counter: number): Referral =>
    referralOf(person, plan, { tanggal, asal, counter });
  if (digit === 9) return [];
  if (digit === 5) return [make(addDays(date, -random.integer(95, 200)), '1', index)];
  if (digit === 7) return [make(addDays(date, -random.integer(1, 40)), '2', index)];
  const age = digit === 6 ? random.integer(15, 60) : random.integer(0, 60);
  const current = make(addDays(date, -age), '1', index);
  return digit === 3 ? [current, make(addDays(date, -700), '1', index)] : [current];
}

function referralOf(
  person: Person,
  plan: Plan,
  { tanggal, asal, counter }: { tanggal: string; asal: '1' | '2'; counter: number },
): Referral {
  const perujuk = asal === '1' ? person.fktp : OTHER_HOSPITAL;
  const letter = asal === '1' ? (person.index % 3 === 0 ? 'P' : 'Y') : 'B';
  return {
    nomorRujukan: `${perujuk.kode}${monthStamp(tanggal)}${letter}${String(counter).padStart(6, '0')}`,
    asal,
    nomorKartu: person.nomorKartu,
    tanggal,
    perujuk,
    poli: plan.poli,
    diagnosa: { kode: plan.diagnosa, nama: findDiagnosis(plan.diagnosa)?.nama ?? '' },
    keluhan: plan.keluhan,
  };
}

function earlierSepOf(
  index: number,
  tanggal: string,
  referral: Referral | undefined,
  kodeDokter: string,
): EarlierSep | null {
  if (referral === undefined) return null;
  return {
    nomorSep: `${DEMO_HOSPITAL.kode}${monthStamp(tanggal)}V9${String(index).padStart(5, '0').slice(-5)}`,
    nomorKartu: referral.nomorKartu,
    nomorRujukan: referral.nomorRujukan,
    tanggal,
    poli: referral.poli,
    kodePpk: DEMO_HOSPITAL.kode,
    kodeDokter,
    diagnosa: referral.diagnosa.kode,
  };
}

function controlLetterOf(index: number, date: string, sep: EarlierSep): ControlLetter {
  return {
    nomorSurat: `${DEMO_HOSPITAL.kode}${monthStamp(sep.tanggal)}K9${String(index).padStart(5, '0').slice(-5)}`,
    jenis: '2',
    nomorKartu: sep.nomorKartu,
    nomorSepAsal: sep.nomorSep,
    tanggalRencana: date,
    tanggalTerbit: sep.tanggal,
    poli: sep.poli,
    kodeDokter: sep.kodeDokter,
  };
}
