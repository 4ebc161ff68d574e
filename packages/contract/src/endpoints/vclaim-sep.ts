// VClaim SEP, the writing calls: insert, update, delete, discharge (docs/facts/vclaim.md §4.5 and §4.6). The 1.1 forms are
// obsolete and deliberately absent.
import { z } from 'zod';
import { bareText, isoDate, maybeText, noParams, noResponse, text } from '../shapes.ts';
import { sepPeserta, sepPesertaExample, vclaimEndpoints } from './vclaim-common.ts';

const { write } = vclaimEndpoints;

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
      informasi: z
        .looseObject({ dinsos: maybeText, eSEP: maybeText, noSKTM: maybeText, prolanisPRB: maybeText })
        .nullish(),
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
          rujukan: {
            asalRujukan: '1',
            tglRujukan: '2025-01-02',
            noRujukan: '9999U0010125P000001',
            ppkRujukan: '9999U001',
          },
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

export const vclaimSep = { sepInsert, sepUpdate, sepDelete, sepUpdateTanggalPulang } as const;
