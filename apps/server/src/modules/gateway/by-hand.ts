// Acts of a person on a message: whose name the outbox keeps, and what its refusals mean to who pressed the button.
import { OutboxError } from '@titian/outbox';
import type { Actor } from '../../platform/actor.ts';
import { conflict, notFound } from '../../platform/errors.ts';

/** The outbox keeps who did it in the clear: the account's id, not the person's name. */
export function nameOf(actor: Actor): string {
  return `${actor.kind}:${actor.id}`;
}

/** What the outbox refuses is an answer to the person, not a fault. */
export async function byHand(work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof OutboxError)) throw error;
    if (error.code === 'OUTBOX_NO_MESSAGE') throw notFound('message');
    throw conflict(`DOMAIN_${error.code}`, error.message, HAND_TEXTS[error.code] ?? HAND_TEXTS['OUTBOX_SETTLED']);
  }
}

const HAND_TEXTS: Readonly<Record<string, { message: string; meaning: string; nextStep: string }>> = {
  OUTBOX_SETTLED: {
    message: 'Pesan ini sudah selesai.',
    meaning: 'Tidak ada yang dikirim lagi.',
    nextStep: 'Muat ulang untuk melihat keadaan terakhir.',
  },
  OUTBOX_BUSY: {
    message: 'Pesan sedang dikirim.',
    meaning: 'Hasilnya segera diketahui.',
    nextStep: 'Tunggu sebentar, lalu lihat lagi.',
  },
  OUTBOX_UNCERTAIN: {
    message: 'Belum pasti apakah pesan ini sudah sampai di BPJS.',
    meaning: 'Pesan tidak dapat dibatalkan sebelum BPJS ditanya.',
    nextStep: 'Tunggu; Titian menanyakan BPJS dan memutuskan sendiri.',
  },
  OUTBOX_READABLE: {
    message: 'Pesan ini tidak dapat ditandai diterima dengan tangan.',
    meaning: 'BPJS dapat ditanya tentang pesan ini, atau sudah menjawab.',
    nextStep: 'Pilih kirim ulang; Titian bertanya dahulu ke BPJS sebelum mengirim.',
  },
  OUTBOX_EXPIRED: {
    message: 'Batas waktu BPJS (H+7) sudah lewat.',
    meaning:
      'BPJS tidak menerima lagi antrean dan Task ID kunjungan ini, jadi mengirim ulang pasti gagal. Catatan kita tetap tersimpan.',
    nextStep: 'Tidak perlu dikirim ulang. Laporkan ke penanggung jawab mutu; kunjungan ini tetap tampil belum lengkap.',
  },
  OUTBOX_UNREADABLE: {
    message: 'BPJS tidak dapat ditanya tentang pesan ini, dan keadaannya sudah berubah.',
    meaning: 'Bila dikirim tanpa dilihat dahulu, BPJS dapat menerimanya dua kali.',
    nextStep:
      'Muat ulang, lihat di aplikasi BPJS, lalu pilih "Sudah diterima BPJS" atau "Kirim ulang" dari rincian pesan.',
  },
  OUTBOX_LANE_BLOCKED: {
    message: 'Pesan lain dari kunjungan ini menahan urutan.',
    meaning: 'Pesan ini menyusul sesudah yang menahan selesai.',
    nextStep: 'Selesaikan dahulu pesan yang ditolak atau ditahan di atasnya.',
  },
};
