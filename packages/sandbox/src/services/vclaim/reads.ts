// VClaim reads: members, referrals, monitoring, fingerprint, control letters, references. All are state, none is a fixture.

import { textAt, type Json, type JsonObject } from '../../json.ts';
import { answer, refuse, type Call, type Reply } from '../../kernel.ts';
import type { ControlLetter, Person, Referral } from '../../population/index.ts';
import { searchDiagnoses } from '../../reference/diagnoses.ts';
import { doctorsOf, findHospitalDoctor, POLIS } from '../../reference/hospital.ts';
import { isDate } from '../../wib.ts';
import { detailShape, dischargeDate, diagnosisName, pesertaShape, poliName, rujukanShape } from './shapes.ts';
import type { Sep } from './state.ts';
import { TEXTS } from './texts.ts';
import { STANDARD_FACILITIES as FACILITIES } from '../../world/facilities.ts';

const listOr = (key: string, rows: readonly Json[], empty: string = TEXTS.noData): Reply =>
  rows.length === 0 ? refuse(empty) : answer({ [key]: rows });

function peserta(call: Call, person: Person | undefined): Reply {
  const date = call.params['tglSep'] ?? '';
  if (person === undefined) return refuse(TEXTS.unknownCard);
  return isDate(date) ? answer({ peserta: pesertaShape(person, date, call.nowMs) }) : refuse(TEXTS.badDate);
}

export const pesertaByCard = (call: Call): Reply =>
  peserta(call, call.world.people.byCard(call.params['noKartu'] ?? ''));
export const pesertaByNik = (call: Call): Reply => peserta(call, call.world.people.byNik(call.params['nik'] ?? ''));

/** `asalFaskes` beside `rujukan` [B], docs/facts/vclaim.md §4.2. */
function rujukan(call: Call, referral: Referral | undefined): Reply {
  if (referral === undefined) return refuse(TEXTS.noReferral);
  return answer({ asalFaskes: referral.asal, rujukan: rujukanShape(call, referral) });
}

export const rujukanByNumber =
  (asal: '1' | '2') =>
  (call: Call): Reply => {
    const referral = call.world.referrals.find(call.params['noRujukan'] ?? '');
    return rujukan(call, referral?.asal === asal ? referral : undefined);
  };

const referralsOf = (call: Call, asal: '1' | '2'): readonly Referral[] =>
  call.world.referrals.ofCard(call.params['noKartu'] ?? '').filter((referral) => referral.asal === asal);

export const latestRujukan =
  (asal: '1' | '2') =>
  (call: Call): Reply =>
    rujukan(call, referralsOf(call, asal)[0]);

export const listRujukan =
  (asal: '1' | '2') =>
  (call: Call): Reply => {
    const rows = referralsOf(call, asal).map((referral) => rujukanShape(call, referral));
    return rows.length === 0 ? refuse(TEXTS.noReferral) : answer({ asalFaskes: asal, rujukan: rows });
  };

function sepsOnReferral(call: Call): readonly Sep[] | null {
  const nomor = call.params['noRujukan'] ?? '';
  const referral = call.world.referrals.find(nomor);
  const card = referral?.nomorKartu ?? call.world.sep.find(nomor)?.nomorKartu;
  return card === undefined ? null : call.world.sep.onReferral(card, nomor);
}

/** R7: a string [A], docs/facts/vclaim.md §4.2. */
export function countSeps(call: Call): Reply {
  const seps = sepsOnReferral(call);
  return seps === null ? refuse(TEXTS.noReferral) : answer({ jumlahSEP: String(seps.length) });
}

export function lastSep(call: Call): Reply {
  const last = sepsOnReferral(call)
    ?.toSorted((a, b) => a.tanggal.localeCompare(b.tanggal) || a.seq - b.seq)
    .at(-1);
  return last === undefined ? refuse(TEXTS.noData) : answer(detailShape(call, last));
}

/** M1: labels as text, bare ICD code, poli null for in-patients [A], docs/facts/vclaim.md §4.10. */
export function monitoringKunjungan(call: Call): Reply {
  const { tanggal = '', jnsPelayanan = '' } = call.params;
  const rows = call.world.sep
    .onDay(call.facility.kodePpk, tanggal)
    .filter((sep) => sep.jnsPelayanan === jnsPelayanan)
    .map((sep) => ({
      diagnosa: textAt(sep.fields, 'diagAwal'),
      jnsPelayanan: sep.jnsPelayanan === '1' ? 'R.Inap' : 'R.Jalan',
      kelasRawat: call.world.people.byCard(sep.nomorKartu)?.hakKelas ?? '3',
      nama: call.world.people.byCard(sep.nomorKartu)?.nama ?? '',
      noKartu: sep.nomorKartu,
      noSep: sep.nomorSep,
      noRujukan: sep.nomorRujukan,
      poli: sep.jnsPelayanan === '1' ? null : sep.poli,
      tglPlgSep: dischargeDate(sep),
      tglSep: sep.tanggal,
    }));
  return listOr('sep', rows);
}

const CLAIM_TEXTS = { none: '', '1': 'Proses Verifikasi', '2': 'Pending Verifikasi', '3': 'Klaim' } as const;

/** M2: by discharge date; claim states move only by sandbox control, docs/facts/vclaim.md §8.2. */
export function monitoringKlaim(call: Call): Reply {
  const { tanggal = '', jnsPelayanan = '', status = '' } = call.params;
  const rows: JsonObject[] = [];
  for (const sep of call.world.sep.all()) {
    const fits = sep.claim === status && sep.kodePpk === call.facility.kodePpk && sep.jnsPelayanan === jnsPelayanan;
    if (!fits || sep.deleted !== null || dischargeDate(sep) !== tanggal) continue;
    rows.push({
      Inacbg: { kode: 'Q-5-44-0', nama: 'PENYAKIT KRONIS KECIL LAIN-LAIN' },
      biaya: { byPengajuan: '190000', bySetujui: '0', byTarifGruper: '190000', byTarifRS: '210000', byTopup: '0' },
      kelasRawat: call.world.people.byCard(sep.nomorKartu)?.hakKelas ?? '3',
      noFPK: '',
      noSEP: sep.nomorSep,
      peserta: {
        nama: call.world.people.byCard(sep.nomorKartu)?.nama ?? '',
        noKartu: sep.nomorKartu,
        noMR: textAt(sep.fields, 'noMR'),
      },
      poli: poliName(sep.poli),
      status: CLAIM_TEXTS[sep.claim],
      tglPulang: dischargeDate(sep),
      tglSep: sep.tanggal,
    });
  }
  return listOr('klaim', rows);
}

/** M3: history of a member over all facilities; `ppkPelayanan` is the facility's name [A], docs/facts/vclaim.md §4.10. */
export function historiPelayanan(call: Call): Reply {
  const { noKartu = '', tglMulai = '', tglAkhir = '' } = call.params;
  const rows = call.world.sep
    .ofCard(noKartu)
    .filter((sep) => sep.tanggal >= tglMulai && sep.tanggal <= tglAkhir)
    .map((sep) => ({
      diagnosa: `${textAt(sep.fields, 'diagAwal')} - ${diagnosisName(textAt(sep.fields, 'diagAwal'))}`,
      jnsPelayanan: sep.jnsPelayanan,
      kelasRawat:
        sep.jnsPelayanan === '1' ? `Kelas ${call.world.people.byCard(sep.nomorKartu)?.hakKelas ?? '3'}` : null,
      namaPeserta: call.world.people.byCard(sep.nomorKartu)?.nama ?? '',
      noKartu: sep.nomorKartu,
      noSep: sep.nomorSep,
      noRujukan: sep.nomorRujukan,
      poli: sep.jnsPelayanan === '1' ? null : poliName(sep.poli),
      ppkPelayanan: sep.kodePpk === call.facility.kodePpk ? call.facility.nama : sep.kodePpk,
      tglPlgSep: dischargeDate(sep),
      tglSep: sep.tanggal,
    }));
  return listOr('histori', rows);
}

/** M4: the sandbox insures no accidents. */
export const monitoringJasaRaharja = (): Reply => refuse(TEXTS.noData);

/** S15: metaData is 200 in both cases [A], docs/facts/vclaim.md §4.5. */
export function fingerprintStatus(call: Call): Reply {
  const { noKartu = '', tglPelayanan = '' } = call.params;
  const person = call.world.people.byCard(noKartu);
  if (person === undefined) return refuse(TEXTS.unknownCard);
  return call.world.fingerprints.isValidated(person, tglPelayanan)
    ? answer({ kode: '1', status: 'Peserta telah melakukan validasi finger print' })
    : answer({ kode: '0', status: TEXTS.noFingerprint });
}

function letterUsed(call: Call, letter: ControlLetter): boolean {
  return call.world.sep
    .ofCard(letter.nomorKartu)
    .some((sep) => sep.nomorSurat.toUpperCase() === letter.nomorSurat.toUpperCase());
}

/** C9; `sep` is null for an SPRI [A], docs/facts/vclaim.md §4.7. */
export function controlLetter(call: Call): Reply {
  const letter = call.world.letters.find(call.params['noSuratKontrol'] ?? '');
  if (letter === undefined) return refuse(TEXTS.noData);
  const doctor = findHospitalDoctor(letter.kodeDokter);
  return answer({
    noSuratKontrol: letter.nomorSurat,
    tglRencanaKontrol: letter.tanggalRencana,
    tglTerbit: letter.tanggalTerbit,
    jnsKontrol: letter.jenis,
    poliTujuan: letter.poli,
    namaPoliTujuan: poliName(letter.poli),
    kodeDokter: letter.kodeDokter,
    namaDokter: doctor?.nama ?? '',
    flagKontrol: 'False',
    kodeDokterPembuat: letter.kodeDokter,
    namaDokterPembuat: doctor?.nama ?? '',
    namaJnsKontrol: letter.jenis === '1' ? 'SPRI' : 'Kontrol',
    sep: letterSep(call, letter),
    formPRB: null,
  });
}

/** C8 inside C9: the stay the letter comes from, with its referral. */
function letterSep(call: Call, letter: ControlLetter): JsonObject | null {
  const sep = call.world.sep.find(letter.nomorSepAsal);
  const person = call.world.people.byCard(letter.nomorKartu);
  if (letter.jenis === '1' || sep === undefined || person === undefined) return null;
  const referral = call.world.referrals.find(sep.nomorRujukan);
  const diagnosis = textAt(sep.fields, 'diagAwal');
  return {
    noSep: sep.nomorSep,
    tglSep: sep.tanggal,
    jnsPelayanan: sep.jnsPelayanan === '1' ? 'Rawat Inap' : 'Rawat Jalan',
    poli: `${sep.poli} - ${poliName(sep.poli)}`,
    diagnosa: `${diagnosis} - ${diagnosisName(diagnosis)}`,
    peserta: {
      noKartu: person.nomorKartu,
      nama: person.nama,
      tglLahir: person.tanggalLahir,
      kelamin: person.jenisKelamin,
      hakKelas: '-',
    },
    provUmum: { kdProvider: person.fktp.kode, nmProvider: person.fktp.nama },
    provPerujuk: {
      kdProviderPerujuk: referral?.perujuk.kode ?? '',
      nmProviderPerujuk: referral?.perujuk.nama ?? '',
      asalRujukan: referral?.asal ?? '2',
      noRujukan: sep.nomorRujukan,
      tglRujukan: referral?.tanggal ?? '',
    },
  };
}

/** C10: letters of a card in a month, by entry date (filter 1) or planned date (filter 2) [A]. */
export function listControlLetters(call: Call): Reply {
  const { bulan = '', tahun = '', noKartu = '', filter = '' } = call.params;
  const month = `${tahun}-${bulan.padStart(2, '0')}`;
  const rows = call.world.letters
    .ofCard(noKartu)
    .filter((letter) => (filter === '1' ? letter.tanggalTerbit : letter.tanggalRencana).startsWith(month))
    .map((letter) => letterRow(call, letter));
  return listOr('list', rows);
}

function letterRow(call: Call, letter: ControlLetter): JsonObject {
  const sep = call.world.sep.find(letter.nomorSepAsal);
  return {
    noSuratKontrol: letter.nomorSurat,
    jnsPelayanan: letter.jenis === '1' ? 'Rawat Inap' : 'Rawat Jalan',
    jnsKontrol: letter.jenis,
    namaJnsKontrol: letter.jenis === '1' ? 'SPRI' : 'Surat Kontrol',
    tglRencanaKontrol: letter.tanggalRencana,
    tglTerbitKontrol: letter.tanggalTerbit,
    noSepAsalKontrol: letter.nomorSepAsal,
    poliAsal: sep?.poli ?? '',
    namaPoliAsal: poliName(sep?.poli ?? ''),
    poliTujuan: letter.poli,
    namaPoliTujuan: poliName(letter.poli),
    tglSEP: sep?.tanggal ?? null,
    kodeDokter: letter.kodeDokter,
    namaDokter: findHospitalDoctor(letter.kodeDokter)?.nama ?? '',
    noKartu: letter.nomorKartu,
    nama: call.world.people.byCard(letter.nomorKartu)?.nama ?? '',
    terbitSEP: letterUsed(call, letter) ? 'Sudah' : 'Belum',
  };
}

/** C13: all strings [A], docs/facts/vclaim.md §8.1. */
export function practiceSchedule(call: Call): Reply {
  const rows = doctorsOf(call.params['kdPoli'] ?? '').flatMap((doctor) =>
    doctor.sesi.map((sesi) => ({
      kodeDokter: String(doctor.kode),
      namaDokter: doctor.nama,
      jadwalPraktek: `${sesi.buka} - ${sesi.tutup}`,
      kapasitas: String(sesi.kapasitas),
    })),
  );
  return listOr('list', rows);
}

export function referenceDiagnoses(call: Call): Reply {
  const rows = searchDiagnoses(call.params['kata'] ?? '').map(({ kode, nama }) => ({
    kode,
    nama: `${kode} - ${nama}`,
  }));
  return listOr('diagnosa', rows);
}

export function referencePolis(call: Call): Reply {
  const word = (call.params['kata'] ?? '').toLowerCase();
  const rows = POLIS.filter(({ kode, nama }) => kode.toLowerCase() === word || nama.toLowerCase().includes(word));
  return listOr(
    'poli',
    rows.map(({ kode, nama }) => ({ kode, nama })),
  );
}

/** 1 FKTP, 2 FKRTL. */
export function referenceFacilities(call: Call): Reply {
  const { kata = '', jenis = '' } = call.params;
  const word = kata.toLowerCase();
  const rows = FACILITIES.filter(
    ({ kodePpk, nama, jenis: own }) =>
      own === (jenis === '1' ? 'fktp' : 'fkrtl') &&
      (kodePpk.toLowerCase() === word || nama.toLowerCase().includes(word)),
  );
  return listOr(
    'faskes',
    rows.map(({ kodePpk, nama }) => ({ kode: kodePpk, nama })),
  );
}

export function referenceDoctors(call: Call): Reply {
  const rows = doctorsOf(call.params['spesialis'] ?? '').map(({ kode, nama }) => ({ kode: String(kode), nama }));
  return listOr('list', rows);
}
