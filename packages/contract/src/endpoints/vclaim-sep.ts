// VClaim SEP: insert, update, delete, detail, discharge, internal list (docs/facts/vclaim.md §4.5 and §4.6). The 1.1
// forms are obsolete and deliberately absent.
import { z } from 'zod';
import { isoDate, listOf, maybeText, month2, noParams, noResponse, bareText, segment, text, year4, cardNumber } from '../shapes.ts';
import { choice, LIST_EMPTY, sepPeserta, sepPesertaExample, vclaimEndpoints } from './vclaim-common.ts';

const { read, write } = vclaimEndpoints;

/** SEP numbers are alphanumeric, 19 characters as a rule; never validate them as digits (docs/facts/vclaim.md §3). */
const noSep = segment;

const klsRawat = z.looseObject({ klsRawatHak: text, klsRawatNaik: text, pembiayaan: text, penanggungJawab: text });
const suplesi = z.looseObject({
  suplesi: text,
  noSepSuplesi: text,
  lokasiLaka: z.looseObject({ kdPropinsi: text, kdKabupaten: text, kdKecamatan: text }),
});
const penjamin = z.looseObject({ tglKejadian: text, keterangan: text, suplesi });

/** The `t_sep` of an insert; empty values are `""`, never null or missing (docs/facts/vclaim.md §3 [B]). */
export const sepInsertBody = z.looseObject({
  noKartu: text,
  tglSep: isoDate,
  ppkPelayanan: text,
  jnsPelayanan: text,
  klsRawat,
  noMR: text,
  rujukan: z.looseObject({ asalRujukan: text, tglRujukan: text, noRujukan: text, ppkRujukan: text }),
  catatan: text,
  diagAwal: text,
  poli: z.looseObject({ tujuan: text, eksekutif: text }),
  cob: z.looseObject({ cob: text }),
  katarak: z.looseObject({ katarak: text }),
  jaminan: z.looseObject({ lakaLantas: text, noLP: text, penjamin }),
  tujuanKunj: text,
  flagProcedure: text,
  kdPenunjang: text,
  assesmentPel: text,
  skdp: z.looseObject({ noSurat: text, kodeDPJP: text }),
  dpjpLayan: text,
  noTelp: text,
  user: text,
});

const emptyPenjamin = {
  tglKejadian: '',
  keterangan: '',
  suplesi: { suplesi: '0', noSepSuplesi: '', lokasiLaka: { kdPropinsi: '', kdKabupaten: '', kdKecamatan: '' } },
};

const sepInsert = write({
  group: 'sep',
  name: 'insert',
  method: 'POST',
  path: '/SEP/2.0/insert',
  params: noParams,
  request: z.looseObject({ request: z.looseObject({ t_sep: sepInsertBody }) }),
  response: z.looseObject({
    sep: z.looseObject({
      noSep: z.string().min(1),
      tglSep: maybeText,
      noRujukan: maybeText,
      jnsPelayanan: maybeText,
      kelasRawat: maybeText,
      diagnosa: maybeText,
      catatan: maybeText,
      penjamin: maybeText,
      poli: maybeText,
      kdPoli: maybeText,
      poliEksekutif: maybeText,
      tujuanKunj: maybeText,
      flagProcedure: maybeText,
      kdPenunjang: maybeText,
      // The answer spells assestmenPel, the request assesmentPel (docs/facts/vclaim.md §4.5).
      assestmenPel: maybeText,
      informasi: z.looseObject({ dinsos: maybeText, eSEP: maybeText, noSKTM: maybeText, prolanisPRB: maybeText }).nullish(),
      peserta: sepPeserta.nullish(),
    }),
  }),
  writeClass: 'dangerous',
  source: '§4.6',
  purpose: 'Issues the eligibility letter of an encounter; no idempotency key exists.',
  example: {
    params: {},
    request: {
      request: {
        t_sep: {
          noKartu: '0000000000001',
          tglSep: '2025-01-06',
          ppkPelayanan: '9999R001',
          jnsPelayanan: '2',
          klsRawat: { klsRawatHak: '3', klsRawatNaik: '', pembiayaan: '', penanggungJawab: '' },
          noMR: '000123',
          rujukan: { asalRujukan: '1', tglRujukan: '2025-01-02', noRujukan: '9999U0010125P000001', ppkRujukan: '9999U001' },
          catatan: '-',
          diagAwal: 'I10',
          poli: { tujuan: 'INT', eksekutif: '0' },
          cob: { cob: '0' },
          katarak: { katarak: '0' },
          jaminan: { lakaLantas: '0', noLP: '', penjamin: emptyPenjamin },
          tujuanKunj: '0',
          flagProcedure: '',
          kdPenunjang: '',
          assesmentPel: '',
          skdp: { noSurat: '', kodeDPJP: '' },
          dpjpLayan: '99901',
          noTelp: '080000000012',
          user: 'pendaftaran.rs',
        },
      },
    },
    response: {
      sep: {
        noSep: '9999R0010125V000001',
        tglSep: '2025-01-06',
        noRujukan: '9999U0010125P000001',
        jnsPelayanan: 'R.Jalan',
        kelasRawat: '-',
        diagnosa: 'I10 - Essential (primary) hypertension',
        catatan: '-',
        penjamin: '-',
        poli: 'PENYAKIT DALAM',
        kdPoli: 'INT',
        poliEksekutif: 'Tidak',
        tujuanKunj: '0',
        flagProcedure: '',
        kdPenunjang: '',
        assestmenPel: '',
        informasi: { dinsos: null, eSEP: 'True', noSKTM: null, prolanisPRB: null },
        peserta: sepPesertaExample,
      },
    },
  },
});

const sepUpdate = write({
  group: 'sep',
  name: 'update',
  method: 'PUT',
  path: '/SEP/2.0/update',
  params: noParams,
  request: z.looseObject({
    request: z.looseObject({
      t_sep: z.looseObject({
        noSep: text,
        klsRawat,
        noMR: text,
        catatan: text,
        diagAwal: text,
        poli: z.looseObject({ tujuan: text, eksekutif: text }),
        cob: z.looseObject({ cob: text }),
        katarak: z.looseObject({ katarak: text }),
        jaminan: z.looseObject({ lakaLantas: text, penjamin }),
        dpjpLayan: text,
        noTelp: text,
        user: text,
      }),
    }),
  }),
  response: bareText,
  writeClass: 'dangerous',
  source: '§4.5',
  purpose: 'Changes a SEP; referral, control letter and visit purpose cannot be changed.',
  example: {
    params: {},
    request: {
      request: {
        t_sep: {
          noSep: '9999R0010125V000001',
          klsRawat: { klsRawatHak: '3', klsRawatNaik: '', pembiayaan: '', penanggungJawab: '' },
          noMR: '000123',
          catatan: 'Perbaikan diagnosa',
          diagAwal: 'I10',
          poli: { tujuan: 'INT', eksekutif: '0' },
          cob: { cob: '0' },
          katarak: { katarak: '0' },
          jaminan: { lakaLantas: '0', penjamin: emptyPenjamin },
          dpjpLayan: '99901',
          noTelp: '080000000012',
          user: 'pendaftaran.rs',
        },
      },
    },
    response: '9999R0010125V000001',
  },
});

const sepDelete = write({
  group: 'sep',
  name: 'delete',
  method: 'DELETE',
  path: '/SEP/2.0/delete',
  params: noParams,
  request: z.looseObject({ request: z.looseObject({ t_sep: z.looseObject({ noSep: text, user: text }) }) }),
  response: bareText,
  // Plain in some programs, encrypted in others, docs/facts/vclaim.md §2.5 [U].
  encryption: 'tolerant',
  writeClass: 'write-once',
  source: '§4.5',
  purpose: 'Deletes a SEP as long as no claim exists; the body travels with DELETE.',
  example: {
    params: {},
    request: { request: { t_sep: { noSep: '9999R0010125V000001', user: 'pendaftaran.rs' } } },
    response: '9999R0010125V000001',
  },
});

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
  kdStatusKecelakaan: maybeText,
  nmstatusKecelakaan: maybeText,
  lokasiKejadian: z
    .looseObject({ kdKab: maybeText, kdKec: maybeText, kdProp: maybeText, ketKejadian: maybeText, lokasi: maybeText, tglKejadian: maybeText })
    .nullish(),
  dpjp: z.looseObject({ kdDPJP: maybeText, nmDPJP: maybeText }).nullish(),
  peserta: sepPeserta,
  klsRawat: z.looseObject({ klsRawatHak: maybeText, klsRawatNaik: maybeText, pembiayaan: maybeText, penanggungJawab: maybeText }).nullish(),
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

const sepUpdateTanggalPulang = write({
  group: 'sep',
  name: 'updateTanggalPulang',
  method: 'PUT',
  path: '/SEP/2.0/updtglplg',
  params: noParams,
  request: z.looseObject({
    request: z.looseObject({
      t_sep: z.looseObject({
        noSep: text,
        statusPulang: text,
        noSuratMeninggal: text,
        tglMeninggal: text,
        tglPulang: isoDate,
        noLPManual: text,
        user: text,
      }),
    }),
  }),
  response: noResponse,
  encryption: 'plain',
  // A late copy would put older values back, so it counts as dangerous.
  writeClass: 'dangerous',
  source: '§4.5',
  purpose: 'Sets the discharge date and manner of a SEP; it may be repeated with other values.',
  example: {
    params: {},
    request: {
      request: {
        t_sep: {
          noSep: '9999R0010125V000001',
          statusPulang: '1',
          noSuratMeninggal: '',
          tglMeninggal: '',
          tglPulang: '2025-01-06',
          noLPManual: '',
          user: 'pendaftaran.rs',
        },
      },
    },
    response: null,
  },
});

const sepListTanggalPulang = read({
  group: 'sep',
  name: 'listTanggalPulang',
  // The filter is optional; without it the trailing slash stays (docs/facts/vclaim.md §4.5 S6), so it may be empty.
  path: '/Sep/updtglplg/list/bulan/{bulan}/tahun/{tahun}/{filter}',
  params: z.strictObject({ bulan: month2, tahun: year4, filter: z.string().max(40).regex(/^[^/\\?#]*$/) }),
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

export const vclaimSep = {
  sepInsert,
  sepUpdate,
  sepDelete,
  sepFind,
  sepUpdateTanggalPulang,
  sepListTanggalPulang,
  sepInternal,
  fingerprintStatus,
} as const;
