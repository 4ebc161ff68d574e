// What BPJS says to a program, without whom it says it of: words that the catalogue of messages, our explanations or the names of fields
// use stay; every other word, every number and every quoted part is masked. A new sentence so keeps its shape and loses its names.
import { ENDPOINTS, EXPLANATIONS, MESSAGES } from '@titian/contract';

const TEXT_LIMIT_CHARS = 400;
const MASK = '…';

const wordsOf = (text: string): string[] => text.toLowerCase().match(/\p{L}+/gu) ?? [];

/** Words with which programs speak of anything; none of them is a name. */
const COMMON =
  'ada adalah agar akan aktif anda antara antrean apakah atas atau aturan bagi bahwa baru batal belum berhasil berlaku bersangkutan bisa boleh ' +
  'bukan cek content created cukup dahulu dalam dan dapat dari data dengan dgn di diisi dilakukan diproses ditemukan dokter dulu error failed faskes gagal ' +
  'habis hanya harap harus hari hubungi ini invalid itu jadwal jam jika kali kami karena ke kepada kesalahan ketentuan kode koneksi kosong ' +
  'kuota lagi lain layanan lebih lewat maka masih mohon nama no nomor not null ok oleh pada pasien pelayanan pengajuan periksa periode perlu peserta ' +
  'poli request response rujukan saat saja sama sampai sebelum sebelumnya sedang semua sep server sesuai service silakan sistem success ' +
  'sudah sukses surat tahun tanggal telah terdaftar terjadi terlebih tersebut tersedia tidak timeout untuk unauthorized valid versi wajib waktu yang';

/** Written by BPJS's programmers and by us, about no one. */
const KNOWN: ReadonlySet<string> = new Set([
  ...wordsOf(COMMON),
  ...MESSAGES.flatMap(({ pattern }) => wordsOf(pattern)),
  ...Object.values(EXPLANATIONS).flatMap((explanation) => wordsOf(JSON.stringify(explanation))),
  ...ENDPOINTS.flatMap(({ path }) => wordsOf(path)),
]);

/** @example sentenceTwin('Peserta BUDI belum aktif, No.SEP 9999R0010126V000001') // 'Peserta … belum aktif, No.SEP …' */
export function sentenceTwin(text: string): string {
  return text
    .slice(0, TEXT_LIMIT_CHARS)
    .replaceAll(/"[^"]*"|'[^']*'|“[^”]*”/g, MASK)
    .replaceAll(/[\p{L}\d_@-]*\d[\p{L}\d_@-]*/gu, MASK)
    .replaceAll(/\p{L}+/gu, (word) => (KNOWN.has(word.toLowerCase()) ? word : MASK))
    .replaceAll(/…(?:[\s.,@/-]*…)+/g, MASK);
}
