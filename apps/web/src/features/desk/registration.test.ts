// Promises of the desk's form: it starts narrowed to what is valid, names what is missing, and sends only what was chosen.
import { describe, expect, test } from 'vitest';
import type { PesertaMatch, RujukanOption, ScheduleDay } from '../../api/types.ts';
import { firstChoice, firstSession, missingFields, toRequest, usualChoice, withChoice } from './registration.ts';

const rujukan = (change: Partial<RujukanOption>): RujukanOption => ({
  nomorRujukan: '9999U0011126P000001',
  asal: '1',
  tanggal: '2026-11-10',
  berlakuSampai: '2027-02-08',
  berlaku: true,
  poli: { kode: 'INT', nama: 'Penyakit Dalam' },
  diagnosa: { kode: 'E11.9', nama: 'Diabetes melitus tipe 2' },
  perujuk: { kode: '9999U001', nama: 'Klinik Pratama Sehat Bersama' },
  jumlahSep: 0,
  kunjunganPertama: true,
  ...change,
});

const match = (change: Partial<PesertaMatch>): PesertaMatch => ({
  patientId: 'p-1',
  norm: '000123',
  nama: 'Contoh Satu',
  jenisKelamin: 'P',
  tanggalLahir: '1980-01-01',
  umur: '46 th',
  noHp: '080000000001',
  nomorKartu: '0000000000101',
  nik: null,
  continuity: null,
  rujukan: [],
  openVisitToday: null,
  eligibility: {
    snapshotId: 's-1',
    asOf: '2026-11-21T01:00:00.000Z',
    status: 'aktif',
    statusText: 'AKTIF',
    kelas: '3',
    jenisPeserta: null,
    fktp: null,
    prolanis: null,
    prb: null,
    warnings: [],
  },
  ...change,
});

const session = (id: string, left: number) => ({
  sessionId: id,
  kodePoli: 'INT',
  kodeSubspesialis: 'INT',
  namaPoli: 'Penyakit Dalam',
  kodeDokter: '1',
  namaDokter: 'dr. Contoh',
  jamPraktek: '08:00-12:00',
  kuotaJkn: 20,
  sisaKuotaJkn: left,
  kuotaNonJkn: 5,
  sisaKuotaNonJkn: 5,
  libur: false,
});

const schedule: ScheduleDay = {
  date: '2026-11-21',
  asOf: '2026-11-21T00:00:00.000Z',
  source: 'bpjs',
  units: [
    { kodePoli: 'INT', namaPoli: 'Penyakit Dalam', sessions: [session('full', 0), session('open', 4)] },
    { kodePoli: 'ANA', namaPoli: 'Anak', sessions: [] },
  ],
};

describe('a hospital registration', () => {
  test('starts at the newest valid referral, its poli and the first session with seats', () => {
    const form = firstChoice(
      match({ rujukan: [rujukan({ berlaku: false, nomorRujukan: 'old' }), rujukan({})] }),
      schedule,
      'fkrtl',
      '08.10',
    );
    expect(form).toMatchObject({
      payer: 'JKN',
      rujukan: '9999U0011126P000001',
      poli: 'INT',
      sessionId: 'open',
      kind: 1,
      fresh: false,
    });
    expect(missingFields(form, match({}), schedule, 'fkrtl')).toEqual([]);
  });

  test('of a repeat visit asks for the control letter, not for a referral', () => {
    const person = match({ rujukan: [rujukan({ kunjunganPertama: false })] });
    const form = firstChoice(person, schedule, 'fkrtl', '08.10');
    expect(form.kind).toBe(3);
    expect(missingFields(form, person, schedule, 'fkrtl')).toEqual(['suratKontrol']);
  });

  test('is offered as general patient when the participant is not active', () => {
    const person = match({});
    const form = firstChoice(
      { ...person, eligibility: { ...person.eligibility!, status: 'tidak-aktif' } },
      schedule,
      'fkrtl',
      '08.10',
    );
    expect(form.payer).toBe('NON JKN');
  });

  test('during an outage goes on with eligibility unknown and a typed referral number', () => {
    const person = match({ eligibility: null });
    const form = {
      ...firstChoice(person, schedule, 'fkrtl', '08.10'),
      poli: 'INT',
      sessionId: 'open',
      manualRujukan: '9999U0011126P000009',
    };
    expect(form.payer).toBe('JKN');
    expect(missingFields(form, person, schedule, 'fkrtl')).toEqual([]);
    const request = toRequest(form, { match: person, schedule, facility: 'fkrtl', serviceDate: '2026-11-21' });
    expect(request).toMatchObject({ patientId: 'p-1', nomorReferensi: '9999U0011126P000009', sep: { issue: true } });
    expect(request).not.toHaveProperty('eligibilitySnapshotId');
  });
});

describe('a clinic registration', () => {
  test('asks for the complaint of a sick visit and sends no referral', () => {
    const person = match({});
    const form = { ...firstChoice(person, schedule, 'fktp', '08.10'), poli: '001' };
    expect(missingFields(form, person, undefined, 'fktp')).toEqual(['complaint']);
    const request = toRequest(
      { ...form, complaint: 'batuk' },
      { match: person, schedule: undefined, facility: 'fktp', serviceDate: '2026-11-21' },
    );
    expect(request).toMatchObject({ keluhan: 'batuk', kunjunganSakit: true, kodePoli: '001' });
    expect(request).not.toHaveProperty('sep');
  });
});

test('a changed phone number travels with the known patient', () => {
  const person = match({});
  const form = firstChoice(person, schedule, 'fktp', '08.10');
  const request = toRequest(
    { ...form, person: { ...form.person, noHp: '080000000099' } },
    { match: person, schedule, facility: 'fktp', serviceDate: '2026-11-21' },
  );
  expect(request).toMatchObject({ patient: { noHp: '080000000099', norm: '000123', nomorKartu: '0000000000101' } });
  expect(request).not.toHaveProperty('patientId');
});

test('a session that has ended is not offered while a later one has seats', () => {
  const evening = { ...session('evening', 3), jamPraktek: '18:00-21:00' };
  const day: ScheduleDay = {
    ...schedule,
    units: [{ kodePoli: 'INT', namaPoli: 'Penyakit Dalam', sessions: [session('morning', 9), evening] }],
  };
  expect(firstSession(day, 'INT', true, '13.00')?.sessionId).toBe('evening');
  expect(firstSession(day, 'INT', true, '11.59')?.sessionId).toBe('morning');
  expect(firstSession(day, 'INT', true, '22.00')?.sessionId).toBe('morning');
});

describe('while BPJS cannot be asked', () => {
  const held = { decision: 'tahan', ground: 'terakhir-tidak-aktif', ageDays: 2 } as const;
  const form = firstChoice(match({}), undefined, 'fktp', '08.05');
  const context = { match: match({}), schedule: undefined, facility: 'fktp', serviceDate: '2026-11-21' } as const;

  test('the usual choice follows the policy, and outside the mode nothing is sent', () => {
    expect(usualChoice(held)).toBe('menunggu');
    expect(usualChoice({ ...held, decision: 'terima-dengan-pernyataan' })).toBe('lanjut');
    expect(usualChoice(null)).toBeNull();
    expect(toRequest(form, context)).not.toHaveProperty('continuity');
  });

  test('paying privately changes who pays, and back again', () => {
    const pays = { ...form, ...withChoice(form, 'bayar-sendiri') };
    expect(pays.payer).toBe('NON JKN');
    expect(toRequest(pays, context)).toMatchObject({ jenisPasien: 'NON JKN', continuity: { choice: 'bayar-sendiri' } });
    expect({ ...pays, ...withChoice(pays, 'lanjut') }.payer).toBe('JKN');
  });

  test('a patient who pays anyway is nobody the outage concerns', () => {
    expect(toRequest({ ...form, payer: 'NON JKN', choice: 'lanjut' }, context)).not.toHaveProperty('continuity');
  });
});
