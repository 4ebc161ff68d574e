// Dates, times and codes of this room as its prints say them, in Indonesian.
import type { Choice, Decision, Ground, Resolution, Verification } from './rules.ts';
import type { LogKind } from './outage-store.ts';

const ZONE_NAME: Readonly<Record<string, string>> = {
  'Asia/Jakarta': 'WIB',
  'Asia/Makassar': 'WITA',
  'Asia/Jayapura': 'WIT',
};

export function clockTime(at: Date, timeZone: string): string {
  const text = new Intl.DateTimeFormat('id-ID', { timeZone, hour: '2-digit', minute: '2-digit', hour12: false }).format(
    at,
  );
  return `${text} ${ZONE_NAME[timeZone] ?? ''}`.trim();
}

export function longDay(at: Date, timeZone: string): string {
  return new Intl.DateTimeFormat('id-ID', {
    timeZone,
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  }).format(at);
}

export function moment(at: Date | null, timeZone: string): string {
  if (at === null) return 'tidak terukur';
  const day = new Intl.DateTimeFormat('id-ID', { timeZone, day: 'numeric', month: 'short', year: 'numeric' }).format(
    at,
  );
  return `${day}, ${clockTime(at, timeZone)}`;
}

/** `3 jam 55 menit`. */
export function span(from: Date | null, to: Date | null): string {
  if (from === null || to === null) return 'tidak terukur';
  const minutes = Math.round((to.getTime() - from.getTime()) / 60_000);
  const hours = Math.floor(minutes / 60);
  return hours === 0 ? `${minutes} menit` : `${hours} jam ${minutes % 60} menit`;
}

export const DECISION: Readonly<Record<Decision, string>> = {
  terima: 'Diterima',
  'terima-dengan-pernyataan': 'Diterima dengan pernyataan',
  tahan: 'Ditahan',
};

export const GROUND: Readonly<Record<Ground, string>> = {
  'aktif-baru': 'terakhir aktif, datanya masih dalam batas kebijakan',
  'aktif-lama': 'terakhir aktif, datanya lebih lama dari batas kebijakan',
  'belum-dikenal': 'kepesertaan belum pernah ditanyakan dari sini',
  'terakhir-tidak-aktif': 'jawaban terakhir BPJS: tidak aktif',
};

export const CHOICE: Readonly<Record<Choice, string>> = {
  menunggu: 'Menunggu',
  lanjut: 'Lanjut dilayani',
  'bayar-sendiri': 'Bayar sendiri',
  'kembali-lain-waktu': 'Kembali lain waktu',
};

export const VERIFICATION: Readonly<Record<Verification, string>> = {
  belum: 'Belum ditanyakan',
  aktif: 'Aktif',
  berubah: 'Aktif, data berubah',
  'tidak-aktif': 'Tidak aktif',
  'tidak-ditemukan': 'Tidak ditemukan BPJS',
  'tanpa-nomor': 'Tanpa nomor kartu/NIK',
};

export const RESOLUTION: Readonly<Record<Resolution, string>> = {
  'pasien-dihubungi': 'Pasien dihubungi',
  'jadi-umum': 'Diubah menjadi pasien umum',
  'kembali-jkn': 'Diubah kembali ke JKN',
  'tetap-umum': 'Tetap pasien umum',
  'kepesertaan-diurus': 'Kepesertaan diurus pasien',
  'diselesaikan-lain': 'Diselesaikan dengan cara lain',
};

export const LOG: Readonly<Record<LogKind, string>> = {
  'mode-mulai': 'Mode kesinambungan mulai',
  terputus: 'Panggilan pertama tanpa jawaban',
  'terputus-lagi': 'Terputus lagi',
  pulih: 'BPJS menjawab lagi',
  'mode-selesai': 'Mode kesinambungan selesai',
  pengumuman: 'Pengumuman dicatat',
  catatan: 'Catatan',
  pilihan: 'Pilihan pasien',
  'pernyataan-dicetak': 'Pernyataan dicetak',
  'pernyataan-ditandatangani': 'Pernyataan ditandatangani',
  verifikasi: 'Kepesertaan ditanyakan ulang',
  tindakan: 'Tindak lanjut',
};
