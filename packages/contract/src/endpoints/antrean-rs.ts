// Antrean RS, calls of the hospital to BPJS: all 17 endpoints of docs/facts/antrean-rs.md §2. The calls that Mobile JKN
// makes to the hospital are another direction and are not here.
import { z } from 'zod';
import { HARI, JENIS_IDENTITAS_FINGERPRINT, JENIS_PASIEN, JENIS_RESEP_FARMASI, JENIS_RESEP_TASK, TASK_IDS, WAKTU_DASHBOARD } from '../codes.ts';
import { endpointsOf } from '../endpoint.ts';
import { clockRange, isoDate, listOf, maybeNum, maybeText, month2, noParams, noResponse, num, segment, text, year4 } from '../shapes.ts';

const { read, write } = endpointsOf({
  service: 'antreanrs',
  facts: 'antrean-rs',
  confidence: 'A',
  readEncryption: 'string-is-encrypted',
  writeEncryption: 'plain',
  // Only the four ref/… reads answer 1; 200 is accepted there too because the code type drifts between servers.
  readSuccess: ['200'],
  writeSuccess: ['200'],
  // "No Content" was seen under 201 and is believed to be 204, docs/facts/antrean-rs.md §1 [C]/[D].
  readEmpty: ['200', '201', '204'],
});
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
    response: { list: [{ nmpoli: 'PENYAKIT DALAM', nmsubspesialis: 'PENYAKIT DALAM', kdsubspesialis: 'INT', kdpoli: 'INT' }] },
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
    request: { kodepoli: 'INT', kodesubspesialis: 'INT', kodedokter: 99901, jadwal: [{ hari: '4', buka: '08:00', tutup: '12:00' }] },
    response: null,
  },
});

const refPoliFingerprint = read({
  group: 'referensi',
  name: 'poliFingerprint',
  path: '/ref/poli/fp',
  params: noParams,
  response: listOf(z.looseObject({ kodesubspesialis: text, namasubspesialis: maybeText, kodepoli: text, namapoli: maybeText })),
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
  params: z.strictObject({ identitas: z.enum(JENIS_IDENTITAS_FINGERPRINT), noidentitas: z.string().regex(/^\d{13}(\d{3})?$/) }),
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

/** Body of `antrean/add`, docs/facts/antrean-rs.md §2.3. */
const bookingRequest = z.looseObject({
  kodebooking: z.string().min(1),
  jenispasien: z.enum(JENIS_PASIEN),
  nomorkartu: text,
  nik: text,
  nohp: text,
  kodepoli: z.string().min(1),
  namapoli: z.string(),
  pasienbaru: num,
  norm: text,
  tanggalperiksa: isoDate,
  kodedokter: num,
  namadokter: z.string(),
  jampraktek: clockRange,
  jeniskunjungan: num,
  nomorreferensi: text,
  nomorantrean: text,
  angkaantrean: num,
  estimasidilayani: num,
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
      nomorreferensi: '9999U0010126Y000012',
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
    request: { kodebooking: 'RS260115INT012', jenisresep: 'non racikan', nomorantrean: 7, keterangan: 'Resep sedang disiapkan' },
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
    waktu: num.pipe(z.number().int().min(1_000_000_000_000).max(9_999_999_999_999)),
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
  example: { params: {}, request: { kodebooking: 'RS260115INT012', keterangan: 'Pasien membatalkan kunjungan' }, response: null },
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

const dashboardRow = z.looseObject({
  kdppk: maybeText,
  nmppk: maybeText,
  kodepoli: text,
  namapoli: maybeText,
  tanggal: text,
  jumlah_antrean: num,
  waktu_task1: num,
  waktu_task2: num,
  waktu_task3: num,
  waktu_task4: num,
  waktu_task5: num,
  waktu_task6: num,
  avg_waktu_task1: num,
  avg_waktu_task2: num,
  avg_waktu_task3: num,
  avg_waktu_task4: num,
  avg_waktu_task5: num,
  avg_waktu_task6: num,
  insertdate: maybeNum,
});
const dashboardExample = {
  list: [
    {
      kdppk: '9999R001',
      nmppk: 'RS TIRTA MEDIKA',
      kodepoli: 'INT',
      namapoli: 'PENYAKIT DALAM',
      tanggal: '2026-01-15',
      jumlah_antrean: 1,
      waktu_task1: 0,
      waktu_task2: 0,
      waktu_task3: 600,
      waktu_task4: 480,
      waktu_task5: 300,
      waktu_task6: 900,
      avg_waktu_task1: 0,
      avg_waktu_task2: 0,
      avg_waktu_task3: 600,
      avg_waktu_task4: 480,
      avg_waktu_task5: 300,
      avg_waktu_task6: 900,
      insertdate: 1768470000000,
    },
  ],
};

const dashboardTanggal = read({
  group: 'dashboard',
  name: 'tanggal',
  path: '/dashboard/waktutunggu/tanggal/{tanggal}/waktu/{waktu}',
  params: z.strictObject({ tanggal: isoDate, waktu: z.enum(WAKTU_DASHBOARD) }),
  response: listOf(dashboardRow),
  encryption: 'plain',
  source: '§2.8',
  purpose: 'Waiting times of a day per polyclinic, in seconds.',
  example: { params: { tanggal: '2026-01-15', waktu: 'rs' }, response: dashboardExample },
});

const dashboardBulan = read({
  group: 'dashboard',
  name: 'bulan',
  path: '/dashboard/waktutunggu/bulan/{bulan}/tahun/{tahun}/waktu/{waktu}',
  params: z.strictObject({ bulan: month2, tahun: year4, waktu: z.enum(WAKTU_DASHBOARD) }),
  response: listOf(dashboardRow),
  encryption: 'plain',
  source: '§2.8',
  purpose: 'Waiting times of a month per polyclinic, in seconds.',
  example: { params: { bulan: '01', tahun: '2026', waktu: 'server' }, response: dashboardExample },
});

const bookingRow = z.looseObject({
  kodebooking: text,
  tanggal: text,
  kodepoli: text,
  kodedokter: num,
  jampraktek: maybeText,
  nik: maybeText,
  nokapst: maybeText,
  nohp: maybeText,
  norekammedis: maybeText,
  jeniskunjungan: maybeNum,
  nomorreferensi: maybeText,
  sumberdata: maybeText,
  // One program met a non-numeric value here, docs/facts/antrean-rs.md §2.9.
  ispeserta: z.union([num, z.boolean().transform(Number), z.string()]).nullish(),
  noantrean: maybeText,
  estimasidilayani: maybeNum,
  createdtime: maybeNum,
  status: maybeText,
});
const bookingExample = {
  list: [
    {
      kodebooking: 'RS260115INT012',
      tanggal: '2026-01-15',
      kodepoli: 'INT',
      kodedokter: 99901,
      jampraktek: '08:00-12:00',
      nik: '9999000000000012',
      nokapst: '0000000000012',
      nohp: '080000000012',
      norekammedis: '000123',
      jeniskunjungan: 3,
      nomorreferensi: '9999R0010126K000012',
      sumberdata: 'Mobile JKN',
      ispeserta: 1,
      noantrean: 'INT-012',
      estimasidilayani: 1768442400000,
      createdtime: 1768356000000,
      status: 'Selesai dilayani',
    },
  ],
};

const pendaftaranTanggal = read({
  group: 'pendaftaran',
  name: 'tanggal',
  path: '/antrean/pendaftaran/tanggal/{tanggal}',
  params: z.strictObject({ tanggal: isoDate }),
  response: listOf(bookingRow),
  source: '§2.9',
  purpose: 'All bookings of a date.',
  example: { params: { tanggal: '2026-01-15' }, response: bookingExample },
});

const pendaftaranKodebooking = read({
  group: 'pendaftaran',
  name: 'kodebooking',
  path: '/antrean/pendaftaran/kodebooking/{kodebooking}',
  params: z.strictObject({ kodebooking: z.string().min(1) }),
  response: listOf(bookingRow),
  source: '§2.9',
  purpose: 'One booking, answered as a list of one.',
  example: { params: { kodebooking: 'RS260115INT012' }, response: bookingExample },
});

const pendaftaranAktif = read({
  group: 'pendaftaran',
  name: 'aktif',
  path: '/antrean/pendaftaran/aktif',
  params: noParams,
  response: listOf(bookingRow),
  source: '§2.9',
  purpose: 'Bookings that are not served yet.',
  example: { params: {}, response: bookingExample },
});

const pendaftaranSesi = read({
  group: 'pendaftaran',
  name: 'sesi',
  path: '/antrean/pendaftaran/kodepoli/{kodepoli}/kodedokter/{kodedokter}/hari/{hari}/jampraktek/{jampraktek}',
  params: z.strictObject({ kodepoli: segment, kodedokter: z.string().regex(/^\d+$/), hari: z.string().regex(/^[1-7]$/), jampraktek: clockRange }),
  response: listOf(bookingRow),
  source: '§2.9',
  purpose: 'Bookings of one doctor session that are not served yet.',
  example: { params: { kodepoli: 'INT', kodedokter: '99901', hari: '4', jampraktek: '08:00-12:00' }, response: bookingExample },
});

/** The typed Antrean RS endpoints. */
export const antreanrs = {
  refPoli,
  refDokter,
  jadwalDokter,
  updateJadwalDokter,
  refPoliFingerprint,
  refPasienFingerprint,
  add,
  farmasiAdd,
  updatewaktu,
  batal,
  getlisttask,
  dashboardTanggal,
  dashboardBulan,
  pendaftaranTanggal,
  pendaftaranKodebooking,
  pendaftaranAktif,
  pendaftaranSesi,
} as const;
