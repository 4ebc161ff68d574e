import { describe, expect, it } from 'vitest';
import { COMPLETE_ENTRY } from './entry.testing.ts';
import type { ServiceEntry } from './entry.ts';
import { DEFAULT_ENTRY_SETTINGS, entryProblems, VITALS } from './rules.ts';

const DAY = { serviceDate: '2026-01-15', today: '2026-01-15' };
const ENTRY: ServiceEntry = { ...COMPLETE_ENTRY, tanggalPulang: '2026-01-15' };
const fieldsOf = (change: Partial<ServiceEntry>, day = DAY) =>
  entryProblems({ ...ENTRY, ...change }, day, DEFAULT_ENTRY_SETTINGS).map((problem) => problem.field);

describe('a service entry may leave only when it is complete', () => {
  it('lets a complete entry go', () => {
    expect(fieldsOf({})).toEqual([]);
  });

  it.each([
    'keluhan',
    'kdSadar',
    'kdPrognosa',
    'kdStatusPulang',
    'kdDokter',
    'anamnesa',
    'terapiObat',
    'terapiNonObat',
    'bmhp',
  ] as const)('names a missing %s', (field) => {
    expect(fieldsOf({ [field]: ' ' })).toContain(field);
  });

  it.each(VITALS)('holds %s outside its range', (vital) => {
    const { min, max } = DEFAULT_ENTRY_SETTINGS.ranges[vital];
    expect(fieldsOf({ [vital]: min - 1 })).toContain(vital);
    expect(fieldsOf({ [vital]: max + 1 })).toContain(vital);
    expect(fieldsOf({ [vital]: Number.NaN })).toContain(vital);
  });

  it('takes the limits from the settings', () => {
    const settings = {
      ...DEFAULT_ENTRY_SETTINGS,
      ranges: { ...DEFAULT_ENTRY_SETTINGS.ranges, sistole: { min: 90, max: 110 } },
    };
    expect(entryProblems(ENTRY, DAY, settings).map((problem) => problem.field)).toEqual(['sistole']);
  });

  it('refuses a diastole that is not below the sistole', () => {
    expect(fieldsOf({ sistole: 80, diastole: 80 })).toEqual(['diastole']);
  });

  it('wants one to three different diagnoses', () => {
    const code = (kode: string) => ({ kode, nama: kode });
    expect(fieldsOf({ diagnosa: [] })).toEqual(['diagnosa']);
    expect(fieldsOf({ diagnosa: ['A01', 'A02', 'A03', 'A04'].map(code) })).toEqual(['diagnosa']);
    expect(fieldsOf({ diagnosa: [code('A01'), code('a01')] })).toEqual(['diagnosa.1']);
  });

  it('keeps a vertical referral here and says so politely', () => {
    const [problem] = entryProblems({ ...ENTRY, kdStatusPulang: '4' }, DAY, DEFAULT_ENTRY_SETTINGS);
    expect(problem).toMatchObject({ field: 'kdStatusPulang' });
    expect(problem?.message).toMatch(/Rujukan vertikal/);
  });

  it('refuses a discharge before registration or after today', () => {
    expect(fieldsOf({ tanggalPulang: '2026-01-14' })).toEqual(['tanggalPulang']);
    expect(fieldsOf({ tanggalPulang: '2026-01-16' })).toEqual(['tanggalPulang']);
    expect(fieldsOf({ tanggalPulang: '' })).toEqual(['tanggalPulang']);
  });

  it('refuses the same drug or procedure twice, because it could not be told apart after an unclear answer', () => {
    const drug = { kode: '990000001', nama: 'Amlodipin 5 mg', racikan: false, signa1: 1, signa2: 1, jumlah: 10 };
    expect(fieldsOf({ obat: [drug, drug] })).toEqual(['obat.1']);
    const procedure = { kode: '01006', nama: 'Suntik KB', biaya: 20_000 };
    expect(fieldsOf({ tindakan: [procedure, procedure] })).toEqual(['tindakan.1']);
  });

  it('collects every problem at once', () => {
    expect(fieldsOf({ keluhan: '', suhu: 99, diagnosa: [], kdDokter: '' }).toSorted()).toEqual([
      'diagnosa',
      'kdDokter',
      'keluhan',
      'suhu',
    ]);
  });
});
