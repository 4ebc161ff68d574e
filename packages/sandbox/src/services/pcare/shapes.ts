// How PCare prints members, registrations and visits (docs/facts/pcare.md §4.9), its refusals and its pages.

import { numberAt, textAt, type Json, type JsonObject } from '../../json.ts';
import type { Call, Reply } from '../../kernel.ts';
import type { Person } from '../../population/index.ts';
import {
  CARE_LEVELS,
  CLINIC_DOCTORS,
  CLINIC_POLIS,
  CONSCIOUSNESS,
  DISCHARGE_INPATIENT,
  DISCHARGE_OUTPATIENT,
} from '../../reference/clinic.ts';
import { findDiagnosis } from '../../reference/diagnoses.ts';
import { toDayFirst } from '../../wib.ts';
import type { PcareVisit, Registration } from './state.ts';

export interface FieldProblem {
  readonly field: string;
  readonly message: string;
}

/** 412 with every failing field in one plain array [2+], docs/facts/pcare.md §11. */
export function precondition(problems: readonly FieldProblem[]): Reply {
  return {
    code: 412,
    message: 'PRECONDITION_FAILED',
    response: problems.map(({ field, message }) => ({ field, message })),
  };
}

/** 424: a code is not from the master data [1], docs/facts/pcare.md §11; its wording is not known, `dokter tidak valid` is [1]. */
export const failedDependency = (message: string): Reply => ({ code: 424, message });

/** Nothing found [1], docs/facts/pcare.md §11. */
export const noContent = (): Reply => ({ code: 204, message: 'NO_CONTENT' });

export const ok = (response: Json): Reply => ({ code: 200, message: 'OK', response });

/** `{start}/{limit}`: a row offset counted from 0 and a page size; count is the total [2+], docs/facts/pcare.md §3. */
export function paged(call: Call, rows: readonly Json[]): Reply {
  const start = Math.max(0, Number(call.params['start'] ?? '0') || 0);
  const limit = Math.max(0, Number(call.params['limit'] ?? '0') || 0);
  const page = rows.slice(start, start + limit);
  return page.length === 0 ? noContent() : ok({ count: rows.length, list: page });
}

export const counted = (rows: readonly Json[]): Reply =>
  rows.length === 0 ? noContent() : ok({ count: rows.length, list: rows });

export function memberShape(person: Person): JsonObject {
  return {
    noKartu: person.nomorKartu,
    nama: person.nama,
    hubunganKeluarga: person.hubunganKeluarga,
    sex: person.jenisKelamin,
    tglLahir: toDayFirst(person.tanggalLahir),
    tglMulaiAktif: toDayFirst(person.mulaiAktif),
    tglAkhirBerlaku: '01-01-2050',
    kdProviderPst: { kdProvider: person.fktp.kode, nmProvider: person.fktp.nama },
    kdProviderGigi: { kdProvider: null, nmProvider: null },
    jnsKelas: { nama: `KELAS ${'I'.repeat(Number(person.hakKelas))}`, kode: person.hakKelas },
    jnsPeserta: { nama: person.jenisPeserta.keterangan, kode: person.jenisPeserta.kode },
    golDarah: '0',
    noHP: person.nomorHp,
    noKTP: person.nik,
    pstProl: person.prolanis,
    pstPrb: person.prb,
    aktif: person.status.kode === '0',
    ketAktif: person.status.keterangan,
    asuransi: { kdAsuransi: null, nmAsuransi: null, noAsuransi: null, cob: false },
    tunggakan: person.tunggakanBulan,
  };
}

/** In lists most member fields are null and `aktif` is false [2+], docs/facts/pcare.md §4.4. */
function briefMember(person: Person | undefined, nomorKartu: string): JsonObject {
  const blank = Object.fromEntries(
    [
      'hubunganKeluarga',
      'tglMulaiAktif',
      'tglAkhirBerlaku',
      'kdProviderPst',
      'kdProviderGigi',
      'jnsKelas',
      'jnsPeserta',
      'golDarah',
      'noHP',
      'noKTP',
      'ketAktif',
      'asuransi',
    ].map((key) => [key, null]),
  );
  return {
    ...blank,
    noKartu: nomorKartu,
    nama: person?.nama ?? '',
    sex: person?.jenisKelamin ?? '',
    tglLahir: person === undefined ? '' : toDayFirst(person.tanggalLahir),
    aktif: false,
  };
}

const poliOf = (kdPoli: string): (typeof CLINIC_POLIS)[number] | undefined =>
  CLINIC_POLIS.find((poli) => poli.kdPoli === kdPoli);
const vital = (fields: JsonObject, key: string): number => numberAt(fields, key) || 0;

function registrationCore({ fields, noUrut, tanggal, status }: Registration): JsonObject {
  const kdTkp = textAt(fields, 'kdTkp');
  return {
    noUrut,
    tgldaftar: toDayFirst(tanggal),
    keluhan: textAt(fields, 'keluhan'),
    status,
    sistole: vital(fields, 'sistole'),
    diastole: vital(fields, 'diastole'),
    beratBadan: vital(fields, 'beratBadan'),
    tinggiBadan: vital(fields, 'tinggiBadan'),
    respRate: vital(fields, 'respRate'),
    heartRate: vital(fields, 'heartRate'),
    tkp: { kdTkp, nmTkp: CARE_LEVELS.find((level) => level.kdTkp === kdTkp)?.nmTkp ?? '' },
  };
}

export function registrationRow(call: Call, registration: Registration): JsonObject {
  const { nomorKartu, kdPoli, fields } = registration;
  return {
    ...registrationCore(registration),
    providerPelayanan: null,
    peserta: briefMember(call.world.people.byCard(nomorKartu), nomorKartu),
    poli: { kdPoli, nmPoli: poliOf(kdPoli)?.nmPoli ?? '', poliSakit: poliOf(kdPoli)?.poliSakit ?? true },
    kunjSakit: textAt(fields, 'kunjSakit') === 'true',
  };
}

/** One registration: full member, provider filled, no kunjSakit [2+], docs/facts/pcare.md §4.9. */
export function registrationShape(call: Call, registration: Registration): JsonObject {
  const { nomorKartu, kdPoli } = registration;
  const person = call.world.people.byCard(nomorKartu);
  return {
    ...registrationCore(registration),
    providerPelayanan: { kdProvider: call.facility.kodePpk, nmProvider: call.facility.nama },
    peserta: person === undefined ? briefMember(person, nomorKartu) : memberShape(person),
    poli: { kdPoli, nmPoli: poliOf(kdPoli)?.nmPoli ?? '' },
  };
}

function diagnosisShape(kdDiag: string): JsonObject {
  const known = findDiagnosis(kdDiag);
  return {
    kdDiag: kdDiag === '' ? null : kdDiag,
    nmDiag: known?.nama ?? null,
    nonSpesialis: known?.nonSpesialis ?? false,
  };
}

export const dischargeName = (code: string): string =>
  [...DISCHARGE_OUTPATIENT, ...DISCHARGE_INPATIENT].find(({ kdStatusPulang }) => kdStatusPulang === code)
    ?.nmStatusPulang ?? '';

/** A visit of the history [2+], docs/facts/pcare.md §4.9. */
export function visitRow(call: Call, visit: PcareVisit): JsonObject {
  const { fields } = visit;
  const at = (key: string): string => textAt(fields, key);
  const person = call.world.people.byCard(visit.nomorKartu);
  const internal = at('kdPoliRujukInternal');
  return {
    noKunjungan: visit.nomorKunjungan,
    tglKunjungan: toDayFirst(visit.tanggal),
    providerPelayanan: {
      kdProvider: visit.kodePpk,
      nmProvider: visit.kodePpk === call.facility.kodePpk ? call.facility.nama : visit.kodePpk,
    },
    peserta: { ...briefMember(person, visit.nomorKartu), hubunganKeluarga: person?.hubunganKeluarga ?? null },
    poli: {
      kdPoli: visit.kdPoli,
      nmPoli: poliOf(visit.kdPoli)?.nmPoli ?? '',
      poliSakit: poliOf(visit.kdPoli)?.poliSakit ?? true,
    },
    progProlanis: { kdProgram: '', nmProgram: '' },
    keluhan: at('keluhan'),
    diagnosa1: diagnosisShape(at('kdDiag1')),
    diagnosa2: diagnosisShape(at('kdDiag2')),
    diagnosa3: diagnosisShape(at('kdDiag3')),
    kesadaran: {
      kdSadar: at('kdSadar'),
      nmSadar: CONSCIOUSNESS.find(({ kdSadar }) => kdSadar === at('kdSadar'))?.nmSadar ?? '',
    },
    sistole: vital(fields, 'sistole'),
    diastole: vital(fields, 'diastole'),
    beratBadan: vital(fields, 'beratBadan'),
    tinggiBadan: vital(fields, 'tinggiBadan'),
    respRate: vital(fields, 'respRate'),
    heartRate: vital(fields, 'heartRate'),
    catatan: '',
    rujukBalik: 0,
    providerAsalRujuk: { kdProvider: '', nmProvider: null },
    providerRujukLanjut: { kdProvider: textAt(fields['rujukLanjut'], 'kdppk'), nmProvider: null },
    pemFisikLain: '',
    dokter: {
      kdDokter: at('kdDokter'),
      nmDokter: CLINIC_DOCTORS.find(({ kdDokter }) => kdDokter === at('kdDokter'))?.nmDokter ?? '',
    },
    statusPulang: { kdStatusPulang: at('kdStatusPulang'), nmStatusPulang: dischargeName(at('kdStatusPulang')) },
    tkp: { kdTkp: '10', nmTkp: 'RJTP' },
    poliRujukInternal: {
      kdPoli: internal === '' ? null : internal,
      nmPoli: poliOf(internal)?.nmPoli ?? null,
      poliSakit: poliOf(internal)?.poliSakit ?? null,
    },
    poliRujukLanjut: { kdPoli: null, nmPoli: null, poliSakit: null },
    tglPulang: at('tglPulang'),
  };
}
