// The population: the same people for the same seed, nobody who could be real, every segment and every stage of a referral.

import { describe, expect, test } from 'vitest';
import { addDays } from '../wib.ts';
import { generatePopulation, participantAt, SEGMENTS } from './index.ts';

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

  test('some referrals were extended, some patients were sent back with a PRB letter', () => {
    const extended = people.filter(({ extension }) => extension !== null);
    expect(extended.map(({ person }) => person.index)).toEqual([35, 75, 115, 155, 195, 235, 275, 315, 355, 395]);
    for (const { extension, referrals } of extended) {
      expect(addDays(referrals[0]?.tanggal ?? '', 90) < DATE).toBe(true);
      expect((extension?.berakhir ?? '') > DATE).toBe(true);
    }
    const back = people.filter(({ backReferral }) => backReferral !== null);
    expect(back.map(({ person }) => person.index)).toEqual([49, 109, 169, 229, 289, 349]);
    for (const { person, backReferral, earlierSep, referrals } of back) {
      expect(person.prb).not.toBe('');
      expect(backReferral?.nomorSep).toBe(earlierSep?.nomorSep);
      expect(addDays(referrals[0]?.tanggal ?? '', 90) >= (earlierSep?.tanggal ?? '')).toBe(true);
    }
  });

  test('every segment has its share, and most people can be treated', () => {
    const many = generatePopulation({ seed: 7, n: 5000, date: DATE });
    const share = (test: (participant: (typeof many)[number]) => boolean): number =>
      Math.round((many.filter(test).length / many.length) * 100);
    const segments = SEGMENTS.map((name) => share(({ person }) => person.jenisPeserta.keterangan === name));
    for (const [place, expected] of [28, 12, 32, 24, 4].entries())
      expect(Math.abs((segments[place] ?? 0) - expected)).toBeLessThanOrEqual(2);
    expect(share(({ person }) => person.status.kode === '0')).toBeGreaterThan(90);
    expect(share(({ person }) => person.prolanis !== '')).toBe(8);
    expect(share(({ person }) => person.prb !== '')).toBe(7);
    expect(share(({ person }) => person.tanggalLahir > addDays(DATE, -28))).toBe(2);
    expect(share(({ person }) => person.tunggakanBulan > 0)).toBe(5);
  });
});
