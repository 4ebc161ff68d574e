// Moods that people ask for by name: the page shows them as buttons, GET /_sandbox/presets lists them. Only data.

import type { Mood } from './moods.ts';

export interface Preset {
  readonly id: string;
  readonly nama: string;
  readonly keterangan: string;
  readonly mood: Mood;
}

/**
 * The national start of online referral as the field tells it [C]: about 100 channels at the payer, unstable with more than 60 in use. What
 * unstable means is nowhere measured [D]: here each request above 60 waits 50 ms longer and fails 2 % more often, and the 101st is
 * turned away.
 */
export const HUNDRED_CHANNELS: Mood = {
  channelLimit: { limit: 60, capacity: 100, extraLatencyMsPerExcess: 50, errorRatePerExcess: 0.02 },
};

export const PRESETS: readonly Preset[] = [
  {
    id: 'terputus',
    nama: 'Terputus',
    keterangan: 'Setiap sambungan langsung diputus.',
    mood: { maintenance: { answer: 'refuse' } },
  },
  {
    id: 'pemeliharaan',
    nama: 'Pemeliharaan',
    keterangan: 'Setiap permintaan dijawab halaman pemeliharaan (HTML, 503).',
    mood: { maintenance: { answer: 'html' } },
  },
  {
    id: 'lambat',
    nama: 'Lambat 3 detik',
    keterangan: 'Setiap jawaban datang tiga detik kemudian.',
    mood: { latency: { kind: 'fixed', ms: 3000 } },
  },
  {
    id: 'gagal-30',
    nama: 'Gagal 30 %',
    keterangan: 'Tiga dari sepuluh permintaan ditolak gateway; tidak ada yang tercatat.',
    mood: { errorRate: 0.3 },
  },
  {
    id: 'menggantung',
    nama: 'Menggantung',
    keterangan: 'Sambungan diterima, jawaban tidak pernah datang.',
    mood: { faults: [{ kind: 'hang', probability: 1, on: 'all', ms: 0 }] },
  },
  {
    id: 'html',
    nama: 'Halaman HTML',
    keterangan: 'Jawaban berupa halaman HTML, bukan JSON.',
    mood: { faults: [{ kind: 'html', probability: 1, on: 'all', ms: 0 }] },
  },
  {
    id: 'diterima-diam',
    nama: 'Diterima, lalu diam',
    keterangan: 'Kiriman dicatat, tetapi jawabannya tidak pernah datang.',
    mood: { faults: [{ kind: 'timeout-after-apply', probability: 1, on: 'writes', ms: 0 }] },
  },
  {
    id: 'terlambat-60',
    nama: 'Diterima, 60 detik kemudian',
    keterangan: 'Sambungan diputus sekarang, kiriman baru dicatat semenit kemudian.',
    mood: { faults: [{ kind: 'late-apply', probability: 1, on: 'writes', ms: 60_000 }] },
  },
  {
    id: 'seratus-saluran',
    nama: '100 saluran, goyah di atas 60',
    keterangan:
      'Seperti awal rujukan daring nasional: di atas 60 sekaligus makin lambat dan makin sering gagal, di atas 100 ditolak.',
    mood: HUNDRED_CHANNELS,
  },
  {
    id: 'empat-saluran',
    nama: 'Kapasitas 4 saluran',
    keterangan: 'Kelebihan beban yang terlihat dengan sedikit permintaan.',
    mood: { channelLimit: { limit: 4, extraLatencyMsPerExcess: 50, errorRatePerExcess: 0.02 } },
  },
  {
    id: 'kolektif-malam',
    nama: 'Kolektif hanya malam',
    keterangan: 'Pukul 05.00–20.00 satu faskes boleh mengirim 30 data per menit; malam hari tidak dibatasi.',
    mood: { bulk: { from: '20:00', until: '05:00', perMinute: 30, retryAfterMs: 60_000 } },
  },
  {
    id: 'kredensial-dicabut',
    nama: 'Kredensial dicabut',
    keterangan: 'Tanda tangan setiap faskes ditolak.',
    mood: { credentials: 'revoked' },
  },
];
