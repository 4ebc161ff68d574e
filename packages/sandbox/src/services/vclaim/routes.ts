// VClaim endpoints of the sandbox. Paths are matched without regard to case [B], docs/facts/vclaim.md §1.

import type { Route } from '../../kernel.ts';
import * as accidents from './accidents.ts';
import * as exceptions from './exceptions.ts';
import * as internal from './internal.ts';
import { LETTER_ROUTES } from './letter-routes.ts';
import * as reads from './reads.ts';
import { REFERENCE_ROUTES } from './reference-routes.ts';
import { PRB_LPK_ROUTES } from './prb-lpk-routes.ts';
import { REFERRAL_ROUTES } from './referral-routes.ts';
import { read, route } from './route.ts';
import { insertSubject, sepSubject } from './sep-body.ts';
import * as sep from './sep.ts';

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
  { ...route('sep.insert', 'POST', '/SEP/2.0/insert', sep.insertSep), subject: insertSubject },
  { ...route('sep.update', 'PUT', '/SEP/2.0/update', sep.updateSep), subject: sepSubject },
  {
    ...route('sep.delete', 'DELETE', '/SEP/2.0/delete', sep.deleteSep),
    subject: sepSubject,
    encryption: 'by-switch',
  },
  read('sep.find', '/SEP/{noSep}', sep.findSep),
  { ...route('sep.updateTanggalPulang', 'PUT', '/SEP/2.0/updtglplg', sep.dischargeSep), subject: sepSubject },
  read('sep.listTanggalPulang', '/Sep/updtglplg/list/bulan/{bulan}/tahun/{tahun}/{filter}', sep.listDischarges),
  read('sep.listTanggalPulangTanpaFilter', '/Sep/updtglplg/list/bulan/{bulan}/tahun/{tahun}', sep.listDischarges),
  { ...read('sep.cbg', '/sep/cbg/{noSep}', sep.cbgOfSep), encryption: 'plain' },
  read('sep.internal', '/SEP/Internal/{noSep}', internal.listInternal),
  {
    ...route('sep.internalDelete', 'DELETE', '/SEP/Internal/delete', internal.deleteInternal),
    subject: sepSubject,
    encryption: 'by-switch',
  },
  read('sep.suplesi', '/sep/JasaRaharja/Suplesi/{noKartu}/tglPelayanan/{tglPelayanan}', accidents.suplesi),
  read('sep.kllInduk', '/sep/KllInduk/List/{noKartu}', accidents.parents),
  {
    ...route('sep.pengajuan', 'POST', '/Sep/pengajuanSEP', exceptions.requestException),
    subject: exceptions.exceptionSubject,
  },
  {
    ...route('sep.aproval', 'POST', '/Sep/aprovalSEP', exceptions.approveException),
    subject: exceptions.exceptionSubject,
  },
  read('sep.persetujuanList', '/Sep/persetujuanSEP/list/bulan/{bulan}/tahun/{tahun}', exceptions.listExceptions),
  read(
    'fingerprint.status',
    '/SEP/FingerPrint/Peserta/{noKartu}/TglPelayanan/{tglPelayanan}',
    exceptions.fingerprintStatus,
  ),
  read('fingerprint.list', '/SEP/FingerPrint/List/Peserta/TglPelayanan/{tglPelayanan}', exceptions.fingerprintList),
  read(
    'fingerprint.randomQuestion',
    '/SEP/FingerPrint/randomquestion/faskesterdaftar/nokapst/{noKartu}/tglsep/{tglSep}',
    exceptions.randomQuestion,
  ),
  {
    ...route('fingerprint.randomAnswer', 'POST', '/SEP/FingerPrint/randomanswer', exceptions.randomAnswer),
    subject: exceptions.answerSubject,
  },
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
    accidents.jasaRaharja,
  ),
  ...LETTER_ROUTES,
  ...REFERENCE_ROUTES,
  ...REFERRAL_ROUTES,
  ...PRB_LPK_ROUTES,
];
