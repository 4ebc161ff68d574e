// Apotek Online, what a pharmacy looks up: medicines, facilities, its settings, the visit behind a SEP, new PRB members, stock
// (docs/facts/aplicares-icare-apotek.md §4.1 and §4.5).
import { z } from 'zod';
import {
  isoDate,
  kodeNama,
  listOf,
  maybeBool,
  maybeText,
  noParams,
  noResponse,
  num,
  rowsOf,
  searchWord,
  segment,
  text,
  year4,
} from '../shapes.ts';
import { apotekEndpoints, kdJnsObat, sepNumber } from './apotek-common.ts';

const { read, write } = apotekEndpoints;

const refDpho = read({
  group: 'referensi',
  name: 'dpho',
  path: '/referensi/dpho',
  params: noParams,
  response: listOf(
    z.looseObject({
      kodeobat: text,
      namaobat: text,
      prb: maybeBool,
      kronis: maybeBool,
      kemo: maybeBool,
      /** Rupiah, as text. */
      harga: maybeText,
      /** May be the text `Null`. */
      restriksi: maybeText,
      generik: maybeText,
      aktif: maybeText,
      sedia: maybeText,
      stok: maybeText,
    }),
  ),
  source: '§4.5',
  purpose: 'All medicines of the formulary; large, so read it once a day.',
  example: {
    params: {},
    response: {
      list: [
        {
          kodeobat: '99900000005',
          namaobat: 'Amlodipin tab 10 mg',
          prb: true,
          kronis: true,
          kemo: false,
          harga: '500',
          restriksi: 'Maks 30 tab/bln',
          generik: 'Amlodipin',
          aktif: null,
          sedia: null,
          stok: null,
        },
      ],
    },
  },
});

const refPoli = read({
  group: 'referensi',
  name: 'poli',
  path: '/referensi/poli/{kata}',
  params: z.strictObject({ kata: searchWord }),
  response: z.looseObject({ poli: rowsOf(kodeNama) }),
  source: '§4.1',
  purpose: 'Clinics by code or name.',
  example: { params: { kata: 'INT' }, response: { poli: [{ kode: 'INT', nama: 'PENYAKIT DALAM' }] } },
});

const refPpk = read({
  group: 'referensi',
  name: 'ppk',
  path: '/referensi/ppk/{jenis}/{nama}',
  // 1 first level, 2 hospital.
  params: z.strictObject({ jenis: z.enum(['1', '2']), nama: searchWord }),
  response: z.looseObject({ faskes: rowsOf(kodeNama) }),
  source: '§4.1',
  purpose: 'Facilities by name.',
  example: {
    params: { jenis: '2', nama: 'tirta' },
    response: { faskes: [{ kode: '9999R001', nama: 'RS TIRTA MEDIKA' }] },
  },
});

const refSetting = read({
  group: 'referensi',
  name: 'setting',
  path: '/referensi/settingppk/read/{kodeApotek}',
  params: z.strictObject({ kodeApotek: segment }),
  // Of these members the facts name `checkstock` alone; the others are unverified [U], so nothing rests on them.
  response: z.looseObject({
    kode: maybeText,
    namaapoteker: maybeText,
    namakepala: maybeText,
    jabatankepala: maybeText,
    nipkepala: maybeText,
    siup: maybeText,
    alamat: maybeText,
    kota: maybeText,
    namaverifikator: maybeText,
    nppverifikator: maybeText,
    namapetugasapotek: maybeText,
    nippetugasapotek: maybeText,
    /** Whether BPJS compares what is dispensed with the stock that the pharmacy reported. */
    checkstock: maybeBool,
  }),
  source: '§4.1',
  purpose: 'What BPJS has set for a pharmacy.',
  example: {
    params: { kodeApotek: '9999A001' },
    response: {
      kode: '9999A001',
      namaapoteker: 'apt. Contoh',
      alamat: 'Jalan Contoh 1',
      kota: 'CONTOH',
      checkstock: false,
    },
  },
});

const refSpesialistik = read({
  group: 'referensi',
  name: 'spesialistik',
  path: '/referensi/spesialistik',
  params: noParams,
  response: listOf(kodeNama),
  source: '§4.1',
  purpose: 'Specialties.',
  example: { params: {}, response: { list: [{ kode: 'INT', nama: 'PENYAKIT DALAM' }] } },
});

const refObat = read({
  group: 'referensi',
  name: 'obat',
  path: '/referensi/obat/{kdJnsObat}/{tglResep}/{nama}',
  // A blank as `nama` asks for all: one program sends it so.
  params: z.strictObject({ kdJnsObat, tglResep: isoDate, nama: searchWord }),
  response: listOf(z.looseObject({ kode: text, nama: text, harga: maybeText })),
  source: '§4.1',
  purpose: 'Medicines of a group that may be dispensed on a date, with their price in rupiah.',
  example: {
    params: { kdJnsObat: '2', tglResep: '2026-01-15', nama: 'amlodipin' },
    response: { list: [{ kode: '99900000005', nama: 'Amlodipin tab 10 mg', harga: '500' }] },
  },
});

const sepFind = read({
  group: 'sep',
  name: 'find',
  path: '/sep/{noSep}',
  params: z.strictObject({ noSep: sepNumber }),
  response: z.looseObject({
    noSep: text,
    faskesasalresep: maybeText,
    nmfaskesasalresep: maybeText,
    nokartu: text,
    namapeserta: maybeText,
    jnskelamin: maybeText,
    tgllhr: maybeText,
    pisat: maybeText,
    kdjenispeserta: maybeText,
    nmjenispeserta: maybeText,
    kodebu: maybeText,
    namabu: maybeText,
    tglsep: maybeText,
    tglplgsep: maybeText,
    /** Label, e.g. `RJTL`. */
    jnspelayanan: maybeText,
    nmdiag: maybeText,
    poli: maybeText,
    /** `1` when the member takes part in PRB. */
    flagprb: maybeText,
    namaprb: maybeText,
    kodedokter: maybeText,
    namadokter: maybeText,
  }),
  source: '§4.5',
  purpose: 'The visit behind a SEP, before medicines are dispensed on it.',
  example: {
    params: { noSep: '9999R0010126V000012' },
    response: {
      noSep: '9999R0010126V000012',
      faskesasalresep: '9999R001',
      nmfaskesasalresep: 'RS TIRTA MEDIKA',
      nokartu: '0000000000012',
      namapeserta: 'PESERTA CONTOH DUA BELAS',
      jnskelamin: 'P',
      tgllhr: '1980-05-06',
      pisat: '1',
      kdjenispeserta: '21',
      nmjenispeserta: 'PBI (APBN)',
      kodebu: '',
      namabu: '',
      tglsep: '2026-01-15',
      tglplgsep: '2026-01-15',
      jnspelayanan: 'RJTL',
      nmdiag: 'Essential (primary) hypertension',
      poli: 'PENYAKIT DALAM',
      flagprb: '0',
      namaprb: '',
      kodedokter: '99901',
      namadokter: 'dr. Contoh, Sp.PD',
    },
  },
});

const prbRekap = read({
  group: 'prb',
  name: 'rekap',
  path: '/Prb/rekappeserta/tahun/{tahun}/bulan/{bulan}',
  params: z.strictObject({ tahun: year4, bulan: z.string().regex(/^([1-9]|1[0-2])$/) }),
  response: listOf(
    z.looseObject({
      No: maybeText,
      NamaPeserta: maybeText,
      NomorKaPst: text,
      Alamat: maybeText,
      /** `DD/MM/YYYY HH:mm:ss`. */
      TglSRB: maybeText,
      Diagnosa: maybeText,
      Obat: maybeText,
      DPJP: maybeText,
      AsalFaskes: maybeText,
    }),
  ),
  source: '§4.5',
  purpose: 'Members who joined PRB in a month.',
  example: {
    params: { tahun: '2026', bulan: '1' },
    response: {
      list: [
        {
          No: '1',
          NamaPeserta: 'PESERTA CONTOH EMPAT',
          NomorKaPst: '0000000000004',
          Alamat: 'Jalan Contoh 4',
          TglSRB: '15/01/2026 09:30:00',
          Diagnosa: 'E11.9',
          Obat: 'Metformin tab 500 mg',
          DPJP: 'dr. Contoh, Sp.PD',
          AsalFaskes: 'RS TIRTA MEDIKA',
        },
      ],
    },
  },
});

const stokUpdate = write({
  group: 'stok',
  name: 'update',
  method: 'POST',
  // Upper and lower case as written: this path is case-sensitive (§4.1).
  path: '/UpdateStokObat/updatestok',
  params: noParams,
  request: z.looseObject({
    KDOBAT: z.string().min(1),
    /** Units in stock now. */
    STOK: num.pipe(z.number().min(0)),
  }),
  response: noResponse,
  // A late copy would put an older stock over a newer one.
  writeClass: 'dangerous',
  source: '§4.4',
  purpose: 'Reports how much of a medicine the pharmacy has.',
  example: { params: {}, request: { KDOBAT: '99900000005', STOK: 1200 }, response: null },
});

export const apotekReferensi = {
  refDpho,
  refPoli,
  refPpk,
  refSetting,
  refSpesialistik,
  refObat,
  sepFind,
  prbRekap,
  stokUpdate,
} as const;
