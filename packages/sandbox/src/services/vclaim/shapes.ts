// How VClaim prints members, referrals and SEPs. Labels differ from call to call; each shape names its section.

import { objectAt, textAt, type JsonObject } from '../../json.ts';
import type { Call } from '../../kernel.ts';
import type { Person, Referral } from '../../population/index.ts';
import { findDiagnosis } from '../../reference/diagnoses.ts';
import { findHospitalDoctor, findPoli, subspesialisName } from '../../reference/hospital.ts';
import { ageText, wibDate } from '../../wib.ts';
import type { Sep } from './state.ts';

const CLASS_ROMAN = { '1': 'KELAS I', '2': 'KELAS II', '3': 'KELAS III' } as const;

/** P1/P2, docs/facts/vclaim.md §8.1. */
export function pesertaShape(person: Person, onDate: string, nowMs: number): JsonObject {
  return {
    cob: { nmAsuransi: null, noAsuransi: null, tglTAT: null, tglTMT: null },
    hakKelas: { keterangan: CLASS_ROMAN[person.hakKelas], kode: person.hakKelas },
    informasi: {
      dinsos: null,
      noSKTM: null,
      prolanisPRB: person.prb === '' ? null : `PRB : ${person.prb}`,
      eSEP: null,
    },
    jenisPeserta: { keterangan: person.jenisPeserta.keterangan, kode: person.jenisPeserta.kode },
    mr: { noMR: person.norm === '' ? null : person.norm, noTelepon: person.nomorHp === '' ? null : person.nomorHp },
    nama: person.nama,
    nik: person.nik,
    noKartu: person.nomorKartu,
    pisa: person.hubunganKeluarga === 'Peserta' ? '1' : '4',
    provUmum: { kdProvider: person.fktp.kode, nmProvider: person.fktp.nama },
    sex: person.jenisKelamin,
    statusPeserta: { keterangan: person.status.keterangan, kode: person.status.kode },
    tglCetakKartu: person.mulaiAktif,
    tglLahir: person.tanggalLahir,
    tglTAT: '2050-12-31',
    tglTMT: person.mulaiAktif,
    umur: {
      umurSaatPelayanan: ageText(person.tanggalLahir, onDate),
      umurSekarang: ageText(person.tanggalLahir, wibDate(nowMs)),
    },
  };
}

/** R1–R6, docs/facts/vclaim.md §8.1. */
export function rujukanShape(call: Call, referral: Referral): JsonObject {
  const person = call.world.people.byCard(referral.nomorKartu);
  return {
    noKunjungan: referral.nomorRujukan,
    tglKunjungan: referral.tanggal,
    provPerujuk: { kode: referral.perujuk.kode, nama: referral.perujuk.nama },
    peserta: person === undefined ? null : pesertaShape(person, wibDate(call.nowMs), call.nowMs),
    diagnosa: { kode: referral.diagnosa.kode, nama: referral.diagnosa.nama },
    keluhan: referral.keluhan,
    poliRujukan: { kode: referral.poli, nama: findPoli(referral.poli)?.nama ?? '' },
    pelayanan: { kode: '2', nama: 'Rawat Jalan' },
  };
}

const orDash = (text: string): string => (text === '' ? '-' : text);
export const poliName = (code: string): string =>
  code === '' ? '' : subspesialisName(code) || (findPoli(code)?.nama ?? code);
export const diagnosisName = (code: string): string => findDiagnosis(code)?.nama ?? code;
const diagnosisText = (code: string): string => `${code} - ${diagnosisName(code)}`;

export function sepPeserta(person: Person | undefined, fields: JsonObject, kelamin: 'long' | 'short'): JsonObject {
  const long = person?.jenisKelamin === 'P' ? 'Perempuan' : 'Laki-Laki';
  return {
    asuransi: kelamin === 'long' ? '-' : null,
    hakKelas: `Kelas ${person?.hakKelas ?? '3'}`,
    jnsPeserta: person?.jenisPeserta.keterangan ?? '',
    kelamin: kelamin === 'long' ? long : (person?.jenisKelamin ?? ''),
    nama: person?.nama ?? '',
    noKartu: textAt(fields, 'noKartu'),
    noMr: textAt(fields, 'noMR'),
    tglLahir: person?.tanggalLahir ?? '',
  };
}

/** S1, docs/facts/vclaim.md §8.1: codes echo the request, labels are text, `assestmenPel` is spelled as it is. */
export function issuedShape(call: Call, nomorSep: string, fields: JsonObject): JsonObject {
  const at = (key: string): string => textAt(fields, key);
  const poli = textAt(objectAt(fields, 'poli'), 'tujuan').toUpperCase();
  const inpatient = at('jnsPelayanan') === '1';
  return {
    assestmenPel: at('assesmentPel'),
    catatan: orDash(at('catatan')),
    diagnosa: diagnosisText(at('diagAwal')),
    flagProcedure: at('flagProcedure'),
    informasi: { dinsos: null, eSEP: 'True', noSKTM: null, prolanisPRB: null },
    jnsPelayanan: inpatient ? 'R.Inap' : 'R.Jalan',
    kdPenunjang: at('kdPenunjang'),
    kdPoli: poli,
    kelasRawat: inpatient ? textAt(objectAt(fields, 'klsRawat'), 'klsRawatHak') : '-',
    noRujukan: textAt(objectAt(fields, 'rujukan'), 'noRujukan'),
    noSep: nomorSep,
    penjamin: '-',
    peserta: sepPeserta(call.world.people.byCard(at('noKartu')), fields, 'long'),
    poli: poliName(poli),
    poliEksekutif: textAt(objectAt(fields, 'poli'), 'eksekutif') === '1' ? 'Ya' : 'Tidak',
    tglSep: at('tglSep'),
    tujuanKunj: at('tujuanKunj'),
  };
}

/** Codes [A] of docs/facts/vclaim.md §4.6; only the first name was seen. */
const ACCIDENTS: Readonly<Record<string, string>> = {
  '0': 'Bukan Kecelakaan',
  '1': 'Kecelakaan Lalu Lintas',
  '2': 'Kecelakaan Lalu Lintas dan Kecelakaan Kerja',
  '3': 'Kecelakaan Kerja',
};
const PURPOSES: Readonly<Record<string, string>> = { '0': 'Normal', '1': 'Prosedur', '2': 'Konsul Dokter' };
const orNull = (text: string): string | null => (text === '' ? null : text);
/** Empty choices appear as code "0" [A], docs/facts/vclaim.md §8.1. */
const choice = (code: string, names: Readonly<Record<string, string>> = {}): JsonObject => ({
  kode: code === '' ? '0' : code,
  nama: names[code === '' ? '0' : code] ?? '',
});

/** S4 and R8, docs/facts/vclaim.md §8.1. It does not say whether a stay is closed. */
export function detailShape(call: Call, sep: Sep): JsonObject {
  const { fields } = sep;
  const at = (key: string): string => textAt(fields, key);
  const jaminan = objectAt(fields, 'jaminan');
  const penjamin = objectAt(jaminan, 'penjamin');
  const place = objectAt(objectAt(penjamin, 'suplesi'), 'lokasiLaka');
  const kelas = objectAt(fields, 'klsRawat');
  const doctor = findHospitalDoctor(at('dpjpLayan'));
  const accident = textAt(jaminan, 'lakaLantas') || '0';
  return {
    noSep: sep.nomorSep,
    tglSep: sep.tanggal,
    jnsPelayanan: sep.jnsPelayanan === '1' ? 'Rawat Inap' : 'Rawat Jalan',
    kelasRawat: `Kelas ${textAt(kelas, 'klsRawatHak') || '3'}`,
    diagnosa: diagnosisName(at('diagAwal')),
    noRujukan: sep.nomorRujukan,
    poli: poliName(sep.poli),
    poliEksekutif: textAt(objectAt(fields, 'poli'), 'eksekutif') || '0',
    catatan: orDash(at('catatan')),
    penjamin: null,
    kdStatusKecelakaan: accident,
    nmstatusKecelakaan: ACCIDENTS[accident] ?? '',
    lokasiKejadian: {
      kdKab: orNull(textAt(place, 'kdKabupaten')),
      kdKec: orNull(textAt(place, 'kdKecamatan')),
      kdProp: orNull(textAt(place, 'kdPropinsi')),
      ketKejadian: orNull(textAt(penjamin, 'keterangan')),
      lokasi: null,
      tglKejadian: orNull(textAt(penjamin, 'tglKejadian')),
    },
    dpjp: { kdDPJP: at('dpjpLayan') || '0', nmDPJP: doctor?.nama ?? null },
    peserta: sepPeserta(call.world.people.byCard(sep.nomorKartu), { ...fields, noKartu: sep.nomorKartu }, 'short'),
    klsRawat: {
      klsRawatHak: orNull(textAt(kelas, 'klsRawatHak')),
      klsRawatNaik: orNull(textAt(kelas, 'klsRawatNaik')),
      pembiayaan: orNull(textAt(kelas, 'pembiayaan')),
      penanggungJawab: orNull(textAt(kelas, 'penanggungJawab')),
    },
    kontrol: kontrolShape(fields),
    cob: textAt(objectAt(fields, 'cob'), 'cob') || '0',
    katarak: textAt(objectAt(fields, 'katarak'), 'katarak') || '0',
    tujuanKunj: choice(at('tujuanKunj'), PURPOSES),
    flagProcedure: choice(at('flagProcedure')),
    kdPenunjang: choice(at('kdPenunjang')),
    assestmenPel: choice(at('assesmentPel')),
    informasi: null,
    eSEP: 'True',
  };
}

function kontrolShape(fields: JsonObject): JsonObject {
  const skdp = objectAt(fields, 'skdp');
  const kodeDpjp = textAt(skdp, 'kodeDPJP');
  return {
    kdDokter: kodeDpjp === '' ? '0' : kodeDpjp,
    nmDokter: findHospitalDoctor(kodeDpjp)?.nama ?? null,
    noSurat: orNull(textAt(skdp, 'noSurat')),
  };
}

/** An out-patient SEP shows its own day; an open stay shows null [U], docs/facts/vclaim.md §8.1. */
export function dischargeDate(sep: Sep): string | null {
  if (sep.pulang !== null) return textAt(sep.pulang, 'tglPulang');
  return sep.jnsPelayanan === '1' ? null : sep.tanggal;
}
