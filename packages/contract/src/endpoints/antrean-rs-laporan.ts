// Antrean RS lists that BPJS keeps: waiting-time dashboards and bookings (docs/facts/antrean-rs.md §2.8 and §2.9).
import { z } from 'zod';
import { WAKTU_DASHBOARD } from '../codes.ts';
import {
  clockRange,
  isoDate,
  listOf,
  maybeNum,
  maybeText,
  month2,
  noParams,
  num,
  segment,
  text,
  year4,
} from '../shapes.ts';
import { antreanEndpoints } from './antrean-rs-common.ts';

const { read } = antreanEndpoints;

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
  params: z.strictObject({
    kodepoli: segment,
    kodedokter: z.string().regex(/^\d+$/),
    hari: z.string().regex(/^[1-7]$/),
    jampraktek: clockRange,
  }),
  response: listOf(bookingRow),
  source: '§2.9',
  purpose: 'Bookings of one doctor session that are not served yet.',
  example: {
    params: { kodepoli: 'INT', kodedokter: '99901', hari: '4', jampraktek: '08:00-12:00' },
    response: bookingExample,
  },
});

export const antreanLaporan = {
  dashboardTanggal,
  dashboardBulan,
  pendaftaranTanggal,
  pendaftaranKodebooking,
  pendaftaranAktif,
  pendaftaranSesi,
} as const;
