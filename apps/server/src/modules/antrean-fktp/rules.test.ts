import { describe, expect, it } from 'vitest';
import { stepOf, type QueueFacts } from './rules.ts';

const NOTHING: QueueFacts = { isPlanned: false, isCalled: false, isCancelled: false };
const member = { jenisPasien: 'JKN', sumber: 'onsite' } as const;
const step = (type: string, queue: Partial<QueueFacts> = {}, visit: Parameters<typeof stepOf>[1] = member) =>
  stepOf(type, visit, { ...NOTHING, ...queue });

describe('what the clinic tells the queue of BPJS', () => {
  it('adds a visit once, and never one that BPJS booked itself', () => {
    expect(step('visit.registered')).toBe('add');
    expect(step('visit.registered', { isPlanned: true })).toBeNull();
    expect(step('visit.registered', {}, { ...member, sumber: 'mobile-jkn' })).toBeNull();
    expect(step('visit.registered', {}, { ...member, jenisPasien: 'NON JKN' })).toBe('add');
  });

  it('tells the first call only', () => {
    expect(step('poli.called', { isPlanned: true })).toBe('panggil');
    expect(step('poli.called', { isPlanned: true, isCalled: true })).toBeNull();
  });

  it('cancels whoever did not come or left, but nobody who was called', () => {
    for (const type of ['visit.cancelled', 'visit.no-show']) {
      expect(step(type, { isPlanned: true })).toBe('batal');
      expect(step(type, { isPlanned: true, isCalled: true })).toBeNull();
      expect(step(type, { isPlanned: true, isCancelled: true })).toBeNull();
    }
  });

  it('neither calls nor cancels a patient whom no card points at', () => {
    const visit = { jenisPasien: 'NON JKN', sumber: 'onsite' } as const;
    expect(step('poli.called', { isPlanned: true }, visit)).toBeNull();
    expect(step('visit.cancelled', { isPlanned: true }, visit)).toBeNull();
  });

  it('has nothing to say about the rest', () => {
    for (const type of ['patient.checked-in', 'poli.done', 'service.recorded', 'pharmacy.done'])
      expect(step(type)).toBeNull();
  });
});
