// The formulary as the pharmacy service answers it: the medicines of the back-referral programme and a few of the other groups.
// Names are generic, codes and prices fictitious.

import { PRB_DRUGS } from './claim-sheet.ts';

export interface Medicine {
  readonly kode: string;
  readonly nama: string;
  readonly generik: string;
  /** Rupiah for one unit. */
  readonly harga: number;
  /** Groups that may claim it: `1` PRB, `2` chronic, `3` chemotherapy. */
  readonly groups: readonly string[];
  readonly restriksi: string;
}

const firstWord = (nama: string): string => nama.split(' ')[0] ?? nama;

const PROGRAMME: readonly Medicine[] = PRB_DRUGS.map(({ kode, nama }, place) => ({
  kode,
  nama,
  generik: firstWord(nama),
  harga: 200 + place * 150,
  groups: ['1', '2'],
  restriksi: 'Maks 30 hari terapi',
}));

const chemo = (kode: string, nama: string, harga: number): Medicine => ({
  kode,
  nama,
  generik: firstWord(nama),
  harga,
  groups: ['3'],
  // The text `Null` is what BPJS writes where there is none, docs/facts/aplicares-icare-apotek.md §4.5.
  restriksi: 'Null',
});

export const DPHO: readonly Medicine[] = [
  ...PROGRAMME,
  chemo('99900000101', 'Siklofosfamid tab 50 mg', 4200),
  chemo('99900000102', 'Vinkristin inj 1 mg/mL', 61_000),
  chemo('99900000103', 'Metotreksat tab 2,5 mg', 950),
];

export const findMedicine = (kode: string): Medicine | undefined =>
  DPHO.find((medicine) => medicine.kode === kode.trim());
