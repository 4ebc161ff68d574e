import { describe, expect, test } from 'vitest';
import { DEFAULT_MAPPING, mappingProblems, tasksOfEvent } from './mapping.ts';

describe('which event stands for which Task ID', () => {
  test('check-in is task 1 for a new patient and task 3 for an existing one', () => {
    expect(tasksOfEvent(DEFAULT_MAPPING, 'patient.checked-in', true)).toEqual([1]);
    expect(tasksOfEvent(DEFAULT_MAPPING, 'patient.checked-in', false)).toEqual([3]);
  });

  test('the counter means nothing to BPJS for an existing patient', () => {
    expect(tasksOfEvent(DEFAULT_MAPPING, 'admission.called', false)).toEqual([]);
    expect(tasksOfEvent(DEFAULT_MAPPING, 'admission.done', false)).toEqual([]);
  });

  test('the usual mapping has no problem', () => {
    expect(mappingProblems(DEFAULT_MAPPING)).toEqual([]);
  });

  test('a facility may let the printed prescription stand for task 6', () => {
    const own = DEFAULT_MAPPING.map((item) => (item.task === 6 ? { ...item, event: 'prescription.printed' } : item));
    expect(mappingProblems(own)).toEqual([]);
    expect(tasksOfEvent(own, 'prescription.printed', false)).toEqual([6]);
  });

  test('task 1 for existing patients, one event for two tasks, and 99 for anything but a cancellation are refused', () => {
    expect(mappingProblems([{ task: 1, patient: 'any', event: 'patient.checked-in' }])).toHaveLength(1);
    expect(mappingProblems([...DEFAULT_MAPPING, { task: 5, patient: 'any', event: 'poli.called' }])).toHaveLength(1);
    expect(mappingProblems([{ task: 99, patient: 'any', event: 'poli.done' }])).toHaveLength(1);
  });
});
