// VClaim referrals that a hospital makes (docs/facts/vclaim.md §4.3). The 1.x forms are obsolete and deliberately absent.
import { z } from 'zod';
import { bareText, isoDate, kodeNama, listOf, maybeText, noParams, num, segment, text } from '../shapes.ts';
import { LIST_EMPTY, sepPeserta, sepPesertaExample, vclaimEndpoints } from './vclaim-common.ts';

const { read, write } = vclaimEndpoints;

/** Facility code, 8 characters; letters beyond the usual ones are not refused (docs/facts/vclaim.md §3). */
const ppk = z.string().length(8);

/** What R10 and R11 have in common. */
const content = {
  tglRujukan: isoDate,
  tglRencanaKunjungan: isoDate,
  ppkDirujuk: ppk,
  /** JENIS_PELAYANAN. */
  jnsPelayanan: text,
  catatan: text,
  /** ICD-10. */
  diagRujukan: text,
  /** TIPE_RUJUKAN. */
  tipeRujukan: text,
  /** Polyclinic; empty for a back-referral (`tipeRujukan` 2), filled otherwise. */
  poliRujukan: text,
  user: text,
};

/** The `t_rujukan` of R10; SISRUTE sends the same fields with more (docs/facts/vclaim.md §7). */
export const rujukanKeluarBody = z.looseObject({ noSep: text, ...content });

export const rujukanKeluarBodyExample: z.output<typeof rujukanKeluarBody> = {
  noSep: '9999R0010125V000001',
  tglRujukan: '2025-01-06',
  tglRencanaKunjungan: '2025-01-08',
  ppkDirujuk: '9999R002',
  jnsPelayanan: '2',
  catatan: 'Mohon evaluasi lanjutan',
  diagRujukan: 'I25.1',
  tipeRujukan: '0',
  poliRujukan: 'JAN',
  user: 'pendaftaran.rs',
};

/** R10's answer. `AsalRujukan` has a capital A; `tglBerlakuKunjungan` is BPJS's own last day. */
const issued = z.looseObject({
  noRujukan: z.string().min(1),
  tglRujukan: maybeText,
  tglRencanaKunjungan: maybeText,
  tglBerlakuKunjungan: maybeText,
  AsalRujukan: kodeNama.nullish(),
  tujuanRujukan: kodeNama.nullish(),
  poliTujuan: kodeNama.nullish(),
  diagnosa: kodeNama.nullish(),
  peserta: sepPeserta.nullish(),
});

const rujukanKeluarInsert = write({
  group: 'rujukan',
  name: 'keluarInsert',
  method: 'POST',
  path: '/Rujukan/2.0/insert',
  params: noParams,
  request: z.looseObject({ request: z.looseObject({ t_rujukan: rujukanKeluarBody }) }),
  // The older catalogue notes `response: null` for partial referrals: such an answer is read back by R13.
  response: z.looseObject({ rujukan: issued }).nullable(),
  writeClass: 'dangerous',
  source: '§4.3',
  purpose: 'Refers a patient onwards from a SEP; no idempotency key exists, read back by SEP and target in the list.',
  example: {
    params: {},
    request: { request: { t_rujukan: rujukanKeluarBodyExample } },
    response: {
      rujukan: {
        noRujukan: '9999R0010125B000001',
        tglRujukan: '2025-01-06',
        tglRencanaKunjungan: '2025-01-08',
        tglBerlakuKunjungan: '2025-04-06',
        AsalRujukan: { kode: '9999R001', nama: 'RS TIRTA MEDIKA' },
        tujuanRujukan: { kode: '9999R002', nama: 'RS CENDRAWASIH TIMUR' },
        poliTujuan: { kode: 'JAN', nama: 'JANTUNG DAN PEMBULUH DARAH' },
        diagnosa: { kode: 'I25.1', nama: 'Atherosclerotic heart disease' },
        peserta: sepPesertaExample,
      },
    },
  },
});

const { noSep: _noSep, ...contentExample } = rujukanKeluarBodyExample;

const rujukanKeluarUpdate = write({
  group: 'rujukan',
  name: 'keluarUpdate',
  method: 'PUT',
  path: '/Rujukan/2.0/Update',
  params: noParams,
  request: z.looseObject({
    request: z.looseObject({ t_rujukan: z.looseObject({ noRujukan: text, ...content }) }),
  }),
  response: bareText,
  // A late copy would put older values back.
  writeClass: 'dangerous',
  source: '§4.3',
  purpose: 'Changes an outgoing referral; the SEP behind it stays.',
  example: {
    params: {},
    request: { request: { t_rujukan: { noRujukan: '9999R0010125B000001', ...contentExample } } },
    response: '9999R0010125B000001',
  },
});

const rujukanKeluarDelete = write({
  group: 'rujukan',
  name: 'keluarDelete',
  method: 'DELETE',
  path: '/Rujukan/delete',
  params: noParams,
  request: z.looseObject({ request: z.looseObject({ t_rujukan: z.looseObject({ noRujukan: text, user: text }) }) }),
  response: bareText,
  writeClass: 'write-once',
  source: '§4.3',
  purpose: 'Takes an outgoing referral back; the body travels with DELETE.',
  example: {
    params: {},
    request: { request: { t_rujukan: { noRujukan: '9999R0010125B000001', user: 'pendaftaran.rs' } } },
    response: '9999R0010125B000001',
  },
});

const rujukanKeluarList = read({
  group: 'rujukan',
  name: 'keluarList',
  // Programs ask for 30 days at most (docs/facts/vclaim.md §4.10).
  path: '/Rujukan/Keluar/List/tglMulai/{tglMulai}/tglAkhir/{tglAkhir}',
  params: z.strictObject({ tglMulai: isoDate, tglAkhir: isoDate }),
  response: listOf(
    z.looseObject({
      noRujukan: text,
      tglRujukan: maybeText,
      jnsPelayanan: maybeText,
      noSep: maybeText,
      noKartu: maybeText,
      nama: maybeText,
      ppkDirujuk: maybeText,
      namaPpkDirujuk: maybeText,
    }),
  ),
  empty: LIST_EMPTY,
  source: '§4.3',
  purpose: 'Outgoing referrals of a span; the place to look after an unclear insert.',
  example: {
    params: { tglMulai: '2025-01-01', tglAkhir: '2025-01-30' },
    response: {
      list: [
        {
          noRujukan: '9999R0010125B000001',
          tglRujukan: '2025-01-06',
          jnsPelayanan: '2',
          noSep: '9999R0010125V000001',
          noKartu: '0000000000001',
          nama: 'PESERTA CONTOH SATU',
          ppkDirujuk: '9999R002',
          namaPpkDirujuk: 'RS CENDRAWASIH TIMUR',
        },
      ],
    },
  },
});

const rujukanKeluarFind = read({
  group: 'rujukan',
  name: 'keluarFind',
  path: '/Rujukan/Keluar/{noRujukan}',
  params: z.strictObject({ noRujukan: segment }),
  response: z.looseObject({
    rujukan: z.looseObject({
      noRujukan: text,
      noSep: maybeText,
      noKartu: maybeText,
      nama: maybeText,
      kelasRawat: maybeText,
      kelamin: maybeText,
      tglLahir: maybeText,
      tglSep: maybeText,
      tglRujukan: maybeText,
      tglRencanaKunjungan: maybeText,
      ppkDirujuk: maybeText,
      namaPpkDirujuk: maybeText,
      jnsPelayanan: maybeText,
      catatan: maybeText,
      diagRujukan: maybeText,
      namaDiagRujukan: maybeText,
      tipeRujukan: maybeText,
      namaTipeRujukan: maybeText,
      poliRujukan: maybeText,
      namaPoliRujukan: maybeText,
    }),
  }),
  source: '§4.3',
  purpose: 'One outgoing referral with everything its letter prints.',
  example: {
    params: { noRujukan: '9999R0010125B000001' },
    response: {
      rujukan: {
        noRujukan: '9999R0010125B000001',
        noSep: '9999R0010125V000001',
        noKartu: '0000000000001',
        nama: 'PESERTA CONTOH SATU',
        kelasRawat: '3',
        kelamin: 'L',
        tglLahir: '1990-05-06',
        tglSep: '2025-01-06',
        tglRujukan: '2025-01-06',
        tglRencanaKunjungan: '2025-01-08',
        ppkDirujuk: '9999R002',
        namaPpkDirujuk: 'RS CENDRAWASIH TIMUR',
        jnsPelayanan: '2',
        catatan: 'Mohon evaluasi lanjutan',
        diagRujukan: 'I25.1',
        namaDiagRujukan: 'Atherosclerotic heart disease',
        tipeRujukan: '0',
        namaTipeRujukan: 'Penuh',
        poliRujukan: 'JAN',
        namaPoliRujukan: 'JANTUNG DAN PEMBULUH DARAH',
      },
    },
  },
});

const rujukanSpesialistik = read({
  group: 'rujukan',
  name: 'spesialistik',
  path: '/Rujukan/ListSpesialistik/PPKRujukan/{ppkRujukan}/TglRujukan/{tglRujukan}',
  params: z.strictObject({ ppkRujukan: ppk, tglRujukan: isoDate }),
  response: listOf(
    z.looseObject({
      kodeSpesialis: text,
      namaSpesialis: maybeText,
      /** Patients a day. */
      kapasitas: num,
      /** Referrals that day, patients. */
      jumlahRujukan: num,
      /** Per cent of the capacity, 0 to 100; written with a decimal comma. */
      persentase: num,
    }),
  ),
  empty: LIST_EMPTY,
  source: '§4.3',
  purpose: 'Specialties of a target hospital with their capacity on a date.',
  example: {
    params: { ppkRujukan: '9999R002', tglRujukan: '2025-01-08' },
    response: {
      list: [
        {
          kodeSpesialis: 'JAN',
          namaSpesialis: 'JANTUNG DAN PEMBULUH DARAH',
          kapasitas: 40,
          jumlahRujukan: 5,
          persentase: 12.5,
        },
      ],
    },
  },
});

const rujukanSarana = read({
  group: 'rujukan',
  name: 'sarana',
  path: '/Rujukan/ListSarana/PPKRujukan/{ppkRujukan}',
  params: z.strictObject({ ppkRujukan: ppk }),
  response: listOf(z.looseObject({ kodeSarana: text, namaSarana: maybeText })),
  empty: LIST_EMPTY,
  source: '§4.3',
  purpose: 'Equipment of a target hospital.',
  example: {
    params: { ppkRujukan: '9999R002' },
    response: { list: [{ kodeSarana: '1', namaSarana: 'REKAM MEDIK' }] },
  },
});

export const vclaimRujukanKeluar = {
  rujukanKeluarInsert,
  rujukanKeluarUpdate,
  rujukanKeluarDelete,
  rujukanKeluarList,
  rujukanKeluarFind,
  rujukanSpesialistik,
  rujukanSarana,
} as const;
