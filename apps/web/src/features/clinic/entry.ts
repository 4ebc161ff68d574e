// The service entry as plain data: an empty one for a visit, and what is missing before it may be saved. Ranges are the server's to judge.
import type { ServiceEntry } from '../../api/types.ts';

/** Numbers may be empty while a person types. */
export type Draft = Omit<ServiceEntry, Vital> & Record<Vital, number | ''>;
export type Vital =
  | 'sistole'
  | 'diastole'
  | 'beratBadan'
  | 'tinggiBadan'
  | 'lingkarPerut'
  | 'respRate'
  | 'heartRate'
  | 'suhu';

export const VITALS: readonly {
  readonly name: Vital;
  readonly unit: 'mmHg' | 'kg' | 'cm' | 'perMinute' | 'celsius';
  readonly decimals: 0 | 1;
}[] = [
  { name: 'sistole', unit: 'mmHg', decimals: 0 },
  { name: 'diastole', unit: 'mmHg', decimals: 0 },
  { name: 'heartRate', unit: 'perMinute', decimals: 0 },
  { name: 'respRate', unit: 'perMinute', decimals: 0 },
  { name: 'suhu', unit: 'celsius', decimals: 1 },
  { name: 'beratBadan', unit: 'kg', decimals: 1 },
  { name: 'tinggiBadan', unit: 'cm', decimals: 0 },
  { name: 'lingkarPerut', unit: 'cm', decimals: 0 },
];

export const MAX_DIAGNOSES = 3;
// P-Care's own codes for the usual answer, docs/facts/pcare.md: 01 = compos mentis, 00 = no allergy, 3 = outpatient.
const AWAKE = '01';
const NO_ALLERGY = '00';
const OUTPATIENT = '3';
/** P-Care wants these texts filled; a dash is its way of saying "none", and it stands visibly in the field. */
const NONE = '-';

export function emptyDraft(keluhan: string, kdDokter: string, today: string): Draft {
  return {
    keluhan,
    anamnesa: '',
    kdSadar: AWAKE,
    sistole: '',
    diastole: '',
    beratBadan: '',
    tinggiBadan: '',
    lingkarPerut: '',
    respRate: '',
    heartRate: '',
    suhu: '',
    alergi: { makan: NO_ALLERGY, udara: NO_ALLERGY, obat: NO_ALLERGY },
    kdPrognosa: '',
    diagnosa: [],
    tindakan: [],
    obat: [],
    terapiObat: NONE,
    terapiNonObat: NONE,
    bmhp: NONE,
    kdStatusPulang: OUTPATIENT,
    tanggalPulang: today,
    kdDokter,
  };
}

export type MissingField =
  | Vital
  | 'keluhan'
  | 'anamnesa'
  | 'kdSadar'
  | 'diagnosa'
  | 'kdPrognosa'
  | 'kdStatusPulang'
  | 'tanggalPulang'
  | 'kdDokter';

export function missingFields(draft: Draft): MissingField[] {
  const missing: MissingField[] = VITALS.map((vital) => vital.name).filter((name) => draft[name] === '');
  if (draft.keluhan.trim() === '') missing.unshift('keluhan');
  if (draft.anamnesa.trim() === '') missing.push('anamnesa');
  if (draft.kdSadar === '') missing.push('kdSadar');
  if (draft.diagnosa.length === 0) missing.push('diagnosa');
  if (draft.kdPrognosa === '') missing.push('kdPrognosa');
  if (draft.kdStatusPulang === '') missing.push('kdStatusPulang');
  if (draft.tanggalPulang === '') missing.push('tanggalPulang');
  if (draft.kdDokter === '') missing.push('kdDokter');
  return missing;
}

/** Only called on a draft without missing fields; an empty number would be a mistake of ours and becomes not-a-number. */
export function toEntry(draft: Draft): ServiceEntry {
  const number = (name: Vital) => (draft[name] === '' ? Number.NaN : draft[name]);
  return {
    ...draft,
    sistole: number('sistole'),
    diastole: number('diastole'),
    beratBadan: number('beratBadan'),
    tinggiBadan: number('tinggiBadan'),
    lingkarPerut: number('lingkarPerut'),
    respRate: number('respRate'),
    heartRate: number('heartRate'),
    suhu: number('suhu'),
  };
}

export function bodyMassIndex(draft: Draft): string | null {
  if (draft.beratBadan === '' || draft.tinggiBadan === '' || draft.tinggiBadan <= 0) return null;
  return (draft.beratBadan / (draft.tinggiBadan / 100) ** 2).toFixed(1);
}
