// VClaim endpoints of the sandbox. Paths are matched without regard to case [B], docs/facts/vclaim.md §1.

import { textAt } from '../../json.ts';
import type { Route } from '../../kernel.ts';
import * as reads from './reads.ts';
import * as sep from './sep.ts';

const route = (name: string, method: Route['method'], path: string, handle: Route['handle']): Route => ({
  service: 'vclaim',
  id: `vclaim.${name}`,
  group: name.split('.')[0] ?? '',
  method,
  path,
  kind: method === 'GET' ? 'read' : 'write',
  handle,
});
const read = (name: string, path: string, handle: Route['handle']): Route => route(name, 'GET', path, handle);
const exceptionSubject: Route['subject'] = (call) => {
  const { noKartu = '', tglSep = '' } = sep.tSep(call);
  return { key: textAt({ noKartu }, 'noKartu'), data: { noKartu, tglSep } };
};

export const VCLAIM_ROUTES: readonly Route[] = [
  read('peserta.kartu', '/Peserta/nokartu/{noKartu}/tglSEP/{tglSep}', reads.pesertaByCard),
  read('peserta.nik', '/Peserta/nik/{nik}/tglSEP/{tglSep}', reads.pesertaByNik),
  read('rujukan.nomor', '/Rujukan/{noRujukan}', reads.rujukanByNumber('1')),
  read('rujukan.rsNomor', '/Rujukan/RS/{noRujukan}', reads.rujukanByNumber('2')),
  read('rujukan.kartu', '/Rujukan/Peserta/{noKartu}', reads.latestRujukan('1')),
  read('rujukan.rsKartu', '/Rujukan/RS/Peserta/{noKartu}', reads.latestRujukan('2')),
  read('rujukan.listKartu', '/Rujukan/List/Peserta/{noKartu}', reads.listRujukan('1')),
  read('rujukan.rsListKartu', '/Rujukan/RS/List/Peserta/{noKartu}', reads.listRujukan('2')),
  read('rujukan.jumlahSep', '/Rujukan/JumlahSEP/{jenis}/{noRujukan}', reads.countSeps),
  read('rujukan.lastSep', '/Rujukan/lastsep/norujukan/{noRujukan}', reads.lastSep),
  { ...route('sep.insert', 'POST', '/SEP/2.0/insert', sep.insertSep), subject: sep.insertSubject },
  { ...route('sep.update', 'PUT', '/SEP/2.0/update', sep.updateSep), subject: sep.sepSubject },
  {
    ...route('sep.delete', 'DELETE', '/SEP/2.0/delete', sep.deleteSep),
    subject: sep.sepSubject,
    encryption: 'by-switch',
  },
  read('sep.find', '/SEP/{noSep}', sep.findSep),
  { ...route('sep.updateTanggalPulang', 'PUT', '/SEP/2.0/updtglplg', sep.dischargeSep), subject: sep.sepSubject },
  read('sep.listTanggalPulang', '/Sep/updtglplg/list/bulan/{bulan}/tahun/{tahun}/{filter}', sep.listDischarges),
  read('sep.listTanggalPulangTanpaFilter', '/Sep/updtglplg/list/bulan/{bulan}/tahun/{tahun}', sep.listDischarges),
  read('sep.internal', '/SEP/Internal/{noSep}', sep.listInternal),
  { ...route('sep.pengajuan', 'POST', '/Sep/pengajuanSEP', sep.requestException), subject: exceptionSubject },
  { ...route('sep.aproval', 'POST', '/Sep/aprovalSEP', sep.approveException), subject: exceptionSubject },
  read('fingerprint.status', '/SEP/FingerPrint/Peserta/{noKartu}/TglPelayanan/{tglPelayanan}', reads.fingerprintStatus),
  read(
    'monitoring.kunjungan',
    '/Monitoring/Kunjungan/Tanggal/{tanggal}/JnsPelayanan/{jnsPelayanan}',
    reads.monitoringKunjungan,
  ),
  read(
    'monitoring.klaim',
    '/Monitoring/Klaim/Tanggal/{tanggal}/JnsPelayanan/{jnsPelayanan}/Status/{status}',
    reads.monitoringKlaim,
  ),
  read(
    'monitoring.histori',
    '/monitoring/HistoriPelayanan/NoKartu/{noKartu}/tglMulai/{tglMulai}/tglAkhir/{tglAkhir}',
    reads.historiPelayanan,
  ),
  read(
    'monitoring.jasaRaharja',
    '/monitoring/JasaRaharja/JnsPelayanan/{jnsPelayanan}/tglMulai/{tglMulai}/tglAkhir/{tglAkhir}',
    reads.monitoringJasaRaharja,
  ),
  read('rencanaKontrol.nomor', '/RencanaKontrol/noSuratKontrol/{noSuratKontrol}', reads.controlLetter),
  read(
    'rencanaKontrol.list',
    '/RencanaKontrol/ListRencanaKontrol/Bulan/{bulan}/Tahun/{tahun}/Nokartu/{noKartu}/filter/{filter}',
    reads.listControlLetters,
  ),
  read(
    'rencanaKontrol.jadwalDokter',
    '/RencanaKontrol/JadwalPraktekDokter/JnsKontrol/{jnsKontrol}/KdPoli/{kdPoli}/TglRencanaKontrol/{tglRencanaKontrol}',
    reads.practiceSchedule,
  ),
  read('referensi.diagnosa', '/referensi/diagnosa/{kata}', reads.referenceDiagnoses),
  read('referensi.poli', '/referensi/poli/{kata}', reads.referencePolis),
  read('referensi.faskes', '/referensi/faskes/{kata}/{jenis}', reads.referenceFacilities),
  read(
    'referensi.dokter',
    '/referensi/dokter/pelayanan/{jnsPelayanan}/tglPelayanan/{tglPelayanan}/Spesialis/{spesialis}',
    reads.referenceDoctors,
  ),
];
