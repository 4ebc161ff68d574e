import { describe, expect, test } from 'vitest';
import { decide, DEFAULT_POLICY, isOn, nextStep, patientNotice, verificationOf, type Evidence } from './rules.ts';

const DAY = '2026-11-23';
const active = (askedOn: string) => ({ isAktif: true, askedOn });

describe('what the written policy says about a person', () => {
  test.each([
    ['asked this morning', active(DAY), 'terima', 0],
    ['asked on the last day that counts', active('2026-10-24'), 'terima', 30],
    ['asked a day before that', active('2026-10-23'), 'terima-dengan-pernyataan', 31],
    ['asked by a machine whose clock is ahead', active('2026-11-24'), 'terima', 0],
    ['never asked', null, 'terima-dengan-pernyataan', null],
    ['inactive yesterday', { isAktif: false, askedOn: '2026-11-22' }, 'tahan', 1],
  ] as const)('%s', (_name, known, decision, ageDays) => {
    expect(decide(DEFAULT_POLICY, known, DAY)).toMatchObject({ decision, ageDays });
  });

  test('a facility may hold instead of taking a statement', () => {
    const strict = { maxAgeDays: 0, whenOld: 'tahan', whenUnknown: 'tahan' } as const;
    expect(decide(strict, active('2026-11-22'), DAY).decision).toBe('tahan');
    expect(decide(strict, null, DAY).decision).toBe('tahan');
    expect(decide(strict, active(DAY), DAY).decision).toBe('terima');
  });

  test('patients read the own words of the facility, or the usual sentence', () => {
    expect(patientNotice({ patientText: ' Silakan ke loket 2. ' })).toBe('Silakan ke loket 2.');
    expect(patientNotice({ patientText: '' })).toMatch(/tetap berjalan/);
  });
});

const at = (time: string) => new Date(`${DAY}T${time}+07:00`);
const NOTHING: Evidence = { lastGoodAt: null, interruptedSince: null, lastFailedAt: null, recoveredAt: null };
const away = (since: string, until: string): Evidence => ({
  lastGoodAt: at('08:04:50'),
  interruptedSince: at(since),
  lastFailedAt: at(until),
  recoveredAt: null,
});
const back = (recovered: string): Evidence => ({
  lastGoodAt: at(recovered),
  interruptedSince: null,
  lastFailedAt: at('11:59:00'),
  recoveredAt: at(recovered),
});
const step = (over: Partial<Parameters<typeof nextStep>[0]>) =>
  nextStep({
    policy: DEFAULT_POLICY,
    outage: null,
    lastEndedAt: null,
    evidence: NOTHING,
    now: at('12:30:00'),
    ...over,
  });
const open = { origin: 'otomatis', interruptedAt: at('08:05:00'), recoveredAt: null } as const;

describe('when the mode begins', () => {
  test('after as many minutes of failures as the policy says, with the instant of the first one', () => {
    expect(step({ evidence: away('08:05:00', '08:07:59') }).kind).toBe('none');
    expect(step({ evidence: away('08:05:00', '08:08:00') })).toEqual({
      kind: 'begin',
      interruptedAt: at('08:05:00'),
      lastGoodAt: at('08:04:50'),
    });
  });

  test('not from silence after a few failures, not where it is by hand only, not without evidence', () => {
    expect(step({ evidence: away('08:05:00', '08:05:20'), now: at('11:00:00') }).kind).toBe('none');
    expect(
      step({ evidence: away('08:05:00', '09:00:00'), policy: { ...DEFAULT_POLICY, isAutomatic: false } }).kind,
    ).toBe('none');
    expect(step({}).kind).toBe('none');
  });

  test('what a person has ended does not begin again by itself; a new interruption does', () => {
    const lastEndedAt = at('09:00:00');
    expect(step({ lastEndedAt, evidence: away('08:05:00', '10:00:00') }).kind).toBe('none');
    expect(step({ lastEndedAt, evidence: away('09:30:00', '10:00:00') }).kind).toBe('begin');
  });
});

describe('how it goes on', () => {
  test('recovery is told at once and has to hold before the mode ends', () => {
    expect(step({ outage: open, evidence: back('12:00:00') })).toEqual({
      kind: 'recovered',
      recoveredAt: at('12:00:00'),
    });
    const recovered = { ...open, recoveredAt: at('12:00:00') };
    expect(step({ outage: recovered, evidence: back('12:00:00'), now: at('12:04:59') }).kind).toBe('none');
    expect(step({ outage: recovered, evidence: back('12:00:00'), now: at('12:05:00') }).kind).toBe('end');
  });

  test('a recovery that did not hold is taken back', () => {
    const recovered = { ...open, recoveredAt: at('12:00:00') };
    expect(step({ outage: recovered, evidence: away('12:02:00', '12:03:00'), now: at('12:10:00') }).kind).toBe(
      'interrupted',
    );
  });

  test('an older recovery is not the end of this one', () => {
    expect(step({ outage: open, evidence: { ...back('07:00:00'), lastGoodAt: at('07:00:00') } }).kind).toBe('none');
  });

  test('switched on by hand it learns what is measured, and ends by hand', () => {
    const manual = { origin: 'manual', interruptedAt: null, recoveredAt: null } as const;
    expect(step({ outage: manual }).kind).toBe('none');
    expect(step({ outage: manual, evidence: away('08:05:00', '08:05:10') }).kind).toBe('interrupted');
    const over = { ...manual, interruptedAt: at('08:05:00'), recoveredAt: at('12:00:00') };
    expect(step({ outage: over, evidence: back('12:00:00'), now: at('20:00:00') }).kind).toBe('none');
  });
});

describe('what BPJS says afterwards', () => {
  const facts = { isAktif: true, kelas: '3', kodeFktp: '9999U001' };
  test.each([
    ['the same', facts, facts, 'aktif'],
    ['another class', facts, { ...facts, kelas: '2' }, 'berubah'],
    ['another clinic', facts, { ...facts, kodeFktp: '9999U002' }, 'berubah'],
    ['inactive', facts, { ...facts, isAktif: false }, 'tidak-aktif'],
    ['nobody by this number', facts, null, 'tidak-ditemukan'],
    ['somebody who was not known before', null, facts, 'aktif'],
  ] as const)('%s', (_name, before, after, expected) => {
    expect(verificationOf(before, after)).toBe(expected);
  });

  test('puts a case on the list of whoever must act, until somebody has decided', () => {
    const inactive = { choice: 'lanjut', verification: 'tidak-aktif', resolution: null } as const;
    expect(isOn('perlu-tindakan', inactive)).toBe(true);
    expect(isOn('perlu-tindakan', { ...inactive, resolution: 'pasien-dihubungi' })).toBe(false);
    const paid = { choice: 'bayar-sendiri', verification: 'aktif', resolution: null } as const;
    expect(isOn('dapat-kembali-jkn', paid)).toBe(true);
    expect(isOn('perlu-tindakan', { ...paid, verification: 'tidak-aktif' })).toBe(false);
  });
});
