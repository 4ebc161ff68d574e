// The code catalogues of the two groupers, cut from the sandbox's excerpts, and the rows a set or get of codes answers
// (docs/facts/eklaim.md §5 rows 5–8, 27, 28).

import type { Json, JsonObject } from '../../json.ts';
import { PROCEDURES_ICD9 } from '../../reference/claim-sheet.ts';
import { DIAGNOSES } from '../../reference/diagnoses.ts';
import type { Codes } from './state.ts';

interface CatalogueRow {
  readonly code: string;
  readonly description: string;
  /** A heading, not selectable. */
  readonly isHeading: boolean;
  /** Of the Indonesian modification: valid in iDRG, not in INA-CBG. */
  readonly isModified: boolean;
}

/** One heading and one modified code, so that both traps are there; both made up. */
const EXTRA: readonly CatalogueRow[] = [
  { code: 'I11', description: 'Hypertensive heart disease', isHeading: true, isModified: false },
  {
    code: 'E11.90',
    description: 'Diabetes melitus tipe 2 terkontrol (modifikasi)',
    isHeading: false,
    isModified: true,
  },
];
const DIAGNOSIS_ROWS: readonly CatalogueRow[] = [
  ...DIAGNOSES.map(({ kode, nama }) => ({ code: kode, description: nama, isHeading: false, isModified: false })),
  ...EXTRA,
];
const PROCEDURE_ROWS: readonly CatalogueRow[] = PROCEDURES_ICD9.map(({ kode, nama }) => ({
  code: kode,
  description: nama,
  isHeading: false,
  isModified: false,
}));

const rowsOf = (what: keyof Codes): readonly CatalogueRow[] => (what === 'diagnosa' ? DIAGNOSIS_ROWS : PROCEDURE_ROWS);

export function search(system: 'idrg' | 'inacbg', what: keyof Codes, keyword: string): JsonObject {
  const word = keyword.toLowerCase();
  const found = rowsOf(what).filter(
    ({ code, description, isModified }) =>
      (system === 'idrg' || !isModified) &&
      (code.toLowerCase().startsWith(word) || description.toLowerCase().includes(word)),
  );
  const data: Json =
    system === 'idrg'
      ? found.map(({ code, description, isHeading, isModified }) => ({
          description,
          code,
          validcode: isHeading ? '0' : '1',
          im: isModified ? '1' : '0',
        }))
      : found.map(({ code, description }) => [description, code]);
  return { response: { count: found.length, data } };
}

/** Codes that the catalogue does not know are dropped in silence [A]: the answer shows only what is stored. */
export function keepKnown(what: keyof Codes, codes: readonly string[]): string[] {
  return codes.filter((code) => rowsOf(what).some((row) => row.code === code.replace(/\+\d+$/, '') && !row.isHeading));
}

export function shown(system: 'idrg' | 'inacbg', what: keyof Codes, codes: readonly string[]): JsonObject {
  return { string: codes.join('#'), expanded: codes.map((code, index) => expandedRow(system, what, code, index + 1)) };
}

function expandedRow(system: 'idrg' | 'inacbg', what: keyof Codes, text: string, no: number): JsonObject {
  const [code = '', count = '1'] = text.split('+');
  const row = rowsOf(what).find((known) => known.code === code);
  const isWrong = system === 'inacbg' && row?.isModified === true;
  return {
    code,
    display: row?.description ?? '',
    no,
    validcode: isWrong ? '0' : '1',
    ...(what === 'procedure' && system === 'idrg' ? { multiplicity: Number(count) } : {}),
    metadata: isWrong
      ? { code: '400', message: 'IM tidak berlaku', error_no: 'E2101' }
      : { code: '200', message: 'Ok' },
  };
}
