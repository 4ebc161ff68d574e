// What Antrean RS says: Task ID answers (docs/facts/task-id.md §6) and the rest (docs/facts/antrean-rs.md §4).
import { type Row, rows } from './rows.ts';

const TASK_SOURCE = 'docs/facts/task-id.md §6';
const TASK_ENDPOINTS = ['antreanrs.antrean.updatewaktu'];
const TASK_ROWS: readonly Row[] = [
  {
    id: 'task.already',
    pattern: 'taskid ?= ?(?<task>\\d{1,2}) sudah ada',
    outcome: 'already',
    actor: 'sistem',
    confidence: 'B',
  },
  {
    id: 'task.second-missing',
    pattern: 'task(id)? ?= ?1 ada\\. ?taskid ?= ?(?<missing>\\d{1,2}) belum ada',
    outcome: 'predecessor',
    actor: 'pendaftaran',
    confidence: 'C',
  },
  {
    id: 'task.predecessor',
    pattern: 'taskid ?= ?(?<task>\\d{1,2}) tidak valid.{0,20}taskid sebelumnya belum terkirim',
    outcome: 'predecessor',
    actor: 'sistem',
    confidence: 'B',
  },
  {
    id: 'task.predecessor-missing',
    pattern: 'taskid ?= ?(?<missing>\\d{1,2}) belum ada',
    outcome: 'predecessor',
    actor: 'sistem',
    confidence: 'B',
  },
  {
    id: 'task.not-later',
    pattern: 'tidak boleh kurang atau sama dengan waktu sebelumnya',
    outcome: 'rejected',
    actor: 'pendaftaran',
    confidence: 'B',
  },
  {
    id: 'task.later-than-next',
    pattern: 'taskid ?= ?(?<stored>\\d{1,2}).{0,60}lebih besar dari ?pada taskid ?= ?(?<task>\\d{1,2})',
    outcome: 'rejected',
    actor: 'pendaftaran',
    confidence: 'B',
  },
  {
    id: 'task.wrong-date',
    pattern: 'waktu tidak valid.{0,60}tanggal pelayanan',
    outcome: 'rejected',
    actor: 'pendaftaran',
    confidence: 'B',
  },
  { id: 'task.cancelled', pattern: 'taskid terakhir 99', outcome: 'final', actor: 'pendaftaran', confidence: 'B' },
  { id: 'task.ended', pattern: 'taskid terakhir (?<last>[1-7])', outcome: 'final', actor: 'sistem', confidence: 'B' },
  {
    id: 'task.too-late',
    pattern: 'tanggal kirim taskid maksimal h ?\\+ ?(?<days>\\d{1,3})',
    outcome: 'final',
    actor: 'manajemen',
    confidence: 'C',
  },
];
export const ANTREAN_TASKS = rows(
  ['antreanrs'],
  TASK_SOURCE,
  TASK_ROWS.map((row) => ({ ...row, endpoints: TASK_ENDPOINTS })),
);

export const ANTREAN = rows(['antreanrs'], 'docs/facts/antrean-rs.md §4', [
  {
    id: 'antrean.duplicate',
    pattern: 'duplikasi kode ?booking',
    outcome: 'already',
    actor: 'sistem',
    confidence: 'A',
    endpoints: ['antreanrs.antrean.add'],
  },
  {
    id: 'antrean.farmasi-already',
    pattern: 'sudah ada',
    outcome: 'already',
    actor: 'sistem',
    confidence: 'C',
    endpoints: ['antreanrs.antrean.farmasiAdd'],
  },
  {
    // Wording of the opposite direction (docs/facts/antrean-rs.md §3.13); BPJS's own words for a repeated cancellation are unknown.
    id: 'antrean.already-cancelled',
    pattern: 'sudah dibatalkan',
    outcome: 'already',
    actor: 'sistem',
    confidence: 'U',
    endpoints: ['antreanrs.antrean.batal'],
  },
  {
    id: 'antrean.booking-unknown',
    pattern: 'kode ?booking tidak ditemukan',
    only: 'write',
    outcome: 'predecessor',
    actor: 'sistem',
    confidence: 'B',
  },
  {
    id: 'antrean.reference-mismatch',
    pattern: 'data nomorreferensi belum sesuai',
    outcome: 'rejected',
    actor: 'pendaftaran',
    confidence: 'B',
  },
  {
    id: 'antrean.nik-mismatch',
    pattern: 'data nik belum sesuai',
    outcome: 'rejected',
    actor: 'pendaftaran',
    confidence: 'C',
  },
  {
    id: 'antrean.referral-expired',
    pattern: 'masa berlaku habis',
    outcome: 'rejected',
    actor: 'pendaftaran',
    confidence: 'C',
  },
  {
    id: 'antrean.referral-invalid',
    pattern: 'rujukan tidak valid',
    outcome: 'rejected',
    actor: 'pendaftaran',
    confidence: 'C',
  },
  { id: 'antrean.sep-issued', pattern: 'sudah terbit sep', outcome: 'final', actor: 'sistem', confidence: 'C' },
  {
    id: 'antrean.doctor-unknown',
    pattern: 'data dokter tidak ditemukan',
    only: 'write',
    outcome: 'rejected',
    actor: 'hfis',
    confidence: 'C',
  },
  {
    id: 'antrean.empty',
    pattern: 'no content|tidak ditemukan|tidak ada data|data tidak ada',
    only: 'read',
    outcome: 'empty',
    actor: 'sistem',
    confidence: 'C',
  },
]);
