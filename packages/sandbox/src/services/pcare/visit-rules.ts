// What a PCare registration and a visit must fulfil, as pure functions. 412 collects every failing field; the order of the groups is
// docs/facts/pcare.md §4.10: reference codes → member → registration → TACC and referral.

import { isObject, numberAt, objectAt, textAt, type JsonObject } from '../../json.ts';
import type { Call, Reply } from '../../kernel.ts';
import {
  ALLERGIES,
  CARE_LEVELS,
  CLINIC_DOCTORS,
  CLINIC_POLIS,
  CONSCIOUSNESS,
  DISCHARGE_INPATIENT,
  DISCHARGE_OUTPATIENT,
  PROGNOSES,
  SPECIAL_REFERRALS,
  SPECIALTIES,
} from '../../reference/clinic.ts';
import { findDiagnosis } from '../../reference/diagnoses.ts';
import { fromDayFirst, wibDate } from '../../wib.ts';
import { failedDependency, type FieldProblem } from './shapes.ts';

const VITALS_REGISTRATION = [
  'sistole',
  'diastole',
  'beratBadan',
  'tinggiBadan',
  'respRate',
  'lingkarPerut',
  'heartRate',
] as const;

/** TACC reasons by kind [2+], docs/facts/pcare.md §5; kind 3 is the diagnosis itself. */
const TIME_REASONS = ['< 3 Hari', '>= 3 - 7 Hari', '>= 7 Hari'];
const AGE_REASONS = [
  '< 1 Bulan',
  '>= 1 Bulan s/d < 12 Bulan',
  '>= 1 Tahun s/d < 5 Tahun',
  '>= 5 Tahun s/d < 12 Tahun',
  '>= 12 Tahun s/d < 55 Tahun',
  '>= 55 Tahun',
];
/** Special categories that need a sub-specialty, docs/facts/pcare.md §4.2. */
const WITH_SUBSPECIALTY = ['THA', 'HEM'];

const problem = (field: string, message: string): FieldProblem => ({ field, message });

/** Known and active, docs/facts/pcare.md §4.10. */
export function memberProblems(call: Call, body: JsonObject): FieldProblem[] {
  const card = textAt(body, 'noKartu');
  if (!/^\d{13}$/.test(card)) return [problem('noKartu', 'Nomor kartu harus 13 digit.')];
  const person = call.world.people.byCard(card);
  if (person === undefined) return [problem('noKartu', 'Peserta tidak ditemukan.')];
  // The reason text is the one that the member call shows as ketAktif, docs/facts/pcare.md §4.3.
  return person.status.kode === '0' ? [] : [problem('noKartu', `Peserta tidak aktif: ${person.status.keterangan}`)];
}

/** The captured wording of an unknown unit [1], docs/facts/pcare.md §11. */
export function unknownPoli(kdPoli: string): Reply | null {
  if (CLINIC_POLIS.some((poli) => poli.kdPoli === kdPoli)) return null;
  return { code: 500, message: 'kdPoli Tidak sesuai dengan referensi sistem' };
}

/** docs/facts/pcare.md §4.4. */
export function registrationProblems(call: Call, body: JsonObject): FieldProblem[] {
  const problems = memberProblems(call, body);
  const tanggal = fromDayFirst(textAt(body, 'tglDaftar'));
  const poli = CLINIC_POLIS.find(({ kdPoli }) => kdPoli === textAt(body, 'kdPoli'));
  const kunjSakit = body['kunjSakit'];
  if (tanggal === null) problems.push(problem('tglDaftar', 'Format tanggal harus dd-MM-yyyy.'));
  else if (tanggal > wibDate(call.nowMs))
    problems.push(problem('tglDaftar', 'Tanggal daftar tidak boleh lebih dari hari ini.'));
  if (!/^[0-9A-Z]{8}$/.test(textAt(body, 'kdProviderPeserta')))
    problems.push(problem('kdProviderPeserta', 'Kode provider peserta tidak sesuai.'));
  if (typeof kunjSakit !== 'boolean' && kunjSakit !== 'true' && kunjSakit !== 'false')
    problems.push(problem('kunjSakit', 'kunjSakit harus diisi.'));
  else if (poli !== undefined && String(kunjSakit) !== String(poli.poliSakit))
    problems.push(problem('kunjSakit', 'Jenis kunjungan tidak sesuai dengan poli.'));
  if (!CARE_LEVELS.some(({ kdTkp }) => kdTkp === textAt(body, 'kdTkp')))
    problems.push(problem('kdTkp', 'kdTkp tidak sesuai.'));
  for (const field of VITALS_REGISTRATION)
    if (Number.isNaN(numberAt(body, field))) problems.push(problem(field, `${field} harus berupa angka.`));
  return problems;
}

/** 424 or 500 for codes that are not in the master data; null when all are known. */
export function unknownReferences(body: JsonObject, registrationPoli: string): Reply | null {
  const inList = <T>(rows: readonly T[], key: keyof T & string, code: string): boolean =>
    rows.some((row) => row[key] === code);
  const at = (key: string): string => textAt(body, key);
  const poli = at('kdPoli') === '' ? null : unknownPoli(registrationPoli);
  if (poli !== null) return poli;
  // docs/facts/pcare.md §11 [1].
  if (!inList(CLINIC_DOCTORS, 'kdDokter', at('kdDokter'))) return failedDependency('dokter tidak valid');
  for (const field of ['kdDiag1', 'kdDiag2', 'kdDiag3']) {
    const required = field === 'kdDiag1';
    if ((required || at(field) !== '') && findDiagnosis(at(field)) === undefined)
      return failedDependency(`${field} tidak valid`);
  }
  if (!inList(CONSCIOUSNESS, 'kdSadar', at('kdSadar'))) return failedDependency('kdSadar tidak valid');
  if (!inList([...DISCHARGE_OUTPATIENT, ...DISCHARGE_INPATIENT], 'kdStatusPulang', at('kdStatusPulang')))
    return failedDependency('kdStatusPulang tidak valid');
  if (!inList(PROGNOSES, 'kdPrognosa', at('kdPrognosa'))) return failedDependency('kdPrognosa tidak valid');
  for (const [field, kind] of [
    ['alergiMakan', '01'],
    ['alergiUdara', '02'],
    ['alergiObat', '03'],
  ] as const) {
    if (!inList(ALLERGIES[kind] ?? [], 'kdAlergi', at(field))) return failedDependency(`${field} tidak valid`);
  }
  const sub = textAt(objectAt(objectAt(body, 'rujukLanjut'), 'subSpesialis'), 'kdSubSpesialis1');
  const known =
    sub === '' || SPECIALTIES.some((specialty) => specialty.sub.some(({ kdSubSpesialis }) => kdSubSpesialis === sub));
  // docs/facts/pcare.md §11 [1].
  return known ? null : failedDependency('kodeSubSpesialis tidak valid');
}

/** Member, dates, texts and vitals of a visit, then TACC and referral, docs/facts/pcare.md §4.5 and §5. */
export function visitProblems(call: Call, body: JsonObject, tanggal: string | null): FieldProblem[] {
  return [
    ...memberProblems(call, body),
    ...dateProblems(call, body, tanggal),
    ...contentProblems(body),
    ...referralProblems(body),
    ...taccProblems(body),
  ];
}

function dateProblems(call: Call, body: JsonObject, tanggal: string | null): FieldProblem[] {
  const pulang = fromDayFirst(textAt(body, 'tglPulang'));
  if (tanggal === null) return [problem('tglDaftar', 'Format tanggal harus dd-MM-yyyy.')];
  if (pulang === null) return [problem('tglPulang', 'Format tanggal harus dd-MM-yyyy.')];
  // Not before the registration, not after today [1], docs/facts/pcare.md §4.5.
  if (pulang < tanggal) return [problem('tglPulang', 'Tanggal pulang tidak boleh kurang dari tanggal daftar.')];
  return pulang > wibDate(call.nowMs) ? [problem('tglPulang', 'Tanggal pulang tidak boleh lebih dari hari ini.')] : [];
}

function contentProblems(body: JsonObject): FieldProblem[] {
  const problems: FieldProblem[] = [];
  for (const field of ['keluhan', 'anamnesa', 'terapiObat', 'terapiNonObat', 'bmhp']) {
    if (textAt(body, field).trim() === '') problems.push(problem(field, `${field} harus diisi.`));
  }
  for (const field of VITALS_REGISTRATION) {
    if (!(numberAt(body, field) > 0)) problems.push(problem(field, `${field} harus lebih dari 0.`));
  }
  // Decimal comma in every sample, a point in one program [2+]: both are accepted, docs/facts/pcare.md §4.5.
  if (!/^\d{2}([.,]\d+)?$/.test(textAt(body, 'suhu').trim())) problems.push(problem('suhu', 'Suhu tidak sesuai.'));
  return problems;
}

function referralProblems(body: JsonObject): FieldProblem[] {
  const rujukLanjut = body['rujukLanjut'];
  const referred = textAt(body, 'kdStatusPulang') === '4';
  if (!isObject(rujukLanjut)) return [];
  if (!referred) return [problem('rujukLanjut', 'rujukLanjut hanya diisi untuk status pulang Rujuk Vertikal.')];
  const problems: FieldProblem[] = [];
  const { subSpesialis, khusus } = rujukLanjut;
  const estimated = fromDayFirst(textAt(rujukLanjut, 'tglEstRujuk'));
  const registered = fromDayFirst(textAt(body, 'tglDaftar'));
  if (estimated === null || (registered !== null && estimated < registered))
    problems.push(problem('tglEstRujuk', 'Tanggal estimasi rujuk tidak sesuai.'));
  if (!/^[0-9A-Z]{8}$/.test(textAt(rujukLanjut, 'kdppk')))
    problems.push(problem('kdppk', 'Kode PPK rujukan tidak sesuai.'));
  // Exactly one branch is filled [2+], docs/facts/pcare.md §5.
  if (isObject(subSpesialis) === isObject(khusus))
    problems.push(problem('rujukLanjut', 'Isi salah satu: subSpesialis atau khusus.'));
  if (isObject(khusus)) problems.push(...specialProblems(khusus));
  return problems;
}

function specialProblems(khusus: JsonObject): FieldProblem[] {
  const kdKhusus = textAt(khusus, 'kdKhusus');
  if (!SPECIAL_REFERRALS.some((special) => special.kdKhusus === kdKhusus))
    return [problem('kdKhusus', 'kdKhusus tidak sesuai.')];
  const missing = WITH_SUBSPECIALTY.includes(kdKhusus) && textAt(khusus, 'kdSubSpesialis') === '';
  return missing ? [problem('kdSubSpesialis', 'kdSubSpesialis harus diisi.')] : [];
}

/** Any non-specialist diagnosis with a vertical referral needs TACC 1–4 and its reason [2+], docs/facts/pcare.md §5. */
function taccProblems(body: JsonObject): FieldProblem[] {
  const kdTacc = numberAt(body, 'kdTacc');
  const alasan = textAt(body, 'alasanTacc');
  const rujukLanjut = objectAt(body, 'rujukLanjut');
  const special = isObject(rujukLanjut['khusus']);
  const flagged = ['kdDiag1', 'kdDiag2', 'kdDiag3'].some(
    (field) => findDiagnosis(textAt(body, field))?.nonSpesialis === true,
  );
  const needed = textAt(body, 'kdStatusPulang') === '4' && !special && flagged;
  if (![-1, 0, 1, 2, 3, 4].includes(kdTacc)) return [problem('kdTacc', 'kdTacc tidak sesuai.')];
  if (needed && kdTacc < 1) return [problem('kdTacc', 'Diagnosa non spesialistik harus disertai TACC.')];
  if (kdTacc < 1) return alasan === '' ? [] : [problem('alasanTacc', 'alasanTacc harus kosong.')];
  return isTaccReason(kdTacc, alasan, body) ? [] : [problem('alasanTacc', 'alasanTacc tidak sesuai.')];
}

function isTaccReason(kdTacc: number, alasan: string, body: JsonObject): boolean {
  if (kdTacc === 2) return AGE_REASONS.includes(alasan);
  if (kdTacc !== 3) return TIME_REASONS.includes(alasan);
  // `<kdDiag> - <nmDiag>` of one of the visit's diagnoses.
  return ['kdDiag1', 'kdDiag2', 'kdDiag3'].some((field) => {
    const known = findDiagnosis(textAt(body, field));
    return known !== undefined && alasan === `${known.kode} - ${known.nama}`;
  });
}
