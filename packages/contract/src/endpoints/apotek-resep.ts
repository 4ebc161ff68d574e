// Apotek Online, the prescription itself: opened first, deleted last, listed to see what arrived
// (docs/facts/aplicares-icare-apotek.md §4.2 and §4.3). Field names keep their irregular case.
import { z } from 'zod';
import { maybeText, noParams, noResponse, rowsOf, text } from '../shapes.ts';
import { apotekEndpoints, dateTime, kdJnsObat, kdJnsObatOrAll, noResep, sepNumber } from './apotek-common.ts';

const { write } = apotekEndpoints;

const resepInsert = write({
  group: 'resep',
  name: 'insert',
  method: 'POST',
  path: '/sjpresep/v3/insert',
  params: noParams,
  request: z.looseObject({
    /** Time of entry. */
    TGLSJP: dateTime,
    /** SEP of the visit. */
    REFASALSJP: sepNumber,
    POLIRSP: z.string().min(1),
    KDJNSOBAT: kdJnsObat,
    NORESEP: noResep,
    IDUSERSJP: z.string().min(1),
    /** Date of the prescription. */
    TGLRSP: dateTime,
    /** Date of dispensing. */
    TGLPELRSP: dateTime,
    /** BPJS code of the doctor; the catalogue's example sends `0`. */
    KdDokter: text,
    /** `1`: may be dispensed again. */
    iterasi: z.enum(['0', '1']),
  }),
  response: z.looseObject({
    noSep_Kunjungan: maybeText,
    noKartu: maybeText,
    nama: maybeText,
    faskesAsal: maybeText,
    /** The pharmacy's SEP number: NOSJP of everything that follows. */
    noApotik: z.string().min(1),
    noResep: maybeText,
    tglResep: maybeText,
    kdJnsObat: maybeText,
    /** Billed and verified amount in rupiah. */
    byTagRsp: maybeText,
    byVerRsp: maybeText,
    tglEntry: maybeText,
  }),
  // NORESEP must be unique within the claim month, but whether BPJS refuses a second copy is written nowhere (§4.6).
  writeClass: 'dangerous',
  source: '§4.3',
  purpose: 'Opens a prescription and answers the pharmacy SEP number.',
  example: {
    params: {},
    request: {
      TGLSJP: '2026-01-15 10:05:00',
      REFASALSJP: '9999R0010126V000012',
      POLIRSP: 'INT',
      KDJNSOBAT: '2',
      NORESEP: '00012',
      IDUSERSJP: 'APT-01',
      TGLRSP: '2026-01-15 00:00:00',
      TGLPELRSP: '2026-01-15 00:00:00',
      KdDokter: '99901',
      iterasi: '0',
    },
    response: {
      noSep_Kunjungan: '9999R0010126V000012',
      noKartu: '0000000000012',
      nama: 'PESERTA CONTOH DUA BELAS',
      faskesAsal: '9999R001',
      noApotik: '9999A00101260000001',
      noResep: '00012',
      tglResep: '2026-01-15',
      kdJnsObat: '2',
      byTagRsp: '0',
      byVerRsp: '0',
      tglEntry: '2026-01-15',
    },
  },
});

const resepDelete = write({
  group: 'resep',
  name: 'delete',
  method: 'DELETE',
  path: '/hapusresep',
  params: noParams,
  request: z.looseObject({ nosjp: sepNumber, refasalsjp: sepNumber, noresep: noResep }),
  response: noResponse,
  // The number is free again afterwards, so a late copy could take a later prescription away.
  writeClass: 'dangerous',
  source: '§4.4',
  purpose: 'Deletes a prescription; its items go first.',
  example: {
    params: {},
    request: { nosjp: '9999A00101260000001', refasalsjp: '9999R0010126V000012', noresep: '00012' },
    response: null,
  },
});

const resepList = write({
  group: 'resep',
  name: 'list',
  method: 'POST',
  path: '/daftarresep',
  params: noParams,
  request: z.looseObject({
    kdppk: z.string().min(1),
    KdJnsObat: kdJnsObatOrAll,
    /** Which date is meant: of dispensing or of the prescription. */
    JnsTgl: z.enum(['TGLPELSJP', 'TGLRSP']),
    TglMulai: dateTime,
    TglAkhir: dateTime,
  }),
  response: z.looseObject({
    // The facts only say that one row may come bare; its names are unverified [U], so nothing rests on them.
    resep: rowsOf(
      z.looseObject({
        NORESEP: maybeText,
        NOAPOTIK: maybeText,
        NOSEP_KUNJUNGAN: maybeText,
        NOKARTU: maybeText,
        NAMA: maybeText,
        TGLENTRY: maybeText,
        TGLRESEP: maybeText,
        TGLPELRSP: maybeText,
        BYTAGRSP: maybeText,
        BYVERRSP: maybeText,
        KDJNSOBAT: maybeText,
        FASKESASAL: maybeText,
      }),
    ),
  }),
  writeClass: 'read',
  source: '§4.5',
  purpose: 'The prescriptions of a pharmacy in a period.',
  example: {
    params: {},
    request: {
      kdppk: '9999A001',
      KdJnsObat: '0',
      JnsTgl: 'TGLPELSJP',
      TglMulai: '2026-01-01 00:00:00',
      TglAkhir: '2026-01-31 23:59:59',
    },
    response: {
      resep: [
        {
          NORESEP: '00012',
          NOAPOTIK: '9999A00101260000001',
          NOSEP_KUNJUNGAN: '9999R0010126V000012',
          NOKARTU: '0000000000012',
          NAMA: 'PESERTA CONTOH DUA BELAS',
          TGLENTRY: '2026-01-15',
          TGLRESEP: '2026-01-15',
          TGLPELRSP: '2026-01-15',
          BYTAGRSP: '15000',
          BYVERRSP: '0',
          KDJNSOBAT: '2',
          FASKESASAL: '9999R001',
        },
      ],
    },
  },
});

export const apotekResep = { resepInsert, resepDelete, resepList } as const;
