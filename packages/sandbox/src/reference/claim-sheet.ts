// What the claim sheet and the back-referral programme choose from: procedures (a small excerpt of ICD-9-CM, not a coding reference),
// specialties, wards, medicines. Code lists that the facts give in full come from the contract (codes.ts).

export interface Row {
  readonly kode: string;
  readonly nama: string;
}

export const PROCEDURES_ICD9: readonly Row[] = [
  { kode: '03.31', nama: 'Spinal tap' },
  { kode: '13.41', nama: 'Phacoemulsification and aspiration of cataract' },
  { kode: '23.09', nama: 'Extraction of other tooth' },
  { kode: '39.95', nama: 'Hemodialysis' },
  { kode: '45.13', nama: 'Other endoscopy of small intestine' },
  { kode: '47.09', nama: 'Other appendectomy' },
  { kode: '53.00', nama: 'Unilateral repair of inguinal hernia, not otherwise specified' },
  { kode: '73.59', nama: 'Other manually assisted delivery' },
  { kode: '74.1', nama: 'Low cervical cesarean section' },
  { kode: '87.44', nama: 'Routine chest x-ray, so described' },
  { kode: '88.76', nama: 'Diagnostic ultrasound of abdomen and retroperitoneum' },
  { kode: '89.52', nama: 'Electrocardiogram' },
  { kode: '90.59', nama: 'Microscopic examination of blood, other microscopic examination' },
  { kode: '93.39', nama: 'Other physical therapy' },
  { kode: '93.94', nama: 'Respiratory medication administered by nebulizer' },
  { kode: '99.04', nama: 'Transfusion of packed cells' },
  { kode: '99.25', nama: 'Injection or infusion of cancer chemotherapeutic substance' },
];

export const CLAIM_SPECIALTIES: readonly Row[] = [
  { kode: '1', nama: 'Spesialis Penyakit Dalam' },
  { kode: '2', nama: 'Spesialis Anak' },
  { kode: '3', nama: 'Spesialis Bedah' },
  { kode: '4', nama: 'Spesialis Obstetri dan Ginekologi' },
  { kode: '5', nama: 'Spesialis Mata' },
  { kode: '6', nama: 'Spesialis Jantung dan Pembuluh Darah' },
  { kode: '7', nama: 'Spesialis Saraf' },
  { kode: '8', nama: 'Spesialis Paru' },
  { kode: '9', nama: 'Dokter Umum' },
];

export const CLAIM_WARDS: readonly Row[] = [
  { kode: '1', nama: 'Ruang Rawat Biasa' },
  { kode: '2', nama: 'ICU' },
  { kode: '3', nama: 'ICCU' },
  { kode: '4', nama: 'NICU' },
  { kode: '5', nama: 'Ruang Bersalin' },
];

/** Medicines of the back-referral programme, with fictitious codes. */
export const PRB_DRUGS: readonly Row[] = [
  { kode: '99900000001', nama: 'Metformin tab 500 mg' },
  { kode: '99900000002', nama: 'Glimepirid tab 2 mg' },
  { kode: '99900000003', nama: 'Insulin glargine inj 100 IU/mL' },
  { kode: '99900000004', nama: 'Amlodipin tab 5 mg' },
  { kode: '99900000005', nama: 'Amlodipin tab 10 mg' },
  { kode: '99900000006', nama: 'Kandesartan tab 8 mg' },
  { kode: '99900000007', nama: 'Bisoprolol tab 5 mg' },
  { kode: '99900000008', nama: 'Klopidogrel tab 75 mg' },
  { kode: '99900000009', nama: 'Asam asetilsalisilat tab 80 mg' },
  { kode: '99900000010', nama: 'Simvastatin tab 20 mg' },
  { kode: '99900000011', nama: 'Budesonid/formoterol inhalasi 160/4,5 mcg' },
  { kode: '99900000012', nama: 'Salbutamol inhalasi 100 mcg' },
  { kode: '99900000013', nama: 'Tiotropium inhalasi 18 mcg' },
  { kode: '99900000014', nama: 'Risperidon tab 2 mg' },
  { kode: '99900000015', nama: 'Asam valproat tab 250 mg' },
  { kode: '99900000016', nama: 'Metilprednisolon tab 4 mg' },
];

/** Rows whose code begins with the words or whose name holds them. */
export function searchRows(rows: readonly Row[], words: string): readonly Row[] {
  const needle = words.trim().toLowerCase();
  return rows.filter(({ kode, nama }) => kode.toLowerCase().startsWith(needle) || nama.toLowerCase().includes(needle));
}
