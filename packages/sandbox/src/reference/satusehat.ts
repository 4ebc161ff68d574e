// The hospitals that SISRUTE can offer, the clinics that refer to them, and their numbers at SATUSEHAT. All fictitious; the first ones are the sandbox's own
// facilities, the others exist only as targets.

import { STANDARD_FACILITIES } from '../world/facilities.ts';

export interface SatuSehatFacility {
  /** Nine digits, docs/facts/vclaim.md §7; answers write `Organization/` in front. */
  readonly kodeFaskes: string;
  /** Null: SATUSEHAT knows it, BPJS does not. */
  readonly kodePpk: string | null;
  readonly nama: string;
  readonly kelas: string;
  readonly kabupaten: string;
  /** Kilometres; null is answered as the largest number there is. */
  readonly jarakKm: number | null;
}

const hospital = (
  kodeFaskes: string,
  kodePpk: string | null,
  nama: string,
  [kelas, kabupaten, jarakKm]: readonly [string, string, number | null],
): SatuSehatFacility => ({ kodeFaskes, kodePpk, nama, kelas, kabupaten, jarakKm });

export const SATUSEHAT_HOSPITALS: readonly SatuSehatFacility[] = [
  hospital('100999001', '9999R001', 'RS TIRTA MEDIKA', ['C', '9101', 3.2]),
  hospital('100999002', '9999R002', 'RS CENDRAWASIH TIMUR', ['B', '9101', 12.4]),
  hospital('100999003', '9999R003', 'RS CONTOH RAYA', ['A', '9101', null]),
  hospital('100999004', null, 'RS CONTOH UTARA', ['C', '9101', 20.1]),
  hospital('100999005', '9999S005', 'RS MATA CONTOH', ['B', '9102', 31]),
];

export const satuSehatOf = (kodePpk: string): SatuSehatFacility | undefined =>
  SATUSEHAT_HOSPITALS.find((entry) => entry.kodePpk === kodePpk);

/** Clinics refer and are no candidates. */
const SATUSEHAT_CLINICS: ReadonlyMap<string, string> = new Map([
  ['9999U001', '100999101'],
  ['9999U002', '100999102'],
]);

/** A clinic's own number at SATUSEHAT. */
export const satuSehatOfClinic = (kodePpk: string): string | undefined => SATUSEHAT_CLINICS.get(kodePpk);

/** The facility's name as BPJS prints it; an unknown code stands for itself. */
export function facilityName(kodePpk: string): string {
  const known = STANDARD_FACILITIES.find((entry) => entry.kodePpk === kodePpk);
  return known?.nama ?? satuSehatOf(kodePpk)?.nama ?? kodePpk;
}
