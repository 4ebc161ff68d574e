// Code tables of BPJS as constant arrays with the types derived from them. Tables that a service publishes by reference
// calls are only a fallback here; the live reference wins.

/** docs/facts/task-id.md §1 [A]. */
export const TASK_IDS = [1, 2, 3, 4, 5, 6, 7, 99] as const;
export type TaskId = (typeof TASK_IDS)[number];

/** Spelling of `antrean/updatewaktu`, docs/facts/task-id.md §3 [A]; not the spelling of the pharmacy call. */
export const JENIS_RESEP_TASK = ['Tidak ada', 'Racikan', 'Non racikan'] as const;
export type JenisResepTask = (typeof JENIS_RESEP_TASK)[number];

/** Spelling of `antrean/farmasi/add`, docs/facts/antrean-rs.md §2.4 [A]. */
export const JENIS_RESEP_FARMASI = ['racikan', 'non racikan'] as const;
export type JenisResepFarmasi = (typeof JENIS_RESEP_FARMASI)[number];

export const JENIS_PASIEN = ['JKN', 'NON JKN'] as const;
export type JenisPasien = (typeof JENIS_PASIEN)[number];

/** docs/facts/antrean-rs.md §2.3 [A]. */
export const JENIS_KUNJUNGAN = [
  { kode: 1, nama: 'Rujukan FKTP' },
  { kode: 2, nama: 'Rujukan Internal' },
  { kode: 3, nama: 'Kontrol' },
  { kode: 4, nama: 'Rujukan Antar RS' },
] as const;
export type JenisKunjungan = (typeof JENIS_KUNJUNGAN)[number]['kode'];

/** Day numbers of HFIS: 1 Monday … 7 Sunday, 8 national holiday, docs/facts/antrean-rs.md §2.1 [A]. */
export const HARI = ['1', '2', '3', '4', '5', '6', '7', '8'] as const;
export type Hari = (typeof HARI)[number];

export const JENIS_IDENTITAS_FINGERPRINT = ['nik', 'noka'] as const;
export const WAKTU_DASHBOARD = ['rs', 'server'] as const;

/** docs/facts/vclaim.md §4.6 [A]; the emergency department counts as outpatient. */
export const JENIS_PELAYANAN = [
  { kode: '1', nama: 'Rawat Inap' },
  { kode: '2', nama: 'Rawat Jalan' },
] as const;
export type JenisPelayanan = (typeof JENIS_PELAYANAN)[number]['kode'];

export const ASAL_RUJUKAN = [
  { kode: '1', nama: 'FKTP' },
  { kode: '2', nama: 'FKRTL' },
] as const;
export type AsalRujukan = (typeof ASAL_RUJUKAN)[number]['kode'];

export const KELAS_RAWAT_HAK = ['1', '2', '3'] as const;
export const KELAS_RAWAT_NAIK = [
  { kode: '1', nama: 'VVIP' },
  { kode: '2', nama: 'VIP' },
  { kode: '3', nama: 'Kelas 1' },
  { kode: '4', nama: 'Kelas 2' },
  { kode: '5', nama: 'Kelas 3' },
  { kode: '6', nama: 'ICCU' },
  { kode: '7', nama: 'ICU' },
  { kode: '8', nama: 'Di atas Kelas 1' },
] as const;
export const PEMBIAYAAN = [
  { kode: '1', nama: 'Pribadi' },
  { kode: '2', nama: 'Pemberi Kerja' },
  { kode: '3', nama: 'Asuransi Kesehatan Tambahan' },
] as const;
export const LAKA_LANTAS = [
  { kode: '0', nama: 'Bukan kecelakaan lalu lintas' },
  { kode: '1', nama: 'KLL dan bukan kecelakaan kerja' },
  { kode: '2', nama: 'KLL dan kecelakaan kerja' },
  { kode: '3', nama: 'Kecelakaan kerja' },
] as const;
export const TUJUAN_KUNJUNGAN = [
  { kode: '0', nama: 'Normal' },
  { kode: '1', nama: 'Prosedur' },
  { kode: '2', nama: 'Konsul Dokter' },
] as const;
export type TujuanKunjungan = (typeof TUJUAN_KUNJUNGAN)[number]['kode'];
export const FLAG_PROCEDURE = [
  { kode: '0', nama: 'Prosedur tidak berkelanjutan' },
  { kode: '1', nama: 'Prosedur dan terapi berkelanjutan' },
] as const;
export const KODE_PENUNJANG = [
  { kode: '1', nama: 'Radioterapi' },
  { kode: '2', nama: 'Kemoterapi' },
  { kode: '3', nama: 'Rehabilitasi Medik' },
  { kode: '4', nama: 'Rehabilitasi Psikososial' },
  { kode: '5', nama: 'Transfusi Darah' },
  { kode: '6', nama: 'Pelayanan Gigi' },
  { kode: '7', nama: 'Laboratorium' },
  { kode: '8', nama: 'USG' },
  { kode: '9', nama: 'Farmasi' },
  { kode: '10', nama: 'Lain-lain' },
  { kode: '11', nama: 'MRI' },
  { kode: '12', nama: 'Hemodialisa' },
] as const;
export const ASESMEN_PELAYANAN = [
  { kode: '1', nama: 'Poli spesialis tidak tersedia pada hari sebelumnya' },
  { kode: '2', nama: 'Jam poli telah berakhir pada hari sebelumnya' },
  { kode: '3', nama: 'Dokter spesialis yang dimaksud tidak praktik pada hari sebelumnya' },
  { kode: '4', nama: 'Atas instruksi RS' },
  { kode: '5', nama: 'Tujuan kontrol' },
] as const;
/** Code 2 does not exist in this table, docs/facts/vclaim.md §4.6 [A]. */
export const STATUS_PULANG_SEP = [
  { kode: '1', nama: 'Atas persetujuan dokter' },
  { kode: '3', nama: 'Atas permintaan sendiri' },
  { kode: '4', nama: 'Meninggal' },
  { kode: '5', nama: 'Lain-lain' },
] as const;
export const STATUS_KLAIM = [
  { kode: '1', nama: 'Proses Verifikasi' },
  { kode: '2', nama: 'Pending Verifikasi' },
  { kode: '3', nama: 'Klaim' },
] as const;
/** Outgoing referrals; the polyclinic is empty for 2 and filled otherwise, docs/facts/vclaim.md §4.3 [A]. */
export const TIPE_RUJUKAN = [
  { kode: '0', nama: 'Penuh' },
  { kode: '1', nama: 'Partial' },
  { kode: '2', nama: 'Rujuk Balik (PRB)' },
] as const;
/** What follows after a claim sheet, docs/facts/vclaim.md §4.9 [A]. */
export const TINDAK_LANJUT = [
  { kode: '1', nama: 'Diperbolehkan Pulang' },
  { kode: '2', nama: 'Pemeriksaan Penunjang' },
  { kode: '3', nama: 'Dirujuk Ke' },
  { kode: '4', nama: 'Kontrol Kembali' },
] as const;
/** Rank of a diagnosis on a claim sheet, docs/facts/vclaim.md §4.9 [A]. */
export const LEVEL_DIAGNOSA = [
  { kode: '1', nama: 'Primer' },
  { kode: '2', nama: 'Sekunder' },
] as const;
export const JENIS_KONTROL = [
  { kode: '1', nama: 'SPRI' },
  { kode: '2', nama: 'Surat Kontrol' },
] as const;

/** Exceptions asked for before a SEP, docs/facts/vclaim.md §4.6 [A]. */
export const JENIS_PENGAJUAN = [
  { kode: '1', nama: 'Backdate' },
  { kode: '2', nama: 'Finger print' },
] as const;
export type JenisPengajuan = (typeof JENIS_PENGAJUAN)[number]['kode'];
/** Back-referral programmes; the live list pads the code with a blank, docs/facts/vclaim.md §4.7 and §4.11 [A]. */
export const STATUS_PRB = [
  { kode: '01', nama: 'Diabetes Mellitus' },
  { kode: '02', nama: 'Hipertensi' },
  { kode: '03', nama: 'Asthma' },
  { kode: '04', nama: 'Penyakit Jantung' },
  { kode: '05', nama: 'PPOK (Penyakit Paru Obstruktif Kronik)' },
  { kode: '06', nama: 'Schizophrenia' },
  { kode: '07', nama: 'Stroke' },
  { kode: '08', nama: 'Epilepsi' },
  { kode: '09', nama: 'Systemic Lupus Erythematosus' },
] as const;
export type StatusPrb = (typeof STATUS_PRB)[number]['kode'];
/** Treatment classes of the claim sheet, docs/facts/vclaim.md §4.11 [A]; not the entitlement (KELAS_RAWAT_HAK). */
export const KELAS_RAWAT_LPK = [
  { kode: '1', nama: 'VVIP' },
  { kode: '2', nama: 'VIP' },
  { kode: '3', nama: 'Kelas 1' },
  { kode: '4', nama: 'Kelas 2' },
  { kode: '5', nama: 'Kelas 3' },
] as const;
/** Manner of leaving on the claim sheet, docs/facts/vclaim.md §4.11 [A]; not the manner of discharge of a SEP. */
export const CARA_KELUAR = [
  { kode: '1', nama: 'Atas Persetujuan Dokter' },
  { kode: '2', nama: 'Dirujuk' },
  { kode: '3', nama: 'Atas Permintaan Sendiri' },
  { kode: '4', nama: 'Meninggal' },
  { kode: '5', nama: 'Lain-lain' },
] as const;
/** Condition on leaving, docs/facts/vclaim.md §4.11 [A]. */
export const PASCA_PULANG = [
  { kode: '1', nama: 'Sembuh' },
  { kode: '2', nama: 'Rujuk' },
  { kode: '3', nama: 'Pulang Paksa' },
  { kode: '4', nama: 'Meninggal' },
  { kode: '5', nama: 'Lain-lain' },
] as const;

/** docs/facts/pcare.md §6 [B]. */
export const KD_TKP = [
  { kode: '10', nama: 'RJTP' },
  { kode: '20', nama: 'RITP' },
  { kode: '50', nama: 'Promotif' },
] as const;
export type KdTkp = (typeof KD_TKP)[number]['kode'];
export const KD_SADAR = [
  { kode: '01', nama: 'Compos mentis' },
  { kode: '02', nama: 'Somnolence' },
  { kode: '03', nama: 'Sopor' },
  { kode: '04', nama: 'Coma' },
] as const;
export const STATUS_PULANG_RAWAT_JALAN = [
  { kode: '1', nama: 'Meninggal' },
  { kode: '3', nama: 'Berobat Jalan' },
  { kode: '4', nama: 'Rujuk Vertikal' },
  { kode: '6', nama: 'Rujuk Horizontal' },
] as const;
export const STATUS_PULANG_RAWAT_INAP = [
  { kode: '0', nama: 'Sembuh' },
  { kode: '1', nama: 'Meninggal' },
  { kode: '2', nama: 'Pulang Paksa' },
  { kode: '4', nama: 'Rujuk Vertikal' },
  { kode: '6', nama: 'Rujuk Horizontal' },
  { kode: '9', nama: 'Lain-lain' },
] as const;
export const KD_PROGNOSA = [
  { kode: '01', nama: 'Sanam' },
  { kode: '02', nama: 'Bonam' },
  { kode: '03', nama: 'Malam' },
  { kode: '04', nama: 'Dubia ad sanam/bonam' },
  { kode: '05', nama: 'Dubia ad malam' },
] as const;
export const JENIS_ALERGI = [
  { kode: '01', nama: 'Makanan' },
  { kode: '02', nama: 'Udara' },
  { kode: '03', nama: 'Obat' },
] as const;
export const ALERGI_MAKANAN = [
  { kode: '00', nama: 'Tidak ada' },
  { kode: '01', nama: 'Seafood' },
  { kode: '02', nama: 'Gandum' },
  { kode: '03', nama: 'Susu sapi' },
  { kode: '04', nama: 'Kacang-kacangan' },
  { kode: '05', nama: 'Makanan lain' },
] as const;
export const ALERGI_UDARA = [
  { kode: '00', nama: 'Tidak ada' },
  { kode: '01', nama: 'Udara panas' },
  { kode: '02', nama: 'Udara dingin' },
  { kode: '03', nama: 'Udara kotor' },
] as const;
export const ALERGI_OBAT = [
  { kode: '00', nama: 'Tidak ada' },
  { kode: '01', nama: 'Antibiotik' },
  { kode: '02', nama: 'Antiinflamasi' },
  { kode: '03', nama: 'Non steroid' },
  { kode: '04', nama: 'Aspirin' },
  { kode: '05', nama: 'Kortikosteroid' },
  { kode: '06', nama: 'Insulin' },
  { kode: '07', nama: 'Obat-obatan lain' },
] as const;
export const KD_KHUSUS = [
  { kode: 'HDL', nama: 'Hemodialisa', withSubSpesialis: false },
  { kode: 'THA', nama: 'Thalasemia', withSubSpesialis: true },
  { kode: 'HEM', nama: 'Hemofilia', withSubSpesialis: true },
  { kode: 'IGD', nama: 'Alih rawat', withSubSpesialis: false },
  { kode: 'JIW', nama: 'Jiwa', withSubSpesialis: false },
  { kode: 'KLT', nama: 'Kusta', withSubSpesialis: false },
  { kode: 'PAR', nama: 'TB-MDR', withSubSpesialis: false },
  { kode: 'KEM', nama: 'Kemoterapi', withSubSpesialis: false },
  { kode: 'RAT', nama: 'Radioterapi', withSubSpesialis: false },
  { kode: 'HIV', nama: 'HIV-ODHA', withSubSpesialis: false },
] as const;

/** Programmes of the clinic's clubs, docs/facts/pcare.md §4.7 [B]; asthma is the older one. */
export const PROGRAM_PROLANIS = [
  { kode: '01', nama: 'Diabetes Mellitus' },
  { kode: '02', nama: 'Hipertensi' },
  { kode: '03', nama: 'Asthma' },
] as const;
export type ProgramProlanis = (typeof PROGRAM_PROLANIS)[number]['kode'];
/** What a club's meeting was, docs/facts/pcare.md §4.7 [B]. */
export const KEGIATAN_KELOMPOK = [
  { kode: '01', nama: 'Senam' },
  { kode: '10', nama: 'Penyuluhan' },
  { kode: '11', nama: 'Penyuluhan dan Senam' },
] as const;
export type KegiatanKelompok = (typeof KEGIATAN_KELOMPOK)[number]['kode'];

const ALASAN_WAKTU = ['< 3 Hari', '>= 3 - 7 Hari', '>= 7 Hari'] as const;
/** docs/facts/pcare.md §5 [B]; for code 3 the reason is the diagnosis written `<kdDiag> - <nmDiag>`. */
export const TACC = [
  { kode: -1, nama: 'Tanpa TACC', alasan: [] },
  { kode: 1, nama: 'Time', alasan: ALASAN_WAKTU },
  {
    kode: 2,
    nama: 'Age',
    alasan: [
      '< 1 Bulan',
      '>= 1 Bulan s/d < 12 Bulan',
      '>= 1 Tahun s/d < 5 Tahun',
      '>= 5 Tahun s/d < 12 Tahun',
      '>= 12 Tahun s/d < 55 Tahun',
      '>= 55 Tahun',
    ],
  },
  { kode: 3, nama: 'Complication', alasan: [] },
  { kode: 4, nama: 'Comorbidity', alasan: ALASAN_WAKTU },
] as const;

/** Antrean FKTP `antrean/panggil`, docs/facts/antrean-fktp.md §A [B]. */
export const STATUS_PANGGIL_FKTP = [
  { kode: 1, nama: 'Hadir' },
  { kode: 2, nama: 'Tidak hadir' },
] as const;
export type StatusPanggilFktp = (typeof STATUS_PANGGIL_FKTP)[number]['kode'];

/**
 * Classes of Aplicares that public programs confirm [B]; `ref/kelas` is the list that counts,
 * docs/facts/aplicares-icare-apotek.md §2.
 */
export const KELAS_APLICARES = ['KL1', 'KL2', 'KL3', 'VIP', 'VVP', 'ICU', 'HCU', 'NIC', 'PIC', 'NON'] as const;
export type KelasAplicares = (typeof KELAS_APLICARES)[number];

/** Groups of medicines outside the INA-CBG tariff, docs/facts/aplicares-icare-apotek.md §4 [A]; queries take `0` for all. */
export const JENIS_OBAT_APOTEK = [
  { kode: '1', nama: 'Obat PRB' },
  { kode: '2', nama: 'Obat Kronis Belum Stabil' },
  { kode: '3', nama: 'Obat Kemoterapi' },
] as const;
export type JenisObatApotek = (typeof JENIS_OBAT_APOTEK)[number]['kode'];
