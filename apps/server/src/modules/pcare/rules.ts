// What a service entry must satisfy before it may leave for P-Care. Pure: no clock, no references, no wire. The limits are
// settings, because BPJS publishes none of them (docs/facts/pcare.md §12.2); BPJS itself has the last word on codes.
import type { EntryProblem, ServiceDrug, ServiceEntry, ServiceProcedure } from './entry.ts';

export interface Range {
  readonly min: number;
  readonly max: number;
}

export const VITALS = [
  'sistole',
  'diastole',
  'beratBadan',
  'tinggiBadan',
  'lingkarPerut',
  'respRate',
  'heartRate',
  'suhu',
] as const;
export type Vital = (typeof VITALS)[number];

export interface EntrySettings {
  readonly ranges: Readonly<Record<Vital, Range>>;
  /** Length of anamnesa and both therapy texts; one public client enforces 10–500 [C], docs/facts/pcare.md §4.5. */
  readonly textLength: Range;
  /** Status codes that need `rujukLanjut`: vertical referral (docs/facts/pcare.md §6). Not offered yet. */
  readonly referralStatuses: readonly string[];
  /** `,` in every catalogue sample [B], docs/facts/pcare.md §4.5. */
  readonly decimalSeparator: ',' | '.';
}

/** Wide enough for newborns and for the very ill; a value outside is almost surely a slip of the finger. Our limits, not BPJS's. */
export const DEFAULT_ENTRY_SETTINGS: EntrySettings = {
  ranges: {
    sistole: { min: 40, max: 280 },
    diastole: { min: 20, max: 180 },
    beratBadan: { min: 1, max: 300 },
    tinggiBadan: { min: 30, max: 250 },
    lingkarPerut: { min: 0, max: 250 },
    respRate: { min: 5, max: 80 },
    heartRate: { min: 20, max: 250 },
    suhu: { min: 30, max: 45 },
  },
  textLength: { min: 1, max: 500 },
  referralStatuses: ['4'],
  decimalSeparator: ',',
};

const VITAL_NAMES: Readonly<Record<Vital, string>> = {
  sistole: 'Sistole',
  diastole: 'Diastole',
  beratBadan: 'Berat badan',
  tinggiBadan: 'Tinggi badan',
  lingkarPerut: 'Lingkar perut',
  respRate: 'Laju napas',
  heartRate: 'Denyut nadi',
  suhu: 'Suhu',
};

/** BPJS takes three diagnoses at most (docs/facts/pcare.md §4.5). */
export const DIAGNOSES_MAX = 3;

/** Everything that keeps the entry here, all at once: the desk corrects once, not field by field. */
export function entryProblems(
  entry: ServiceEntry,
  visit: { serviceDate: string; today: string },
  settings: EntrySettings,
): EntryProblem[] {
  return [
    ...missingCodes(entry),
    ...vitalProblems(entry, settings),
    ...textProblems(entry, settings.textLength),
    ...diagnosisProblems(entry),
    ...dischargeProblems(entry, visit, settings),
    ...procedureProblems(entry.tindakan),
    ...drugProblems(entry.obat),
  ];
}

function missingCodes(entry: ServiceEntry): EntryProblem[] {
  const required: readonly (readonly [field: string, value: string, name: string])[] = [
    ['keluhan', entry.keluhan, 'Keluhan'],
    ['kdSadar', entry.kdSadar, 'Kesadaran'],
    ['kdPrognosa', entry.kdPrognosa, 'Prognosa'],
    ['kdStatusPulang', entry.kdStatusPulang, 'Status pulang'],
    ['kdDokter', entry.kdDokter, 'Dokter'],
    ['alergi.makan', entry.alergi.makan, 'Alergi makanan'],
    ['alergi.udara', entry.alergi.udara, 'Alergi udara'],
    ['alergi.obat', entry.alergi.obat, 'Alergi obat'],
  ];
  return required
    .filter(([, value]) => value.trim() === '')
    .map(([field, , name]) => ({ field, message: `${name} belum diisi.` }));
}

function vitalProblems(entry: ServiceEntry, settings: EntrySettings): EntryProblem[] {
  const problems: EntryProblem[] = [];
  for (const vital of VITALS) {
    const { min, max } = settings.ranges[vital];
    const value = entry[vital];
    if (!Number.isFinite(value) || value < min || value > max) {
      problems.push({ field: vital, message: `${VITAL_NAMES[vital]} harus antara ${min} dan ${max}.` });
    } else if (
      vital !== 'suhu' &&
      vital !== 'beratBadan' &&
      vital !== 'tinggiBadan' &&
      vital !== 'lingkarPerut' &&
      !Number.isInteger(value)
    ) {
      problems.push({ field: vital, message: `${VITAL_NAMES[vital]} harus bilangan bulat.` });
    }
  }
  if (problems.length === 0 && entry.diastole >= entry.sistole) {
    problems.push({ field: 'diastole', message: 'Diastole harus lebih kecil dari sistole.' });
  }
  return problems;
}

function textProblems(entry: ServiceEntry, length: Range): EntryProblem[] {
  const texts: readonly (readonly [field: string, value: string, name: string])[] = [
    ['anamnesa', entry.anamnesa, 'Anamnesa'],
    ['terapiObat', entry.terapiObat, 'Terapi obat'],
    ['terapiNonObat', entry.terapiNonObat, 'Terapi nonobat'],
    ['bmhp', entry.bmhp, 'BMHP'],
  ];
  return texts.flatMap(([field, value, name]) => {
    const size = value.trim().length;
    if (size === 0) return [{ field, message: `${name} belum diisi; tulis "-" bila tidak ada.` }];
    if (size < length.min && value.trim() !== '-')
      return [{ field, message: `${name} paling sedikit ${length.min} huruf.` }];
    if (size > length.max) return [{ field, message: `${name} paling banyak ${length.max} huruf.` }];
    return [];
  });
}

function diagnosisProblems(entry: ServiceEntry): EntryProblem[] {
  if (entry.diagnosa.length === 0) return [{ field: 'diagnosa', message: 'Pilih sekurangnya satu diagnosa (ICD-10).' }];
  if (entry.diagnosa.length > DIAGNOSES_MAX)
    return [{ field: 'diagnosa', message: `Diagnosa paling banyak ${DIAGNOSES_MAX}.` }];
  const codes = entry.diagnosa.map((diagnosis) => diagnosis.kode.trim().toUpperCase());
  return codes.flatMap((code, index) => {
    const field = `diagnosa.${index}`;
    if (code === '') return [{ field, message: 'Kode diagnosa kosong; pilih dari daftar.' }];
    if (codes.indexOf(code) !== index) return [{ field, message: `Diagnosa ${code} tercantum dua kali.` }];
    return [];
  });
}

function dischargeProblems(
  entry: ServiceEntry,
  visit: { serviceDate: string; today: string },
  settings: EntrySettings,
): EntryProblem[] {
  const problems: EntryProblem[] = [];
  // A vertical referral carries `rujukLanjut` and, for non-specialist diagnoses, TACC (docs/facts/pcare.md §5). Sending status 4
  // without them is a captured 500 at BPJS (§11), so it stays here until the referral module exists.
  if (settings.referralStatuses.includes(entry.kdStatusPulang)) {
    problems.push({
      field: 'kdStatusPulang',
      message:
        'Rujukan vertikal belum dapat dikirim dari sini. Simpan pelayanan sebagai draf dan buat rujukan di aplikasi P-Care BPJS.',
    });
  }
  // BPJS: not before tglDaftar, not after today [C], docs/facts/pcare.md §4.5.
  if (!/^\d{4}-\d{2}-\d{2}$/.test(entry.tanggalPulang)) {
    problems.push({ field: 'tanggalPulang', message: 'Tanggal pulang belum diisi.' });
  } else if (entry.tanggalPulang < visit.serviceDate) {
    problems.push({ field: 'tanggalPulang', message: 'Tanggal pulang tidak boleh sebelum tanggal daftar.' });
  } else if (entry.tanggalPulang > visit.today) {
    problems.push({ field: 'tanggalPulang', message: 'Tanggal pulang tidak boleh sesudah hari ini.' });
  }
  return problems;
}

function procedureProblems(procedures: readonly ServiceProcedure[]): EntryProblem[] {
  return procedures.flatMap((procedure, index) => {
    const field = `tindakan.${index}`;
    if (procedure.kode.trim() === '') return [{ field, message: 'Kode tindakan kosong; pilih dari daftar.' }];
    if (isRepeated(procedures, index)) return [{ field, message: `Tindakan ${procedure.kode} tercantum dua kali.` }];
    if (!Number.isInteger(procedure.biaya) || procedure.biaya < 0)
      return [{ field, message: 'Biaya tindakan harus rupiah bulat, 0 atau lebih.' }];
    return [];
  });
}

function drugProblems(drugs: readonly ServiceDrug[]): EntryProblem[] {
  return drugs.flatMap((drug, index) => {
    const field = `obat.${index}`;
    if (drug.kode.trim() === '') return [{ field, message: 'Kode obat kosong; pilih dari daftar.' }];
    // After an unclear answer the drug is looked up by its code: twice the same code could not be told apart.
    if (isRepeated(drugs, index))
      return [{ field, message: `Obat ${drug.kode} tercantum dua kali; gabungkan jumlahnya.` }];
    const numbers = [drug.signa1, drug.signa2, drug.jumlah];
    if (numbers.some((value) => !Number.isInteger(value) || value < 1)) {
      return [{ field, message: 'Aturan pakai dan jumlah obat harus bilangan bulat, 1 atau lebih.' }];
    }
    return [];
  });
}

function isRepeated(items: readonly { kode: string }[], index: number): boolean {
  return items.findIndex((item) => item.kode === items[index]?.kode) !== index;
}

export interface Tacc {
  readonly kdTacc: number;
  readonly alasanTacc: string | null;
}

/**
 * TACC belongs to vertical referrals of non-specialist diagnoses only; everything else sends -1 and null
 * (docs/facts/pcare.md §5 [B]).
 */
export const NO_TACC: Tacc = { kdTacc: -1, alasanTacc: null };
