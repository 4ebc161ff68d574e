// VClaim monitoring lists: the places to look after an unclear write (docs/facts/vclaim.md §4.10).
import { z } from 'zod';
import { cardNumber, isoDate, kodeNama, maybeText, rowsOf, text } from '../shapes.ts';
import { LIST_EMPTY, sepPeserta, sepPesertaExample, vclaimEndpoints } from './vclaim-common.ts';

const { read } = vclaimEndpoints;
const jnsPelayanan = z.enum(['1', '2']);

const monitoringKunjungan = read({
  group: 'monitoring',
  name: 'kunjungan',
  path: '/Monitoring/Kunjungan/Tanggal/{tglSep}/JnsPelayanan/{jnsPelayanan}',
  params: z.strictObject({ tglSep: isoDate, jnsPelayanan }),
  response: z.looseObject({
    sep: rowsOf(
      z.looseObject({
        diagnosa: maybeText,
        jnsPelayanan: maybeText,
        kelasRawat: maybeText,
        nama: maybeText,
        noKartu: text,
        noSep: text,
        noRujukan: maybeText,
        poli: maybeText,
        tglPlgSep: maybeText,
        tglSep: maybeText,
      }),
    ),
  }),
  empty: LIST_EMPTY,
  source: '§4.10',
  purpose: 'SEPs of a day; the first place to look after an unclear insert.',
  example: {
    params: { tglSep: '2025-01-06', jnsPelayanan: '2' },
    response: {
      sep: [
        {
          diagnosa: 'I10',
          jnsPelayanan: 'R.Jalan',
          kelasRawat: '3',
          nama: 'PESERTA CONTOH SATU',
          noKartu: '0000000000001',
          noSep: '9999R0010125V000001',
          noRujukan: '9999U0010125P000001',
          poli: 'INT',
          tglPlgSep: '2025-01-06',
          tglSep: '2025-01-06',
        },
      ],
    },
  },
});

const biaya = z.looseObject({
  byPengajuan: maybeText,
  bySetujui: maybeText,
  byTarifGruper: maybeText,
  byTarifRS: maybeText,
  byTopup: maybeText,
});

const monitoringKlaim = read({
  group: 'monitoring',
  name: 'klaim',
  path: '/Monitoring/Klaim/Tanggal/{tglPulang}/JnsPelayanan/{jnsPelayanan}/Status/{status}',
  params: z.strictObject({ tglPulang: isoDate, jnsPelayanan, status: z.enum(['1', '2', '3']) }),
  response: z.looseObject({
    klaim: rowsOf(
      z.looseObject({
        Inacbg: kodeNama.nullish(),
        biaya: biaya.nullish(),
        kelasRawat: maybeText,
        noFPK: maybeText,
        noSEP: text,
        peserta: z.looseObject({ nama: maybeText, noKartu: maybeText, noMR: maybeText }).nullish(),
        poli: maybeText,
        status: maybeText,
        tglPulang: maybeText,
        tglSep: maybeText,
      }),
    ),
  }),
  empty: LIST_EMPTY,
  source: '§4.10',
  purpose: 'Claims of a discharge day in one state.',
  example: {
    params: { tglPulang: '2025-01-06', jnsPelayanan: '2', status: '1' },
    response: {
      klaim: [
        {
          Inacbg: { kode: 'Q-5-44-0', nama: 'PENYAKIT KRONIS KECIL LAIN-LAIN' },
          biaya: { byPengajuan: '190000', bySetujui: '0', byTarifGruper: '190000', byTarifRS: '210000', byTopup: '0' },
          kelasRawat: '3',
          noFPK: '',
          noSEP: '9999R0010125V000001',
          peserta: { nama: 'PESERTA CONTOH SATU', noKartu: '0000000000001', noMR: '000123' },
          poli: 'PENYAKIT DALAM',
          status: 'Proses Verifikasi',
          tglPulang: '2025-01-06',
          tglSep: '2025-01-06',
        },
      ],
    },
  },
});

const monitoringHistori = read({
  group: 'monitoring',
  name: 'historiPelayanan',
  path: '/monitoring/HistoriPelayanan/NoKartu/{noKartu}/tglMulai/{tglMulai}/tglAkhir/{tglAkhir}',
  params: z.strictObject({ noKartu: cardNumber, tglMulai: isoDate, tglAkhir: isoDate }),
  response: z.looseObject({
    histori: rowsOf(
      z.looseObject({
        diagnosa: maybeText,
        jnsPelayanan: maybeText,
        kelasRawat: maybeText,
        namaPeserta: maybeText,
        noKartu: text,
        noSep: text,
        noRujukan: maybeText,
        poli: maybeText,
        ppkPelayanan: maybeText,
        tglPlgSep: maybeText,
        tglSep: maybeText,
      }),
    ),
  }),
  empty: LIST_EMPTY,
  source: '§4.10',
  purpose: 'Services that a member received in a span of days, at any hospital.',
  example: {
    params: { noKartu: '0000000000001', tglMulai: '2025-01-01', tglAkhir: '2025-01-31' },
    response: {
      histori: [
        {
          diagnosa: 'I10 - Essential (primary) hypertension',
          jnsPelayanan: '2',
          kelasRawat: null,
          namaPeserta: 'PESERTA CONTOH SATU',
          noKartu: '0000000000001',
          noSep: '9999R0010125V000001',
          noRujukan: '9999U0010125P000001',
          poli: 'PENYAKIT DALAM',
          ppkPelayanan: 'RS TIRTA MEDIKA',
          tglPlgSep: '2025-01-06',
          tglSep: '2025-01-06',
        },
      ],
    },
  },
});

const monitoringJasaRaharja = read({
  group: 'monitoring',
  name: 'jasaRaharja',
  path: '/monitoring/JasaRaharja/JnsPelayanan/{jnsPelayanan}/tglMulai/{tglMulai}/tglAkhir/{tglAkhir}',
  params: z.strictObject({ jnsPelayanan, tglMulai: isoDate, tglAkhir: isoDate }),
  response: z.looseObject({
    jaminan: rowsOf(
      z.looseObject({
        sep: z
          .looseObject({
            noSEP: text,
            tglSEP: maybeText,
            tglPlgSEP: maybeText,
            noMr: maybeText,
            jnsPelayanan: maybeText,
            poli: maybeText,
            diagnosa: maybeText,
            peserta: sepPeserta.nullish(),
          })
          .nullish(),
        jasaRaharja: z
          .looseObject({
            tglKejadian: maybeText,
            noRegister: maybeText,
            ketStatusDijamin: maybeText,
            ketStatusDikirim: maybeText,
            biayaDijamin: maybeText,
            plafon: maybeText,
            jmlDibayar: maybeText,
            resultsJasaRaharja: maybeText,
          })
          .nullish(),
      }),
    ),
  }),
  empty: LIST_EMPTY,
  source: '§4.10',
  purpose: 'Accident cases and what Jasa Raharja guarantees.',
  example: {
    params: { jnsPelayanan: '2', tglMulai: '2025-01-01', tglAkhir: '2025-01-31' },
    response: {
      jaminan: [
        {
          sep: {
            noSEP: '9999R0010125V000009',
            tglSEP: '2025-01-09',
            tglPlgSEP: '2025-01-09',
            noMr: '000123',
            peserta: sepPesertaExample,
          },
          jasaRaharja: {
            tglKejadian: '2025-01-09',
            noRegister: '000009',
            ketStatusDijamin: 'Dijamin',
            plafon: '20000000',
          },
        },
      ],
    },
  },
});

export const vclaimMonitoring = {
  monitoringKunjungan,
  monitoringKlaim,
  monitoringHistori,
  monitoringJasaRaharja,
} as const;
