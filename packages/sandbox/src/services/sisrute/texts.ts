// SISRUTE's refusals with their codes. Quoted ones [C]: docs/facts/vclaim.md §7; the dots of the quotes are filled by us. Those marked
// [U] are ours.

import { refuse, type Reply } from '../../kernel.ts';

/** E-21 [C], docs/facts/vclaim.md §6.3. */
export const unknownSep = (): Reply => refuse('noSep tidak ditemukan', 400);
export const unmapped = (what: string): Reply => refuse(`${what} tidak ditemukan di pemetaan Satu Sehat`, 400);
export const wrongPair = (): Reply => refuse('Satu Sehat Tujuan Rujukan tidak sesuai dengan PPK Dirujuk', 400);
export const numberMissing = (): Reply => refuse('Gagal mendapatkan nomor Rujukan Satu Sehat', 400);
export const badLinkId = (linkId: string): Reply => refuse(`linkId ${linkId} tidak valid`, 400);
export const oneCriterion = (): Reply =>
  refuse('Kriteria Rujukan hanya boleh mengisi salah satu dari Terapi, Tindakan Medis, atau Upaya Diagnosis', 400);
export const noCriteria = (diagnosis: string): Reply =>
  refuse(`Diagnosa ${diagnosis} tidak mengandung Kriteria Rujukan dan Jejaring Wilayah`, 500);
export const noCandidate = (diagnosis: string): Reply =>
  refuse(`Diagnosa ${diagnosis} tidak mengandung Faskes Rujukan`, 500);
export const badEncounter = (): Reply => refuse('encounter tidak valid', 400); // [U]
export const badRegion = (): Reply => refuse('codeJejaringWilayah tidak valid', 400); // [U]
export const badDate = (): Reply => refuse('tglRencanaKunjungan tidak valid', 400); // [U]
export const notStored = (): Reply => refuse('Data Satu Sehat tidak sesuai dengan rujukan', 400); // [U]
export const unknownReferral = (): Reply => refuse('noRujukan tidak ditemukan', 400); // [U]
