// What HFIS knows of a demo hospital: polis, sub-specialties, doctors and their sessions. The same plan serves every
// hospital of the sandbox; not a statement about any real one.

import { dayOfWeek } from '../wib.ts';

export interface Poli {
  readonly kode: string;
  readonly nama: string;
  readonly subspesialis: readonly { readonly kode: string; readonly nama: string }[];
  /** Fingerprint validation is compulsory here: eye, cardiology, rehabilitation, haemodialysis [C], docs/facts/vclaim.md §5. */
  readonly fingerprint: boolean;
}

const poli = (kode: string, nama: string, extra: Partial<Pick<Poli, 'subspesialis' | 'fingerprint'>> = {}): Poli => ({
  kode,
  nama,
  subspesialis: [{ kode, nama }, ...(extra.subspesialis ?? [])],
  fingerprint: extra.fingerprint ?? false,
});

export const POLIS: readonly Poli[] = [
  poli('INT', 'PENYAKIT DALAM', { subspesialis: [{ kode: '012', nama: 'PENYAKIT DALAM - GINJAL HIPERTENSI' }] }),
  poli('ANA', 'ANAK', { subspesialis: [{ kode: '027', nama: 'ANAK ALERGI IMUNOLOGI' }] }),
  poli('BED', 'BEDAH'),
  poli('OBG', 'OBGYN'),
  poli('MAT', 'MATA', { fingerprint: true }),
  poli('JAN', 'JANTUNG DAN PEMBULUH DARAH', { fingerprint: true }),
  poli('SAR', 'SARAF'),
  poli('THT', 'THT-KL'),
  poli('KLT', 'KULIT KELAMIN'),
  poli('PAR', 'PARU'),
  poli('ORT', 'ORTHOPEDI'),
  poli('JIW', 'JIWA'),
  poli('URO', 'UROLOGI'),
  poli('IRM', 'REHABILITASI MEDIK', { fingerprint: true }),
  poli('HDL', 'HEMODIALISA', { fingerprint: true }),
  poli('GIG', 'GIGI'),
  poli('IGD', 'INSTALASI GAWAT DARURAT'),
];

export interface HospitalDoctor {
  readonly kode: number;
  readonly nama: string;
  readonly poli: string;
  readonly subspesialis: string;
  readonly sesi: readonly { readonly buka: string; readonly tutup: string; readonly kapasitas: number }[];
  /** Days of the week without sessions, 1 Monday … 7 Sunday: HFIS shows the session with `libur` 1 [A], docs/facts/antrean-rs.md §2.1. */
  readonly libur: readonly number[];
}

const MORNING = { buka: '08:00', tutup: '12:00', kapasitas: 40 };
const AFTERNOON = { buka: '13:00', tutup: '17:00', kapasitas: 30 };
const EVENING = { buka: '18:00', tutup: '21:00', kapasitas: 20 };
const ALL_DAY = { buka: '00:00', tutup: '23:59', kapasitas: 200 };

const doctor = (
  kode: number,
  nama: string,
  code: string,
  sesi: HospitalDoctor['sesi'],
  { subspesialis = code, libur = [] }: Partial<Pick<HospitalDoctor, 'subspesialis' | 'libur'>> = {},
): HospitalDoctor => ({
  kode,
  nama,
  poli: code,
  subspesialis,
  sesi,
  libur,
});

/**
 * Two doctors for the busy polis, one for the others; every session exists on every day of the week so that a demo can run today. Urology and
 * psychiatry, to which no referral of the population leads, have days of leave.
 */
export const HOSPITAL_DOCTORS: readonly HospitalDoctor[] = [
  doctor(99901, 'dr. Rangga Contoh, Sp.PD', 'INT', [MORNING, EVENING]),
  doctor(99902, 'dr. Laras Contoh, Sp.A', 'ANA', [MORNING, EVENING]),
  doctor(99903, 'dr. Seno Contoh, Sp.B', 'BED', [MORNING]),
  doctor(99904, 'dr. Wening Contoh, Sp.OG', 'OBG', [MORNING, EVENING]),
  doctor(99905, 'dr. Tirta Contoh, Sp.M', 'MAT', [MORNING]),
  doctor(99906, 'dr. Bayu Contoh, Sp.JP', 'JAN', [MORNING]),
  doctor(99907, 'dr. Puspa Contoh, Sp.N', 'SAR', [MORNING]),
  doctor(99908, 'dr. Arga Contoh, Sp.THT-KL', 'THT', [MORNING]),
  doctor(99909, 'dr. Kirana Contoh, Sp.KK', 'KLT', [MORNING]),
  doctor(99910, 'dr. Galih Contoh, Sp.P', 'PAR', [MORNING]),
  doctor(99911, 'dr. Jati Contoh, Sp.OT', 'ORT', [MORNING]),
  doctor(99912, 'dr. Embun Contoh, Sp.KJ', 'JIW', [MORNING], { libur: [6, 7] }),
  doctor(99913, 'dr. Surya Contoh, Sp.U', 'URO', [MORNING], { libur: [4, 5] }),
  doctor(99914, 'dr. Mentari Contoh, Sp.KFR', 'IRM', [MORNING]),
  doctor(99915, 'dr. Samudra Contoh, Sp.PD-KGH', 'HDL', [MORNING, AFTERNOON]),
  doctor(99916, 'drg. Intan Contoh', 'GIG', [MORNING]),
  doctor(99917, 'dr. Fajar Contoh', 'IGD', [ALL_DAY]),
  doctor(99921, 'dr. Bima Contoh, Sp.PD', 'INT', [AFTERNOON]),
  doctor(99922, 'dr. Cahya Contoh, Sp.A', 'ANA', [AFTERNOON]),
  doctor(99923, 'dr. Damar Contoh, Sp.B', 'BED', [AFTERNOON]),
  doctor(99924, 'dr. Elok Contoh, Sp.OG', 'OBG', [AFTERNOON]),
  doctor(99925, 'dr. Gending Contoh, Sp.M', 'MAT', [AFTERNOON]),
  doctor(99926, 'dr. Harum Contoh, Sp.JP', 'JAN', [AFTERNOON]),
  doctor(99931, 'dr. Ilalang Contoh, Sp.PD-KGH', 'INT', [AFTERNOON], { subspesialis: '012' }),
  doctor(99932, 'dr. Jingga Contoh, Sp.A(K)', 'ANA', [AFTERNOON], { subspesialis: '027' }),
];

/** The poli that a sub-specialty code or a poli code belongs to. */
export function findPoli(code: string): Poli | undefined {
  const wanted = code.trim().toUpperCase();
  return POLIS.find(({ kode, subspesialis }) => kode === wanted || subspesialis.some((sub) => sub.kode === wanted));
}

export function subspesialisName(code: string): string {
  const wanted = code.trim().toUpperCase();
  return findPoli(wanted)?.subspesialis.find(({ kode }) => kode === wanted)?.nama ?? '';
}

export function findHospitalDoctor(kode: string | number): HospitalDoctor | undefined {
  return HOSPITAL_DOCTORS.find((entry) => String(entry.kode) === String(kode).trim());
}

/** Doctors whose poli or sub-specialty is the code. */
export function doctorsOf(code: string): readonly HospitalDoctor[] {
  const wanted = code.trim().toUpperCase();
  return HOSPITAL_DOCTORS.filter(({ poli: own, subspesialis }) => own === wanted || subspesialis === wanted);
}

export const isOnLeave = ({ libur }: HospitalDoctor, date: string): boolean => libur.includes(dayOfWeek(date));
