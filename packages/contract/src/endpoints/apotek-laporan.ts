// Apotek Online, looking back: what a member was given by any pharmacy, and what became of the claims
// (docs/facts/aplicares-icare-apotek.md §4.1 and §4.5).
import { z } from 'zod';
import { cardNumber, isoDate, maybeNum, maybeText, rowsOf, text, year4 } from '../shapes.ts';
import { apotekEndpoints, kdJnsObatOrAll } from './apotek-common.ts';

const { read } = apotekEndpoints;

const riwayatObat = read({
  group: 'riwayat',
  name: 'obat',
  path: '/riwayatobat/{tglAwal}/{tglAkhir}/{noKartu}',
  params: z.strictObject({ tglAwal: isoDate, tglAkhir: isoDate, noKartu: cardNumber }),
  response: z.looseObject({
    list: z.looseObject({
      nokartu: text,
      namapeserta: maybeText,
      tgllhr: maybeText,
      history: rowsOf(
        z.looseObject({
          nosjp: text,
          tglpelayanan: maybeText,
          noresep: maybeText,
          kodeobat: maybeText,
          namaobat: maybeText,
          jmlobat: maybeText,
        }),
      ),
    }),
  }),
  source: '§4.5',
  purpose: 'What was dispensed to a member in a period, by any pharmacy.',
  example: {
    params: { tglAwal: '2026-01-01', tglAkhir: '2026-01-31', noKartu: '0000000000012' },
    response: {
      list: {
        nokartu: '0000000000012',
        namapeserta: 'PESERTA CONTOH DUA BELAS',
        tgllhr: '1980-05-06',
        history: [
          {
            nosjp: '9999A00101260000001',
            tglpelayanan: '2026-01-15',
            noresep: '00012',
            kodeobat: '99900000005',
            namaobat: 'Amlodipin tab 10 mg',
            jmlobat: '30.00',
          },
        ],
      },
    },
  },
});

const monitoringKlaim = read({
  group: 'monitoring',
  name: 'klaim',
  path: '/monitoring/klaim/{bulan}/{tahun}/{kdJnsObat}/{status}',
  params: z.strictObject({
    bulan: z.string().regex(/^(0?[1-9]|1[0-2])$/),
    tahun: year4,
    kdJnsObat: kdJnsObatOrAll,
    // The catalogue says 1 unverified, 2 verified, a program 0 and 1 (§4.1): the facility finds out which it is.
    status: z.enum(['0', '1', '2']),
  }),
  response: z.looseObject({
    rekap: z.looseObject({
      jumlahdata: maybeNum,
      /** Rupiah, as text. */
      totalbiayapengajuan: maybeText,
      totalbiayasetuju: maybeText,
      listsep: rowsOf(
        z.looseObject({
          nosepapotek: text,
          nosepaasal: maybeText,
          nokartu: maybeText,
          namapeserta: maybeText,
          noresep: maybeText,
          jnsobat: maybeText,
          tglpelayanan: maybeText,
          biayapengajuan: maybeText,
          biayasetuju: maybeText,
        }),
      ),
    }),
  }),
  confidence: 'U',
  source: '§4.5',
  purpose: 'Claims of a month with what was asked and what was approved.',
  example: {
    params: { bulan: '1', tahun: '2026', kdJnsObat: '0', status: '1' },
    response: {
      rekap: {
        jumlahdata: 1,
        totalbiayapengajuan: '15000',
        totalbiayasetuju: '0',
        listsep: [
          {
            nosepapotek: '9999A00101260000001',
            nosepaasal: '9999R0010126V000012',
            nokartu: '0000000000012',
            namapeserta: 'PESERTA CONTOH DUA BELAS',
            noresep: '00012',
            jnsobat: 'Obat Kronis Belum Stabil',
            tglpelayanan: '2026-01-15',
            biayapengajuan: '15000',
            biayasetuju: '0',
          },
        ],
      },
    },
  },
});

export const apotekLaporan = { riwayatObat, monitoringKlaim } as const;
