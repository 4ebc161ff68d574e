// Paths of control letters and admission orders, docs/facts/vclaim.md §4.7.

import type { Route } from '../../kernel.ts';
import * as reads from './letter-reads.ts';
import * as letters from './letters.ts';
import { read, route } from './route.ts';

const insert = (name: string, path: string, handle: Route['handle']): Route => ({
  ...route(name, 'POST', path, handle),
  subject: letters.insertSubject,
});
const change = (name: string, method: Route['method'], path: string, handle: Route['handle']): Route => ({
  ...route(name, method, path, handle),
  subject: letters.changeSubject,
});

export const LETTER_ROUTES: readonly Route[] = [
  insert('rencanakontrol.insert', '/RencanaKontrol/v2/Insert', letters.insertControl('v2')),
  change('rencanakontrol.update', 'PUT', '/RencanaKontrol/v2/Update', letters.updateControl('v2')),
  insert('rencanakontrol.insertLama', '/RencanaKontrol/insert', letters.insertControl('v1')),
  change('rencanakontrol.updateLama', 'PUT', '/RencanaKontrol/Update', letters.updateControl('v1')),
  change('rencanakontrol.delete', 'DELETE', '/RencanaKontrol/Delete', letters.deleteLetter),
  insert('rencanakontrol.insertSpri', '/RencanaKontrol/InsertSPRI', letters.insertOrder),
  change('rencanakontrol.updateSpri', 'PUT', '/RencanaKontrol/UpdateSPRI', letters.updateOrder),
  read('rencanakontrol.sep', '/RencanaKontrol/nosep/{noSep}', reads.sepForLetter),
  read('rencanakontrol.find', '/RencanaKontrol/noSuratKontrol/{noSuratKontrol}', reads.findLetter),
  read(
    'rencanakontrol.list',
    '/RencanaKontrol/ListRencanaKontrol/Bulan/{bulan}/Tahun/{tahun}/Nokartu/{noKartu}/filter/{filter}',
    reads.listOfCard,
  ),
  read(
    'rencanakontrol.listTanggal',
    '/RencanaKontrol/ListRencanaKontrol/tglAwal/{tglAwal}/tglAkhir/{tglAkhir}/filter/{filter}',
    reads.listOfDays,
  ),
  read(
    'rencanakontrol.spesialistik',
    '/RencanaKontrol/ListSpesialistik/JnsKontrol/{jnsKontrol}/nomor/{nomor}/TglRencanaKontrol/{tglRencanaKontrol}',
    reads.capacities,
  ),
  read(
    'rencanakontrol.jadwalDokter',
    '/RencanaKontrol/JadwalPraktekDokter/JnsKontrol/{jnsKontrol}/KdPoli/{kdPoli}/TglRencanaKontrol/{tglRencanaKontrol}',
    reads.practiceSchedule,
  ),
];
