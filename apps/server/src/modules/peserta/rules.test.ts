import { describe, expect, test } from 'vitest';
import { pesertaFromVclaim } from './bpjs.ts';
import { eligibilityWarnings, maskIdentity, phoneDigits, readQuery } from './rules.ts';

describe("the desk's one search field", () => {
  test.each([
    ['0000000000123', 'card'],
    ['0000 0000 00123', 'card'],
    ['9999000000000123', 'nik'],
    ['9999U0011126P000001', 'rujukan'],
    ['9999u0011126y000001\n', 'rujukan'],
    ['000123', 'norm'],
    ['12-34-56', 'norm'],
    ['Siti Aminah', 'name'],
    ["D'Angelo", 'name'],
  ])('reads %j as %s', (text, kind) => {
    expect(readQuery(text).kind).toBe(kind);
  });

  test.each(['', '  ', 'ab', '--', '12345678901234567890123'])('says what to type instead of %j', (text) => {
    expect(readQuery(text)).toMatchObject({ kind: 'unusable', remedy: expect.stringContaining('13 angka') });
  });
});

describe('identity numbers', () => {
  test('show their last four digits only', () => {
    expect(maskIdentity('0000000000123')).toBe('•••••••••0123');
    expect(maskIdentity(null)).toBeNull();
  });

  test('phones keep digits, start with 0 and fit BPJS', () => {
    expect(phoneDigits('+62 800-0000-0012')).toBe('080000000012');
    expect(phoneDigits('0800 000 000 120 000')).toHaveLength(13);
    expect(phoneDigits(null)).toBe('');
  });
});

describe('a membership', () => {
  const wire = {
    noKartu: '0000000000001',
    nama: ' PESERTA CONTOH SATU ',
    sex: 'L',
    tglTMT: '2018-01-01',
    tglTAT: '2026-11-20',
    statusPeserta: { kode: '0', keterangan: 'AKTIF' },
    umur: { umurSaatPelayanan: '34 tahun ,7 bulan ,26 hari' },
    informasi: { prolanisPRB: 'PRB : Hipertensi' },
  };

  test('is active only when BPJS says code 0', () => {
    expect(pesertaFromVclaim(wire)).toMatchObject({
      isAktif: true,
      nama: 'PESERTA CONTOH SATU',
      umur: '34 tahun, 7 bulan, 26 hari',
      nik: null,
    });
    expect(pesertaFromVclaim({ ...wire, statusPeserta: { kode: '4', keterangan: 'NON AKTIF PREMI' } }).isAktif).toBe(
      false,
    );
    expect(pesertaFromVclaim({ ...wire, statusPeserta: null }).isAktif).toBe(false);
  });

  test('warns in words the desk can say', () => {
    expect(eligibilityWarnings(pesertaFromVclaim(wire), '2026-11-21', true)).toEqual([
      'Kepesertaan berakhir 2026-11-20',
      'Peserta program rujuk balik: PRB : Hipertensi',
    ]);
  });
});
