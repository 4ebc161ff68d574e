// Names of services and faults as people say them. Only data.

/** id, name, who calls, whose code. */
export const SERVICES = [
  ['vclaim', 'VClaim', 'Rumah sakit', '9999R001'],
  ['antreanrs', 'Antrean RS', 'Rumah sakit', '9999R001'],
  ['pcare', 'P-Care', 'Klinik', '9999U001'],
  ['antreanfktp', 'Antrean FKTP', 'Klinik', '9999U001'],
  ['aplicares', 'Aplicares', 'Rumah sakit', '9999R001'],
  ['icare', 'i-Care JKN', 'Faskes', ''],
  ['apotek', 'Apotek Online', 'Apotek', '9999A001'],
  ['erekammedis', 'e-Rekam Medis', 'Rumah sakit', '9999R001'],
  ['eklaim', 'E-Klaim', 'Rumah sakit', '9999R001'],
  ['sisrute', 'VClaim-SISRUTE', 'Rumah sakit', '9999R001'],
  ['srbk', 'SRBK', 'Klinik', '9999U001'],
];

export const serviceName = (id) => SERVICES.find(([known]) => known === id)?.[1] ?? id;

export const FAULTS = {
  maintenance: 'pemeliharaan',
  overload: 'kelebihan beban',
  bulk: 'kolektif di siang hari',
  'error-rate': 'galat gateway',
  refuse: 'terputus',
  html: 'halaman HTML',
  hang: 'menggantung',
  'status-5xx': 'galat gateway',
  throttle: 'dibatasi',
  empty: 'kosong',
  'reset-before-apply': 'terputus',
  'timeout-after-apply': 'diterima, diam',
  'reset-after-apply': 'diterima, terputus',
  'html-after-apply': 'diterima, HTML',
  'status-5xx-after-apply': 'diterima, galat',
  'empty-after-apply': 'diterima, kosong',
  'truncated-after-apply': 'diterima, terpotong',
  'wrong-key': 'kunci salah',
  plaintext: 'tanpa sandi',
  'late-apply': 'menyusul',
};

const DONE = new Set(['200', '1', '208', '204', '304']);

/** ok: done; no: refused with a reason; ko: disturbed. */
export function outcomeOf(entry) {
  if (entry.fault !== null || entry.status === 0 || entry.status >= 500) return 'ko';
  return DONE.has(entry.code) || (entry.service === 'pcare' && entry.code === '201') ? 'ok' : 'no';
}
