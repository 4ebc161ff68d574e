// Apotek Online, the medicines of a prescription (docs/facts/aplicares-icare-apotek.md §4.2 and §4.4). There is no transaction and no
// change: each item is a call of its own, a wrong one is deleted and added again, and nothing is repeated before it was read back.
import { z } from 'zod';
import { maybeText, noParams, noResponse, num, rowsOf, text } from '../shapes.ts';
import { apotekEndpoints, noResep, sepNumber } from './apotek-common.ts';

const { read, write } = apotekEndpoints;

const amount = num.pipe(z.number().positive());
const item = {
  /** `noApotik` of the prescription. */
  NOSJP: sepNumber,
  NORESEP: noResep,
  KDOBT: z.string().min(1),
  NMOBAT: z.string().min(1),
  /** Times per day. */
  SIGNA1OBT: amount,
  /** Amount each time. */
  SIGNA2OBT: amount,
  /** Quantity dispensed. */
  JMLOBT: amount,
  /** Days of therapy. */
  JHO: amount,
  /** A note on this medicine. */
  CatKhsObt: z.string(),
} as const;
const itemExample = {
  NOSJP: '9999A00101260000001',
  NORESEP: '00012',
  KDOBT: '99900000005',
  NMOBAT: 'Amlodipin tab 10 mg',
  SIGNA1OBT: 1,
  SIGNA2OBT: 1,
  JMLOBT: 30,
  JHO: 30,
  CatKhsObt: '-',
} as const;
const { NOSJP, NORESEP, ...plainRest } = itemExample;

const obatNonRacikan = write({
  group: 'obat',
  name: 'nonRacikan',
  method: 'POST',
  path: '/obatnonracikan/v3/insert',
  params: noParams,
  request: z.looseObject(item),
  response: noResponse,
  // Nothing tells a second copy from a second box of the same medicine.
  writeClass: 'dangerous',
  source: '§4.4',
  purpose: 'Adds a plain medicine to a prescription.',
  example: { params: {}, request: { ...itemExample }, response: null },
});

const obatRacikan = write({
  group: 'obat',
  name: 'racikan',
  method: 'POST',
  path: '/obatracikan/v3/insert',
  params: noParams,
  request: z.looseObject({
    ...item,
    /** The compound it belongs to: every ingredient of one compound carries the same `R.01`, `R.02` …. */
    JNSROBT: z.string().regex(/^R\.\d{2}$/),
    /** Amount that the prescription asks for of this ingredient. */
    PERMINTAAN: amount,
  }),
  response: noResponse,
  writeClass: 'dangerous',
  source: '§4.4',
  purpose: 'Adds one ingredient of a compounded medicine.',
  example: {
    params: {},
    request: { NOSJP, NORESEP, JNSROBT: 'R.01', ...plainRest, PERMINTAAN: 30 },
    response: null,
  },
});

const obatDelete = write({
  group: 'obat',
  name: 'delete',
  method: 'DELETE',
  path: '/pelayanan/obat/hapus/',
  params: noParams,
  request: z.looseObject({
    nosepapotek: sepNumber,
    noresep: noResep,
    kodeobat: z.string().min(1),
    /** As the item list names it: `N` plain, for compounds presumably `R` (§4.4 [D]). */
    tipeobat: z.string().min(1),
  }),
  response: noResponse,
  // The same medicine may have been added again meanwhile.
  writeClass: 'dangerous',
  source: '§4.4',
  purpose: 'Takes one medicine out of a prescription.',
  example: {
    params: {},
    request: { nosepapotek: '9999A00101260000001', noresep: '00012', kodeobat: '99900000005', tipeobat: 'N' },
    response: null,
  },
});

const obatDaftar = read({
  group: 'obat',
  name: 'daftar',
  // The catalogue and two programs against one program: the first unless the setting says otherwise (§4.1).
  path: '/obat/daftar/{noSep}',
  otherPath: '/pelayanan/obat/daftar/{noSep}',
  params: z.strictObject({ noSep: sepNumber }),
  response: z.looseObject({
    detailsep: z.looseObject({
      noSepApotek: text,
      noSepAsal: maybeText,
      noresep: maybeText,
      nokartu: maybeText,
      nmpst: maybeText,
      kdjnsobat: maybeText,
      nmjnsobat: maybeText,
      tglpelayanan: maybeText,
      listobat: rowsOf(
        z.looseObject({
          kodeobat: text,
          namaobat: maybeText,
          tipeobat: maybeText,
          /** Amounts and the price in rupiah come as decimal texts such as `23.00`. */
          signa1: maybeText,
          signa2: maybeText,
          hari: maybeText,
          permintaan: maybeText,
          jumlah: maybeText,
          harga: maybeText,
        }),
      ),
    }),
  }),
  confidence: 'U',
  source: '§4.5',
  purpose: 'The medicines of a prescription, to see which items arrived.',
  example: {
    params: { noSep: '9999A00101260000001' },
    response: {
      detailsep: {
        noSepApotek: '9999A00101260000001',
        noSepAsal: '9999R0010126V000012',
        noresep: '00012',
        nokartu: '0000000000012',
        nmpst: 'PESERTA CONTOH DUA BELAS',
        kdjnsobat: '2',
        nmjnsobat: 'Obat Kronis Belum Stabil',
        tglpelayanan: '2026-01-15',
        listobat: [
          {
            kodeobat: '99900000005',
            namaobat: 'Amlodipin tab 10 mg',
            tipeobat: 'N',
            signa1: '1.00',
            signa2: '1.00',
            hari: '30.00',
            permintaan: null,
            jumlah: '30.00',
            harga: '500',
          },
        ],
      },
    },
  },
});

export const apotekObat = { obatNonRacikan, obatRacikan, obatDelete, obatDaftar } as const;
