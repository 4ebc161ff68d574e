import { describe, expect, it } from 'vitest';
import { handedNumber, isoDate, kunjunganBody, pcareDate } from './bpjs.ts';
import { COMPLETE_ENTRY } from './entry.testing.ts';
import type { ServiceEntry } from './entry.ts';
import { findDrug, findRegistration, findVisit } from './reconcile.ts';

describe('dates of P-Care', () => {
  it('turns both ways without moving a day', () => {
    expect(pcareDate('2026-01-05')).toBe('05-01-2026');
    expect(isoDate('05-01-2026')).toBe('2026-01-05');
    expect(isoDate('2026-01-05')).toBeNull();
  });
});

describe('the number P-Care hands back', () => {
  it.each([
    [{ field: 'noUrut', message: 'A1' }, 'noUrut', 'A1'],
    [[{ field: 'noKunjungan', message: '9999U0010126Y000004' }], 'noKunjungan', '9999U0010126Y000004'],
    [{ field: 'noKunjungan', message: '9999U0010126Y000004' }, 'noKunjungan', '9999U0010126Y000004'],
    [
      [
        { field: 'kdObatSK', message: 37 },
        { field: 'kdRacikan', message: 'R.12' },
      ],
      'kdObatSK',
      '37',
    ],
    [
      [
        { field: 'kdObatSK', message: '37' },
        { field: 'kdRacikan', message: 'R.12' },
      ],
      'kdRacikan',
      'R.12',
    ],
    [[{ field: 'kdObatSK', message: '37' }], 'kdRacikan', null],
    [null, 'noUrut', null],
    [[], 'noKunjungan', null],
    ['', 'noKunjungan', null],
  ])('reads %j', (response, field, expected) => {
    expect(handedNumber(response, field)).toBe(expected);
  });
});

describe('the visit body', () => {
  const entry: ServiceEntry = {
    ...COMPLETE_ENTRY,
    diagnosa: [
      { kode: 'I10', nama: 'x' },
      { kode: 'E11', nama: 'y' },
    ],
    tanggalPulang: '2026-01-15',
  };
  it('carries a decimal comma, no TACC, and no field of the registration', () => {
    const body = kunjunganBody({
      noKunjungan: null,
      nomorKartu: '0000000000017',
      serviceDate: '2026-01-15',
      kodePoli: '001',
      entry,
      decimalSeparator: ',',
    });
    expect(body).toMatchObject({
      suhu: '36,4',
      kdTacc: -1,
      alasanTacc: null,
      tglDaftar: '15-01-2026',
      kdDiag2: 'E11',
      kdDiag3: null,
      rujukLanjut: null,
    });
    expect(Object.keys(body)).not.toEqual(expect.arrayContaining(['kunjSakit']));
  });
});

describe('reading back', () => {
  const registration = { noUrut: 'A3', peserta: { noKartu: '0000000000017' }, poli: { kdPoli: '001' } };
  it('knows a registration by card and poli', () => {
    expect(findRegistration([registration], { noKartu: '0000000000017', kdPoli: '001' })).toMatchObject({
      kind: 'present',
      result: { noUrut: 'A3' },
    });
    expect(findRegistration([registration], { noKartu: '0000000000017', kdPoli: '002' })).toEqual({ kind: 'absent' });
    expect(findRegistration([registration], { noKartu: '0000000000018', kdPoli: '001' })).toEqual({ kind: 'absent' });
  });

  const row = {
    noKunjungan: '9999U0010126Y000004',
    tglKunjungan: '15-01-2026',
    providerPelayanan: { kdProvider: '9999U001' },
    poli: { kdPoli: '001' },
    diagnosa1: { kdDiag: 'I10' },
    diagnosa2: { kdDiag: null },
    diagnosa3: null,
    dokter: { kdDokter: '99901' },
    statusPulang: { kdStatusPulang: '3' },
  };
  const sent = {
    tglDaftar: '15-01-2026',
    kdPoli: '001',
    kdDiag1: 'I10',
    kdDiag2: null,
    kdDiag3: null,
    kdDokter: '99901',
    kdStatusPulang: '3',
  };
  it('takes the same visit as the same, whatever the style of its empty fields', () => {
    expect(findVisit([row], sent, '9999U001')).toMatchObject({ kind: 'present', same: true });
    expect(
      findVisit([{ ...row, diagnosa2: { kdDiag: '' }, diagnosa3: { kdDiag: null } }], sent, '9999U001'),
    ).toMatchObject({ same: true });
  });
  it('names each field that differs', () => {
    expect(findVisit([{ ...row, diagnosa1: { kdDiag: 'J00' } }], sent, '9999U001')).toMatchObject({
      same: false,
      differences: [{ field: 'kdDiag1', ours: 'I10', theirs: 'J00' }],
    });
  });
  it('does not take the visit of another facility, day or poli', () => {
    expect(findVisit([{ ...row, providerPelayanan: { kdProvider: '9999U002' } }], sent, '9999U001')).toEqual({
      kind: 'absent',
    });
    expect(findVisit([{ ...row, tglKunjungan: '14-01-2026' }], sent, '9999U001')).toEqual({ kind: 'absent' });
    expect(findVisit([{ ...row, poli: { kdPoli: '002' } }], sent, '9999U001')).toEqual({ kind: 'absent' });
  });
  it('compares a drug by its numbers', () => {
    const drug = { kdObatSK: 37, obat: { kdObat: '990000001' }, signa1: '1', signa2: 1, jmlObat: 10 };
    expect(findDrug([drug], { kdObat: '990000001', signa1: 1, signa2: 1, jmlObat: 10 })).toMatchObject({
      same: true,
      result: { kdObatSK: '37' },
    });
    expect(findDrug([drug], { kdObat: '990000001', signa1: 1, signa2: 1, jmlObat: 9 })).toMatchObject({ same: false });
  });
});
