// Antrean RS, calls of the hospital to BPJS: bookings, task times, cancellation, pharmacy queue (docs/facts/antrean-rs.md
// §2.3 to §2.7). The calls that Mobile JKN makes to the hospital are another direction and are not here.
import { z } from 'zod';
import { JENIS_KUNJUNGAN, JENIS_PASIEN, JENIS_RESEP_FARMASI, JENIS_RESEP_TASK, TASK_IDS } from '../codes.ts';
import { clockRange, isoDate, listOf, maybeText, noParams, noResponse, num, text } from '../shapes.ts';
import { antreanEndpoints } from './antrean-rs-common.ts';
import { antreanLaporan } from './antrean-rs-laporan.ts';
import { antreanReferensi } from './antrean-rs-referensi.ts';

const { write } = antreanEndpoints;

/** Body of `antrean/add`, docs/facts/antrean-rs.md §2.3. */
const bookingRequest = z.looseObject({
  kodebooking: z.string().min(1),
  jenispasien: z.enum(JENIS_PASIEN),
  nomorkartu: text,
  nik: text,
  nohp: text,
  kodepoli: z.string().min(1),
  namapoli: z.string(),
  pasienbaru: num.describe('1 new, 0 known'),
  norm: text,
  tanggalperiksa: isoDate,
  kodedokter: num,
  namadokter: z.string(),
  jampraktek: clockRange,
  jeniskunjungan: num.describe(JENIS_KUNJUNGAN.map(({ kode, nama }) => `${kode} ${nama}`).join(' · ')),
  nomorreferensi: text,
  nomorantrean: text,
  angkaantrean: num,
  estimasidilayani: num.describe('epoch milliseconds'),
  sisakuotajkn: num,
  kuotajkn: num,
  sisakuotanonjkn: num,
  kuotanonjkn: num,
  keterangan: z.string(),
});

const add = write({
  group: 'antrean',
  name: 'add',
  method: 'POST',
  path: '/antrean/add',
  params: noParams,
  request: bookingRequest,
  response: noResponse,
  already: ['208'],
  writeClass: 'write-once',
  source: '§2.3',
  purpose: 'Registers a queue booking; its kodebooking is the key of every later call.',
  example: {
    params: {},
    request: {
      kodebooking: 'RS260115INT012',
      jenispasien: 'JKN',
      nomorkartu: '0000000000012',
      nik: '9999000000000012',
      nohp: '080000000012',
      kodepoli: 'INT',
      namapoli: 'Penyakit Dalam',
      pasienbaru: 0,
      norm: '000123',
      tanggalperiksa: '2026-01-15',
      kodedokter: 99901,
      namadokter: 'dr. Contoh, Sp.PD',
      jampraktek: '08:00-12:00',
      jeniskunjungan: 1,
      nomorreferensi: '9999U0011225P000012',
      nomorantrean: 'INT-012',
      angkaantrean: 12,
      estimasidilayani: 1768442400000,
      sisakuotajkn: 18,
      kuotajkn: 30,
      sisakuotanonjkn: 10,
      kuotanonjkn: 10,
      keterangan: 'Datang 30 menit lebih awal',
    },
    response: null,
  },
});

const farmasiAdd = write({
  group: 'antrean',
  name: 'farmasiAdd',
  method: 'POST',
  path: '/antrean/farmasi/add',
  params: noParams,
  request: z.looseObject({
    kodebooking: z.string().min(1),
    jenisresep: z.enum(JENIS_RESEP_FARMASI),
    nomorantrean: num,
    keterangan: z.string(),
  }),
  response: noResponse,
  already: ['208'],
  writeClass: 'write-once',
  source: '§2.4',
  purpose: 'Registers a pharmacy queue number of a booking.',
  example: {
    params: {},
    request: {
      kodebooking: 'RS260115INT012',
      jenisresep: 'non racikan',
      nomorantrean: 7,
      keterangan: 'Resep sedang disiapkan',
    },
    response: null,
  },
});

const taskNumber = num.pipe(z.union(TASK_IDS.map((task) => z.literal(task))));

const updatewaktu = write({
  group: 'antrean',
  name: 'updatewaktu',
  method: 'POST',
  path: '/antrean/updatewaktu',
  params: noParams,
  request: z.looseObject({
    kodebooking: z.string().min(1),
    taskid: taskNumber,
    // Epoch milliseconds, 13 digits, docs/facts/task-id.md §3 [A].
    waktu: num.pipe(z.number().int().min(1_000_000_000_000).max(9_999_999_999_999)).describe('epoch milliseconds'),
    jenisresep: z.enum(JENIS_RESEP_TASK).optional(),
  }),
  response: noResponse,
  already: ['208'],
  writeClass: 'write-once',
  source: '§2.5',
  purpose: 'Stores the observed time of one Task ID; despite its name it never overwrites.',
  example: {
    params: {},
    request: { kodebooking: 'RS260115INT012', taskid: 5, waktu: 1768443300000, jenisresep: 'Non racikan' },
    response: null,
  },
});

const batal = write({
  group: 'antrean',
  name: 'batal',
  method: 'POST',
  path: '/antrean/batal',
  params: noParams,
  request: z.looseObject({ kodebooking: z.string().min(1), keterangan: z.string() }),
  response: noResponse,
  already: ['208'],
  writeClass: 'write-once',
  source: '§2.6',
  purpose: 'Cancels a booking.',
  example: {
    params: {},
    request: { kodebooking: 'RS260115INT012', keterangan: 'Pasien membatalkan kunjungan' },
    response: null,
  },
});

const getlisttask = write({
  group: 'antrean',
  name: 'getlisttask',
  method: 'POST',
  path: '/antrean/getlisttask',
  params: noParams,
  request: z.looseObject({ kodebooking: z.string().min(1) }),
  response: listOf(
    z.looseObject({ wakturs: maybeText, waktu: maybeText, taskname: maybeText, taskid: num, kodebooking: maybeText }),
  ),
  encryption: 'string-is-encrypted',
  empty: ['200', '201', '204'],
  writeClass: 'read',
  source: '§2.7',
  purpose: 'Reads back the task times that BPJS holds for a booking; wakturs is the time we sent.',
  example: {
    params: {},
    request: { kodebooking: 'RS260115INT012' },
    response: {
      list: [
        {
          wakturs: '15-01-2026 08:05:10 WIB',
          waktu: '15-01-2026 08:05:12 WIB',
          taskname: 'mulai waktu tunggu poli',
          taskid: 3,
          kodebooking: 'RS260115INT012',
        },
      ],
    },
  },
});

/** The typed Antrean RS endpoints. */
export const antreanrs = {
  ...antreanReferensi,
  add,
  farmasiAdd,
  updatewaktu,
  batal,
  getlisttask,
  ...antreanLaporan,
} as const;
