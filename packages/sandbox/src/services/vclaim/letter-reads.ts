// Reading control letters and admission orders (C8–C13), docs/facts/vclaim.md §4.7.

import { textAt, type JsonObject } from '../../json.ts';
import { answer, refuse, type Call, type Reply } from '../../kernel.ts';
import { doctorsOf, findHospitalDoctor, findPoli, POLIS } from '../../reference/hospital.ts';
import { isDate } from '../../wib.ts';
import { capacityOf, isUsed } from './letter-rules.ts';
import type { HeldLetter } from './letter-state.ts';
import { listOr, spanProblem } from './lists.ts';
import { ownSep } from './own-sep.ts';
import { diagnosisName, poliName } from './shapes.ts';
import type { Sep } from './state.ts';
import { TEXTS } from './texts.ts';

/** C8: only SEPs of the own facility. */
export function sepForLetter(call: Call): Reply {
  const sep = ownSep(call, call.params['noSep'] ?? '');
  const shape = sep === undefined ? null : originShape(call, sep);
  return shape === null ? refuse(TEXTS.noData) : answer(shape);
}

/** The SEP a letter comes from, with its referral [A], docs/facts/vclaim.md §8.1. */
function originShape(call: Call, sep: Sep): JsonObject | null {
  const person = call.world.people.byCard(sep.nomorKartu);
  if (person === undefined) return null;
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

/** C9; `sep` is null for an admission order [A]. */
export function findLetter(call: Call): Reply {
  const letter = call.world.letters.find(call.params['noSuratKontrol'] ?? '');
  if (letter === undefined) return refuse(TEXTS.noData);
  const doctor = findHospitalDoctor(letter.kodeDokter);
  const sep = letter.jenis === '1' ? undefined : call.world.sep.find(letter.nomorSepAsal);
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
    sep: sep === undefined ? null : originShape(call, sep),
    formPRB: letter.formPrb,
  });
}

/** C10: letters of a card in a month, by entry date (filter 1) or planned date (filter 2) [A]. */
export function listOfCard(call: Call): Reply {
  const { bulan = '', tahun = '', noKartu = '', filter = '' } = call.params;
  const month = `${tahun}-${bulan.padStart(2, '0')}`;
  const rows = call.world.letters
    .ofCard(noKartu)
    .filter((letter) => dayBy(filter, letter).startsWith(month))
    .map((letter) => ({ ...letterRow(call, letter), terbitSEP: isUsed(call, letter) ? 'Sudah' : 'Belum' }));
  return listOr('list', rows);
}

/** C11: the facility's letters in a span of days; does not say which are used [A]. */
export function listOfDays(call: Call): Reply {
  const { tglAwal = '', tglAkhir = '', filter = '' } = call.params;
  const problem = spanProblem(call, tglAwal, tglAkhir);
  if (problem !== null) return refuse(problem);
  const rows = call.world.letters
    .ofFacility(call.facility.kodePpk)
    .filter((letter) => dayBy(filter, letter) >= tglAwal && dayBy(filter, letter) <= tglAkhir)
    .map((letter) => letterRow(call, letter));
  return listOr('list', rows);
}

const dayBy = (filter: string, letter: HeldLetter): string =>
  filter === '1' ? letter.tanggalTerbit : letter.tanggalRencana;

function letterRow(call: Call, letter: HeldLetter): JsonObject {
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
  };
}

/** C12: `nomor` is a card for admission orders, a SEP for control letters; all strings [A], docs/facts/vclaim.md §8.1. */
export function capacities(call: Call): Reply {
  const { jnsKontrol = '', nomor = '', tglRencanaKontrol = '' } = call.params;
  if (!isDate(tglRencanaKontrol)) return refuse(TEXTS.badDate);
  const { people, sep, letters, outgoing } = call.world;
  const known = jnsKontrol === '1' ? people.byCard(nomor) !== undefined : sep.find(nomor)?.deleted === null;
  if (!known) return refuse(TEXTS.noData);
  const planned = letters
    .ofFacility(call.facility.kodePpk)
    .filter(({ tanggalRencana }) => tanggalRencana === tglRencanaKontrol)
    .map(({ poli }) => findPoli(poli)?.kode);
  const rows = POLIS.flatMap(({ kode, nama }) => {
    const kapasitas = doctorsOf(kode).reduce((total, doctor) => total + capacityOf(doctor), 0);
    const jumlah =
      planned.filter((poli) => poli === kode).length + outgoing.countTo(call.facility.kodePpk, kode, tglRencanaKontrol);
    if (kapasitas === 0) return [];
    return [
      {
        kodePoli: kode,
        namaPoli: nama,
        kapasitas: String(kapasitas),
        jmlRencanaKontroldanRujukan: String(jumlah),
        persentase: ((100 * jumlah) / kapasitas).toFixed(2),
      },
    ];
  });
  return listOr('list', rows);
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
