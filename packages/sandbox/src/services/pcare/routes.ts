// PCare endpoints of the sandbox. Paths that some libraries build by accident (`kunjungan/v1/rujukan/…`, unversioned POST) are
// deliberately absent: the gateway says "no mapping", docs/facts/pcare.md §4.5.

import type { Route } from '../../kernel.ts';
import * as children from './children.ts';
import * as clubs from './clubs.ts';
import * as mcu from './mcu.ts';
import * as reads from './reads.ts';
import * as screening from './screening.ts';
import * as writes from './writes.ts';

const route = (
  name: string,
  method: Route['method'],
  path: string,
  handle: Route['handle'],
  subject?: Route['subject'],
): Route => ({
  service: 'pcare',
  id: `pcare.${name}`,
  group: name.split('.')[0] ?? '',
  method,
  path,
  kind: method === 'GET' ? 'read' : 'write',
  handle,
  ...(subject === undefined ? {} : { subject }),
});
const read = (name: string, path: string, handle: Route['handle']): Route => route(name, 'GET', path, handle);

export const PCARE_ROUTES: readonly Route[] = [
  read('referensi.alergi', '/alergi/jenis/{jenis}', reads.allergies),
  read('referensi.diagnosa', '/diagnosa/{kata}/{start}/{limit}', reads.diagnoses),
  read('referensi.dokter', '/dokter/{start}/{limit}', reads.doctors),
  read('referensi.kesadaran', '/kesadaran', reads.consciousness),
  read('referensi.poli', '/poli/fktp/{start}/{limit}', reads.polis),
  read('referensi.prognosa', '/prognosa', reads.prognoses),
  read('referensi.provider', '/provider/{start}/{limit}', reads.providers),
  read('referensi.statusPulang', '/statuspulang/rawatInap/{rawatInap}', reads.discharges),
  read('referensi.obat', '/obat/dpho/{kata}/{start}/{limit}', reads.drugs),
  read('referensi.tindakan', '/tindakan/kdTkp/{kdTkp}/{start}/{limit}', reads.procedures),
  read('referensi.spesialis', '/spesialis', reads.specialties),
  read('referensi.subspesialis', '/spesialis/{kdSpesialis}/subspesialis', reads.subspecialties),
  read('referensi.sarana', '/spesialis/sarana', reads.sarana),
  read('referensi.khusus', '/spesialis/khusus', reads.specialReferrals),
  read(
    'rujukan.subspesialis',
    '/spesialis/rujuk/subspesialis/{kdSubSpesialis}/sarana/{kdSarana}/tglEstRujuk/{tglEstRujuk}',
    reads.hospitalsBySubspecialty,
  ),
  read(
    'rujukan.khusus',
    '/spesialis/rujuk/khusus/{kdKhusus}/noKartu/{noKartu}/tglEstRujuk/{tglEstRujuk}',
    reads.hospitalsBySpecial,
  ),
  read(
    'rujukan.khususSubspesialis',
    '/spesialis/rujuk/khusus/{kdKhusus}/subspesialis/{kdSubSpesialis}/noKartu/{noKartu}/tglEstRujuk/{tglEstRujuk}',
    reads.hospitalsBySpecial,
  ),
  read('peserta.nokartu', '/peserta/{noKartu}', reads.member),
  read('peserta.jenis', '/peserta/{jenis}/{nomor}', reads.memberBy),
  route('pendaftaran.add', 'POST', '/pendaftaran', writes.addRegistration, writes.naturalSubject),
  read('pendaftaran.list', '/pendaftaran/tglDaftar/{tglDaftar}/{start}/{limit}', reads.registrations),
  read('pendaftaran.find', '/pendaftaran/noUrut/{noUrut}/tglDaftar/{tglDaftar}', reads.registration),
  route(
    'pendaftaran.delete',
    'DELETE',
    '/pendaftaran/peserta/{noKartu}/tglDaftar/{tglDaftar}/noUrut/{noUrut}/kdPoli/{kdPoli}',
    writes.deleteRegistration,
    writes.pathSubject,
  ),
  route('kunjungan.add', 'POST', '/kunjungan/v1', writes.addVisit, writes.naturalSubject),
  route('kunjungan.update', 'PUT', '/kunjungan/v1', writes.updateVisit, writes.visitSubject),
  route('kunjungan.delete', 'DELETE', '/kunjungan/{noKunjungan}', writes.deleteVisit, writes.pathSubject),
  read('kunjungan.riwayat', '/kunjungan/peserta/{noKartu}', reads.visitHistory),
  read('kunjungan.rujukan', '/kunjungan/rujukan/{noKunjungan}', reads.visitReferral),
  read('obat.list', '/obat/kunjungan/{noKunjungan}', reads.visitDrugs),
  route('obat.add', 'POST', '/obat/kunjungan', children.addObat, writes.visitSubject),
  route('obat.delete', 'DELETE', '/obat/{kdObatSK}/kunjungan/{noKunjungan}', children.deleteObat, writes.pathSubject),
  read('tindakan.list', '/tindakan/kunjungan/{noKunjungan}', reads.visitProcedures),
  route('tindakan.add', 'POST', '/tindakan', children.addTindakan, writes.visitSubject),
  route('tindakan.update', 'PUT', '/tindakan', children.updateTindakan, writes.visitSubject),
  route(
    'tindakan.delete',
    'DELETE',
    '/tindakan/{kdTindakanSK}/kunjungan/{noKunjungan}',
    children.deleteTindakan,
    writes.pathSubject,
  ),
  read('mcu.list', '/MCU/kunjungan/{noKunjungan}', mcu.checkUps),
  route('mcu.add', 'POST', '/MCU', mcu.addCheckUp, writes.visitSubject),
  route('mcu.update', 'PUT', '/MCU', mcu.updateCheckUp, writes.visitSubject),
  route('mcu.delete', 'DELETE', '/MCU/{kdMCU}/kunjungan/{noKunjungan}', mcu.deleteCheckUp, writes.pathSubject),
  read('kelompok.club', '/kelompok/club/{kdProgram}', clubs.clubs),
  read('kelompok.kegiatan', '/kelompok/kegiatan/{tanggal}', clubs.meetings),
  read('kelompok.peserta', '/kelompok/peserta/{eduId}', clubs.attendees),
  route('kelompok.kegiatanSave', 'POST', '/kelompok/kegiatan', clubs.saveMeeting, clubs.meetingSubject),
  route('kelompok.pesertaAdd', 'POST', '/kelompok/peserta', clubs.addAttendee, clubs.meetingSubject),
  route('kelompok.kegiatanDelete', 'DELETE', '/kelompok/kegiatan/{eduId}', clubs.deleteMeeting, clubs.meetingSubject),
  route(
    'kelompok.pesertaDelete',
    'DELETE',
    '/kelompok/peserta/{eduId}/{noKartu}',
    clubs.deleteAttendee,
    clubs.meetingSubject,
  ),
  read('skrinning.rekap', '/skrinning/rekap', screening.summary),
  read('skrinning.peserta', '/skrinning/peserta/{kata}/{start}/{limit}', screening.results),
  read('skrinning.prolanisDm', '/skrinning/prolanis/dm/{kata}/{start}/{limit}', screening.diabetes),
  read('skrinning.prolanisHt', '/skrinning/prolanis/ht/{kata}/{start}/{limit}', screening.hypertension),
];
