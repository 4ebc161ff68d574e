// Explanations of what Aplicares says.
import type { Explanation } from './types.ts';

export const APLICARES_EXPLANATIONS = {
  'aplicares.exists': {
    apa: 'Ruang ini sudah ada di Aplicares.',
    arti: 'Ruang tidak dibuat dua kali.',
    langkah: 'Tidak perlu tindakan: sistem mengirim jumlah tempat tidurnya sebagai pembaruan.',
  },
  'aplicares.absent': {
    apa: 'Ruang ini belum ada di Aplicares.',
    arti: 'Jumlah tempat tidurnya belum tampil kepada masyarakat.',
    langkah:
      'Tidak perlu tindakan: sistem membuat ruangnya lebih dahulu. Periksa kode kelas dan kode ruang bila berulang.',
  },
  'aplicares.already-absent': {
    apa: 'Ruang ini tidak ada di Aplicares.',
    arti: 'Yang hendak dihapus memang sudah tidak tampil.',
    langkah: 'Tidak perlu tindakan.',
  },
} as const satisfies Record<string, Explanation>;
