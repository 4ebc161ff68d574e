// The population: the same people for the same seed, nobody who could be real, every segment and every stage of a referral.

import { describe, expect, test } from 'vitest';
import { addDays } from '../wib.ts';
import { generatePopulation, participantAt } from './index.ts';

const DATE = '2026-11-23';
const people = generatePopulation({ seed: 1, n: 400, date: DATE });

describe('population', () => {
  test('person k is the same whoever else is generated', () => {
    expect(participantAt(1, 37, DATE)).toEqual(people[36]);
    expect(generatePopulation({ seed: 1, n: 3, first: 36, date: DATE })).toEqual(people.slice(35, 38));
    expect(generatePopulation({ seed: 2, n: 400, date: DATE })).not.toEqual(people);
  });

  test('cards, NIK and phones cannot be anybody’s', () => {
    for (const { person } of people) {
      expect(person.nomorKartu).toMatch(/^0{7}\d{6}$/);
      expect(person.nik).toMatch(/^9999\d{12}$/);
      expect(person.nomorHp).toMatch(/^0800\d{8}$/);
    }
    expect(new Set(people.map(({ person }) => person.nik)).size).toBe(people.length);
  });

  test('every segment, class, status, programme and a newborn occurs', () => {
    const values = (pick: (participant: (typeof people)[number]) => string): Set<string> => new Set(people.map(pick));
    expect(values(({ person }) => person.jenisPeserta.keterangan).size).toBe(5);
    expect(values(({ person }) => person.hakKelas).size).toBe(3);
    expect(values(({ person }) => person.status.keterangan)).toEqual(
      new Set(['AKTIF', 'TIDAK AKTIF', 'TIDAK AKTIF KARENA PREMI']),
    );
    expect(values(({ person }) => person.prb).size).toBeGreaterThan(1);
    expect(values(({ person }) => person.prolanis).size).toBeGreaterThan(1);
    expect(people.some(({ person }) => person.tanggalLahir > addDays(DATE, -28))).toBe(true);
    expect(people.some(({ person }) => person.tunggakanBulan > 0)).toBe(true);
  });

  test('every stage of a referral occurs, numbers are unique', () => {
    const referrals = people.flatMap((participant) => participant.referrals);
    expect(referrals.some(({ tanggal }) => addDays(tanggal, 90) < DATE)).toBe(true);
    expect(referrals.some(({ asal }) => asal === '2')).toBe(true);
    expect(people.some((participant) => participant.referrals.length === 0)).toBe(true);
    expect(people.filter(({ controlLetter, earlierSep }) => controlLetter !== null && earlierSep !== null).length).toBe(
      40,
    );
    expect(new Set(referrals.map(({ nomorRujukan }) => nomorRujukan)).size).toBe(referrals.length);
  });
});
