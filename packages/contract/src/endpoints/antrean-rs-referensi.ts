// Antrean RS references and doctor schedules from HFIS (docs/facts/antrean-rs.md §2.1 and §2.2).
import { z } from 'zod';
import { HARI, JENIS_IDENTITAS_FINGERPRINT } from '../codes.ts';
import { isoDate, listOf, maybeNum, maybeText, noParams, noResponse, num, segment, text } from '../shapes.ts';
import { antreanEndpoints } from './antrean-rs-common.ts';

const { read, write } = antreanEndpoints;
const REF_SUCCESS = ['1', '200'] as const;
const REF_EMPTY = ['1', '200', '201', '204'] as const;

/** `08:00 - 12:00` of HFIS becomes the `08:00-12:00` that bookings need, docs/facts/antrean-rs.md §2.1. */
const jadwal = text.transform((value) => value.replaceAll(/\s*-\s*/g, '-').trim());

const refPoli = read({
  group: 'referensi',
  name: 'poli',
  path: '/ref/poli',
  params: noParams,
  response: listOf(z.looseObject({ nmpoli: text, nmsubspesialis: maybeText, kdsubspesialis: maybeText, kdpoli: text })),
  success: REF_SUCCESS,
  empty: REF_EMPTY,
  source: '§2.1',
  purpose: 'Polyclinics and sub-specialties that the hospital has in HFIS.',
  example: {
    params: {},
    response: {
      list: [{ nmpoli: 'PENYAKIT DALAM', nmsubspesialis: 'PENYAKIT DALAM', kdsubspesialis: 'INT', kdpoli: 'INT' }],
    },
  },
});

const refDokter = read({
  group: 'referensi',
  name: 'dokter',
  path: '/ref/dokter',
  params: noParams,
  response: listOf(z.looseObject({ namadokter: text, kodedokter: num })),
  success: REF_SUCCESS,
  empty: REF_EMPTY,
  source: '§2.1',
  purpose: 'Doctors of the hospital in HFIS.',
  example: { params: {}, response: { list: [{ namadokter: 'dr. Contoh, Sp.PD', kodedokter: 99901 }] } },
});

const jadwalDokter = read({
  group: 'jadwaldokter',
  name: 'list',
  path: '/jadwaldokter/kodepoli/{kodepoli}/tanggal/{tanggal}',
  params: z.strictObject({ kodepoli: segment, tanggal: isoDate }),
  response: listOf(
    z.looseObject({
      kodesubspesialis: text,
      namasubspesialis: maybeText,
      kodepoli: text,
      namapoli: maybeText,
      kodedokter: num,
      namadokter: text,
      hari: num,
      namahari: maybeText,
      jadwal,
      kapasitaspasien: maybeNum,
      libur: maybeNum,
    }),
  ),
  source: '§2.1',
  purpose: 'Doctor sessions of one polyclinic on a date.',
  example: {
    params: { kodepoli: 'INT', tanggal: '2026-01-15' },
    response: {
      list: [
        {
          kodesubspesialis: 'INT',
          namasubspesialis: 'PENYAKIT DALAM',
          kodepoli: 'INT',
          namapoli: 'Penyakit Dalam',
          kodedokter: 99901,
          namadokter: 'dr. Contoh, Sp.PD',
          hari: 4,
          namahari: 'KAMIS',
          jadwal: '08:00-12:00',
          kapasitaspasien: 30,
          libur: 0,
        },
      ],
    },
  },
});

const updateJadwalDokter = write({
  group: 'jadwaldokter',
  name: 'update',
  method: 'POST',
  path: '/jadwaldokter/updatejadwaldokter',
  params: noParams,
  request: z.looseObject({
    kodepoli: text,
    kodesubspesialis: text,
    kodedokter: num,
    jadwal: z.array(z.looseObject({ hari: text.pipe(z.enum(HARI)), buka: z.string(), tutup: z.string() })),
  }),
  response: noResponse,
  writeClass: 'dangerous',
  source: '§2.2',
  purpose: 'Proposes a schedule change to HFIS; it applies a day after approval.',
  example: {
    params: {},
    request: {
      kodepoli: 'INT',
      kodesubspesialis: 'INT',
      kodedokter: 99901,
      jadwal: [{ hari: '4', buka: '08:00', tutup: '12:00' }],
    },
    response: null,
  },
});

const refPoliFingerprint = read({
  group: 'referensi',
  name: 'poliFingerprint',
  path: '/ref/poli/fp',
  params: noParams,
  response: listOf(
    z.looseObject({ kodesubspesialis: text, namasubspesialis: maybeText, kodepoli: text, namapoli: maybeText }),
  ),
  success: REF_SUCCESS,
  empty: REF_EMPTY,
  source: '§2.1',
  purpose: 'Polyclinics where a fingerprint is required.',
  example: {
    params: {},
    response: { list: [{ kodesubspesialis: 'MAT', namasubspesialis: 'MATA', kodepoli: 'MAT', namapoli: 'MATA' }] },
  },
});

const refPasienFingerprint = read({
  group: 'referensi',
  name: 'pasienFingerprint',
  path: '/ref/pasien/fp/identitas/{identitas}/noidentitas/{noidentitas}',
  params: z.strictObject({
    identitas: z.enum(JENIS_IDENTITAS_FINGERPRINT),
    noidentitas: z.string().regex(/^\d{13}(\d{3})?$/),
  }),
  response: z.looseObject({ nomorkartu: text, nik: maybeText, tgllahir: maybeText, daftarfp: num }),
  success: REF_SUCCESS,
  empty: REF_EMPTY,
  source: '§2.1',
  purpose: 'Tells whether a person is enrolled for fingerprint checks.',
  example: {
    params: { identitas: 'noka', noidentitas: '0000000000012' },
    response: { nomorkartu: '0000000000012', nik: '9999000000000012', tgllahir: '2000-04-02', daftarfp: 1 },
  },
});

export const antreanReferensi = {
  refPoli,
  refDokter,
  jadwalDokter,
  updateJadwalDokter,
  refPoliFingerprint,
  refPasienFingerprint,
} as const;
