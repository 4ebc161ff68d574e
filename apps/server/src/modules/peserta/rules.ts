// What a typed or scanned search text is, how identity numbers are shown, and what an eligibility answer means for the desk.
// Pure; it neither asks BPJS nor reads the database.

export const ELIGIBILITY = ['aktif', 'tidak-aktif', 'tidak-diketahui'] as const;
export type EligibilityStatus = (typeof ELIGIBILITY)[number];

/** A participant in our own words, whether VClaim or P-Care told us. */
export interface PesertaFacts {
  readonly nomorKartu: string | null;
  readonly nik: string | null;
  readonly nama: string;
  readonly jenisKelamin: 'L' | 'P' | null;
  readonly tanggalLahir: string | null;
  readonly noHp: string | null;
  readonly norm: string | null;
  readonly umur: string | null;
  readonly isAktif: boolean;
  /** BPJS's own words for the membership, shown as they are. */
  readonly statusText: string;
  readonly kelas: string | null;
  readonly kelasText: string | null;
  readonly jenisPeserta: string | null;
  readonly fktp: { readonly kode: string; readonly nama: string } | null;
  readonly prolanis: string | null;
  readonly prb: string | null;
  readonly berlakuMulai: string | null;
  readonly berlakuSampai: string | null;
  readonly cob: string | null;
}

export type SearchQuery =
  | { readonly kind: 'card'; readonly value: string }
  | { readonly kind: 'nik'; readonly value: string }
  | { readonly kind: 'rujukan'; readonly value: string }
  | { readonly kind: 'norm'; readonly value: string }
  | { readonly kind: 'name'; readonly value: string }
  | { readonly kind: 'unusable'; readonly remedy: string };

const CARD = /^\d{13}$/;
const NIK = /^\d{16}$/;
/** BPJS fact: 19 characters as a rule, older ones 15 to 21; letters vary [B]. docs/facts/vclaim.md §3 */
const RUJUKAN = /^(?=.*\d)(?=.*[A-Z])[0-9A-Z]{15,21}$/;
const NORM = /^[0-9A-Z][0-9A-Z./-]{0,14}$/;
const MIN_NAME_LETTERS = 3;

/** Reads one field that takes anything: scanner line ends and the blanks and dashes people put between digits do not matter. */
export function readQuery(text: string): SearchQuery {
  const trimmed = text.trim().toUpperCase();
  const compact = trimmed.replaceAll(/[\s-]/gu, '');
  if (CARD.test(compact)) return { kind: 'card', value: compact };
  if (NIK.test(compact)) return { kind: 'nik', value: compact };
  if (RUJUKAN.test(compact)) return { kind: 'rujukan', value: compact };
  if (/\d/u.test(trimmed) && NORM.test(trimmed)) return { kind: 'norm', value: trimmed };
  if (trimmed.replaceAll(/[^\p{L}]/gu, '').length >= MIN_NAME_LETTERS && !/\d/u.test(trimmed))
    return { kind: 'name', value: text.trim() };
  return {
    kind: 'unusable',
    remedy:
      'Ketik nomor kartu (13 angka), NIK (16 angka), nomor rujukan, nomor rekam medis, atau minimal 3 huruf nama.',
  };
}

/** Shows enough to compare with a card in the hand, not enough to use it. */
export function maskIdentity(value: string | null): string | null {
  return value === null ? null : `${'•'.repeat(Math.max(0, value.length - 4))}${value.slice(-4)}`;
}

/** BPJS fact: digits only, at most 14, or the SEP is refused (E-15) [C]; Antrean clients cut at 13 [C]. docs/facts/vclaim.md §3 */
export function phoneDigits(text: string | null | undefined): string {
  return (text ?? '').replaceAll(/\D/gu, '').replace(/^62/u, '0').slice(0, 13);
}

/** What the desk should notice about a membership, in Indonesian because it is shown as it stands. */
export function eligibilityWarnings(
  peserta: PesertaFacts,
  serviceDate: string,
  isHospital: boolean,
): readonly string[] {
  const warnings: string[] = [];
  if (!peserta.isAktif) warnings.push(`Kepesertaan tidak aktif: ${peserta.statusText}`);
  if (peserta.berlakuMulai !== null && serviceDate < peserta.berlakuMulai)
    warnings.push(`Kepesertaan baru berlaku ${peserta.berlakuMulai}`);
  if (peserta.berlakuSampai !== null && serviceDate > peserta.berlakuSampai)
    warnings.push(`Kepesertaan berakhir ${peserta.berlakuSampai}`);
  if (isHospital && peserta.prb !== null) warnings.push(`Peserta program rujuk balik: ${peserta.prb}`);
  if (peserta.cob !== null) warnings.push(`Memiliki asuransi tambahan (COB): ${peserta.cob}`);
  return warnings;
}
