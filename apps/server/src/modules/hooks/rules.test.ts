import { describe, expect, it } from 'vitest';
import { EVENT_TYPES, readEvent, readInstant } from './rules.ts';

const BASE = { sourceEventId: 'E1', type: 'poli.called', occurredAt: '2026-01-15T08:05:10+07:00', visitRef: 'J0001' };
const PATIENT = { nomorKartu: '0000000000017', nik: '9999000000000017', nama: 'PESERTA CONTOH', norm: '001' };
const read = (change: object, zone = 'Asia/Jakarta') => readEvent({ ...BASE, ...change }, zone);

describe('times of events', () => {
  it.each([
    ['2026-01-15T08:05:10+07:00', 'Asia/Jayapura', '2026-01-15T01:05:10.000Z'],
    ['2026-01-15T01:05:10Z', 'Asia/Jayapura', '2026-01-15T01:05:10.000Z'],
    ['2026-01-15T08:05:10', 'Asia/Jakarta', '2026-01-15T01:05:10.000Z'],
    ['2026-01-15 08:05:10', 'Asia/Makassar', '2026-01-15T00:05:10.000Z'],
    ['2026-01-15 08:05:10', 'Asia/Jayapura', '2026-01-14T23:05:10.000Z'],
    ['2026-01-15T08:05', 'Asia/Jakarta', '2026-01-15T01:05:00.000Z'],
  ])('reads %s in %s', (text, zone, expected) => {
    expect(readInstant(text, zone)?.toISOString()).toBe(expected);
  });

  it.each(['kemarin', '15-01-2026 08:00', '2026-02-30T08:00:00', '2026-01-15T25:00:00', ''])('refuses %j', (text) => {
    expect(readInstant(text, 'Asia/Jakarta')).toBeNull();
  });

  it('refuses an hour that the zone skipped rather than guessing', () => {
    expect(readInstant('2026-03-29T02:30:00', 'Europe/Berlin')).toBeNull();
  });
});

describe('an event that cannot be read', () => {
  it('names the field, its value and the remedy', () => {
    expect(read({ type: 'poli.dipanggil' })).toMatchObject({
      ok: false,
      problem: { field: 'type', value: 'poli.dipanggil' },
    });
    expect(read({ occurredAt: 'kemarin' })).toMatchObject({
      ok: false,
      problem: { field: 'occurredAt', value: 'kemarin' },
    });
    expect(read({ type: 'poli.done', data: { resep: 'puyer' } })).toMatchObject({
      problem: { field: 'data.resep', value: 'puyer' },
    });
    expect(read({ visitRef: '' })).toMatchObject({ problem: { field: 'visitRef' } });
    expect(read({ kapan: 1 })).toMatchObject({
      problem: { field: 'kapan', remedy: expect.stringContaining('tidak dikenal') },
    });
  });

  it('never repeats identity or clinical values', () => {
    const data = { patient: { ...PATIENT, nik: '99990000' }, kodePoli: 'INT' };
    const reading = read({ type: 'visit.registered', data });
    expect(reading).toMatchObject({ ok: false, problem: { field: 'data.patient.nik', value: null } });
    expect(JSON.stringify(reading)).not.toContain('99990000');
  });

  it('wants a reason for a cancellation', () => {
    expect(read({ type: 'visit.cancelled', data: {} })).toMatchObject({ problem: { field: 'data.alasan' } });
  });
});

describe('an event that can be read', () => {
  it('knows every type of the document', () => {
    expect(EVENT_TYPES).toHaveLength(12);
  });

  it('takes empty texts as unknown and fills the usual defaults', () => {
    const data = { patient: { ...PATIENT, nomorKartu: '', noHp: null }, kodePoli: 'INT', jamPraktek: '' };
    const reading = read({ type: 'visit.registered', data });
    expect(reading).toMatchObject({
      ok: true,
      event: { data: { jenisPasien: 'JKN', sumber: 'onsite', pasienBaru: false } },
    });
    expect(
      reading.ok && reading.event.type === 'visit.registered' && reading.event.data.patient.nomorKartu,
    ).toBeUndefined();
  });

  it('takes diagnoses as codes or as code and name', () => {
    const entry = {
      keluhan: 'pusing',
      kdSadar: '01',
      sistole: '120',
      diastole: 80,
      beratBadan: 60,
      tinggiBadan: 160,
      lingkarPerut: 80,
      respRate: 18,
      heartRate: 80,
      suhu: 36.5,
      diagnosa: ['I10', { kode: 'E11', nama: 'Diabetes' }],
      kdStatusPulang: '3',
      kdDokter: '99901',
    };
    expect(read({ type: 'service.recorded', data: entry })).toMatchObject({
      ok: true,
      event: {
        data: {
          sistole: 120,
          diagnosa: [
            { kode: 'I10', nama: '' },
            { kode: 'E11', nama: 'Diabetes' },
          ],
          tindakan: [],
        },
      },
    });
  });
});
