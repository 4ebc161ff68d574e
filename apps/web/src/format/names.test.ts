// Promises of names: capitals of BPJS become readable, abbreviations and people's own spelling stay.
import { expect, test } from 'vitest';
import { shortAge, unitName } from './names.ts';

test('a unit in capitals is written as a name, its abbreviations stay', () => {
  expect(unitName('PENYAKIT DALAM')).toBe('Penyakit Dalam');
  expect(unitName('JANTUNG DAN PEMBULUH DARAH')).toBe('Jantung dan Pembuluh Darah');
  expect(unitName('POLI KIA')).toBe('Poli KIA');
  expect(unitName('POLI GIGI & MULUT')).toBe('Poli Gigi & Mulut');
  expect(unitName('THT-KL')).toBe('THT-KL');
  expect(unitName('Poli Umum')).toBe('Poli Umum');
});

test('an age is its largest part', () => {
  expect(shortAge('16 tahun, 6 bulan, 17 hari')).toBe('16 tahun');
  expect(shortAge('0 tahun, 5 bulan, 2 hari')).toBe('5 bulan');
  expect(shortAge(null)).toBeNull();
});
