// Indonesian explanations for what Antrean RS says about bookings and Task IDs.
import type { Explanation } from './types.ts';

export const ANTREAN_EXPLANATIONS = {
  'task.already': {
    apa: 'Waktu tugas ini sudah tercatat di BPJS.',
    arti: 'Waktu yang sudah tercatat tidak dapat diubah.',
    langkah: 'Tidak perlu tindakan bila waktunya sama. Bila berbeda, sistem menandainya pada linimasa kunjungan.',
  },
  'task.second-missing': {
    apa: 'Task 1 sudah tercatat, tetapi Task 2 belum.',
    arti: 'BPJS menganggap pasien ini pasien baru dan menunggu Task 2.',
    langkah: 'Periksa apakah pasien benar pasien baru. Bila ya, lengkapi waktu panggilan admisi yang sebenarnya.',
  },
  'task.predecessor': {
    apa: 'Task sebelumnya belum terkirim.',
    arti: 'BPJS menerima Task ID hanya berurutan.',
    langkah:
      'Sistem mengirim task yang kurang dari catatan. Bila waktunya tidak pernah dicatat, kunjungan tetap ditandai belum lengkap.',
  },
  'task.predecessor-missing': {
    apa: 'Ada Task sebelumnya yang belum tercatat di BPJS.',
    arti: 'BPJS menerima Task ID hanya berurutan.',
    langkah:
      'Sistem mengirim task yang kurang dari catatan. Bila waktunya tidak pernah dicatat, kunjungan tetap ditandai belum lengkap.',
  },
  'task.not-later': {
    apa: 'Waktu task tidak lebih besar dari task sebelumnya.',
    arti: 'Waktu setiap task harus lebih lambat dari task sebelumnya.',
    langkah: 'Bandingkan kedua waktu pada linimasa. Kepala unit menentukan catatan mana yang benar.',
  },
  'task.later-than-next': {
    apa: 'Waktu task yang tersimpan lebih lambat daripada task ini.',
    arti: 'Urutan waktu di BPJS menjadi terbalik bila diterima.',
    langkah: 'Bandingkan kedua waktu pada linimasa. Kepala unit menentukan catatan mana yang benar.',
  },
  'task.wrong-date': {
    apa: 'Tanggal waktu task berbeda dari tanggal pelayanan.',
    arti: 'BPJS mencocokkan tanggal menurut WIB dengan tanggal periksa pada antrean.',
    langkah: 'Periksa zona waktu faskes, kejadian lewat tengah malam, dan tanggal periksa pada pendaftaran.',
  },
  'task.cancelled': {
    apa: 'Antrean ini sudah dibatalkan di BPJS.',
    arti: 'Tidak ada task yang diterima lagi untuk kunjungan ini.',
    langkah: 'Bila pasien ternyata dilayani, laporkan kepada pendaftaran untuk ditelusuri.',
  },
  'task.ended': {
    apa: 'Urutan task kunjungan ini sudah selesai di BPJS.',
    arti: 'Task yang dikirim bukan lanjutan dari task terakhir.',
    langkah: 'Tidak perlu tindakan. Linimasa menandai task yang tidak diterima.',
  },
  'task.too-late': {
    apa: 'Batas waktu pengiriman task sudah lewat.',
    arti: 'BPJS tidak menerima task lebih dari tujuh hari setelah tanggal pelayanan.',
    langkah: 'Kunjungan dihitung tidak lengkap dalam laporan. Telusuri mengapa pengiriman terlambat.',
  },
  'antrean.duplicate': {
    apa: 'Kode booking ini sudah terdaftar di BPJS.',
    arti: 'Antrean sudah tercatat, tidak ada yang ganda.',
    langkah: 'Tidak perlu tindakan: sistem membandingkan isi antrean di BPJS dengan catatan kita.',
  },
  'antrean.farmasi-already': {
    apa: 'Antrean farmasi kunjungan ini sudah tercatat.',
    arti: 'Tidak ada yang ganda.',
    langkah: 'Tidak perlu tindakan.',
  },
  'antrean.already-cancelled': {
    apa: 'Antrean ini sudah tidak ada atau sudah dibatalkan di BPJS.',
    arti: 'Pembatalan tidak tercatat dua kali.',
    langkah: 'Tidak perlu tindakan: sistem mencocokkan keadaan antrean di BPJS.',
  },
  'antrean.booking-unknown': {
    apa: 'Kode booking belum dikenal BPJS.',
    arti: 'Pendaftaran antrean belum berhasil, jadi langkah ini belum dapat diterima.',
    langkah: 'Sistem menunggu pendaftaran antrean berhasil. Bila antrean sudah diterima, minta petugas TI memeriksa.',
  },
  'antrean.reference-mismatch': {
    apa: 'Nomor referensi tidak sesuai.',
    arti: 'Untuk kontrol, biasanya surat kontrol belum dibuat atau tanggal dan polinya berbeda.',
    langkah: 'Terbitkan atau perbaiki surat kontrol, atau pilih rujukan yang benar, lalu kirim ulang.',
  },
  'antrean.nik-mismatch': {
    apa: 'NIK tidak sesuai.',
    arti: 'NIK yang dikirim tidak cocok dengan data BPJS.',
    langkah: 'Cocokkan NIK dengan KTP pasien, lalu kirim ulang.',
  },
  'antrean.referral-expired': {
    apa: 'Rujukan tidak berlaku pada tanggal periksa.',
    arti: 'Masa berlaku rujukan habis sebelum hari kunjungan.',
    langkah: 'Pakai surat kontrol yang masih berlaku atau minta rujukan baru.',
  },
  'antrean.referral-invalid': {
    apa: 'Rujukan tidak valid.',
    arti: 'Nomor itu bukan rujukan untuk jenis kunjungan yang dipilih.',
    langkah: 'Periksa jenis kunjungan dan nomor rujukan, lalu kirim ulang.',
  },
  'antrean.sep-issued': {
    apa: 'SEP untuk rujukan ini sudah terbit.',
    arti: 'BPJS tidak menerima antrean untuk rujukan yang sudah dipakai hari ini.',
    langkah: 'Tidak perlu dikirim ulang. Kunjungan ditandai untuk diperiksa.',
  },
  'antrean.doctor-unknown': {
    apa: 'Dokter tidak ditemukan di HFIS.',
    arti: 'Kode dokter belum dipetakan atau jadwalnya belum ada di HFIS.',
    langkah: 'Minta admin HFIS memperbaiki data dokter atau pemetaan kodenya.',
  },
  'antrean.empty': {
    apa: 'BPJS tidak memiliki data untuk permintaan ini.',
    arti: 'Hasilnya kosong, bukan gangguan.',
    langkah: 'Tidak perlu tindakan.',
  },
} as const satisfies Record<string, Explanation>;
