// A small excerpt of ICD-10 that the sandbox knows, with the flag that PCare answers. Not a coding reference.
// `nonSpesialis` marks diseases a general practitioner should finish: it decides the TACC rule [2+], docs/facts/pcare.md §5.

export interface Diagnosis {
  readonly kode: string;
  readonly nama: string;
  readonly nonSpesialis: boolean;
}

const diagnosis = (kode: string, nama: string, nonSpesialis = false): Diagnosis => ({ kode, nama, nonSpesialis });

export const DIAGNOSES: readonly Diagnosis[] = [
  diagnosis('A09', 'Diarrhoea and gastroenteritis of presumed infectious origin', true),
  diagnosis('A15.0', 'Tuberculosis of lung, confirmed by sputum microscopy with or without culture', true),
  diagnosis('A90', 'Dengue fever [classical dengue]', true),
  diagnosis('B01.9', 'Varicella without complication', true),
  diagnosis('C50.9', 'Malignant neoplasm, breast, unspecified'),
  diagnosis('D50.9', 'Iron deficiency anaemia, unspecified', true),
  diagnosis('E10.9', 'Insulin-dependent diabetes mellitus without complications'),
  diagnosis('E11.9', 'Non-insulin-dependent diabetes mellitus without complications', true),
  diagnosis('E78.5', 'Hyperlipidaemia, unspecified', true),
  diagnosis('F20.9', 'Schizophrenia, unspecified'),
  diagnosis('G40.9', 'Epilepsy, unspecified'),
  diagnosis('H10.9', 'Conjunctivitis, unspecified', true),
  diagnosis('H25.9', 'Senile cataract, unspecified'),
  diagnosis('H52.1', 'Myopia', true),
  diagnosis('H66.9', 'Otitis media, unspecified', true),
  diagnosis('I10', 'Essential (primary) hypertension', true),
  diagnosis('I20.9', 'Angina pectoris, unspecified'),
  diagnosis('I25.1', 'Atherosclerotic heart disease'),
  diagnosis('I50.0', 'Congestive heart failure'),
  diagnosis('I63.9', 'Cerebral infarction, unspecified'),
  diagnosis('J06.9', 'Acute upper respiratory infection, unspecified', true),
  diagnosis('J18.9', 'Pneumonia, unspecified'),
  diagnosis('J44.9', 'Chronic obstructive pulmonary disease, unspecified'),
  diagnosis('J45.9', 'Asthma, unspecified', true),
  diagnosis('K02.1', 'Caries of dentine', true),
  diagnosis('K04.0', 'Pulpitis', true),
  diagnosis('K29.7', 'Gastritis, unspecified', true),
  diagnosis('K35.9', 'Acute appendicitis, unspecified'),
  diagnosis('K40.9', 'Unilateral or unspecified inguinal hernia, without obstruction or gangrene'),
  diagnosis('L20.9', 'Atopic dermatitis, unspecified', true),
  diagnosis('M17.9', 'Gonarthrosis, unspecified'),
  diagnosis('M54.5', 'Low back pain', true),
  diagnosis('N18.9', 'Chronic renal failure, unspecified'),
  diagnosis('N39.0', 'Urinary tract infection, site not specified', true),
  diagnosis('N40', 'Hyperplasia of prostate'),
  diagnosis('O80.9', 'Single spontaneous delivery, unspecified', true),
  diagnosis('P59.9', 'Neonatal jaundice, unspecified'),
  diagnosis('R50.9', 'Fever, unspecified', true),
  diagnosis('S52.5', 'Fracture of lower end of radius'),
  diagnosis('Z00.0', 'General medical examination'),
  diagnosis('Z09.8', 'Follow-up examination after other treatment for other conditions'),
  diagnosis('Z34.9', 'Supervision of normal pregnancy, unspecified', true),
];

const byCode = new Map(DIAGNOSES.map((entry) => [entry.kode, entry]));

export function findDiagnosis(kode: string): Diagnosis | undefined {
  return byCode.get(kode.trim().toUpperCase());
}

export function searchDiagnoses(words: string): readonly Diagnosis[] {
  const needle = words.trim().toLowerCase();
  return DIAGNOSES.filter(
    ({ kode, nama }) => kode.toLowerCase().startsWith(needle) || nama.toLowerCase().includes(needle),
  );
}
