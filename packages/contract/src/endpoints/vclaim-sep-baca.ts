// VClaim SEP, the reading calls: detail, discharge list, internal SEPs, fingerprint status (docs/facts/vclaim.md §4.5).
import { z } from 'zod';
import { cardNumber, isoDate, listOf, maybeText, month2, segment, text, year4 } from '../shapes.ts';
import { choice, LIST_EMPTY, sepPeserta, sepPesertaExample, vclaimEndpoints } from './vclaim-common.ts';

const { read } = vclaimEndpoints;

/** SEP numbers are alphanumeric, 19 characters as a rule; never validate them as digits (docs/facts/vclaim.md §3). */
const noSep = segment;

/** SEP detail, docs/facts/vclaim.md §4.5; it does not say whether a stay is closed. */
export const sepDetail = z.looseObject({
  noSep: z.string().min(1),
  tglSep: maybeText,
  jnsPelayanan: maybeText,
  kelasRawat: maybeText,
  diagnosa: maybeText,
  noRujukan: maybeText,
  poli: maybeText,
  poliEksekutif: maybeText,
  catatan: maybeText,
  penjamin: maybeText,
  // Text or object, nobody says which; kept as it comes.
  informasi: z.unknown().optional(),
  kdStatusKecelakaan: maybeText,
  nmstatusKecelakaan: maybeText,
  lokasiKejadian: z
    .looseObject({
      kdKab: maybeText,
      kdKec: maybeText,
      kdProp: maybeText,
      ketKejadian: maybeText,
      lokasi: maybeText,
      tglKejadian: maybeText,
    })
    .nullish(),
  dpjp: z.looseObject({ kdDPJP: maybeText, nmDPJP: maybeText }).nullish(),
  peserta: sepPeserta,
  klsRawat: z
    .looseObject({ klsRawatHak: maybeText, klsRawatNaik: maybeText, pembiayaan: maybeText, penanggungJawab: maybeText })
    .nullish(),
  kontrol: z.looseObject({ kdDokter: maybeText, nmDokter: maybeText, noSurat: maybeText }).nullish(),
  cob: maybeText,
  katarak: maybeText,
  tujuanKunj: choice,
  flagProcedure: choice,
  kdPenunjang: choice,
  assestmenPel: choice,
  eSEP: maybeText,
});

export const sepDetailExample: z.output<typeof sepDetail> = {
  noSep: '9999R0010125V000001',
  tglSep: '2025-01-06',
  jnsPelayanan: 'Rawat Jalan',
  kelasRawat: 'Kelas 3',
  diagnosa: 'Essential (primary) hypertension',
  noRujukan: '9999U0010125P000001',
  poli: 'PENYAKIT DALAM',
  poliEksekutif: '0',
  catatan: '-',
  penjamin: null,
  kdStatusKecelakaan: '0',
  nmstatusKecelakaan: 'Bukan Kecelakaan',
  lokasiKejadian: { kdKab: null, kdKec: null, kdProp: null, ketKejadian: null, lokasi: null, tglKejadian: null },
  dpjp: { kdDPJP: '99901', nmDPJP: 'dr. Contoh, Sp.PD' },
  peserta: { ...sepPesertaExample, asuransi: null, kelamin: 'L' },
  klsRawat: { klsRawatHak: '3', klsRawatNaik: null, pembiayaan: null, penanggungJawab: null },
  kontrol: { kdDokter: '0', nmDokter: null, noSurat: null },
  cob: '0',
  katarak: '0',
  tujuanKunj: { kode: '0', nama: 'Normal' },
  flagProcedure: { kode: '0', nama: '' },
  kdPenunjang: { kode: '0', nama: '' },
  assestmenPel: { kode: '0', nama: '' },
  eSEP: 'True',
};

const sepFind = read({
  group: 'sep',
  name: 'find',
  path: '/SEP/{noSep}',
  params: z.strictObject({ noSep }),
  response: sepDetail,
  source: '§4.5',
  purpose: 'Detail of one SEP; the printed sheet is rendered from it.',
  example: { params: { noSep: '9999R0010125V000001' }, response: sepDetailExample },
});

const sepListTanggalPulang = read({
  group: 'sep',
  name: 'listTanggalPulang',
  // The filter is optional; without it the trailing slash stays (docs/facts/vclaim.md §4.5 S6), so it may be empty.
  path: '/Sep/updtglplg/list/bulan/{bulan}/tahun/{tahun}/{filter}',
  params: z.strictObject({
    bulan: month2,
    tahun: year4,
    filter: z
      .string()
      .max(40)
      .regex(/^[^/\\?#]*$/),
  }),
  response: listOf(
    z.looseObject({
      noSep: text,
      noSepUpdating: maybeText,
      jnsPelayanan: maybeText,
      ppkTujuan: maybeText,
      noKartu: maybeText,
      nama: maybeText,
      tglSep: maybeText,
      tglPulang: maybeText,
      status: maybeText,
      tglMeninggal: maybeText,
      noSurat: maybeText,
      keterangan: maybeText,
      user: maybeText,
    }),
  ),
  empty: LIST_EMPTY,
  source: '§4.5',
  purpose: 'Discharge updates of a month.',
  example: {
    params: { bulan: '01', tahun: '2025', filter: '' },
    response: {
      list: [
        {
          noSep: '9999R0010125V000001',
          noSepUpdating: '',
          jnsPelayanan: '1',
          ppkTujuan: '9999R001',
          noKartu: '0000000000001',
          nama: 'PESERTA CONTOH SATU',
          tglSep: '2025-01-06',
          tglPulang: '2025-01-08',
          status: '1',
          tglMeninggal: '',
          noSurat: '',
          keterangan: '',
          user: 'pendaftaran.rs',
        },
      ],
    },
  },
});

const sepInternal = read({
  group: 'sep',
  name: 'internal',
  path: '/SEP/Internal/{noSep}',
  params: z.strictObject({ noSep }),
  response: listOf(
    z.looseObject({
      nosep: maybeText,
      nosepref: maybeText,
      nosurat: maybeText,
      nokapst: maybeText,
      tglsep: maybeText,
      tglrujukinternal: maybeText,
      tujuanrujuk: maybeText,
      nmtujuanrujuk: maybeText,
      kdpoliasal: maybeText,
      nmpoliasal: maybeText,
      kdpolituj: maybeText,
      kdpenunjang: maybeText,
      nmpenunjang: maybeText,
      diagppk: maybeText,
      nmdiag: maybeText,
      kddokter: maybeText,
      nmdokter: maybeText,
      ppkpelsep: maybeText,
      flaginternal: maybeText,
      flagprosedur: maybeText,
      flagsep: maybeText,
      opsikonsul: maybeText,
      fuser: maybeText,
      fdate: maybeText,
    }),
  ),
  empty: LIST_EMPTY,
  source: '§4.5',
  purpose: 'Internal SEPs (from polyclinic to polyclinic) of a SEP.',
  example: {
    params: { noSep: '9999R0010125V000001' },
    response: {
      count: 1,
      list: [
        {
          nosep: '9999R0010125V000002',
          nosepref: '9999R0010125V000001',
          nosurat: '9999R0010125N000001',
          nokapst: '0000000000001',
          tglsep: '2025-01-06',
          tglrujukinternal: '2025-01-06',
          kdpoliasal: 'INT',
          kdpolituj: 'JAN',
        },
      ],
    },
  },
});

const fingerprintStatus = read({
  group: 'fingerprint',
  name: 'status',
  path: '/SEP/FingerPrint/Peserta/{noKartu}/TglPelayanan/{tglPelayanan}',
  params: z.strictObject({ noKartu: cardNumber, tglPelayanan: isoDate }),
  // 200 in both cases: only kode "1" means validated (docs/facts/vclaim.md §4.5 S15).
  response: z.looseObject({ kode: text, status: maybeText }),
  source: '§4.5',
  purpose: 'Fingerprint validation of a member on a day.',
  example: {
    params: { noKartu: '0000000000001', tglPelayanan: '2025-01-06' },
    response: { kode: '0', status: 'Peserta belum melakukan validasi finger print' },
  },
});

export const vclaimSepBaca = { sepFind, sepListTanggalPulang, sepInternal, fingerprintStatus } as const;
