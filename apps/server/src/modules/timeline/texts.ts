// Why a Task ID stands as it stands and what to do about it, in the words of a colleague. Only codes of this room; BPJS's own refusals
// are explained by the contract's catalogue.

export interface Reason {
  readonly reason: string;
  readonly nextStep: string | null;
}

const REASONS: Readonly<Record<string, Reason>> = {
  tie: {
    reason: 'Waktunya sama (selisih kurang dari 1 detik) dengan tugas sebelumnya.',
    nextStep: 'Periksa kedua waktu; perbaiki yang keliru dengan alasan.',
  },
  'not-increasing': {
    reason: 'Waktunya lebih awal daripada tugas sebelumnya.',
    nextStep: 'Bandingkan kedua waktu; kepala unit menentukan mana yang benar, lalu perbaiki dengan alasan.',
  },
  'wrong-service-date': {
    reason: 'Tanggalnya (menurut WIB) bukan tanggal pelayanan.',
    nextStep: 'Periksa jam perangkat dan tanggal periksa; perbaiki waktunya bila keliru.',
  },
  'no-prescription': {
    reason: 'Poli mencatat tanpa resep, tetapi farmasi mencatat pelayanan obat.',
    nextStep: 'Pastikan kepada poli apakah ada resep.',
  },
  'invalid-time': { reason: 'Waktunya tidak dapat dibaca.', nextStep: 'Perbaiki waktunya dengan alasan.' },
  different: {
    reason: 'BPJS menyimpan waktu lain. Waktu yang sudah diterima BPJS tidak dapat diubah.',
    nextStep: 'Sesuaikan catatan kita bila waktu BPJS yang benar, atau biarkan sebagai perbedaan.',
  },
  cancelled: { reason: 'Kunjungan sudah dibatalkan; waktu ini hanya dicatat di sini.', nextStep: null },
  'already-served': {
    reason: 'Pasien sudah dipanggil poli, sehingga pembatalan tidak dilaporkan ke BPJS.',
    nextStep: null,
  },
  'cancelled-other-day': {
    reason: 'Dibatalkan di luar tanggal pelayanan; BPJS diberi tahu lewat pembatalan antrean.',
    nextStep: null,
  },
  'cancelled-by-batal': { reason: 'BPJS diberi tahu lewat pembatalan antrean.', nextStep: null },
  'too-late': { reason: 'Sudah lewat H+7; BPJS tidak menerima lagi.', nextStep: 'Tercatat dalam laporan kelengkapan.' },
  overtaken: { reason: 'BPJS sudah menyimpan tugas sesudahnya.', nextStep: null },
  'not-for-existing-patient': { reason: 'Task ID 1 dan 2 tidak dikirim untuk pasien lama.', nextStep: null },
  unknown: { reason: 'Belum pasti sampai; sistem sedang menanyakan BPJS.', nextStep: 'Tidak perlu tindakan.' },
};

const MISSING = /^missing-(?<task>\d+)$/u;

/** Null when the code is not of this room. */
export function explainTask(code: string | null): Reason | null {
  if (code === null) return null;
  const missing = MISSING.exec(code)?.groups?.['task'];
  if (missing !== undefined) {
    return {
      reason: `Menunggu Task ID ${missing}, yang belum tercatat atau belum diterima BPJS.`,
      nextStep: `Lengkapi Task ID ${missing}: unit terkait mencatat waktu yang sebenarnya.`,
    };
  }
  return Object.hasOwn(REASONS, code) ? (REASONS[code] ?? null) : null;
}
