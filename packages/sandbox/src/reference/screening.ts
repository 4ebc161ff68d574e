// Screening results, made of the population: who was screened and with which risk depends on the person alone, and whoever is in a
// programme for diabetes or hypertension is at risk of it. Children are screened only when they are in one.

import type { Person } from '../population/index.ts';
import { seededFor } from '../random.ts';
import { ageOf } from '../wib.ts';

interface Disease {
  /** Key of the member's row. */
  readonly key: string;
  /** Name in the summary; BPJS's own wording is not published. */
  readonly nama: string;
  /** Share of the screened who are at risk. */
  readonly share: number;
  readonly only?: Person['jenisKelamin'];
  readonly programme?: 'DM' | 'HT';
}

/** Keys [2+], docs/facts/pcare.md §4.8. */
export const SCREENED_DISEASES: readonly Disease[] = [
  { key: 'anemia', nama: 'Anemia', share: 0.08 },
  { key: 'hepatitis_b', nama: 'Hepatitis B', share: 0.03 },
  { key: 'hepatitis_c', nama: 'Hepatitis C', share: 0.02 },
  {
    key: 'hipertensi_stroke_ischemic_heart_disease',
    nama: 'Hipertensi, Stroke, Ischemic Heart Disease',
    share: 0.2,
    programme: 'HT',
  },
  { key: 'kanker_paru', nama: 'Kanker Paru', share: 0.03 },
  { key: 'kanker_payudara', nama: 'Kanker Payudara', share: 0.06, only: 'P' },
  { key: 'kanker_serviks', nama: 'Kanker Serviks', share: 0.05, only: 'P' },
  { key: 'kolorektal', nama: 'Kanker Kolorektal', share: 0.04 },
  { key: 'paru_obstruktif_kronis', nama: 'Paru Obstruktif Kronis', share: 0.06 },
  { key: 'penyakit_diabetes_mellitus', nama: 'Diabetes Mellitus', share: 0.15, programme: 'DM' },
  { key: 'thalasemia', nama: 'Thalasemia', share: 0.01 },
  { key: 'tuberkulosis', nama: 'Tuberkulosis', share: 0.05 },
];

const SEED = 2026;
const YOUNGEST_YEARS = 15;
const SCREENED_SHARE = 0.6;

export const isInProgramme = (person: Person, programme: 'DM' | 'HT'): boolean =>
  person.prolanis === programme || person.prb === programme;

/** The keys a member is at risk of, or null when the member was not screened. */
export function risksOf(person: Person, today: string): ReadonlySet<string> | null {
  const random = seededFor(SEED, 'skrining', person.nomorKartu);
  const drew = random.next() < SCREENED_SHARE && ageOf(person.tanggalLahir, today).years >= YOUNGEST_YEARS;
  if (!drew && person.prolanis === '' && person.prb === '') return null;
  const risks = SCREENED_DISEASES.filter(({ share, only, programme }) => {
    const drawn = random.next() < share;
    if (only !== undefined && only !== person.jenisKelamin) return false;
    return drawn || (programme !== undefined && isInProgramme(person, programme));
  });
  return new Set(risks.map(({ key }) => key));
}
