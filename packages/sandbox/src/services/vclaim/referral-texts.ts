// Refusals of outgoing and special referrals, PRB letters and claim sheets. The rules stand in docs/facts/vclaim.md; no public program
// shows BPJS's own words for them, so every wording here is ours [U].

export const REFERRAL_TEXTS = {
  beforeSep: 'Tanggal Rujukan tidak boleh kurang dari tanggal SEP',
  inFuture: 'Tanggal Rujukan tidak boleh lebih dari tanggal hari ini',
  plannedBefore: 'Tanggal Rencana Kunjungan tidak boleh kurang dari tanggal Rujukan',
  badTarget: 'PPK Dirujuk Tidak Sesuai',
  badType: 'tipeRujukan tidak sesuai',
  // Empty for a back-referral, filled otherwise [A] as a rule, §4.3.
  badPoli: 'poliRujukan tidak sesuai',
  noDiagnosis: 'Diagnosa Rujukan Tidak Boleh Kosong',
  // [B] as a rule, §5; UAT check 11.9, §8.2.
  alreadyReferred: 'SEP sudah dibuatkan rujukan, tanggal pulang tidak dapat diubah',
  // [U] as a rule, §8.2.
  sepInUse: 'SEP sudah dibuatkan rujukan, LPK, atau SRB, tidak dapat dihapus',
} as const;

export const SPECIAL_TEXTS = {
  badDiagnosis: 'Kode diagnosa tidak sesuai, harus diawali P; atau S; dengan satu diagnosa primer',
} as const;

export const PRB_TEXTS = {
  // [A] as rules, §5.
  notProgramme: 'Peserta bukan peserta program PRB',
  notOutpatient: 'SRB hanya dapat dibuat dari SEP rawat jalan',
  badUser: 'User harus angka',
  unknownDrug: 'Kode obat PRB tidak sesuai',
  noDrug: 'Obat PRB harus diisi',
  badDose: 'Signa dan jumlah obat harus lebih dari 0',
  wrongCard: 'No.Kartu tidak sesuai dengan SEP',
} as const;

/** One letter per SEP [U], §8.2. */
export const letterExists = (nomorSrb: string): string => `SEP sudah memiliki SRB No. ${nomorSrb}`;

export const LPK_TEXTS = {
  badDates: 'Tanggal masuk dan keluar tidak sesuai',
  badGuarantee: 'Jaminan tidak sesuai',
  onePrimary: 'Diagnosa primer harus diisi satu',
  badLevel: 'Level diagnosa tidak sesuai',
  badCode: 'Kode perawatan tidak sesuai',
  badPlan: 'Rencana tindak lanjut tidak sesuai',
} as const;

/** One sheet per SEP [U]: the number of the SEP is all that names it, §4.9. */
export const sheetExists = (nomorSep: string): string => `LPK untuk No.SEP ${nomorSep} sudah ada`;
