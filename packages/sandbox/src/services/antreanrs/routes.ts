// All 17 endpoints of Antrean RS with their decisions. Ids follow the catalogue; paths are matched by the router.

import { textAt } from '../../json.ts';
import type { Route } from '../../kernel.ts';
import { addBooking, addFarmasi, bodyOf, cancelBooking, proposeSchedule, subjectOf } from './booking.ts';
import { dashboardOfDay, dashboardOfMonth } from './dashboard.ts';
import * as reads from './reads.ts';
import { listTasks, storeTask } from './tasks.ts';

const read = (name: string, path: string, handle: Route['handle'], extra: Partial<Route> = {}): Route => ({
  service: 'antreanrs',
  id: `antreanrs.${name}`,
  group: name.split('.')[0] ?? '',
  method: 'GET',
  path,
  kind: 'read',
  handle,
  ...extra,
});
const write = (name: string, path: string, handle: Route['handle']): Route => ({
  ...read(name, path, handle),
  method: 'POST',
  kind: 'write',
  subject: subjectOf,
});

const SCHEDULE_KEY: Route['subject'] = (call) => ({ key: textAt(bodyOf(call), 'kodedokter'), data: {} });

export const ANTREANRS_ROUTES: readonly Route[] = [
  read('referensi.poli', '/ref/poli', reads.listPolis),
  read('referensi.dokter', '/ref/dokter', reads.listDoctors),
  read('jadwaldokter.list', '/jadwaldokter/kodepoli/{kodepoli}/tanggal/{tanggal}', reads.listSchedule),
  { ...write('jadwaldokter.update', '/jadwaldokter/updatejadwaldokter', proposeSchedule), subject: SCHEDULE_KEY },
  read('referensi.poliFingerprint', '/ref/poli/fp', reads.listFingerprintPolis),
  read(
    'referensi.pasienFingerprint',
    '/ref/pasien/fp/identitas/{identitas}/noidentitas/{noidentitas}',
    reads.fingerprintEnrolment,
  ),
  write('antrean.add', '/antrean/add', addBooking),
  write('antrean.farmasiAdd', '/antrean/farmasi/add', addFarmasi),
  write('antrean.updatewaktu', '/antrean/updatewaktu', storeTask),
  write('antrean.batal', '/antrean/batal', cancelBooking),
  { ...write('antrean.getlisttask', '/antrean/getlisttask', listTasks), kind: 'read' },
  read('dashboard.tanggal', '/dashboard/waktutunggu/tanggal/{tanggal}/waktu/{waktu}', dashboardOfDay, {
    encryption: 'plain',
  }),
  read('dashboard.bulan', '/dashboard/waktutunggu/bulan/{bulan}/tahun/{tahun}/waktu/{waktu}', dashboardOfMonth, {
    encryption: 'plain',
  }),
  read('pendaftaran.tanggal', '/antrean/pendaftaran/tanggal/{tanggal}', reads.bookingsOfDate),
  read('pendaftaran.kodebooking', '/antrean/pendaftaran/kodebooking/{kodebooking}', reads.bookingByCode),
  read('pendaftaran.aktif', '/antrean/pendaftaran/aktif', reads.activeBookings),
  read(
    'pendaftaran.sesi',
    '/antrean/pendaftaran/kodepoli/{kodepoli}/kodedokter/{kodedokter}/hari/{hari}/jampraktek/{jampraktek}',
    reads.sessionBookings,
  ),
];
