// What a person reads for each error code: what happened, what it means, what to do next. Indonesian, plain, verb first in the
// next step. Modules bring texts of their own codes with the error; this table answers for the ground floor.
import type { ErrorText } from '../errors.ts';

const ERROR_TEXTS: Readonly<Record<string, ErrorText>> = {
  INPUT_SCHEMA: {
    message: 'Ada isian yang belum benar.',
    meaning: 'Data belum disimpan.',
    nextStep: 'Perbaiki isian yang ditandai, lalu simpan lagi.',
  },
  INPUT_INVALID: {
    message: 'Ada isian yang belum benar.',
    meaning: 'Data belum disimpan.',
    nextStep: 'Perbaiki isian yang ditandai, lalu simpan lagi.',
  },
  INPUT_JSON: {
    message: 'Isi permintaan tidak dapat dibaca.',
    meaning: 'Tidak ada yang disimpan.',
    nextStep: 'Kirim JSON yang sah dengan Content-Type application/json.',
  },
  INPUT_TOO_LARGE: {
    message: 'Isi permintaan terlalu besar.',
    meaning: 'Tidak ada yang disimpan.',
    nextStep: 'Bagi menjadi beberapa kiriman yang lebih kecil.',
  },
  INPUT_NOT_FOUND: {
    message: 'Data tidak ditemukan.',
    meaning: 'Mungkin sudah dihapus, atau bukan milik fasilitas ini.',
    nextStep: 'Muat ulang daftar, lalu pilih lagi.',
  },
  INPUT_IDEMPOTENCY_KEY: {
    message: 'Permintaan tidak membawa Idempotency-Key yang sah.',
    meaning: 'Tidak ada yang disimpan.',
    nextStep: 'Kirim header Idempotency-Key berisi UUID, satu untuk setiap formulir.',
  },
  INPUT_KEY_REUSED: {
    message: 'Idempotency-Key ini sudah dipakai untuk permintaan lain.',
    meaning: 'Permintaan yang baru tidak dijalankan.',
    nextStep: 'Buka formulir baru, lalu simpan lagi.',
  },
  INPUT_STILL_RUNNING: {
    message: 'Permintaan yang sama masih dikerjakan.',
    meaning: 'Tidak ada yang dikerjakan dua kali.',
    nextStep: 'Tunggu sebentar, lalu muat ulang.',
  },
  INPUT_ANSWER_LOST: {
    message: 'Permintaan ini sudah tersimpan, tetapi jawabannya terputus.',
    meaning: 'Data sudah ada di Titian; tidak disimpan dua kali.',
    nextStep: 'Muat ulang daftar untuk melihat hasilnya.',
  },
  INPUT_USERNAME_TAKEN: {
    message: 'Nama pengguna ini sudah dipakai.',
    meaning: 'Pengguna belum dibuat.',
    nextStep: 'Pilih nama pengguna lain.',
  },
  AUTH_REQUIRED: {
    message: 'Sesi sudah berakhir atau belum masuk.',
    meaning: 'Halaman ini memerlukan pengguna yang masuk.',
    nextStep: 'Masuk dengan nama pengguna dan kata sandi.',
  },
  AUTH_SIGN_IN: {
    message: 'Nama pengguna atau kata sandi salah.',
    meaning: 'Belum masuk.',
    nextStep: 'Periksa huruf besar dan kecil, lalu coba lagi.',
  },
  AUTH_TOO_MANY: {
    message: 'Terlalu banyak percobaan masuk.',
    meaning: 'Percobaan dari tempat ini ditahan sebentar.',
    nextStep: 'Tunggu beberapa menit, lalu coba lagi.',
  },
  AUTH_BUSY: {
    message: 'Terlalu banyak yang masuk bersamaan.',
    meaning: 'Belum masuk.',
    nextStep: 'Coba lagi sebentar lagi.',
  },
  AUTH_FORBIDDEN: {
    message: 'Peran ini tidak boleh melakukan hal itu.',
    meaning: 'Tidak ada yang diubah.',
    nextStep: 'Minta bantuan petugas yang berwenang.',
  },
  AUTH_PASSWORD: {
    message: 'Kata sandi yang dimasukkan ulang salah.',
    meaning: 'Perubahan belum disimpan.',
    nextStep: 'Masukkan kata sandi sendiri, lalu simpan lagi.',
  },
  AUTH_ORIGIN: {
    message: 'Permintaan tidak berasal dari halaman Titian.',
    meaning: 'Tidak ada yang diubah.',
    nextStep: 'Buka Titian dari alamat biasanya, lalu ulangi.',
  },
  AUTH_SETUP_CODE: {
    message: 'Kode pemasangan salah atau sudah kedaluwarsa.',
    meaning: 'Administrator pertama belum dibuat.',
    nextStep: 'Salin kode terbaru dari layar tempat Titian dijalankan.',
  },
  DOMAIN_LAST_ADMINISTRATOR: {
    message: 'Ini petugas IT terakhir yang aktif.',
    meaning: 'Tidak ada yang diubah, supaya fasilitas tidak terkunci.',
    nextStep: 'Tambahkan petugas IT lain dahulu.',
  },
  LIMIT_RATE: {
    message: 'Terlalu banyak permintaan dalam waktu singkat.',
    meaning: 'Permintaan ini tidak dijalankan.',
    nextStep: 'Tunggu sebentar, lalu coba lagi.',
  },
  LIMIT_STREAMS: {
    message: 'Terlalu banyak layar yang terhubung.',
    meaning: 'Layar ini tidak diperbarui otomatis.',
    nextStep: 'Tutup layar yang tidak dipakai.',
  },
  STORE_UNAVAILABLE: {
    message: 'Basis data sedang tidak dapat dihubungi.',
    meaning: 'Belum pasti tersimpan.',
    nextStep: 'Coba lagi; Titian tidak akan menyimpan dua kali.',
  },
  STORE_BUSY: {
    message: 'Data yang sama sedang diubah orang lain.',
    meaning: 'Perubahan belum disimpan.',
    nextStep: 'Coba lagi.',
  },
  STORE_UNREADABLE: {
    message: 'Data tersegel tidak dapat dibuka.',
    meaning: 'Kunci induk mungkin bukan yang semula.',
    nextStep: 'Hubungi petugas IT dengan nomor rujukan ini.',
  },
};

const UNEXPECTED_TEXT: ErrorText = {
  message: 'Terjadi kesalahan di Titian.',
  meaning: 'Belum pasti apakah tersimpan.',
  nextStep: 'Muat ulang; bila terulang, hubungi petugas IT dengan nomor rujukan ini.',
};

/** For a code that has no text of its own: what its family means. First match counts. */
const FAMILIES: readonly (readonly [string, ErrorText])[] = [
  [
    'INPUT_',
    {
      message: 'Ada isian yang belum benar.',
      meaning: 'Data belum disimpan.',
      nextStep: 'Perbaiki isian, lalu simpan lagi.',
    },
  ],
  [
    'AUTH_',
    {
      message: 'Hal ini tidak diizinkan.',
      meaning: 'Tidak ada yang diubah.',
      nextStep: 'Masuk dengan peran yang sesuai atau minta bantuan petugas IT.',
    },
  ],
  [
    'DOMAIN_',
    {
      message: 'Langkah ini belum dapat dilakukan untuk data ini.',
      meaning: 'Tidak ada yang diubah.',
      nextStep: 'Muat ulang, periksa keadaan terbaru, lalu ulangi bila masih perlu.',
    },
  ],
  [
    'BPJS_',
    {
      message: 'BPJS belum memberikan jawaban yang dapat dipakai.',
      meaning: 'Data di Titian tetap aman; pelayanan dapat diteruskan.',
      nextStep: 'Lihat keadaan layanan BPJS di bilah status, lalu coba lagi nanti.',
    },
  ],
  [
    'CHANNEL_',
    {
      message: 'Jalur ke BPJS sedang dijeda atau terputus.',
      meaning: 'Data di Titian tetap aman dan dikirim setelah jalur pulih.',
      nextStep: 'Teruskan pelayanan; petugas IT dapat melihat jalurnya di menu Pesan.',
    },
  ],
  [
    'STORE_',
    {
      message: 'Penyimpanan data sedang bermasalah.',
      meaning: 'Belum pasti tersimpan.',
      nextStep: 'Coba lagi; Titian tidak akan menyimpan dua kali.',
    },
  ],
  [
    'LIMIT_',
    {
      message: 'Batas pemakaian tercapai.',
      meaning: 'Permintaan ini tidak dijalankan.',
      nextStep: 'Tunggu sebentar, lalu coba lagi.',
    },
  ],
];

export function textOf(code: string): ErrorText {
  return ERROR_TEXTS[code] ?? FAMILIES.find(([prefix]) => code.startsWith(prefix))?.[1] ?? UNEXPECTED_TEXT;
}
