// PCare reads: references, members, registrations, history, referral data, drugs and procedures of a visit.

import { numberAt, objectAt, textAt, type JsonObject } from '../../json.ts';
import type { Call, Reply } from '../../kernel.ts';
import { DEMO_HOSPITAL } from '../../population/index.ts';
import {
  ALLERGIES,
  CLINIC_DOCTORS,
  CLINIC_POLIS,
  CONSCIOUSNESS,
  DISCHARGE_INPATIENT,
  DISCHARGE_OUTPATIENT,
  DRUGS,
  PROCEDURES,
  PROGNOSES,
  SARANA,
  SPECIAL_REFERRALS,
  SPECIALTIES,
} from '../../reference/clinic.ts';
import { findDiagnosis, searchDiagnoses } from '../../reference/diagnoses.ts';
import { facilityName } from '../../reference/satusehat.ts';
import { fromDayFirst, toDayFirst } from '../../wib.ts';
import { counted, memberShape, noContent, ok, paged, registrationRow, registrationShape, visitRow } from './shapes.ts';

const matches = (word: string, ...texts: string[]): boolean =>
  texts.some((text) => text.toLowerCase().includes(word.trim().toLowerCase()));

export const allergies = (call: Call): Reply => {
  const rows = ALLERGIES[call.params['jenis'] ?? ''] ?? [];
  return rows.length === 0 ? noContent() : ok({ list: rows.map((row) => ({ ...row })) });
};
export const diagnoses = (call: Call): Reply =>
  paged(
    call,
    searchDiagnoses(call.params['kata'] ?? '').map(({ kode, nama, nonSpesialis }) => ({
      kdDiag: kode,
      nmDiag: nama,
      nonSpesialis,
    })),
  );
export const doctors = (call: Call): Reply =>
  paged(
    call,
    CLINIC_DOCTORS.map(({ kdDokter, nmDokter }) => ({ kdDokter, nmDokter })),
  );
export const consciousness = (): Reply => counted(CONSCIOUSNESS.map((row) => ({ ...row })));
export const polis = (call: Call): Reply =>
  paged(
    call,
    CLINIC_POLIS.map((row) => ({ ...row })),
  );
export const prognoses = (): Reply => ok({ list: PROGNOSES.map((row) => ({ ...row })) });
export const providers = (call: Call): Reply =>
  paged(call, [
    { kdProvider: call.facility.kodePpk, nmProvider: call.facility.nama },
    { kdProvider: '9999U002', nmProvider: 'KLINIK PRATAMA MAWAR' },
  ]);
export const discharges = (call: Call): Reply =>
  counted(
    [...((call.params['rawatInap'] ?? '').toLowerCase() === 'true' ? DISCHARGE_INPATIENT : DISCHARGE_OUTPATIENT)].map(
      (row) => ({ ...row }),
    ),
  );
export const drugs = (call: Call): Reply =>
  paged(
    call,
    DRUGS.filter(({ kdObat, nmObat }) => matches(call.params['kata'] ?? '', kdObat, nmObat)).map((row) => ({ ...row })),
  );
export const procedures = (call: Call): Reply =>
  paged(
    call,
    PROCEDURES.filter(({ kdTkp }) => kdTkp.some((level) => level === call.params['kdTkp'])).map(
      ({ kdTindakan, nmTindakan, maxTarif, withValue }) => ({
        kdTindakan,
        nmTindakan,
        maxTarif,
        withValue,
      }),
    ),
  );
export const specialties = (): Reply =>
  counted(SPECIALTIES.map(({ kdSpesialis, nmSpesialis }) => ({ kdSpesialis, nmSpesialis })));
export const subspecialties = (call: Call): Reply =>
  counted(
    SPECIALTIES.filter(({ kdSpesialis }) => kdSpesialis === (call.params['kdSpesialis'] ?? '').toUpperCase()).flatMap(
      ({ sub }) => sub.map((row) => ({ ...row })),
    ),
  );
export const sarana = (): Reply => counted(SARANA.map((row) => ({ ...row })));
export const specialReferrals = (): Reply =>
  counted(SPECIAL_REFERRALS.map(({ kdKhusus, nmKhusus }) => ({ kdKhusus, nmKhusus })));

/** Hospitals that take a referral; capacity is guidance, docs/facts/pcare.md §4.2. */
function hospitals(): Reply {
  return counted([
    {
      kdppk: DEMO_HOSPITAL.kode,
      nmppk: DEMO_HOSPITAL.nama,
      alamatPpk: 'Jl. Contoh 1, Bogor',
      telpPpk: '0800000001',
      kelas: 'C',
      nmkc: 'KC CONTOH',
      distance: 1250.5,
      jadwal: 'Senin : 08:00 - 12:00',
      jmlRujuk: 2,
      kapasitas: 30,
      persentase: 6.67,
    },
  ]);
}

export const hospitalsBySubspecialty = (call: Call): Reply => {
  const known = SPECIALTIES.some(({ sub }) =>
    sub.some(({ kdSubSpesialis }) => kdSubSpesialis === call.params['kdSubSpesialis']),
  );
  return known && fromDayFirst(call.params['tglEstRujuk'] ?? '') !== null ? hospitals() : noContent();
};
export const hospitalsBySpecial = (call: Call): Reply => {
  const known = SPECIAL_REFERRALS.some(({ kdKhusus }) => kdKhusus === (call.params['kdKhusus'] ?? '').toUpperCase());
  return known && call.world.people.byCard(call.params['noKartu'] ?? '') !== undefined ? hospitals() : noContent();
};

export const member = (call: Call): Reply => {
  const person = call.world.people.byCard(call.params['noKartu'] ?? '');
  return person === undefined ? noContent() : ok(memberShape(person));
};
export const memberBy = (call: Call): Reply => {
  const { jenis = '', nomor = '' } = call.params;
  const person = jenis.toLowerCase() === 'nik' ? call.world.people.byNik(nomor) : call.world.people.byCard(nomor);
  return person === undefined ? noContent() : ok(memberShape(person));
};

export const registrations = (call: Call): Reply => {
  const tanggal = fromDayFirst(call.params['tglDaftar'] ?? '') ?? '';
  return paged(
    call,
    call.world.pcare.onDay(call.facility.kodePpk, tanggal).map((entry) => registrationRow(call, entry)),
  );
};
export const registration = (call: Call): Reply => {
  const tanggal = fromDayFirst(call.params['tglDaftar'] ?? '') ?? '';
  const wanted = (call.params['noUrut'] ?? '').toUpperCase();
  const found = call.world.pcare
    .onDay(call.facility.kodePpk, tanggal)
    .find(({ noUrut }) => noUrut.toUpperCase() === wanted);
  return found === undefined ? noContent() : ok(registrationShape(call, found));
};

/** Not paged, newest first; visits at every clinic, docs/facts/pcare.md §3 and §4.5. */
export const visitHistory = (call: Call): Reply =>
  counted(
    call.world.pcare
      .visitsOf(call.params['noKartu'] ?? '')
      .toReversed()
      .map((visit) => visitRow(call, visit)),
  );

/** The printed referral letter is filled from this [2+], docs/facts/pcare.md §4.5. */
export const visitReferral = (call: Call): Reply => {
  const visit = call.world.pcare.findVisit(call.params['noKunjungan'] ?? '');
  const person = visit === undefined ? undefined : call.world.people.byCard(visit.nomorKartu);
  if (visit === undefined || person === undefined || textAt(visit.fields, 'kdStatusPulang') !== '4') return noContent();
  const at = (key: string): string => textAt(visit.fields, key);
  const poli = call.world.referrals.find(visit.nomorKunjungan)?.poli ?? '';
  const diagnosis = (code: string): JsonObject => ({
    kdDiag: code === '' ? null : code,
    nmDiag: findDiagnosis(code)?.nama ?? null,
  });
  const tacc = numberAt(visit.fields, 'kdTacc');
  const kdPPK = textAt(objectAt(visit.fields, 'rujukLanjut'), 'kdppk');
  return ok({
    noRujukan: visit.nomorKunjungan,
    ppk: {
      kdPPK,
      nmPPK: facilityName(kdPPK),
      alamat: 'Jl. Contoh 1, Bogor',
      kc: {
        kdKC: '0999',
        nmKC: 'KC CONTOH',
        alamat: '-',
        telp: '-',
        fax: '-',
        dati: { kdProp: '99', kdDati: '9999', nmDati: 'BOGOR' },
        kdKR: { kdKR: '99', nmKR: 'WILAYAH CONTOH' },
      },
    },
    tglKunjungan: toDayFirst(visit.tanggal),
    poli: {
      kdPoli: poli,
      nmPoli:
        SPECIALTIES.flatMap(({ sub }) => [...sub]).find(({ kdPoliRujuk }) => kdPoliRujuk === poli)?.nmSubSpesialis ??
        '',
    },
    nokaPst: person.nomorKartu,
    nmPst: person.nama,
    tglLahir: toDayFirst(person.tanggalLahir),
    pisa: '1',
    ketPisa: person.hubunganKeluarga,
    sex: person.jenisKelamin,
    diag1: diagnosis(at('kdDiag1')),
    diag2: diagnosis(at('kdDiag2')),
    diag3: diagnosis(at('kdDiag3')),
    catatan: textAt(objectAt(objectAt(visit.fields, 'rujukLanjut'), 'khusus'), 'catatan'),
    dokter: {
      kdDokter: at('kdDokter'),
      nmDokter: CLINIC_DOCTORS.find(({ kdDokter }) => kdDokter === at('kdDokter'))?.nmDokter ?? '',
    },
    tacc: {
      nmTacc: tacc > 0 ? (['Time', 'Age', 'Complication', 'Comorbidity'][tacc - 1] ?? null) : null,
      alasanTacc: at('alasanTacc') || null,
    },
    infoDenda: null,
  });
};

export const visitDrugs = (call: Call): Reply => {
  const visit = call.world.pcare.findVisit(call.params['noKunjungan'] ?? '');
  const rows = (visit?.obat ?? []).map(({ sk, fields }) => {
    const kdObat = textAt(fields, 'kdObat');
    return {
      kdObatSK: sk,
      kdRacikan: textAt(fields, 'kdRacikan') || null,
      obat: {
        kdObat,
        nmObat: DRUGS.find((drug) => drug.kdObat === kdObat)?.nmObat ?? textAt(fields, 'nmObatNonDPHO'),
        sedia: 0,
      },
      signa1: numberAt(fields, 'signa1'),
      signa2: numberAt(fields, 'signa2'),
      jmlObat: numberAt(fields, 'jmlObat'),
      jmlHari: 0,
      kekuatan: 0,
      jmlPermintaan: numberAt(fields, 'jmlPermintaan') || 0,
      jmlObatRacikan: 0,
    };
  });
  return rows.length === 0 ? noContent() : ok({ list: rows });
};

export const visitProcedures = (call: Call): Reply => {
  const visit = call.world.pcare.findVisit(call.params['noKunjungan'] ?? '');
  const rows = (visit?.tindakan ?? []).map(({ sk, fields }) => ({
    kdTindakanSK: sk,
    noKunjungan: visit?.nomorKunjungan ?? '',
    kdTindakan: textAt(fields, 'kdTindakan'),
    // May end in CR/LF [2+]: readers must trim, docs/facts/pcare.md §4.6.
    nmTindakan: `${PROCEDURES.find(({ kdTindakan }) => kdTindakan === textAt(fields, 'kdTindakan'))?.nmTindakan ?? ''}\r\n`,
    biaya: numberAt(fields, 'biaya') || 0,
    keterangan: textAt(fields, 'keterangan') || null,
    hasil: numberAt(fields, 'hasil') || 0,
  }));
  return rows.length === 0 ? noContent() : ok({ list: rows });
};
