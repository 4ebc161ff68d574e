// What E-Klaim's error numbers mean and who acts (docs/facts/eklaim.md §7). The effect of a refusal is always none; what is unclear is
// only whether the data centre got something.

/**
 * `rejected`: mend the data. `predecessor`: an earlier step is missing. `already`: E-Klaim has this number. `credential`: the key.
 * `busy`: somebody behind E-Klaim did not answer. `fault`: our request or the server is broken. `unclear`: read back first.
 */
export type EklaimOutcome = 'rejected' | 'predecessor' | 'already' | 'credential' | 'busy' | 'fault' | 'unclear';

export const EKLAIM_ACTORS = [
  'pengembang',
  'koder',
  'admin koder',
  'pendaftaran',
  'admin E-Klaim',
  'IT',
  'sistem',
] as const;
export type EklaimActor = (typeof EKLAIM_ACTORS)[number];

export interface EklaimError {
  /** `E2001` … */
  readonly number: string;
  readonly outcome: EklaimOutcome;
  readonly actor: EklaimActor;
  /** Indonesian: what it means and what to do. */
  readonly meaning: string;
}

type Row = readonly [numbers: string, outcome: EklaimOutcome, actor: EklaimActor, meaning: string];

const ROWS: readonly Row[] = [
  ['E2001', 'fault', 'pengembang', 'Metode tidak dikenal; E-Klaim di rumah sakit mungkin versi lama.'],
  ['E2002 E2018', 'predecessor', 'koder', 'Klaim belum final; finalkan klaim lebih dahulu.'],
  [
    'E2003 E2007',
    'already',
    'koder',
    'Nomor SEP sudah ada di E-Klaim; baca klaimnya dan lanjutkan bila itu klaim yang sama.',
  ],
  ['E2004', 'predecessor', 'sistem', 'Nomor SEP belum ada di E-Klaim; buat klaim baru lebih dahulu.'],
  ['E2005 E2006', 'rejected', 'admin koder', 'NIK koder kosong atau belum terdaftar di E-Klaim.'],
  ['E2008', 'rejected', 'pendaftaran', 'Nomor rekam medis tidak ditemukan di E-Klaim.'],
  [
    'E2009 E2011',
    'rejected',
    'koder',
    'Klaim sudah final atau tidak dapat diubah; buka kembali klaim bila memang perlu.',
  ],
  ['E2010', 'rejected', 'koder', 'Nomor SEP yang baru sudah dipakai klaim lain.'],
  ['E2012 E2019', 'rejected', 'pendaftaran', 'Tanggal masuk dan pulang tidak benar.'],
  ['E2013 E2035 E2062', 'rejected', 'koder', 'Hari ICU, naik kelas, atau episode tidak sesuai lama rawat.'],
  ['E2014 E2015 E2027', 'rejected', 'admin E-Klaim', 'Kode tarif atau data rumah sakit di E-Klaim belum benar.'],
  ['E2016 E2063', 'rejected', 'koder', 'Hasil grouper tidak sah; perbaiki kode lalu group ulang.'],
  ['E2017', 'predecessor', 'sistem', 'Klaim belum di-group.'],
  ['E2020', 'busy', 'sistem', 'Layanan SEP di belakang E-Klaim tidak menjawab.'],
  ['E2021 E2022 E2023 E2024 E2025 E2026', 'fault', 'pengembang', 'E-Klaim tidak dapat membaca isi permintaan.'],
  ['E2028 E2030', 'rejected', 'pengembang', 'Jenis rawat tidak sah atau parameter kurang.'],
  ['E2029', 'unclear', 'IT', 'E-Klaim tidak terhubung ke data center; periksa status kirim sebelum mengulang.'],
  ['E2031', 'credential', 'IT', 'Kunci enkripsi E-Klaim tidak cocok; periksa pergantian kunci.'],
  ['E2032 E2064 E2065', 'rejected', 'koder', 'Naik kelas tidak diperbolehkan atau penanggung biayanya belum diisi.'],
  ['E2033 E2051', 'rejected', 'sistem', 'Penjamin klaim kosong atau tidak sah.'],
  ['E2034 E2043 E2053', 'rejected', 'koder', 'Nomor klaim tidak ditemukan, sudah dipakai, atau klaim ibu tidak sah.'],
  [
    'E2036 E2037 E2044 E2045 E2058',
    'rejected',
    'koder',
    'Berkas tidak dapat diterima: jenis, ukuran, atau golongannya.',
  ],
  ['E2038', 'rejected', 'koder', 'Klaim sudah diproses dan tidak dapat dihapus.'],
  ['E2039', 'rejected', 'koder', 'Klaim sudah terkirim dan tidak dapat dibuka lagi; hubungi data center.'],
  ['E2040 E2041', 'rejected', 'koder', 'Berkas wajib belum ada atau gagal diunggah.'],
  [
    'E2042 E2046 E2048 E2049 E2050 E2052 E2054 E2055 E2056 E2057 E2059 E2060 E2061',
    'rejected',
    'koder',
    'Syarat penjamin khusus belum dipenuhi.',
  ],
  ['E2047', 'busy', 'sistem', 'Status tidak dapat diambil sekarang.'],
  ['E2066', 'predecessor', 'koder', 'Kasus tuberkulosis belum divalidasi ke SITB.'],
  ['E2099', 'unclear', 'IT', 'Kesalahan yang tidak dikenal E-Klaim; baca klaimnya sebelum mengulang.'],
  ['E2101', 'rejected', 'koder', 'Kode modifikasi Indonesia tidak berlaku di INA-CBG; pilih kode pengganti.'],
];

export const EKLAIM_ERRORS: ReadonlyMap<string, EklaimError> = new Map(
  ROWS.flatMap(([numbers, outcome, actor, meaning]) =>
    numbers.split(' ').map((number) => [number, { number, outcome, actor, meaning }] as const),
  ),
);

/**
 * iDRG groups that cannot be billed, `x` = any digit, with what is missing (docs/facts/eklaim.md §7). Any other code that begins
 * with 36 cannot be grouped either.
 */
export const IDRG_UNGROUPABLE: readonly { readonly pattern: string; readonly meaning: string }[] = [
  { pattern: '3611199', meaning: 'Jenis kelamin tidak sesuai diagnosis.' },
  { pattern: '3611299', meaning: 'Umur tidak sesuai diagnosis.' },
  { pattern: '36000x9', meaning: 'Prosedur tidak berkaitan dengan diagnosis.' },
  { pattern: '3635929', meaning: 'Konsultasi rehabilitasi medik belum dikode (89.01–89.09).' },
  { pattern: '3612011', meaning: 'Pemasangan lensa belum dikode (13.70–13.72).' },
  { pattern: '3612031', meaning: 'Pemasangan lensa belum dikode (13.70–13.72).' },
  { pattern: '3614129', meaning: 'TB resistan obat tanpa kode obat (U82.20–U85.0).' },
  { pattern: '3614229', meaning: 'TB tanpa tipe episode (U84.31–U84.35).' },
  { pattern: '3615029', meaning: 'Angiokardiografi belum dikode (88.51–88.58).' },
  { pattern: '3615129', meaning: 'Kateterisasi jantung belum dikode (37.21–37.23).' },
  { pattern: '3615229', meaning: 'Jumlah stent belum dikode (00.45–00.48).' },
  { pattern: '3615329', meaning: 'Pemasangan stent belum dikode (00.55, 39.90).' },
  { pattern: '3615429', meaning: 'Jumlah pembuluh belum dikode (00.40–00.43).' },
  { pattern: '3615529', meaning: 'Kode 00.56 atau 00.57 belum ada.' },
  { pattern: '36001x9', meaning: 'Prosedur radioterapi belum dikode (92.20–92.27).' },
  { pattern: '36002x9', meaning: 'Diagnosis Z51.0 belum dikode.' },
  { pattern: '36003x9', meaning: 'Diagnosis Z51.1 belum dikode.' },
  { pattern: '3635129', meaning: 'Rehabilitasi tanpa prosedur.' },
];

/** Why a grouping cannot be finalised, in Indonesian; null when it can (docs/facts/eklaim.md §4). */
export function ungroupableReason(system: 'idrg' | 'inacbg', code: string): string | null {
  if (system === 'inacbg')
    return code.startsWith('X') ? 'Grouper INA-CBG tidak menghasilkan kelompok; perbaiki kode.' : null;
  if (!code.startsWith('36')) return null;
  const known = IDRG_UNGROUPABLE.find(({ pattern }) => new RegExp(`^${pattern.replaceAll('x', '\\d')}$`).test(code));
  return known?.meaning ?? 'Grouper iDRG tidak menghasilkan kelompok; perbaiki kode.';
}
