// What the console says about each switch, in Indonesian: what it decides, how sure the default is, where it is written. The English
// reason stands at the switch itself (switches.ts); a test holds both against each other.

import type { Switches } from '../switches.ts';

export interface SwitchText {
  readonly arti: string;
  /** How surely the default is known; empty where the switch is a tool of tests. */
  readonly mark: string;
  readonly source: string;
}

const text = (arti: string, mark = '', source = ''): SwitchText => ({ arti, mark, source });

export const SWITCH_TEXTS: Readonly<Record<keyof Switches, SwitchText>> = {
  antreanListShape: text('Daftar Antrean RS: larik telanjang atau di dalam {list}', 'B', 'antrean-rs.md §1'),
  codeType: text('Jenis kode jawaban: menurut layanan, selalu teks, atau selalu angka', '2+', 'vclaim.md §2.7'),
  envelopeKey: text('Nama bungkus jawaban: menurut layanan atau satu ejaan untuk semua'),
  keyOrder: text('Urutan bungkus dan isi di dalam jawaban'),
  sepDeletePlain: text('Jawaban hapus SEP tidak disandikan', 'U', 'vclaim.md §2.5'),
  compress: text('Jawaban bersandi dipadatkan lebih dahulu', '2+', 'pcare.md §3'),
  encrypt: text('Jawaban disandikan; mati = seperti gateway yang rusak'),
  pcareHttpMirror: text('P-Care: status HTTP mengikuti kode jawaban', '1', 'pcare.md §3'),
  vclaimRefusesJson: text('VClaim menolak kiriman bertipe application/json', 'B', 'vclaim.md §2.6'),
  noContentCode: text('Kode "No Content" Antrean RS', 'D', 'antrean-rs.md §1'),
  predecessorWording: text('Kalimat penolakan bila Task ID sebelumnya belum ada', 'C', 'task-id.md §6'),
  taskDeadlineDays: text('Task ID masih diterima sekian hari setelah tanggal pelayanan', 'C', 'task-id.md §4.7'),
  checkBookingReferences: text('Antrean dicocokkan dengan peserta, rujukan, dan dokter', 'C', 'antrean-rs.md §4'),
  refuseBookingAfterSep: text('Antrean ditolak bila SEP-nya sudah terbit', 'C', 'antrean-rs.md §4'),
  fingerprintRequired: text('Sidik jari wajib di poli tertentu', 'B', 'vclaim.md §5'),
  pcareSecondRegistration: text('Pendaftaran P-Care kedua di hari dan poli yang sama', '?', 'pcare.md §4.10'),
  pcareOneMcuPerVisit: text('Satu pemeriksaan (MCU) untuk satu kunjungan', '?', 'pcare.md §4.10'),
  pcareAttendeeTwice: text('Anggota dicatat dua kali di satu kegiatan kelompok', '?', 'pcare.md §4.10'),
  controlLetterAsReferral: text('Nomor surat kontrol boleh menjadi nomor rujukan', 'C', 'vclaim.md §5'),
  secondControlLetter: text('Surat kontrol kedua dari SEP yang sama', 'U', 'vclaim.md §4.7'),
  letterFixedOnceUsed: text('Surat kontrol yang sudah dipakai SEP tidak dapat diubah', 'U', 'vclaim.md §8.2'),
  sepDeleteNeedsNoFollowUp: text('SEP yang sudah berbuntut surat tidak dapat dihapus', 'U', 'vclaim.md §8.2'),
  backdateDays: text('SEP mundur paling jauh sekian hari; 0 = bebas', 'U', 'vclaim.md §5'),
  randomAnswerExcuses: text('Jawaban benar pertanyaan acak menggantikan sidik jari', 'C', 'vclaim.md §5'),
  listSpanDays: text('Rentang hari terpanjang untuk daftar dan monitoring', 'U', 'vclaim.md §4.10'),
  shortSearchWords: text('Kata cari di bawah tiga huruf: dijawab atau kosong', 'U', 'vclaim.md §4.11'),
  partialReferralAnswersNull: text('Rujukan parsial dijawab null', 'U', 'vclaim.md §4.3'),
  specialDeleteVerb: text('Kata kerja HTTP untuk menghapus rujukan khusus', 'U', 'vclaim.md §4.4'),
  onePrbLetterPerSep: text('Satu surat PRB untuk satu SEP', 'U', 'vclaim.md §8.2'),
  prbCandidates: text('Calon PRB bulan ini: daftar atau teks kosong', 'C', 'vclaim.md §4.8'),
  sisruteNumberMissing: text('SISRUTE menyimpan rujukan tanpa nomor SATUSEHAT', 'C', 'vclaim.md §7'),
  sisruteNoCandidate: text('SISRUTE tanpa calon tujuan: daftar kosong atau pesan', 'C', 'vclaim.md §7'),
  sisruteContentType: text('Content-Type di SISRUTE: bebas, terlarang, atau wajib', 'C', 'vclaim.md §7'),
  srbkNumberMissing: text('SRBK menyimpan kunjungan tanpa nomor SATUSEHAT', 'C', 'pcare.md §8'),
  srbkNoCandidate: text('SRBK tanpa calon tujuan: daftar kosong atau pesan', 'C', 'pcare.md §11'),
  srbkContentType: text('Content-Type di SRBK: bebas, terlarang, atau wajib', 'C', 'pcare.md §8'),
  srbkSeals: text('Jawaban SRBK disandikan seperti P-Care', '?', 'pcare.md §12.6'),
  aplicaresTotalItems: text(
    'totalitems Aplicares: baris halaman ini atau semuanya',
    'D',
    'aplicares-icare-apotek.md §2',
  ),
  icareLinkSeconds: text('Tautan i-Care berlaku sekian detik', 'D', 'aplicares-icare-apotek.md §3'),
  apotekOneRowBare: text('Apotek: satu baris tanpa larik', '', 'aplicares-icare-apotek.md §4.5'),
  apotekNestedMetaData: text('Apotek: bungkus berada di dalam isi', '', 'aplicares-icare-apotek.md §4.5'),
  apotekCompoundType: text('Kode tipeobat untuk racikan', 'D', 'aplicares-icare-apotek.md §4.4'),
  apotekDeleteNeedsNoItems: text('Resep dihapus hanya setelah isinya dihapus', 'D', 'aplicares-icare-apotek.md §4.2'),
  apotekClaimStatus: text('Kode klaim apotek belum dan sudah diverifikasi', '', 'aplicares-icare-apotek.md §4.1'),
  rekamMedisResend: text('Rekam medis kedua untuk SEP yang sama', 'D', 'aplicares-icare-apotek.md §5'),
  eklaimUnreadable: text('E-Klaim tidak dapat membuka kiriman: E2031 atau pesan PHP', 'B', 'eklaim.md §2'),
  eklaimTrailingBreak: text('Baris kosong sesudah penutup E-Klaim', 'B', 'eklaim.md §2'),
  eklaimDebug: text('Mode debug E-Klaim: tanpa sandi', 'A', 'eklaim.md §1'),
};
