// When a referral is still valid and what kind of visit it stands for. Pure; knows nothing of the wire.

export interface Rujukan {
  readonly nomorRujukan: string;
  /** 1 = from primary care, 2 = from a hospital. */
  readonly asal: '1' | '2';
  readonly tanggal: string;
  /** BPJS's own end date where it gives one, else our 90 days. */
  readonly berlakuSampai: string;
  readonly poli: { readonly kode: string; readonly nama: string };
  readonly diagnosa: { readonly kode: string; readonly nama: string };
  readonly perujuk: { readonly kode: string; readonly nama: string };
  readonly keluhan: string | null;
  /** SEPs already issued on it; null = BPJS was not asked or did not answer. */
  readonly jumlahSep: number | null;
}

/** BPJS fact: valid 90 days from its date; programs refuse from day 91 [A]/[B]. docs/facts/vclaim.md §5 */
export const VALIDITY_DAYS = 90;
const DAY_MS = 24 * 60 * 60 * 1000;

export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** The server's own end date wins over our arithmetic. */
export function validUntil(tanggal: string, serverEnd: string | null): string {
  return serverEnd ?? addDays(tanggal, VALIDITY_DAYS);
}

export function isValidOn(rujukan: Pick<Rujukan, 'tanggal' | 'berlakuSampai'>, serviceDate: string): boolean {
  return rujukan.tanggal <= serviceDate && serviceDate <= rujukan.berlakuSampai;
}

/** First visit: no SEP yet on this referral, so poli and visit matrix are fixed. Null = unknown. docs/facts/vclaim.md §5 */
export function isFirstVisit(rujukan: Pick<Rujukan, 'jumlahSep'>): boolean | null {
  return rujukan.jumlahSep === null ? null : rujukan.jumlahSep === 0;
}

/** BPJS fact: a letter R or S in the fifth place of the referrer's code means a hospital [B]. docs/facts/vclaim.md §3 */
export function originOf(kodePerujuk: string, asalFaskes: string | null): '1' | '2' {
  if (asalFaskes === '1' || asalFaskes === '2') return asalFaskes;
  return /^.{4}[RS]/u.test(kodePerujuk) ? '2' : '1';
}

/** Newest first, as the desk reads them; the list of BPJS holds years-old ones too. */
export function newestFirst<R extends Pick<Rujukan, 'tanggal' | 'nomorRujukan'>>(rujukan: readonly R[]): readonly R[] {
  return [...rujukan].toSorted(
    (left, right) => right.tanggal.localeCompare(left.tanggal) || right.nomorRujukan.localeCompare(left.nomorRujukan),
  );
}
