// Indonesian explanations of what VClaim-SISRUTE said.
import type { Explanation } from './types.ts';

export const SISRUTE_EXPLANATIONS = {
  'sisrute.number-missing': {
    apa: 'Nomor rujukan Satu Sehat tidak ikut dalam jawaban.',
    arti: 'Rujukan mungkin sudah terbentuk walaupun BPJS menjawab gagal.',
    langkah: 'Jangan kirim ulang dengan tangan: periksa dahulu daftar rujukan keluar pasien ini.',
  },
  'sisrute.pair': {
    apa: 'Faskes tujuan di BPJS dan di Satu Sehat tidak sama.',
    arti: 'Kedua kode tujuan harus milik satu faskes. Rujukan belum terbentuk.',
    langkah: 'Pilih ulang faskes tujuan dari daftar calon, lalu kirim lagi.',
  },
  'sisrute.mapping': {
    apa: 'Faskes belum dipetakan antara BPJS dan Satu Sehat.',
    arti: 'Rujukan berbasis kompetensi tidak dapat dibuat untuk faskes ini.',
    langkah: 'Minta admin memeriksa kode Satu Sehat faskes, atau hubungi kantor cabang BPJS Kesehatan.',
  },
  'sisrute.link-id': {
    apa: 'Kriteria rujukan tidak berlaku untuk diagnosis ini.',
    arti: 'Kriteria dibuat khusus untuk tiap diagnosis dan tidak dapat dipakai ulang.',
    langkah: 'Ambil ulang kriteria untuk diagnosis ini, lalu pilih salah satu.',
  },
  'sisrute.one-criterion': {
    apa: 'Kriteria rujukan harus tepat satu.',
    arti: 'Hanya terapi, tindakan medis, atau upaya diagnosis yang boleh diisi.',
    langkah: 'Pilih satu kriteria saja, lalu kirim lagi.',
  },
  'sisrute.no-criteria': {
    apa: 'Diagnosis ini tidak mempunyai kriteria rujukan.',
    arti: 'Biasanya kode ICD-10 terlalu umum, misalnya hanya tiga karakter.',
    langkah: 'Pilih kode diagnosis yang lebih rinci (empat karakter).',
  },
  'sisrute.no-candidate': {
    apa: 'Tidak ada faskes tujuan yang cocok.',
    arti: 'Pencarian berhasil tetapi hasilnya kosong.',
    langkah: 'Ubah wilayah, spesialis, atau tanggal, lalu cari lagi.',
  },
} as const satisfies Record<string, Explanation>;
