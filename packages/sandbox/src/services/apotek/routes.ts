// The endpoints of Apotek Online, docs/facts/aplicares-icare-apotek.md §4.1. The item list stands under both paths that programs use, the
// medicine list with and without a name.

import type { Route } from '../../kernel.ts';
import * as obat from './obat.ts';
import * as reads from './reads.ts';
import * as resep from './resep.ts';

const read = (name: string, path: string, handle: Route['handle']): Route => ({
  service: 'apotek',
  id: `apotek.${name}`,
  group: name.split('.')[0] ?? '',
  method: 'GET',
  path,
  kind: 'read',
  handle,
});
const write = (
  name: string,
  method: 'POST' | 'DELETE',
  path: string,
  handle: Route['handle'],
  subject: NonNullable<Route['subject']>,
): Route => ({ ...read(name, path, handle), method, kind: 'write', subject });

export const APOTEK_ROUTES: readonly Route[] = [
  read('referensi.dpho', '/referensi/dpho', reads.dpho),
  read('referensi.poli', '/referensi/poli/{kata}', reads.polis),
  read('referensi.ppk', '/referensi/ppk/{jenis}/{nama}', reads.facilities),
  read('referensi.setting', '/referensi/settingppk/read/{kodeApotek}', reads.settings),
  read('referensi.spesialistik', '/referensi/spesialistik', reads.specialties),
  read('referensi.obat', '/referensi/obat/{kdJnsObat}/{tglResep}/{nama}', reads.medicines),
  read('referensi.obatTanpaNama', '/referensi/obat/{kdJnsObat}/{tglResep}', reads.medicines),
  read('sep.find', '/sep/{noSep}', reads.visitOfSep),
  write('resep.insert', 'POST', '/sjpresep/v3/insert', resep.insertPrescription, resep.insertSubject),
  write('resep.delete', 'DELETE', '/hapusresep', resep.deletePrescription, resep.deleteSubject),
  { ...read('resep.list', '/daftarresep', resep.listPrescriptions), method: 'POST' },
  write('obat.nonRacikan', 'POST', '/obatnonracikan/v3/insert', obat.insertPlain, obat.itemSubject),
  write('obat.racikan', 'POST', '/obatracikan/v3/insert', obat.insertCompound, obat.itemSubject),
  write('obat.delete', 'DELETE', '/pelayanan/obat/hapus/', obat.deleteItem, obat.itemSubject),
  read('obat.daftar', '/obat/daftar/{noSep}', obat.listItems),
  read('obat.daftarPelayanan', '/pelayanan/obat/daftar/{noSep}', obat.listItems),
  read('riwayat.obat', '/riwayatobat/{tglAwal}/{tglAkhir}/{noKartu}', reads.history),
  read('monitoring.klaim', '/monitoring/klaim/{bulan}/{tahun}/{kdJnsObat}/{status}', reads.claims),
  write('stok.update', 'POST', '/UpdateStokObat/updatestok', obat.updateStock, obat.stockSubject),
  read('prb.rekap', '/Prb/rekappeserta/tahun/{tahun}/bulan/{bulan}', reads.newProgrammeMembers),
];
