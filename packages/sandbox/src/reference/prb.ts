// The nine programmes of back-referral with the diagnoses that belong to them. Codes and names come from the contract; which ICD-10
// codes count is ours, BPJS publishes none. Medicines: claim-sheet.ts.

import { STATUS_PRB } from '@titian/contract';

interface Programme {
  readonly kode: string;
  readonly nama: string;
}

const PREFIXES: Readonly<Record<(typeof STATUS_PRB)[number]['kode'], readonly string[]>> = {
  '01': ['E10', 'E11', 'E12', 'E13', 'E14'],
  '02': ['I10', 'I11', 'I12', 'I13', 'I15'],
  '03': ['J45', 'J46'],
  '04': ['I20', 'I21', 'I22', 'I24', 'I25', 'I48', 'I49', 'I50'],
  '05': ['J44'],
  '06': ['F20'],
  '07': ['I60', 'I61', 'I62', 'I63', 'I64', 'I69'],
  '08': ['G40'],
  '09': ['M32'],
};

/** The programme with this code; blanks behind a code are allowed, docs/facts/vclaim.md §3. */
export const findProgramme = (kode: string): Programme | undefined =>
  STATUS_PRB.find((programme) => programme.kode === kode.trim());

/** The programme that a diagnosis belongs to. */
export const programmeOf = (diagnosis: string): Programme | undefined =>
  STATUS_PRB.find(({ kode }) => PREFIXES[kode].some((prefix) => diagnosis.trim().toUpperCase().startsWith(prefix)));
