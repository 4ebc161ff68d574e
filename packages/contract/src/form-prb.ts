// The figures of a control letter for patients of the back-referral programme: which keys exist, for which disease, and in which
// range each may lie (docs/facts/vclaim.md §4.7 [A]). Data; the schema of the letter and the screens that ask for them read it.
import { z } from 'zod';
import type { StatusPrb } from './codes.ts';
import { maybeText, num } from './shapes.ts';

export interface PrbFigure {
  readonly key: string;
  /** Diseases that the figure belongs to, codes of STATUS_PRB. */
  readonly status: readonly StatusPrb[];
  readonly min: number;
  readonly max: number;
  /** `1` yes, `0` no; everything else is measured. */
  readonly yesNo: boolean;
}

const measured = (status: readonly StatusPrb[], key: string, min: number, max: number): PrbFigure => ({
  key,
  status,
  min,
  max,
  yesNo: false,
});
const yesNo = (status: readonly StatusPrb[], ...keys: readonly string[]): readonly PrbFigure[] =>
  keys.map((key) => ({ key, status, min: 0, max: 1, yesNo: true }));

/** The 36 keys in the order of the catalogue. */
export const FORM_PRB: readonly PrbFigure[] = [
  measured(['01'], 'HBA1C', 0.1, 15),
  measured(['01', '07'], 'GDP', 10, 500),
  measured(['01'], 'GD2JPP', 10, 500),
  measured(['01', '02'], 'eGFR', 5, 150),
  measured(['01', '07'], 'TD_Sistolik', 20, 200),
  measured(['01', '07'], 'TD_Diastolik', 20, 200),
  measured(['01', '07'], 'LDL', 20, 500),
  measured(['02', '04'], 'Rata_TD_Sistolik', 20, 200),
  measured(['02', '04'], 'Rata_TD_Diastolik', 20, 200),
  ...yesNo(['02'], 'JantungKoroner', 'Stroke', 'VaskularPerifer'),
  ...yesNo(['02', '04'], 'Aritmia'),
  ...yesNo(['02'], 'AtrialFibrilasi'),
  measured(['04'], 'NadiIstirahat', 20, 200),
  ...yesNo(['04'], 'SesakNapas3Bulan', 'NyeriDada3Bulan', 'SesakNapasAktivitas', 'NyeriDadaAktivitas'),
  ...yesNo(['03'], 'Terkontrol', 'Gejala2xMinggu', 'BangunMalam', 'KeterbatasanFisik'),
  measured(['03'], 'FungsiParu', 0, 100),
  measured(['05'], 'SkorMMRC', 0, 40),
  ...yesNo(['05'], 'Eksaserbasi1Tahun', 'MampuAktivitas'),
  ...yesNo(['08'], 'Epileptik6Bulan', 'EfekSampingOAB', 'HamilMenyusui'),
  measured(['06'], 'Remisi', 0, 100),
  ...yesNo(['06'], 'TerapiRumatan'),
  measured(['06'], 'Usia', 1, 100),
  measured(['07'], 'AsamUrat', 0.1, 20),
  measured(['09'], 'RemisiSLE', 0, 100),
  ...yesNo(['09'], 'Hamil'),
];

/** Every key with null: what a letter outside the programme carries; the catalogue's example sends all keys. */
export const emptyPrbFigures = (): Record<string, null> =>
  Object.fromEntries(FORM_PRB.map(({ key }) => [key, null] as const));

const figure = ({ min, max, yesNo: whole }: PrbFigure) =>
  num.refine((value) => value >= min && value <= max && (!whole || Number.isInteger(value))).nullish();

/** `kdStatusPRB` is a code of STATUS_PRB or null; a figure outside its range never leaves the house. */
export const formPrb = z.looseObject({
  kdStatusPRB: maybeText,
  data: z.looseObject(Object.fromEntries(FORM_PRB.map((entry) => [entry.key, figure(entry)] as const))),
});
