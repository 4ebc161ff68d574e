// Antrean FKTP, calls of the clinic to BPJS: all five endpoints of docs/facts/antrean-fktp.md §A. Entries cannot be
// read back: repeating an addition and being told "sudah terdaftar" is the only proof that it arrived.
import { z } from 'zod';
import { endpointsOf } from '../endpoint.ts';
import {
  clockRange,
  isoDate,
  listOf,
  maybeNum,
  maybeText,
  noParams,
  noResponse,
  num,
  segment,
  text,
} from '../shapes.ts';

const { read, write } = endpointsOf({
  service: 'antreanfktp',
  facts: 'antrean-fktp',
  confidence: 'B',
  readEncryption: 'string-is-encrypted',
  writeEncryption: 'plain',
  readSuccess: ['1', '200'],
  writeSuccess: ['200', '1'],
  // A closed day arrives under 201, told apart by its text only.
  readEmpty: ['1', '200', '201', '204'],
});

const refPoli = read({
  group: 'referensi',
  name: 'poli',
  path: '/ref/poli/tanggal/{tanggal}',
  params: z.strictObject({ tanggal: isoDate }),
  response: listOf(
    z.looseObject({ namapoli: text, kodepoli: text, nmsubspesialis: maybeText, kdsubspesialis: maybeText }),
  ),
  source: '§A',
  purpose: 'Units that are open on a date.',
  example: {
    params: { tanggal: '2026-09-15' },
    response: { list: [{ namapoli: 'POLI UMUM', kodepoli: '001', nmsubspesialis: null, kdsubspesialis: null }] },
  },
});

const refDokter = read({
  group: 'referensi',
  name: 'dokter',
  path: '/ref/dokter/kodepoli/{kodepoli}/tanggal/{tanggal}',
  params: z.strictObject({ kodepoli: segment, tanggal: isoDate }),
  response: listOf(z.looseObject({ namadokter: text, kodedokter: num, jampraktek: text, kapasitas: maybeNum })),
  source: '§A',
  purpose: 'Doctors and sessions of a unit on a date.',
  example: {
    params: { kodepoli: '001', tanggal: '2026-09-15' },
    response: { list: [{ namadokter: 'dr. Contoh', kodedokter: 99951, jampraktek: '08:00-14:00', kapasitas: 30 }] },
  },
});

const add = write({
  group: 'antrean',
  name: 'add',
  method: 'POST',
  path: '/antrean/add',
  params: noParams,
  request: z.looseObject({
    nomorkartu: text,
    nik: text,
    nohp: text,
    kodepoli: text,
    namapoli: text,
    norm: text,
    tanggalperiksa: isoDate,
    kodedokter: num,
    namadokter: text,
    jampraktek: clockRange,
    nomorantrean: text,
    angkaantrean: num,
    keterangan: z.string(),
  }),
  response: noResponse,
  writeClass: 'write-once',
  source: '§A',
  purpose: 'Reports a queue entry that was taken at the clinic.',
  example: {
    params: {},
    request: {
      nomorkartu: '0000000000017',
      nik: '9999000000000017',
      nohp: '080000000017',
      kodepoli: '001',
      namapoli: 'POLI UMUM',
      norm: '000017',
      tanggalperiksa: '2026-09-15',
      kodedokter: 99951,
      namadokter: 'dr. Contoh',
      jampraktek: '08:00-14:00',
      nomorantrean: 'A-12',
      angkaantrean: 12,
      keterangan: '',
    },
    response: null,
  },
});

const panggil = write({
  group: 'antrean',
  name: 'panggil',
  method: 'POST',
  path: '/antrean/panggil',
  params: noParams,
  request: z.looseObject({
    tanggalperiksa: isoDate,
    kodepoli: text,
    nomorkartu: text,
    status: num.pipe(z.union([z.literal(1), z.literal(2)])),
    waktu: num,
  }),
  response: noResponse,
  // A repeat sets the same state again.
  writeClass: 'write-once',
  source: '§A',
  purpose: 'Tells that a person is present (1) or absent (2).',
  example: {
    params: {},
    request: {
      tanggalperiksa: '2026-09-15',
      kodepoli: '001',
      nomorkartu: '0000000000017',
      status: 1,
      waktu: 1789437600000,
    },
    response: null,
  },
});

const batal = write({
  group: 'antrean',
  name: 'batal',
  method: 'POST',
  path: '/antrean/batal',
  params: noParams,
  request: z.looseObject({ tanggalperiksa: isoDate, kodepoli: text, nomorkartu: text, alasan: z.string() }),
  response: noResponse,
  // An entry may be added again after its cancellation, so a late copy could cancel the new one.
  writeClass: 'dangerous',
  source: '§A',
  purpose: 'Cancels a queue entry.',
  example: {
    params: {},
    request: {
      tanggalperiksa: '2026-09-15',
      kodepoli: '001',
      nomorkartu: '0000000000017',
      alasan: 'Pasien membatalkan',
    },
    response: null,
  },
});

/** The typed Antrean FKTP endpoints. */
export const antreanfktp = { refPoli, refDokter, add, panggil, batal } as const;
