// Which message puts right what an earlier one left different at BPJS. Data only.

/** P-Care's visit is changed and deleted by messages of its own; everything else is told once. */
export const MENDS: Readonly<Record<string, readonly string[]>> = {
  'pcare.kunjungan.update': ['pcare.kunjungan.add', 'pcare.kunjungan.update'],
  'pcare.kunjungan.delete': ['pcare.kunjungan.add', 'pcare.kunjungan.update'],
  'pcare.obat.delete': ['pcare.obat.add'],
  'pcare.tindakan.delete': ['pcare.tindakan.add'],
};
