// SRBK's own refusals beside those of PCare and SISRUTE. The texts are quoted [C], docs/facts/pcare.md §11, their codes are not known: the ones
// of SISRUTE are taken. Those marked [U] are ours.

import { refuse, type Reply } from '../../kernel.ts';

export const unmappedTarget = (): Reply => refuse('PPK Rujuk tidak ditemukan di pemetaan Satu Sehat', 400);
export const badRegionCode = (field: string, digits: number): Reply =>
  refuse(`${field} pada codeJejaringWilayah harus ${digits} digit angka`, 400);
export const notFound = (): Reply => refuse('Data Faskes Rujukan di Sisrute Tidak ditemukan', 500);
export const badEstimate = (): Reply => refuse('estimasiRujuk tidak valid', 400); // [U]
