// Code tables of PCare and Antrean FKTP as the sandbox answers them: units, doctors, drugs, procedures, specialties.
// Codes follow docs/facts/pcare.md §6; rows that the facts do not give are fictitious.

export const CLINIC_POLIS = [
  { kdPoli: '001', nmPoli: 'POLI UMUM', poliSakit: true },
  { kdPoli: '002', nmPoli: 'POLI GIGI & MULUT', poliSakit: true },
  { kdPoli: '003', nmPoli: 'POLI KIA', poliSakit: true },
  { kdPoli: '008', nmPoli: 'POLI KB', poliSakit: true },
  { kdPoli: '020', nmPoli: 'POLI KONSELING SEHAT', poliSakit: false },
  { kdPoli: '021', nmPoli: 'KUNJUNGAN SEHAT', poliSakit: false },
] as const;

export interface ClinicDoctor {
  readonly kdDokter: string;
  readonly nmDokter: string;
  readonly polis: readonly string[];
  readonly sesi: readonly string[];
}

export const CLINIC_DOCTORS: readonly ClinicDoctor[] = [
  { kdDokter: '99951', nmDokter: 'dr. Asri Contoh', polis: ['001', '020', '021'], sesi: ['08:00-14:00'] },
  { kdDokter: '99952', nmDokter: 'dr. Bening Contoh', polis: ['001', '003', '008'], sesi: ['14:00-20:00'] },
  { kdDokter: '99953', nmDokter: 'drg. Citra Contoh', polis: ['002'], sesi: ['08:00-14:00'] },
  { kdDokter: '99954', nmDokter: 'dr. Dian Contoh', polis: ['003', '008'], sesi: ['08:00-14:00'] },
];

/** Patients per doctor session in Antrean FKTP. */
export const CLINIC_SESSION_CAPACITY = 60;

export const CONSCIOUSNESS = [
  { kdSadar: '01', nmSadar: 'Compos mentis' },
  { kdSadar: '02', nmSadar: 'Somnolence' },
  { kdSadar: '03', nmSadar: 'Sopor' },
  { kdSadar: '04', nmSadar: 'Coma' },
] as const;

export const PROGNOSES = [
  { kdPrognosa: '01', nmPrognosa: 'Sanam (Sembuh)' },
  { kdPrognosa: '02', nmPrognosa: 'Bonam (Baik)' },
  { kdPrognosa: '03', nmPrognosa: 'Malam (Buruk/Jelek)' },
  { kdPrognosa: '04', nmPrognosa: 'Dubia Ad Sanam/Bolam (Tidak tentu/Ragu-ragu, Cenderung Sembuh/Baik)' },
  { kdPrognosa: '05', nmPrognosa: 'Dubia Ad Malam (Tidak tentu/Ragu-ragu, Cenderung Buruk/Jelek)' },
] as const;

export const DISCHARGE_OUTPATIENT = [
  { kdStatusPulang: '1', nmStatusPulang: 'Meninggal' },
  { kdStatusPulang: '3', nmStatusPulang: 'Berobat Jalan' },
  { kdStatusPulang: '4', nmStatusPulang: 'Rujuk Vertikal' },
  { kdStatusPulang: '6', nmStatusPulang: 'Rujuk Horizontal' },
] as const;

export const DISCHARGE_INPATIENT = [
  { kdStatusPulang: '0', nmStatusPulang: 'Sembuh' },
  { kdStatusPulang: '1', nmStatusPulang: 'Meninggal' },
  { kdStatusPulang: '2', nmStatusPulang: 'Pulang Paksa' },
  { kdStatusPulang: '4', nmStatusPulang: 'Rujuk Vertikal' },
  { kdStatusPulang: '6', nmStatusPulang: 'Rujuk Horizontal' },
  { kdStatusPulang: '9', nmStatusPulang: 'Lain-lain' },
] as const;

export const ALLERGIES: Readonly<Record<string, readonly { kdAlergi: string; nmAlergi: string }[]>> = {
  '01': [
    { kdAlergi: '00', nmAlergi: 'Tidak Ada' },
    { kdAlergi: '01', nmAlergi: 'Seafood' },
    { kdAlergi: '02', nmAlergi: 'Gandum' },
    { kdAlergi: '03', nmAlergi: 'Susu Sapi' },
    { kdAlergi: '04', nmAlergi: 'Kacang-Kacangan' },
    { kdAlergi: '05', nmAlergi: 'Makanan Lain' },
  ],
  '02': [
    { kdAlergi: '00', nmAlergi: 'Tidak Ada' },
    { kdAlergi: '01', nmAlergi: 'Udara Panas' },
    { kdAlergi: '02', nmAlergi: 'Udara Dingin' },
    { kdAlergi: '03', nmAlergi: 'Udara Kotor' },
  ],
  '03': [
    { kdAlergi: '00', nmAlergi: 'Tidak Ada' },
    { kdAlergi: '01', nmAlergi: 'Antibiotik' },
    { kdAlergi: '02', nmAlergi: 'Antiinflamasi' },
    { kdAlergi: '03', nmAlergi: 'Non Steroid' },
    { kdAlergi: '04', nmAlergi: 'Aspirin' },
    { kdAlergi: '05', nmAlergi: 'Kortikosteroid' },
    { kdAlergi: '06', nmAlergi: 'Insulin' },
    { kdAlergi: '07', nmAlergi: 'Obat-Obatan Lain' },
  ],
};

export const DRUGS = [
  { kdObat: '990000001', nmObat: 'Amlodipin 5 mg', sedia: 0 },
  { kdObat: '990000002', nmObat: 'Amlodipin 10 mg', sedia: 0 },
  { kdObat: '990000003', nmObat: 'Amoksisilin 500 mg', sedia: 0 },
  { kdObat: '990000004', nmObat: 'Antasida tablet', sedia: 0 },
  { kdObat: '990000005', nmObat: 'Asam mefenamat 500 mg', sedia: 0 },
  { kdObat: '990000006', nmObat: 'Captopril 25 mg', sedia: 0 },
  { kdObat: '990000007', nmObat: 'Cetirizin 10 mg', sedia: 0 },
  { kdObat: '990000008', nmObat: 'Glibenklamid 5 mg', sedia: 0 },
  { kdObat: '990000009', nmObat: 'Ibuprofen 400 mg', sedia: 0 },
  { kdObat: '990000010', nmObat: 'Metformin 500 mg', sedia: 0 },
  { kdObat: '990000011', nmObat: 'Omeprazol 20 mg', sedia: 0 },
  { kdObat: '990000012', nmObat: 'Oralit', sedia: 0 },
  { kdObat: '990000013', nmObat: 'Parasetamol 500 mg', sedia: 0 },
  { kdObat: '990000014', nmObat: 'Parasetamol sirup', sedia: 0 },
  { kdObat: '990000015', nmObat: 'Salbutamol 2 mg', sedia: 0 },
  { kdObat: '990000016', nmObat: 'Simvastatin 10 mg', sedia: 0 },
  { kdObat: '990000017', nmObat: 'Vitamin B kompleks', sedia: 0 },
  { kdObat: '990000018', nmObat: 'Zinc 20 mg', sedia: 0 },
] as const;

export const PROCEDURES = [
  { kdTindakan: '01006', nmTindakan: 'Suntik KB', maxTarif: 20_000, withValue: false, kdTkp: ['10', '50'] },
  { kdTindakan: '01023', nmTindakan: 'ANC 1 oleh dokter', maxTarif: 90_000, withValue: false, kdTkp: ['10'] },
  { kdTindakan: '01024', nmTindakan: 'ANC 2 oleh dokter', maxTarif: 90_000, withValue: false, kdTkp: ['10'] },
  { kdTindakan: '01027', nmTindakan: 'PNC 1', maxTarif: 50_000, withValue: false, kdTkp: ['10'] },
  {
    kdTindakan: '02004',
    nmTindakan: 'Pra rujukan obstetri dan neonatal',
    maxTarif: 200_000,
    withValue: false,
    kdTkp: ['10', '20'],
  },
  { kdTindakan: '03122', nmTindakan: 'Vasektomi', maxTarif: 370_000, withValue: false, kdTkp: ['10'] },
  { kdTindakan: '03200', nmTindakan: 'Rawat luka', maxTarif: 0, withValue: false, kdTkp: ['10'] },
  { kdTindakan: '03201', nmTindakan: 'Nebulisasi', maxTarif: 0, withValue: false, kdTkp: ['10'] },
  { kdTindakan: '05001', nmTindakan: 'Gula darah sewaktu', maxTarif: 15_000, withValue: true, kdTkp: ['10', '50'] },
  { kdTindakan: '09001', nmTindakan: 'Ambulans darat/air', maxTarif: 0, withValue: false, kdTkp: ['10', '20'] },
] as const;

export const CARE_LEVELS = [
  { kdTkp: '10', nmTkp: 'RJTP' },
  { kdTkp: '20', nmTkp: 'RITP' },
  { kdTkp: '50', nmTkp: 'Promotif' },
] as const;

export interface Specialty {
  readonly kdSpesialis: string;
  readonly nmSpesialis: string;
  readonly sub: readonly {
    readonly kdSubSpesialis: string;
    readonly nmSubSpesialis: string;
    readonly kdPoliRujuk: string;
  }[];
}

export const SPECIALTIES: readonly Specialty[] = [
  {
    kdSpesialis: 'INT',
    nmSpesialis: 'PENYAKIT DALAM',
    sub: [{ kdSubSpesialis: '3', nmSubSpesialis: 'PENYAKIT DALAM', kdPoliRujuk: 'INT' }],
  },
  {
    kdSpesialis: 'ANA',
    nmSpesialis: 'ANAK',
    sub: [{ kdSubSpesialis: '4', nmSubSpesialis: 'ANAK', kdPoliRujuk: 'ANA' }],
  },
  {
    kdSpesialis: 'BED',
    nmSpesialis: 'BEDAH',
    sub: [{ kdSubSpesialis: '5', nmSubSpesialis: 'BEDAH UMUM', kdPoliRujuk: 'BED' }],
  },
  {
    kdSpesialis: 'OBG',
    nmSpesialis: 'OBGYN',
    sub: [{ kdSubSpesialis: '6', nmSubSpesialis: 'OBGYN', kdPoliRujuk: 'OBG' }],
  },
  {
    kdSpesialis: 'MAT',
    nmSpesialis: 'MATA',
    sub: [{ kdSubSpesialis: '7', nmSubSpesialis: 'MATA', kdPoliRujuk: 'MAT' }],
  },
  {
    kdSpesialis: 'JAN',
    nmSpesialis: 'JANTUNG',
    sub: [{ kdSubSpesialis: '8', nmSubSpesialis: 'JANTUNG', kdPoliRujuk: 'JAN' }],
  },
  {
    kdSpesialis: 'SAR',
    nmSpesialis: 'SARAF',
    sub: [{ kdSubSpesialis: '9', nmSubSpesialis: 'SARAF', kdPoliRujuk: 'SAR' }],
  },
  {
    kdSpesialis: 'PAR',
    nmSpesialis: 'PARU',
    sub: [{ kdSubSpesialis: '10', nmSubSpesialis: 'PARU', kdPoliRujuk: 'PAR' }],
  },
];

export const SARANA = [
  { kdSarana: '1', nmSarana: 'REKAM MEDIK' },
  { kdSarana: '2', nmSarana: 'LABORATORIUM' },
  { kdSarana: '3', nmSarana: 'RADIOLOGI' },
  { kdSarana: '4', nmSarana: 'CT SCAN' },
  { kdSarana: '5', nmSarana: 'MRI' },
  { kdSarana: '6', nmSarana: 'HEMODIALISA' },
] as const;

export const SPECIAL_REFERRALS = [
  { kdKhusus: 'HDL', nmKhusus: 'HEMODIALISA', poli: 'HDL' },
  { kdKhusus: 'THA', nmKhusus: 'THALASEMIA', poli: 'INT' },
  { kdKhusus: 'HEM', nmKhusus: 'HEMOFILI', poli: 'INT' },
  { kdKhusus: 'IGD', nmKhusus: 'ALIH RAWAT', poli: 'INT' },
  { kdKhusus: 'JIW', nmKhusus: 'JIWA', poli: 'JIW' },
  { kdKhusus: 'KLT', nmKhusus: 'KUSTA', poli: 'KLT' },
  { kdKhusus: 'PAR', nmKhusus: 'TB-MDR', poli: 'PAR' },
  { kdKhusus: 'KEM', nmKhusus: 'SARANA KEMOTERAPI', poli: 'BED' },
  { kdKhusus: 'RAT', nmKhusus: 'SARANA RADIOTERAPI', poli: 'BED' },
  { kdKhusus: 'HIV', nmKhusus: 'HIV-ODHA', poli: 'INT' },
] as const;
