// VClaim's refusals, one per rule. Quoted ones carry the id of docs/facts/vclaim.md §6.3; those marked [U] are ours, because no
// public program shows BPJS's own words for the rule.

export const TEXTS = {
  noData: 'Data Tidak Ditemukan', // E-19 [B]
  noReferral: 'Rujukan Tidak Ada', // E-19 [U]
  unknownCard: 'No.Kartu Tidak Sesuai', // E-03 [C]
  foreignPpk: 'PPK Pelayanan Tidak Sesuai', // [U]
  sepInFuture: 'Tanggal SEP tidak boleh lebih dari tanggal hari ini', // [U], rule 6.1
  beforeMembership: 'Tanggal SEP tidak boleh kurang dari TMT peserta', // [U], rule 6.2
  referralAfterSep: 'Tanggal Rujukan tidak boleh lebih dari tanggal SEP', // [U], rule 6.3
  badDate: 'Format Tanggal Tidak Sesuai', // [U]
  backdateNeedsApproval: 'Tanggal SEP backdate, silakan lakukan pengajuan SEP terlebih dahulu', // [U]
  wrongPurpose: 'tujuanKunj tidak sesuai', // E-04 [B]
  wrongAssessment: 'assesmentPel tidak sesuai', // E-05 [B]
  wrongProcedureFlag: 'flagProcedure tidak sesuai', // E-06 [C]
  wrongSupport: 'kdPenunjang tidak sesuai', // E-06 [C]
  missingDoctor: 'dpjpLayan Tidak Sesuai', // E-07 [C]
  unknownDoctor:
    'Dokter DPJP Tidak Ada atau masa berlaku SIP sudah habis atau cek DPJP Spesialis/Subspesialis sebelumnya', // E-08 [C]
  wrongReferrer: 'Kode PPK.Rujukan Tidak Sesuai', // E-09 [B]
  wrongReferralDate: 'Tanggal rujukan tidak sesuai', // E-10 [B]
  mustBeHospitalReferral: 'Asal rujukan Harus Diisi 2 (Rujukan Dari RS), karena pasien dari pasca rawat inap', // E-11 [B]
  mustBeInpatientSep: 'No.Rujukan Harus Diisi No.SEP Pasca Rawat Inap RS Setempat', // E-12 [C]
  badReferralNumber: 'No.Rujukan harus diisi Dengan Benar', // E-13 [C]
  noDiagnosis: 'Diagnosa Awal Tidak Boleh Kosong', // E-14 [C]
  badPhone: 'No.Telepon Diisi Dengan Benar (max 14 digit)', // E-15 [C]
  noFingerprint: 'Peserta belum melakukan validasi finger print', // E-18 [A]
  wrongPoli: 'Poli Tujuan Tidak Sesuai dengan Poli Rujukan', // [U], first visit on a referral
  badLetter: 'No.Surat Kontrol/SPRI Tidak Sesuai', // [U]
  letterOtherDay: 'Tanggal rencana kontrol tidak sama dengan tanggal SEP', // [U]
  badService: 'jnsPelayanan tidak sesuai', // [U]
  sepClaimed: 'SEP sudah diklaim, tidak dapat dihapus', // [U]
  badDischarge: 'Tanggal pulang tidak sesuai', // [U]
  badDischargeWay: 'statusPulang tidak sesuai', // [U]
  noDeathLetter: 'No.Surat Meninggal minimal 5 karakter', // [C] as a rule, §5; wording ours
  noPoliceReport: 'No.LP minimal 5 karakter', // [C] as a rule, §5; wording ours
  notInpatient: 'SEP bukan rawat inap', // [U]
  sepHasInternal: 'SEP masih memiliki SEP internal, tidak dapat dihapus', // [U]
  sepHasLetter: 'SEP masih memiliki surat kontrol, tidak dapat dihapus', // [U]
  backdateTooOld: 'Tanggal SEP melebihi batas pengajuan backdate', // [U]
  noAccidentReport: 'No.LP Harus Diisi', // [A] as a rule, §5; wording of this and the next three ours
  badAccidentDate: 'Tanggal Kejadian Tidak Sesuai',
  badAccidentPlace: 'Lokasi Kejadian Tidak Sesuai',
  badParent: 'No.SEP Suplesi Tidak Sesuai',
  controlTooEarly: 'Tanggal Rencana Kontrol harus lebih dari tanggal SEP', // [C] as a rule, §5; wording of this and the next five ours
  controlTooLate: 'Tanggal Rencana Kontrol melebihi masa berlaku rujukan',
  wrongControlPoli: 'Poli Kontrol Tidak Sesuai dengan Poli Rujukan',
  noSession: 'Dokter tidak praktek di poli tersebut pada tanggal rencana kontrol',
  sessionFull: 'Kapasitas dokter pada tanggal rencana kontrol sudah penuh',
  letterUsed: 'Surat Kontrol/SPRI sudah terbit SEP', // [U] as a rule, §8.2
  secondLetter: 'SEP sudah memiliki surat kontrol', // [U], only by a switch
} as const;

/** E-01 [B]: names the existing letter, so that a repeat can be told from a refusal. */
export const alreadyServed = (card: string, poli: string, ppk: string, nomorSep: string): string =>
  `Peserta NoKa ${card} telah mendapat Pelayanan R.Jalan di Poli ${poli} pada hari yg sama di ${ppk} Dgn No.SEP ${nomorSep}`;

/** E-02 [A]. */
export const stillInpatient = (card: string, date: string, ppk: string, nomorSep: string): string =>
  `Peserta NoKa ${card} telah mendapat Pelayanan R.Inap pada tgl. ${date} dan belum dipulangkan di ${ppk} Dgn No.SEP ${nomorSep}`;

/** E-16 [C], Antrean's wording. */
export const referralExpired = (date: string): string =>
  `Rujukan untuk tanggal ${date} tidak valid / masa berlaku habis`;

/** A figure of `formPRB` outside its range; wording ours. */
export const prbFigureRefused = (key: string): string => `Nilai ${key} pada formPRB Tidak Sesuai`;

/** A list over too many days; wording ours. */
export const spanRefused = (days: number): string => `Rentang tanggal maksimal ${days} hari`;
