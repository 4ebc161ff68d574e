// Compares what P-Care holds with what an attempt carried. Pure: the rows come in as read, the answer is "present and the same",
// "present but different in these fields", or "absent". Used after every unclear answer, before anything is sent again.
import type { Difference, ReadBackResult } from '../gateway/index.ts';

/** A row of `pendaftaran/tglDaftar/…` as far as it matters (docs/facts/pcare.md §4.9). */
export interface RegistrationRow {
  readonly noUrut: string;
  readonly peserta?: { readonly noKartu?: string | null | undefined } | null | undefined;
  readonly poli?: { readonly kdPoli?: string | null | undefined } | null | undefined;
}

export function findRegistration(
  rows: readonly RegistrationRow[],
  sent: { noKartu: string; kdPoli: string },
): ReadBackResult {
  // Card, date and poli are P-Care's key of a registration (§4.10); the list is of that date already.
  const row = rows.find(
    (candidate) => candidate.peserta?.noKartu === sent.noKartu && candidate.poli?.kdPoli === sent.kdPoli,
  );
  return row ? { kind: 'present', same: true, result: { noUrut: row.noUrut } } : { kind: 'absent' };
}

/** A row of the visit history as far as it matters. Empty inner objects come in three styles (§4.9 [U]). */
export interface HistoryRow {
  readonly noKunjungan: string;
  readonly tglKunjungan?: string | null | undefined;
  readonly providerPelayanan?: { readonly kdProvider?: string | null | undefined } | null | undefined;
  readonly poli?: { readonly kdPoli?: string | null | undefined } | null | undefined;
  readonly diagnosa1?: Diagnosis;
  readonly diagnosa2?: Diagnosis;
  readonly diagnosa3?: Diagnosis;
  readonly dokter?: { readonly kdDokter?: string | null | undefined } | null | undefined;
  readonly statusPulang?: { readonly kdStatusPulang?: string | null | undefined } | null | undefined;
}

type Diagnosis = { readonly kdDiag?: string | null | undefined } | null | undefined;

export interface SentVisit {
  readonly tglDaftar: string;
  readonly kdPoli: string | null;
  readonly kdDiag1: string;
  readonly kdDiag2: string | null;
  readonly kdDiag3: string | null;
  readonly kdDokter: string;
  readonly kdStatusPulang: string;
}

/** The visit of that day, poli and facility, with the fields that differ from what was sent. */
export function findVisit(rows: readonly HistoryRow[], sent: SentVisit, ownPpk: string): ReadBackResult {
  const row = rows.find(
    (candidate) =>
      candidate.tglKunjungan === sent.tglDaftar &&
      (sent.kdPoli === null || candidate.poli?.kdPoli === sent.kdPoli) &&
      // Null style of the provider is uncertain: only another facility's code rules a row out.
      [ownPpk, '', null, undefined].includes(candidate.providerPelayanan?.kdProvider),
  );
  if (!row) return { kind: 'absent' };
  const differences = visitDifferences(row, sent);
  return { kind: 'present', same: differences.length === 0, result: { noKunjungan: row.noKunjungan }, differences };
}

export function visitDifferences(row: HistoryRow, sent: SentVisit): Difference[] {
  const pairs: readonly (readonly [field: string, ours: string | null, theirs: string | null | undefined])[] = [
    ['kdDiag1', sent.kdDiag1, row.diagnosa1?.kdDiag],
    ['kdDiag2', sent.kdDiag2, row.diagnosa2?.kdDiag],
    ['kdDiag3', sent.kdDiag3, row.diagnosa3?.kdDiag],
    ['kdDokter', sent.kdDokter, row.dokter?.kdDokter],
    ['kdStatusPulang', sent.kdStatusPulang, row.statusPulang?.kdStatusPulang],
  ];
  return pairs.flatMap(([field, ours, theirs]) => {
    const theirText = theirs === undefined || theirs === null || theirs === '' ? null : theirs;
    const ourText = ours === '' ? null : ours;
    return ourText === theirText ? [] : [{ field, ours: ourText, theirs: theirText }];
  });
}

/** Drugs and procedures of a visit are told apart by their code: rules.ts refuses the same code twice. */
export function findByCode<R>(
  rows: readonly R[],
  codeOf: (row: R) => string | null | undefined,
  code: string,
): R | undefined {
  return rows.find((row) => codeOf(row)?.trim() === code);
}

export interface DrugRow {
  readonly kdObatSK: number | string;
  readonly kdRacikan?: string | null | undefined;
  readonly obat?: { readonly kdObat?: string | null | undefined } | null | undefined;
  readonly signa1?: number | string | null | undefined;
  readonly signa2?: number | string | null | undefined;
  readonly jmlObat?: number | string | null | undefined;
}

export function findDrug(
  rows: readonly DrugRow[],
  sent: { kdObat: string; signa1: number; signa2: number; jmlObat: number },
): ReadBackResult {
  const row = findByCode(rows, (candidate) => candidate.obat?.kdObat, sent.kdObat);
  if (!row) return { kind: 'absent' };
  const differences = numberDifferences([
    ['signa1', sent.signa1, row.signa1],
    ['signa2', sent.signa2, row.signa2],
    ['jmlObat', sent.jmlObat, row.jmlObat],
  ]);
  const result = { kdObatSK: String(row.kdObatSK), kdRacikan: row.kdRacikan ?? null };
  return { kind: 'present', same: differences.length === 0, result, differences };
}

export interface ProcedureRow {
  readonly kdTindakanSK: number | string;
  readonly kdTindakan: string;
  readonly biaya?: number | string | null | undefined;
}

export function findProcedure(
  rows: readonly ProcedureRow[],
  sent: { kdTindakan: string; biaya: number },
): ReadBackResult {
  const row = findByCode(rows, (candidate) => candidate.kdTindakan, sent.kdTindakan);
  if (!row) return { kind: 'absent' };
  const differences = numberDifferences([['biaya', sent.biaya, row.biaya]]);
  return {
    kind: 'present',
    same: differences.length === 0,
    result: { kdTindakanSK: String(row.kdTindakanSK) },
    differences,
  };
}

function numberDifferences(
  pairs: readonly (readonly [string, number, number | string | null | undefined])[],
): Difference[] {
  return pairs.flatMap(([field, ours, theirs]) =>
    // What a row leaves out cannot differ.
    theirs === null || theirs === undefined || Number(theirs) === ours
      ? []
      : [{ field, ours: String(ours), theirs: String(theirs) }],
  );
}
