// Promises of the service entry: nothing clinical is filled in for the doctor, and what is missing is named.
import { expect, test } from 'vitest';
import { bodyMassIndex, emptyDraft, missingFields, toEntry } from './entry.ts';

const complete = {
  ...emptyDraft('batuk', '001', '2026-11-21'),
  sistole: 120,
  diastole: 80,
  beratBadan: 60,
  tinggiBadan: 165,
  lingkarPerut: 80,
  respRate: 20,
  heartRate: 80,
  suhu: 36.6,
  kdPrognosa: '02',
  diagnosa: [{ kode: 'J06.9', nama: 'ISPA' }],
  anamnesa: 'tiga hari, tanpa demam',
};

test('an empty entry invents no vital sign and no diagnosis', () => {
  const missing = missingFields(emptyDraft('', '', '2026-11-21'));
  expect(missing).toEqual(expect.arrayContaining(['keluhan', 'sistole', 'suhu', 'diagnosa', 'kdPrognosa', 'kdDokter']));
  expect(bodyMassIndex(emptyDraft('', '', ''))).toBeNull();
});

test('a complete entry becomes the request unchanged', () => {
  expect(missingFields(complete)).toEqual([]);
  expect(toEntry(complete)).toMatchObject({ sistole: 120, suhu: 36.6, diagnosa: [{ kode: 'J06.9', nama: 'ISPA' }] });
  expect(bodyMassIndex(complete)).toBe('22.0');
});
