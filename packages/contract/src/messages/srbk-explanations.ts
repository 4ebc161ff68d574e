// Indonesian explanations of what SRBK alone said.
import type { Explanation } from './types.ts';

export const SRBK_EXPLANATIONS = {
  'srbk.region': {
    apa: 'Kode wilayah tidak sesuai.',
    arti: 'Kode propinsi terdiri dari 2 angka. Rujukan belum terbentuk.',
    langkah: 'Pilih ulang wilayah dari daftar. Bila tetap ditolak, minta petugas TI melaporkannya kepada pengembang.',
  },
} as const satisfies Record<string, Explanation>;
