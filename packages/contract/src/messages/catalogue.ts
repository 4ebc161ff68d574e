// The message catalogue: what VClaim, Antrean RS, PCare and Antrean FKTP were seen to say. Order matters only inside a
// file: the first matching record wins, so narrow patterns stand before wide ones.
import { SERVICE_NAMES, type Service } from '../types.ts';
import type { CatalogueMessage } from './types.ts';

type Row = Omit<CatalogueMessage, 'services' | 'place' | 'explanationId' | 'source'> &
  Partial<Pick<CatalogueMessage, 'place' | 'explanationId'>>;

function rows(services: readonly Service[], source: string, list: readonly Row[]): CatalogueMessage[] {
  return list.map((row) => ({ services, source, place: 'envelope', explanationId: row.id, ...row }));
}

const COMMON = rows(SERVICE_NAMES, 'docs/facts/vclaim.md §6.1', [
  { id: 'credential.not-registered', pattern: 'not registered for this service', place: 'both', outcome: 'credential', actor: 'bpjs', confidence: 'B' },
  { id: 'credential.expired', pattern: 'consumer ?id is expired', place: 'both', outcome: 'credential', actor: 'bpjs', confidence: 'B' },
  { id: 'credential.signature', pattern: 'signature (service )?tidak sesuai|\\bsignature\\b', place: 'both', outcome: 'credential', actor: 'it', confidence: 'B' },
  { id: 'credential.gateway', pattern: 'authentication (failed|parameters missing)', place: 'both', outcome: 'credential', actor: 'it', confidence: 'U' },
  { id: 'credential.consumer', pattern: 'cons(umer)?[ _-]?id\\b|user[ _-]?key\\b|^unauthorized', place: 'both', outcome: 'credential', actor: 'it', confidence: 'C' },
  { id: 'gateway.no-mapping', pattern: 'no mapping rule matched', place: 'both', outcome: 'unsupported', actor: 'pengembang', confidence: 'C' },
  { id: 'gateway.rate-limit', pattern: 'rate limit quota violation', place: 'both', outcome: 'throttled', actor: 'sistem', confidence: 'C' },
  { id: 'gateway.upstream', pattern: 'upstream connect error|no healthy upstream|service unavailable', place: 'both', outcome: 'busy', actor: 'bpjs', confidence: 'C' },
  { id: 'gateway.try-later', pattern: 'transaksi tidak dapat diproses', outcome: 'busy', actor: 'bpjs', confidence: 'C' },
  { id: 'fault.dotnet', pattern: 'index was out of range|object reference not set|value was either too large or too small|newtonsoft\\.json', outcome: 'fault', actor: 'pengembang', confidence: 'C' },
]);

const VCLAIM = rows(['vclaim'], 'docs/facts/vclaim.md §6.3', [
  {
    id: 'vclaim.E-01',
    pattern: 'telah mendapat pelayanan r\\.? ?jalan.{0,400}?no\\.? ?sep[ :.]*(?<nomorSep>[0-9a-z]{19})',
    only: 'write',
    outcome: 'already',
    actor: 'sistem',
    confidence: 'B',
  },
  {
    id: 'vclaim.E-02',
    pattern: 'telah mendapat pelayanan r\\.? ?inap.{0,400}?no\\.? ?sep[ :.]*(?<nomorSep>[0-9a-z]{19})',
    outcome: 'rejected',
    actor: 'pendaftaran',
    confidence: 'A',
  },
  { id: 'vclaim.E-03', pattern: 'no\\.? ?kartu tidak sesuai', outcome: 'rejected', actor: 'pendaftaran', confidence: 'C' },
  { id: 'vclaim.E-04', pattern: 'tujuankunj tidak sesuai', outcome: 'rejected', actor: 'pendaftaran', confidence: 'B' },
  { id: 'vclaim.E-05', pattern: 'assesmentpel tidak sesuai', outcome: 'rejected', actor: 'pendaftaran', confidence: 'B' },
  { id: 'vclaim.E-06', pattern: '(flagprocedure|kdpenunjang) tidak sesuai', outcome: 'rejected', actor: 'pendaftaran', confidence: 'C' },
  { id: 'vclaim.E-07', pattern: 'dpjplayan tidak sesuai', outcome: 'rejected', actor: 'pendaftaran', confidence: 'C' },
  { id: 'vclaim.E-08', pattern: 'dokter dpjp tidak ada', outcome: 'rejected', actor: 'hfis', confidence: 'C' },
  { id: 'vclaim.E-09', pattern: 'kode ppk\\.? ?rujukan tidak sesuai', outcome: 'rejected', actor: 'pendaftaran', confidence: 'B' },
  { id: 'vclaim.E-10', pattern: 'tanggal rujukan tidak sesuai', outcome: 'rejected', actor: 'pendaftaran', confidence: 'B' },
  { id: 'vclaim.E-11', pattern: 'asal rujukan harus diisi 2', outcome: 'rejected', actor: 'pendaftaran', confidence: 'B' },
  { id: 'vclaim.E-12', pattern: 'no\\.? ?rujukan harus diisi no\\.? ?sep', outcome: 'rejected', actor: 'pendaftaran', confidence: 'C' },
  { id: 'vclaim.E-13', pattern: 'no\\.? ?rujukan harus diisi dengan benar', outcome: 'rejected', actor: 'pendaftaran', confidence: 'C' },
  { id: 'vclaim.E-14', pattern: 'diagnosa awal tidak boleh kosong', outcome: 'rejected', actor: 'pendaftaran', confidence: 'C' },
  { id: 'vclaim.E-15', pattern: 'no\\.? ?telepon diisi dengan benar', outcome: 'rejected', actor: 'pendaftaran', confidence: 'C' },
  { id: 'vclaim.E-16', pattern: 'masa berlaku habis', outcome: 'rejected', actor: 'pendaftaran', confidence: 'C' },
  { id: 'vclaim.E-17', pattern: 'sudah terbit sep', outcome: 'rejected', actor: 'pendaftaran', confidence: 'C' },
  { id: 'vclaim.E-18', pattern: 'belum melakukan validasi finger ?print', outcome: 'rejected', actor: 'pendaftaran', confidence: 'A' },
  { id: 'vclaim.E-19', pattern: 'tidak ditemukan|rujukan tidak ada|data tidak ada|tidak ada data|^no content$', only: 'read', outcome: 'empty', actor: 'sistem', confidence: 'B' },
  { id: 'vclaim.E-21', pattern: 'nosep tidak ditemukan', only: 'write', outcome: 'rejected', actor: 'pendaftaran', confidence: 'C' },
]);

const TASK_SOURCE = 'docs/facts/task-id.md §6';
const TASK_ENDPOINTS = ['antreanrs.antrean.updatewaktu'];
const TASK_ROWS: readonly Row[] = [
  { id: 'task.already', pattern: 'taskid ?= ?(?<task>\\d{1,2}) sudah ada', outcome: 'already', actor: 'sistem', confidence: 'B' },
  { id: 'task.second-missing', pattern: 'task(id)? ?= ?1 ada\\. ?taskid ?= ?(?<missing>\\d{1,2}) belum ada', outcome: 'predecessor', actor: 'pendaftaran', confidence: 'C' },
  { id: 'task.predecessor', pattern: 'taskid ?= ?(?<task>\\d{1,2}) tidak valid.{0,20}taskid sebelumnya belum terkirim', outcome: 'predecessor', actor: 'sistem', confidence: 'B' },
  { id: 'task.predecessor-missing', pattern: 'taskid ?= ?(?<missing>\\d{1,2}) belum ada', outcome: 'predecessor', actor: 'sistem', confidence: 'B' },
  { id: 'task.not-later', pattern: 'tidak boleh kurang atau sama dengan waktu sebelumnya', outcome: 'rejected', actor: 'pendaftaran', confidence: 'B' },
  { id: 'task.later-than-next', pattern: 'taskid ?= ?(?<stored>\\d{1,2}).{0,60}lebih besar dari ?pada taskid ?= ?(?<task>\\d{1,2})', outcome: 'rejected', actor: 'pendaftaran', confidence: 'B' },
  { id: 'task.wrong-date', pattern: 'waktu tidak valid.{0,60}tanggal pelayanan', outcome: 'rejected', actor: 'pendaftaran', confidence: 'B' },
  { id: 'task.cancelled', pattern: 'taskid terakhir 99', outcome: 'final', actor: 'pendaftaran', confidence: 'B' },
  { id: 'task.ended', pattern: 'taskid terakhir (?<last>[1-7])', outcome: 'final', actor: 'sistem', confidence: 'B' },
  { id: 'task.too-late', pattern: 'tanggal kirim taskid maksimal h ?\\+ ?(?<days>\\d{1,3})', outcome: 'final', actor: 'manajemen', confidence: 'C' },
];
const ANTREAN_TASKS = rows(
  ['antreanrs'],
  TASK_SOURCE,
  TASK_ROWS.map((row) => ({ ...row, endpoints: TASK_ENDPOINTS })),
);

const ANTREAN = rows(['antreanrs'], 'docs/facts/antrean-rs.md §4', [
  { id: 'antrean.duplicate', pattern: 'duplikasi kode ?booking', outcome: 'already', actor: 'sistem', confidence: 'A', endpoints: ['antreanrs.antrean.add'] },
  { id: 'antrean.farmasi-already', pattern: 'sudah ada', outcome: 'already', actor: 'sistem', confidence: 'C', endpoints: ['antreanrs.antrean.farmasiAdd'] },
  { id: 'antrean.booking-unknown', pattern: 'kode ?booking tidak ditemukan', only: 'write', outcome: 'predecessor', actor: 'sistem', confidence: 'B' },
  { id: 'antrean.reference-mismatch', pattern: 'data nomorreferensi belum sesuai', outcome: 'rejected', actor: 'pendaftaran', confidence: 'B' },
  { id: 'antrean.nik-mismatch', pattern: 'data nik belum sesuai', outcome: 'rejected', actor: 'pendaftaran', confidence: 'C' },
  { id: 'antrean.referral-expired', pattern: 'masa berlaku habis', outcome: 'rejected', actor: 'pendaftaran', confidence: 'C' },
  { id: 'antrean.referral-invalid', pattern: 'rujukan tidak valid', outcome: 'rejected', actor: 'pendaftaran', confidence: 'C' },
  { id: 'antrean.sep-issued', pattern: 'sudah terbit sep', outcome: 'final', actor: 'sistem', confidence: 'C' },
  { id: 'antrean.doctor-unknown', pattern: 'data dokter tidak ditemukan', only: 'write', outcome: 'rejected', actor: 'hfis', confidence: 'C' },
  { id: 'antrean.empty', pattern: 'no content|tidak ditemukan|tidak ada data|data tidak ada', only: 'read', outcome: 'empty', actor: 'sistem', confidence: 'C' },
]);

const PCARE = rows(['pcare'], 'docs/facts/pcare.md §11', [
  { id: 'pcare.not-registered-poli', pattern: 'belum melakukan pendaftaran pada poli', outcome: 'predecessor', actor: 'sistem', confidence: 'C' },
  { id: 'pcare.registration-invalid', pattern: 'pendaftaran tidak valid', outcome: 'rejected', actor: 'pendaftaran', confidence: 'C' },
  { id: 'pcare.poli-unknown', pattern: 'kdpoli tidak sesuai dengan referensi', outcome: 'rejected', actor: 'admin', confidence: 'C' },
  { id: 'pcare.doctor-unknown', pattern: 'dokter tidak valid', outcome: 'rejected', actor: 'admin', confidence: 'C' },
  { id: 'pcare.subspesialis-unknown', pattern: 'kodesubspesialis tidak valid', outcome: 'rejected', actor: 'pengguna', confidence: 'C' },
  { id: 'pcare.json', pattern: 'format json tidak valid', outcome: 'fault', actor: 'pengembang', confidence: 'C' },
  { id: 'pcare.timeout', pattern: 'request_timeout|timeout akses', outcome: 'busy', actor: 'bpjs', confidence: 'B' },
  { id: 'pcare.reference', pattern: '.', codes: ['424'], outcome: 'rejected', actor: 'admin', confidence: 'C' },
  { id: 'pcare.credential', pattern: '.', codes: ['401'], outcome: 'credential', actor: 'admin', confidence: 'B' },
  { id: 'pcare.precondition', pattern: '.', codes: ['412'], outcome: 'rejected', actor: 'pengguna', confidence: 'B' },
  { id: 'pcare.empty', pattern: 'no[ _]content|tidak ditemukan|not[ _]found|tidak ada data|data tidak ada', only: 'read', outcome: 'empty', actor: 'sistem', confidence: 'U' },
]);

const FKTP = rows(['antreanfktp'], 'docs/facts/antrean-fktp.md §A', [
  { id: 'fktp.already', pattern: 'sudah terdaftar', outcome: 'already', actor: 'sistem', confidence: 'C', endpoints: ['antreanfktp.antrean.add'] },
  { id: 'fktp.quota', pattern: 'kuota.{0,20}(penuh|habis)', outcome: 'rejected', actor: 'pendaftaran', confidence: 'U' },
  { id: 'fktp.closed-day', pattern: 'no content|jadwal dokter tidak ditemukan|tidak ditemukan|tidak ada data', only: 'read', outcome: 'empty', actor: 'hfis', confidence: 'C' },
  { id: 'fktp.no-session', pattern: 'jadwal dokter tidak ditemukan|poli tidak ditemukan', only: 'write', outcome: 'rejected', actor: 'hfis', confidence: 'C' },
]);

export const MESSAGES: readonly CatalogueMessage[] = [...COMMON, ...VCLAIM, ...ANTREAN_TASKS, ...ANTREAN, ...PCARE, ...FKTP];
