// PCare references and the classic referral search (docs/facts/pcare.md §4.1 and §4.2). Unit and doctor codes belong to
// one facility: cache them per facility and environment.
import { z } from 'zod';
import {
  bool,
  cardNumber,
  dmyDate,
  listOf,
  maybeBool,
  maybeNum,
  maybeText,
  noParams,
  page,
  searchWord,
  segment,
  text,
} from '../shapes.ts';
import { FIRST_PAGE, PAGING, pcareEndpoints } from './pcare-common.ts';

const { read } = pcareEndpoints;
const group = 'referensi';

const refAlergi = read({
  group,
  name: 'alergi',
  path: '/alergi/jenis/{jenis}',
  params: z.strictObject({ jenis: z.enum(['01', '02', '03']) }),
  response: listOf(z.looseObject({ kdAlergi: text, nmAlergi: text })),
  source: '§4.1',
  purpose: 'Allergies: 01 food, 02 air, 03 drug.',
  example: { params: { jenis: '01' }, response: { list: [{ kdAlergi: '00', nmAlergi: 'Tidak Ada' }] } },
});

const refDiagnosa = read({
  group,
  name: 'diagnosa',
  path: '/diagnosa/{kata}/{start}/{limit}',
  paging: PAGING,
  params: z.strictObject({ kata: searchWord, ...page }),
  response: listOf(z.looseObject({ kdDiag: text, nmDiag: text, nonSpesialis: maybeBool })),
  source: '§4.1',
  purpose: 'ICD-10 search; nonSpesialis decides whether a referral needs a TACC reason.',
  example: {
    params: { kata: 'I10', ...FIRST_PAGE },
    response: { count: 1, list: [{ kdDiag: 'I10', nmDiag: 'Essential (primary) hypertension', nonSpesialis: true }] },
  },
});

const refDokter = read({
  group,
  name: 'dokter',
  path: '/dokter/{start}/{limit}',
  paging: PAGING,
  params: z.strictObject(page),
  response: listOf(z.looseObject({ kdDokter: text, nmDokter: text })),
  source: '§4.1',
  purpose: 'Doctors registered at this clinic.',
  example: { params: FIRST_PAGE, response: { count: 1, list: [{ kdDokter: '99901', nmDokter: 'dr. Contoh' }] } },
});

const refKesadaran = read({
  group,
  name: 'kesadaran',
  path: '/kesadaran',
  params: noParams,
  response: listOf(z.looseObject({ kdSadar: text, nmSadar: text })),
  source: '§4.1',
  purpose: 'Levels of consciousness.',
  example: { params: {}, response: { count: 1, list: [{ kdSadar: '01', nmSadar: 'Compos mentis' }] } },
});

const refPoli = read({
  group,
  name: 'poli',
  path: '/poli/fktp/{start}/{limit}',
  paging: PAGING,
  params: z.strictObject(page),
  response: listOf(z.looseObject({ kdPoli: text, nmPoli: text, poliSakit: bool })),
  source: '§4.1',
  purpose: 'Service units of the clinic.',
  example: { params: FIRST_PAGE, response: { count: 1, list: [{ kdPoli: '001', nmPoli: 'Umum', poliSakit: true }] } },
});

const refPrognosa = read({
  group,
  name: 'prognosa',
  path: '/prognosa',
  params: noParams,
  response: listOf(z.looseObject({ kdPrognosa: text, nmPrognosa: text })),
  source: '§4.1',
  purpose: 'Prognoses.',
  example: { params: {}, response: { list: [{ kdPrognosa: '02', nmPrognosa: 'Bonam (Baik)' }] } },
});

const refProvider = read({
  group,
  name: 'provider',
  path: '/provider/{start}/{limit}',
  paging: PAGING,
  params: z.strictObject(page),
  response: listOf(z.looseObject({ kdProvider: text, nmProvider: text })),
  source: '§4.1',
  purpose: 'Providers of the region.',
  example: {
    params: FIRST_PAGE,
    response: { count: 1, list: [{ kdProvider: '9999U001', nmProvider: 'KLINIK PRATAMA SEHAT BERSAMA' }] },
  },
});

const refStatusPulang = read({
  group,
  name: 'statusPulang',
  path: '/statuspulang/rawatInap/{rawatInap}',
  params: z.strictObject({ rawatInap: z.enum(['true', 'false']) }),
  response: listOf(z.looseObject({ kdStatusPulang: text, nmStatusPulang: text })),
  source: '§4.1',
  purpose: 'Discharge statuses, outpatient (false) or inpatient (true).',
  example: {
    params: { rawatInap: 'false' },
    response: { count: 1, list: [{ kdStatusPulang: '3', nmStatusPulang: 'Berobat Jalan' }] },
  },
});

const refObat = read({
  group,
  name: 'obat',
  path: '/obat/dpho/{kata}/{start}/{limit}',
  paging: PAGING,
  params: z.strictObject({ kata: searchWord, ...page }),
  response: listOf(z.looseObject({ kdObat: text, nmObat: text, sedia: maybeNum })),
  source: '§4.1',
  purpose: 'Drug list search.',
  example: {
    params: { kata: 'amlodipin', ...FIRST_PAGE },
    response: { count: 1, list: [{ kdObat: '990000001', nmObat: 'Amlodipin 5 mg', sedia: 0 }] },
  },
});

const refTindakan = read({
  group,
  name: 'tindakan',
  path: '/tindakan/kdTkp/{kdTkp}/{start}/{limit}',
  paging: PAGING,
  params: z.strictObject({ kdTkp: z.enum(['10', '20', '50']), ...page }),
  response: listOf(z.looseObject({ kdTindakan: text, nmTindakan: text, maxTarif: maybeNum, withValue: maybeBool })),
  source: '§4.1',
  purpose: 'Procedures and highest tariffs of a care level.',
  example: {
    params: { kdTkp: '10', ...FIRST_PAGE },
    response: { count: 1, list: [{ kdTindakan: '01006', nmTindakan: 'Suntik KB', maxTarif: 20000, withValue: false }] },
  },
});

const refSpesialis = read({
  group,
  name: 'spesialis',
  path: '/spesialis',
  params: noParams,
  response: listOf(z.looseObject({ kdSpesialis: text, nmSpesialis: text })),
  source: '§4.1',
  purpose: 'Specialties.',
  example: { params: {}, response: { count: 1, list: [{ kdSpesialis: 'INT', nmSpesialis: 'PENYAKIT DALAM' }] } },
});

const refSubspesialis = read({
  group,
  name: 'subspesialis',
  path: '/spesialis/{kdSpesialis}/subspesialis',
  params: z.strictObject({ kdSpesialis: segment }),
  response: listOf(z.looseObject({ kdSubSpesialis: text, nmSubSpesialis: text, kdPoliRujuk: maybeText })),
  source: '§4.1',
  purpose: 'Sub-specialties of a specialty.',
  example: {
    params: { kdSpesialis: 'INT' },
    response: { count: 1, list: [{ kdSubSpesialis: '3', nmSubSpesialis: 'PENYAKIT DALAM', kdPoliRujuk: 'INT' }] },
  },
});

const refSarana = read({
  group,
  name: 'sarana',
  path: '/spesialis/sarana',
  params: noParams,
  response: listOf(z.looseObject({ kdSarana: text, nmSarana: text })),
  source: '§4.1',
  purpose: 'Equipment a referral may ask for.',
  example: { params: {}, response: { count: 1, list: [{ kdSarana: '1', nmSarana: 'REKAM MEDIK' }] } },
});

const refKhusus = read({
  group,
  name: 'khusus',
  path: '/spesialis/khusus',
  params: noParams,
  response: listOf(z.looseObject({ kdKhusus: text, nmKhusus: text })),
  source: '§4.1',
  purpose: 'Special referral categories.',
  example: { params: {}, response: { count: 1, list: [{ kdKhusus: 'HDL', nmKhusus: 'HEMODIALISA' }] } },
});

const target = listOf(
  z.looseObject({
    kdppk: text,
    nmppk: text,
    alamatPpk: maybeText,
    telpPpk: maybeText,
    kelas: maybeText,
    nmkc: maybeText,
    distance: maybeNum,
    jadwal: maybeText,
    jmlRujuk: maybeNum,
    kapasitas: maybeNum,
    persentase: maybeNum,
  }),
);
const targetExample = {
  count: 1,
  list: [
    {
      kdppk: '9999R001',
      nmppk: 'RS TIRTA MEDIKA',
      alamatPpk: 'Jl. Contoh 1',
      telpPpk: '0000000',
      kelas: 'C',
      nmkc: 'KC CONTOH',
      distance: 1250.5,
      jadwal: 'Senin : 08:00 - 12:00',
      jmlRujuk: 2,
      kapasitas: 30,
      persentase: 6.67,
    },
  ],
};

const rujukSubspesialis = read({
  group: 'rujukan',
  name: 'subspesialis',
  path: '/spesialis/rujuk/subspesialis/{kdSubSpesialis}/sarana/{kdSarana}/tglEstRujuk/{tglEstRujuk}',
  params: z.strictObject({ kdSubSpesialis: segment, kdSarana: segment, tglEstRujuk: dmyDate }),
  response: target,
  source: '§4.2',
  purpose: 'Hospitals for a sub-specialty; capacity figures are shown, never enforced.',
  example: { params: { kdSubSpesialis: '3', kdSarana: '0', tglEstRujuk: '15-09-2026' }, response: targetExample },
});

const rujukKhusus = read({
  group: 'rujukan',
  name: 'khusus',
  path: '/spesialis/rujuk/khusus/{kdKhusus}/noKartu/{noKartu}/tglEstRujuk/{tglEstRujuk}',
  params: z.strictObject({ kdKhusus: segment, noKartu: cardNumber, tglEstRujuk: dmyDate }),
  response: target,
  source: '§4.2',
  purpose: 'Hospitals for a special category.',
  example: {
    params: { kdKhusus: 'HDL', noKartu: '0000000000017', tglEstRujuk: '15-09-2026' },
    response: targetExample,
  },
});

const rujukKhususSubspesialis = read({
  group: 'rujukan',
  name: 'khususSubspesialis',
  path: '/spesialis/rujuk/khusus/{kdKhusus}/subspesialis/{kdSubSpesialis}/noKartu/{noKartu}/tglEstRujuk/{tglEstRujuk}',
  params: z.strictObject({ kdKhusus: segment, kdSubSpesialis: segment, noKartu: cardNumber, tglEstRujuk: dmyDate }),
  response: target,
  source: '§4.2',
  purpose: 'Hospitals for a special category that needs a sub-specialty (THA, HEM).',
  example: {
    params: { kdKhusus: 'THA', kdSubSpesialis: '3', noKartu: '0000000000017', tglEstRujuk: '15-09-2026' },
    response: targetExample,
  },
});

export const pcareReferensi = {
  refAlergi,
  refDiagnosa,
  refDokter,
  refKesadaran,
  refPoli,
  refPrognosa,
  refProvider,
  refStatusPulang,
  refObat,
  refTindakan,
  refSpesialis,
  refSubspesialis,
  refSarana,
  refKhusus,
} as const;
export const pcareRujukan = { rujukSubspesialis, rujukKhusus, rujukKhususSubspesialis } as const;
