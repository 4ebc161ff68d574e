import { describe, expect, test } from 'vitest';
import {
  existingSepNumber,
  isDueAt,
  missingForSep,
  needsSep,
  NO_WISH,
  visitMatrix,
  type SepBasis,
  type SepVisit,
} from './rules.ts';

const visit: SepVisit = {
  jenisPasien: 'JKN',
  jenisKunjungan: 1,
  kodePoli: 'INT',
  kodeDokter: '99901',
  nomorReferensi: '9999U0011126P000001',
  sumber: 'onsite',
  serviceDate: '2026-11-21',
};
const basis: SepBasis = {
  asalRujukan: '1',
  tglRujukan: '2026-11-02',
  noRujukan: '9999U0011126P000001',
  ppkRujukan: '9999U001',
  poliRujukan: 'INT',
  diagAwal: 'I10',
  kelas: '3',
  noSurat: '9999R0011126K000001',
  kodeDpjp: '99901',
  jumlahSep: 0,
};
const empty = { flagProcedure: '', kdPenunjang: '', noSurat: '', kodeDpjp: '' };

describe('the visit matrix', () => {
  test('a first visit leaves everything empty', () => {
    expect(visitMatrix(visit, basis, NO_WISH)).toEqual({ ...empty, tujuanKunj: '0', assesmentPel: '' });
  });

  test('a control visit names the letter and its doctor, both', () => {
    expect(visitMatrix({ ...visit, jenisKunjungan: 3 }, basis, NO_WISH)).toEqual({
      ...empty,
      tujuanKunj: '2',
      assesmentPel: '5',
      noSurat: '9999R0011126K000001',
      kodeDpjp: '99901',
    });
  });

  test('another poli on the same referral needs a reason', () => {
    expect(visitMatrix({ ...visit, jenisKunjungan: 2 }, basis, NO_WISH)).toMatchObject({
      tujuanKunj: '2',
      assesmentPel: '4',
      noSurat: '',
    });
  });

  test('an emergency is a plain visit', () => {
    expect(visitMatrix({ ...visit, kodePoli: 'IGD', jenisKunjungan: 3 }, basis, NO_WISH)).toEqual({
      ...empty,
      tujuanKunj: '0',
      assesmentPel: '',
    });
  });

  test('what the clerk chose wins', () => {
    const wish = { ...NO_WISH, tujuanKunjungan: '1' as const, flagProcedure: '1', kdPenunjang: '12' };
    expect(visitMatrix(visit, basis, wish)).toMatchObject({
      tujuanKunj: '1',
      flagProcedure: '1',
      kdPenunjang: '12',
      assesmentPel: '',
    });
  });
});

describe('whether and when', () => {
  test('only JKN patients with a referral, or in the emergency room', () => {
    expect(needsSep(visit, true)).toBe(true);
    expect(needsSep(visit, false)).toBe(false);
    expect(needsSep({ ...visit, jenisPasien: 'NON JKN' }, true)).toBe(false);
    expect(needsSep({ ...visit, nomorReferensi: null }, true)).toBe(false);
    expect(needsSep({ ...visit, nomorReferensi: null, kodePoli: 'IGD' }, true)).toBe(true);
  });

  test('a booking from Mobile JKN, or for another day, waits for the patient', () => {
    expect(isDueAt('visit.registered', visit, '2026-11-21')).toBe(true);
    expect(isDueAt('visit.registered', { ...visit, sumber: 'mobile-jkn' }, '2026-11-21')).toBe(false);
    expect(isDueAt('visit.registered', { ...visit, serviceDate: '2026-11-24' }, '2026-11-21')).toBe(false);
    expect(isDueAt('patient.checked-in', { ...visit, sumber: 'mobile-jkn' }, '2026-11-21')).toBe(true);
  });

  test('what would be refused anyway is named before it leaves', () => {
    expect(missingForSep(visit, basis, '0000000000001')).toBeNull();
    expect(missingForSep(visit, basis, null)).toBe('card');
    expect(missingForSep({ ...visit, kodeDokter: '' }, basis, '0000000000001')).toBe('doctor');
    expect(missingForSep(visit, { ...basis, diagAwal: '' }, '0000000000001')).toBe('diagnosis');
    expect(missingForSep(visit, { ...basis, kelas: '' }, '0000000000001')).toBe('class');
  });
});

test('the number inside "telah mendapat Pelayanan" is found', () => {
  const text =
    'Peserta NoKa 0000000000001 telah mendapat Pelayanan R.Jalan di Poli INT pada hari yg sama di 9999R001 Dgn No.SEP 9999R0011126V000007';
  expect(existingSepNumber(text)).toBe('9999R0011126V000007');
  expect(existingSepNumber('tujuanKunj tidak sesuai')).toBeNull();
});
