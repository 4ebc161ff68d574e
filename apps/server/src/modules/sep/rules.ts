// What a SEP must say: which visit matrix holds, where the referral fields come from, what the desk may choose. Pure; the wire's own
// spelling is bpjs.ts's.

/** What the clerk chose; empty for a HIS that leaves it to the rules. */
export interface SepWish {
  readonly diagAwal: string | null;
  readonly catatan: string | null;
  readonly tujuanKunjungan: '0' | '1' | '2' | null;
  readonly flagProcedure: string | null;
  readonly kdPenunjang: string | null;
  readonly assesmentPel: string | null;
  readonly skdp: { readonly noSurat: string; readonly kodeDpjp: string } | null;
  readonly katarak: boolean;
  readonly cob: boolean;
}

/** What the referral, the control letter and the membership say; never typed by hand (E-09, E-10). */
export interface SepBasis {
  readonly asalRujukan: '1' | '2';
  readonly tglRujukan: string;
  readonly noRujukan: string;
  readonly ppkRujukan: string;
  readonly poliRujukan: string | null;
  readonly diagAwal: string;
  readonly kelas: string;
  readonly noSurat: string;
  readonly kodeDpjp: string;
  readonly jumlahSep: number | null;
}

export interface SepVisit {
  readonly jenisPasien: 'JKN' | 'NON JKN';
  readonly jenisKunjungan: number;
  readonly kodePoli: string;
  readonly kodeDokter: string;
  readonly nomorReferensi: string | null;
  readonly sumber: string;
  readonly serviceDate: string;
}

export interface Matrix {
  readonly tujuanKunj: string;
  readonly flagProcedure: string;
  readonly kdPenunjang: string;
  readonly assesmentPel: string;
  readonly noSurat: string;
  readonly kodeDpjp: string;
}

export const EMERGENCY_POLI = 'IGD';
export const NO_WISH: SepWish = {
  diagAwal: null,
  catatan: null,
  tujuanKunjungan: null,
  flagProcedure: null,
  kdPenunjang: null,
  assesmentPel: null,
  skdp: null,
  katarak: false,
  cob: false,
};

/** Kind of visit as bookings name it. docs/facts/antrean-rs.md §2.3 */
const KONTROL = 3;
const RUJUKAN_INTERNAL = 2;
/** BPJS fact: 5 = the visit is a control visit, 4 = by order of the hospital [A]. docs/facts/vclaim.md §4.6 */
const ASSESSMENT_CONTROL = '5';
const ASSESSMENT_HOSPITAL = '4';

/** A JKN outpatient with a referral or letter gets a SEP, an emergency also without one. */
export function needsSep(visit: SepVisit, isWanted: boolean): boolean {
  return (
    isWanted && visit.jenisPasien === 'JKN' && (visit.nomorReferensi !== null || visit.kodePoli === EMERGENCY_POLI)
  );
}

/** A SEP cannot be dated in the future, and one booked from outside waits until the patient is here. docs/facts/vclaim.md §5 */
export function isDueAt(event: 'visit.registered' | 'patient.checked-in', visit: SepVisit, today: string): boolean {
  if (event === 'patient.checked-in') return true;
  return visit.sumber !== 'mobile-jkn' && visit.serviceDate <= today;
}

/**
 * First visit: everything empty. Control: purpose 2, assessment 5, with the letter. Other poli on the same referral: purpose 2 with a
 * reason. What the clerk chose wins. docs/facts/vclaim.md §5 [B]
 */
export function visitMatrix(visit: SepVisit, basis: SepBasis, wish: SepWish): Matrix {
  const chosen = {
    ...(wish.tujuanKunjungan === null ? {} : { tujuanKunj: wish.tujuanKunjungan }),
    ...(wish.flagProcedure === null ? {} : { flagProcedure: wish.flagProcedure }),
    ...(wish.kdPenunjang === null ? {} : { kdPenunjang: wish.kdPenunjang }),
    ...(wish.assesmentPel === null ? {} : { assesmentPel: wish.assesmentPel }),
    ...(wish.skdp === null ? {} : { noSurat: wish.skdp.noSurat, kodeDpjp: wish.skdp.kodeDpjp }),
  };
  return { ...usualMatrix(visit, basis), ...chosen };
}

function usualMatrix(visit: SepVisit, basis: SepBasis): Matrix {
  const plain: Matrix = {
    tujuanKunj: '0',
    flagProcedure: '',
    kdPenunjang: '',
    assesmentPel: '',
    noSurat: '',
    kodeDpjp: '',
  };
  if (visit.kodePoli === EMERGENCY_POLI) return plain;
  if (visit.jenisKunjungan === KONTROL) {
    return {
      ...plain,
      tujuanKunj: '2',
      assesmentPel: ASSESSMENT_CONTROL,
      noSurat: basis.noSurat,
      kodeDpjp: basis.kodeDpjp,
    };
  }
  // Which of 1–4 applies to a referral inside the house is the clerk's to say; unattended it is the hospital's own order [D].
  if (visit.jenisKunjungan === RUJUKAN_INTERNAL)
    return { ...plain, tujuanKunj: '2', assesmentPel: ASSESSMENT_HOSPITAL };
  return plain;
}

/** What is missing for a SEP that would be refused anyway; null = complete. */
export function missingForSep(
  visit: SepVisit,
  basis: SepBasis,
  nomorKartu: string | null,
): 'card' | 'doctor' | 'diagnosis' | 'class' | null {
  if (nomorKartu === null) return 'card';
  if (visit.kodeDokter === '') return 'doctor';
  if (basis.diagAwal === '') return 'diagnosis';
  return basis.kelas === '' ? 'class' : null;
}

/** BPJS fact: the refusal E-01 names the letter that exists [B]. docs/facts/vclaim.md §6.3 */
const EXISTING = /No\.?\s*SEP\s*:?\s*(?<nomor>[0-9A-Za-z]{19})/u;

export function existingSepNumber(message: string): string | null {
  return EXISTING.exec(message)?.groups?.['nomor'] ?? null;
}
