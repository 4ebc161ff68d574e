// Indonesian explanations of what BPJS said: what happened, what it means, what to do next. Keys are message ids of the
// catalogue and, for whole classes, the error codes of the client.
import { ANTREAN_EXPLANATIONS } from './antrean-explanations.ts';
import { APLICARES_EXPLANATIONS } from './aplicares-explanations.ts';
import { SISRUTE_EXPLANATIONS } from './sisrute-explanations.ts';
import { SRBK_EXPLANATIONS } from './srbk-explanations.ts';
import type { Explanation } from './types.ts';

const CLASSES = {
  BPJS_REJECTED: {
    apa: 'BPJS menolak data ini.',
    arti: 'Data belum tercatat di BPJS. Alasan dari BPJS ditampilkan apa adanya.',
    langkah: 'Baca alasan dari BPJS, perbaiki datanya, lalu kirim ulang.',
  },
  BPJS_PREDECESSOR: {
    apa: 'BPJS belum menerima langkah sebelumnya.',
    arti: 'Data ini baru dapat diterima setelah langkah sebelumnya tercatat.',
    langkah:
      'Tidak perlu tindakan: sistem mengirim langkah yang kurang lebih dahulu. Periksa bila waktu langkah itu belum pernah dicatat.',
  },
  BPJS_UNREACHABLE: {
    apa: 'BPJS tidak dapat dihubungi.',
    arti: 'Belum ada data yang terkirim. Pelayanan tetap dapat berjalan.',
    langkah:
      'Tidak perlu tindakan: sistem mencoba lagi. Bila berlangsung lama, minta petugas TI memeriksa internet dan alamat IP yang didaftarkan ke BPJS.',
  },
  BPJS_UNCERTAIN: {
    apa: 'Jawaban BPJS tidak jelas atau tidak datang.',
    arti: 'Data mungkin sudah tercatat di BPJS, mungkin belum.',
    langkah:
      'Jangan kirim ulang dengan tangan: sistem menanyakan dahulu apa yang sudah tercatat di BPJS, lalu memutuskan.',
  },
  BPJS_UNFAMILIAR: {
    apa: 'BPJS menjawab dengan bentuk yang belum dikenal.',
    arti: 'Jawaban disimpan sebagai bukti. Belum pasti apakah data tercatat di BPJS.',
    langkah: 'Minta petugas TI membuka rincian pesan ini dan memeriksa keadaannya di aplikasi BPJS.',
  },
  BPJS_CREDENTIAL: {
    apa: 'BPJS menolak kunci akses faskes.',
    arti: 'Semua pengiriman ke layanan ini dihentikan sementara supaya kunci tidak diblokir. Data tetap aman menunggu.',
    langkah: 'Minta petugas TI memeriksa cons-id, secret key, user key, dan jam server.',
  },
  BPJS_THROTTLED: {
    apa: 'BPJS meminta pengiriman diperlambat.',
    arti: 'Data belum diproses. Pengiriman dilanjutkan setelah jeda.',
    langkah: 'Tidak perlu tindakan: sistem mengirim lagi dengan lebih lambat.',
  },
  BPJS_ALREADY: {
    apa: 'BPJS sudah memiliki data ini.',
    arti: 'Tidak ada yang tercatat dua kali.',
    langkah: 'Tidak perlu tindakan: sistem membandingkan isi di BPJS dengan catatan kita dan menandai bila berbeda.',
  },
  INPUT_INVALID: {
    apa: 'Data belum lengkap atau bentuknya salah.',
    arti: 'Belum ada yang dikirim ke BPJS.',
    langkah: 'Lengkapi atau perbaiki isian yang ditandai.',
  },
} as const satisfies Record<string, Explanation>;

const COMMON = {
  'credential.not-registered': {
    apa: 'Cons-id faskes tidak terdaftar untuk layanan ini.',
    arti: 'Semua panggilan ke layanan ini ditolak sampai BPJS mendaftarkannya.',
    langkah: 'Hubungi kantor cabang BPJS Kesehatan dan minta cons-id didaftarkan untuk layanan ini.',
  },
  'credential.expired': {
    apa: 'Masa berlaku cons-id sudah habis.',
    arti: 'Semua panggilan ditolak sampai cons-id diaktifkan lagi.',
    langkah: 'Hubungi TI kantor wilayah BPJS Kesehatan untuk memperpanjang cons-id.',
  },
  'credential.signature': {
    apa: 'Tanda tangan permintaan tidak cocok.',
    arti: 'Cons-id dan secret key bukan pasangan, atau jam server meleset.',
    langkah: 'Minta petugas TI memeriksa jam server (NTP), lalu pasangan cons-id dan secret key.',
  },
  'credential.gateway': {
    apa: 'Gerbang BPJS tidak menerima user key.',
    arti: 'User key kosong, salah, atau hilang di perjalanan lewat proxy.',
    langkah: 'Minta petugas TI memeriksa user key layanan ini dan pengaturan proxy.',
  },
  'credential.consumer': {
    apa: 'BPJS tidak mengenali kunci akses faskes.',
    arti: 'Panggilan ditolak sebelum diproses.',
    langkah: 'Minta petugas TI memeriksa cons-id, secret key, dan user key.',
  },
  'gateway.no-mapping': {
    apa: 'Alamat layanan tidak dikenal gerbang BPJS.',
    arti: 'Permintaan tidak sampai ke layanan. Ini masalah pengaturan alamat, bukan data pasien.',
    langkah: 'Minta petugas TI memeriksa alamat dasar (base URL) layanan, lalu laporkan kepada pengembang.',
  },
  'gateway.rate-limit': CLASSES.BPJS_THROTTLED,
  'gateway.upstream': {
    apa: 'Server BPJS sedang terganggu.',
    arti: 'Data mungkin belum tercatat.',
    langkah: 'Tidak perlu tindakan: sistem memeriksa keadaan di BPJS lalu mengirim lagi setelah pulih.',
  },
  'gateway.try-later': {
    apa: 'BPJS meminta dicoba lagi nanti.',
    arti: 'Data belum pasti tercatat. Pada gangguan besar penyebabnya pernah cons-id yang tidak aktif.',
    langkah: 'Tunggu percobaan berikutnya. Bila berlanjut, minta petugas TI menanyakan status cons-id ke BPJS.',
  },
  'fault.dotnet': {
    apa: 'Program BPJS mengalami kesalahan saat membaca data ini.',
    arti: 'Biasanya ada isian dengan bentuk yang tidak diduga. Belum pasti apakah data tercatat.',
    langkah: 'Minta petugas TI membuka rincian pesan dan melaporkannya kepada pengembang atau BPJS.',
  },
} as const satisfies Record<string, Explanation>;

const VCLAIM = {
  'vclaim.E-01': {
    apa: 'Peserta sudah punya SEP rawat jalan di poli ini hari ini.',
    arti: 'SEP kedua tidak diterbitkan. Nomor SEP yang ada disebut dalam pesan BPJS.',
    langkah:
      'Sistem memeriksa SEP itu dan memakainya bila memang milik kunjungan ini. Bila milik RS lain, konfirmasi kepada pasien.',
  },
  'vclaim.E-02': {
    apa: 'Peserta masih tercatat dirawat inap.',
    arti: 'SEP baru tidak dapat terbit sebelum rawat inap itu dipulangkan.',
    langkah: 'Bila dirawat di RS kita, isi tanggal pulang SEP tersebut. Bila di RS lain, hubungi RS itu.',
  },
  'vclaim.E-03': {
    apa: 'Nomor kartu tidak dikenali.',
    arti: 'Nomor kartu atau NIK salah ketik atau tidak terdaftar.',
    langkah: 'Cocokkan nomor dengan kartu atau KTP pasien, lalu cari lagi.',
  },
  'vclaim.E-04': {
    apa: 'Tujuan kunjungan tidak sesuai.',
    arti: 'Pilihan tujuan kunjungan tidak cocok dengan urutan kunjungan pada rujukan ini.',
    langkah: 'Pilih jenis kunjungan yang benar: kunjungan pertama, kontrol, konsul, atau prosedur.',
  },
  'vclaim.E-05': {
    apa: 'Alasan pelayanan (asesmen) tidak sesuai.',
    arti: 'Asesmen kurang, atau diisi padahal tidak diperlukan.',
    langkah: 'Periksa jenis kunjungan dan isi asesmen sesuai keadaannya.',
  },
  'vclaim.E-06': {
    apa: 'Prosedur atau penunjang tidak sesuai.',
    arti: 'Isian prosedur tidak cocok dengan tujuan kunjungan.',
    langkah: 'Isi prosedur dan penunjang hanya untuk tujuan kunjungan prosedur.',
  },
  'vclaim.E-07': {
    apa: 'Dokter yang melayani tidak sesuai.',
    arti: 'Kode dokter kosong atau tidak cocok dengan poli.',
    langkah: 'Pilih dokter yang praktik di poli ini dan periksa pemetaan kode dokter.',
  },
  'vclaim.E-08': {
    apa: 'Dokter DPJP tidak ditemukan atau masa berlaku SIP habis.',
    arti: 'Data dokter di HFIS belum benar atau SIP sudah lewat.',
    langkah: 'Minta admin HFIS rumah sakit memperbarui data dokter.',
  },
  'vclaim.E-09': {
    apa: 'Kode faskes perujuk tidak sesuai.',
    arti: 'Kode perujuk tidak cocok dengan nomor atau asal rujukan.',
    langkah: 'Ambil kode perujuk dari rujukan. Untuk kontrol pascarawat inap pakai kode RS sendiri.',
  },
  'vclaim.E-10': {
    apa: 'Tanggal rujukan tidak sesuai.',
    arti: 'Tanggal yang dikirim berbeda dari tanggal pada rujukan.',
    langkah: 'Ambil ulang rujukan dari BPJS lalu simpan lagi.',
  },
  'vclaim.E-11': {
    apa: 'Asal rujukan harus RS karena pasien pascarawat inap.',
    arti: 'Kunjungan ini kontrol setelah rawat inap.',
    langkah: 'Ubah asal rujukan menjadi RS dan pakai nomor SEP rawat inapnya.',
  },
  'vclaim.E-12': {
    apa: 'Nomor rujukan harus nomor SEP rawat inap RS ini.',
    arti: 'Kontrol pascarawat inap merujuk ke SEP rawat inap, bukan rujukan FKTP.',
    langkah: 'Cari SEP rawat inap terakhir pasien, lalu isi sebagai nomor rujukan.',
  },
  'vclaim.E-13': {
    apa: 'Nomor rujukan kosong atau salah.',
    arti: 'SEP tidak dapat terbit tanpa rujukan yang benar.',
    langkah: 'Pilih rujukan pasien dari daftar, lalu simpan lagi.',
  },
  'vclaim.E-14': {
    apa: 'Diagnosis awal kosong.',
    arti: 'SEP memerlukan diagnosis awal.',
    langkah: 'Isi diagnosis awal, biasanya sama dengan diagnosis pada rujukan.',
  },
  'vclaim.E-15': {
    apa: 'Nomor telepon salah.',
    arti: 'Nomor telepon hanya angka, paling banyak 14 digit.',
    langkah: 'Perbaiki nomor telepon pasien.',
  },
  'vclaim.E-16': {
    apa: 'Masa berlaku rujukan habis.',
    arti: 'Rujukan berlaku 90 hari sejak tanggalnya.',
    langkah: 'Minta pasien mengurus rujukan baru di FKTP.',
  },
  'vclaim.E-17': {
    apa: 'Rujukan atau surat kontrol ini sudah dipakai untuk SEP.',
    arti: 'Sudah ada SEP untuk kunjungan ini.',
    langkah: 'Cari SEP yang sudah ada sebelum membuat yang baru.',
  },
  'vclaim.E-18': {
    apa: 'Sidik jari atau wajah pasien belum divalidasi.',
    arti: 'Poli ini mewajibkan validasi sebelum SEP terbit.',
    langkah: 'Lakukan validasi sidik jari atau wajah, atau ajukan pengecualian.',
  },
  'vclaim.E-19': {
    apa: 'Data tidak ditemukan di BPJS.',
    arti: 'Pencarian berhasil tetapi hasilnya kosong.',
    langkah: 'Periksa nomor dan tanggal, atau coba cari dengan cara lain.',
  },
  'vclaim.E-21': {
    apa: 'Nomor SEP tidak dikenal BPJS.',
    arti: 'SEP belum tersinkron atau sudah dihapus.',
    langkah: 'Buka rincian SEP dan bandingkan dengan BPJS.',
  },
} as const satisfies Record<string, Explanation>;

const CLINIC = {
  'pcare.not-registered-poli': {
    apa: 'Peserta belum didaftarkan di poli ini pada tanggal tersebut.',
    arti: 'P-Care menerima kunjungan hanya setelah pendaftarannya tercatat.',
    langkah: 'Sistem mengirim pendaftaran lebih dahulu. Periksa poli dan tanggal bila pendaftaran sudah terkirim.',
  },
  'pcare.registration-invalid': {
    apa: 'Pendaftaran di P-Care tidak berlaku lagi.',
    arti: 'Pendaftaran mungkin sudah dihapus.',
    langkah: 'Daftarkan pasien sekali lagi, lalu kirim ulang pelayanannya.',
  },
  'pcare.poli-unknown': {
    apa: 'Kode poli tidak dikenal P-Care.',
    arti: 'Daftar poli klinik di P-Care berbeda dari pemetaan kita.',
    langkah: 'Minta admin memperbarui referensi poli, lalu kirim ulang.',
  },
  'pcare.doctor-unknown': {
    apa: 'Kode dokter tidak dikenal P-Care.',
    arti: 'Dokter belum terdaftar di P-Care klinik ini.',
    langkah: 'Minta admin memperbarui referensi dokter, lalu pilih dokter yang benar.',
  },
  'pcare.subspesialis-unknown': {
    apa: 'Kode subspesialis tidak valid.',
    arti: 'Kode tidak berasal dari referensi P-Care.',
    langkah: 'Pilih subspesialis dari daftar, lalu kirim ulang.',
  },
  'pcare.json': {
    apa: 'P-Care tidak dapat membaca data yang dikirim.',
    arti: 'Ini masalah program, bukan data pasien.',
    langkah: 'Minta petugas TI melaporkannya kepada pengembang.',
  },
  'pcare.timeout': {
    apa: 'P-Care terlalu lambat menjawab.',
    arti: 'Data mungkin sudah tercatat.',
    langkah: 'Jangan kirim ulang dengan tangan: sistem memeriksa dahulu apa yang tercatat di P-Care.',
  },
  'pcare.reference': {
    apa: 'Ada kode yang tidak ada dalam referensi P-Care.',
    arti: 'Data ditolak karena salah satu kode tidak dikenal.',
    langkah: 'Minta admin memperbarui referensi, periksa kode yang disebut, lalu kirim ulang.',
  },
  'pcare.credential': {
    apa: 'P-Care menolak nama pengguna atau kata sandi.',
    arti: 'Biasanya kata sandi P-Care diganti atau kedaluwarsa. Bila tidak, cons-id atau jam server yang salah.',
    langkah: 'Masukkan kata sandi P-Care yang baru di pengaturan faskes.',
  },
  'pcare.precondition': {
    apa: 'P-Care menolak isian.',
    arti: 'Data belum tercatat. Setiap isian yang ditolak disebutkan beserta alasannya.',
    langkah: 'Perbaiki semua isian yang disebut, lalu kirim ulang.',
  },
  'pcare.empty': {
    apa: 'P-Care tidak memiliki data untuk permintaan ini.',
    arti: 'Hasilnya kosong, bukan gangguan.',
    langkah: 'Tidak perlu tindakan.',
  },
  'fktp.already': {
    apa: 'Pasien sudah terdaftar dalam antrean BPJS.',
    arti: 'Tidak ada yang ganda.',
    langkah: 'Tidak perlu tindakan.',
  },
  'fktp.already-cancelled': {
    apa: 'Antrean ini sudah tidak ada atau sudah dibatalkan di BPJS.',
    arti: 'Pembatalan tidak tercatat dua kali.',
    langkah: 'Tidak perlu tindakan.',
  },
  'fktp.quota': {
    apa: 'Kuota antrean penuh.',
    arti: 'BPJS tidak menerima nomor antrean lagi untuk sesi ini.',
    langkah: 'Pilih sesi lain, atau minta admin memeriksa kapasitas di HFIS.',
  },
  'fktp.closed-day': {
    apa: 'Tidak ada jadwal pada tanggal ini.',
    arti: 'Menurut HFIS poli tutup atau dokter tidak praktik.',
    langkah: 'Bila klinik buka, minta admin memperbaiki jadwal di HFIS.',
  },
  'fktp.no-session': {
    apa: 'Sesi dokter tidak ditemukan.',
    arti: 'Poli, dokter, atau jam praktik tidak cocok dengan HFIS.',
    langkah: 'Pilih sesi dari daftar, atau minta admin memperbaiki jadwal di HFIS.',
  },
} as const satisfies Record<string, Explanation>;

export const EXPLANATIONS: Readonly<Record<string, Explanation>> = {
  ...CLASSES,
  ...COMMON,
  ...VCLAIM,
  ...ANTREAN_EXPLANATIONS,
  ...CLINIC,
  ...SISRUTE_EXPLANATIONS,
  ...SRBK_EXPLANATIONS,
  ...APLICARES_EXPLANATIONS,
};

/** The explanation of the first id that has one; a message id comes before the class it belongs to. */
export function explain(...ids: readonly (string | undefined)[]): Explanation {
  for (const id of ids) {
    const found = id !== undefined && Object.hasOwn(EXPLANATIONS, id) ? EXPLANATIONS[id] : undefined;
    if (found !== undefined) return found;
  }
  return CLASSES.BPJS_UNFAMILIAR;
}
