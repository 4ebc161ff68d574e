// The message catalogue: what the services of BPJS were seen to say. Order matters only inside a
// service: the first matching record wins, so narrow patterns stand before wide ones.
import { SERVICE_NAMES } from '../types.ts';
import { ANTREAN, ANTREAN_TASKS } from './antrean-messages.ts';
import { APLICARES } from './aplicares-messages.ts';
import { rows } from './rows.ts';
import { SISRUTE } from './sisrute-messages.ts';
import { SRBK } from './srbk-messages.ts';
import type { CatalogueMessage } from './types.ts';

const COMMON = rows(SERVICE_NAMES, 'docs/facts/vclaim.md §6.1', [
  {
    id: 'credential.not-registered',
    pattern: 'not registered for this service',
    place: 'both',
    outcome: 'credential',
    actor: 'bpjs',
    confidence: 'B',
  },
  {
    id: 'credential.expired',
    pattern: 'consumer ?id is expired',
    place: 'both',
    outcome: 'credential',
    actor: 'bpjs',
    confidence: 'B',
  },
  {
    id: 'credential.signature',
    pattern: 'signature (service )?tidak sesuai|\\bsignature\\b',
    place: 'both',
    outcome: 'credential',
    actor: 'it',
    confidence: 'B',
  },
  {
    id: 'credential.gateway',
    pattern: 'authentication (failed|parameters missing)',
    place: 'both',
    outcome: 'credential',
    actor: 'it',
    confidence: 'U',
  },
  {
    id: 'credential.consumer',
    pattern: 'cons(umer)?[ _-]?id\\b|user[ _-]?key\\b|^unauthorized',
    place: 'both',
    outcome: 'credential',
    actor: 'it',
    confidence: 'C',
  },
  {
    id: 'gateway.no-mapping',
    pattern: 'no mapping rule matched',
    place: 'both',
    outcome: 'unsupported',
    actor: 'pengembang',
    confidence: 'C',
  },
  {
    id: 'gateway.rate-limit',
    pattern: 'rate limit quota violation',
    place: 'both',
    outcome: 'throttled',
    actor: 'sistem',
    confidence: 'C',
  },
  {
    id: 'gateway.upstream',
    pattern: 'upstream connect error|no healthy upstream|service unavailable',
    place: 'both',
    outcome: 'busy',
    actor: 'bpjs',
    confidence: 'C',
  },
  {
    id: 'gateway.try-later',
    pattern: 'transaksi tidak dapat diproses',
    outcome: 'busy',
    actor: 'bpjs',
    confidence: 'C',
  },
  {
    id: 'fault.dotnet',
    pattern:
      'index was out of range|object reference not set|value was either too large or too small|newtonsoft\\.json',
    outcome: 'fault',
    actor: 'pengembang',
    confidence: 'C',
  },
]);

// SISRUTE answers the texts of a VClaim referral too.
const VCLAIM = rows(['vclaim', 'sisrute'], 'docs/facts/vclaim.md §6.3', [
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
  {
    id: 'vclaim.E-03',
    pattern: 'no\\.? ?kartu tidak sesuai',
    outcome: 'rejected',
    actor: 'pendaftaran',
    confidence: 'C',
  },
  { id: 'vclaim.E-04', pattern: 'tujuankunj tidak sesuai', outcome: 'rejected', actor: 'pendaftaran', confidence: 'B' },
  {
    id: 'vclaim.E-05',
    pattern: 'assesmentpel tidak sesuai',
    outcome: 'rejected',
    actor: 'pendaftaran',
    confidence: 'B',
  },
  {
    id: 'vclaim.E-06',
    pattern: '(flagprocedure|kdpenunjang) tidak sesuai',
    outcome: 'rejected',
    actor: 'pendaftaran',
    confidence: 'C',
  },
  { id: 'vclaim.E-07', pattern: 'dpjplayan tidak sesuai', outcome: 'rejected', actor: 'pendaftaran', confidence: 'C' },
  { id: 'vclaim.E-08', pattern: 'dokter dpjp tidak ada', outcome: 'rejected', actor: 'hfis', confidence: 'C' },
  {
    id: 'vclaim.E-09',
    pattern: 'kode ppk\\.? ?rujukan tidak sesuai',
    outcome: 'rejected',
    actor: 'pendaftaran',
    confidence: 'B',
  },
  {
    id: 'vclaim.E-10',
    pattern: 'tanggal rujukan tidak sesuai',
    outcome: 'rejected',
    actor: 'pendaftaran',
    confidence: 'B',
  },
  {
    id: 'vclaim.E-11',
    pattern: 'asal rujukan harus diisi 2',
    outcome: 'rejected',
    actor: 'pendaftaran',
    confidence: 'B',
  },
  {
    id: 'vclaim.E-12',
    pattern: 'no\\.? ?rujukan harus diisi no\\.? ?sep',
    outcome: 'rejected',
    actor: 'pendaftaran',
    confidence: 'C',
  },
  {
    id: 'vclaim.E-13',
    pattern: 'no\\.? ?rujukan harus diisi dengan benar',
    outcome: 'rejected',
    actor: 'pendaftaran',
    confidence: 'C',
  },
  {
    id: 'vclaim.E-14',
    pattern: 'diagnosa awal tidak boleh kosong',
    outcome: 'rejected',
    actor: 'pendaftaran',
    confidence: 'C',
  },
  {
    id: 'vclaim.E-15',
    pattern: 'no\\.? ?telepon diisi dengan benar',
    outcome: 'rejected',
    actor: 'pendaftaran',
    confidence: 'C',
  },
  { id: 'vclaim.E-16', pattern: 'masa berlaku habis', outcome: 'rejected', actor: 'pendaftaran', confidence: 'C' },
  { id: 'vclaim.E-17', pattern: 'sudah terbit sep', outcome: 'rejected', actor: 'pendaftaran', confidence: 'C' },
  {
    id: 'vclaim.E-18',
    pattern: 'belum melakukan validasi finger ?print',
    outcome: 'rejected',
    actor: 'pendaftaran',
    confidence: 'A',
  },
  {
    id: 'vclaim.E-19',
    pattern: 'tidak ditemukan|rujukan tidak ada|data tidak ada|tidak ada data|^no content$',
    only: 'read',
    outcome: 'empty',
    actor: 'sistem',
    confidence: 'B',
  },
  {
    id: 'vclaim.E-21',
    pattern: 'nosep tidak ditemukan',
    only: 'write',
    outcome: 'rejected',
    actor: 'pendaftaran',
    confidence: 'C',
  },
]);

// SRBK stores a visit of PCare and answers its texts too.
const PCARE = rows(['pcare', 'srbk'], 'docs/facts/pcare.md §11', [
  {
    id: 'pcare.not-registered-poli',
    pattern: 'belum melakukan pendaftaran pada poli',
    outcome: 'predecessor',
    actor: 'sistem',
    confidence: 'C',
  },
  {
    id: 'pcare.registration-invalid',
    pattern: 'pendaftaran tidak valid',
    outcome: 'rejected',
    actor: 'pendaftaran',
    confidence: 'C',
  },
  {
    id: 'pcare.poli-unknown',
    pattern: 'kdpoli tidak sesuai dengan referensi',
    outcome: 'rejected',
    actor: 'admin',
    confidence: 'C',
  },
  { id: 'pcare.doctor-unknown', pattern: 'dokter tidak valid', outcome: 'rejected', actor: 'admin', confidence: 'C' },
  {
    id: 'pcare.subspesialis-unknown',
    pattern: 'kodesubspesialis tidak valid',
    outcome: 'rejected',
    actor: 'pengguna',
    confidence: 'C',
  },
  { id: 'pcare.json', pattern: 'format json tidak valid', outcome: 'fault', actor: 'pengembang', confidence: 'C' },
  { id: 'pcare.timeout', pattern: 'request_timeout|timeout akses', outcome: 'busy', actor: 'bpjs', confidence: 'B' },
  { id: 'pcare.reference', pattern: '.', codes: ['424'], outcome: 'rejected', actor: 'admin', confidence: 'C' },
  { id: 'pcare.credential', pattern: '.', codes: ['401'], outcome: 'credential', actor: 'admin', confidence: 'B' },
  { id: 'pcare.precondition', pattern: '.', codes: ['412'], outcome: 'rejected', actor: 'pengguna', confidence: 'B' },
  {
    id: 'pcare.empty',
    pattern: 'no[ _]content|tidak ditemukan|not[ _]found|tidak ada data|data tidak ada',
    only: 'read',
    outcome: 'empty',
    actor: 'sistem',
    confidence: 'U',
  },
]);

const FKTP = rows(['antreanfktp'], 'docs/facts/antrean-fktp.md §A', [
  {
    id: 'fktp.already',
    pattern: 'sudah terdaftar',
    outcome: 'already',
    actor: 'sistem',
    confidence: 'C',
    endpoints: ['antreanfktp.antrean.add'],
  },
  {
    // As at the hospital's queue: the wanted state is reached, whoever reached it (docs/facts/antrean-fktp.md §D).
    id: 'fktp.already-cancelled',
    pattern: 'sudah dibatalkan',
    outcome: 'already',
    actor: 'sistem',
    confidence: 'U',
    endpoints: ['antreanfktp.antrean.batal'],
  },
  {
    id: 'fktp.quota',
    pattern: 'kuota.{0,20}(penuh|habis)',
    outcome: 'rejected',
    actor: 'pendaftaran',
    confidence: 'U',
  },
  {
    id: 'fktp.closed-day',
    pattern: 'no content|jadwal dokter tidak ditemukan|tidak ditemukan|tidak ada data',
    only: 'read',
    outcome: 'empty',
    actor: 'hfis',
    confidence: 'C',
  },
  {
    id: 'fktp.no-session',
    pattern: 'jadwal dokter tidak ditemukan|poli tidak ditemukan',
    only: 'write',
    outcome: 'rejected',
    actor: 'hfis',
    confidence: 'C',
  },
]);

export const MESSAGES: readonly CatalogueMessage[] = [
  ...COMMON,
  ...SISRUTE,
  ...SRBK,
  ...VCLAIM,
  ...ANTREAN_TASKS,
  ...ANTREAN,
  ...PCARE,
  ...FKTP,
  ...APLICARES,
];
